"""How right: columns, cells and spans against labelled public data, where that lies beside the project (../shared/eval), and
the table of evasions."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.row import Row
from recognizers import catalogue
from recognizers.find import in_cell, in_text
from tests.recognizers.evasions import PERSONAL, Case, cases

NAME = "accuracy"
WHAT = "F1 on labelled data that is not part of the project; evasions seen through"
EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
HELD_OUT = (1, 4, 7, 10, 13, 16, 19, 22)  # of the sorted names of the projects, from 0: never looked at while header words were written
#: Columns of values/table.dev.csv -> what they are without a header. Any date and any six digits could be one, and a domain is nobody's.
VALUES = {
    "PERSON": "PERSON", "ID_CARD": "CN_RESIDENT_ID", "TELEPHONE": "PHONE_NUMBER", "MOBILE_PHONE": "PHONE_NUMBER", "EMAIL": "EMAIL_ADDRESS",
    "LICENSE_PLATE": "CN_LICENSE_PLATE", "BANK_CARD": "BANK_CARD", "PASSPORT": "CN_PASSPORT", "COMPANY_NAME": "COMPANY",
    "SOCIAL_CREDIT_CODE": "CN_SOCIAL_CREDIT_CODE", "IPV4": "IP_ADDRESS", "IPV6": "IP_ADDRESS", "MAC": "MAC_ADDRESS", "DOMAIN_NAME": "",
    "LOCATION": "ADDRESS", "POSTCODE": "", "DATE": "",
}  # fmt: skip
Record = dict[str, str]


def measure() -> list[Row]:
    if not EVAL.is_dir():
        return [Row("no labelled data beside the project", 0, ""), *_evasions()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spans = [
            *_spans(folder, "privacy.dev", ("PHONE_NUMBER", "EMAIL_ADDRESS", "SNS_ACCOUNT")),
            *_spans(folder, "profiles.dev", ("PHONE_NUMBER", "EMAIL_ADDRESS", "CN_RESIDENT_ID")),
        ]
        return [*_columns(folder), *_values(folder), *spans, *_evasions()]


def _columns(folder: Path) -> list[Row]:
    """By names and comments alone. The labels know 17 kinds and call all others NONE, as they do what is nobody's: a finding of
    another kind is counted as false where it may be right, so both counts are given."""
    schemas, found = EVAL / "schemas", folder / "columns.csv"
    gold, known = schemas / "columns.dev.csv", folder / "known.csv"
    _pandian(["scan", "--schema-only", "--format", "csv", "--fail-on", "never", *sorted(map(str, schemas.glob("*.sql")))], found)
    labels = list(_records(gold))
    kinds = {r["entity"] for r in labels} - {"?", "NONE"}
    _write(known, (r for r in _records(found) if r["entity"] in kinds))
    names = sorted({r["project"] for r in labels})
    held, held_names = folder / "held.csv", {names[place] for place in HELD_OUT}
    _write(held, (r for r in labels if r["project"] in held_names))
    return [
        Row(f"columns, {which}, {how}: {name}", scores[name]["f1"], "F1", note=_note(scores[name]))
        for which, labelled in ((f"all {len(names)} projects", gold), (f"the {len(held_names)} held out", held))
        for how, predicted in (("all kinds", found), (f"the labels' {len(kinds)} kinds", known))
        for scores in [_score("score_columns.py", labelled, predicted, "--sampling", "random")]
        for name in ("any PII", "micro")
    ]


def _values(folder: Path) -> list[Row]:
    """Cells without a header: c1 to c17. What stays POSSIBLE is a question, not an answer."""
    table, found = folder / "table.csv", folder / "values.csv"
    with (
        (EVAL / "values" / "table.dev.csv").open(encoding="utf-8-sig", newline="") as file,
        table.open("w", encoding="utf-8", newline="") as out,
    ):
        rows = csv.reader(file)
        names = next(rows)
        csv.writer(out).writerows([[f"c{n}" for n, _ in enumerate(names, 1)], *rows])
    _pandian(["scan", "--full", "--format", "csv", "--fail-on", "never", "--store", str(folder / "store.db"), str(table)], found)
    told: dict[str, str] = {}
    for r in _records(found):
        if r["verdict"].upper() != "POSSIBLE":
            told.setdefault(r["column"], r["entity"])
    wrong = [f"{name}: {got or 'nothing'}" for n, name in enumerate(names, 1) if (got := told.get(f"c{n}", "")) != VALUES[name]]
    return [Row("cells without header", len(names) - len(wrong), f"of {len(names)}", note="; ".join(wrong))]


def _spans(folder: Path, name: str, wanted: Iterable[str]) -> list[Row]:
    text, found = EVAL / "text" / f"{name}.jsonl", folder / f"{name}.jsonl"
    _pandian(["detect", "--format", "jsonl", str(text)], found)
    scores = _score("score_spans.py", text, found)["overlap"]
    return [Row(f"{name}: {e} (overlap)", scores[e]["f1"], "F1", note=_note(scores[e])) for e in wanted]


def _evasions() -> list[Row]:
    """Ways of writing that hide a value (tests/recognizers/evasions.py): found as what it is; of what only looks like one, found at all."""
    counted: Counter[tuple[str, bool]] = Counter()
    missed: dict[str, Counter[str]] = {}
    for case in cases():
        hit = bool(_entities(case) & PERSONAL) if case.level == "never" else case.entity in _entities(case)
        counted[case.level, hit] += 1
        if hit == (case.level == "never"):
            missed.setdefault(case.level, Counter())[f"{case.entity} {case.what}".strip()] += 1
    rows = []
    for level, word in (("must", "found"), ("should", "found"), ("never", "hit")):
        total = counted[level, True] + counted[level, False]
        note = "; ".join(missed.get(level, {}))
        rows.append(
            Row(f"evasions: {level.upper()}, {word}", counted[level, True] / total * 100, "%", note=f"of {total}. {note}".rstrip(". "))
        )
    return rows


def _entities(case: Case) -> set[str]:
    matches = in_text(case.text, catalogue()) if case.mode == "text" else in_cell(case.text, catalogue())
    return {m.entity for m in matches}


def _pandian(arguments: list[str], out: Path) -> None:
    with out.open("wb") as file:
        subprocess.run([sys.executable, "-m", "pandian", *arguments], check=True, stdout=file)


def _records(path: Path) -> Iterable[Record]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _write(path: Path, records: Iterable[Record]) -> None:
    rows = list(records)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _score(script: str, *arguments: object) -> dict[str, Any]:
    done = subprocess.run([sys.executable, str(EVAL / script), *map(str, arguments), "--json"], check=True, capture_output=True)
    return dict(json.loads(done.stdout))


def _note(score: dict[str, float]) -> str:
    return f"P {score['p']:.3f} R {score['r']:.3f}"
