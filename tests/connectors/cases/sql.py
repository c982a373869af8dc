"""The same tables in SQLite, PostgreSQL and MariaDB, with keys, without, and with hostile names."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from connectors.base import Source
from tests.connectors import servers
from tests.connectors.case import HOSTILE, SECRET, TABLES, Builder, Case, Row, texts

COMMON: dict[str, Any] = {"owner": "市场部", "environment": "test", "region": "CN-SH", "system": "crm", "password": SECRET}

#: No two rows are equal here but these, and there is no key: the hard case for "exactly once".
KEYLESS: list[Row] = [(i % 5, f"w{i % 3}") for i in range(60)]
COMPOSITE: list[Row] = [(i // 10, f"名{i % 10}", f"v{i}") for i in range(100)]


def expected() -> dict[str, list[Row]]:
    rows = {name: texts(table.rows) for name, table in TABLES.items()}
    hostile = {name: texts([(1, name)]) for name in HOSTILE}
    return {**rows, **hostile, "keyless": texts(KEYLESS), "composite": texts(COMPOSITE)}


def sqlite_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE "客户" (id INTEGER PRIMARY KEY, "姓名" TEXT, "电话" TEXT, "备注" TEXT)')
        connection.execute("CREATE TABLE empty (id INTEGER PRIMARY KEY, note TEXT)")
        connection.execute("CREATE TABLE few (code TEXT PRIMARY KEY, word TEXT) WITHOUT ROWID")
        connection.execute("CREATE TABLE keyless (a INTEGER, b TEXT)")
        connection.execute("CREATE TABLE composite (a INTEGER, b TEXT, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
        connection.execute("CREATE VIEW seen AS SELECT * FROM few")
        for name, table in TABLES.items():
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table.rows)
        connection.executemany("INSERT INTO keyless VALUES (?, ?)", KEYLESS)
        connection.executemany("INSERT INTO composite VALUES (?, ?, ?)", COMPOSITE)
        for name in HOSTILE:
            quoted = '"' + name.replace('"', '""') + '"'
            connection.execute(f"CREATE TABLE {quoted} (id INTEGER, {quoted} TEXT)")
            connection.execute(f"INSERT INTO {quoted} VALUES (1, ?)", (name,))


def _sqlite(folder: Path, request: pytest.FixtureRequest) -> Case:
    sqlite_file(folder / "crm.db")
    return Case(Source("crm", str(folder / "crm.db"), **COMMON), expected(), lambda: _files(folder))


def _sqlite_wal(folder: Path, request: pytest.FixtureRequest) -> Case:
    """A file in write-ahead-log mode, closed cleanly: nothing may be created beside it."""
    sqlite_file(folder / "wal.db")
    with closing(sqlite3.connect(folder / "wal.db")) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        connection.execute("CREATE TABLE later (x)")
    return Case(Source("wal", f"sqlite:///{folder / 'wal.db'}", **COMMON), {"keyless": texts(KEYLESS)}, lambda: _files(folder))


def _files(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def _postgresql(folder: Path, request: pytest.FixtureRequest) -> Case:
    server: servers.Server = request.getfixturevalue("postgresql")
    with closing(servers.postgresql_admin(server)) as admin:
        admin.execute(f"CREATE ROLE suite LOGIN PASSWORD '{SECRET}'")
        admin.execute("CREATE DATABASE suite")
    with closing(servers.postgresql_admin(server, "suite")) as admin:
        admin.execute('CREATE TABLE "客户" (id bigint PRIMARY KEY, "姓名" varchar(64), "电话" text, "备注" text)')
        admin.execute("CREATE TABLE empty (id int PRIMARY KEY, note text)")
        admin.execute("CREATE TABLE few (code text PRIMARY KEY, word text)")
        admin.execute("CREATE TABLE keyless (a int, b text)")
        admin.execute("CREATE TABLE composite (a int, b text, c text, PRIMARY KEY (a, b))")
        admin.execute("CREATE VIEW seen AS SELECT * FROM few")
        with admin.cursor() as cursor:
            for name, table in TABLES.items():
                cursor.executemany(f'INSERT INTO "{name}" VALUES ({", ".join(["%s"] * len(table.columns))})', table.rows)
            cursor.executemany("INSERT INTO keyless VALUES (%s, %s)", KEYLESS)
            cursor.executemany("INSERT INTO composite VALUES (%s, %s, %s)", COMPOSITE)
            for name in HOSTILE:
                quoted = '"' + name.replace('"', '""') + '"'
                cursor.execute(f"CREATE TABLE {quoted} (id int, {quoted} text)")
                cursor.execute(f"INSERT INTO {quoted.replace('%', '%%')} VALUES (1, %s)", (name,))
        admin.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO suite")

    def state() -> Any:
        with closing(servers.postgresql_admin(server, "suite")) as admin:
            return admin.execute("SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables ORDER BY 1").fetchall()

    return Case(Source("pg", f"postgresql://suite@127.0.0.1:{server.port}/suite", **COMMON), expected(), state)


def _mariadb(folder: Path, request: pytest.FixtureRequest) -> Case:
    server: servers.Server = request.getfixturevalue("mariadb")
    with closing(servers.mariadb_admin(server)) as admin, admin.cursor() as cursor:
        cursor.execute("CREATE DATABASE suite")
        cursor.execute("USE suite")
        cursor.execute("CREATE USER suite IDENTIFIED BY %s", (SECRET,))
        cursor.execute("CREATE TABLE `客户` (id bigint PRIMARY KEY, `姓名` varchar(64), `电话` varchar(20), `备注` longtext)")
        cursor.execute("CREATE TABLE empty (id int PRIMARY KEY, note text)")
        cursor.execute("CREATE TABLE few (code varchar(10) PRIMARY KEY, word text)")
        cursor.execute("CREATE TABLE keyless (a int, b text)")
        cursor.execute("CREATE TABLE composite (a int, b varchar(20), c text, PRIMARY KEY (a, b))")
        cursor.execute("CREATE VIEW seen AS SELECT * FROM few")
        for name, table in TABLES.items():
            cursor.executemany(f"INSERT INTO `{name}` VALUES ({', '.join(['%s'] * len(table.columns))})", table.rows)
        cursor.executemany("INSERT INTO keyless VALUES (%s, %s)", KEYLESS)
        cursor.executemany("INSERT INTO composite VALUES (%s, %s, %s)", COMPOSITE)
        for name in MARIADB_NAMES:
            quoted = "`" + name.replace("`", "``") + "`"
            cursor.execute(f"CREATE TABLE {quoted} (id int, {quoted} text)")
            cursor.execute(f"INSERT INTO {quoted.replace('%', '%%')} VALUES (1, %s)", (name,))
        cursor.execute("GRANT SELECT ON suite.* TO suite")

    def state() -> Any:
        with closing(servers.mariadb_admin(server, "suite")) as admin, admin.cursor() as cursor:
            cursor.execute("CHECKSUM TABLE few, keyless, composite, `客户`")
            return cursor.fetchall()

    rows = {name: known for name, known in expected().items() if name not in HOSTILE or name in MARIADB_NAMES}
    return Case(Source("maria", f"mysql://suite@127.0.0.1:{server.port}/suite", **COMMON), rows, state)


#: MariaDB's names are utf8mb3 and may not end in a space.
MARIADB_NAMES = tuple(name for name in HOSTILE if max(name) < "\U00010000" and not name.endswith(" "))

CASES: dict[str, Builder] = {"sqlite": _sqlite, "sqlite-wal": _sqlite_wal, "postgresql": _postgresql, "mariadb": _mariadb}
