"""To *find* is to apply definitions to a text or a cell. What this module says is what is there.

It is the slow, exact path: `scanner.engine` may tell with a linear-time engine where to look, but must give the same
matches. It knows nothing of columns, files or thresholds, and keeps no value: a `Match` is offsets.

The rules, exactly (the engine repeats them):

in_text   Every pattern of scope "anywhere" is searched from left to right with its edges, `before` and `after`. The
          value is group 1. `validate(value)` False drops a candidate (unless the pattern's cue has `claimed` it) and
          the search goes on one character behind its beginning, so a refused candidate hides a good one only where
          the edges forbid that one anyway; after an accepted candidate the search goes on behind its end. True proves:
          score 1. Else a context word within `CONTEXT_REACH` characters before the value raises the score by
          `CONTEXT_BONUS`, at most to `CONTEXT_CEILING`. Of overlapping candidates there stays the proven or claimed,
          then the longer, then the one of lower rank, then the earlier. The result is sorted by start and has no overlap.
in_cell   A cell is first read as a whole: without the characters of `STRIPPED` at both ends, it is held against the
          `readings` in order, and the first whose `whole` matches fully and that `validate` does not refuse is the
          only match. When none does, the cell is a text: `in_text` of the unstripped value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from recognizers.base import Match, Pattern, Recognizer

STRIPPED = " \t\r\n\u3000"
CONTEXT_REACH = 30
CONTEXT_BONUS = 0.2
CONTEXT_CEILING = 0.95


Reading = tuple[Recognizer, int, Pattern]  # a pattern, whose it is and its place there


def in_text(text: str, recognizers: Iterable[Recognizer]) -> list[Match]:
    """What lies in a running text, sorted by start, without overlaps."""
    return read_text(text, spoken(recognizers))


def in_cell(value: str, recognizers: Iterable[Recognizer], hinted: frozenset[str] = frozenset()) -> list[Match]:
    """What lies in one cell of a column whose header names the entities `hinted`. Offsets are those of `value`."""
    recognizers = tuple(recognizers)
    return read_cell(value, readings(recognizers, hinted), spoken(recognizers))


def read_text(text: str, patterns: Iterable[Reading]) -> list[Match]:
    """`in_text` with some patterns: the same, as long as those left out have no match."""
    return without_overlaps(
        (match, match.proven or pattern.claimed, recognizer.rank, number)
        for recognizer, number, pattern in patterns
        for match in candidates(text, recognizer, pattern)
    )


def read_cell(value: str, wholes: Iterable[Reading], patterns: Iterable[Reading]) -> list[Match]:
    """`in_cell` with some patterns: the same, as long as those left out have no match."""
    v = value.strip(STRIPPED)
    if not v:
        return []
    start = len(value) - len(value.lstrip(STRIPPED))
    for recognizer, _, pattern in wholes:
        if pattern.whole.fullmatch(v) is None:
            continue
        verdict = recognizer.validate(v) if recognizer.validate else None
        if verdict is not False:
            return [_match(recognizer, pattern, start, start + len(v), verdict)]
    return read_text(value, patterns)


def spoken(recognizers: Iterable[Recognizer]) -> tuple[Reading, ...]:
    """The patterns that running text is searched with."""
    return _spoken(tuple(recognizers))


@lru_cache(maxsize=4096)
def _spoken(recognizers: tuple[Recognizer, ...]) -> tuple[Reading, ...]:
    return tuple((r, number, p) for r in recognizers for number, p in enumerate(r.patterns) if p.scope == "anywhere")


def readings(recognizers: Iterable[Recognizer], hinted: frozenset[str] = frozenset()) -> tuple[Reading, ...]:
    """The patterns that a whole cell is held against, in the order in which they are tried: (rank, entity, place). Those
    of scope "header" fit almost anything: where a header names several entities, they come after what is particular to
    any of these (the `name` of a customer is a person's or a firm's)."""
    return _readings(tuple(recognizers), hinted)


@lru_cache(maxsize=4096)  # asked for every cell, with few different answers
def _readings(recognizers: tuple[Recognizer, ...], hinted: frozenset[str]) -> tuple[Reading, ...]:
    last = max((r.rank for r in recognizers if r.entity in hinted), default=0)
    found = [
        ((last if p.scope == "header" else r.rank, p.scope == "header", r.rank, r.entity, number), (r, number, p))
        for r in recognizers
        for number, p in enumerate(r.patterns)
        if not (p.before or p.after) and (p.scope != "header" or r.entity in hinted)
    ]
    return tuple(reading for _, reading in sorted(found, key=lambda f: f[0]))


def candidates(text: str, recognizer: Recognizer, pattern: Pattern) -> Iterator[Match]:
    """The matches of one pattern in a text, before any other pattern is heard; they do not overlap each other."""
    search = pattern.in_text.search
    position = 0
    while position <= len(text) and (m := search(text, position)) is not None:
        start, end = m.span(1)
        verdict = recognizer.validate(m[1]) if recognizer.validate else None
        if (verdict is False and not pattern.claimed) or end <= start:
            position = m.start() + 1
            continue
        position = m.end()
        match = _match(recognizer, pattern, start, end, verdict)
        yield match if match.proven else _in_context(match, text, recognizer)


def without_overlaps(found: Iterable[tuple[Match, bool, int, int]]) -> list[Match]:
    """The best of (match, proven or claimed, rank of its recognizer, place of its pattern) without overlaps, by start."""
    starts: list[int] = []
    kept: list[Match] = []
    for match, _, _, _ in sorted(found, key=_preference):
        place = bisect_left(starts, match.start)
        before = kept[place - 1].end if place else 0
        behind = kept[place].start if place < len(kept) else match.end
        if before <= match.start and match.end <= behind:
            starts.insert(place, match.start)
            kept.insert(place, match)
    return kept


def _match(recognizer: Recognizer, pattern: Pattern, start: int, end: int, verdict: bool | None) -> Match:
    proven = verdict is True
    return Match(recognizer.entity, start, end, 1.0 if proven else pattern.score, pattern.name, pattern.state, proven, pattern.kind)


def _in_context(match: Match, text: str, recognizer: Recognizer) -> Match:
    """The match with its score raised when a context word stands shortly before it."""
    if match.score >= CONTEXT_CEILING or not recognizer.context:
        return match
    near = text[max(0, match.start - CONTEXT_REACH) : match.start].lower()
    if not any(word.lower() in near for word in recognizer.context):
        return match
    score = round(min(CONTEXT_CEILING, match.score + CONTEXT_BONUS), 4)
    return replace(match, score=score)


def _preference(found: tuple[Match, bool, int, int]) -> tuple[bool, int, int, int, str, int]:
    """Sorts the better candidate first: proven or claimed, longer, lower rank, earlier; the rest makes the order total."""
    match, sure, rank, number = found
    return not sure, match.start - match.end, rank, match.start, match.entity, number
