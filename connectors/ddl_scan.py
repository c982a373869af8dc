"""What a *change* is: one thing that a DDL statement does to a table's definition, read by a small tolerant scanner.

The scanner knows no dialect's whole grammar and needs none: a table definition is a name, a list in parentheses, and in
each item a name, a type and perhaps a COMMENT, whatever else stands around them. So it reads partition clauses, vendor
storage clauses and aggregate columns that full parsers refuse, and it does so in milliseconds. What it does not
understand it says (`Change("unparsed", …)`), and `ddl` asks sqlglot. It knows nothing of files or assets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from connectors.base import Column
from connectors.ddl_columns import NotUnderstood, column_of
from connectors.ddl_split import Dialect
from connectors.ddl_tokens import END, Text, Token
from connectors.ddl_words import IGNORED_ALTERS, NESTING, NOT_COLUMNS, TABLE_WORDS

Op = Literal[
    "create", "like", "add", "modify", "drop", "rename", "rename_table", "drop_table", "comment_table", "comment_column", "unparsed"
]


class Name(NamedTuple):
    """A table's name as written, without quotes; schema is "" if it was not given."""

    schema: str
    table: str


@dataclass(frozen=True, slots=True)
class Change:
    """op and what it needs: columns (create, add, modify), old (column to modify, drop, rename or comment on; with
    "like" nothing), new (new name, or the comment's text), other (table that "like" copies)."""

    op: Op
    table: Name
    line: int
    columns: tuple[Column, ...] = ()
    old: str = ""
    new: str = ""
    other: Name | None = None


_ABOUT_TABLES = re.compile(r"\b(?:TABLE|COLUMN|sp_addextendedproperty|sp_rename)\b", re.IGNORECASE)
_EXTENDED_PROPERTY = "name value level0type level0name level1type level1name level2type level2name"


def changes(text: str, line: int, dialect: Dialect) -> list[Change]:
    """What one statement does, in order. A statement that is not about tables gives []; one that should define
    or alter a table and is not understood gives a Change "unparsed" for it. Never raises."""
    if not _ABOUT_TABLES.search(text):
        return []
    found: list[Change] = []
    whole = Text(text, line, dialect)
    for part in _parts(whole):
        found += part.read()
    for at, inner in whole.inner_sql():
        found += [c for c in changes(inner, at, dialect) if c.op != "unparsed"]
    return found


def _parts(whole: Text) -> Iterator[_Part]:
    """Cut where a table statement begins: procedures, IF … blocks and T-SQL batches hold several without terminators."""
    tokens, depth = whole.tokens, 0
    starts: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind == "mark":
            depth += (token.text == "(") - (token.text == ")")
            depth = 0 if token.text == ";" else max(0, depth)
        elif token.kind == "word" and depth == 0 and _begins(tokens, i):
            starts.append(i)
    for n, start in enumerate(starts):
        yield _Part(whole, tokens[start : starts[n + 1] if n + 1 < len(starts) else len(tokens)])


def _begins(tokens: list[Token], i: int) -> bool:
    word, after = tokens[i].text.upper(), tokens[i + 1] if i + 1 < len(tokens) else END
    if word == "CREATE":
        j = i + 1
        while j < len(tokens) and tokens[j].kind == "word" and tokens[j].text.upper() in TABLE_WORDS and j < i + 6:
            j += 1
        return j < len(tokens) and tokens[j].word("TABLE")
    if word == "ALTER":
        return after.word("TABLE") or (after.word("FOREIGN", "EXTERNAL") and i + 2 < len(tokens) and tokens[i + 2].word("TABLE"))
    if word == "COMMENT":
        return after.word("ON")
    if word in ("DROP", "RENAME"):
        return after.word("TABLE")
    return word in ("SP_ADDEXTENDEDPROPERTY", "SP_RENAME")


