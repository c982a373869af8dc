"""The loop against the hostile connector: whatever breaks, wherever, is a row of the inventory, and the rest is scanned."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scanner.scan
from connectors.base import (
    Asset,
    AssetUnreadable,
    Batch,
    Budget,
    ConfigError,
    Connector,
    ConnectorError,
    Extent,
    Problem,
    Source,
    SourceUnavailable,
    TryLater,
)
from recognizers import catalogue
from scanner.ahead import ahead, gathered
from scanner.inventory import AssetRecord, Inventory, Status
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import ATTEMPTS, Plan, Progress, run
from scanner.sketch import Key
from scanner.store import Store
from tests.connectors.hostile import Hostile, Trap, kinds_of_trouble

RECOGNIZERS = catalogue()
OBSERVER = Observer(RECOGNIZERS, Key(bytes(32)))
PLANTED = "13800138000"
WELL = Trap("well")


def phones(column: str, row: int) -> str:
    return f"1380013{row:04}"


def troubles() -> list[Trap]:
    """All of them; the huge cell a hundredth of its size, for the engine's sake."""
    return [replace(t, cell=lambda name, row: "电话" * 10_000) if t.name == "huge cell" else t for t in kinds_of_trouble()]


class DriverError(Exception):
    """Not one of the contract, as a database driver raises it; its text holds what it should not."""


@dataclass
class World:
    """Sources by name: a connector, or what opening them raises. `order` is what was done, in order."""

    sources: dict[str, Hostile | Exception]
    opened: list[str] = field(default_factory=list)

    def open(self, source: Source) -> Connector:
        self.opened.append(source.name)
        found = self.sources[source.name]
        if isinstance(found, Exception):
            raise found
        return found


Scan = Callable[..., Inventory]


@pytest.fixture
def scan(monkeypatch: pytest.MonkeyPatch) -> Scan:
    """scan({name: connector or error}, **fields of Plan) -> Inventory. The one thing replaced is the way to a connector."""

    def go(
        sources: dict[str, Hostile | Exception],
        ledger: Any = None,
        tell: Any = scanner.scan.silent,
        observer: Any = OBSERVER,
        **fields: Any,
    ) -> Inventory:
        monkeypatch.setattr(scanner.scan, "open_source", World(sources).open)
        return run(plan(*sources, **fields), ledger or MemoryLedger(), observer, tell)

    return go


def plan(*names: str, **fields: Any) -> Plan:
    sources = tuple(Source(name, f"hostile://{name}") for name in names)
    return replace(Plan(sources, RECOGNIZERS, "digest", "0", budget=Budget(rows=None), backoff_seconds=0), **fields)


def hostile(*traps: Trap, discovery: tuple[int, BaseException] | None = None) -> Hostile:
    return Hostile(traps, discovery=discovery)


def by_name(inventory: Inventory) -> dict[str, AssetRecord]:
    return {a.name: a for a in inventory.assets}


def told(asset: AssetRecord) -> tuple[str, str, str, int]:
    return asset.status, asset.reason, asset.detail, asset.rows_read


# -- errors ---------------------------------------------------------------------------------------------------------------

UNEXPECTED = [
    DriverError(PLANTED), RuntimeError(PLANTED), ValueError(PLANTED), OSError(5, PLANTED), MemoryError(PLANTED), RecursionError(PLANTED), AttributeError(PLANTED),
    AssertionError(PLANTED), KeyError(PLANTED), UnicodeDecodeError("utf-8", PLANTED.encode(), 0, 1, PLANTED), pa.ArrowInvalid(PLANTED), ConfigError("bad_url", PLANTED),
]  # fmt: skip


