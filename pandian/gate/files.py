"""Which files the gate reads: what git tracks below the paths, where there is a work tree; and what they were called before.

Names are relative to the working directory, with "/". Git's ignore rules keep generated files out; what is tracked is read
wherever it lies, so that no rule of a pull request hides a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from connectors.notations import spoken_in
from connectors.notations.sql import PART_OF_FOLDER
from connectors.paths import MACHINERY
from pandian.git import listed
from register.glob import matches

#: Folders whose files are one history, wherever they lie below.
_CHAINS = frozenset({"changelog", "changelogs", "db.changelog", "liquibase", "migration", "migrations", "versions", "changesets"})


class NoSchemaError(Exception):
    """A path that no notation is written in, or a folder without any: what is not read must not look clean."""


def definition_files(paths: Iterable[Path], *, none: bool = False) -> list[str]:
    """The files below the paths that may say something of tables. Raises NoSchemaError with the path (unless there may be none),
    FileNotFoundError."""
    found: dict[str, None] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise FileNotFoundError(str(path))
        names = list(below(path)) if path.is_dir() else [_name(path)]
        spoken = [name for name in names if spoken_in(name)]
        if not spoken and not none:
            raise NoSchemaError(str(path))
        found |= dict.fromkeys(spoken)
    return sorted(found)


def below(folder: Path) -> Iterator[str]:
    """Every file below a folder that git tracks or could track; without git, and in a folder of which git ignores all, every file but
    those of hidden folders and of machinery."""
    known = listed(folder)
    if known:
        yield from (_name(folder / name) for name in known if os.path.lexists(folder / name))
        return
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in MACHINERY and not f.startswith("."))
        yield from (_name(Path(root) / file) for file in files)


def _name(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def without(names: Iterable[str], globs: Iterable[str]) -> list[str]:
    """The names that none of the globs fits: ``*`` within a folder, ``**`` over folders, a folder's name for all below it."""
    plain = [os.path.normpath(glob).replace(os.sep, "/") for glob in globs]
    patterns = [form for glob in plain for form in (glob, f"{glob}/**")]
    return [name for name in names if not any(matches(pattern, name) for pattern in patterns)]


def with_histories(names: Iterable[str]) -> list[str]:
    """The files, and what lies beside those that are steps of a history: a hook names only the files that were edited."""
    chosen = set(names)
    for home in {_home(name) for name in chosen if any(part.lower() in _CHAINS for part in name.split("/")[:-1])}:
        chosen.update(name for name in below(Path(home)) if spoken_in(name))
    return sorted(chosen)


def related(changed: Iterable[str], known: Iterable[str]) -> list[str]:
    """The changed files, and with them the histories they belong to: what a migration changes, an earlier one has defined."""
    homes = {_home(name) for name in changed}
    return [name for name in known if _home(name) in homes]


def _home(name: str) -> str:
    parts = name.split("/")
    for n, part in enumerate(parts[:-1]):
        if part.lower() in _CHAINS:
            return "/".join(parts[: n + 1])
    del parts[-1]
    while len(parts) > 1 and PART_OF_FOLDER.fullmatch(parts[-1]):  # filed by year or release
        del parts[-1]
    return "/".join(parts)
