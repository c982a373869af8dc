"""How DDL tokens are read: small steps that a grammar is written with, and the *changes* that come out of it.

A change is one thing that a statement does to a table's definition. The grammars are `ddl_scan` (statements) and
`ddl_alter` (the actions of ALTER TABLE).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from connectors.base import Column
from connectors.ddl_columns import NotUnderstood, column_of
from connectors.ddl_tokens import END, Text, Token
from connectors.ddl_words import NESTING

Op = Literal[
    "create", "like", "add", "modify", "drop", "rename", "comment_column",
    "rename_table", "label_table", "drop_table", "comment_table", "unparsed",
]  # fmt: skip


class Name(NamedTuple):
    """A table's name as written, without quotes; schema is "" if it was not given."""

    schema: str
    table: str


@dataclass(frozen=True, slots=True)
class Change:
    """op and what it needs: columns (create, add, modify), old (column to modify, drop, rename or comment on; with
    "like" nothing), new (new name, or the comment's text), other (table that "like" copies, new name of "rename_table";
    of "label_table" the name that it has in the database, where changes know it by another one).
    at: 1-based place in the line, 0 if unknown; file: where it stands, filled in by who replays several files."""

    op: Op
    table: Name
    line: int
    columns: tuple[Column, ...] = ()
    old: str = ""
    new: str = ""
    other: Name | None = None
    at: int = 0
    file: str = ""


class Reader:
    """Reads the tokens of a statement, or of a piece of one, from left to right. `i` is the next token."""

    def __init__(self, whole: Text, tokens: list[Token]) -> None:
        self.whole, self.i = whole, 0
        end = next((n for n, t in enumerate(tokens) if t.kind == "mark" and t.text == ";"), len(tokens))
        self.tokens = tokens[:end]
        self.line = whole.line(tokens[0].start)

    # -- small steps ------------------------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> Token:
        return self.tokens[self.i + ahead] if self.i + ahead < len(self.tokens) else END

    def skip(self, *words: str) -> bool:
        """Step over these words if they come next, all of them in a row."""
        if all(self.peek(n).word(w) for n, w in enumerate(words)):
            self.i += len(words)
            return True
        return False

    def mark(self, text: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token.kind == "mark" and token.text == text

    def ident(self) -> str:
        token = self.peek()
        if (not token.named and token.kind != "string") or not token.text:
            raise NotUnderstood
        self.i += 1
        return token.text

    def name(self) -> Name:
        """A table's name with up to three qualifiers; the last but one is the schema."""
        parts = [self.ident()]
        while self.mark("."):
            self.i += 1
            while self.mark("."):  # T-SQL: database..table
                self.i += 1
            parts.append(self.ident())
        return Name(parts[-2] if len(parts) > 1 else "", parts[-1])

    def group(self) -> list[list[Token]]:
        """The items of the parenthesised list that starts here, split at its own commas; steps over it."""
        if not self.mark("("):
            raise NotUnderstood
        self.i += 1
        items = self.items(closing=True)
        if not self.mark(")"):
            raise NotUnderstood
        self.i += 1
        return items

    def items(self, *, closing: bool) -> list[list[Token]]:
        """Comma-separated items from here to the closing parenthesis, or to the end."""
        items: list[list[Token]] = [[]]
        depth = angle = 0
        while self.i < len(self.tokens):
            token, before = self.tokens[self.i], items[-1][-1] if items[-1] else END
            if token.kind == "mark":
                if token.text == ")" and depth == 0 and closing:
                    break
                if token.text == "," and depth == 0 and angle == 0:
                    items.append([])
                    self.i += 1
                    continue
                depth += (token.text == "(") - (token.text == ")")
                opens = token.text == "<" and (angle > 0 or (before.kind == "word" and before.text.upper() in NESTING))
                angle = max(0, angle + opens - (token.text == ">"))
            items[-1].append(token)
            self.i += 1
        return [item for item in items if item]

    def prelude(self) -> None:
        """IF [NOT] EXISTS, ONLY: between TABLE and the name."""
        self.skip("IF", "NOT", "EXISTS") or self.skip("IF", "EXISTS") or (self.peek(1).named and self.skip("ONLY"))

    # -- columns ----------------------------------------------------------------------------------------------------

    def following(self, items: list[list[Token]], n: int) -> int:
        """Offset where the next item, or what comes after the list, begins: trailing comments end there."""
        return items[n + 1][0].start if n + 1 < len(items) else self.tokens[self.i - 1].start

    def columns(self, items: list[list[Token]]) -> tuple[Column, ...]:
        found = []
        for n, item in enumerate(items):
            column = column_of(item, self.whole)
            if column is not None:
                found.append(column if column.comment else replace(column, comment=self.trailing(item, self.following(items, n))))
        return tuple(found)

    def trailing(self, item: list[Token], until: int) -> str:
        """The `-- comment` that stands on a line of this item."""
        if not self.whole.comments:
            return ""
        lines = {self.whole.line(t.start) for t in item}
        first = bisect_left(self.whole.comments, item[0].start, key=lambda c: c.start)
        for n in range(first, len(self.whole.comments)):
            comment = self.whole.comments[n]
            if comment.start >= until:
                break
            if self.whole.line(comment.start) in lines and not comment.text.startswith("/*!"):
                return comment.text.strip("-#/* \t\r\n")
        return ""
