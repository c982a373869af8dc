"""What only PostgreSQL does: comments, rights, row security, types, partitions, blocks, lost connections."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from connectors import open_source
from connectors.base import Asset, AssetUnreadable, Budget, Connector, Source, SourceUnavailable
from connectors.sql_reader import dialect_of
from tests.connectors import servers
from tests.connectors.case import SECRET, Read, read
from tests.connectors.servers import Server

_numbers = itertools.count()


class Database:
    """A fresh database with a role that may read its tables."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.opened: list[Connector] = []

    def run(self, *statements: str) -> None:
        with closing(servers.postgresql_admin(self.server, self.name)) as admin:
            for statement in statements:
                admin.execute(statement)

    def source(self, user: str = "reader", password: str = SECRET, **options: Any) -> Source:
        location = f"postgresql://{user}@127.0.0.1:{self.server.port}/{self.name}"
        return Source("pg", location, password=password, options=tuple(options.items()))

    def open(self, **options: Any) -> tuple[Connector, dict[str, Asset]]:
        connector = open_source(self.source(**options))
        self.opened.append(connector)
        return connector, {f"{a.schema}.{a.name}": a for a in connector.discover()}


@pytest.fixture
def database(postgresql: Server) -> Iterator[Database]:
    name = f"d{next(_numbers)}"
    with closing(servers.postgresql_admin(postgresql)) as admin:
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = 'reader'").fetchone():
            admin.execute(f"CREATE ROLE reader LOGIN PASSWORD '{SECRET}'")
        admin.execute(f"CREATE DATABASE {name}")
    made = Database(postgresql, name)
    made.run("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader")
    yield made
    for connector in made.opened:
        connector.close()
    with closing(servers.postgresql_admin(postgresql)) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def column(done: Read, name: str) -> list[Any]:
    return [v for b in done.batches for v in b.data.column(name).to_pylist()]


def refusal(call: Callable[[], Any], kind: type[Exception]) -> Any:
    """The error of a call, proven to hold no secret in any traceback."""
    with pytest.raises(kind) as caught:
        call()
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return caught.value


def test_comments_types_and_estimates(database: Database) -> None:
    database.run(
        "CREATE SCHEMA 销售", "GRANT USAGE ON SCHEMA 销售 TO reader",
        "CREATE TABLE 销售.客户 (id bigserial PRIMARY KEY, 电话 varchar(20), 金额 numeric(10,2))",
        "COMMENT ON TABLE 销售.客户 IS '客户主表'", "COMMENT ON COLUMN 销售.客户.电话 IS '联系电话'",
        "INSERT INTO 销售.客户 (电话) SELECT '1380013' || n FROM generate_series(1000, 1999) n", "ANALYZE",
        "CREATE TABLE never_analysed (x int)",
    )  # fmt: skip
    _, assets = database.open()
    customers = assets["销售.客户"]
    assert customers.uri == "postgresql://pg/销售.客户"
    assert (customers.comment, customers.rows, customers.path) == ("客户主表", 1_000, database.name)
    assert [(c.name, c.type, c.comment) for c in customers.columns] == [
        ("id", "bigint", ""), ("电话", "character varying(20)", "联系电话"), ("金额", "numeric(10,2)", ""),
    ]  # fmt: skip
    assert assets["public.never_analysed"].rows is None
    assert not any(name.startswith(("pg_", "information_schema")) for name in assets)


