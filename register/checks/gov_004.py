"""GOV-004: nobody has said whether the company runs critical information infrastructure, on which export rules turn (PIPL 40)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "GOV-004",
    Severity.MEDIUM,
    False,
    ("PIPL 40",),
    Text("是否为关键信息基础设施运营者未确认", "Whether it is a critical infrastructure operator is unknown"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    profile = context.register.profile
    if profile.ciio is None:
        yield context.violation(
            RULE,
            Text(
                "没有登记公司是否为关键信息基础设施运营者；是的话，出境一律须经安全评估",
                "the register does not say whether the company is a critical information infrastructure operator; if it is,"
                " every export needs an assessment",
            ),
            Text(
                "向行业主管部门核实是否收到认定通知，登记 law_profile.ciio: true 或 false",
                "ask whether a notice of designation was received from the industry's authority; register law_profile.ciio: true or false",
            ),
            declaration="law_profile.ciio",
            line=profile.line,
            yaml=suggest.example({"law_profile": {"ciio": False}}),
        )
