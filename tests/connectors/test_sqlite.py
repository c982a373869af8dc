"""What only SQLite does: values of any type anywhere, broken text, huge cells, write-ahead logs, odd keys."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from connectors import open_source
from connectors.base import Asset, AssetUnreadable, Budget, ConfigError, Connector, Source, SourceUnavailable
from connectors.sql_reader import dialect_of
from connectors.sql_session import Session
from tests.connectors.case import Read, read

Make = Callable[..., tuple[Connector, dict[str, Asset]]]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    def make(*statements: str | tuple[str, tuple[object, ...]], **options: object) -> tuple[Connector, dict[str, Asset]]:
        with closing(sqlite3.connect(tmp_path / "t.db")) as connection, connection:
            for statement in statements:
                connection.execute(*([statement] if isinstance(statement, str) else statement))
        connector = open_source(Source("t", str(tmp_path / "t.db"), options=tuple(options.items())))
        return connector, {a.name: a for a in connector.discover()}

    return make


def column(done: Read, name: str) -> list[object]:
    return [v for b in done.batches for v in b.data.column(name).to_pylist()]


def test_types_are_hints_and_every_value_comes_out(made: Make) -> None:
    values = [1, 2.5, "三", None, b"abc", 2**62]
    connector, assets = made(
        "CREATE TABLE t (n INTEGER, x, s TEXT, d DATE, b BLOB)",
        *(("INSERT INTO t VALUES (?, ?, ?, ?, ?)", (v, v, v, v, v)) for v in values),
    )
    done = read(connector, assets["t"])
    assert column(done, "n") == ["1", "2.5", "三", None, "abc", str(2**62)]
    assert column(done, "x") == column(done, "b") == column(done, "d") == column(done, "n")
    assert column(done, "s") == column(done, "n")


def test_an_integer_column_with_a_fraction_is_not_cut_down(made: Make) -> None:
    connector, assets = made("CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (1), (2.5)")
    assert column(read(connector, assets["t"]), "n") == [1.0, 2.5]


def test_broken_text_is_counted_and_its_digits_stay(made: Make) -> None:
    connector, assets = made(
        "CREATE TABLE t (s TEXT)",
        ("INSERT INTO t VALUES (CAST(? AS TEXT)), ('好')", (b"\xd5\xc5 13800138000",)),
    )
    done = read(connector, assets["t"])
    assert column(done, "s") == ["\ufffd\ufffd 13800138000", "好"]
    assert sum(b.bad for b in done.batches) == 1


def test_true_binary_stays_binary(made: Make) -> None:
    connector, assets = made("CREATE TABLE t (b BLOB)", ("INSERT INTO t VALUES (?), (?)", (b"\xff\xd8\xff\xe0", b"\x89PNG\xff")))
    assert column(read(connector, assets["t"]), "b") == [b"\xff\xd8\xff\xe0", b"\x89PNG\xff"]


def test_a_huge_cell_is_cut_before_it_fills_memory(made: Make) -> None:
    connector, assets = made(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT)",
        "INSERT INTO t VALUES (1, 'first')",
        "INSERT INTO t VALUES (2, replace(hex(zeroblob(10000000)), '0', '电'))",
        "INSERT INTO t VALUES (3, 'last')",
    )
    done = read(connector, assets["t"], Budget(rows=None, value_chars=1_000))
    assert column(done, "s") == ["first", "电" * 1_000, "last"]
    assert sum(b.cut for b in done.batches) == 1
    assert done.extent.status == "COMPLETE"
    sampled = read(connector, assets["t"], Budget(rows=2, value_chars=1_000))
    assert max(len(str(v)) for v in column(sampled, "s")) <= 1_000


@pytest.mark.parametrize(
    "key", ["id INTEGER PRIMARY KEY DESC", "id INTEGER PRIMARY KEY", "id INT PRIMARY KEY", "id INTEGER, PRIMARY KEY (id DESC)"]
)
def test_every_spelling_of_an_integer_key_is_paged_once(made: Make, key: str) -> None:
    head, _, tail = key.partition(",")
    connector, assets = made(
        f"CREATE TABLE t ({head}, v TEXT{',' + tail if tail else ''})",
        *(("INSERT INTO t VALUES (?, ?)", (97 * i % 101, f"v{i}")) for i in range(100)),
    )
    done = read(connector, assets["t"], Budget(rows=None, batch_rows=9))
    assert sorted(column(done, "v"), key=str) == sorted((f"v{i}" for i in range(100)), key=str)


def test_columns_called_like_the_row_number(made: Make) -> None:
    connector, assets = made(
        "CREATE TABLE one (rowid TEXT, v)", "INSERT INTO one VALUES ('x', 1), ('x', 2), ('x', 3)",
        "CREATE TABLE all_three (rowid TEXT, _rowid_ TEXT, oid TEXT)", "INSERT INTO all_three VALUES ('x', 'y', 'z'), ('x', 'y', 'w')",
    )  # fmt: skip
    for name, rows in (("one", 3), ("all_three", 2)):
        assert len(read(connector, assets[name], Budget(rows=None, batch_rows=1)).rows) == rows


def test_a_sample_is_full_even_when_keys_have_holes(made: Make) -> None:
    connector, assets = made("CREATE TABLE t (id INTEGER PRIMARY KEY, v)", "INSERT INTO t VALUES (9223372036854775807, 0), (-9223372036854775807, 0)",
                             *(("INSERT INTO t VALUES (?, 1)", (i * i,)) for i in range(500)))  # fmt: skip
    done = read(connector, assets["t"], Budget(rows=100, seed=3))
    assert len(set(column(done, "id"))) == 100
    assert done.extent.method == "keys"


def test_a_sample_is_spread_over_the_table(made: Make) -> None:
    connector, assets = made(
        "CREATE TABLE t (v)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t SELECT i FROM n",
    )
    done = [int(str(v)) for v in column(read(connector, assets["t"], Budget(rows=1_000)), "v")]
    assert all(any(lo < v <= lo + 1_000 for v in done) for lo in range(0, 20_000, 1_000))


def test_views_only_on_request_and_system_tables_never(made: Make) -> None:
    statements = (
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "INSERT INTO t DEFAULT VALUES",
        "CREATE VIEW v AS SELECT id FROM t",
    )
    _, assets = made(*statements)
    assert set(assets) == {"t", "v"}
    assert assets["v"].problem is not None
    assert (assets["v"].problem.status, assets["v"].problem.reason) == ("SKIPPED", "view_not_read")
    connector, assets = made(views=True)
    assert len(read(connector, assets["v"], Budget(rows=5)).rows) == 1


def test_full_text_tables_are_read_through_the_front(made: Make) -> None:
    connector, assets = made("CREATE VIRTUAL TABLE f USING fts5(body)", "INSERT INTO f VALUES ('电话 13800138000')")
    assert column(read(connector, assets["f"]), "body") == ["电话 13800138000"]
    shadows = [a for n, a in assets.items() if n.startswith("f_")]
    assert shadows
    assert all(a.problem is not None and a.problem.reason == "system_object" for a in shadows)


def test_include_and_exclude(made: Make, tmp_path: Path) -> None:
    made("CREATE TABLE a_1 (x)", "CREATE TABLE a_2 (x)", "CREATE TABLE b (x)")
    source = Source("t", str(tmp_path / "t.db"), include=("a_*",), exclude=("*_2",))
    assert [a.name for a in open_source(source).discover()] == ["a_1"]


def test_nothing_can_be_written(made: Make, tmp_path: Path) -> None:
    made("CREATE TABLE t (x)")
    connection = dialect_of(Source("t", str(tmp_path / "t.db"))).connect()
    for statement in ("INSERT INTO t VALUES (1)", "CREATE TABLE u (x)", "DROP TABLE t", "PRAGMA user_version = 5"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute(statement)
    connection.close()


def test_a_live_write_ahead_log_is_read_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (x)")
        writer.execute("INSERT INTO t VALUES ('in the log')")
        writer.commit()
        before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir() if not p.name.endswith("-shm")}
        connector = open_source(Source("t", str(path)))
        (asset,) = connector.discover()
        assert read(connector, asset).rows == [("in the log",)]
        assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir() if not p.name.endswith("-shm")} == before
        # A log that has lost its index could only be read by writing a new one.
        lost = tmp_path / "lost.db"
        lost.write_bytes(path.read_bytes())
        (tmp_path / "lost.db-wal").write_bytes((tmp_path / "live.db-wal").read_bytes())
        with pytest.raises(SourceUnavailable) as caught:
            list(open_source(Source("t", str(lost))).discover())
        assert caught.value.reason == "locked"
        assert not (tmp_path / "lost.db-shm").exists()


def test_an_immutable_file_that_changes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)")
        writer.executemany("INSERT INTO t (x) VALUES (?)", [(str(i),) for i in range(100)])
        writer.commit()
    connector = open_source(Source("t", str(path)))
    (asset,) = connector.discover()
    generator = connector.read(asset, Budget(rows=None, batch_rows=10))
    rows = next(generator).data.num_rows
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("UPDATE t SET x = 'new' WHERE id = 100")
        writer.commit()
        rest = [v for b in generator for v in b.data.column("x").to_pylist()]
    assert rows + len(rest) == 100
    assert rest[-1] == "new"


def test_a_locked_file_is_waited_for_and_then_given_up(made: Make, tmp_path: Path) -> None:
    connector, assets = made("CREATE TABLE t (x)", lock_seconds=0.05, retries=1)
    with closing(sqlite3.connect(tmp_path / "t.db")) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(AssetUnreadable) as caught:
            read(connector, assets["t"])
    assert caught.value.reason == "locked"


def test_a_slow_view_times_out(made: Make) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS m FROM n"
    connector, assets = made(f"CREATE VIEW v AS {endless}", views=True, statement_seconds=0.05, retries=0)
    with pytest.raises(AssetUnreadable) as caught:
        read(connector, assets["v"], Budget(rows=3))
    assert caught.value.reason == "timeout"


def test_a_table_that_changes_shape_is_noticed(made: Make) -> None:
    connector, assets = made("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 2), (3, 4)")
    generator = connector.read(assets["t"], Budget(rows=None, batch_rows=1))
    next(generator)
    made("ALTER TABLE t DROP COLUMN b")
    with pytest.raises(StopIteration) as stop:
        next(generator)
    assert (stop.value.value.status, stop.value.value.reason) == ("PARTIAL", "schema_changed")
    with pytest.raises(AssetUnreadable) as caught:
        read(connector, assets["t"])
    assert caught.value.reason == "schema_changed"
    made("DROP TABLE t")
    with pytest.raises(AssetUnreadable, match="not_found"):
        read(connector, assets["t"])


@pytest.mark.parametrize("damage", [b"\0" * 3_000, b"\xff" * 3_000])
def test_a_damaged_file_is_one_of_the_four_errors(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "d.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("v" * 500,)] * 100)
    whole = bytearray(path.read_bytes())
    whole[8_192 : 8_192 + len(damage)] = damage
    path.write_bytes(whole)
    connector = open_source(Source("t", str(path)))
    (asset,) = connector.discover()
    with pytest.raises(AssetUnreadable, match="corrupt"):
        read(connector, asset)
    path.write_bytes(whole[:16] + b"\xff" * 200)
    with pytest.raises(SourceUnavailable):
        list(open_source(Source("t", str(path))).discover())


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///a.db?mode=rw", "sqlite:////tmp/x?nolock=1"])
def test_urls_that_would_not_be_a_plain_file_are_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="bad_url"):
        open_source(Source("t", url))


def test_a_missing_file_says_so() -> None:
    with pytest.raises(SourceUnavailable, match="not_found"):
        list(open_source(Source("t", "sqlite:////no/such/folder/a.db")).discover())


def test_reflection_reads_what_the_own_catalog_reads(made: Make, tmp_path: Path) -> None:
    """The fallback for other databases, tried on one that is here."""
    import sqlalchemy as sa

    from connectors.sql_generic import Generic
    from connectors.sql_reader import SqlConnector

    connector, assets = made('CREATE TABLE "a:b%s" (id INTEGER, "名;" TEXT)', """INSERT INTO "a:b%s" VALUES (1, '张'), (2, NULL), (3, 'x')""",
                             "CREATE VIEW v AS SELECT 1 AS one")  # fmt: skip
    own = read(connector, assets["a:b%s"])
    source = Source("t", f"sqlite:///{tmp_path / 't.db'}")
    other = SqlConnector(source)
    other._dialect = Generic(source, sa.make_url(source.location))
    found = {a.name: a for a in other.discover()}
    assert [c.name for c in found["a:b%s"].columns] == ["id", "名;"]
    assert found["v"].problem is not None
    done = read(other, found["a:b%s"], Budget(rows=None, batch_rows=2))
    assert done.rows == own.rows
    assert read(other, found["a:b%s"], Budget(rows=2)).extent.method == "head"


def test_a_session_gives_up_after_its_retries(made: Make, tmp_path: Path) -> None:
    made("CREATE TABLE t (x)")
    session, tries = Session(dialect_of(Source("t", str(tmp_path / "t.db"))), retries=2), []

    def fail(connection: sqlite3.Connection) -> list[object]:
        tries.append(connection)
        raise sqlite3.OperationalError("no such column: secret value")

    with pytest.raises(AssetUnreadable) as caught:
        session.ask(fail)
    assert len(tries) == 1
    assert "secret" not in str(caught.value)
