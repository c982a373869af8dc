"""Minors in the scan: systems in which people under 14 or under 18 were found, and what PIPL 31 asks for and is not recorded.

Findings of entity MINOR: words and classes, and counts that follow from identity numbers and birth dates ("under_14" and
"under_18" among a finding's kinds; the share of each in its evidence).
"""

from __future__ import annotations

from dataclasses import dataclass

from register.context import Context, Place, once
from register.entries import System
from register.precedence import MINOR


@dataclass(frozen=True, slots=True)
class Minors:
    """places: by matched cells, most first; those of people under 14 where there are such. missing: what PIPL 31 asks for, empty
    when all is there or nobody is under 14."""

    system: System | None
    places: tuple[Place, ...]
    missing: tuple[str, ...]

    @property
    def blocked(self) -> bool:
        """Consent or rules for children are missing: MIN-001 comes before the audit."""
        return bool(set(self.missing) - {"profile"})

    def told(self, age: int) -> str:
        """Cells of people under that age, of the place with most: "about" is understood, the share is rounded."""
        finding = self.places[0].finding
        share = next((e.share for e in finding.evidence if e.kind == f"under_{age}" and e.share is not None), None)
        return str(finding.matched if share is None else max(1, round(share * max(finding.filled, finding.matched))))


@once
def minors(context: Context) -> tuple[Minors, ...]:
    groups: dict[str, list[Place]] = {}
    for place in context.places:
        if place.finding.entity == MINOR:
            groups.setdefault(place.system.key if place.system else place.finding.uri, []).append(place)
    return tuple(_group(context, places) for places in groups.values())


def _group(context: Context, places: list[Place]) -> Minors:
    young = [place for place in places if _under_14(place)]
    shown = sorted(young or places, key=lambda p: (-p.finding.matched, p.label))
    system = places[0].system
    return Minors(system, tuple(shown), _missing(context, system) if young else ())


def _under_14(place: Place) -> bool:
    """A finding that does not say of which age counts as of children: the columns of guardians and babies have no kind."""
    return "under_14" in place.finding.kinds or not place.finding.kinds


def _missing(context: Context, system: System | None) -> tuple[str, ...]:
    register = context.register
    activities = register.activities_of(system.key) if system else ()
    based = {base for a in activities for key in a.purposes if key in register.purposes for base in register.purposes[key].bases}
    missing = [] if any(a.guardian.recorded for a in activities) or "guardian_consent" in based else ["guardian_consent"]
    if not any(d.type == "child_policy" and d.in_force for d in register.documents.values()):
        missing.append("child_policy")
    if register.profile.minors == "none":
        missing.append("profile")
    return tuple(missing)
