"""A *session* runs one statement at a time, each in its own short transaction, and survives passing faults.

Short, because an open cursor holds back the owner's DDL and vacuum. A statement that met a lock, a time-out or a dropped
connection is run again after a pause on a new connection; nothing it had fetched is kept, so no row comes twice.
Every driver error leaves here as one of the four classes of `connectors.base`, without the driver's words.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from connectors.base import AssetUnreadable, ConnectorError, TryLater
from connectors.sql_batches import CHUNK, Builder
from connectors.sql_catalog import Dialect, Table
from connectors.sql_statements import Statement

#: A page ends early, and the next one asks for fewer rows, when this much was fetched.
PAGE_BYTES = 32_000_000
GUARDED_ROWS = 64
_T = TypeVar("_T")
_PAUSE = 0.1  # seconds before the first retry; doubles each time


@dataclass(frozen=True, slots=True)
class Page:
    """What one statement added to the builder. last: its last row, None if there was none; ended: no row follows."""

    rows: int
    last: tuple[Any, ...] | None
    ended: bool


class Session:
    """table: the one being read; None while the catalog is asked. streamed: the connection has served a stream."""

    def __init__(self, dialect: Dialect, retries: int, value_chars: int | None = None, connection: Any = None) -> None:
        self.dialect = dialect
        self.table: Table | None = None
        self.streamed = False
        self._retries, self._value_chars, self._guarded = retries, value_chars, False
        self._connection = connection

    def page(self, make: Callable[[Table, int], Statement], limit: int, builder: Builder) -> Page:
        """Runs ``make(table, limit)`` into an empty builder. Raises AssetUnreadable, SourceUnavailable."""
        table, wanted = self._table(), limit

        def once() -> Page:
            nonlocal limit
            builder.reset()
            try:
                return self._fetch(make(table, limit), limit, builder)
            except ConnectorError as error:
                if error.reason == "timeout":
                    limit = max(1, limit // 2)
                if error.reason != "too_large" or self._guarded:
                    raise
            return self._fetch_guarded(make, min(wanted, GUARDED_ROWS), builder)

        return self._again(once)

    def rows(self, make: Callable[[Table], Statement]) -> list[tuple[Any, ...]]:
        """All rows of a statement that has few."""
        table = self._table()

        def once() -> list[tuple[Any, ...]]:
            try:
                return self._all(make(table))
            except ConnectorError as error:
                if error.reason != "too_large" or self._guarded:
                    raise
            return self._relaxed(lambda: self._all(make(table.guarded())))

        return self._again(once)

    def ask(self, question: Callable[[Any], list[Any]]) -> list[Any]:
        """A question to the catalog, with the same care."""

        def once() -> list[Any]:
            try:
                answer = question(self.connection())
                self.dialect.finish(self._connection)
                return answer
            except Exception as error:  # noqa: BLE001 - every driver has its own tree; `translated` lets strangers through
                raise self.translated(error) from None

        return self._again(once)

    @contextmanager
    def stream(self, make: Callable[[Table], Statement], seconds: float) -> Iterator[Any]:
        """A cursor whose rows come little by little, for `seconds` at most. Retrying is the caller's: only it knows what it passed on."""
        self.streamed = True
        cursor = None
        try:
            cursor = self.dialect.execute(self.connection(), make(self._table()), stream=max(seconds, 1.0))
            yield cursor
            cursor.close()
            self.dialect.finish(self._connection)
        except GeneratorExit:
            self._abandon(cursor)
            raise
        except Exception as error:  # noqa: BLE001 - as in ask
            self._abandon(cursor)
            raise self.translated(error) from None

    def _abandon(self, cursor: Any) -> None:
        """Connection first: a cursor that is closed alone would fetch all that is left."""
        self.drop()
        if cursor is not None:
            with suppress(Exception):
                cursor.close()

    def pause(self, faults: int, error: TryLater) -> None:
        """Waits before try number `faults` + 1. Raises AssetUnreadable when there were too many."""
        self.drop()
        if faults > self._retries:
            raise AssetUnreadable(error.reason, error.detail) from None
        time.sleep(_PAUSE * 2 ** (faults - 1))

    def connection(self) -> Any:
        if self._connection is None:
            self._connection = self.dialect.connect(None if self._guarded else self._value_chars)
        return self._connection

    def give(self) -> Any:
        """Hands the connection over."""
        connection, self._connection = self._connection, None
        return connection

    def drop(self) -> None:
        connection = self.give()
        if connection is not None:
            with suppress(Exception):  # it may be thrown away because it failed
                connection.close()

    def _table(self) -> Table:
        if self.table is None:
            raise ValueError("a session without a table reads no rows")
        return self.table

    def _again(self, once: Callable[[], _T]) -> _T:
        faults = 0
        while True:
            try:
                return once()
            except TryLater as error:
                faults += 1
                self.pause(faults, error)
            except ConnectorError:
                self.drop()
                raise

    def _fetch(self, statement: Statement, limit: int, builder: Builder) -> Page:
        last: tuple[Any, ...] | None = None
        try:
            cursor = self.dialect.execute(self.connection(), statement)
            while builder.bytes < PAGE_BYTES and (rows := cursor.fetchmany(CHUNK)):
                last = rows[-1]
                builder.add(rows)
            full = builder.bytes >= PAGE_BYTES
            cursor.close()
            self.dialect.finish(self._connection)
        except Exception as error:  # noqa: BLE001 - as in ask
            raise self.translated(error) from None
        return Page(builder.rows, last, ended=builder.rows < limit and not full)

    def _fetch_guarded(self, make: Callable[[Table, int], Statement], limit: int, builder: Builder) -> Page:
        builder.reset()
        return self._relaxed(lambda: self._fetch(make(self._table().guarded(), limit), limit, builder))

    def _all(self, statement: Statement) -> list[tuple[Any, ...]]:
        try:
            cursor = self.dialect.execute(self.connection(), statement)
            rows = [tuple(row) for row in cursor.fetchall()]
            cursor.close()
            self.dialect.finish(self._connection)
        except Exception as error:  # noqa: BLE001 - as in ask
            raise self.translated(error) from None
        return rows

    def _relaxed(self, work: Callable[[], _T]) -> _T:
        """Runs `work` on a connection that takes values of any size, which its statement cuts."""
        self.drop()
        self._guarded = True
        try:
            return work()
        finally:
            self._guarded = False
            self.drop()

    def translated(self, error: Exception) -> Exception:
        if isinstance(error, ConnectorError):
            return error
        return self.dialect.error(error) or error
