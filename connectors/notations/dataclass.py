"""Dataclasses, attrs, TypedDict and NamedTuple: a table a class, named as the class is.

What inherits from a dataclass without being decorated adds no fields, so it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change
from connectors.notations import Definition
from connectors.notations._python import Module, parsed
from connectors.notations._python_nodes import argument, bounded, said
from connectors.notations._python_records import is_stored_elsewhere, records, table

if TYPE_CHECKING:
    import ast

NAME = "dataclass"
SUFFIXES = (".py",)
SIGN = r"\b(?:(?:pydantic_)?dataclass|TypedDict|[Nn]amed[Tt]uple|attr|attrs)\b"
HINTS = ("dataclass", "TypedDict", "amedTuple", "amedtuple", "attr")

_DECORATORS = frozenset(
    {
        "attr.s",
        "attr.attrs",
        "attr.define",
        "attr.mutable",
        "attr.frozen",
        "attr.dataclass",
        "attrs.define",
        "attrs.mutable",
        "attrs.frozen",
    }
)
_BASES = frozenset({"TypedDict", "NamedTuple"})


@bounded
def read(text: str, _path: str) -> Definition:
    module = parsed(text)
    classes = [c for c in module.classes if _is_record(module, c) and not is_stored_elsewhere(module, c)]
    made = [change for value in module.constants.values() if _is_functional(module, value) for change in _functional(module, value)]
    return Definition(tuple(sorted([*records(module, classes), *made], key=lambda c: c.line)))


def _is_record(module: Module, cls: ast.ClassDef) -> bool:
    for decorator in cls.decorator_list:
        name = module.dotted(decorator)
        if name in _DECORATORS or name == "dataclass" or name.endswith((".dataclass", ".pydantic_dataclass")):
            return True
    return any(name.rpartition(".")[2] in _BASES for name in module.lineage(cls)[1])


def _is_functional(module: Module, value: ast.expr) -> bool:
    import ast

    return isinstance(value, ast.Call) and len(value.args) > 1 and module.last(value) in (*_BASES, "namedtuple")


def _functional(module: Module, value: ast.expr) -> list[Change]:
    """TypedDict("Customer", {"name": str}), NamedTuple("Customer", [("name", str)]), namedtuple("Customer", "name phone")."""
    import ast

    assert isinstance(value, ast.Call)
    name, given = module.text(value.args[0]), module.resolved(argument(value, 1))
    columns: list[Column] = []
    if isinstance(given, ast.Dict):
        columns = [_column(module, key, kind) for key, kind in zip(given.keys, given.values, strict=True) if key and module.text(key)]
    elif isinstance(given, (ast.List, ast.Tuple)):
        for item in given.elts:
            pair = item.elts if isinstance(item, ast.Tuple) and len(item.elts) == 2 else [item]
            columns += [_column(module, pair[0], *pair[1:])] if module.text(pair[0]) else []
    elif given is not None and (names := module.text(given)):
        line, at = module.place(given)
        columns = [Column(word, "", "", line, at) for word in names.replace(",", " ").split()]
    return table(module, value, name, tuple(columns)) if name else []


def _column(module: Module, key: ast.expr, kind: ast.expr | None = None) -> Column:
    return Column(module.text(key) or "", module.segment(kind) if kind else "", said(module.remark(kind or key)), *module.place(key))
