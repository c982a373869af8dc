"""What a register file says before anyone asks what it means: YAML 1.2 core-schema data, with the line of every entry.

PyYAML's own loaders follow YAML 1.1: ``2022-02-15`` becomes a date, ``NO`` (Norway) becomes false and a key written
twice wins silently. Here only libyaml's parser is used and the values are built in this module by the core schema of
YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema). The file may come from a stranger's pull request, so size,
depth and the growth through aliases are bounded, and only core tags are understood. This module knows nothing of
registers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

import yaml

from register.violation import Text

MAX_BYTES = 4_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000  # counted with every alias written out, so that nested aliases cannot explode

Path = tuple[str | int, ...]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]{1,100}|0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CORE = "tag:yaml.org,2002:"


class YamlError(ValueError):
    """The text is not YAML that we read. `line` and `column` count from 1; `said` is the reason in both languages."""

    def __init__(self, line: int, column: int, said: Text) -> None:
        super().__init__(f"line {line}, column {column}: {said.en}")
        self.line = line
        self.column = column
        self.said = said


class Span(NamedTuple):
    """Where a value stands in the text, in characters. style: "flow" or "block" of mappings and lists, that of the quotes or "|"
    and ">" of text, "*" of an alias, "" of plain values."""

    start: int
    end: int
    style: str


@dataclass(slots=True)
class Node:
    """A value under construction or done. lines: of the children, by key or position; nodes: the children themselves. size
    counts it and all below it, aliases written out. span, keys and spans: where in the text it stands, its keys begin and its
    children stand; only of nodes that were read."""

    data: Any
    line: int
    size: int = 1
    lines: dict[str | int, int] | None = None
    nodes: dict[str | int, Node] | None = None
    anchor: str | None = None
    key: str | None = None
    key_line: int = 0
    span: Span | None = None
    keys: dict[str, int] | None = None
    spans: dict[str | int, Span] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The data, and where each part of it stands."""

    data: Any
    root: Node

    def line(self, path: Path) -> int:
        """Line (from 1) of the key or list item at `path`; of its nearest existing parent when it is not in the file."""
        node, line = self.root, self.root.line
        for step in path:
            if node.nodes is None or node.lines is None or step not in node.nodes:
                break
            line, node = node.lines[step], node.nodes[step]
        return line


def load(raw: bytes, after: int = 0) -> Document:
    """Reads one YAML document. Raises YamlError; never any other exception for any bytes. after: lines that stand before it,
    where several files are numbered as one; errors count within the file."""
    return _Builder(_text(raw), after).document()


def mapping(line: int, children: Mapping[str, tuple[int, Node]]) -> Node:
    """A mapping of finished nodes, each with the line of its key."""
    data = {key: node.data for key, (_, node) in children.items()}
    lines: dict[str | int, int] = {key: at for key, (at, _) in children.items()}
    return Node(data, line, 1 + sum(n.size for _, n in children.values()), lines, {key: node for key, (_, node) in children.items()})


def sequence(line: int, children: Sequence[tuple[int, Node]]) -> Node:
    """A list of finished nodes, each with its line."""
    data = [node.data for _, node in children]
    lines: dict[str | int, int] = {i: at for i, (at, _) in enumerate(children)}
    return Node(data, line, 1 + sum(n.size for _, n in children), lines, {i: node for i, (_, node) in enumerate(children)})


def children(node: Node) -> dict[str | int, tuple[int, Node]]:
    """What stands below a node, by key or position, each with its line; {} for a single value."""
    return {step: ((node.lines or {})[step], child) for step, child in (node.nodes or {}).items()}


def reads_as_text(text: str) -> bool:
    """Whether a plain scalar of these characters is text, not null, a truth value or a number."""
    special = (_NULL, _TRUE, _FALSE)
    return not any(text in words for words in special) and not any(shape.fullmatch(text) for shape in (_INT, _FLOAT, _NOT_FINITE))


