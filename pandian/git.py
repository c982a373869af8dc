"""What a pull request changes: the lines added since it left its base, asked of git and of nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_HUNK = re.compile(r"^@@ -[0-9]+(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@")
ALL = range(1, 1 << 31)  # every line of a file that git does not know yet


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


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError("git did not answer within 60 s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0] or f"git {arguments[0]} failed"
        raise GitError(said)
    return done.stdout.decode("utf-8", "surrogateescape")
