"""MyBatis and iBATIS mapper files: result maps, and the column lists of INSERT statements and `<sql id="Base_Column_List">`.

A mapper is no definition of a table, but where a project keeps none in its repository it is the file that names every column.
A column is told once a table, at the first place that names it. What only a SELECT or an UPDATE names is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition

if TYPE_CHECKING:
    from connectors.notations._xml import Element
    from connectors.notations._xml_places import Places

NAME = "mybatis"
SUFFIXES = (".xml",)
SIGN = r"<(?:mapper|sqlMap)\s[^<>]{0,500}\bnamespace\b|<sqlMap\b"

_TABLE = r'([\w.`"\[\]]+)'
_INSERT = re.compile(rf"\b(?:insert\s+(?:ignore\s+)?into|replace\s+into)\s+{_TABLE}\s*\(([^()#]*)\)?", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s+{_TABLE}", re.IGNORECASE)
_WRITES = re.compile(rf"\b(?:into|update|delete\s+from)\s+{_TABLE}", re.IGNORECASE)
_ITEM = re.compile(r'\s*(?:\w+\s*\.\s*)?([`"\[]?)(\w+)[`"\]]?(?:\s+(?:as\s+)?[`"]?\w+[`"]?)?\s*', re.IGNORECASE)
_SQL_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TRIM = re.compile(r"\b(prefix|suffix)\s*=\s*[\"'][^\"'()]*([()])[^\"'()]*[\"']")
_LISTS = re.compile(r"column", re.IGNORECASE)
_MAPPED = ("id", "result", "idArg", "arg", "association", "discriminator")
_NO_CLASS = frozenset({"map", "hashmap", "java.util.map", "java.util.hashmap", "java.util.linkedhashmap", ""})


def read(text: str, _path: str) -> Definition:
    from connectors.notations._xml import parsed
    from connectors.notations._xml_places import Places

    root = parsed(text)
    if root.name not in ("mapper", "sqlMap"):
        return Definition()
    return Definition(tuple(_Mapper(root, Places(text, _trimmed)).changes()))


def _trimmed(name: str, tag: str) -> tuple[str, str]:
    """<trim prefix="(" suffix=")"> stands for a bracket at either end."""
    found = {m[1]: m[2] for m in _TRIM.finditer(tag)} if name == "trim" else {}
    return found.get("prefix", ""), found.get("suffix", "")


def _name(written: str) -> Name:
    parts = [part.strip('`"[]') for part in written.split(".")]
    return Name(parts[-2] if len(parts) > 1 else "", parts[-1])


class _Mapper:
    """What one mapper file says, gathered table by table."""

    def __init__(self, root: Element, places: Places) -> None:
        self.root, self.places = root, places
        self.sql = _SQL_COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), places.masked)
        self.tables: dict[Name, dict[str, Column]] = {}
        self._noted = self._notes()
        self.fragments = {e.get("id"): e for e in root.children if e.name == "sql"}
        self._read_by: dict[str, Name | None] = {}  # id of a fragment -> the table that it reads
        self.first = next((e for e in root.children if e.name == "resultMap"), None)
        self.written = self._written()
        self.selected = self._selected()
        self.main = self._main()

    def changes(self) -> Iterator[Change]:
        """The tables in the order of the text."""
        for element in self.root.children:
            if element.name == "resultMap":
                self._result_map(element)
            elif element.name == "sql" and _LISTS.search(element.get("id")):
                start, end = self.places.inside(element)
                self._list(self.selected.get(f"#{element.get('id')}") or self.main, start, self.sql[start:end])
            elif element.name in ("insert", "update", "statement", "replace"):
                start, end = self.places.inside(element)
                for found in _INSERT.finditer(self.sql, start, end):
                    self._list(_name(found[1]), found.start(2), found[2])
        for table, columns in self.tables.items():
            if columns:
                yield Change("create", table, next(iter(columns.values())).line, tuple(columns.values()))

    # -- tables -----------------------------------------------------------------------------------------------------

    def _written(self) -> list[Name]:
        """Tables that are written to, the most frequent one first."""
        counts: dict[Name, int] = {}
        for element in self.root.children:
            writes = element.name in ("insert", "update", "delete", "statement", "replace")
            if writes and (found := _WRITES.search(self.sql, *self.places.inside(element))):
                counts[_name(found[1])] = counts.get(_name(found[1]), 0) + 1
        return sorted(counts, key=lambda name: -counts[name])

    def _selected(self) -> dict[str, Name]:
        """id of a result map, or "#" and id of a fragment -> the table that a statement reads with it."""
        found: dict[str, Name] = {}
        for element in self.root.children:
            if element.name not in ("select", "statement"):
                continue
            included = [e.get("refid").rpartition(".")[2] for e in element.all("include")]
            table = self._source(element, included)
            for key in (element.get("resultMap"), *(f"#{name}" for name in included)):
                if table is not None:
                    found.setdefault(key, table)
        return found

    def _source(self, select: Element, included: list[str]) -> Name | None:
        if found := _FROM.search(self.sql, *self.places.inside(select)):
            return _name(found[1])
        for name in included:
            if name in self.fragments and name not in self._read_by:
                found = _FROM.search(self.sql, *self.places.inside(self.fragments[name]))
                self._read_by[name] = _name(found[1]) if found else None
        return next((table for name in included if (table := self._read_by.get(name)) is not None), None)

    def _main(self) -> Name:
        """The table that the file is about."""
        if self.written:
            return self.written[0]
        for element in self.root.children:
            if element.name == "resultMap" and element.get("id") in self.selected:
                return self.selected[element.get("id")]
        return Name("", _class_table(re.sub(r"(?:Mapper|Dao|DAO)$", "", self.root.get("namespace").rpartition(".")[2]) or "mapper"))

    def _of(self, result_map: Element) -> Name:
        kind = result_map.get("type") or result_map.get("class")
        if result_map.get("id") in self.selected:
            return self.selected[result_map.get("id")]
        if kind.lower() in _NO_CLASS or (len(self.written) == 1 and result_map is self.first):
            return self.main
        return Name("", _class_table(kind))

    # -- columns ----------------------------------------------------------------------------------------------------

    def _result_map(self, element: Element) -> None:
        waiting = [(element, self._of(element))]
        while waiting:
            holder, table = waiting.pop()
            for child in reversed(holder.children):
                if child.name in ("constructor", "discriminator", "case"):
                    waiting.append((child, table))
                elif child.name in ("association", "collection") and child.children:
                    kind = child.get("javaType") if child.name == "association" else child.get("ofType")
                    waiting.append((child, Name("", _class_table(kind or child.get("property") or "nested"))))
            for child in holder.children:
                if child.name in _MAPPED and (written := child.get("column")) and re.fullmatch(r'[\w.`"\[\]]+', written):
                    self._mapped(child, table, _name(written).table)

    def _mapped(self, child: Element, table: Name, name: str) -> None:
        line, at = self.places.attribute(child, "column")
        kind = child.get("jdbcType") or child.get("javaType").rpartition(".")[2]
        self._put(table, Column(name, kind, self._note(self.places.offset(child)), line, at + child.get("column").rfind(name)))

    def _list(self, table: Name, start: int, listed: str) -> None:
        """The columns of a comma-separated list that begins at this offset."""
        for item in listed.split(","):
            if found := _ITEM.fullmatch(item):
                offset = start + found.start(2)
                line, at = self.places.place(offset)
                self._put(table, Column(found[2], "", self._note(offset, found.end() - found.start(2)), line, at))
            start += len(item) + 1

    def _put(self, table: Name, column: Column) -> None:
        known = self.tables.setdefault(table, {})
        before = known.get(column.name.lower())
        if before is None:
            known[column.name.lower()] = column
        elif (column.comment and not before.comment) or (column.type and not before.type):
            known[column.name.lower()] = Column(
                before.name, before.type or column.type, before.comment or column.comment, before.line, before.at
            )

    # -- comments ---------------------------------------------------------------------------------------------------

    def _notes(self) -> dict[int, list[tuple[int, str, bool]]]:
        """Line of a comment -> (offset, words, stands alone)."""
        noted: dict[int, list[tuple[int, str, bool]]] = {}
        for comment in self.places.comments:
            if comment.text and "\n" not in self.places.text[comment.start : comment.end]:
                noted.setdefault(comment.line, []).append((comment.start, comment.text, comment.alone))
        for found in _SQL_COMMENT.finditer(self.places.masked):
            if words := found[0].strip("-/* \n\t"):
                noted.setdefault(self.places.line(found.start()), []).append((found.start(), " ".join(words.split()), False))
        return noted

    def _note(self, offset: int, length: int = 0) -> str:
        """The comment directly behind a name in its line, else the one that is alone in the line above where the name begins its."""
        line = self.places.line(offset)
        for start, words, _ in self._noted.get(line, ()):
            if start > offset and not self.sql[offset + length : start].strip(" ,\t"):
                return words
        before = self.places.text[self.places.start(line) : offset].lstrip()
        first = not before or before.startswith("<if")
        return next((words for _, words, alone in self._noted.get(line - 1, ()) if alone and first), "")


def _class_table(kind: str) -> str:
    """com.acme.IdCard -> id_card."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", re.split(r"[.$]", kind)[-1]).lower()
