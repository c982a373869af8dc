"""The store on SQLite and on a real PostgreSQL: what goes in comes out, all of it or nothing, and only from its owner."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import scanner.store
from connectors.base import Asset, Budget, Column, Problem, Source
from recognizers import catalogue
from scanner.decisions import Decision, Ruling, decide
from scanner.inventory import AssetRecord, Clock, ColumnRecord, Evidence, Finding, SourceRecord, Status, Verdict
from scanner.profile import ColumnProfile, Tally
from scanner.scan import Plan, Progress
from scanner.sketch import Sketch
from scanner.store import ScanLedger, Store, StoreError
from scanner.store_tables import ASSET, DECISION, FINDING, METADATA, SCAN, SOURCE

Open = Callable[[str], Store]

PLAN = Plan((Source("crm", "sqlite:///crm.db"),), catalogue()[:2], "digest", "0.1", "full", Budget(rows=None, seed=3))
CRM = SourceRecord("crm", "sqlite:///crm.db", "sqlite", "sales", "prod", "CN")

#: Names that no database takes as text, or that break quoting.
NAMES = ("\ud800lone\udfff", "nul\0nul", "'\"`;--", "\\u0000", "\x1b[31m", "💧", "é", "x" * 10_000, "", " ", "%s{0}:name", "\u2028")


def asset(name: str = "t", *columns: str) -> Asset:
    return Asset(
        f"sqlite://crm/{name}",
        "crm",
        "table",
        name,
        tuple(Column(c, "text", f"注 {c}", 3) for c in columns),
        comment=name,
        rows=5,
        exact=True,
    )


def outcome(name: str = "t", *columns: str) -> AssetRecord:
    clock = Clock("created_at", "2020-01-01", "2024-01-01", {"2020-01-01": 2, "2024-01-01": 3}, 1)
    records = tuple(ColumnRecord(c, "text", "", 0, 5, 4) for c in columns)
    return AssetRecord(
        f"sqlite://crm/{name}", "crm", "table", name, status=Status.SAMPLED, rows_read=5, columns=records, clocks=(clock,), absent_bound=0.6
    )


def finding(name: str = "t", column: str = "mobile") -> Finding:
    return Finding(
        f"sqlite://crm/{name}", column, "PHONE_NUMBER", "user.contact.phone_number", Verdict.CONFIRMED, "plain", 4, 4, 4, 5, False, 4, 0.0,
        ("138****0000",), (Evidence("header", "mobile", 0.9), Evidence("unique", "")), 0, ("00" + "a" * 16,), 7,
    )  # fmt: skip


def progress(cursor: Any = 7) -> Progress:
    tag = "00" + "b" * 16
    tally = Tally(cells=1, whole=1, values=1, patterns=Counter(mobile=1), samples={tag: "138****0000"}, sketch=Sketch(0, {tag}))
    return Progress(cursor, 5, 1, 2, {"mobile": ColumnProfile(5, 4, {"PHONE_NUMBER": tally}, Counter({"2020-01-01": 2}), 1)})


def begun(store: Store, *assets: Asset) -> ScanLedger:
    ledger = store.begin(PLAN, {"locations": ["crm.db"], "名": "\ud800"})
    ledger.plan(0, CRM, list(assets or [asset()]))
    return ledger


def rows(store: Store, table: sa.Table) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


# -- a scan's life --------------------------------------------------------------------------------------------------------


def test_what_goes_in_comes_out(location: str, opened: Open) -> None:
    store = opened(location)
    ledger = store.begin(PLAN, {"locations": ["crm.db"]})
    assert ledger.planned(0) is None
    planned = [asset("a", "mobile", "email"), replace(asset("b"), problem=Problem("ERROR", "no_permission", "denied"))]
    ledger.plan(0, CRM, planned)
    assert ledger.planned(0) == planned
    assert ledger.planned(1) is None
    assert not ledger.done(0, 0)
    assert ledger.progress(0, 0) == Progress()
    ledger.checkpoint(0, 0, progress())
    assert ledger.progress(0, 0) == progress()
    ledger.finish(0, 0, outcome("a", "mobile"), (finding("a"), finding("a", "email")))
    assert ledger.done(0, 0)
    assert ledger.progress(0, 0) == Progress(), "an asset that is done keeps no cursor"
    ledger.finish(0, 1, replace(outcome("b"), status=Status.ERROR, reason="no_permission"), ())
    ledger.fail_source(0, replace(CRM, reason="unreachable"))
    inventory = ledger.inventory(PLAN)
    assert inventory.sources == (replace(CRM, reason="unreachable"),)
    assert inventory.assets == (outcome("a", "mobile"), replace(outcome("b"), status=Status.ERROR, reason="no_permission"))
    assert inventory.findings == (finding("a"), finding("a", "email"))
    assert (inventory.version, inventory.recognizers, inventory.mode, inventory.sample_rows, inventory.seed) == (
        "0.1",
        "digest",
        "full",
        None,
        3,
    )
    assert inventory.categories == PLAN.categories
    assert inventory.started <= inventory.finished
    assert store.inventory() == store.inventory(ledger.scan) == inventory
    assert store.invocation(ledger.scan) == {"locations": ["crm.db"]}


@pytest.mark.parametrize("cursor", [None, 0, "客户\ud800", [1, "a"], {"k": [None, 1.5]}, 2**63, True])
def test_any_json_value_is_a_cursor(location: str, opened: Open, cursor: Any) -> None:
    ledger = begun(opened(location))
    ledger.checkpoint(0, 0, progress(cursor))
    assert ledger.progress(0, 0).cursor == cursor


def test_planning_again_renews_the_source_and_keeps_the_assets(location: str, opened: Open) -> None:
    ledger = begun(opened(location), asset("a"), asset("b"))
    ledger.finish(0, 0, outcome("a"), ())
    ledger.plan(0, replace(CRM, reason="timeout"), [asset("c")])
    assert ledger.planned(0) == [asset("a"), asset("b")]
    assert ledger.done(0, 0)
    assert ledger.inventory(PLAN).sources[0].reason == "timeout"
    ledger.plan(1, CRM, [])
    assert ledger.planned(1) == []


def test_scans_are_listed_the_newest_first_within_one_second(location: str, opened: Open) -> None:
    store = opened(location)
    assert store.scans() == []
    ids = []
    for n in range(20):
        ledger = begun(store)
        ledger.finish(0, 0, outcome(str(n)), (finding(),))
        ledger.inventory(PLAN)
        ids.append(ledger.scan)
    unfinished = begun(store)
    assert [row["id"] for row in store.scans()] == [unfinished.scan, *reversed(ids)]
    assert {row["state"] for row in store.scans()[1:]} == {"complete"}
    assert set(store.scans()[0]) == {"id", "state", "started", "finished"}
    assert store.inventory().scan == ids[-1]
    assert [scan for scan, _ in store.find("")] == list(reversed(ids))


def test_the_scan_before_is_of_the_same_sources_and_of_data(location: str, opened: Open) -> None:
    store, other = opened(location), SourceRecord("hr", "sqlite:///hr.db", "sqlite")

    def scanned(source: SourceRecord, plan: Plan = PLAN, *, finished: bool = True) -> str:
        ledger = store.begin(plan, {})
        ledger.plan(0, source, [asset()])
        ledger.finish(0, 0, outcome(), (finding(),))
        if finished:
            ledger.inventory(plan)
        return ledger.scan

    first = scanned(CRM)
    assert store.earlier(first) is None
    scanned(other)
    scanned(CRM, replace(PLAN, mode="schema"))
    scanned(CRM, finished=False)
    last = scanned(CRM)
    assert (before := store.earlier(last)) is not None
    assert before.scan == first
    assert store.earlier("none") is None


def test_an_unfinished_scan_is_shown_when_it_is_named(location: str, opened: Open) -> None:
    store = opened(location)
    ledger = begun(store, asset("a"), asset("b"))
    ledger.finish(0, 0, outcome("a"), (finding("a"),))
    inventory = store.inventory(ledger.scan)
    assert (len(inventory.findings), inventory.finished, inventory.complete) == (1, "", False)
    assert [(a.status, a.reason) for a in inventory.assets][1:] == [(Status.ERROR, "interrupted")], "what was not reached is listed"
    with pytest.raises(StoreError, match=r"store\.no_such_scan"):
        store.inventory()


@pytest.mark.parametrize("ask", [lambda s: s.inventory("none"), lambda s: s.invocation("none"), lambda s: s.inventory()])
def test_a_scan_that_is_not_there(location: str, opened: Open, ask: Callable[[Store], Any]) -> None:
    with pytest.raises(StoreError) as caught:
        ask(opened(location))
    assert caught.value.key == "store.no_such_scan"


def test_findings_are_found_by_the_beginning_of_their_name(location: str, opened: Open) -> None:
    store = opened(location)
    ledger = begun(store)
    both = (finding(), finding(column="email"))
    ledger.finish(0, 0, outcome(), both)
    for wanted in both:
        assert store.find(wanted.fingerprint) == [(ledger.scan, wanted)]
        assert (ledger.scan, wanted) in store.find(wanted.fingerprint[:4])
    assert store.find("%") == store.find("_") == store.find("'") == []


# -- resume and fencing ---------------------------------------------------------------------------------------------------


def test_resume_takes_the_newest_unfinished_or_the_named(location: str, opened: Open) -> None:
    store = opened(location)
    first, second = begun(store, asset("a"), asset("b")), begun(store)
    first.finish(0, 0, outcome("a"), ())
    first.checkpoint(0, 1, progress())
    ledger, invocation, header = store.resume()
    assert ledger.scan == second.scan
    assert invocation == {"locations": ["crm.db"], "名": "\ud800"}
    assert header == {
        "version": "0.1",
        "recognizers": "digest",
        "mode": "full",
        "sample_rows": None,
        "seed": 3,
        "categories": list(PLAN.categories),
        "thresholds": {},
        "plan": PLAN.fingerprint,
    }
    ledger.finish(0, 0, outcome(), ())
    ledger.inventory(PLAN)
    assert store.resume()[0].scan == first.scan, "a complete one is passed over"
    ledger = store.resume(first.scan)[0]
    assert ledger.done(0, 0) and not ledger.done(0, 1)
    assert ledger.progress(0, 1) == progress()


def test_nothing_to_resume(location: str, opened: Open) -> None:
    store = opened(location)
    for scan in ("", "20260101-000000-abc"):
        with pytest.raises(StoreError) as caught:
            store.resume(scan)
        assert (caught.value.key, caught.value.detail) == ("store.nothing_to_resume", scan)
    ledger = begun(store)
    ledger.finish(0, 0, outcome(), ())
    ledger.inventory(PLAN)
    with pytest.raises(StoreError, match=r"store\.nothing_to_resume"):
        store.resume()
    with pytest.raises(StoreError) as caught:
        store.resume(ledger.scan)
    assert (caught.value.key, caught.value.detail) == ("store.already_complete", ledger.scan)


WRITES: dict[str, Callable[[ScanLedger], Any]] = {
    "plan": lambda ledger: ledger.plan(0, replace(CRM, reason="locked"), [asset("x")]),
    "checkpoint": lambda ledger: ledger.checkpoint(0, 0, progress(99)),
    "finish": lambda ledger: ledger.finish(0, 0, outcome(), (finding(),)),
    "fail_source": lambda ledger: ledger.fail_source(0, replace(CRM, reason="timeout")),
    "inventory": lambda ledger: ledger.inventory(PLAN),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_process_that_was_taken_over_writes_nothing_more(location: str, opened: Open, write: str) -> None:
    store = opened(location)
    old = begun(store)
    old.checkpoint(0, 0, progress(1))
    new, _, _ = opened(location).resume(old.scan)
    with pytest.raises(StoreError) as caught:
        WRITES[write](old)
    assert (caught.value.key, caught.value.detail) == ("store.taken_over", old.scan)
    assert new.progress(0, 0).cursor == 1
    assert (rows(store, FINDING), new.planned(0), store.scans()[0]["state"]) == (0, [asset()], "running")
    assert not old.done(0, 0)
    WRITES[write](new)


# -- all of it or nothing -------------------------------------------------------------------------------------------------


class _Fault(Exception):
    pass


@pytest.mark.parametrize("write", ["plan", "checkpoint", "finish", "fail_source"])
@pytest.mark.parametrize("at", range(6))
def test_a_fault_between_two_statements_leaves_nothing(location: str, opened: Open, write: str, at: int) -> None:
    """Every statement of every transaction is once the last that came through."""
    store = opened(location)
    ledger = begun(store, asset("a"), asset("b"))
    ledger.checkpoint(0, 0, progress(1))
    before, done = _dump(store), 0

    def fault(*_: Any) -> None:
        nonlocal done
        done += 1
        if done > at:
            raise _Fault

    sa.event.listen(store.engine, "after_cursor_execute", fault)
    broke = False
    try:
        WRITES[write](ledger)
    except _Fault:
        broke = True
    finally:
        sa.event.remove(store.engine, "after_cursor_execute", fault)
    assert broke is (at < done)
    assert (_dump(opened(location)) == before) is broke
    assert ledger.done(0, 0) is (write == "finish" and not broke)
    if broke:
        WRITES[write](ledger)
        assert _dump(store) != before


def _dump(store: Store) -> list[Any]:
    with store.engine.connect() as connection:
        return [sorted(map(repr, connection.execute(sa.select(table)))) for table in METADATA.sorted_tables]


def test_a_full_disk_is_told_and_what_was_written_stays(tmp_path: Path, opened: Open) -> None:
    location = str(tmp_path / "store.db")
    store = opened(location)
    ledger = begun(store)
    ledger.checkpoint(0, 0, progress(1))
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreError) as caught:
        ledger.checkpoint(0, 0, progress("x" * 100_000))
    assert (caught.value.key, caught.value.detail) == ("store.unusable", f"{location}: database or disk is full")
    assert ledger.progress(0, 0) == progress(1)
    with sqlite3.connect(location) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_a_server_that_goes_away_is_told_without_the_password(postgresql_store: str, store_server: Any, opened: Open) -> None:
    from tests.connectors.servers import postgresql_admin

    store = opened(postgresql_store)
    ledger = begun(store)
    with postgresql_admin(store_server) as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'")
    with pytest.raises(StoreError) as caught:
        ledger.checkpoint(0, 0, progress())
    assert caught.value.key == "store.unusable"
    assert "Canary" not in str(caught.value) and "keeper:***@" in caught.value.detail
    ledger.checkpoint(0, 0, progress())
    assert ledger.progress(0, 0) == progress(), "the next call has a new connection"


# -- what names may hold --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_name_survives(location: str, opened: Open, name: str) -> None:
    store = opened(location)
    ledger = begun(store, asset(name, name))
    held = Progress(name, 1, 0, 0, {name: ColumnProfile(1, 1)})
    ledger.checkpoint(0, 0, held)
    again, _, _ = store.resume(ledger.scan)
    assert again.planned(0) == [asset(name, name)]
    assert again.progress(0, 0) == held
    again.finish(0, 0, outcome(name, name), (finding(name, name),))
    again.fail_source(0, replace(CRM, name=name, reason="internal", detail=name))
    inventory = again.inventory(PLAN)
    assert inventory.assets == (outcome(name, name),)
    assert inventory.findings == (finding(name, name),)
    assert inventory.sources[0].detail == name
    assert store.find(finding(name, name).fingerprint) == [(ledger.scan, finding(name, name))]


def test_ten_thousand_columns_and_a_thousand_assets(location: str, opened: Open) -> None:
    names = [f"字段{i}" for i in range(10_000)]
    ledger = begun(opened(location), asset("wide", *names), *(asset(f"t{i}") for i in range(999)))
    held = Progress(1, 1, 0, 0, {n: ColumnProfile(1, 1) for n in names})
    ledger.checkpoint(0, 0, held)
    assert ledger.progress(0, 0) == held
    ledger.finish(0, 0, outcome("wide", *names), tuple(finding("wide", n) for n in names))
    assert [a.name for a in ledger.planned(0) or ()] == ["wide", *(f"t{i}" for i in range(999))]
    assert [f.column for f in ledger.inventory(PLAN).findings] == names


# -- the place ------------------------------------------------------------------------------------------------------------


def test_only_the_owner_may_read_it(tmp_path: Path, opened: Open) -> None:
    old = os.umask(0)
    try:
        begun(opened(str(tmp_path / "made" / "store.db")))
        modes = {p.name: p.stat().st_mode & 0o777 for p in (tmp_path / "made").iterdir()}
    finally:
        os.umask(old)
    assert modes.keys() == {"store.db", "store.db-wal", "store.db-shm"}
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["a?mode=ro.db", "100%.db", "a b#c.db", "库.db", "a%20b.db", "a:b@c.db"])
def test_a_path_is_a_path(tmp_path: Path, opened: Open, name: str) -> None:
    for n, prefix in enumerate(("", "sqlite:///")):
        begun(opened(f"{prefix}{tmp_path / name}"))
        assert len(opened(str(tmp_path / name)).scans()) == n + 1
    assert {p.name for p in tmp_path.iterdir()} == {name, f"{name}-wal", f"{name}-shm"}


def test_a_tilde_is_the_home_folder(tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    opened("~/store.db")
    assert (tmp_path / "store.db").is_file()


def _folder(tmp_path: Path) -> str:
    return str(tmp_path)


def _below_a_file(tmp_path: Path) -> str:
    (tmp_path / "file").touch()
    return str(tmp_path / "file" / "store.db")


def _no_database(tmp_path: Path) -> str:
    (tmp_path / "text").write_text("name,mobile\n" * 1000)
    return str(tmp_path / "text")


def _another_database(tmp_path: Path) -> str:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE scan (id integer)")
    db.close()
    return str(tmp_path / "other.db")


UNUSABLE = [
    _folder, _below_a_file, _no_database, _another_database, lambda _: "a\0b", lambda _: "~nobody-of-this-name/store.db",
    lambda _: "postgresql://u:Zq7secret@127.0.0.1:port/db", lambda _: "postgresql://u:Zq7secret@127.0.0.1:1/db?password=Zq7secret",
    lambda _: "postgresql://u:Zq7secret@127.0.0.1:1/db", lambda _: "://Zq7secret",
]  # fmt: skip


@pytest.mark.parametrize("place", UNUSABLE)
def test_an_unusable_place_is_told_without_secrets(tmp_path: Path, place: Callable[[Path], str]) -> None:
    with pytest.raises(StoreError) as caught:
        Store(place(tmp_path))
    assert caught.value.key == "store.unusable"
    assert caught.value.detail
    assert "Zq7secret" not in str(caught.value)


@pytest.mark.parametrize(
    "place", ["mysql://u:Zq7secret@h/db", "nosuch://h/db", "1://u:Zq7secret@h", "sqlite://", "https://example.com/store"]
)
def test_another_kind_of_database_is_refused(place: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(place)
    assert caught.value.key == "store.scheme"
    assert "Zq7secret" not in str(caught.value)


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pandian\[postgres\]"):
        Store("postgresql://u@127.0.0.1:1/db")


# -- migrations -----------------------------------------------------------------------------------------------------------


def test_migrations_make_the_tables_of_the_code(location: str, opened: Open) -> None:
    with opened(location).engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == "0002"


def test_a_store_of_a_newer_version_is_refused_and_left_alone(location: str, opened: Open) -> None:
    store = opened(location)
    begun(store)
    with store.transaction(writes=True) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    before = _dump(store)
    with pytest.raises(StoreError) as caught:
        Store(location)
    assert (caught.value.key, caught.value.detail) == ("store.newer", "9999")
    assert _dump(store) == before


@pytest.mark.parametrize("at", range(10))
def test_a_migration_that_breaks_off_is_made_again(location: str, monkeypatch: pytest.MonkeyPatch, opened: Open, at: int) -> None:
    """Killed behind any of its statements: the store is empty, not half made, and the next start makes it."""
    made = scanner.store.engine_of
    done = 0

    def fault(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal done
        done += statement.lstrip().upper().startswith(("CREATE", "INSERT"))
        if done > at:
            raise _Fault

    def breaking(place: str) -> sa.Engine:
        engine = made(place)
        sa.event.listen(engine, "after_cursor_execute", fault)
        return engine

    monkeypatch.setattr(scanner.store, "engine_of", breaking)
    if at < 9:  # version table, five tables, two indexes, the version
        with pytest.raises(_Fault):
            Store(location)
    else:
        Store(location).close()
        assert done == 9
    monkeypatch.undo()
    assert begun(opened(location)).planned(0) == [asset()]


def test_a_migration_made_meanwhile_is_not_made_again(location: str, monkeypatch: pytest.MonkeyPatch, opened: Open) -> None:
    """Between the look and the lock another process was quicker."""
    made = scanner.store.engine_of
    others: list[Store] = []

    def quicker(_connection: sa.Connection) -> None:
        if not others:
            others.append(opened(location))

    def slow(place: str) -> sa.Engine:
        monkeypatch.setattr(scanner.store, "engine_of", made)
        engine = made(place)
        sa.event.listen(engine, "commit", quicker)
        return engine

    monkeypatch.setattr(scanner.store, "engine_of", slow)
    begun(opened(location))
    assert len(others[0].scans()) == 1


def _open_and_begin(location: str) -> str:
    store = Store(location)
    try:
        return begun(store).scan
    finally:
        store.close()


def test_many_first_runs_at_once(location: str, opened: Open) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        scans = pool.map(_open_and_begin, [location] * 8, chunksize=1)
    assert {row["id"] for row in opened(location).scans()} == set(scans)
    assert len(set(scans)) == 8


def test_two_processes_write_their_own_scans(location: str, opened: Open) -> None:
    """Two stores on one place, interleaved: neither waits for ever, neither loses a row."""
    ledgers = [begun(opened(location), *(asset(f"t{i}") for i in range(20))) for _ in range(2)]
    order = [0, 1] * 20
    random.Random(20261122).shuffle(order)
    steps = [0, 0]
    for which in order:
        ledgers[which].checkpoint(0, steps[which], progress())
        ledgers[which].finish(0, steps[which], outcome(f"t{steps[which]}"), (finding(f"t{steps[which]}"),))
        steps[which] += 1
    inventories = [ledger.inventory(PLAN) for ledger in ledgers]
    assert [len(i.assets) for i in inventories] == [len(i.findings) for i in inventories] == [20, 20]


def test_a_store_of_the_version_before_is_moved_up_with_its_scans(location: str, opened: Open) -> None:
    from alembic import command
    from alembic.config import Config

    store = opened(location)
    ledger = begun(store)
    ledger.finish(0, 0, outcome(), (finding(),))
    config = Config()
    config.set_main_option("script_location", str(Path(scanner.store.__file__).parent / "migrations"))
    with store.transaction(writes=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    assert not sa.inspect(store.engine).has_table("decision")
    again = opened(location)
    assert again.find("") == [(ledger.scan, finding())]
    assert again.decisions() == []


# -- decisions ------------------------------------------------------------------------------------------------------------


def decided(ruling: str, reason: str = "order numbers of the ERP", column: str = "mobile", by: str = "li.na") -> Decision:
    return decide(finding(column=column), Ruling(ruling), reason=reason, by=by)


def test_decisions_come_back_in_the_order_in_which_they_were_written(location: str, opened: Open) -> None:
    store = opened(location)
    assert store.decisions() == []
    first = [decided("false_positive"), decided("confirmed", column="fax"), decided("withdrawn", reason="\ud800 '\"; -- \0 一二三四五六")]
    store.decide(first)
    store.decide([])
    second = decided("confirmed", by="\x1b[31m王")
    opened(location).decide([second])
    assert store.decisions() == [*first, second]
    assert store.decisions(finding().fingerprint) == [first[0], first[2], second]
    assert store.decisions("none") == []


def test_decisions_outlive_their_scans(location: str, opened: Open) -> None:
    store = opened(location)
    ledger = begun(store)
    ledger.finish(0, 0, outcome(), (finding(),))
    ledger.inventory(PLAN)
    store.decide([decided("false_positive")])
    with store.transaction(writes=True) as connection:
        connection.execute(SCAN.delete())
    assert [rows(store, t) for t in (SCAN, FINDING, DECISION)] == [0, 0, 1]


def test_decisions_are_written_all_or_none(location: str, opened: Open) -> None:
    store, done = opened(location), 0

    def fault(*_: Any) -> None:
        nonlocal done
        done += 1
        if done > 1:
            raise _Fault

    sa.event.listen(store.engine, "after_cursor_execute", fault)
    with pytest.raises(_Fault):
        store.decide([decided("confirmed"), decided("confirmed", column="fax")])
    sa.event.remove(store.engine, "after_cursor_execute", fault)
    assert opened(location).decisions() == []


# -- integrity ------------------------------------------------------------------------------------------------------------


def test_a_scan_takes_its_rows_along(location: str, opened: Open) -> None:
    store = opened(location)
    for _ in range(2):
        ledger = begun(store, asset("a"), asset("b"))
        ledger.finish(0, 0, outcome("a"), (finding("a"),))
    with store.transaction(writes=True) as connection:
        connection.execute(SCAN.delete().where(SCAN.c.id == ledger.scan))
    assert [rows(store, t) for t in (SCAN, SOURCE, ASSET, FINDING)] == [1, 1, 2, 1]


def test_an_asset_is_finished_once(location: str, opened: Open) -> None:
    ledger = begun(opened(location))
    ledger.finish(0, 0, outcome(), (finding(),))
    with pytest.raises(StoreError) as caught:
        ledger.finish(0, 0, outcome(), (finding(),))
    assert caught.value.key == "store.unusable"
    assert "138****" not in str(caught.value), "no row's content in a message"
    assert len(ledger.inventory(PLAN).findings) == 1


def test_nothing_stays_of_what_was_deleted(tmp_path: Path) -> None:
    """A cursor may hold a key of the source: when the asset is done, no byte of it is left."""
    location = tmp_path / "store.db"
    store = Store(str(location))
    ledger = begun(store)
    ledger.checkpoint(0, 0, progress("13800138000-key"))
    ledger.finish(0, 0, outcome(), ())
    ledger.inventory(PLAN)
    store.close()
    assert [p.name for p in tmp_path.iterdir()] == ["store.db"]
    assert b"13800138000-key" not in location.read_bytes()