def _text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise YamlError(1, 1, Text(f"文件大于 {MAX_BYTES} 字节", f"the file is larger than {MAX_BYTES} bytes"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(line, 1, Text("不是 UTF-8 编码", "not UTF-8 text; save the file as UTF-8")) from None


class _Builder:
    """Builds nodes from parser events with a stack of its own: deep nesting meets our bound, not Python's."""

    def __init__(self, text: str, after: int) -> None:
        self._after = after
        self._parser = yaml.CSafeLoader(text)
        self._stack: list[Node] = []
        self._anchors: dict[str, Node] = {}
        self._root: Node | None = None
        self._documents = 0

    def document(self) -> Document:
        try:
            while self._parser.check_event():
                self._take(self._parser.get_event())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise YamlError(line, column, Text(f"不是有效的 YAML：{error.problem}", f"not valid YAML: {error.problem}")) from None
        except yaml.YAMLError:  # a character YAML does not allow; its text would quote the file
            raise YamlError(1, 1, Text("含有 YAML 不允许的字符", "holds a character that YAML does not allow")) from None
        finally:
            self._parser.dispose()
        if self._root is None:
            raise YamlError(1, 1, Text("文件是空的", "the file is empty"))
        return Document(self._root.data, self._root)

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {}, "map")
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [], "seq")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _at(event, Text("文件里有不止一份 YAML 文档（“---”）", "more than one YAML document in the file ('---')"))

    def _scalar(self, event: Any) -> None:
        parent = self._stack[-1] if self._stack else None
        line = self._line(event)
        value = _value(event)
        if parent is not None and isinstance(parent.data, dict) and parent.key is None:
            self._key(parent, value, event)
            return
        node = Node(value, line, anchor=event.anchor, span=_span(event, event.style or ""))
        self._remember(node)
        self._put(node, line, event, node.span)

    def _key(self, parent: Node, value: Any, event: Any) -> None:
        if not isinstance(value, str):
            raise _at(event, Text("键必须是文字；请加引号", "a key must be text; put it in quotes"))
        if value in parent.data:
            first = (parent.lines or {})[value] - self._after
            raise _at(event, Text(f"键“{value}”重复；第一次在第 {first} 行", f"key {value!r} is written twice; first on line {first}"))
        if event.anchor:
            raise _at(event, Text("键不能带锚点", "a key may not carry an anchor"))
        parent.key, parent.key_line = value, self._line(event)
        assert parent.keys is not None
        parent.keys[value] = event.start_mark.index

    def _open(self, event: Any, data: Any, kind: str) -> None:
        if event.tag not in (None, "!", _CORE + kind):
            raise _at(event, _refused_tag(event.tag))
        if len(self._stack) >= MAX_DEPTH:
            raise _at(event, Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"))
        self._refuse_as_key(event)
        span = _span(event, "flow" if event.flow_style else "block")
        self._stack.append(Node(data, self._line(event), lines={}, nodes={}, anchor=event.anchor, span=span, keys={}, spans={}))

    def _close(self, event: Any) -> None:
        node = self._stack.pop()
        assert node.span is not None
        node.span = node.span._replace(end=event.end_mark.index)
        self._remember(node)
        self._put(node, node.line, event, node.span)

    def _alias(self, event: Any) -> None:
        self._refuse_as_key(event)
        node = self._anchors.get(event.anchor)
        if node is None:
            raise _at(event, Text("别名没有对应的锚点，或指向它自己", "an alias without an anchor before it, or one that holds itself"))
        self._put(node, self._line(event), event, _span(event, "*"))

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + 1 + self._after

    def _refuse_as_key(self, event: Any) -> None:
        if self._stack and isinstance(self._stack[-1].data, dict) and self._stack[-1].key is None:
            raise _at(event, Text("键必须是一段文字", "a key must be plain text"))

    def _remember(self, node: Node) -> None:
        if node.anchor:
            self._anchors[node.anchor] = node

    def _put(self, node: Node, line: int, event: Any, span: Span | None) -> None:
        """Hangs a finished node below its parent and counts it with all its children, aliases written out."""
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.size += node.size
        if parent.size > MAX_NODES:
            raise _at(event, Text(f"内容超过 {MAX_NODES} 项（含别名展开）", f"more than {MAX_NODES} entries with aliases written out"))
        assert parent.lines is not None
        assert parent.nodes is not None
        assert parent.spans is not None
        assert span is not None
        if isinstance(parent.data, dict):
            assert parent.key is not None
            parent.data[parent.key] = node.data
            parent.lines[parent.key], parent.nodes[parent.key], parent.spans[parent.key] = parent.key_line, node, span
            parent.key = None
        else:
            position = len(parent.data)
            parent.data.append(node.data)
            parent.lines[position], parent.nodes[position], parent.spans[position] = line, node, span


def _span(event: Any, style: str) -> Span:
    return Span(event.start_mark.index, event.end_mark.index, style)


def _value(event: Any) -> Any:
    """A scalar by the core schema. Only a plain (unquoted) scalar without a tag is anything but text."""
    text: str = event.value
    tag = event.tag
    if tag in ("!", _CORE + "str") or (tag is None and not event.implicit[0]):
        return text
    value = _plain(text, event)
    if tag is None:
        return value
    wanted = {_CORE + "int": int, _CORE + "float": (int, float), _CORE + "bool": bool, _CORE + "null": type(None)}.get(tag)
    if wanted is None:
        raise _at(event, _refused_tag(tag))
    if not isinstance(value, wanted) or (isinstance(value, bool) and tag != _CORE + "bool"):  # type: ignore[arg-type]
        raise _at(event, Text("值与它的标签不符", "the value does not fit its tag"))
    return float(value) if tag == _CORE + "float" else value


def _plain(text: str, event: Any) -> Any:
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INT.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text) and isfinite(number := float(text)):
        return number
    if _FLOAT.fullmatch(text) or _NOT_FINITE.fullmatch(text):  # JSON, which the schema speaks, has no such number
        raise _at(event, Text("不是有限的数", "not a finite number"))
    return text


def _refused_tag(tag: str) -> Text:
    return Text(f"不支持标签 {tag[:60]}", f"tag {tag[:60]} is not supported; only the YAML 1.2 core tags are")


def _at(event: Any, said: Text) -> YamlError:
    return YamlError(event.start_mark.line + 1, event.start_mark.column + 1, said)
