"""GitLab Code Quality: what a merge request shows beside the lines it changes.

A list of issues as GitLab reads it (artifacts:reports:codequality): description, check_name, a fingerprint that is unique and
holds no line number, a severity of five, and a path relative to the repository. GitLab drops every issue behind one that is
malformed. There is no other place, so what was not read is a major issue and what people settled is one for information.
"""

from __future__ import annotations

from typing import Any

from register.violation import Severity
from reports import Report
from reports.display import display, json_text
from reports.matters import Note, digest, matters, notes, plain

NAME = "gitlab-codequality"
SUFFIX = ".gitlab-codequality.json"
BINARY = False

LEVELS = {Severity.CRITICAL: "blocker", Severity.HIGH: "critical", Severity.MEDIUM: "major", Severity.LOW: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON list, the worst first; a report without anything to say is an empty one."""
    found = [
        _issue(plain(matter, report.lang), matter.first.rule, matter.key, LEVELS[matter.first.severity], matter.path, matter.line)
        for matter in matters(report)
    ]
    return json_text(found + _notes(notes(report)))


def _notes(told: list[Note]) -> list[dict[str, Any]]:
    """Two notes with the same words are told apart by their number."""
    seen: dict[str, int] = {}
    issues = []
    for note in told:
        key = digest(note.kind, note.rule, note.path, note.table, note.column, note.words)
        seen[key] = seen.get(key, 0) + 1
        unique = key if seen[key] == 1 else digest(key, str(seen[key]))
        level = "major" if note.kind == "unread" else "info"
        issues.append(_issue(note.words, note.rule or note.kind, unique, level, note.path, note.line))
    return issues


def _issue(words: str, name: str, key: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": display(words, newlines=True),
        "check_name": display(name),
        "fingerprint": key,
        "severity": severity,
        "location": {"path": display(path), "lines": {"begin": max(line, 1)}},
    }
