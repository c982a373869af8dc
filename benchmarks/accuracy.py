"""How right: columns and spans against labelled public data, where that lies beside the project (../shared/eval)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.row import Row

NAME = "accuracy"
WHAT = "F1 on labelled data that is not part of the project; columns by names and comments alone"
EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"


def measure() -> list[Row]:
    if not EVAL.is_dir():
        return [Row("no labelled data beside the project", 0, "")]
    with tempfile.TemporaryDirectory() as folder:
        return [*_columns(Path(folder)), *_spans(Path(folder), "privacy.dev"), *_spans(Path(folder), "profiles.dev")]


def _columns(folder: Path) -> list[Row]:
    found = folder / "columns.csv"
    schemas = sorted(map(str, (EVAL / "schemas").glob("*.sql")))
    _pandian(["scan", "--schema-only", "--format", "csv", *schemas], found)
    scores = _score("score_columns.py", EVAL / "schemas" / "columns.dev.csv", found, "--sampling", "random")
    return [Row(f"columns: {name}", scores[name]["f1"], "F1", note=_note(scores[name])) for name in ("any PII", "micro")]


def _spans(folder: Path, name: str) -> list[Row]:
    text, found = EVAL / "text" / f"{name}.jsonl", folder / f"{name}.jsonl"
    _pandian(["detect", "--format", "jsonl", str(text)], found)
    scores = _score("score_spans.py", text, found)["overlap"]
    wanted = ("PHONE_NUMBER", "EMAIL_ADDRESS", "SNS_ACCOUNT", "CN_RESIDENT_ID")
    return [Row(f"{name}: {e} (overlap)", scores[e]["f1"], "F1", note=_note(scores[e])) for e in wanted if scores.get(e, {}).get("tp")]


def _pandian(arguments: list[str], out: Path) -> None:
    with out.open("wb") as file:
        subprocess.run([sys.executable, "-m", "pandian", *arguments], check=True, stdout=file)


def _score(script: str, *arguments: object) -> dict[str, dict[str, dict[str, float]]]:
    done = subprocess.run([sys.executable, str(EVAL / script), *map(str, arguments), "--json"], check=True, capture_output=True)
    return dict(json.loads(done.stdout))


def _note(score: dict[str, float]) -> str:
    return f"P {score['p']:.3f} R {score['r']:.3f}"
