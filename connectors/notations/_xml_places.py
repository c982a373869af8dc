"""Where in an XML text things are written that `_xml` keeps only the value of: attributes, and the text between tags.

Made for texts that `_xml.parsed` has found well-formed: tags are found by one expression, not checked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from connectors.notations._xml import Element

_MARK = re.compile(
    r"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+(?:\[[^\]]*\]\s*)?>"
    r"|<(?P<close>/?)(?P<name>[^\s<>/=\"']+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos);")
_NOT_BLANK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Comment:
    """An XML comment. alone: nothing else stands in its line or lines."""

    text: str
    line: int
    start: int
    end: int
    alone: bool


class Places:
    """One text. `shown` gives the words that a tag stands for in the text between tags: "" for most."""

    def __init__(self, text: str, shown: Callable[[str, str], tuple[str, str]] = lambda _name, _tag: ("", "")) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._inside: dict[int, tuple[int, int]] = {}  # offset of an element's "<" -> offsets of what it holds
        self._tag_end: dict[int, int] = {}
        self.comments: list[Comment] = []
        self.masked = self._masked(shown)

    def line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def start(self, line: int) -> int:
        """Offset where a line begins."""
        return self._starts[line - 1]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        line = self.line(offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, element: Element) -> int:
        return self._starts[element.line - 1] + element.at - 1

    def attributes(self, element: Element) -> dict[str, tuple[int, int]]:
        """Where the value of each attribute is written."""
        start = self.offset(element)
        found = _ATTRIBUTE.finditer(self.text, start, self._tag_end.get(start, start))
        return {m[1].rpartition(":")[2]: self.place(m.start(2) + 1) for m in found}

    def attribute(self, element: Element, name: str) -> tuple[int, int]:
        """Where the value of this attribute is written, else where the element is."""
        return self.attributes(element).get(name, (element.line, element.at))

    def inside(self, element: Element) -> tuple[int, int]:
        """Offsets of what stands between the element's tags."""
        return self._inside.get(self.offset(element), (0, 0))

    def _masked(self, shown: Callable[[str, str], tuple[str, str]]) -> str:
        """The text alone, every character in its place: tags and comments are blank."""
        parts, last = [], 0
        opened: list[tuple[int, int, str]] = []
        for mark in _MARK.finditer(self.text):
            parts.append(self.text[last : mark.start()])
            last = mark.end()
            if mark["data"] is not None:
                parts.append(" " * len("<![CDATA[") + mark["data"] + "   ")
                continue
            word = ""
            if mark["comment"] is not None:
                self.comments.append(self._comment(mark))
            elif mark["name"] and mark["close"]:
                if opened:
                    start, end, word = opened.pop()
                    self._inside[start] = (end, mark.start())
            elif mark["name"]:
                word, behind = shown(mark["name"], mark[0])
                self._tag_end[mark.start()] = mark.end()
                if not mark[0].endswith("/>"):
                    opened.append((mark.start(), mark.end(), behind))
            blank = _NOT_BLANK.sub(" ", mark[0])
            parts.append(word + blank[len(word) :] if "\n" not in blank[: len(word)] else blank)
        return "".join([*parts, self.text[last:]])

    def _comment(self, mark: re.Match[str]) -> Comment:
        first, last = self.line(mark.start()), self.line(mark.end())
        before = self.text[self._starts[first - 1] : mark.start()] if mark.start() - self._starts[first - 1] < 1_000 else "x"
        until = self.text.find("\n", mark.end(), mark.end() + 1_000)
        behind = self.text[mark.end() : until if until >= 0 else mark.end() + 1_000]
        return Comment(" ".join(mark["comment"].split()), last, mark.start(), mark.end(), not before.strip() and not behind.strip())


def unescaped(text: str) -> str:
    """Text as it is meant: &lt; is "<"."""
    return _ENTITY.sub(lambda m: _ENTITIES[m[1]], text)
