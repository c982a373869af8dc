"""To *probe* is to ask of many values which of many expressions match somewhere in them: a table of rows x expressions.

Two engines give the same table. Arrow's RE2 is always there; it takes a few expressions at a time and compiles them anew for
every call. Hyperscan (extra `fast`) takes all of them in one pass over all values, and tells where each match ends; it
pays for itself after some tens of megabytes, so a small scan never compiles it. Both are linear in the text; neither decides anything,
they say where to look (docs/decisions/0002-engine.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.alphabet import Alphabet
from scanner.orders import Vector

_GROUP = 4  # expressions' owners in one alternation of RE2: one automaton for all outgrows its memory (measured: 0.6 MB/s)
_PIECE = 1 << 22  # bytes that Hyperscan gets at a time
PAYS = 64_000_000  # bytes asked after which compiling for Hyperscan (some five seconds) has paid for itself: it is twice as fast

Ends = dict[int, list[int]]  # expression -> where in the value (characters) its matches end, ascending


@dataclass(slots=True)
class Hits:
    """table: rows x expressions. ends: row -> Ends, where the engine tells; else None. foreign: expressions without ends."""

    table: Vector
    ends: dict[int, Ends] | None = None
    foreign: frozenset[int] = frozenset()


class Prober:
    """Expressions of some owners (equal numbers stand together), made ready for one of the engines as soon as it pays."""

    def __init__(self, expressions: Iterable[str], owners: Iterable[int], *, pays: int = PAYS) -> None:
        self.expressions = tuple(expressions)
        self.owners = tuple(owners)
        self.pays = pays
        self._seen = 0
        self._hyperscan: Any = None

    @property
    def quick(self) -> bool:
        """Whether asking costs nothing but the matching: few values are worth it, too."""
        return self._hyperscan is not None and self._hyperscan is not _ABSENT

    def probe(self, values: pa.Array, alphabet: Alphabet) -> Hits:
        """`values`: Arrow strings without nulls, of this alphabet or a smaller one."""
        self._seen += values.nbytes
        if self._hyperscan is None and self._seen >= self.pays:
            self._hyperscan = _compiled(self.expressions) or _ABSENT
        if self.quick:
            return self._by_hyperscan(values, alphabet)
        return Hits(self._by_re2(values, range(len(self.expressions)), alphabet))

    # -- Arrow's RE2 ----------------------------------------------------------------------------------------------

    def _by_re2(self, values: pa.Array, wanted: Iterable[int], alphabet: Alphabet) -> Vector:
        """From group to owner to expression: most match nothing, and what is not asked need not be compiled."""
        table = np.zeros((len(values), len(self.expressions)), dtype=bool)
        by_owner: dict[int, list[int]] = {}
        for number in wanted:
            if alphabet.may_match(self.expressions[number]):
                by_owner.setdefault(self.owners[number], []).append(number)
        owned = list(by_owner.values())
        for start in range(0, len(owned), _GROUP):
            group = owned[start : start + _GROUP]
            rows = np.flatnonzero(matching(values, self._alternation(n for own in group for n in own)))
            if not len(rows):
                continue
            some = values.take(pa.array(rows))
            for own in group:
                hit = np.flatnonzero(matching(some, self._alternation(own))) if len(group) > 1 else np.arange(len(rows))
                if not len(hit):
                    continue
                narrowed = some.take(pa.array(hit))
                asked: dict[str, Vector | bool] = {} if len(own) > 1 else {self.expressions[own[0]]: True}
                for number in own:
                    expression = self.expressions[number]
                    if expression not in asked:
                        asked[expression] = matching(narrowed, expression)
                    table[rows[hit], number] = asked[expression]
        return table

    def _alternation(self, numbers: Iterable[int]) -> str:
        return alternation(self.expressions[n] for n in numbers)

    # -- Hyperscan ------------------------------------------------------------------------------------------------

    def _by_hyperscan(self, values: pa.Array, alphabet: Alphabet) -> Hits:
        database, foreign = self._hyperscan
        table = self._by_re2(values, foreign, alphabet) if foreign else np.zeros((len(values), len(self.expressions)), dtype=bool)
        hits = Hits(table, {}, frozenset(foreign))
        sizes = pc.binary_length(values.cast(pa.large_binary())).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        ends = np.cumsum(sizes)
        first = 0
        while first < len(values):
            base = int(ends[first - 1]) if first else 0
            last = max(int(np.searchsorted(ends, base + _PIECE, side="right")), first + 1)
            _scan(database, values.slice(first, last - first), ends[first:last] - base, first, hits)
            first = last
        return hits


_ABSENT = object()


def _compiled(expressions: tuple[str, ...]) -> tuple[Any, tuple[int, ...]] | None:
    """A Hyperscan database, and the numbers of the expressions that it cannot take; None where it is not installed."""
    try:
        import hyperscan
    except ImportError:
        return None
    database = _database(hyperscan, dict(enumerate(expressions)))
    if database is not None:
        return database, ()
    taken = {n: e for n, e in enumerate(expressions) if _database(hyperscan, {n: e}) is not None}
    return _database(hyperscan, taken), tuple(sorted(set(range(len(expressions))) - taken.keys()))


def _database(hyperscan: Any, expressions: dict[int, str]) -> Any:
    """Compiled, or None when one of them is beyond it (a class of thousands of characters)."""
    database = hyperscan.Database()
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_MULTILINE
    try:
        database.compile(
            expressions=[e.encode() for e in expressions.values()], ids=list(expressions), flags=[flags] * len(expressions)
        )  # fmt: skip
    except hyperscan.CompilerError:
        return None
    return database


def _scan(database: Any, values: pa.Array, ends: Vector, offset: int, hits: Hits) -> None:
    """Values joined by line feeds, in one pass. A match that would cross a line feed is one too many, never one too few."""
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values), "\n")[0].as_buffer()
    events: list[int] = []
    add = events.append

    def told(number: int, _from: int, to: int, _flags: int, _context: object) -> None:
        add(to << 16 | number)

    database.scan(joined, match_event_handler=told)
    if not events:
        return
    found = np.unique(np.array(events, dtype=np.int64))
    to, numbers = found >> 16, found & 0xFFFF
    rows = np.searchsorted(ends, to - 1, side="right")
    hits.table[offset + rows, numbers] = True
    raw = np.frombuffer(joined, dtype=np.uint8)
    characters = np.concatenate([[0], np.cumsum((raw & 0xC0) != 0x80, dtype=np.int64)])
    starts = np.where(rows > 0, ends[rows - 1], 0)
    places = characters[to] - characters[starts]
    assert hits.ends is not None
    for row, number, place in zip((offset + rows).tolist(), numbers.tolist(), places.tolist(), strict=True):
        hits.ends.setdefault(row, {}).setdefault(number, []).append(place)


def alternation(parts: Iterable[str]) -> str:
    return "|".join(f"(?:{part})" for part in dict.fromkeys(parts))


def matching(values: pa.Array, expression: str) -> Vector:
    """RE2: in which values the expression matches somewhere."""
    return np.asarray(pc.match_substring_regex(values, expression).to_numpy(zero_copy_only=False), dtype=bool)
