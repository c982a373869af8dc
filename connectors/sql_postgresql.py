"""PostgreSQL through psycopg 3, and what its system catalogs say. Needs 12, tested on 15; block ranges need 14.

The session is a read-only transaction per statement with time limits, and ``row_security = off``: a table that hides rows from
this account then fails instead of looking empty. A superuser is refused, for a read-only transaction does not stop one from
COPY … TO PROGRAM. Columns of other types than text, numbers and bytes are fetched as the server spells them (``::text``):
nothing that a table can hold then fails in the driver (dates of year 10000, infinity).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.types.string import ByteaBinaryLoader
from sqlalchemy.pool import NullPool

from connectors.base import AssetKind, AssetUnreadable, ConnectorError, Problem, Source, SourceUnavailable, TryLater
from connectors.sql_batches import Kind, Reading
from connectors.sql_catalog import Field, Key, Table
from connectors.sql_partitions import postgresql_bound, told
from connectors.sql_statements import Statement, aliased, quoted

_BLOCK_RANGES = 140000  # PostgreSQL 14 reads a range of ctid without reading the table

#: Roles with which more than the granted tables can be read, or anything written (postgresql.org/docs/current/predefined-roles.html).
_PRIVILEGED = ("pg_read_all_data", "pg_write_all_data", "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files")

_RELATIONS = """
SELECT c.oid, n.nspname, c.relname, c.relkind, coalesce(obj_description(c.oid, 'pg_class'), ''),
       CASE WHEN c.relkind = 'p'
            THEN (SELECT sum(greatest(l.reltuples, 0)) FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid WHERE p.isleaf)
            ELSE c.reltuples END::float8,
       CASE WHEN c.relkind IN ('r', 'm') THEN coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int ELSE 0 END::int8,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
       row_security_active(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (%(name)s::text IS NULL OR (n.nspname = %(schema)s AND c.relname = %(name)s))
ORDER BY n.nspname, c.relname"""

_COLUMNS = """
SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(a.attrelid, a.attnum), ''),
       coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text, a.atttypmod
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = ANY(%s::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum"""

_KEYS = """
SELECT i.indrelid, a.attname, format_type(a.atttypid, a.atttypmod)
FROM pg_index i JOIN unnest(i.indkey) WITH ORDINALITY AS k(attnum, place) ON k.place <= i.indnkeyatts
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
WHERE i.indisprimary AND i.indisvalid AND i.indrelid = ANY(%s::oid[])
ORDER BY i.indrelid, k.place"""

_PARTITIONS = """
SELECT t.oid, c.relname, coalesce(pg_get_expr(c.relpartbound, c.oid), '')
FROM unnest(%s::oid[]) AS t(oid), LATERAL pg_partition_tree(t.oid) AS p JOIN pg_class c ON c.oid = p.relid
WHERE p.isleaf AND p.level > 0"""

_READINGS: dict[str, tuple[Kind, bool]] = {
    "smallint": ("int64", False),
    "integer": ("int64", False),
    "bigint": ("int64", False),
    "real": ("float64", False),
    "double precision": ("float64", False),
    "boolean": ("bool", False),
    "bytea": ("binary", False),
    "date": ("date32", True),
    "timestamp without time zone": ("timestamp", True),
    "timestamp with time zone": ("timestamp", True),
}
_TEXT = frozenset({"text", "character varying", "character"})
_INTEGERS = frozenset({"smallint", "integer", "bigint"})
#: Types without a length of their own; a value of the others is never long enough to be cut by the server.
_LONG = frozenset({"text", "json", "jsonb", "xml", "bytea", "character varying"})


class PostgreSQL:
    scheme = "postgresql"
    reusable = True
    row_values = True

    def __init__(self, source: Source, url: sa.URL) -> None:
        url = url.set(drivername="postgresql+psycopg")
        arguments = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
        self._engine = sa.create_engine(url.set(password=source.password), connect_args=arguments, poolclass=NullPool, hide_parameters=True)
        self.database = url.database or url.username or ""
        self._quote = self._engine.dialect.identifier_preparer.quote_identifier
        self._views = bool(source.option("views", False))
        self._privileged = bool(source.option("allow_privileged", False))
        self._settings = {
            "statement_timeout": f"{float(source.option('statement_seconds', 30)) * 1000:.0f}",
            "lock_timeout": f"{float(source.option('lock_seconds', 2)) * 1000:.0f}",
            "idle_in_transaction_session_timeout": "60000",
            "row_security": "off",
            "application_name": "pandian",
            "TimeZone": "UTC",
            "DateStyle": "ISO",
            "client_encoding": "UTF8",
            "default_transaction_read_only": "on",
        }

    def connect(self, value_chars: int | None = None) -> Any:
        try:
            connection: Any = self._raw()
        except psycopg.OperationalError as error:
            raise _refused(error) from None
        connection.read_only = True
        # Text as the bytes it is: Arrow takes them as they are.
        for name in ("text", "varchar", "bpchar"):
            connection.adapters.register_loader(name, ByteaBinaryLoader)
        names, values = list(self._settings), list(self._settings.values())
        connection.execute("SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS s(name, value)", (names, values))
        self._refuse_privileged(connection)
        connection.commit()
        return connection

    def tables(self, connection: Any, only: tuple[str, str] | None = None, value_chars: int = 1_000_000) -> Iterator[Table]:
        schema, name = only or (None, None)
        with connection.cursor() as cursor:
            relations = cursor.execute(_RELATIONS, {"schema": schema, "name": name}).fetchall()
            oids = [row[0] for row in relations]
            columns = _grouped(cursor.execute(_COLUMNS, (oids,)).fetchall())
            keys = _grouped(cursor.execute(_KEYS, (oids,)).fetchall())
            divided = [row[0] for row in relations if row[3] == "p" and only is None]
            parts = _grouped(cursor.execute(_PARTITIONS, (divided,)).fetchall()) if divided else {}
        version = connection.info.server_version
        for oid, *relation in relations:
            table = self._table(tuple(relation), columns.get(oid, []), keys.get(oid, []), version, value_chars)
            yield replace(table, partitions=told((name, postgresql_bound(bound)) for name, bound in parts.get(oid, ())))

    def execute(self, connection: Any, statement: Statement, stream: float = 0.0) -> Any:
        cursor = connection.cursor("pandian", binary=True) if stream else connection.cursor(binary=True)
        try:
            return cursor.execute(statement.text, statement.parameters)
        except psycopg.Error:
            cursor.close()
            raise

    def finish(self, connection: Any) -> None:
        connection.commit()

    def error(self, error: Exception) -> ConnectorError | None:
        if not isinstance(error, psycopg.Error):
            return None
        state = error.sqlstate or ""
        if not state:
            lost = isinstance(error, psycopg.OperationalError)
            return TryLater("connection_lost") if lost else AssetUnreadable("internal", type(error).__name__)
        for prefix, kind, reason in _ERRORS:
            if state.startswith(prefix):
                return kind(reason, f"SQLSTATE {state}")
        return AssetUnreadable("internal", f"SQLSTATE {state}")

    def _refuse_privileged(self, connection: Any) -> None:
        row = connection.execute(
            "SELECT r.rolsuper, array(SELECT p.rolname::text FROM pg_roles p WHERE p.rolname = ANY(%s) AND pg_has_role(p.oid, 'USAGE')) "
            "FROM pg_roles r WHERE r.rolname = current_user",
            (list(_PRIVILEGED),),
        ).fetchone()
        if self._privileged or not (row[0] or row[1]):
            return
        what = "a superuser" if row[0] else f"a member of {', '.join(row[1])}"
        connection.close()
        raise SourceUnavailable(
            "privileged_account",
            f"the account is {what}; make one that may only read: CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA … TO reader; "
            "GRANT SELECT ON ALL TABLES IN SCHEMA … TO reader (or set the option allow_privileged)",
        )

    def _table(self, relation: tuple[Any, ...], columns: list[Any], keys: list[Any], version: int, value_chars: int) -> Table:
        schema, name, relkind, comment, estimate, blocks, granted, secured = relation
        fields = tuple(self._field(*column, value_chars=value_chars) for column in columns)
        places = {f.name: i for i, f in enumerate(fields)}
        key = tuple(self._key(n, t, places[n]) for n, t in keys)
        only = "ONLY " if relkind == "r" else ""  # children of an inherited table are tables of their own
        return Table(
            schema,
            name,
            _KINDS[relkind],
            only + quoted(self._quote, schema, name),
            fields,
            key if relkind in "rp" else (),
            blocks if version >= _BLOCK_RANGES else 0,
            relkind in "rpm",
            None if estimate is None or estimate < 0 else int(estimate),  # -1: never analysed
            comment,
            self._problem(relkind, granted, secured),
        )

    def _problem(self, relkind: str, granted: bool, secured: bool) -> Problem | None:
        if relkind in "vmf" and not self._views:
            return Problem("SKIPPED", "foreign_table" if relkind == "f" else "view_not_read")
        if not granted:
            return Problem("ERROR", "no_permission", "the account has no SELECT on the whole table, or no USAGE on its schema")
        if secured:
            return Problem("ERROR", "row_security", "row-level security hides rows from the account; an account with BYPASSRLS sees all")
        return None

    def _field(self, name: str, spelled: str, comment: str, base: str, modifier: int, *, value_chars: int) -> Field:
        column, n = quoted(self._quote, name), int(value_chars)
        kind, text = _READINGS.get(base, ("string", True))
        if base == "timestamp with time zone":
            select = f"({column} AT TIME ZONE 'UTC')::text"
        elif base == "inet":
            select = f"nullif(concat({column}), '')"  # ::text would add /32 to every address
        elif base in _LONG and modifier < 0:
            select = _cut(column, base, n)
        else:
            select = f"{column}::text" if text and base not in _TEXT else column
        return Field(name, spelled, Reading(kind, text), select, comment)

    def _key(self, name: str, spelled: str, field: int) -> Key:
        column, integer = aliased(self._quote, name), spelled in _INTEGERS
        return Key(
            column,
            column if integer else f"{column}::text",
            f"CAST(%s AS {spelled.replace('%', '%%')})",
            integer,
            field if integer else None,
        )

    def _raw(self) -> Any:
        proxied = self._engine.raw_connection()
        connection = proxied.driver_connection
        proxied.detach()
        return connection


_KINDS: dict[str, AssetKind] = {"r": "table", "p": "table", "f": "table", "v": "view", "m": "view"}

_ERRORS: tuple[tuple[str, type[ConnectorError], str], ...] = (
    ("57014", TryLater, "timeout"),
    ("25P03", TryLater, "connection_lost"),
    ("55P03", TryLater, "locked"),
    ("40", TryLater, "locked"),
    ("53300", TryLater, "unreachable"),
    ("57P", TryLater, "connection_lost"),
    ("08", TryLater, "connection_lost"),
    ("28", SourceUnavailable, "login_failed"),
    ("3D000", SourceUnavailable, "not_found"),
    ("42501", AssetUnreadable, "no_permission"),
    ("42P01", AssetUnreadable, "schema_changed"),
    ("42703", AssetUnreadable, "schema_changed"),
    ("3F000", AssetUnreadable, "schema_changed"),
    ("22", AssetUnreadable, "undecodable"),
    ("XX001", AssetUnreadable, "corrupt"),
    ("XX002", AssetUnreadable, "corrupt"),
)


def _cut(column: str, base: str, chars: int) -> str:
    """octet_length of a stored text reads its header only, so the common case costs nothing."""
    if base == "bytea":
        return f"CASE WHEN octet_length({column}) > {chars} THEN substring({column} FROM 1 FOR {chars + 1}) ELSE {column} END"
    text = column if base in _TEXT else f"{column}::text"
    return f"CASE WHEN octet_length({text}) > {chars} THEN left({text}, {chars + 1}) ELSE {text} END"


def _grouped(rows: list[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for oid, *rest in rows:
        groups.setdefault(oid, []).append(tuple(rest))
    return groups


def _refused(error: psycopg.OperationalError) -> ConnectorError:
    """A refused login carries no SQLSTATE; the server's words are looked at, and not passed on."""
    words = str(error).lower()
    if "no password supplied" in words or "authentication failed" in words or ("role" in words and "does not exist" in words):
        return SourceUnavailable("login_failed", "the server refused the account or its password")
    if "database" in words and "does not exist" in words:
        return SourceUnavailable("not_found", "the server has no such database")
    if "too many" in words or "starting up" in words or "reserved for" in words:
        return TryLater("unreachable", "the server takes no connection at the moment")
    return SourceUnavailable("unreachable", "no connection to the server")
