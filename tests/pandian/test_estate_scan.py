"""Holds a real scan of the example estate against its truth, line by line: nothing missed and nothing false.

Real connectors, engine, register and checks on the whole estate; what `pandian demo` shows is what is compared here.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from connectors.base import Budget, Source
from pandian.config import load as load_config
from pandian.estate import Estate, build, parts
from pandian.estate.compare import differences, told
from pandian.estate.truth import COLUMNS, EXPECTED, GATE_COLUMNS, MASKED, SKIPPED, Expected
from recognizers import catalogue, digest
from register import checks, model
from register.context import NO_SCAN
from register.diff import diff
from scanner.inventory import Inventory, Status
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import Plan, run
from scanner.sketch import Key

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    return build(tmp_path_factory.mktemp("scanned"), today=TODAY)


def scanned(sources: tuple[Source, ...], mode: str) -> Inventory:
    recognizers = catalogue()
    plan = Plan(sources, recognizers, digest(recognizers), "test", mode, Budget(rows=None))
    return run(plan, MemoryLedger(), Observer(recognizers, Key(b"k" * 32)) if mode != "schema" else None)


@pytest.fixture(scope="module")
def inventory(estate: Estate) -> Inventory:
    pytest.importorskip("python_calamine", reason="reading XLSX needs the office extra")
    return scanned(load_config(estate.config).sources(), "full")


@pytest.fixture(scope="module")
def gated(estate: Estate) -> Inventory:
    """As `pandian gate pull_request` started in the estate's folder sees it."""
    here = Path.cwd()
    os.chdir(estate.folder)
    try:
        paths = sorted(Path("pull_request").glob("*.sql"))
        return scanned(tuple(Source("pull_request", str(path)) for path in paths), "schema")
    finally:
        os.chdir(here)


def test_every_column_is_judged_rightly(inventory: Inventory) -> None:
    assert list(differences(inventory, COLUMNS)) == []


def test_every_column_of_the_pull_request_is_judged_rightly(gated: Inventory) -> None:
    assert list(differences(gated, GATE_COLUMNS)) == []


def test_everything_is_read_or_listed(inventory: Inventory) -> None:
    assert {a.uri for a in inventory.assets if a.status is Status.COMPLETE} == set(COLUMNS)
    assert {a.uri for a in inventory.assets if a.status is Status.SKIPPED} == set(SKIPPED)
    assert inventory.complete


def test_masked_values_are_known_as_masked(inventory: Inventory) -> None:
    assert {(f.uri, f.column) for f in inventory.findings if f.state == "masked"} == MASKED


def test_scan_shows_what_is_expected_and_nothing_else(estate: Estate, inventory: Inventory) -> None:
    register = model.load(estate.register)
    got = [told(v, "scan") for v in checks.run(register, inventory, today=TODAY)]
    assert sorted(got, key=repr) == sorted((e for e in EXPECTED if e.command == "scan"), key=repr)


def test_gate_shows_what_is_expected_and_nothing_else(estate: Estate, gated: Inventory) -> None:
    register, scanned_ = model.load(estate.register), {asset.uri for asset in gated.assets}
    got = [told(v, "gate") for v in checks.run(register, gated, today=TODAY, only=checks.GATE) if v.uri in scanned_]
    assert got == [e for e in EXPECTED if e.command == "gate"]


def test_diff_shows_what_is_expected_and_nothing_else(estate: Estate) -> None:
    register, previous = model.load(estate.register), model.load(estate.previous_register)
    changes = {change.path for change in diff(previous, register) if change.weight != "minor"}
    assert changes == {
        "processing_activities[a4].data_uses[p4]",
        "processing_activities[a5].data_categories[user.account.sns]",
        "departments[finance].owner",
        "changes[0]",
    }, "nothing else differs, so that the version before does not fall behind"
    got = [told(v, "diff") for v in checks.run(register, NO_SCAN, today=TODAY, only=("CHG-001", "CHG-003"), previous=previous)]
    assert sorted(got, key=repr) == sorted((e for e in EXPECTED if e.command == "diff"), key=repr)


@pytest.mark.parametrize("name", ["register.broken.yaml", "register.dangling.yaml"])
def test_lint_names_every_mistake(estate: Estate, name: str) -> None:
    problems = model.parse(estate.folder / name).problems
    got = [Expected(p.rule, "lint", name, declaration=p.path) for p in problems]
    assert got == [e for e in EXPECTED if e.command == "lint" and e.uri == name]


def test_quickstart_shows_one_thing() -> None:
    folder = parts().parent / "quickstart"
    found = scanned((Source("quickstart", str(folder / "customers.csv")),), "full")
    truth = {
        "file://quickstart/customers.csv": {
            "customer_no": frozenset({"CUSTOMER_NUMBER"}),
            "company_name": frozenset({"COMPANY"}),
            "contact_name": frozenset({"PERSON"}),
            "mobile": frozenset({"PHONE_NUMBER"}),
            "email": frozenset({"EMAIL_ADDRESS"}),
            "id_card_no": frozenset({"CN_RESIDENT_ID"}),
            "grade": frozenset(),
        }
    }
    assert list(differences(found, truth)) == []
    violations = checks.run(model.load(folder / "register.yaml"), found, today=TODAY)
    assert [(v.rule, v.column) for v in violations] == [("INV-001", "id_card_no")]
