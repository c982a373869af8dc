"""What the *engine* is: the fast way to the same answer. It says where to look; the definition says what is there.

Works on whole Arrow columns with one linear-time multi-pattern expression (RE2, through pyarrow.compute), so Python
touches only candidates:

    text      lines  → one alternation says which lines hold anything → per recognizer, which → `find.in_text`
    cells     column → distinct values where they repeat → the column's *lead* (the pattern that most of its cells are)
              is decided for whole vectors; what is left goes alternation → recognizers → `find.in_cell`

The vector decision for the lead is exact, not a guess: a cell that is wholly the lead's pattern, and wholly no pattern
that `find.in_cell` would try before it, is what `in_cell` says. tests/scanner/test_engine.py holds both equal. This is the
only file that matches with pyarrow; another engine would replace it and nothing else (docs/decisions/0002-engine.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.base import Match, Pattern, Recognizer
from recognizers.find import STRIPPED, in_cell, in_text, readings
from scanner.mask import mask
from scanner.profile import ColumnProfile
from scanner.sketch import SIZE, Key, normalise

_PROBE = 256  # cells looked at to choose a lead
_LEAD_SHARE = 0.5  # a lead pays when it decides at least half of the cells
_REPEATS = 0.7  # below this share of distinct values among the probed, work on distinct values
FEW = 256  # values; RE2 is compiled anew for every call (some 20 ms for all), which so few are not worth
_GROUP = 4  # entities in one alternation
_BLANK = "[ \\t\\r\\n\u3000]*"
#: Values that `normalise` may change, by entity; the others are their own normal form.
_FOREIGN = "A-Z\\x0b\\x1c-\\x1f\\x{80}-\\x{3000}\\x{a000}-\\x{abff}\\x{f900}-\\x{10ffff}"  # everything but Han, kana and Hangul
_UNUSUAL = {"EMAIL_ADDRESS": f"[{_FOREIGN}]", "": f"[-\\s()（）.+·{_FOREIGN}]|^86|^0086"}


@dataclass(frozen=True, slots=True)
class Lead:
    """The reading that most cells of a column have. earlier: RE2 of every reading tried before it."""

    recognizer: Recognizer
    pattern: Pattern
    expression: str
    earlier: str


@dataclass(slots=True)
class _Found:
    """Values of one entity collected in one batch, to be sketched together."""

    texts: list[str] = field(default_factory=list)
    arrays: list[pa.Array] = field(default_factory=list)


class Engine:
    """Definitions compiled once; `observe_cells` and `observe_lines` turn a column into a `ColumnProfile`."""

    def __init__(self, recognizers: tuple[Recognizer, ...], key: Key, few: int = FEW) -> None:
        self.recognizers = recognizers
        self.key = key
        self.few = few
        self._by_entity = {r.entity: r for r in recognizers}
        text = {r.entity: _alternation(p.linear_expression for p in r.patterns if p.scope == "anywhere") for r in recognizers}
        self._text = {entity: expression for entity, expression in text.items() if expression}
        self._any_text = _groups(self._text.values())
        self._cell = lru_cache(maxsize=64)(self._cell_expressions)
        self._leads: dict[frozenset[str], dict[tuple[str, str], Lead]] = {}

    # -- what a column is told apart by -------------------------------------------------------------------------

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
        if not self._any_text:
            return
        if len(lines) <= self.few:
            for row, text in enumerate(lines.to_pylist()):
                if matches := in_text(text, self.recognizers):
                    yield row, text, matches
            return
        rows = np.flatnonzero(_mask(_any(lines, self._any_text)))
        for row, (text, candidates) in zip(rows.tolist(), self._candidates(lines.take(pa.array(rows)), self._text), strict=True):
            if matches := in_text(text, candidates):
                yield row, text, matches

    def observe_cells(self, values: pa.Array, hinted: frozenset[str] = frozenset()) -> ColumnProfile:
        """Cells of a column as text. `hinted`: entities that the header names (they unlock scope "header")."""
        profile = ColumnProfile(rows=len(values))
        values = _filled(values)
        profile.filled = len(values)
        if not len(values):
            return profile
        values, counts = _distinct(values)
        found: dict[str, _Found] = {}
        lead = self._lead(values, hinted) if len(values) > self.few else None
        if lead is not None:
            values, counts = self._take_lead(profile, found, lead, values, counts)
        for i, text, candidates in self._likely(values, hinted):
            _count(profile, found, text, in_cell(text, candidates, hinted), 1 if counts is None else int(counts[i]), whole=True)
        self._sketch(profile, found)
        return profile

    def _likely(self, values: pa.Array, hinted: frozenset[str]) -> Iterator[tuple[int, str, tuple[Recognizer, ...]]]:
        """(row, cell, recognizers that could find something in it), nothing for cells that hold nothing."""
        if len(values) <= self.few:
            yield from ((i, text, self.recognizers) for i, text in enumerate(values.to_pylist()))
            return
        expressions = self._cell(hinted)
        rows = np.flatnonzero(_mask(_any(values, _groups(expressions.values()))))
        for row, (text, candidates) in zip(rows.tolist(), self._candidates(values.take(pa.array(rows)), expressions), strict=True):
            yield row, text, candidates

    def _cell_expressions(self, hinted: frozenset[str]) -> dict[str, str]:
        """Per entity, what a cell must contain (text patterns) or wholly be (cell and header patterns)."""
        parts: dict[str, list[str]] = {entity: [expression] for entity, expression in self._text.items()}
        for recognizer, pattern in readings(self.recognizers, hinted):
            if pattern.scope != "anywhere":
                parts.setdefault(recognizer.entity, []).append(_anchored(pattern.core))
        return {r.entity: _alternation(parts[r.entity]) for r in self.recognizers if r.entity in parts}

    def _candidates(self, values: pa.Array, expressions: dict[str, str]) -> Iterator[tuple[str, tuple[Recognizer, ...]]]:
        """Each value with the recognizers that could find something in it, in catalogue order."""
        if not len(values):
            return
        masks = [(self._by_entity[e], _mask(pc.match_substring_regex(values, x))) for e, x in expressions.items()]
        for i, text in enumerate(values.to_pylist()):
            yield text, tuple(r for r, hit in masks if hit[i])

    # -- the lead -----------------------------------------------------------------------------------------------

    def _lead(self, values: pa.Array, hinted: frozenset[str]) -> Lead | None:
        """Chosen from an even probe of this batch. Which lead is taken changes the speed, never the outcome."""
        step = max(len(values) // _PROBE, 1)
        probe = values.take(pa.array(range(0, len(values), step))).to_pylist()
        readings: Counter[tuple[str, str]] = Counter()
        for text in probe:
            matches = in_cell(text, self.recognizers, hinted)
            if len(matches) == 1 and matches[0].end - matches[0].start == len(text.strip(STRIPPED)):
                readings[matches[0].entity, matches[0].pattern] += 1
        if not readings:
            return None
        best, count = readings.most_common(1)[0]
        return self._leads_for(hinted).get(best) if count >= _LEAD_SHARE * len(probe) else None

    def _leads_for(self, hinted: frozenset[str]) -> dict[tuple[str, str], Lead]:
        if hinted not in self._leads:
            leads: dict[tuple[str, str], Lead] = {}
            earlier: list[str] = []
            for recognizer, pattern in readings(self.recognizers, hinted):
                leads[recognizer.entity, pattern.name] = Lead(recognizer, pattern, _anchored(pattern.core), _alternation(earlier))
                earlier.append(_anchored(pattern.core))
            self._leads[hinted] = leads
        return self._leads[hinted]

    def _take_lead(
        self, profile: ColumnProfile, found: dict[str, _Found], lead: Lead, values: pa.Array, counts: np.ndarray | None
    ) -> tuple[pa.Array, np.ndarray | None]:
        """Count what is wholly the lead; return what is left."""
        taken = _mask(pc.match_substring_regex(values, lead.expression))
        if lead.earlier and taken.any():
            taken &= ~_mask(pc.match_substring_regex(values, lead.earlier))
        proven = 0
        mine = values.filter(pa.array(taken))
        weights = None if counts is None else counts[taken]
        if lead.recognizer.validate is not None and len(mine):
            outcome = _validated(lead.recognizer, mine)
            taken[np.flatnonzero(taken)[outcome == 0]] = False
            mine = mine.filter(pa.array(outcome != 0))
            weights = None if weights is None else weights[outcome != 0]
            passed = outcome[outcome != 0] == 2
            proven = int(passed.sum() if weights is None else weights[passed].sum())
        number = len(mine) if weights is None else int(weights.sum())
        if number:
            tally = profile.tally(lead.recognizer.entity)
            tally.cells += number
            tally.whole += number
            tally.values += number
            tally.proven += proven
            tally.masked += number if lead.pattern.state == "masked" else 0
            tally.patterns[lead.pattern.name] += number
            found.setdefault(lead.recognizer.entity, _Found()).arrays.append(mine)
        rest = ~taken
        return values.filter(pa.array(rest)), None if counts is None else counts[rest]

    # -- different values ---------------------------------------------------------------------------------------

    def _sketch(self, profile: ColumnProfile, found: dict[str, _Found]) -> None:
        """Tags and masked samples for the values of this batch. Here the raw values end."""
        for entity, values in found.items():
            tally = profile.tally(entity)
            chunks = [*values.arrays, pa.array(values.texts, pa.string())]
            texts = pa.chunked_array(chunks).combine_chunks()
            texts = pc.utf8_trim(texts, STRIPPED)
            orders = self._orders(entity, texts)
            levels = _leading_zeros(orders)
            floor = _floor(orders, levels)
            survivors = np.flatnonzero(levels >= floor)
            tally.sketch.level = floor
            samples: dict[str, str] = {}
            for text, level in zip(texts.take(pa.array(survivors)).to_pylist(), levels[survivors].tolist(), strict=True):
                tag = self.key.tag(entity, text, level)
                samples.setdefault(tag, text)
            tally.sketch.add(samples)
            tally.offer({tag: mask(entity, samples[tag]) for tag in sorted(samples, key=lambda t: (-int(t[:2], 16), t))[:3]})

    def _orders(self, entity: str, texts: pa.Array) -> np.ndarray:
        """A keyed 64-bit order over normalised values: a polynomial over the bytes, then mixed."""
        unusual = pc.match_substring_regex(texts, _UNUSUAL.get(entity, _UNUSUAL[""]))
        if pc.any(unusual).as_py():
            plain = [normalise(entity, t) for t in texts.filter(unusual).to_pylist()]
            texts = pc.replace_with_mask(texts, unusual, pa.array(plain, pa.string()))
        return _mixed(_polynomial(texts, *self.key.numbers()))


def _filled(values: pa.Array) -> pa.Array:
    values = values.drop_null()
    blank = pc.equal(pc.utf8_length(pc.utf8_trim(values, STRIPPED)), 0)
    return values.filter(pc.invert(blank)) if pc.any(blank).as_py() else values


def _distinct(values: pa.Array) -> tuple[pa.Array, np.ndarray | None]:
    """Distinct values and how often each stands, where that saves work; else the values as they are and None."""
    probe = values.slice(0, 1000)
    if len(pc.unique(probe)) > _REPEATS * len(probe):
        return values, None
    table = pc.value_counts(values)
    return table.field("values"), table.field("counts").to_numpy(zero_copy_only=False)


def _anchored(core: str) -> str:
    return f"^{_BLANK}(?:{core}){_BLANK}$"


def _alternation(parts: Iterable[str]) -> str:
    return "|".join(f"(?:{part})" for part in parts)


def _groups(expressions: Iterable[str]) -> tuple[str, ...]:
    """A few alternations instead of one: an automaton of everything outgrows RE2's memory and falls back to a slow one
    (measured: 0.6 MB/s for all together, 215 to 460 MB/s for groups of this size)."""
    parts = list(expressions)
    return tuple(_alternation(parts[i : i + _GROUP]) for i in range(0, len(parts), _GROUP))


def _any(values: pa.Array, groups: tuple[str, ...]) -> pa.Array:
    found = pc.match_substring_regex(values, groups[0])
    for group in groups[1:]:
        found = pc.or_(found, pc.match_substring_regex(values, group))
    return found


def _mask(array: Any) -> np.ndarray:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=bool)


def _validated(recognizer: Recognizer, values: pa.Array) -> np.ndarray:
    """0 disproved, 1 cannot tell, 2 proven, per value."""
    validate = recognizer.validate
    assert validate is not None
    verdicts = {True: 2, None: 1, False: 0}
    return np.fromiter((verdicts[validate(v.strip(STRIPPED))] for v in values.to_pylist()), dtype=np.int8, count=len(values))


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


def _polynomial(texts: pa.Array, multiplier: int, secret: int) -> np.ndarray:
    """sum((byte+1) * multiplier**position) mod 2**64 per value; two values meet with odds of about 2**-64."""
    texts = texts.cast(pa.large_string())
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if not len(texts):
        return np.zeros(0, dtype=np.uint64)
    data = np.frombuffer(texts.buffers()[2], dtype=np.uint8)[offsets[0] : offsets[-1]].astype(np.uint64)
    starts, lengths = offsets[:-1] - offsets[0], np.diff(offsets)
    position = np.arange(len(data)) - np.repeat(starts, lengths)
    factors = np.full(int(lengths.max()) + 1, multiplier, dtype=np.uint64)
    factors[0] = 1
    with np.errstate(over="ignore"):
        powers = np.multiply.accumulate(factors)
        sums: np.ndarray = np.add.reduceat((data + np.uint64(1)) * powers[position], starts)
    return sums ^ np.uint64(secret)


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """The finaliser of splitmix64 (Steele, Lea, Flood, OOPSLA 2014)."""
    with np.errstate(over="ignore"):
        numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return numbers ^ (numbers >> np.uint64(31))


def _leading_zeros(numbers: np.ndarray) -> np.ndarray:
    """Of 64-bit numbers, by the exponent of their upper half as a float (exact: 32 bits fit a double)."""
    upper = (numbers >> np.uint64(32)).astype(np.float64)
    return np.where(upper > 0, 32 - np.frexp(upper)[1], 32).astype(np.int64)


def _floor(orders: np.ndarray, levels: np.ndarray) -> int:
    """The lowest level at which at most SIZE different values remain. Searched downwards: repeated values make the
    first guess too high, and only the few near the top are ever sorted."""
    floor = int(levels.max(initial=0)) + 1
    while floor > 0 and len(np.unique(orders[levels >= floor - 1])) <= SIZE:
        floor -= 1
    return floor
