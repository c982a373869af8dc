"""TypeScript shapes of what is sent: classes with decorators of Swagger, GraphQL or class-validator, and classes, interfaces and type
literals whose names say so (CustomerDto, LoginForm, UserVO). A class that is a table for an object mapper is left to its notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._trees import joined
from connectors.notations._typeorm import ENTITIES, described
from connectors.notations._typescript import BODIES, Class, Member, Script, Word, column, parsed

if TYPE_CHECKING:
    from tree_sitter import Node


_MAX_DEPTH = 10
_NAMED = re.compile(
    r"(?:[A-Za-z0-9_]*(?:[a-z0-9](?:Vo|VO)|DTO|Dto)|\w*(?:Req|Request|Resp|Response|Form|Payload|Params|Input|Entity|Model))"
)
_FIELD = re.compile(
    r"Api(?:Model)?Property(?:Optional)?|ApiResponseProperty|Is[A-Z]\w*|Field|ValidateNested|Validate|ValidateIf|(?:Min|Max)?Length|Matches"
    r"|Min|Max|Contains|Expose|ArrayMinSize|ArrayMaxSize|Transform|Type"
)
_CERTAIN = re.compile(r"Api(?:Model)?Property(?:Optional)?|Is[A-Z]\w*|Field|(?:Min|Max)?Length|Matches|ValidateNested")
_TABLES = (*ENTITIES, "Table", "Schema", "Controller", "Injectable", "Component", "Module", "Resolver")
_LOST = re.compile(r"@(?:Api(?:Model)?Property|Is[A-Z])|\b(?:class|interface|type)\s{1,9}\w*(?:DTO|Dto|Form|Req|Request)\b")
_FUNCTION = re.compile(r"^\(?\s*(?:<[^<>]*>)?\([^()]*\)\s*=>")
_SIMPLE = frozenset({"string", "number", "boolean", "Date", "bigint", "any", "unknown", "object", "null", "undefined", "symbol", "never"})


def definition(text: str, path: str) -> Definition:
    script = parsed(text, path)
    reader = _Reader(script)
    found = [*(change for each in script.classes for change in reader.shape(each))]
    for node, _ in script.all("interface_declaration", "type_alias_declaration"):
        found += reader.declared(node)
    found.sort(key=lambda change: change.line)
    return Definition(tuple(found), unread=script.lost(_LOST, reader.read))


class _Reader:
    """read: spans of the text that were read. shapes: names of types whose fields are a table of their own."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.read: list[tuple[int, int]] = []

    def shape(self, each: Class) -> list[Change]:
        """A class: with decorators its decorated fields count, by its name all that are public and hold a value."""
        self.read.append(self.script.span(each.node))
        if each.calls(*_TABLES) is not None:
            return []
        members = list(self.script.members(each))
        certain = any(_CERTAIN.fullmatch(name) for m in members for name in m.decorators)
        if not certain and not _NAMED.fullmatch(each.name.text):
            return []
        held = [m for m in members if _is_held(m)]
        if certain and (marked := [m for m in held if any(_FIELD.fullmatch(name) for name in m.decorators)]):
            held = held if _NAMED.fullmatch(each.name.text) else marked
        columns = tuple(self.column(m) for m in held if not self.refers(m.type))
        return self.table(each.name, columns, each.comment, self.script.damage(each.node, BODIES), required=bool(held))

    def declared(self, node: Node) -> list[Change]:
        """An interface or type literal; of `A & { … }` the literal."""
        script, name = self.script, node.child_by_field_name("name")
        self.read.append(script.span(node))
        if name is None or not _NAMED.fullmatch(script.text(name)):
            return []
        body = node.child_by_field_name("body") or node.child_by_field_name("value")
        columns = tuple(c for part in _bodies(body) for c in self.fields(part, "", 0))
        word = Word(script.text(name), *script.place(name))
        return self.table(word, columns, script.about(node), script.damage(node, BODIES), required=bool(columns))

    def table(self, name: Word, columns: tuple[Column, ...], comment: str, broken: int, *, required: bool) -> list[Change]:
        table = Name("", name.text)
        found = [Change("create", table, name.line, columns, at=name.at)] if required or broken else []
        if found and comment:
            found.append(Change("comment_table", table, name.line, new=comment, at=name.at))
        return [*found, Change("unparsed", table, broken)] if broken else found

    def fields(self, body: Node, prefix: str, depth: int) -> Iterator[Column]:
        """The fields of a type literal, those of literals within it under their path."""
        for member, inner in self.script.signatures(body):
            if inner is not None and depth < _MAX_DEPTH:
                yield from self.fields(inner, f"{prefix}{member.name.text}.", depth + 1)
            elif _is_held(member) and not self.refers(member.type):
                yield self.column(member, prefix)

    def refers(self, kind: str) -> bool:
        """Is this a shape that is declared in this file, or many of it?"""
        name = kind.removeprefix("readonly ").removeprefix("Array<").rstrip("[]>").split("|")[0].strip()
        known = self.script.named.get(name)
        return known is not None or (bool(_NAMED.fullmatch(name)) and name not in _SIMPLE)

    def column(self, member: Member, prefix: str = "") -> Column:
        script, marks = self.script, member.decorators
        expose = script.options(marks["Expose"][-1]) if marks.get("Expose") else {}
        name = script.word(expose.get("name")) or member.name
        swagger = joined(*described(script, marks))
        return column(Word(prefix + name.text, name.line, name.at), member.type, swagger, *self.labels(marks), member.comment)

    def labels(self, marks: dict[str, list[Node]]) -> Iterator[str]:
        """What the messages of validators say of the field: { message: "手机号格式不正确" }."""
        for name, arguments in marks.items():
            if arguments and _FIELD.fullmatch(name) and not name.startswith("Api"):
                yield self.script.said(self.script.options(arguments[-1]).get("message"))


def _is_held(member: Member) -> bool:
    """Does it hold a value that others see?"""
    if member.modifiers & {"static", "private", "protected"} or _FUNCTION.match(member.type):
        return False
    return member.value is None or member.value.type not in ("arrow_function", "function_expression", "new_expression", "call_expression")


def _bodies(value: Node | None) -> Iterator[Node]:
    """The literals of an intersection or union."""
    waiting = [value] if value is not None else []
    while waiting:
        node = waiting.pop()
        if node.type in ("object_type", "interface_body"):
            yield node
        elif node.type in ("intersection_type", "union_type", "parenthesized_type"):
            waiting += reversed(node.named_children)
        elif node.type == "generic_type":  # Partial<{ … }>
            waiting += [n for n in reversed(node.named_children) if n.type == "type_arguments"]
        elif node.type == "type_arguments":
            waiting += reversed(node.named_children)
