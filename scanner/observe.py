"""What *observing* is: a batch of an asset becomes column profiles, whatever Arrow types its columns have.

Numbers become text the way people write them (13800138000.0 is 13800138000), dates count for clocks, bytes are read as
text where they are text. What is left to the engine is columns of strings, in which every row keeps its place: what stands
beside what tells whose row it is (scanner.people).
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

import pyarrow as pa
import pyarrow.compute as pc

from connectors.base import Asset, Column
from recognizers.base import Recognizer
from scanner.alphabet import Alphabet
from scanner.clock import dated, value_days
from scanner.clock_words import is_clock, never_dates
from scanner.deletion import Marks, count
from scanner.engine import Engine, Recall, Seen
from scanner.nested import pairs, pairs_of, unfolded
from scanner.outcome import is_free_text, is_opaque, named
from scanner.people import Cells, Crowd
from scanner.people_sample import WANTED
from scanner.profile import SEPARATOR, ColumnProfile, head
from scanner.sketch import Key

_SMALL = 10**9  # integers below hold no entity, unless the header says so: the shortest are phones of ten digits


class Observer:
    """An engine, and what the headers of the current asset say."""

    def __init__(self, recognizers: tuple[Recognizer, ...], key: Key) -> None:
        self.recognizers = recognizers
        self.key = key
        self.engine = Engine(recognizers, key)
        self._asset: Asset | None = None
        self._hinted: list[frozenset[str]] = []
        self._recall: list[Recall] = []
        self._marks = Marks({}, None)  # columns that mark rows of the asset as deleted
        self._pairs: tuple[int, int] | None = None  # of the asset, when it is a table of pairs
        self._inner: dict[str, frozenset[str]] = {}  # path inside the asset's cells -> entities that its last name names

    def crowd(self) -> Crowd:
        """Nobody yet, of an asset that is begun."""
        return Crowd()

    def observe(self, asset: Asset, data: pa.RecordBatch, profiles: MutableMapping[str, ColumnProfile], crowd: Crowd | None = None) -> None:
        """Add a batch to the profiles, by column name, and its people to the crowd. Columns of `data` are those of the asset, in
        order."""
        if asset is not self._asset:
            self._asset = asset
            self._hinted = [named(asset, c, self.recognizers) for c in asset.columns]
            self._recall = [Recall() for _ in asset.columns]
            self._marks = Marks.of(asset.columns)
            self._pairs, self._inner = pairs_of(asset), {}
        # All or nothing: a batch that fails in one column must not be counted in those before it.
        seen = None if crowd is None else [Seen(WANTED) for _ in asset.columns]
        fresh = [pair for place in range(len(asset.columns)) for pair in self._column(asset, place, data, seen[place] if seen else None)]
        if crowd is not None and seen is not None:
            crowd.add(asset, data, [Cells(s.held, s.named, h) for s, h in zip(seen, self._hinted, strict=True)])
        for name, profile in fresh:
            profiles[name] = profiles[name] + profile if name in profiles else profile

    def _column(self, asset: Asset, place: int, data: pa.RecordBatch, seen: Seen | None) -> Iterator[tuple[str, ColumnProfile]]:
        """The profile of a column, and of every place inside its cells."""
        column, values = asset.columns[place], data.column(place)
        if is_free_text(asset):
            yield column.name, self.engine.observe_lines(values, seen)
            return
        hinted = self._hinted[place]
        written = _nothing(len(values)) if is_opaque(column) else _words(values, hinted)
        alphabet = Alphabet.of(written)
        cells, inner, taken = self._inside(asset, place, data, written, alphabet)
        profile = self.engine.observe_cells(cells, hinted, self._recall[place], alphabet, seen)
        profile.rows = len(values)
        known = _is_text(values.type) and not is_opaque(column)
        profile.filled = profile.filled + taken if known else len(values) - values.null_count
        _date(profile, column, values)
        if place in self._marks.flags:
            dates = None if self._marks.dater is None else data.column(self._marks.dater)
            profile.marked, profile.marked_days = count(values, self._marks.flags[place], dates)
        yield column.name, profile
        for path, texts in inner.items():
            yield f"{column.name}{SEPARATOR}{path}", self.engine.observe_cells(texts, self._hinted_inside(asset, path))

    def _inside(
        self, asset: Asset, place: int, data: pa.RecordBatch, written: pa.Array, alphabet: Alphabet
    ) -> tuple[pa.Array, dict[str, pa.Array], int]:
        """What is left of a column's cells (null in place of the others), what lies inside the others, by path, and how many
        those are."""
        if self._pairs is not None and place == self._pairs[1] and written.null_count == data.column(place).null_count:
            named_by = data.column(self._pairs[0])
            keys = _words(named_by, frozenset())
            if keys.null_count == named_by.null_count:
                return _nothing(len(written)), pairs(keys, written), len(written)
        documents, inner = unfolded(written, alphabet)
        cells = written if documents is None else pc.if_else(documents, pa.scalar(None, pa.string()), written)
        inside = {path: pa.array(texts, pa.string()) for path, texts in inner.items()}
        return cells, inside, 0 if documents is None else pc.sum(documents).as_py()

    def _hinted_inside(self, asset: Asset, path: str) -> frozenset[str]:
        if path not in self._inner:
            self._inner[path] = named(asset, Column(head(path)), self.recognizers)
        return self._inner[path]


def _nothing(rows: int) -> pa.Array:
    return pa.nulls(rows, pa.string())


def _date(profile: ColumnProfile, column: Column, values: pa.Array) -> None:
    """The days of a clock, and of a column that could be one by its values should nothing else date the rows."""
    if is_clock(column.name, column.type, column.comment):
        profile.days, profile.undated, profile.forms = dated(values)
    elif not never_dates(column.name, column.comment):
        profile.days = value_days(values) or None


def _words(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """Cells as text, null where they cannot hold an entity; types that cannot become nothing but null."""
    kind = values.type
    if pa.types.is_string(kind):
        return values
    if pa.types.is_large_string(kind):
        return pc.cast(values, pa.string())
    if pa.types.is_integer(kind):
        return _integers(values, hinted)
    if pa.types.is_decimal(kind):
        return _whole_decimals(values, hinted)
    if pa.types.is_floating(kind):
        return _whole_numbers(values, hinted)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([None if v is None else _text(v) for v in values.to_pylist()], pa.string())
    if hinted and (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return pc.cast(pc.cast(values, pa.date32(), safe=False), pa.string())
    return _nothing(len(values))


def _kept(values: pa.Array, wanted: pa.Array) -> pa.Array:
    return pc.if_else(wanted, values, pa.scalar(None, values.type))


def _integers(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    if not hinted:
        large = pc.greater_equal(values, _SMALL)
        if not pc.any(large).as_py():
            return _nothing(len(values))
        values = _kept(values, large)
    return pc.cast(values, pa.string())


def _whole_numbers(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """13800138000.0 is a number somebody typed into a sheet; 12.5 is a measure."""
    whole = pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), 1e18))
    if not hinted:
        whole = pc.and_(whole, pc.greater_equal(values, float(_SMALL)))
    return pc.cast(pc.cast(_kept(values, whole), pa.int64(), safe=False), pa.string())


def _whole_decimals(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """Digits as stored, however many: a resident id in a DECIMAL(18,0) keeps all of them."""
    whole = _kept(values, pc.equal(pc.floor(values), values))
    text = pc.cast(pc.cast(whole, pa.decimal128(38, 0)), pa.string())
    return text if hinted else _kept(text, pc.greater_equal(pc.binary_length(text), len(str(_SMALL))))


def _text(value: bytes) -> str | None:
    return None if b"\0" in value else value.decode("utf-8", "replace")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
