"""How rows of text become Arrow batches: every column a string column, cells bounded, ragged rows made to fit."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from connectors.base import Column

TEXT = pa.string()


def schema(columns: Sequence[Column]) -> pa.Schema:
    return pa.schema([pa.field(_clean(c.name), TEXT) for c in columns])


def batch(rows: list[list[str | None]], columns: Sequence[Column], value_chars: int) -> tuple[pa.RecordBatch, int, int]:
    """(batch, ragged rows, cells cut). A row that is too short is padded with nulls; what a row has too much is joined
    to its last cell, so that nothing goes unread."""
    width, ragged, cut = len(columns), 0, 0
    for n, row in enumerate(rows):
        if len(row) != width:
            ragged += 1
            rows[n] = [*row, *[None] * (width - len(row))] if len(row) < width else [*row[: width - 1], _joined(row[width - 1 :])]
    arrays = []
    for values in zip(*rows, strict=True) if rows else [()] * width:
        if any(v is not None and len(v) > value_chars for v in values):
            cut += sum(v is not None and len(v) > value_chars for v in values)
            values = tuple(v if v is None else v[:value_chars] for v in values)
        arrays.append(strings(values))
    return pa.RecordBatch.from_arrays(arrays, schema=schema(columns)), ragged, cut


def strings(values: Sequence[str | None]) -> pa.Array:
    """A string array; lone surrogates, which Arrow refuses, become U+FFFD."""
    try:
        return pa.array(values, TEXT)
    except UnicodeEncodeError:
        return pa.array([v if v is None else _clean(v) for v in values], TEXT)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _joined(cells: list[str | None]) -> str:
    return " ".join(c for c in cells if c)
