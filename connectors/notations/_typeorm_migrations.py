"""TypeORM migrations: what `up` of a MigrationInterface calls on its query runner, in SQL or with Table and TableColumn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.notations import Definition
from connectors.notations._trees import joined
from connectors.notations._typeorm import type_of
from connectors.notations._typescript import BODIES, Word, column, parsed
from connectors.notations._typescript_migrations import Calls, Record, items, version_of

if TYPE_CHECKING:
    from tree_sitter import Node


def definition(text: str, path: str) -> Definition:
    script = parsed(text, path)
    if "up" not in text:
        return Definition()
    reader = _Reader(script)
    for call, name, arguments in Calls(script).made():
        reader.call(call, name, [*arguments, None, None, None])
    for start, _ in script.errors()[:1]:
        if "MigrationInterface" in text:
            reader.unread.append(script.spot(start)[0])
    return reader.definition(path, version_of(path, [each.name.text for each in script.classes]))


class _Reader(Record):
    def call(self, call: Node, name: str, given: list[Node | None]) -> None:
        first, second, third = given[:3]
        if name == "query":
            self.query(call, [n for n in given if n is not None])
        elif name == "createTable":
            self.create(call, first)
        elif name in ("addColumn", "changeColumn", "dropColumn", "renameColumn", "addColumns", "changeColumns", "dropColumns"):
            self.alter(call, name, self.table(first), second, third)
        elif name in ("dropTable", "renameTable"):
            table = self.table(first)
            self.put("drop_table", table, call) if name == "dropTable" else self.rename_table(table, self.script.word(second), call)
        elif name == "changeTableComment":
            self.comment(self.table(first), call, self.script.said(second))

    def alter(self, call: Node, name: str, table: Word | None, second: Node | None, third: Node | None) -> None:
        script = self.script
        if name == "addColumn":
            self.columns("add", table, call, [self.column(second)])
        elif name == "addColumns":
            self.columns("add", table, call, [self.column(n) for n in items(script, second)])
        elif name == "dropColumn":
            self.each("drop", table, call, [self.name(second)])
        elif name == "dropColumns":
            self.each("drop", table, call, [self.name(n) for n in items(script, second)])
        elif name == "changeColumn":
            self.change(call, table, second, third)
        elif name == "changeColumns":
            for node in items(script, second):
                options = script.options(node)
                self.change(call, table, options.get("oldColumn"), options.get("newColumn"))
        else:
            new = script.word(third)
            self.rename(table, call, self.name(second), new if new is not None else self.named(third))

    def change(self, call: Node, table: Word | None, old: Node | None, new: Node | None) -> None:
        name = self.name(old)
        self.columns("modify", table, call, [self.column(new) if name is not None else None], name.text if name is not None else "")

    def options(self, node: Node | None) -> dict[str, Node]:
        """Of new Table({…}) and new TableColumn({…}), or of the object alone."""
        node = self.script.resolved(node)
        if node is not None and node.type == "new_expression":
            arguments = self.script.called(node)[1]
            node = arguments[0] if arguments else None
        return self.script.options(node)

    def table(self, node: Node | None) -> Word | None:
        """By name, by a Table, or by `await queryRunner.getTable("name")`."""
        node = self.script.resolved(node)
        if node is not None and node.type == "call_expression":
            name, arguments = self.script.called(node)
            return self.script.word(arguments[0]) if name in ("getTable", "hasTable") and arguments else None
        return self.name(node)

    def name(self, node: Node | None) -> Word | None:
        return self.script.word(node) or self.named(node)

    def named(self, node: Node | None) -> Word | None:
        return self.script.word(self.options(node).get("name"))

    def column(self, node: Node | None) -> Column | None:
        options = self.options(node)
        name = self.script.word(options.get("name"))
        return column(name, type_of(self.script, options, ""), self.script.said(options.get("comment"))) if name is not None else None

    def create(self, call: Node, node: Node | None) -> None:
        options = self.options(node)
        name = self.script.word(options.get("name"))
        schema = joined(self.script.said(options.get("schema")))
        table = name._replace(text=f"{schema}.{name.text}") if name is not None and schema else name
        self.columns("create", table, call, [self.column(n) for n in items(self.script, options.get("columns"))])
        self.comment(table, call, self.script.said(options.get("comment")))
        if table is not None and self.script.damage(call, BODIES):
            self.put("unparsed", table, call)
