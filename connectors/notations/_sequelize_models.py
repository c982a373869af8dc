"""Sequelize: models by `define` and `init`, classes with @Table of sequelize-typescript, and migrations by the query interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._plural import plural, snake
from connectors.notations._sequelize import attribute, describes, type_text
from connectors.notations._trees import joined
from connectors.notations._typeorm import described
from connectors.notations._typescript import BODIES, Class, Entry, Member, Script, Word, column, parsed
from connectors.notations._typescript_migrations import Calls, Record, version_of

if TYPE_CHECKING:
    from tree_sitter import Node


_LOST = re.compile(r"\.define\s*\(|\.init\s*\(\s*\{|@Table\b|\bcreateTable\s*\(|\baddColumn\s*\(")
_RELATIONS = frozenset({"HasMany", "HasOne", "BelongsTo", "BelongsToMany"})
_STAMPS = ("CreatedAt", "UpdatedAt", "DeletedAt")


def definition(text: str, path: str) -> Definition:
    script = parsed(text, path)
    if "queryInterface" in text or re.search(r"[mM]igration", path):
        migration = _Migration(script)
        for call, name, arguments in Calls(script).made():
            migration.call(call, name, [*arguments, None, None, None])
        for line in script.lost(_LOST, ()):
            migration.unread.append(line)
        if migration.changes or migration.unread:
            return migration.definition(path, version_of(path, []))
    reader = _Models(script)
    changes = [change for call, owner in script.all("call_expression") for change in reader.call(call, owner)]
    changes += [change for each in script.classes for change in reader.table(each)]
    return Definition(tuple(changes), unread=script.lost(_LOST, reader.read))


class _Models:
    """Models of a script. read: spans of the text that were read."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.read: list[tuple[int, int]] = []

    def call(self, call: Node, owner: Class | None) -> Iterator[Change]:
        """sequelize.define("Customer", {…}, {…}) and Customer.init({…}, {…})"""
        script = self.script
        name, given = script.called(call)
        if name == "define" and len(given) > 1 and (title := script.said(given[0])):
            attributes, options = given[1], script.options(given[2] if len(given) > 2 else None)
        elif name == "init" and given:
            attributes, options = given[0], script.options(given[1] if len(given) > 1 else None)
            receiver = script.receiver(call)
            title = script.said(options.get("modelName")) or (owner.name.text if owner and receiver in ("super", "this") else receiver)
            if "sequelize" not in options and "modelName" not in options and "tableName" not in options:
                return
        else:
            return
        entries = script.entries(attributes)
        unknown = attributes.type in ("identifier", "member_expression") and not entries and bool(options)  # of another file
        if not unknown and not any(describes(script, entry) for entry in entries):
            return
        self.read.append(script.span(call))
        yield from self.model(call, title, entries, options)

    def model(self, call: Node, title: str, entries: list[Entry], options: dict[str, Node]) -> Iterator[Change]:
        script = self.script
        table, underscored = self.named(title, options), script.text(options.get("underscored")) == "true"
        line, at = script.place(call)
        found = [c for entry in entries if (c := attribute(script, entry, underscored=underscored)) is not None]
        yield Change("create", table, line, tuple(found), at=at)
        if comment := joined(script.said(options.get("comment"))):
            yield Change("comment_table", table, line, new=comment, at=at)
        if broken := script.damage(call, BODIES) or (0 if entries else line):
            yield Change("unparsed", table, broken)

    def named(self, title: str, options: dict[str, Node]) -> Name:
        """A model's table: by name, else its own name in the plural, in snake case where that is chosen."""
        script = self.script
        given = script.said(options.get("tableName"))
        if not given:
            given = snake(title) if script.text(options.get("underscored")) == "true" else title
            given = given if script.text(options.get("freezeTableName")) == "true" else plural(given)
        return Name(script.said(options.get("schema")), given)

    # -- sequelize-typescript ---------------------------------------------------------------------------------------

    def table(self, each: Class) -> Iterator[Change]:
        script, arguments = self.script, each.calls("Table")
        if arguments is None or each.calls("Entity") is not None:
            return
        self.read.append(script.span(each.node))
        options = script.options(arguments[0] if arguments else None)
        table, line, at = self.named(script.said(options.get("modelName")) or each.name.text, options), each.name.line, each.name.at
        underscored = script.text(options.get("underscored")) == "true"
        line_of_bases = script.inherited(each, lambda base: base.calls("Table") is not None)
        members = [m for part in line_of_bases for m in script.members(part)]
        columns = (self.column(m, underscored=underscored) for m in members)
        yield Change("create", table, line, tuple(c for c in columns if c is not None), at=at)
        if comment := joined(script.said(options.get("comment"))) or each.comment:
            yield Change("comment_table", table, line, new=comment, at=at)
        if broken := script.damage(each.node, BODIES):
            yield Change("unparsed", table, broken)

    def column(self, member: Member, *, underscored: bool) -> Column | None:
        script, marks = self.script, member.decorators
        if _RELATIONS & marks.keys() or not any(name in marks for name in ("Column", *_STAMPS)):
            return None
        arguments = marks.get("Column", [])
        options = script.options(arguments[0] if arguments else None)
        kind = type_text(script, options.get("type", arguments[0] if arguments and not options else None)) or member.type
        if kind.startswith("VIRTUAL"):
            return None
        name = script.word(options.get("field")) or member.name
        if name is member.name and underscored:
            name = Word(snake(name.text), name.line, name.at)
        return column(name, kind, script.said(options.get("comment")), *described(script, marks), member.comment)


class _Migration(Record):
    def call(self, call: Node, name: str, given: list[Node | None]) -> None:
        script, (first, second, third) = self.script, given[:3]
        if name == "query" and first is not None:
            self.query(call, [first])
        elif name == "createTable":
            table, entries = self.table(first), script.entries(second)
            self.columns("create", table, call, [c for e in entries if (c := attribute(script, e)) is not None])
            self.comment(table, call, script.said(script.options(third).get("comment")))
            if table is not None and (script.damage(call, BODIES) or script.spreads_unknown(second)):
                self.put("unparsed", table, call)
        elif name in ("addColumn", "changeColumn"):
            word = script.word(second)
            column = attribute(script, Entry(word, third, "")) if word is not None and third is not None else None
            self.columns("add" if name == "addColumn" else "modify", self.table(first), call, [column])
        elif name == "removeColumn":
            self.each("drop", self.table(first), call, [script.word(second)])
        elif name == "renameColumn":
            self.rename(self.table(first), call, script.word(second), script.word(third))
        elif name == "dropTable":
            self.put("drop_table", self.table(first), call)
        elif name == "renameTable":
            self.rename_table(self.table(first), self.table(second), call)

    def table(self, node: Node | None) -> Word | None:
        """By name, or as { tableName, schema }."""
        options = self.script.options(node)
        name, schema = self.script.word(options.get("tableName")), self.script.said(options.get("schema"))
        if name is not None and schema:
            return name._replace(text=f"{schema}.{name.text}")
        return name or self.script.word(node)
