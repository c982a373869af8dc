"""What a *verdict* is and how it is reached: header, comment, values, checksum and uniqueness against one table.

The only place with thresholds. Evidence adds up and every share names what it is a share of; a kind that stands in few
cells of a column is reported as sparse, not averaged away; a schema without rows is judged by its words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from recognizers.base import HeaderHit, Recognizer
from recognizers.headers import SPEAKS
from recognizers.shadow import HIDING
from scanner.inventory import Evidence, Verdict
from scanner.profile import ColumnProfile, Tally


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares are of filled cells; weights are those of `recognizers.headers`."""

    #: A column is *for* an entity when at least this share of its cells holds it; below, the finding is sparse.
    column_share: float = 0.5
    #: Values alone (no word in header or comment) must fill this share before a mere shape makes a column LIKELY.
    lone_share: float = 0.8
    #: A name-like shape in this share of cells is POSSIBLE without any word; below, it is chance (Han words look like names).
    name_share: float = 0.6
    #: Of values with a checksum, the share that must pass for CONFIRMED.
    proven_share: float = 0.9
    #: A word that names the entity by itself: enough for LIKELY when there are no values to look at.
    strong_word: float = SPEAKS
    #: Words that count only together with values (`name` alone says nothing).
    weak_word: float = 0.3
    #: With at least this many cells, values that never fit contradict the header.
    contradiction_cells: int = 20
    contradiction_share: float = 0.05
    #: Sparse values: fewer than this are POSSIBLE unless a checksum proves them.
    sparse_cells: int = 3
    #: Patterns with at least this score need no company: the host of a tracker is what it is, and a page has it once.
    certain_score: float = 0.98
    #: Lone numbers that pass are chance when they are fewer than this share of the column's long numbers (Luhn passes one in ten).
    chance_share: float = 0.25
    #: From so many mobile numbers on, this share of them with one beginning (139, 150 …) means a sequence.
    sequence_cells: int = 100
    sequence_share: float = 0.6
    #: Patterns with a lower score never make more than a possibility without a word.
    faint_score: float = 0.25
    #: Half of the values already hidden: the column is "masked", not "plain".
    masked_share: float = 0.5
    #: Distinct per cell, over which a column of numbers identifies rows.
    unique_share: float = 0.5


TABLE = Thresholds()
KINDS = 5  # sorts within an entity that a finding names
#: Names of the thresholds, in the order of their definition; those that end in "_cells" count, the others are shares or weights.
NAMES = tuple(f.name for f in fields(Thresholds))


@dataclass(frozen=True, slots=True)
class Measures:
    """The thresholds of one scan: for every kind, and for some kinds their own (which begin from those for every kind)."""

    general: Thresholds = TABLE
    per_entity: Mapping[str, Thresholds] = field(default_factory=dict)

    def of(self, entity: str) -> Thresholds:
        return self.per_entity.get(entity, self.general)

    @property
    def changes(self) -> dict[str, Any]:
        """What is not as delivered: {"column_share": 0.6, "PERSON": {"lone_share": 0.9}}; sorted, so that equal bars are equal text."""
        own = {entity: _changes(bars, self.general) for entity, bars in sorted(self.per_entity.items())}
        return {**_changes(self.general, TABLE), **{entity: changed for entity, changed in own.items() if changed}}

    @classmethod
    def of_changes(cls, changes: Mapping[str, Any]) -> Measures:
        """The bars that `changes` tells. Raises TypeError for a name that is no threshold."""
        general = replace(TABLE, **{name: value for name, value in changes.items() if not isinstance(value, Mapping)})
        return cls(general, {entity: replace(general, **own) for entity, own in changes.items() if isinstance(own, Mapping)})


def _changes(bars: Thresholds, usual: Thresholds) -> dict[str, Any]:
    return {name: value for name in NAMES if (value := getattr(bars, name)) != getattr(usual, name)}


