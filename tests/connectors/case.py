"""A *case* is one source of every kind that the conformance suite is run on; how to add a connector to the suite.

Write ``tests/connectors/cases/<anything>.py`` with a dictionary ``CASES`` of name -> builder:

    def build(folder: Path, request: pytest.FixtureRequest) -> Case: ...
    CASES = {"csv": build}

`folder` is empty and the builder's own. A builder that needs a server asks ``request.getfixturevalue("postgresql")``.
The builder fills the source with `TABLES` as far as it can hold them, and `hostile` names where it may.
Nothing else is edited: cases are found by package walk.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from connectors.base import Asset, Batch, Budget, Connector, Cursor, Extent, Source
from tests.connectors import cases

#: Goes into the password or another secret of every source; may be in no message, URI or repr.
SECRET = "Zq7#Canary!planted"

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """expected: asset name -> its rows as text (see `as_text`), in any order; assets not named here are only checked for
    consistency. state: what must be equal before and after, such as checksums and row counters."""

    source: Source
    expected: dict[str, list[Row]] = field(default_factory=dict)
    state: Callable[[], Any] = lambda: None


Builder = Callable[[Path, pytest.FixtureRequest], Case]


def registered() -> dict[str, Builder]:
    found: dict[str, Builder] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(cases.__path__)):
        for name, build in importlib.import_module(f"{cases.__name__}.{module}").CASES.items():
            if name in found:
                raise ValueError(f"two conformance cases are called {name!r}")
            found[name] = build
    return found


@dataclass(frozen=True)
class Dataset:
    columns: tuple[str, ...]
    comments: tuple[str, ...]
    comment: str
    rows: tuple[Row, ...]


def _customers(count: int) -> tuple[Row, ...]:
    """Synthetic people: names from syllables, numbers from the block 1380013xxxx."""
    chance = random.Random(20261)
    family, given = "赵钱孙李周吴郑王", "一二三四五六七八安宁明华"
    rows: list[Row] = []
    for i in range(1, count + 1):
        name = chance.choice(family) + "".join(chance.sample(given, 2))
        phone = f"1380013{chance.randrange(10_000):04}" if i % 7 else None
        note = {0: None, 1: "x" * 5_000, 2: "换行\n和“引号”、'单引号'; DROP TABLE 客户;--", 3: "𠮷 \t% %s :name ? \\"}.get(
            i % 40, f"第{i}单"
        )
        rows.append((i, name, phone, note))
    return tuple(rows)


#: What every source should hold. Integers, text, nulls, long text, text that looks like SQL.
TABLES: dict[str, Dataset] = {
    "客户": Dataset(("id", "姓名", "电话", "备注"), ("编号", "客户姓名", "联系电话", "自由备注"), "客户主表", _customers(150)),
    "empty": Dataset(("id", "note"), ("", ""), "", ()),
    "few": Dataset(("code", "word"), ("", ""), "", (("a", "one"), ("b", "two"), ("c", None))),
}

#: Table and column names that break tools: quotes, semicolons, format signs, controls, look-alikes, keywords.
HOSTILE = (
    'a"b', "a'b", "a`b", "a;drop table few;--", "a.b", "a b ", "%s%d%%", ":bind", "?", "select", "表 名", "x\\y", "[x]", "{x}", "a/b#c?d=e",
    "\u202eabc", "né", "💧", "Ａ", "tab\there", "$1", "--", "/*", "%(name)s",
)  # fmt: skip


def as_text(value: Any) -> str | None:
    """The form in which cells of different sources are compared: files know neither numbers nor (often) null."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def texts(rows: Iterable[Row]) -> list[Row]:
    return [tuple(as_text(v) for v in row) for row in rows]


@dataclass
class Read:
    """A finished call of `read`: batches, and rows as text."""

    batches: list[Batch]
    extent: Extent

    @property
    def rows(self) -> list[Row]:
        return [row for batch in self.batches for row in rows_of(batch)]

    @property
    def counted(self) -> Counter[Row]:
        return Counter(self.rows)


def rows_of(batch: Batch) -> list[Row]:
    columns = [column.to_pylist() for column in batch.data.columns]
    return texts(zip(*columns, strict=True)) if columns else []


def read(connector: Connector, asset: Asset, budget: Budget | None = None, after: Cursor = None) -> Read:
    generator: Generator[Batch, None, Extent] = connector.read(asset, budget or Budget(rows=None), after)
    batches = []
    while True:
        try:
            batches.append(next(generator))
        except StopIteration as stop:
            return Read(batches, stop.value)
