"""Running text: labelled spans per second, ours beside Presidio with the very same definitions."""

from __future__ import annotations

import random
import warnings

import pyarrow as pa

from benchmarks.data import lines
from benchmarks.row import Row, best
from recognizers import catalogue
from recognizers.find import in_text
from scanner.engine import Engine
from scanner.sketch import Key

NAME = "text"
WHAT = "labelled spans in text, one core; MB = 10^6 bytes of UTF-8"


def measure() -> list[Row]:
    return [*_density("low density (1.5 % of lines)", 0.015, 150_000, 1500), *_density("high density (every line)", 1.0, 30_000, 600)]


def _density(what: str, share: float, number: int, for_presidio: int) -> list[Row]:
    text = lines(number, share)
    few = random.Random(3).sample(text, for_presidio)
    engine = Engine(catalogue(), Key(bytes(32)))
    ours = _mb(text) / best(lambda: [m for _, _, m in engine.spans(pa.array(text))])
    plain = _mb(few) / best(lambda: [in_text(line, catalogue()) for line in few], 1)
    peer = _presidio(few)
    found = sum(len(m) for _, _, m in engine.spans(pa.array(text)))
    return [
        Row(f"{what}: Pandian", ours, "MB/s", ours / peer, "Presidio", f"{found} spans"),
        Row(f"{what}: Pandian without its engine", plain, "MB/s", plain / peer, "Presidio"),
        Row(f"{what}: Presidio, same recognizers", peer, "MB/s", 0, "", f"{for_presidio} of the same lines, one text a line"),
    ]


def _presidio(text: list[str]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers.presidio import analyzer

        engine = analyzer()
        return _mb(text) / best(lambda: [engine.analyze(line, language="zh") for line in text], 1)


def _mb(text: list[str]) -> float:
    return sum(len(line.encode()) + 1 for line in text) / 1e6
