"""RET-001: no retention period is stated and no way to determine one. Once for the policy, once for each such rule."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import RetentionRule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-001",
    Severity.MEDIUM,
    False,
    ("PIPL 17(1)(2)", "PIPL 19", "网络数据安全管理条例 21(3)"),
    Text("没有保存期限，也没有确定期限的方法", "No retention period, and no way to determine one"),
    offline=True,
)
_REMEDY = Text(
    "写明期限（ISO 8601，如 P3Y）或确定期限的方法，政策里也要告知；下面的期限只是示例",
    "state a period (ISO 8601, such as P3Y) or how it is determined, and tell it in the policy; the period below is only an example",
)


def check(context: Context) -> Iterator[Violation]:
    register, statement = context.register, context.register.statement
    if statement is None or not (statement.period or statement.method):
        silent = statement is None
        yield context.violation(
            RULE,
            Text("登记册没有保存期限声明", "the register has no retention statement")
            if silent
            else Text(
                "政策没有写保存期限，也没有写确定期限的方法", "the policy states neither a retention period nor how it is determined"
            ),
            _REMEDY,
            clause=(statement.clause if statement else None) or context.silent_clause(),
            declaration="retention_statement" if silent else "retention_statement.period",
            line=register.line("retention_statement"),
            yaml=suggest.dumped({"retention_statement": _statement(context)}),
        )
    for rule in register.retention_rules.values():
        if not (rule.period or rule.method):
            yield _endless(context, rule)


def _endless(context: Context, rule: RetentionRule) -> Violation:
    users = [activity.id for activity in context.register.activities if activity.retention == rule.id]
    return context.violation(
        RULE,
        Text(f"保存规则“{rule.id}”没有期限", f"retention rule {rule.id} has no period"),
        _REMEDY,
        declaration=f"{rule.at}.period",
        line=rule.line,
        yaml=suggest.dumped({"retention_rules": [{"id": rule.id, "period": "P3Y", "source": "example"}]}),
        evidence=[("activities", ", ".join(users))],
    )


def _statement(context: Context) -> dict[str, str]:
    """What the policy could say: the periods of the rules in force, else an example."""
    rules = [rule for rule in context.register.retention_rules.values() if rule.period]
    if not rules:
        return {"criterion": "fixed_period", "period": "P3Y", "after_expiry": "delete"}
    return {"determination_method": "; ".join(f"{r.id}: {r.period.text} {r.start}".strip() for r in rules if r.period)}
