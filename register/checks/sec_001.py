"""SEC-001: personal information stands plainly in a log: a log file, a file in a log folder, a table named so.

Unless the company's storage controls allow plain values in logs. Speaks for logs instead of SEC-003 and INV-008; in test
systems SEC-002 speaks, of logs of builds SEC-004. Network addresses are what a log is kept for (网络安全法 21) and are no breach.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.entries import Control
from register.precedence import control, held_in, production
from register.uses import uses_of
from register.violation import Severity, Text, Violation

RULE = Rule("SEC-001", Severity.HIGH, True, ("PIPL 51(3)",), Text("日志里有明文个人信息", "Plain personal information in a log"))
_KEPT = frozenset({"user.device.ip_address"})


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for places in held_in(context).values():
        if "log" not in uses_of(context, places[0].asset) or not production(context, places[0].asset):
            continue
        for place in places:
            stated = control(context, place)
            allowed = stated is not None and "log" in stated.assets and "plain" in stated.allowed
            if place.finding.state == "plain" and place.finding.category not in _KEPT and not allowed:
                yield _violation(context, place, stated)


def _violation(context: Context, place: Place, stated: Control | None) -> Violation:
    finding, register = place.finding, context.register
    name = register.category_name(finding.category)
    share = f"{finding.matched / finding.filled:.1%}" if finding.filled else ""
    return context.found(
        RULE,
        place,
        Text(
            f"{place.label} 是日志，有明文“{name.zh}”（{finding.matched} 处）",
            f"{place.label} is a log and holds plain {name.en} ({finding.matched} times)",
        ),
        Text(
            "在写日志处脱敏或去掉该字段，清除已有日志里的内容，检查日志已送往何处",
            "mask or drop the field where the log is written, purge what is there, and see where the log has been sent",
        ),
        line=stated.line if stated else register.line("storage_controls"),
        evidence=[
            ("path", place.asset.path),
            ("share", share),
            ("allowed", ", ".join(sorted(stated.allowed)) if stated else ""),
        ],
    )
