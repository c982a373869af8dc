"""Sources named on the command line. No configuration, so nothing heavy: the CI gate starts through here."""

from __future__ import annotations

from pathlib import Path

from connectors.base import Source


def ad_hoc(location: str, taken: set[str]) -> Source:
    """A source named on the command line. A path is named after its folder as typed, a database after host and name.

    Raises FileNotFoundError: a path that was typed wrongly is a mistake of the caller, not an unreachable source."""
    if "://" in location:
        name = location.split("://", 1)[1].split("@")[-1].split("?")[0].strip("/") or location.split(":")[0]
        return Source(_free(name, taken), location)
    path = Path(location)
    if not path.exists():
        raise FileNotFoundError(location)
    folder = path if path.is_dir() or _is_database(path) else path.parent
    return Source(_free(folder.as_posix(), taken, shared=True), location)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _free(name: str, taken: set[str], *, shared: bool = False) -> str:
    """Two databases may not share a name; two files of one folder do, their paths tell them apart."""
    free, number = name, 2
    while free in taken and not shared:
        free, number = f"{name}~{number}", number + 1
    taken.add(free)
    return free
