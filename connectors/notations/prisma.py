"""Prisma schemas: models, views and the composite types in them. Own code because no parser of them exists for Python.

A field of a model's type is a relation and no column. A type that is not in this file is taken for an enum, many of it for a model.
"""

from __future__ import annotations

from connectors.notations import Definition

NAME = "prisma"
SUFFIXES = (".prisma",)
SIGN = r"\b(?:model|view|type)[ \t]+\w+[ \t]*\{"


def read(text: str, _path: str) -> Definition:
    from connectors.notations._prisma import definition

    return definition(text)
