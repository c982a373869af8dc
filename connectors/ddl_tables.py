"""What a schema file defines once all its changes have been carried out, in order: tables with columns and comments."""

from __future__ import annotations

from dataclasses import replace

from connectors.base import Column
from connectors.ddl_scan import Change, Name


class Table:
    """A table as the statements read so far leave it. unparsed: line of a statement about it that was not understood."""

    def __init__(self, name: Name, line: int) -> None:
        self.name, self.line = name, line
        self.columns: list[Column] = []
        self.comment = ""
        self.unparsed = 0

    def put(self, column: Column, old: str = "") -> None:
        """Define or redefine a column. A redefinition without a comment keeps the old one."""
        for n, known in enumerate(self.columns):
            if _same(known.name, old or column.name):
                self.columns[n] = replace(column, comment=column.comment or known.comment, type=column.type or known.type)
                return
        self.columns.append(column)

    def comment_on(self, column: str, text: str) -> bool:
        for n, known in enumerate(self.columns):
            if _same(known.name, column):
                self.columns[n] = replace(known, comment=text)
                return True
        return False


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


class Tables:
    """The tables of one file. A name without a schema also means the table of that name with one, and the reverse."""

    def __init__(self) -> None:
        self.all: list[Table] = []
        self.lines: list[int] = []  # statements that were not understood and name no table

    def find(self, name: Name) -> Table | None:
        same = [t for t in self.all if _same(t.name.table, name.table)]
        exact = [t for t in same if _same(t.name.schema, name.schema)]
        loose = [t for t in same if not (t.name.schema and name.schema)]
        return next(iter(exact or loose), None)

    def get(self, name: Name, line: int) -> Table:
        table = self.find(name)
        if table is None:
            table = Table(name, line)
            self.all.append(table)
        return table

    def apply(self, change: Change) -> None:
        """Carry out one change, in file order."""
        found = self.find(change.table)
        if change.op in ("drop", "drop_table", "comment_table", "rename_table") and found is None:
            return  # of a table defined elsewhere: nothing to show
        table = found or (self.get(change.table, change.line) if change.table.table else None)
        if table is None:
            self.lines.append(change.line)
        elif change.op in ("create", "add", "modify"):
            for column in change.columns:
                table.put(column, change.old)
        elif change.op == "like":
            self.like(table, change)
        elif change.op == "unparsed":
            table.unparsed = table.unparsed or change.line
        elif change.op == "comment_table":
            table.comment = change.new
        elif change.op == "drop_table":
            self.all.remove(table)
        elif change.op == "rename_table" and change.other:
            table.name = Name(change.other.schema or table.name.schema, change.other.table)
        else:
            self.alter_column(table, change)

    def alter_column(self, table: Table, change: Change) -> None:
        if change.op == "drop":
            table.columns = [c for c in table.columns if not _same(c.name, change.old)]
        elif change.op == "rename":
            known = next((c for c in table.columns if _same(c.name, change.old)), Column(change.old, line=change.line))
            table.put(replace(known, name=change.new), change.old)
        elif change.op == "comment_column" and not table.comment_on(change.old, change.new):
            table.put(Column(change.old, comment=change.new, line=change.line))

    def like(self, table: Table, change: Change) -> None:
        """A copy of a table in this file has its columns; of one elsewhere, they are unknown, and that is said."""
        origin = self.find(change.other) if change.other else None
        if origin is None or not origin.columns:
            table.unparsed = change.line
        for column in origin.columns if origin else ():
            table.put(replace(column, line=change.line))
