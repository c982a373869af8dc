"""Annotations for GitHub Actions: one workflow command a matter, worst first, on the line and column that has to change.

Escapes follow actions/toolkit (`packages/core/src/command.ts`): ``% CR LF`` everywhere, ``: ,`` in properties as well.
GitHub shows ten annotations of a kind per step and drops the rest without a word, so the worst ten are written and the last
notice names the others. No sample value is ever written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from register.violation import Severity
from reports import Report
from reports.display import display
from reports.matters import Matter, Note, matters, notes, plain
from reports.messages import text
from reports.outline import figures

NAME = "github"
SUFFIX = ".github.txt"
BINARY = False

LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice", Severity.INFO: "notice"}
MOST = 10  # annotations of a kind per step
_MESSAGE_LIMIT = 4_000  # characters; a longer annotation is cut by GitHub without a sign


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    title: str
    message: str
    path: str = ""
    line: int = 0
    at: int = 0

    @property
    def brief(self) -> str:
        return " ".join(part for part in (f"{self.path}:{self.line}" if self.path and self.line else self.path, self.title) if part)


def render(report: Report) -> str:
    """Lines that a workflow prints to standard output."""
    told = notes(report)
    found = [_matter(matter, report.lang) for matter in matters(report)]
    unread = [_note(note, report.lang) for note in told if note.kind == "unread"]
    closing = [*_settled(told, report), _totals(report)]
    shown, left = _shown(found, unread, len(closing) + 1)
    if left:
        lines = [text("gate.not_shown", report.lang, count=len(left)), *(display(one.brief) for one in left)]
        closing.append(_Annotation("notice", text("section.summary", report.lang), "\n".join(lines)))
    return "".join(f"{_command(one)}\n" for one in [*shown, *closing])


def _shown(found: list[_Annotation], unread: list[_Annotation], notices: int) -> tuple[list[_Annotation], list[_Annotation]]:
    """(What fits, the rest), in order. The run fails for what was not read, so that goes before other warnings; `notices` are taken."""
    unread, late = unread[:MOST], unread[MOST:]
    room = {"error": MOST, "warning": MOST - len(unread), "notice": MOST - notices}
    shown: list[_Annotation] = []
    left: list[_Annotation] = []
    for one in found:
        (shown if room[one.level] > 0 else left).append(one)
        room[one.level] -= 1
    return shown + unread, left + late


def _matter(matter: Matter, lang: str) -> _Annotation:
    first = matter.first
    title = f"{first.rule} {first.title.in_language(lang)}"
    path = matter.path if first.file else ""
    return _Annotation(LEVELS[first.severity], title, plain(matter, lang), path, matter.line, first.at)


def _note(note: Note, lang: str) -> _Annotation:
    return _Annotation("warning", text("section.coverage", lang), note.words, note.path if note.line else "", note.line)


def _settled(told: list[Note], report: Report) -> Iterator[_Annotation]:
    """What people accepted, one notice each for the register's waivers and for decisions."""
    waived, said = ([note.words for note in told if note.kind == kind] for kind in ("waived", "decided"))
    if waived:
        first = text("report.waived", report.lang, count=len(waived))
        yield _Annotation("notice", text("section.summary", report.lang), "\n".join([first, *map(display, waived)]))
    if said:
        first = text("report.decided", report.lang, **figures(report).by_decision)
        yield _Annotation("notice", text("section.decisions", report.lang), "\n".join([first, *map(display, said)]))


def _totals(report: Report) -> _Annotation:
    words = text("gate.totals", report.lang, count=len(report.violations), worst=figures(report).worst)
    missing = [] if report.register is not None else [text("report.no_register", report.lang)]
    return _Annotation("notice", text("section.summary", report.lang), "\n".join([*missing, words]))


def _command(one: _Annotation) -> str:
    place = [("file", one.path), ("line", str(max(one.line, 1))), ("col", str(one.at) if one.at else "")] if one.path else []
    properties = ",".join(f"{key}={_property(value)}" for key, value in [*place, ("title", one.title)] if value)
    return f"::{one.level} {properties}::{_data(one.message)}"


def _data(message: str) -> str:
    return display(message, _MESSAGE_LIMIT, newlines=True).replace("%", "%25").replace("\n", "%0A")


def _property(value: str) -> str:
    return display(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
