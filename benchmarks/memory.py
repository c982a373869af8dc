"""Peak memory of a full scan, whole process, at one and at four million rows: it must not grow with the data."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.data import sqlite_table
from benchmarks.row import Row

NAME = "memory"
WHAT = "peak resident memory of `pandian scan --full` (children included)"

_PEAK = """
import resource, sys
from pandian.__main__ import main
sys.argv = sys.argv[1:]
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def measure() -> list[Row]:
    folder = Path(tempfile.gettempdir()) / "pandian-bench"
    folder.mkdir(exist_ok=True)
    peaks = {number: _peak(sqlite_table(folder / f"customer-{number}.db", number), folder) for number in (1_000_000, 4_000_000)}
    (few, low), (many, high) = peaks.items()
    return [Row(f"{few:,} rows", low, "MB"), Row(f"{many:,} rows", high, "MB", high / low, f"the peak at {few:,} rows")]


def _peak(table: Path, folder: Path) -> float:
    store = folder / "memory-store.db"
    store.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-c",
        _PEAK,
        "pandian",
        "scan",
        str(table),
        "--full",
        "--fail-on",
        "never",
        "--store",
        str(store),
        "--format",
        "csv",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stderr.strip().splitlines()[-1]) / 1000
