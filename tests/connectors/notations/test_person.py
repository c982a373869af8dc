"""One table of people in every notation: the same columns are found, once each, where they are written.

A file (or a folder, for a notation of several files) of `person/` is a case; nothing else has to be edited for a new one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connectors import open_source
from connectors.base import Source
from connectors.notations import notations
from recognizers import catalogue
from scanner.inventory import Inventory, Verdict
from scanner.memory import MemoryLedger
from scanner.scan import Plan, run

HERE = Path(__file__).parent / "person"
CASES = sorted(path.name for path in HERE.iterdir())
#: column -> kind, whatever the notation's way of spelling names
PERSON = {
    "fullname": "PERSON", "mobile": "PHONE_NUMBER", "idcardno": "CN_RESIDENT_ID", "email": "EMAIL_ADDRESS",
    "birthday": "DATE_OF_BIRTH", "homeaddress": "ADDRESS",
}  # fmt: skip
OTHERS = {"id", "status", "createdat"}


def folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def files(case: str) -> list[str]:
    path = HERE / case
    return sorted(p.relative_to(HERE).as_posix() for p in path.rglob("*") if p.is_file()) if path.is_dir() else [case]


def source(case: str) -> Source:
    return Source("person", f"schema://{HERE}", options=(("files", tuple(files(case))),))


def scanned(case: str) -> Inventory:
    return run(Plan((source(case),), catalogue(), "digest", "0", "schema"), MemoryLedger())


@pytest.mark.parametrize("case", CASES)
def test_the_same_columns_are_found_once(case: str) -> None:
    inventory = scanned(case)
    assert [a.reason for a in inventory.assets if a.reason] == []
    found = [(folded(f.column), f.entity) for f in inventory.findings if f.verdict is not Verdict.POSSIBLE]
    assert sorted(found) == sorted(PERSON.items())
    assert {folded(asset.name).removesuffix("s") for asset in inventory.assets if asset.columns} == {"customer"}
    assert {folded(column.name) for asset in inventory.assets for column in asset.columns} >= set(PERSON)


@pytest.mark.parametrize("case", CASES)
def test_every_column_points_at_the_place_that_writes_it(case: str) -> None:
    for asset in open_source(source(case)).discover():
        for column in asset.columns:
            line = Path(column.file or asset.path).read_text("utf-8").splitlines()[column.line - 1]
            assert folded(column.name) in folded(line)
            assert not column.at or folded(line[column.at - 1 :]).startswith(folded(column.name))


def test_every_notation_has_a_case() -> None:
    spoken = {case.partition(".")[0].partition("__")[0] for case in CASES}
    missing = {notation.NAME for notation in notations()} - spoken
    assert not missing, f"name a case of person/ after each notation, as in sqlalchemy.py or sqlalchemy__core.py: {missing}"


def test_hints_are_in_whatever_the_sign_fits() -> None:
    """Of every file of the table: a hint that is missing would hide what the sign finds."""
    for case in CASES:
        for name in files(case):
            text = (HERE / name).read_text("utf-8")
            for notation in notations():
                hints = getattr(notation, "HINTS", ())
                if hints and re.search(notation.SIGN, text):
                    assert any(hint in text for hint in hints), (name, notation.NAME)
