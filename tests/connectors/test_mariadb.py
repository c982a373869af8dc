"""What only MariaDB and MySQL do: comments, rights, types, zero dates, keys without and of every type, lost connections."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pymysql
import pytest

from connectors import open_source
from connectors.base import Asset, AssetUnreadable, Budget, Connector, Source, SourceUnavailable
from connectors.sql_reader import dialect_of
from tests.connectors import servers
from tests.connectors.case import SECRET, Read, read
from tests.connectors.servers import Server

_numbers = itertools.count()


class Database:
    """A fresh database with an account that may read its tables."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.opened: list[Connector] = []

    def run(self, *statements: str) -> None:
        with closing(servers.mariadb_admin(self.server, self.name)) as admin, admin.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def source(self, user: str = "reader", password: str | None = SECRET, database: str | None = None, **options: Any) -> Source:
        location = f"mariadb://{user}@127.0.0.1:{self.server.port}/{self.name if database is None else database}"
        return Source("my", location, password=password, options=tuple(options.items()))

    def open(self, **options: Any) -> tuple[Connector, dict[str, Asset]]:
        connector = open_source(self.source(**options))
        self.opened.append(connector)
        return connector, {a.name: a for a in connector.discover()}


@pytest.fixture
def database(mariadb: Server) -> Iterator[Database]:
    made = Database(mariadb, f"d{next(_numbers)}")
    with closing(servers.mariadb_admin(mariadb)) as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {made.name}")
        cursor.execute("CREATE USER IF NOT EXISTS reader IDENTIFIED BY %s", (SECRET,))
        cursor.execute(f"GRANT SELECT, SHOW VIEW ON {made.name}.* TO reader")
    yield made
    for connector in made.opened:
        connector.close()
    made.run(f"REVOKE ALL ON {made.name}.* FROM reader", f"DROP DATABASE {made.name}")


def column(done: Read, name: str) -> list[Any]:
    return [v for b in done.batches for v in b.data.column(name).to_pylist()]


def refusal(call: Callable[[], Any], kind: type[Exception]) -> Any:
    """The error of a call, proven to hold no secret in any traceback."""
    with pytest.raises(kind) as caught:
        call()
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return caught.value


def test_comments_types_and_addresses(database: Database) -> None:
    database.run("CREATE TABLE 客户 (id bigint PRIMARY KEY, 电话 varchar(20) COMMENT '联系电话', 金额 decimal(10,2)) COMMENT '客户主表'",
                 "INSERT INTO 客户 VALUES (1, '13800138000', 1.5)", "ANALYZE TABLE 客户")  # fmt: skip
    _, assets = database.open()
    customers = assets["客户"]
    assert customers.uri == f"mysql://my/{database.name}.客户"
    assert (customers.comment, customers.rows, customers.schema, customers.path) == ("客户主表", 1, database.name, database.name)
    assert [(c.name, c.type, c.comment) for c in customers.columns] == [
        ("id", "bigint(20)", ""), ("电话", "varchar(20)", "联系电话"), ("金额", "decimal(10,2)", ""),
    ]  # fmt: skip


def test_without_a_database_all_but_the_systems_are_listed(database: Database) -> None:
    database.run("CREATE TABLE here (x int)")
    connector = open_source(database.source(database=""))
    names = {f"{a.schema}.{a.name}" for a in connector.discover()}
    assert f"{database.name}.here" in names
    assert not any(n.startswith(("mysql.", "information_schema.", "performance_schema.", "sys.")) for n in names)


def test_every_type_comes_out(database: Database) -> None:
    database.run(
        "SET sql_mode = ''",
        """CREATE TABLE t (i tinyint, b bigint unsigned, n decimal(20,4), f double, bits bit(4), raw varbinary(9), d date, dt datetime(6),
           ts timestamp, tm time, y year, e enum('好','坏'), s set('a','b'), j json, bl longblob, lt longtext, c char(3), gbk varchar(9) CHARACTER SET gbk)""",
        r"""INSERT INTO t VALUES (1, 18446744073709551615, 1.5, 0.5, b'101', x'ff00', '1990-03-07', '2024-01-02 03:04:05.678901',
           '2024-01-02 03:04:05', '-12:30:00', 2024, '好', 'a,b', '{"电": 1}', x'ff00', '长', 'ab', '张三')""",
    )  # fmt: skip
    connector, assets = database.open()
    (row,) = read(connector, assets["t"]).rows
    assert row == ("1", str(2**64 - 1), "1.5000", "0.5", "5", r"b'\xff\x00'", "1990-03-07", "2024-01-02 03:04:05.678901", "2024-01-02 03:04:05",
                   "-12:30:00", "2024", "好", "a,b", '{"电": 1}', r"b'\xff\x00'", "长", "ab", "张三")  # fmt: skip