@pytest.mark.parametrize("at", [0, 4, 8, 10])
@pytest.mark.parametrize(
    "error", [AssetUnreadable("corrupt", "page 7"), TryLater("locked", "page 7"), *UNEXPECTED], ids=lambda e: type(e).__name__
)
def test_an_asset_that_breaks_says_so_and_the_others_are_read(scan: Scan, error: Exception, at: int) -> None:
    connector = hostile(Trap("before"), Trap("bad", at=at, error=error), WELL)
    inventory = scan({"a": connector, "b": hostile(Trap("other"))})
    expected = (error.reason, error.detail) if isinstance(error, AssetUnreadable | TryLater) else ("internal", type(error).__name__)
    assets = by_name(inventory)
    assert told(assets["bad"]) == (Status.PARTIAL if at else Status.ERROR, *expected, at)
    assert {told(assets[n]) for n in ("before", "well", "other")} == {(Status.COMPLETE, "", "", 10)}
    assert not inventory.complete
    assert not any(s.reason for s in inventory.sources)
    assert PLANTED not in str(inventory.to_json())
    assert (connector.open, connector.closed) == (0, 1)


@pytest.mark.parametrize("at", [0, 4, 10])
def test_a_source_that_breaks_is_given_up_with_what_it_gave(scan: Scan, at: int) -> None:
    bad = Trap("bad", at=at, error=SourceUnavailable("connection_lost", "gone"), columns=("mobile",), cell=phones)
    connector = hostile(Trap("before"), bad, WELL, Trap("view", problem=Problem("SKIPPED", "view_not_read")))
    inventory = scan({"a": connector, "b": hostile(Trap("other"))})
    assets = by_name(inventory)
    assert told(assets["bad"]) == (Status.PARTIAL if at else Status.ERROR, "connection_lost", "gone", at)
    assert told(assets["well"]) == (Status.ERROR, "connection_lost", "gone", 0)
    assert told(assets["view"])[:2] == (Status.SKIPPED, "view_not_read")
    assert assets["before"].status == assets["other"].status == Status.COMPLETE
    assert [(s.name, s.reason, s.detail) for s in inventory.sources] == [("a", "connection_lost", "gone"), ("b", "", "")]
    assert connector.reads == Counter(before=1, bad=1), "what is left of a lost source is not tried again and again"
    found = {f.uri: f.matched for f in inventory.findings if f.entity == "PHONE_NUMBER"}
    assert found == {assets["bad"].uri: at}, "what was found before it broke is kept"


@pytest.mark.parametrize("error", [SourceUnavailable("unreachable", "x"), TryLater("locked", "x"), AssetUnreadable("corrupt", "x"), *UNEXPECTED[:-1]],
                         ids=lambda e: type(e).__name__)  # fmt: skip
@pytest.mark.parametrize("place", ["open", 0, 1, 2])
def test_a_source_that_cannot_be_opened_or_listed(scan: Scan, error: Exception, place: int | str) -> None:
    a: Hostile | Exception = error if place == "open" else hostile(Trap("one"), Trap("two"), WELL, discovery=(int(place), error))
    events: list[tuple[str, dict[str, Any]]] = []
    inventory = scan({"a": a, "b": hostile(Trap("other"))}, tell=lambda *event: events.append(event))
    expected = (error.reason, error.detail) if isinstance(error, ConnectorError) else ("internal", type(error).__name__)
    assert [(s.name, s.reason, s.detail) for s in inventory.sources] == [("a", *expected), ("b", "", "")]
    listed = 0 if place == "open" else int(place)
    assert [told(x) for x in inventory.assets if x.source == "hostile" and x.name != "other"] == [(Status.ERROR, *expected, 0)] * listed
    assert by_name(inventory)["other"].status == Status.COMPLETE
    assert not inventory.complete
    assert PLANTED not in str(inventory.to_json()) + str(events)
    assert [facts["source"] for event, facts in events if event == "source_failed"] == ["a"]


def test_a_source_described_wrongly_stops_before_anything_is_read_or_written(scan: Scan) -> None:
    first, last = hostile(WELL), hostile(WELL)

    def ledger() -> MemoryLedger:
        pytest.fail("nothing is begun")

    with pytest.raises(ConfigError):
        scan({"a": first, "b": ConfigError("secret_in_url"), "c": last}, ledger=ledger)
    assert (first.reads, first.closed, last.closed) == (Counter(), 1, 0), "those opened are closed again"


