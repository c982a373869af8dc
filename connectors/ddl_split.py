r"""What a *statement* is: the text between two terminators of an SQL file, with the line it starts on.

Made for dumps: the file is read as a stream, quoted text and comments are jumped over in native code, and the
bodies of INSERT, COPY and the like are dropped without being kept or parsed, so memory stays flat however long they
are. A new line that starts with CREATE TABLE or ALTER TABLE always starts a statement, so one broken statement cannot
swallow the next. Knows nothing of what statements mean; that is `ddl_scan`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Dialect = Literal["mysql", "postgres", "oracle", "tsql", "sqlite", "hive", "clickhouse"]

#: Dialects in whose string literals a backslash escapes. Wrong here means one statement read too long or too short.
BACKSLASH = frozenset({"mysql", "hive", "clickhouse"})

KEPT_CHARS = 4 << 20  # a longer CREATE TABLE is not one; it is reported, not parsed
BUFFER_CHARS = 8 << 20  # a literal longer than this is taken for an unclosed quote
LINE_CHARS = 1 << 20  # a line longer than this is looked at before its end has been read
HEAD_CHARS = 4096

_GUESSES: tuple[tuple[Dialect, str], ...] = (
    ("clickhouse", r"\bENGINE\s*=\s*\w*MergeTree|\bLowCardinality\(|\bNullable\("),
    ("hive", r"\bSTORED\s+AS\b|\bROW\s+FORMAT\s+(?:DELIMITED|SERDE)|\bTBLPROPERTIES\b|\bDISTRIBUTED\s+BY\s+HASH"),
    ("mysql", r"`|/\*M?![0-9]{5}|\bENGINE\s*=|\bAUTO_INCREMENT\b|(?m:^\s*DELIMITER\s)|\bTYPE\s*=\s*MyISAM\b"),
    ("tsql", r"(?m:^\s*GO\s*$)|\[\w+\]\.?\[|\[\w+\]\s+\[?N?VARCHAR|\bNVARCHAR\s*\(|\bIDENTITY\s*\(|\bsp_addextendedproperty\b"),
    ("oracle", r"\bN?VARCHAR2\b|\bNUMBER\s*\("),
    ("sqlite", r"\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|\bPRAGMA\s+foreign_keys\b"),
    ("mysql", r"\bCOMMENT\s*=?\s*['\"]"),
)

_DATA = re.compile(
    r"(?:INSERT|REPLACE|UPDATE|DELETE|COPY|VALUES|LOCK|UNLOCK|USE|GRANT|REVOKE|SELECT|WITH|MERGE|UPSERT|ANALYZE|VACUUM|COMMIT|"
    r"ROLLBACK|START|PRINT|SHOW|CALL|PRAGMA|REM|PROMPT|SPOOL|WHENEVER)\b",
    re.IGNORECASE,
)
_COPY = re.compile(r"\s*COPY\b.*\bFROM\s+stdin\b", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(
    r"\n[ \t]*(?:(GO)(?:[ \t]+\d+)?[ \t]*(?=\n)|(DELIMITER)[ \t]+(\S+)[^\n]*|(/)[ \t]*(?=\n)|(?=(?:CREATE|ALTER)\s+TABLE\b))", re.I
)
_BLANK = re.compile(r"(?:\s+|--[^\n]*+(?=\n)|/\*.*?\*/)*", re.DOTALL)
_NEWLINE_STOP = r"\n(?![ \t]*(?:GO(?:[ \t]+\d+)?[ \t]*\n|DELIMITER[ \t]|/[ \t]*\n|(?:CREATE|ALTER)\s+TABLE\b))"


@dataclass(frozen=True, slots=True)
class Statement:
    """line: 1-based line of the first character that is neither blank nor comment. unread: why the text is not whole."""

    text: str
    line: int
    unread: Literal["", "too_long", "unclosed"] = ""


def guess_dialect(text: str) -> Dialect:
    """The dialect that the beginning of a file looks like; PostgreSQL when nothing speaks for another."""
    for dialect, sign in _GUESSES:
        if re.search(sign, text, re.IGNORECASE):
            return dialect
    return "postgres"


def literal(dialect: Dialect) -> str:
    """Expression for one closed quotation: string, quoted name, dollar quote or bracketed name. No capturing groups
    but `dollar`."""
    escaped = r"[^{0}\\]++|\\.|{0}{0}" if dialect in BACKSLASH else r"[^{0}]++|{0}{0}"
    parts = [f"'(?:{escaped.format(chr(39))})*+'", f'"(?:{escaped.format(chr(34))})*+"', r"`(?:[^`]++|``)*+`"]
    if dialect == "postgres":
        parts.insert(0, r"(?<=[\s(,=][eE])'(?:[^'\\]++|\\.|'')*+'")
        parts.append(r"(?<![\w$])\$(?P<dollar>\w*+)\$.*?\$(?P=dollar)\$")
    if dialect == "tsql":
        parts.append(r"\[[^\[\]\n]*+\]")
    return "|".join(parts)


@cache
def _run(dialect: Dialect, delimiter: str) -> re.Pattern[str]:
    """Everything that can be jumped over: plain characters, closed quotations, comments, ordinary line ends."""
    first = delimiter[0]
    stop = re.escape("".join(sorted(set("'\"`-/\n" + first + {"tsql": "[", "postgres": "$"}.get(dialect, "")))))
    comments = [r"--[^\n]*+(?=\n)", r"/\*.*?\*/"] + ([r"\#[^\n]*+(?=\n)"] if dialect == "mysql" else [])
    if dialect == "mysql":
        stop += "\\#"
    # One character more than a terminator must be in sight, or half of a `$$` or `--` at the limit would pass as plain.
    loose = f"(?={'.' * max(2, len(delimiter))})(?!{re.escape(delimiter)}|--|/\\*)[\\-/{re.escape(first)}]"
    if dialect == "postgres":
        loose += r"|(?!(?<![\w$])\$\w*+\$)\$"
    return re.compile(f"(?:[^{stop}]++|{literal(dialect)}|{'|'.join(comments)}|{_NEWLINE_STOP}|{loose})*", re.DOTALL | re.IGNORECASE)


class Splitter:
    """Feeds on pieces of text; yields statements in order, the same ones however the text is cut.

    After the last piece, `unclosed` is the line of a quotation or comment that never ended (0: none).
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.delimiter = ";"
        self.unclosed = 0
        self._buffer = "\n"  # so that a directive on the first line stands behind a line end, too
        self._line = 0  # line number of the buffer's first character
        self._start = 0  # where in the buffer the current statement begins
        self._scan = 0  # up to where it has been jumped over
        self._limit = 0  # up to where may be looked: whole lines only
        self._final = False
        self._dropping = False  # data: only the head is kept
        self._head = ""
        self._copy = False

    def feed(self, text: str, *, final: bool = False) -> Iterator[Statement]:
        self._buffer += text + ("\n" if final else "")
        self._final = final
        while True:
            self._limit = self._whole_lines()
            if (self._copy and not self._skip_copy()) or not self._begin():
                return
            statement, more = self._advance()
            if statement is not None:
                yield statement
            if not more:
                return

    def _whole_lines(self) -> int:
        """Offset of the last line end (it is kept, for it may precede a directive); the end of an enormous line."""
        if self._final:
            return len(self._buffer)
        end = self._buffer.rfind("\n")
        return end if len(self._buffer) - end < LINE_CHARS else len(self._buffer) - 1

    def _skip_copy(self) -> bool:
        """Drop the rows of a COPY … FROM stdin, which end with a line of backslash and full stop."""
        end = self._buffer.find("\n\\.\n", max(0, self._start - 1))
        self._copy = end < 0 and not self._final
        self._discard(end + 2 if end >= 0 else max(self._start, len(self._buffer) - 3))
        self._limit = self._whole_lines()
        if end >= 0:  # the full stop itself
            self._discard(self._start + 1)
            self._limit = self._whole_lines()
        return not self._copy

    def _begin(self) -> bool:
        """Jump over blanks, comments and directives before a statement; decide whether its text is worth keeping.
        False: more text is needed."""
        if self._scan > self._start or self._dropping:
            return True
        while True:
            at = min(self._limit, _BLANK.match(self._buffer, self._start, self._limit + 1).end())  # type: ignore[union-attr]  # always matches
            if at >= self._limit and not self._final:
                return False
            newline = self._buffer.rfind("\n", max(0, self._start - 1), at)
            directive = _LINE.match(self._buffer, newline) if newline >= 0 else None
            if directive is None or directive.group(1, 2, 4) == (None, None, None):
                break
            self.delimiter = directive[3] if directive[2] else self.delimiter
            self._discard(directive.end())
            self._limit = self._whole_lines()
        if self._buffer.startswith("/*", at) and not self._final and self._limit - at < BUFFER_CHARS:
            return False  # a comment that has not ended yet
        self._discard(at)
        self._limit = self._whole_lines()
        self._dropping = _DATA.match(self._buffer, self._start) is not None
        return self._start < len(self._buffer)

    def _advance(self) -> tuple[Statement | None, bool]:
        """Run to the next terminator. Returns a finished statement, if it was kept, and whether to go on."""
        limit = self._limit
        run = _run(self.dialect, self.delimiter)
        self._scan = stop = min(limit, run.match(self._buffer, self._scan, limit + 1).end())  # type: ignore[union-attr]  # always matches
        if stop >= limit:
            return self._pause()
        if self._buffer.startswith(self.delimiter, stop):
            return self._finish(stop, stop + len(self.delimiter)), True
        if self._buffer[stop] == "\n":
            return self._finish(stop, stop), True
        if not self._final and limit - stop < BUFFER_CHARS:
            return self._pause()  # a quotation or comment that has not ended yet
        self.unclosed = self.unclosed or self._line + self._buffer.count("\n", 0, stop)
        self._scan = stop + 1
        return None, True

    def _finish(self, end: int, after: int) -> Statement | None:
        text, line = "", 0
        if self._dropping:
            head = (self._head + self._buffer[self._start : min(end, self._start + HEAD_CHARS)])[:HEAD_CHARS]
            self._copy = _COPY.match(head) is not None
            self._dropping, self._head = False, ""
        else:
            text, line = self._buffer[self._start : end], self._line + self._buffer.count("\n", 0, self._start)
        self._discard(after)
        if not text.strip():
            return None
        return Statement(text, line) if len(text) <= KEPT_CHARS else Statement(text[:HEAD_CHARS], line, "too_long")

    def _pause(self) -> tuple[Statement | None, bool]:
        """The text is used up: finish at the end of the file, else forget what a dropped statement has used."""
        if self._final:
            return self._finish(len(self._buffer), len(self._buffer)), False
        statement = None
        if self._scan - self._start > BUFFER_CHARS and not self._dropping:  # no definition of a table is this long
            line = self._line + self._buffer.count("\n", 0, self._start)
            statement = Statement(self._buffer[self._start : self._start + HEAD_CHARS], line, "too_long")
            self._dropping = True
        if self._dropping:
            self._head = (self._head + self._buffer[self._start : min(self._scan, self._start + HEAD_CHARS)])[:HEAD_CHARS]
            self._discard(self._scan)
        return statement, False

    def _discard(self, upto: int) -> None:
        """Forget the buffer before `upto` once that is worth a copy; the next statement starts there."""
        self._start = self._scan = upto
        if upto > 65_536:
            self._line += self._buffer.count("\n", 0, upto - 1)
            self._buffer, self._start, self._scan = self._buffer[upto - 1 :], 1, 1
