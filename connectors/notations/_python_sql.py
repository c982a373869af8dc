"""SQL that stands in a Python string, read where it stands: what is Python of the literal becomes blanks, so places stay right."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.ddl import GUESS_CHARS, changes_in
from connectors.ddl_reader import Change
from connectors.ddl_split import guess_dialect
from connectors.notations._python import Module

if TYPE_CHECKING:
    import ast

    from connectors.notations._python import Scope

_OF_TABLES = re.compile(r"\b(?:TABLE|COLUMN|sp_rename)\b", re.IGNORECASE)
_TOKEN = re.compile(r"([A-Za-z]{0,2})('''|\"\"\"|'|\")(.*)\2", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:\n|.)")
#: Escapes of one character, as wide as they are written. Others stay as they are: they are in no name or type.
_SHOWN = {"\\'": " '", '\\"': ' "', "\\n": "  ", "\\t": "  ", "\\r": "  ", "\\\\": " \\", "\\\n": " \n"}
_READS = frozenset({"read", "read_text", "read_sql", "load", "render"})


def sql_changes(module: Module, node: ast.expr | None, scope: Scope | None = None) -> tuple[list[Change], bool]:
    """What the SQL does that an expression is, and whether it was understood. What does nothing to a table's definition, as an
    UPDATE or a statement built of SQLAlchemy's functions, does nothing here."""
    import ast

    node = module.resolved(node, scope)
    if node is None:
        return [], True
    text = module.text(node, scope)
    if text is None:
        return [], not _may_be_of_tables(module, node)
    if not _OF_TABLES.search(text):
        return [], True
    plain = isinstance(node, ast.Constant) or (isinstance(node, ast.JoinedStr) and all(isinstance(v, ast.Constant) for v in node.values))
    source = _as_written(module, node) if plain else None
    by = node.lineno - 1
    changes = changes_in(iter([text if source is None else source]), guess_dialect(text[:GUESS_CHARS]))
    return [moved(change, by) for change in changes], True


def moved(change: Change, by: int) -> Change:
    return replace(change, line=change.line + by, columns=tuple(replace(c, line=c.line + by) for c in change.columns))


def _may_be_of_tables(module: Module, node: ast.expr) -> bool:
    """Of a text that is put together while the program runs: is any of it about tables? A text from elsewhere may be."""
    import ast

    if isinstance(node, ast.Name):
        return True
    if isinstance(node, ast.Call) and module.last(node) in _READS:
        return True
    return any(isinstance(n, ast.Constant) and isinstance(n.value, str) and _OF_TABLES.search(n.value) for n in ast.walk(node))


def _as_written(module: Module, node: ast.expr) -> str | None:
    """The literal's lines, all but the text itself blank; None where its tokens cannot be told apart."""
    import tokenize

    first, last = node.lineno, node.end_lineno or node.lineno
    start, end = module.column(first, node.col_offset), module.column(last, node.end_col_offset or 0)
    lines = module.lines[first - 1 : last]
    lines[-1] = lines[-1][:end]
    lines[0] = "(" + lines[0][start:]  # in brackets, strings may stand on several lines
    page = _Page(len(lines))
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(lines) + ")").readline):
            if token.type == tokenize.STRING:
                page.put(token.string, token.start[0] - 1, token.start[1])
            elif token.type not in (tokenize.OP, tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER):
                return None
    except (tokenize.TokenError, SyntaxError):
        return None
    return "\n".join("".join(row) for row in page.rows)


class _Page:
    """Blank lines that strings are written into, from left to right and top to bottom."""

    def __init__(self, lines: int) -> None:
        self.rows: list[list[str]] = [[] for _ in range(lines)]
        self._row = self._width = 0

    def put(self, token: str, row: int, at: int) -> None:
        found = _TOKEN.fullmatch(token)
        if found is None:
            return
        text = found[3] if "r" in found[1].lower() else _ESCAPE.sub(lambda m: _SHOWN.get(m[0], m[0]), found[3])
        at += found.start(3)
        for n, part in enumerate(text.split("\n")):
            if row + n != self._row:
                self._row, self._width = row + n, 0
            place = at if n == 0 else 0
            self.rows[self._row].append(" " * (place - self._width) + part)
            self._width = place + len(part)
