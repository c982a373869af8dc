"""Schema definitions: .sql files of CREATE TABLE, ALTER TABLE and COMMENT ON, read for their columns, never for rows.

A location is one file (``db/schema.sql``) or a folder in which every file is .sql or .ddl. Each table that a file
defines or alters is an asset of kind "schema"; what a file alters without defining it (a migration) has the new
columns only. Statements are read by `ddl_scan`; sqlglot is asked, and imported, only for what that does not understand,
and a table statement that neither understands becomes an asset with the problem "unparsed_ddl". Options of a source:

    dialect    mysql, postgres, oracle, tsql, sqlite, hive or clickhouse (default: guessed from the text)
    encoding   of the files (default: detected)
    hidden     true: enter hidden folders and folders of machinery, too
"""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, BinaryIO, get_args

from connectors.base import Asset, AssetUnreadable, Batch, Budget, Column, ConfigError, Connector, Cursor, Extent, Problem, Source
from connectors.ddl_reader import Change, Name
from connectors.ddl_scan import changes
from connectors.ddl_split import Dialect, Splitter, Statement, guess_dialect
from connectors.ddl_tables import Table, Tables
from connectors.encoding import SAMPLE_BYTES, detect_file, is_binary
from connectors.paths import Entry, open_regular, uri_part, walk

if TYPE_CHECKING:
    from sqlglot import exp

SCHEMES = ("schema",)

_SUFFIXES = (".sql", ".ddl")
_GUESS_CHARS = 1 << 18
_CHUNK_CHARS = 1 << 18
_ROWS = re.compile(rb"\bINSERT\s+INTO\b|\bCOPY\b[^;]{1,4000}\bFROM\s+stdin\b|\bREPLACE\s+INTO\b", re.IGNORECASE)
_ROWS_BYTES = 8 << 20
_LOOKED_AT = 2000  # entries of a folder that decide whether it is a folder of schema files


def accepts(location: str) -> int:
    """20 for a .sql or .ddl file and for a folder that holds nothing else, else 0."""
    if "://" in location:
        return 0
    if not os.path.isdir(location):  # noqa: PTH112 - a NUL in the path is False here, an exception there
        return 20 if location.lower().endswith(_SUFFIXES) and os.path.exists(location) else 0  # noqa: PTH110
    files = 0
    for n, entry in enumerate(walk(location)):
        if entry.reason == "system_object":
            continue
        if n > _LOOKED_AT or not entry.relative.lower().endswith(_SUFFIXES):
            return 0
        files += 1
    return 20 if files else 0


def open(source: Source) -> Connector:  # noqa: A001 - the name the contract gives it
    """Raises ConfigError(bad_url) for an unknown dialect or encoding."""
    dialect, encoding = source.option("dialect"), source.option("encoding")
    if dialect is not None and dialect not in get_args(Dialect):
        raise ConfigError("bad_url", f"source {source.name!r}: dialect is one of {', '.join(get_args(Dialect))}")
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise ConfigError("bad_url", f"source {source.name!r}: unknown encoding") from None
    return SchemaFiles(source)


