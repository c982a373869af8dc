"""TypeORM migrations: what `up` of a MigrationInterface calls on its query runner, in SQL or with Table and TableColumn."""

from __future__ import annotations

from connectors.notations import Definition

NAME = "typeorm_migrations"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
SIGN = r"\bMigrationInterface\b|\b[qQ]ueryRunner\b"
HINTS = ("MigrationInterface", "ueryRunner")
EXTRA = "code"


def read(text: str, path: str) -> Definition:
    from connectors.notations._typeorm_migrations import definition

    return definition(text, path)
