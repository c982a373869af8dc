"""Data contracts: the Open Data Contract Standard 2 and 3 (Bitol), and the Data Contract Specification (datacontract.com).

A column is called what it is called in the store (physicalName), its name in the contract is then part of the comment. What a
property holds in turn is a table named after both.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectors.base import Column
from connectors.ddl_reader import Name
from connectors.notations import Definition
from connectors.notations._contracts import MAX_NAME, Gathered, marks, said, split_name
from connectors.notations._yaml import Node, documents

NAME = "odcs"
SUFFIXES = (".yaml", ".yml", ".json")
SIGN = r"\bkind[\"']?[ \t]*:[ \t]*[\"']?DataContract\b|\bdataContractSpecification[\"']?[ \t]*:"

_MAX_POINTER = 500


def read(text: str, _path: str) -> Definition:
    gathered = Gathered()
    for root in documents(text):
        if root.text("dataContractSpecification"):
            for name, key, model in root.entries("models"):
                _Fields(root, gathered).table(Name("", name), key, model)
        elif root.text("kind") == "DataContract":
            for entry in (*root.items("schema"), *root.items("dataset")):
                _table(gathered, entry)
    return gathered.definition()


# -- Open Data Contract Standard ----------------------------------------------------------------------------------------


def _table(gathered: Gathered, entry: Node, parent: str = "") -> None:
    """An object of version 3, or a data set of version 2; with a parent, what one of its properties holds."""
    called = _called(entry)
    key = entry.get(called) or entry
    name = Name("", f"{parent}_{entry.text(called)}") if parent else split_name(entry.text(called))
    columns, nested = [], []
    for item in (*entry.items("properties"), *entry.items("columns")):
        held = _held(item)
        if not item.text(_called(item)):
            gathered.unread.append(item.line)
        elif held is None:
            columns.append(_column(item))
        else:
            nested.append((item, held))
    gathered.table(name, key.line, key.at, columns, _words(entry, called))
    for item, held in nested:
        _inside(gathered, item, held, name.table[-MAX_NAME:])


def _inside(gathered: Gathered, item: Node, held: Node, parent: str) -> None:
    """The object in a property: the property itself, or the items of a list, which have no name of their own."""
    called = _called(item)
    named = Node({**item.data, "properties": held.data["properties"]}, item.line, item.at)
    if item.text(called):
        _table(gathered, named, parent)


def _held(item: Node) -> Node | None:
    """The object with properties that a property is, or is a list of."""
    node: Node | None = item
    while node is not None and not node.items("properties"):
        node = node.get("items")
    return node


def _called(entry: Node) -> str:
    """The key that names a table or a column; version 2 has keys of its own."""
    return next((key for key in ("physicalName", "name", "column", "table") if entry.text(key)), "name")


def _column(item: Node) -> Column:
    called = _called(item)
    key, items = item.get(called) or item, item.get("items")
    kind = item.text("physicalType") or item.text("logicalType")
    if kind == "array" and items is not None and (inner := items.text("physicalType") or items.text("logicalType")):
        kind = f"{inner}[]"
    return Column(item.text(called), kind, _words(item, called), key.line, key.at)


def _words(entry: Node, called: str) -> str:
    names = (entry.text(key) for key in ("name", "column", "table") if key != called)
    other = [name for name in names if name != entry.text(called)]
    return said(entry.text("businessName"), entry.text("description"), *other, *marks(entry))


# -- Data Contract Specification ----------------------------------------------------------------------------------------


class _Fields:
    def __init__(self, root: Node, into: Gathered) -> None:
        self.root, self.into = root, into

    def table(self, name: Name, key: Node, model: Node) -> None:
        columns, nested = [], []
        for own, at, field in model.entries("fields"):
            held = self._held(field)
            if not own:
                self.into.unread.append(at.line)
            elif held is None:
                columns.append(self._column(own, at, field))
            else:
                nested.append((own, at, held))
        words = said(model.text("title"), model.text("description"), *marks(model))
        self.into.table(name, key.line, key.at, columns, words)
        for own, at, held in nested:
            self.table(Name("", f"{name.table}_{own}"[-MAX_NAME:]), at, held)

    def _held(self, field: Node) -> Node | None:
        """The object that a field is, or is a list or map of, here or by the definition that it names."""
        node: Node | None = field
        while node is not None and next(node.entries("fields"), None) is None:
            node = node.get("items") or node.get("values")
        return node

    def _column(self, own: str, at: Node, field: Node) -> Column:
        shared = self._shared(field)
        both = [field] if shared is None else [field, shared]
        kind = next((kind for node in both if (kind := node.text("type"))), "")
        if kind == "array" and (inner := field.text("items", "type")):
            kind = f"{inner}[]"
        words = [node.text(key) for node in both for key in ("title", "description")]
        return Column(own, kind, said(*words, *self._marks(both)), at.line, at.at)

    def _marks(self, both: list[Node]) -> Iterator[str]:
        """The field's own annotations; the definition's where it has none."""
        yield from next((found for node in both if (found := list(filter(None, marks(node, node.get("config")))))), [])

    def _shared(self, field: Node) -> Node | None:
        pointer = field.text("$ref")
        if not pointer.startswith("#/") or len(pointer) > _MAX_POINTER:
            return None
        return self.root.get(*pointer[2:].split("/"))
