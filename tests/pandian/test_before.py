"""What was before: the scan before this one (INV-009) and the register as it was (CHG-001, CHG-003, report R10), as a user asks for them."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from register.suggest import dumped
from tests.pandian.command import call, code, place
from tests.register.made import data


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)
    Path("register.yaml").write_text(dumped(data("systems: [{fides_key: crm, bindings: ['sqlite://crm.db/*']}]")), "utf-8")


def people(first: int, last: int) -> None:
    with sqlite3.connect("crm.db") as database:
        database.execute("CREATE TABLE IF NOT EXISTS customers (id INTEGER, mobile TEXT, email TEXT, created_at TEXT)")
        rows = ((n, f"139{n * 7919 % 10**8:08d}", f"user{n}@a.example", "2026-11-01") for n in range(first, last))
        database.executemany("INSERT INTO customers VALUES (?, ?, ?, ?)", rows)
    database.close()


def rules(*arguments: str) -> list[str]:
    call(*arguments, "--register", "register.yaml", "--format", "json", "-o", "out.json", "--today", "2026-11-22")
    found: dict[str, Any] = json.loads(Path("out.json").read_text("utf-8"))
    return [v["rule"] for v in found["violations"]]


def test_many_more_people_than_at_the_scan_before_are_told() -> None:
    people(0, 200)
    assert "INV-009" not in rules("scan", "crm.db", "--full", "-q")
    people(200, 1200)
    assert "INV-009" in rules("scan", "crm.db", "--full", "-q")
    assert "INV-009" in rules("report"), "and again from the store"
    assert "INV-009" not in rules("scan", "crm.db", "--full", "-q"), "as many as before"


def test_a_report_compares_with_the_register_as_it_was() -> None:
    people(0, 50)
    Path("before.yaml").write_text(Path("register.yaml").read_text("utf-8"), "utf-8")
    overlay = "data_uses: [{id: p9, name: 客户画像, legal_basis: [consent]}]\nsystems: [{fides_key: crm, bindings: ['sqlite://crm.db/*']}]"
    Path("register.yaml").write_text(dumped(data(overlay)), "utf-8")
    assert not {"CHG-001", "CHG-003"} & set(rules("scan", "crm.db", "-q"))
    assert {"CHG-001", "CHG-003"} <= set(rules("report", "--previous", "before.yaml"))
    assert (
        code(
            call(
                "report",
                "--register",
                "register.yaml",
                "--previous",
                "before.yaml",
                "--format",
                "dpo-html",
                "-o",
                "dpo.html",
                "--lang",
                "zh",
            )
        )
        == 0
    )
    assert "data_uses[p9]" in Path("dpo.html").read_text("utf-8")
    assert code(call("report", "--register", "register.yaml", "--previous", "missing.yaml")) == 2


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("In all", "By kind", "By system", "Route for exports", "exempt")), ("zh", ("合计", "按种类", "免予申报和备案"))],
)
def test_people_are_shown_each_once(lang: str, words: tuple[str, ...]) -> None:
    people(0, 200)
    call("scan", "crm.db", "--full", "-q", "--register", "register.yaml")
    shown = call("register", "people", "register.yaml", "--lang", lang, "--today", "2026-11-22")
    assert code(shown) == 0
    assert all(word in " ".join(shown.output.split()) for word in words)
    assert re.search(r"客户管理系统 +200 +200 +200", shown.output)
    assert code(call("register", "people", "register.yaml", "--scan", "none")) == 2