DEFAULT = Measures()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one entity in one column, before it is given a place."""

    entity: str
    verdict: Verdict
    sparse: bool
    state: str
    evidence: tuple[Evidence, ...]
    strength: float
    kinds: tuple[str, ...] = ()


_NO_TALLY = Tally()  # read, never written


def judge(
    profile: ColumnProfile,
    headers: Iterable[HeaderHit],
    recognizers: tuple[Recognizer, ...],
    *,
    numeric: bool = False,
    text: bool = False,
    other: bool = False,
    bars: Measures = DEFAULT,
) -> tuple[Judgement, ...]:
    """Judgements on one column, the surest first. `numeric`: the source types it as a number; `text`: free text
    lines; `other`: the header says that the column is a number or property of something else (order_no)."""
    words = {hit.entity: hit for hit in headers if hit.weight >= bars.of(hit.entity).weak_word}
    found = []
    for recognizer in recognizers:
        word, tally = words.get(recognizer.entity), profile.tallies.get(recognizer.entity)
        if word is None and tally is None:
            continue  # nothing speaks for it
        table, tally = bars.of(recognizer.entity), tally or _NO_TALLY
        verdict, sparse = _verdict(recognizer, word, tally, profile, _Sort(numeric, text, other), table)
        if verdict is not None:
            found.append(_judgement(recognizer, verdict, sparse, word, tally, profile, other, table))
    found.sort(key=lambda j: (list(Verdict).index(j.verdict), j.sparse, -j.strength, j.entity))
    return tuple(_settle(found))


@dataclass(frozen=True, slots=True)
class _Sort:
    """What sort of column it is, see `judge`."""

    numeric: bool
    text: bool
    other: bool


def _verdict(
    recognizer: Recognizer, word: HeaderHit | None, tally: Tally, profile: ColumnProfile, sort: _Sort, table: Thresholds
) -> tuple[Verdict | None, bool]:
    if not profile.filled:
        return _by_word(word, table), False
    if word is not None and word.weight >= table.strong_word and _protected(profile, table):
        return Verdict.LIKELY, False
    share = tally.cells / profile.filled
    if not recognizer.patterns or (
        not tally.cells and recognizer.evidence == "header" and word and profile.filled < table.contradiction_cells
    ):
        return _by_word(word, table), False
    if share >= table.column_share and not sort.text:
        return _filled_column(recognizer, word, tally, share, sort, table), False
    if word is not None and share < table.column_share and not sort.text:
        return _doubtful_word(word, share, profile, table), bool(tally.cells)
    return _sparse(recognizer, tally, profile, sort.numeric, table), True


def _by_word(word: HeaderHit | None, table: Thresholds) -> Verdict | None:
    """No values to look at. A word that would need their support is not mentioned: half of all tables have a `name`."""
    return Verdict.LIKELY if word is not None and word.weight >= table.strong_word else None


def _filled_column(
    recognizer: Recognizer, word: HeaderHit | None, tally: Tally, share: float, sort: _Sort, table: Thresholds
) -> Verdict | None:
    """Most cells hold the entity. A word beside that confirms; without one the kind of evidence decides."""
    proven = tally.values and tally.proven / tally.values >= table.proven_share
    if word is not None:
        return Verdict.CONFIRMED if word.weight >= table.strong_word or proven or recognizer.evidence == "shape" else Verdict.LIKELY
    if recognizer.evidence == "checksum":
        return Verdict.CONFIRMED if proven else Verdict.POSSIBLE
    if recognizer.evidence == "shape":
        if share < table.lone_share or _is_sequence(recognizer, tally, table):
            return None if sort.other and share < table.proven_share else Verdict.POSSIBLE
        return Verdict.LIKELY if sort.numeric or sort.other else Verdict.CONFIRMED
    if _is_faint(recognizer, tally, table):
        return Verdict.POSSIBLE if share >= table.proven_share and _varied(tally, table) and not sort.other else None
    if share < table.name_share:
        return None
    return Verdict.LIKELY if share >= table.lone_share and _varied(tally, table) else Verdict.POSSIBLE


def _is_sequence(recognizer: Recognizer, tally: Tally, table: Thresholds) -> bool:
    """Numbers that all begin alike were given out one after the other: order numbers, not telephones."""
    if not recognizer.lead:
        return False
    leads = {lead: n for lead, n in tally.leads.items() if lead[:1] == "1"}
    total = sum(leads.values())
    return total >= table.sequence_cells and max(leads.values()) >= table.sequence_share * total


def _is_faint(recognizer: Recognizer, tally: Tally, table: Thresholds) -> bool:
    """A form that half of all numbers have (six digits) is a possibility at most."""
    scores = {p.name: p.score for p in recognizer.patterns}
    return max((scores.get(name, 1.0) for name in tally.patterns), default=1.0) < table.faint_score


def _protected(profile: ColumnProfile, table: Thresholds) -> str:
    """What most cells hold instead of values: "hashed", "encrypted", "tokenised", or ""."""
    shape, cells = max(profile.shapes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return shape if cells and cells / profile.filled >= table.masked_share else ""


def _state(word: HeaderHit | None, tally: Tally, profile: ColumnProfile, table: Thresholds) -> str:
    """In what state most of the values are."""
    if not profile.filled:
        return "empty" if profile.rows else "plain"
    if word is not None and word.weight >= table.strong_word and (protected := _protected(profile, table)):
        return protected
    hidden = tally.states["masked"] + tally.states["weak"]
    if not tally.values or hidden / tally.values < table.masked_share:
        return "plain"
    return "weak" if tally.states["weak"] >= tally.states["masked"] else "masked"


def _kinds(recognizer: Recognizer, word: HeaderHit | None, tally: Tally) -> tuple[str, ...]:
    """Sorts within the entity (platforms, documents), the most frequent first; what the header names when values tell nothing."""
    kind_of = {p.name: p.kind for p in recognizer.patterns}
    counted: Counter[str] = Counter()
    for pattern, values in tally.patterns.items():
        counted[kind_of.get(pattern, "")] += values
    del counted[""]
    told = [kind for kind, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    return tuple(told[:KINDS]) or ((word.kind,) if word is not None and word.kind else ())


def _varied(tally: Tally, table: Thresholds) -> bool:
    """Names of people vary; a column of few words (cities, statuses) that look like names does not."""
    return tally.cells > 0 and tally.sketch.distinct >= min(table.unique_share * tally.cells, 200)


def _doubtful_word(word: HeaderHit, share: float, profile: ColumnProfile, table: Thresholds) -> Verdict | None:
    """The header says so and most values do not."""
    contradicted = profile.filled >= table.contradiction_cells and share < table.contradiction_share
    strong = word.weight >= table.strong_word
    if contradicted:
        return Verdict.POSSIBLE if strong else None  # encrypted or made-up values: a person should look
    return Verdict.LIKELY if strong else Verdict.POSSIBLE


def _sparse(recognizer: Recognizer, tally: Tally, profile: ColumnProfile, numeric: bool, table: Thresholds) -> Verdict | None:
    """A few cells among many. In a column of numbers a few that look like a phone number, or pass a checksum, are chance."""
    if not tally.cells:
        return None
    if tally.whole == tally.values and tally.values < table.chance_share * profile.numbers:
        return None
    if tally.proven and recognizer.evidence == "checksum":
        return Verdict.POSSIBLE if numeric and tally.proven < table.sparse_cells else Verdict.CONFIRMED
    if numeric:
        return None
    inside = tally.values > tally.whole  # found within text by pattern and edges or by a cue, not as a lone word
    if recognizer.evidence == "header" and not inside:
        return None
    return Verdict.LIKELY if tally.cells >= table.sparse_cells or _is_certain(recognizer, tally, table) else Verdict.POSSIBLE


def _is_certain(recognizer: Recognizer, tally: Tally, table: Thresholds) -> bool:
    return any(p.score >= table.certain_score and tally.patterns[p.name] for p in recognizer.patterns)


def _judgement(
    recognizer: Recognizer, verdict: Verdict, sparse: bool, word: HeaderHit | None, tally: Tally, profile: ColumnProfile, other: bool,
    table: Thresholds,
) -> Judgement:  # fmt: skip
    evidence = []
    if word is not None:
        evidence.append(Evidence({"name": "header"}.get(word.where, word.where), word.word, round(word.weight, 2)))
    if tally.cells:
        pattern = tally.patterns.most_common(1)[0][0]
        evidence.append(Evidence("values", pattern, round(tally.cells / profile.filled, 4)))
    if tally.proven:
        evidence.append(Evidence("checksum", recognizer.entity, round(tally.proven / tally.values, 4)))
    if tally.cells and tally.sketch.distinct >= table.unique_share * tally.cells:
        evidence.append(Evidence("unique", "", round(min(tally.sketch.distinct / tally.values, 1.0), 4)))
    evidence += [
        Evidence("obfuscated" if name in HIDING else "transform", name, round(values / tally.values, 4))
        for name, values in sorted(tally.transforms.items(), key=lambda item: (-item[1], item[0]))
    ]
    if word is None and not sparse and recognizer.evidence == "shape":
        if _is_sequence(recognizer, tally, table):
            lead, values = tally.leads.most_common(1)[0]
            evidence.append(Evidence("sequence", lead, round(values / tally.values, 4)))
        if other:
            evidence.append(Evidence("other_header", "", None))
    if protected := _protected(profile, table) if word is not None and profile.filled else "":
        evidence.append(Evidence("protected", protected, round(profile.shapes[protected] / profile.filled, 4)))
    share = tally.cells / profile.filled if profile.filled else 0.0
    strength = (word.weight if word else 0.0) + share + (0.5 if tally.proven else 0.0) - recognizer.rank / 1000
    state = _state(word, tally, profile, table)
    return Judgement(recognizer.entity, verdict, sparse, state, tuple(evidence), strength, _kinds(recognizer, word, tally))


def _settle(found: list[Judgement]) -> list[Judgement]:
    """When a column is surely for one entity, mere possibilities beside it are noise."""
    if found and found[0].verdict is Verdict.CONFIRMED and not found[0].sparse:
        return [found[0], *(j for j in found[1:] if j.verdict is not Verdict.POSSIBLE)]
    return found
