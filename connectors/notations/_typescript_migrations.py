"""Migrations written as calls: what `up` calls, in order, with the functions of the same file that it calls in turn.

A call that names its table and is not understood is a change "unparsed"; one of an unknown table is a line that was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name, Op
from connectors.notations import Definition
from connectors.notations._trees import joined
from connectors.notations._typescript import Script, Word
from connectors.notations._typescript_text import sql_changes
from connectors.notations.sql import SIGN as OF_TABLES

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset(
    {"arrow_function", "function_expression", "function", "generator_function", "method_definition", "function_declaration"}
)
_NUMBER = re.compile(r"\d{1,30}")
_STAMP = re.compile(r"\d{10,20}$")
_OF_TABLES = re.compile(OF_TABLES)


class Calls:
    """The functions of a script by name: a call of `up` is followed into those that it calls, each once."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._bodies: dict[str, list[Node]] = {}
        for node, _ in script.all("method_definition", "function_declaration"):
            self._put(node.child_by_field_name("name"), node)
        for node, _ in script.all("pair"):
            self._put(node.child_by_field_name("key"), node.child_by_field_name("value"))
        for node, _ in script.all("variable_declarator", "public_field_definition", "field_definition"):
            self._put(node.child_by_field_name("name"), node.child_by_field_name("value"))
        for node, _ in script.all("assignment_expression"):
            left = node.child_by_field_name("left")
            if left is not None and left.type == "member_expression":
                self._put(left.child_by_field_name("property"), node.child_by_field_name("right"))

    def _put(self, name: Node | None, function: Node | None) -> None:
        if name is not None and function is not None and function.type in _FUNCTIONS:
            body = function.child_by_field_name("body")
            if body is not None:
                self._bodies.setdefault(self.script.text(name), []).append(body)

    def made(self) -> Iterator[tuple[Node, str, list[Node]]]:
        """Each call with its method's name and its arguments."""
        seen: set[str] = {"up", "down"}
        waiting = list(reversed(self._bodies.get("up", [])))
        while waiting:
            node = waiting.pop()
            if node.type == "call_expression":
                name, arguments = self.script.called(node)
                yield node, name, arguments
                if name in self._bodies and name not in seen:
                    seen.add(name)
                    waiting += reversed(self._bodies[name])
            waiting += reversed(node.children)


class Record:
    """What a migration does, as it is read."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.changes: list[Change] = []
        self.unread: list[int] = []

    def definition(self, path: str, version: tuple[int | str, ...]) -> Definition:
        if not self.changes and not self.unread:
            return Definition()
        folder = path.rpartition("/")[0] or "."
        return Definition(tuple(self.changes), history=folder, step=path, version=version, unread=tuple(sorted(set(self.unread))))

    def put(self, op: Op, table: Word | None, call: Node, **what: object) -> None:
        """A change at the place of its call; of an unknown table, the call's line."""
        line, at = self.script.place(call)
        if table is None:
            self.unread.append(line)
        else:
            self.changes.append(Change(op, name_of(table.text), line, at=at, **what))  # type: ignore[arg-type]

    def columns(self, op: Op, table: Word | None, call: Node, columns: list[Column | None], old: str = "") -> None:
        """Columns of which None could not be told."""
        known = tuple(c for c in columns if c is not None)
        if known or (op == "create" and table is not None):
            self.put(op, table, call, columns=known, old=old)
        if len(known) < len(columns) or not columns:
            self.put("unparsed", table, call)

    def comment(self, table: Word | None, call: Node, text: str) -> None:
        if table is not None and joined(text):
            self.put("comment_table", table, call, new=joined(text))

    def each(self, op: Op, table: Word | None, call: Node, names: list[Word | None]) -> None:
        """Drops of columns."""
        for name in names:
            if name is None:
                self.put("unparsed", table, call)
            else:
                self.put(op, table, call, old=name.text)

    def rename(self, table: Word | None, call: Node, old: Word | None, new: Word | None) -> None:
        if table is None or old is None or new is None:
            self.put("unparsed", table, call)
            return
        self.changes.append(Change("rename", name_of(table.text), new.line, old=old.text, new=new.text, at=new.at))

    def rename_table(self, old: Word | None, new: Word | None, call: Node) -> None:
        if old is not None and new is None:
            self.put("unparsed", old, call)
        else:
            self.put("rename_table", old, call, other=name_of(new.text) if new else None)

    def query(self, call: Node, arguments: list[Node]) -> None:
        """SQL in a literal. What is put together while the program runs is not read, which is said where it may be of tables."""
        literal = self.script.literal(arguments[0]) if arguments else None
        if literal is not None and literal.whole:
            self.changes += sql_changes(self.script, literal)
        elif arguments and (literal is None or _OF_TABLES.search(literal.value)):
            self.unread.append(self.script.place(call)[0])


def name_of(written: str) -> Name:
    schema, _, table = written.rpartition(".")
    return Name(schema.rpartition(".")[2], table)


def version_of(path: str, names: list[str]) -> tuple[int | str, ...]:
    """The number that the file's name begins with, else the one that a class's name ends with, else the name."""
    name = path.rpartition("/")[2]
    if number := _NUMBER.match(name):
        return int(number[0]), name
    stamps = [int(found[0]) for each in names if (found := _STAMP.search(each))]
    return (stamps[0], name) if stamps else (name,)


def items(script: Script, node: Node | None, depth: int = 0) -> list[Node | None]:
    """The elements of an array, those of arrays spread into it included; None for what could not be told."""
    found = script.resolved(node)
    if found is None or found.type != "array" or depth > 20:
        return [None]
    listed: list[Node | None] = []
    for child in script.items(found):
        if child.type == "spread_element" and child.named_children:
            inner = items(script, child.named_children[0], depth + 1)
            script.spend(child, len(inner))
            listed += inner
        else:
            listed.append(child)
    return listed
