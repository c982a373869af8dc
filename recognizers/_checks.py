"""*Check digits* that companies put at the end of numbers of their own: by name, so that a format can say which one it has.

A name is a scheme, or a scheme and ":tail" when only what stands behind the prefix is counted: the last run of digits, or for
mod 37,36 all that follows the leading letters. Schemes with a standard are those of `recognizers.checksums`; weights modulo 11
(2, 3, 4, … as in ISBN-10, ISO 2108:1992; or 2 to 7 over and over) are customary in books on numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from recognizers.checksums import gs1, luhn, mod11_2, mod37_36

_LAST_RUN = re.compile(r"[0-9]+X?$")
_LEADING = re.compile(r"^[A-Z]+[-_/.#:]?")
LEAST_LENGTH = 5  # characters that are counted
LEAST_VALUES = 50  # one in ten passes by chance: fifty in a row are 1e-50
LEAST_LAST = 7  # different last characters: a constant ending satisfies nothing


def mod11(text: str) -> bool:
    """Weights 2, 3, 4, … from the right."""
    return _weighted(text, lambda place: place + 2)


def mod11_7(text: str) -> bool:
    """Weights 2 to 7 from the right, over and over."""
    return _weighted(text, lambda place: place % 6 + 2)


def _weighted(text: str, weight: Callable[[int], int]) -> bool:
    total = sum(int(c) * weight(place) for place, c in enumerate(reversed(text[:-1])))
    return (total + (10 if text[-1] == "X" else int(text[-1]))) % 11 == 0


_SCHEMES: dict[str, Callable[[str], bool]] = {f.__name__: f for f in (luhn, mod11_2, mod11, mod11_7, gs1, mod37_36)}

#: What each is called, in Chinese and English.
NAMES: dict[str, tuple[str, str]] = {
    "luhn": ("Luhn", "Luhn"),
    "mod11_2": ("ISO 7064 MOD 11-2", "ISO 7064 MOD 11-2"),
    "mod11": ("加权模 11", "weighted mod 11"),
    "mod11_7": ("加权模 11（权 2–7）", "weighted mod 11 (2-7)"),
    "gs1": ("加权模 10（权 3、1）", "weighted mod 10 (3, 1)"),
    "mod37_36": ("ISO 7064 MOD 37,36", "ISO 7064 MOD 37,36"),
}


def passes(name: str, value: str) -> bool:
    """Whether a value has the check digit of this name. Never raises for a known name: what cannot be counted does not pass."""
    scheme, _, part = name.partition(":")
    text = _counted(value, scheme, tail=bool(part))
    return len(text) >= LEAST_LENGTH and _SCHEMES[scheme](text)


def proven(values: Collection[str]) -> str:
    """The check digit that all of these different values have, "" when there is none or they are too few to tell."""
    if len(values) < LEAST_VALUES or len({v[-1] for v in values}) < LEAST_LAST:
        return ""
    names = (f"{scheme}{part}" for scheme in _SCHEMES for part in ("", ":tail"))
    return next((name for name in names if all(passes(name, v) for v in values)), "")


def _counted(value: str, scheme: str, *, tail: bool) -> str:
    value = value.upper()
    if scheme == "mod37_36":
        return "".join(c for c in (_LEADING.sub("", value) if tail else value) if c.isascii() and c.isalnum())
    last = _LAST_RUN.search(value)
    if last is None:
        return ""
    return last[0] if tail else "".join(c for c in value[: last.start()] if "0" <= c <= "9") + last[0]