class _Part:
    """One table statement, read from left to right. `i` is the next token."""

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

    # -- statements -------------------------------------------------------------------------------------------------

    def read(self) -> list[Change]:
        first = self.tokens[0].text.upper()
        try:
            if first == "CREATE":
                return self.create()
            if first == "ALTER":
                return self.alter()
            if first == "COMMENT":
                return self.comment_on()
            if first == "DROP":
                return self.drop_table()
            return self.rename_tables() if first == "RENAME" else self.procedure(first)
        except NotUnderstood:
            return [Change("unparsed", self.best_name(), self.line)] if first in ("CREATE", "ALTER") else []

    def best_name(self) -> Name:
        """The name in a statement that was not understood, or an empty one."""
        for n, token in enumerate(self.tokens):
            if token.word("TABLE"):
                self.i = n + 1
                self.prelude()
                try:
                    return self.name()
                except NotUnderstood:
                    break
        return Name("", "")

    def prelude(self) -> None:
        """IF [NOT] EXISTS, ONLY: between TABLE and the name."""
        self.skip("IF", "NOT", "EXISTS") or self.skip("IF", "EXISTS") or (self.peek(1).named and self.skip("ONLY"))

    def create(self) -> list[Change]:
        while not self.peek().word("TABLE"):
            self.i += 1
        self.i += 1
        self.prelude()
        table = self.name()
        if self.skip("ON", "CLUSTER"):
            self.i += 1
        if self.skip("PARTITION", "OF"):
            return []  # rows of the parent, no table of its own
        if self.skip("LIKE") or self.skip("CLONE"):
            return [Change("like", table, self.line, other=self.name())]
        if self.mark("(") and self.peek(1).word("LIKE") and self.peek(2).named and not self.mark(",", 2):
            self.i += 2
            return [Change("like", table, self.line, other=self.name())]
        items = self.group()
        columns = self.columns(items)
        comment, extra = self.options()
        if (not columns and not extra) or (not any(c.type for c in columns + extra) and self.has_select()):
            raise NotUnderstood
        made = [Change("create", table, self.line, columns=columns + extra)]
        return made + ([Change("comment_table", table, self.line, new=comment)] if comment else [])

    def has_select(self) -> bool:
        return any(t.word("SELECT") for t in self.tokens)

    def options(self) -> tuple[str, tuple[Column, ...]]:
        """What follows the column list: the table's COMMENT, and columns declared in Hive's PARTITIONED BY."""
        comment, depth = "", 0
        extra: tuple[Column, ...] = ()
        while self.i < len(self.tokens):
            token, value = self.peek(), self.peek(1)
            if token.word("PARTITIONED") and value.word("BY") and self.mark("(", 2):
                self.i += 2
                extra = tuple(c for c in self.columns(self.group()) if c.type)
                continue
            if self.mark("(") or self.mark(")"):
                depth += 1 if token.text == "(" else -1
            elif token.word("COMMENT") and depth == 0 and not comment:
                value = self.peek(2) if self.mark("=", 1) else value
                comment = value.text if value.kind in ("string", "quoted") else ""
            elif token.word("SELECT") and depth == 0:
                break
            self.i += 1
        return comment, extra

    def alter(self) -> list[Change]:
        while not self.peek().word("TABLE"):
            self.i += 1
        self.i += 1
        self.prelude()
        table = self.name()
        if self.skip("ON", "CLUSTER"):
            self.i += 1
        self.skip("WITH", "CHECK") or self.skip("WITH", "NOCHECK")
        found: list[Change] = []
        verb = ""
        rest = self.items(closing=False)
        for n, item in enumerate(rest):
            action = _Action(self.whole, item, table, rest[n + 1][0].start if n + 1 < len(rest) else len(self.whole.text))
            changes_, verb = action.read_action(verb)
            found += changes_
        if not rest:
            raise NotUnderstood
        return found

    def comment_on(self) -> list[Change]:
        self.i = 2
        target = self.ident().upper()
        if target not in ("TABLE", "COLUMN"):
            return []
        parts = [self.ident()]
        while self.mark("."):
            self.i += 1
            parts.append(self.ident())
        if not self.skip("IS"):
            raise NotUnderstood
        text = self.peek().text if self.peek().kind in ("string", "dollar", "quoted") else ""
        column = parts.pop() if target == "COLUMN" else ""
        if not parts:
            raise NotUnderstood
        table = Name(parts[-2] if len(parts) > 1 else "", parts[-1])
        return [Change("comment_column" if column else "comment_table", table, self.line, old=column, new=text)]

    def drop_table(self) -> list[Change]:
        self.i = 2
        self.prelude()
        found = [Change("drop_table", self.name(), self.line)]
        while self.mark(","):
            self.i += 1
            found.append(Change("drop_table", self.name(), self.line))
        return found

    def rename_tables(self) -> list[Change]:
        self.i = 1
        found = []
        while self.i < len(self.tokens):
            self.i += 1  # TABLE, or a comma
            self.prelude()
            old = self.name()
            if not self.skip("TO"):
                raise NotUnderstood
            found.append(Change("rename_table", old, self.line, other=self.name()))
        return found

    def procedure(self, called: str) -> list[Change]:
        """T-SQL keeps comments and renames in stored procedures. Arguments by position or as @name = value."""
        self.i = 1
        values: dict[str, str] = {}
        named = "objname newname objtype" if called == "SP_RENAME" else _EXTENDED_PROPERTY
        names = named.split()
        for n, item in enumerate(self.items(closing=False)[: len(names)]):
            by_name = item[0].text.startswith("@") and len(item) > 2
            key = item[0].text[1:].lower() if by_name else names[n]
            values[key] = (item[2] if by_name else item[0]).text
        if called == "SP_RENAME":
            return self.sp_rename(values)
        if values.get("name", "").upper() != "MS_DESCRIPTION" or values.get("level1type", "").upper() != "TABLE":
            return []
        schema = values.get("level0name", "") if values.get("level0type", "").upper() == "SCHEMA" else ""
        column = values.get("level2name", "") if values.get("level2type", "").upper() == "COLUMN" else ""
        table = Name(schema, values.get("level1name", ""))
        return [Change("comment_column" if column else "comment_table", table, self.line, old=column, new=values.get("value", ""))]

    def sp_rename(self, values: dict[str, str]) -> list[Change]:
        parts = [p.strip('[]"') for p in values.get("objname", "").split(".")]
        column = parts.pop() if values.get("objtype", "").upper() == "COLUMN" else ""
        if not parts or "newname" not in values:
            return []
        table = Name(parts[-2] if len(parts) > 1 else "", parts[-1])
        new = values["newname"]
        return [
            Change("rename", table, self.line, old=column, new=new)
            if column
            else Change("rename_table", table, self.line, other=Name("", new))
        ]

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
        lines = {self.whole.line(t.start) for t in item} if self.whole.comments else set()
        for comment in self.whole.comments:
            if item[0].start < comment.start < until and self.whole.line(comment.start) in lines and not comment.text.startswith("/*!"):
                return comment.text.strip("-#/* \t\r\n")
        return ""


