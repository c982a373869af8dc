"""INC-002: the notice of an incident does not say how to reach the company (PIPL 57(3)).

Where nothing at all is declared about incidents INC-001 says so once, contact included.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INC-002",
    Severity.MEDIUM,
    False,
    ("PIPL 57(3)",),
    Text("安全事件告知没有联系方式", "The notice of an incident has no contact"),
    offline=True,
)
_WORDS = ("联系方式", "联系人", "联系我们", "contact")


def check(context: Context) -> Iterator[Violation]:
    incident, own = context.register.incident, context.register.organization.controller
    if incident is None or incident.contact or any(word in item.lower() for item in incident.items for word in _WORDS):
        return
    yield context.violation(
        RULE,
        Text(
            "安全事件的告知内容里没有公司的联系方式",
            "the items that people are told of an incident do not include how to reach the company",
        ),
        Text(
            "在告知内容里加上：“如有疑问，请联系（部门，电话，邮箱）。”，并登记 contact_in_notice",
            "add to the notice: “Questions? Contact (department, phone, mailbox)”, and register contact_in_notice",
        ),
        clause=incident.clause or context.silent_clause(),
        declaration="incident_response.contact_in_notice",
        line=incident.line,
        yaml=suggest.example({"incident_response": {"contact_in_notice": own.email or own.phone or "privacy@company.example"}}),
    )
