"""To *learn* is to find out, before a scan, how this company writes its customer numbers, so that the scan knows them anywhere.

No shape proves a customer number: every company makes its own. But somewhere a column is called 客户编号, and its values show
the form. The pass reads a bounded sample (`ROWS` rows, `SECONDS` an asset, `ASSETS` of them) of the assets where something can
be learned, and nothing where nothing can:

1. named      columns whose header names the entity. Their formats are induced (`recognizers._formats`).
   likely     columns called like a key, unique and written alike, in a table that also has people (a name, phone, mail or identity
              number beside them), whose words speak of no other thing (order, contract). These need a join as well.
2. joins      columns called like a key or a person in other assets. One whose values are, for at least `OVERLAP`, those of a named
              column is the customer's number too, whatever it is called; a likely column is one, when its values are those of a
              named column, or of a column called like a customer or a person. What a sample can show of an overlap is weighed
              with how much of the table the sample is.
   rivals     other columns that are written the same way and hold other numbers: the format is not the customer's alone, and is
              dropped.

The outcome is a list of *facts*: plain data without any raw value (an expression, counts, names of columns), kept by the ledger,
so that a resumed scan knows the same, and told in the inventory (`scanner.learned`). Values are compared between assets as keyed
tags only, and none outlives the sample that it came from.

Limits: what the sample does not show is not learned, so in tables of many millions of rows joins stay unseen (the format
still finds the values). Numbers that are keys of rows (1..n) are never learned.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from connectors.base import Asset, Budget, Column, SourceUnavailable
from recognizers._formats import LEAST, Format, induce, written
from recognizers.base import Recognizer
from recognizers.header_reading import kind_of
from recognizers.header_words import CUSTOMERS, FIRMS, KEYS, PEOPLE
from recognizers.headers import SPEAKS
from scanner.ahead import ahead
from scanner.learned import ENTITY, Fact, fact_of
from scanner.outcome import header_hits, is_free_text, is_opaque
from scanner.sketch import Key

if TYPE_CHECKING:
    import pyarrow as pa

    from connectors.base import Connector

ROWS = 2_000  #: of an asset
SECONDS = 10.0  #: for an asset
ASSETS = 200  #: that each of the two steps reads
PASS_SECONDS = 120.0  #: after which no further asset is begun
OVERLAP = 0.3  #: of a column's different values that must be those of another
HITS = 10  #: values that two columns must share, however small the samples
UNIQUE = 0.99  #: different values per filled cell, in a likely column
RIVAL = 0.5  #: of another column's values that are written so
KNOWN = 0.5  #: of a table that must have been read before "not the same values" can be said

_PERSONAL = frozenset({"PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "CN_RESIDENT_ID"})
_BESIDE_WORDS = frozenset({"PERSON", "COMPANY", ENTITY})  # what a column of numbers may be called: `buyer`, `customer`
_PEOPLE = (PEOPLE | CUSTOMERS) - (FIRMS - CUSTOMERS)
_LONGEST = 14  # characters of a word of those lists
_UNIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[一-鿿]+")


@dataclass(frozen=True, slots=True)
class _Sample:
    """What is kept of a column that was looked at. tags: keyed, of its values; part: of the table that
    the sample is, 0 when nobody knows."""

    uri: str
    column: Column
    role: str  # named, likely, other
    tags: frozenset[str]
    filled: int
    part: float
    bare: bool  # nothing but digits
    formats: tuple[Format, ...]
    alike: tuple[float, ...] = ()  # of each format asked about: the share of values that are written so


Open = tuple["Connector | None", Sequence[Asset]]  # None: the source is lost


def learn(sources: Sequence[Open], recognizers: tuple[Recognizer, ...], key: Key, budget: Budget) -> tuple[Fact, ...]:
    """The facts, in the order of the plan. Raises nothing that a source raises: what cannot be read now teaches nothing, and
    the scan itself will tell why."""
    definition = next((r for r in recognizers if r.entity == ENTITY), None)
    if definition is None:
        return ()
    return _Pass(sources, recognizers, definition, key, budget).facts()


class _Pass:
    """One pass over the sources of a scan."""

    def __init__(
        self, sources: Sequence[Open], recognizers: tuple[Recognizer, ...], definition: Recognizer, key: Key, budget: Budget
    ) -> None:
        rows = ROWS if budget.rows is None else min(ROWS, budget.rows)
        self.budget = replace(budget, rows=rows, seconds=min(SECONDS, budget.seconds), batch_rows=min(ROWS, budget.batch_rows))
        self.sources = sources
        self.recognizers = recognizers
        self.things = frozenset(definition.vetoes)
        self.key = key
        self.lost: set[int] = set()
        self.end = time.monotonic() + PASS_SECONDS

    def facts(self) -> tuple[Fact, ...]:
        first = [s for s in self._samples(self._namers()) if len(s.tags) >= LEAST]
        named = [s for s in first if s.role == "named"]
        likely = [s for s in first if s.role == "likely" and _is_unique(s)]
        if not any(_can_join(s) or s.formats for s in named) and not likely:
            return ()
        asked = tuple(f for s in (*named, *likely) for f in s.formats if f.scope != "header")
        others = [s for s in self._samples(self._joiners({(s.uri, s.column.name) for s in first}), asked) if len(s.tags) >= LEAST]
        joined = [(s, *found) for s in (*likely, *others) if (found := self._joined(s, named)) is not None]
        known = {(s.uri, s.column.name) for s, _, _ in joined}
        pointed = [(s, *found) for s in likely if (s.uri, s.column.name) not in known and (found := self._pointed(s, others)) is not None]
        customers = (*named, *(s for s, _, _ in (*joined, *pointed)))
        rivals = _rivals(others, customers, asked)
        facts = [f for s in named for f in _formatted(s, "header", "", rivals)]
        for s, origin, share in (*joined, *pointed):
            facts += _formatted(s, "join", f"{origin.uri} {origin.column.name}", rivals, share)
        place = {a.uri: n for n, a in enumerate(a for _, assets in self.sources for a in assets)}
        return tuple(sorted(facts, key=lambda f: place[f["uri"]]))

    # -- where to look ------------------------------------------------------------------------------------------------

    def _namers(self) -> Iterator[tuple[int, Asset, dict[int, str]]]:
        """Assets with a named or a likely column: source, asset, place of the column -> role."""
        for source, asset in self._readable():
            roles: dict[int, str] = {}
            hits = [self._entities(asset, c) for c in asset.columns]
            personal = any(_PERSONAL & h for h in hits)
            thing = self._is_thing(asset.name) or self._is_thing(asset.comment)
            for n, (column, entities) in enumerate(zip(asset.columns, hits, strict=True)):
                if ENTITY in entities:
                    roles[n] = "named"
                elif personal and not thing and not entities and self._is_key(column):
                    roles[n] = "likely"
            if roles:
                yield source, asset, roles

    def _joiners(self, known: set[tuple[str, str]]) -> Iterator[tuple[int, Asset, dict[int, str]]]:
        """Assets with columns called like keys or people, besides those that are known."""
        for source, asset in self._readable():
            roles = {
                n: "other"
                for n, column in enumerate(asset.columns)
                if (asset.uri, column.name) not in known
                and _can_hold(column)
                and (_is_key(column) or _is_person(column))
                and self._entities(asset, column) <= _BESIDE_WORDS
            }
            if roles:
                yield source, asset, roles

    def _readable(self) -> Iterator[tuple[int, Asset]]:
        for source, (connector, assets) in enumerate(self.sources):
            if connector is not None:
                yield from ((source, a) for a in assets if a.problem is None and a.kind != "schema" and not is_free_text(a))

    def _entities(self, asset: Asset, column: Column) -> frozenset[str]:
        """What the header names. Whole numbers can be customer numbers here, because their values will be looked at."""
        if not _can_hold(column):
            return frozenset()
        if kind_of(column.type)[0] == "whole":
            column = replace(column, type="")
        return frozenset(h.entity for h in header_hits(asset, column, self.recognizers) if h.weight >= SPEAKS)

    def _is_key(self, column: Column) -> bool:
        return _can_hold(column) and _is_key(column) and not self._is_thing(column.name) and not self._is_thing(column.comment)

    def _is_thing(self, words: str) -> bool:
        """Whether words speak of something that is no customer: an order, a contract."""
        return not self.things.isdisjoint(_parts(words))

    # -- looking ------------------------------------------------------------------------------------------------------

    def _samples(self, places: Iterable[tuple[int, Asset, dict[int, str]]], asked: tuple[Format, ...] = ()) -> Iterator[_Sample]:
        for number, (source, asset, roles) in enumerate(places):
            if number >= ASSETS or time.monotonic() > self.end:
                return
            if source in self.lost:
                continue
            rows, values = self._read(source, asset, list(roles))
            part = 1.0 if rows < (self.budget.rows or 0) else min(1.0, rows / asset.rows) if asset.rows else 0.0
            for place, cells in values.items():
                yield self._sample(asset, asset.columns[place], roles[place], cells, part, asked)

    def _sample(self, asset: Asset, column: Column, role: str, cells: Sequence[str], part: float, asked: tuple[Format, ...]) -> _Sample:
        """Here the raw values end."""
        values = {v for cell in cells if (v := cell.strip())}
        alike = tuple(sum(written(f, v) for v in values) / max(len(values), 1) for f in asked)
        tags = frozenset(self.key.tag(ENTITY, v, 0) for v in values)
        bare = bool(values) and sum(v.isdigit() for v in values) > RIVAL * len(values)
        formats = induce(values) if role != "other" else ()
        return _Sample(asset.uri, column, role, tags, len(cells), part, bare, formats, alike)

    def _read(self, source: int, asset: Asset, columns: Sequence[int]) -> tuple[int, dict[int, list[str]]]:
        """Rows read and filled cells of some columns; nothing of an asset that cannot be read."""
        connector, _ = self.sources[source]
        assert connector is not None
        rows = 0
        cells: dict[int, list[str]] = {n: [] for n in columns}
        batches = ahead(connector.read(asset, self.budget))
        try:
            for batch in batches:
                rows += batch.data.num_rows
                for n in columns:
                    cells[n] += _texts(batch.data.column(n))
        except SourceUnavailable:
            self.lost.add(source)
            return 0, {}
        except Exception:  # noqa: BLE001 - whatever it is, the scan meets it again and tells it
            return 0, {}
        finally:
            batches.close()
        return rows, cells

    # -- joins --------------------------------------------------------------------------------------------------------

    def _joined(self, sample: _Sample, named: Sequence[_Sample]) -> tuple[_Sample, float] | None:
        """The named column whose values these are, and the share of them."""
        found = [(_overlap(sample, other), other) for other in named if other.uri != sample.uri and _can_join(other)]
        found = [(share, other) for share, other in found if share >= OVERLAP and (not sample.bare or _is_person(sample.column))]
        if not found:
            return None
        share, other = max(found, key=lambda f: f[0])
        return other, share

    def _pointed(self, likely: _Sample, others: Sequence[_Sample]) -> tuple[_Sample, float] | None:
        """A column elsewhere that is called like a person and holds a likely column's values."""
        if not _can_join(likely):
            return None
        called = [s for s in others if s.uri != likely.uri and _is_person(s.column) and not self._is_thing(s.column.name)]
        found = [(_overlap(s, likely), s) for s in called]
        found = [(share, s) for share, s in found if share >= OVERLAP]
        return (max(found, key=lambda f: f[0])[1], max(f[0] for f in found)) if found else None


