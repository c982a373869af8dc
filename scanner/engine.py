"""What the *engine* is: the fast way to the same answer. It says where to look; the definition says what is there.

Works on whole Arrow columns with linear-time expressions (RE2, through pyarrow.compute), so Python touches only candidates:

    text      lines  → a few alternations say which lines hold anything → which entity → which pattern → `find.read_text`
    cells     column → distinct values where they repeat → the column's *lead* (the reading that most of its cells have)
              is decided for whole vectors; what is left goes the way of the lines, and ends in `find.read_cell`

The vector decision for the lead is exact, not a guess: a cell that is wholly the lead's pattern, and wholly no pattern
that `find.in_cell` would try before it, is what `in_cell` says. tests/scanner/test_engine.py holds both equal. This is the
only file that matches with pyarrow; another engine would replace it and nothing else (docs/decisions/0002-engine.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.base import Match, Pattern, Recognizer
from recognizers.find import STRIPPED, Reading, in_cell, read_cell, read_text, readings, spoken
from scanner.mask import mask
from scanner.orders import Vector, floor, leading_zeros, orders
from scanner.profile import ColumnProfile
from scanner.sketch import Key, sample_order

_PROBE = 64  # cells looked at to choose a lead
_LEAD_SHARE = 0.5  # a lead pays when it decides at least half of the cells
_BARREN = 15  # batches without looking again, after a column that has no lead
_REPEATS = 0.9  # below this share of distinct values among the first thousand, work on distinct values
_REMEMBERED = 8192  # values of a column that are kept in mind because they hold nothing
FEW = 256  # values; RE2 is compiled anew for every call (some 20 ms for all), which so few are not worth
_GROUP = 4  # entities in one alternation
_BLANK = "[ \\t\\r\\n\u3000]*"


@dataclass(frozen=True, slots=True)
class Lead:
    """The reading that most cells of a column have. earlier: RE2 of every reading tried before it."""

    recognizer: Recognizer
    pattern: Pattern
    expression: str
    earlier: str


@dataclass(slots=True)
class Recall:
    """What was learnt from a column's earlier batches. It changes the speed, never the outcome. empty: a few values that
    were seen before and hold nothing (statuses, days); none that holds anything is ever remembered."""

    lead: Lead | None = None
    barren: int = 0
    empty: pa.Array | None = None


@dataclass(frozen=True, slots=True)
class _Probe:
    """One expression whose match makes a reading possible: within the value, or (`whole`) as all of it."""

    reading: Reading
    whole: bool
    expression: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """All probes of lines, or of cells with these hints. groups: (one alternation for some entities, their probes, an entity each)."""

    wholes: tuple[Reading, ...]
    patterns: tuple[Reading, ...]
    groups: tuple[tuple[str, tuple[tuple[_Probe, ...], ...]], ...]


@dataclass(slots=True)
class _Found:
    """Values of one entity collected in one batch, to be sketched together."""

    texts: list[str] = field(default_factory=list)
    arrays: list[pa.Array] = field(default_factory=list)


class Engine:
    """Definitions made ready once; `observe_cells` and `observe_lines` turn a column into a `ColumnProfile`."""

    def __init__(self, recognizers: tuple[Recognizer, ...], key: Key, few: int = FEW) -> None:
        self.recognizers = recognizers
        self.key = key
        self.few = few
        for recognizer in recognizers:
            for pattern in recognizer.patterns:
                pattern.ready()
        self._plan = lru_cache(maxsize=64)(self._make_plan)
        self._leads = lru_cache(maxsize=64)(self._make_leads)

    def observe_lines(self, lines: pa.Array) -> ColumnProfile:
        """Running text: every row a line. `whole` is never counted."""
        profile = ColumnProfile(rows=len(lines))
        lines = _filled(lines)
        profile.filled = len(lines)
        found: dict[str, _Found] = {}
        for _, text, matches in self.spans(lines):
            _count(profile, found, text, matches, 1, whole=False)
        self._sketch(profile, found)
        return profile

    def spans(self, lines: pa.Array) -> Iterator[tuple[int, str, list[Match]]]:
        """(row, text, matches) of the lines in which something is found. The only use that hands raw text out."""
        for row, text, _, patterns in self._likely(lines, self._plan(None)):
            if matches := read_text(text, patterns):
                yield row, text, matches

    def observe_cells(self, values: pa.Array, hinted: frozenset[str] = frozenset(), recall: Recall | None = None) -> ColumnProfile:
        """Cells of a column as text. `hinted`: entities that the header names (they unlock scope "header")."""
        profile = ColumnProfile(rows=len(values))
        values = _filled(values)
        profile.filled = len(values)
        if not len(values):
            return profile
        recall = recall or Recall()
        values, counts = _distinct(values)
        values, counts = _unknown(values, counts, recall)
        found: dict[str, _Found] = {}
        if len(values) > self.few:
            values, counts = self._take_lead(profile, found, values, counts, hinted, recall)
        full = set()
        for i, text, wholes, patterns in self._likely(values, self._plan(hinted)):
            if matches := read_cell(text, wholes, patterns):
                _count(profile, found, text, matches, 1 if counts is None else int(counts[i]), whole=True)
                full.add(i)
        if counts is not None:
            _remember(recall, values, full)
        self._sketch(profile, found)
        return profile

    # -- candidates -----------------------------------------------------------------------------------------------

    def _make_plan(self, hinted: frozenset[str] | None) -> _Plan:
        """`hinted` None: lines, which have no whole readings."""
        patterns = spoken(self.recognizers)
        wholes = readings(self.recognizers, hinted) if hinted is not None else ()
        probes = [_Probe(r, False, r[2].linear_expression) for r in patterns]
        probes += [_Probe(r, True, _anchored(r[2].core)) for r in wholes if r[2].scope != "anywhere"]
        by_entity: dict[str, list[_Probe]] = {}
        for probe in sorted(probes, key=lambda p: p.reading[0].rank):
            by_entity.setdefault(probe.reading[0].entity, []).append(probe)
        owned = [tuple(own) for own in by_entity.values()]
        parts = [tuple(owned[i : i + _GROUP]) for i in range(0, len(owned), _GROUP)]
        return _Plan(wholes, patterns, tuple((_alternation(p.expression for own in part for p in own), part) for part in parts))

    def _likely(self, values: pa.Array, plan: _Plan) -> Iterator[tuple[int, str, tuple[Reading, ...], tuple[Reading, ...]]]:
        """(row, value, whole readings, text patterns) of the values that may hold something, with what may be in them."""
        if len(values) <= self.few:
            yield from ((row, text, plan.wholes, plan.patterns) for row, text in enumerate(values.to_pylist()))
            return
        some = _grouped(values, plan)
        rows = np.flatnonzero(some.any(axis=1))
        hits = values.take(pa.array(rows))
        probes, table = _table(hits, some[rows], plan)
        known: dict[bytes, tuple[tuple[Reading, ...], tuple[Reading, ...]]] = {}
        for i, (row, text) in enumerate(zip(rows.tolist(), hits.to_pylist(), strict=True)):
            bits = table[i]
            if (code := bits.tobytes()) not in known:
                known[code] = _possible([p for p, hit in zip(probes, bits, strict=True) if hit], plan)
            yield row, text, *known[code]

    # -- the lead -------------------------------------------------------------------------------------------------

    def _lead(self, values: pa.Array, hinted: frozenset[str], recall: Recall) -> Lead | None:
        """The remembered one, or the reading of most cells of an even probe."""
        if recall.lead is not None:
            return recall.lead
        if recall.barren:
            recall.barren -= 1
            return None
        step = max(len(values) // _PROBE, 1)
        probe = values.take(pa.array(range(0, len(values), step))).to_pylist()
        counted: Counter[tuple[str, str]] = Counter()
        for text in probe:
            matches = in_cell(text, self.recognizers, hinted)
            if len(matches) == 1 and matches[0].end - matches[0].start == len(text.strip(STRIPPED)):
                counted[matches[0].entity, matches[0].pattern] += 1
        best = [key for key, count in counted.most_common(1) if count >= _LEAD_SHARE * len(probe)]
        recall.lead = self._leads(hinted).get(best[0]) if best else None
        recall.barren = 0 if recall.lead else _BARREN
        return recall.lead

    def _make_leads(self, hinted: frozenset[str]) -> dict[tuple[str, str], Lead]:
        leads: dict[tuple[str, str], Lead] = {}
        earlier: list[str] = []
        for recognizer, _, pattern in readings(self.recognizers, hinted):
            leads[recognizer.entity, pattern.name] = Lead(recognizer, pattern, _anchored(pattern.core), _alternation(earlier))
            earlier.append(_anchored(pattern.core))
        return leads

    def _take_lead(
        self,
        profile: ColumnProfile,
        found: dict[str, _Found],
        values: pa.Array,
        counts: Vector | None,
        hinted: frozenset[str],
        recall: Recall,
    ) -> tuple[pa.Array, Vector | None]:
        """Count what is wholly the lead; return what is left."""
        lead = self._lead(values, hinted, recall)
        if lead is None:
            return values, counts
        taken = _match(values, lead.expression)
        if lead.earlier and taken.any():
            taken &= ~_match(values, lead.earlier)
        outcome = _validated(lead.recognizer, values.filter(pa.array(taken)))
        taken[np.flatnonzero(taken)[outcome == 0]] = False
        weights = np.ones(len(values), dtype=np.int64) if counts is None else counts
        number = int(weights[taken].sum())
        if number:
            tally = profile.tally(lead.recognizer.entity)
            tally.cells = tally.whole = tally.values = number
            tally.proven = int(weights[taken][outcome[outcome != 0] == 2].sum())
            tally.masked = number if lead.pattern.state == "masked" else 0
            tally.patterns[lead.pattern.name] += number
            found.setdefault(lead.recognizer.entity, _Found()).arrays.append(values.filter(pa.array(taken)))
        if taken.mean() < _LEAD_SHARE:
            recall.lead = None
        return values.filter(pa.array(~taken)), None if counts is None else counts[~taken]

    # -- different values -----------------------------------------------------------------------------------------

    def _sketch(self, profile: ColumnProfile, found: dict[str, _Found]) -> None:
        """Tags and masked samples for the values of this batch. Here the raw values end."""
        for entity, values in found.items():
            tally = profile.tally(entity)
            texts = pa.chunked_array([*values.arrays, pa.array(values.texts, pa.string())]).combine_chunks()
            texts = pc.utf8_trim(texts, STRIPPED)
            numbers = orders(entity, texts, self.key)
            levels = leading_zeros(numbers)
            tally.sketch.level = floor(numbers, levels)
            survivors = np.flatnonzero(levels >= tally.sketch.level)
            samples: dict[str, str] = {}
            for text, level in zip(texts.take(pa.array(survivors)).to_pylist(), levels[survivors].tolist(), strict=True):
                samples.setdefault(self.key.tag(entity, text, level), text)
            tally.sketch.add(samples)
            tally.offer({tag: mask(entity, samples[tag]) for tag in sorted(samples, key=sample_order)[:3]})


def _filled(values: pa.Array) -> pa.Array:
    values = values.drop_null()
    blank = pc.equal(pc.utf8_length(pc.utf8_trim(values, STRIPPED)), 0)
    return values.filter(pc.invert(blank)) if pc.any(blank).as_py() else values


def _distinct(values: pa.Array) -> tuple[pa.Array, Vector | None]:
    """Distinct values and how often each stands, where that saves work; else the values as they are and None."""
    probe = values.slice(0, 1000)
    if len(pc.unique(probe)) > _REPEATS * len(probe):
        return values, None
    table = pc.value_counts(values)
    return table.field("values"), table.field("counts").to_numpy(zero_copy_only=False)


def _unknown(values: pa.Array, counts: Vector | None, recall: Recall) -> tuple[pa.Array, Vector | None]:
    """The values that are not known to hold nothing."""
    if counts is None or recall.empty is None:
        return values, counts
    fresh = ~np.asarray(pc.is_in(values, value_set=recall.empty).to_numpy(zero_copy_only=False), dtype=bool)
    return values.filter(pa.array(fresh)), counts[fresh]


def _remember(recall: Recall, values: pa.Array, full: set[int]) -> None:
    """Add the values that hold nothing, while they are few."""
    known = len(recall.empty) if recall.empty is not None else 0
    if not 0 < len(values) - len(full) <= _REMEMBERED - known:
        return
    empty = values.filter(pa.array([i not in full for i in range(len(values))]))
    recall.empty = empty if recall.empty is None else pa.concat_arrays([recall.empty, empty])


def _anchored(core: str) -> str:
    return f"^{_BLANK}(?:{core}){_BLANK}$"


def _alternation(parts: Iterable[str]) -> str:
    return "|".join(f"(?:{part})" for part in parts)


def _match(values: pa.Array, expression: str) -> Vector:
    return np.asarray(pc.match_substring_regex(values, expression).to_numpy(zero_copy_only=False), dtype=bool)


def _grouped(values: pa.Array, plan: _Plan) -> Vector:
    """Which group may match which value: a table of rows x groups. Groups, not one expression: an automaton of everything
    outgrows RE2's memory and falls back to a slow one (measured: 0.6 MB/s for all, 200 MB/s and more for groups of this size)."""
    return np.stack([_match(values, expression) for expression, _ in plan.groups], axis=1)


