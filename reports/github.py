"""Annotations for GitHub Actions: one workflow command a violation, worst first, on the line that has to change.

Escapes follow actions/toolkit (`packages/core/src/command.ts`): ``% CR LF`` everywhere, ``: ,`` in properties as well.
GitHub shows ten annotations of a kind per step; all of them are in the log. No sample value is ever written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.violation import Severity, Violation
from reports import Report
from reports.display import display
from reports.messages import text, word
from reports.outline import (
    both_words,
    clause_words,
    decided,
    figures,
    finding_words,
    gaps,
    reason_words,
    violation_place,
    worst_first,
)
from scanner.inventory import AssetRecord

NAME = "github"
SUFFIX = ".txt"
BINARY = False

LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice", Severity.INFO: "notice"}
_MESSAGE_LIMIT = 4_000  # characters; a longer annotation is cut by GitHub without a sign


def render(report: Report) -> str:
    """Lines that a workflow prints to standard output."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    lang, assets = report.lang, {a.uri: a for a in report.inventory.assets}
    for violation in worst_first(report.violations):
        message = _message(violation, violation_place(violation, assets), lang)
        title = f"{violation.rule} {violation.title.in_language(lang)}"
        yield _command(LEVELS[violation.severity], title, message, violation.file, violation.line)
    for gap in gaps(report.inventory):
        reason = reason_words(gap.reason, gap.detail, lang)
        message = text("gate.unread", lang, place=gap.place, status=word("status", gap.status, lang), reason=reason)
        yield _command("warning", text("section.coverage", lang), message)
    totals = figures(report)
    if said := _decisions(report, assets):
        yield _command("notice", text("section.decisions", lang), "\n".join([text("report.decided", lang, **totals.by_decision), *said]))
    yield _command("notice", text("section.summary", lang), text("gate.totals", lang, count=len(report.violations), worst=totals.worst))


def _decisions(report: Report, assets: dict[str, AssetRecord]) -> list[str]:
    """Findings that a person decided on, a line each, what silences first."""
    findings = [finding for group in decided(report).values() for finding in group]
    words = ((finding_words(f, assets, report.lang), both_words(f, report.decisions[f.fingerprint], report.lang)) for f in findings)
    return [display(f"{where}{text('label.colon', report.lang)}{said}") for where, said in words]


def _message(violation: Violation, place: str, lang: str) -> str:
    parts = [place, violation.message.in_language(lang)]
    if violation.clause:
        parts.append(text("gate.clause", lang, words=clause_words(violation.clause, lang)))
    parts.append(text("gate.fix", lang, remedy=violation.remedy.in_language(lang)))
    if violation.yaml:
        parts.append(text("gate.yaml", lang) + "\n" + violation.yaml.rstrip())
    return "\n".join(part for part in parts if part)


def _command(level: str, title: str, message: str, file: str = "", line: int = 0) -> str:
    position = [("file", file), ("line", str(max(line, 1)))] if file else []
    properties = ",".join(f"{key}={_property(value)}" for key, value in [*position, ("title", title)])
    return f"::{level} {properties}::{_data(message)}"


def _data(message: str) -> str:
    return display(message, _MESSAGE_LIMIT, newlines=True).replace("%", "%25").replace("\n", "%0A")


def _property(value: str) -> str:
    return display(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
