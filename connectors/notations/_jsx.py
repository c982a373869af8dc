"""Pages in JSX as marks (`_markup`): what components of React and its relatives show, in .jsx and .tsx, by tree-sitter.

A field that a form library registers by a call (`{...register("mobile")}`, `getFieldDecorator("mobile")`) gets that name as
its attribute "register".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.notations._markup import Attribute, Mark
from connectors.notations._trees import bounded

if TYPE_CHECKING:
    from tree_sitter import Node

REGISTERS = frozenset({"register", "registerField", "getFieldProps", "getInputProps", "getFieldDecorator"})
_STEP = 4096
_LONGEST = 1000
_CONTINUING = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that begin no character
_ELEMENTS = ("jsx_element", "jsx_self_closing_element")


def marks(text: str) -> tuple[list[Mark], list[int]]:
    """The marks of all elements, in order, and the offsets of what the grammar could not read. Raises ImportError."""
    from tree_sitter import Language, Parser
    from tree_sitter_typescript import language_tsx

    data = text.encode("utf-8", "replace")
    bounded(text)  # deep nesting would end the process
    root = Parser(Language(language_tsx())).parse(data).root_node
    reader = _Reader(data)
    return list(reader.marks(root)), reader.broken


class _Reader:
    """Walks a tree without recursion: a stack of nodes to read and of marks to give."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.broken: list[int] = []
        self._before = [0]  # characters before every _STEP-th byte
        for n in range(0, len(data), _STEP):
            self._before.append(self._before[-1] + _characters(data[n : n + _STEP]))

    def offset(self, byte: int) -> int:
        step = byte // _STEP
        return self._before[step] + _characters(self.data[step * _STEP : byte])

    def text(self, node: Node) -> str:
        """What a node says, cut at _LONGEST bytes: an expression may hold the rest of the file, and another one within it, and so on."""
        return self.data[node.start_byte : min(node.end_byte, node.start_byte + _LONGEST)].decode("utf-8", "replace")

    def marks(self, root: Node) -> Iterator[Mark]:
        todo: list[Node | Mark] = [root]
        while todo:
            node = todo.pop()
            if isinstance(node, Mark):
                yield node
                continue
            if node.type == "ERROR":
                self.broken.append(self.offset(node.start_byte))
            if node.type in _ELEMENTS:
                todo += self._element(node)[::-1]
            elif node.type == "jsx_text":
                yield Mark("words", self.text(node), self.offset(node.start_byte))
            else:
                todo += self._decorated(node) or node.children[::-1]

    def _element(self, node: Node) -> list[Node | Mark]:
        opening = node.children[0] if node.type == "jsx_element" else node
        named = opening.child_by_field_name("name")
        name = self.text(named) if named is not None else "Fragment"
        offset = self.offset(node.start_byte)
        attributes, inside = self._attributes(opening)
        rest = [] if opening is node else map(self._shown, node.children[1:-1])
        return [Mark("open", name, offset, attributes), *inside, *rest, Mark("close", name, offset)]

    def _shown(self, child: Node) -> Node | Mark:
        """The words of {"text"}; a node's parent is not asked for, as that goes down from the root."""
        inner = child.named_children[0] if child.type == "jsx_expression" and child.named_child_count == 1 else None
        if inner is None or inner.type != "string":
            return child
        return Mark("words", self._words(inner).value, self.offset(inner.start_byte))

    def _attributes(self, opening: Node) -> tuple[dict[str, Attribute], list[Node]]:
        """The attributes, and the expressions in them that may hold further elements."""
        attributes: dict[str, Attribute] = {}
        inside: list[Node] = []
        for child in opening.named_children:
            if child.type == "jsx_attribute":
                name = self.text(child.named_children[0]).lower()
                value = child.named_children[1] if child.named_child_count > 1 else None
                attributes.setdefault(name, self._value(child.named_children[0] if value is None else value, bare=value is None))
                if value is not None and value.type != "string":
                    inside.append(value)
            elif child.type == "jsx_expression" and (registered := self._registered(child)):
                attributes.setdefault("register", registered)
        return attributes, inside

    def _value(self, node: Node, *, bare: bool) -> Attribute:
        """Words where it is a string or a list of strings (the last counts), else the expression."""
        if bare:
            return Attribute("", self.offset(node.start_byte), code=False)
        inner = node.named_children[0] if node.type == "jsx_expression" and node.named_child_count == 1 else node
        if inner.type == "array" and inner.named_children:
            inner = inner.named_children[-1]
        if inner.type == "string":
            return self._words(inner)
        return Attribute(self.text(inner), self.offset(inner.start_byte), code=True)

    def _words(self, string: Node) -> Attribute:
        return Attribute(self.text(string)[1:-1], self.offset(string.start_byte) + 1, code=False)

    def _registered(self, spread: Node) -> Attribute | None:
        """The name in {...register("mobile")}."""
        inner = spread.named_children[0] if spread.named_children else None
        call = inner.named_children[0] if inner is not None and inner.type == "spread_element" and inner.named_children else None
        return self._first_argument(call) if call is not None else None

    def _first_argument(self, call: Node) -> Attribute | None:
        function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        if call.type != "call_expression" or function is None or arguments is None or not arguments.named_children:
            return None
        called = re.split(
            r"\W+", self.data[max(function.start_byte, function.end_byte - 60) : function.end_byte].decode("utf-8", "replace")
        )[-1]
        first = arguments.named_children[0]
        return self._words(first) if called in REGISTERS and first.type == "string" else None

    def _decorated(self, node: Node) -> list[Node | Mark] | None:
        """getFieldDecorator("mobile")(<Input />): as if around the element stood one that has the name."""
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        registered = self._first_argument(function) if function is not None and function.type == "call_expression" else None
        arguments = node.child_by_field_name("arguments")
        if registered is None or arguments is None:
            return None
        offset = self.offset(node.start_byte)
        inside = arguments.children[::-1]
        return [Mark("close", "decorated-form-item", offset), *inside, Mark("open", "decorated-form-item", offset, {"prop": registered})]


def _characters(data: bytes) -> int:
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUING))
