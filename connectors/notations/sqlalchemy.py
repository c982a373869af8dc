"""SQLAlchemy: declarative models (1.x and 2.0), Core tables, Flask-SQLAlchemy, SQLModel.

A class has a table if it says so (`__tablename__`, `table=True`) or derives from a `db.Model`; the columns of its mixins and abstract
bases in the same file are its own. A class with columns that names no table and that nothing in the file inherits from, as a mixin
in a file of mixins, counts as a table of its name: its columns are written here and nowhere else. Alembic's migrations are not read
here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._python import Module, parsed, unquoted
from connectors.notations._python_columns import (
    annotated,
    column,
    column_calls,
    columns_within,
    is_sqlmodel,
    is_table_model,
    sqlmodel_columns,
)  # fmt: skip
from connectors.notations._python_nodes import Field, bounded, doc, entries, fields, is_true, keyword, returns, said, snake

if TYPE_CHECKING:
    import ast

NAME = "sqlalchemy"
SUFFIXES = (".py",)
SIGN = r"\b(?:Column|mapped_column|Mapped|__tablename__|SQLModel)\b"
HINTS = ("Column", "mapped_column", "Mapped", "__tablename__", "SQLModel")

_NO_ALCHEMY = ("django", "peewee", "tortoise", "playhouse", "mongoengine", "odoo", "keras", "torch")  # whose Model is another thing


@bounded
def read(text: str, _path: str) -> Definition:
    module = parsed(text)
    if "upgrade" in module.functions and any(name.startswith("alembic") for name in module.names.values()):
        return Definition()
    changes = [*_Models(module).changes(), *(_core(module) if "Table(" in text else ())]
    return Definition(tuple(sorted(changes, key=lambda c: c.line)))


class _Models:
    """The classes of one file and the tables that they make."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.bases = {id(base) for cls in module.classes for base in module.lineage(cls)[0]}
        self._own: dict[int, list[Column]] = {}
        self._named: dict[int, ast.expr | ast.FunctionDef | None] = {}
        self._told: set[int] = set()  # classes whose columns are in some table

    def changes(self) -> list[Change]:
        found: list[Change] = []
        for cls in self.module.classes:
            if name := self.table_name(cls):
                found += self.table(cls, name)
        left = [cls for cls in self.module.classes if not is_sqlmodel(self.module, cls)]
        for cls in sorted(left, key=lambda c: id(c) in self.bases):
            if id(cls) not in self._told and self._is_mapped(cls):
                found += self.table(cls, Name(self.argument(cls, "schema"), snake(cls.name)))
        return found

    def table(self, cls: ast.ClassDef, name: Name) -> list[Change]:
        line, at = self.module.place(cls)
        near = self.module.lineage(cls, self._has_table)[0]
        self._told.update(id(c) for c in (cls, *near))
        columns = [c for base in reversed(near) for c in self.module.inherit(self.own(base), cls.lineno)] + self.own(cls)
        if not columns:
            return []
        comment = said(self.argument(cls, "comment")) or doc(cls)
        made = [Change("create", name, line, tuple(columns), at=at)]
        return made + ([Change("comment_table", name, line, new=comment, at=at)] if comment else [])

    # -- names ------------------------------------------------------------------------------------------------------

    def table_name(self, cls: ast.ClassDef) -> Name | None:
        """None: it has none, or nothing here tells it."""
        import ast

        near, own = self.module.lineage(cls)[0], self._tablename(cls)
        if is_true(self._value(cls, "__abstract__")) or (isinstance(own, ast.FunctionDef) and id(cls) in self.bases):
            return None
        schema = self.argument(cls, "schema")
        if own is not None:
            return Name(schema, self._text(own, cls))
        parent = next((base for base in near if self._has_table(base)), None)
        if parent is not None and not self._is_keyed(cls) and not is_table_model(cls):  # one table for both
            return self.table_name(parent)
        if is_table_model(cls):
            return Name(schema, cls.name.lower())
        if rule := next((rule for base in near if (rule := self._tablename(base))), None):
            return Name(schema, self._text(rule, cls))
        return Name(schema, snake(cls.name)) if self._is_flask(cls) else None

    def _has_table(self, cls: ast.ClassDef) -> bool:
        """Is it a table of its own, so that what inherits from it shares or joins it?"""
        import ast

        if is_true(self._value(cls, "__abstract__")):
            return False
        return is_table_model(cls) or isinstance(self._tablename(cls), ast.expr) or (self._is_flask(cls) and bool(self.own(cls)))

    def _is_flask(self, cls: ast.ClassDef) -> bool:
        """Does it derive from a `db.Model`, which names tables itself?"""
        return any(name.endswith(".Model") and not name.startswith(_NO_ALCHEMY) for name in self.module.lineage(cls)[1])

    def _is_keyed(self, cls: ast.ClassDef) -> bool:
        """A class with a key of its own has a table of its own, whatever it inherits from."""
        calls = [call for f in fields(cls.body) for call in column_calls(self.module, f.value)]
        return any(is_true(keyword(call, "primary_key")) for call in calls)

    def _tablename(self, cls: ast.ClassDef) -> ast.expr | ast.FunctionDef | None:
        """What the class says its table is called: a value, or a function that makes a name for each class."""
        import ast

        if id(cls) not in self._named:
            made = next((s for s in cls.body if isinstance(s, ast.FunctionDef) and s.name == "__tablename__"), None)
            self._named[id(cls)] = self._value(cls, "__tablename__") or made
        return self._named[id(cls)]

    def _text(self, rule: ast.expr | ast.FunctionDef, cls: ast.ClassDef) -> str:
        import ast

        if not isinstance(rule, ast.FunctionDef):
            return self.module.text(rule) or snake(cls.name)
        made = returns(rule)
        plain = made is not None and self.module.segment(made).endswith("__name__.lower()")
        return self.module.text(made) or (cls.name.lower() if plain else snake(cls.name))

    def _value(self, cls: ast.ClassDef, name: str) -> ast.expr | None:
        return next((f.value for f in fields(cls.body) if f.name == name), None)

    def argument(self, cls: ast.ClassDef, name: str) -> str:
        """An entry of __table_args__, "" if there is none; a base's counts where the class has none of its own."""
        import ast

        for here in (cls, *self.module.lineage(cls)[0]):
            value = self._value(here, "__table_args__")
            made = next((s for s in here.body if isinstance(s, ast.FunctionDef) and s.name == "__table_args__"), None)
            value = self.module.resolved(value or (returns(made) if made else None))
            if isinstance(value, ast.Tuple) and value.elts:
                value = value.elts[-1]
            if value is not None:
                return self.module.text(entries(value).get(name)) or ""
        return ""

    def _is_mapped(self, cls: ast.ClassDef) -> bool:
        """Are its columns SQLAlchemy's beyond doubt? Of things called a TextColumn there are many."""
        return any(
            self.module.last(f.annotation) == "Mapped"
            or any(self.module.last(call) in ("Column", "mapped_column") for call in column_calls(self.module, f.value))
            for f in fields(cls.body)
        ) or bool(self._declared(cls))

    # -- columns ----------------------------------------------------------------------------------------------------

    def own(self, cls: ast.ClassDef) -> list[Column]:
        """The columns that stand in the class itself."""
        if id(cls) not in self._own:
            sqlmodel = is_sqlmodel(self.module, cls)
            found = [c for f in fields(cls.body) if not f.name.startswith("__") for c in self._columns(f, sqlmodel)]
            self._own[id(cls)] = found + self._declared(cls)
        return self._own[id(cls)]

    def _columns(self, f: Field, sqlmodel: bool) -> list[Column]:
        import ast

        if sqlmodel and f.annotation is not None:
            return sqlmodel_columns(self.module, f)
        if calls := column_calls(self.module, f.value):
            return [c for call in calls if (c := column(self.module, call, f)) is not None]
        if f.annotation is None or f.value is not None:
            return []
        source, note = unquoted(self.module, f.annotation)
        if source.last(note) != "Mapped" or not isinstance(note, ast.Subscript):
            return []
        comment, kind = annotated(self.module, f.annotation)
        return [Column(f.name, kind, said(comment, self.module.remark(f.statement), f.doc), *self.module.place(f.target))]

    def _declared(self, cls: ast.ClassDef) -> list[Column]:
        """Columns that a mixin makes in functions: @declared_attr def customer_id(cls): return Column(…)."""
        import ast

        found = []
        for function in cls.body:
            if not isinstance(function, ast.FunctionDef) or not any(
                "declared_attr" in self.module.dotted(d) for d in function.decorator_list
            ):
                continue
            line = function.lineno
            at = self.module.lines[line - 1].find(function.name)
            target = ast.Name(function.name, lineno=line, col_offset=at, end_lineno=line, end_col_offset=at)
            value = returns(function)
            for call in column_calls(self.module, value):
                of = Field(function.name, target, function.body[-1], None, value, "")
                if (made := column(self.module, call, of)) is not None:
                    found.append(made)
        return found


