"""The small tolerant scanner: what a DDL statement changes.

The scanner knows no dialect's whole grammar and needs none: a table definition is a name, a list in parentheses, and in
each item a name, a type and perhaps a COMMENT, whatever else stands around them. So it reads partition clauses, vendor
storage clauses and aggregate columns that full parsers refuse, and it does so in milliseconds. What it does not
understand it says (`Change("unparsed", …)`), and `ddl` asks sqlglot. It knows nothing of files or assets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.base import Column
from connectors.ddl_alter import Action
from connectors.ddl_columns import NotUnderstood
from connectors.ddl_reader import Change, Name, Reader
from connectors.ddl_split import Dialect
from connectors.ddl_tokens import END, Text, Token
from connectors.ddl_words import TABLE_WORDS

_ABOUT_TABLES = re.compile(r"\b(?:TABLE|COLUMN|sp_addextendedproperty|sp_rename)\b", re.IGNORECASE)
_EXTENDED_PROPERTY = "name value level0type level0name level1type level1name level2type level2name"


def changes(text: str, line: int, dialect: Dialect, depth: int = 0) -> list[Change]:
    """What one statement does, in order. A statement that is not about tables gives []; one that should define
    or alter a table and is not understood gives a Change "unparsed" for it. Never raises."""
    if not _ABOUT_TABLES.search(text):
        return []
    found: list[Change] = []
    whole = Text(text, line, dialect)
    for part in _parts(whole):
        found += part.read()
    for at, inner in whole.inner_sql() if depth < 3 else ():
        found += [c for c in changes(inner, at, dialect, depth + 1) if c.op != "unparsed"]
    return found


def _parts(whole: Text) -> Iterator[Part]:
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
        yield Part(whole, tokens[start : starts[n + 1] if n + 1 < len(starts) else len(tokens)])


def _begins(tokens: list[Token], i: int) -> bool:
    word, after = tokens[i].text.upper(), tokens[i + 1] if i + 1 < len(tokens) else END
    if word == "CREATE":
        j = i + 1
        while j < len(tokens) and tokens[j].kind == "word" and tokens[j].text.upper() in TABLE_WORDS and j < i + 6:
            j += 1
        return j < len(tokens) and tokens[j].word("TABLE")
    if word == "ALTER":
        while after.word("IGNORE", "ONLINE", "OFFLINE") and i + 2 < len(tokens):
            i, after = i + 1, tokens[i + 2]
        return after.word("TABLE") or (after.word("FOREIGN", "EXTERNAL") and i + 2 < len(tokens) and tokens[i + 2].word("TABLE"))
    if word == "COMMENT":
        return after.word("ON")
    if word in ("DROP", "RENAME"):
        return after.word("TABLE")
    return word in ("SP_ADDEXTENDEDPROPERTY", "SP_RENAME")


def _name_in(item: list[Token]) -> tuple[str, str]:
    """Schema and table behind LIKE."""
    parts = [item[1].text]
    for dot, token in zip(item[2::2], item[3::2], strict=False):
        if dot.text != "." or not token.named:
            break
        parts.append(token.text)
    return parts[-2] if len(parts) > 1 else "", parts[-1]


class Part(Reader):
    """One table statement."""

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
        items = self.group()
        liked = [Name(*_name_in(item)) for item in items if item[0].word("LIKE") and len(item) > 1 and item[1].named]
        columns = self.columns([item for item in items if not (item[0].word("LIKE") and len(item) > 1 and item[1].named)])
        if liked:
            copies = [Change("like", table, self.line, other=other) for other in liked]
            return [*copies, *([Change("add", table, self.line, columns=columns)] if columns else [])]
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
            action = Action(self.whole, item, table, rest[n + 1][0].start if n + 1 < len(rest) else len(self.whole.text))
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
