"""What expressions of TypeScript are: texts, objects and arrays, with names followed to what this file declares them to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from connectors.notations import Unread
from connectors.notations._trees import Tree, joined
from connectors.notations._typescript_text import Literal, string

if TYPE_CHECKING:
    from tree_sitter import Node

_MAX_DEPTH = 20
_MAX_PARTS = 100_000  # of objects, texts and classes, names followed
_WRAPPED = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"})


class Word(NamedTuple):
    """A name, and where it is written: line and column, from 1."""

    text: str
    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A property of an object: its name, its value, and what comments say of it."""

    name: Word
    value: Node
    comment: str


class Values(Tree):
    """A parsed text and the values that its names stand for."""

    def __init__(self, text: str, language: Callable[[], Any]) -> None:
        super().__init__(text, language)
        self._values: dict[str, Node | None] = {}
        self._parts = 0

    def know(self, name: str, value: Node) -> None:
        self._values[name] = None if name in self._values else value  # declared twice, it stands for neither

    def resolved(self, node: Node | None) -> Node | None:
        """The value that an expression is, names followed; None for nothing. Itself where that cannot be told."""
        for _ in range(_MAX_DEPTH):
            while node is not None and node.type in _WRAPPED and node.named_children:
                node = node.named_children[0]
            if node is not None and node.type == "type_assertion":
                node = node.named_children[-1]
                continue
            if node is None or node.type not in ("identifier", "member_expression", "shorthand_property_identifier"):
                return node
            known = self._values.get(self.text(node)) or self._property(node)
            if known is None:
                return node
            node = known
        return node

    def _property(self, node: Node) -> Node | None:
        """The value of X.y where X is declared as an object."""
        thing, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        known = self._values.get(self.text(thing)) if thing is not None and thing.type == "identifier" else None
        while known is not None and known.type in _WRAPPED and known.named_children:
            known = known.named_children[0]
        if known is None or known.type != "object":
            return None
        for child in known.named_children:
            if child.type == "pair" and self.text(child.child_by_field_name("key")) == self.text(name):
                return child.child_by_field_name("value")
        return None

    # -- values -----------------------------------------------------------------------------------------------------

    def literal(self, node: Node | None) -> Literal | None:
        """The text that an expression is; not `whole` where a part of it cannot be told. None if it is no text."""
        return string(self, node)

    def said(self, node: Node | None) -> str:
        """The same, "" where it cannot be told wholly."""
        found = self.literal(node)
        return found.value if found is not None and found.whole else ""

    def word(self, node: Node | None) -> Word | None:
        """The same as a name; its place is that of the words within the quotes, or of the constant that is used for it."""
        found = self.literal(node)
        if node is None or found is None or not found.whole or not found.value.strip():
            return None
        offset = found.offset(len(found.value) - len(found.value.lstrip()))
        start, end = self.span(node)
        return Word(found.value.strip(), *self.spot(offset if start <= offset <= end else start))

    def entries(self, node: Node | None, depth: int = 0) -> list[Entry]:
        """The properties of an object, those of objects that are spread into it included; [] where it is none."""
        node = self.resolved(node)
        if node is None or node.type != "object" or depth > _MAX_DEPTH:
            return []
        found: list[Entry] = []
        for child, comment in self.described(node.children):
            if child.type == "spread_element" and child.named_children:
                spread = self.entries(child.named_children[0], depth + 1)
                self.spend(node, len(spread))
                found += spread
            elif (entry := self._entry(child, comment)) is not None:
                found.append(entry)
        return found

    def spreads_unknown(self, node: Node | None) -> bool:
        """Is anything spread into an object that cannot be told?"""
        node = self.resolved(node)
        spread = [n for n in node.named_children if n.type == "spread_element" and n.named_children] if node is not None else []
        return any((found := self.resolved(n.named_children[0])) is None or found.type != "object" for n in spread)

    def spend(self, node: Node, parts: int) -> None:
        """Names that stand for ever more may double a text in each line. Raises Unread."""
        self._parts += parts
        if self._parts > _MAX_PARTS:
            raise Unread(node.start_point[0] + 1, "too large")

    def _entry(self, child: Node, comment: str) -> Entry | None:
        if child.type == "shorthand_property_identifier":
            return Entry(Word(self.text(child), *self.place(child)), child, comment)
        key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
        if child.type != "pair" or key is None or value is None:
            return None
        inside = joined(comment, *(self.remark(n) for n in child.children if n.type == "comment"))
        if key.type == "computed_property_name":
            name = self.word(key.named_children[0]) if key.named_children else None
        else:
            name = self.word(key) if key.type == "string" else Word(self.text(key), *self.place(key))
        return Entry(name, value, inside) if name is not None else None

    def options(self, node: Node | None) -> dict[str, Node]:
        """The same as name -> value."""
        return {entry.name.text: entry.value for entry in self.entries(node)}

    def items(self, node: Node | None) -> list[Node]:
        """The elements of an array, [] where it is none."""
        node = self.resolved(node)
        return [n for n in node.named_children if n.type != "comment"] if node is not None and node.type == "array" else []

    def called(self, node: Node) -> tuple[str, list[Node]]:
        """Name, without what it belongs to, and arguments of a call or `new`."""
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = node.child_by_field_name("arguments")
        listed = [n for n in arguments.named_children if n.type != "comment"] if arguments is not None else []
        if function is not None and function.type == "member_expression":
            function = function.child_by_field_name("property")
        return self.text(function) if function is not None and function.end_byte - function.start_byte < 200 else "", listed

    def receiver(self, call: Node) -> str:
        """What a method is called on: "a.b" of a.b.c()."""
        function = call.child_by_field_name("function")
        return self.text(function.child_by_field_name("object"))[-200:] if function is not None else ""
