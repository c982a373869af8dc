"""What a *path* is to a connector: bytes that a hostile person may have chosen, opened so that nothing odd happens.

Opening never follows a symbolic link, never waits for a fifo and never changes anything; names become URIs and
display text in one place. Nothing here looks into a file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from connectors.base import AssetUnreadable

#: Folders that hold machinery, not documents. Listed as one skipped asset each unless the option `hidden` is true.
MACHINERY = frozenset({"node_modules", "__pycache__", "site-packages"})

# Everything that would be ambiguous in a URI or dangerous on a terminal; Han and other letters stay readable.
_UNSAFE = re.compile(
    "[\x00-\x20%#?\"';<>\\\\^`{|}\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb\ue000-\uf8ff]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something met in a folder. relative: with "/" between parts, "" for the root itself; reason: why it is not
    opened ("" if it can be): symlink, not_a_regular_file, no_permission, system_object (a folder of machinery); size in
    bytes; modified: ISO 8601 UTC."""

    relative: str
    path: str
    reason: str = ""
    size: int = 0
    modified: str = ""


def uri_part(text: str) -> str:
    """One part of a URI, percent-encoded only where it must be: "客户 表" -> "客户%20表". Undecodable bytes of a file
    name come back as they were on disk. Reversible with `urllib.parse.unquote_to_bytes`."""
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in _as_bytes(m[0])), text)


def _as_bytes(char: str) -> bytes:
    return os.fsencode(char) if "\udc80" <= char <= "\udcff" else char.encode("utf-8", "surrogatepass")


def open_regular(path: str) -> BinaryIO:
    """Open a regular file for reading, without following a link at its end and without waiting.

    Raises AssetUnreadable: symlink, not_a_regular_file, no_permission, not_found, corrupt (the device failed).
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise AssetUnreadable(_reason(path, error)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise AssetUnreadable("not_a_regular_file")
    return os.fdopen(handle, "rb", buffering=1 << 16)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no_permission"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "not_found"
    if Path(path).is_symlink():
        return "symlink"
    return "not_a_regular_file" if error.errno in (6, 11, 19) else "corrupt"  # ENXIO, EAGAIN, ENODEV


def walk(root: str, *, hidden: bool = False) -> Iterator[Entry]:
    """Every entry below a folder, or the file itself, depth first in byte order of the names, so in the same order
    everywhere. Links are listed, not followed; a folder comes up only when it is not entered. Never raises OSError."""
    pending = [Entry("", root)]
    while pending:
        entry = pending.pop()
        status = _status(entry.path)
        if status is None or not stat.S_ISDIR(status.st_mode):
            yield _examined(entry, status)
            continue
        name = Path(entry.path).name
        if entry.relative and not hidden and (name.startswith(".") or name in MACHINERY):
            yield Entry(entry.relative, entry.path, "system_object")
            continue
        try:
            names = sorted(os.listdir(entry.path), key=os.fsencode, reverse=True)  # noqa: PTH208 - names, not paths
        except OSError:
            yield Entry(entry.relative, entry.path, "no_permission")
            continue
        below = entry.relative + "/" if entry.relative else ""
        pending += [Entry(below + name, os.path.join(entry.path, name)) for name in names]  # noqa: PTH118 - keeps "./" as typed


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None


def _examined(entry: Entry, status: os.stat_result | None) -> Entry:
    relative = entry.relative or Path(entry.path).name
    if status is None:
        return Entry(relative, entry.path, "no_permission")
    modified = datetime.fromtimestamp(max(0, min(status.st_mtime, 253402300799)), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    reason = "" if stat.S_ISREG(status.st_mode) else "symlink" if stat.S_ISLNK(status.st_mode) else "not_a_regular_file"
    return Entry(relative, entry.path, reason, status.st_size, modified)
