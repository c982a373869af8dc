"""MySQL and MariaDB through PyMySQL, and what information_schema says. Tested on MariaDB 10.11.

The session is read-only with time limits. PyMySQL converts nothing: every cell arrives as the bytes the server sent, and Arrow
parses whole columns, which is faster than Python cell by cell and never fails on 0000-00-00. There are no row addresses, so a
table without a usable key is read in one stream, and sampled from its head only: both are told in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pymysql
import sqlalchemy as sa
from pymysql.converters import conversions
from pymysql.cursors import SSCursor
from sqlalchemy.pool import NullPool

from connectors.base import AssetKind, AssetUnreadable, ConnectorError, Problem, Source, SourceUnavailable, TryLater
from connectors.sql_batches import Kind, Reading
from connectors.sql_catalog import Field, Key, Table
from connectors.sql_partitions import mysql_bound, told
from connectors.sql_statements import Statement, aliased, quoted

#: Global privileges with which an account can do harm outside its tables.
_PRIVILEGED = ("SUPER", "FILE", "SHUTDOWN", "CREATE USER")

_TABLES = """
SELECT table_schema, table_name, table_type, table_comment, table_rows, coalesce(engine, '') FROM information_schema.tables
WHERE {scope} ORDER BY table_schema, table_name"""

_COLUMNS = """
SELECT table_schema, table_name, column_name, column_type, column_comment, data_type, is_nullable FROM information_schema.columns
WHERE {scope} ORDER BY table_schema, table_name, ordinal_position"""

#: Unique indexes over whole columns; the primary key first.
_KEYS = """
SELECT table_schema, table_name, index_name, column_name, sub_part FROM information_schema.statistics
WHERE non_unique = 0 AND {scope} ORDER BY table_schema, table_name, index_name <> 'PRIMARY', index_name, seq_in_index"""

_PARTITIONS = """
SELECT table_schema, table_name, partition_name, partition_method, coalesce(partition_expression, ''), coalesce(partition_description, '')
FROM information_schema.partitions WHERE partition_name IS NOT NULL AND coalesce(subpartition_ordinal_position, 1) = 1 AND {scope}"""

#: Where to look: everything, one database, one table. Equality lets the server open that one table only.
_SCOPES = (
    "table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')",
    "table_schema = %s",
    "table_schema = %s AND table_name = %s",
)

_INTEGERS = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint"})
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_INTEGERS, "int64"),
    "year": "int64",
    "float": "float64",
    "double": "float64",
    "date": "date32",
    "datetime": "timestamp",
    "timestamp": "timestamp",
    **dict.fromkeys(("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "geometry"), "binary"),
}
_LONG = frozenset({"mediumtext", "longtext", "mediumblob", "longblob", "json"})


class _Stream(SSCursor):  # type: ignore[misc]
    """Closed early, PyMySQL's own would fetch all that is left, and complain when the connection is gone. Here the connection is
    closed with it."""

    _result: Any

    def close(self) -> None:
        result, self._result = self._result, None
        if result is not None:
            result.unbuffered_active = False
        self.connection = None


class MySQL:
    scheme = "mysql"
    reusable = True
    row_values = False

    def __init__(self, source: Source, url: sa.URL) -> None:
        url = url.set(drivername="mysql+pymysql")
        # Encoders for parameters only: without decoders PyMySQL hands the server's bytes through.
        encoders = {key: value for key, value in conversions.items() if not isinstance(key, int)}
        arguments = {"use_unicode": False, "conv": encoders, "connect_timeout": 10, "read_timeout": 600, "program_name": "pandian"}
        url = url.update_query_dict({"charset": "utf8mb4"}).set(password=source.password)
        self._engine = sa.create_engine(url, connect_args=arguments, poolclass=NullPool, hide_parameters=True)
        self.database = url.database or ""
        self._quote = self._engine.dialect.identifier_preparer.quote_identifier
        self._views = bool(source.option("views", False))
        self._privileged = bool(source.option("allow_privileged", False))
        self._statement_seconds = float(source.option("statement_seconds", 30))
        self._lock_seconds = max(1, round(float(source.option("lock_seconds", 2))))

    def connect(self, value_chars: int | None = None) -> Any:
        connection = self._raw()
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
            cursor.execute("SET SESSION lock_wait_timeout = %s, time_zone = '+00:00'", (self._lock_seconds,))
            self._limit(connection, cursor, self._statement_seconds)
            self._refuse_privileged(connection, cursor)
        connection.commit()
        return connection

    def tables(self, connection: Any, only: tuple[str, str] | None = None, value_chars: int = 1_000_000) -> Iterator[Table]:
        place = only or ((self.database,) if self.database else ())
        with connection.cursor() as cursor:
            tables = _rows(cursor, _TABLES, place)
            columns = _grouped(_rows(cursor, _COLUMNS, place))
            keys = _grouped(_rows(cursor, _KEYS, place))
            parts = {} if only else _grouped(_rows(cursor, _PARTITIONS, place))
        for schema, name, kind, comment, estimate, engine in tables:
            if kind not in ("SEQUENCE", "SYSTEM VIEW"):
                found = columns.get((schema, name), []), keys.get((schema, name), [])
                table = self._table((schema, name), kind, comment, estimate, engine, *found, value_chars)
                yield replace(table, partitions=told((n, mysql_bound(*bound)) for n, *bound in parts.get((schema, name), ())))

    def execute(self, connection: Any, statement: Statement, stream: float = 0.0) -> Any:
        if stream:
            with connection.cursor() as cursor:
                self._limit(connection, cursor, stream)
        cursor = connection.cursor(_Stream) if stream else connection.cursor()
        cursor.execute(statement.text, statement.parameters)
        return cursor

    def finish(self, connection: Any) -> None:
        connection.commit()

    def error(self, error: Exception) -> ConnectorError | None:
        if not isinstance(error, pymysql.MySQLError):
            return None
        code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
        kind, reason = _ERRORS.get(code, (AssetUnreadable, "internal"))
        return kind(reason, f"error {code}")

    def _limit(self, connection: Any, cursor: Any, seconds: float) -> None:
        if "mariadb" in connection.get_server_info().lower():
            cursor.execute("SET SESSION max_statement_time = %s", (seconds,))
        else:
            cursor.execute("SET SESSION max_execution_time = %s", (round(seconds * 1000),))

    def _raw(self) -> Any:
        proxied = self._engine.raw_connection()
        connection = proxied.driver_connection
        proxied.detach()
        return connection

    def _refuse_privileged(self, connection: Any, cursor: Any) -> None:
        cursor.execute("SELECT CURRENT_USER()")
        user, _, host = _text(cursor.fetchone()[0]).rpartition("@")
        cursor.execute("SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = %s", (f"'{user}'@'{host}'",))
        held = sorted({_text(row[0]) for row in cursor.fetchall()} & set(_PRIVILEGED))
        if held and not self._privileged:
            connection.close()
            raise SourceUnavailable(
                "privileged_account",
                f"the account holds {', '.join(held)}; make one that may only read: CREATE USER reader IDENTIFIED BY …; "
                "GRANT SELECT ON … TO reader (or set the option allow_privileged)",
            )

    def _table(
        self,
        place: tuple[str, str],
        kind: str,
        comment: str,
        estimate: str | None,
        engine: str,
        columns: list[Any],
        keys: list[Any],
        value_chars: int,
    ) -> Table:
        view, foreign = "VIEW" in kind, engine.upper() in _FOREIGN
        problem = None
        if (view or foreign) and not self._views:
            problem = Problem("SKIPPED", "view_not_read" if view else "foreign_table")
        fields = tuple(self._field(*column[:4], value_chars=value_chars) for column in columns)
        what: AssetKind = "view" if view else "table"
        rows = None if estimate is None or view else int(estimate)
        return Table(
            *place,
            what,
            quoted(self._quote, *place),
            fields,
            self._key(columns, keys),
            rows=rows,
            comment="" if view else comment,
            problem=problem,
        )

    def _field(self, name: str, spelled: str, comment: str, base: str, *, value_chars: int) -> Field:
        column = quoted(self._quote, name)
        kind: Kind = _KINDS.get(base, "string")
        if base == "bit":
            return Field(name, spelled, Reading("int64"), f"{column} + 0", comment)
        return Field(name, spelled, Reading(kind), f"LEFT({column}, {int(value_chars) + 1})" if base in _LONG else column, comment)

    def _key(self, columns: list[Any], keys: list[Any]) -> tuple[Key, ...]:
        """The first unique index whose columns are all NOT NULL, whole, and of a type that compares as it is ordered."""
        parts = {c[0]: self._part(i, c[0], c[1], c[3]) for i, c in enumerate(columns) if c[4] == "NO"}
        indexes: dict[str, list[Key | None]] = {}
        for index, column, prefix in keys:
            indexes.setdefault(index, []).append(parts.get(column) if prefix is None else None)
        for found in indexes.values():
            key = tuple(part for part in found if part is not None)
            if len(key) == len(found):
                return key
        return ()

    def _part(self, field: int, name: str, spelled: str, base: str) -> Key | None:
        column = aliased(self._quote, name)
        if base in _INTEGERS:
            return Key(column, column, "%s", integer=True, field=field)
        if base in ("char", "varchar"):
            return Key(column, column, "%s", field=field)
        if base in ("binary", "varbinary"):
            return Key(column, f"HEX({column})", "UNHEX(%s)")
        if base == "decimal" and re.fullmatch(r"decimal\(\d+,\d+\)", spelled):
            return Key(column, column, f"CAST(%s AS {spelled})", field=field)
        if base in ("date", "datetime", "timestamp"):
            return Key(column, column, "CAST(%s AS DATE)" if base == "date" else "CAST(%s AS DATETIME(6))", field=field)
        return None


_FOREIGN = frozenset({"FEDERATED", "CONNECT", "SPIDER"})

_ERRORS: dict[int, tuple[type[ConnectorError], str]] = {
    **dict.fromkeys((1045, 1698, 1862), (SourceUnavailable, "login_failed")),
    1044: (SourceUnavailable, "no_permission"),
    1049: (SourceUnavailable, "not_found"),
    **dict.fromkeys((2002, 2003, 2005), (SourceUnavailable, "unreachable")),
    **dict.fromkeys((1040, 1203), (TryLater, "unreachable")),
    **dict.fromkeys((0, 1053, 1927, 2006, 2013, 2014, 2055), (TryLater, "connection_lost")),
    **dict.fromkeys((1317, 1969, 3024), (TryLater, "timeout")),
    **dict.fromkeys((1205, 1213), (TryLater, "locked")),
    **dict.fromkeys((1142, 1143, 1370), (AssetUnreadable, "no_permission")),
    **dict.fromkeys((1054, 1146, 1356, 1412), (AssetUnreadable, "schema_changed")),
    **dict.fromkeys((1034, 1194, 1195, 1932), (AssetUnreadable, "corrupt")),
}


def _rows(cursor: Any, question: str, place: tuple[str, ...]) -> list[list[Any]]:
    cursor.execute(question.format(scope=_SCOPES[len(place)]), place)
    return [[None if v is None else _text(v) for v in row] for row in cursor.fetchall()]


def _grouped(rows: list[list[Any]]) -> dict[tuple[str, str], list[list[Any]]]:
    groups: dict[tuple[str, str], list[list[Any]]] = {}
    for schema, name, *rest in rows:
        groups.setdefault((schema, name), []).append(rest)
    return groups


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
