"""What a *scan* is: plan the assets of every source, read each one batch by batch, profile, judge, write down.

The one loop. It never decides what personal information is (recognizers), how a source is read (connectors) or what is
enough for a verdict (judge). A *ledger* keeps the plan, the cursor and the findings; with a store behind it the scan can
be killed anywhere and resumed to the same inventory. Errors do what their class says (connectors.base): one asset fails,
one source fails, or the run stops before data is touched; whatever was not read is a row of the inventory.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from connectors import open_source
from connectors.base import (
    Asset,
    AssetUnreadable,
    Batch,
    Budget,
    ConfigError,
    ConnectorError,
    Cursor,
    Extent,
    Source,
    SourceUnavailable,
    TryLater,
)
from recognizers.base import Recognizer
from scanner.ahead import ahead, gathered
from scanner.inventory import AssetRecord, Finding, Inventory, SourceRecord, Status
from scanner.judge import DEFAULT, Measures
from scanner.outcome import findings, record
from scanner.profile import ColumnProfile
from scanner.seal import SealError, seal, unseal

if TYPE_CHECKING:
    from connectors.base import Connector
    from scanner.observe import Observer
    from scanner.people import Crowd

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
    thresholds: Measures = DEFAULT
    day: str = ""  # ISO date on which minors are counted, "" for not at all

    @property
    def fingerprint(self) -> str:
        """What a resumed scan must have in common with its beginning: sources (no secret is in their text), how, how much, and
        by which thresholds."""
        same = (self.sources, self.digest, self.mode, self.budget.rows, self.budget.seed, self.thresholds.changes)
        return hashlib.sha256(repr(same).encode("utf-8", "backslashreplace")).hexdigest()

    @property
    def categories(self) -> tuple[str, ...]:
        """What this scan can find, so that "declared and found nowhere" is said of nothing else."""
        return tuple(sorted({r.category for r in self.recognizers}))


@dataclass(slots=True)
class Progress:
    """How far an asset has come; with the cursor this is all that a resumed scan needs. A ledger gets it with a sealed cursor."""

    cursor: Cursor = None
    rows: int = 0
    bad: int = 0
    cut: int = 0
    profiles: dict[str, ColumnProfile] = field(default_factory=dict)
    crowd: Crowd | None = None  # the people in its rows; None before the first


class Ledger(Protocol):
    """Where a scan writes what it has done. Every call is one transaction."""

    def learned(self) -> tuple[dict[str, Any], ...] | None:
        """Facts of `scanner.learn`, None when the scan has not come so far."""

    def learn(self, facts: tuple[dict[str, Any], ...]) -> None: ...

    def planned(self, source: int) -> list[Asset] | None:
        """Assets of a source planned earlier, None if it was not."""

    def plan(self, source: int, outcome: SourceRecord, assets: list[Asset]) -> None: ...

    def done(self, source: int, asset: int) -> bool: ...

    def progress(self, source: int, asset: int) -> Progress: ...

    def checkpoint(self, source: int, asset: int, progress: Progress) -> None: ...

    def finish(self, source: int, asset: int, outcome: AssetRecord, found: tuple[Finding, ...]) -> None: ...

    def fail_source(self, source: int, outcome: SourceRecord) -> None: ...

    def inventory(self, plan: Plan) -> Inventory: ...


_Planned = tuple[list[Asset], SourceUnavailable | None]  # the assets of a source, and what ended it already
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


def run(plan: Plan, ledger: Ledger | Callable[[], Ledger], observer: Observer | None = None, tell: Tell = silent) -> Inventory:
    """Scan everything that is not done yet and return the inventory.

    Raises ConfigError (before any data is touched: sources are opened first) when a source is described wrongly.
    `ledger`: or what begins one; called when every source is open, so that a URL with a password in it is never written down.
    `observer` is needed unless mode is "schema".
    """
    opened: list[Connector | SourceUnavailable] = []
    try:
        for source in plan.sources:
            opened.append(_open(source))  # noqa: PERF401 - those opened before a ConfigError must be closed
        begun = ledger() if callable(ledger) else ledger
        planned = [_discover(begun, n, source, connector) for n, (source, connector) in enumerate(zip(plan.sources, opened, strict=True))]
        desk = _taught(_Desk(plan, begun, observer, tell), opened, planned)
        for number, (source, connector) in enumerate(zip(plan.sources, opened, strict=True)):
            _scan_source(desk, number, source, connector, *planned[number])
        return begun.inventory(plan)
    finally:
        for connector in opened:
            if not isinstance(connector, SourceUnavailable):
                with suppress(Exception):  # closing a connection that is lost may fail, and nothing depends on it
                    connector.close()


def _open(source: Source) -> Connector | SourceUnavailable:
    try:
        return open_source(source)
    except ConfigError:
        raise
    except Exception as error:  # noqa: BLE001 - see _lost
        return _lost(error)


def _lost(error: Exception) -> SourceUnavailable:
    """Whatever stopped a source as a whole. Of an unexpected fault only the class is told: its text may hold a value."""
    if isinstance(error, SourceUnavailable):
        return error
    if isinstance(error, ConnectorError):
        return SourceUnavailable(error.reason, error.detail)
    return SourceUnavailable("internal", type(error).__name__)


def _taught(desk: _Desk, opened: list[Connector | SourceUnavailable], planned: list[_Planned]) -> _Desk:
    """The desk of a scan that knows how customer numbers are written here. Learned once: a resumed scan is told by the ledger."""
    if desk.plan.mode == "schema" or desk.observer is None:
        return desk
    from scanner.learn import learn
    from scanner.learned import taught

    facts = desk.ledger.learned()
    if facts is None:
        usable = [None if lost or isinstance(c, SourceUnavailable) else c for c, (_, lost) in zip(opened, planned, strict=True)]
        sources = [(connector, assets) for connector, (assets, _) in zip(usable, planned, strict=True)]
        facts = learn(sources, desk.plan.recognizers, desk.observer.key, desk.plan.budget)
        desk.ledger.learn(facts)
    recognizers = taught(desk.plan.recognizers, facts)
    if recognizers is desk.plan.recognizers:
        return desk
    return replace(desk, plan=replace(desk.plan, recognizers=recognizers), observer=type(desk.observer)(recognizers, desk.observer.key))


def _scan_source(
    desk: _Desk, number: int, source: Source, connector: Connector | SourceUnavailable, assets: list[Asset], lost: SourceUnavailable | None
) -> None:
    plan, ledger, tell = desk.plan, desk.ledger, desk.tell
    if lost is not None:
        _give_up(desk, number, source, lost)
    tell("planned", {"source": source.name, "assets": len(assets), "rows": sum(_expected(a, plan) for a in assets)})
    for ordinal, asset in enumerate(assets):
        if ledger.done(number, ordinal):
            continue
        tell("asset", {"uri": asset.uri, "rows": _expected(asset, plan)})
        if lost is not None or isinstance(connector, SourceUnavailable):
            outcome, found = _unread(desk, (number, ordinal), asset, lost)
        else:
            outcome, found, lost = _scan_asset(desk, (number, ordinal), asset, connector)
            if lost is not None:
                _give_up(desk, number, source, lost)
        ledger.finish(number, ordinal, outcome, found)
        tell("asset_done", {"uri": asset.uri, "status": outcome.status, "findings": len(found)})


def _give_up(desk: _Desk, number: int, source: Source, lost: SourceUnavailable) -> None:
    desk.ledger.fail_source(number, _source_record(source, lost))
    desk.tell("source_failed", {"source": source.name, "reason": lost.reason, "detail": lost.detail})


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


def _discover(ledger: Ledger, number: int, source: Source, connector: Connector | SourceUnavailable) -> _Planned:
    """The plan of a source: made once and written down, so that a resumed scan reads the same assets in the same order.
    A resumed scan still walks the source, because a connector may only read what it has discovered itself. A source that
    breaks while it lists is given up; what it had listed by then is in the inventory."""
    earlier = ledger.planned(number)
    assets: list[Asset] = []
    lost = connector if isinstance(connector, SourceUnavailable) else None
    if not isinstance(connector, SourceUnavailable):
        try:
            assets.extend(connector.discover())
        except ConfigError:
            raise
        except Exception as error:  # noqa: BLE001 - see _lost
            lost = _lost(error)
    if earlier is None:
        ledger.plan(number, _source_record(source, lost), assets)
    return assets if earlier is None else earlier, lost


def _scan_asset(
    desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector
) -> tuple[AssetRecord, tuple[Finding, ...], SourceUnavailable | None]:
    """One asset to its end: read, or known unreadable, or a schema that has no rows; and the error that ends its source."""
    if asset.problem is not None:
        return *_unread(desk, place, asset, None), None
    if desk.plan.mode == "schema" or asset.kind == "schema" or desk.observer is None:
        return record(asset, {}, status=Status.SCHEMA), _findings(desk, asset, {}, counted=False), None
    progress = _earlier(desk.ledger.progress(*place), desk.observer)
    end = _read_to_end(desk, place, asset, connector, progress)
    outcome, found = _outcome(desk, asset, progress, end)
    return outcome, found, end if isinstance(end, SourceUnavailable) else None


def _earlier(progress: Progress, observer: Observer) -> Progress:
    """What an interrupted scan left. Under another key it is begun anew: neither its cursor nor its tags can be read."""
    try:
        return replace(progress, cursor=unseal(observer.key, progress.cursor)) if progress.cursor is not None else progress
    except SealError:
        return Progress()


def _unread(desk: _Desk, place: tuple[int, int], asset: Asset, lost: SourceUnavailable | None) -> tuple[AssetRecord, tuple[Finding, ...]]:
    """An asset that is not read, or in a resumed scan not read on."""
    if asset.problem is not None:
        problem = asset.problem
        outcome = record(asset, {}, status=Status(problem.status), reason=problem.reason, detail=problem.detail)
        return outcome, _findings(desk, asset, {}, counted=False)
    assert lost is not None
    return _outcome(desk, asset, desk.ledger.progress(*place), lost)


def _findings(desk: _Desk, asset: Asset, profiles: Mapping[str, ColumnProfile], *, counted: bool = True) -> tuple[Finding, ...]:
    return findings(asset, profiles, desk.plan.recognizers, counted=counted, bars=desk.plan.thresholds, day=desk.plan.day)


def _outcome(desk: _Desk, asset: Asset, progress: Progress, end: Extent | ConnectorError) -> tuple[AssetRecord, tuple[Finding, ...]]:
    """What was found is kept, however the reading ended."""
    extent = end if isinstance(end, Extent) else None
    stopped = (Status.PARTIAL if progress.rows else Status.ERROR) if extent is None else None
    outcome = record(
        asset, progress.profiles, extent=extent, status=stopped, reason=end.reason, detail=end.detail,
        rows=progress.rows, bad=progress.bad, cut=progress.cut,
    )  # fmt: skip
    found = _findings(desk, asset, progress.profiles)
    if progress.crowd is not None:
        clocks = progress.crowd.clocks(asset, found, outcome.clocks)
        outcome = replace(outcome, people=progress.crowd.people(asset, found), clocks=clocks)
    return outcome, found


def _read_to_end(desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector, progress: Progress) -> Extent | ConnectorError:
    """How much was read, or why not more. Faults of the ledger are not the asset's: they go through."""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(desk.plan.backoff_seconds * 2 ** (attempt - 1))
        try:
            return _read(desk, place, asset, connector, progress)
        except TryLater as error:
            last = error
        except (AssetUnreadable, SourceUnavailable) as error:
            return error
    return last


