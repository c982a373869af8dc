"""What a *sample of identifiers* is: of one candidate (a kind of identifier in one column) the values with the lowest secret hashes,
each with the companies of other candidates in which it stood, and the newest day of its rows. It depends on the set of rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scanner.subjects import WHOLE, K

#: Kinds of identifiers, by how surely one names one person. A name names many.
ORDER = (
    "CN_RESIDENT_ID", "JP_MY_NUMBER", "CN_PASSPORT", "PASSPORT", "CN_TRAVEL_PERMIT", "CN_MILITARY_ID", "CN_DRIVING_LICENCE", "PHONE_NUMBER",
    "EMAIL_ADDRESS", "SNS_ACCOUNT", "BANK_CARD", "CUSTOMER_NUMBER", "DEVICE_ID", "COOKIE_ID", "PERSON",
)  # fmt: skip
WANTED = frozenset(ORDER)
_RANK = {entity: rank for rank, entity in enumerate(ORDER)}
_COMPANIES = 64  # different companies that a value remembers
_OTHER = 1 << 40  # of a candidate that speaks of somebody else

Company = tuple[int, ...]  # candidates that stand in one row, the strongest first
Place = tuple[int, str]  # column, entity; "" for whatever fills a column that its header makes personal


def candidate(entity: str, column: int, other: bool) -> int:
    """Orders as identifiers do, and of one kind as columns do; those of somebody else are last."""
    return _OTHER * other | _RANK[entity] << 20 | column


def entity_of(number: int) -> str:
    return ORDER[number >> 20 & 0xFF]


def place_of(number: int) -> Place:
    return number & 0xFFFFF, entity_of(number)


def is_other(number: int) -> bool:
    return number >= _OTHER


@dataclass(slots=True)
class Sample:
    """The values of a candidate with the K lowest hashes, all below `limit`: hash -> companies, and by clock hash -> newest day."""

    limit: int = WHOLE
    companies: dict[int, frozenset[Company]] = field(default_factory=dict)
    newest: dict[int, dict[int, int]] = field(default_factory=dict)

    def add(self, limit: int, companies: Mapping[int, frozenset[Company]], newest: Mapping[int, Mapping[int, int]]) -> None:
        self.limit = min(self.limit, limit)
        for value, met in companies.items():
            if value < self.limit and (known := self.companies.get(value)) != met:
                self.companies[value] = met if known is None else lowest(known | met)
        if len(self.companies) > K:
            self.limit = sorted(self.companies)[K]
        if self.limit < WHOLE:
            self.companies = {v: c for v, c in self.companies.items() if v < self.limit}
        for clock, days in newest.items():
            own = self.newest.setdefault(clock, {})
            for value, day in days.items():
                if day >= 0:
                    own[value] = max(own.get(value, -1), day)
            self.newest[clock] = {v: d for v, d in own.items() if v in self.companies}

    def to_json(self) -> list[Any]:
        sets = {met: number for number, met in enumerate(dict.fromkeys(self.companies.values()))}
        newest = {str(clock): [[v, d] for v, d in days.items()] for clock, days in self.newest.items()}
        return [self.limit, [sorted(met) for met in sets], [[v, sets[met]] for v, met in self.companies.items()], newest]

    @classmethod
    def from_json(cls, data: list[Any]) -> Sample:
        limit, sets, values, newest = data
        known = [frozenset(tuple(company) for company in met) for met in sets]
        return cls(limit, {v: known[n] for v, n in values}, {int(clock): dict(map(tuple, days)) for clock, days in newest.items()})


def lowest(companies: frozenset[Company]) -> frozenset[Company]:
    return companies if len(companies) <= _COMPANIES else frozenset(sorted(companies)[:_COMPANIES])
