"""The SARIF 2.1.0 report: violations as static-analysis results, for GitHub code scanning and other viewers.

Built as plain dictionaries (OASIS SARIF v2.1.0, sections in brackets). Written within GitHub's limits: 25,000 results a run and
10 MB when compressed, ten tags a rule, 100 locations a result, a physical location with a line of at least one, `level` on every
result, `partialFingerprints` so that alerts do not repeat. Results are aggregated per column and sorted here, because viewers keep
only the first ones. No sample value is ever written. Without a register the findings themselves are the results.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from register.violation import Severity, Violation
from reports import Report
from reports.display import display, json_text
from reports.matters import Matter, Note, digest, matters, notes, plain, repository_path
from reports.messages import text, word
from reports.outline import (
    FILE_KINDS,
    Holding,
    both_words,
    decided,
    figures,
    finding_words,
    holdings,
    place,
    table_name,
    worst_first,
)
from scanner.inventory import AssetRecord

NAME = "sarif"
SUFFIX = ".sarif"
BINARY = False

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 25_000
MAX_DECISIONS = 1_000  # of each standing
_MAX_TAGS = 10
_MAX_RELATED = 99  # beside the location itself
_MAX_MESSAGE = 2_000  # characters
LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", Severity.INFO: "note"}
#: CVSS-like figure by which GitHub sorts security alerts (over 9.0 critical, 7.0 high, 4.0 medium, else low).
SECURITY_SEVERITY = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0", Severity.INFO: "1.0"}
FOUND = "PII-FOUND"  # rule of the findings when there is no register to hold them against


def render(report: Report) -> str:
    """A SARIF log with one run; equal reports give equal text."""
    results = [_violation(matter, report.lang) for matter in matters(report)]
    rules = _rules(report.violations, report.lang)
    if report.register is None:
        held = holdings(report.counted)
        results += [_found(holding, report) for holding in held]
        rules += [_found_rule(report.lang)] if held else []
    index = {rule["id"]: position for position, rule in enumerate(rules)}
    kept = [{**result, "ruleIndex": index[result["ruleId"]]} for result in results[:MAX_RESULTS]]
    run = {
        "tool": {"driver": _driver(report, rules)},
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"pandian/{report.inventory.mode}/"},
        "invocations": [_invocation(report, len(results) - len(kept))],
        "results": kept,
        "properties": {"coverage": figures(report).by_status, "complete": report.inventory.complete, **_decisions(report)},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _decisions(report: Report) -> dict[str, Any]:
    """Decisions, dismissed findings among them: as properties and not as results, because viewers show suppressed results too."""
    assets = {asset.uri: asset for asset in report.inventory.assets}
    said = [
        {
            "finding": finding.fingerprint,
            "place": display(finding_words(finding, assets, report.lang)),
            "standing": key,
            "words": _plain(both_words(finding, report.decisions[finding.fingerprint], report.lang), _MAX_MESSAGE),
        }
        for key, findings in decided(report).items()
        for finding in findings[:MAX_DECISIONS]
    ]
    return {"decided": figures(report).by_decision, "decisions": said} if said else {}


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, Any]:
    language = "zh-CN" if report.lang == "zh" else "en-US"
    return {"name": "Pandian", "version": report.inventory.version or "0", "language": language, "rules": rules}


def _rules(violations: Iterable[Violation], lang: str) -> list[dict[str, Any]]:
    """reportingDescriptor [3.49] of every rule that fired; the worst severity it fired with is its default."""
    worst: dict[str, Violation] = {}
    for violation in worst_first(violations):
        worst.setdefault(violation.rule, violation)
    return [_rule(worst[rule], lang) for rule in sorted(worst)]


def _rule(violation: Violation, lang: str) -> dict[str, Any]:
    other = "en" if lang == "zh" else "zh"
    laws = "; ".join(violation.law)
    paragraphs = [
        violation.title.in_language(lang),
        text("gate.help", lang),
        laws,
        violation.title.in_language(other),
        text("gate.help", other),
    ]
    shown = [_plain(paragraph) for paragraph in paragraphs if paragraph]
    return {
        "id": violation.rule,
        "name": violation.rule.replace("-", ""),
        "shortDescription": {"text": _plain(violation.title.in_language(lang))},
        "fullDescription": {"text": _plain(f"{violation.title.zh} / {violation.title.en}")},
        "help": {"text": "\n\n".join(shown), "markdown": "\n\n".join(_markdown(paragraph) for paragraph in shown)},
        "defaultConfiguration": {"level": LEVELS[violation.severity]},
        "properties": {
            "tags": ["privacy", "security", *(_plain(law) for law in violation.law)][:_MAX_TAGS],
            "security-severity": SECURITY_SEVERITY[violation.severity],
            "precision": "high",
        },
    }


def _violation(matter: Matter, lang: str) -> dict[str, Any]:
    """result [3.27]. `fingerprints` in the properties are those that baselines and waivers use."""
    first = matter.first
    about = (first.uri, first.column) if first.uri else (first.declaration, first.category)
    related = [_related(file, line, lang) for file, line in matter.also[:_MAX_RELATED]]
    return {
        "ruleId": first.rule,
        "level": LEVELS[first.severity],
        "message": {"text": _plain(plain(matter, lang), _MAX_MESSAGE)},
        "locations": [_location(first.file, first.line, matter.asset, first.column, first.declaration, first.at)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"pandianPlace/v1": digest(first.rule, *about)},
        "properties": {
            "entities": matter.entities,
            "system": display(first.system),
            "fingerprints": [violation.fingerprint for violation in matter.violations],
        },
    }


def _related(file: str, line: int, lang: str) -> dict[str, Any]:
    """Another definition of the same column [3.27.22]."""
    return {**_physical(file, line), "message": {"text": text("gate.also_here", lang)}}


def _found(holding: Holding, report: Report) -> dict[str, Any]:
    lang = report.lang
    finding, asset = holding.surest, holding.asset
    kinds = ", ".join(word("entity", found.entity, lang) for found in holding.findings)
    where = f"{place(asset)} · {finding.column}"
    message = text("gate.found", lang, place=where, entity=kinds, verdict=word("verdict", finding.verdict, lang))
    said = (both_words(f, standing, lang) for f in holding.findings if (standing := report.decision(f)))
    message = "\n".join([message, *said])
    file = (asset.path or asset.name) if asset.kind in FILE_KINDS else ""
    return {
        "ruleId": FOUND,
        "level": "note",
        "message": {"text": _plain(message, _MAX_MESSAGE)},
        "locations": [_location(file, finding.line or holding.column.line or asset.line, asset, finding.column, "")],
        "partialFingerprints": {"pandianPlace/v1": digest(FOUND, asset.uri, finding.column)},
        "properties": {
            "entities": [found.entity for found in holding.findings],
            "fingerprints": [found.fingerprint for found in holding.findings],
        },
    }


def _found_rule(lang: str) -> dict[str, Any]:
    sentence = text("gate.found_rule", lang)
    both = f"{text('gate.found_rule', 'zh')} / {text('gate.found_rule', 'en')}"
    return {
        "id": FOUND,
        "name": FOUND.replace("-", ""),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": both},
        "help": {"text": both, "markdown": both},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["privacy"]},
    }


def _location(file: str, line: int, asset: AssetRecord | None, column: str, declaration: str, at: int = 0) -> dict[str, Any]:
    """location [3.28]: the file to edit, where there is one, and the logical place (schema.table.column, or the declaration)."""
    location: dict[str, Any] = _physical(file, line, at) if file else {}
    if asset is not None:
        name = ".".join(part for part in (table_name(asset), column) if part)
        location["logicalLocations"] = [{"fullyQualifiedName": display(name), "kind": "member" if column else "object"}]
    elif declaration:
        location["logicalLocations"] = [{"fullyQualifiedName": display(declaration), "kind": "declaration"}]
    return location


def _physical(file: str, line: int, at: int = 0) -> dict[str, Any]:
    """at: 1-based character in a line that is known, else 0."""
    region = {"startLine": max(line, 1), **({"startColumn": at} if line and at else {})}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(repository_path(file))}, "region": region}}


def _uri(path: str) -> str:
    """A path as a URI reference [3.4.3]: relative to the repository stays relative, absolute becomes file://."""
    forward = path.replace("\\", "/")
    drive = len(forward) > 1 and forward[1] == ":"
    quoted = quote(forward, safe="/:" if drive else "/", errors="surrogatepass")
    return f"file://{'/' if drive else ''}{quoted}" if drive or forward.startswith("/") else quoted


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    """invocation [3.20]: a scan with gaps was not successful, and each gap is a notification."""
    told = [_notification(note) for note in notes(report) if note.kind == "unread"]
    if left_out:
        told.append({"level": "warning", "message": {"text": text("gate.cut", report.lang, count=left_out)}})
    return {"executionSuccessful": report.inventory.complete, "toolExecutionNotifications": told}


def _notification(note: Note) -> dict[str, Any]:
    """notification [3.58], on its line where the definition has one."""
    locations = [_physical(note.path, note.line)] if note.line else []
    return {
        "level": "error",
        "message": {"text": _plain(note.words, _MAX_MESSAGE)},
        "descriptor": {"id": note.rule},
        **({"locations": locations} if locations else {}),
    }


def _plain(sentence: str, limit: int | None = None) -> str:
    """Displayed text that no viewer reads as an embedded link: ``[text](target)`` is one in SARIF messages [3.11.6]."""
    return display(sentence, limit, newlines=True).replace("](", "] (")


def _markdown(sentence: str) -> str:
    for sign in "\\`*_{}[]<>#|!":
        sentence = sentence.replace(sign, "\\" + sign)
    return sentence