class _Action(_Part):
    """One comma-separated action of an ALTER TABLE."""

    def __init__(self, whole: Text, tokens: list[Token], table: Name, until: int) -> None:
        super().__init__(whole, tokens)
        self.table, self.until = table, until

    def read_action(self, previous: str) -> tuple[list[Change], str]:
        """(changes, verb). An action without a verb of its own goes on with the previous one: T-SQL's ADD a int, b int."""
        verb = self.peek().text.upper() if self.peek().kind == "word" else ""
        handler = {"ADD": self.add, "MODIFY": self.modify, "CHANGE": self.change, "ALTER": self.alter_column, "DROP": self.drop}.get(verb)
        handler = {"RENAME": self.rename, "COMMENT": self.comment, "REPLACE": self.replace_columns}.get(verb, handler)
        if handler is not None:
            self.i = 1
            return handler(), verb
        if verb in IGNORED_ALTERS:
            return [], verb
        if previous == "ADD":
            return self.add(), previous
        if previous == "DROP":
            return self.drop(), previous
        if previous in IGNORED_ALTERS:
            return [], previous
        raise NotUnderstood

    def made(self, op: Op, items: list[list[Token]], old: str = "") -> list[Change]:
        columns = self.columns(items)
        return [Change(op, self.table, self.line, columns=columns, old=old)] if columns else []

    def following(self, items: list[list[Token]], n: int) -> int:
        return items[n + 1][0].start if n + 1 < len(items) else self.until

    def listed(self) -> list[list[Token]]:
        """The column definitions after ADD or MODIFY: in parentheses, or the rest of the action."""
        if self.mark("("):
            return self.group()
        rest = self.tokens[self.i :]
        if not rest:
            raise NotUnderstood
        return [rest]

    def add(self) -> list[Change]:
        if self.peek().word("PARTITION", "STATISTICS", "ROLLUP") or (self.peek().word("INDEX", "PROJECTION") and self.peek(1).named):
            return []
        self.skip("COLUMNS") or self.skip("COLUMN")
        self.skip("IF", "NOT", "EXISTS")
        return self.made("add", self.listed())

    def replace_columns(self) -> list[Change]:
        if not self.skip("COLUMNS"):
            return []
        return self.made("modify", self.group())

    def modify(self) -> list[Change]:
        if self.peek().word("COMMENT", "SETTING", "TTL", "ORDER", "QUERY", "SAMPLE"):
            return self.comment() if self.skip("COMMENT") else []
        if self.peek().word("PARTITION", "CONSTRAINT", "PRIMARY", "DEFAULT", "LOB", "NESTED"):
            return []
        self.skip("COLUMN")
        self.skip("IF", "EXISTS")
        return self.made("modify", self.listed())

    def change(self) -> list[Change]:
        self.skip("COLUMN")
        self.skip("IF", "EXISTS")
        old = self.ident()
        return self.made("modify", self.listed(), old=old)

    def alter_column(self) -> list[Change]:
        if self.peek().word("CONSTRAINT", "INDEX", "CHECK"):
            return []
        self.skip("COLUMN")
        self.skip("IF", "EXISTS")
        start = self.i
        self.ident()
        while self.mark("."):  # ClickHouse nested.column
            self.i += 1
            self.ident()
        if self.skip("TYPE") or self.skip("SET", "DATA", "TYPE"):
            return self.made("modify", [[*self.tokens[start : start + 1], *self.tokens[self.i :]]])
        if self.peek().word("SET", "DROP", "ADD", "RESTART", "RESET", "COMMENT", "FIRST", "AFTER"):
            return []
        return self.made("modify", [self.tokens[start:]])

    def drop(self) -> list[Change]:
        if self.peek().kind == "word" and self.peek().text.upper() in NOT_COLUMNS:
            return []
        if self.mark("("):
            return [Change("drop", self.table, self.line, old=item[0].text) for item in self.group()]
        self.skip("COLUMN")
        self.skip("IF", "EXISTS")
        if self.mark("("):
            return [Change("drop", self.table, self.line, old=item[0].text) for item in self.group()]
        return [Change("drop", self.table, self.line, old=self.ident())]

    def rename(self) -> list[Change]:
        if self.peek().word("INDEX", "KEY", "CONSTRAINT", "PARTITION") and not self.peek(1).word("TO"):
            return []
        if self.skip("TO") or self.skip("AS"):
            return [Change("rename_table", self.table, self.line, other=self.name())]
        if not self.peek(1).word("TO"):
            self.skip("COLUMN")
            self.skip("IF", "EXISTS")
        old = self.ident()
        if not self.skip("TO") and not self.skip("AS"):
            return [Change("rename_table", self.table, self.line, other=Name("", old))] if self.i == len(self.tokens) else self.fail()
        return [Change("rename", self.table, self.line, old=old, new=self.ident())]

    def fail(self) -> list[Change]:
        raise NotUnderstood

    def comment(self) -> list[Change]:
        """COMMENT [=] 'table comment', or ClickHouse's COMMENT COLUMN name 'comment'."""
        if self.skip("COLUMN"):
            self.skip("IF", "EXISTS")
            old = self.ident()
            return [Change("comment_column", self.table, self.line, old=old, new=self.peek().text)]
        self.i += self.mark("=")
        return [Change("comment_table", self.table, self.line, new=self.peek().text)]
