"""The database connector: `discover` asks the catalog, `read` walks one table.

Which rows are read, and what the cursor of a batch means:

    ["full", n, key…]   all rows by key or block; n rows came before, the next has a greater key
    ["sample", n]       the sample that the seed gives; its first n rows came before
    ["stream", n]       rows as the server gives them (no key: views, MySQL tables without one); the first n came before.
                        Resuming counts on the server keeping that order, which InnoDB and SQLite do for an unchanged table.

A table that fits the budget is read whole, known by a count that stops at the budget. Rows that are present during the whole
read are seen exactly once when there is a key; rows that another session moves in a table without key may be missed.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import Any

import sqlalchemy as sa

from connectors import sql_statements as sql
from connectors import sql_walks as walks
from connectors.base import (
    Asset,
    AssetUnreadable,
    Batch,
    Budget,
    ConfigError,
    Connector,
    Cursor,
    Extent,
    Source,
    SourceUnavailable,
    TryLater,
)
from connectors.sql import is_sqlite_file
from connectors.sql_batches import CHUNK, Builder
from connectors.sql_catalog import Dialect, Table, asset_of, wanted
from connectors.sql_session import PAGE_BYTES, Session

_Batches = Generator[Batch, None, Extent]


class SqlConnector(Connector):
    """See `connectors.base.Connector`. Raises ConfigError when made from a location it cannot use."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._dialect = dialect_of(source)
        self._retries = int(source.option("retries", 4))
        self._idle: Any = None

    def discover(self) -> Iterator[Asset]:
        session = Session(self._dialect, self._retries)
        try:
            tables = session.ask(lambda connection: list(self._dialect.tables(connection)))
        except AssetUnreadable as error:
            raise SourceUnavailable(error.reason, error.detail) from None
        finally:
            session.drop()
        for table in tables:
            if wanted(self._source, table.schema, table.name):
                yield asset_of(table, self._source, self._dialect)

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> _Batches:
        idle, self._idle = self._idle, None
        session = Session(self._dialect, self._retries, budget.value_chars, idle)
        reading = None
        try:
            session.table = self._table(session, asset, budget.value_chars)
            reading = _Reading(session, session.table, budget, asset.uri)
            extent = yield from reading.batches(after)
            self._keep(session)
            return extent
        except AssetUnreadable as error:
            if error.reason == "schema_changed" and reading is not None and reading.started:
                return Extent("PARTIAL", "full", "schema_changed", error.detail)
            raise
        finally:
            session.drop()

    def close(self) -> None:
        idle, self._idle = self._idle, None
        Session(self._dialect, 0, connection=idle).drop()

    def _keep(self, session: Session) -> None:
        """A connection that read to the end without fault serves the next read."""
        if self._dialect.reusable and self._idle is None and not session.streamed:
            self._idle = session.give()

    def _table(self, session: Session, asset: Asset, value_chars: int) -> Table:
        """The table as it is now; its columns must still be those that the asset told of."""
        only = (asset.schema, asset.name)
        found = session.ask(lambda connection: list(self._dialect.tables(connection, only, value_chars)))
        if not found:
            raise AssetUnreadable("not_found", "the table is gone")
        table: Table = found[0]
        if table.problem is not None:
            raise AssetUnreadable(table.problem.reason, table.problem.detail)
        if [f.name for f in table.fields] != [c.name for c in asset.columns]:
            raise AssetUnreadable("schema_changed", "the columns are no longer those that were discovered")
        return table


