"""The *parser process* of spreadsheets: runs alone, with limits, because a parser of hostile files may abort or swell.

Started by `files_sheets` as a script with the file on descriptor 0 and one JSON request on the command line; imports
nothing of ours. Answers on standard output with messages of four length bytes and JSON:

    {"sheets": [{"name", "visible", "height", "rows": first rows}]}      op "describe"
    {"rows": [[cell, …], …]} …                                           op "rows"
    {"end": true, "total": rows of the sheet, "sampled": bool}           after either
    {"error": reason}                                                    a word of connectors.base.REASONS
"""

from __future__ import annotations

import datetime
import json
import os
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

HEAD_ROWS = 60
MESSAGE_ROWS = 2000
MOST_COLUMNS = 4096
PARTS = 16


def limit(memory: int, seconds: int) -> None:
    """Memory, CPU time, no core dump, no file written. Where the system has no such limits the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))


def send(message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=True).encode()
    data = struct.pack(">I", len(body)) + body
    while data:
        data = data[os.write(1, data) :]


def text(value: Any) -> str | None:
    """A cell as text. 13800138000.0, as Excel keeps numbers, becomes "13800138000"."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e22 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return str(value)


def cells(row: Iterable[Any]) -> list[str | None]:
    """A row as text without the empty cells at its end; what lies beyond the column limit is joined to the last."""
    found = [text(v) for v in row]
    while found and found[-1] is None:
        found.pop()
    if len(found) > MOST_COLUMNS:
        rest = " ".join(c for c in found[MOST_COLUMNS - 1 :] if c)
        found = [*found[: MOST_COLUMNS - 1], rest]
    return found


# -- zip bombs ----------------------------------------------------------------------------------------------------------


def bomb(file: BinaryIO, most_bytes: int, most_ratio: int, most_members: int) -> str:
    """Why an archive must not be unpacked, or "". Counts what really comes out: the sizes in the archive may lie."""
    import zipfile

    try:
        members = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeDecodeError, EOFError):
        return "corrupt"
    if len(members) > most_members:
        return "limit_members"
    out = packed = 0
    for member in members:
        if member.flag_bits & 1:
            return "encrypted"
        packed += member.compress_size
        for size in inflated(file, member.header_offset, member.compress_size, member.compress_type):
            out += size
            if out > most_bytes or (out > 10 << 20 and out > most_ratio * max(1, packed)):
                return "too_large"
    return ""


def inflated(file: BinaryIO, offset: int, size: int, method: int) -> Iterator[int]:
    """Sizes of the pieces that a member of an archive unpacks to."""
    file.seek(offset + 26)
    lengths = file.read(4)
    if len(lengths) < 4:
        return
    file.seek(offset + 30 + sum(struct.unpack("<HH", lengths)))
    decoder = zlib.decompressobj(-15)
    while size > 0 and (piece := file.read(min(size, 1 << 16))):
        size -= len(piece)
        if method != 8:
            yield len(piece)
            continue
        while piece and not decoder.eof:
            try:
                yield len(decoder.decompress(piece, 1 << 20))
            except zlib.error:
                return  # the real parser will say that it is broken
            piece = decoder.unconsumed_tail


# -- the two parsers ----------------------------------------------------------------------------------------------------


class Calamine:
    def __init__(self, file: BinaryIO) -> None:
        import python_calamine

        try:
            self.book = python_calamine.CalamineWorkbook.from_filelike(file)
        except python_calamine.PasswordError:
            raise Refused("encrypted") from None
        except python_calamine.CalamineError:
            raise Refused("corrupt") from None

    def sheets(self) -> list[tuple[str, bool]]:
        import python_calamine

        wanted = python_calamine.SheetTypeEnum.WorkSheet
        return [(s.name, s.visible == python_calamine.SheetVisibleEnum.Visible) for s in self.book.sheets_metadata if s.typ == wanted]

    def rows(self, sheet: str) -> tuple[int | None, Iterator[Any]]:
        import python_calamine

        try:
            found = self.book.get_sheet_by_name(sheet)
        except python_calamine.CalamineError:
            raise Refused("corrupt") from None
        return found.height, found.iter_rows()


class Openpyxl:
    def __init__(self, file: BinaryIO) -> None:
        import warnings

        import openpyxl

        warnings.simplefilter("ignore")  # of styles and extensions that we do not read
        try:
            self.book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except Exception:  # noqa: BLE001 - hostile files break it in ways that its authors did not plan
            raise Refused("corrupt") from None

    def sheets(self) -> list[tuple[str, bool]]:
        return [(s.title, s.sheet_state == "visible") for s in self.book.worksheets]

    def rows(self, sheet: str) -> tuple[int | None, Iterator[Any]]:
        found = self.book[sheet]
        found.reset_dimensions()  # what the file claims pads every row with thousands of empty cells
        return None, found.iter_rows(values_only=True)


class Refused(Exception):
    """The reason is a word of connectors.base.REASONS."""


# -- requests -----------------------------------------------------------------------------------------------------------


def filled(rows: Iterator[Any]) -> Iterator[list[str | None]]:
    return (row for row in map(cells, (r for r in rows if r)) if row)


def describe(book: Calamine | Openpyxl) -> None:
    for name, visible in book.sheets():
        height, rows = book.rows(name)
        head = [row for row, _ in zip(filled(rows), range(HEAD_ROWS), strict=False)]
        send({"sheet": name, "visible": visible, "height": height, "rows": head})


def deliver(book: Calamine | Openpyxl, sheet: str, most: int | None, seed: int) -> None:
    """The rows of a sheet, or a sample: the head and evenly spread parts if the height is known, else the head."""
    height, rows = book.rows(sheet)
    spread = most is not None and height is not None and height > most
    wanted = places(height or 0, most or 0, seed) if spread else None
    pending: list[list[str | None]] = []
    total = 0
    more = False
    for n, row in enumerate(rows):
        if wanted is not None and not any(start <= n < stop for start, stop in wanted):
            continue
        found = cells(row)
        if not found:
            continue
        if most is not None and total >= most:
            more = True
            break
        pending.append(found)
        total += 1
        if len(pending) >= MESSAGE_ROWS:
            send({"rows": pending})
            pending = []
    send({"rows": pending})
    send({"end": True, "method": "blocks" if spread else "head" if more else "full"})


def places(height: int, most: int, seed: int) -> list[tuple[int, int]]:
    """Ranges of rows: the head and PARTS evenly spread ones, `most` rows together."""
    import random

    each = (most - most // 4) // PARTS
    head = most - each * PARTS
    stratum = (height - head) / PARTS
    rng = random.Random(seed)
    starts = [int(head + n * stratum + rng.random() * max(0.0, stratum - each)) for n in range(PARTS)]
    return [(0, head), *((s, s + each) for s in starts)]


def main(request: dict[str, Any]) -> None:
    limit(request["memory"], request["seconds"])
    file = os.fdopen(0, "rb")
    try:
        if (
            file.read(2) == b"PK"
            and request["op"] == "describe"
            and (reason := bomb(file, request["bytes"], request["ratio"], request["members"]))
        ):
            raise Refused(reason)
        file.seek(0)
        book = Calamine(file) if request["parser"] == "calamine" else Openpyxl(file)
        if request["op"] == "describe":
            describe(book)
            send({"end": True, "method": "full"})
        else:
            deliver(book, request["sheet"], request["rows"], request["seed"])
    except Refused as refused:
        send({"error": str(refused)})
    except MemoryError:
        os._exit(3)
    except Exception:  # noqa: BLE001 - whatever else a parser does with a hostile file is the same to us, and its text may hold cells
        os._exit(4)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
