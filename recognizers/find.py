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
shadow    Where a text is suspect (`recognizers.shadow`) its shadow is searched by the same patterns; what is found there is
          mapped back, carries the names of the transforms inside it, and competes with the rest by the same preference
          (what needed no transform is first among equals). What needed none is what the text itself gave.
in_cell   A cell is first read as a whole: without the characters of `STRIPPED` at both ends, it is held against the
          `readings` in order, and the first whose `whole` matches fully and that `validate` does not refuse (or that is `claimed`) is the
          only match. When none does, its shadow is read so, too. When neither is wholly anything, or only the shadow's
          whole is proven, the cell is a text: `in_text` of the unstripped value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from recognizers.base import Match, Pattern, Recognizer, State
from recognizers.shadow import Shadow, shadow

STRIPPED = " \t\r\n\u3000"
#: Of a masked value, the characters that hide and those that show (`is_weak`).
HIDDEN = "[*＊•●✱×○xX某]"
SHOWN = "[0-9]"
CONTEXT_REACH = 30
CONTEXT_BONUS = 0.2
CONTEXT_CEILING = 0.95


Reading = tuple[Recognizer, int, Pattern]  # a pattern, whose it is and its place there
Place = Sequence[Sequence[int] | None] | None  # for each of some patterns where its matches end, ascending; None: anywhere
Candidate = tuple[Match, bool, int, int]  # a match, whether proven or claimed, the rank of its recognizer, the place of its pattern


def in_text(text: str, recognizers: Iterable[Recognizer]) -> list[Match]:
    """What lies in a running text, sorted by start, without overlaps."""
    return read_text(text, spoken(recognizers), shadow(text))


def in_cell(value: str, recognizers: Iterable[Recognizer], hinted: frozenset[str] = frozenset()) -> list[Match]:
    """What lies in one cell of a column whose header names the entities `hinted`. Offsets are those of `value`."""
    recognizers = tuple(recognizers)
    return read_cell(value, readings(recognizers, hinted), spoken(recognizers), shadow(value))


def read_text(
    text: str, patterns: Sequence[Reading], meant: Shadow | None, places: Place = None, meant_places: Place = None
) -> list[Match]:  # fmt: skip
    """`in_text` with some patterns, given the text's shadow: the same, as long as those left out have no match in either.

    places, meant_places: for each pattern where in the text, or its shadow, a match or its clue may end."""
    found = list(_candidates(text, patterns, places))
    hidden: set[Match] = set()
    own = {r.entity: r for r, _, _ in patterns}
    if meant is not None:
        plain = {(match.entity, match.start, match.end) for match, _, _, _ in found}
        for match, sure, rank, number in _candidates(meant.text, patterns, meant_places):
            start, end, transforms = meant.origin(match.start, match.end)
            if (match.entity, start, end) not in plain:  # else nothing had to be undone, or only around it
                match = _in_context(match, meant.text, own[match.entity])._replace(start=start, end=end, transforms=transforms)
                found.append((match, sure, rank, number))
                hidden.add(match)
    return [match if match in hidden else _in_context(match, text, own[match.entity]) for match in without_overlaps(found)]


def _candidates(text: str, patterns: Sequence[Reading], places: Place) -> Iterator[Candidate]:
    clues: dict[str, bool] = {}
    for i, (recognizer, number, pattern) in enumerate(patterns):
        if places is None and pattern.clue and not pattern.linear:  # many patterns share one; an engine has looked for it already
            if pattern.clue not in clues:
                clues[pattern.clue] = pattern.clue_in.search(text) is not None
            if not clues[pattern.clue]:
                continue
        for match in candidates(text, recognizer, pattern, places[i] if places is not None else None):
            yield match, match.proven or pattern.claimed, recognizer.rank, number


