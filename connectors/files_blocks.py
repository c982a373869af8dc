"""What a *block* is: some whole lines of a text file, as bytes with their offset, so that reading can go on behind them.

A file is read in one part (all of it) or in several spread over it (a sample: the head and evenly spread places,
moved by the seed). Memory is bounded by the block, however long the file or its lines are. Decoding is here, because
where a line ends depends on the encoding; what a line means is not.
"""

from __future__ import annotations

import codecs
import os
import random
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from connectors.base import Batch, Budget, Cursor, Extent
from connectors.encoding import detect_file

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_BYTES = 8 << 20
COUNTED_BYTES = 64 << 20  # up to this size the lines are counted, above it estimated
PARTS = 32
OVERLAP = 256  # characters by which the pieces of an overlong line overlap, so that no value is cut in two


@dataclass(frozen=True, slots=True)
class Encoded:
    """How a file is decoded. skip: bytes of the byte order mark; unit: bytes of a line feed."""

    codec: str
    skip: int
    unit: int

    @property
    def newline(self) -> bytes:
        return "\n".encode(self.codec)

    def decode(self, raw: bytes) -> tuple[str, int]:
        """(text, number of places that could not be decoded and are U+FFFD in the text)."""
        try:
            return raw.decode(self.codec), 0
        except UnicodeDecodeError:
            text = raw.decode(self.codec, "replace")
            return text, text.count("\ufffd")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file, and how many lines of it to read at most (None: all)."""

    start: int
    stop: int
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """raw: whole lines; at: their offset; after: offset where to go on, which lies a little back when the last line is
    overlong and not finished (open)."""

    raw: bytes
    at: int
    after: int
    open: bool = False

    def lines(self, how: Encoded) -> int:
        return max(1, self.raw.count(how.newline) + (not self.raw.endswith(how.newline)))


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of a block. lines: by how much the row number goes up (text counts lines, of which overlong ones make
    several rows)."""

    data: pa.RecordBatch
    lines: int
    bad: int = 0
    cut: int = 0


def encoded(file: BinaryIO, encoding: str | None) -> Encoded:
    """Detect a file's encoding (or take the given one) and settle byte order and mark."""
    name = encoding or detect_file(file)
    file.seek(0)
    head = file.read(4)
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark) and codecs.lookup(name).name.replace("utf-8-sig", "utf-8") in (codec, codec[:6]):
            return Encoded(codec, len(mark), len("\n".encode(codec)))
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(codecs.lookup(name).name, name)
    return Encoded(codec, 0, len("\n".encode(codec)))


