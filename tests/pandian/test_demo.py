"""`pandian demo` as a newcomer runs it: it agrees with its own truth, and no report that it writes is empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pandian.command import call, code, place, said


def test_the_demo_agrees_with_the_truth_and_fills_every_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("python_calamine", reason="reading XLSX needs the office extra")
    place(tmp_path, monkeypatch)
    result = call("demo", "--out", "out")
    assert code(result) == 0, said(result)
    assert "✗" not in result.output
    for lang in ("zh", "en"):
        page = (tmp_path / "out" / "reports" / lang / "inventory.dpo.html").read_text("utf-8")
        counts = re.findall(r'<b>(R\d+|—)</b>.*?<span class="count">([\d,]+)</span>', page)
        assert [name for name, _ in counts] == ["R1", "R2", "R3", "R4", "R5", "R7", "R10", "R11", "R12", "—"]
        assert [name for name, rows in counts if rows == "0"] == []


def test_the_demo_writes_over_nothing_that_is_not_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    result = call("demo", "--out", "mine")
    assert code(result) == 2
    assert "mine" in said(result)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