def _table(hits: pa.Array, some: Vector, plan: _Plan) -> tuple[list[_Probe], Vector]:
    """Which probe matches which value: probes, and a table of rows x probes. From group to entity to pattern, because
    most of them match nothing, and what is not asked need not be compiled."""
    probes: list[_Probe] = []
    columns: list[Vector] = []
    for number, (_, entities) in enumerate(plan.groups):
        in_group = np.flatnonzero(some[:, number])
        if not len(in_group):
            continue
        grouped = hits.take(pa.array(in_group))
        for own in entities:
            owned = in_group[_match(grouped, _alternation(p.expression for p in own))]
            if not len(owned):
                continue
            narrowed = hits.take(pa.array(owned))
            for probe in own:
                column = np.zeros(len(hits), dtype=bool)
                column[owned] = _match(narrowed, probe.expression) if len(own) > 1 else True
                probes.append(probe)
                columns.append(column)
    return probes, np.stack(columns, axis=1) if columns else np.zeros((len(hits), 0), dtype=bool)


def _possible(hit: list[_Probe], plan: _Plan) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The whole readings and text patterns that these probes leave possible, in the order in which they are tried."""
    named = {(p.reading[0].entity, p.reading[1]) for p in hit}
    return tuple(r for r in plan.wholes if (r[0].entity, r[1]) in named), tuple(r for r in plan.patterns if (r[0].entity, r[1]) in named)


def _validated(recognizer: Recognizer, values: pa.Array) -> Vector:
    """0 disproved, 1 cannot tell, 2 proven, per value. Python is asked once for each different value that is in doubt."""
    outcome = np.ones(len(values), dtype=np.int8)
    if recognizer.validate is None:
        return outcome
    doubted = np.flatnonzero(_match(values, recognizer.doubt)) if recognizer.doubt else np.arange(len(values))
    if len(doubted):
        encoded = values.take(pa.array(doubted)).dictionary_encode()
        verdicts = np.fromiter((_verdict(recognizer, v) for v in encoded.dictionary.to_pylist()), dtype=np.int8)
        outcome[doubted] = verdicts[encoded.indices.to_numpy(zero_copy_only=False)]
    return outcome


def _verdict(recognizer: Recognizer, value: str) -> int:
    assert recognizer.validate is not None
    return {True: 2, None: 1, False: 0}[recognizer.validate(value.strip(STRIPPED))]


def _count(profile: ColumnProfile, found: dict[str, _Found], text: str, matches: list[Match], weight: int, *, whole: bool) -> None:
    """Enter the matches of one cell or line that stands `weight` times."""
    for entity in {m.entity for m in matches}:
        profile.tally(entity).cells += weight
    bare = len(text.strip(STRIPPED)) if whole else -1
    for match in matches:
        tally = profile.tally(match.entity)
        tally.values += weight
        tally.whole += weight if match.end - match.start == bare else 0
        tally.proven += weight if match.proven else 0
        tally.masked += weight if match.state == "masked" else 0
        tally.patterns[match.pattern] += weight
        found.setdefault(match.entity, _Found()).texts.append(text[match.start : match.end])
