"""Protocol buffer text as tokens and comments, each with its place, and which comments belong to which declaration."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from connectors.notations import Unread

# A "/*" or a quote by itself is one that nothing closes: reading ends there, so that no other is tried.
_TOKEN = re.compile(
    r"//[^\n]*|/\*(?s:.*?)\*/|/\*"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
    r"|\.?[^\W\d]\w*(?:\.[^\W\d]\w*)*|[\d.][\w.]*|[^\s]"
)
_CODE = re.compile(r"=\s*\d+\s*(?:\[.*)?;$|^[{}]$")  # a field or a brace that is commented out
_DIRECTIVE = re.compile(r"@[\w.]+:|(?:buf|protolint|clang-format|nolint)\b")


class Token(NamedTuple):
    """line and at count from 1; comments: how many comments come before it."""

    text: str
    line: int
    at: int
    comments: int

    @property
    def named(self) -> bool:
        return self.text[:1].isalpha() or self.text[:1] in ("_", ".")


class Comment(NamedTuple):
    """line and last: where it begins and ends."""

    text: str
    line: int
    last: int


@dataclass(slots=True)
class Tokens:
    """A whole text; `all` ends with an empty token."""

    all: list[Token] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def leading(self, n: int) -> str:
        """The comment directly above token n, or before it in its line."""
        found: list[str] = []
        line = self.all[n].line
        above = self.all[n - 1] if n else None
        for comment in reversed(self._between(n - 1, n)):
            if comment.last < line - 1 or (above is not None and comment.line == above.line and comment.last < self.all[n].line):
                break
            found.append(_words(comment.text))
            line = comment.line
        return " ".join(filter(None, reversed(found)))

    def trailing(self, n: int) -> str:
        """The comment behind token n in its line, unless something else follows there."""
        line = self.all[n].line
        after = self.all[n + 1]
        behind = [c for c in self._between(n, n + 1) if c.line == line and (after.text in ("", "}") or after.line > c.last)]
        return " ".join(filter(None, (_words(c.text) for c in behind)))

    def within(self, first: int, last: int) -> str:
        """Comments between two tokens of one declaration."""
        return " ".join(filter(None, (_words(c.text) for c in self._between(first, last))))

    def _between(self, before: int, after: int) -> list[Comment]:
        start = self.all[before].comments if before >= 0 else 0
        return self.comments[start : self.all[after].comments]


def tokens(text: str) -> Tokens:
    """Raises Unread for a comment or a text that nothing closes."""
    found = Tokens()
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for match in _TOKEN.finditer(text):
        shown = match[0]
        line = bisect_right(starts, match.start())
        if shown in ("/*", '"', "'"):
            raise Unread(line, "not closed")
        if shown[:2] in ("//", "/*"):
            found.comments.append(Comment(shown, line, line + shown.count("\n")))
        else:
            found.all.append(Token(shown, line, match.start() - starts[line - 1] + 1, len(found.comments)))
    found.all.append(Token("", len(starts), 1, len(found.comments)))
    return found


def _words(comment: str) -> str:
    """What a human wrote in it: without marks, lines of code and directives of tools."""
    body = comment[2:-2] if comment.startswith("/*") else comment[2:]
    lines = (line.strip().strip("*/=-#< \t") for line in body[:2_000].split("\n"))
    return " ".join(line for line in lines if line and not _CODE.search(line[-300:]) and not _DIRECTIVE.match(line))
