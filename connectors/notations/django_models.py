"""Django's models: a table a class, named <app>_<class> unless Meta.db_table says otherwise; the app is the folder of models.py.

The columns of abstract bases in the same file are their heirs'. An abstract model that nothing in the file inherits from counts as a
table of its own: its columns are written here and nowhere else. The key `id` that Django adds is written nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._django import app_of, column, is_field, table_of
from connectors.notations._python import Module, parsed
from connectors.notations._python_nodes import bounded, doc, fields, is_true, said

if TYPE_CHECKING:
    import ast

NAME = "django_models"
SUFFIXES = (".py",)
SIGN = r"\bmodels\.[A-Z]|\bdjango\.(?:contrib\.gis\.)?db\b"
HINTS = ("models.", "django")

_NO_DJANGO = ("tortoise", "odoo", "openerp", "peewee", "mongoengine", "pydantic", "sqlalchemy", "flask_sqlalchemy", "db.")


@bounded
def read(text: str, path: str) -> Definition:
    module = parsed(text)
    if any(module.last(base) == "Migration" for cls in module.classes for base in cls.bases):
        return Definition()
    return Definition(tuple(_Models(module, app_of(path, "models")).changes()))


class _Models:
    """The models of one file."""

    def __init__(self, module: Module, app: str) -> None:
        self.module, self.app = module, app
        self._own: dict[int, list[Column]] = {}
        self._told: set[int] = set()  # classes whose columns are in some table

    def changes(self) -> list[Change]:
        models = [cls for cls in self.module.classes if self._is_model(cls)]
        tables = [cls for cls in models if not self._is(cls, "abstract") and not self._is(cls, "proxy")]
        found = [change for cls in tables for change in self.table(cls)]
        bases = {id(base) for cls in models for base in self.module.lineage(cls)[0]}
        for cls in sorted((c for c in models if self._is(c, "abstract")), key=lambda c: id(c) in bases):
            if id(cls) not in self._told:
                found += self.table(cls)
        return sorted(found, key=lambda c: c.line)

    def table(self, cls: ast.ClassDef) -> list[Change]:
        near = self.module.lineage(cls, lambda base: not self._is(base, "abstract"))[0]
        self._told.update(id(c) for c in (cls, *near))
        columns = [c for base in reversed(near) for c in self.module.inherit(self.own(base), cls.lineno)] + self.own(cls)
        if not columns:
            return []
        line, at = self.module.place(cls)
        name = Name("", self.meta(cls, "db_table").strip('"') or table_of(self.meta(cls, "app_label") or self.app, cls.name))
        comment = said(self.meta(cls, "db_table_comment"), self.meta(cls, "verbose_name")) or doc(cls)
        made = [Change("create", name, line, tuple(columns), at=at)]
        return made + ([Change("comment_table", name, line, new=comment, at=at)] if comment else [])

    def own(self, cls: ast.ClassDef) -> list[Column]:
        import ast

        if id(cls) not in self._own:
            found = []
            for f in fields(cls.body):
                if is_field(self.module, f.value) and isinstance(f.value, ast.Call):
                    made = column(self.module, f.name, f.target, f.value, (self.module.remark(f.statement), f.doc))
                    found += [made] if made else []
            self._own[id(cls)] = found
        return self._own[id(cls)]

    def _is_model(self, cls: ast.ClassDef) -> bool:
        """By what it inherits from, or by a field of Django's in it; a base that is elsewhere may be a model or not."""
        far = self.module.lineage(cls)[1]
        if any(name.endswith("models.Model") or name.startswith("django.db.models") for name in far if not name.startswith(_NO_DJANGO)):
            return True
        values = [f.value for f in fields(cls.body) if is_field(self.module, f.value)]
        if any(self.module.dotted(v).startswith(("django.", "models.")) for v in values):
            return True
        unknown = [name for name in far if not name.startswith(_NO_DJANGO)]
        return bool(values) and any(name.endswith("Model") or name.rpartition(".")[2].startswith("Abstract") for name in unknown)

    def _meta(self, cls: ast.ClassDef, name: str) -> ast.expr | None:
        import ast

        for inner in cls.body:
            if isinstance(inner, ast.ClassDef) and inner.name == "Meta":
                return next((f.value for f in fields(inner.body) if f.name == name), None)
        return None

    def meta(self, cls: ast.ClassDef, name: str) -> str:
        """An option of its Meta as text, "" if it has none."""
        return self.module.text(self._meta(cls, name)) or ""

    def _is(self, cls: ast.ClassDef, option: str) -> bool:
        return is_true(self._meta(cls, option))
