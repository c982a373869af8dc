"""Turns driver rows into Arrow batches; what a *reading* of a database column is.

Speed is the reason for its shape. Text stays bytes from the driver to Arrow (decoding to `str` and encoding back costs
more than the rest together), rows are transposed in chunks that stay in the processor's cache, and text is checked
as UTF-8 per column. Only a column that does not fit its declared type is handled cell by cell, for that chunk alone:
SQLite types are hints, and dates such as 0000-00-00 or infinity are no dates to Arrow.
Not for catalogs or SQL: see `sql_catalog`, `sql_statements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa

#: Rows transposed at once. 512 measured best of 256 … 4,096: larger chunks fall out of the cache.
CHUNK = 512

Kind = Literal["string", "int64", "float64", "bool", "date32", "timestamp", "binary", "any"]
_ARROW: dict[str, Any] = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "binary": pa.binary(),
}
_OF_TYPES: dict[frozenset[type], Any] = {
    frozenset(): pa.null(),
    frozenset({int}): pa.int64(),
    frozenset({float}): pa.float64(),
    frozenset({int, float}): pa.float64(),
    frozenset({bool}): pa.bool_(),
    frozenset({bytes}): pa.binary(),
    frozenset({str}): pa.string(),
    frozenset({date}): pa.date32(),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a column arrive. kind: the Arrow type wanted, "any" to infer it; spelled: the driver delivers
    the text form as bytes (or None), to be parsed by Arrow; else it delivers Python numbers, booleans and bytes."""

    kind: Kind
    spelled: bool = True


class Builder:
    """Collects rows and gives one RecordBatch. Values longer than `value_chars` (bytes for binary) are cut."""

    def __init__(self, names: Sequence[str], readings: Sequence[Reading], value_chars: int) -> None:
        self._names, self._readings, self._value_chars = list(names), list(readings), value_chars
        self._chunks: list[list[Any]] = [[] for _ in readings]
        self.rows = self.bytes = self._bad = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Rows may have more cells than there are readings (hidden key columns behind them)."""
        if not rows:
            return
        for chunk, reading, values in zip(self._chunks, self._readings, zip(*rows, strict=True), strict=False):
            array = self._array(values, reading)
            self.bytes += array.nbytes
            chunk.append(array)
        self.rows += len(rows)

    def take(self) -> tuple[Any, int, int]:
        """(RecordBatch, bad cells, cut cells) of the rows added since the last call."""
        arrays, cut = [], 0
        for chunks, reading in zip(self._chunks, self._readings, strict=True):
            array, shortened = self._cut(self._finish(chunks, reading))
            arrays.append(array)
            cut += shortened
        fields = [pa.field(name, array.type) for name, array in zip(self._names, arrays, strict=True)]
        batch = pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))
        bad = self._bad
        self.reset()
        return batch, bad, cut

    def reset(self) -> None:
        self._chunks = [[] for _ in self._readings]
        self.rows = self.bytes = self._bad = 0

    def _array(self, values: Sequence[Any], reading: Reading) -> Any:
        wanted = pa.binary() if reading.spelled else _ARROW.get(reading.kind) or _inferred(values)
        if wanted is None:
            return self._as_text(values)
        try:
            return pa.array(values, type=wanted)
        except (ValueError, TypeError, OverflowError):  # Arrow's own errors are subclasses of the first two
            return self._as_text(values)

    def _finish(self, chunks: list[Any], reading: Reading) -> Any:
        if not chunks:
            return pa.array([], type=_ARROW.get(reading.kind, pa.null()))
        array = self._join(chunks)
        if array.type != pa.binary() or reading.kind == "binary":
            return array
        text = self._utf8(array, or_binary=reading.kind == "any")
        if reading.kind in ("string", "any") or text.null_count == len(text):
            return text
        try:
            return text.cast(_ARROW[reading.kind])
        except pa.ArrowInvalid:
            return text

    def _join(self, chunks: list[Any]) -> Any:
        types = {c.type for c in chunks} - {pa.null()}
        if len(types) > 1:
            return pa.concat_arrays([self._as_text(c.to_pylist()) for c in chunks])
        one = types.pop() if types else pa.null()
        return chunks[0] if len(chunks) == 1 else pa.concat_arrays([c if c.type == one else pa.nulls(len(c), one) for c in chunks])

    def _utf8(self, array: Any, or_binary: bool) -> Any:
        """or_binary: nothing says that this column is text, so it stays binary when most of its cells are not."""
        text = array.view(pa.string())
        try:
            text.validate(full=True)
            return text
        except pa.ArrowInvalid:
            values = array.to_pylist()
        if or_binary and 2 * sum(v is None or _is_utf8(v) for v in values) < len(values):
            return array
        return self._as_text(values)

    def _as_text(self, values: Iterable[Any]) -> Any:
        return pa.array([None if v is None else self._text(v) for v in values], type=pa.string())

    def _text(self, value: Any) -> str:
        if not isinstance(value, bytes | memoryview):
            return str(value).encode("utf-8", "replace").decode("utf-8")
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError:
            self._bad += 1
            return bytes(value).decode("utf-8", "replace")

    def _cut(self, array: Any) -> tuple[Any, int]:
        """A string has at most as many characters as bytes, so most columns are cleared by one look at the lengths."""
        if array.type not in (pa.string(), pa.binary()) or array.nbytes <= self._value_chars or _longest(array) <= self._value_chars:
            return array, 0
        values, limit = array.to_pylist(), self._value_chars
        cut = sum(v is not None and len(v) > limit for v in values)
        return pa.array([v if v is None else v[:limit] for v in values], type=array.type), cut


def _inferred(values: Sequence[Any]) -> Any:
    """The Arrow type of Python values, None for a mixture. Arrow's own inference looks for pandas at every call, and given
    a type it cuts 2.5 down to an integer, so the types are looked at here."""
    return _OF_TYPES.get(frozenset(map(type, values)) - {type(None)})


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _longest(array: Any) -> int:
    import numpy as np

    offsets = np.frombuffer(array.buffers()[1], dtype=np.int32)[array.offset : array.offset + len(array) + 1]
    return int(np.diff(offsets).max(initial=0))
