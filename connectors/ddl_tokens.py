"""What a *token* is to the DDL scanner: a word, a quotation, a number or a mark, with its place in the statement.

Quotations come without their quotes and unescaped. Comments are kept apart, because the note behind a column is worth
as much as a COMMENT clause. Knows nothing of grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from connectors.ddl_split import BACKSLASH, Dialect, literal

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "\b", "Z": ""}


class Token(NamedTuple):
    """kind: word (bare), quoted (name in "", `` or []), string, number, mark. text: without quotes, unescaped."""

    kind: str
    text: str
    start: int
    end: int

    def word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words

    @property
    def named(self) -> bool:
        return self.kind in ("word", "quoted")


END = Token("end", "", -1, -1)


@cache
def _token_pattern(dialect: Dialect) -> re.Pattern[str]:
    hash_comment = r"|\#[^\n]*" if dialect == "mysql" else ""
    return re.compile(
        rf"(?P<gap>\s+)|(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z){hash_comment})|(?P<quote>{literal(dialect)})"
        r"|(?P<number>\d+(?:\.\d+)?(?![\w$]))|(?P<word>[\w$@#]+)|(?P<mark>.)",
        re.DOTALL,
    )


def _unquote(raw: str, dialect: Dialect, escaped: bool) -> tuple[str, str]:
    """(kind, text) of a quotation as the token pattern found it."""
    quote = raw[0]
    if quote in "eE":
        return _unquote(raw[1:], dialect, True)
    if quote == "$":
        return "dollar", raw[raw.index("$", 1) + 1 : raw.rindex("$", 0, -1)]
    if quote == "[":
        return "quoted", raw[1:-1]
    body = raw[1:-1]
    if quote in "'\"" and (escaped or dialect in BACKSLASH) and "\\" in body:
        body = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), body, flags=re.DOTALL)
    body = body.replace(quote * 2, quote)
    return ("string" if quote == "'" else "quoted"), body


class Text:
    """The tokens of a statement, its comments, and the line of every offset."""

    def __init__(self, text: str, line: int, dialect: Dialect) -> None:
        self.text, self.dialect = text, dialect
        self.tokens: list[Token] = []
        self.comments: list[Token] = []
        self._first = line
        self._ends = [m.start() for m in re.finditer("\n", text)]
        for found in _token_pattern(dialect).finditer(text):
            kind = found.lastgroup or ""
            if kind == "dollar":
                kind = "quote"
            if kind == "gap":
                continue
            start, end, body = found.start(), found.end(), found.group()
            if kind == "comment":
                self.comments.append(Token(kind, body, start, end))
                continue
            if kind == "quote":
                before = self.tokens[-1] if self.tokens else END
                prefixed = (
                    body[0] == "'" and before.end == start and before.kind == "word" and before.text.upper() in ("N", "E", "B", "X", "U")
                )
                kind, body = _unquote(body, dialect, prefixed and before.text in "eE")
                if prefixed:
                    start = self.tokens.pop().start
            self.tokens.append(Token(kind, body, start, end))

    def line(self, offset: int) -> int:
        return self._first + bisect_right(self._ends, offset - 1)

    def inner_sql(self) -> Iterator[tuple[int, str]]:
        """DDL written inside a string or dollar quote: DO $$ … $$, EXECUTE IMMEDIATE 'ALTER TABLE …'."""
        for token in self.tokens:
            if token.kind == "dollar" or (token.kind == "string" and re.match(r"\s*(?:CREATE|ALTER)\s+TABLE\s", token.text, re.IGNORECASE)):
                yield self.line(token.start), token.text
