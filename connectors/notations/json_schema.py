"""JSON Schema in JSON or YAML: a text whose root names a schema of json-schema.org, or *.schema.json / *.schema.yaml.

The root's table is called by its title where that is one word, else by its $id, else by the file; definitions by their keys.
"""

from __future__ import annotations

import re

from connectors.notations import Definition
from connectors.notations._contracts import Gathered
from connectors.notations._json_schemas import Schemas
from connectors.notations._yaml import Node, documents

NAME = "json_schema"
SUFFIXES = (".json", ".yaml", ".yml")
SIGN = r"\bproperties[\"']?[ \t]*:"

_META = re.compile(r"\$schema[\"']?\s*:\s*[\"']?https?://json-schema\.org/")
_NAMED = re.compile(r"[._-]schema\.(?:json|ya?ml)$", re.IGNORECASE)
_WORD = re.compile(r"\w[\w.-]{0,99}")


def read(text: str, path: str) -> Definition:
    named = _NAMED.search(path) is not None
    if not named and not _META.search(text):
        return Definition()
    gathered = Gathered()
    for root in documents(text):
        if (named and _looks(root)) or "json-schema.org/" in root.text("$schema"):
            Schemas(root, gathered).define(_name(root, path), _key(root), [root])
    return gathered.definition()


def _looks(root: Node) -> bool:
    """Named as a schema, it also has the form of one, and not that of an interface description."""
    if not isinstance(root.data, dict) or {"openapi", "swagger", "asyncapi"} & root.data.keys():
        return False
    return any(isinstance(value.data, dict) for key in ("properties", "$defs", "definitions", "items") if (value := root.get(key)))


def _key(root: Node) -> Node:
    return root.get("title") or root


def _name(root: Node, path: str) -> str:
    title = root.text("title")
    if _WORD.fullmatch(title):
        return title
    for name in ((root.text("$id") or root.text("id"))[:500], path):
        last = name.rstrip("/#").rpartition("/")[2]
        if last := re.sub(r"(?i)(?:[._-]schema)?(?:\.(?:json|ya?ml))?$", "", last):
            return last
    return "schema"
