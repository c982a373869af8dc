"""TypeORM entities: classes with @Entity or @ViewEntity, with embedded classes and bases of the same file, and EntitySchema objects."""

from __future__ import annotations

from connectors.notations import Definition

NAME = "typeorm"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
SIGN = r"@(?:View)?Entity\b|\bEntitySchema\b"
HINTS = ("Entity",)
EXTRA = "code"


def read(text: str, path: str) -> Definition:
    from connectors.notations._typeorm import definition

    return definition(text, path)
