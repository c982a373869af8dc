"""Java as classes with their fields, annotations and comments: what notations written in it need. By tree-sitter, which reads
damaged text as well; what it could not read is told by `damage`. Nothing is resolved outside the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from connectors.notations import Unread
from connectors.notations._java_comments import COMMENTS, Member, above, cleaned, members
from connectors.notations._trees import bounded

if TYPE_CHECKING:
    from tree_sitter import Node

CLASSES = {
    "class_declaration": "class", "record_declaration": "record", "enum_declaration": "enum", "interface_declaration": "interface",
    "annotation_type_declaration": "annotation",
}  # fmt: skip
MAX_TEXT = 4_000  # a longer constant is no name and no comment
MAX_DAMAGE = 1_000
_MAX_DEPTH = 50
_BODIES = frozenset({"block", "constructor_body", "switch_block", "lambda_expression"})
_ESCAPES = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\f", "s": " ", "0": "", "\n": ""}
_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|/\*|"""(?:\\.|[^\\])*?"""|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'', re.DOTALL)
_PARAM = re.compile(r"@param\s+(\w+)\s+([^\n@]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A word, and where it is written: line and column, from 1, in characters."""

    text: str
    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """name without its package; arguments by name, a lone one under "value"."""

    name: str
    arguments: dict[str, Node]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a class or a component of a record. comments: what stands above, within and behind it, cleaned."""

    name: Place
    type: str
    annotations: dict[str, Annotation]
    modifiers: frozenset[str]
    comments: tuple[str, ...]


@dataclass(slots=True)
class Class:
    """A class, record, enum or interface (`kind`), `outer` where it stands in another; parent: the class that it extends;
    getters: property -> annotations of its getter, where JPA may read them instead of the field's."""

    kind: str
    name: Place
    annotations: dict[str, Annotation]
    modifiers: frozenset[str]
    parent: str
    comment: str
    outer: Class | None
    start: int
    end: int
    fields: list[Field] = field(default_factory=list)
    getters: dict[str, dict[str, Annotation]] = field(default_factory=dict)


