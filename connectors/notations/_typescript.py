"""TypeScript and JavaScript as classes with decorators, objects and calls: what notations written in them need.

Nothing is resolved outside the file; within it, a name stands for the one value that it is declared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from connectors.base import Column
from connectors.notations._trees import joined
from connectors.notations._typescript_values import Entry, Values, Word

__all__ = ["BODIES", "SCRIPTS", "Class", "Entry", "Member", "Script", "Word", "column", "parsed"]

if TYPE_CHECKING:
    from tree_sitter import Node

SCRIPTS = (".js", ".mjs", ".cjs", ".jsx", ".tsx")
BODIES = frozenset({"statement_block", "jsx_element", "jsx_self_closing_element", "arrow_function", "function_expression"})
_CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "class"})
_FIELDS = frozenset({"public_field_definition", "field_definition"})
_KEPT = frozenset(
    {"call_expression", "new_expression", "interface_declaration", "type_alias_declaration", "method_definition", "function_declaration",
     "pair", "assignment_expression", "variable_declarator", *_FIELDS}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a class, an interface or a type. modifiers: "static", "private", "readonly", …"""

    name: Word
    type: str
    comment: str
    decorators: dict[str, list[Node]] = field(default_factory=dict)
    modifiers: frozenset[str] = frozenset()
    value: Node | None = None


@dataclass(slots=True)
class Class:
    """A class with its decorators (name -> arguments); base: name of the class that it extends."""

    name: Word
    node: Node
    base: str
    decorators: dict[str, list[Node]]
    comment: str
    exported: bool = False

    def calls(self, *names: str) -> list[Node] | None:
        """Arguments of the first of these decorators that it has."""
        return next((self.decorators[name] for name in names if name in self.decorators), None)


@lru_cache(maxsize=1)
def parsed(text: str, path: str) -> Script:
    """Read once for all notations that may speak in the file. Raises Unread and ImportError."""
    return Script(text, path)


def _grammar(path: str) -> Callable[[], Any]:
    import tree_sitter_typescript

    tsx = path.lower().endswith(SCRIPTS)  # JavaScript may hold JSX; TypeScript's <casts> are not JSX
    language: Callable[[], Any] = tree_sitter_typescript.language_tsx if tsx else tree_sitter_typescript.language_typescript
    return language


