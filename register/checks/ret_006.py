"""RET-006: an activity has no retention rule, and the policy states no period that would hold for it (PIPL 17, 19)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import Activity
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-006",
    Severity.MEDIUM,
    False,
    ("PIPL 17(1)(2)", "PIPL 19"),
    Text("处理活动没有保存规则", "An activity without a retention rule"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    said = context.register.statement
    if said is not None and said.period is not None:
        return
    for activity in context.register.activities:
        if not activity.retention:
            yield _without(context, activity)


def _without(context: Context, activity: Activity) -> Violation:
    own = f"r-{suggest.slug(activity.id)}"
    return context.violation(
        RULE,
        Text(
            f"处理活动“{activity.name}”没有保存规则，政策也没有写期限",
            f"activity {activity.name} has no retention rule, and the policy states no period",
        ),
        Text("给它一条保存规则；下面的期限只是示例", "give it a retention rule; the period below is only an example"),
        clause=context.silent_clause(),
        declaration=f"{activity.at}.retention",
        line=activity.line,
        yaml=suggest.dumped(
            {
                "retention_rules": [{"id": own, "period": "P3Y", "start": "last_activity", "source": "example"}],
                "processing_activities": [{"id": activity.id, "retention": own}],
            }
        ),
        evidence=[("department", activity.department)],
    )
