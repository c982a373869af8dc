"""How the cost of a piece of work grows with its size. Never how long it takes: that is the machine's affair (`benchmarks/`)."""

from __future__ import annotations

import time
from collections.abc import Callable

ATTEMPTS, QUIET = 4, 0.01  # a busy machine disturbs one attempt, not four; work below a hundredth of a second says nothing


def growth(work: Callable[[int], object], size: int, times: int = 2) -> float:
    """CPU time of work(times * size) as a multiple of work(size): about `times` where the cost is linear, its square where
    it is quadratic. The best of a few attempts."""
    work(max(1, size // 10))  # what is loaded on first use
    return min(_cost(work, times * size) / max(_cost(work, size), QUIET) for _ in range(ATTEMPTS))


def _cost(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
