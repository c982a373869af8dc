"""The Reviewdog Diagnostic Format (rdjson): violations as comments of a review, on any server that reviewdog speaks with.

Built after its published proto: source, severity, diagnostics with message, location, severity and code. A column is the number
of the character in the line; reviewdog counts bytes, which is the same where only ASCII stands before it. Suggestions are left
out: the line to change is in the register.
"""

from __future__ import annotations

from typing import Any

from register.violation import Severity
from reports import Report
from reports.display import display, json_text
from reports.matters import Matter, Note, matters, notes, plain

NAME = "rdjson"
SUFFIX = ".rd.json"
BINARY = False

LEVELS = {Severity.CRITICAL: "ERROR", Severity.HIGH: "ERROR", Severity.MEDIUM: "WARNING", Severity.LOW: "INFO", Severity.INFO: "INFO"}
_WORST_FIRST = ("ERROR", "WARNING", "INFO")


def render(report: Report) -> str:
    """One DiagnosticResult. Its severity is the worst there is; without diagnostics it has none."""
    diagnostics = [_matter(matter, report.lang) for matter in matters(report)] + [_note(note) for note in notes(report)]
    document: dict[str, Any] = {"source": {"name": "pandian"}}
    if diagnostics:
        document["severity"] = min((one["severity"] for one in diagnostics), key=_WORST_FIRST.index)
    return json_text({**document, "diagnostics": diagnostics})


def _matter(matter: Matter, lang: str) -> dict[str, Any]:
    start = {"line": matter.line, **({"column": matter.first.at} if matter.first.line and matter.first.at else {})}
    return {
        "message": plain(matter, lang),
        "location": {"path": display(matter.path), "range": {"start": start}},
        "severity": LEVELS[matter.first.severity],
        "code": {"value": matter.first.rule},
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "message": display(note.words),
        "location": {"path": display(note.path), "range": {"start": {"line": max(note.line, 1)}}},
        "severity": "WARNING" if note.kind == "unread" else "INFO",
        "code": {"value": note.rule or note.kind},
    }
