"""MIN-002: the company processes information of people under 18, and no audit about minors of the last year is recorded.

未成年人网络保护条例 37 asks for one each year; it is reported by the end of January. Minors were found, or the register itself
says so (a class of people, or a service aimed at minors). Silent while MIN-001 has something to say of all that was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from register import suggest
from register.context import Context, Rule
from register.minors import minors
from register.violation import Severity, Text, Violation

RULE = Rule(
    "MIN-002",
    Severity.MEDIUM,
    False,
    ("未成年人网络保护条例 37",),
    Text("没有近一年的未成年人专项审计", "No audit about minors within the last year"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    found = [group for group in minors(context) if not group.blocked]
    register = context.register
    stated = [s.name for s in register.subjects.values() if s.minors in ("under_14", "under_18")]
    aimed = register.profile.minors == "minors_targeted"
    held = max((audit.day for audit in register.audits if audit.kind == "minors"), default=None)
    since = context.law_pack.period("minor.audit_age").before(context.today)
    if not (found or stated or aimed) or (held is not None and held >= since):
        return
    where = [p.label for group in found for p in group.places] or stated or ["sections_over_minors: minors_targeted"]
    deadline = date(context.today.year + (context.today > date(context.today.year, 1, 31)), 1, 31)
    yield context.violation(
        RULE,
        Text(
            f"处理未成年人信息（{where[0]}{'等' if len(where) > 1 else ''}），{f'上次专项审计在 {held}' if held else '没有专项审计记录'}",
            f"information of people under 18 is processed ({where[0]}{' and others' if len(where) > 1 else ''});"
            f" {f'the last audit about minors is of {held}' if held else 'no audit about minors is recorded'}",
        ),
        Text(
            f"每年审计一次未成年人个人信息的处理，{deadline} 前报告网信部门，并登记到 audits（kind: minors）",
            f"audit the processing of minors' information each year, report it by {deadline}, and record it in audits (kind: minors)",
        ),
        declaration="audits",
        line=register.line("audits"),
        yaml=suggest.example({"audits": [{"id": f"minors-{context.today.year}", "kind": "minors", "date": context.today.isoformat()}]}),
        evidence=[
            ("columns", ", ".join(where[:5])),
            ("matched", str(max((p.finding.matched for group in found for p in group.places), default=""))),
            ("last_audit", held.isoformat() if held else ""),
            ("limit", since.isoformat()),
            ("deadline", deadline.isoformat()),
        ],
    )
