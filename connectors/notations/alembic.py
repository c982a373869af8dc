"""Alembic's migrations: what upgrade() does, and the functions of the same file that it calls; nothing of downgrade().

The folder of the versions is a history, a revision a step that comes after its down_revision. Branches are all taken, loops over
literal lists are carried out, SQL in op.execute() is read as SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name, Op
from connectors.notations import Definition, Unread
from connectors.notations._python import Module, parsed
from connectors.notations._python_columns import column, column_calls, columns_within, type_text
from connectors.notations._python_nodes import argument, blocks, bounded, keyword, said
from connectors.notations._python_sql import sql_changes

if TYPE_CHECKING:
    import ast

    from connectors.notations._python import Scope

NAME = "alembic"
SUFFIXES = (".py",)
SIGN = r"\balembic\b"
HINTS = ("alembic",)

MAX_STEPS = 200_000  # statements, calls and columns of a file: loops and functions repeat them
_MAX_CALLS = 10  # of functions within functions


@bounded
def read(text: str, path: str) -> Definition:
    module = parsed(text)
    if "upgrade" not in module.functions or not any(name.startswith("alembic") for name in module.names.values()):
        return Definition()
    step = _Step(module)
    step.call(module.functions["upgrade"], {}, 0)
    for name, function in module.functions.items():  # one function a database, called by a name made at run time
        if name.startswith("upgrade_") and name not in step.called:
            step.call(function, {}, 0)
    changes, unread = tuple(step.changes), tuple(sorted(set(step.unread)))
    revision = module.text(module.constants.get("revision"))
    if not revision:
        return Definition(changes, unread=unread)
    after = (*_revisions(module, "down_revision"), *_revisions(module, "depends_on"))
    return Definition(changes, history=path.rpartition("/")[0] or ".", step=revision, after=after, unread=unread)


def _revisions(module: Module, name: str) -> list[str]:
    """The revisions that a constant names: one, several, or none."""
    import ast

    node = module.resolved(module.constants.get(name))
    items = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    return [text for item in items if (text := module.text(item))]


@dataclass(slots=True)
class _Step:
    """Carries out the statements of a migration. batches: names of batch operations -> the table they are about."""

    module: Module
    changes: list[Change] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    done: int = 0
    found: dict[int, list[ast.Call]] = field(default_factory=dict)  # calls of a statement

    # -- statements -------------------------------------------------------------------------------------------------

    def call(self, function: ast.FunctionDef, scope: dict[str, ast.expr], depth: int) -> None:
        if depth <= _MAX_CALLS:
            self.called.add(function.name)
            self.body(function.body, dict(scope), {}, depth)

    def body(self, body: list[ast.stmt], scope: dict[str, ast.expr], batches: dict[str, Name], depth: int) -> None:
        import ast

        for statement in body:
            calls = self.calls(statement)
            self.spend(1 + len(calls), statement.lineno)
            inner = batches
            if isinstance(statement, (ast.With, ast.AsyncWith)):
                inner = {**batches, **self.batches(statement, scope)}
            for node in calls:
                self.operation(node, scope, batches, depth)
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name):
                scope[statement.targets[0].id] = statement.value
            if isinstance(statement, (ast.For, ast.AsyncFor)):
                self.loop(statement, scope, batches, depth)
            elif not isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
                for block in blocks(statement):
                    self.body(block, scope, inner, depth)

    def spend(self, steps: int, line: int) -> None:
        self.done += steps
        if self.done > MAX_STEPS:
            raise Unread(line, "too many steps")

    def loop(self, statement: ast.For | ast.AsyncFor, scope: dict[str, ast.expr], batches: dict[str, Name], depth: int) -> None:
        """A loop over a literal list, once an item; over anything else, once."""
        import ast

        items = self.module.resolved(statement.iter, scope)
        for item in items.elts if isinstance(items, (ast.List, ast.Tuple, ast.Set)) else [None]:
            self.bind(statement.target, item, scope)
            self.body(statement.body, scope, batches, depth)
        self.body(statement.orelse, scope, batches, depth)

    def bind(self, target: ast.expr, value: ast.expr | None, scope: dict[str, ast.expr]) -> None:
        import ast

        if isinstance(target, ast.Name):
            scope.pop(target.id, None)
            if value is not None:
                scope[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts) else None
            for n, part in enumerate(target.elts):
                self.bind(part, values[n] if values else None, scope)

    def batches(self, statement: ast.With | ast.AsyncWith, scope: Scope) -> dict[str, Name]:
        """with op.batch_alter_table("customer") as batch_op"""
        import ast

        found = {}
        for item in statement.items:
            if isinstance(item.context_expr, ast.Call) and self.module.last(item.context_expr) == "batch_alter_table":
                name = self.table(item.context_expr, scope)
                if isinstance(item.optional_vars, ast.Name):
                    found[item.optional_vars.id] = name
        return found

    def calls(self, statement: ast.stmt) -> list[ast.Call]:
        """The calls of a statement, not of the statements within it, in order."""
        import ast

        if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            return []
        if id(statement) not in self.found:
            heads = [part for part in ast.iter_child_nodes(statement) if isinstance(part, (ast.expr, ast.withitem))]
            found = [node for head in heads for node in ast.walk(head) if isinstance(node, ast.Call)]
            self.found[id(statement)] = sorted(found, key=lambda n: (n.lineno, n.col_offset))
        return self.found[id(statement)]

    # -- operations -------------------------------------------------------------------------------------------------

    def operation(self, call: ast.Call, scope: dict[str, ast.expr], batches: dict[str, Name], depth: int) -> None:
        import ast

        name, home = self.module.last(call), self.module.dotted(call).rpartition(".")[0]
        if isinstance(call.func, ast.Name) and name in self.module.functions:
            self.function(self.module.functions[name], call, scope, depth)
        elif name == "execute":
            self.execute(call, scope)
        elif home in batches:
            self.on(name, call, batches[home], 0, scope)
        elif home in ("alembic.op", "op") and name == "rename_table":
            new = self.module.text(argument(call, 1, "new_table_name"), scope)
            self.tell("rename_table", call, self.table(call, scope) if new else Name("", ""), other=new or "")
        elif home in ("alembic.op", "op") and name != "batch_alter_table":
            self.on(name, call, None, 1, scope)

    def function(self, function: ast.FunctionDef, call: ast.Call, scope: Scope, depth: int) -> None:
        """A function of this file, with what its parameters are given where that is a name or a literal."""
        names = [a.arg for a in function.args.args]
        given = dict(zip(names, call.args, strict=False)) | {k.arg: k.value for k in call.keywords if k.arg}
        bound = {name: node for name, value in given.items() if (node := self.module.resolved(value, scope)) is not None}
        self.call(function, bound, depth + 1)

    def execute(self, call: ast.Call, scope: Scope) -> None:
        statement = argument(call, 0, "sqltext", "statement")
        self.spend(len(self.module.text(statement, scope) or "") // 50, call.lineno)
        changes, understood = sql_changes(self.module, statement, scope)
        self.changes += changes
        if not understood:
            self.unread.append(call.lineno)

    def on(self, name: str, call: ast.Call, table: Name | None, first: int, scope: Scope) -> None:
        """An operation on a table: `table`, or else what its first argument names. Its own arguments begin at `first`."""
        if name in _OPERATIONS:
            _OPERATIONS[name](self, call, self.table(call, scope) if table is None else table, first, scope)
        elif "table" in name or "column" in name:
            self.unread.append(call.lineno)

    def table(self, call: ast.Call, scope: Scope) -> Name:
        schema = self.module.text(keyword(call, "schema"), scope) or ""
        return Name(schema, self.module.text(argument(call, 0, "table_name", "name", "old_table_name"), scope) or "")

    def tell(
        self, op: Op, call: ast.Call, table: Name, columns: tuple[Column, ...] = (), old: str = "", new: str = "", other: str = "",
        place: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        if not table.table:
            self.unread.append(call.lineno)
            return
        self.spend(len(columns), call.lineno)
        line, at = place or self.module.place(call)
        self.changes.append(Change(op, table, line, columns, old, new, Name(table.schema, other) if other else None, at))

    def create(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        import ast

        made: list[Column | None] = []
        for arg in call.args[first:]:
            inside = list(columns_within(self.module, arg.value, scope)) if isinstance(arg, ast.Starred) else column_calls(self.module, arg)
            made += [column(self.module, c, scope=scope) for c in inside] or ([None] if isinstance(arg, ast.Starred) else [])
        self.tell("create", call, table, tuple(c for c in made if c is not None))
        if None in made:
            self.tell("unparsed", call, table)
        if comment := said(self.module.text(keyword(call, "comment"), scope)):
            self.tell("comment_table", call, table, new=comment)

    def add(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        given = self.module.resolved(argument(call, first, "column"), scope)
        made = [column(self.module, c, scope=scope) for c in column_calls(self.module, given)]
        columns = tuple(c for c in made if c is not None)
        self.tell("add" if columns else "unparsed", call, table, columns)

    def alter(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        written = argument(call, first, "column_name")
        name, new = self.module.text(written, scope), self.module.text(keyword(call, "new_column_name", "name"), scope)
        if not name:
            self.tell("unparsed", call, table)
            return
        typed, comment, here = keyword(call, "type_"), keyword(call, "comment"), self.place(written, call, scope)
        if typed is not None:
            self.tell("modify", call, table, (Column(name, type_text(self.module, typed), "", *here),), old=name)
        if comment is not None:
            self.tell("comment_column", call, table, old=name, new=said(self.module.text(comment, scope)), place=here)
        if new:
            there = self.place(keyword(call, "new_column_name", "name"), call, scope)
            self.tell("rename", call, table, old=name, new=new, place=there)

    def place(self, node: ast.expr | None, call: ast.Call, scope: Scope) -> tuple[int, int]:
        """Where a name is written, if it is a literal, else where the call is."""
        import ast

        found = self.module.resolved(node, scope)
        return self.module.place(found if isinstance(found, ast.Constant) else call)

    def drop(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        name = self.module.text(argument(call, first, "column_name"), scope)
        self.tell("drop" if name else "unparsed", call, table, old=name or "")

    def drop_table(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        self.tell("drop_table", call, table)

    def comment(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        self.tell("comment_table", call, table, new=said(self.module.text(argument(call, first, "comment"), scope)))

    def uncomment(self, call: ast.Call, table: Name, first: int, scope: Scope) -> None:
        self.tell("comment_table", call, table)


_OPERATIONS: dict[str, Callable[[_Step, ast.Call, Name, int, Scope], None]] = {
    "create_table": _Step.create, "add_column": _Step.add, "alter_column": _Step.alter, "drop_column": _Step.drop,
    "drop_table": _Step.drop_table, "create_table_comment": _Step.comment, "drop_table_comment": _Step.uncomment,
}  # fmt: skip
