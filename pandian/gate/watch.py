"""When to look again: a file below a folder was changed, made or removed. Asked by looking, so that no library has to watch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from connectors.notations import spoken_in
from pandian.gate.files import below

SECONDS = 0.5


def changes(folder: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Once at the beginning, then after every change. Ends with KeyboardInterrupt, which goes through."""
    seen: dict[str, tuple[int, int]] | None = None
    while True:
        now = _state(folder)
        if now != seen:
            seen = now
            yield
        time.sleep(seconds)


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every definition and every register file."""
    found = {}
    for name in below(folder):
        if spoken_in(name):  # a register is YAML, which notations are written in as well
            try:
                stat = Path(name).stat()
            except OSError:
                continue
            found[name] = (stat.st_size, stat.st_mtime_ns)
    return found
