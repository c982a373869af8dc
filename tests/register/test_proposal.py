"""Proposals for deletion, run by this test on real databases: the SELECT counts what the scan counted, the text as written changes
nothing, and after a person's COMMIT a new scan finds nothing overdue."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import Budget, Source
from recognizers import catalogue
from register import law, sql
from register.checks import ret_002
from register.context import Context
from register.proposal import BATCH, Proposal, proposals
from register.retention import standings
from scanner.inventory import Clock, ColumnRecord, DeletionFlag, Inventory
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import Plan, run
from scanner.sketch import Key
from tests.connectors import servers
from tests.connectors.servers import Server
from tests.register.made import TODAY, asset, clock, found, register, scan

RECOGNIZERS = catalogue()
OBSERVER = Observer(RECOGNIZERS, Key(bytes(32)))
BOUND = "systems: [{fides_key: crm, bindings: ['postgresql://crm/*', 'mysql://crm/*']}]"
ANONYMIZE = "retention_rules: [{id: r-customer, action: anonymize}]"
LIMIT = date(2023, 10, 23)  # three years and thirty days before TODAY
#: Days before, on and behind the limit; the first is a default and no date.
DAYS = [
    date(1970, 1, 1),
    date(2016, 2, 29),
    date(2020, 12, 31),
    date(2023, 1, 5),
    LIMIT - timedelta(1),
    LIMIT,
    LIMIT + timedelta(1),
    date(2026, 11, 1),
]
OVERDUE = 4
_EPOCH = date(1970, 1, 1)


def seconds(day: date) -> int:
    return (day - _EPOCH).days * 86_400 + 3_600


#: How a table writes its clock -> (type, cell). "{}" is the type of a text.
CLOCKS: dict[str, tuple[str, Callable[[date], Any]]] = {
    "iso": ("{}", lambda d: f"{d} 08:00:00"),
    "slash": ("{}", lambda d: d.strftime("%Y/%m/%d")),
    "dot": ("{}", lambda d: d.strftime("%Y.%m.%d")),
    "ymd": ("INT", lambda d: int(d.strftime("%Y%m%d"))),
    "ymd_text": ("{}", lambda d: d.strftime("%Y%m%d")),
    "seconds": ("BIGINT", seconds),
    "seconds_text": ("{}", lambda d: str(seconds(d))),
    "millis": ("BIGINT", lambda d: seconds(d) * 1000 + 7),
    "native_date": ("DATE", lambda d: d),
    "native_time": ("TIMESTAMP", lambda d: f"{d} 23:59:59" if d > _EPOCH else None),
}


def rows(cell: Callable[[date], Any]) -> list[tuple[int, str, str, Any]]:
    dated = [(n, "王小明", f"1380013{n:04d}", cell(day)) for n, day in enumerate(DAYS * 6)]
    return [*dated, (900, "李小红", "13800139900", None)]


def fill(execute: Callable[..., Any], text: str, mark: str) -> None:
    for name, (kind, cell) in CLOCKS.items():
        null = " NULL" if kind == "TIMESTAMP" else ""
        execute(f"CREATE TABLE t_{name} (id INT PRIMARY KEY, name {text}, mobile {text}, created_at {kind.format(text)}{null})")
        for row in rows(cell):
            execute(f"INSERT INTO t_{name} VALUES ({mark}, {mark}, {mark}, {mark})", row)


class Database:
    """A source to scan, and how a person would run a file on it."""

    def __init__(self, source: Source, script: Callable[[str], object], value: Callable[[str], int]) -> None:
        self.source, self.script, self.value = source, script, value

    def scanned(self) -> Inventory:
        plan = Plan((self.source,), RECOGNIZERS, "digest", "0", "full", Budget(rows=None))
        return run(plan, MemoryLedger(), OBSERVER)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "crm.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        fill(connection.execute, "TEXT", "?")
        yield Database(Source("crm", str(path)), connection.executescript, lambda q: connection.execute(q).fetchone()[0])


@pytest.fixture(scope="module")
def postgresql_server() -> Iterator[Server]:
    with servers.postgresql() as server:
        yield server


@pytest.fixture
def postgresql(postgresql_server: Server) -> Iterator[Database]:
    with servers.postgresql_admin(postgresql_server) as admin:
        admin.execute("DROP DATABASE IF EXISTS crm")
        admin.execute("CREATE DATABASE crm")
    with servers.postgresql_admin(postgresql_server, "crm") as connection:
        fill(connection.execute, "TEXT", "%s")
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'Zq7Canary'")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        source = Source("crm", f"postgresql://reader@127.0.0.1:{postgresql_server.port}/crm", password="Zq7Canary")
        yield Database(source, connection.execute, lambda q: connection.execute(q).fetchone()[0])
        connection.execute("DROP OWNED BY reader")


@pytest.fixture(scope="module")
def mariadb_server() -> Iterator[Server]:
    with servers.mariadb() as server:
        yield server


@pytest.fixture
def mariadb(mariadb_server: Server) -> Iterator[Database]:
    with closing(servers.mariadb_admin(mariadb_server)) as connection, connection.cursor() as cursor:
        cursor.execute("SET time_zone = '+00:00'")
        cursor.execute("DROP DATABASE IF EXISTS crm")
        cursor.execute("CREATE DATABASE crm")
        cursor.execute("USE crm")
        fill(cursor.execute, "VARCHAR(40)", "%s")
        cursor.execute("CREATE OR REPLACE USER reader@'127.0.0.1' IDENTIFIED BY 'Zq7Canary'")
        cursor.execute("GRANT SELECT ON crm.* TO reader@'127.0.0.1'")

        def script(text: str) -> None:
            for statement in filter(str.strip, re.sub(r"--.*", "", text).split(";")):
                cursor.execute(statement)

        def value(query: str) -> int:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

        source = Source("crm", f"mysql://reader@127.0.0.1:{mariadb_server.port}/crm", password="Zq7Canary")
        yield Database(source, script, value)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def database(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found


def context(folder: Path, inventory: Inventory, *overlays: str) -> Context:
    return Context(register(folder, BOUND, *overlays), inventory, law.load(), TODAY)


def select(proposal: Proposal) -> str:
    match = re.search(r"SELECT COUNT\(\*\)[^;]*;", proposal.text)
    assert match
    return match[0]


def test_what_is_proposed_deletes_what_the_scan_counted(database: Database, tmp_path: Path) -> None:
    before = context(tmp_path, database.scanned())
    overdue = {s.asset.uri: s.overdue.rows for s in standings(before) if s.overdue}
    assert {uri.rsplit("t_", 1)[1]: n for uri, n in overdue.items()} == dict.fromkeys(CLOCKS, 6 * OVERDUE)
    found_before = list(proposals(before, "zh"))
    assert len(found_before) == len(CLOCKS)
    for proposal in found_before:
        assert database.value(select(proposal)) == overdue[proposal.uri], proposal.text
        database.script(proposal.text)  # as written: nothing changes
        assert database.value(select(proposal)) == overdue[proposal.uri]
        database.script(proposal.text.replace("ROLLBACK;", "COMMIT;"))
        assert database.value(select(proposal)) == 0
    after = context(tmp_path, database.scanned())
    assert list(ret_002.check(after)) == []
    assert {a.name: a.rows_read for a in after.inventory.assets} == {f"t_{name}": 49 - 6 * OVERDUE for name in CLOCKS}


def test_anonymising_leaves_the_rows_and_names_nobody(database: Database, tmp_path: Path) -> None:
    before = context(tmp_path, database.scanned(), ANONYMIZE)
    for proposal in proposals(before, "en"):
        assert database.value(select(proposal)) == 6 * OVERDUE, proposal.text
        database.script(proposal.text.replace("ROLLBACK;", "COMMIT;"))
        assert database.value(select(proposal)) == 0
    after = database.scanned()
    assert {a.rows_read for a in after.assets} == {49}
    assert {f.filled for f in after.findings if f.column in ("name", "mobile")} == {49 - 6 * OVERDUE}


def made(folder: Path, *overlays: str, lang: str = "en", uri: str = "sqlite://crm/customers", **more: Any) -> Proposal:
    known: dict[str, Any] = {
        "clocks": (clock("created_at", d2020_01_31=5, d2026_11_01=95),),
        "columns": (ColumnRecord("created_at", "TEXT"),),
    }
    return next(proposals(context(folder, scan(found(uri=uri), assets=(asset(uri, **(known | more)),)), *overlays), lang))


def test_the_text_as_a_person_sees_it(tmp_path: Path) -> None:
    text = made(tmp_path, "retention_rules: [{id: r-customer, legal_minimum: {period: P1Y, law: 某法 第一条}}]", lang="zh").text
    assert (
        text
        == """\
