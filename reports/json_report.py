"""The JSON report: everything a program needs to act on a scan, in one document that a published schema describes.

Schema: docs/formats/report.schema.json. This is an export for other tools; Pandian itself reads back its store, never this.
Keyed fingerprints of values stay in the store.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from register.violation import Violation
from reports import Report
from reports.display import json_text
from reports.outline import bound_words, figures, gaps, worst_first
from scanner.decisions import Standing
from scanner.inventory import AssetRecord, Finding, Inventory

if TYPE_CHECKING:
    from register.entries import Waiver

NAME = "json"
SUFFIX = ".json"
BINARY = False
FORMAT = "pandian-report/1"


def render(report: Report) -> str:
    """A document with a trailing newline; equal reports give equal text."""
    return json_text(document(report))


def document(report: Report) -> dict[str, Any]:
    inventory = report.inventory
    return {
        "format": FORMAT,
        "generated": report.generated,
        "scan": _scan(inventory),
        "coverage": _coverage(report),
        "sources": [asdict(source) for source in inventory.sources],
        "assets": [_asset(asset, report.lang) for asset in inventory.assets],
        "findings": [_finding(finding, report) for finding in inventory.findings],
        "decisions": figures(report).by_decision,
        "compared": report.register is not None,
        "violations": [violation.to_json() for violation in worst_first(report.violations)],
        "waived": [_waived(violation, waiver) for violation, waiver in report.waived],
        "matrix": [asdict(row) for row in report.matrix],
    }


def _asset(asset: AssetRecord, lang: str) -> dict[str, Any]:
    """Without the sketches of people: like the tags of findings they stay in the store, and numbers come out."""
    return {**asdict(replace(asset, people=None)), "people": _people(asset), "absent_words": bound_words(asset, lang)}


def _people(asset: AssetRecord) -> dict[str, int] | None:
    if asset.people is None:
        return None
    from scanner.subjects import persons

    size = persons([asset.people])
    ends = {"estimate": size.estimate, "low": size.low, "high": size.high}
    return {"rows": asset.people.rows, "anonymous": asset.people.anonymous, **{key: round(value) for key, value in ends.items()}}


def _waived(violation: Violation, waiver: Waiver) -> dict[str, Any]:
    names = ("rule", "uri", "column", "entity", "declaration")
    place = {name: getattr(violation, name) for name in names}
    settled = {"reason": waiver.reason, "approved_by": waiver.approved_by, "expires": waiver.expires.isoformat()}
    return {"fingerprint": violation.fingerprint, **place, **settled}


def _scan(inventory: Inventory) -> dict[str, Any]:
    names = ("started", "finished", "version", "recognizers", "mode", "sample_rows", "seed", "thresholds", "complete")
    return {"id": inventory.scan, **{name: getattr(inventory, name) for name in names}}


def _coverage(report: Report) -> dict[str, Any]:
    """Counts by status, and every gap by name: what makes `complete` false."""
    total = figures(report)
    return {
        "complete": report.inventory.complete,
        "assets": total.assets,
        "by_status": total.by_status,
        "columns": total.columns,
        "rows_read": total.rows,
        "gaps": [asdict(gap) for gap in gaps(report.inventory)],
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    """As the machine judged it; `decision` is what a person says of it, null when nobody did."""
    data = asdict(finding)
    del data["tags"], data["tag_level"]
    standing = report.decision(finding)
    return {"fingerprint": finding.fingerprint, **data, "decision": _decision(standing) if standing else None}


def _decision(standing: Standing) -> dict[str, Any]:
    data = standing.decision.to_json()
    del data["finding"]
    return {**data, "force": standing.force.value, "changes": list(standing.changes)}
