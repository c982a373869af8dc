"""YAML and JSON as data with the place of every key and value: what notations written in either need.

Own code because no loader gives both positions and bounds. Nothing is constructed: no tags, no merges of types, scalars stay text.
An alias is the node it names; a text may hold no more than MAX_NODES, aliases followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from connectors.notations import Unread

MAX_NODES = 200_000
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Node:
    """One value. data: a text (scalar), a tuple of Node (list), or a dict of name -> (Node of the key, Node of the value).
    line and at (column) count from 1. plain: a scalar without quotes, so that `null`, `true` or 12 may be meant."""

    data: Any
    line: int
    at: int
    plain: bool = False

    def get(self, *names: str) -> Node | None:
        """The value below these keys; None where one is missing or is no mapping."""
        node: Node | None = self
        for name in names:
            node = node.data[name][1] if node is not None and isinstance(node.data, dict) and name in node.data else None
        return node

    def text(self, *names: str) -> str:
        """The scalar below these keys, "" where there is none or it is null."""
        node = self.get(*names)
        if node is None or not isinstance(node.data, str) or (node.plain and node.data in ("null", "~", "")):
            return ""
        return node.data

    def entries(self, *names: str) -> Iterator[tuple[str, Node, Node]]:
        """(name, key, value) of the mapping below these keys; nothing where it is none."""
        node = self.get(*names)
        if node is not None and isinstance(node.data, dict):
            for name, (key, value) in node.data.items():
                yield name, key, value

    def items(self, *names: str) -> tuple[Node, ...]:
        """The list below these keys, () where it is none."""
        node = self.get(*names)
        return node.data if node is not None and isinstance(node.data, tuple) else ()


def documents(text: str) -> list[Node]:
    """Every document of a YAML or JSON text. Raises Unread."""
    import yaml

    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):  # JSON may be indented with tabs, YAML may not
        text = re.sub(r"(?m)^\t+", lambda m: " " * len(m[0]), text)
        text = _PAIR.sub(_one, text)
    try:
        reader = loader(text.lstrip("\ufeff"))
        try:
            made = _Made(yaml)
            found = []
            while reader.check_node():
                found.append(made.node(reader.get_node(), 0))
            return found
        finally:
            reader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unread(min(mark.line, text.count("\n")) + 1 if mark else 1, "not YAML or JSON") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise Unread(1, "not YAML or JSON") from None


#: A character beyond U+FFFF as JSON escapes it; YAML knows no halves.
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _one(found: re.Match[str]) -> str:
    return f"\\U{0x10000 + ((int(found[1], 16) & 0x3FF) << 10) + (int(found[2], 16) & 0x3FF):08X}"


class _Made:
    """Nodes made so far: an alias is the same node, and counts each time."""

    def __init__(self, yaml: Any) -> None:
        self.yaml, self.count = yaml, 0

    def node(self, given: Any, depth: int) -> Node:
        line, at = given.start_mark.line + 1, given.start_mark.column + 1
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise Unread(line, "too large or too deep")
        if isinstance(given, self.yaml.MappingNode):
            data: dict[str, tuple[Node, Node]] = {}
            for key, value in given.value:
                name = key.value if isinstance(key, self.yaml.ScalarNode) else ""
                if name == "<<" and isinstance(value, self.yaml.MappingNode):
                    data = {**self.node(value, depth + 1).data, **data}
                else:
                    data[name] = (self.node(key, depth + 1), self.node(value, depth + 1))
            return Node(data, line, at)
        if isinstance(given, self.yaml.SequenceNode):
            return Node(tuple(self.node(item, depth + 1) for item in given.value), line, at)
        return Node(given.value, line, at, given.style is None)
