"""CSV and TSV: delimiter, header and columns are detected in the head; rows are read in blocks.

A block of clean text is parsed by Arrow, every other by the csv module; both give the same cells (a test holds that).
Ragged rows are made to fit and counted, never dropped: what stands in the wrong place is personal information, too.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from connectors.base import Batch, Budget, Column, Cursor, Extent
from connectors.files_blocks import Block, Encoded, Parsed, Part, batches, encoded, plan
from connectors.files_header import columns, header_row

if TYPE_CHECKING:
    import pyarrow as pa

DELIMITERS = ",\t;|\x01，"
HEAD_BYTES = 1 << 16
_HEAD_ROWS = 200


@dataclass(frozen=True, slots=True)
class Table:
    """How a CSV file is laid out. header: index of the header row among its rows, None without one; score: share of the
    head's rows that have the usual number of cells."""

    delimiter: str
    columns: tuple[Column, ...]
    header: int | None
    score: float
    quoted_lines: bool  # a quotation holds a line end: places in the middle of the file cannot be found safely


def describe(file: BinaryIO, encoding: str | None, delimiter: str | None = None, header: bool | None = None) -> Table | None:
    """The layout of a file by its first 64 KB; None if it has no rows."""
    how = encoded(file, encoding)
    file.seek(how.skip)
    raw = file.read(HEAD_BYTES)
    cut = raw.rfind(b"\n") + 1 if len(raw) == HEAD_BYTES and how.unit == 1 else len(raw)
    text = _plain(how.decode(raw[: cut or len(raw)])[0])
    delimiter = delimiter or _announced(text) or guess_delimiter(text)
    rows = parse_rows(text, delimiter)[:_HEAD_ROWS]
    if not rows:
        return None
    usual, times = Counter(len(r) for r in rows).most_common(1)[0]
    at = header_row(rows) if header is not False else None
    if at is None and header is True:
        at = 0
    named = columns(rows[at] if at is not None else (), max(usual, len(rows[at]) if at is not None else 0))
    quoted = any(c and "\n" in c for r in rows for c in r)
    return Table(delimiter, named, at, times / len(rows), quoted)


def _announced(text: str) -> str | None:
    """Excel's own way to say it: a first line ``sep=;``."""
    found = re.match(r"sep=(.)\n", text)
    return found[1] if found else None


