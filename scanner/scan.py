"""What a *scan* is: plan the assets of every source, read each one batch by batch, profile, judge, write down.

The one loop. It never decides what personal information is (recognizers), how a source is read (connectors) or what is
enough for a verdict (judge). A *ledger* keeps the plan, the cursor and the findings; with a store behind it the scan can
be killed anywhere and resumed to the same inventory. Errors do what their class says (connectors.base): one asset fails,
one source fails, or the run stops before data is touched; whatever was not read is a row of the inventory.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from connectors import open_source
from connectors.base import Asset, AssetUnreadable, Batch, Budget, ConnectorError, Cursor, Extent, Source, SourceUnavailable, TryLater
from recognizers.base import Recognizer
from scanner.inventory import AssetRecord, Finding, Inventory, SourceRecord, Status
from scanner.outcome import findings, record
from scanner.profile import ColumnProfile

if TYPE_CHECKING:
    from connectors.base import Connector
    from scanner.observe import Observer

ATTEMPTS = 4  # of an asset, when the connector says TryLater


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for. mode: "sample", "full" or "schema". checkpoint_seconds: least time between two writes."""

    sources: tuple[Source, ...]
    recognizers: tuple[Recognizer, ...]
    digest: str
    version: str
    mode: str = "sample"
    budget: Budget = field(default_factory=Budget)
    checkpoint_seconds: float = 1.0
    backoff_seconds: float = 0.5

    @property
    def categories(self) -> tuple[str, ...]:
        """What this scan can find, so that "declared and found nowhere" is said of nothing else."""
        return tuple(sorted({r.category for r in self.recognizers}))


@dataclass(slots=True)
class Progress:
    """How far an asset has come; with the cursor this is all that a resumed scan needs."""

    cursor: Cursor = None
    rows: int = 0
    bad: int = 0
    cut: int = 0
    profiles: dict[str, ColumnProfile] = field(default_factory=dict)


class Ledger(Protocol):
    """Where a scan writes what it has done. Every call is one transaction."""

    def planned(self, source: int) -> list[Asset] | None:
        """Assets of a source planned earlier, None if it was not."""

    def plan(self, source: int, outcome: SourceRecord, assets: list[Asset]) -> None: ...

    def done(self, source: int, asset: int) -> bool: ...

    def progress(self, source: int, asset: int) -> Progress: ...

    def checkpoint(self, source: int, asset: int, progress: Progress) -> None: ...

    def finish(self, source: int, asset: int, outcome: AssetRecord, found: tuple[Finding, ...]) -> None: ...

    def fail_source(self, source: int, outcome: SourceRecord) -> None: ...

    def inventory(self, plan: Plan) -> Inventory: ...


