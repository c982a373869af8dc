"""What a *decision* is: what a person says of a finding, kept apart from what the machine says of it.

A decision names a finding by its fingerprint, which is stable over scans, and never changes it: the inventory stays as it was
judged, and the two are joined when a report is made. It remembers what the machine saw when it was made, so that a "false
positive" does not silence evidence that its author has not seen: see `changes`. Decisions are a log; the newest counts,
nothing is deleted. Plain data; only the check for raw values loads more than the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from scanner.inventory import Finding, Inventory, Verdict

LEAST_REASON, MOST_REASON, MOST_NAME = 10, 500, 80  # characters
#: The matched share of cells must grow so many times before a finding is no longer the one that was decided on.
GROWTH = 10
#: Kinds that nobody writes in words either, though values alone never confirm a column of them.
_NEVER_WORDS = frozenset({"SNS_ACCOUNT", "CREDENTIAL"})
_EXPOSURE = {"plain": 2, "weak": 1}  # how readable values of a state are; every other state hides them: 0


class Ruling(StrEnum):
    CONFIRMED = "confirmed"
    FALSE_POSITIVE = "false_positive"
    WITHDRAWN = "withdrawn"  # takes back whatever was decided before


class Force(StrEnum):
    """Whether a decision counts. STALE: the evidence changed since. EXPIRED: its last day is over."""

    COUNTS = "counts"
    STALE = "stale"
    EXPIRED = "expired"


class DecisionError(ValueError):
    """A decision that cannot be taken: key is a word for the message table, detail holds no value."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key = key
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Seen:
    """What the machine said when a person decided. proven: a checksum was among the evidence."""

    verdict: str
    state: str
    matched: int
    filled: int
    proven: bool

    @classmethod
    def of(cls, finding: Finding) -> Seen:
        proven = any(evidence.kind == "checksum" for evidence in finding.evidence)
        return cls(finding.verdict.value, finding.state, finding.matched, finding.filled, proven)


@dataclass(frozen=True, slots=True)
class Decision:
    """finding: its fingerprint · at: UTC, ISO 8601 to the second · until: the last day (ISO) it holds for, "" for ever."""

    finding: str
    ruling: Ruling
    reason: str
    by: str
    at: str
    until: str
    seen: Seen

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decision:
        return cls(**{**data, "ruling": Ruling(data["ruling"]), "seen": Seen(**data["seen"])})


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest decision on a finding and what it is worth today. changes: words of `changes` that made it stale."""

    decision: Decision
    force: Force
    changes: tuple[str, ...] = ()

    @property
    def dismisses(self) -> bool:
        """A false positive that counts: the finding raises no violation."""
        return self.force is Force.COUNTS and self.decision.ruling is Ruling.FALSE_POSITIVE

    @property
    def confirms(self) -> bool:
        return self.force is Force.COUNTS and self.decision.ruling is Ruling.CONFIRMED


def decide(finding: Finding, ruling: Ruling, *, reason: str, by: str, until: str = "", now: datetime | None = None) -> Decision:
    """A new decision on a finding as it stands. Raises DecisionError."""
    at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    return checked(Decision(finding.fingerprint, ruling, reason.strip(), by.strip(), at, until, Seen.of(finding)))


def checked(decision: Decision) -> Decision:
    """The decision, fit to be kept. Raises DecisionError: no reason, no author, a day that is none, or a raw value in a text."""
    if not LEAST_REASON <= len(decision.reason) <= MOST_REASON:
        raise DecisionError("decide.reason_length")
    if not 1 <= len(decision.by) <= MOST_NAME:
        raise DecisionError("decide.by_length")
    if decision.until:
        try:
            decision = replace(decision, until=date.fromisoformat(decision.until).isoformat())
        except ValueError:
            raise DecisionError("decide.until") from None
    for text in (decision.reason, decision.by):
        if entity := raw_value(text):
            raise DecisionError("decide.raw_value", entity)
    return decision


def raw_value(text: str) -> str:
    """The kind of the first raw value in a text that a person wrote, disguised or not, "" when there is none. Kinds that only a header
    proves (names) are no reason to refuse: people write in words."""
    from recognizers import catalogue
    from recognizers.find import in_text

    proving = [r for r in catalogue() if r.evidence != "header" or r.entity in _NEVER_WORDS]
    return next((match.entity for match in in_text(text, proving) if match.state in _EXPOSURE), "")


def newest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Finding -> the decision that holds, of a log in the order in which it was written; those withdrawn are left out."""
    latest: dict[str, Decision] = {}
    for decision in decisions:
        earlier = latest.get(decision.finding)
        if earlier is None or decision.at >= earlier.at:
            latest[decision.finding] = decision
    return {finding: d for finding, d in latest.items() if d.ruling is not Ruling.WITHDRAWN}


def standings(decisions: Iterable[Decision], inventory: Inventory, today: date) -> dict[str, Standing]:
    """Fingerprint -> what a person said of it, for the findings of an inventory."""
    decided = newest(decisions)
    found = ((f, decided[f.fingerprint]) for f in inventory.findings if f.fingerprint in decided) if decided else ()
    return {decision.finding: standing(decision, finding, today) for finding, decision in found}


def standing(decision: Decision, finding: Finding, today: date) -> Standing:
    if decision.until and today > date.fromisoformat(decision.until):
        return Standing(decision, Force.EXPIRED)
    changed = changes(decision.seen, finding) if decision.ruling is Ruling.FALSE_POSITIVE else ()
    return Standing(decision, Force.STALE if changed else Force.COUNTS, changed)


def changes(seen: Seen, finding: Finding) -> tuple[str, ...]:
    """What makes the evidence another one than that decided on: "proven" (a checksum confirms it now), "exposed" (what was hidden
    can be read now), "grown" (it fills GROWTH times the share of cells, or any where there was none)."""
    now = Seen.of(finding)
    found = []
    if _proven(now) and not _proven(seen):
        found.append("proven")
    if seen.matched and now.matched and _EXPOSURE.get(now.state, 0) > _EXPOSURE.get(seen.state, 0):
        found.append("exposed")
    if now.matched and now.matched * seen.filled >= GROWTH * seen.matched * now.filled:
        found.append("grown")
    return tuple(found)


def _proven(seen: Seen) -> bool:
    return seen.proven and seen.verdict == Verdict.CONFIRMED


def as_decided(inventory: Inventory, stands: Mapping[str, Standing]) -> Inventory:
    """The inventory that checks are run on: without what was decided to be false, and with CONFIRMED where a person confirmed it."""
    if not stands:
        return inventory
    kept = []
    for finding in inventory.findings:
        found = stands.get(finding.fingerprint)
        if found is None or not found.dismisses:
            kept.append(replace(finding, verdict=Verdict.CONFIRMED) if found is not None and found.confirms else finding)
    return replace(inventory, findings=tuple(kept))


def by_place(inventory: Inventory, stands: Mapping[str, Standing]) -> dict[tuple[str, str, str], tuple[Finding, Standing]]:
    """(uri, column, entity) -> a finding that counts and that a person decided on. Violations name no path within a cell: where
    several findings share a place, nobody knows which one is meant, and the place is left out."""
    places: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in as_decided(inventory, stands).findings if stands else ():
        places.setdefault((finding.uri, finding.column, finding.entity), []).append(finding)
    judged = {f.fingerprint: f for f in inventory.findings} if stands else {}
    lone = {place: found[0].fingerprint for place, found in places.items() if len(found) == 1}
    return {place: (judged[name], stands[name]) for place, name in lone.items() if name in stands}
