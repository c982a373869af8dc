"""Databases: SQLite files, PostgreSQL, MySQL and MariaDB, and any other for which a SQLAlchemy dialect is installed.

A location is a SQLAlchemy URL without password (``postgresql://reader@db/crm``) or the path of a SQLite file, known by
its first bytes. This module only recognises locations; the work, and the import of SQLAlchemy, is in `sql_reader`.
Options of a source:

    views            true: read views, materialised views and foreign tables too (default: listed as skipped)
    allow_privileged true: accept an account that may do more than read (default: refused)
    statement_seconds, lock_seconds   limits of one statement and of waiting for a lock (30, 2)
    retries          how often a passing fault is tried again before the table is given up (4)
"""

from __future__ import annotations

import re
from pathlib import Path

from connectors.base import Connector, Source

#: Dialects that SQLAlchemy brings; others are found by their entry point.
SCHEMES = ("sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle")

SQLITE_MAGIC = b"SQLite format 3\0"
_URL = re.compile(r"([A-Za-z][A-Za-z0-9.-]*)(?:\+([A-Za-z0-9_.-]+))?://")


def accepts(location: str) -> int:
    """20 for a URL of a known dialect and for an existing SQLite file, else 0."""
    if url := _URL.match(location):
        name = url[1].lower()
        return 20 if name in SCHEMES or _is_dialect(name) else 0
    return 20 if is_sqlite_file(location) else 0


def _is_dialect(name: str) -> bool:
    """Whether a package that is installed brings it to SQLAlchemy."""
    from importlib.metadata import entry_points  # reads what every installed package says of itself

    return any(e.name.split(".")[0] == name for e in entry_points(group="sqlalchemy.dialects"))


def is_sqlite_file(location: str) -> bool:
    """True when a regular file of this path begins with SQLite's magic bytes; unreadable counts as no."""
    path = Path(location)
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def open(source: Source) -> Connector:  # noqa: A001 - the name the contract gives it
    """Raises ConfigError (bad_url, missing_extra, unknown_scheme). Connects only when assets are asked for."""
    from connectors.sql_reader import SqlConnector

    return SqlConnector(source)
