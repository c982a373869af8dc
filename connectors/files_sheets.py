"""Spreadsheets: XLSX, XLSM, XLSB, XLS and ODS, a sheet an asset, parsed by another process that may die without harm.

python-calamine parses first (20 times faster); if it dies (a sheet with one cell at the far corner makes it abort) or
swells beyond the memory limit, openpyxl tries; if that dies, too, the file is reported unreadable ("parser_died").
"""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from connectors.base import AssetUnreadable, Batch, Budget, Column, Cursor, Extent
from connectors.files_header import columns, header_row

MEMORY_BYTES = 1 << 30
SECONDS = 120
STALLED_SECONDS = 30
UNPACKED_BYTES = 2 << 30
RATIO = 200
MEMBERS = 20_000
HEAD_ROWS = 60  # as many as the child sends with a description
MESSAGE_BYTES = 256 << 20
_CHILD = Path(__file__).with_name("files_sheets_child.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """header: index of the header row among the rows that are not empty, None without one; height: rows, if known."""

    name: str
    columns: tuple[Column, ...]
    header: int | None
    height: int | None
    visible: bool


class Died(Exception):
    """The parser process ended without an answer, or had to be ended."""


def parsers() -> list[str]:
    """The installed ones, best first. None: AssetUnreadable("missing_extra")."""
    found = [name for name, module in (("calamine", "python_calamine"), ("openpyxl", "openpyxl")) if find_spec(module)]
    if not found:
        raise AssetUnreadable("missing_extra", "pip install 'pandian[office]'")
    return found


def describe(file: BinaryIO, header: bool | None, seconds: float = SECONDS) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too. Raises AssetUnreadable: parser_died, encrypted, corrupt, too_large,
    limit_members, missing_extra."""
    sheets = []
    for message in _first_that_lives(file, {"op": "describe"}, seconds):
        if "end" in message:
            break
        rows = message["rows"]
        at = header_row(rows) if header is not False else None
        width = max((len(r) for r in rows), default=0)
        named = columns(rows[at] if at is not None else (), width)
        sheets.append(Sheet(message["sheet"], named, at, message["height"], message["visible"]))
    return sheets


def _first_that_lives(file: BinaryIO, request: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
    failure = AssetUnreadable("parser_died")
    for parser in parsers():
        try:
            return list(_ask(file, {**request, "parser": parser}, seconds))
        except Died:
            continue
        except AssetUnreadable as refused:
            failure = refused
            if refused.reason != "corrupt":  # another parser may be more forgiving, but not of a bomb
                break
    raise failure


def read(
    file: BinaryIO,
    named: tuple[Column, ...],
    sheet: str,
    header: bool | None,
    budget: Budget,
    after: Cursor = None,
    seconds: float = SECONDS,
) -> Generator[Batch, None, Extent]:
    """Batches of one sheet. The cursor is [parser, row]: rows before it are read again and passed over."""
    names = parsers()
    first, start = after or (names[0], 0)
    failure = AssetUnreadable("parser_died")
    if start and first not in names:
        raise AssetUnreadable("missing_extra", "pip install 'pandian[office]'")
    for parser in names[names.index(first) :]:
        try:
            return (yield from _rows(file, named, sheet, header, budget, parser, start, seconds))
        except Died:
            failure = AssetUnreadable("parser_died")
        except _Started:
            raise AssetUnreadable("parser_died") from None
        except AssetUnreadable as refused:
            failure = refused
        if start or failure.reason not in ("parser_died", "corrupt"):
            break  # some rows are out, and another parser may count them differently
    raise failure


class _Started(Exception):
    """The parser died after rows had been given out."""


def _rows(
    file: BinaryIO, named: tuple[Column, ...], sheet: str, header: bool | None, budget: Budget, parser: str, start: int, seconds: float
) -> Generator[Batch, None, Extent]:
    from connectors.files_arrow import batch

    most = None if budget.rows is None else budget.rows + 1
    request = {"op": "rows", "parser": parser, "sheet": sheet, "rows": most, "seed": budget.seed}
    until, given, method = time.monotonic() + budget.seconds, 0, "full"
    head: list[list[str | None]] | None = []  # until the header is found
    try:
        for message in _ask(file, request, seconds):
            method, rows = message.get("method", method), message.get("rows") or []
            if head is not None:
                head += rows
                rows = []
                if len(head) < HEAD_ROWS and "end" not in message:
                    continue
                at = header_row(head[:HEAD_ROWS]) if header is not False else None
                rows = [r for n, r in enumerate(head) if n != at]
                head = None
            if budget.rows is not None and given + len(rows) > budget.rows:
                rows = rows[: budget.rows - given]
                method = "head" if method == "full" else method
            for i in range(0, len(rows), budget.batch_rows):
                piece = rows[i : i + budget.batch_rows]
                given += len(piece)
                if given <= start:
                    continue
                piece = piece[max(0, len(piece) - (given - start)) :]
                surplus = sum(len(row) > len(named) for row in piece)  # short rows are how sheets are kept, long ones are odd
                data, _, cut = batch(piece, named, budget.value_chars)
                yield Batch(data, [parser, given], given - len(piece), surplus, cut)
            if time.monotonic() > until:
                return Extent("PARTIAL", "head", "limit_seconds")
    except Died:
        if given > start:
            raise _Started from None
        raise
    return Extent("COMPLETE") if method == "full" else Extent("SAMPLED", method)


# -- the other process --------------------------------------------------------------------------------------------------


def _ask(file: BinaryIO, request: dict[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
    """Start the parser on an open file and yield its messages, the one with "method" last. Raises Died, AssetUnreadable."""
    limits = {"memory": MEMORY_BYTES, "seconds": int(seconds) + 1, "bytes": UNPACKED_BYTES, "ratio": RATIO, "members": MEMBERS}
    handle = os.dup(file.fileno())
    os.lseek(handle, 0, os.SEEK_SET)
    child = subprocess.Popen(
        [sys.executable, "-I", str(_CHILD), json.dumps({**request, **limits})],
        stdin=handle, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"PYTHONUTF8": "1", "PATH": ""}, close_fds=True, cwd="/",
    )  # fmt: skip
    os.close(handle)
    try:
        yield from _messages(child, seconds)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _messages(child: subprocess.Popen[bytes], seconds: float) -> Iterator[dict[str, Any]]:
    """Only the time spent waiting for the child counts: whoever takes the rows may be slow."""
    assert child.stdout is not None
    pipe = child.stdout.fileno()
    left = seconds
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)

        def take(size: int) -> bytes:
            nonlocal left
            data = bytearray()
            while len(data) < size:
                began = time.monotonic()
                if not ready.select(max(0.0, min(STALLED_SECONDS, left))):
                    raise Died
                left -= time.monotonic() - began
                piece = os.read(pipe, min(size - len(data), 1 << 20))
                if not piece:
                    raise Died
                data += piece
            return bytes(data)

        while True:
            (size,) = struct.unpack(">I", take(4))
            if size > MESSAGE_BYTES:
                raise Died
            message: dict[str, Any] = json.loads(take(size))
            if "error" in message:
                raise AssetUnreadable(message["error"])
            yield message
            if "end" in message:
                return
