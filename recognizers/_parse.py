"""The *parse* of an expression: how wide its matches are, and the tree that `scanner.alphabet` reads.

The only file that uses the parser of Python's `re`, which has no public name (it is the same in 3.11 to 3.13); none of the
libraries at hand tells widths and classes. Only the common subset of `re` and RE2 is read: what RE2 alone has ([[:digit:]],
(?i), \\pN) means something else to this parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["codes", "tree", "width"]

_FOREIGN = re.compile(r"\(\?(?!:)|\[:|\\(?![nrtfv])[A-Za-z0-9]")


@lru_cache(maxsize=4_096)
def tree(expression: str) -> Any:
    """The parsed expression, None for one outside the common subset."""
    if _FOREIGN.search(expression):
        return None
    try:
        return _parser.parse(expression)
    except re.error:
        return None


@lru_cache(maxsize=4_096)
def width(expression: str) -> tuple[int, int] | None:
    """Least and greatest number of characters that it matches, None where nobody knows."""
    parsed = tree(expression)
    return None if parsed is None else (int(parsed.getwidth()[0]), int(parsed.getwidth()[1]))
