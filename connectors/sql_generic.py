"""Any other database for which a SQLAlchemy dialect is installed: reflection tells the tables, one stream reads them.

Untested against live servers other than those with a dialect module of their own. No row estimate, no sample but the head,
no session setting: what cannot be set for every server is left to the rights of the account.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from connectors.base import AssetKind, AssetUnreadable, ConnectorError, Problem, Source, SourceUnavailable, TryLater
from connectors.sql_batches import Reading
from connectors.sql_catalog import Field, Table
from connectors.sql_statements import Statement, quoted

_SYSTEM = frozenset({"information_schema", "sys", "system", "mysql", "pg_catalog", "performance_schema"})


class Generic:
    reusable = False
    row_values = False

    def __init__(self, source: Source, url: sa.URL) -> None:
        complete = url.set(password=source.password) if source.password else url
        self._engine = sa.create_engine(complete, poolclass=NullPool, hide_parameters=True)
        self._quote = self._engine.dialect.identifier_preparer.quote_identifier
        self.scheme = url.get_backend_name()
        self.database = url.database or ""
        self._views = bool(source.option("views", False))

    def connect(self, value_chars: int | None = None) -> sa.Connection:
        try:
            return self._engine.connect()
        except sa.exc.DBAPIError:
            raise SourceUnavailable("unreachable", "no connection to the server") from None

    def tables(
        self,
        connection: sa.Connection,
        only: tuple[str, str] | None = None,
        value_chars: int = 1_000_000,
    ) -> Iterator[Table]:
        inspector = sa.inspect(connection)
        for schema in [only[0]] if only else self._schemas(inspector):
            for name in inspector.get_table_names(schema or None):
                if only is None or name == only[1]:
                    yield self._table(inspector, schema, name, "table")
            for name in inspector.get_view_names(schema or None):
                if only is None or name == only[1]:
                    yield self._table(inspector, schema, name, "view")

    def execute(self, connection: sa.Connection, statement: Statement, stream: float = 0.0) -> Any:
        """Composed anew, for LIMIT is written in many ways: what to read stands in `statement.table`."""
        table = statement.table
        if table is None:
            raise ValueError("only statements about a table are understood here")
        relation = sa.table(table.name, *(sa.column(f.name) for f in table.fields), schema=table.schema or None)
        if statement.counts:
            few = sa.select(sa.literal(1).label("one")).select_from(relation).limit(statement.limit).subquery()
            return connection.execute(sa.select(sa.func.count()).select_from(few))
        query = sa.select(*relation.columns).limit(statement.limit).offset(statement.offset or None)
        return connection.execution_options(stream_results=bool(stream)).execute(query)

    def finish(self, connection: sa.Connection) -> None:
        connection.rollback()

    def error(self, error: Exception) -> ConnectorError | None:
        if isinstance(error, sa.exc.DBAPIError):
            return TryLater("connection_lost") if error.connection_invalidated else AssetUnreadable("internal", type(error.orig).__name__)
        if isinstance(error, sa.exc.NoSuchTableError):
            return AssetUnreadable("schema_changed")
        return AssetUnreadable("internal", type(error).__name__) if isinstance(error, sa.exc.SQLAlchemyError) else None

    def _schemas(self, inspector: sa.Inspector) -> list[str]:
        if inspector.default_schema_name is None:
            return [""]
        return [s for s in inspector.get_schema_names() if s.lower() not in _SYSTEM and not s.lower().startswith("pg_")]

    def _table(self, inspector: sa.Inspector, schema: str, name: str, kind: AssetKind) -> Table:
        columns = inspector.get_columns(name, schema or None)
        fields = tuple(self._field(column) for column in columns)
        try:
            comment = inspector.get_table_comment(name, schema or None)["text"] or ""
        except NotImplementedError:
            comment = ""
        problem = Problem("SKIPPED", "view_not_read") if kind == "view" and not self._views else None
        return Table(schema, name, kind, quoted(self._quote, schema, name), fields, comment=comment, problem=problem)

    def _field(self, column: Any) -> Field:
        name, spelled = column["name"], _spelled(column["type"], self._engine.dialect)
        return Field(name, spelled, Reading("any", spelled=False), quoted(self._quote, name), column.get("comment") or "")


def _spelled(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> str:
    try:
        return kind.compile(dialect=dialect)
    except sa.exc.CompileError:
        return ""
