"""What the *engine* is: the fast way to the same answer. It says where to look; the definition says what is there.

Works on whole Arrow columns with linear-time expressions (RE2, through pyarrow.compute), so Python touches only candidates:

    text      lines  → a few alternations say which lines hold anything → which entity → which pattern → `find.read_text`
    cells     column → distinct values where they repeat → the column's *lead* (the reading that most of its cells have)
              is decided for whole vectors; what is left goes the way of the lines, and ends in `find.read_cell`

The vector decision for the lead is exact, not a guess: a cell that is wholly the lead's pattern, and wholly no pattern
that `find.in_cell` would try before it, is what `in_cell` says. tests/scanner/test_engine.py holds both equal. What matches
is `scanner.multi`; another engine would replace it and nothing else (docs/decisions/0002-engine.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.base import Match, Pattern, Recognizer
from recognizers.find import STRIPPED, read_cell, read_text, readings
from recognizers.shadow import SUSPECTS
from scanner.alphabet import Alphabet
from scanner.batch import resident_ids
from scanner.candidates import FEW, Candidates, anchored
from scanner.mask import mask
from scanner.multi import PAYS, alternation, matching
from scanner.orders import Vector, floor, leading_zeros, orders, tokens
from scanner.profile import ColumnProfile
from scanner.protected import numbers, shapes, states
from scanner.sketch import Key, sample_order

_PROBE = 64  # cells looked at to choose a lead
_LEAD_SHARE = 0.5  # a lead pays when it decides at least half of the cells
_BARREN = 15  # batches without looking again, after a column that has no lead
_REPEATS = 0.9  # below this share of distinct values among the first thousand, work on distinct values
_REMEMBERED = 8192  # values of a column that are kept in mind because they hold nothing
_AT_ONCE = 16  # expressions of whole cells in one alternation of RE2


@dataclass(frozen=True, slots=True)
class Lead:
    """The reading that most cells of a column have. earlier: RE2 of every reading tried before it."""

    recognizer: Recognizer
    pattern: Pattern
    expression: str
    earlier: tuple[str, ...]


@dataclass(slots=True)
class Recall:
    """What was learnt from a column's earlier batches. It changes the speed, never the outcome. empty: a few values that
    were seen before and hold nothing (statuses, days); none that holds anything is ever remembered."""

    lead: Lead | None = None
    barren: int = 0
    empty: pa.Array | None = None


@dataclass(slots=True)
class Seen:
    """What stands in which row of a batch, where that is asked for: entity -> rows that hold it; and for the entities `wanted`
    entity -> (rows, keyed number of the value there), for plain values that are all of their cell (of a line: its first)."""

    wanted: frozenset[str] = frozenset()
    held: dict[str, Vector] = field(default_factory=dict)
    named: dict[str, tuple[Vector, Vector]] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    """Values of one entity collected in one batch, to be sketched together. slots, text_slots: which of the batch's different
    values they stand in. names: whether the text is all of its cell, and plain; of an array that is told once."""

    texts: list[str] = field(default_factory=list)
    text_slots: list[int] = field(default_factory=list)
    text_names: list[bool] = field(default_factory=list)
    arrays: list[pa.Array] = field(default_factory=list)
    slots: list[Vector] = field(default_factory=list)
    names: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way back from a batch's different values to its rows. codes: filled cell -> value; rows: filled cell -> row; None
    where they are the same."""

    seen: Seen
    values: int
    codes: Vector | None
    rows: Vector | None

    def enter(self, entity: str, found: _Found, places: Vector, key: Key) -> None:
        """Note where an entity was found; `places` are the orders of its values, arrays first."""
        slots = np.concatenate([*found.slots, np.array(found.text_slots, dtype=np.int64)])
        marked = np.zeros(self.values, dtype=bool)
        marked[slots] = True
        self.seen.held[entity] = self._cells(marked)
        if entity not in self.seen.wanted:
            return
        names = np.concatenate(
            [np.full(len(s), n) for s, n in zip(found.slots, found.names, strict=True)] + [np.array(found.text_names, dtype=bool)]
        )
        slots, places = slots[names], tokens(entity, places[names], key)
        slots, first = np.unique(slots, return_index=True)  # of a line the first value counts
        at = np.full(self.values, -1, dtype=np.int64)
        at[slots] = first
        at = at if self.codes is None else at[self.codes]
        cells = np.flatnonzero(at >= 0)
        if len(cells):
            self.seen.named[entity] = cells if self.rows is None else self.rows[cells], places[at[cells]]

    def _cells(self, marked: Vector) -> Vector:
        cells: Vector = np.flatnonzero(marked if self.codes is None else marked[self.codes])
        return cells if self.rows is None else self.rows[cells]


