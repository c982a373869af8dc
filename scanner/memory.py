"""A ledger in memory: for the CI gate and for callers who want no store. Same protocol, nothing survives the process."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from connectors.base import Asset
from scanner.inventory import AssetRecord, Finding, Inventory, SourceRecord
from scanner.scan import Plan, Progress


class MemoryLedger:
    """`scanner.scan.Ledger` without a store."""

    def __init__(self) -> None:
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._learned: tuple[dict[str, Any], ...] | None = None
        self._sources: dict[int, SourceRecord] = {}
        self._outcomes: dict[tuple[int, int], tuple[AssetRecord, tuple[Finding, ...]]] = {}

    def learned(self) -> tuple[dict[str, Any], ...] | None:
        return self._learned

    def learn(self, facts: tuple[dict[str, Any], ...]) -> None:
        self._learned = facts

    def planned(self, source: int) -> list[Asset] | None:
        return None

    def plan(self, source: int, outcome: SourceRecord, assets: list[Asset]) -> None:
        self._sources[source] = outcome

    def done(self, source: int, asset: int) -> bool:
        return (source, asset) in self._outcomes

    def progress(self, source: int, asset: int) -> Progress:
        return Progress()

    def checkpoint(self, source: int, asset: int, progress: Progress) -> None:
        """Nothing to write: the progress is the caller's object."""

    def finish(self, source: int, asset: int, outcome: AssetRecord, found: tuple[Finding, ...]) -> None:
        self._outcomes[source, asset] = outcome, found

    def fail_source(self, source: int, outcome: SourceRecord) -> None:
        self._sources[source] = outcome

    def inventory(self, plan: Plan) -> Inventory:
        outcomes = [self._outcomes[place] for place in sorted(self._outcomes)]
        return Inventory(
            scan=f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
            started=self._started,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            version=plan.version,
            recognizers=plan.digest,
            mode=plan.mode,
            sample_rows=plan.budget.rows,
            seed=plan.budget.seed,
            categories=plan.categories,
            thresholds=plan.thresholds.changes,
            learned=self._learned or (),
            sources=tuple(self._sources[n] for n in sorted(self._sources)),
            assets=tuple(outcome for outcome, _ in outcomes),
            findings=tuple(f for _, found in outcomes for f in found),
        )