class Script(Values):
    """A parsed file. nodes: nodes by type, in order, each with the class it stands in; classes: by name, in order."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text, _grammar(path))
        self.nodes: dict[str, list[tuple[Node, Class | None]]] = {kind: [] for kind in _KEPT}
        self.exports: set[int] = set()
        self.classes: list[Class] = []
        self._about: dict[int, tuple[list[Node], str]] = {}
        self._walk()
        self.named = {each.name.text: each for each in reversed(self.classes)}

    def all(self, *kinds: str) -> Iterator[tuple[Node, Class | None]]:
        for kind in kinds:
            yield from self.nodes[kind]

    # -- the walk ---------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        waiting: list[tuple[Node, Class | None]] = [(self.root, None)]
        while waiting:
            node, owner = waiting.pop()
            kind = node.type
            if kind in self.nodes:
                self.nodes[kind].append((node, owner))
                if kind == "variable_declarator":
                    self._declare(node.child_by_field_name("name"), node.child_by_field_name("value"))
                elif kind in _FIELDS:
                    self._declare_field(node, owner)
            elif kind in _CLASSES and node.is_named:
                owner = self._class(node)
            elif kind == "enum_declaration":
                self._declare_enum(node)
            waiting += [(n, owner) for n in reversed(self._below(node))]

    def _below(self, node: Node) -> list[Node]:
        """A node's children. What stands before a class or an interface is kept for when that is met."""
        children = node.children
        if node.type == "export_statement":
            about = [n for n in children if n.type == "decorator"], self._about.get(node.id, ([], ""))[1]
            self._about |= {n.id: about for n in children if n.is_named and n.type != "decorator"}
            self.exports |= {n.id for n in children}
        elif node.type in ("program", "statement_block", "ERROR"):
            self._about |= {n.id: ([], said) for n, said in self.described(children) if said}
        return children

    def about(self, node: Node) -> str:
        """What comments say of a declaration."""
        return self._about.get(node.id, ([], ""))[1]

    def _class(self, node: Node) -> Class:
        outside, comment = self._about.get(node.id, ([], ""))
        name, within = node.child_by_field_name("name"), [n for n in node.children if n.type == "comment"]
        marks = [*outside, *(n for n in node.children if n.type == "decorator")]
        heritage = next((n for n in node.children if n.type == "class_heritage"), None)
        extends = next((n for n in heritage.children if n.type == "extends_clause"), None) if heritage is not None else None
        value = extends.child_by_field_name("value") if extends is not None else None
        line, at = self.place(name if name is not None else node)
        made = Class(
            Word(self.text(name), line, at), node, self.text(value), self.decorators(marks),
            joined(comment, *(self.remark(n) for n in within)), node.id in self.exports,
        )  # fmt: skip
        self.classes.append(made)
        return made

    def decorators(self, nodes: Iterable[Node]) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in nodes:
            inner = node.named_children[0] if node.named_children else node
            name, arguments = self.called(inner) if inner.type == "call_expression" else (self.text(inner).rpartition(".")[2], [])
            found.setdefault(name, arguments)
        return found

    # -- names ------------------------------------------------------------------------------------------------------

    def _declare(self, name: Node | None, value: Node | None) -> None:
        if name is not None and value is not None and name.type == "identifier":
            self.know(self.text(name), value)

    def _declare_field(self, node: Node, owner: Class | None) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and value is not None and owner is not None:
            self.know(f"{'this' if all(n.type != 'static' for n in node.children) else owner.name.text}.{self.text(name)}", value)

    def _declare_enum(self, node: Node) -> None:
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None else ():
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            if child.type == "enum_assignment" and name is not None and value is not None:
                self.know(f"{self.text(node.child_by_field_name('name'))}.{self.text(name)}", value)

    # -- members ----------------------------------------------------------------------------------------------------

    def members(self, each: Class) -> Iterator[Member]:
        """The fields of a class, those that its constructor declares included."""
        body = each.node.child_by_field_name("body")
        for node, comment in self.described(body.children) if body is not None else ():
            if node.type in _FIELDS:
                if (member := self._member(node, comment, node.child_by_field_name("name"))) is not None:
                    yield member
            elif node.type == "method_definition" and self.text(node.child_by_field_name("name")) == "constructor":
                parameters = node.child_by_field_name("parameters")
                for child, said in self.described(parameters.children) if parameters is not None else ():
                    if any(n.type in ("accessibility_modifier", "readonly") for n in child.children):
                        member = self._member(child, said, child.child_by_field_name("pattern"))
                        if member is not None:
                            yield member

    def signatures(self, body: Node) -> Iterator[tuple[Member, Node | None]]:
        """The fields of an interface or of a type literal; with those whose type is a literal, or an array of one, that literal."""
        for node, comment in self.described(body.children):
            member = self._member(node, comment, node.child_by_field_name("name")) if node.type == "property_signature" else None
            if member is not None:
                yield member, _literal_type(node.child_by_field_name("type"))

    def _member(self, node: Node, comment: str, name: Node | None) -> Member | None:
        if name is None or name.type not in ("property_identifier", "identifier", "string"):
            return None
        word = self.word(name) if name.type == "string" else Word(self.text(name), *self.place(name))
        if word is None:
            return None
        words = frozenset(self.text(n) if n.type == "accessibility_modifier" else n.type for n in node.children if n is not name)
        inside = (self.remark(n) for n in node.children if n.type == "comment")
        annotation = self.text(node.child_by_field_name("type")).removeprefix(":")
        marks = self.decorators(n for n in node.children if n.type == "decorator")
        return Member(word, " ".join(annotation.split()), joined(comment, *inside), marks, words, node.child_by_field_name("value"))

    def inherited(self, each: Class, own: Callable[[Class], bool]) -> list[Class]:
        """A class behind the bases in this file that it has its columns from: those that are no tables of their `own`."""
        line, seen = [each], {each.name.text}
        while (base := self.named.get(line[-1].base)) is not None and base.name.text not in seen and not own(base):
            self.spend(base.node, 1)
            line.append(base)
            seen.add(base.name.text)
        return line[::-1]


def _literal_type(node: Node | None) -> Node | None:
    """The literal of `: { … }`, `: { … }[]` or `: Array<{ … }>`."""
    while node is not None and node.type in ("type_annotation", "array_type", "generic_type", "type_arguments", "parenthesized_type"):
        inner = [n for n in node.named_children if n.type != "comment"]
        node = inner[-1] if inner else None
    return node if node is not None and node.type == "object_type" else None


def column(name: Word, kind: str, *comments: str) -> Column:
    return Column(name.text, kind, joined(*comments), name.line, name.at)
