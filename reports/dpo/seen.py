"""What a scan saw of an activity, a system or a party: the counted findings, grouped once for all DPO reports."""

from __future__ import annotations

from collections.abc import Collection

from register.context import Context, Place
from register.entries import Activity
from register.people import Count, people_of
from reports import Report
from reports.messages import text
from reports.outline import moment


class Seen:
    """Findings by system, and the words for them. Made once a report."""

    def __init__(self, context: Context, lang: str) -> None:
        self.context, self.lang = context, lang
        self.by_system: dict[str, list[Place]] = {}
        for place in context.places:
            self.by_system.setdefault(place.system.key if place.system else "", []).append(place)

    @classmethod
    def of(cls, report: Report) -> Seen:
        """Of a report with a register; kept beside the report's other cached properties."""
        if "_seen" not in report.__dict__:
            report.__dict__["_seen"] = cls(report.context, report.lang)
        made: Seen = report.__dict__["_seen"]
        return made

    def is_sensitive(self, category: str) -> bool:
        return self.context.is_sensitive(category)

    def places(self, activity: Activity) -> list[Place]:
        return [place for system in activity.systems for place in self.by_system.get(system, ())]

    def in_systems(self, systems: Collection[str]) -> list[Place]:
        return [place for system in systems for place in self.by_system.get(system, ())]

    def people_text(self, places: Collection[Place]) -> str:
        """How many people the assets of these findings name; "" without any finding."""
        return people_words(people_of(self.context).of({p.finding.uri for p in places}), self.lang) if places else ""


def people_words(count: Count, lang: str) -> str:
    """The estimate with its bounds; that nobody was counted, where rows name nobody; what a sample or names alone leave open."""
    if not count.estimate:
        return text("dpo.people.anonymous", lang, rows=f"{count.anonymous:,}") if count.anonymous else text("dpo.not_counted", lang)
    if count.exact and count.low == count.high:
        said = f"{count.estimate:,}"
    else:
        said = text("dpo.people.about", lang, count=f"{count.estimate:,}", low=f"{count.low:,}", high=f"{count.high:,}")
    return "\n".join([said, *(text(f"dpo.people.{note}", lang) for note in ("sampled", "weak") if getattr(count, note))])


def kinds_found(seen: Seen, activity: Activity) -> frozenset[str]:
    return frozenset(place.finding.category for place in seen.places(activity))


def latest(seen: Seen, activity: Activity) -> str:
    """When the activity's systems were scanned; "" when none of them was."""
    return moment(seen.context.inventory.started) if seen.places(activity) or _scanned(seen, activity) else ""


def _scanned(seen: Seen, activity: Activity) -> bool:
    systems = set(activity.systems)
    return any((s := seen.context.system(a.uri)) and s.key in systems for a in seen.context.inventory.assets)


def people(seen: Seen, activity: Activity) -> str:
    """People in the activity's systems, of the kinds that it declares."""
    register = seen.context.register
    return seen.people_text([p for p in seen.places(activity) if register.covers(activity.categories, p.finding.category)])
