"""Sketches of people for tests of the register: persons are numbers, an identifier of a kind is its person's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from scanner.inventory import People
from scanner.orders import tokens
from scanner.sketch import Key
from scanner.subjects import Distinct, coupons, theta

KEY = Key(bytes(range(32)))


def numbers(kind: str, people: Iterable[int]) -> np.ndarray:
    return tokens(kind, np.array([n * 0x9E3779B97F4A7C15 % 2**64 for n in people], dtype=np.uint64), KEY)


def crowd(
    strongest: Mapping[str, Iterable[int]], linked: Mapping[str, Iterable[int]] | None = None, *, anonymous: int = 0,
    columns: Mapping[str, Iterable[int]] | None = None,
) -> People:  # fmt: skip
    """columns: "column ENTITY" -> people in whose rows it is filled."""
    sides = [
        {kind: theta((numbers(kind, people) >> np.uint64(1)).tolist()) for kind, people in side.items()}
        for side in (strongest, linked or {})
    ]
    counted = {}
    for name, people in (columns or {}).items():
        sketch, values = Distinct(), numbers("", people)
        sketch.add(values, coupons(values))
        counted[name.replace(" ", "\x1f")] = sketch.text()
    return People(sum(len(list(p)) for p in strongest.values()), anonymous, sides[0], sides[1], counted)
