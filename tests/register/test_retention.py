"""Retention: dates in names, the arithmetic of periods to the day, what a standing says, and the command that shows it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import law
from register.context import Context
from register.dates import due, limit, partition_end, shorter, span_of
from register.entries import Period
from register.retention import Standing, floors_of, rule_of, standings
from scanner.inventory import AssetRecord, DeletionFlag, Inventory, Status
from tests.pandian.command import call, code, place, said
from tests.register.made import COMPLETE, TODAY, asset, clock, found, register, scan

PERIODS = st.builds(lambda y, m, d: Period.parse(f"P{y}Y{m}M{d}D"), st.integers(0, 30), st.integers(0, 30), st.integers(0, 800))
DAYS = st.dates(date(1970, 1, 2), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("export_2021-03.csv", "2021-03-01", "2021-03-31"), ("logs/2023/app.log", "2023-01-01", "2023-12-31"),
        ("logs/2023/02/app.log", "2023-02-01", "2023-02-28"), ("logs/2024/2/app.log", "2024-02-01", "2024-02-29"),
        ("app-20230105.log", "2023-01-05", "2023-01-05"), ("logs/2023/app-20230105.log", "2023-01-05", "2023-01-05"),
        ("客户2021年3月.xlsx#Sheet1", "2021-03-01", "2021-03-31"), ("客户2021年3月5日.xlsx", "2021-03-05", "2021-03-05"), ("2022年报表.xlsx", "2022-01-01", "2022-12-31"),
        ("报名表_2021Q2.csv", "2021-04-01", "2021-06-30"), ("2021年第四季度.csv", "2021-10-01", "2021-12-31"), ("a_2021_q1", "2021-01-01", "2021-03-31"),
        ("p202103", "2021-03-01", "2021-03-31"), ("orders_2021_03_07", "2021-03-07", "2021-03-07"), ("t_2021.03", "2021-03-01", "2021-03-31"),
        ("archive2021/export_2023-05.csv", "2023-05-01", "2023-05-31"),  # of several the latest
        ("archive2023/export_2021-05.csv", "2023-01-01", "2023-12-31"),
        ("20240229.csv", "2024-02-29", "2024-02-29"),
    ],
)  # fmt: skip
def test_dates_in_names(name: str, first: str, last: str) -> None:
    assert span_of(name) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "name",
    [
        "customers.csv",
        "13800138000.csv",
        "v1.2.3",
        "20230230.csv",
        "order_120231",
        "",
        "12021-03",
        "p1899",
        "8192.bin",
        "客户清单",
        "1234567890123.csv",
    ],
)
def test_names_without_a_date(name: str) -> None:
    assert span_of(name) is None


@pytest.mark.parametrize(
    ("partition", "name", "end"),
    [
        ("p1 < 2021-04-01", "p1", "2021-04-01"), ("p202103", "p202103", "2021-04-01"), ("p2020", "p2020", "2021-01-01"),
        ("rest", "rest", None), ("p1 < 2021-04-31", "p1", None), ("a\nb < 2021-04-01", "a\nb", "2021-04-01"),
    ],
)  # fmt: skip
def test_where_partitions_end(partition: str, name: str, end: str | None) -> None:
    assert partition_end(partition) == (name, date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("period", "grace", "today", "first"),
    [
        ("P3Y", None, "2026-11-22", "2023-11-22"), ("P3Y", "P30D", "2026-11-22", "2023-10-23"), ("P1M", None, "2026-03-31", "2026-02-28"),
        ("P1M", None, "2024-03-31", "2024-02-29"), ("P1Y", None, "2024-02-29", "2023-02-28"), ("P4Y", None, "2024-02-29", "2020-02-29"),
        ("P6M", None, "2026-08-31", "2026-02-28"), ("P365D", None, "2025-01-01", "2024-01-02"), ("P1Y", None, "2025-01-01", "2024-01-01"),
        ("P2W", None, "2026-01-10", "2025-12-27"),
    ],
)  # fmt: skip
def test_the_first_day_that_may_still_be_there(period: str, grace: str | None, today: str, first: str) -> None:
    said = limit(Period.parse(period), Period.parse(grace) if grace else None, date.fromisoformat(today))
    assert said.isoformat() == first


@pytest.mark.parametrize(
    ("period", "day", "falls"),
    [
        ("P3Y", "2023-11-22", "2026-11-23"), ("P1Y", "2024-02-29", "2025-03-01"), ("P1Y", "2023-02-28", "2024-03-01"),
        ("P1M", "2026-01-31", "2026-03-01"), ("P30D", "2026-11-01", "2026-12-02"), ("P9000Y", "2026-11-01", None),
    ],
)  # fmt: skip
def test_the_day_on_which_a_record_has_to_go(period: str, day: str, falls: str | None) -> None:
    said = due(Period.parse(period), None, date.fromisoformat(day))
    assert (said.isoformat() if said else None) == falls


@given(PERIODS, st.none() | PERIODS, DAYS)
def test_a_record_is_overdue_from_the_day_it_falls_due(period: Period, grace: Period | None, day: date) -> None:
    falls = due(period, grace, day)
    assert falls is not None
    assert limit(period, grace, falls) > day >= limit(period, grace, falls - timedelta(days=1))


@given(PERIODS, DAYS)
def test_a_day_later_the_limit_never_falls(period: Period, day: date) -> None:
    assert limit(period, None, day) <= limit(period, None, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("period", "least", "expected"),
    [
        ("P3Y", "P3Y", False), ("P36M", "P3Y", False), ("P1095D", "P3Y", True), ("P1096D", "P3Y", False), ("P6M", "P180D", False),
        ("P182D", "P6M", True), ("P184D", "P6M", False), ("P29D", "P1M", True), ("P31D", "P1M", False), ("P1M", "P31D", True),
        ("P1M", "P28D", False), ("P30Y", "P10Y", False), ("P10Y", "P30Y", True), ("P26W", "P6M", True),
    ],
)  # fmt: skip
def test_shorter_is_by_the_calendar(period: str, least: str, expected: bool) -> None:
    assert shorter(Period.parse(period), Period.parse(least)) is expected


@given(PERIODS)
def test_nothing_is_shorter_than_itself(period: Period) -> None:
    assert not shorter(period, period)


def context(folder: Path, inventory: Inventory, *overlays: str) -> Context:
    return Context(register(folder, *overlays), inventory, law.load(), TODAY)


def standing(folder: Path, *overlays: str, record: AssetRecord | None = None) -> Standing:
    return standings(context(folder, scan(found(), assets=(record or asset(),)), *overlays))[0]


def test_what_falls_due_next(tmp_path: Path) -> None:
    days = {"d2023_10_22": 2, "d2023_10_23": 1, "d2023_11_21": 4, "d2023_11_22": 8, "d2024_01_20": 16, "d2024_01_21": 32, "d2026_11_01": 64}
    found = standing(tmp_path, record=asset(clocks=(clock("updated_at", **days),), rows_read=127))
    assert (found.limit, found.next_due) == ("2023-10-23", "2026-11-23")
    assert found.overdue
    assert (found.overdue.rows, found.due_30, found.due_90) == (2, 1 + 4, 1 + 4 + 8 + 16)


def test_nothing_is_left_to_fall_due(tmp_path: Path) -> None:
    found = standing(tmp_path, record=asset(clocks=(clock("updated_at", d2010_01_01=5),)))
    assert (found.next_due, found.due_30, found.due_90, found.is_overdue) == ("", 0, 0, True)


def test_a_sample_scales_what_falls_due(tmp_path: Path) -> None:
    record = asset(
        clocks=(clock("updated_at", d2023_11_01=10, d2020_01_01=20, d2026_11_01=70),), status="SAMPLED", method="keys", rows_estimate=1000
    )
    found = standing(tmp_path, record=record)
    assert found.overdue
    assert (found.overdue.rows, found.overdue.of, found.overdue.basis, found.due_30) == (200, 1000, "sample", 100)
    part = standing(tmp_path, record=replace(record, status=Status.PARTIAL))
    assert part.overdue
    assert (part.overdue.rows, part.overdue.basis) == (20, "read")


@pytest.mark.parametrize(
    ("overlay", "column", "basis"),
    [
        ("retention_rules: [{id: r-customer, clock: {column: Created-At}}]", "created_at", "rule"),
        ("retention_rules: [{id: r-customer, clock: {column_hints: [nothing, updatedAt]}}]", "updated_at", "hint"),
        ("retention_rules: [{id: r-customer, start: collected}]", "created_at", "role"),
        ("retention_rules: [{id: r-customer, start: last_activity}]", "updated_at", "role"),
    ],
)
def test_which_clock_and_why(overlay: str, column: str, basis: str, tmp_path: Path) -> None:
    record = asset(clocks=(clock("created_at", d2020_01_01=1), clock("updated_at", d2020_01_01=1), clock("deleted_at", d2020_01_01=1)))
    age = standing(tmp_path, overlay, record=record).age
    assert age
    assert (age.clock, age.basis) == (column, basis)


def test_the_rule_that_lets_it_stay_longest_governs(tmp_path: Path) -> None:
    two = "processing_activities: [{id: a3, name: 存档, department: it, systems: [crm], data_categories: [user.name], retention: r-ten}]\n"
    found = standing(tmp_path, two + "retention_rules: [{id: r-ten, period: P10Y}]")
    assert found.rule
    assert found.rule.id == "r-ten"
    assert [a.id for a in found.activities] == ["a1", "a3"]


def test_what_the_policy_says_holds_where_an_activity_has_no_rule(tmp_path: Path) -> None:
    r = register(tmp_path, "processing_activities: [{id: a1, retention: null}]\nretention_statement: {after_expiry: anonymize}")
    rule = rule_of(r, r.activities[0])
    assert rule
    assert (rule.id, rule.action, rule.period and rule.period.text) == ("retention_statement", "anonymize", "P3Y")
    silent = register(tmp_path, "processing_activities: [{id: a1, retention: null}]\nretention_statement: {period: null}")
    assert rule_of(silent, silent.activities[0]) is None


def test_soft_deletions_are_told_even_without_a_date(tmp_path: Path) -> None:
    flags = (DeletionFlag("is_deleted", 5), DeletionFlag("archived", 4, {"2026-10-22": 3, "2026-10-23": 1}))
    marked = standing(tmp_path, record=asset(deletion_flags=flags)).soft
    assert [(s.column, s.marked.rows, s.past.rows, s.undated, s.grace.text) for s in marked] == [
        ("is_deleted", 5, 0, 5, "P30D"),
        ("archived", 4, 3, 0, "P30D"),
    ]


def test_a_legal_minimum_says_why_it_was_matched(tmp_path: Path) -> None:
    c = context(
        tmp_path,
        scan(),
        "processing_activities: [{id: a1, name: 电商平台交易}]\nretention_rules: [{id: r-customer, legal_minimum: {period: P1Y, law: 某法}}]",
    )
    floors = list(floors_of(c, c.register.retention_rules["r-customer"]))
    assert [(f.period.text, f.law, f.why.zh, f.broken) for f in floors] == [
        ("P1Y", "某法", "规则写明的 legal_minimum", False),
        ("P3Y", "电子商务法 第三十一条", "处理活动“电商平台交易”提到“电商平台”", False),
    ]


def test_every_legal_minimum_of_the_pack_is_whole() -> None:
    entries = law.load().retention
    assert {e.id: e.period.text for e in entries} == {
        "ecommerce": "P3Y", "network_log": "P6M", "accounting_voucher": "P30Y", "accounting_other": "P10Y", "labour_contract": "P2Y", "pia_report": "P3Y",
    }  # fmt: skip
    assert all(e.law and e.words and e.name.zh and e.name.en and e.start.zh and e.start.en for e in entries)
    words = [word for e in entries for word in e.words]
    assert len(words) == len(set(words))


@pytest.fixture
def scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a register and a stored scan: customers with old and deleted rows, leads that nothing dates."""
    place(tmp_path, monkeypatch)
    with closing(sqlite3.connect("crm.db")) as db:
        db.execute("CREATE TABLE customers (id INT, name TEXT, mobile TEXT, updated_at TEXT, is_deleted INT)")
        db.execute("CREATE TABLE leads (id INT, name TEXT, mobile TEXT)")
        for n in range(100):
            day = "2020-02-29" if n < 10 else "2026-09-01"
            db.execute("INSERT INTO customers VALUES (?, '王小明', ?, ?, ?)", (n, f"1380013{n:04d}", day, n % 25 == 0))
            db.execute("INSERT INTO leads VALUES (?, '李小红', ?)", (n, f"1390013{n:04d}"))
        db.commit()
    Path("register.yaml").write_text(COMPLETE, encoding="utf-8")
    Path("pandian.yaml").write_text("sources: [{name: crm, path: crm.db}]\nstore: store.db\n", encoding="utf-8")
    assert code(call("scan", "--full", "-q")) in (0, 1)
    return tmp_path


