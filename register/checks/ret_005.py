"""RET-005: a retention rule is shorter than a law allows (PIPL 19: what other laws say of the period goes first).

Minimums come from the rule's own `legal_minimum`, from the law that it cites, and from the words of the activities that use it
(law pack, `retention:`). Just as long is long enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import RetentionRule
from register.retention import Floor, floors_of, rule_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-005",
    Severity.HIGH,
    True,
    ("PIPL 19",),
    Text("保存期限短于法定最短期限", "A retention period shorter than the law's"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for rule in _rules(context):
        broken = [floor for floor in floors_of(context, rule) if floor.broken]
        if broken and rule.period is not None:
            yield _short(context, rule, max(broken, key=lambda floor: floor.period), rule.period.text)


def _rules(context: Context) -> Iterator[RetentionRule]:
    """Every rule, and what the policy says of activities that have none."""
    yield from context.register.retention_rules.values()
    said = (rule_of(context.register, a) for a in context.register.activities if not a.retention)
    yield from [rule for rule in said if rule is not None][:1]


def _short(context: Context, rule: RetentionRule, floor: Floor, period: str) -> Violation:
    policy = rule.at == "retention_statement"
    return context.violation(
        RULE,
        Text(
            f"{'政策写的' if policy else f'规则“{rule.id}”的'}期限 {period} 短于 {floor.law} 要求的 {floor.period.text}（{floor.why.zh}）",
            f"{'the policy keeps' if policy else f'rule {rule.id} keeps'} for {period},"
            f" the law for {floor.period.text}: {floor.law} ({floor.why.en})",
        ),
        Text(
            "延长期限；法律不适用的，给该活动单独的规则或换一个名称，并说明理由",
            "keep it longer; where the law does not apply, give the activity a rule of its own or another name, and say why",
        ),
        clause=context.register.statement.clause if context.register.statement else None,
        declaration=f"{rule.at}.period",
        line=rule.line,
        yaml=suggest.dumped(_longer(rule, floor)),
        evidence=[
            ("period", period),
            ("minimum", floor.period.text),
            ("matched_by", floor.why.en),
            ("verified", "" if floor.verified else "memory"),
        ],
    )


def _longer(rule: RetentionRule, floor: Floor) -> dict[str, object]:
    """The period of the law; for an activity without a rule, one of its own."""
    if rule.at != "retention_statement" or floor.activity is None:
        return {"retention_rules": [{"id": rule.id, "period": floor.period.text}]}
    own = f"r-{suggest.slug(floor.activity.id)}"
    entry = {"id": own, "period": floor.period.text, "legal_minimum": {"period": floor.period.text, "law": floor.law}}
    return {"retention_rules": [entry], "processing_activities": [{"id": floor.activity.id, "retention": own}]}
