"""SQL definitions and migrations: MySQL, PostgreSQL, Oracle, SQL Server, SQLite, ClickHouse, Hive and their relatives.

A file whose name begins with a version is a step of its folder's history: Flyway (V1_2__x.sql; R__x.sql last), golang-migrate
(0007_x.up.sql), dbmate, goose and sql-migrate (20240101120000_x.sql, with marks inside), Prisma (20240101120000_x/migration.sql),
Drizzle, knex. What only undoes a migration is no part of the schema: U1__x.sql, x.down.sql, the part behind `-- migrate:down`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import get_args

from connectors.ddl import GUESS_CHARS, changes_in, pieces
from connectors.ddl_split import Dialect, guess_dialect
from connectors.notations import Definition, liquibase

NAME = "sql"
SUFFIXES = (".sql", ".ddl")
SIGN = r"(?i)\b(?:TABLE|COLUMN|sp_addextendedproperty|sp_rename)\b"
DIALECTS = get_args(Dialect)

_FLYWAY = re.compile(r"[Vv](\d+(?:[._]\d+)*)__.*")
_REPEATABLE = re.compile(r"R__.*")
_UNDO = re.compile(r"U\d+(?:[._]\d+)*__.*|\d.*\.down\.sql", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d+(?:[._-]\d+)*)(?=[._-]).*")
_DATED_FOLDER = re.compile(r"(\d{8,14})_.*")
_MARK = re.compile(r"\s*--\s*(?:\+(?:goose|migrate)|migrate:)\s*(up|down)\b", re.IGNORECASE)
PART_OF_FOLDER = re.compile(r"v?\d+(?:[._-]\d+)*", re.IGNORECASE)


def read(text: str, path: str) -> Definition:
    return read_stream(io.StringIO(text), path)


def read_stream(text: io.TextIOBase, path: str, dialect: Dialect | None = None) -> Definition:
    """A text of any length; what is kept of it are its changes. dialect: guessed from its beginning if None."""
    folder, version = _step(path)
    if version is None:
        return Definition()
    head = text.read(GUESS_CHARS)
    spoken = dialect or guess_dialect(head)
    chunks = pieces(text, head)
    changes = tuple(changes_in(_upward(chunks) if version and _two_ways(path) else chunks, spoken))
    if liquibase.FORMATTED.match(head):
        return liquibase.formatted(changes, path)
    if not version:
        return Definition(changes)
    return Definition(changes, history=folder or ".", step=path, version=version)


def _step(path: str) -> tuple[str, tuple[int | str, ...] | None]:
    """Folder and version of a step of a history; () for a file that stands alone, None for one that only undoes a step."""
    folder, _, name = path.rpartition("/")
    if _UNDO.fullmatch(name):
        return folder, None
    if _REPEATABLE.fullmatch(name):
        return _home(folder), ("R", name)
    if name.lower() == "migration.sql" and (dated := _DATED_FOLDER.fullmatch(folder.rpartition("/")[2])):
        return folder.rpartition("/")[0], (int(dated[1]), folder)
    if found := _FLYWAY.fullmatch(name) or _NUMBERED.fullmatch(name):
        return _home(folder), tuple(int(part) for part in re.split(r"[._-]", found[1]))
    return folder, ()


def _two_ways(path: str) -> bool:
    """Whether marks within the file may part the way up from the way down: goose, dbmate, sql-migrate; others would run all of it."""
    name = path.rpartition("/")[2]
    return name[:1].isdigit() and not name.lower().endswith(".up.sql")


def _home(folder: str) -> str:
    """The folder of a history whose steps are filed by year or release: db/migration/2024 -> db/migration."""
    parent, _, last = folder.rpartition("/")
    return parent if parent and PART_OF_FOLDER.fullmatch(last) else folder


def _upward(chunks: Iterator[str]) -> Iterator[str]:
    """Without the parts that undo a migration: their lines become empty, so that the others keep their numbers."""
    down = False
    for chunk in chunks:
        if not down and not _MARK.search(chunk) and "--" not in chunk:
            yield chunk
            continue
        lines = chunk.splitlines(keepends=True)
        for n, line in enumerate(lines):
            if mark := _MARK.match(line):
                down = mark[1].lower() == "down"
            if down:
                lines[n] = "\n" if line.endswith("\n") else ""
        yield "".join(lines)