class _Reading:
    """One call of `read`: where it stands, and when it must stop."""

    def __init__(self, session: Session, table: Table, budget: Budget, uri: str) -> None:
        self._session, self._table, self._budget, self._uri = session, table, budget, uri
        self._builder = Builder([f.name for f in table.fields], [f.reading for f in table.fields], budget.value_chars)
        self._deadline = time.monotonic() + budget.seconds
        self.started = False

    def batches(self, after: Cursor) -> _Batches:
        rows = self._budget.rows
        mode = after[0] if after else self._mode(rows)
        if mode == "full":
            return (yield from self._full(after[1] if after else 0, after[2:] if after else []))
        if mode == "sample" and rows is not None:
            return (yield from self._sample(rows, after[1] if after else 0))
        return (yield from self._stream(after[1] if after else 0))

    def _mode(self, rows: int | None) -> str:
        paged = bool(self._table.key or self._table.blocks)
        if rows is None or self._fits(rows):
            return "full" if paged else "stream"
        return "stream" if walks.sample_method(self._table) == "head" else "sample"

    def _fits(self, rows: int) -> bool:
        return int(self._session.rows(lambda t: sql.count_upto(t, rows + 1))[0][0]) <= rows

    def _full(self, done: int, position: list[Any]) -> _Batches:
        limit = self._budget.rows
        for page, behind in walks.whole(self._session, self._table, position, self._budget.batch_rows, self._builder):
            if limit is not None and done >= limit:
                return Extent("SAMPLED", "head")  # the table has grown since it was counted
            yield self._batch(done, ["full", done + page.rows, *behind])
            done += page.rows
            if self._late():
                return self._out_of_time("full")
        return Extent("COMPLETE", "full")

    def _sample(self, rows: int, done: int) -> _Batches:
        method, skip, size = walks.sample_method(self._table), done, self._budget.batch_rows
        for found in walks.sample(self._session, self._table, rows, f"{self._budget.seed} {self._uri}"):
            fresh, skip = found[skip:], max(0, skip - len(found))
            while fresh:
                part, fresh = fresh[: size - self._builder.rows], fresh[size - self._builder.rows :]
                for i in range(0, len(part), CHUNK):
                    self._builder.add(part[i : i + CHUNK])
                if self._builder.rows >= size or self._builder.bytes >= PAGE_BYTES:
                    yield self._batch(done, ["sample", done := done + self._builder.rows])
            if self._late():
                if self._builder.rows:
                    yield self._batch(done, ["sample", done + self._builder.rows])
                return self._out_of_time(method)
        if self._builder.rows:
            yield self._batch(done, ["sample", done + self._builder.rows])
        return Extent("SAMPLED", method)

    def _stream(self, done: int) -> _Batches:
        """Retries here and not in the session, because what was yielded cannot be taken back."""
        faults = 0
        while True:
            try:
                for step in self._stream_once(done):
                    yield step
                    done, faults = step.after[1], 0
                    if self._late():
                        return self._out_of_time("stream")
                break
            except TryLater as error:
                if self._late():
                    return self._out_of_time("stream")
                faults += 1
                self._session.pause(faults, error)
        if self._budget.rows is None:
            return Extent("COMPLETE", "full")
        return Extent("COMPLETE", "full") if self._fits(self._budget.rows) else Extent("SAMPLED", "head")

    def _stream_once(self, done: int) -> Iterator[Batch]:
        rows, size, builder = self._budget.rows, self._budget.batch_rows, self._builder
        builder.reset()
        left = None if rows is None else rows - done
        if left == 0:
            return
        with self._session.stream(lambda t: sql.head(t, left, done), self._deadline - time.monotonic()) as cursor:
            while found := cursor.fetchmany(min(CHUNK, size - builder.rows)):
                builder.add(found)
                if builder.rows >= size or builder.bytes >= PAGE_BYTES:
                    yield self._batch(done, ["stream", done := done + builder.rows])
        if builder.rows:
            yield self._batch(done, ["stream", done + builder.rows])

    def _batch(self, first_row: int, cursor: list[Any]) -> Batch:
        self.started = True
        data, bad, cut = self._builder.take()
        return Batch(data, cursor, first_row, bad, cut)

    def _late(self) -> bool:
        return time.monotonic() >= self._deadline

    def _out_of_time(self, method: str) -> Extent:
        return Extent("PARTIAL", method, "limit_seconds", f"stopped after {self._budget.seconds:g} s")


def dialect_of(source: Source) -> Dialect:
    """Raises ConfigError: bad_url, unknown_scheme, missing_extra."""
    if "://" not in source.location or is_sqlite_file(source.location):
        from connectors.sql_sqlite import Sqlite

        return Sqlite(source, source.location)
    try:
        url = sa.make_url(source.location)
        family = url.get_backend_name()
        url.get_dialect()
    except sa.exc.NoSuchModuleError:
        raise ConfigError("unknown_scheme", f"source {source.name!r}: no SQLAlchemy dialect of this name is installed") from None
    except (sa.exc.ArgumentError, ValueError):
        raise ConfigError("bad_url", f"source {source.name!r}: the URL cannot be parsed") from None
    if family == "sqlite":
        from connectors.sql_sqlite import Sqlite

        return Sqlite.from_url(source, url)
    return _server(source, url, family)


#: What to install for a family of servers; for others, the module that is missing.
_EXTRAS = {"postgresql": "pandian[postgres]", "mysql": "pandian[mysql]", "mariadb": "pandian[mysql]"}


def _server(source: Source, url: sa.URL, family: str) -> Dialect:
    try:
        if family == "postgresql":
            from connectors.sql_postgresql import PostgreSQL

            return PostgreSQL(source, url)
        if family in ("mysql", "mariadb"):
            from connectors.sql_mysql import MySQL

            return MySQL(source, url)
        from connectors.sql_generic import Generic

        return Generic(source, url)
    except ImportError as error:
        # An ImportError names a module, never a value.
        wanted = _EXTRAS.get(family, error.name)
        raise ConfigError("missing_extra", f"source {source.name!r}: no {error.name}: pip install '{wanted}'") from None
