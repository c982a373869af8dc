"""Many words as one expression: `re` tries one branch per first character instead of one per word."""

from __future__ import annotations

from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """Words (without marks of expressions) as alternatives, the longest first, grouped by first character."""
    tails: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=lambda w: (-len(w), w)):
        tails.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" if rest != [""] else first for first, rest in tails.items()) + ")"
