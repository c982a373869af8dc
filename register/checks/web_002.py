"""WEB-002: a processor with tracker fingerprints is declared, and its tracker is on no page that was scanned.

Said only when the scan could have found it: it was complete, it looks for trackers, the fingerprints mean a service that it
knows, and a system of web assets was read: those of the processor's activities, or any where no activity names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import READ, TRACKER, Context, Rule
from register.entries import System
from register.parties import Processor
from register.trackers import services
from register.uses import uses_of
from register.violation import Severity, Text, Violation

RULE = Rule("WEB-002", Severity.LOW, False, ("PIPL 17",), Text("声明的跟踪器没有发现", "A declared tracker was found nowhere"))
_SOUGHT = "user.device.cookie_id"


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only or not context.inventory.complete or _SOUGHT not in context.inventory.categories:
        return
    register = context.register
    found = {kind for f in context.inventory.findings if f.entity == TRACKER for kind in f.kinds}
    scanned = _web(context)
    for processor in register.processors.values():
        meant = services(processor)
        where = _systems(context, processor) or frozenset(scanned)
        if meant and not meant & found and where and where <= scanned.keys():
            yield _violation(context, processor, [scanned[key] for key in sorted(where)])


def _web(context: Context) -> dict[str, System]:
    """Systems of which a page was read, or that say to be of the web and of which anything was."""
    found: dict[str, System] = {}
    for asset in context.inventory.assets:
        system = context.system(asset.uri)
        if system and asset.status in READ and ("web" in system.kind.lower() or "page" in uses_of(context, asset)):
            found[system.key] = system
    return found


def _systems(context: Context, processor: Processor) -> frozenset[str]:
    return frozenset(key for a in context.register.activities if processor.id in a.processors for key in a.systems)


def _violation(context: Context, processor: Processor, systems: list[System]) -> Violation:
    names = ", ".join(system.name for system in systems)
    return context.violation(
        RULE,
        Text(
            f"声明了“{processor.name}”，在扫描的网页（{names}）里没有它的跟踪代码",
            f"{processor.name} is declared; none of its code is on the pages that were scanned ({names})",
        ),
        Text(
            "已停用就从政策和登记册删去；仍在用就把用到它的页面或应用加入扫描",
            "if it is no longer used, strike it from policy and register; if it is, add the pages or apps that use it to the scan",
        ),
        clause=processor.clause,
        declaration=processor.at,
        line=processor.line,
        evidence=[("tracker", ", ".join(sorted(services(processor)))), ("system", names)],
    )
