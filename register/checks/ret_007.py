"""RET-007: rows that are marked as deleted or archived are still there past their grace (PIPL 47 asks for deletion, not for a mark).

The grace is the rule's, else the law pack's default (`retention.soft_delete_grace`), which is no number of the law. Rows whose
mark nothing dates are told in `register retention` and accuse nobody here. A rule that archives under restriction keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.retention import Soft, Standing, standings
from register.violation import Severity, Text, Violation

RULE = Rule(
    "RET-007",
    Severity.MEDIUM,
    False,
    ("PIPL 47",),
    Text("标记为已删除的记录过了宽限期仍在", "Rows marked as deleted are still there past their grace"),
)


def check(context: Context) -> Iterator[Violation]:
    for found in standings(context):
        if found.rule and found.rule.action == "archive_restricted":
            continue
        for soft in found.soft:
            if soft.past.rows:
                yield _left(context, found, soft)


def _left(context: Context, found: Standing, soft: Soft) -> Violation:
    uri, rule = found.asset.uri, found.rule
    own = bool(rule and rule.grace)
    about = {"counted": ("", ""), "read": ("至少 ", "at least "), "sample": ("约 ", "about ")}[soft.past.basis]
    return context.about_asset(
        RULE,
        found.asset,
        Text(
            f"{uri} 有 {about[0]}{soft.past.rows} 行在 {soft.limit} 之前就标记为已删除（{soft.column}），数据仍在",
            f"{uri}: {about[1]}{soft.past.rows} rows were marked as deleted before {soft.limit} ({soft.column}) and are still there",
        ),
        Text("物理删除或匿名化这些记录，或在规则里写明 grace", "remove or anonymise these rows, or state a grace in the rule"),
        column=soft.column,
        declaration=rule.at if rule else "",
        line=rule.line if rule else context.register.line("retention_rules"),
        evidence=[
            ("marked", str(soft.marked.rows)),
            ("past_grace" if soft.past.basis != "sample" else "past_grace_estimate", str(soft.past.rows)),
            ("undated", str(soft.undated) if soft.undated else ""),
            ("grace", soft.grace.text),
            ("grace_from", rule.id if own and rule else "law pack default"),
            ("limit", soft.limit),
        ],
    )