# -- Core ---------------------------------------------------------------------------------------------------------------


def _core(module: Module) -> list[Change]:
    """Table("name", metadata, Column(…), …), wherever it stands."""
    import ast

    calls = [n for n in ast.walk(module.tree) if isinstance(n, ast.Call) and module.last(n) == "Table" and n.args]
    return [change for call in calls for change in _table(module, call)]


def _table(module: Module, call: ast.Call) -> list[Change]:
    import ast

    columns: list[Column] = []
    unknown = False
    for arg in call.args[1:]:
        inside = list(columns_within(module, arg.value)) if isinstance(arg, ast.Starred) else column_calls(module, arg)
        made = [column(module, c) for c in inside]
        columns += [c for c in made if c is not None]
        unknown = unknown or None in made or (isinstance(arg, ast.Starred) and not made)
    table, (line, at) = module.text(call.args[0]), module.place(call.args[0])
    alchemy = "sqlalchemy" in module.dotted(call)
    if not columns and not (unknown and alchemy and table):  # plumbing that says nothing of any table
        return []
    name = Name(module.text(keyword(call, "schema")) or "", table or "")
    comment = module.text(keyword(call, "comment"))
    found = [Change("create", name, line, tuple(columns), at=at)] if table and columns else []
    if not table or unknown:
        found.append(Change("unparsed", name, line, at=at))
    return found + ([Change("comment_table", name, line, new=said(comment), at=at)] if table and comment else [])
