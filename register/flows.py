"""Where people's data went, as far as a scan can tell: systems that know the same people, assets that are copies of others, and
the *flows* that this suggests. Suggested, not proved: equal values say that data moved, not when, nor which way it went.

A copy is told by a column most of whose values another column has too (`register/copies.py`); the smaller set is the copy, of equals
the one whose records begin later. A flow leads from the system of the original to that of the copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from register.context import NON_PRODUCTION, Context, once
from register.copies import Copy, copies
from register.people import NOBODY, Count, counted, people_of
from register.precedence import parties

#: Share of a column's values that make it a copy, or at least one that was fed from there.
COPIED = 0.3


@dataclass(frozen=True, slots=True)
class Overlap:
    """People that two systems both know. shares: of each system's people, the first one's first."""

    one: str
    other: str
    both: Count
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Copied:
    """An asset that has people of another. share: of its own identifying values, by the column that shares most; kinds: categories
    of the columns that are in both; people: in both."""

    original: str
    copy: str
    share: float
    kinds: tuple[str, ...]
    people: Count


@dataclass(frozen=True, slots=True)
class Flow:
    """From a system or source to another ("" for the system where none is known). country: where it leads abroad; parties: recipients
    or processors that the register knows there; copies: what suggests it."""

    source: str
    source_system: str
    target: str
    target_system: str
    kinds: tuple[str, ...]
    people: Count
    country: str
    parties: tuple[str, ...]
    copies: tuple[Copied, ...]


@once
def overlaps(context: Context) -> tuple[Overlap, ...]:
    """Every two systems that know the same people, those with most first; assets of no system are left out."""
    from scanner.subjects import shared

    people, found = people_of(context), []
    crowds = {
        key: crowds
        for key, uris in people.uris_by_system().items()
        if key and (crowds := [crowd for uri in sorted(uris) if (crowd := people.crowd(uri))])
    }
    counts = people.by_system()
    for one, other in combinations(sorted(crowds), 2):
        size = shared(crowds[one], crowds[other])
        both = counted(size, min(counts[one].high, counts[other].high))
        if both.estimate:
            shares = tuple(min(1.0, both.estimate / counts[key].estimate) if counts[key].estimate else 0.0 for key in (one, other))
            found.append(Overlap(one, other, both, (shares[0], shares[1])))
    return tuple(sorted(found, key=lambda o: (-o.both.estimate, o.one, o.other)))


@once
def copied(context: Context) -> tuple[Copied, ...]:
    """Assets that are copies of others, or fed from them; each pair once, in the direction that is the likelier."""
    pairs: dict[tuple[str, str], list[Copy]] = {}
    for uri, some in copies(context).items():
        for copy in some:
            pairs.setdefault((copy.original.finding.uri, uri), []).append(copy)
    found = []
    for (original, uri), some in pairs.items():
        best = max(c.share for c in some)
        back = max((c.share for c in pairs.get((uri, original), ())), default=0.0)
        if best >= COPIED and _rank(context, original, best) < _rank(context, uri, back):
            kinds = tuple(sorted({c.place.finding.category for c in some}))
            found.append(Copied(original, uri, best, kinds, _both(context, original, uri, some)))
    return tuple(sorted(found, key=lambda c: (-c.share, c.original, c.copy)))


def _rank(context: Context, uri: str, share: float) -> tuple[float, bool, str, str]:
    """The lower of two is the original: less of it is in the other; it is production; its records begin earlier. share: of the
    other one's values that are in this one."""
    asset = context.assets[uri]
    oldest = min((clock.oldest for clock in asset.clocks), default="9999")
    return -round(share, 2), context.environment(asset) in NON_PRODUCTION, oldest, uri


def _both(context: Context, one: str, other: str, some: Iterable[Copy]) -> Count:
    """People of two assets, by their sketches; by the columns' own where they have none."""
    from scanner.subjects import shared

    people = people_of(context)
    crowds = people.crowd(one), people.crowd(other)
    if crowds[0] and crowds[1]:
        return counted(shared([crowds[0]], [crowds[1]]))
    values = round(max(c.share * (c.place.finding.distinct or len(c.place.finding.tags)) for c in some))
    return Count(values, 0, values, exact=False) if values else NOBODY


@once
def flows(context: Context) -> tuple[Flow, ...]:
    """Flows between systems (or sources, where there is no system) that copies suggest, those that lead abroad first."""
    found = []
    for (source, source_system, target, target_system), some in sorted(_by_ends(context).items()):
        assets = [context.assets[c.copy] for c in some]
        countries = {c for a in assets if (c := context.law_pack.abroad(context.region(a)))}
        home = {context.law_pack.abroad(context.region(context.assets[c.original])) for c in some}
        held_by = {party.id for a in assets for party in parties(context, a)}
        found.append(
            Flow(
                source,
                source_system,
                target,
                target_system,
                tuple(sorted({kind for c in some for kind in c.kinds})),
                _moved(context, some),
                ", ".join(sorted(countries - home)),
                tuple(sorted(held_by)),
                tuple(some),
            )
        )
    return tuple(sorted(found, key=lambda f: (not f.country, -f.people.estimate, f.source, f.target)))


def _by_ends(context: Context) -> dict[tuple[str, str, str, str], list[Copied]]:
    """Copies by where they lead from and to; those within one system are no flow."""
    found: dict[tuple[str, str, str, str], list[Copied]] = {}
    for copy in copied(context):
        ends = []
        for uri in (copy.original, copy.copy):
            system = context.system(uri)
            ends += [system.name if system else context.assets[uri].source, system.key if system else ""]
        if ends[:2] != ends[2:]:
            found.setdefault((ends[0], ends[1], ends[2], ends[3]), []).append(copy)
    return found


def _moved(context: Context, some: list[Copied]) -> Count:
    """People that the originals and the copies of a flow have in common."""
    from scanner.subjects import shared

    people = people_of(context)
    ends = sorted({c.original for c in some}), sorted({c.copy for c in some})
    sides = [[crowd for uri in uris if (crowd := people.crowd(uri))] for uris in ends]
    if all(sides):
        return counted(shared(sides[0], sides[1]))
    return max((c.people for c in some), key=lambda count: count.estimate)