def test_a_source_found_to_be_described_wrongly_while_it_lists_stops_the_run(scan: Scan) -> None:
    connector = hostile(WELL, discovery=(0, ConfigError("bad_url")))
    with pytest.raises(ConfigError):
        scan({"a": connector})
    assert (connector.reads, connector.closed) == (Counter(), 1)


def test_closing_may_fail(scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = hostile(WELL), hostile(Trap("other"))

    def broken() -> None:
        raise DriverError(PLANTED)

    monkeypatch.setattr(first, "close", broken)
    assert scan({"a": first, "b": second}).complete
    assert second.closed == 1


@pytest.mark.parametrize("at", [0, 4, 10])
@pytest.mark.parametrize("times", [1, ATTEMPTS - 1])
def test_a_fault_that_passes_costs_nothing_and_counts_nothing_twice(scan: Scan, at: int, times: int) -> None:
    bad = Trap("bad", at=at, error=TryLater("locked"), times=times, columns=("mobile",), cell=phones, bad=1, cut=2)
    connector = hostile(bad)
    asset = by_name(inventory := scan({"a": connector}))["bad"]
    undisturbed = scan({"a": hostile(replace(bad, error=None))})
    assert connector.reads == Counter(bad=times + 1)
    assert asset == by_name(undisturbed)["bad"]
    assert inventory.findings == undisturbed.findings
    assert [(f.matched, f.rows, f.distinct) for f in inventory.findings] == [(10, 10, 10)]


def test_pauses_grow_and_end(scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(scanner.scan.time, "sleep", pauses.append)
    connector = hostile(Trap("bad", at=4, error=TryLater("timeout")))
    assert told(by_name(scan({"a": connector}, backoff_seconds=0.5))["bad"])[:2] == (Status.PARTIAL, "timeout")
    assert connector.reads == Counter(bad=ATTEMPTS)
    assert pauses == [0.5, 1, 2], "no pause behind the last try"


def test_a_batch_counts_wholly_or_not(scan: Scan) -> None:
    """The second column breaks the engine after the first was counted: rows and counts still agree."""

    class Breaks(Observer):
        def _column(self, asset: Asset, place: int, data: pa.RecordBatch, *more: Any) -> Any:
            if asset.columns[place].name == "b" and data.column(place)[0].as_py() == "b 4":
                raise pa.ArrowInvalid(PLANTED)
            return super()._column(asset, place, data, *more)

    observer = Breaks(RECOGNIZERS, Key(bytes(32)))
    asset = by_name(scan({"a": hostile(WELL)}, observer=observer, checkpoint_seconds=0))["well"]
    assert told(asset) == (Status.PARTIAL, "internal", "ArrowInvalid", 4)
    assert [(c.name, c.rows) for c in asset.columns] == [("a", 4), ("b", 4)]


def test_a_ledger_that_cannot_write_is_not_the_assets_fault(scan: Scan) -> None:
    class Full(MemoryLedger):
        def checkpoint(self, source: int, asset: int, progress: Progress) -> None:
            raise OSError(28, "No space left on device")

    connector = hostile(WELL)
    with pytest.raises(OSError, match="No space"):
        scan({"a": connector}, ledger=Full(), checkpoint_seconds=0)
    assert (connector.open, connector.closed) == (0, 1)


# -- what is told of an asset ---------------------------------------------------------------------------------------------


def test_every_kind_of_trouble_in_one_source_but_those_that_end_it(scan: Scan) -> None:
    traps = [t for t in troubles() if not isinstance(t.error, SourceUnavailable)]
    connector = hostile(*traps)
    inventory = scan({"a": connector})
    assert [a.name for a in inventory.assets] == [t.name for t in traps], "nothing is left out"
    assert connector.open == 0
    statuses = by_name(inventory)
    for trap in traps:
        passes = trap.error is None or trap.times is not None
        if passes and trap.problem is None and trap.extent is None:
            whole = (Status.COMPLETE, "") if not statuses[trap.name].cut else (Status.PARTIAL, "limit_bytes")
            assert told(statuses[trap.name]) == (*whole, "", trap.rows if trap.columns else 0), trap.name


def test_problems_are_recorded_and_judged_by_their_words(scan: Scan) -> None:
    barred = Trap("customer", columns=("mobile", "email"), problem=Problem("ERROR", "no_permission", "SELECT denied"))
    connector = hostile(
        barred, Trap("v", problem=Problem("SKIPPED", "view_not_read")), Trap("big", problem=Problem("SKIPPED", "too_large"))
    )
    inventory = scan({"a": connector})
    assert [told(a) for a in inventory.assets] == [
        (Status.ERROR, "no_permission", "SELECT denied", 0), (Status.SKIPPED, "view_not_read", "", 0), (Status.SKIPPED, "too_large", "", 0),
    ]  # fmt: skip
    assert connector.reads == Counter()
    assert {(f.entity, f.matched, f.rows, f.distinct) for f in inventory.findings} == {
        ("PHONE_NUMBER", 0, 0, None),
        ("EMAIL_ADDRESS", 0, 0, None),
    }
    assert not inventory.complete
    assert scan({"a": hostile(Trap("v", problem=Problem("SKIPPED", "view_not_read")))}).complete, "by design"


@pytest.mark.parametrize("observer", [OBSERVER, None])
def test_schema_mode_reads_nothing(scan: Scan, observer: Observer | None) -> None:
    connector = hostile(Trap("customer", columns=("mobile",), cell=phones))
    inventory = scan({"a": connector}, observer=observer, mode="schema")
    assert connector.reads == Counter()
    assert told(inventory.assets[0]) == (Status.SCHEMA, "", "", 0)
    assert [(f.entity, f.distinct) for f in inventory.findings] == [("PHONE_NUMBER", None)]
    assert inventory.complete


@pytest.mark.parametrize(
    ("extent", "rows", "expected", "bound"),
    [
        (None, None, (Status.COMPLETE, "full", ""), None),
        (None, 6, (Status.SAMPLED, "head", ""), 0.5),
        (Extent("SAMPLED", "blocks"), None, (Status.SAMPLED, "blocks", ""), 0.3),
        (Extent("PARTIAL", "keys", "limit_seconds", "300 s"), None, (Status.PARTIAL, "keys", "limit_seconds"), 0.3),
        (Extent("PARTIAL", "full", "limit_bytes"), 2, (Status.PARTIAL, "full", "limit_bytes"), 1.0),
        (Extent("SAMPLED", "blocks"), 0, (Status.SAMPLED, "blocks", ""), None),
    ],
)  # fmt: skip
def test_extents_are_carried(scan: Scan, extent: Extent | None, rows: int | None, expected: tuple[str, ...], bound: float | None) -> None:
    inventory = scan({"a": hostile(Trap("t", extent=extent))}, budget=Budget(rows=rows))
    (asset,) = inventory.assets
    assert (asset.status, asset.method, asset.reason) == expected
    assert asset.detail == (extent.detail if extent else "")
    assert asset.absent_bound == bound
    assert inventory.sample_rows == rows
    assert inventory.complete is (asset.status is not Status.PARTIAL)


def test_a_connector_that_forgets_its_extent_was_read_to_its_end(scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    connector = hostile(WELL)
    honest = connector.read

    def forgetful(*arguments: Any) -> Iterable[Batch]:
        yield from honest(*arguments)

    monkeypatch.setattr(connector, "read", forgetful)
    assert scan({"a": connector}).assets[0].status == Status.COMPLETE


def test_bad_and_cut_are_added_up(scan: Scan) -> None:
    (asset,) = scan({"a": hostile(Trap("t", bad=3, cut=2))}).assets
    assert (asset.rows_read, asset.bad, asset.cut) == (10, 9, 6), "three batches"


def test_columns_keep_their_order_and_their_counts(scan: Scan) -> None:
    names = ("z", "a", "mobile", "M", "0")
    cells = {"z": None, "a": "", "mobile": PLANTED, "M": "  ", "0": "x"}
    (asset,) = scan({"a": hostile(Trap("t", columns=names, cell=lambda name, row: cells[name], batch_rows=1))}).assets
    assert [(c.name, c.rows, c.filled) for c in asset.columns] == [
        ("z", 10, 0),
        ("a", 10, 0),
        ("mobile", 10, 10),
        ("M", 10, 0),
        ("0", 10, 10),
    ]


def test_findings_come_in_the_order_of_assets_and_columns(scan: Scan) -> None:
    inventory = scan(
        {
            "b": hostile(*(Trap(f"t{i}", columns=("tel2", "tel1"), cell=phones) for i in range(3))),
            "a": hostile(Trap("u", columns=("tel",), cell=phones)),
        }
    )
    assert [s.name for s in inventory.sources] == ["b", "a"]
    assert [f.column for f in inventory.findings] == ["tel2", "tel1"] * 3 + ["tel"]
    assert [f.uri for f in inventory.findings[:6:2]] == [a.uri for a in inventory.assets[:3]]


def test_what_is_told_while_it_runs(scan: Scan) -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    scan(
        {"a": hostile(WELL, Trap("bad", at=0, error=AssetUnreadable("corrupt")))},
        tell=lambda *event: events.append(event),
        checkpoint_seconds=0,
    )
    assert [name for name, _ in events] == ["planned", "asset", "rows", "rows", "rows", "asset_done", "asset", "asset_done"]
    assert events[0][1] == {"source": "a", "assets": 2, "rows": 0}
    assert [facts["status"] for name, facts in events if name == "asset_done"] == [Status.COMPLETE, Status.ERROR]


# -- the two ledgers ------------------------------------------------------------------------------------------------------


def comparable(inventory: Inventory) -> dict[str, Any]:
    return {k: v for k, v in Inventory.from_json(inventory.to_json()).to_json().items() if k not in ("scan", "started", "finished")}


def test_memory_and_store_give_the_same_inventory(scan: Scan, tmp_path: Path) -> None:
    sources: dict[str, Hostile | Exception] = {
        "a": hostile(*troubles()),
        "b": SourceUnavailable("unreachable", "nobody listens"),
        "c": hostile(
            Trap(
                "客户",
                columns=("mobile", "created_at"),
                cell=lambda c, r: phones(c, r) if c == "mobile" else f"2024-01-{r + 1:02}",
                rows=25,
            )
        ),
        "d": hostile(WELL, discovery=(0, TryLater("locked"))),
    }
    in_memory = scan(sources)
    store = Store(str(tmp_path / "store.db"))
    try:
        stored = scan(sources, ledger=lambda: store.begin(plan(*sources), {}), checkpoint_seconds=0)
        assert stored == store.inventory(stored.scan)
    finally:
        store.close()
    assert comparable(in_memory) == comparable(stored)
    assert {f.entity for f in stored.findings} >= {"PHONE_NUMBER"}
    assert stored.assets[-1].clocks[0].days["2024-01-01"] == 1


@pytest.mark.parametrize("stop", range(1, 8))
def test_a_stopped_scan_goes_on_where_it_stood(scan: Scan, tmp_path: Path, stop: int) -> None:
    """Stopped at the n-th batch by what a signal raises; resumed, it reads no batch twice that was written down."""

    class Signal(BaseException):
        pass

    traps = [Trap(f"t{i}", columns=("mobile",), cell=phones) for i in range(3)]
    undisturbed = scan({"a": hostile(*traps)})
    seen = 0

    def tell(event: str, facts: dict[str, Any]) -> None:
        nonlocal seen
        seen += event == "rows"
        if seen == stop:
            raise Signal

    store = Store(str(tmp_path / "store.db"))
    try:
        begun = store.begin(plan("a"), {"asked": "for"})
        with pytest.raises(Signal):
            scan({"a": hostile(*traps)}, ledger=begun, tell=tell, checkpoint_seconds=0)
        connector = hostile(*traps)
        ledger, invocation, header = store.resume()
        assert (ledger.scan, invocation, header["recognizers"]) == (begun.scan, {"asked": "for"}, "digest")
        resumed = scan({"a": connector}, ledger=ledger, checkpoint_seconds=0)
        assert comparable(resumed) == comparable(undisturbed)
        assert connector.reads.total() == 3 - (stop - 1) // 3
    finally:
        store.close()


def test_a_scan_resumed_under_another_key_reads_its_unfinished_asset_anew(scan: Scan, tmp_path: Path) -> None:
    """Tags of two keys cannot be counted together, and a position sealed with the other cannot be read."""
    stopping = Trap("half", columns=("mobile",), cell=phones, at=4, error=SystemExit(1))  # type: ignore[arg-type]
    whole = Trap("half", columns=("mobile",), cell=phones)
    store = Store(str(tmp_path / "store.db"))
    try:
        begun = store.begin(plan("a"), {})
        with pytest.raises(SystemExit):
            scan({"a": hostile(stopping)}, ledger=begun, checkpoint_seconds=0)
        assert begun.progress(0, 0).rows == 4
        other = Observer(RECOGNIZERS, Key(bytes(range(32))))
        resumed = scan({"a": hostile(whole)}, ledger=store.resume()[0], observer=other)
    finally:
        store.close()
    assert comparable(resumed) == comparable(scan({"a": hostile(whole)}, observer=Observer(RECOGNIZERS, Key(bytes(range(32))))))


@pytest.mark.parametrize("lost", [SourceUnavailable("unreachable", "gone"), hostile(WELL, discovery=(0, SourceUnavailable("unreachable", "gone")))],
                         ids=["open", "list"])  # fmt: skip
def test_a_source_gone_at_the_resume_keeps_what_was_read_and_leaves_nothing_out(
    scan: Scan, tmp_path: Path, lost: Hostile | Exception
) -> None:
    traps = [
        Trap("done", columns=("mobile",), cell=phones),
        Trap("half", columns=("mobile",), cell=phones, at=4, error=SystemExit(1)),
        Trap("never"),
    ]  # type: ignore[arg-type]
    store = Store(str(tmp_path / "store.db"))
    try:
        with pytest.raises(SystemExit):
            scan({"a": hostile(*traps)}, ledger=store.begin(plan("a"), {}), checkpoint_seconds=0)
        inventory = scan({"a": lost}, ledger=store.resume()[0])
    finally:
        store.close()
    assert [told(a) for a in inventory.assets] == [
        (Status.COMPLETE, "", "", 10), (Status.PARTIAL, "unreachable", "gone", 4), (Status.ERROR, "unreachable", "gone", 0),
    ]  # fmt: skip
    assert [(f.uri, f.matched) for f in inventory.findings] == [("hostile://hostile/0", 10), ("hostile://hostile/1", 4)]
    assert [s.reason for s in inventory.sources] == ["unreachable"]


# -- gathering ----------------------------------------------------------------------------------------------------------


def pieces(sizes: list[int], end: Extent | Exception, types: list[pa.DataType] | None = None) -> Generator[Batch, None, Extent]:
    row = 0
    for number, size in enumerate(sizes):
        kind = types[number] if types else pa.int64()
        yield Batch(pa.record_batch([pa.array(range(row, row + size)).cast(kind)], names=["n"]), [row + size], row, bad=1, cut=size)
        row += size
    if isinstance(end, Exception):
        raise end
    return end


def drained(batches: Generator[Batch, None, Extent]) -> tuple[list[Batch], Extent | Exception]:
    found = []
    while True:
        try:
            found.append(next(batches))
        except StopIteration as stop:
            return found, stop.value
        except TryLater as error:
            return found, error


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 20), st.booleans())
def test_gathering_loses_and_mixes_nothing(sizes: list[int], rows: int, fails: bool) -> None:
    end: Extent | Exception = TryLater("timeout") if fails else Extent("COMPLETE")
    found, told_end = drained(gathered(pieces(sizes, end), 60, rows))
    assert told_end is end
    assert [v for b in found for v in b.data.column(0).to_pylist()] == list(range(sum(sizes)))
    assert [b.after for b in found] == [[b.first_row + b.data.num_rows] for b in found]
    assert sum(b.bad for b in found) == len(sizes) and sum(b.cut for b in found) == sum(sizes)
    assert all(b.data.num_rows >= rows for b in found[:-1])


def test_batches_of_other_types_are_not_mixed_and_nothing_waits_for_long() -> None:
    kinds: list[pa.DataType] = [pa.int64(), pa.int64(), pa.string(), pa.int64()]
    found, _ = drained(gathered(pieces([2, 2, 2, 2], Extent("COMPLETE"), kinds), 60))
    assert [b.data.num_rows for b in found] == [4, 2, 2]
    found, _ = drained(gathered(pieces([2, 2, 2], Extent("COMPLETE")), 0))
    assert [b.data.num_rows for b in found] == [2, 2, 2]


# -- reading ahead --------------------------------------------------------------------------------------------------------

BATCH = Batch(pa.RecordBatch.from_pydict({"a": ["x"]}), 1)


class Reader:
    """A generator that writes down in which threads it ran and whether it was closed."""

    def __init__(self, batches: int | None, end: BaseException | None = None, closing: Exception | None = None) -> None:
        self.batches, self.end, self.closing = batches, end, closing
        self.threads: set[int] = set()
        self.yielded = self.closed = 0

    def read(self) -> Generator[Batch, None, Extent]:
        try:
            while self.batches is None or self.yielded < self.batches:
                self.threads.add(threading.get_ident())
                self.yielded += 1
                yield BATCH
            if self.end is not None:
                raise self.end
            return Extent("SAMPLED", "blocks")
        finally:
            self.threads.add(threading.get_ident())
            self.closed += 1
            if self.closing is not None:
                raise self.closing


def readers() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name == "pandian-read"]


