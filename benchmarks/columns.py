"""A hundred columns without a telling header, most of them decoys: what is known by its values alone, and what is mistaken.

A table of c1 to c100 with 1,000 rows from a seed goes through `pandian scan --full`. What each column holds is written down beside
its generator (`benchmarks.personal`, `benchmarks.decoys`). A decoy that is LIKELY or CONFIRMED is wrong; one that is POSSIBLE, which
asks a person to look, is counted for itself. `python -m benchmarks.columns` prints the confusion matrix in Markdown.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.decoys import DECOYS
from benchmarks.dice import Dice, Made
from benchmarks.personal import PERSONAL
from benchmarks.row import Row

NAME = "columns"
WHAT = "100 generated columns without headers: kinds known by values, decoys taken for one"
COLUMNS = PERSONAL + DECOYS
ROWS = 1000
SEED = 3


class Told(NamedTuple):
    """What a scan says of a column: the surest kind that is LIKELY or CONFIRMED ("" for none), and the POSSIBLE ones."""

    sure: str
    possible: tuple[str, ...]


def measure() -> list[Row]:
    judged = [(made, outcome(made, told)) for made, told in zip(COLUMNS, tell(), strict=True)]
    personal = [(m, o) for m, o in judged if m.expected != "NONE"]
    others = [(m, o) for m, o in judged if m.expected == "NONE"]
    return [
        *_rows("personal", personal, ("right", "only POSSIBLE", "nothing", "wrong")),
        *_rows("decoys and what only a header tells", others, ("right", "only POSSIBLE", "wrong")),
    ]


def _rows(what: str, judged: list[tuple[Made, str]], outcomes: tuple[str, ...]) -> list[Row]:
    rows = []
    for wanted in outcomes:
        names = [m.what for m, o in judged if o.partition(":")[0] == wanted]
        rows.append(Row(f"{what}: {wanted}", len(names), f"of {len(judged)}", note="" if wanted == "right" else "; ".join(names)))
    return rows


def outcome(made: Made, told: Told) -> str:
    """right, only POSSIBLE[: kinds], nothing, or wrong: kind."""
    if told.sure:
        return "right" if told.sure == made.expected else f"wrong: {told.sure}"
    if made.expected == "NONE":
        return f"only POSSIBLE: {', '.join(told.possible)}" if told.possible else "right"
    return "only POSSIBLE" if made.expected in told.possible else "nothing"


def tell() -> list[Told]:
    """What `pandian scan` says of each of COLUMNS."""
    with tempfile.TemporaryDirectory() as folder:
        table = written(Path(folder) / "columns.csv")
        command = [sys.executable, "-m", "pandian", "scan", str(table), "--full", "--format", "csv", "--fail-on", "never"]
        done = subprocess.run([*command, "--store", str(Path(folder) / "store.db")], check=True, capture_output=True, text=True)
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in csv.DictReader(done.stdout.splitlines()):
        found.setdefault(finding["column"], []).append((finding["verdict"].upper(), finding["entity"]))
    return [_told(found.get(f"c{number}", [])) for number, _ in enumerate(COLUMNS, 1)]


def _told(findings: list[tuple[str, str]]) -> Told:
    sure = [entity for verdict, entity in findings if verdict in ("LIKELY", "CONFIRMED")]
    return Told(sure[0] if sure else "", tuple(entity for verdict, entity in findings if verdict == "POSSIBLE"))


def written(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(f"c{number}" for number, _ in enumerate(COLUMNS, 1))
        writer.writerows(zip(*map(cells, COLUMNS), strict=True))
    return path


def cells(made: Made) -> list[str]:
    """Every column has dice of its own, so that a new one changes no other."""
    dice = Dice(f"{SEED} {made.what}")
    found = []
    for dice.row in range(1, ROWS + 1):
        found.append(made.make(dice))
    return found


def matrix() -> str:
    """The confusion matrix, a row per kind; of the kinds that a column was taken for, only those that occur."""
    counted: dict[str, Counter[str]] = {}
    for made, told in zip(COLUMNS, tell(), strict=True):
        counted.setdefault(made.expected, Counter())[outcome(made, told)] += 1
    lines = ["| holds | columns | right | only POSSIBLE | nothing | taken for |", "|---|---|---|---|---|---|"]
    for kind in sorted(counted, key=lambda k: (k == "NONE", k)):
        outcomes = counted[kind]
        possible = sum(n for o, n in outcomes.items() if o.startswith("only POSSIBLE"))
        named = ", ".join(f"{o.partition(': ')[2]} {n}" for o, n in sorted(outcomes.items()) if o.startswith("only POSSIBLE:"))
        wrong = ", ".join(f"{o.removeprefix('wrong: ')} {n}" for o, n in sorted(outcomes.items()) if o.startswith("wrong"))
        shown = [
            kind,
            outcomes.total(),
            outcomes["right"],
            f"{possible} ({named})" if named else possible,
            outcomes["nothing"],
            wrong or "–",
        ]
        lines.append(f"| {' | '.join(map(str, shown))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(matrix())
