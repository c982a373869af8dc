"""A *shadow* is a text as it was meant: what hides a number or a name from a pattern undone, with the way back to the original.

    1​3８〇〇幺38000  →  shadow "13800138000", origin of every stretch, and which transforms it took

`find` searches the text as written and, where it is suspect, its shadow too; a match is mapped back to the original's
offsets and carries the names of the transforms inside it. A shadow never replaces the text: 一三八 may be a number or a
sentence, and only a recognizer can tell.

A transform is one *layer*: a list of replaced stretches over the text of the layer below. Order (docs/security.md, evasions):
escapes are decoded, characters folded one by one (invisible ones dropped, digits of all scripts, full-width, compatibility
and traditional forms), then what needs its surroundings: Chinese numerals, separators, letters that stand for digits, the
blanks and points in names, the at and dot of an e-mail address. `SUSPECTS` are RE2: where none occurs there is no shadow.
Bounded: a layer never grows a text (but for one character that stands for several), decoding ends after `_ROUNDS` rounds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from recognizers import _shadow_rules as rules

SUSPECTS = rules.SUSPECTS
_ROUNDS = 3
LONGEST = 1_000_000  # characters; a longer text has no shadow, and connectors cut cells and lines well below

#: Transforms that ordinary data never needs: somebody hid something, or a program broke it.
HIDING = frozenset({"zero_width", "bidi", "tag", "combining", "filler", "lookalike", "enclosed", "spoken", "at_dot", "separators"})


@dataclass(frozen=True, slots=True)
class _Layer:
    """One transform's stretches: new[i]:new[i]+size[i] of its text came from old[i]:old_end[i] of the one below."""

    new: list[int]
    size: list[int]
    old: list[int]
    old_end: list[int]
    names: list[str]

    def back(self, start: int, end: int) -> tuple[int, int, set[str]]:
        """The span below that start:end (not empty) came from, and the transforms within."""
        names: set[str] = set()
        first = bisect_right(self.new, start) - 1
        last = bisect_right(self.new, end - 1) - 1
        low = start if first < 0 else self._origin(first, start, opening=True)
        high = end if last < 0 else self._origin(last, end - 1, opening=False)
        # Dropped stretches (size 0) count where they lie inside the span, not at its rim.
        for i in range(max(first, 0), last + 1):
            inside = self.new[i] + self.size[i] > start and self.new[i] < end and self.size[i]
            dropped = not self.size[i] and start < self.new[i] < end
            if inside or dropped:
                names.add(self.names[i])
        return low, high, names

    def _origin(self, i: int, place: int, *, opening: bool) -> int:
        inside = place < self.new[i] + self.size[i]
        if inside:
            return self.old[i] if opening else self.old_end[i]
        return self.old_end[i] + place - (self.new[i] + self.size[i]) + (0 if opening else 1)


@dataclass(frozen=True, slots=True)
class Shadow:
    """The text as meant; `origin` maps a span of it back."""

    text: str
    layers: tuple[_Layer, ...]

    def origin(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
        """(start, end, transforms) in the original text of a span start < end of the shadow."""
        names: set[str] = set()
        for layer in reversed(self.layers):
            start, end, more = layer.back(start, end)
            names |= more
        return start, end, tuple(sorted(names))


def shadow(text: str) -> Shadow | None:
    """The shadow of a text, None where it would be the text itself (always when none of `SUSPECTS` occurs in it)."""
    if len(text) > LONGEST or not _suspect().search(text):
        return None
    layers: list[_Layer] = []
    now = text
    for _ in range(_ROUNDS):
        before = now
        for rule in rules.rules():
            made = _apply(now, rule)
            if made is not None:
                now, layer = made
                layers.append(layer)
        if now == before:
            break
    return Shadow(now, tuple(layers)) if layers and now != text else None


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile("|".join(SUSPECTS))


def _apply(text: str, rule: rules.Rule) -> tuple[str, _Layer] | None:
    """The text with the rule's stretches replaced, or None when nothing is."""
    layer = _Layer([], [], [], [], [])
    parts: list[str] = []
    position = length = 0
    for start, end, put, name in rule(text):
        if text[start:end] == put or start < position:
            continue
        parts.append(text[position:start])
        length += start - position
        layer.new.append(length)
        layer.size.append(len(put))
        layer.old.append(start)
        layer.old_end.append(end)
        layer.names.append(name)
        parts.append(put)
        length += len(put)
        position = end
    if not layer.new:
        return None
    parts.append(text[position:])
    return "".join(parts), layer
