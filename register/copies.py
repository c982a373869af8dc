"""Copies: columns whose values another asset has too, told by keyed fingerprints; no value is ever compared.

Only kinds that tell one person from another count (people share names, every system numbers from 1). A tag of a thinned
sketch stands for 2**level values; two columns are compared at the thinner one's level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from register.categories import known
from register.context import Context, Place, once
from register.precedence import held

#: One shared value may be a well-known test number; two are people.
_MIN_COMMON = 2
#: A value that so many columns have is nobody's: a hotline, a test account. It also bounds the work.
_EVERYWHERE = 64

#: entity -> tag that several places have -> their numbers
Index = dict[str, dict[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Copy:
    """share of the values of `place` that `original` has too (estimate)."""

    place: Place
    original: Place
    share: float


@once
def _identifying(context: Context) -> tuple[list[Place], Index]:
    places = [place for place in held(context) if place.finding.tags and known(place.finding.category).identifying]
    seen: dict[str, Counter[str]] = {}
    for place in places:
        seen.setdefault(place.finding.entity, Counter()).update(place.finding.tags)
    index: Index = {entity: {tag: [] for tag, count in counts.items() if 1 < count <= _EVERYWHERE} for entity, counts in seen.items()}
    for n, place in enumerate(places):
        shared = index[place.finding.entity]
        for tag in shared.keys() & place.finding.tags:
            shared[tag].append(n)
    return places, index


@once
def copies(context: Context) -> dict[str, list[Copy]]:
    """By asset: every column of another asset with which one of its columns shares people."""
    places, index = _identifying(context)
    found: dict[str, list[Copy]] = {}
    for place in places:
        finding = place.finding
        shared = index[finding.entity]
        common = Counter(n for tag in finding.tags if tag in shared for n in shared[tag])
        for n, count in common.items():
            other = places[n]
            if other.finding.uri != finding.uri and (copy := copied(place, other, count)):
                found.setdefault(finding.uri, []).append(copy)
    return found


def copied(place: Place, original: Place, common: int) -> Copy | None:
    """What `common` tags that both columns have say; None: too few."""
    thinner = max(0, original.finding.tag_level - place.finding.tag_level)
    if common < (1 if thinner else _MIN_COMMON):
        return None
    return Copy(place, original, min(1.0, common * 2**thinner / len(place.finding.tags)))


def best(some: Iterable[Copy | None]) -> Copy | None:
    """The one with the largest share; among equals always the same."""
    return max(filter(None, some), key=lambda c: (c.share, c.original.label, c.place.label), default=None)


def closest(context: Context, uri: str) -> Copy | None:
    """From which column of a system that the company runs itself an asset was most likely copied."""
    return best(c for c in copies(context).get(uri, ()) if c.original.system and not c.original.system.operator)
