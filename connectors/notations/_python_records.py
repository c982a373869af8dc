"""Classes whose annotated names are fields: what pydantic's models, dataclasses, attrs, TypedDict and NamedTuple have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations._django import is_field
from connectors.notations._python import Module, unquoted
from connectors.notations._python_columns import column_calls, is_table_model
from connectors.notations._python_nodes import Field, doc, entries, fields, keyword, said

if TYPE_CHECKING:
    import ast

_NOT_STORED = frozenset({"ClassVar", "InitVar", "KW_ONLY", "Mapped", "PrivateAttr", "cached_property"})
_WORDS = ("title", "label", "description", "desc", "comment", "help", "doc")
#: "phone: where to call", ":ivar phone: where to call", "phone (str): where to call"
_DOC_LINE = re.compile(
    r"[ \t]*+(?::(?:param|ivar|var|attr|attribute)[ \t]++)?(\w++)[ \t]*+(?:\([^()\n]{0,80}\)[ \t]*+)?[:：][ \t]*+(\S[^\n]*)"
)


def records(module: Module, classes: list[ast.ClassDef]) -> list[Change]:
    """One table a class, of the fields that stand in it: a base of the same file tells its own. What is a class of `classes`, or several
    of them, is no field but a relation."""
    names = {cls.name for cls in classes}
    found: list[Change] = []
    for cls in classes:
        described = _described(cls)
        made = [_column(module, f, names, described) for f in fields(cls.body)]
        found += table(module, cls, cls.name, tuple(c for c in made if c is not None), doc(cls))
    return found


def table(module: Module, node: ast.ClassDef | ast.expr, name: str, columns: tuple[Column, ...], comment: str = "") -> list[Change]:
    if not columns:
        return []
    line, at = module.place(node)
    made = [Change("create", Name("", name), line, columns, at=at)]
    return made + ([Change("comment_table", Name("", name), line, new=comment, at=at)] if comment else [])


def is_stored_elsewhere(module: Module, cls: ast.ClassDef) -> bool:
    """Is it a table of SQLAlchemy's, SQLModel's or Django's, which their own notations read?"""
    return is_table_model(cls) or any(
        f.name in ("__tablename__", "__table__")
        or any(module.last(call) in ("Column", "mapped_column") for call in column_calls(module, f.value))
        or (is_field(module, f.value) and module.dotted(f.value).startswith(("django.", "models.")))
        or (f.annotation is not None and module.last(f.annotation) == "Mapped")
        for f in fields(cls.body)
    )


def _described(cls: ast.ClassDef) -> dict[str, str]:
    """What the docstring says of single fields, in the ways of Google, NumPy and Sphinx."""
    import ast

    first = cls.body[0] if cls.body else None
    text = first.value.value if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else ""
    lines = text.split("\n") if isinstance(text, str) else []
    return {found[1]: found[2] for line in lines if (found := _DOC_LINE.match(line))}


def _column(module: Module, f: Field, records: set[str], described: dict[str, str]) -> Column | None:
    import ast

    call = f.value if isinstance(f.value, ast.Call) else None
    notes: list[ast.expr] = []
    where: ast.expr = f.target
    if f.name.startswith("__") or f.name in ("_", "model_config"):
        return None
    if f.annotation is None:  # attrs without annotations: name = attr.ib(type=str)
        if call is None or (module.last(call) not in ("ib", "attrib") and module.dotted(call) not in ("attr.field", "attrs.field")):
            return None
        typed = keyword(call, "type")
        source, kind = module, module.segment(typed) if typed is not None else ""
    else:
        source, note = unquoted(module, f.annotation)
        source, note, notes = _annotated(source, note, module)
        if source.last(note) in _NOT_STORED or module.last(call) in _NOT_STORED or is_relation(source, note, records):
            return None
        kind = source.segment(note)
    name, words = f.name, list[str | None]()
    for home, given in ((source, notes), (module, [call] if call is not None else [])):
        for node in given:
            words += _words(home, node)
            if (alias := _alias(home, node)) is not None and (text := home.text(alias)):
                where, name = (alias if home is module else where), text
    comment = said(*words, module.remark(f.statement), f.doc, described.get(f.name))
    return Column(name, kind, comment, *module.place(where))


def _annotated(source: Module, note: ast.expr, module: Module) -> tuple[Module, ast.expr, list[ast.expr]]:
    """An annotation without Annotated[…], Required[…] and Final[…] around it, and what stands beside the types in them."""
    import ast

    known = module.resolved(note) if isinstance(note, ast.Name) else note
    if known is not note and isinstance(known, ast.Subscript) and module.last(known) == "Annotated":
        source, note = module, known
    notes: list[ast.expr] = []
    for node in ast.walk(note):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) and source.last(node) == "Annotated":
            notes += node.slice.elts[1:]
    while isinstance(note, ast.Subscript) and source.last(note) in ("Annotated", "Required", "NotRequired", "ReadOnly", "Final"):
        note = note.slice.elts[0] if isinstance(note.slice, ast.Tuple) and note.slice.elts else note.slice
    return source, note, notes


def _words(module: Module, node: ast.expr) -> list[str | None]:
    """What people wrote in Field(description=…), field(metadata={"description": …}), Doc("…"), or as a bare string."""
    import ast

    if not isinstance(node, ast.Call):
        return [module.text(node)] if isinstance(node, ast.Constant) else []
    told = [module.text(keyword(node, word)) for word in ("title", "description", "doc")]
    metadata = entries(module.resolved(keyword(node, "metadata")))
    told += [module.text(metadata[word]) for word in _WORDS if word in metadata]
    return [*told, module.text(node.args[0])] if node.args and module.last(node) == "Doc" else told


def _alias(module: Module, node: ast.expr) -> ast.expr | None:
    """The name that a field is sent under."""
    import ast

    if not isinstance(node, ast.Call):
        return None
    if module.last(node) == "Field":
        return next((a for key in ("alias", "serialization_alias", "validation_alias") if module.text(a := keyword(node, key))), None)
    config = keyword(node, "metadata")
    return keyword(config, "field_name") if isinstance(config, ast.Call) and module.last(config) == "config" else None


def is_relation(module: Module, note: ast.expr, records: set[str]) -> bool:
    """Is a type one of these classes, or a collection of them? Of several types, all of them."""
    import ast

    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        return note.value in records
    if isinstance(note, (ast.Name, ast.Attribute)):
        return module.dotted(note) in records
    if isinstance(note, ast.BinOp):
        return _all(module, [note.left, note.right], records)
    if isinstance(note, ast.Subscript):
        parts = note.slice.elts if isinstance(note.slice, ast.Tuple) else [note.slice]
        if module.last(note) in ("Annotated", "Optional", "Union"):
            return _all(module, parts[:1] if module.last(note) == "Annotated" else parts, records)
        return bool(parts) and is_relation(module, parts[-1], records)  # dict[str, Address]: what is kept
    return False


def _all(module: Module, parts: list[ast.expr], records: set[str]) -> bool:
    import ast

    kinds = [part for part in parts if not (isinstance(part, ast.Constant) and part.value is None)]
    return bool(kinds) and all(is_relation(module, part, records) for part in kinds)
