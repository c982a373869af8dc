"""SPI-002: an activity handles a sensitive kind, and no impact assessment of sensitive information covers it (PIPL 55(1)).

Which kinds are sensitive: the company's own entry says so, else the standard that the register names. An assessment covers an
activity that names it, or that it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.assessed import assessed, proposed
from register.context import Context, Rule
from register.duties import kinds
from register.precedence import held_for
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SPI-002",
    Severity.HIGH,
    True,
    ("PIPL 55(1)",),
    Text("处理敏感个人信息没有做影响评估", "Sensitive information without an impact assessment"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for activity in register.activities:
        sensitive = {key for key in activity.categories if context.is_sensitive(key)}
        if not sensitive or assessed(register, activity, "sensitive"):
            continue
        names = kinds(register, sensitive)
        yield context.violation(
            RULE,
            Text(
                f"处理活动“{activity.name}”处理敏感个人信息（{names.zh}），没有影响评估",
                f"activity {activity.id} ({activity.name}) handles sensitive information ({names.en}) without an impact assessment",
            ),
            Text(
                "处理前评估必要性、对个人权益的影响和保护措施并记录；没有充分必要性的，停止收集并删除",
                "assess necessity, impact on people and protection beforehand and record it; where it is not strictly needed,"
                " stop and delete",
            ),
            clause=next(filter(None, (register.clause_for(key) for key in sorted(sensitive))), None),
            declaration=f"{activity.at}.pia",
            line=activity.line,
            yaml=suggest.example(proposed(register, activity, ["sensitive"], context.today)),
            evidence=[("categories", ", ".join(sorted(sensitive))), ("sensitivity", register.standard)],
            places=held_for(context, activity, sensitive),
        )