-- 供人工复核的建议，盘点程序从不执行它。执行前请核对条件、外键和备份。
-- 对象：sqlite://crm/customers
-- 规则：r-customer，期限 P3Y + P30D，起算 last_activity，到期处理 delete
-- 政策关于期限的条款：个人信息保护政策 2026-01-01 二 “三年”
-- 扫描 2026-11-22：早于 2023-10-23 的 5 行（全量计数），共 100 行
-- 涉及人数：未统计
-- 法定最短期限：某法 第一条 P1Y（规则写明的 legal_minimum）
-- 注意：带 ON DELETE CASCADE 的外键会连带删除别的表的行。

-- 先核对行数，应与扫描一致：5
SELECT COUNT(*) FROM "customers"
WHERE ("customers"."created_at" LIKE '____-__-__%' AND "customers"."created_at" >= '1970-01-02' AND "customers"."created_at" < '2023-10-23');

BEGIN IMMEDIATE;
DELETE FROM "customers"
WHERE ("customers"."created_at" LIKE '____-__-__%' AND "customers"."created_at" >= '1970-01-02' AND "customers"."created_at" < '2023-10-23');
ROLLBACK;  -- 复核后由人改为 COMMIT
"""
    )


@pytest.mark.parametrize(
    ("overlay", "more", "says"),
    [
        ("retention_rules: [{id: r-customer, legal_minimum: {period: P5Y, law: 某法}}]", {}, "shorter than a legal minimum (RET-005)"),
        ("retention_rules: [{id: r-customer, action: archive_restricted}]", {}, "restricted archive"),
        ("", {"kind": "view"}, "Not a table with a clock column"),
        ("", {"kind": "sheet", "uri": "file://share/crm/a.xlsx#S"}, "This is a file"),
        ("retention_rules: [{id: r-customer, clock: {partition: monthly}}]", {"clocks": (), "partitions": ("p2020",)}, "Not a table with a clock column"),
        ("", {"name": "a\nDROP TABLE b; --"}, "do not show"),
        ("", {"name": "cust\u202eomers"}, "do not show"),
        ("", {"schema": "\x00"}, "do not show"),
    ],
)  # fmt: skip
def test_no_statement_where_none_should_be_run(overlay: str, more: dict[str, Any], says: str, tmp_path: Path) -> None:
    proposal = made(tmp_path, *filter(None, [overlay]), **more)
    assert not proposal.runs
    assert says in proposal.text
    assert all(line.startswith("-- ") or not line for line in proposal.text.split("\n"))


@pytest.mark.parametrize("column", ["", "created_at"])
def test_nothing_is_emptied_where_only_the_clock_is_personal(column: str, tmp_path: Path) -> None:
    record = asset(clocks=(clock("created_at", d2020_01_31=5),))
    c = Context(register(tmp_path, ANONYMIZE), scan(found(column=column), assets=(record,)), law.load(), TODAY)
    proposal = next(proposals(c, "en"))
    assert not proposal.runs
    assert "No column with personal information but the clock" in proposal.text
    assert "UPDATE" not in proposal.text


@pytest.mark.parametrize(
    ("uri", "more", "says"),
    [
        ("postgresql://crm/public.t", {"schema": "public", "name": "t"}, 'DELETE FROM ONLY "public"."t"'),
        ("postgresql://crm/public.t", {"schema": "public", "name": "t", "partitions": ("t_2020",)}, 'DELETE FROM "public"."t"'),
        ("postgresql://crm/public.t", {"name": "t", "columns": (ColumnRecord("created_at", "timestamp with time zone"),)}, "< TIMESTAMPTZ '2023-10-23 00:00:00+00'"),
        ("mysql://crm/crm.t", {"schema": "crm", "name": "t`t"}, "DELETE FROM `crm`.`t``t`"),
        ("mysql://crm/crm.t", {"columns": (ColumnRecord("created_at", "timestamp"),)}, "SET time_zone = '+00:00';"),
        ("sqlite://crm/t", {"name": 't"t', "columns": ()}, 'FROM "t""t"'),
        ("sqlite://crm/t", {"name": "t", "clocks": (Clock("created_at", "2020-01-01", "2020-01-01", {"2020-01-01": 3}, role="created", forms=("loose",)),)},
         "lack leading zeros"),
        ("file://share/crm/a.db#t", {"kind": "table", "name": "t"}, "BEGIN IMMEDIATE;"),
        ("sqlite://crm/t", {"status": "SAMPLED", "method": "keys", "rows_estimate": 2000}, "rows before 2023-10-23: 100 (estimated from a sample) of 2000"),
        ("sqlite://crm/t", {"status": "PARTIAL"}, "(at least: only a part was read)"),
        ("sqlite://crm/t", {"partitions": ("p\n2020", "p2026")}, "Partitions wholly overdue (they can be detached whole): p\ufffd2020"),
        ("sqlite://crm/t", {"clocks": (replace(clock("created_at", d2020_01_31=5), people={"2020-01-31": 4}),)}, "People: about 4"),
        ("sqlite://crm/t", {"deletion_flags": (DeletionFlag("is_deleted", 1),)}, "DELETE FROM"),
    ],
)  # fmt: skip
def test_what_dialects_and_scans_change(uri: str, more: dict[str, Any], says: str, tmp_path: Path) -> None:
    proposal = made(tmp_path, uri=uri, **more)
    assert proposal.runs
    assert says in proposal.text


def test_another_database_gets_standard_sql(tmp_path: Path) -> None:
    inventory = scan(
        found(uri="oracle://crm/T"),
        assets=(asset("oracle://crm/T", clocks=(clock("created_at", d2020_01_31=5),), columns=(ColumnRecord("created_at", "DATE"),)),),
    )
    text = next(proposals(context(tmp_path, inventory, "systems: [{fides_key: crm, bindings: ['oracle://crm/*']}]"), "en")).text
    assert 'START TRANSACTION;\nDELETE FROM "T"' in text
    assert "< DATE '2023-10-23'" in text


@pytest.mark.parametrize(("uri", "transactions"), [("sqlite://crm/t", 2), ("mysql://crm/t", 1)])
def test_many_rows_go_in_batches(uri: str, transactions: int, tmp_path: Path) -> None:
    many = Clock(
        "created_at", "2020-01-01", "2020-01-04", {f"2020-01-0{n}": BATCH * 2 // 5 for n in range(1, 5)} | {"2020-02-01": 9}, role="created"
    )
    text = made(tmp_path, uri=uri, clocks=(many,), rows_read=100_000).text
    assert text.count("ROLLBACK;") == transactions
    assert text.count("DELETE FROM") == transactions
    bounds = re.findall(
        r">= '([-0-9]+)' AND \S+ < '([-0-9]+)'", text.split("BEGIN", 1)[-1] if transactions > 1 else text.split("START", 1)[-1]
    )
    assert bounds[0][0] == "1970-01-02"
    assert bounds[-1][1] == "2023-10-23"
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    assert (f"LIMIT {BATCH};" in text) is (transactions == 1)


def test_files_are_named_by_us(tmp_path: Path) -> None:
    names = {
        made(tmp_path, uri=uri).file
        for uri in ("sqlite://crm/customers", "sqlite://crm/%2e%2e%2fetc", "sqlite://crm/客户", "sqlite://crm/Customers")
    }
    assert len(names) == 4
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}\.sql", name) for name in names)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "generic"])
@given(name=st.text(min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_name_is_quoted_or_refused(dialect: Any, name: str) -> None:
    try:
        quoted = sql.quote(name, dialect)
    except sql.Unwritable:
        assert not name.isprintable()
        return
    with closing(sqlite3.connect(":memory:")) as connection:  # double quotes mean the same in all three
        connection.execute(f"CREATE TABLE {quoted} (a)")
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [(name,)] or name.lower().startswith("sqlite_")


@given(name=st.text(min_size=1, max_size=30))
def test_any_name_is_quoted_for_mysql(name: str) -> None:
    try:
        quoted = sql.quote(name, "mysql")
    except sql.Unwritable:
        return
    assert quoted[0] == quoted[-1] == "`"
    assert "`" not in quoted[1:-1].replace("``", "")
    assert quoted[1:-1].replace("``", "`") == name


@given(st.text(max_size=700))
def test_any_text_is_one_line_of_a_comment(text: str) -> None:
    line = sql.comment(text)
    assert len(line.splitlines()) == 1
    assert line.startswith("-- ")