def _formatted(sample: _Sample, how: str, beside: str, rivals: frozenset[str], share: float = 1.0) -> list[Fact]:
    """A fact for each format; of a joined column that has none, one for the column itself."""
    formats: list[Format | None] = [replace(f, scope="header") if f.core in rivals else f for f in sample.formats]
    if how == "join" and not formats:
        formats = [None]
    return [fact_of(sample.uri, sample.column.name, how, beside, share, len(sample.tags), f) for f in formats]


def _rivals(others: Sequence[_Sample], customers: Sequence[_Sample], asked: Sequence[Format]) -> frozenset[str]:
    """Cores of formats in which other numbers are written, too."""
    known = {(s.uri, s.column.name) for s in customers}
    owners = [s for s in customers for _ in s.formats]
    found = set()
    for other in others:
        if (other.uri, other.column.name) in known:
            continue
        for format_, share in zip(asked, other.alike, strict=True):
            own = [s for s in owners if format_ in s.formats]
            if share >= RIVAL and own and all(s.part >= KNOWN and _overlap(other, s) < OVERLAP / 3 for s in own):
                found.add(format_.core)
    return frozenset(found)


def _overlap(sample: _Sample, base: _Sample) -> float:
    """About what share of a column's different values the other has, both being samples."""
    hits = len(sample.tags & base.tags)
    if hits < HITS:
        return 0.0
    return round(min(1.0, hits / len(sample.tags) / (base.part or 1.0)), 4)


