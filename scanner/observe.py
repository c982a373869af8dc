"""What *observing* is: a batch of an asset becomes column profiles, whatever Arrow types its columns have.

Numbers become text the way people write them (13800138000.0 is 13800138000), dates count for clocks, bytes are read as
text where they are text. What is left to the engine is columns of strings.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

import pyarrow as pa
import pyarrow.compute as pc

from connectors.base import Asset, Column
from recognizers.base import Recognizer
from scanner.alphabet import Alphabet
from scanner.clock import days, is_clock
from scanner.engine import Engine, Recall
from scanner.nested import documents, pairs, pairs_of
from scanner.outcome import is_free_text, is_opaque, named
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
        self._pairs: tuple[int, int] | None = None  # of the asset, when it is a table of pairs
        self._inner: dict[str, frozenset[str]] = {}  # path inside the asset's cells -> entities that its last name names

    def observe(self, asset: Asset, data: pa.RecordBatch, profiles: MutableMapping[str, ColumnProfile]) -> None:
        """Add a batch to the profiles, by column name. Columns of `data` are those of the asset, in order."""
        if asset is not self._asset:
            self._asset = asset
            self._hinted = [named(asset, c, self.recognizers) for c in asset.columns]
            self._recall = [Recall() for _ in asset.columns]
            self._pairs, self._inner = pairs_of(asset), {}
        # All or nothing: a batch that fails in one column must not be counted in those before it.
        fresh = [pair for place in range(len(asset.columns)) for pair in self._column(asset, place, data)]
        for name, profile in fresh:
            profiles[name] = profiles[name] + profile if name in profiles else profile

    def _column(self, asset: Asset, place: int, data: pa.RecordBatch) -> Iterator[tuple[str, ColumnProfile]]:
        """The profile of a column, and of every place inside its cells."""
        column, values = asset.columns[place], data.column(place)
        if is_free_text(asset):
            yield column.name, self.engine.observe_lines(values)
            return
        hinted = self._hinted[place]
        written = pa.array([], pa.string()) if is_opaque(column) else _words(values, hinted)
        alphabet = Alphabet.of(written)
        cells, inner = self._inside(asset, place, data, written, alphabet)
        profile = self.engine.observe_cells(cells, hinted, self._recall[place], alphabet)
        profile.rows = len(values)
        known = _is_text(values.type) and not is_opaque(column)
        profile.filled = profile.filled + len(written) - len(cells) if known else len(values) - values.null_count
        if is_clock(column.name, column.type):
            profile.days, profile.undated = days(values)
        yield column.name, profile
        for path, texts in inner.items():
            yield f"{column.name}{SEPARATOR}{path}", self.engine.observe_cells(texts, self._hinted_inside(asset, path))

    def _inside(
        self, asset: Asset, place: int, data: pa.RecordBatch, written: pa.Array, alphabet: Alphabet
    ) -> tuple[pa.Array, dict[str, pa.Array]]:
        """What is left of a column's cells, and what lies inside the others, by path."""
        if self._pairs is not None and place == self._pairs[1] and len(written) == data.num_rows:
            keys = _words(data.column(self._pairs[0]), frozenset())
            if len(keys) == len(written):
                return written.slice(0, 0), pairs(keys, written)
        cells, inner = documents(written, alphabet)
        return cells, {path: pa.array(texts, pa.string()) for path, texts in inner.items()}

    def _hinted_inside(self, asset: Asset, path: str) -> frozenset[str]:
        if path not in self._inner:
            self._inner[path] = named(asset, Column(head(path)), self.recognizers)
        return self._inner[path]


def _words(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """Cells as text; types that cannot hold an entity become an empty column."""
    kind = values.type
    if pa.types.is_string(kind):
        return values
    if pa.types.is_large_string(kind):
        return pc.cast(values, pa.string())
    if pa.types.is_integer(kind):
        large = values.drop_null()
        if not hinted and len(large):
            large = large.filter(pc.greater_equal(large, _SMALL))
        return pc.cast(large, pa.string())
    if pa.types.is_decimal(kind):
        return _whole_decimals(values.drop_null(), hinted)
    if pa.types.is_floating(kind):
        return _whole_numbers(values.drop_null(), hinted)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([_text(v) for v in values.drop_null().to_pylist()], pa.string())
    if hinted and (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return pc.cast(pc.cast(values.drop_null(), pa.date32(), safe=False), pa.string())
    return pa.array([], pa.string())


def _whole_numbers(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """13800138000.0 is a number somebody typed into a sheet; 12.5 is a measure."""
    whole = values.filter(pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), 1e18)))
    if not hinted and len(whole):
        whole = whole.filter(pc.greater_equal(whole, float(_SMALL)))
    return pc.cast(pc.cast(whole, pa.int64(), safe=False), pa.string())


def _whole_decimals(values: pa.Array, hinted: frozenset[str]) -> pa.Array:
    """Digits as stored, however many: a resident id in a DECIMAL(18,0) keeps all of them."""
    whole = values.filter(pc.equal(pc.floor(values), values))
    text = pc.cast(pc.cast(whole, pa.decimal128(38, 0)), pa.string())
    return text if hinted else text.filter(pc.greater_equal(pc.binary_length(text), len(str(_SMALL))))


def _text(value: bytes) -> str | None:
    return None if b"\0" in value else value.decode("utf-8", "replace")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
