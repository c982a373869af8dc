"""What a pull request changes: the lines added since it left its base, asked of git and of nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_HUNK = re.compile(r"^@@ -\S+ \+([0-9]+)(?:,([0-9]+))? @@")
ALL = range(1, 1 << 31)  # every line of a file that git does not know yet


class GitError(Exception):
    """git is missing, this is no work tree, or the base is unknown; the text says which."""


def changed_lines(paths: list[Path], base: str) -> dict[Path, list[range]]:
    """Resolved path of each changed file -> added line ranges, measured from the merge base of `base` and HEAD."""
    folder = next((p if p.is_dir() else p.parent for p in paths if p.exists()), Path())
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").strip()
    start = _git(folder, "merge-base", commit, "HEAD").strip() or commit
    names = [str(p.resolve()) for p in paths]
    plain = ("--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/")
    diff = _git(top, "diff", *plain, start, "--", *names)
    changed = {(top / name).resolve(): ranges for name, ranges in _added(diff).items()}
    fresh = _git(top, "ls-files", "--others", "--exclude-standard", "-z", "--", *names)
    changed.update({(top / name).resolve(): [ALL] for name in fresh.split("\0") if name})
    return changed


def _added(diff: str) -> dict[str, list[range]]:
    found: dict[str, list[range]] = {}
    current: list[range] = []
    for line in diff.split("\n"):
        if line.startswith("+++ "):
            name = line[4:].rstrip("\t")
            current = found.setdefault(name.removeprefix("b/"), []) if name != "/dev/null" else []
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            if count:
                current.append(range(first, first + count))
    return found


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
