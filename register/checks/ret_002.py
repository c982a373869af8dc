"""RET-002: rows or files are older than their retention period and grace allow (PIPL 19, 47).

The rule is the one that lets the found kinds stay longest in that system; the clock is the column that the rule names,
one of its hints, or one whose role fits its start; a file is dated by its path or its last change. Days are counted in the
scan's histogram; where only a sample was read the count is scaled up and called an estimate (`register/retention.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.entries import RetentionRule
from register.retention import Age, Count, Standing, standings
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-002", Severity.HIGH, False, ("PIPL 19", "PIPL 47(1)(2)"), Text("超过保存期限仍未删除", "Kept longer than the retention period")
)
_KEYS = {"counted": "overdue", "read": "overdue", "sample": "overdue_estimate"}


def check(context: Context) -> Iterator[Violation]:
    for found in standings(context):
        if found.rule and found.age and found.is_overdue:
            yield _overdue(context, found, found.rule, found.age, found.overdue or Count(0, found.asset.rows_read))


def _overdue(context: Context, found: Standing, rule: RetentionRule, age: Age, count: Count) -> Violation:
    assert rule.period is not None  # a standing has a limit only for a rule with a period
    kept = f"{rule.period.text}{f' + {rule.grace.text}' if rule.grace else ''}"
    return context.about_asset(
        RULE,
        found.asset,
        _told(found, age, count, kept),
        Text(
            "删除或匿名化超期记录并留存记录；法律要求更长保存的，写入 legal_minimum",
            "delete or anonymise the overdue rows and keep a record of it; where a law asks for longer, state it in legal_minimum",
        ),
        clause=context.register.statement.clause if context.register.statement else None,
        column=age.clock if age.is_column else "",
        declaration=rule.at,
        line=rule.line,
        evidence=[
            ("clock", age.clock),
            ("oldest", age.oldest),
            ("period", rule.period.text),
            ("grace", rule.grace.text if rule.grace else ""),
            ("limit", found.limit),
            (_KEYS[count.basis], str(count.rows) if age.days else ""),
            ("rows", str(count.of)),
            ("overdue_people", str(found.overdue_people) if found.overdue_people is not None else ""),
            ("partitions", ", ".join(found.partitions)),
            ("minimums", ", ".join(f"{floor.law} {floor.period.text}" for floor in found.floors)),
            ("rule", rule.id),
        ],
    )


def _told(found: Standing, age: Age, count: Count, kept: str) -> Text:
    uri, limit = found.asset.uri, found.limit
    if not age.days:
        parts = len(found.partitions)
        return Text(
            f"{uri} 有 {parts} 个分区整个早于 {limit}（期限 {kept}）",
            f"{uri}: {parts} partitions lie wholly before {limit} (period {kept})",
        )
    about = {"counted": ("", ""), "read": ("至少 ", "at least "), "sample": ("约 ", "about ")}[count.basis]
    people = (
        ("", "") if found.overdue_people is None else (f"，涉及约 {found.overdue_people} 人", f", of about {found.overdue_people} people")
    )
    return Text(
        f"{uri} 最早的记录是 {age.oldest}，{about[0]}{count.rows} 行早于 {limit}{people[0]}（期限 {kept}）",
        f"{uri}: the oldest record is of {age.oldest}, {about[1]}{count.rows} rows are before {limit}{people[1]} (period {kept})",
    )
