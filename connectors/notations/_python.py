"""Python sources as trees of the standard library's `ast`: names, strings, comments and places, for notations written in Python.

Nothing is imported or run: a name is followed through the file's own imports, constants and classes, no further.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.notations import Unread
from connectors.notations._python_nodes import blocks

if TYPE_CHECKING:
    import ast

    Scope = Mapping[str, ast.expr]

MAX_BASES = 64  # classes that one inherits from within a file
MAX_INHERITED = 100_000  # columns that the classes of a file inherit together
MAX_FOLDED = 4_000_000  # characters and steps of all strings made of strings in a file: each name may double them
_DEPTH = 40  # of a string made of strings

_REMARK = re.compile(r"[ \t,)\]};]*#(.*)")
_OPENING_REMARK = re.compile(r"\([ \t]*#(.*)")
_DIRECTIVE = re.compile(r"\s*(?:type:|noqa|pylint:|pragma|nosec|fmt:|mypy:|pyright:|isort:|ruff:|pandian:)", re.IGNORECASE)
#: Calls that mean the string they are given: translations, wrappers of SQL and of names.
_WRAPPERS = frozenset(
    {
        "_", "N_", "gettext", "gettext_lazy", "ugettext", "ugettext_lazy", "gettext_noop", "ugettext_noop", "lazy_gettext", "text", "DDL",
        "quoted_name", "conv", "str", "dedent", "cleandoc",
    }
)  # fmt: skip


@dataclass(slots=True)
class Module:
    """A parsed file. names: what imported names stand for; constants: values assigned once at the top; classes: in file order."""

    tree: ast.Module
    lines: list[str]
    names: dict[str, str] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    classes: list[ast.ClassDef] = field(default_factory=list)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    named: dict[str, ast.ClassDef] = field(default_factory=dict)
    inherited: int = 0
    folded: int = 0
    _offsets: dict[int, list[int] | None] = field(default_factory=dict)

    # -- places -----------------------------------------------------------------------------------------------------

    def column(self, line: int, offset: int) -> int:
        """0-based character of an offset in bytes. A line's offsets are counted once: a line may be the whole file."""
        if line not in self._offsets:
            text = self.lines[line - 1] if line <= len(self.lines) else ""
            self._offsets[line] = None if text.isascii() else [n for n, c in enumerate(text) for _ in c.encode("utf-8", "replace")]
        offsets = self._offsets[line]
        return offset if offsets is None else offsets[offset] if offset < len(offsets) else len(self.lines[line - 1])

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Line and column, from 1, where a name is written; of a string, of its first character."""
        import ast

        line, at = node.lineno, self.column(node.lineno, node.col_offset)
        if isinstance(node, ast.ClassDef):
            at = max(at, self.lines[line - 1].find(node.name, at))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = self.lines[line - 1].find(node.value, at, at + len(node.value) + 6)
            at = found if found >= 0 else at
        return line, at + 1

    def segment(self, node: ast.expr) -> str:
        """The source of an expression on one line, blanks collapsed."""
        first, last = node.lineno, node.end_lineno or node.lineno
        start, end = self.column(first, node.col_offset), self.column(last, node.end_col_offset or 0)
        if first == last:
            return " ".join(self.lines[first - 1][start:end].split())
        whole = [self.lines[first - 1][start:], *self.lines[first : last - 1], self.lines[last - 1][:end]]
        return " ".join(" ".join(part.split()) for part in whole)

    def remark(self, node: ast.expr | ast.stmt) -> str:
        """The `# comment` behind a node, or behind the bracket that opens it; directives for tools left out."""
        import ast

        line = node.end_lineno or node.lineno
        found = _REMARK.match(self.lines[line - 1], self.column(line, node.end_col_offset or 0))
        call = getattr(node, "value", node)
        if found is None and isinstance(call, ast.Call) and call.lineno != line:
            opens = call.func.end_lineno or call.lineno
            found = _OPENING_REMARK.match(self.lines[opens - 1], self.column(opens, call.func.end_col_offset or 0))
        if found is None:
            return self._above(node)
        return " ".join(part.strip() for part in found[1].split("#") if part.strip() and not _DIRECTIVE.match(part))

    def _above(self, node: ast.expr | ast.stmt) -> str:
        """`#: a comment` on the lines above, as Sphinx reads it."""
        found: list[str] = []
        line = node.lineno - 1
        while line > 0 and len(found) < 5 and (above := self.lines[line - 1][:1000].strip()).startswith("#:"):
            found.insert(0, above[2:].strip())
            line -= 1
        return " ".join(found)

    # -- names and strings ------------------------------------------------------------------------------------------

    def dotted(self, node: ast.AST | None) -> str:
        """ "sqlalchemy.Column" for sa.Column; "" for what is no name. Of a call or a subscript: of what is called."""
        import ast

        parts: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, (ast.Call, ast.Subscript)) and not parts:
                node = node.func if isinstance(node, ast.Call) else node.value
            else:
                break
        if not isinstance(node, ast.Name):
            return ""
        parts.append(self.names.get(node.id, node.id))
        return ".".join(reversed(parts))

    def last(self, node: ast.AST | None) -> str:
        """The last part of the dotted name, also of one that begins with a call: "with_variant"."""
        import ast

        name = self.dotted(node).rpartition(".")[2]
        if not name and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return node.func.attr
        return name

    def resolved(self, node: ast.expr | None, scope: Scope | None = None) -> ast.expr | None:
        """What a name stands for, where the file says so; a wrapper's string instead of its call."""
        import ast

        for _ in range(_DEPTH):
            if isinstance(node, ast.Name):
                value = (scope or {}).get(node.id, self.constants.get(node.id))
                if value is None or value is node:
                    return node
                node = value
            elif isinstance(node, ast.Call) and node.args and self.last(node) in _WRAPPERS:
                node = node.args[0]
            elif isinstance(node, ast.Call) and len(node.args) == 2 and self.last(node) in ("pgettext", "pgettext_lazy"):
                node = node.args[1]
            elif isinstance(node, ast.Call) and not node.args and self.last(node) == "strip" and isinstance(node.func, ast.Attribute):
                node = node.func.value
            else:
                break
        return node

    def text(self, node: ast.expr | None, scope: Scope | None = None, depth: int = 0) -> str | None:
        """The string that an expression is, None where that cannot be told."""
        import ast

        node = self.resolved(node, scope)
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        self.folded += 1
        if depth > _DEPTH or self.folded > MAX_FOLDED:
            return None
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                parts.append(node.right)
                node = node.left
            parts = [node, *reversed(parts)]
        elif isinstance(node, ast.JoinedStr):
            parts = [v.value if isinstance(v, ast.FormattedValue) and v.format_spec is None else v for v in node.values]
        else:
            return None
        texts: list[str] = []
        for part in parts:
            text = self.text(part, scope, depth + 1)
            if text is None:
                return None
            self.folded += len(text)
            texts.append(text)
        return "".join(texts)

    # -- classes ----------------------------------------------------------------------------------------------------

    def lineage(self, cls: ast.ClassDef, until: Callable[[ast.ClassDef], bool] | None = None) -> tuple[list[ast.ClassDef], list[str]]:
        """The classes of this file that it inherits from, nearest first, and the dotted names of those that are elsewhere.
        until: what a class of this kind inherits is left out, and so is the class."""
        near: dict[int, ast.ClassDef] = {}
        far: list[str] = []
        queue = [cls]
        while queue:
            here = queue.pop(0)
            for base in here.bases:
                name = self.dotted(base)
                known = self.named.get(name)
                if known is None or known is here:
                    far.append(name)
                elif known is not cls and id(known) not in near and not (until is not None and until(known)):
                    near[id(known)] = known
                    queue.append(known)
            if len(near) > MAX_BASES or len(far) > MAX_BASES:
                raise Unread(cls.lineno, "too many base classes")
        return list(near.values()), far

    def inherit(self, columns: list[Column], line: int) -> list[Column]:
        """These columns, counted: a file in which every class inherits thousands is refused."""
        self.inherited += len(columns)
        if self.inherited > MAX_INHERITED:
            raise Unread(line, "too many inherited columns")
        return columns


