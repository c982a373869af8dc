"""dbt's property files: models, sources, snapshots and seeds with the columns that are described in them.

Columns that a model's SQL selects and nobody describes are not seen. What `meta` and `tags` say of personal information is part
of the comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.base import Column
from connectors.ddl_reader import Name
from connectors.notations import Definition
from connectors.notations._contracts import Gathered, marks, said
from connectors.notations._yaml import Node, documents

NAME = "dbt"
SUFFIXES = (".yml", ".yaml")
SIGN = r"(?m)^(?:models|sources|snapshots|seeds)[ \t]*:"

_COLUMNS = re.compile(r"\bcolumns[ \t]*:")
_NAMED = re.compile(r"(?m)^[ \t]*-[ \t]+(?:&\w+[ \t]+)?[\"']?\w+[\"']?[ \t]*:")
_JINJA = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")


def read(text: str, _path: str) -> Definition:
    if not _COLUMNS.search(text) or not _NAMED.search(text):
        return Definition()
    gathered = Gathered()
    for root in documents(text):
        for section in ("models", "snapshots", "seeds"):
            for resource in root.items(section):
                _table(gathered, "", resource)
        for source in root.items("sources"):
            schema = _plain(source.text("schema")) or source.text("name")
            for table in source.items("tables"):
                _table(gathered, schema, table)
    return gathered.definition()


def _table(gathered: Gathered, schema: str, resource: Node) -> None:
    name = next((key for key in ("identifier", "alias", "name") if _plain(resource.text(key))), "")
    key = resource.get(name) or resource
    given = list(resource.items("columns"))
    for version in resource.items("versions"):
        given += version.items("columns")
    columns: dict[str, Column] = {}
    for item in given:
        if item.get("include") is not None and item.get("name") is None:  # a version's "all but these"
            continue
        if not item.text("name"):
            gathered.unread.append(item.line)
            continue
        column = _column(item)
        columns.setdefault(column.name, column)
    gathered.table(Name(schema, resource.text(name) if name else ""), key.line, key.at, columns.values(), _words(resource))


def _column(item: Node) -> Column:
    at = item.get("name") or item
    return Column(item.text("name"), item.text("data_type"), _words(item), at.line, at.at)


def _words(node: Node) -> str:
    return said(_plain(node.text("description")), *_marks(node))


def _marks(node: Node) -> Iterator[str]:
    config = node.get("config")
    yield from marks(node.get("meta"), node, config, config.get("meta") if config is not None else None)


def _plain(text: str) -> str:
    """Without Jinja, which says where the words are."""
    return _JINJA.sub(" ", text[:10_000]).strip() if "{" in text else text