def _can_join(sample: _Sample) -> bool:
    """Whether equal values are more than chance: not for short numbers and keys of rows, which have no format."""
    return bool(sample.formats)


def _is_unique(sample: _Sample) -> bool:
    return bool(sample.formats) and len(sample.tags) >= UNIQUE * sample.filled


def _is_person(column: Column) -> bool:
    return not _PEOPLE.isdisjoint(_parts(column.name) | _parts(column.comment))


def _is_key(column: Column) -> bool:
    """Whether the name ends like that of a key: buyer_id, buyerid, 买家编号."""
    last = (_units(column.name) or [""])[-1]
    return last in KEYS or any(last.endswith(word) and len(last) > len(word) + 1 for word in KEYS if len(word) > 1 or not word.isascii())


@lru_cache(maxsize=4096)
def _parts(text: str) -> frozenset[str]:
    """All that a text may have a word in: its words, and pieces of these, for where words run together (buyerno, 买家编号)."""
    units = _units(text)
    pieces = {
        unit[start:end]
        for unit in units
        for start in range(len(unit))
        for end in range(start + (4 if unit.isascii() else 2), min(start + _LONGEST, len(unit)) + 1)
    }
    return frozenset({*units, *(unit.removesuffix("s") for unit in units), *pieces})


def _units(text: str) -> list[str]:
    return [u.lower() for u in _UNIT.findall(unicodedata.normalize("NFKC", text[:200]))]


def _can_hold(column: Column) -> bool:
    return kind_of(column.type)[0] in ("text", "whole", "fraction", "") and not is_opaque(column)


def _texts(values: pa.Array) -> list[str]:
    """Filled cells as people write them; nothing where the type holds no numbers or words."""
    import pyarrow as pa

    kind, cells = values.type, values.drop_null()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [c for c in cells.to_pylist() if c.strip()]
    if pa.types.is_integer(kind):
        return [str(c) for c in cells.to_pylist()]
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return [str(int(c)) for c in cells.to_pylist() if c == c and abs(c) < 1e15 and c == int(c)]
    return []