class SchemaFiles:
    """See `connectors.base.Connector`. Assets have no rows; `read` is COMPLETE at once."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def discover(self) -> Iterator[Asset]:
        root = self.source.location
        # A link that somebody typed on purpose is followed; those met on the way are not.
        for entry in walk(os.path.realpath(root) if os.path.islink(root) else root, hidden=bool(self.source.option("hidden"))):  # noqa: PTH114
            shown = entry.relative if os.path.isdir(root) else os.path.basename(root)  # noqa: PTH112, PTH119
            path = os.path.join(root, shown) if os.path.isdir(root) else root  # noqa: PTH112, PTH118
            if _wanted(shown, self.source):
                yield from assets(replace(entry, relative=shown), self.source, path)

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
        if asset.problem:
            raise AssetUnreadable(asset.problem.reason, asset.problem.detail)
        yield from ()
        return Extent("COMPLETE")

    def close(self) -> None:
        pass


def _wanted(relative: str, source: Source) -> bool:
    included = not source.include or any(fnmatchcase(relative, glob) for glob in source.include)
    return included and not any(fnmatchcase(relative, glob) for glob in source.exclude)


def assets(entry: Entry, source: Source, path: str) -> Iterator[Asset]:
    """One asset per table of a schema file, in order of appearance; a file that cannot be read is one asset with a
    problem. `path` is what a person types to open it."""
    uri = f"schema://{uri_part(source.name)}/{uri_part(entry.relative)}"
    about = Asset(
        uri, source.name, "schema", os.path.basename(entry.relative), path=path, modified=entry.modified, owner=source.owner,  # noqa: PTH119
        environment=source.environment, region=source.region, system=source.system,
    )  # fmt: skip
    if entry.reason:
        yield replace(about, problem=Problem("ERROR" if entry.reason == "no_permission" else "SKIPPED", entry.reason))
        return
    try:
        tables, problems = _tables(entry.path, source)
    except AssetUnreadable as error:
        yield replace(about, problem=Problem("ERROR", error.reason, error.detail))
        return
    for table in tables:
        yield replace(
            about,
            uri=f"{uri}#{'.'.join(uri_part(p) for p in table.name if p)}",
            schema=table.name.schema,
            name=table.name.table,
            columns=table.columns,
            comment=table.comment,
            line=table.line,
            problem=Problem("ERROR", "unparsed_ddl", f"line {table.unparsed}") if table.unparsed else None,
        )
    for line in problems:
        yield replace(about, uri=f"{uri}#line-{line}", line=line, problem=Problem("ERROR", "unparsed_ddl", f"line {line}"))


def holds_rows(file: BinaryIO) -> bool:
    """Does an open schema file hold rows as well (a dump): an INSERT or COPY in its first 8 MB?"""
    file.seek(0)
    return _ROWS.search(file.read(_ROWS_BYTES).replace(b"\0", b"")) is not None


def _tables(path: str, source: Source) -> tuple[list[Table], list[int]]:
    """Tables of a file and the lines of statements that were not understood and have no name."""
    tables = Tables()
    with open_regular(path) as raw:
        encoding = source.option("encoding") or _encoding(raw)
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace")
        head = text.read(_GUESS_CHARS)
        dialect: Dialect = source.option("dialect") or guess_dialect(head)
        splitter = Splitter(dialect)
        for chunk in _executed(_chunks(head, text)) if dialect == "mysql" else _chunks(head, text):
            for statement in splitter.feed(chunk):
                _apply(tables, statement, dialect)
        for statement in splitter.feed("", final=True):
            _apply(tables, statement, dialect)
    return tables.all, sorted({*tables.lines, *([splitter.unclosed] if splitter.unclosed else [])})


def _encoding(raw: BinaryIO) -> str:
    sample = raw.read(SAMPLE_BYTES)
    raw.seek(0)
    if is_binary(sample):
        raise AssetUnreadable("binary")
    return detect_file(raw)


def _chunks(head: str, text: io.TextIOWrapper) -> Iterator[str]:
    """The text in pieces that end at a line end, unless a line is enormous."""
    chunk = head
    while chunk:
        yield chunk + ("" if chunk.endswith("\n") else text.readline(_CHUNK_CHARS))
        chunk = text.read(_CHUNK_CHARS)


def _apply(tables: Tables, statement: Statement, dialect: Dialect) -> None:
    found = changes(statement.text, statement.line, dialect)
    if statement.unread:
        found = [replace(c, op="unparsed", columns=()) for c in found if c.op in ("create", "add", "modify", "unparsed")]
    elif any(c.op == "unparsed" for c in found):
        found = from_sqlglot(statement.text, statement.line, dialect) or found
    for change in found:
        tables.apply(change)


# -- the second reader --------------------------------------------------------------------------------------------------


def from_sqlglot(text: str, line: int, dialect: Dialect) -> list[Change] | None:
    """The same changes as `ddl_scan.changes`, read by sqlglot; None if it does not understand the statement, or only
    in part. Types come out in sqlglot's spelling."""
    import sqlglot
    from sqlglot import exp

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # its warnings quote the statement
    try:
        tree = sqlglot.parse_one(text, dialect=dialect)
        if isinstance(tree, exp.Create) and tree.kind == "TABLE":
            return _created(tree, line, dialect)
        if isinstance(tree, exp.Alter):
            return _altered(tree, line, dialect)
        if isinstance(tree, exp.Comment) and str(tree.args["kind"]).upper() in ("TABLE", "COLUMN"):
            return _commented(tree, line)
    except (sqlglot.errors.SqlglotError, RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        pass  # damaged text breaks the parser, or leaves holes in its tree, in ways that its authors did not plan
    return None


def _name(table: exp.Expression) -> Name:
    return Name(getattr(table, "db", ""), table.name)


def _column(node: exp.Expression, line: int, dialect: Dialect) -> Column:
    from sqlglot import exp

    kind, comment = node.args.get("kind"), node.find(exp.CommentColumnConstraint)
    return Column(
        node.name,
        kind.sql(dialect=dialect) if kind else "",
        comment.this.name if comment else "",
        line + int(node.this.meta.get("line", 1)) - 1 if node.this else line,
    )


def _created(tree: exp.Expression, line: int, dialect: Dialect) -> list[Change] | None:
    from sqlglot import exp

    target, query = tree.this, tree.args.get("expression")
    table = _name(target.this if isinstance(target, exp.Schema) else target)
    nodes = target.expressions if isinstance(target, exp.Schema) else ()
    columns = [_column(n, line, dialect) for n in nodes if isinstance(n, exp.ColumnDef)]
    if not columns and isinstance(target, exp.Schema) and query is not None:
        columns = [Column(n.name, line=line) for n in nodes if isinstance(n, exp.Identifier)]
    if not columns and isinstance(query, exp.Query):
        names = [e.alias_or_name for e in query.selects]
        if any(isinstance(e, exp.Star) or e.is_star for e in query.selects):
            return None  # SELECT *: the columns are another table's
        columns = [Column(name, line=line) for name in names if name]
    if not columns:
        return None
    comment = tree.find(exp.SchemaCommentProperty)
    made = [Change("create", table, line, columns=tuple(columns))]
    return made + ([Change("comment_table", table, line, new=comment.this.name)] if comment else [])


def _altered(tree: exp.Expression, line: int, dialect: Dialect) -> list[Change] | None:
    from sqlglot import exp

    table, found = _name(tree.this), []
    for action in tree.args.get("actions") or ():
        if isinstance(action, exp.ColumnDef):
            found.append(Change("add", table, line, columns=(_column(action, line, dialect),)))
        elif isinstance(action, exp.Schema):
            found.append(
                Change(
                    "add", table, line, columns=tuple(_column(n, line, dialect) for n in action.expressions if isinstance(n, exp.ColumnDef))
                )
            )
        elif isinstance(action, exp.ModifyColumn):
            old = action.args.get("rename_from")
            found.append(Change("modify", table, line, columns=(_column(action.this, line, dialect),), old=old.name if old else ""))
        elif isinstance(action, exp.AlterColumn):
            kind = action.args.get("dtype")
            at = line + int(action.this.meta.get("line", 1)) - 1
            found += (
                [Change("modify", table, line, columns=(Column(action.this.name, kind.sql(dialect=dialect), line=at),))] if kind else []
            )
        elif isinstance(action, exp.Drop) and action.kind == "COLUMN":
            found += [Change("drop", table, line, old=t.name) for t in action.args.get("tables") or [action.this]]
        elif isinstance(action, exp.RenameColumn):
            found.append(Change("rename", table, line, old=action.this.name, new=action.args["to"].name))
        elif isinstance(action, exp.AlterRename):
            found.append(Change("rename_table", table, line, other=_name(action.this)))
        elif not isinstance(action, exp.AddConstraint):
            return None
    return found


def _commented(tree: exp.Expression, line: int) -> list[Change]:
    text = tree.args["expression"].name
    if str(tree.args["kind"]).upper() == "TABLE":
        return [Change("comment_table", _name(tree.this), line, new=text)]
    return [
        Change(
            "comment_column",
            Name(tree.this.args["db"].name if tree.this.args.get("db") else "", tree.this.table),
            line,
            old=tree.this.name,
            new=text,
        )
    ]


_CONDITIONAL = re.compile(r"/\*M?![0-9]{0,6}")


def _executed(chunks: Iterator[str]) -> Iterator[str]:
    """MySQL and MariaDB run what stands in /*!50001 … */, so it is read: the marks become blanks, lines and columns stay."""
    inside = False
    for chunk in chunks:
        done, rest = "", chunk
        while True:
            if inside:
                end = rest.find("*/")
                if end < 0:
                    break
                done, rest, inside = done + rest[:end] + "  ", rest[end + 2 :], False
            found = _CONDITIONAL.search(rest)
            if found is None:
                break
            done, rest, inside = done + rest[: found.start()] + " " * (found.end() - found.start()), rest[found.end() :], True
        yield done + rest