class Source:
    """A Java text, parsed. Raises Unread, and ImportError where the parser is not installed."""

    def __init__(self, text: str) -> None:
        import tree_sitter

        _closed(text)
        bounded(text)
        self.data = text.encode("utf-8", "replace")
        self.root = tree_sitter.Parser(_language()).parse(self.data).root_node
        # offsets of the bytes that begin no character
        self._tails = [] if self.data.isascii() else [m.start() for m in re.finditer(rb"[\x80-\xbf]", self.data)]
        self._constants: dict[str, Node | str | None] = {}
        self.classes = list(self._classes())
        for each in self.classes:
            if each.getters:
                each.fields = [replace(f, annotations={**each.getters.get(f.name.text, {}), **f.annotations}) for f in each.fields]

    def text(self, node: Node | None) -> str:
        return "" if node is None else self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def place(self, node: Node, text: str | None = None, skip: int = 0) -> Place:
        """Where a node begins, `skip` characters on."""
        start, (row, column) = node.start_byte, node.start_point
        inside = bisect_left(self._tails, start) - bisect_left(self._tails, start - column)
        return Place(self.text(node) if text is None else text, row + 1, column - inside + 1 + skip)

    # -- values -----------------------------------------------------------------------------------------------------

    def string(self, node: Node | None, depth: int = 0) -> str | None:
        """A constant text: literals, their sums, constants of this file; None where that cannot be told."""
        parts = []
        while node is not None and node.type == "binary_expression" and self.text(node.child_by_field_name("operator")) == "+":
            parts.append(node.child_by_field_name("right"))  # a sum nests to the left: a loop, so that it may be long
            node = node.child_by_field_name("left")
        said = [self._string(part, depth) for part in (node, *reversed(parts)) if part is not None]
        if not said or any(part is None for part in said):
            return None
        whole = "".join(part for part in said if part)
        return whole if len(whole) <= MAX_TEXT else None

    def _string(self, node: Node, depth: int) -> str | None:
        if depth > _MAX_DEPTH:
            return None
        if node.type == "string_literal":
            return "".join(self._fragment(part) for part in node.named_children)
        if node.type in ("parenthesized_expression", "binary_expression") and node.named_children:
            inner = node.named_children[0] if node.type == "parenthesized_expression" else node
            return self.string(inner, depth + 1)
        if node.type in ("identifier", "field_access"):
            return self._constant(".".join(self.text(node).replace(" ", "").split(".")[-2:]), depth)
        if node.type in ("decimal_integer_literal", "true", "false"):
            return self.text(node)
        return self.text(node)[1:-1] if node.type == "character_literal" else None

    def _fragment(self, node: Node) -> str:
        text = self.text(node)
        if node.type != "escape_sequence":
            return text
        if text.startswith("\\u"):
            return chr(int(text[-4:], 16)) if re.fullmatch(r"\\u+[0-9A-Fa-f]{4}", text) else ""
        return _ESCAPES.get(text[1:], text[1:])

    def _constant(self, name: str, depth: int) -> str | None:
        known = self._constants.get(name)
        if known is None or isinstance(known, str):
            return known
        self._constants[name] = None  # one that is made of itself has no value
        self._constants[name] = value = self.string(known, depth + 1)
        return value

    def elements(self, node: Node | None) -> list[Node]:
        """The elements of {a, b}, or the value itself."""
        if node is None:
            return []
        array = node.type in ("element_value_array_initializer", "array_initializer")
        return [n for n in node.named_children if n.type not in COMMENTS] if array else [node]

    def said(self, annotation: Annotation | None, *names: str) -> Place | None:
        """The first text among these arguments, with its place: that of the words within the quotes if it is a literal."""
        for name in names if annotation else ():
            for node in self.elements(annotation.arguments.get(name) if annotation else None)[-1:]:
                if text := (self.string(node) or "").strip():
                    return self.place(node, text, 1 if node.type == "string_literal" else 0)
        return None

    def flag(self, annotation: Annotation | None, name: str) -> bool | None:
        """A boolean argument, None where it is not given."""
        word = self.text(annotation.arguments.get(name)) if annotation else ""
        return {"true": True, "false": False}.get(word)

    # -- declarations -----------------------------------------------------------------------------------------------

    def annotation(self, node: Node) -> Annotation:
        arguments: dict[str, Node] = {}
        listed = node.child_by_field_name("arguments")
        for child in listed.named_children if listed is not None else ():
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            if child.type == "element_value_pair" and value is not None:
                arguments[self.text(key)] = value
            elif child.type not in COMMENTS:
                arguments.setdefault("value", child)
        return Annotation(self.text(node.child_by_field_name("name")).rpartition(".")[2], arguments)

    def _marks(self, node: Node) -> tuple[dict[str, Annotation], frozenset[str], list[Node]]:
        """Annotations, modifiers, and comments among them."""
        annotations: dict[str, Annotation] = {}
        words, comments = set(), []
        for child in node.children:
            if child.type == "modifiers":
                for mark in child.children:
                    if mark.type in ("annotation", "marker_annotation"):
                        made = self.annotation(mark)
                        known = annotations.get(made.name)  # JPA's @Table and Hibernate's
                        annotations[made.name] = Annotation(made.name, {**made.arguments, **known.arguments}) if known else made
                    elif mark.type in COMMENTS:
                        comments.append(mark)
                    else:
                        words.add(mark.type)
            elif child.type in COMMENTS:
                comments.append(child)
        return annotations, frozenset(words), comments

    def _classes(self) -> Iterator[Class]:
        """Every class that stands in no method, in the order of the text."""
        waiting: list[tuple[Member, Class | None]] = [(m, None) for m in reversed(members(self.root))]
        while waiting:
            member, outer = waiting.pop()
            node, made = member.node, outer
            body: Node | None = node if node.type in ("ERROR", "enum_body_declarations") else node.child_by_field_name("body")
            if node.type in CLASSES:
                made = self._class(member, outer)
                yield made
                if made.kind == "record" and (listed := node.child_by_field_name("parameters")) is not None:
                    made.fields += self._components(listed, self._params(member))
            elif node.type not in ("ERROR", "enum_body_declarations"):
                if node.type in ("field_declaration", "constant_declaration") and outer is not None:
                    outer.fields += self._fields(member, outer)
                elif node.type == "method_declaration" and outer is not None:
                    self._getter(node, outer)
                continue
            waiting += [(m, made) for m in reversed(members(body))] if body is not None else []

    def _class(self, member: Member, outer: Class | None) -> Class:
        node = member.node
        annotations, words, _ = self._marks(node)
        name, parent = node.child_by_field_name("name"), node.child_by_field_name("superclass")
        extended = re.match(r"extends\s+([\w.]+)", self.text(parent))
        comment = "; ".join(above(member, self.text))
        place = self.place(name if name is not None else node, self.text(name))
        parent_name = extended[1].rpartition(".")[2] if extended else ""
        return Class(CLASSES[node.type], place, annotations, words, parent_name, comment, outer, node.start_byte, node.end_byte)

    def _fields(self, member: Member, outer: Class) -> Iterator[Field]:
        annotations, words, within = self._marks(member.node)
        kind = self.text(member.node.child_by_field_name("type"))
        behind = [cleaned(self.text(c)) for c in (*within, *member.after)]
        comments = tuple(dict.fromkeys(c for c in (*above(member, self.text), *behind) if c))
        for declared in member.node.children_by_field_name("declarator"):
            name, value = declared.child_by_field_name("name"), declared.child_by_field_name("value")
            if name is None or not self.text(name):
                continue
            if value is not None and (outer.kind in ("interface", "annotation") or "static" in words):
                self._constants.setdefault(self.text(name), value)
                self._constants[f"{outer.name.text}.{self.text(name)}"] = value
            dims = self.text(declared.child_by_field_name("dimensions"))
            yield Field(self.place(name), " ".join((kind + dims).split()), annotations, words, comments)

    def _getter(self, node: Node, outer: Class) -> None:
        name = re.fullmatch(r"(?:get|is)([A-Z]\w*)", self.text(node.child_by_field_name("name")))
        if name is not None and (annotations := self._marks(node)[0]):
            outer.getters[name[1][0].lower() + name[1][1:]] = annotations

    def _components(self, listed: Node, params: dict[str, str]) -> Iterator[Field]:
        for member in members(listed):
            annotations, words, within = self._marks(member.node)
            declared: Any = next((c for c in member.node.children if c.type == "variable_declarator"), member.node)
            name = declared.child_by_field_name("name")
            kind = member.node.child_by_field_name("type") or next((c for c in member.node.children if c.type.endswith("_type")), None)
            if name is None or kind is None:
                continue
            behind = [cleaned(self.text(c)) for c in (*within, *member.after)]
            comments = dict.fromkeys(c for c in (params.get(self.text(name), ""), *above(member, self.text), *behind) if c)
            many = "[]" if member.node.type == "spread_parameter" else self.text(member.node.child_by_field_name("dimensions"))
            yield Field(self.place(name), " ".join((self.text(kind) + many).split()), annotations, words, tuple(comments))

    def _params(self, member: Member) -> dict[str, str]:
        """What a record's Javadoc says of its components."""
        docs = "\n".join(self.text(c) for c in member.before if c.type == "block_comment")
        return {m[1]: cleaned(m[2].removesuffix("*/")) for m in _PARAM.finditer(docs)}


def _closed(text: str) -> None:
    """Raises Unread for a comment without an end: the parser would look for it once more at every "/*" behind."""
    for token in _TOKEN.finditer(text):
        if token[0] == "/*":
            raise Unread(text.count("\n", 0, token.start()) + 1, "a comment has no end")


@cache
def _language() -> Any:
    import tree_sitter
    import tree_sitter_java

    return tree_sitter.Language(tree_sitter_java.language())


def damage(source: Source) -> list[Node]:
    """What could not be read, in order, method bodies aside; no more than MAX_DAMAGE places."""
    found: list[Node] = []
    waiting = [source.root]
    while waiting and len(found) < MAX_DAMAGE:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            found.append(node)
        elif node.has_error and node.type not in _BODIES:
            waiting += reversed(node.children)
    return found