Tell = Callable[[str, dict[str, Any]], None]  # event name, facts; see pandian/progress.py


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step of a scan has at hand."""

    plan: Plan
    ledger: Ledger
    observer: Observer | None
    tell: Tell


def silent(event: str, facts: dict[str, Any]) -> None:
    """Nobody is watching."""


def run(plan: Plan, ledger: Ledger, observer: Observer | None = None, tell: Tell = silent) -> Inventory:
    """Scan everything that is not done yet and return the inventory.

    Raises ConfigError (before any data is touched: sources are opened first) when a source is described wrongly.
    `observer` is needed unless mode is "schema".
    """
    opened = [_open(source) for source in plan.sources]
    try:
        for number, (source, connector) in enumerate(zip(plan.sources, opened, strict=True)):
            _scan_source(_Desk(plan, ledger, observer, tell), number, source, connector)
    finally:
        for connector in opened:
            if not isinstance(connector, SourceUnavailable):
                connector.close()
    return ledger.inventory(plan)


def _open(source: Source) -> Connector | SourceUnavailable:
    try:
        return open_source(source)
    except SourceUnavailable as error:
        return error


def _scan_source(desk: _Desk, number: int, source: Source, connector: Connector | SourceUnavailable) -> None:
    plan, ledger, tell = desk.plan, desk.ledger, desk.tell
    if isinstance(connector, SourceUnavailable):
        ledger.plan(number, _source_record(source, connector), [])
        tell("source_failed", {"source": source.name, "reason": connector.reason, "detail": connector.detail})
        return
    assets = _discover(ledger, number, source, connector)
    tell("planned", {"source": source.name, "assets": len(assets), "rows": sum(_expected(a, plan) for a in assets)})
    for ordinal, asset in enumerate(assets):
        if ledger.done(number, ordinal):
            continue
        tell("asset", {"uri": asset.uri, "rows": _expected(asset, plan)})
        try:
            outcome, found = _scan_asset(desk, (number, ordinal), asset, connector)
        except SourceUnavailable as error:
            ledger.fail_source(number, _source_record(source, error))
            tell("source_failed", {"source": source.name, "reason": error.reason, "detail": error.detail})
            outcome, found = record(asset, {}, status=Status.ERROR, reason=error.reason, detail=error.detail), ()
        ledger.finish(number, ordinal, outcome, found)
        tell("asset_done", {"uri": asset.uri, "status": outcome.status, "findings": len(found)})


def _expected(asset: Asset, plan: Plan) -> int:
    if plan.mode == "schema" or asset.problem is not None:
        return 0
    return min(asset.rows or 0, plan.budget.rows) if plan.budget.rows is not None else asset.rows or 0


def _source_record(source: Source, error: ConnectorError | None = None) -> SourceRecord:
    scheme = source.location.split("://", 1)[0].split("+", 1)[0] if "://" in source.location else "file"
    return SourceRecord(
        source.name, source.location, scheme, source.owner, source.environment, source.region, source.system,
        error.reason if error else "", error.detail if error else "",
    )  # fmt: skip


def _discover(ledger: Ledger, number: int, source: Source, connector: Connector) -> list[Asset]:
    """The plan of a source: made once and written down, so that a resumed scan reads the same assets in the same order.
    A resumed scan still walks the source, because a connector may only read what it has discovered itself."""
    earlier = ledger.planned(number)
    assets: list[Asset] = []
    try:
        assets.extend(connector.discover())
    except SourceUnavailable as error:
        ledger.plan(number, _source_record(source, error), assets)
        return assets
    if earlier is None:
        ledger.plan(number, _source_record(source), assets)
        return assets
    return earlier


def _scan_asset(desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector) -> tuple[AssetRecord, tuple[Finding, ...]]:
    """One asset to its end: read, or known unreadable, or a schema that has no rows."""
    if asset.problem is not None:
        found = findings(asset, {}, desk.plan.recognizers, counted=False)
        problem = asset.problem
        return record(asset, {}, status=Status(problem.status), reason=problem.reason, detail=problem.detail), found
    if desk.plan.mode == "schema" or asset.kind == "schema" or desk.observer is None:
        return record(asset, {}, status=Status.SCHEMA), findings(asset, {}, desk.plan.recognizers, counted=False)
    progress = desk.ledger.progress(*place)
    outcome = _read_to_end(desk, place, asset, connector, progress)
    return outcome, findings(asset, progress.profiles, desk.plan.recognizers)


def _read_to_end(desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector, progress: Progress) -> AssetRecord:
    status: Status | None = None
    extent, reason, detail = None, "", ""
    for attempt in range(ATTEMPTS):
        try:
            extent = _read(desk, place, asset, connector, progress)
            break
        except TryLater as error:
            status, reason, detail = _stopped(progress), error.reason, error.detail
            time.sleep(desk.plan.backoff_seconds * 2**attempt)
        except AssetUnreadable as error:
            status, reason, detail = _stopped(progress), error.reason, error.detail
            break
        except (ConnectorError, MemoryError, RecursionError, OSError, ValueError, TypeError, ArithmeticError, LookupError) as error:
            if isinstance(error, SourceUnavailable):
                raise
            # A fault of ours or of a driver: one asset is lost and says so. Only the class is told, the text may hold a value.
            status, reason, detail = _stopped(progress), "internal", type(error).__name__
            break
    if extent is not None:
        status, reason, detail = None, "", ""
    return record(
        asset,
        progress.profiles,
        extent=extent,
        status=status,
        reason=reason,
        detail=detail,
        rows=progress.rows,
        bad=progress.bad,
        cut=progress.cut,
    )


def _stopped(progress: Progress) -> Status:
    return Status.PARTIAL if progress.rows else Status.ERROR


def _read(desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector, progress: Progress) -> Extent:
    """Batches to profiles, with a checkpoint now and then. Raises what the connector raises."""
    assert desk.observer is not None
    written = time.monotonic()
    batches = _ahead(connector.read(asset, desk.plan.budget, progress.cursor))
    try:
        while True:
            batch = next(batches)
            desk.observer.observe(asset, batch.data, progress.profiles)
            progress.cursor = batch.after
            progress.rows += batch.data.num_rows
            progress.bad += batch.bad
            progress.cut += batch.cut
            desk.tell("rows", {"rows": batch.data.num_rows})
            if time.monotonic() - written >= desk.plan.checkpoint_seconds:
                desk.ledger.checkpoint(*place, progress)
                written = time.monotonic()
    except StopIteration as end:
        return end.value if isinstance(end.value, Extent) else Extent("COMPLETE")
    finally:
        batches.close()


def _ahead(batches: Generator[Batch, None, Extent]) -> Generator[Batch, None, Extent]:
    """The same batches, read one ahead in a thread: the driver fetches while the engine (which lets go of the
    interpreter lock) matches. The generator runs in that thread alone, from its first step to its close."""
    hands: queue.Queue[tuple[str, Any]] = queue.Queue(maxsize=1)
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                _put(hands, stop, ("batch", next(batches)))
        except StopIteration as end:
            _put(hands, stop, ("end", end.value))
        except BaseException as error:  # noqa: BLE001 - carried over to the reader, who raises it
            _put(hands, stop, ("error", error))
        finally:
            batches.close()

    thread = threading.Thread(target=read, name="pandian-read", daemon=True)
    thread.start()
    try:
        while True:
            what, value = hands.get()
            if what == "batch":
                yield value
            elif what == "error":
                raise value
            else:
                return value  # type: ignore[no-any-return]
    finally:
        stop.set()
        thread.join(timeout=60)


def _put(hands: queue.Queue[tuple[str, Any]], stop: threading.Event, item: tuple[str, Any]) -> None:
    while not stop.is_set():
        try:
            return hands.put(item, timeout=0.2)
        except queue.Full:
            continue
