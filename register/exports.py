"""What goes *abroad*: people per country and per transfer entry, those with sensitive kinds apart, since 1 January, and the route
that the law asks for (`register/route.py`).

Counted are assets that lie outside the mainland, and, for a transfer at whose end nothing was scanned, the systems of activities
that name its recipient: as many people as may be sent (`basis` says which). A scan shows what is there, not what came since
1 January: where an asset has a clock (created, updated, last activity), only people whose newest record is of this year count;
else all of them (`since` says which). Scenarios that the law exempts (contract, staff, emergency, of foreign origin) are left out of
the running count, which is of the company as a whole and not of one country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from register.context import Context, Place, once
from register.parties import Transfer
from register.people import Count, People, people_of
from register.precedence import held
from register.route import Figures, Judged, judged
from scanner.inventory import AssetRecord, Clock

Since = Literal["year_to_date", "stock", "mixed"]
Basis = Literal["stored", "declared", "both", "nothing"]
#: Clocks that tell when a record was last touched; the others say when it ceased to be needed.
_TOUCHED = frozenset({"created", "updated", "last_activity", ""})


@dataclass(frozen=True, slots=True)
class Sent:
    """People of one country, one transfer, or the company. stock: everybody who is there, whenever they came."""

    figures: Figures
    stock: Count
    judged: Judged
    since: Since
    basis: Basis
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exports:
    """countries: by country, exempted or not; transfers: by the id of an entry; running: what counts towards the bounds;
    exempted: ids of entries whose scenario leaves them out of it. since: the first day that counts."""

    since: str
    countries: dict[str, Sent]
    transfers: dict[str, Sent]
    running: Sent
    exempted: tuple[str, ...]


@once
def exports(context: Context) -> Exports:
    pack, register = context.law_pack, context.register
    stored = [(p, country, _entry(context, p, country)) for p in held(context) if (country := pack.abroad(context.region(p.asset)))]
    scenarios = frozenset(pack.params["xb.exempt.scenarios"]["list"])
    exempted = {t.id for t in register.transfers if t.exemption in scenarios}
    declared = {t.id: _declared(context, t) for t in register.transfers}
    there = {t.id: [p for p, _, entry in stored if entry == t.id] for t in register.transfers}
    abroad = {*(c for _, c, _ in stored), *(pack.abroad(t.country) for t in register.transfers)} - {""}
    countries = {
        country: _sent(
            context,
            [p for p, c, _ in stored if c == country],
            [p for t in register.transfers if pack.abroad(t.country) == country and not there[t.id] for p in declared[t.id]],
        )
        for country in sorted(abroad)
    }
    running = _sent(
        context,
        [p for p, _, entry in stored if entry not in exempted],
        [p for t in register.transfers if t.id not in exempted and not there[t.id] for p in declared[t.id]],
    )
    transfers = {t.id: _sent(context, there[t.id], [] if there[t.id] else declared[t.id]) for t in register.transfers}
    return Exports(f"{context.today.year}-01-01", countries, transfers, running, tuple(sorted(exempted)))


def _entry(context: Context, place: Place, country: str) -> str:
    transfer = context.register.transfer_for(country, place.finding.category, context.law_pack)
    return transfer.id if transfer else ""


def _declared(context: Context, transfer: Transfer) -> list[Place]:
    """What the activities that name a transfer's recipient hold of its kinds, within the mainland."""
    register, pack = context.register, context.law_pack
    if not transfer.recipient:
        return []
    systems = {key for a in register.activities if transfer.recipient in (*a.recipients, *a.processors) for key in a.systems}
    return [
        p
        for p in held(context)
        if p.system
        and p.system.key in systems
        and register.covers(transfer.categories, p.finding.category)
        and not pack.abroad(context.region(p.asset))
    ]


def _sent(context: Context, stored: Collection[Place], declared: Collection[Place]) -> Sent:
    people, places = people_of(context), [*stored, *declared]
    uris = sorted({p.finding.uri for p in places})
    sensitive = [p for p in places if context.is_sensitive(p.finding.category)]
    year = _Year(context, people)
    figures = _figures(year.of(uris), year.of_places(sensitive))
    basis: Basis = "both" if stored and declared else "stored" if stored else "declared" if declared else "nothing"
    verdict = judged(figures, ciio=context.register.profile.ciio, pack=context.law_pack)
    return Sent(figures, people.of(uris), verdict, year.since(uris), basis, tuple(uris))


def _figures(everybody: Count, sensitive: Count) -> Figures:
    """A person with both kinds is in the sensitive figure."""
    estimate = max(everybody.estimate - sensitive.estimate, 0)
    low, high = max(everybody.low - sensitive.high, 0), max(everybody.high - sensitive.low, 0)
    return Figures(replace(everybody, estimate=estimate, low=min(low, estimate), high=max(high, estimate)), sensitive, everybody)


class _Year:
    """People whose newest record is of this year, where that can be told."""

    def __init__(self, context: Context, people: People) -> None:
        self.context, self.people = context, people
        self.first = f"{context.today.year}-01-01"

    def of(self, uris: Collection[str]) -> Count:
        """Of several assets: their people, by the share of them that is of this year; at least those of the largest alone."""
        whole, shares = self.people.of(uris), self._shares(uris)
        counts = [round(self.people.of([uri]).low * share) for uri, share in shares.items()]
        return self._scaled(whole, shares, max(counts, default=0))

    def of_places(self, places: Collection[Place]) -> Count:
        uris = {p.finding.uri for p in places}
        return self._scaled(self.people.of_places(places), self._shares(uris), 0)

    def since(self, uris: Collection[str]) -> Since:
        dated = {bool(_clocks(self.context.assets[uri])) for uri in uris}
        return "mixed" if len(dated) == 2 else "year_to_date" if True in dated else "stock"

    def _scaled(self, whole: Count, shares: dict[str, float], least: int) -> Count:
        seen = {uri: self.people.of([uri]).estimate for uri in shares}
        total = sum(seen.values())
        if not total or all(share == 1.0 for share in shares.values()):
            return whole
        part = sum(seen[uri] * share for uri, share in shares.items()) / total
        low, high = min(shares.values()), max(shares.values())
        estimate = max(round(whole.estimate * part), least)
        ends = max(round(whole.low * low), least), max(round(whole.high * high), estimate)
        return replace(
            whole, estimate=estimate, low=min(ends[0], estimate), high=ends[1], exact=whole.exact and low == high and ends[0] == ends[1]
        )

    def _shares(self, uris: Iterable[str]) -> dict[str, float]:
        return {uri: self._share(self.context.assets[uri]) for uri in sorted(uris)}

    def _share(self, asset: AssetRecord) -> float:
        """The largest that any clock tells; people without a date count as of this year."""
        shares = []
        for clock in _clocks(asset):
            dated = sum(clock.people.values())
            whole = max(self.people.of([asset.uri]).estimate, dated)
            past = sum(n for day, n in clock.people.items() if day < self.first)
            shares.append(1 - past / whole if whole else 1.0)
        return max(shares, default=1.0)


def _clocks(asset: AssetRecord) -> list[Clock]:
    return [clock for clock in asset.clocks if clock.people and clock.role in _TOUCHED]