def test_zero_dates_stay_text_and_others_are_dates(database: Database) -> None:
    database.run(
        "CREATE TABLE odd (d date)",
        "CREATE TABLE even (d date, t datetime)",
        "INSERT INTO even VALUES ('1990-03-07', '2024-01-02 03:04:05')",
    )
    with closing(servers.mariadb_admin(database.server, database.name)) as admin, admin.cursor() as cursor:
        cursor.execute("SET sql_mode = ''")
        cursor.execute("INSERT INTO odd VALUES ('0000-00-00'), ('1990-03-07')")
    connector, assets = database.open()
    assert column(read(connector, assets["odd"]), "d") == ["0000-00-00", "1990-03-07"]
    assert [str(t) for t in read(connector, assets["even"]).batches[0].data.schema.types] == ["date32[day]", "timestamp[us]"]


def test_the_session_can_only_read(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", f"GRANT ALL ON {database.name}.* TO reader")
    connection = dialect_of(database.source()).connect()
    with closing(connection), connection.cursor() as cursor:
        for statement in ("INSERT INTO t VALUES (1)", "DELETE FROM t", "UPDATE t SET x = 1"):
            with pytest.raises(pymysql.MySQLError) as caught:
                cursor.execute(statement)
            assert caught.value.args[0] == 1792
        cursor.execute("SELECT @@max_statement_time, @@lock_wait_timeout, @@time_zone")
        assert cursor.fetchone() == (b"30.000000", b"2", b"+00:00")


def test_accounts_that_may_do_more_are_refused(database: Database) -> None:
    for privilege in ("SUPER", "FILE"):
        user = f"mighty{next(_numbers)}"
        database.run(
            f"CREATE USER {user} IDENTIFIED BY '{SECRET}'",
            f"GRANT SELECT, {privilege} ON *.* TO {user}",
            "CREATE OR REPLACE TABLE t (x int)",
        )
        error = refusal(lambda user=user: list(open_source(database.source(user=user)).discover()), SourceUnavailable)  # type: ignore[misc]
        assert error.reason == "privileged_account"
        assert "GRANT SELECT" in error.detail
        assert list(open_source(database.source(user=user, allow_privileged=True)).discover())


def test_missing_rights_have_their_reason(database: Database) -> None:
    user = f"poor{next(_numbers)}"
    database.run("CREATE TABLE t (x int)", f"CREATE USER {user} IDENTIFIED BY '{SECRET}'", f"GRANT INSERT ON {database.name}.t TO {user}")
    connector = open_source(database.source(user=user))
    (asset,) = connector.discover()
    assert refusal(lambda: read(connector, asset), AssetUnreadable).reason == "no_permission"


def test_views_only_on_request(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", "INSERT INTO t VALUES (1), (2), (3)", "CREATE VIEW v AS SELECT * FROM t")
    _, assets = database.open()
    assert assets["v"].problem is not None
    assert assets["v"].problem.reason == "view_not_read"
    connector, assets = database.open(views=True)
    assert len(read(connector, assets["v"], Budget(rows=None, batch_rows=2)).rows) == 3


def test_keys_of_every_type_lead_through_the_table(database: Database) -> None:
    kinds = {
        "decimal(12,3)": "seq * 1.5", "date": "date '2000-01-01' + interval seq day", "datetime(3)": "'2000-01-01' + interval seq second",
        "varchar(20)": "concat('k', seq)", "varbinary(9)": "unhex(lpad(hex(seq), 4, '0'))", "char(9)": "seq", "bigint unsigned": "18446744073709551000 + seq",
        "float": "seq / 3", "enum('b','a')": "if(seq % 2, 'a', 'b')",
    }  # fmt: skip
    for i, (kind, value) in enumerate(kinds.items()):
        database.run(f"CREATE TABLE k{i} (k {kind}, n int, PRIMARY KEY (k, n))", f"INSERT INTO k{i} SELECT {value}, seq FROM seq_1_to_120")
    database.run("CREATE TABLE other (u int NOT NULL UNIQUE, n int)", "INSERT INTO other SELECT seq, seq FROM seq_1_to_120",
                 "CREATE TABLE nullable (u int UNIQUE, n int)", "INSERT INTO nullable SELECT nullif(seq % 2, 0) * seq, seq FROM seq_1_to_120")  # fmt: skip
    connector, assets = database.open()
    for name in [*(f"k{i}" for i in range(len(kinds))), "other", "nullable"]:
        done = read(connector, assets[name], Budget(rows=None, batch_rows=11))
        assert sorted(column(done, "n")) == list(range(1, 121)), name


def test_samples_are_windows_of_a_numeric_key_else_the_head(database: Database) -> None:
    database.run("CREATE TABLE t (id bigint PRIMARY KEY)", "INSERT INTO t SELECT seq * 3 FROM seq_1_to_20000",
                 "CREATE TABLE w (k varchar(9) PRIMARY KEY)", "INSERT INTO w SELECT seq FROM seq_1_to_500")  # fmt: skip
    connector, assets = database.open()
    done = read(connector, assets["t"], Budget(rows=1_000, seed=4))
    assert (len(set(column(done, "id"))), done.extent.method) == (1_000, "keys")
    assert max(column(done, "id")) > 55_000
    assert read(connector, assets["w"], Budget(rows=100)).extent.method == "head"


def test_a_lost_connection_is_made_again_without_repeating_rows(database: Database) -> None:
    database.run("CREATE TABLE t (x int PRIMARY KEY)", "INSERT INTO t SELECT seq FROM seq_1_to_500", "CREATE TABLE n (x int)",
                 "INSERT INTO n SELECT seq FROM seq_1_to_500")  # fmt: skip
    connector, assets = database.open()
    for name in ("t", "n"):
        seen: list[int] = []
        for i, batch in enumerate(connector.read(assets[name], Budget(rows=None, batch_rows=50))):
            seen += batch.data.column("x").to_pylist()
            if i % 3 == 0:
                database.run("KILL USER reader")
        assert seen == list(range(1, 501)), name


def test_locks_and_time_limits_have_their_reasons(database: Database) -> None:
    database.run("CREATE TABLE t (x int)", "CREATE VIEW asleep AS SELECT sleep(3) AS x FROM seq_1_to_3",
                 "CREATE VIEW slow AS SELECT count(*) AS x FROM seq_1_to_100000 a, seq_1_to_100000 b")  # fmt: skip
    connector, assets = database.open(views=True, statement_seconds=0.2, lock_seconds=1, retries=0)
    assert refusal(lambda: read(connector, assets["slow"], Budget(rows=2)), AssetUnreadable).reason == "timeout"
    stopped = read(connector, assets["asleep"], Budget(rows=2, seconds=0.5))
    assert (stopped.extent.status, stopped.extent.reason) == ("PARTIAL", "limit_seconds")
    with closing(servers.mariadb_admin(database.server, database.name)) as admin, admin.cursor() as cursor:
        cursor.execute("LOCK TABLES t WRITE")
        assert refusal(lambda: read(connector, assets["t"]), AssetUnreadable).reason in ("locked", "timeout")


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_refused_login(database: Database, password: str | None) -> None:
    error = refusal(lambda: list(open_source(database.source(password=password)).discover()), SourceUnavailable)
    assert error.reason == "login_failed"


def test_no_server_and_no_database(database: Database) -> None:
    gone = Source("my", "mysql://reader@127.0.0.1:1/x", password=SECRET, options=(("retries", 0),))
    assert refusal(lambda: list(open_source(gone).discover()), SourceUnavailable).reason == "unreachable"
    error = refusal(lambda: list(open_source(database.source(database="nowhere")).discover()), SourceUnavailable)
    assert error.reason in ("not_found", "no_permission")
