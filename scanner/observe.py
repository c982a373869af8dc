"""What *observing* is: a batch of an asset becomes column profiles, whatever Arrow types its columns have.

Numbers become text the way people write them (13800138000.0 is 13800138000), dates count for clocks, bytes are read as
text where they are text. What is left to the engine is columns of strings.
"""

from __future__ import annotations

from collections.abc import MutableMapping

import pyarrow as pa
import pyarrow.compute as pc

from connectors.base import Asset, Column
from recognizers.base import Recognizer
from scanner.clock import days, is_clock
from scanner.engine import Engine, Recall
from scanner.outcome import is_free_text, is_opaque, named
from scanner.profile import ColumnProfile
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

    def observe(self, asset: Asset, data: pa.RecordBatch, profiles: MutableMapping[str, ColumnProfile]) -> None:
        """Add a batch to the profiles, by column name. Columns of `data` are those of the asset, in order."""
        if asset is not self._asset:
            self._asset = asset
            self._hinted = [named(asset, c, self.recognizers) for c in asset.columns]
            self._recall = [Recall() for _ in asset.columns]
        # All or nothing: a batch that fails in one column must not be counted in those before it.
        fresh = [
            (column, self.engine.observe_lines(values) if is_free_text(asset) else self._cells(column, hinted, values, recall))
            for column, hinted, recall, values in zip(asset.columns, self._hinted, self._recall, data.columns, strict=True)
        ]
        for column, profile in fresh:
            profiles[column.name] = profiles[column.name] + profile if column.name in profiles else profile

    def _cells(self, column: Column, hinted: frozenset[str], values: pa.Array, recall: Recall) -> ColumnProfile:
        words = pa.array([], pa.string()) if is_opaque(column) else _words(values, hinted)
        profile = self.engine.observe_cells(words, hinted, recall)
        profile.rows = len(values)
        profile.filled = profile.filled if _is_text(values.type) and not is_opaque(column) else len(values) - values.null_count
        if is_clock(column.name, column.type):
            profile.days, profile.undated = days(values)
        return profile


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


def _text(value: bytes) -> str | None:
    return None if b"\0" in value else value.decode("utf-8", "replace")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