# -- parsing ------------------------------------------------------------------------------------------------------------


def parsed(text: str) -> Module:
    """The module, parsed once for all notations. Raises Unread."""
    found = _parsed(text)
    if isinstance(found, Unread):
        raise Unread(found.line, found.detail)
    return found


def unquoted(module: Module, node: ast.expr) -> tuple[Module, ast.expr]:
    """An annotation, and the module that knows its source: a quoted one is a text of its own."""
    import ast

    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return module, node
    inner = _tree(" ".join(node.value.split()))
    if isinstance(inner, Unread) or len(inner.tree.body) != 1 or not isinstance(inner.tree.body[0], ast.Expr):
        return module, node
    inner.names = module.names
    return inner, inner.tree.body[0].value


@lru_cache(maxsize=4)
def _parsed(text: str) -> Module | Unread:
    module = _tree(text)
    if isinstance(module, Module):
        _index(module)
    return module


def _tree(text: str) -> Module | Unread:
    import ast

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\d" in a plain string: not this program's to complain about
            return Module(ast.parse(text), text.split("\n"))
    except SyntaxError as error:
        return Unread(error.lineno or 1, "not Python")
    except (ValueError, MemoryError, RecursionError):
        return Unread(1, "not Python, or nested too deeply")


def _index(module: Module) -> None:
    """Imports, classes and functions wherever they stand; constants only where they stand at the top, once."""
    import ast

    left: list[tuple[ast.stmt, bool]] = [(s, True) for s in reversed(module.tree.body)]
    assigned: dict[str, int] = {}
    while left:
        statement, top = left.pop()
        if isinstance(statement, ast.Import):
            module.names.update({a.asname: a.name for a in statement.names if a.asname})
            module.names.update({(root := a.name.partition(".")[0]): root for a in statement.names if not a.asname})
        elif isinstance(statement, ast.ImportFrom):
            home = "." * statement.level + (statement.module or "")
            module.names.update({a.asname or a.name: f"{home}.{a.name}" for a in statement.names})
        elif isinstance(statement, ast.ClassDef):
            module.classes.append(statement)
            module.named.setdefault(statement.name, statement)
        elif isinstance(statement, ast.FunctionDef) and top:
            module.functions.setdefault(statement.name, statement)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)) and top and statement.value is not None:
            for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
                if isinstance(target, ast.Name):
                    assigned[target.id] = assigned.get(target.id, 0) + 1
                    module.constants[target.id] = statement.value
        inside = top and not isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        for block in reversed(blocks(statement)):
            left += [(s, inside) for s in reversed(block)]
    for name, times in assigned.items():
        if times > 1:
            del module.constants[name]
