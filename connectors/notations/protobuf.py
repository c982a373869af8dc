"""Protocol buffers, proto2, proto3 and editions: messages are tables, fields of scalars and enums are columns.

A message inside a message is the table Outer.Inner; fields of messages are relations, except those of google.protobuf and
google.type that stand for one value (StringValue, Timestamp, PhoneNumber). A type that this text does not define is taken for a
message. Own code because proto-schema-parser gives no places, stops at comments inside a declaration and at words of edition
2024, and takes 15 s per MB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition, Unread
from connectors.notations._contracts import MAX_NAME, mark, said
from connectors.notations._proto_tokens import Token, Tokens, tokens

NAME = "protobuf"
SUFFIXES = (".proto",)
SIGN = r"\b(?:message|extend)\s+[\w.]+\s*[{/]"

MAX_DEPTH = 60
# fmt: off
_SCALARS = frozenset((
    "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64",
    "bool", "string", "bytes",
))
# fmt: on
_VALUE = re.compile(r"\.?google\.(?:protobuf\.(?:\w+Value|Value|Timestamp|Duration|Struct)|type\.\w+)")
_LABELS, _SIMPLE = ("optional", "required", "repeated"), ("option", "import", "package", "syntax", "edition", "reserved", "extensions")
_WORDS = ("description", "title", "comment")


@dataclass(slots=True)
class _Message:
    """A message, a group, or (extends) what is added to one. fields: (type that must be a value, column)."""

    path: str
    name: Token
    comment: str
    extends: bool = False
    fields: list[tuple[str, Column]] = field(default_factory=list)


def read(text: str, _path: str) -> Definition:
    reader = _Reader(tokens(text))
    reader.block(None, 0)
    return reader.definition()


class _Reader:
    def __init__(self, whole: Tokens) -> None:
        self.whole, self.i = whole, 0
        self.messages: list[_Message] = []
        self.kinds: dict[str, bool] = {}  # full name of a type -> is it an enum
        self.package = ""
        self.unread: list[int] = []

    def peek(self, ahead: int = 0) -> Token:
        return self.whole.all[min(self.i + ahead, len(self.whole.all) - 1)]

    # -- statements -------------------------------------------------------------------------------------------------

    def block(self, owner: _Message | None, depth: int) -> None:
        """Statements up to the closing brace, or at depth 0 up to the end of the text."""
        if depth > MAX_DEPTH:
            raise Unread(self.peek().line, "nested too deeply")
        while (token := self.peek()).text:
            if token.text == "}":
                if depth == 0:
                    raise Unread(token.line, "closes nothing")
                self.i += 1
                return
            if token.text == ";":
                self.i += 1
            else:
                self.statement(owner, depth)
        if depth:
            raise Unread(token.line, "not closed")

    def statement(self, owner: _Message | None, depth: int) -> None:
        first = self.i
        if self.peek().text in ("export", "local") and self.peek(1).text in ("message", "enum"):
            self.i += 1
        word, name = self.peek().text, self.peek(1)
        if word in ("message", "enum", "extend", "oneof", "service") and name.named and self.peek(2).text == "{":
            self.i += 3
            return self.braced(word, name, owner, first, depth)
        if word in _SIMPLE:
            self.package = name.text if word == "package" else self.package
            return self.skip(whole=True)
        if owner is None or not self.field(owner, first, depth):
            self.unread.append(self.whole.all[first].line)
            self.i = first
            self.skip()

    def braced(self, word: str, name: Token, owner: _Message | None, first: int, depth: int) -> None:
        """What stands behind an opening brace that has just been read."""
        if word == "oneof":
            return self.block(owner, depth + 1)
        if word in ("enum", "service"):
            self.kinds[self.inside(owner, name)] = word == "enum"
            return self.skip(opened=1)
        comment = said(self.whole.leading(first), self.whole.trailing(self.i - 1))
        if word == "message":
            self.message(_Message(self.inside(owner, name), name, comment), depth)
        else:
            added = _Message(self.local(name.text)[-MAX_NAME:], name, "", extends=True)
            options = name.text.lstrip(".").startswith("google.protobuf.")  # of the language, not data
            self.message(_Message("", name, "") if options else added, depth, kept=not options)

    def message(self, made: _Message, depth: int, *, kept: bool = True) -> None:
        if kept:
            self.messages.append(made)
            if not made.extends:
                self.kinds[made.path] = False
        self.block(made, depth + 1)

    def inside(self, owner: _Message | None, name: Token) -> str:
        return (f"{owner.path}.{name.text}" if owner is not None and owner.path else name.text)[-MAX_NAME:]

    def local(self, name: str) -> str:
        """A type's name without a leading dot and this text's package."""
        name = name.lstrip(".")
        return name.removeprefix(f"{self.package}.") if self.package else name

    def skip(self, opened: int = 0, *, whole: bool = False) -> None:
        """To behind the end of a statement: its semicolon, or, if that is not asked for, the brace that closes what it has opened."""
        while (token := self.peek()).text:
            if token.text == "}" and not opened:
                return
            self.i += 1
            opened += (token.text == "{") - (token.text == "}")
            if not opened and (token.text == ";" or (token.text == "}" and not whole)):
                return
        if opened:
            raise Unread(token.line, "not closed")

    # -- fields -----------------------------------------------------------------------------------------------------

    def field(self, owner: _Message, first: int, depth: int) -> bool:
        """A field, a map or a group; False if it is none of them."""
        if self.peek().text in _LABELS:
            self.i += 1
        if self.peek().text == "group" and self.peek(2).text == "=":
            return self.group(owner, first, depth)
        kind, shown = self.kind()
        name = self.peek()
        if not kind or not name.named or "." in name.text or self.peek(1).text != "=" or not self.peek(2).text[:1].isdigit():
            return False
        self.i += 3
        before = self.i
        said_in, noted = self.options()
        if self.peek().text != ";":
            return False
        words = (self.whole.leading(first), self.whole.within(first, before), self.whole.trailing(self.i))
        owner.fields.append((kind, Column(name.text, shown, said(*words, said_in, *noted), name.line, name.at)))
        self.i += 1
        return True

    def kind(self) -> tuple[str, str]:
        """The type that comes next, of a map that of its values, and how it is written; "" if none does. Steps over it."""
        word, marks = self.peek(), (self.peek(1).text, self.peek(3).text, self.peek(5).text)
        if word.text == "map" and marks == ("<", ",", ">"):
            key, value = self.peek(2).text, self.peek(4).text
            self.i += 6
            return value, f"map<{key}, {value}>"
        self.i += 1
        return (word.text, word.text) if word.named else ("", "")

    def group(self, owner: _Message, first: int, depth: int) -> bool:
        name = self.peek(1)
        if not name.named or not self.peek(3).text[:1].isdigit():
            return False
        self.i += 4
        self.options()
        if self.peek().text != "{":
            return False
        self.i += 1
        comment = said(self.whole.leading(first), self.whole.trailing(self.i - 1))
        self.message(_Message(self.inside(owner, name), name, comment), depth)
        return True

    def options(self) -> tuple[str, list[str]]:
        """Words and annotations of the options in brackets, if there are any; steps over them."""
        words, noted, depth = [], [], 0
        while (token := self.peek()).text and (depth or token.text == "["):
            depth += (token.text in "[{") - (token.text in "]}")
            behind = 2 if self.peek(1).text == ")" else 1
            if token.named and self.peek(behind).text in ("=", ":"):
                value = self.peek(behind + 1).text
                if token.text in _WORDS and value[:1] in ("'", '"'):
                    words.append(value[1:-1])
                noted.append(mark(token.text.rpartition(".")[2], value.strip("'\"")))
            self.i += 1
        return said(*words), noted

    # -- outcome ----------------------------------------------------------------------------------------------------

    def definition(self) -> Definition:
        changes = []
        for message in self.messages:
            columns = tuple(column for kind, column in message.fields if self.is_value(kind, message.path))
            if columns:
                name = Name("", message.path)
                changes.append(Change("add" if message.extends else "create", name, message.name.line, columns, at=message.name.at))
                if message.comment:
                    changes.append(Change("comment_table", name, message.name.line, new=message.comment, at=message.name.at))
        return Definition(tuple(changes), unread=tuple(sorted(set(self.unread))))

    def is_value(self, kind: str, scope: str) -> bool:
        """Is it a scalar, a message that stands for one, or an enum of this text, looked for from the inside out?"""
        if kind in _SCALARS or _VALUE.fullmatch(kind):
            return True
        while not kind.startswith("."):
            if (known := self.kinds.get(f"{scope}.{kind}" if scope else kind)) is not None:
                return known
            if not scope:
                break
            scope = scope.rpartition(".")[0]
        return self.kinds.get(self.local(kind), False)
