"""What git knows: the lines that a pull request adds since it left its base, and files as they were at a revision.

Asked of git and of nothing else. A repository is a stranger's: no shell, no filter, no hook, nothing is fetched.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

_HUNK = re.compile(r"^@@ -[0-9]+(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@")
ALL = range(1, 1 << 31)  # every line of a file that git does not know yet
MAX_FILES, MAX_BYTES = 500, 5_000_000  # of a snapshot, and of each file in it


class GitError(Exception):
    """git is missing, this is no work tree, or the base is unknown; the text says which."""


def changed_lines(paths: list[Path], base: str) -> dict[Path, list[range]]:
    """Resolved path of each changed file -> added line ranges, measured from the merge base of `base` and HEAD."""
    folder = next((p if p.is_dir() else p.parent for p in paths if p.exists()), Path())
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").strip()
    except GitError:
        raise GitError(f"{base!r} is not known here; fetch it first (in CI: the whole history, fetch-depth: 0)") from None
    start = _git(folder, "merge-base", commit, "HEAD").strip() or commit
    names = [str(p.resolve()) for p in paths]
    listed = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", start, "--", *names)
    changed = {(top / name).resolve(): _added(top, start, name) for name in listed.split("\0") if name}
    fresh = _git(top, "ls-files", "--others", "--exclude-standard", "-z", "--", *names)
    changed.update({(top / name).resolve(): [ALL] for name in fresh.split("\0") if name})
    return changed


def _added(top: Path, start: str, name: str) -> list[range]:
    """Line ranges that one file gained. Names and contents are strangers': a file is asked for alone, its lines are counted
    off and never taken for headers, and one whose changes git does not show (attributes) has changed everywhere."""
    plain = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--text")
    found: list[range] = []
    hunks = skip = 0
    for line in _git(top, "diff", *plain, start, "--", f":(literal,top){name}").split("\n"):
        if skip:
            skip -= 0 if line.startswith("\\") else 1
        elif hunk := _HUNK.match(line):
            removed, first, count = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            hunks, skip = hunks + 1, removed + count
            if count:
                found.append(range(first, first + count))
    return found if hunks else [ALL]


def snapshot(path: Path, revision: str, into: Path, also: Callable[[Path], Iterable[str]]) -> Path:
    """`path` (a file, or a folder with its YAML files) as it was at a revision, written below the folder `into`; returns where.
    also: names, relative to the register's folder, of further files that what was written speaks of; those that were not
    there are passed over. Raises GitError."""
    folder = path if path.is_dir() else path.parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitError:
        raise GitError(f"{revision!r} is not known here; fetch it first (in CI: the whole history, fetch-depth: 0)") from None
    place = PurePosixPath(path.resolve().relative_to(top.resolve()).as_posix())
    found = {name: blob for name, blob in _files(top, commit, place).items() if name == place or name.suffix in (".yaml", ".yml")}
    if not found:
        raise GitError(f"{place} was not there at {revision!r}")
    if len(found) > MAX_FILES:
        raise GitError(f"{place} holds more than {MAX_FILES} files at {revision!r}")
    for name, blob in found.items():
        _write(top, blob, into / name)
    home = place if path.is_dir() else place.parent
    for relative in also(into / place):
        wanted = home / relative
        there = {} if ".." in PurePosixPath(relative).parts else _files(top, commit, wanted)
        if wanted in there and not (into / wanted).exists():
            _write(top, there[wanted], into / wanted)
    return into / place


def _files(top: Path, commit: str, place: PurePosixPath) -> dict[PurePosixPath, str]:
    """Plain files at or below a place of a commit, with their blobs: no links, no submodules, no name that leads elsewhere."""
    found = {}
    for row in _git(top, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", f":(literal){place}").split("\0"):
        head, _, name = row.partition("\t")
        words, path = head.split(), PurePosixPath(name)
        if len(words) == 4 and words[0].startswith("100") and words[3].isdigit() and int(words[3]) <= MAX_BYTES and _inside(path):
            found[path] = words[2]
    return found


def _inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and not {"..", ".git"} & {part.lower() for part in path.parts}


def _write(top: Path, blob: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_raw(top, "cat-file", "blob", blob))  # as it is stored: no filter and no text conversion runs


def _git(folder: Path, *arguments: str) -> str:
    return _raw(folder, *arguments).decode("utf-8", "surrogateescape")


def _raw(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", str(folder)]
    settings = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run([*command, *arguments], capture_output=True, check=False, timeout=60, env=settings)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError("git did not answer within 60 s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0] or f"git {arguments[0]} failed"
        raise GitError(said)
    return done.stdout