def test_every_type_comes_out(database: Database) -> None:
    database.run(
        "CREATE TYPE mood AS ENUM ('好', '坏')", "CREATE DOMAIN phone AS text", "CREATE DOMAIN small AS int",
        """CREATE TABLE t (i smallint, b bigint, n numeric, f double precision, ok boolean, raw bytea, d date, ts timestamp, tz timestamptz,
           tm time, iv interval, u uuid, j json, jb jsonb, a text[], m mood, c char(5), ip inet, x xml, ph phone, sm small, mo "char")""",
        r"""INSERT INTO t VALUES (1, 13800138000, 1.50, 0.5, true, '\xff00', '1990-03-07', '2024-01-02 03:04:05.678901',
           '2024-01-02 08:00:00+08', '12:30', '1 day', '0f8fad5b-d9cb-469f-a165-70867728950e', '{"电": 1}', '{"a": [1]}', '{"x y",z}', '好',
           'ab', '10.0.0.1', '<a>张</a>', '138', 7, 'c')""",
        "INSERT INTO t (d, ts) VALUES ('infinity', '20000-01-01'), ('0044-03-15 BC', NULL)",
    )  # fmt: skip
    connector, assets = database.open()
    whole = read(connector, assets["public.t"])
    first = whole.rows[0]
    assert first == (
        "1", "13800138000", "1.50", "0.5", "True", "b'\\xff\\x00'", "1990-03-07", "2024-01-02 03:04:05.678901", "2024-01-02 00:00:00",
        "12:30:00", "1 day", "0f8fad5b-d9cb-469f-a165-70867728950e", '{"电": 1}', '{"a": [1]}', '{"x y",z}', "好", "ab   ", "10.0.0.1",
        "<a>张</a>", "138", "7", "c",
    )  # fmt: skip
    assert column(whole, "d")[1:] == ["infinity", "0044-03-15 BC"]
    assert column(whole, "ts")[1] == "20000-01-01 00:00:00"


def test_a_date_column_without_oddities_is_dates(database: Database) -> None:
    database.run("CREATE TABLE t (d date, ts timestamptz)", "INSERT INTO t VALUES ('1990-03-07', '2024-01-02 08:00:00+08'), (NULL, NULL)")
    connector, assets = database.open()
    schema = read(connector, assets["public.t"]).batches[0].data.schema
    assert [str(t) for t in schema.types] == ["date32[day]", "timestamp[us]"]


def test_long_values_are_cut_by_the_server(database: Database) -> None:
    database.run("CREATE TABLE t (s text, b bytea, j jsonb)",
                 "INSERT INTO t VALUES (repeat('电', 5000000), convert_to(repeat('x', 5000000), 'UTF8'), to_jsonb(repeat('y', 5000000)))")  # fmt: skip
    connector, assets = database.open()
    done = read(connector, assets["public.t"], Budget(rows=None, value_chars=100))
    assert column(done, "s") == ["电" * 100]
    assert len(column(done, "b")[0]) == len(column(done, "j")[0]) == 100
    assert sum(b.cut for b in done.batches) == 3


