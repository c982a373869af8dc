"""Go as structs with their fields, tags and comments, by tree-sitter; and the names of tables that TableName() returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from connectors.notations._trees import Tree, joined

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_DEPTH = 10
_PAIR = re.compile(r'\s*([^\s":\x00-\x1f]+):"((?:[^"\\]|\\.)*)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """The value of one key of a field's tag; offset: where it begins in the text, -1 if the tag is written with escapes."""

    value: str
    offset: int

    def at(self, n: int) -> int | None:
        return self.offset + n if self.offset >= 0 else None


@dataclass(frozen=True, slots=True)
class Field:
    """name: "" where a type is embedded; type: as written; kind: the type that it is, or is many of (`many`), or points to;
    inner: the struct that is written in its place; offset: where the name stands."""

    name: str
    type: str
    kind: str
    many: bool
    tags: dict[str, Tag]
    comment: str
    offset: int
    inner: Struct | None = None


@dataclass(slots=True)
class Struct:
    name: str
    line: int
    at: int
    comment: str
    node: Node
    fields: list[Field] = field(default_factory=list)


def _language() -> Any:
    import tree_sitter_go

    return tree_sitter_go.language()


class Source(Tree):
    """A parsed file. structs: by name, those within functions as well; tables: struct -> what its TableName() returns."""

    def __init__(self, text: str) -> None:
        language: Callable[[], Any] = _language
        super().__init__(text, language)
        self.structs: dict[str, Struct] = {}
        self.tables: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._methods: list[Node] = []
        self._walk()
        for method in self._methods:
            self._table(method)

    def _walk(self) -> None:
        waiting: list[tuple[Node, str]] = [(self.root, "")]
        while waiting:
            node, comment = waiting.pop()
            if node.type == "type_spec":
                self._struct(node, comment)
            elif node.type == "const_spec":
                self._constant(node)
            elif node.type == "method_declaration" and self.text(node.child_by_field_name("name")) == "TableName":
                self._methods.append(node)
            children = node.children
            described = {n.id: said for n, said in self.described(children)} if any(n.type == "comment" for n in children) else {}
            outer = comment if node.type == "type_declaration" else ""
            waiting += [(n, joined(outer, described.get(n.id, ""))) for n in reversed(children)]

    def _struct(self, node: Node, comment: str) -> None:
        name, kind = node.child_by_field_name("name"), node.child_by_field_name("type")
        if name is None or kind is None or kind.type != "struct_type":
            return
        line, at = self.place(name)
        made = Struct(self.text(name), line, at, _untitled(comment, self.text(name)), node)
        made.fields = list(self._fields(kind, 0))
        self.structs.setdefault(made.name, made)

    def _fields(self, struct: Node, depth: int) -> Iterator[Field]:
        body = next((n for n in struct.children if n.type == "field_declaration_list"), None)
        for node, comment in self.described(body.children) if body is not None else ():
            if node.type == "field_declaration":
                yield from self._field(node, comment, depth)

    def _field(self, node: Node, comment: str, depth: int) -> Iterator[Field]:
        kind, tag = node.child_by_field_name("type"), node.child_by_field_name("tag")
        names = [n for n in node.children if n.type == "field_identifier"]
        tags = self._tags(tag)
        comment = joined(comment, *(self.remark(n) for n in node.children if n.type == "comment"))
        written = " ".join(self.text(kind).split())[:200]
        bare = re.sub(r"^(?:\*|\[[^\[\]]*\]|map\[[^\[\]]*\])+", "", written)
        many = bool(re.match(r"\**(?:\[|map\[)", written)) and written != "[]byte"
        struct = kind
        while struct is not None and struct.type in ("pointer_type", "slice_type", "array_type") and struct.named_children:
            struct = struct.named_children[-1]
        inner = None
        if struct is not None and struct.type == "struct_type" and depth < MAX_DEPTH:
            inner = Struct("", *self.place(node), "", node, list(self._fields(struct, depth + 1)))
        pointer = "*" if any(n.type == "*" for n in node.children) else ""
        for name in names or [node]:
            title, offset = self.text(name) if names else "", self.offset(name)
            yield Field(title, pointer + written, bare, many, tags, _untitled(comment, *map(self.text, names)), offset, inner)

    def _tags(self, node: Node | None) -> dict[str, Tag]:
        """The pairs of a tag as Go reads them: what follows the first fault is not read."""
        if node is None:
            return {}
        text, offset = self.text(node)[1:-1], self.offset(node) + 1
        if node.type == "interpreted_string_literal":
            text, offset = re.sub(r"\\(.)", r"\1", text), -1
        found: dict[str, Tag] = {}
        end = 0
        while pair := _PAIR.match(text, end):
            value, start = pair[2], offset + pair.start(2) if offset >= 0 else -1
            found.setdefault(pair[1], Tag(re.sub(r"\\(.)", r"\1", value), start if "\\" not in value else -1))
            end = pair.end()
        return found

    # -- names of tables --------------------------------------------------------------------------------------------

    def _constant(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and value is not None and value.named_children:
            self._texts.setdefault(self.text(name), self._quoted(value.named_children[0]))

    def _quoted(self, node: Node) -> str:
        return self.text(node)[1:-1] if node.type in ("interpreted_string_literal", "raw_string_literal") else ""

    def _table(self, method: Node) -> None:
        """func (Customer) TableName() string { return "customer" }"""
        receiver, body = self.text(method.child_by_field_name("receiver")), method.child_by_field_name("body")
        struct = re.search(r"(\w+)(?:\[[^\[\]]*\])?\s*,?\s*\)$", receiver)
        waiting = [body] if body is not None else []
        while struct and waiting:
            node = waiting.pop()
            if node.type == "return_statement" and node.named_children and node.named_children[0].named_children:
                value = node.named_children[0].named_children[0]
                self.tables.setdefault(struct[1], self._quoted(value) or self._texts.get(self.text(value), ""))
                return
            waiting += reversed(node.named_children)


def _untitled(comment: str, *names: str) -> str:
    """A comment without the name that it begins with, as Go's comments do."""
    first, _, rest = comment.partition(" ")
    return rest.lstrip(" :,-：") if first in names else comment
