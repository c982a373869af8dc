"""What a scan saw of an activity, a system or a party: the counted findings, grouped once for all DPO reports."""

from __future__ import annotations

from collections.abc import Collection

from register.context import Context, Place
from register.entries import Activity
from reports import Report
from reports.outline import moment


class Seen:
    """Findings by system, and the words for them. Made once a report."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.by_system: dict[str, list[Place]] = {}
        for place in context.places:
            self.by_system.setdefault(place.system.key if place.system else "", []).append(place)

    @classmethod
    def of(cls, report: Report) -> Seen:
        """Of a report with a register; kept beside the report's other cached properties."""
        made: Seen = report.__dict__.setdefault("_seen", cls(report.context))
        return made

    def is_sensitive(self, category: str) -> bool:
        return self.context.is_sensitive(category)

    def places(self, activity: Activity) -> list[Place]:
        return [place for system in activity.systems for place in self.by_system.get(system, ())]

    def in_systems(self, systems: Collection[str]) -> list[Place]:
        return [place for system in systems for place in self.by_system.get(system, ())]


def kinds_found(seen: Seen, activity: Activity) -> frozenset[str]:
    return frozenset(place.finding.category for place in seen.places(activity))


def latest(seen: Seen, activity: Activity) -> str:
    """When the activity's systems were scanned; "" when none of them was."""
    return moment(seen.context.inventory.started) if seen.places(activity) or _scanned(seen, activity) else ""


def _scanned(seen: Seen, activity: Activity) -> bool:
    systems = set(activity.systems)
    return any((s := seen.context.system(a.uri)) and s.key in systems for a in seen.context.inventory.assets)


def people_of(seen: Seen, activity: Activity) -> str:
    return seen.people_text(seen.places(activity))
