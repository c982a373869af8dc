"""Django's migrations: the folder is a history, a module a step that comes after its dependencies in the same app.

Tables are named as Django names them, <app>_<model>; CreateModel's db_table and AlterModelTable rename them. Later files know a model,
not its table, so what they change of a table that db_table has renamed is told of <app>_<model>. SeparateDatabaseAndState counts for
what it does to the database; where that is nothing that can be read, for what it says of the state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name, Op
from connectors.notations import Definition
from connectors.notations._django import app_of, column, table_of
from connectors.notations._python import Module, parsed
from connectors.notations._python_nodes import argument, bounded, entries, fields, is_true, said
from connectors.notations._python_sql import sql_changes

if TYPE_CHECKING:
    import ast

NAME = "django_migrations"
SUFFIXES = (".py",)
SIGN = r"\bclass\s+Migration\b"
HINTS = ("Migration",)

_MAX_DEPTH = 20  # of operations within operations
_HARMLESS = frozenset({"AlterModelManagers"})  # of Django's own, named as if it changed columns


@bounded
def read(text: str, path: str) -> Definition:
    module = parsed(text)
    cls = next((c for c in module.classes if c.name == "Migration" and any(module.last(b) == "Migration" for b in c.bases)), None)
    if cls is None:
        return Definition()
    folder, _, file = path.rpartition("/")
    step, after = _Step(module, app_of(path, "migrations")), []
    for f in fields(cls.body):
        if f.name == "operations":
            step.carry_out(f.value)
        elif f.name in ("dependencies", "replaces"):
            after += _names(module, f.value, step.app)
    name = file.removesuffix(".py")
    number = name.partition("_")[0]
    version: tuple[int | str, ...] = (int(number), name) if number.isdecimal() and len(number) < 20 else (name,)
    return Definition(
        tuple(step.changes), history=folder or ".", step=name, after=tuple(after), version=version, unread=tuple(sorted(set(step.unread)))
    )


def _names(module: Module, node: ast.expr | None, app: str) -> list[str]:
    """The names of this app's migrations in a list of ("app", "name")."""
    pairs = [[module.text(part) for part in _items(module, pair)] for pair in _items(module, node)]
    return [pair[1] for pair in pairs if len(pair) == 2 and pair[1] and (pair[0] == app or not app)]


def _items(module: Module, node: ast.expr | None) -> list[ast.expr]:
    """The items of a list or tuple, or of several that are added up."""
    import ast

    found: list[ast.expr] = []
    node = module.resolved(node)
    while isinstance(node, ast.BinOp):
        last = module.resolved(node.right)
        found = [*(last.elts if isinstance(last, (ast.List, ast.Tuple)) else ()), *found]
        node = module.resolved(node.left)
    return [*(node.elts if isinstance(node, (ast.List, ast.Tuple)) else ()), *found]


