"""Pieces of Python's syntax tree, as notations written in Python ask for them: arguments of calls, assignments of classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

from connectors.notations import Definition, Unread

if TYPE_CHECKING:
    import ast

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Field(NamedTuple):
    """One assignment or annotation in a class; doc: the string that stands alone below it."""

    name: str
    target: ast.Name
    statement: ast.stmt
    annotation: ast.expr | None
    value: ast.expr | None
    doc: str


def keyword(call: ast.Call, *names: str) -> ast.expr | None:
    """The value of the first of these keywords that a call is given."""
    given = {k.arg: k.value for k in call.keywords if k.arg}
    return next((given[name] for name in names if name in given), None)


def argument(call: ast.Call, place: int, *names: str) -> ast.expr | None:
    """An argument by keyword, else by position."""
    import ast

    found = keyword(call, *names)
    if found is None and place < len(call.args) and not any(isinstance(a, ast.Starred) for a in call.args[: place + 1]):
        found = call.args[place]
    return found


def entries(node: ast.expr | None) -> dict[str, ast.expr]:
    """Key -> value of a dict display, or of a call of dict()."""
    import ast

    if isinstance(node, ast.Dict):
        return {k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        return {k.arg: k.value for k in node.keywords if k.arg}
    return {}


def is_true(node: ast.expr | None) -> bool:
    import ast

    return isinstance(node, ast.Constant) and node.value is True


def said(*texts: str | None) -> str:
    """The words people wrote: each once, blanks collapsed, joined with "; "."""
    return "; ".join(dict.fromkeys(" ".join(t.split()) for t in texts if t and t.strip()))


def snake(name: str) -> str:
    return _WORD_START.sub("_", name).lower()


def doc(node: ast.ClassDef) -> str:
    """The first paragraph of a class's docstring."""
    import ast

    first = node.body[0] if node.body else None
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)):
        return ""
    return " ".join(first.value.value.strip().partition("\n\n")[0].split())


def fields(body: list[ast.stmt]) -> Iterator[Field]:
    """The assignments of a class body, those under `if` and `try` included, in order."""
    import ast

    for block in _own_blocks(body):
        for n, statement in enumerate(block):
            if isinstance(statement, ast.Assign):
                targets, annotation = statement.targets, None
            elif isinstance(statement, ast.AnnAssign):
                targets, annotation = [statement.target], statement.annotation
            else:
                continue
            below = block[n + 1] if n + 1 < len(block) else None
            text = below.value if isinstance(below, ast.Expr) else None
            told = text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""
            for target in targets:
                if isinstance(target, ast.Name):
                    yield Field(target.id, target, statement, annotation, statement.value, told)


def _own_blocks(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    import ast

    left = [body]
    while left:
        block = left.pop()
        yield block
        for statement in reversed(block):
            if isinstance(statement, (ast.If, ast.Try, ast.With)):
                left += reversed(blocks(statement))


def blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The blocks of statements that a statement holds."""
    found = [part for name in ("body", "orelse", "finalbody") if isinstance(part := getattr(statement, name, None), list)]
    return found + [part.body for name in ("handlers", "cases") for part in getattr(statement, name, ())]


def returns(function: ast.FunctionDef) -> ast.expr | None:
    """What a function's last statement returns."""
    import ast

    last = function.body[-1]
    return last.value if isinstance(last, ast.Return) else None


def bounded(read: Callable[[str, str], Definition]) -> Callable[[str, str], Definition]:
    """A text that is nested more deeply than the interpreter can follow is Unread."""

    @wraps(read)
    def inner(text: str, path: str) -> Definition:
        try:
            return read(text, path)
        except RecursionError:
            raise Unread(1, "nested too deeply") from None

    return inner
