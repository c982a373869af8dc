"""Columns as SQLAlchemy writes them: Column(…), mapped_column(…), Mapped[…], for models and for Alembic's migrations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.notations._python import Module, unquoted
from connectors.notations._python_nodes import Field, entries, is_true, keyword, returns, said

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from connectors.notations._python import Scope

#: What may stand among a column's arguments beside its name and its type.
_BESIDE = frozenset(
    {"ForeignKey", "Identity", "Sequence", "Computed", "CheckConstraint", "UniqueConstraint", "FetchedValue", "DefaultClause"}
)
_AROUND = frozenset({"deferred", "column_property", "composite", "field"})  # calls that are given columns
#: Packages whose Column is another thing: of a page, a sheet or a terminal.
_OTHERS = frozenset(
    {"django_tables2", "rich", "textual", "openpyxl", "astropy", "bokeh", "dash", "flet", "pandera", "cassandra", "streamlit"}
)
_LENGTHS = ("length", "max_length")


def column_calls(module: Module, node: ast.expr | None) -> list[ast.Call]:
    """The calls that make columns in the value of an assignment: itself, or what deferred(…), composite(…) and the like are given."""
    import ast

    if not isinstance(node, ast.Call):
        return []
    if (own := _column_call(module, node)) is not None:
        return [own]
    if module.last(node) not in _AROUND:
        return []
    given = [*node.args, *entries(keyword(node, "metadata")).values()]
    return [call for arg in given if isinstance(arg, ast.Call) and (call := _column_call(module, arg)) is not None]


def _column_call(module: Module, node: ast.Call) -> ast.Call | None:
    """The call as such; of a function of this file, the call that it returns."""
    import ast

    name = module.dotted(node)
    last = name.rpartition(".")[2]
    if last == "column" or name.partition(".")[0] in _OTHERS:
        return None
    if isinstance(node.func, ast.Name) and (function := module.functions.get(last)) is not None:
        returned = returns(function)
        return returned if isinstance(returned, ast.Call) and module.last(returned).lower().endswith("column") else None
    if last.lower().endswith("column"):
        return node
    made = module.constants.get(last) if isinstance(node.func, ast.Name) else None
    partial = isinstance(made, ast.Call) and module.last(made) == "partial" and made.args and module.last(made.args[0]).lower()
    return node if partial and partial.endswith("column") else None


def column(module: Module, call: ast.Call, of: Field | None = None, scope: Scope | None = None) -> Column | None:
    """The column that a call makes; `of`: the assignment that names it if the call does not. None: its name is not told."""
    named = keyword(call, "name", "__name_pos")
    rest = list(call.args)
    if named is None and rest and module.text(rest[0], scope) is not None:
        named = rest.pop(0)
    name = module.text(named, scope)
    if name is None and of is None:
        return None
    kind = next((type_text(module, a) for a in rest if module.last(a) not in _BESIDE), "")
    if typed := keyword(call, "type_"):
        kind = type_text(module, typed)
    note, written = annotated(module, of.annotation) if of is not None and of.annotation is not None else ("", "")
    where: ast.expr = of.target if of is not None else call
    if name is not None and named is not None and (literal := module.resolved(named, scope)) is not None:
        where = literal if hasattr(literal, "value") else where
    line, at = module.place(where)
    comment = said(
        module.text(keyword(call, "comment"), scope), module.text(keyword(call, "doc"), scope), note,
        module.remark(of.statement if of is not None else call), of.doc if of is not None else "",
    )  # fmt: skip
    return Column(name if name is not None else of.name if of is not None else "", kind or written, comment, line, at)


def type_text(module: Module, node: ast.expr) -> str:
    """A type without the module it comes from, its length bare: "String(64)" for sa.String(length=64)."""
    import ast

    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("with_variant", "evolve"):
        node = node.func.value
    if isinstance(node, ast.Attribute):
        return node.attr
    if not isinstance(node, ast.Call):
        return module.segment(node)
    func = node.func.attr if isinstance(node.func, ast.Attribute) else module.segment(node.func)
    given = [module.segment(a) for a in node.args]
    given += [module.segment(k.value) if k.arg in _LENGTHS else f"{k.arg or '**'}={module.segment(k.value)}" for k in node.keywords]
    return f"{func}({', '.join(given)})"


def annotated(module: Module, annotation: ast.expr) -> tuple[str, str]:
    """(comment, type) of Mapped[…]: what stands in it; an Annotated[…] of this file is looked into."""
    import ast

    source, node = unquoted(module, annotation)
    if isinstance(node, ast.Subscript) and source.last(node) == "Mapped":
        source, node = unquoted(source, node.slice)
    known = module.resolved(node) if isinstance(node, ast.Name) else node
    if known is None or module.last(known) != "Annotated" or not isinstance(known, ast.Subscript):
        return "", source.segment(node)
    source = module if known is not node else source
    parts = known.slice.elts if isinstance(known.slice, ast.Tuple) else [known.slice]
    for part in parts[1:]:
        for call in column_calls(source, part):
            kind = next((type_text(source, a) for a in call.args if source.last(a) not in _BESIDE), "")
            return said(source.text(keyword(call, "comment")), source.text(keyword(call, "doc"))), kind or source.segment(parts[0])
    return "", source.segment(parts[0])


def columns_within(module: Module, node: ast.expr, scope: Scope | None = None) -> Iterator[ast.Call]:
    """Every column call in an expression, those of a list or a function of this file that it names included, in order."""
    import ast

    root: ast.AST = module.resolved(node, scope) or node
    if isinstance(root, ast.Call) and isinstance(root.func, ast.Name):
        root = module.functions.get(root.func.id, root)
    calls = [call for n in ast.walk(root) if isinstance(n, ast.Call) and (call := _column_call(module, n)) is not None]
    yield from sorted(calls, key=lambda c: (c.lineno, c.col_offset))


# -- SQLModel -----------------------------------------------------------------------------------------------------------


def is_sqlmodel(module: Module, cls: ast.ClassDef) -> bool:
    return is_table_model(cls) or any(name.rpartition(".")[2] == "SQLModel" for name in module.lineage(cls)[1])


def is_table_model(cls: ast.ClassDef) -> bool:
    """class Customer(SQLModel, table=True)"""
    return any(k.arg == "table" and is_true(k.value) for k in cls.keywords)


def table_models(module: Module) -> set[int]:
    """The ids of the classes that are tables by table=True, or whose fields are in one."""
    tables = [cls for cls in module.classes if is_table_model(cls)]
    return {id(c) for cls in tables for c in (cls, *module.lineage(cls)[0])}


def sqlmodel_columns(module: Module, f: Field) -> list[Column]:
    """`name: str = Field(…)` in a class of SQLModel."""
    import ast

    if f.annotation is None:
        return []
    source, note = unquoted(module, f.annotation)
    if f.name.startswith("_") or f.name == "model_config" or source.last(note) == "ClassVar" or module.last(f.value) == "Relationship":
        return []
    call = f.value if isinstance(f.value, ast.Call) and module.last(f.value) == "Field" else None
    if call is None:
        return [Column(f.name, source.segment(note), said(module.remark(f.statement), f.doc), *module.place(f.target))]
    made = next((column(module, c, f) for c in column_calls(module, keyword(call, "sa_column"))), None)
    more = entries(keyword(call, "sa_column_kwargs"))
    told = said(
        module.text(keyword(call, "title")), module.text(keyword(call, "description")), made.comment if made else "",
        module.text(more.get("comment")), module.remark(f.statement), f.doc,
    )  # fmt: skip
    if made is not None:
        return [replace(made, comment=told)]
    typed, named = keyword(call, "sa_type"), more.get("name")
    kind = type_text(module, typed) if typed is not None else source.segment(note)
    name = module.text(named)
    return [Column(name or f.name, kind, told, *module.place(named if name and named is not None else f.target))]