def test_the_command_shows_every_asset(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = call("register", "retention", "register.yaml", "--lang", "en", "--today", TODAY.isoformat())
    assert code(done) == 0
    for words in (
        "sqlite://crm/customers [crm]", "Clock: updated_at; by name or comment", "before 2023-10-23; rows: 10", "is_deleted: rows: 4 / 4, P30D",
        "2020-02-29 – 2026-09-01", "none usable; tried: last_contact_at, [last_activity], [updated], [created]", "assets: 2, overdue: 1",
    ):  # fmt: skip
        assert words in said(done)
    monkeypatch.setenv("COLUMNS", "150")
    wide = said(call("register", "retention", "register.yaml", "--lang", "zh", "--today", TODAY.isoformat()))
    assert re.search("对象 +规则 +时间字段 +最早 – 最新 +超期 +软删除过宽限期 +法定最短 +下次到期", wide)


def test_the_command_writes_proposals_and_runs_none(scanned: Path) -> None:
    before = (scanned / "crm.db").read_bytes()
    done = call("register", "retention", "register.yaml", "--sql", "out", "--lang", "zh", "--today", TODAY.isoformat())
    files = list((scanned / "out").iterdir())
    assert (code(done), len(files)) == (0, 1)
    assert 'DELETE FROM "customers"' in files[0].read_text(encoding="utf-8")
    assert "建议 1 份，其中有语句的 1 份" in said(done)
    assert (scanned / "crm.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--scan", "nothing"], "nothing"), (["--law-pack", "none.yaml"], "none.yaml"), (["--sql", "crm.db"], "crm.db")],
)
def test_the_command_says_what_it_cannot_use(arguments: list[str], words: str, scanned: Path) -> None:
    done = call("register", "retention", "register.yaml", *arguments)
    assert code(done) == 2
    assert words in said(done)
