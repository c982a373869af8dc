"""The GitLab security report of type SAST, schema 15.0.7 (accepted by GitLab 16 and later): violations for the security dashboard.

Descriptions and solutions are GitLab Flavored Markdown there, so everything from outside is escaped. A vulnerability is tracked by table
and column, not by its line. What was not read and what people settled are messages of the scan, which failed when incomplete.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from register.violation import Severity
from reports import Report
from reports.display import display, fenced, json_text, markdown
from reports.matters import Matter, digest, matters, notes, paragraphs, yaml
from reports.messages import text

NAME = "gitlab-sast"
SUFFIX = ".gitlab-sast.json"
BINARY = False

SCHEMA = "15.0.7"
LEVELS = {Severity.CRITICAL: "Critical", Severity.HIGH: "High", Severity.MEDIUM: "Medium", Severity.LOW: "Low", Severity.INFO: "Info"}
_NEVER = "1970-01-01T00:00:00"  # a time is required, and a scan that was cut off has none
_MAX_NAME, _MAX_SOLUTION = 255, 7_000  # of the schema
_MAX_DESCRIPTION = 100_000  # characters; the schema allows ten times as many


def render(report: Report) -> str:
    """One report; equal reports give equal text."""
    document = {
        "version": SCHEMA,
        "scan": _scan(report),
        "vulnerabilities": [_vulnerability(matter, report.lang) for matter in matters(report)],
    }
    return json_text(document)


def _scan(report: Report) -> dict[str, Any]:
    inventory = report.inventory
    tool = {"id": "pandian", "name": "Pandian", "version": display(inventory.version) or "0", "vendor": {"name": "Pandian"}}
    start = _moment(inventory.started) or _moment(report.generated) or _NEVER
    levels = {"unread": "warn"}
    return {
        "type": "sast",
        "analyzer": tool,
        "scanner": tool,
        "start_time": start,
        "end_time": _moment(inventory.finished) or start,
        "status": "success" if inventory.complete else "failure",
        "messages": [{"level": levels.get(note.kind, "info"), "value": display(note.words)} for note in notes(report)],
    }


def _moment(iso: str) -> str:
    """yyyy-mm-ddThh:mm:ss in UTC, as the schema wants it; "" for what is no time."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    try:
        return f"{time.astimezone(UTC) if time.tzinfo else time:%Y-%m-%dT%H:%M:%S}"
    except OverflowError:
        return ""


def _vulnerability(matter: Matter, lang: str) -> dict[str, Any]:
    first, path, key = matter.first, display(matter.path), matter.key
    remedies = " ".join(dict.fromkeys(violation.remedy.in_language(lang) for violation in matter.violations))
    laws = dict.fromkeys(law for violation in matter.violations for law in violation.law)
    place = {"file": path, "start_line": matter.line, "end_line": matter.line}
    signature = f"{path}|{display(matter.table)}[0]|{display(first.column)}[0]:{first.rule}"
    return {
        "id": "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:])),
        "category": "sast",
        "name": display(f"{first.rule} {first.title.in_language(lang)}")[:_MAX_NAME],
        "description": _whole(_description(matter, lang), _MAX_DESCRIPTION),
        "severity": LEVELS[first.severity],
        "solution": _whole(markdown(remedies), _MAX_SOLUTION),
        "identifiers": [
            {"type": "pandian_rule", "name": f"Pandian {first.rule}", "value": first.rule},
            *({"type": "law", "name": display(law), "value": display(law)} for law in laws if law),
        ],
        "location": {**place, "class": display(matter.table), **({"method": display(first.column)} if first.column else {})},
        "tracking": {
            "type": "source",
            "items": [{**place, "signatures": [{"algorithm": "scope_offset", "value": digest(signature)}]}],
        },
    }


def _whole(escaped: str, limit: int) -> str:
    """Cut to the limit, but not within an entity, and with a sign."""
    return escaped if len(escaped) <= limit else re.sub(r"&[^;&]*$", "", escaped[: limit - 1]) + "…"


def _description(matter: Matter, lang: str) -> str:
    colon = text("label.colon", lang)
    parts = [f"**{label}**{colon}{markdown(words)}" for label, words in paragraphs(matter, lang)]
    if fragment := yaml(matter):
        parts.append(f"**{text('label.yaml', lang)}**\n\n{fenced(fragment, 'yaml')}")
    return "\n\n".join(parts)
