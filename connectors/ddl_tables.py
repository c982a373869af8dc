"""What a schema file defines once all its changes have been carried out, in order: tables with columns and comments."""

from __future__ import annotations

from dataclasses import replace

from connectors.base import Column
from connectors.ddl_reader import Change, Name


class Table:
    """A table as the statements read so far leave it. unparsed: line of a statement about it that was not understood, in
    `unparsed_file`.

    A column is found by its exact name, else without regard to case.
    """

    def __init__(self, name: Name, line: int, file: str = "") -> None:
        self.name, self.line, self.file = name, line, file
        self.label: Name | None = None
        self.comment = ""
        self.unparsed, self.unparsed_file = 0, ""
        self._columns: dict[str, Column] = {}
        self._folded: dict[str, str] = {}  # lower-cased name -> name

    @property
    def shown(self) -> Name:
        """The name that it has in the database."""
        return self.label or self.name

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(self._columns.values())

    def column(self, name: str) -> Column | None:
        return self._columns.get(name) or self._columns.get(self._folded.get(name.casefold(), ""))

    def put(self, column: Column, old: Column | None) -> None:
        """Define a column, or redefine `old` in its place. A redefinition without a comment keeps the old one; without
        `old`, a column of exactly this name is replaced."""
        if old is not None:
            column = replace(column, comment=column.comment or old.comment, type=column.type or old.type)
            if old.name != column.name:  # a new dictionary keeps the place
                self._columns = {(column.name if n == old.name else n): c for n, c in self._columns.items()}
                self._forget(old.name)
        self._columns[column.name] = column
        self._folded.setdefault(column.name.casefold(), column.name)

    def drop(self, name: str) -> None:
        if known := self.column(name):
            del self._columns[known.name]
            self._forget(known.name)

    def _forget(self, name: str) -> None:
        """A name is gone; another that differs in case alone takes its place."""
        folded = name.casefold()
        if self._folded.get(folded) == name:
            del self._folded[folded]
            other = next((n for n in self._columns if n != name and n.casefold() == folded), None)
            if other is not None:
                self._folded[folded] = other


_TAKING = frozenset({"drop", "drop_table", "rename", "rename_table"})


class Tables:
    """The tables of one file. A name without a schema also means the table of that name with one, and the reverse."""

    def __init__(self) -> None:
        self._named: dict[str, list[Table]] = {}
        self._exact: dict[tuple[str, str], list[Table]] = {}
        self._all: dict[int, Table] = {}
        self.lines: list[int] = []  # statements that were not understood and name no table

    @property
    def all(self) -> list[Table]:
        return list(self._all.values())

    def find(self, name: Name) -> Table | None:
        schema, table = name.schema.casefold(), name.table.casefold()
        exact = self._exact.get((schema, table))
        if exact:
            return exact[0]
        loose = self._exact.get(("", table)) if schema else self._named.get(table)
        return loose[0] if loose else None

    def add(self, table: Table) -> Table:
        self._all.setdefault(id(table), table)
        self._enter(table, table.name)
        return table

    def _enter(self, table: Table, name: Name) -> None:
        self._named.setdefault(name.table.casefold(), []).append(table)
        self._exact.setdefault((name.schema.casefold(), name.table.casefold()), []).append(table)

    def _leave(self, table: Table, name: Name | None) -> None:
        if name is not None:
            self._named[name.table.casefold()].remove(table)
            self._exact[(name.schema.casefold(), name.table.casefold())].remove(table)

    def apply(self, change: Change) -> None:
        """Carry out one change, in file order."""
        found = self.find(change.table)
        if found is not None and change.op in _TAKING and change.table.schema and not found.shown.schema:
            found = None  # whether another schema's table of that name is meant cannot be told: it stays
        if found is None and change.op in ("drop", "drop_table", "comment_table", "rename_table", "label_table"):
            return  # of a table defined elsewhere: nothing to show
        if not change.table.table:
            self.lines.append(change.line)
            return
        table = found or self.add(Table(change.table, change.line, change.file))
        if change.op in ("create", "add", "modify"):
            for column in change.columns:
                # "ID" and "id" of one statement are two columns; of two statements, most likely one.
                table.put(column, table.column(change.old or column.name) if found else None)
        elif change.op == "like":
            self.copy(table, change)
        elif change.op == "unparsed":
            if not table.unparsed:
                table.unparsed, table.unparsed_file = change.line, change.file
        elif change.op == "comment_table":
            table.comment = change.new
        elif change.op in ("drop_table", "rename_table"):
            self.move(table, change.other)
        elif change.op == "label_table" and change.other is not None:
            self._leave(table, table.label)
            table.label = change.other
            self._enter(table, change.other)  # SQL beside it knows it by this name
        else:
            alter_column(table, change)

    def move(self, table: Table, to: Name | None) -> None:
        """Drop a table, or give it another name."""
        self._leave(table, table.name)
        if to is None:
            del self._all[id(table)]
            self._leave(table, table.label)
        else:
            table.name = Name(to.schema or table.name.schema, to.table)
            self.add(table)

    def copy(self, table: Table, change: Change) -> None:
        """A copy of a table in this file has its columns; of one elsewhere, they are unknown, and that is said."""
        origin = self.find(change.other) if change.other else None
        if origin is None or not origin.columns:
            table.unparsed, table.unparsed_file = change.line, change.file
        for column in origin.columns if origin else ():
            table.put(replace(column, line=change.line, at=change.at, file=change.file), table.column(column.name))


def alter_column(table: Table, change: Change) -> None:
    """A column that gets another name is introduced, under that name, by the change; so is one that another file comments on."""
    known, here = table.column(change.old), Column(change.old, line=change.line, at=change.at, file=change.file)
    if change.op == "drop":
        table.drop(change.old)
    elif change.op == "rename":
        table.put(replace(known or here, name=change.new, line=change.line, at=change.at, file=change.file), known)
    elif change.op == "comment_column":
        base = known if known is not None and known.file == change.file else replace(here, type=known.type if known else "")
        table.put(replace(base, name=known.name if known else change.old, comment=change.new), None)