def read_cell(
    value: str, wholes: Sequence[Reading], patterns: Sequence[Reading], meant: Shadow | None,
    places: Place = None, meant_places: Place = None,
) -> list[Match]:  # fmt: skip
    """`in_cell` with some patterns, given the value's shadow: the same, as long as those left out have no match in either."""
    bare = value.strip(STRIPPED)
    if not bare:
        return []
    start = len(value) - len(value.lstrip(STRIPPED))
    match = _whole(bare, wholes)
    if meant is not None and (match is None or not match.proven):
        hidden = _whole(meant.text.strip(STRIPPED), wholes)
        if hidden is not None and (match is None or hidden.proven):
            transforms = meant.origin(0, len(meant.text))[2]
            match = hidden._replace(end=len(bare), transforms=transforms)
    if match is not None:
        return [match._replace(start=start, end=start + len(bare))]
    return read_text(value, patterns, meant, places, meant_places)


def _whole(bare: str, wholes: Iterable[Reading]) -> Match | None:
    for recognizer, _, pattern in wholes:
        if pattern.whole.fullmatch(bare) is None:
            continue
        verdict = recognizer.validate(bare) if recognizer.validate else None
        if verdict is not False or pattern.claimed:
            return _match(recognizer, pattern, bare, 0, verdict)
    return None


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


def candidates(text: str, recognizer: Recognizer, pattern: Pattern, ends: Sequence[int] | None = None) -> Iterator[Match]:
    """The matches of one pattern in a text, before any other pattern or the context is heard; they do not overlap each other.

    ends: every match, or its clue, ends at one of these; so the search may begin `Pattern.reach` before the next."""
    search, validate = pattern.in_text.search, recognizer.validate
    position, ahead = 0, 0
    while position <= len(text):
        if ends is not None:
            while ahead < len(ends) and ends[ahead] <= position:
                ahead += 1
            if ahead == len(ends):
                return
            position = max(position, ends[ahead] - pattern.reach)
        m = search(text, position)
        if m is None:
            return
        start, end = m.span(1)
        verdict = validate(m[1]) if validate is not None else None
        if (verdict is False and not pattern.claimed) or end <= start:
            position = m.start() + 1
            continue
        position = m.end()
        match = _match(recognizer, pattern, m[1], start, verdict)
        yield match


def without_overlaps(found: Iterable[Candidate]) -> list[Match]:
    """The best without overlaps, by start."""
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


def _match(recognizer: Recognizer, pattern: Pattern, value: str, start: int, verdict: bool | None) -> Match:
    proven = verdict is True
    state = state_of(pattern, value) if pattern.state == "masked" else pattern.state
    return Match(
        recognizer.entity, start, start + len(value), 1.0 if proven else pattern.score, pattern.name, state, proven, pattern.kind
    )  # fmt: skip


def state_of(pattern: Pattern, value: str) -> State:
    """A mask that hides less than a third of a long number hides nothing: the rest can be tried out."""
    if pattern.state != "masked":
        return pattern.state
    return "weak" if is_weak(len(_shown().findall(value)), len(_hidden().findall(value))) else "masked"


def is_weak(shown: Any, hidden: Any) -> Any:
    """For counts or vectors of them: eight and more digits to be seen, and three or less than some third of all hidden (a country
    code is seen with +86 138****8000 and tells nothing)."""
    return (shown >= 8) & ((hidden < 4) | (hidden * 3 + 3 < shown + hidden))


@lru_cache(maxsize=1)
def _hidden() -> re.Pattern[str]:
    return re.compile(HIDDEN)


@lru_cache(maxsize=1)
def _shown() -> re.Pattern[str]:
    return re.compile(SHOWN)


def _in_context(match: Match, text: str, recognizer: Recognizer) -> Match:
    """The match with its score raised when a context word stands shortly before it."""
    if match.proven or match.score >= CONTEXT_CEILING or not recognizer.context:
        return match
    near = text[max(0, match.start - CONTEXT_REACH) : match.start].lower()
    if _context(recognizer.context).search(near) is None:
        return match
    return match._replace(score=round(min(CONTEXT_CEILING, match.score + CONTEXT_BONUS), 4))


@lru_cache(maxsize=1024)
def _context(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.lower()) for word in words))


def _preference(found: Candidate) -> tuple[bool, int, int, int, str, int, tuple[str, ...]]:
    """Sorts the better candidate first: proven or claimed, longer, lower rank, earlier; the rest makes the order total."""
    match, sure, rank, number = found
    return not sure, match.start - match.end, rank, match.start, match.entity, number, match.transforms
