"""What git knows: the files that a pull request changes since it left its base, and files as they were at a revision.

Asked of git and of nothing else. A repository is a stranger's: no shell, no filter, no hook, nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

MAX_FILES, MAX_BYTES = 500, 5_000_000  # of a snapshot, and of each file in it
MAX_DEFINITIONS = 1 << 31  # of a file that is compared with what it was: a dump is as long as it is
NO_GIT = "git is not installed"
#: What a hook is given of another repository or of another way to see this one (git rev-parse --local-env-vars).
_OTHERS = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_NAMESPACE",
        "GIT_CEILING_DIRECTORIES",
    }
    | {"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_IMPLICIT_WORK_TREE"}
)


class GitError(Exception):
    """git is missing, this is no work tree, or the base is unknown; the text says which."""


@dataclass(frozen=True)
class Tree:
    """A work tree and the commit at which this branch left its base. top: its folder, resolved."""

    top: Path
    commit: str

    @classmethod
    def since(cls, folder: Path, base: str) -> Tree:
        """Raises GitError: no work tree, unknown base."""
        top, commit = top_of(folder), resolved(folder, base)
        try:
            return cls(top, _git(folder, "merge-base", commit, "HEAD").strip())
        except GitError:
            raise GitError(
                f"this branch and {base!r} have no commit in common here; fetch the whole history (in CI: fetch-depth: 0)"
            ) from None

    def changed(self) -> frozenset[str]:
        """Files that differ from the commit, untracked and deleted ones included, relative to `top`; git's attributes and
        ignore rules hide nothing that is tracked."""
        plain = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=dirty")
        tracked = _git(self.top, "diff", "--name-only", "-z", *plain, self.commit)
        fresh = _git(self.top, "ls-files", "--others", "--exclude-standard", "-z")
        names = [name for name in (tracked + fresh).split("\0") if name]
        return frozenset(inner for name in names for inner in self._within(name.rstrip("/")))

    def _within(self, name: str) -> list[str]:
        """The name itself; of a submodule, which changes as a whole, its files."""
        folder = self.top / name
        known = (listed(folder) or ()) if folder.is_dir() and not folder.is_symlink() else ()
        return [f"{name}/{inner}" for inner in known] or [name]

    @cached_property
    def _blobs(self) -> dict[PurePosixPath, str]:
        return _files(self.top, self.commit, PurePosixPath(), most=MAX_DEFINITIONS)

    def names(self) -> tuple[str, ...]:
        """Plain files of the commit."""
        return tuple(path.as_posix() for path in self._blobs)

    def write(self, names: Iterable[str], into: Path) -> None:
        """These files as they were, below `into`; those that were not there are passed over. Raises GitError."""
        wanted = [path for name in names if (path := PurePosixPath(name)) in self._blobs]
        for path, raw in zip(wanted, _contents(self.top, [self._blobs[path] for path in wanted]), strict=True):
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).write_bytes(raw)


def top_of(folder: Path) -> Path:
    """The work tree that holds a folder. Raises GitError."""
    return Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n")).resolve()


def resolved(folder: Path, revision: str) -> str:
    """The commit that a revision means. Raises GitError."""
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitError:
        raise GitError(f"{revision!r} is not known here; fetch it first (in CI: the whole history, fetch-depth: 0)") from None


def listed(folder: Path) -> tuple[str, ...] | None:
    """Files of a work tree below a folder, relative to it, those of its submodules among them: tracked ones, and untracked ones that are
    not ignored. None where there is no work tree or no git. Raises GitError for a work tree that git does not read."""
    try:
        found = _git(folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    except GitError as error:
        if "not a git repository" in str(error) or str(error) == NO_GIT:
            return None
        raise
    names: dict[str, None] = {}
    for name in found.split("\0"):
        inner = folder / name.rstrip("/")
        if name and inner.is_dir() and not inner.is_symlink():  # a submodule, or a repository within
            below = listed(inner) if (inner / ".git").exists() else None
            names |= dict.fromkeys(f"{name.rstrip('/')}/{file}" for file in below or ())
        elif name:
            names[name] = None
    return tuple(names)


def place_in(top: Path, path: Path) -> PurePosixPath | None:
    """What git calls a path, links in it not followed; None for one that lies outside of the work tree."""
    for known in (Path(os.path.abspath(path)), path.resolve()):  # noqa: PTH100 - a link of the work tree is itself
        if known.is_relative_to(top):
            return PurePosixPath(known.relative_to(top).as_posix())
    return None


def snapshot(path: Path, revision: str, into: Path, also: Callable[[Path], Iterable[str]], top: Path | None = None) -> Path:
    """`path` (a file, or a folder with its YAML files) as it was at a revision, written below the folder `into`; returns where.
    also: names, relative to the register's folder, of further files that what was written speaks of; those that were not
    there are passed over. top: the work tree to ask, that of the path if None. Raises GitError."""
    top = top or top_of(path if path.is_dir() else path.parent)
    commit = resolved(top, revision)
    place = place_in(top, path)
    if place is None:
        raise GitError(f"{path} leads out of the work tree")
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


def _files(top: Path, commit: str, place: PurePosixPath, most: int = MAX_BYTES) -> dict[PurePosixPath, str]:
    """Plain files at or below a place of a commit, with their blobs: no links, no submodules, no name that leads elsewhere."""
    found = {}
    for row in _git(top, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", f":(literal){place}").split("\0"):
        head, _, name = row.partition("\t")
        words, path = head.split(), PurePosixPath(name)
        if len(words) == 4 and words[0].startswith("100") and words[3].isdigit() and int(words[3]) <= most and _inside(path):
            found[path] = words[2]
    return found


def _inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and not {"..", ".git"} & {part.lower() for part in path.parts}


def _write(top: Path, blob: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_raw(top, "cat-file", "blob", blob))  # as it is stored: no filter and no text conversion runs


def _contents(top: Path, blobs: list[str]) -> Iterator[bytes]:
    """Blobs as they are stored, asked for in one go."""
    answer = _raw(top, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()) if blobs else b""
    at = 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(folder: Path, *arguments: str) -> str:
    return _raw(folder, *arguments).decode("utf-8", "surrogateescape")


def _raw(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", str(folder)]
    known = {key: value for key, value in os.environ.items() if key not in _OTHERS}
    settings = {**known, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run([*command, *arguments], input=given, capture_output=True, check=False, timeout=60, env=settings)
    except FileNotFoundError:
        raise GitError(NO_GIT) from None
    except subprocess.TimeoutExpired:
        raise GitError("git did not answer within 60 s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0] or f"git {arguments[0]} failed"
        raise GitError(said)
    return done.stdout