def _read(desk: _Desk, place: tuple[int, int], asset: Asset, connector: Connector, progress: Progress) -> Extent:
    """Batches to profiles, with a checkpoint now and then. Raises AssetUnreadable, SourceUnavailable, TryLater."""
    assert desk.observer is not None
    written = time.monotonic()
    progress.crowd = progress.crowd or desk.observer.crowd()
    batches = ahead(gathered(connector.read(asset, desk.plan.budget, progress.cursor), desk.plan.checkpoint_seconds))
    try:
        while isinstance(batch := _observed(desk.observer, asset, batches, progress), Batch):
            progress.cursor = batch.after
            progress.rows += batch.data.num_rows
            progress.bad += batch.bad
            progress.cut += batch.cut
            desk.tell("rows", {"rows": batch.data.num_rows})
            if time.monotonic() - written >= desk.plan.checkpoint_seconds:
                desk.ledger.checkpoint(*place, replace(progress, cursor=seal(desk.observer.key, progress.cursor)))
                written = time.monotonic()
        return batch
    finally:
        batches.close()


def _observed(observer: Observer, asset: Asset, batches: Generator[Batch, None, Extent], progress: Progress) -> Batch | Extent:
    """The next batch, profiled; or how the reading ended."""
    try:
        batch = next(batches)
        observer.observe(asset, batch.data, progress.profiles, progress.crowd)
        return batch
    except StopIteration as end:
        return end.value if isinstance(end.value, Extent) else Extent("COMPLETE")
    except (AssetUnreadable, SourceUnavailable, TryLater):
        raise
    except Exception as error:  # noqa: BLE001
        # A fault of ours or of a driver: one asset is lost and says so. Only the class is told, the text may hold a value.
        raise AssetUnreadable("internal", type(error).__name__) from None
