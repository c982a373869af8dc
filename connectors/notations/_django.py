"""Fields as Django writes them, in models and in migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.notations._python import Module
from connectors.notations._python_nodes import keyword, said

if TYPE_CHECKING:
    import ast

_KEYS = ("ForeignKey", "OneToOneField", "ParentalKey")  # stored as <name>_id; their first argument is what they point at
_ELSEWHERE = ("ManyToManyField", "GenericForeignKey", "GenericRelation")  # of another table, or made of other fields
#: Where a CharField is no column: forms, serializers, filters, other libraries.
_NOT_STORED = (
    "django.forms", "forms.", "rest_framework", "serializers.", "django_filters", "filters.", "wtforms", "marshmallow", "graphene",
    "drf_", "ninja", "peewee", "tortoise", "odoo", "mongoengine",
)  # fmt: skip


def is_field(module: Module, node: ast.expr | None) -> bool:
    """Is this the call of a field that a model stores, or relates by? Fields of people's own end in "Field" as well."""
    import ast

    if not isinstance(node, ast.Call):
        return False
    name = module.dotted(node)
    last = name.rpartition(".")[2]
    return last != "Field" and last.endswith(("Field", *_KEYS, *_ELSEWHERE)) and not name.startswith(_NOT_STORED)


def column(module: Module, name: str, written: ast.expr, call: ast.Call, about: tuple[str, ...] = ()) -> Column | None:
    """The column that a field of this name makes, None if it makes none in this table. written: where its name stands; about: what
    is said of it outside the call."""
    kind = module.last(call)
    if kind.endswith(_ELSEWHERE):
        return None
    key = kind.endswith(_KEYS)
    told = keyword(call, "verbose_name") or (call.args[0] if call.args and not key else None)
    words = [module.text(told), *(module.text(keyword(call, k)) for k in ("help_text", "db_comment")), *about]
    size = keyword(call, "max_length")
    explicit = keyword(call, "db_column")
    stored = module.text(explicit)
    if stored and explicit is not None:
        written, name = explicit, stored
    elif key:
        name += "_id"
    resolved = module.resolved(written)
    where = resolved if hasattr(resolved, "value") and resolved is not None else written
    return Column(name, f"{kind}({module.segment(size)})" if size is not None else kind, said(*words), *module.place(where))


def app_of(path: str, home: str) -> str:
    """The app that a file belongs to: the folder that holds `home`.py or the folder `home`, else the file's own folder."""
    *folders, file = path.split("/")
    if file != f"{home}.py" and home in folders:
        folders = folders[: len(folders) - 1 - folders[::-1].index(home)]
    return folders[-1] if folders else ""


def table_of(app: str, model: str) -> str:
    return f"{app}_{model.lower()}" if app else model.lower()
