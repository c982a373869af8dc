"""Holds the example estate to its word: same seed same contents, nobody real, and the truth beside it true.

The truth is written by hand, so it is checked here against the values themselves with expressions of this test's own,
not with the recognizers that are measured by it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pandian.config import load as load_config
from pandian.estate import SEED, Estate, EstateError, build, parts
from pandian.estate.crm import OVERDUE, ROWS
from pandian.estate.people import check_digit
from pandian.estate.truth import COLUMNS, EXPECTED, GATE_COLUMNS, MASKED, SKIPPED
from recognizers.cn_resident_id import RECOGNIZER as RESIDENT_ID
from register import model, quotes, yaml

TODAY = dt.date(2026, 11, 22)
ENTITIES = {
    *("PERSON", "PHONE_NUMBER", "ADDRESS", "EMAIL_ADDRESS", "SNS_ACCOUNT", "CUSTOMER_NUMBER", "COMPANY", "JOB_TITLE"),
    *("CN_RESIDENT_ID", "BANK_CARD", "CREDENTIAL", "WEB_TRACKER"),
}
DATABASES = {"crm": "data/crm.db", "crm_test": "data/crm_test.db", "tokyo": "tokyo/replica.db"}
EMAIL = re.compile(r"[A-Za-z0-9._-]+@([A-Za-z0-9.-]+)")
LOOKS = {
    "EMAIL_ADDRESS": re.compile(r"@[a-z0-9.]+\.example"),
    "PHONE_NUMBER": re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|1[3-9][0-9]\*{4}[0-9]{4}|0[0-9]{2,3}-[0-9]{8})(?![0-9])"),
    "CN_RESIDENT_ID": re.compile(r"(?<![0-9])(?:11|3[1-4]|42|44|51)[0-9]{4}(?:19|20)[0-9]{9}[0-9X](?![0-9])"),
    "COMPANY": re.compile(r"有限公司"),
    "ADDRESS": re.compile(r"[路街道巷][0-9]+号"),
    "WEB_TRACKER": re.compile(r"googletagmanager"),
    "CUSTOMER_NUMBER": re.compile(r"\bHS[0-9]{6}\b"),
}


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    return build(tmp_path_factory.mktemp("estate"), today=TODAY)


def tables(path: Path) -> Iterator[tuple[str, list[str], list[tuple[object, ...]]]]:
    with closing(sqlite3.connect(path)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            cursor = database.execute(f'SELECT * FROM "{name}"')
            yield name, [c[0] for c in cursor.description], cursor.fetchall()


def share(folder: Path) -> Iterator[tuple[str, list[str], list[tuple[object, ...]]]]:
    openpyxl = pytest.importorskip("openpyxl")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = f"file://share/{path.relative_to(folder).as_posix()}"
        if path.suffix == ".csv":
            header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("gb18030"), newline=""))
            yield name, header, [tuple(row) for row in rows]
        elif path.suffix == ".jsonl":
            records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            yield name, list(records[0]), [tuple(r.values()) for r in records]
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            for sheet in book.worksheets:
                header, *rows = sheet.iter_rows(values_only=True)
                yield f"{name}#{sheet.title}", list(header), rows
        elif path.suffix in (".log", ".md", ".html"):
            yield name, ["text"], [(line,) for line in path.read_text("utf-8").splitlines()]


def assets(estate: Estate) -> Iterator[tuple[str, list[str], list[tuple[object, ...]]]]:
    for source, path in DATABASES.items():
        for name, columns, rows in tables(estate.folder / path):
            yield f"sqlite://{source}/{name}", columns, rows
    yield from share(estate.folder / "share")


def contents(folder: Path) -> dict[str, object]:
    """Databases by what is in them, other files by their bytes and times."""
    found: dict[str, object] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        found[name] = list(tables(path)) if path.suffix == ".db" else path.read_bytes()
        if name.startswith("share/"):
            found[name + " time"] = path.stat().st_mtime
    return found


# --- the same, and nobody's files lost ---------------------------------------------------------------------------


def test_same_seed_and_day_same_contents(estate: Estate, tmp_path: Path) -> None:
    assert contents(build(tmp_path / "again", SEED, TODAY).folder) == contents(estate.folder)


def test_rebuilding_replaces(estate: Estate, tmp_path: Path) -> None:
    folder = build(tmp_path / "twice", 7, TODAY).folder
    assert contents(folder) != contents(estate.folder)
    (folder / "share" / "left-over.txt").write_text("x", encoding="utf-8")
    assert contents(build(folder, SEED, TODAY).folder) == contents(estate.folder)


def test_an_occupied_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "data").mkdir()
    with pytest.raises(EstateError, match="something else"):
        build(tmp_path, today=TODAY)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "mine.txt"]


def test_a_file_or_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(EstateError, match="not a folder"):
            build(tmp_path / name, today=TODAY)


# --- nobody real -------------------------------------------------------------------------------------------------


def test_every_email_domain_is_reserved(estate: Estate) -> None:
    seen = {d for _, _, rows in assets(estate) for row in rows for cell in row if isinstance(cell, str) for d in EMAIL.findall(cell)}
    for path in (*parts().rglob("*"), *(parts().parent / "quickstart").rglob("*")):
        if path.is_file():
            seen |= set(EMAIL.findall(path.read_text("utf-8")))
    assert len(seen) > 1000
    assert [d for d in seen if not d.endswith(".example")] == []


def test_resident_ids_pass_their_checksum(estate: Estate) -> None:
    ids = [row[7] for name, _, rows in tables(estate.folder / "data/crm.db") if name == "seminar_signups" for row in rows if row[7]]
    assert 400 < len(ids) < 800
    assert len(set(ids)) == len(ids)
    assert RESIDENT_ID.validate is not None
    assert [i for i in ids if not RESIDENT_ID.validate(i)] == []


def test_check_digit_of_the_standard() -> None:
    """The two numbers printed as examples in GB 11643-1999."""
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


def test_one_person_one_number(estate: Estate) -> None:
    rows = next(rows for name, _, rows in tables(estate.folder / "data/crm.db") if name == "contacts")
    assert len({row[4] for row in rows}) == len({row[5] for row in rows}) == ROWS["contacts"] == len(rows)


# --- the truth ---------------------------------------------------------------------------------------------------


def test_truth_names_every_column(estate: Estate) -> None:
    assert {uri: columns for uri, columns, _ in assets(estate)} == {uri: list(columns) for uri, columns in COLUMNS.items()}


def test_truth_is_true(estate: Estate) -> None:
    """Every kind whose looks are unmistakable stands exactly where the truth says."""
    wrong = []
    for uri, columns, rows in assets(estate):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            cells = [str(v) for v in values if v is not None]
            seen = {entity for entity, look in LOOKS.items() if any(look.search(cell) for cell in cells)}
            if seen != COLUMNS[uri][column] & LOOKS.keys():
                wrong.append((uri, column, seen))
    assert wrong == []


def test_truth_speaks_known_entities() -> None:
    kinds = {e for truth in (COLUMNS, GATE_COLUMNS) for columns in truth.values() for entities in columns.values() for e in entities}
    assert kinds <= ENTITIES
    assert ENTITIES - kinds == {"BANK_CARD", "CREDENTIAL"}, "a declared bank card found nowhere is INV-006"


def test_there_are_decoys(estate: Estate) -> None:
    clean = [uri for uri, columns in COLUMNS.items() if not any(columns.values())]
    assert len(clean) >= 8
    assert sum(not entities for columns in COLUMNS.values() for entities in columns.values()) > 60


def test_what_cannot_be_read_is_listed(estate: Estate) -> None:
    files = {
        f"file://share/{p.relative_to(estate.folder / 'share').as_posix()}" for p in (estate.folder / "share").rglob("*") if p.is_file()
    }
    assert files == {uri.split("#")[0] for uri in COLUMNS if uri.startswith("file://")} | set(SKIPPED)


def test_a_phone_is_kept_as_a_number(estate: Estate) -> None:
    with closing(sqlite3.connect(estate.folder / "data/crm.db")) as database:
        assert database.execute("SELECT DISTINCT typeof(lxdh) FROM lxr_xx").fetchall() == [("integer",)]


@pytest.mark.parametrize("today", [TODAY, dt.date(2028, 2, 29), dt.date(2027, 3, 1)])
def test_overdue_rows_are_exact(today: dt.date, tmp_path: Path) -> None:
    build(tmp_path / "e", today=today)
    limits = {("customers", "updated_at"): 3, ("contacts", "updated_at"): 3, ("kh_xx", "tbsj"): 3, ("lxr_xx", "tbsj"): 3}
    limits |= {("seminar_signups", "signed_up_at"): 1, ("orders", "ordered_on"): 5}
    late = {}
    with closing(sqlite3.connect(tmp_path / "e/data/crm.db")) as database:
        for (table, clock), years in limits.items():
            for margin in (0, 20):  # with any way to count a year, and some grace
                day = (today - dt.timedelta(days=years * 365.25 + margin)).isoformat()
                late[table, margin] = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {clock} < ?", (day,)).fetchone()[0]
    assert late == {(table, margin): OVERDUE.get(table, 0) for table, _ in limits for margin in (0, 20)}


def test_no_row_is_from_tomorrow(estate: Estate) -> None:
    with closing(sqlite3.connect(estate.folder / "data/crm.db")) as database:
        for table, clock in (("customers", "updated_at"), ("contacts", "updated_at"), ("tickets", "opened_at"), ("orders", "ordered_on")):
            assert database.execute(f"SELECT MAX({clock}) FROM {table}").fetchone()[0] < TODAY.isoformat()
        assert database.execute("SELECT COUNT(*) FROM customers WHERE created_at >= updated_at").fetchone() == (0,)


def test_the_test_database_holds_production_people(estate: Estate) -> None:
    production = {(r[2], r[4], r[5]) for name, _, rows in tables(estate.folder / "data/crm.db") if name == "contacts" for r in rows}
    copied = {name: rows for name, _, rows in tables(estate.folder / "data/crm_test.db")}
    assert {r[2:] for r in copied["customers_copy"]} <= production
    assert len(copied["customers_copy"]) == 500
    assert {("sqlite://crm_test/masked_contacts", "mobile")} == MASKED
    assert all(re.fullmatch(r"1[0-9]{2}\*{4}[0-9]{4}", r[1]) for r in copied["masked_contacts"])


def test_expected_places_exist() -> None:
    for e in EXPECTED:
        if e.command in ("scan", "gate") and e.uri:
            truth = {"scan": COLUMNS, "gate": GATE_COLUMNS}[e.command]
            assert e.uri in truth, e
            assert not e.column or e.column in truth[e.uri], e
            assert not e.entity or e.entity in truth[e.uri][e.column], e
    shown = {e.rule for e in EXPECTED}
    told = "INV-001 INV-002 INV-003 INV-006 INV-008 INV-010 INV-011 RET-001 RET-002 RET-003 XB-001 SEC-001 SEC-002 SHR-005 WEB-001 GOV-001"
    assert shown == {"REG-001", "REG-002", "CHG-001", "CHG-003", *told.split()}
    assert len(set(EXPECTED)) == len(EXPECTED)


# --- the hand-written parts --------------------------------------------------------------------------------------


def columns_of(sql: str) -> dict[str, list[str]]:
    """Table -> columns of a MySQL script as our examples write it: one column a line, two blanks before it."""
    found: dict[str, list[str]] = defaultdict(list)
    table = ""
    for line in sql.splitlines():
        if m := re.match(r"(?:CREATE|ALTER) TABLE (\w+)", line):
            table = m[1]
        elif (m := re.match(r"  (?:ADD COLUMN )?(\w+) ", line)) and m[1] != "PRIMARY":
            found[table].append(m[1])
    return dict(found)


def test_schema_is_that_of_the_database(estate: Estate) -> None:
    written = columns_of((estate.schema / "V001__crm.sql").read_text("utf-8"))
    assert written == {name: columns for name, columns, _ in tables(estate.folder / "data/crm.db")}


def test_pull_request_truth_names_every_column(estate: Estate) -> None:
    file = estate.pull_request / "V042__onsite_identity.sql"
    written = {f"schema://pull_request/{file.name}#{table}": columns for table, columns in columns_of(file.read_text("utf-8")).items()}
    assert written == {uri: list(columns) for uri, columns in GATE_COLUMNS.items()}


def cited(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if "quote" in node and "clause" in node:
            yield node["clause"], node["quote"]
        for value in node.values():
            yield from cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from cited(value)


def test_quotes_stand_in_their_clause(estate: Estate) -> None:
    text = estate.policy.read_text("utf-8")
    clauses = dict(re.findall(r"^([0-9]+\.[0-9]+) (.+)$", text, re.MULTILINE))
    data = yaml.load(estate.register.read_bytes()).data
    found = list(cited(data))
    assert len(found) > 25
    assert [(c, q) for c, q in found if q not in clauses[c]] == []
    assert data["documents"][0]["source"]["sha256"] == hashlib.sha256(estate.policy.read_bytes()).hexdigest()


def test_every_category_is_listed_with_its_words(estate: Estate) -> None:
    categories = yaml.load(estate.register.read_bytes()).data["data_categories"]
    assert [c["fides_key"] for c in categories if c["declaration"] != "listed" or not c["quote"]] == []


def test_configuration_loads(estate: Estate) -> None:
    config = load_config(estate.config)
    assert config.register == estate.register
    assert {s.name: (s.environment, s.region) for s in config.sources()} == {
        "crm": ("prod", "CN-SH"),
        "crm_test": ("test", "CN-SH"),
        "share": ("prod", "CN-SH"),
        "tokyo": ("prod", "JP"),
    }
    for source in config.sources():
        assert Path(source.location.removeprefix("sqlite:///")).exists()


def test_register_loads_and_its_quotes_hold(estate: Estate) -> None:
    register = model.load(estate.register)
    assert list(quotes.doubts(register)) == []
    assert {s.key for s in register.systems.values()} == {
        *("crm", "ordering", "seminar", "helpdesk", "fileshare", "crm_tokyo", "sms_outbox", "website"),
    }


def test_quickstart_is_small_and_whole() -> None:
    folder = parts().parent / "quickstart"
    header, *rows = csv.reader((folder / "customers.csv").read_text("utf-8").splitlines())
    assert header == ["customer_no", "company_name", "contact_name", "mobile", "email", "id_card_no", "grade"]
    assert len(rows) == 20
    assert all(check_digit(row[5][:17]) == row[5][17] for row in rows if row[5])
    assert model.load(folder / "register.yaml").declared("crm")
