"""Text and logs: one column "text", a row per line. An overlong line becomes several rows that overlap a little."""

from __future__ import annotations

from collections.abc import Generator
from typing import BinaryIO

from connectors.base import Batch, Budget, Column, Cursor, Extent
from connectors.files_blocks import OVERLAP, Block, Encoded, Parsed, batches, encoded, plan

COLUMNS = (Column("text"),)


def read(file: BinaryIO, encoding: str | None, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
    """Batches of lines; row numbers are line numbers. Cursor: see `files_blocks.batches`."""
    how = encoded(file, encoding)
    parts = plan(file, how, budget.rows, budget.seed)
    return batches(file, how, parts, budget, after, lambda block: parse(block, how, budget.value_chars))


def parse(block: Block, how: Encoded, value_chars: int) -> Parsed:
    import pyarrow as pa

    from connectors.files_arrow import schema, strings

    text, bad = how.decode(block.raw)
    lines = text.split("\n")
    if not block.open and not lines[-1]:
        lines.pop()
    if "\r" in text:
        lines = [line.rstrip("\r") for line in lines]
    rows, cut = lines, 0
    if len(text) > value_chars:
        rows = [piece for line in lines for piece in windows(line, value_chars)]
        cut = sum(len(line) > value_chars for line in lines)
    data = pa.RecordBatch.from_arrays([strings(rows)], schema=schema(COLUMNS))
    return Parsed(data, len(lines) - block.open, bad, cut + block.open)


def windows(line: str, width: int) -> list[str]:
    """The line in pieces of at most `width` characters, each beginning with the end of the one before."""
    step = max(1, width - min(OVERLAP, width // 4))
    return [line[i : i + width] for i in range(0, max(1, len(line) - (width - step)), step)] if len(line) > width else [line]
