"""RET-003: a table holds personal information and nothing usable dates its rows, so its retention cannot be proved (PIPL 19).

What was looked for is told, and which dated columns are there for something else. A file is always dated by its last change
unless its rule asks for the date in its path.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import RetentionRule
from register.retention import Standing, standings
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-003",
    Severity.MEDIUM,
    False,
    ("PIPL 19",),
    Text("有个人信息的表没有可用的时间字段", "A table with personal information that no usable column dates"),
)


def check(context: Context) -> Iterator[Violation]:
    for found in standings(context):
        if found.rule and found.rule.period and found.age is None and found.asset.rows_read:
            yield _undated(context, found, found.rule)


def _undated(context: Context, found: Standing, rule: RetentionRule) -> Violation:
    asset, candidates = found.asset, [clock.column for clock in found.asset.clocks]
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{asset.uri} 没有能证明保存期限的时间字段（规则“{rule.id}”，起算点 {rule.start or '未写'}）",
            f"{asset.uri}: no column proves how long its rows are kept (rule {rule.id}, start {rule.start or 'not stated'})",
        ),
        Text(
            "在规则的 clock 里写明用哪个字段；没有的，加一个创建时间字段，或按分区、文件日期管理",
            "name the column in the rule's clock; where there is none, add a creation time, or manage by partition or file date",
        ),
        declaration=rule.at,
        line=rule.line,
        yaml=suggest.dumped(_named(rule, candidates[0])) if candidates and not rule.column and rule.at != "retention_statement" else "",
        evidence=[("rule", rule.id), ("start", rule.start), ("tried", ", ".join(found.tried)), ("rows", str(asset.rows_read))],
    )


def _named(rule: RetentionRule, column: str) -> dict[str, object]:
    """A hint, not the column: other tables under the rule keep the clocks that they have."""
    return {"retention_rules": [{"id": rule.id, "clock": {"column_hints": [column]}}]}
