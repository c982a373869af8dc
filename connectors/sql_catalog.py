"""What a database's catalog tells: tables, their columns, keys and problems, the same for every dialect.

A *dialect module* (`sql_sqlite`, `sql_postgresql`, `sql_mysql`, `sql_generic`) knows one family of servers: how to open
a session that can only read, how to ask its catalog, and what its errors mean. SQLAlchemy's reflection needs several
queries per table and knows neither row estimates nor row security, so it is only the fallback for other databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, Protocol
from urllib.parse import quote

from connectors.base import Asset, AssetKind, Column, ConnectorError, Problem, Source
from connectors.paths import uri_part as authority
from connectors.sql_batches import Reading
from connectors.sql_statements import Statement


@dataclass(frozen=True, slots=True)
class Field:
    """A column to read. select: the quoted expression that fetches it, long values cut where that costs little;
    guarded: the same, cut in any case (SQLite, for the pages where a value is too large to fetch)."""

    name: str
    type: str
    reading: Reading
    select: str
    comment: str = ""
    guarded: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One column of the key that pages are cut by. column: quoted; fetch: expression that gives it as a JSON value;
    bind: placeholder that turns this value into the column's type; integer: windows can be cut out of it; field: position of
    the field that delivers the same value, so that it is not fetched twice, else None."""

    column: str
    fetch: str
    bind: str
    integer: bool = False
    field: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """relation: quoted, as it follows FROM. key: empty if there is none. blocks: number of storage blocks that can be
    addressed (PostgreSQL), else 0. sampled: it takes TABLESAMPLE. Without key and blocks it can only be streamed."""

    schema: str
    name: str
    kind: AssetKind
    relation: str
    fields: tuple[Field, ...]
    key: tuple[Key, ...] = ()
    blocks: int = 0
    sampled: bool = False
    rows: int | None = None
    comment: str = ""
    problem: Problem | None = None
    partitions: tuple[str, ...] = ()  # as in connectors.base.Asset

    def guarded(self) -> Table:
        return replace(self, fields=tuple(replace(f, select=f.guarded or f.select) for f in self.fields))


class Dialect(Protocol):
    """One family of servers. Every method but `connect` takes the driver's own connection."""

    scheme: str
    database: str  # what a person calls it: database name or file path
    row_values: bool  # (a, b) > (x, y) is answered from the index
    reusable: bool  # connecting is dear enough to keep a connection from one read to the next

    def connect(self, value_chars: int | None = None) -> Any:
        """A session that can only read. Raises SourceUnavailable, TryLater or the driver's error. value_chars: where the
        driver can refuse larger values before they fill memory (SQLite), it shall, with AssetUnreadable("too_large")."""

    def tables(self, connection: Any, only: tuple[str, str] | None = None, value_chars: int = 1_000_000) -> Iterator[Table]:
        """All tables and views, system ones left out; or the one with this (schema, name)."""

    def execute(self, connection: Any, statement: Statement, stream: float = 0.0) -> Any:
        """A cursor with `fetchmany`. stream: seconds in which rows are fetched from the server little by little; 0: all at once."""

    def finish(self, connection: Any) -> None:
        """Ends the transaction of one page. Raises TryLater when what was read may be inconsistent."""

    def error(self, error: Exception) -> ConnectorError | None:
        """What a driver's error means to the scan, without the driver's text (it can hold values); None: not its error."""


def asset_of(table: Table, source: Source, dialect: Dialect) -> Asset:
    qualified = f"{uri_part(table.schema)}.{uri_part(table.name)}" if table.schema else uri_part(table.name)
    return Asset(
        uri=f"{dialect.scheme}://{authority(source.name)}/{qualified}",
        source=source.name,
        kind=table.kind,
        name=table.name,
        columns=tuple(Column(f.name, f.type, f.comment) for f in table.fields),
        schema=table.schema,
        path=dialect.database,
        comment=table.comment,
        rows=table.rows,
        owner=source.owner,
        environment=source.environment,
        region=source.region,
        system=source.system,
        problem=table.problem,
        partitions=table.partitions,
    )


def wanted(source: Source, schema: str, name: str) -> bool:
    """Globs match "schema.table" or the bare table name, case-sensitively."""
    names = {name, f"{schema}.{name}" if schema else name}
    included = not source.include or any(fnmatchcase(n, glob) for n in names for glob in source.include)
    return included and not any(fnmatchcase(n, glob) for n in names for glob in source.exclude)


def uri_part(name: str) -> str:
    """Letters and digits of any script stay readable, everything that means something in a URI is percent-encoded."""
    return "".join(c if c.isalnum() or c in "_-~$" else "%2E" if c == "." else quote(c, safe="", errors="surrogatepass") for c in name)
