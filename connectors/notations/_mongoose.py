"""Mongoose: `new Schema({…})` in scripts, and classes with @Schema and @Prop of @nestjs/mongoose. What is embedded has its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._plural import plural
from connectors.notations._trees import joined
from connectors.notations._typeorm import described
from connectors.notations._typescript import BODIES, Class, Entry, Member, Script, Word, column, parsed

if TYPE_CHECKING:
    from tree_sitter import Node


_MAX_DEPTH = 10
_LOST = re.compile(r"\bnew\s+(?:mongoose\s*\.\s*)?Schema\b|@Schema\b")


def definition(text: str, path: str) -> Definition:
    script = parsed(text, path)
    reader = _Reader(script)
    changes = [change for call, owner in reader.schemas() for change in reader.schema(call, owner)]
    changes += [change for each in script.classes for change in reader.document(each)]
    return Definition(tuple(changes), unread=script.lost(_LOST, reader.read))


class _Reader:
    """read: spans of the text that were read."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.read: list[tuple[int, int]] = []
        self.models = dict(self._models())
        self.variables = {
            value.id: script.text(node.child_by_field_name("name"))
            for node, _ in script.all("variable_declarator")
            if (value := script.resolved(node.child_by_field_name("value"))) is not None and node.child_by_field_name("name") is not None
        }
        self.inner: set[int] = set()  # schemas that stand in others

    def _models(self) -> Iterator[tuple[int, str]]:
        """Schema -> the collection's name, of model("Customer", schema, "customers")."""
        for call, _ in self.script.all("call_expression"):
            name, given = self.script.called(call)
            schema = self.script.resolved(given[1]) if name == "model" and len(given) > 1 else None
            if schema is not None and (title := self.script.said(given[0])):
                yield schema.id, self.script.said(given[2] if len(given) > 2 else None) or plural(title.lower())

    def schemas(self) -> list[tuple[Node, list[Column]]]:
        """Schemas that are no part of another, with their columns."""
        found = []
        for call, _ in self.script.all("new_expression"):
            name, given = self.script.called(call)
            if name == "Schema" and given and self.script.entries(given[0]):
                self.read.append(self.script.span(call))
                found.append((call, list(self.columns(self.script.entries(given[0]), "", 0))))
        return [(call, columns) for call, columns in found if call.id not in self.inner]

    def schema(self, call: Node, columns: list[Column]) -> Iterator[Change]:
        script = self.script
        given = script.called(call)[1]
        options = script.options(given[1] if len(given) > 1 else None)
        variable = re.sub(r"_?[sS]chema$", "", self.variables.get(call.id, ""))
        title = script.said(options.get("collection")) or self.models.get(call.id) or plural(variable.lower()) or "schema"
        line, at = script.place(call)
        yield Change("create", Name("", title), line, tuple(columns), at=at)
        if broken := script.damage(call, BODIES):
            yield Change("unparsed", Name("", title), broken)

    def columns(self, entries: list[Entry], prefix: str, depth: int) -> Iterator[Column]:
        script = self.script
        for entry in entries:
            script.spend(entry.value, 1)
            inner = self.embedded(entry.value)
            if inner and depth < _MAX_DEPTH:
                yield from self.columns(inner, f"{prefix}{entry.name.text}.", depth + 1)
                continue
            many = next(iter(script.items(entry.value)), None)  # [{ type: String, comment: "…" }]
            options = script.options(entry.value) or script.options(many)
            name = Word(prefix + entry.name.text, entry.name.line, entry.name.at)
            said = [script.said(options.get(word)) for word in ("comment", "description", "label", "title")]
            kind = self.kind(options.get("type", entry.value))
            yield column(name, f"[{kind}]" if many is not None and "type" in options else kind, *said, entry.comment)

    def embedded(self, value: Node) -> list[Entry]:
        """The fields of what is embedded: an object without a type, another schema, or an array of either."""
        script = self.script
        node = script.resolved(value)
        if node is not None and node.type == "array":
            node = next((script.resolved(n) for n in script.items(node)), None)
        options = script.options(node)
        if (kind := script.resolved(options.get("type"))) is not None and not script.options(options["type"]).get("type"):
            if kind.type not in ("object", "array", "new_expression"):
                return []
            return self.embedded(kind)
        if node is not None and node.type == "new_expression":
            name, given = script.called(node)
            self.inner.add(node.id)
            return script.entries(given[0]) if name == "Schema" and given else []
        return script.entries(node)

    def kind(self, node: Node) -> str:
        """String of { type: String }, [String] of an array of it."""
        return " ".join(self.script.text(node)[:60].split()).strip("'\"").rpartition(".")[2]

    # -- @nestjs/mongoose -------------------------------------------------------------------------------------------

    def document(self, each: Class) -> Iterator[Change]:
        script, arguments = self.script, each.calls("Schema")
        if arguments is None:
            return
        self.read.append(script.span(each.node))
        options = script.options(arguments[0] if arguments else None)
        table = Name("", script.said(options.get("collection")) or plural(each.name.text.lower()))
        parts = script.inherited(each, lambda base: base.calls("Schema") is not None)
        columns = [self.prop(m) for part in parts for m in script.members(part) if "Prop" in m.decorators]
        yield Change("create", table, each.name.line, tuple(columns), at=each.name.at)
        if each.comment:
            yield Change("comment_table", table, each.name.line, new=each.comment, at=each.name.at)
        if broken := script.damage(each.node, BODIES):
            yield Change("unparsed", table, broken)

    def prop(self, member: Member) -> Column:
        return column(member.name, member.type, joined(*described(self.script, member.decorators)), member.comment)
