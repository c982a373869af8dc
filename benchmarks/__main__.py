"""Runs the measurements named on the command line, or all of them, and prints one table each."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys

import benchmarks
from benchmarks.row import Row


def main(wanted: list[str]) -> None:
    modules = [importlib.import_module(f"benchmarks.{m.name}") for m in pkgutil.iter_modules(benchmarks.__path__)]
    known = {m.NAME: m for m in modules if hasattr(m, "NAME")}
    if unknown := sorted(set(wanted) - known.keys()):
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for name in wanted or sorted(known):
        print(f"\n## {name}: {known[name].WHAT}")
        show(known[name].measure())


def show(rows: list[Row]) -> None:
    width = max(len(r.what) for r in rows)
    for row in rows:
        ratio = f"{row.ratio:8.2f} x {row.against}" if row.ratio else ""
        places = 0 if row.unit.startswith("of ") else 3 if row.value < 10 else 2
        print(f"  {row.what:{width}}  {row.value:12,.{places}f} {row.unit:10} {ratio}  {row.note}".rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])
