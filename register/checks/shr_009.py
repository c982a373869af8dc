"""SHR-009: a successor (merger, division, sale) is foreseen; who it is has to be told when it happens (PIPL 22)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-009",
    Severity.INFO,
    False,
    ("PIPL 22",),
    Text("承继方在发生时须告知", "A successor has to be named when it happens"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for recipient in context.register.recipients.values():
        if recipient.relation != "corporate_successor" or (recipient.named and recipient.contact):
            continue
        entry = {"id": recipient.id, "name": "承继方全称", "named": True, "contact": {"email": "privacy@successor.example"}}
        yield context.violation(
            RULE,
            Text(
                f"“{recipient.name}”尚未确定；合并、分立等发生时须告知其名称和联系方式",
                f"{recipient.name} is not known yet; when a merger or the like happens, name and contact have to be told",
            ),
            Text(
                "发生时告知：“您的个人信息将由（全称，联系方式）承继，其继续履行本政策；变更目的、方式的将重新取得您的同意。”，再登记",
                "when it happens, tell: “your information passes to (full name, contact), which continues to honour this policy"
                " and asks for consent"
                " again before changing purpose or method”; then register it",
            ),
            clause=recipient.clause or context.silent_clause(),
            declaration=f"{recipient.at}.named",
            line=recipient.line,
            yaml=suggest.example({"recipients": [entry]}),
        )
