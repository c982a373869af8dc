"""A row of a measurement, and how a time is taken: the best of a few runs, wall clock or processor time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    value: float
    unit: str
    ratio: float = 0.0
    against: str = ""
    note: str = ""


def best(work: Callable[[], object], runs: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest run: noise only ever adds."""
    times = []
    for _ in range(runs):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def spent() -> float:
    """Processor time of this process and of the children that have ended, for `best`: other programs on the machine do not count."""
    now = os.times()
    return time.process_time() + now.children_user + now.children_system


@contextmanager
def one_core() -> Iterator[int]:
    """This thread, and processes started from it, on one core (where the system can); gives its number."""
    if not hasattr(os, "sched_setaffinity"):
        yield 0
        return
    allowed = os.sched_getaffinity(0)
    core = min(allowed)
    os.sched_setaffinity(0, {core})
    try:
        yield core
    finally:
        os.sched_setaffinity(0, allowed)
