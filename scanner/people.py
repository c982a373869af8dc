"""What a *crowd* is: the people of one asset, gathered row by row while it is scanned, without keeping whose row it was.

A row's person is its strongest identifier, in the order of `people_sample.ORDER`. Of several columns of one kind in a row only the
first counts; columns that speak of somebody else (emergency contact, operator, guardian) count only in an asset in which no other
column names anybody, such as a table of operators. A cell names a person only when it is nothing else than one plain identifier; a
line of free text is a row, and the first of a kind in it counts. Cells inside documents (JSON) belong to no row.

Which columns hold identifiers is known only when the scan of the asset is at its end and its columns are judged. So nothing is
decided before: for each *candidate* (a kind of identifier in a column) a sample of its values by the lowest secret hashes is
kept, and with each value in which company of other candidates it stood; at the end, with the candidates that were judged to be
what they look like, that tells which values are the strongest of a row and which stand beside a stronger one. The people in whose
rows a column holds personal information are counted for each candidate that may turn out to be the strongest: the first that a
header names, and those before it that only their values make one.

Everything depends on the set of rows alone, not on their order or on where batches end: samples keep what is lowest, counts are
sets of coupons, the rest adds up. Whatever could grow without bound keeps its lowest entries (`_CANDIDATES`, `_COUNTS`, …).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from connectors.base import Asset
from scanner import people_judged
from scanner.clock import row_days
from scanner.clock_words import is_clock
from scanner.inventory import Clock, Finding, People
from scanner.orders import Vector
from scanner.outcome import is_free_text
from scanner.people_sample import Company, Place, Sample, candidate, entity_of, lowest
from scanner.subjects import WHOLE, Distinct, K, coupons, merged

_OTHERS = re.compile(
    r"emergency|urgent|guardian|spouse|parent|father|mother|kin(?:_|$)|relative|referr?er|recommend|introducer|operator|creator|created_by|updated_by"
    r"|modified_by|handler|assignee|approver|auditor|salesm[ae]n|sales_?person|agent|clerk|staff"
    r"|紧急|监护|配偶|父亲|母亲|家长|亲属|家属|推荐人|介绍人|操作[人员]|经办|创建人|录入[人员]|修改人|更新人|审批|审核|负责人|客户经理|业务员|坐席|客服",
    re.IGNORECASE,
)
_CANDIDATES = 64  # that are sampled
_PREFIX = 6  # candidates without a header before the one that is counted
_COUNTS = 512  # CPC sketches of an asset
_PATTERNS = 4096  # different fillings of rows
_BITS = 12  # of a pattern that are looked up at once


@dataclass(frozen=True, slots=True)
class Cells:
    """What was seen in one column of a batch: entity -> rows that hold it; entity -> (rows, secret number of the identifier there);
    the entities that its header names."""

    held: Mapping[str, Vector]
    named: Mapping[str, tuple[Vector, Vector]]
    hinted: frozenset[str]


@dataclass(slots=True)
class Crowd:
    """See above. counts: (companion candidates without a header …, the candidate that names) -> place -> sketch of people, one
    object for the places that had the same people so far; patterns: (company, what the row holds if no header names its person)
    -> rows."""

    samples: dict[int, Sample] = field(default_factory=dict)
    counts: dict[Company, dict[Place, Distinct]] = field(default_factory=dict)
    patterns: Counter[tuple[Company, tuple[Place, ...]]] = field(default_factory=Counter)

    # -- rows in -----------------------------------------------------------------------------------------------------------

    def add(self, asset: Asset, data: pa.RecordBatch, columns: Sequence[Cells]) -> None:
        """The rows of a batch. `columns` stand as those of the asset do."""
        rows = data.num_rows
        others = [bool(_OTHERS.search(f"{c.name} {c.comment}")) for c in asset.columns]
        named = dict(sorted(((candidate(e, n, others[n]), pair) for n, c in enumerate(columns) for e, pair in c.named.items()), key=_first))
        sure = frozenset(c for c in named if entity_of(c) in columns[c & 0xFFFFF].hinted)
        held = {(n, e): _mask(at, rows) for n, c in enumerate(columns) for e, at in c.held.items()}
        if not held and not any(c.hinted for c in columns):
            return
        if not is_free_text(asset):
            for n, c in enumerate(columns):
                if c.hinted:
                    held[n, ""] = data.column(n).is_valid().to_numpy(zero_copy_only=False)
        codes, companies = _patterns([(c, _mask(at, rows)) for c, (at, _) in named.items()], rows)
        clocks = {n: data.column(n) for n, c in enumerate(asset.columns) if is_clock(c.name, c.type, c.comment)} if named else {}
        for number, (at, numbers) in named.items():
            self._sample(number, at, numbers, codes, companies, clocks)
        self._count(named, sure, held, codes, companies, rows)
        self._tally(sure, held, codes, companies, rows)

    def _sample(
        self, number: int, at: Vector, numbers: Vector, codes: Vector, companies: list[Company], clocks: Mapping[int, pa.Array]
    ) -> None:
        if number not in self.samples and len(self.samples) >= _CANDIDATES:
            if number > max(self.samples):
                return
            del self.samples[max(self.samples)]
        sample = self.samples.setdefault(number, Sample())
        hashes = numbers >> np.uint64(1)
        kept = np.flatnonzero(hashes < sample.limit)
        values, inverse = np.unique(hashes[kept], return_inverse=True)
        limit = WHOLE
        if len(values) > K:
            limit, values = int(values[K]), values[:K]
            kept, inverse = kept[inverse < K], inverse[inverse < K]
        if not len(values):
            return
        at, whole = at[kept], values.tolist()
        met: dict[int, frozenset[Company]] = {}
        alone = [frozenset({company}) for company in companies]
        for pair in np.unique(inverse * len(companies) + codes[at]).tolist():
            value, company = whole[pair // len(companies)], alone[pair % len(companies)]
            met[value] = met[value] | company if value in met else company
        newest: dict[int, dict[int, int]] = {}
        for clock, dates in clocks.items():
            days = np.full(len(values), -1, dtype=np.int32)
            np.maximum.at(days, inverse, row_days(dates.take(pa.array(at))))
            newest[clock] = dict(zip(whole, days.tolist(), strict=True))
        sample.add(limit, {v: lowest(c) for v, c in met.items()}, newest)

    def _count(
        self, named: Mapping[int, tuple[Vector, Vector]], sure: frozenset[int], held: Mapping[Place, Vector], codes: Vector,
        companies: list[Company], rows: int,
    ) -> None:  # fmt: skip
        labels: dict[Company, list[int]] = {}
        for number, company in enumerate(companies):
            for label in _labels(company, sure):
                labels.setdefault(label, []).append(number)
        for label, wanted in labels.items():
            at, numbers = named[label[-1]]
            if len(wanted) < len(companies):
                chosen = np.isin(codes[at], wanted)
                at, numbers = at[chosen], numbers[chosen]
            self._divide(label, numbers, {place: inside for place, mask in held.items() if (inside := mask[at]).any()})

    def _divide(self, label: Company, numbers: Vector, masks: Mapping[Place, Vector]) -> None:
        """Add people to the places of a label. Places that always had the same people share a sketch, until they part."""
        known, found = self.counts.setdefault(label, {}), coupons(numbers)
        parts: dict[int, dict[bytes, list[Place]]] = {}
        for place in sorted({*known, *masks}):
            parts.setdefault(id(known.get(place)), {}).setdefault(masks[place].tobytes() if place in masks else b"", []).append(place)
        for alike in parts.values():
            old = known.get(next(iter(alike.values()))[0])
            for number, (mask, places) in enumerate(sorted(alike.items())):
                sketch = Distinct() if old is None else old if number == len(alike) - 1 else old.copy()
                if mask:
                    inside = masks[places[0]]
                    sketch.add(numbers[inside], found[inside])
                known.update(dict.fromkeys(places, sketch))
        self._bound_counts()

    def _bound_counts(self) -> None:
        """Of too many the lowest are kept: one that was left out once can never come back, so nothing depends on the order."""
        if sum(map(len, self.counts.values())) > _COUNTS:
            kept = sorted((label, place) for label, places in self.counts.items() for place in places)[:_COUNTS]
            counts: dict[Company, dict[Place, Distinct]] = {}
            for label, place in kept:
                counts.setdefault(label, {})[place] = self.counts[label][place]
            self.counts = counts

    def _tally(self, sure: frozenset[int], held: Mapping[Place, Vector], codes: Vector, companies: list[Company], rows: int) -> None:
        """How many rows are filled how; of those that a header names, no more than by whom."""
        certain = np.array([not sure.isdisjoint(company) for company in companies])
        loose = np.flatnonzero(~certain[codes])
        for company, count in zip(companies, np.bincount(codes, minlength=len(companies)).tolist(), strict=True):
            if count and not sure.isdisjoint(company):
                self.patterns[company, ()] += count
        if len(loose):
            held_by, fillings = _patterns([(place, mask[loose]) for place, mask in sorted(held.items())], len(loose))
            both, counts = np.unique(codes[loose] * len(fillings) + held_by, return_counts=True)
            for pair, count in zip(both.tolist(), counts.tolist(), strict=True):
                key = companies[pair // len(fillings)], fillings[pair % len(fillings)]
                if key != ((), ()):
                    self.patterns[key] += count
        self._bound()

    def _bound(self) -> None:
        if len(self.patterns) > _PATTERNS:
            self.patterns = Counter({key: self.patterns[key] for key in sorted(self.patterns)[:_PATTERNS]})

    def absorb(self, other: Crowd) -> None:
        """Add the people of other rows of the same asset."""
        for number, sample in other.samples.items():
            self.samples.setdefault(number, Sample()).add(sample.limit, sample.companies, sample.newest)
        self.samples = {number: self.samples[number] for number in sorted(self.samples)[:_CANDIDATES]}
        for label, places in other.counts.items():
            own = self.counts.setdefault(label, {})
            for place, counted in places.items():
                own[place] = Distinct(merged([*([own[place].text()] if place in own else []), counted.text()]))
        self._bound_counts()
        self.patterns.update(other.patterns)
        self._bound()

    # -- people out --------------------------------------------------------------------------------------------------------

    def people(self, asset: Asset, findings: Iterable[Finding]) -> People | None:
        """What the inventory keeps, by what was found in the columns; None where nothing names anybody."""
        return people_judged.people(self.samples, self.counts, self.patterns, asset, findings)

    def clocks(self, asset: Asset, findings: Iterable[Finding], clocks: Iterable[Clock]) -> tuple[Clock, ...]:
        """The clocks with the people whose newest record is of each day."""
        return people_judged.clocks(self.samples, asset, findings, clocks)

    # -- the store -----------------------------------------------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        return {
            "samples": [[number, sample.to_json()] for number, sample in self.samples.items()],
            "counts": [[label, *_alike(places)] for label, places in self.counts.items()],
            "patterns": [[company, filling, rows] for (company, filling), rows in self.patterns.items()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Crowd:
        return cls(
            {number: Sample.from_json(sample) for number, sample in data["samples"]},
            {tuple(label): _apart(texts, places) for label, texts, places in data["counts"]},
            Counter({(tuple(company), tuple((n, e) for n, e in filling)): rows for company, filling, rows in data["patterns"]}),
        )


def _alike(places: Mapping[Place, Distinct]) -> tuple[list[str], list[tuple[int, str, int]]]:
    """The different sketches of a label, and which of them each place has."""
    sketches = {id(sketch): sketch for sketch in places.values()}
    texts = {key: sketch.text() for key, sketch in sketches.items()}
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts.values()))}
    return list(numbers), [(column, entity, numbers[texts[id(sketch)]]) for (column, entity), sketch in places.items()]


def _apart(texts: list[str], places: list[tuple[int, str, int]]) -> dict[Place, Distinct]:
    sketches = [Distinct(text) for text in texts]
    return {(column, entity): sketches[number] for column, entity, number in places}


def _labels(company: Company, sure: frozenset[int]) -> Iterator[Company]:
    """Who may turn out to name the row: the first that a header names, and each before it, with those before that."""
    loose: list[int] = []
    for number in company:
        yield (*loose, number)
        if number in sure or len(loose) == _PREFIX:
            return
        loose.append(number)


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def _mask(at: Vector, rows: int) -> Vector:
    mask = np.zeros(rows, dtype=bool)
    mask[at] = True
    return mask


def _patterns(masks: Sequence[tuple[Any, Vector]], rows: int) -> tuple[Vector, list[tuple[Any, ...]]]:
    """For each row which of the masks hold it, as the number of a tuple of their names."""
    codes, tuples = np.zeros(rows, dtype=np.int64), [()]
    for start in range(0, len(masks), _BITS):
        part = masks[start : start + _BITS]
        bits = np.zeros(rows, dtype=np.int64)
        for place, (_, mask) in enumerate(part):
            bits |= mask.astype(np.int64) << place
        joint = codes << len(part) | bits
        different = np.flatnonzero(np.bincount(joint)) if len(tuples) == 1 else np.unique(joint)
        tuples = [(*tuples[j >> len(part)], *(name for p, (name, _) in enumerate(part) if j >> p & 1)) for j in different.tolist()]
        codes = np.searchsorted(different, joint)
    return codes, tuples
