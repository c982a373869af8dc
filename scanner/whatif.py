"""What *would change a verdict*: the judge is asked again, with one thing of a finding changed at a time.

Nothing is guessed in words: each `Change` is a verdict that `scanner.judge` gives for counts that could be. What a finding does not
keep (which values were whole cells) is filled in; when the judge does not come to the finding's own verdict that way, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

from recognizers.base import HeaderHit, Recognizer
from scanner.inventory import Finding, Verdict
from scanner.judge import Measures, Thresholds, judge
from scanner.profile import ColumnProfile, Tally
from scanner.sketch import Sketch

#: Evidence that is a word for the column, as the judge gets it from `recognizers.headers` (and what is known of its origin).
WORDS = ("header", "comment", "table", "neighbours", "join")
_SHARES = ("contradiction_share", "name_share", "column_share", "lone_share")
_VARIED = 400  # different values are enough for any threshold
_VERDICTS: list[Verdict | None] = [*Verdict, None]


@dataclass(frozen=True, slots=True)
class Change:
    """kind: "word" (`what` in the name or comment), "no_word" (without the word `what`), "more" or "fewer" (`cells` hold it), "proven" (its
    values pass the check digit), "threshold" (`what` set to `value`). verdict: what it would be then, None for no finding."""

    kind: str
    verdict: Verdict | None
    what: str = ""
    cells: int = 0
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class _Case:
    """A finding as the judge sees it."""

    recognizer: Recognizer
    finding: Finding
    words: tuple[HeaderHit, ...]
    cells: int
    proven: float  # share of the values
    numeric: bool
    text: bool
    bars: Measures

    @property
    def other(self) -> bool:
        return any(evidence.kind == "other_header" for evidence in self.finding.evidence)

    def verdict(self) -> Verdict | None:
        judged = judge(
            self._profile(), self.words, (self.recognizer,), numeric=self.numeric, text=self.text, other=self.other, bars=self.bars
        )
        return judged[0].verdict if judged else None

    def _profile(self) -> ColumnProfile:
        finding = self.finding
        profile = ColumnProfile(finding.rows, finding.filled)
        for evidence in finding.evidence:
            if evidence.kind == "protected" and evidence.share is not None:
                profile.shapes[evidence.what] = round(evidence.share * finding.filled)
        if self.cells:
            values = max(self.cells, finding.values) if self.cells >= finding.matched else self.cells
            distinct = finding.distinct if finding.distinct is not None else finding.matched
            different = round(distinct * self.cells / finding.matched) if finding.matched else self.cells
            sketch = Sketch(0, {f"00{n:016x}" for n in range(min(different, _VARIED))})
            whole = 0 if finding.sparse else values
            tally = Tally(cells=self.cells, whole=whole, values=values, proven=round(self.proven * values), sketch=sketch)
            tally.patterns = Counter({pattern.name: values for pattern in self.recognizer.patterns[:1]})
            tally.leads = Counter({e.what: round((e.share or 0) * values) for e in finding.evidence if e.kind == "sequence"})
            profile.tallies[self.recognizer.entity] = tally
        return profile


def changes(
    finding: Finding,
    recognizer: Recognizer,
    bars: Measures,
    says: Callable[[str], HeaderHit | None],
    *,
    numeric: bool = False,
    text: bool = False,
) -> tuple[Change, ...]:
    """What would make the finding surer, then what would make it less sure. `says`: what a column of that name would say."""
    case = _case(finding, recognizer, bars, numeric, text)
    if case.verdict() is not finding.verdict:
        return ()
    now = _VERDICTS.index(finding.verdict)
    surer = [c for c in _surer(case, says) if _VERDICTS.index(c.verdict) < now]
    weaker = [c for c in _weaker(case) if _VERDICTS.index(c.verdict) > now]
    return (*_first_of_each(surer), *_first_of_each(weaker))


def _case(finding: Finding, recognizer: Recognizer, bars: Measures, numeric: bool, text: bool) -> _Case:
    words = tuple(HeaderHit(finding.entity, e.share or 0.0, e.what, e.kind) for e in finding.evidence if e.kind in WORDS)
    proven = next((e.share or 0.0 for e in finding.evidence if e.kind == "checksum"), 0.0)
    return _Case(recognizer, finding, words, finding.matched, proven, numeric, text, bars)


def _first_of_each(found: list[Change]) -> list[Change]:
    """The smallest step of each kind; they come in that order."""
    return list({change.kind: change for change in reversed(found)}.values())[::-1]


def _surer(case: _Case, says: Callable[[str], HeaderHit | None]) -> Iterator[Change]:
    recognizer, table = case.recognizer, case.bars.of(case.finding.entity)
    if not any(word.weight >= table.strong_word for word in case.words):
        for word in recognizer.headers:
            if (hit := says(word)) is not None:
                yield Change("word", replace(case, words=(hit,)).verdict(), word)
    if case.finding.filled:
        # A proven kind has no more cells that are not proven than it has now.
        proven = case.proven if case.cells else 1.0
        for cells in sorted(_bounds(case, table)):
            if cells > case.cells:
                yield Change("more", replace(case, cells=cells, proven=proven).verdict(), cells=cells)
        if case.proven < 1 and recognizer.validate is not None and case.cells:
            yield Change("proven", replace(case, proven=1.0).verdict())
    yield from _thresholds(case, table)


def _weaker(case: _Case) -> Iterator[Change]:
    table = case.bars.of(case.finding.entity)
    if case.words:
        yield Change("no_word", replace(case, words=()).verdict(), case.words[0].word)
    for cells in sorted({0, *(bound - 1 for bound in _bounds(case, table))}, reverse=True):
        if 0 <= cells < case.cells:
            yield Change("fewer", replace(case, cells=cells).verdict(), cells=cells)


def _bounds(case: _Case, table: Thresholds) -> set[int]:
    """Numbers of cells at which a threshold is reached."""
    filled = case.finding.filled
    shares = {ceil(getattr(table, name) * filled - 1e-9) for name in _SHARES}
    return {cells for cells in (*shares, table.sparse_cells, filled) if 0 < cells <= filled}


def _thresholds(case: _Case, table: Thresholds) -> Iterator[Change]:
    """A lower bar for this kind, down to what the finding reaches, two digits."""
    share = floor(case.cells / case.finding.filled * 100) / 100 if case.finding.filled else 0.0
    wanted: dict[str, Any] = {name: share for name in _SHARES if 0 < share < getattr(table, name)}
    if 0 < case.cells < table.sparse_cells:
        wanted["sparse_cells"] = case.cells
    for name, value in wanted.items():
        own = {**case.bars.per_entity, case.finding.entity: replace(table, **{name: value})}
        yield Change("threshold", replace(case, bars=Measures(case.bars.general, own)).verdict(), name, value=value)
