"""What a definition builds, as the tables of cases write it."""

from __future__ import annotations

from connectors.ddl_tables import Tables
from connectors.notations import Definition

Told = dict[str, tuple[str, list[str]]]


def told(definition: Definition) -> tuple[Told, list[str], tuple[int, ...]]:
    """Tables by name with comment and "name|type|comment|line" of their columns; "table:line" of what was not understood; lines of
    what names no table."""
    tables = Tables()
    for change in definition.changes:
        tables.apply(change)
    found = {
        ".".join(p for p in t.shown if p): (t.comment, [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in t.columns]) for t in tables.all
    }
    return found, [f"{t.shown.table}:{t.unparsed}" for t in tables.all if t.unparsed], definition.unread
