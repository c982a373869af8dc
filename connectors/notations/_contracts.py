"""What interface and contract notations share: a comment of several words, annotations, tables under names of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._yaml import Node

MAX_WORDS, MAX_NAME = 2_000, 200  # an alias may repeat a long text a million times

#: Keys, letters only, under which files annotate -> how it is spelt in a comment, where INV-012 reads it.
_MARKS = {
    **dict.fromkeys(("pii", "pi", "ispii", "ispi", "haspii", "personal", "personaldata", "ispersonal", "ispersonaldata"), "pii"),
    **dict.fromkeys(("containspii", "containspi", "containspersonaldata"), "contains_pii"),
    **dict.fromkeys(("classification", "dataclassification", "classificationlevel"), "classification"),
    "数据分级": "数据分级",
}
_TAG = re.compile(r"(?i)\bpi\b|pii|personal|classification|个人信息|数据分级")


def said(*texts: str) -> str:
    """Texts that a human wrote about one thing, whitespace collapsed, each once."""
    short = (" ".join(text[:MAX_WORDS].split()) for text in texts)
    return "; ".join(dict.fromkeys(text for text in short if text))


def mark(key: str, value: str) -> str:
    """An annotation as a comment says it: ("x-pii", "false") -> "pii: false"; "" where the key is about something else."""
    letters = "".join(c for c in key[:40].lower() if c.isalpha())
    known = _MARKS.get(letters) or _MARKS.get(letters.removeprefix("x"))
    if known == "classification" and value == "公开":
        known = "数据分级"
    return f"{known}: {value[:40]}" if known and value else ""


def marks(*nodes: Node | None) -> Iterator[str]:
    """What mappings annotate by a key of their own, by `tags`, or by ODCS's list of customProperties."""
    for node in nodes:
        if node is None:
            continue
        for name, _, _ in node.entries():
            yield mark(name, node.text(name))
        for custom in node.items("customProperties"):
            yield mark(custom.text("property"), custom.text("value"))
        yield from (tag for tag in (node.text("tags"), *(item.text() for item in node.items("tags"))) if _TAG.search(tag[:100]))


@dataclass(slots=True)
class Gathered:
    """Tables of one file in the order in which they are met. A name that is taken gets a number: two tables stay two."""

    changes: list[Change] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)  # folded name -> tables that were to have it

    def free(self, name: str) -> bool:
        return name.casefold() not in self.taken

    def table(self, name: Name, line: int, at: int, columns: Iterable[Column], comment: str = "") -> None:
        """A table without columns says nothing; one without a name is reported."""
        found = tuple(columns)
        if not found:
            return
        if not name.table:
            self.unread.append(line)
            return
        name = self._own(Name(name.schema[-MAX_NAME:], name.table[-MAX_NAME:]))
        self.changes.append(Change("create", name, line, found, at=at))
        if comment:
            self.changes.append(Change("comment_table", name, line, new=comment, at=at))

    def definition(self) -> Definition:
        return Definition(tuple(self.changes), unread=tuple(sorted(set(self.unread))))

    def _own(self, name: Name) -> Name:
        own, key = name, self._key(name)
        while (folded := self._key(own)) in self.taken:
            self.taken[key] += 1
            own = Name(name.schema, f"{name.table}_{self.taken[key]}")
        self.taken[folded] = 1
        return own

    @staticmethod
    def _key(name: Name) -> str:
        return ".".join(part for part in name if part).casefold()


def split_name(dotted: str) -> Name:
    """crm.customer -> schema and table."""
    schema, _, table = dotted.rpartition(".")
    return Name(schema.rpartition(".")[2], table)
