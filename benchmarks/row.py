"""A row of a measurement, and how a time is taken: the best of a few runs, wall clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    value: float
    unit: str
    ratio: float = 0.0
    against: str = ""
    note: str = ""


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest run: noise only ever adds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