def plan(file: BinaryIO, how: Encoded, rows: int | None, seed: int) -> list[Part]:
    """The whole file as one part when all lines are wanted or there are no more than `rows`; else the head and evenly
    spread parts that hold `rows` lines together. Same file, same seed, same parts."""
    size = os.fstat(file.fileno()).st_size
    whole = Part(how.skip, size, rows)
    if rows is None:
        return [whole]
    lines = _lines(file, how, size)
    if lines <= rows or rows < 2 * PARTS:
        return [whole]
    mean = max(1.0, (size - how.skip) / lines)
    each = (rows - rows // 4) // PARTS
    head = rows - each * PARTS
    start = how.skip + int(head * mean * 1.5)
    stratum = (size - start) / PARTS
    if stratum < each * mean:
        return [whole]
    rng = random.Random(seed)
    parts = [Part(how.skip, start, head)]
    for n in range(PARTS):
        room = max(0.0, stratum - each * mean * 1.5)
        at = int(start + n * stratum + rng.random() * room)
        parts.append(Part(at - (at - how.skip) % how.unit, int(start + (n + 1) * stratum), each))
    return parts


def _lines(file: BinaryIO, how: Encoded, size: int) -> float:
    """Number of lines: counted in a file of moderate size, else estimated from eight places."""
    if size <= COUNTED_BYTES:
        file.seek(how.skip)
        ends, last = 0, b"\n"
        while piece := file.read(1 << 20):
            ends, last = ends + piece.count(b"\n"), piece[-how.unit :]
        return ends + (not last.endswith(how.newline))
    seen = ends = 0
    for n in range(8):
        file.seek(size * n // 8)
        piece = file.read(1 << 18)
        seen, ends = seen + len(piece), ends + piece.count(b"\n")
    return max(1.0, ends / max(1, seen) * size)


def batches(
    file: BinaryIO,
    how: Encoded,
    parts: list[Part],
    budget: Budget,
    after: Cursor,
    parse: Callable[[Block], Parsed],
    *,
    quoted: bool = False,
    most: int | None = None,
) -> Generator[Batch, None, Extent]:
    """Read parts block by block, `most` rows at most. The cursor is [part, offset of the block, its first row, lines of the
    part before it, rows of it already given]."""
    first, at, row, used, done = after or (0, None, 0, 0, 0)
    until, complete = time.monotonic() + budget.seconds, False
    for n, part in enumerate(parts[first:], first):
        for block in blocks(file, how, part, at, used, budget.batch_rows, quoted=quoted):
            parsed = parse(block)
            rows = parsed.data.num_rows
            if most is not None and row + rows > most:
                yield from _pieces(parsed.data.slice(0, most - row), row, done, budget.batch_rows, [n, block.at, row, used], None)
                return Extent("SAMPLED", "blocks" if len(parts) > 1 else "head")
            end = [n, block.after, row + parsed.lines, used + block.lines(how), 0]
            for batch in _pieces(parsed.data, row, done, budget.batch_rows, [n, block.at, row, used], end):
                yield replace(batch, bad=parsed.bad, cut=parsed.cut) if batch.after is end else batch
            row, used, done = row + parsed.lines, used + block.lines(how), 0
            complete = block.after >= part.stop
            if time.monotonic() > until and not (complete and n == len(parts) - 1):
                return Extent("PARTIAL", "blocks" if len(parts) > 1 else "head", "limit_seconds")
        at, used = None, 0
    if len(parts) > 1:
        return Extent("SAMPLED", "blocks")
    ended = complete or parts[0].start >= parts[0].stop or (after is not None and after[1] >= parts[0].stop)
    return Extent("COMPLETE") if ended else Extent("SAMPLED", "head")


def _pieces(data: pa.RecordBatch, row: int, done: int, most: int, begin: list[int], end: list[int] | None) -> Iterator[Batch]:
    """The rows of a block from `done` on, in batches; the cursor of the last one is `end`, behind the block."""
    for start in range(done, max(data.num_rows, done + 1), most):
        cursor = end if end and start + most >= data.num_rows else [*begin, min(start + most, data.num_rows)]
        yield Batch(data.slice(start, most), cursor, row + start)


def blocks(file: BinaryIO, how: Encoded, part: Part, at: int | None, used: int, most: int, *, quoted: bool = False) -> Iterator[Block]:
    """The blocks of a part from offset `at` on (None: its first whole line), `used` lines of it being read
    already, of at most `most` lines each.

    quoted: line ends between double quotes do not end a block (CSV), unless a quotation is longer than a block.
    """
    at = _first_line(file, how, part) if at is None else at
    left = None if part.lines is None else part.lines - used
    while at < part.stop and (left is None or left > 0):
        wanted = most if left is None else min(most, left)
        block = _block(file, how, at, wanted, quoted)
        if not block.raw:
            return
        if left is not None:
            left -= block.lines(how)
        at = block.after
        yield block


def _first_line(file: BinaryIO, how: Encoded, part: Part) -> int:
    """Offset of the first line that begins in this part."""
    if part.start <= how.skip:
        return how.skip
    file.seek(part.start - how.unit)
    raw = file.read(1 << 20)
    end = _find(raw, how.newline, how.unit, 0)
    return part.stop if end < 0 else part.start - how.unit + end + how.unit


def _find(raw: bytes, newline: bytes, unit: int, start: int) -> int:
    """Offset of the next line end at or after `start` that stands at a whole character."""
    end = raw.find(newline, start)
    while end >= 0 and end % unit:
        end = raw.find(newline, end + 1)
    return end


def _rfind(raw: bytes, newline: bytes, unit: int, stop: int) -> int:
    end = raw.rfind(newline, 0, stop)
    while end >= 0 and end % unit:
        end = raw.rfind(newline, 0, end + unit - 1)
    return end


def _block(file: BinaryIO, how: Encoded, at: int, most: int, quoted: bool) -> Block:
    file.seek(at)
    size = BLOCK_BYTES if most > 1000 else 1 << 18
    raw = file.read(size)
    if len(raw) == size and _find(raw, how.newline, how.unit, 0) < 0 and size < BLOCK_BYTES:
        size = BLOCK_BYTES
        raw += file.read(size - len(raw))
    ended = len(raw) < size
    cut = _cut(raw, how, most, ended, quoted)
    if cut > 0:
        return Block(raw[:cut], at, at + cut)
    whole = _whole_characters(raw, how, ended)
    return Block(raw[:whole], at, at + whole - (0 if ended else _overlap(raw[:whole], how)), open=not ended)


def _overlap(raw: bytes, how: Encoded) -> int:
    """Bytes of the last characters, which the next block repeats; 0 where they are no text."""
    tail = raw[-4 * OVERLAP :].decode(how.codec, "replace")[-OVERLAP:].encode(how.codec, "replace")
    return len(tail) if raw.endswith(tail) and len(tail) < len(raw) // 2 else 0


def _cut(raw: bytes, how: Encoded, most: int, ended: bool, quoted: bool) -> int:
    """Length of the longest run of at most `most` whole lines at the beginning of `raw`; 0: not even one."""
    newline, unit = how.newline, how.unit
    limit = len(raw)
    if raw.count(newline) > most or (raw.count(newline) == most and not raw.endswith(newline)):
        limit = _nth(raw, newline, unit, most)
    elif ended:
        return limit
    else:
        limit = _rfind(raw, newline, unit, limit) + unit
        if limit < unit:
            return 0
    if quoted:
        even = limit
        while even > 0 and raw.count(b'"', 0, even) % 2:
            even = _rfind(raw, newline, unit, max(0, even - unit)) + unit
            even = 0 if even < unit else even
        return even or limit
    return limit


def _nth(raw: bytes, newline: bytes, unit: int, n: int) -> int:
    """Offset behind the n-th line end."""
    if unit == 1:
        return len(raw) - len(raw.split(newline, n)[-1])
    at = 0
    for _ in range(n):
        end = _find(raw, newline, unit, at)
        if end < 0:
            return len(raw)
        at = end + unit
    return at


def _whole_characters(raw: bytes, how: Encoded, ended: bool) -> int:
    """Length without a character that is cut at the end."""
    if ended:
        return len(raw)
    decoder = codecs.getincrementaldecoder(how.codec)("replace")
    decoder.decode(raw)
    return len(raw) - len(decoder.getstate()[0])
