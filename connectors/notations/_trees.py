"""Source text parsed by tree-sitter, with the place of everything in characters, and the words of its comments.

A damaged text has a tree, too; what could not be read stands in it as ERROR. A text is refused whose brackets nest deeper than
anybody writes: the parser's stack would overflow, and the process with it. Its cost is the square of open "<", and of comments
without an end: those are refused, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from connectors.notations import Unread

if TYPE_CHECKING:
    from tree_sitter import Node, Parser
    from tree_sitter import Tree as Syntax

MAX_NESTING = 5_000  # the same whether they stand in a text in quotes: where that ends is what hostile text hides
MAX_ANGLES = 500
MAX_UNCLOSED = 20
_STEPS, _BYTES_A_STEP = 2_000, 4  # the parser tells its progress every hundred operations; code needs a step for forty bytes
_CHUNK = 1 << 16
_TAIL = re.compile(rb"[\x80-\xbf]")  # bytes that begin no character
_BRACKET = re.compile(r"[(\[{<)\]}>;]")
_TAG = re.compile(r"@(\w+)\s*(.*)", re.DOTALL)
_SAID = frozenset({"description", "desc", "comment", "title", "summary", "remarks"})
_DIRECTIVE = re.compile(
    r"(?:eslint|tslint|biome-|prettier-|istanbul|noinspection|nolint|go:|\+build|ts-(?:ignore|expect|nocheck)|#(?:end)?region\b)"
)


class Tree:
    """A text and its syntax tree. Raises Unread, and ImportError where the parser is not installed."""

    def __init__(self, text: str, language: Callable[[], Any]) -> None:
        import tree_sitter

        bounded(text)
        self.source = text
        self.data = text.encode("utf-8", "replace")
        self.root: Node = _tree(tree_sitter.Parser(tree_sitter.Language(language())), self.data).root_node
        self._tails = [] if self.data.isascii() else [m.start() for m in _TAIL.finditer(self.data)]
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]

    def text(self, node: Node | None) -> str:
        return "" if node is None else self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def offset(self, node: Node) -> int:
        """How many characters stand before a node."""
        return node.start_byte - bisect_left(self._tails, node.start_byte)

    def spot(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def place(self, node: Node) -> tuple[int, int]:
        return self.spot(self.offset(node))

    def errors(self) -> list[tuple[int, int]]:
        """Where the text could not be read: (start, end) in characters of the outermost errors, in order."""
        found, waiting = [], [self.root]
        while waiting:
            node = waiting.pop()
            if node.is_error:
                found.append((self.offset(node), node.end_byte - bisect_left(self._tails, node.end_byte)))
            elif node.has_error:
                waiting += reversed(node.children)
        return found

    def lost(self, sign: re.Pattern[str], read: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        """Lines of what bears the sign in a part that could not be read, except in what was `read` nevertheless."""
        starts = sorted(read)
        lines = set()
        for start, end in self.errors():
            for found in sign.finditer(self.source, start, end):
                n = bisect_right(starts, (found.start(), len(self.source)))
                if not n or found.start() >= starts[n - 1][1]:
                    lines.add(self.spot(found.start())[0])
        return tuple(sorted(lines))

    def span(self, node: Node) -> tuple[int, int]:
        return self.offset(node), node.end_byte - bisect_left(self._tails, node.end_byte)

    def damage(self, node: Node, bodies: frozenset[str]) -> int:
        """Line of the first thing in a node that could not be read, 0 if all could. What stands in `bodies` does not matter."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if node.is_error or node.is_missing:
                return node.start_point[0] + 1
            if node.has_error and node.type not in bodies:
                waiting += reversed(node.children)
        return 0

    def remark(self, comment: Node) -> str:
        return cleaned(self.text(comment))

    def described(self, nodes: list[Node]) -> Iterator[tuple[Node, str]]:
        """The elements of a body, each with what comments say of it: those directly above, and one behind it in its last line."""
        above: list[Node] = []
        ready: tuple[Node, list[str]] | None = None
        for n, node in enumerate(nodes):
            if node.type == "comment":
                if ready and node.start_point[0] == ready[0].end_point[0] and not self._leads(nodes, n):
                    ready[1].append(self.remark(node))
                else:
                    above.append(node)
            elif node.is_named:
                if ready:
                    yield ready[0], joined(*ready[1])
                ready, above = (node, [self._over(node, above)]), []
        if ready:
            yield ready[0], joined(*ready[1])

    def _over(self, node: Node, above: list[Node]) -> str:
        """What the comments say that reach down to a node without a gap."""
        row, kept = node.start_point[0], []
        for comment in reversed(above):
            if row - comment.end_point[0] > 1:
                break
            kept.append(self.remark(comment))
            row = comment.start_point[0]
        return " ".join(words for words in reversed(kept) if words)

    def _leads(self, nodes: list[Node], n: int) -> bool:
        """Does a comment stand before an element in the same line, as in `a: string; /* of b */ b: string`?"""
        after = nodes[n + 1] if n + 1 < len(nodes) else None
        return after is not None and after.is_named and after.type != "comment" and after.start_point[0] == nodes[n].end_point[0]


def _tree(parser: Parser, data: bytes) -> Syntax:
    """The parser's tree. Raises Unread where it goes over the text again and again, as grammars do that try several readings."""
    steps = 0

    def is_enough(_offset: int, _damaged: bool) -> bool:
        nonlocal steps
        steps += 1
        return steps > _STEPS + len(data) // _BYTES_A_STEP

    try:
        return parser.parse(lambda offset, _: data[offset : offset + _CHUNK], progress_callback=is_enough)
    except ValueError:
        raise Unread(1, "too hard to parse") from None


def bounded(text: str) -> None:
    """Raises Unread where too many brackets or comments are open."""
    closed = text.rfind("*/") + 2 if "*/" in text else 0
    if text.count("/*", closed) > MAX_UNCLOSED:
        raise Unread(text.count("\n", 0, text.find("/*", closed)) + 1, "comments have no end")
    depth = angles = 0
    for found in _BRACKET.finditer(text):
        mark = found[0]
        if mark in "<>":
            angles = max(0, angles + (1 if mark == "<" else -1))
        else:
            angles = 0 if mark in "{};" else angles
            depth = max(0, depth + (mark in "([{") - (mark in ")]}"))
        if depth > MAX_NESTING or angles > MAX_ANGLES:
            raise Unread(text.count("\n", 0, found.start()) + 1, "nested too deeply")


def joined(*words: str) -> str:
    """Different words of several sources as one comment."""
    return "; ".join(dict.fromkeys(part for said in words for part in " ".join(said.split()).split("; ") if part))


def cleaned(comment: str) -> str:
    """The words of a comment: "" for code that was commented out and for what is meant for a tool."""
    if comment.startswith("//"):
        text = comment.lstrip("/").strip()
        code = text.startswith("@") or (text.isascii() and text.endswith((";", "{", "}", "(")))
        return "" if code or _DIRECTIVE.match(text) else " ".join(text.split()).strip("-=*# ")
    lines, said = [], True
    for line in comment.removeprefix("/*").removesuffix("*/").split("\n"):
        text = line.strip().lstrip("*").strip()
        if tag := _TAG.match(text):
            said, text = tag[1].lower() in _SAID, tag[2]
        if said and not _DIRECTIVE.match(text):
            lines.append(text)
    return " ".join(" ".join(lines).split()).strip("-=*# ")