def guess_delimiter(text: str) -> str:
    """The delimiter that divides most rows into the same number of cells; comma if none does."""
    best, best_score = ",", 0.0
    head = "\n".join(text.split("\n", _HEAD_ROWS)[:_HEAD_ROWS])
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        widths = Counter(len(r) for r in parse_rows(head, delimiter))
        usual, times = widths.most_common(1)[0]
        if usual == 1 and len(widths) > 1:  # a title above, or a remark below
            usual, times = next((w, n) for w, n in widths.most_common() if w > 1)
        score = times / widths.total() + 0.02 * min(usual, 10) if usual > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _plain(text: str) -> str:
    """Without NULs, byte order marks in the middle, and with one kind of line end."""
    if "\0" in text or "\ufeff" in text:
        text = text.replace("\0", "").replace("\ufeff", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse_rows(text: str, delimiter: str) -> list[list[str | None]]:
    """The rows of a text with plain line ends, empty ones left out. A quotation that never ends is read as one cell."""
    csv.field_size_limit(1 << 30)
    rows: list[list[str | None]] = []
    try:
        rows += (list[str | None](row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row)
    except csv.Error:  # the module's own limits; the text is still worth reading
        rows += ([line] for line in text.split("\n")[len(rows) :] if line)
    return rows


def read(
    file: BinaryIO,
    named: tuple[Column, ...],
    encoding: str | None,
    budget: Budget,
    after: Cursor = None,
    delimiter: str | None = None,
    header: bool | None = None,
) -> Generator[Batch, None, Extent]:
    """Batches with the columns that `describe` named. Cursor: see `files_blocks.batches`."""
    table = describe(file, encoding, delimiter, header)
    if table is None:
        return _nothing()
    how = encoded(file, encoding)
    rows = budget.rows if budget.rows is None or table.header is None else budget.rows + 1
    parts = plan(file, how, rows, budget.seed)
    if table.quoted_lines:
        parts = [Part(parts[0].start, parts[-1].stop)]
    parser = _Parser(how, table, named, budget.value_chars)
    return batches(file, how, parts, budget, after, parser.parse, quoted=True, most=budget.rows)


def _nothing() -> Generator[Batch, None, Extent]:
    yield from ()
    return Extent("COMPLETE")


@dataclass(frozen=True, slots=True)
class _Parser:
    how: Encoded
    table: Table
    columns: tuple[Column, ...]
    value_chars: int

    def parse(self, block: Block) -> Parsed:
        drop = self.table.header if block.at == self.how.skip else None
        text, bad = self.how.decode(block.raw) if self.how.codec != "utf-8" else ("", 0)
        data = self.quickly(text.encode("utf-8", "replace") if text else block.raw, drop) if not bad else None
        if data is not None:
            return Parsed(data, data.num_rows)
        return self.carefully(*((text, bad) if text else self.how.decode(block.raw)), drop)

    def quickly(self, raw: bytes, drop: int | None) -> pa.RecordBatch | None:
        """By Arrow, if nothing in the block could be read in two ways; else None."""
        import pyarrow as pa
        import pyarrow.csv as pc

        delimiter = self.table.delimiter.encode()
        if len(delimiter) > 1 or drop not in (None, 0) or not clean(raw, delimiter):
            return None
        raw = raw.replace(b"\r\n", b"\n")  # inside quotations, too: so does the other way
        names = [str(n) for n in range(len(self.columns))]
        parse = pc.ParseOptions(delimiter=self.table.delimiter, newlines_in_values=b'"' in raw)
        convert = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        options = pc.ReadOptions(use_threads=False, column_names=names, block_size=len(raw) + 1)
        try:
            table = pc.read_csv(pa.BufferReader(raw), options, parse, convert)
        except pa.ArrowInvalid:  # ragged, or not UTF-8
            return None
        found = table.combine_chunks().to_batches()
        if len(found) != 1 or any(_longest(column) > self.value_chars for column in found[0].columns):
            return None
        from connectors.files_arrow import schema

        return pa.RecordBatch.from_arrays(found[0].columns, schema=schema(self.columns)).slice(0 if drop is None else 1)

    def carefully(self, text: str, bad: int, drop: int | None) -> Parsed:
        from connectors.files_arrow import batch

        rows = parse_rows(_plain(text), self.table.delimiter)
        if drop is not None:
            del rows[drop : drop + 1]
        data, ragged, cut = batch(rows, self.columns, self.value_chars)
        return Parsed(data, len(rows), bad + ragged, cut)


def clean(raw: bytes, delimiter: bytes) -> bool:
    """No NUL, no lone carriage return, no blank line, no mark in the middle, and quotes only where a cell begins or ends."""
    if b"\0" in raw or b"\n\n" in raw or b"\n\r\n" in raw or raw[:1] in b"\r\n" or b"\xef\xbb\xbf" in raw:
        return False
    if b"\r" in raw and raw.count(b"\r") != raw.count(b"\r\n"):
        return False
    if b'"' not in raw:
        return True
    if any(re.search(begin + rb'""(?:"")*[^"\r\n' + re.escape(delimiter) + rb"]", raw) for begin in (rb"\A", rb"\n", re.escape(delimiter))):
        return False  # an empty quotation with more behind it
    # Counted, not matched: without doubled quotes, every quote that is left opens or closes a cell, and as many open as close.
    rest = raw.replace(b'""', b"")
    opening = rest.count(b'\n"') + rest.count(delimiter + b'"') + rest.startswith(b'"')
    closing = rest.count(b'"\n') + rest.count(b'"\r') + rest.count(b'"' + delimiter) + rest.endswith(b'"')
    return opening == closing and opening + closing == rest.count(b'"')


def _longest(column: pa.Array) -> int:
    """Bytes of the longest value, an upper bound of its characters."""
    import numpy as np

    offsets = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]
    return int(np.diff(offsets).max()) if len(column) else 0
