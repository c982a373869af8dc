"""What was read of definition files the last time, so that an unchanged repository is not parsed again.

A file counts as unchanged by its size, times and inode, else by the hash of what it holds. The cache lies in the user's own cache
folder, never in the repository that is scanned: a pull request cannot bring one. It holds names and comments of columns, no data;
what cannot be read back is forgotten. Made by another version of the code, it is empty.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, fields
from functools import cache
from pathlib import Path
from typing import Any

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition

WORTH = 200  # files newly read that make writing worth while
_Stamp = tuple[int, int, int, int]


class Cache:
    """One scanned folder's definitions. `get` and `put` by relative name; `save` when all is read."""

    def __init__(self, folder: Path, root: str) -> None:
        name = hashlib.sha256(os.path.realpath(root).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self.path = folder / f"definitions-{name}.json"
        self.fresh = 0
        self._known: dict[str, list[Any]] = {}
        self._seen: dict[str, list[Any]] = {}
        with suppress(OSError, ValueError, TypeError):
            data = json.loads(self.path.read_bytes())
            if isinstance(data, dict) and data.get("code") == _code() and isinstance(data.get("files"), dict):
                self._known = data["files"]

    def get(self, name: str, path: str) -> tuple[Definition, ...] | None:
        """What the file said when it was as it is now; None if that is not known."""
        entry = self._known.get(name)
        if entry is None:
            return None
        try:
            stamp, digest, said = entry
            found = _stamp(path)
            if list(found) != stamp:
                if digest != _digest(path):
                    return None
                entry = [list(found), digest, said]
                self.fresh += 1
            made = tuple(map(_definition, said))
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return None
        self._seen[name] = entry
        return made

    def stamp(self, path: str) -> _Stamp | None:
        """What tells whether a file is still the same; None for one that is not there."""
        with suppress(OSError):
            return _stamp(path)
        return None

    def put(self, name: str, path: str, stamp: _Stamp | None, said: Sequence[Definition]) -> None:
        """stamp: that of before the file was read; one that has changed since is not remembered."""
        with suppress(OSError):
            digest = _digest(path)
            if stamp is not None and stamp == _stamp(path):
                self._seen[name] = [list(stamp), digest, [astuple(definition) for definition in said]]
                self.fresh += 1

    def save(self) -> None:
        """Written beside its place and moved there; a folder that cannot be written to is no error."""
        if self.fresh < WORTH:
            return
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self.path.with_suffix(f".{os.getpid()}.part")
            draft.write_text(json.dumps({"code": _code(), "files": self._seen}, ensure_ascii=True), "ascii")
            draft.replace(self.path)


def _stamp(path: str) -> _Stamp:
    stat = os.lstat(path)
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _code() -> str:
    """Names, sizes and times of the modules that read definitions: what they say may change with them."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here / "notations").glob("*.py")])
    told = "".join(f"{f.name} {(s := f.stat()).st_size} {s.st_mtime_ns}\n" for f in files)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


_WIDTH = len(fields(Definition))


def _definition(data: list[Any]) -> Definition:
    if len(data) != _WIDTH:
        raise ValueError("another version's")
    changes, kind, history, step, after, version, unread = data
    return Definition(tuple(map(_change, changes)), kind, history, step, tuple(after), tuple(version), tuple(unread))


def _change(data: list[Any]) -> Change:
    op, table, line, columns, old, new, other, at, file = data
    return Change(op, Name(*table), line, tuple(Column(*c) for c in columns), old, new, Name(*other) if other else None, at, file)