def test_the_session_can_only_read(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", "GRANT ALL ON t TO reader", "GRANT CREATE ON SCHEMA public TO reader")
    connection = dialect_of(database.source()).connect()
    for statement in ("INSERT INTO t VALUES (1)", "CREATE TABLE u (x int)", "SELECT nextval('s')", "DELETE FROM t"):
        with pytest.raises(psycopg.Error):
            connection.execute(statement)
        connection.rollback()
    shown = {s: connection.execute("SELECT current_setting(%s)", (s,)).fetchone()[0] for s in ("row_security", "statement_timeout", "lock_timeout",
             "idle_in_transaction_session_timeout", "application_name", "transaction_read_only")}  # fmt: skip
    assert list(shown.values()) == ["off", "30s", "2s", "1min", "pandian", "on"]
    connection.close()


@pytest.mark.parametrize("grant", ["SUPERUSER", "pg_read_all_data", "pg_execute_server_program"])
def test_accounts_that_may_do_more_are_refused(database: Database, grant: str) -> None:
    role = f"mighty_{next(_numbers)}"
    database.run(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'", f"ALTER ROLE {role} SUPERUSER" if grant == "SUPERUSER" else f"GRANT {grant} TO {role}",
                 "CREATE TABLE t (x int)")  # fmt: skip
    error = refusal(lambda: list(open_source(database.source(user=role)).discover()), SourceUnavailable)
    assert error.reason == "privileged_account"
    assert "GRANT SELECT" in error.detail
    assert list(open_source(database.source(user=role, allow_privileged=True)).discover())


def test_rights_and_row_security_are_told_not_hidden(database: Database) -> None:
    database.run(
        "CREATE TABLE closed (x int)", "REVOKE ALL ON closed FROM reader",
        "CREATE TABLE partly (x int, y int)", "REVOKE ALL ON partly FROM reader", "GRANT SELECT (x) ON partly TO reader",
        "CREATE SCHEMA inner_room", "CREATE TABLE inner_room.t (x int)",
        "CREATE TABLE secured (x int)", "INSERT INTO secured VALUES (1)", "ALTER TABLE secured ENABLE ROW LEVEL SECURITY",
    )  # fmt: skip
    connector, assets = database.open()
    problems = {name: a.problem.reason for name, a in assets.items() if a.problem}
    assert problems == {"public.closed": "no_permission", "public.partly": "no_permission", "inner_room.t": "no_permission",
                        "public.secured": "row_security"}  # fmt: skip
    for name, reason in problems.items():
        assert refusal(lambda name=name: read(connector, assets[name]), AssetUnreadable).reason == reason  # type: ignore[misc]


def test_rights_lost_between_pages(database: Database) -> None:
    database.run("CREATE TABLE t (x int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 100)")
    connector, assets = database.open()
    generator = connector.read(assets["public.t"], Budget(rows=None, batch_rows=10))
    next(generator)
    database.run("REVOKE ALL ON t FROM reader")
    assert refusal(lambda: list(generator), AssetUnreadable).reason == "no_permission"


def test_views_and_foreign_tables_only_on_request(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", "INSERT INTO t SELECT generate_series(1, 50)", "CREATE VIEW v AS SELECT * FROM t",
                 "CREATE MATERIALIZED VIEW m AS SELECT * FROM t", "CREATE FOREIGN DATA WRAPPER w", "CREATE SERVER s FOREIGN DATA WRAPPER w",
                 "CREATE FOREIGN TABLE f (x int) SERVER s")  # fmt: skip
    _, assets = database.open()
    assert {n: a.problem.reason for n, a in assets.items() if a.problem} == {
        "public.v": "view_not_read", "public.m": "view_not_read", "public.f": "foreign_table",
    }  # fmt: skip
    connector, assets = database.open(views=True)
    for name in ("public.v", "public.m"):
        assert len(read(connector, assets[name], Budget(rows=None, batch_rows=9)).rows) == 50


def test_partitions_are_read_once_through_their_parent(database: Database) -> None:
    database.run("CREATE TABLE p (id int, s text) PARTITION BY RANGE (id)", "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (500)",
                 "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (500) TO (1000)", "INSERT INTO p SELECT n, 'v' || n FROM generate_series(0, 999) n",
                 "CREATE TABLE parent (x int)", "CREATE TABLE child () INHERITS (parent)", "INSERT INTO parent VALUES (1)",
                 "INSERT INTO child VALUES (2)", "ANALYZE")  # fmt: skip
    connector, assets = database.open()
    assert set(assets) == {"public.p", "public.parent", "public.child"}
    assert assets["public.p"].rows == 1_000
    whole = read(connector, assets["public.p"], Budget(rows=None, batch_rows=64))
    assert sorted(int(str(r[0])) for r in whole.rows) == list(range(1_000))
    sample = read(connector, assets["public.p"], Budget(rows=100))
    assert (sample.extent.status, sample.extent.method) == ("SAMPLED", "tablesample")
    assert 0 < len(sample.rows) <= 100
    assert read(connector, assets["public.parent"]).rows == [("1",)]


def test_keys_of_every_type_lead_through_the_table(database: Database) -> None:
    kinds = {
        "numeric": "n::numeric * 10", "date": "date '2000-01-01' + n", "timestamptz": "now() + n * interval '1 s'", "text": "'k' || n",
        "uuid": "md5(n::text)::uuid", "bytea": "int4send(n)", "char(8)": "n::text", "double precision": "n / 3.0",
    }  # fmt: skip
    for i, (kind, value) in enumerate(kinds.items()):
        database.run(
            f"CREATE TABLE k{i} (k {kind}, n int, PRIMARY KEY (k, n))", f"INSERT INTO k{i} SELECT {value}, n FROM generate_series(1, 120) n"
        )
    connector, assets = database.open()
    for i, kind in enumerate(kinds):
        done = read(connector, assets[f"public.k{i}"], Budget(rows=None, batch_rows=11))
        assert sorted(column(done, "n")) == list(range(1, 121)), kind


def test_a_table_without_key_is_read_and_sampled_by_block(database: Database) -> None:
    database.run(
        "CREATE TABLE t (n int, s text)",
        "INSERT INTO t SELECT n, repeat('x', 100) FROM generate_series(1, 20000) n",
        "DELETE FROM t WHERE n % 7 = 0",
    )
    connector, assets = database.open()
    done = read(connector, assets["public.t"], Budget(rows=None, batch_rows=1_000))
    assert sorted(column(done, "n")) == [n for n in range(1, 20_001) if n % 7]
    sample = read(connector, assets["public.t"], Budget(rows=2_000, seed=1))
    assert (len(set(column(sample, "n"))), sample.extent.method) == (2_000, "blocks")
    assert sorted(column(sample, "n")) != sorted(column(read(connector, assets["public.t"], Budget(rows=2_000, seed=2)), "n"))
    assert max(column(sample, "n")) > 15_000
    assert min(column(sample, "n")) < 5_000


def test_tables_without_columns_or_rows(database: Database) -> None:
    database.run("CREATE TABLE none ()", "INSERT INTO none DEFAULT VALUES", "CREATE TABLE empty (x int)")
    connector, assets = database.open()
    for name in ("public.none", "public.empty"):
        assert read(connector, assets[name]).extent.status == "COMPLETE"


def test_a_lost_connection_is_made_again_without_repeating_rows(database: Database) -> None:
    database.run("CREATE TABLE t (x int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 500)",
                 "CREATE VIEW v AS SELECT * FROM t ORDER BY x")  # fmt: skip
    connector, assets = database.open(views=True)
    for name in ("public.t", "public.v"):
        generator, seen = connector.read(assets[name], Budget(rows=None, batch_rows=50)), []
        for i, batch in enumerate(generator):
            seen += batch.data.column("x").to_pylist()
            if i % 3 == 0:
                database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pandian'")
        assert seen == list(range(1, 501)), name


def test_locks_and_time_limits_have_their_reasons(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", "CREATE VIEW slow AS SELECT pg_sleep(5)::text AS x")
    connector, assets = database.open(views=True, statement_seconds=0.2, lock_seconds=0.1, retries=1)
    assert refusal(lambda: read(connector, assets["public.slow"]), AssetUnreadable).reason == "timeout"
    with closing(servers.postgresql_admin(database.server, database.name)) as admin, admin.transaction():
        admin.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
        assert refusal(lambda: read(connector, assets["public.t"]), AssetUnreadable).reason == "locked"


def test_no_transaction_is_left_open_between_pages(database: Database) -> None:
    """An open one would hold back vacuum and the owner's ALTER TABLE."""
    database.run("CREATE TABLE t (x int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 100)")
    connector, assets = database.open()
    generator = connector.read(assets["public.t"], Budget(rows=None, batch_rows=10))
    next(generator)
    with closing(servers.postgresql_admin(database.server)) as admin:
        states = admin.execute(
            "SELECT state FROM pg_stat_activity WHERE application_name = 'pandian' AND datname = %s", (database.name,)
        ).fetchall()
    assert states == [("idle",)]
    generator.close()


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_refused_login(database: Database, password: str | None) -> None:
    error = refusal(lambda: list(open_source(database.source(password=password)).discover()), SourceUnavailable)  # type: ignore[arg-type]
    assert error.reason == "login_failed"


def test_no_server_and_no_database(database: Database) -> None:
    gone = Source("pg", "postgresql://reader@127.0.0.1:1/x", password=SECRET, options=(("retries", 0),))
    assert refusal(lambda: list(open_source(gone).discover()), SourceUnavailable).reason == "unreachable"
    elsewhere = Source("pg", f"postgresql://reader@127.0.0.1:{database.server.port}/nowhere", password=SECRET)
    assert refusal(lambda: list(open_source(elsewhere).discover()), SourceUnavailable).reason == "not_found"
