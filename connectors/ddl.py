"""SQL as changes to tables: CREATE TABLE, ALTER TABLE and COMMENT ON of a text of any length, read statement by statement.

Statements are read by `ddl_scan`; sqlglot is asked, and imported, only for what that does not understand, and a table
statement that neither understands becomes a change "unparsed".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.ddl_scan import changes
from connectors.ddl_split import Dialect, Splitter, Statement

if TYPE_CHECKING:
    from sqlglot import exp

GUESS_CHARS = 1 << 18
_CHUNK_CHARS = 1 << 18
_ROWS = re.compile(rb"\bINSERT\s+INTO\b|\bCOPY\b[^;]{1,4000}\bFROM\s+stdin\b|\bREPLACE\s+INTO\b", re.IGNORECASE)
_ROWS_BYTES = 8 << 20


def holds_rows(file: BinaryIO) -> bool:
    """Does an open schema file hold rows as well (a dump): an INSERT or COPY in its first 8 MB?"""
    file.seek(0)
    return _ROWS.search(file.read(_ROWS_BYTES).replace(b"\0", b"")) is not None


def changes_in(chunks: Iterator[str], dialect: Dialect) -> Iterator[Change]:
    """What a text does, in order; a statement without its end is an "unparsed" change without a name."""
    splitter = Splitter(dialect)
    for chunk in _executed(chunks) if dialect == "mysql" else chunks:
        for statement in splitter.feed(chunk):
            yield from _changes(statement, dialect)
    for statement in splitter.feed("", final=True):
        yield from _changes(statement, dialect)
    if splitter.unclosed:
        yield Change("unparsed", Name("", ""), splitter.unclosed)


def pieces(text: io.TextIOBase, head: str = "") -> Iterator[str]:
    """A text, behind a head that was read already, in pieces that end at a line end, unless a line is enormous."""
    chunk = head or text.read(_CHUNK_CHARS)
    while chunk:
        yield chunk + ("" if chunk.endswith("\n") else text.readline(_CHUNK_CHARS))
        chunk = text.read(_CHUNK_CHARS)


_ROUTINE = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*CREATE\s+(?:OR\s+REPLACE\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAKING = frozenset({"drop", "drop_table", "rename", "rename_table"})


def _changes(statement: Statement, dialect: Dialect) -> list[Change]:
    found = changes(statement.text, statement.line, dialect)
    if _ROUTINE.match(statement.text):
        found = [
            c for c in found if c.op not in _TAKING
        ]  # what it would add counts, for it may be called; what it would take away does not
    if statement.unread:
        return [replace(c, op="unparsed", columns=()) for c in found if c.op in ("create", "add", "modify", "unparsed")]
    if any(c.op == "unparsed" for c in found):
        return from_sqlglot(statement.text, statement.line, dialect) or found
    return found


# -- the second reader --------------------------------------------------------------------------------------------------


def from_sqlglot(text: str, line: int, dialect: Dialect) -> list[Change] | None:
    """The same changes as `ddl_scan.changes`, read by sqlglot; None if it does not understand the statement, or only
    in part. Types come out in sqlglot's spelling."""
    import logging

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