class Engine:
    """Definitions made ready once; `observe_cells` and `observe_lines` turn a column into a `ColumnProfile`."""

    def __init__(self, recognizers: tuple[Recognizer, ...], key: Key, few: int = FEW, pays: int = PAYS) -> None:
        self.recognizers = recognizers
        self.key = key
        self.few = few
        for pattern in (p for r in recognizers for p in r.patterns if p.linear):
            pattern.ready()  # a user's may be refused; ours are compiled when they are needed, which most of them never are
        self._birth = {r.entity: r.birth for r in recognizers if r.birth}
        self._lead_size = {r.entity: r.lead for r in recognizers if r.lead}
        self.candidates = Candidates(recognizers, few, pays)
        self._leads = lru_cache(maxsize=64)(self._make_leads)

    def observe_lines(self, lines: pa.Array, seen: Seen | None = None) -> ColumnProfile:
        """Running text: every row a line. `whole` is never counted."""
        profile = ColumnProfile(rows=len(lines))
        lines, rows = _filled(lines, None)
        profile.filled = len(lines)
        found: dict[str, _Found] = {}
        for row, text, matches in self.spans(lines):
            self._count(profile, found, text, matches, 1, row, whole=False)
        self._sketch(profile, found, None, None if seen is None else _Way(seen, len(lines), None, rows))
        return profile

    def spans(self, lines: pa.Array) -> Iterator[tuple[int, str, list[Match]]]:
        """(row, text, matches) of the lines in which something is found. The only use that hands raw text out."""
        for c in self.candidates.of(lines, None):
            if matches := read_text(c.text, c.patterns, c.shadow, c.ends, c.shadow_ends):
                yield c.row, c.text, matches

    def observe_cells(
        self, values: pa.Array, hinted: frozenset[str] = frozenset(), recall: Recall | None = None, alphabet: Alphabet | None = None,
        seen: Seen | None = None,
    ) -> ColumnProfile:  # fmt: skip
        """Cells of a column as text. `hinted`: entities that the header names (they unlock scope "header"). `alphabet`: that
        of the values, or of more, where it is known. `seen` is told what stands in which row."""
        profile = ColumnProfile(rows=len(values))
        recall, alphabet = recall or Recall(), alphabet or Alphabet.of(values.drop_null())
        values, rows = _filled(values, alphabet)
        profile.filled = len(values)
        if not len(values):
            return profile
        values, counts, codes = _distinct(values)
        way = None if seen is None else _Way(seen, len(values), codes, rows)
        profile.numbers = numbers(values, counts, alphabet)
        if hinted:
            profile.shapes.update(shapes(values, counts, alphabet))
        values, counts, slots = _unknown(values, counts, recall)
        found: dict[str, _Found] = {}
        if len(values) > self.few:
            weights = np.ones(len(values), dtype=np.int64) if counts is None else counts
            values, weights, slots = self._take_lead(profile, found, values, weights, slots, hinted, recall, alphabet)
            counts = None if counts is None else weights
        full = set()
        for c in self.candidates.of(values, hinted, alphabet):
            if matches := read_cell(c.text, c.wholes, c.patterns, c.shadow, c.ends, c.shadow_ends):
                self._count(profile, found, c.text, matches, 1 if counts is None else int(counts[c.row]), int(slots[c.row]), whole=True)
                full.add(c.row)
        if counts is not None:
            _remember(recall, values, full)
        self._sketch(profile, found, alphabet, way)
        return profile

    # -- one value ---------------------------------------------------------------------------------------------------

    def _count(
        self, profile: ColumnProfile, found: dict[str, _Found], text: str, matches: list[Match], weight: int, slot: int, *, whole: bool
    ) -> None:
        """Enter the matches of one cell or line that stands `weight` times. slot: its number in the batch."""
        for entity in {m.entity for m in matches}:
            profile.tally(entity).cells += weight
        bare = len(text.strip(STRIPPED)) if whole else -1
        for match in matches:
            tally = profile.tally(match.entity)
            tally.values += weight
            tally.whole += weight if match.end - match.start == bare else 0
            tally.proven += weight if match.proven else 0
            tally.states[match.state] += weight
            tally.patterns[match.pattern] += weight
            for name in match.transforms:
                tally.transforms[name] += weight
            value = text[match.start : match.end]
            if (size := self._lead_size.get(match.entity)) and _is_number(value[:size]):
                tally.leads[value[:size]] += weight
            if (birth := self._birth.get(match.entity)) and (day := birth(value)):
                tally.births[day[:7]] += weight
            own = found.setdefault(match.entity, _Found())
            own.texts.append(value)
            own.text_slots.append(slot)
            own.text_names.append(match.state == "plain" and (not whole or match.end - match.start == bare))

    # -- the lead -------------------------------------------------------------------------------------------------

    def _lead(self, values: pa.Array, hinted: frozenset[str], recall: Recall) -> Lead | None:
        """The remembered one, or the reading of most cells of an even probe."""
        if recall.lead is not None:
            return recall.lead
        if recall.barren:
            recall.barren -= 1
            return None
        step = max(len(values) // _PROBE, 1)
        probe = values.take(pa.array(range(0, len(values), step)))
        counted: Counter[tuple[str, str]] = Counter()
        for c in self.candidates.of(probe, hinted):
            matches = read_cell(c.text, c.wholes, c.patterns, c.shadow, c.ends, c.shadow_ends)
            if len(matches) == 1 and matches[0].end - matches[0].start == len(c.text.strip(STRIPPED)):
                counted[matches[0].entity, matches[0].pattern] += 1
        best = [key for key, count in counted.most_common(1) if count >= _LEAD_SHARE * len(probe)]
        recall.lead = self._leads(hinted).get(best[0]) if best else None
        recall.barren = 0 if recall.lead else _BARREN
        return recall.lead

    def _make_leads(self, hinted: frozenset[str]) -> dict[tuple[str, str], Lead]:
        leads: dict[tuple[str, str], Lead] = {}
        earlier: list[str] = []
        for recognizer, _, pattern in readings(self.recognizers, hinted):
            leads[recognizer.entity, pattern.name] = Lead(recognizer, pattern, anchored(pattern.core), tuple(earlier))
            earlier.append(anchored(pattern.core))
        return leads

    def _take_lead(
        self, profile: ColumnProfile, found: dict[str, _Found], values: pa.Array, weights: Vector, slots: Vector,
        hinted: frozenset[str], recall: Recall, alphabet: Alphabet,
    ) -> tuple[pa.Array, Vector, Vector]:  # fmt: skip
        """Count what is wholly the lead; return what is left."""
        lead = self._lead(values, hinted, recall)
        if lead is None:
            return values, weights, slots
        number = len(values)
        if lead.recognizer.entity == "CN_RESIDENT_ID" and lead.pattern.name == "number" and not lead.earlier:
            # What is proven is the first reading of all: no other pattern need be asked.
            proven, births = resident_ids(values, weights)
            outcome = np.full(int(proven.sum()), 2)
            self._enter(profile, found, lead, values.filter(pa.array(proven)), weights[proven], slots[proven], outcome, births)
            values, weights, slots = values.filter(pa.array(~proven)), weights[~proven], slots[~proven]
        taken = matching(values, lead.expression)
        if taken.any():
            rivals = values.filter(pa.array(taken))
            others = alphabet.narrowed((*SUSPECTS, *lead.earlier))  # what has a shadow, or a reading that is tried before
            for start in range(0, len(others), _AT_ONCE):
                taken[np.flatnonzero(taken)[matching(rivals, alternation(others[start : start + _AT_ONCE]))]] = False
                rivals = values.filter(pa.array(taken))
        outcome = _validated(lead.recognizer, values.filter(pa.array(taken)))
        if lead.pattern.claimed:
            outcome = np.maximum(outcome, 1)  # the header says what it is: proven or not, never refused
        taken[np.flatnonzero(taken)[outcome == 0]] = False
        self._enter(profile, found, lead, values.filter(pa.array(taken)), weights[taken], slots[taken], outcome[outcome != 0])
        if number - len(values) + int(taken.sum()) < _LEAD_SHARE * number:
            recall.lead = None
        return values.filter(pa.array(~taken)), weights[~taken], slots[~taken]

    def _enter(
        self, profile: ColumnProfile, found: dict[str, _Found], lead: Lead, values: pa.Array, weights: Vector, slots: Vector,
        outcome: Vector, births: dict[str, int] | None = None,
    ) -> None:  # fmt: skip
        """Enter values that are wholly the lead. outcome: 1 cannot tell, 2 proven."""
        number = int(weights.sum())
        if not number:
            return
        tally = profile.tally(lead.recognizer.entity)
        tally.cells += number
        tally.whole += number
        tally.values += number
        tally.proven += int(weights[outcome == 2].sum())
        tally.states.update(states(lead.pattern, values, weights))
        tally.patterns[lead.pattern.name] += number
        if births is None and lead.recognizer.birth is not None:
            births = _births(lead.recognizer.birth, values, weights)
        tally.births.update(births or {})
        if lead.recognizer.lead:
            tally.leads.update(_leads(values, weights, lead.recognizer.lead))
        own = found.setdefault(lead.recognizer.entity, _Found())
        own.arrays.append(values)
        own.slots.append(slots)
        own.names.append(lead.pattern.state == "plain")

    # -- different values -----------------------------------------------------------------------------------------

    def _sketch(self, profile: ColumnProfile, found: dict[str, _Found], alphabet: Alphabet | None, way: _Way | None) -> None:
        """Tags and masked samples for the values of this batch, of this alphabet. Here the raw values end."""
        for entity, values in found.items():
            tally = profile.tally(entity)
            texts = pa.chunked_array([*values.arrays, pa.array(values.texts, pa.string())]).combine_chunks()
            if alphabet is None or alphabet.has_any(STRIPPED):
                texts = pc.utf8_trim(texts, STRIPPED)
            places = orders(entity, texts, self.key, alphabet)
            if way is not None:
                way.enter(entity, values, places, self.key)
            levels = leading_zeros(places)
            tally.sketch.level = floor(places, levels)
            survivors = np.flatnonzero(levels >= tally.sketch.level)
            samples: dict[str, str] = {}
            for text, level in zip(texts.take(pa.array(survivors)).to_pylist(), levels[survivors].tolist(), strict=True):
                samples.setdefault(self.key.tag(entity, text, level), text)
            tally.sketch.add(samples)
            tally.offer({tag: mask(entity, samples[tag]) for tag in sorted(samples, key=sample_order)[:3]})


def _filled(values: pa.Array, alphabet: Alphabet | None) -> tuple[pa.Array, Vector | None]:
    """The cells that are neither null nor blank, and their rows (None: all of them)."""
    rows: Vector | None = None
    if values.null_count:
        rows = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
        values = values.drop_null()
    alphabet = alphabet or Alphabet.of(values)
    if not len(values) or (alphabet.shortest and not alphabet.has_any(STRIPPED)):
        return values, rows
    blank = pc.equal(pc.utf8_length(pc.utf8_trim(values, STRIPPED)), 0)
    if not pc.any(blank).as_py():
        return values, rows
    kept = np.flatnonzero(~blank.to_numpy(zero_copy_only=False))
    return values.filter(pc.invert(blank)), kept if rows is None else rows[kept]


def _distinct(values: pa.Array) -> tuple[pa.Array, Vector | None, Vector | None]:
    """Distinct values, how often each stands, and which of them every cell is, where that saves work; else the values as they
    are and None."""
    probe = values.slice(0, 1000)
    if len(pc.unique(probe)) > _REPEATS * len(probe):
        return values, None, None
    encoded = values.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    return encoded.dictionary, np.bincount(codes, minlength=len(encoded.dictionary)).astype(np.int64), codes


def _unknown(values: pa.Array, counts: Vector | None, recall: Recall) -> tuple[pa.Array, Vector | None, Vector]:
    """The values that are not known to hold nothing, and which of the values they are."""
    if counts is None or recall.empty is None:
        return values, counts, np.arange(len(values))
    fresh = ~np.asarray(pc.is_in(values, value_set=recall.empty).to_numpy(zero_copy_only=False), dtype=bool)
    return values.filter(pa.array(fresh)), counts[fresh], np.flatnonzero(fresh)


def _remember(recall: Recall, values: pa.Array, full: set[int]) -> None:
    """Add the values that hold nothing, while they are few."""
    known = len(recall.empty) if recall.empty is not None else 0
    if not 0 < len(values) - len(full) <= _REMEMBERED - known:
        return
    empty = values.filter(pa.array([i not in full for i in range(len(values))]))
    recall.empty = empty if recall.empty is None else pa.concat_arrays([recall.empty, empty])


def _leads(values: pa.Array, weights: Vector, size: int) -> Counter[str]:
    """First characters of values, how often, where they are digits: there are few of those."""
    encoded = pc.utf8_slice_codeunits(pc.utf8_trim(values, STRIPPED), 0, size).dictionary_encode()
    counts = np.bincount(encoded.indices.to_numpy(zero_copy_only=False), weights, len(encoded.dictionary)).astype(np.int64)
    return Counter({lead: n for lead, n in zip(encoded.dictionary.to_pylist(), counts.tolist(), strict=True) if _is_number(lead)})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _births(birth: Callable[[str], str | None], values: pa.Array, weights: Vector) -> Counter[str]:
    months: Counter[str] = Counter()
    for value, weight in zip(values.to_pylist(), weights.tolist(), strict=True):
        if day := birth(value.strip(STRIPPED)):
            months[day[:7]] += weight
    return months


def _validated(recognizer: Recognizer, values: pa.Array) -> Vector:
    """0 disproved, 1 cannot tell, 2 proven, per value. Python is asked once for each different value that is in doubt."""
    outcome = np.ones(len(values), dtype=np.int8)
    if recognizer.validate is None:
        return outcome
    doubted = np.flatnonzero(matching(values, recognizer.doubt)) if recognizer.doubt else np.arange(len(values))
    if len(doubted):
        encoded = values.take(pa.array(doubted)).dictionary_encode()
        verdicts = np.fromiter((_verdict(recognizer, v) for v in encoded.dictionary.to_pylist()), dtype=np.int8)
        outcome[doubted] = verdicts[encoded.indices.to_numpy(zero_copy_only=False)]
    return outcome


def _verdict(recognizer: Recognizer, value: str) -> int:
    assert recognizer.validate is not None
    return {True: 2, None: 1, False: 0}[recognizer.validate(value.strip(STRIPPED))]
