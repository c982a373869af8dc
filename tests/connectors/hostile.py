"""A connector that does everything a connector may do at its worst, and nothing it may not: for tests of what stands behind it.

Not a real source: its rows come from `Trap`s, so that a test says in one line what goes wrong where.

    connector = Hostile([Trap("t", rows=100), Trap("gone", at=0, error=AssetUnreadable("not_found"))])
    connector = Hostile(kinds_of_trouble())          # one asset for each trouble known here

A trap's rows are made from its name and their number, so a read that is split, resumed or repeated gives the same rows and a
test can say what must have been found. With ``Trap.times`` an error passes after so many tries, as a lock does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from connectors.base import Asset, AssetUnreadable, Batch, Budget, Column, ConfigError, Cursor, Extent, Problem, SourceUnavailable, TryLater

Cell = Callable[[str, int], Any]


def word(name: str, row: int) -> str:
    """What a cell holds unless a trap says otherwise."""
    return f"{name} {row}"


@dataclass(frozen=True)
class Trap:
    """One asset and what is wrong with it.

    rows      that it has; batches end every `batch_rows` rows (or the budget's, if smaller), with an empty batch after each
              when `empty_batches`.
    columns   names of its columns; cell: (name, row) -> value; arrow: type of every column.
    at        row before which `error` is raised; times: how often, None for ever. An error at row 0 comes before any batch.
    problem   told by `discover`; reading raises it.
    extent    returned at the end instead of an honest one.
    after     cursor of every batch instead of the honest row number: for cursors that are not integers, or are useless.
    """

    name: str
    rows: int = 10
    columns: tuple[str, ...] = ("a", "b")
    cell: Cell = word
    arrow: Any = None
    batch_rows: int = 4
    empty_batches: bool = False
    at: int | None = None
    error: BaseException | None = None
    times: int | None = None
    problem: Problem | None = None
    extent: Extent | None = None
    bad: int = 0
    cut: int = 0

    def batch(self, first: int, count: int) -> Any:
        arrays = [
            pa.array([self.cell(column, i) for i in range(first, first + count)], type=self.arrow or pa.string()) for column in self.columns
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=pa.schema([(c, self.arrow or pa.string()) for c in self.columns]))


class Hostile:
    """`reads` and `raised` count by asset name; `open` is how many reads are not finished or given up; `closed` how often
    it was closed. discovery: raised after so many assets, to be a source that breaks while it lists."""

    def __init__(self, traps: Sequence[Trap], source: str = "hostile", discovery: tuple[int, BaseException] | None = None) -> None:
        self.traps = {trap.name: trap for trap in traps}
        self.reads: Counter[str] = Counter()
        self.raised: Counter[str] = Counter()
        self.open = self.closed = 0
        self._source, self._discovery = source, discovery

    def discover(self) -> Iterator[Asset]:
        for i, trap in enumerate(self.traps.values()):
            if self._discovery is not None and i == self._discovery[0]:
                raise self._discovery[1]
            yield Asset(
                uri=f"hostile://{self._source}/{i}",
                source=self._source,
                kind="table",
                name=trap.name,
                columns=tuple(Column(c, "text") for c in trap.columns),
                problem=trap.problem,
            )

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
        trap = self.traps[asset.name]
        self.reads[trap.name] += 1
        self.open += 1
        try:
            if trap.problem is not None:
                raise AssetUnreadable(trap.problem.reason, trap.problem.detail)
            yield from self._batches(trap, budget, after or 0)
        finally:
            self.open -= 1
        whole = budget.rows is None or budget.rows >= trap.rows
        return trap.extent or (Extent("COMPLETE") if whole else Extent("SAMPLED", "head"))

    def close(self) -> None:
        self.closed += 1

    def _batches(self, trap: Trap, budget: Budget, row: int) -> Iterator[Batch]:
        end = trap.rows if budget.rows is None else min(trap.rows, budget.rows)
        while row < end:
            self._spring(trap, row)
            count = min(trap.batch_rows, budget.batch_rows, end - row)
            if trap.at is not None and row < trap.at:
                count = min(count, trap.at - row)
            yield Batch(trap.batch(row, count), row + count, row, trap.bad, trap.cut)
            row += count
            if trap.empty_batches:
                yield Batch(trap.batch(row, 0), row, row)
        self._spring(trap, row)

    def _spring(self, trap: Trap, row: int) -> None:
        if trap.error is not None and trap.at == row and (trap.times is None or self.raised[trap.name] < trap.times):
            self.raised[trap.name] += 1
            raise trap.error


#: Names that break reports, terminals, spreadsheets and paths.
NAMES = (
    "=1+1", "<script>alert(1)</script>", "\u202egnp.exe", "a\nb", "\x1b[31mred", "", " ", "x" * 5_000, "../../etc/passwd", "客户;DROP",
    "a\0b", "%s{0}", "CON", "'\"`", "\u200b",
)  # fmt: skip


def kinds_of_trouble(places: Sequence[int] = (0, 4, 10)) -> list[Trap]:
    """Every trouble once: each error class before, between and behind the batches; odd names, batches and values; wrong
    words. `places` are rows (of 10) at which errors come."""
    errors: dict[Literal["unreadable", "source", "later", "config"], BaseException] = {
        "unreadable": AssetUnreadable("corrupt", "planted"),
        "source": SourceUnavailable("unreachable", "planted"),
        "later": TryLater("locked", "planted"),
        "config": ConfigError("bad_url", "planted"),
    }
    raising = [Trap(f"{name} at {at}", at=at, error=error) for name, error in errors.items() for at in places]
    passing = [Trap(f"passing at {at}", at=at, error=TryLater("locked"), times=2) for at in places]
    named = [Trap(f"name {i}", columns=(name,)) for i, name in enumerate(NAMES)]
    return [*raising, *passing, *named, *odd_batches(), *odd_ends()]


def odd_batches() -> list[Trap]:
    """Strange but allowed: empty batches, no rows, no columns, huge cells, nulls only, columns of one name, other types."""
    return [
        Trap("empty batches", empty_batches=True),
        Trap("no rows", rows=0),
        Trap("no columns", columns=()),
        Trap("one row at a time", batch_rows=1),
        Trap("huge cell", rows=2, cell=lambda name, row: "电话" * 1_000_000),
        Trap("nulls", cell=lambda name, row: None),
        Trap("null type", cell=lambda name, row: None, arrow=pa.null()),
        Trap("binary", cell=lambda name, row: b"\xff\xfe\x00", arrow=pa.binary()),
        Trap("numbers", cell=lambda name, row: 13_800_138_000 + row, arrow=pa.int64()),
        Trap("same name twice", columns=("a", "a")),
        Trap("thousand columns", rows=2, columns=tuple(f"c{i}" for i in range(1_000))),
        Trap("controls", cell=lambda name, row: "\x00\x1b[2J\u202e\u2028\n" * 10),
        Trap("bad and cut", bad=3, cut=2),
    ]


def odd_ends() -> list[Trap]:
    """Known problems, and extents that say less than all."""
    return [
        Trap("known problem", problem=Problem("ERROR", "no_permission")),
        Trap("skipped", problem=Problem("SKIPPED", "view_not_read")),
        Trap("partial", extent=Extent("PARTIAL", "full", "limit_seconds")),
        Trap("sampled", extent=Extent("SAMPLED", "blocks")),
    ]
