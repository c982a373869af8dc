"""Where a store *is* and how it is spoken to: a SQLite file that only its owner may read, or a PostgreSQL database.

Whatever goes wrong there becomes a `StoreError` that names the place and the cause, and neither a password nor a row's content.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa


class StoreError(Exception):
    """The store cannot be used: key is a word for the message table, detail says where."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key = key
        self.detail = detail


def engine_of(location: str) -> sa.Engine:
    """`location`: a path (SQLite, made with mode 0600) or a postgresql:// URL."""
    if "://" in location and not location.startswith("sqlite:///"):
        return _server(location)
    try:
        path = Path(location.removeprefix("sqlite:///")).expanduser()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL in it; RuntimeError: ~ of nobody
        raise StoreError("store.unusable", f"{location}: {getattr(error, 'strerror', None) or type(error).__name__}") from None
    # Not from a text: a path may hold a question mark.
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _durable)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _server(location: str) -> sa.Engine:
    try:
        url = sa.make_url(location)
    except (sa.exc.ArgumentError, ValueError):
        # The message would repeat a piece of the URL, which may be the password.
        raise StoreError("store.unusable", f"{location.split('://', 1)[0]}://…: the URL cannot be parsed") from None
    if url.get_backend_name() != "postgresql":
        raise StoreError("store.scheme", url.get_backend_name())
    try:
        return sa.create_engine(url.set(drivername="postgresql+psycopg"), hide_parameters=True)
    except ImportError:
        raise StoreError("store.unusable", "pip install 'pandian[postgres]'") from None


def _durable(connection: Any, _record: Any) -> None:
    """WAL with synchronous=NORMAL: consistent after any crash of the process; secure_delete: nothing stays in free pages."""
    # Python's driver would begin transactions by itself, and not for DDL: a kill would leave half a migration. See _begin.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def cause(error: sa.exc.SQLAlchemyError) -> str:
    """What is wrong, as far as it can be told: SQLite's own words name no value, those of a server may."""
    origin = getattr(error, "orig", None)
    return str(origin) if isinstance(origin, sqlite3.Error) else type(origin or error).__name__


def shown(engine: sa.Engine) -> str:
    """The place in words: the path, or the URL without password and without options (one of which may be a password)."""
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.set(query={}).render_as_string(hide_password=True)
