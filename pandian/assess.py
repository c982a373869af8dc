"""From an inventory to what a person is told: load the register, run the checks, decide the exit code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pandian.cli import CLEAN, FOUND, INCOMPLETE, Usage
from pandian.language import Language
from register.checks import run
from register.context import Context
from register.entries import Waiver
from register.law import LawPack, LawPackError
from register.law import load as load_law
from register.matrix import MatrixRow, matrix
from register.model import Register, RegisterError, load
from register.violation import Severity, Violation
from register.waivers import split
from reports import Report
from reports.display import display
from scanner.decisions import Decision, Standing, as_decided, by_place, standings
from scanner.inventory import Finding, Inventory, Verdict

if TYPE_CHECKING:
    from register.diff import Change


def open_register(path: Path | None, lang: Language) -> Register | None:
    """Raises Usage with file, line, what is wrong and the fix of every problem: a broken register stops a run."""
    if path is None:
        return None
    try:
        return load(path)
    except RegisterError as error:
        told = [display(problem.in_language(lang)) for problem in error.problems]
        raise Usage(told[0] if len(told) == 1 else "\n" + "\n".join(told)) from None


@dataclass(frozen=True, slots=True)
class Past:
    """What was before: decisions of people, the scan before this one, the register as it was."""

    decisions: tuple[Decision, ...] = ()
    earlier: Inventory | None = None
    register: Register | None = None


def assess(
    inventory: Inventory,
    register: Register | None,
    today: date,
    law_pack: Path | None,
    lang: Language,
    past: Past | None = None,
    only: Collection[str] | None = None,
) -> Report:
    """The checks see what people decided; the inventory of the report stays as the machine judged it. only: ids of the rules to
    ask, all of them if None."""
    past = past or Past()
    stands = standings(past.decisions, inventory, today)
    decided = as_decided(inventory, stands)
    pack = law_pack_of(law_pack, lang)
    violations: tuple[Violation, ...] = ()
    waived: tuple[tuple[Violation, Waiver], ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    if register is not None:
        found = run(register, decided, today=today, law_pack=pack, previous=past.register, earlier=past.earlier, only=only)
        violations = _with_decisions(tuple(found), inventory, stands)
        standing, accepted = split(violations, register, today)
        violations, waived = tuple(standing), tuple(accepted)
        rows = matrix(register, decided)
    generated = datetime.now(UTC).isoformat(timespec="seconds")
    had = frozenset(key for key, value in (("previous", past.register), ("earlier", past.earlier)) if value is not None)
    report = Report(inventory, violations, register, rows, lang, generated, waived, stands, pack, today, had=had)
    return replace(report, changes=_changes(report, past.register)) if register is not None and past.register is not None else report


def _changes(report: Report, previous: Register) -> tuple[Change, ...]:
    from register.diff import counter, diff

    assert report.register is not None
    return diff(previous, report.register, counter(report.context))


def _with_decisions(violations: tuple[Violation, ...], inventory: Inventory, stands: Mapping[str, Standing]) -> tuple[Violation, ...]:
    """A violation about a finding that a person decided on says what machine and person said of it."""
    decided = by_place(inventory, stands)

    def told(violation: Violation) -> Violation:
        found = decided.get((violation.uri, violation.column, violation.entity))
        return violation if found is None else replace(violation, evidence=_evidence(violation, *found))

    return tuple(map(told, violations)) if decided else violations


def _evidence(violation: Violation, finding: Finding, standing: Standing) -> tuple[tuple[str, str], ...]:
    machine = tuple((key, finding.verdict.value if key == "verdict" else value) for key, value in violation.evidence)
    return (*machine, ("human", standing.decision.ruling.value), ("force", standing.force.value))


def context_of(path: Path, scan: str, law_pack: Path | None, store: str | None, today: date, lang: Language) -> Context:
    """A register against a stored scan, as the checks see it. Raises Usage."""
    from pandian.places import stored

    register = open_register(path, lang)
    assert register is not None
    return Context(register, stored(store, scan, today, lang), law_pack_of(law_pack, lang) or load_law(register.pack), today)


def law_pack_of(path: Path | None, lang: Language) -> LawPack | None:
    """The pack that --law-pack names, None for the register's own. Raises Usage."""
    try:
        return load_law(path) if path is not None else None
    except LawPackError as error:
        raise Usage(f"{display(error.file)}:{error.line}: {display(error.said.in_language(lang))}") from None


def exit_code(report: Report, fail_on: str) -> int:
    """1 beats 3: what was found is sure, however much could not be read. Without a register a finding is INFO."""
    if reaches(report.violations, fail_on):
        return FOUND
    findings = as_decided(report.inventory, report.decisions).findings
    undeclared = report.register is None and any(f.verdict is not Verdict.POSSIBLE for f in findings)
    if undeclared and fail_on == Severity.INFO:
        return FOUND
    return CLEAN if report.inventory.complete else INCOMPLETE


def reaches(violations: Iterable[Violation], fail_on: str) -> bool:
    """Whether any is as severe as `fail_on` ("never": none is)."""
    return fail_on != "never" and any(v.severity.rank <= Severity(fail_on).rank for v in violations)
