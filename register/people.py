"""How many *people* are where: each natural person once, however many rows, tables and identifiers speak of her.

Counted with the sketches of a scan (`scanner.subjects`), so every answer is an estimate with two ends:

    low    what the single source that knows most people knows: everybody else's may be the same people
    high   what all sources know together, were nobody in two of them; and each row that was not read somebody new
    between them the estimate: within a source and across sources a person is followed by the identifiers that stand in one row

The ends have the sketches' own error in them (two standard deviations). People of a kind are those in whose rows a column holds
it. Where an asset names nobody its rows are told beside (`anonymous`); it judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from register.categories import known
from register.context import Context, Place, once
from register.parties import Processor, Recipient
from register.precedence import held, parties
from scanner.inventory import AssetRecord, Status
from scanner.inventory import People as Crowd

if TYPE_CHECKING:
    from scanner.subjects import Size

T = TypeVar("T")

#: In a sample with so many people per row nearly every further row is somebody new: a table of people, not of what they do.
_NEARLY_ALL = 0.9
_SEPARATOR = "\x1f"  # between column and entity, in the names of `scanner.inventory.People.columns`


@dataclass(frozen=True, slots=True)
class Count:
    """exact: counted, not estimated. sampled: not every row was read; the estimate is then for all rows as far as that can be told.
    anonymous: rows with personal information that names nobody. weak: known by names alone in some asset, and people share names,
    so there may be more."""

    estimate: int = 0
    low: int = 0
    high: int = 0
    exact: bool = True
    sampled: bool = False
    anonymous: int = 0
    weak: bool = False


NOBODY = Count()


@dataclass(frozen=True, slots=True)
class _Told:
    """An asset with what its sketches say."""

    asset: AssetRecord
    crowd: Crowd | None
    people: float
    unread: int
    grown: float  # people there would be, were the rows that were not read like those that were


class People:
    """People in the assets of a context that hold personal information. Made by `people_of`, which does it once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._told = {uri: _told(context.assets[uri]) for uri in context.by_asset}
        self._counts: dict[frozenset[str], Count] = {}

    # -- the questions -----------------------------------------------------------------------------------------------

    def total(self) -> Count:
        """In all assets that hold personal information."""
        return self.of(self._told)

    def by_category(self) -> dict[str, Count]:
        return {key: self.of_places(places) for key, places in sorted(grouped(held(self.context), lambda p: p.finding.category).items())}

    def by_system(self) -> dict[str, Count]:
        """Key of a system -> people; "" for assets of none."""
        return {key: self.of(uris) for key, uris in sorted(self.uris_by_system().items())}

    def by_recipient(self) -> dict[str, Count]:
        """Id of a recipient or processor -> people in what it runs or holds, and in the systems whose activities name it; of
        kinds that its entry names, where it names any."""
        register = self.context.register
        found: dict[str, Count] = {}
        known_parties: list[Recipient | Processor] = [*register.recipients.values(), *register.processors.values()]
        for party in known_parties:
            systems = {
                *(s.key for s in register.systems.values() if s.operator == party.id),
                *(key for a in register.activities if party.id in (*a.recipients, *a.processors) for key in a.systems),
            }
            places = [p for p in held(self.context) if (p.system and p.system.key in systems) or party in parties(self.context, p.asset)]
            if party.categories:
                places = [p for p in places if register.covers(party.categories, p.finding.category)]
            found[party.id] = self.of({p.finding.uri for p in places})
        return found

    def by_country(self) -> dict[str, Count]:
        """Country outside the mainland -> people in assets there."""
        context = self.context
        abroad = grouped(held(context), lambda p: context.law_pack.abroad(context.region(p.asset)))
        return {country: self.of({p.finding.uri for p in places}) for country, places in sorted(abroad.items()) if country}

    def of_place(self, place: Place) -> Count:
        """People in whose rows this finding's column holds its kind."""
        return self.of_places((place,))

    def uris_by_system(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for uri in self._told:
            system = self.context.system(uri)
            found.setdefault(system.key if system else "", set()).add(uri)
        return found

    def crowd(self, uri: str) -> Crowd | None:
        """The sketches of an asset, None where it has none that can be read."""
        told = self._told.get(uri)
        return told.crowd if told else None

    # -- counting ----------------------------------------------------------------------------------------------------

    def of(self, uris: Iterable[str]) -> Count:
        """People in these assets together."""
        key = frozenset(uris)
        if key not in self._counts:
            self._counts[key] = self._count([self._told[uri] for uri in sorted(key) if uri in self._told])
        return self._counts[key]

    def _count(self, assets: list[_Told]) -> Count:
        from scanner.subjects import persons

        sources = grouped(assets, lambda t: t.asset.source).values()
        known_ = [[t.crowd for t in some if t.crowd] for some in sources]
        sizes, growth = [persons(crowds) for crowds in known_ if crowds], grown(assets)
        whole = sizes[0] if len(sizes) == 1 else persons(crowd for crowds in known_ for crowd in crowds)
        count = _between(whole, sizes, growth, sum(t.unread for t in assets))
        return replace(
            count,
            sampled=any(t.asset.status in (Status.SAMPLED, Status.PARTIAL) for t in assets),
            anonymous=sum(t.crowd.anonymous if t.crowd else t.asset.rows_read for t in assets),
            weak=any("PERSON" in t.crowd.strongest for t in assets if t.crowd),
        )

    def of_places(self, places: Collection[Place]) -> Count:
        """People in whose rows any of these columns holds what was found in it; never more than its assets have."""
        from scanner.subjects import Size, distinct

        if not places:
            return NOBODY
        whole = self.of({p.finding.uri for p in places})
        assets = [self._told[uri] for uri in sorted({p.finding.uri for p in places}) if uri in self._told]
        sizes, texts, apart = [], [], 0.0
        for some in grouped(places, lambda p: p.asset.source).values():
            here = [text for p in some if (text := self._text(p))]
            told = distinct(here)
            unlinked = [self._unlinked(p) for p in some if not self._text(p)]
            apart = max([apart, *unlinked])
            texts += here
            sizes.append(Size(max([told.estimate, *unlinked]), told.low, told.high + sum(unlinked), not here and not unlinked))
        together = distinct(texts) if len(sizes) > 1 else sizes[0]
        together = replace(together, estimate=max(together.estimate, apart), high=max(together.high, apart))
        count = _between(together, sizes, grown(assets), sum(t.unread for t in assets))
        if all(t.crowd for t in assets):
            count = _within(count, whole)
        return replace(count, exact=False, sampled=whole.sampled, anonymous=whole.anonymous, weak=whole.weak)

    def _text(self, place: Place) -> str:
        crowd, finding = self.crowd(place.finding.uri), place.finding
        return "" if crowd is None or finding.path else crowd.columns.get(f"{finding.column}{_SEPARATOR}{finding.entity}", "")

    def _unlinked(self, place: Place) -> float:
        """At most how many people a finding speaks of that is linked to no rows: inside documents, of minors, of an older scan."""
        finding, told = place.finding, self._told[place.finding.uri]
        values = (
            finding.distinct if finding.distinct is not None and known(finding.category).identifying else finding.matched or finding.filled
        )
        return min(values, told.people) if told.crowd else values


@once
def people_of(context: Context) -> People:
    """The people of a context, counted once for all who ask."""
    return People(context)


def grown(assets: Iterable[_Told]) -> float:
    """By how much a count of these assets grows for what was not read of them."""
    assets = [t for t in assets if t.crowd]
    seen = sum(t.people for t in assets)
    return sum(t.grown for t in assets) / seen if seen else 1.0


def _told(asset: AssetRecord) -> _Told:
    from scanner.subjects import SketchError, distinct, persons

    crowd, size = asset.people, 0.0
    if crowd is not None:
        try:
            size = persons([crowd]).estimate
            distinct(crowd.columns.values())
        except SketchError:
            crowd = None  # of an inventory that was changed by hand: an asset like one that nobody counted
    whole = asset.rows_estimate or 0
    unread = max(whole - asset.rows_read, 0) if asset.status in (Status.SAMPLED, Status.PARTIAL) and asset.rows_read else 0
    more = unread * size / asset.rows_read if unread and crowd and size >= _NEARLY_ALL * crowd.rows else 0.0
    return _Told(asset, crowd, size, unread, size + more)


def counted(size: Size, most: int | None = None) -> Count:
    """A size that has no second source; never more than `most`."""
    estimate, low, high = (round(n) if most is None else min(round(n), most) for n in (size.estimate, size.low, size.high))
    return Count(estimate, low, high, size.exact)


def _between(whole: Size, sizes: Collection[Size], growth: float, unread: int) -> Count:
    """A count of the whole, between the largest of its sources and the sum of them."""
    from scanner.subjects import total

    low = max((s.low for s in sizes), default=0.0)
    high = total(sizes).high + unread
    estimate = min(max(whole.estimate * growth, low), high)
    rounded = round(estimate), min(round(low), round(estimate)), max(round(high), round(estimate))
    return Count(*rounded, exact=whole.exact and len(set(rounded)) == 1)


def _within(count: Count, whole: Count) -> Count:
    """A part is never larger than the whole."""
    return replace(
        count, estimate=min(count.estimate, whole.estimate), low=min(count.low, whole.estimate), high=min(count.high, max(whole.high, 0))
    )


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
