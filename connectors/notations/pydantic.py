"""Pydantic's models and settings: a table a class, its fields by the names they are sent under.

A class is one by what it inherits from in this file, or because its fields are made by pydantic's Field. A model in a field is no column:
it has a table of its own. SQLModel's classes count, those that are tables excepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.notations import Definition
from connectors.notations._python import Module, parsed
from connectors.notations._python_columns import table_models
from connectors.notations._python_nodes import bounded, fields
from connectors.notations._python_records import is_stored_elsewhere, records

if TYPE_CHECKING:
    import ast

NAME = "pydantic"
SUFFIXES = (".py",)
SIGN = r"\b(?:pydantic|BaseModel|BaseSettings|RootModel|SQLModel)\b"
HINTS = ("pydantic", "BaseModel", "BaseSettings", "RootModel", "SQLModel")

_BASES = frozenset({"BaseModel", "BaseSettings", "RootModel", "GenericModel", "SQLModel"})
_OTHERS = ("peewee", "playhouse", "django", "tortoise", "sqlalchemy", "odoo", "mongoengine", "models.")  # whose BaseModel is another thing
_FIELDS = frozenset({"pydantic.Field", "pydantic.fields.Field", "pydantic.v1.Field", "sqlmodel.Field"})


@bounded
def read(text: str, _path: str) -> Definition:
    module = parsed(text)
    tables = table_models(module)
    models = [c for c in module.classes if id(c) not in tables and _is_model(module, c) and not is_stored_elsewhere(module, c)]
    return Definition(tuple(records(module, models)))


def _is_model(module: Module, cls: ast.ClassDef) -> bool:
    far = module.lineage(cls)[1]
    if any(name.rpartition(".")[2] in _BASES and not name.startswith(_OTHERS) for name in far):
        return True
    return bool(cls.bases) and any(_makes_field(module, node) for f in fields(cls.body) for node in (f.value, f.annotation))


def _makes_field(module: Module, node: ast.expr | None) -> bool:
    """Field(…) as a value, or in an annotation."""
    import ast

    if isinstance(node, ast.Subscript):
        return any(isinstance(n, ast.Call) and module.dotted(n) in _FIELDS for n in ast.walk(node))
    return isinstance(node, ast.Call) and module.dotted(node) in _FIELDS
