"""Schemas in the words of JSON Schema, as JSON Schema itself and OpenAPI write them: objects are tables, scalars columns.

An object inside an object, or in an array or map of one, is a table named after both. A reference is a relation unless what it
names, in the same text, is a scalar. Parts of allOf, anyOf, oneOf, then and else belong to the schema that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.base import Column
from connectors.ddl_reader import Name
from connectors.notations._contracts import MAX_NAME, Gathered, marks, said
from connectors.notations._yaml import Node

_LISTS, _SINGLES = ("allOf", "anyOf", "oneOf"), ("then", "else")
#: Formats that say more than the type, in words that name a column's type elsewhere ("byte" is a text in base64).
_FORMATS = frozenset(("date", "date-time", "time", "uuid", "binary", "int32", "int64", "float", "double", "decimal"))
_MAX_POINTER, _MAX_HOPS = 500, 20


def parts(schema: Node) -> Iterator[Node]:
    """The schema and what it combines in place."""
    yield schema
    for key in _LISTS:
        for part in schema.items(key):
            yield from parts(part)
    for key in _SINGLES:
        if (branch := schema.get(key)) is not None:
            yield from parts(branch)


def objects(schema: Node) -> Iterator[Node]:
    """Objects with properties that a value of this schema is or holds: itself, items of a list, values of a map."""
    combined = list(parts(schema))
    if any(next(part.entries("properties"), None) for part in combined):
        yield schema
    for part in combined:
        inner = (part.get("items"), *part.items("items"), *part.items("prefixItems"), part.get("additionalProperties"))
        for held in (*inner, *(value for _, _, value in part.entries("patternProperties"))):
            if held is not None:
                yield from objects(held)


class Schemas:
    """The schemas of one text; `root` is what its references begin at."""

    def __init__(self, root: Node, into: Gathered) -> None:
        self.root, self.into = root, into
        self._types: dict[int, str | None] = {}

    def define(self, name: str, key: Node, schemas: Iterable[Node], columns: Iterable[Column] = (), comment: str = "") -> None:
        """The tables that schemas are, under one name, and those of their own definitions. columns: what else is in the table."""
        given = list(schemas)
        for schema in given:
            for part in parts(schema):
                for section in ("$defs", "definitions"):
                    for own, at, value in part.entries(section):
                        self.define(own, at, [value])
        inside = [found for schema in given for found in objects(schema)]
        words = [comment, *(word for schema in (*given, *inside) for word in _about(schema))]
        self._table(name[-MAX_NAME:], key, inside, columns, said(*(word for word in words if word != name)))

    def _table(self, name: str, key: Node, schemas: list[Node], columns: Iterable[Column], comment: str) -> None:
        found = {column.name: column for column in columns}
        nested: dict[str, tuple[Node, list[Node]]] = {}
        for part in (part for schema in schemas for part in parts(schema)):
            for own, at, value in part.entries("properties"):
                if next(objects(value), None) is not None:
                    nested.setdefault(own, (at, []))[1].append(value)
                elif own not in found and (column := self.column(at, value)) is not None:
                    found[own] = column
        self.into.table(Name("", name), key.line, key.at, found.values(), comment)
        for own, (at, values) in nested.items():
            self.define(f"{name}_{own}", at, values)

    def column(self, name: Node, schema: Node, *words: str) -> Column | None:
        """A column of this name; None for a relation."""
        kind = self.type(schema)
        if kind is None or not isinstance(name.data, str) or not name.data:
            return None
        target = self.resolved(schema)
        own = said(*words, *_words(schema)) or said(*(_words(target) if target is not None else ()))
        noted = said(own, *marks(schema), *(marks(target) if target is not None else ()))
        return Column(name.data, kind, noted, name.line, name.at)

    def type(self, schema: Node, hops: int = 0) -> str | None:
        """The type of a scalar or a list of scalars, "" if none is stated, None for a relation."""
        known = id(schema)  # nodes live as long as the root
        if known not in self._types:
            self._types[known] = None  # of a circle
            self._types[known] = self._type(schema, hops)
        return self._types[known]

    def _type(self, schema: Node, hops: int) -> str | None:
        stated = ""
        for part in parts(schema):
            kind = self._part(part, hops)
            if kind is None:
                return None
            stated = stated or kind
        return stated

    def _part(self, part: Node, hops: int) -> str | None:
        if hops > _MAX_HOPS:
            return None
        if part.get("$ref") is not None:
            target = self.resolved(part)
            return None if target is None or next(objects(target), None) else self.type(target, hops + 1)
        kind = _stated(part)
        for held, shown in ((part.get("items"), "[]"), (part.get("additionalProperties"), "")):
            if held is not None and isinstance(held.data, dict):
                inner = self.type(held, hops + 1)
                if inner is None:
                    return None
                kind = f"{inner}[]" if shown and inner else kind
        return kind

    def resolved(self, schema: Node) -> Node | None:
        """What a reference names, itself where it is none, None where that is not in this text."""
        pointer = schema.text("$ref")
        if not pointer:
            return None
        if not pointer.startswith("#/") or len(pointer) > _MAX_POINTER:
            return None
        node: Node | None = self.root
        for step in pointer[2:].split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if node is not None and isinstance(node.data, tuple):
                node = node.data[int(step)] if step.isdecimal() and len(step) < 8 and int(step) < len(node.data) else None
            else:
                node = node.get(step) if node is not None else None
        return node


def _about(schema: Node) -> Iterator[str]:
    for part in parts(schema):
        yield from (*_words(part), *marks(part))


def _words(schema: Node) -> tuple[str, str]:
    return schema.text("title"), schema.text("description")


def _stated(part: Node) -> str:
    kinds = [item.text() for item in part.items("type")] or [part.text("type")]
    kind = "|".join(k for k in kinds if k and k != "null")
    form = part.text("format")
    return form if form in _FORMATS and "|" not in kind else kind or ("enum" if part.get("enum") is not None else "")
