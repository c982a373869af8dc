"""Running text: labelled spans per second on one core, ours beside Presidio with the very same definitions and beside
`rg -o` with the very same expressions; then two processes on two cores over the halves.

One core is processor time of a process held on one core, the best of some runs after a first that does not count. What compiling
costs, ours and ripgrep's, has rows of its own and is in no other.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.data import lines
from benchmarks.row import Row, best, one_core, spent
from recognizers import catalogue
from recognizers.find import in_text, spoken
from scanner.engine import Engine
from scanner.multi import Prober
from scanner.sketch import Key

NAME = "text"
WHAT = "labelled spans in text, one core; MB = 10^6 bytes of UTF-8"
LINES = int(os.environ.get("PANDIAN_BENCH_LINES", "150000"))
NEVER = 1 << 60  # bytes after which Hyperscan would pay
_WARM = 1000  # lines: enough to make an engine compile, whatever it counts as few


def measure() -> list[Row]:
    with one_core():
        rows = [
            *_compiling(),
            *_density("low density (1.5 % of lines)", lines(LINES, 0.015), 1500),
            *_density("high density (every line)", lines(LINES // 5, 1.0), 600),
        ]
    return [*rows, *_two_cores(lines(LINES, 0.015), "low density"), *_two_cores(lines(LINES // 5, 1.0), "high density")]


def _compiling() -> list[Row]:
    first = pa.array(lines(_WARM, 0.5, seed=9))
    made = Engine(catalogue(), Key(bytes(32)), pays=0)
    cold, warm = best(lambda: _spans(made, first), 1, spent), best(lambda: _spans(made, first), 2, spent)
    note = "" if _by_hyperscan(made) else "not installed: Arrow's RE2 in all rows"
    return [Row(f"compiling {len(spoken(catalogue()))} patterns for Hyperscan", cold - warm, "s", note=note)]


def _density(what: str, text: list[str], for_presidio: int) -> list[Row]:
    few = random.Random(3).sample(text, for_presidio)
    some = text[: len(text) // 5]
    fast, found = _ours(text, 0, 3)
    slow, _ = _ours(some, NEVER, 2)
    plain = _mb(few) / best(lambda: [in_text(line, catalogue()) for line in few], 2, spent)
    peer = _presidio(few)
    return [
        Row(f"{what}: Pandian", fast, "MB/s", fast / peer, "Presidio", f"{found} spans"),
        Row(f"{what}: Pandian, Arrow's RE2 only", slow, "MB/s", slow / peer, "Presidio"),
        Row(f"{what}: Pandian without its engine", plain, "MB/s", plain / peer, "Presidio"),
        Row(f"{what}: Presidio, same recognizers", peer, "MB/s", 0, "", f"{for_presidio} of the same lines, one text a line"),
        *_ripgrep(what, text, fast),
    ]


def _ours(text: list[str], pays: int, runs: int) -> tuple[float, int]:
    """MB/s with an engine that is compiled and warm, and how many spans there are."""
    engine = Engine(catalogue(), Key(bytes(32)), pays=pays)
    values = pa.array(text)
    found = _spans(engine, values.slice(0, _WARM)) and _spans(engine, values)
    return _mb(text) / best(lambda: _spans(engine, values), runs, spent), found


def _spans(engine: Engine, values: pa.Array) -> int:
    return sum(len(matches) for _, _, matches in engine.spans(values))


def _by_hyperscan(engine: Engine) -> bool:
    asked: Any = engine.candidates._lines
    prober: Prober = asked.prober
    return prober.quick


def _presidio(text: list[str]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers.presidio import analyzer

        engine = analyzer()
        engine.analyze(text[0], language="zh")
        return _mb(text) / best(lambda: [engine.analyze(line, language="zh") for line in text], 2, spent)


def _ripgrep(what: str, text: list[str], ours: float) -> list[Row]:
    """What the engines are asked, asked of ripgrep: the whole process less the same on an empty file, which is start and compiling."""
    if (program := shutil.which("rg")) is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        patterns, full, empty = (Path(folder) / name for name in ("patterns", "text", "empty"))
        patterns.write_text("".join(f"{p.linear_expression}\n" for _, _, p in spoken(catalogue())), "utf-8")
        full.write_text("".join(f"{line}\n" for line in text), "utf-8")
        empty.touch()
        command = [program, "--no-config", "-j1", "--dfa-size-limit=1G", "--regex-size-limit=1G", "-o", "-f", str(patterns)]
        if _run([*command, str(empty)]) > 1:  # 1: nothing found
            return []
        start = best(lambda: _run([*command, str(empty)]), 3, spent)
        peer = _mb(text) / (best(lambda: _run([*command, str(full)]), 1, spent) - start)
    note = f"its own start and compiling, {start:.2f} s, left out"
    return [Row(f"{what}: rg -o, same expressions, no labels", peer, "MB/s", ours / peer, "(Pandian to it)", note)]


def _run(command: list[str]) -> int:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def _two_cores(text: list[str], what: str) -> list[Row]:
    """One process on one core over all lines, two processes on two cores over half of them each: wall clock, compiled and warm."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) < 2:
        return []
    half = len(text) // 2
    alone, had_alone = _together([text], cores)
    both, had_both = _together([text[:half], text[half:]], cores)
    had = min(had_alone, had_both)
    note = "" if had > 0.95 else f"the machine was busy: a process had {had:.0%} of its core"
    return [Row(f"{what}: two cores", _mb(text) / both, "MB/s", alone / both, "one core", note)]


def _together(parts: list[list[str]], cores: list[int]) -> tuple[float, float]:
    """Seconds until the last is done, the best of three, and the least share of its core that a process had in that run."""
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(len(parts)), context.Queue()
    workers = [context.Process(target=_work, args=(c, p, barrier, told)) for c, p in zip(cores, parts, strict=False)]
    for worker in workers:
        worker.start()
    runs = [told.get() for _ in workers]
    for worker in workers:
        worker.join()
    return min((max(wall for wall, _ in run), min(had for _, had in run)) for run in zip(*runs, strict=True))


def _work(core: int, text: list[str], barrier: Any, told: Any) -> None:
    os.sched_setaffinity(0, {core})
    engine = Engine(catalogue(), Key(bytes(32)), pays=0)
    values = pa.array(text)
    _spans(engine, values.slice(0, 2 * _WARM))
    runs = []
    for _ in range(3):
        barrier.wait()
        wall, cpu = time.perf_counter(), time.process_time()
        _spans(engine, values)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        runs.append((wall, cpu / wall))
    told.put(runs)


def _mb(text: list[str]) -> float:
    return sum(len(line.encode()) + 1 for line in text) / 1e6
