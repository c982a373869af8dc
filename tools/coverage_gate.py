"""Judges coverage: the files in which a missed branch could leak a value or bless a wrong register are tested whole.

Run by `make test` after pytest; reads .coverage, prints the total for information and every guarded file that has an
untested line or branch, and exits 1 if there is one. The total has no threshold on purpose: a percentage over
everything rewards tests of what is easy.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import coverage

ROOT = Path(__file__).resolve().parent.parent
#: Masking, redaction, limits, checkpoints, checks. Globs from the project's root; each must match at least one file.
GUARDED = (
    "scanner/mask.py",
    "scanner/store*.py",
    "register/checks/*.py",
    "reports/display.py",
)


def guarded_files(root: Path = ROOT) -> tuple[list[str], list[str]]:
    """Paths under guard, and the globs that match nothing (a renamed file must not slip out of the guard)."""
    found = {glob: [p.relative_to(root).as_posix() for p in root.glob(glob)] for glob in GUARDED}
    return sorted({path for paths in found.values() for path in paths}), [glob for glob, paths in found.items() if not paths]


def report() -> dict[str, Any]:
    """coverage.py's JSON report of the data in .coverage: path -> its figures. Raises CoverageException without data."""
    data = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"), data_file=str(ROOT / ".coverage"))
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        outfile = Path(folder) / "coverage.json"
        data.json_report(outfile=str(outfile), ignore_errors=True)
        document = json.loads(outfile.read_text(encoding="utf-8"))
    return {**document["files"], "": document["totals"]}


def main() -> int:
    out = io.StringIO()
    figures = report()
    paths, strayed = guarded_files()
    failed = False
    for glob in strayed:
        failed = True
        out.write(f"no file matches {glob}: mend GUARDED in tools/coverage_gate.py\n")
    for path in paths:
        entry = figures.get(path)
        lines = entry["missing_lines"] if entry else "never imported"
        branches = entry["missing_branches"] if entry else []
        if lines or branches:
            failed = True
            out.write(f"{path}: untested lines {lines}, branches {branches}\n")
    total = figures[""]
    out.write(f"coverage: {total['percent_covered_display']} % of everything; {len(paths)} guarded files ")
    out.write("not wholly covered\n" if failed else "wholly covered\n")
    sys.stdout.write(out.getvalue())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
