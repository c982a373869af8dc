"""A Liquibase changelog in XML, YAML or JSON as the same list of items, and what one of its changes does to tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from connectors.base import Column
from connectors.ddl import changes_in
from connectors.ddl_reader import Change, Name
from connectors.ddl_split import Dialect, guess_dialect

if TYPE_CHECKING:
    from connectors.notations._xml import Element
    from connectors.notations._xml_places import Places
    from connectors.notations._yaml import Node

_DIALECTS: dict[str, Dialect] = {
    "mysql": "mysql", "mariadb": "mysql", "postgresql": "postgres", "oracle": "oracle", "mssql": "tsql", "sqlite": "sqlite",
}  # fmt: skip
_BESIDE = frozenset({"rollback", "preConditions", "validCheckSum", "comment", "modifySql"})  # in a change set, no changes
#: Changes that leave the columns of every table as they are; sqlFile names a file that is read by itself.
_HARMLESS = re.compile(
    r"add(?:AutoIncrement|DefaultValue|\w*Constraint|PrimaryKey)|alterSequence|delete|insert|update|empty|load(?:Update)?Data|output|stop"
    r"|tagDatabase|sqlFile|markUnused|enable\w+|disable\w+|executeCommand|set(?:View|\w*Sequence)Remarks"
    r"|create(?:Index|Sequence|View|Synonym|Trigger|Function|Package|PackageBody)|drop(?!Table$|Column$)\w+"
    r"|rename(?:Sequence|View|Trigger|Constraint)"
)
_PROPERTY = re.compile(r"\$\{([^{}$]{1,200})\}")
_MAX_PROPERTY = 1_000


class Word(NamedTuple):
    text: str
    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Said:
    """An item or a change: its name, its plain values and the columns below it. sql: literal SQL with the place of its beginning;
    folded: its lines are not those of the file (a JSON text, a quoted scalar), so all of it is placed where it begins."""

    name: str
    line: int
    at: int
    values: dict[str, Word] = field(default_factory=dict)
    columns: tuple[Said, ...] = ()
    changes: tuple[Said, ...] = ()
    sql: Word | None = None
    folded: bool = False


# -- XML ----------------------------------------------------------------------------------------------------------------


def from_xml(text: str) -> list[Said]:
    """The items of a changelog, [] for a text that is none. Raises Unread."""
    from connectors.notations._xml import parsed
    from connectors.notations._xml_places import Places

    root = parsed(text)
    if root.name != "databaseChangeLog":
        return []
    places = Places(text)
    return [_element(child, places) for child in root.children]


def _element(element: Element, places: Places, depth: int = 0) -> Said:
    where = places.attributes(element)
    values = {k: Word(v, *where.get(k, (element.line, element.at))) for k, v in element.attributes.items()}
    below = [_element(c, places, depth + 1) for c in element.children if depth < 2 and c.name not in _BESIDE]
    columns = tuple(child for child in below if child.name == "column")
    changes = tuple(below) if element.name == "changeSet" else ()
    sql = _xml_sql(element, places) if element.name in ("sql", "createProcedure") else None
    return Said(element.name, element.line, element.at, values, columns, changes, sql)


def _xml_sql(element: Element, places: Places) -> Word:
    from connectors.notations._xml_places import unescaped

    start, end = places.inside(element)
    parts, last = [], start
    for child in element.children:  # <comment> says what the SQL is for
        first, until = places.inside(child)
        if last <= first < until:
            parts += [places.masked[last:first], re.sub(r"[^\n]", " ", places.masked[first:until])]
            last = until
    text = "".join([*parts, places.masked[last:end]])
    return Word(unescaped(text), *places.place(start))


# -- YAML and JSON ------------------------------------------------------------------------------------------------------


def from_yaml(text: str) -> list[Said]:
    """The same of YAML or JSON."""
    from connectors.notations._yaml import documents

    lines = text.split("\n")
    items = []
    for root in documents(text):
        for item in root.items("databaseChangeLog"):
            for name, key, value in item.entries():
                items.append(_node(name, key, value, lines))
    return items


def _node(name: str, key: Node, node: Node, lines: list[str]) -> Said:
    values = {k: _word(v, lines) for k, _, v in node.entries() if isinstance(v.data, str)}
    columns = tuple(_node(n, k, v, lines) for item in node.items("columns") for n, k, v in item.entries() if n == "column")
    if name == "dropColumn" or not columns:  # one column may be given without a list
        columns += tuple(_node(n, k, v, lines) for n, k, v in node.entries() if n == "column" and isinstance(v.data, dict))
    changes: tuple[Said, ...] = ()
    if name == "changeSet":
        changes = tuple(_node(n, k, v, lines) for item in node.items("changes") for n, k, v in item.entries())
    said = Said(name, key.line, key.at, values, columns, changes)
    if name not in ("sql", "createProcedure"):
        return said
    body = node if isinstance(node.data, str) else node.get("sql") or node.get("procedureBody") or node.get("procedureText")
    return _with_sql(said, body, lines) if body is not None and isinstance(body.data, str) else said


def _word(node: Node, lines: list[str]) -> Word:
    quoted = lines[node.line - 1][node.at - 1 : node.at] in ("'", '"') if node.line <= len(lines) else False
    return Word(node.data, node.line, node.at + quoted)


def _with_sql(said: Said, body: Node, lines: list[str]) -> Said:
    word = _word(body, lines)
    literal = lines[body.line - 1][body.at - 1 : body.at] == "|" if body.line <= len(lines) else False
    return replace(said, sql=Word(body.data, body.line + 1, 1) if literal else word, folded=not literal)


# -- changes ------------------------------------------------------------------------------------------------------------


class Changelog:
    """Turns changes into changes of tables. properties: values of ${names}; unread: lines of what names no table and is unknown."""

    def __init__(self, items: list[Said]) -> None:
        named = [
            (i.values["name"].text, i.values["value"].text) for i in items if i.name == "property" and {"name", "value"} <= i.values.keys()
        ]
        self.properties: dict[str, str] = {}
        for name, value in named:
            if len(value) <= _MAX_PROPERTY:
                self.properties.setdefault(name, value)  # Liquibase's first one holds
        self.unread: list[int] = []

    def text(self, said: Said, name: str) -> str:
        return self.filled(said.values[name].text).strip() if name in said.values else ""

    def filled(self, text: str) -> str:
        return _PROPERTY.sub(lambda m: self.properties.get(m[1], m[0]), text) if "${" in text else text

    def table(self, said: Said, name: str = "tableName", schema: str = "schemaName") -> Name:
        return Name(self.text(said, schema) or self.text(said, "catalogName"), self.text(said, name))

    def column(self, said: Said, name: str = "name", kind: str = "type") -> Column:
        word = said.values[name]
        return Column(self.text(said, name), self.text(said, kind), " ".join(self.text(said, "remarks").split()), word.line, word.at)

    def changes(self, change_set: Said) -> Iterator[Change]:
        for said in change_set.changes:
            yield from self._change(said, self.text(change_set, "dbms"))

    def _change(self, said: Said, dbms: str) -> Iterator[Change]:
        table = self.table(said)
        if said.sql is not None:
            yield from self._sql(said, said.sql, self.text(said, "dbms") or dbms)
        elif said.name in ("createTable", "addColumn"):
            columns = tuple(self.column(c) for c in said.columns if self.text(c, "name"))
            yield Change("create" if said.name == "createTable" else "add", table, said.line, columns, at=said.at)
            if said.name == "createTable" and (words := self.text(said, "remarks")):
                yield Change("comment_table", table, said.line, new=words)
        elif said.name in ("dropColumn", "dropTable", "renameTable", "setTableRemarks"):
            yield from self._gone_or_renamed(said, table)
        elif said.name in ("renameColumn", "modifyDataType", "setColumnRemarks", "addLookupTable", "mergeColumns"):
            yield from self._column_change(said, table)
        elif not _HARMLESS.fullmatch(said.name):
            if table.table:
                yield Change("unparsed", table, said.line, at=said.at)
            else:
                self.unread.append(said.line)

    def _gone_or_renamed(self, said: Said, table: Name) -> Iterator[Change]:
        if said.name == "dropColumn":
            for each in [c for c in said.columns if "name" in c.values] or [said]:
                name = "name" if each is not said else "columnName"
                yield Change("drop", table, each.line, old=self.text(each, name))
        elif said.name == "dropTable":
            yield Change("drop_table", table, said.line)
        elif said.name == "setTableRemarks":
            yield Change("comment_table", table, said.line, new=self.text(said, "remarks"))
        else:
            old = self.table(said, "oldTableName")
            yield Change("rename_table", old, said.line, other=Name(old.schema, self.text(said, "newTableName")))

    def _column_change(self, said: Said, table: Name) -> Iterator[Change]:
        key = {"renameColumn": "newColumnName", "addLookupTable": "newColumnName", "mergeColumns": "finalColumnName"}.get(
            said.name, "columnName"
        )
        if not self.text(said, key):
            yield Change("unparsed", table if table.table else self.table(said, "newTableName"), said.line)
            return
        place, words = said.values[key], self.text(said, "remarks")
        if said.name == "renameColumn":
            yield Change("rename", table, place.line, old=self.text(said, "oldColumnName"), new=self.text(said, key), at=place.at)
        elif said.name == "modifyDataType":
            yield Change("modify", table, place.line, (self.column(said, key, "newDataType"),), at=place.at)
        elif said.name == "addLookupTable":
            made = self.column(said, key, "newColumnDataType")
            yield Change("create", self.table(said, "newTableName", "newTableSchemaName"), place.line, (made,), at=place.at)
        elif said.name == "mergeColumns":
            yield Change("add", table, place.line, (self.column(said, key, "finalColumnType"),), at=place.at)
            yield from (Change("drop", table, said.line, old=self.text(said, n)) for n in ("column1Name", "column2Name"))
        if words and said.name in ("renameColumn", "setColumnRemarks"):
            yield Change("comment_column", table, place.line, old=self.text(said, key), new=words, at=place.at)

    def _sql(self, said: Said, sql: Word, dbms: str) -> Iterator[Change]:
        text = self.filled(sql.text)
        first = next((_DIALECTS[name.strip()] for name in dbms.split(",") if name.strip() in _DIALECTS), None)
        for change in changes_in(iter((text + "\n",)), first or guess_dialect(text)):
            moved = tuple(replace(c, line=_moved(said, sql, c.line), at=0) for c in change.columns)
            yield replace(change, columns=moved, line=_moved(said, sql, change.line), at=0)


def _moved(said: Said, sql: Word, line: int) -> int:
    """A line of the SQL as a line of the file."""
    return sql.line if said.folded else sql.line + max(line, 1) - 1
