"""One file of definitions, read by every notation that it may be written in."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from connectors.base import AssetUnreadable, Problem, Source
from connectors.encoding import SAMPLE_BYTES, detect_file, is_binary
from connectors.notations import Definition, Notation, Unread, spoken_in, sql, worth_reading
from connectors.paths import Entry, open_regular

MAX_BYTES = 2 << 20  # of a file that is no SQL; larger ones are generated


def definitions(entry: Entry, source: Source) -> tuple[Definition, ...] | Problem:
    """What the file says, () if it says nothing of tables, or why it cannot be told."""
    which = spoken_in(entry.relative)
    if not which:
        return ()
    if entry.reason:
        return Problem("ERROR" if entry.reason == "no_permission" else "SKIPPED", entry.reason)
    try:
        with open_regular(entry.path) as raw:
            sample = raw.read(SAMPLE_BYTES)
            raw.seek(0)
            if is_binary(sample):
                return Problem("ERROR", "binary")
            encoding = source.option("encoding") or detect_file(raw)
            if any(notation.NAME == sql.NAME for notation in which):
                text = io.TextIOWrapper(raw, encoding=encoding, errors="replace")
                return (sql.read_stream(text, entry.relative, source.option("dialect")),)
            whole = raw.read(MAX_BYTES)
            rest = _sign_of(which, raw, encoding)  # padding must not hide what comes behind it
    except AssetUnreadable as error:
        return Problem("ERROR", error.reason, error.detail)
    if rest is not None:
        return rest
    return _read(which, whole.decode(encoding, "replace"), entry.relative)


def _sign_of(which: tuple[Notation, ...], raw: BinaryIO, encoding: str) -> Problem | tuple[Definition, ...] | None:
    """Of a file that is longer than what is read: a problem if any part of it looks like a notation, else that it says nothing.
    None where there is no more."""
    if not raw.read(1):
        return None
    raw.seek(0)
    decode = codecs.getincrementaldecoder(encoding)("replace").decode
    tail = ""
    while chunk := raw.read(1 << 20):
        text = tail + decode(chunk)
        if any(worth_reading(notation, text) for notation in which):
            return Problem("SKIPPED", "too_large", f"more than {MAX_BYTES >> 20} MB")
        tail = text[-4096:]
    return ()


def _read(which: tuple[Notation, ...], text: str, path: str) -> tuple[Definition, ...] | Problem:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    speaking = [notation for notation in which if worth_reading(notation, text)]
    found = []
    for notation in speaking:
        try:
            found.append(notation.read(text, path))
        except Unread as error:
            found.append(Definition(unread=(error.line,)))
        except ImportError:
            return Problem("ERROR", "missing_extra", f"pip install 'pandian[{getattr(notation, 'EXTRA', 'code')}]'")
        except RecursionError:  # nested too deeply
            found.append(Definition(unread=(1,)))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the others; its text may hold theirs
            return Problem("ERROR", "internal", f"{notation.NAME}: {type(error).__name__}")
    return tuple(found)
