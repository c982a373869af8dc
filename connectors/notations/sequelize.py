"""Sequelize: models by `define` and `init`, classes with @Table of sequelize-typescript, and migrations by the query interface."""

from __future__ import annotations

from connectors.notations import Definition

NAME = "sequelize"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
SIGN = r"[sS]equelize|\bDataTypes?\.|\bqueryInterface\b"
HINTS = ("equelize", "DataType", "queryInterface")
EXTRA = "code"


def read(text: str, path: str) -> Definition:
    from connectors.notations._sequelize_models import definition

    return definition(text, path)
