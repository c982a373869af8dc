"""A *shape* is a piece of an expression that several recognizers share: edges, separators, mask characters.

Bodies of character classes are named `*_CLASS`; all other constants are expressions. Not a place for whole patterns.
"""

from __future__ import annotations

#: What people type for a hyphen, besides the ASCII one (which a class must escape or put last).
DASHES_CLASS = "－﹣–—‐‑"

#: One separator inside a number.
SEPARATOR = f"[ {DASHES_CLASS}-]"

#: Characters that hide parts of a value.
MASK_CLASS = "*＊•●✱"

#: May not touch a number on its left: it would be the tail of something longer (a word, a longer number, a decimal).
NUMBER_EDGES = "0-9A-Za-z_."

#: What may follow a number in running text. A full stop may; a dot inside a word or an amount
#: (13800138000.50) may not.
NUMBER_END = f"(?:[^0-9A-Za-z_.{MASK_CLASS}]|[.](?:[^0-9A-Za-z]|$)|$)"

#: The same where crawled text has glued a word to the number: a capitalised one, one with a colon, a few others. Units
#: and hexadecimal letters must stay out.
NUMBER_END_OR_WORD = f"(?:{NUMBER_END}|[.]?(?:[A-Z][a-z][a-z]|[A-Za-z]{{1,8}}[:：]|[Ee]-?[Mm]ail|[Qq][Qq]|[VvWw][Xx]|[Ww][Ww][Ww]))"

#: A cue that is always there: as `before` it keeps a pattern for running text only, where whole cells have one of their own.
NO_CUE = "(?:)"

_MASKS = frozenset(MASK_CLASS)
_DOUBLED = str.maketrans("0123456789", "0246813579")  # twice the digit, its own digits added


def is_masked(value: str) -> bool:
    return not _MASKS.isdisjoint(value)


def digits_of(value: str) -> str:
    """The ASCII digits of a value, in order."""
    return "".join(c for c in value if "0" <= c <= "9")


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B: whether the last of these ASCII digits is the right check digit."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0
