"""What made-up columns are drawn with: a random generator with a few words of its own, and check digits.

The check digits are written down here once more on purpose: a benchmark that took them from the code under test would share
its mistakes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")
_VIN_VALUES = {c: int(c) for c in "0123456789"} | dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Dice(Random):
    """row: number of the row that is being made, from 1."""

    row = 0

    def pick(self, many: Sequence[T]) -> T:
        return self.choice(many)

    def digits(self, number: int) -> str:
        return f"{self.randrange(10**number):0{number}d}"

    def signs(self, number: int, alphabet: str) -> str:
        return "".join(self.choices(alphabet, k=number))

    def base64(self, length: int) -> str:
        return base64.b64encode(self.randbytes(length)).decode()

    def day(self, form: str = "%Y-%m-%d", first: int = 2024, years: int = 3) -> str:
        return (date(first, 1, 1) + timedelta(days=self.randrange(365 * years))).strftime(form)


class Made(NamedTuple):
    """A column: what stands in it, what a careful reader of the values alone would call it ("NONE": no personal information, or none
    that values show), and how a cell is made."""

    what: str
    expected: str
    make: Callable[[Dice], str]


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def luhn(body: str) -> str:
    """The digit behind `body` (ISO/IEC 7812-1)."""
    doubled = [int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(reversed(body))]
    return str(-sum(n // 10 + n % 10 for n in doubled) % 10)


def not_luhn(body: str) -> str:
    """A digit that is wrong there."""
    return str((int(luhn(body)) + 5) % 10)


def ean(body: str) -> str:
    """The 13th digit (GS1)."""
    return str(-sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(body)) % 10)


def credit_code(body: str) -> str:
    """The 18th character (GB 32100-2015)."""
    return _CREDIT_LETTERS[-sum(_CREDIT_LETTERS.index(c) * pow(3, place, 31) for place, c in enumerate(body)) % 31]


def organization_code(body: str) -> str:
    """The 9th character (GB 11714-1997)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    return "0123456789X0"[11 - sum(int(c, 36) * w for c, w in zip(body, weights, strict=True)) % 11]


def vin(number: str) -> str:
    """17 characters with the ninth made right (GB 16735)."""
    check = sum(_VIN_VALUES[c] * w for c, w in zip(number, _VIN_WEIGHTS, strict=True)) % 11
    return f"{number[:8]}{'0123456789X'[check]}{number[9:]}"


def my_number(body: str) -> str:
    """The 12th digit of a Japanese individual number."""
    rest = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(body), 1)) % 11
    return "0" if rest <= 1 else str(11 - rest)
