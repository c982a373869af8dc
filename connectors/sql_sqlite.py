"""SQLite files, opened so that neither they nor the folder around them change.

``mode=ro`` alone is not enough: on a database in write-ahead-log mode it creates -wal and -shm files. Without such files the
database is complete in itself and is opened as ``immutable``, and its size and time are compared after every page; with them it
is live and they are used as they are; with a log that has lost its index it cannot be read without writing, and is refused.
SQLite reference: "Read-Only WAL-Mode Databases" (sqlite.org/wal.html), "URI filenames" (sqlite.org/uri.html).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from connectors.base import AssetKind, AssetUnreadable, ConfigError, ConnectorError, Problem, Source, SourceUnavailable, TryLater
from connectors.sql_batches import Reading
from connectors.sql_catalog import Field, Key, Table
from connectors.sql_statements import ALIAS, Statement, aliased, quoted

_INSTRUCTIONS = 20_000  # virtual machine steps between two looks at the clock, about 1 ms
_SLACK = 4  # bytes per character, the most UTF-8 takes
_Signature = tuple[int, int, bool]


class _Connection(sqlite3.Connection):
    """Remembers what the file looked like when it was opened, and the deadline of the running statement."""

    signature: _Signature | None = None
    deadline = 0.0


class Sqlite:
    scheme = "sqlite"
    reusable = False
    row_values = True

    def __init__(self, source: Source, path: str) -> None:
        self.database = path
        self._quote = sqlite.dialect().identifier_preparer.quote_identifier
        self._views = bool(source.option("views", False))
        self._statement_seconds = float(source.option("statement_seconds", 30))
        self._lock_seconds = float(source.option("lock_seconds", 2))

    @classmethod
    def from_url(cls, source: Source, url: sa.URL) -> Sqlite:
        if not url.database or url.database == ":memory:" or url.query or url.host:
            raise ConfigError(
                "bad_url", f"source {source.name!r}: write sqlite:///relative/path or sqlite:////absolute/path, without options"
            )
        return cls(source, url.database)

    def connect(self, value_chars: int | None = None) -> _Connection:
        how, signature = self._how()
        uri = f"file:{quote(os.path.abspath(self.database))}?{how}"  # noqa: PTH100 - resolve() would follow links
        connection = sqlite3.connect(uri, uri=True, timeout=self._lock_seconds, check_same_thread=False, factory=_Connection)
        connection.signature = signature
        # Bytes, not str: invalid UTF-8 is then a bad value and no exception, and Arrow takes bytes faster.
        connection.text_factory = bytes
        if value_chars is not None:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(1_000_000, value_chars * _SLACK))
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA trusted_schema = 0")
        connection.set_progress_handler(lambda: time.monotonic() > connection.deadline, _INSTRUCTIONS)
        return connection

    def tables(self, connection: _Connection, only: tuple[str, str] | None = None, value_chars: int = 1_000_000) -> Iterator[Table]:
        self._start(connection)
        shadow = _shadow_tables(connection)
        where, names = (" AND name = ?", (only[1],)) if only else ("", ())
        objects = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" + where + " ORDER BY name",
            names,
        ).fetchall()
        estimates = _estimates(connection)
        for kind, name in [(_text(k), _text(n)) for k, n in objects]:
            yield self._table(connection, kind, name, estimates.get(name), name in shadow, value_chars)

    def execute(self, connection: _Connection, statement: Statement, stream: float = 0.0) -> Any:
        self._start(connection)
        if stream:
            connection.deadline = time.monotonic() + stream
        return connection.execute(statement.text, statement.parameters)

    def finish(self, connection: _Connection) -> None:
        if connection.signature is not None and connection.signature != self._signature():
            raise TryLater("locked", "the file was written to while it was read as unchanging")

    def error(self, error: Exception) -> ConnectorError | None:
        if isinstance(error, UnicodeError):
            return AssetUnreadable("undecodable", "a name or key is not valid UTF-8")
        if not isinstance(error, sqlite3.Error):
            return None
        name = getattr(error, "sqlite_errorname", "") or type(error).__name__
        for prefix, kind, reason in _ERRORS:
            if name.startswith(prefix):
                return kind(reason, name)
        # SQLITE_ERROR is "no such column" after a change, or a function or module that this SQLite lacks.
        return AssetUnreadable("unsupported_format" if "no such module" in str(error) else "schema_changed", name)

    def _start(self, connection: _Connection) -> None:
        connection.deadline = time.monotonic() + self._statement_seconds

    def _how(self) -> tuple[str, _Signature | None]:
        try:
            with Path(self.database).open("rb") as file:
                header = file.read(100)
        except PermissionError:
            raise SourceUnavailable("no_permission", self.database) from None
        except (OSError, ValueError):
            raise SourceUnavailable("not_found", self.database) from None
        if header[18:20] != b"\2\2":  # file format versions, 2 = write-ahead log (sqlite.org/fileformat2.html 1.3.3)
            return "mode=ro", None
        log, index = (Path(f"{self.database}{end}") for end in ("-wal", "-shm"))
        if not log.exists() or (log.stat().st_size == 0 and not index.exists()):
            return "mode=ro&immutable=1", self._signature()
        if not index.exists():
            raise SourceUnavailable(
                "locked", "its write-ahead log has no -shm file: reading it would write; let its application open and close it once"
            )
        return "mode=ro", None

    def _signature(self) -> _Signature:
        stat, log = Path(self.database).stat(), Path(f"{self.database}-wal")
        return stat.st_size, stat.st_mtime_ns, log.exists() and log.stat().st_size > 0

    def _table(self, connection: _Connection, kind: str, name: str, rows: int | None, shadow: bool, value_chars: int) -> Table:
        relation = quoted(self._quote, "main", name)
        try:
            columns = connection.execute("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid", (name,)).fetchall()
        except sqlite3.OperationalError as error:  # a virtual table whose module is missing, a view on a dropped table
            return Table("", name, _kind(kind), relation, (), problem=Problem("ERROR", "unsupported_format", error.sqlite_errorname))
        shown = [(_text(n), _text(t), pk) for n, t, pk, hidden in columns if hidden != 1]
        fields = tuple(self._field(n, t, value_chars) for n, t, _ in shown)
        key = self._key(connection, name, relation, shown) if kind == "table" else ()
        problem = Problem("SKIPPED", "view_not_read") if kind == "view" and not self._views else None
        if shadow:
            problem = Problem("SKIPPED", "system_object", "storage of a full-text or spatial index, read through that table")
        return Table("", name, _kind(kind), relation, fields, key, rows=rows, problem=problem)

    def _field(self, name: str, declared: str, value_chars: int) -> Field:
        # With its table's name: SQLite takes a lone "name" that it does not find for a string.
        column, n = aliased(self._quote, name), int(value_chars)
        # length() of a text stops at a NUL, so bytes are counted; a text cut by substr() stays a text.
        guarded = f"CASE WHEN length(CAST({column} AS BLOB)) > {n * _SLACK} THEN substr({column}, 1, {n + 1}) ELSE {column} END"
        return Field(name, declared, _reading(declared), column, guarded=guarded)

    def _key(self, connection: _Connection, name: str, relation: str, columns: list[tuple[str, str, int]]) -> tuple[Key, ...]:
        """The rowid where there is one, else (WITHOUT ROWID) the primary key, whose columns are then never NULL."""
        names = {n.lower() for n, _, _ in columns}
        alias = next((a for a in ("rowid", "_rowid_", "oid") if a not in names), None)
        primary = sorted((pk, n) for n, _, pk in columns if pk)
        key_names = [n for _, n in primary]
        if alias:
            try:
                connection.execute(f"SELECT {alias} FROM {relation} LIMIT 0")
                # A single INTEGER PRIMARY KEY is the rowid itself, but not with DESC (sqlite.org/lang_createtable.html#rowid):
                # then, as for every other primary key, there is an index.
                indexed = connection.execute("SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk'", (name,)).fetchone()
                field = (
                    None
                    if indexed
                    else next((i for i, (n, t, _) in enumerate(columns) if t.upper() == "INTEGER" and [n] == key_names), None)
                )
                return (Key(f"{ALIAS}.{alias}", f"{ALIAS}.{alias}", "?", integer=True, field=field),)
            except sqlite3.OperationalError:
                pass  # WITHOUT ROWID, or a virtual table
        return tuple(self._primary(n) for n in key_names)

    def _primary(self, name: str) -> Key:
        column = aliased(self._quote, name)
        # Text and blob both arrive as bytes, but compare differently; a blob is made to fail as a key (see `walks.key_of`).
        return Key(column, f"CASE typeof({column}) WHEN 'blob' THEN x'FF' ELSE {column} END", "?")


_ERRORS: tuple[tuple[str, type[ConnectorError], str], ...] = (
    ("SQLITE_BUSY", TryLater, "locked"),
    ("SQLITE_LOCKED", TryLater, "locked"),
    ("SQLITE_READONLY", SourceUnavailable, "locked"),  # an interrupted transaction must be rolled back first: a write
    ("SQLITE_INTERRUPT", TryLater, "timeout"),
    ("SQLITE_TOOBIG", AssetUnreadable, "too_large"),
    ("SQLITE_CORRUPT", AssetUnreadable, "corrupt"),
    ("SQLITE_FORMAT", AssetUnreadable, "corrupt"),
    ("SQLITE_NOTADB", SourceUnavailable, "corrupt"),
    ("SQLITE_CANTOPEN", SourceUnavailable, "not_found"),
    ("SQLITE_AUTH", AssetUnreadable, "no_permission"),
    ("SQLITE_PERM", AssetUnreadable, "no_permission"),
    ("SQLITE_IOERR", AssetUnreadable, "corrupt"),
)


def _kind(kind: str) -> AssetKind:
    return "view" if kind == "view" else "table"


def _reading(declared: str) -> Reading:
    """Declared types are hints (sqlite.org/datatype3.html 3.1): only text affinity promises that no number comes."""
    upper = declared.upper()
    if "INT" not in upper and any(word in upper for word in ("CHAR", "CLOB", "TEXT")):
        return Reading("string")
    return Reading("any", spelled=False)


def _shadow_tables(connection: _Connection) -> set[str]:
    if sqlite3.sqlite_version_info < (3, 37):  # before pragma_table_list they cannot be told apart, and are read
        return set()
    return {_text(name) for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'")}


def _estimates(connection: _Connection) -> dict[str, int]:
    """Rows as ANALYZE counted them; the first number of `stat` (sqlite.org/fileformat2.html 2.6.3)."""
    try:
        rows = connection.execute("SELECT tbl, stat FROM sqlite_stat1").fetchall()
    except sqlite3.OperationalError:
        return {}
    counted = [(_text(table), _text(stat).split()) for table, stat in rows if stat]
    return {table: int(stat[0]) for table, stat in counted if stat and stat[0].isdigit()}


def _text(value: Any) -> str:
    """Names that are not UTF-8 keep one readable form and cannot be read, for it is not their name."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else "" if value is None else str(value)