def test_ahead_gives_the_same_batches_and_the_end_in_one_other_thread() -> None:
    reader = Reader(5)
    batches = ahead(reader.read())
    taken = [next(batches) for _ in range(5)]
    with pytest.raises(StopIteration) as stop:
        next(batches)
    assert stop.value.value == Extent("SAMPLED", "blocks")
    assert taken == [BATCH] * 5
    assert len(reader.threads) == 1 and threading.get_ident() not in reader.threads
    assert (reader.closed, readers()) == (1, [])


def test_ahead_is_one_ahead_and_not_more() -> None:
    reader = Reader(None)
    batches = ahead(reader.read())
    next(batches)
    time.sleep(0.1)
    assert reader.yielded <= 3, "one given, one in the queue, one in the thread's hand"
    batches.close()
    assert (reader.closed, len(reader.threads), readers()) == (1, 1, [])


@pytest.mark.parametrize("error", [DriverError("x"), TryLater("locked"), KeyboardInterrupt()], ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("batches", [0, 3])
def test_ahead_passes_errors_on(error: BaseException, batches: int) -> None:
    reader = Reader(batches, error)
    taken = []
    with pytest.raises(type(error)) as caught:
        taken.extend(ahead(reader.read()))
    assert caught.value is error
    assert (len(taken), reader.closed, readers()) == (batches, 1, [])


def test_ahead_never_started_is_never_read() -> None:
    reader = Reader(3)
    ahead(reader.read()).close()
    assert (reader.yielded, readers()) == (0, [])


def test_a_close_that_fails_prints_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    reader = Reader(None, closing=DriverError(PLANTED))
    batches = ahead(reader.read())
    next(batches)
    batches.close()
    assert reader.closed == 1
    assert PLANTED not in "".join(capfd.readouterr())


def test_assets_are_what_the_connector_discovered(scan: Scan) -> None:
    """`read` gets the very asset, with a budget and a cursor of the plan."""
    seen: list[tuple[Asset, Budget, Any]] = []
    connector = hostile(WELL)
    honest = connector.read

    def spy(asset: Asset, budget: Budget, after: Any = None) -> Generator[Batch, None, Extent]:
        seen.append((asset, budget, after))
        return (yield from honest(asset, budget, after))

    connector.read = spy  # type: ignore[method-assign]
    scan({"a": connector}, budget=Budget(rows=5, seed=7))
    (asset,) = connector.discover()
    assert seen == [(asset, Budget(rows=5, seed=7), None)]
