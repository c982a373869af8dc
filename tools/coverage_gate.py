"""Judges coverage: the files in which a missed branch could leak a value or bless a wrong register are tested whole.

Run by `make test` after pytest; reads .coverage, prints the total for information and every guarded file that has an
untested line or branch, and exits 1 if there is one. The total has no threshold on purpose: a percentage over
everything rewards tests of what is easy.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage

#: Masking, redaction, limits, checkpoints, checks. Globs from the project's root; each must match at least one file.
GUARDED = (
    "scanner/mask.py",
    "scanner/store*.py",
    "scanner/decisions.py",
    "register/checks/*.py",
    "reports/display.py",
)


def guarded_files(root: Path, globs: tuple[str, ...] = GUARDED) -> tuple[list[str], list[str]]:
    """Paths under guard, and the globs that match nothing (a renamed file must not slip out of the guard)."""
    found = {glob: [p.relative_to(root).as_posix() for p in root.glob(glob)] for glob in globs}
    return sorted({path for paths in found.values() for path in paths}), [glob for glob, paths in found.items() if not paths]


def figures(root: Path) -> tuple[dict[str, Any], str]:
    """coverage.py's JSON report of root/.coverage: path -> its figures, and the total in percent.

    Raises coverage.CoverageException when there is no data.
    """
    data = coverage.Coverage(config_file=str(root / "pyproject.toml"), data_file=str(root / ".coverage"))
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        outfile = Path(folder) / "coverage.json"
        data.json_report(outfile=str(outfile), ignore_errors=True)
        document = json.loads(outfile.read_text(encoding="utf-8"))
    return document["files"], document["totals"]["percent_covered_display"]


def faults(root: Path, globs: tuple[str, ...] = GUARDED) -> Iterator[str]:
    """One line for every guarded file that is not wholly covered, and for every glob without a file."""
    known, _ = figures(root)
    paths, strayed = guarded_files(root, globs)
    yield from (f"no file matches {glob}: mend GUARDED in tools/coverage_gate.py" for glob in strayed)
    for path in paths:
        entry = known.get(path)
        if entry is None:
            yield f"{path}: never imported"
        elif entry["missing_lines"] or entry["missing_branches"]:
            yield f"{path}: untested lines {entry['missing_lines']}, branches {entry['missing_branches']}"


def main() -> int:
    """Run in the project's folder, where the paths in .coverage begin."""
    root = Path.cwd()
    found = list(faults(root))
    paths, _ = guarded_files(root)
    verdict = "not all of them wholly covered" if found else "all wholly covered"
    lines = [*found, f"coverage: {figures(root)[1]} % of everything; {len(paths)} guarded files, {verdict}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
