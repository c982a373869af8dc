"""Schema definitions: SQL, migrations, models, interface files and forms, read for their columns, never for rows.

A location is a .sql file, a folder of nothing else, or ``schema://PATH`` for a folder of any files. Which files say something is
for `connectors.notations` to know; nothing of theirs is imported or run. Each table is an asset of kind "schema", each form one of
kind "form"; a chain of migrations is carried out in order (`schema_history`), and its tables are what it leaves. A statement that
is not understood becomes an asset with the problem "unparsed_ddl". Options of a source:

    dialect    of .sql files: mysql, postgres, oracle, tsql, sqlite, hive or clickhouse (default: guessed from the text)
    encoding   of the files (default: detected)
    hidden     true: enter hidden folders and folders of machinery, too
    files      the files to read, relative to the location, instead of all of them
    cache      a folder in which to keep what was read of files, for the next time
    bare       true: assets are named after their paths alone, without the source's name before them
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from connectors.base import Asset, AssetUnreadable, Batch, Budget, Column, ConfigError, Connector, Cursor, Extent, Problem, Source
from connectors.ddl_tables import Table
from connectors.notations import Definition, sql
from connectors.paths import Entry, uri_part, walk
from connectors.schema_cache import Cache
from connectors.schema_history import Built, File, built
from connectors.schema_read import definitions

SCHEMES = ("schema",)

_LOOKED_AT = 2000  # entries of a folder that decide whether it is a folder of schema files


def accepts(location: str) -> int:
    """20 for schema://, a .sql or .ddl file and a folder that holds nothing else, else 0."""
    if location.startswith("schema://"):
        return 20
    if "://" in location:
        return 0
    if not os.path.isdir(location):  # noqa: PTH112 - a NUL in the path is False here, an exception there
        return 20 if location.lower().endswith(sql.SUFFIXES) and os.path.exists(location) else 0  # noqa: PTH110
    files = 0
    for n, entry in enumerate(walk(location)):
        if entry.reason == "system_object":
            continue
        if n > _LOOKED_AT or not entry.relative.lower().endswith(sql.SUFFIXES):
            return 0
        files += 1
    return 20 if files else 0


def open(source: Source) -> Connector:  # noqa: A001 - the name the contract gives it
    """Raises ConfigError(bad_url) for an unknown dialect or encoding."""
    dialect, encoding = source.option("dialect"), source.option("encoding")
    if dialect is not None and dialect not in sql.DIALECTS:
        raise ConfigError("bad_url", f"source {source.name!r}: dialect is one of {', '.join(sql.DIALECTS)}")
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise ConfigError("bad_url", f"source {source.name!r}: unknown encoding") from None
    return SchemaFiles(source)


class SchemaFiles:
    """See `connectors.base.Connector`. Assets have no rows; `read` is COMPLETE at once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = source.location.removeprefix("schema://") or "."
        self.is_folder = os.path.isdir(self.root)  # noqa: PTH112

    def discover(self) -> Iterator[Asset]:
        folder = self.source.option("cache")
        kept = Cache(Path(folder), self.root) if folder else None
        files = (File(entry, self._path(entry), _said(entry, self.source, kept)) for entry in self._entries())
        yield from _named_apart(_assets(files, self.source))
        if kept is not None:
            kept.save()

    def _entries(self) -> Iterator[Entry]:
        files = self.source.option("files")
        if files is not None:
            yield from (Entry(name, os.path.join(self.root, name)) for name in files)  # noqa: PTH118
            return
        # A link that somebody typed on purpose is followed; those met on the way are not.
        root = os.path.realpath(self.root) if os.path.islink(self.root) else self.root  # noqa: PTH114
        for entry in walk(root, hidden=bool(self.source.option("hidden"))):
            shown = entry.relative if self.is_folder else os.path.basename(self.root)  # noqa: PTH119
            if _wanted(shown, self.source):
                yield replace(entry, relative=shown)

    def _path(self, entry: Entry) -> str:
        return os.path.normpath(os.path.join(self.root, entry.relative)) if self.is_folder else self.root  # noqa: PTH118

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
        if asset.problem:
            raise AssetUnreadable(asset.problem.reason, asset.problem.detail)
        yield from ()
        return Extent("COMPLETE")

    def close(self) -> None:
        pass


def _said(entry: Entry, source: Source, kept: Cache | None) -> tuple[Definition, ...] | Problem:
    if kept is None or entry.reason:
        return definitions(entry, source)
    said = kept.get(entry.relative, entry.path)
    if said is not None:
        return said
    stamp = kept.stamp(entry.path)  # before it is read: what is written meanwhile must not be taken for what was read
    found = definitions(entry, source)
    if not isinstance(found, Problem):
        kept.put(entry.relative, entry.path, stamp, found)
    return found


def _wanted(relative: str, source: Source) -> bool:
    included = not source.include or any(fnmatchcase(relative, glob) for glob in source.include)
    return included and not any(fnmatchcase(relative, glob) for glob in source.exclude)


def _named_apart(assets: Iterable[Asset]) -> Iterator[Asset]:
    """With a number behind a name that was there already: two notations of one file may each call a table the same."""
    taken: dict[str, int] = {}
    for asset in assets:
        taken[asset.uri] = number = taken.get(asset.uri, 0) + 1
        yield asset if number == 1 else replace(asset, uri=f"{asset.uri}~{number}")


def of_file(entry: Entry, source: Source, path: str) -> Iterator[Asset]:
    """The assets of one file that lies among others. `path` is what a person types to open it."""
    yield from _named_apart(_assets([File(entry, path, definitions(entry, source))], source))


def _assets(files: Iterable[File], source: Source) -> Iterator[Asset]:
    """One asset a table, in order of appearance; a file that cannot be read is one asset with a problem."""
    for group in built(files):
        home = f"schema://{'' if source.option('bare') else uri_part(source.name) + '/'}{uri_part(group.place)}"
        about = Asset(
            home, source.name, group.kind, group.place.rsplit("/", 1)[-1], path=group.path, modified=group.modified, owner=source.owner,
            environment=source.environment, region=source.region, system=source.system,
        )  # fmt: skip
        if group.problem is not None:
            yield replace(about, problem=group.problem)
        for table in group.tables:
            yield _table(about, group, table)
        for path, line in group.unread:
            problem = Problem("ERROR", "unparsed_ddl", f"line {line}")
            yield replace(about, uri=f"{home}#line-{line}", path=path, line=line, problem=problem)


def _column(column: Column, group: Built, path: str) -> Column:
    """With the path of its file, where that is not the table's own."""
    if not column.file:
        return column
    file = group.paths.get(column.file, path)
    return replace(column, file="" if file == path else file)


def _table(about: Asset, group: Built, table: Table) -> Asset:
    path = group.paths.get(table.file, about.path)
    columns = tuple(_column(column, group, path) for column in table.columns)
    asset = replace(
        about,
        uri=f"{about.uri}#{'.'.join(uri_part(p) for p in table.shown if p)}",
        schema=table.shown.schema,
        name=table.shown.table,
        columns=columns,
        path=path,
        comment=table.comment,
        line=table.line,
    )
    if not table.unparsed:
        return asset
    # What a person has to look at is the statement; the columns that are known keep their own places.
    where = group.paths.get(table.unparsed_file, path)
    kept = tuple(c if c.file or where == path else replace(c, file=path) for c in columns)
    problem = Problem("ERROR", "unparsed_ddl", f"line {table.unparsed}")
    return replace(asset, path=where, line=table.unparsed, columns=kept, problem=problem)
