"""Every SELECT that reads rows is written here; nothing else in the connectors composes SQL from names.

A *statement* is text and parameters. Names arrive quoted by SQLAlchemy's dialect (`Quoter`), values only as
parameters, numbers only as integers. There is no other verb than SELECT in this file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from connectors.sql_catalog import Key, Table

Quoter = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Statement:
    """table, limit, offset, counts: what `head` and `count_upto` ask for, so that a dialect of another grammar can say it its way."""

    text: str
    parameters: tuple[Any, ...] = ()
    table: Table | None = None
    limit: int | None = None
    offset: int = 0
    counts: bool = False


#: Every table is read under this name. A bare column in ORDER BY would mean the output column of that name, which may be
#: the text form of a number, and the pages would not follow the key.
ALIAS = "pandian"


def quoted(quote: Quoter, *names: str) -> str:
    """a."b c" for PostgreSQL, `a`.`b c` for MySQL; empty names are left out."""
    return ".".join(quote(name) for name in names if name)


def aliased(quote: Quoter, column: str) -> str:
    """pandian."b c": how keys are written."""
    return f"{ALIAS}.{quote(column)}"


def page(table: Table, after: Sequence[Any] | None, limit: int, upto: int | None = None, row_values: bool = True) -> Statement:
    """The next `limit` rows in the order of the key, behind the key `after`; the key's values follow the columns.

    row_values: (a, b) > (x, y), which PostgreSQL and SQLite answer from the index; MySQL does not, so there it is
    a >= x AND (a > x OR (a = x AND b > y)). upto: highest value of a single integer key.
    """
    where, parameters = "", tuple[Any, ...]()
    if after is not None:
        where, parameters = _behind(table.key, tuple(after), row_values)
    if upto is not None:
        where = f"{where} AND {table.key[0].column} <= {table.key[0].bind}" if where else f"{table.key[0].column} <= {table.key[0].bind}"
        parameters = (*parameters, upto)
    condition = f" WHERE {where}" if where else ""
    order = ", ".join(k.column for k in table.key)
    return Statement(
        f"SELECT {_columns(table, keys=True)} FROM {table.relation} AS {ALIAS}{condition} ORDER BY {order} LIMIT {int(limit)}", parameters
    )


def block(table: Table, after: str, end: int, limit: int) -> Statement:
    """PostgreSQL: rows behind the row address `after` ("(block,item)") in blocks below `end`, in order of address."""
    place = f"{ALIAS}.ctid"
    where = f"{place} > %s::tid AND {place} < %s::tid ORDER BY {place} LIMIT {int(limit)}"
    text = f"SELECT {_columns(table)}, {place}::text FROM {table.relation} AS {ALIAS} WHERE {where}"
    return Statement(text, (after, f"({int(end)},0)"))


def tablesample(table: Table, percent: float, seed: int, limit: int) -> Statement:
    """PostgreSQL, for tables without blocks of their own (partitioned ones)."""
    text = f"SELECT {_columns(table)} FROM {table.relation} AS {ALIAS} TABLESAMPLE SYSTEM (%s) REPEATABLE (%s) LIMIT {int(limit)}"
    return Statement(text, (percent, seed))


def head(table: Table, limit: int | None, offset: int = 0) -> Statement:
    """Rows as the server gives them. `limit` None: all; MySQL knows no OFFSET without LIMIT, hence the large number."""
    tail = f" LIMIT {int(limit) if limit is not None else 2**63 - 1}" if limit is not None or offset else ""
    skip = f" OFFSET {int(offset)}" if offset else ""
    return Statement(f"SELECT {_columns(table)} FROM {table.relation} AS {ALIAS}{tail}{skip}", table=table, limit=limit, offset=offset)


def count_upto(table: Table, limit: int) -> Statement:
    """At most `limit`: never a full count."""
    return Statement(
        f"SELECT count(*) FROM (SELECT 1 AS one FROM {table.relation} AS {ALIAS} LIMIT {int(limit)}) AS few",
        table=table,
        limit=limit,
        counts=True,
    )


def ends(table: Table) -> Statement:
    """Smallest and greatest value of a single key, from both ends of its index."""
    column = table.key[0].column
    return Statement(f"SELECT min({column}), max({column}) FROM {table.relation} AS {ALIAS}")


def _columns(table: Table, keys: bool = False) -> str:
    # A table without columns is legal in PostgreSQL; its rows still count.
    return ", ".join([f.select for f in table.fields] + ([k.fetch for k in table.key if k.field is None] if keys else [])) or "NULL"


def _behind(key: Sequence[Key], after: tuple[Any, ...], row_values: bool) -> tuple[str, tuple[Any, ...]]:
    if len(key) == 1:
        return f"{key[0].column} > {key[0].bind}", after
    if row_values:
        return f"({', '.join(k.column for k in key)}) > ({', '.join(k.bind for k in key)})", after
    first, rest = key[0], _behind(key[1:], after[1:], row_values)
    text = f"{first.column} >= {first.bind} AND ({first.column} > {first.bind} OR ({first.column} = {first.bind} AND {rest[0]}))"
    return text, (after[0], after[0], after[0], *rest[1])
