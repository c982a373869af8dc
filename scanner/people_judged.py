"""People of an asset, once it is known what its columns are: which candidates are real, which of their values are the strongest of a
row and which stand beside a stronger one, and how many people each finding and each day has. See `scanner/people.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from connectors.base import Asset
from scanner.clock import day_of
from scanner.inventory import Clock, Finding, People, Verdict
from scanner.people_sample import Company, Place, Sample, entity_of, is_other, place_of
from scanner.profile import SEPARATOR
from scanner.subjects import WHOLE, Distinct, merged, theta

Samples = Mapping[int, Sample]
Counts = Mapping[Company, Mapping[Place, Distinct]]
Patterns = Mapping[tuple[Company, tuple[Place, ...]], int]


def people(samples: Samples, counts: Counts, patterns: Patterns, asset: Asset, findings: Iterable[Finding]) -> People | None:
    """What the inventory keeps, by what was found in the columns; None where nothing names anybody."""
    judged = _judged(asset, findings)
    real = _real(samples, judged)
    strongest, linked = _sides(samples, real)
    columns: dict[str, list[str]] = {}
    counted = {place for places in counts.values() for place in places}
    for label, places in counts.items():
        if label[-1] in real and real.isdisjoint(label[:-1]):
            for place, found in places.items():
                for entity in judged_as(place, judged, counted):
                    columns.setdefault(f"{asset.columns[place[0]].name}{SEPARATOR}{entity}", []).append(found.text())
    rows = sum(n for (company, _), n in patterns.items() if not real.isdisjoint(company))
    nobody = sum(
        n for (company, filling), n in patterns.items()
        if real.isdisjoint(company) and any(True for place in filling for _ in judged_as(place, judged, counted))
    )  # fmt: skip
    if not rows and not nobody:
        return None
    sides = [{entity: theta(sorted(hashes), limit) for entity, (limit, hashes) in sorted(side.items())} for side in (strongest, linked)]
    return People(rows, nobody, sides[0], sides[1], {column: merged(found) for column, found in sorted(columns.items())})


def clocks(samples: Samples, asset: Asset, findings: Iterable[Finding], known: Iterable[Clock]) -> tuple[Clock, ...]:
    """The clocks with the people whose newest record is of each day."""
    real = _real(samples, _judged(asset, findings))
    sides, own = _sides(samples, real), {c: samples[c] for c in real}
    numbers = {column.name: number for number, column in enumerate(asset.columns)}
    dated = ((clock, _by_day(numbers[clock.column], *sides, own)) for clock in known)
    return tuple(replace(clock, people=people, people_error=error) for clock, (people, error) in dated)


def _real(samples: Samples, judged: Mapping[Place, bool]) -> frozenset[int]:
    """The candidates that were judged to be what they look like; those of somebody else only where they are alone."""
    real = frozenset(c for c in samples if place_of(c) in judged)
    return frozenset(c for c in real if not is_other(c)) or real


def _sides(samples: Samples, real: frozenset[int]) -> tuple[dict[str, tuple[int, set[int]]], dict[str, tuple[int, set[int]]]]:
    """Entity -> (limit, hashes) of identifiers that are the strongest of a row, and of those that stand beside a stronger one."""
    strongest: dict[str, tuple[int, set[int]]] = {}
    linked: dict[str, tuple[int, set[int]]] = {}
    for number in sorted(real):
        sample, roles = samples[number], _Roles(number, real)
        for side, role in ((strongest, "strongest"), (linked, "linked")):
            hashes = {value for value, met in sample.companies.items() if role in roles.of(met)}
            if hashes:
                limit, known = side.get(entity_of(number), (WHOLE, set()))
                limit = min(limit, sample.limit)
                side[entity_of(number)] = limit, {h for h in known | hashes if h < limit}
    return strongest, linked


class _Roles:
    """What a candidate is in a company, once it is known which candidates are real."""

    def __init__(self, number: int, real: frozenset[int]) -> None:
        self.number, self.real = number, real
        self._known: dict[frozenset[Company], frozenset[str]] = {}

    def of(self, met: frozenset[Company]) -> frozenset[str]:
        if met not in self._known:
            self._known[met] = frozenset(role for company in met if (role := self._role(company)))
        return self._known[met]

    def _role(self, company: Company) -> str:
        here = [c for c in company if c in self.real]
        first = next(c for c in here if entity_of(c) == entity_of(self.number))
        return "" if first != self.number else "strongest" if here[0] == self.number else "linked"


def judged_as(place: Place, judged: Mapping[Place, bool], counted: Iterable[Place]) -> Iterator[str]:
    """The findings that a counted place speaks for: its own, or those of the column that only the header makes."""
    column, entity = place
    if entity:
        yield from (entity,) if place in judged else ()
    else:
        yield from (e for (n, e), by_value in judged.items() if n == column and not by_value and (n, e) not in counted)


def _judged(asset: Asset, findings: Iterable[Finding]) -> dict[Place, bool]:
    """(column, entity) of what counts -> whether values were found."""
    numbers: dict[str, list[int]] = {}
    for number, column in enumerate(asset.columns):
        numbers.setdefault(column.name, []).append(number)
    sure = [f for f in findings if f.verdict is not Verdict.POSSIBLE and not f.path]
    return {(n, f.entity): bool(f.matched) for f in sure for n in numbers.get(f.column, ())}


def _by_day(
    clock: int, strongest: Mapping[str, tuple[int, set[int]]], linked: Mapping[str, tuple[int, set[int]]], samples: Mapping[int, Sample]
) -> tuple[dict[str, int], float]:
    days: Counter[int] = Counter()
    variance = people = 0.0
    for entity, (limit, hashes) in strongest.items():
        limit = min(limit, linked.get(entity, (WHOLE, None))[0])
        known = linked.get(entity, (WHOLE, set()))[1]
        weight = WHOLE / limit
        newest: dict[int, int] = {}
        for number, sample in samples.items():
            if entity_of(number) == entity:
                for value, day in sample.newest.get(clock, {}).items():
                    if value < limit and value in hashes and value not in known:
                        newest[value] = max(newest.get(value, -1), day)
        for day, count in Counter(newest.values()).items():
            days[day] += round(count * weight)
        people += len(newest) * weight
        variance += len(newest) * weight * (weight - 1)
    error = round(variance**0.5 / people, 4) if people else 0.0
    return {day_of(day): n for day, n in sorted(days.items()) if n}, error
