"""Avro schemas (.avsc) and protocols (.avpr): records are tables, a message's parameters are one.

A record inside a record is a table of its own, as Avro names it. A name that is not defined in the text is taken for a record's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.base import Column
from connectors.ddl_reader import Name
from connectors.notations import Definition
from connectors.notations._contracts import Gathered, marks, said
from connectors.notations._yaml import Node, documents

NAME = "avro"
SUFFIXES = (".avsc", ".avpr")
SIGN = r"\"(?:fields|request)\""

_PRIMITIVE = frozenset(("boolean", "int", "long", "float", "double", "bytes", "string"))
#: A string, or a comment, which Avro's own parser takes in JSON. Each alternative matches to the end where nothing closes it.
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.?)*(?:"|\Z)|/\*.*?(?:\*/|\Z)|//[^\n]*', re.DOTALL)


def read(text: str, _path: str) -> Definition:
    reader = _Reader()
    for root in documents(_without_comments(text)):
        for schema in root.data if isinstance(root.data, tuple) else (root, *root.items("types")):
            reader.type(schema)
        for name, key, message in root.entries("messages"):
            reader.table(name, key, message.items("request"), message.text("doc"))
    return reader.into.definition()


def _without_comments(text: str) -> str:
    """Blanks in their place, so that what follows stays where it is."""
    if "/*" not in text and "//" not in text:
        return text
    return _STRING_OR_COMMENT.sub(lambda m: m[0] if m[0][0] == '"' else re.sub(r"[^\n]", " ", m[0]), text)


class _Reader:
    def __init__(self) -> None:
        self.into = Gathered()
        self.values: dict[str, str] = {}  # enums and fixed types by last name -> type

    def table(self, name: str, key: Node, fields: tuple[Node, ...], *words: str) -> None:
        columns = [column for field in fields if (column := self._column(field)) is not None]
        self.into.table(Name("", name.rpartition(".")[2]), key.line, key.at, columns, said(*words))

    def _column(self, field: Node) -> Column | None:
        name, kind = field.get("name"), field.get("type")
        if name is None or kind is None or not field.text("name"):
            self.into.unread.append(field.line)
            return None
        stated = self.type(kind)
        if not stated:
            return None
        stated = field.text("logicalType") or stated  # where it has no effect, but where many write it
        inner = marks(kind) if isinstance(kind.data, dict) and not kind.items("fields") else ()
        return Column(field.text("name"), stated, said(field.text("doc"), *marks(field), *inner), name.line, name.at)

    def type(self, schema: Node) -> str:
        """How a column of this type is typed; "" if it is a relation. Tables of records inside are made on the way."""
        if isinstance(schema.data, str):
            return schema.data if schema.data in _PRIMITIVE else self.values.get(schema.data.rpartition(".")[2], "")
        if isinstance(schema.data, tuple):
            return "|".join(dict.fromkeys(kind for kind in self._members(schema) if kind))
        stated = schema.get("type")
        if stated is None:
            return ""
        if not isinstance(stated.data, str):
            return schema.text("logicalType") or self.type(stated)
        return self._complex(schema, stated)

    def _members(self, union: Node) -> Iterator[str]:
        for member in union.items():
            yield self.type(member)

    def _complex(self, schema: Node, stated: Node) -> str:
        match stated.data:
            case "record" | "error":
                name = schema.get("name") or schema
                self.table(schema.text("name"), name, schema.items("fields"), schema.text("doc"), *marks(schema))
                return ""
            case "array" | "map" as holder:
                held = schema.get("items" if holder == "array" else "values")
                inner = self.type(held) if held is not None else ""
                return "" if not inner else f"{inner}[]" if holder == "array" else f"map<{inner}>"
            case "enum" | "fixed" as kind:
                self.values[schema.text("name").rpartition(".")[2]] = kind = schema.text("logicalType") or kind
                return kind
        return schema.text("logicalType") or self.type(stated)
