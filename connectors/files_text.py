"""Text and logs: one column "text", a row per line. An overlong line becomes several rows that overlap a little."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, BinaryIO

from connectors.base import Batch, Budget, Column, Cursor, Extent
from connectors.files_blocks import OVERLAP, Block, Encoded, Parsed, batches, encoded, plan

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (Column("text"),)


def read(file: BinaryIO, encoding: str | None, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
    """Batches of lines; row numbers are line numbers. Cursor: see `files_blocks.batches`."""
    how = encoded(file, encoding)
    parts = plan(file, how, budget.rows, budget.seed)
    return batches(file, how, parts, budget, after, lambda block: parse(block, how, budget.value_chars), most=budget.rows)


def parse(block: Block, how: Encoded, value_chars: int) -> Parsed:
    import pyarrow as pa

    from connectors.files_arrow import schema, strings

    text, bad = how.decode(block.raw)
    text = text.replace("\r\n", "\n")
    values, longest = split(text if how.codec != "utf-8" or bad else block.raw.replace(b"\r\n", b"\n"), block.open)
    lines, cut = len(values), 0
    if longest > value_chars:
        rows = [piece for line in values.to_pylist() for piece in windows(line, value_chars)]
        cut = sum(len(line) > value_chars for line in values.to_pylist())
        values = strings(rows)
    data = pa.RecordBatch.from_arrays([values], schema=schema(COLUMNS))
    return Parsed(data, lines - block.open, bad, cut + block.open)


def split(text: str | bytes, is_open: bool) -> tuple[pa.Array, int]:
    """(lines as an Arrow array, bytes of the longest one). Only offsets are computed, no string per line is made."""
    import numpy as np
    import pyarrow as pa

    raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == 10)
    if is_open or not raw.endswith(b"\n"):
        ends = np.append(ends, len(raw))
    offsets = np.zeros(len(ends) + 1, np.int32)
    offsets[1:] = ends - np.arange(len(ends))  # the line ends themselves are taken out
    values = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets.tobytes()), pa.py_buffer(raw.replace(b"\n", b"")))
    return values, int(np.diff(offsets).max(initial=0))


def windows(line: str, width: int) -> list[str]:
    """The line in pieces of at most `width` characters, each beginning with the end of the one before."""
    step = max(1, width - min(OVERLAP, width // 4))
    return [line[i : i + width] for i in range(0, max(1, len(line) - (width - step)), step)] if len(line) > width else [line]
