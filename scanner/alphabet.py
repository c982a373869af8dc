"""An *alphabet* is which bytes occur in a column, and how long its values are: enough to leave most expressions unasked.

A column of mobile numbers has ten different bytes and one length; an expression that needs a letter, a colon or eighteen
characters cannot match in it. `may_match` says so from the expression's parse, exactly enough: it may say yes too often,
never no wrongly (tests/scanner/test_alphabet.py). What has no parse (`recognizers._parse`) is a yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from recognizers._parse import codes, tree, width

_FEW = 64  # characters of a class that are looked at one by one; of a longer range only the first bytes


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The bytes that occur (UTF-8), and the greatest and least length of a value in bytes."""

    present: bytes  # 256 flags
    longest: int
    shortest: int = 0

    @classmethod
    def of(cls, values: pa.Array) -> Alphabet:
        """`values`: Arrow strings without nulls."""
        values = values.cast(pa.large_string())
        if not len(values):
            return cls(bytes(256), 0)
        offsets = np.frombuffer(values.buffers()[1], dtype=np.int64)[values.offset : values.offset + len(values) + 1]
        raw = np.frombuffer(values.buffers()[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
        pairs = np.zeros(65_536, dtype=np.uint8)  # two bytes at a time: scattering costs by the element
        pairs[raw[: len(raw) // 2 * 2].view("<u2")] = 1
        square = pairs.reshape(256, 256)
        flags = np.maximum(square.max(axis=0), square.max(axis=1))
        flags[raw[-1:]] = 1
        sizes = np.diff(offsets)
        return cls(flags.tobytes(), int(sizes.max()), int(sizes.min()))

    def narrowed(self, expressions: Iterable[str]) -> tuple[str, ...]:
        """Those that could match somewhere in such values."""
        return tuple(e for e in expressions if self.may_match(e))

    def may_match(self, expression: str) -> bool:
        known = width(expression)
        return (known is None or known[0] <= self.longest) and _possible(self.present, expression)

    def has_any(self, characters: str) -> bool:
        """Whether one of these characters could stand in the values."""
        return any(self.has(ord(c), ord(c)) for c in characters)

    def has(self, low: int, high: int) -> bool:
        """Whether a character low..high (code points, inclusive) could stand in the values."""
        if high - low < _FEW:
            return any(all(self.present[b] for b in chr(c).encode("utf-8", "surrogatepass")) for c in range(low, high + 1))
        first, last = (chr(c).encode("utf-8", "surrogatepass")[0] for c in (low, high))
        return any(self.present[first : last + 1])


@lru_cache(maxsize=65_536)
def _possible(present: bytes, expression: str) -> bool:
    """Whether the expression could match in a text of these bytes. Batches of a column mostly have the same, whatever their lengths."""
    parsed = tree(expression)
    return parsed is None or _sequence(Alphabet(present, 0), parsed)


def _sequence(alphabet: Alphabet, items: Any) -> bool:
    return all(_item(alphabet, operation, argument) for operation, argument in items)


def _item(alphabet: Alphabet, operation: Any, argument: Any) -> bool:
    if operation is codes.LITERAL:
        return alphabet.has(argument, argument)
    if operation is codes.IN:
        return _class(alphabet, argument)
    if operation in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return argument[0] == 0 or _sequence(alphabet, argument[2])
    if operation is codes.BRANCH:
        return any(_sequence(alphabet, branch) for branch in argument[1])
    if operation is codes.SUBPATTERN:
        return _sequence(alphabet, argument[3])
    return True


def _class(alphabet: Alphabet, parts: Any) -> bool:
    for operation, argument in parts:
        if operation is codes.LITERAL and alphabet.has(argument, argument):
            return True
        if operation is codes.RANGE and alphabet.has(*argument):
            return True
        if operation not in (codes.LITERAL, codes.RANGE):
            return True  # negated, or a class of characters by name
    return False
