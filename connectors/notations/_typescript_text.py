"""A text as TypeScript writes it: in quotes or backticks, with escapes, put together with "+"; and the SQL in it, at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change

if TYPE_CHECKING:
    from tree_sitter import Node

    from connectors.notations._typescript_values import Values

_MAX_DEPTH = 20
_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\})")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": " ", "0": "", "\n": ""}


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, and where its parts stand: `starts` in the value, `offsets` in the source. whole: nothing of it is unknown."""

    value: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    whole: bool

    def offset(self, n: int) -> int:
        """Where the n-th character stands in the source."""
        part = bisect_right(self.starts, n) - 1
        return self.offsets[part] + n - self.starts[part]


def string(script: Values, node: Node | None) -> Literal | None:
    values: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    whole, length = True, 0
    for part in _parts(script, node):
        text = _value(script, part)
        if text is None and not values and part is script.resolved(node):
            return None
        whole &= text is not None
        starts.append(length)
        offsets.append(script.offset(part))
        values.append(text or "")
        length += len(text or "")
    return Literal("".join(values), tuple(starts), tuple(offsets), whole) if starts else None


def _parts(script: Values, node: Node | None) -> Iterator[Node]:
    """The pieces of a text, in order: fragments, escapes, and what is no text at all. Sums nest to the left, so no recursion."""
    waiting: list[tuple[Node | None, int]] = [(node, 0)]
    while waiting:
        given, depth = waiting.pop()
        found = script.resolved(given)
        if found is None:
            continue
        if found is not given:
            script.spend(found, 1)
            depth += 1
        if depth > _MAX_DEPTH:
            yield found
        elif found.type == "binary_expression" and script.text(found.child_by_field_name("operator")) == "+":
            waiting += [(found.child_by_field_name("right"), depth), (found.child_by_field_name("left"), depth)]
        elif found.type in ("string", "template_string"):
            inner = [n for n in found.named_children if n.type != "comment"]
            if not inner:
                yield found
            waiting += [(n, depth) for n in reversed(inner)]
        elif found.type == "template_substitution" and found.named_children:
            waiting.append((found.named_children[0], depth + 1))
        else:
            yield found


def _value(script: Values, part: Node) -> str | None:
    if part.type == "string_fragment":
        return script.text(part)
    if part.type in ("string", "template_string"):
        return ""
    if part.type != "escape_sequence":
        return None
    text = script.text(part)
    if code := _CODE.fullmatch(text):
        number = int(code[1] or code[2] or code[3], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return _ESCAPES.get(text[1:], text[1:])


def sql_changes(script: Values, literal: Literal) -> list[Change]:
    """What the SQL of a text does, each change at its place in the file."""
    from connectors.ddl import GUESS_CHARS, changes_in
    from connectors.ddl_split import guess_dialect

    lines = [0, *(m.end() for m in re.finditer("\n", literal.value))]

    def spot(line: int, at: int) -> tuple[int, int]:
        if not 0 < line <= len(lines):
            return script.spot(literal.offset(0))[0], 0
        found = script.spot(literal.offset(min(lines[line - 1] + max(at - 1, 0), len(literal.value))))
        return found[0], found[1] if at else 0

    def moved(column: Column) -> Column:
        line, at = spot(column.line, column.at)
        return replace(column, line=line, at=at)

    found = []
    for change in changes_in(iter([literal.value]), guess_dialect(literal.value[:GUESS_CHARS])):
        line, at = spot(change.line, change.at)
        found.append(replace(change, line=line, at=at, columns=tuple(moved(c) for c in change.columns)))
    return found
