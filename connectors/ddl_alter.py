"""How one action of an ALTER TABLE is read, in any dialect: ADD, MODIFY, CHANGE, ALTER, DROP, RENAME, COMMENT, REPLACE."""

from __future__ import annotations

from connectors.ddl_columns import NotUnderstood
from connectors.ddl_reader import Change, Name, Op, Reader
from connectors.ddl_tokens import Text, Token
from connectors.ddl_words import IGNORED_ALTERS, NOT_COLUMNS


class Action(Reader):
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
        if self.peek().word("COMMENT") and self.peek(1).kind in ("string", "quoted"):  # Spark
            return [Change("comment_column", self.table, self.line, old=self.tokens[start].text, new=self.peek(1).text)]
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
