"""Decisions as a file, so that they can live in version control and be reviewed: `pandian decide --export`, `--import`.

    format: pandian-decisions/1
    decisions:
      - finding: 3f2a…            # fingerprint; uri, column, path and entity say which one that is, and must agree with it
        decision: false_positive  # confirmed, false_positive or withdrawn
        reason: order numbers of the ERP
        by: li.na
        at: 2026-11-22T08:00:00+00:00
        until: 2027-11-22
        seen: {verdict: LIKELY, state: plain, matched: 812, filled: 900, proven: false}

The file is the log, oldest first. `by`, `at` and `seen` may be left out: the one who imports, now, and the finding as the store has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pandian.language import Language, say
from register import suggest, yaml
from reports.messages import word
from scanner.decisions import Decision, DecisionError, Ruling, Seen, checked
from scanner.inventory import Finding

FORMAT = "pandian-decisions/1"


class DecisionFileError(Exception):
    """The file cannot be used: one line a problem, each with file, line, what is wrong and the fix."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("\n".join(problems))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Seen(_Strict):
    verdict: Literal["CONFIRMED", "LIKELY", "POSSIBLE"]
    state: str = Field(pattern=r"^[a-z]{1,20}$")
    matched: int = Field(ge=0)
    filled: int = Field(ge=0)
    proven: bool


class _Entry(_Strict):
    finding: str = Field(pattern=r"^[0-9a-f]{16}$")
    uri: str = ""
    column: str = ""
    path: str = ""
    entity: str = ""
    decision: Literal["confirmed", "false_positive", "withdrawn"]
    reason: str
    by: str = ""
    at: str = ""
    until: str = ""
    seen: _Seen | None = None


class _File(_Strict):
    format: Literal["pandian-decisions/1"]
    decisions: tuple[_Entry, ...] = ()


def written(decisions: Iterable[Decision], known: Mapping[str, Finding]) -> str:
    """The file's text. `known`: the findings as the store has them, so that a reader sees what was decided on."""
    entries = [_entry(decision, known.get(decision.finding)) for decision in decisions]
    return suggest.dumped({"format": FORMAT, "decisions": entries})


def _entry(decision: Decision, finding: Finding | None) -> dict[str, Any]:
    place = {} if finding is None else {"uri": finding.uri, "column": finding.column, "path": finding.path, "entity": finding.entity}
    if not all(_writable(part) for part in place.values()):
        place = {}
    said = {"decision": decision.ruling.value, "reason": decision.reason, "by": decision.by, "at": decision.at, "until": decision.until}
    named = {"finding": decision.finding, **place, **said}
    return {**{key: value for key, value in named.items() if value}, "seen": asdict(decision.seen)}


def _writable(text: str) -> bool:
    """Whether a name comes back from YAML as it is; lone surrogates do not."""
    return text.encode("utf-8", "replace").decode("utf-8") == text


def read(
    path: Path, find: Callable[[str], Finding | None], by: str, lang: Language, now: datetime | None = None
) -> list[tuple[Decision, bool]]:
    """The decisions of a file, in its order, each with whether the file dates it. `find`: fingerprint -> the finding as the store
    has it. Raises DecisionFileError."""
    moment = now or datetime.now(UTC)
    document = _document(path)
    try:
        entries = _File.model_validate(document.data).decisions
    except ValidationError as error:
        wrong = [(document.line(tuple(e["loc"])), ".".join(map(str, e["loc"])), e["msg"]) for e in error.errors(include_url=False)]
        raise DecisionFileError(f"{path}:{line}: {where}: {what}" for line, where, what in wrong) from None
    decisions: list[tuple[Decision, bool]] = []
    problems: list[str] = []
    for number, entry in enumerate(entries):
        try:
            decisions.append((_decision(entry, find, by, moment), bool(entry.at)))
        except DecisionError as error:
            line = document.line(("decisions", number))
            problems.append(f"{path}:{line}: decisions[{number}]: {say(error.key, lang, detail=word('entity', error.detail, lang))}")
    if problems:
        raise DecisionFileError(problems)
    return decisions


def _document(path: Path) -> yaml.Document:
    try:
        return yaml.load(path.read_bytes())
    except OSError as error:
        raise DecisionFileError([f"{path}: {error.strerror}"]) from None
    except yaml.YamlError as error:
        raise DecisionFileError([f"{path}:{error.line}: {error.said.en}"]) from None


def _decision(entry: _Entry, find: Callable[[str], Finding | None], by: str, now: datetime) -> Decision:
    """Raises DecisionError."""
    place = (entry.uri, entry.column, entry.entity, *([entry.path] if entry.path else []))
    if any(place) and hashlib.sha256("\0".join(place).encode("utf-8", "surrogatepass")).hexdigest()[:16] != entry.finding:
        raise DecisionError("decide.place_differs")
    seen = Seen(**entry.seen.model_dump()) if entry.seen else None
    if seen is None:
        finding = find(entry.finding)
        if finding is None:
            raise DecisionError("decide.not_seen", entry.finding)
        seen = Seen.of(finding)
    decision = Decision(
        entry.finding, Ruling(entry.decision), entry.reason.strip(), (entry.by or by).strip(), _moment(entry.at, now), entry.until, seen
    )
    return checked(decision)


def _moment(at: str, now: datetime) -> str:
    """UTC to the second. A time to come would win over every decision made until then."""
    if not at:
        return now.isoformat(timespec="seconds")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise DecisionError("decide.at") from None
    if moment.tzinfo is None or moment > now:
        raise DecisionError("decide.at")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def fresh(entries: Iterable[tuple[Decision, bool]], log: Iterable[Decision]) -> list[Decision]:
    """Those that the log does not hold yet, so that a file can be imported again and again. An entry without a time of its own is
    new only when it says something else than what holds; else each import would renew what it has seen."""
    known = list(log)
    held = {(d.finding, d.at, d.ruling) for d in known}
    last = {d.finding: _said(d) for d in sorted(known, key=lambda d: d.at)}
    new: list[Decision] = []
    for decision, dated in entries:
        if (decision.finding, decision.at, decision.ruling) in held if dated else last.get(decision.finding) == _said(decision):
            continue
        held.add((decision.finding, decision.at, decision.ruling))
        last[decision.finding] = _said(decision)
        new.append(decision)
    return new


def _said(decision: Decision) -> tuple[str, ...]:
    return decision.ruling, decision.reason, decision.by, decision.until
