"""A *candidate* is a value that may hold something: which of its patterns are possible, and where in it they end.

Lines and cells go the same way: every expression that makes a reading possible is asked of the whole batch at once
(`scanner.multi`), so are the expressions that make a value suspect; suspects get their shadow (`recognizers.shadow`), which is asked
the same. What is left for Python is few values with few patterns each. Patterns of scope "header" fit almost anything and
are asked of their own columns only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa

from recognizers.base import Recognizer
from recognizers.find import STRIPPED, Place, Reading, readings, spoken
from recognizers.shadow import SUSPECTS, Shadow, shadow
from scanner.alphabet import Alphabet
from scanner.multi import PAYS, Hits, Prober, matching
from scanner.orders import Vector

FEW = 256  # values; asking Arrow compiles every expression anew, which so few are not worth
_BLANK = f"[{STRIPPED}]*"


@dataclass(frozen=True, slots=True)
class Candidate:
    """row: of the batch. wholes, patterns: the readings that are possible. ends, shadow_ends: for each of `patterns`, where in
    the text or its shadow a match may end (None: anywhere)."""

    row: int
    text: str
    wholes: tuple[Reading, ...]
    patterns: tuple[Reading, ...]
    shadow: Shadow | None
    ends: Place = None
    shadow_ends: Place = None


def anchored(core: str) -> str:
    """As all of a value, blanks around it aside."""
    return f"^{_BLANK}(?:{core}){_BLANK}$"


@dataclass(slots=True)
class _Asked:
    """What a prober is asked, in order: patterns in running text, what makes suspect, whole cells."""

    patterns: tuple[Reading, ...]
    wholes: tuple[Reading, ...]
    prober: Prober = field(init=False)
    pays: int = PAYS

    def __post_init__(self) -> None:
        owners: dict[str, int] = {}
        expressions = [r[2].linear_expression for r in self.patterns] + [*SUSPECTS] + [anchored(r[2].core) for r in self.wholes]
        numbered = [owners.setdefault(r[0].entity, len(owners)) for r in self.patterns]
        numbered += [-1 - n // 4 for n in range(len(SUSPECTS))]
        numbered += [owners.setdefault(r[0].entity, len(owners)) for r in self.wholes]
        self.prober = Prober(expressions, numbered, pays=self.pays)

    @property
    def suspects(self) -> slice:
        return slice(len(self.patterns), len(self.patterns) + len(SUSPECTS))


class Candidates:
    """All definitions of a scan, ready to be asked."""

    def __init__(self, recognizers: tuple[Recognizer, ...], few: int = FEW, pays: int = PAYS) -> None:
        self.recognizers = recognizers
        self.few = few
        self._lines = _Asked(spoken(recognizers), (), pays=pays)
        self._cells = _Asked(spoken(recognizers), tuple(r for r in readings(recognizers) if r[2].scope == "cell"), pays=pays)
        self._possible = lru_cache(maxsize=65_536)(self._make_possible)

    def of(self, values: pa.Array, hinted: frozenset[str] | None, alphabet: Alphabet | None = None) -> Iterator[Candidate]:
        """`hinted`: entities that the header names; None for lines, which are never read as a whole. `alphabet`: that of
        values, or of more, where it is known."""
        asked = self._lines if hinted is None else self._cells
        if len(values) <= self.few and not asked.prober.quick:
            yield from self._of_few(values, asked.patterns, hinted)
            return
        alphabet = alphabet or Alphabet.of(values)
        hits = asked.prober.probe(values, alphabet)
        shadows = _shadows(values, hits.table[:, asked.suspects])
        meant = pa.array([s.text for s in shadows.values()], pa.string())
        hidden = (
            asked.prober.probe(meant, Alphabet.of(meant)) if shadows else Hits(np.zeros((0, len(asked.prober.expressions)), dtype=bool))
        )
        table = _without_suspects(hits.table, asked)
        shadowed = {row: place for place, row in enumerate(shadows)}
        if shadows:
            table[list(shadows)] |= _without_suspects(hidden.table, asked)
        special = self._special(values, meant, list(shadows), hinted, alphabet)
        rows = np.flatnonzero(table.any(axis=1) | special.any(axis=1))
        for row, text in zip(rows.tolist(), values.take(pa.array(rows)).to_pylist(), strict=True):
            numbers, wholes = self._possible(table[row].tobytes(), special[row].tobytes(), hinted)
            patterns = tuple(asked.patterns[n] for n in numbers)
            yield Candidate(
                row, text, wholes, patterns, shadows.get(row),
                _ends(hits, row, numbers), _ends(hidden, shadowed[row], numbers) if row in shadowed else None,
            )  # fmt: skip

    def _of_few(self, values: pa.Array, patterns: tuple[Reading, ...], hinted: frozenset[str] | None) -> Iterator[Candidate]:
        """Every value, with the patterns that the alphabet of all of them and of their shadows leaves possible."""
        texts: list[str] = values.to_pylist()
        shadows = [shadow(text) for text in texts]
        alphabet = Alphabet.of(pa.array([*texts, *(s.text for s in shadows if s is not None)], pa.string()))
        wholes = readings(self.recognizers, hinted) if hinted is not None else ()
        wholes = tuple(r for r in wholes if alphabet.may_match(r[2].core))
        patterns = tuple(r for r in patterns if alphabet.may_match(r[2].linear_expression))
        for row, (text, meant) in enumerate(zip(texts, shadows, strict=True)):
            yield Candidate(row, text, wholes, patterns, meant)

    def _special(
        self, values: pa.Array, meant: pa.Array, rows: list[int], hinted: frozenset[str] | None, alphabet: Alphabet
    ) -> Vector:  # fmt: skip
        """Which value, or its shadow, may wholly be one of the patterns that only the header makes possible: rows x patterns."""
        own = self._own(hinted)
        table = np.zeros((len(values), max(len(own), 1)), dtype=bool)
        for number, reading in enumerate(own):
            if alphabet.may_match(reading[2].core):
                table[:, number] = matching(values, anchored(reading[2].core))
            if rows:
                table[rows, number] |= matching(meant, anchored(reading[2].core))
        return table

    def _own(self, hinted: frozenset[str] | None) -> list[Reading]:
        return [r for r in readings(self.recognizers, hinted) if r[2].scope == "header"] if hinted else []

    def _make_possible(self, table: bytes, special: bytes, hinted: frozenset[str] | None) -> tuple[tuple[int, ...], tuple[Reading, ...]]:
        """Numbers of the text patterns, and the whole readings in the order in which they are tried."""
        asked = self._lines if hinted is None else self._cells
        bits = np.frombuffer(table, dtype=bool)
        numbers = tuple(np.flatnonzero(bits[: len(asked.patterns)]).tolist())
        if hinted is None:
            return numbers, ()
        named = {(asked.patterns[n][0].entity, asked.patterns[n][1]) for n in numbers}
        named |= {(r[0].entity, r[1]) for r, hit in zip(asked.wholes, bits[asked.suspects.stop :], strict=True) if hit}
        named |= {(r[0].entity, r[1]) for r, hit in zip(self._own(hinted), np.frombuffer(special, dtype=bool), strict=False) if hit}
        return numbers, tuple(r for r in readings(self.recognizers, hinted) if (r[0].entity, r[1]) in named)


def _without_suspects(table: Vector, asked: _Asked) -> Vector:
    kept = table.copy()
    kept[:, asked.suspects] = False
    return kept


def _shadows(values: pa.Array, table: Vector) -> dict[int, Shadow]:
    """Row -> shadow, in order of rows, where there is one."""
    suspects = np.flatnonzero(table.any(axis=1))
    found = zip(suspects.tolist(), map(shadow, values.take(pa.array(suspects)).to_pylist()), strict=True)
    return {row: meant for row, meant in found if meant is not None}


def _ends(hits: Hits, row: int, numbers: tuple[int, ...]) -> Place:
    if hits.ends is None:
        return None
    own = hits.ends.get(row, {})
    return tuple(None if n in hits.foreign else own.get(n, ()) for n in numbers)