@dataclass(slots=True)
class _Step:
    """Reads the operations of one migration. columns: what this file says a model's fields are
    stored as. A table is known by its model, and labelled with the name that it has in the database."""

    module: Module
    app: str
    changes: list[Change] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def carry_out(self, node: ast.expr | None, depth: int = 0) -> None:
        import ast

        known = self.module.resolved(node)
        if known is not None and not isinstance(known, (ast.List, ast.Tuple, ast.BinOp)):
            self.unread.append(known.lineno)
        for operation in _items(self.module, node):
            name = self.module.last(operation)
            if not isinstance(operation, ast.Call) or depth > _MAX_DEPTH:
                self.unread.append(operation.lineno)
            elif name == "SeparateDatabaseAndState":
                self.separate(operation, depth)
            elif name in _OPERATIONS:
                _OPERATIONS[name](self, operation)
            elif name not in _HARMLESS and any(word in name for word in ("Field", "Model", "Table", "Column")):
                self.unread.append(operation.lineno)

    def separate(self, call: ast.Call, depth: int) -> None:
        before = len(self.changes)
        self.carry_out(argument(call, 0, "database_operations"), depth + 1)
        if len(self.changes) == before:
            self.carry_out(argument(call, 1, "state_operations"), depth + 1)

    # -- small steps ------------------------------------------------------------------------------------------------

    def word(self, call: ast.Call, place: int, *names: str) -> str:
        """A name that an operation is given; "" where it is not a plain string, which is said."""
        text = self.module.text(argument(call, place, *names))
        if text is None:
            self.unread.append(call.lineno)
        return text or ""

    def table(self, model: str) -> Name:
        return Name("", table_of(self.app, model) if model else "")

    def stored(self, model: str, name: str) -> str:
        """The column of a field, "" where it was made in another file."""
        return self.columns.get(model.lower(), {}).get(name, "")

    def tell(
        self, op: Op, call: ast.Call, table: Name, columns: tuple[Column, ...] = (), old: str = "", new: str = "", to: str = ""
    ) -> None:
        if table.table:
            line, at = self.module.place(call)
            self.changes.append(Change(op, table, line, columns, old, new, Name("", to) if to else None, at))

    def column(self, model: str, written: ast.expr | None, call: ast.expr | None) -> Column | None:
        """The column of ("name", models.CharField(…)); None where it has none, or where that is not told (and then said)."""
        import ast

        call, name = self.module.resolved(call), self.module.text(written)
        if not isinstance(call, ast.Call) or name is None or written is None:
            self.unread += [node.lineno for node in (written or call,) if node is not None]
            return None
        if self.module.last(call).endswith("Manager"):
            return None
        made = column(self.module, name, written, call, (self.module.remark(call),))
        if made is not None:
            self.columns.setdefault(model.lower(), {})[name] = made.name
        return made

    # -- operations -------------------------------------------------------------------------------------------------

    def create(self, call: ast.Call) -> None:
        model = self.word(call, 0, "name")
        options = entries(self.module.resolved(argument(call, 2, "options")))
        if not model or is_true(options.get("proxy")):
            return
        pairs = [_items(self.module, pair) for pair in _items(self.module, argument(call, 1, "fields"))]
        made = [self.column(model, pair[0], pair[1]) for pair in pairs if len(pair) == 2]
        if len(pairs) != sum(len(pair) == 2 for pair in pairs) or argument(call, 1, "fields") is None:
            self.tell("unparsed", call, self.table(model))
        self.tell("create", call, self.table(model), tuple(c for c in made if c is not None))
        if renamed := (self.module.text(options.get("db_table")) or "").strip('"'):  # later files know the model alone
            self.tell("label_table", call, self.table(model), to=renamed)
        comment = said(*(self.module.text(options.get(k)) for k in ("db_table_comment", "verbose_name")))
        if comment:
            self.tell("comment_table", call, self.table(model), new=comment)

    def add(self, call: ast.Call) -> None:
        model = self.word(call, 0, "model_name")
        if made := self.column(model, argument(call, 1, "name"), argument(call, 2, "field")):
            self.tell("add", call, self.table(model), (made,))

    def alter(self, call: ast.Call) -> None:
        model, name = self.word(call, 0, "model_name"), self.word(call, 1, "name")
        old = self.stored(model, name)
        if made := self.column(model, argument(call, 1, "name"), argument(call, 2, "field")):
            self.tell("modify", call, self.table(model), (made,), old=old or made.name)

    def remove(self, call: ast.Call) -> None:
        model, name = self.word(call, 0, "model_name"), self.word(call, 1, "name")
        known = self.stored(model, name)
        for column_name in (known,) if known else (name, f"{name}_id"):  # a foreign key made in another file
            self.tell("drop", call, self.table(model), old=column_name)

    def rename(self, call: ast.Call) -> None:
        import ast

        model, old, new = self.word(call, 0, "model_name"), self.word(call, 1, "old_name"), self.word(call, 2, "new_name")
        known = self.stored(model, old)
        if not (model and old and new):
            return
        if known and known not in (old, f"{old}_id"):  # db_column stays
            self.columns.setdefault(model.lower(), {})[new] = known
            return
        to = f"{new}_id" if known == f"{old}_id" else new
        self.columns.setdefault(model.lower(), {})[new] = to
        at = self.module.resolved(argument(call, 2, "new_name"))
        line, place = self.module.place(at if isinstance(at, ast.Constant) else call)
        self.changes.append(Change("rename", self.table(model), line, old=known or old, new=to, at=place))

    def delete(self, call: ast.Call) -> None:
        model = self.word(call, 0, "name")
        self.tell("drop_table", call, self.table(model))
        self.columns.pop(model.lower(), None)

    def rename_model(self, call: ast.Call) -> None:
        old, new = self.word(call, 0, "old_name"), self.word(call, 1, "new_name")
        self.columns[new.lower()] = self.columns.pop(old.lower(), {})
        if old and new:  # a db_table stays
            self.tell("rename_table", call, self.table(old), to=self.table(new).table)

    def alter_table(self, call: ast.Call) -> None:
        model = self.word(call, 0, "name")
        to = self.module.text(argument(call, 1, "table"))
        if model:
            self.tell("label_table", call, self.table(model), to=to or table_of(self.app, model))

    def alter_options(self, call: ast.Call) -> None:
        options = entries(self.module.resolved(argument(call, 1, "options")))
        if comment := said(self.module.text(options.get("verbose_name"))):
            self.tell("comment_table", call, self.table(self.word(call, 0, "name")), new=comment)

    def alter_comment(self, call: ast.Call) -> None:
        comment = said(self.module.text(argument(call, 1, "table_comment")))
        self.tell("comment_table", call, self.table(self.word(call, 0, "name")), new=comment)

    def run_sql(self, call: ast.Call) -> None:
        import ast

        sql = self.module.resolved(argument(call, 0, "sql"))
        for item in sql.elts if isinstance(sql, (ast.List, ast.Tuple)) else [sql]:
            statement = item.elts[0] if isinstance(item, (ast.List, ast.Tuple)) and item.elts else item
            found, understood = sql_changes(self.module, statement)
            self.changes += found
            if not understood:
                self.unread.append(call.lineno)


_OPERATIONS: dict[str, Callable[[_Step, ast.Call], None]] = {
    "CreateModel": _Step.create, "AddField": _Step.add, "AlterField": _Step.alter, "RemoveField": _Step.remove, "RenameField": _Step.rename,
    "DeleteModel": _Step.delete, "RenameModel": _Step.rename_model, "AlterModelTable": _Step.alter_table,
    "AlterModelOptions": _Step.alter_options, "AlterModelTableComment": _Step.alter_comment, "RunSQL": _Step.run_sql,
}  # fmt: skip
