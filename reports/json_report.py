"""The JSON report: everything a program needs to act on a scan, in one document that a published schema describes.

Schema: docs/formats/report.schema.json. This is an export for other tools; Pandian itself reads back its store, never this.
Keyed fingerprints of values stay in the store.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reports import Report
from reports.display import json_text
from reports.outline import figures, gaps, worst_first
from scanner.inventory import Finding, Inventory

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
        "assets": [asdict(asset) for asset in inventory.assets],
        "findings": [_finding(finding) for finding in inventory.findings],
        "compared": report.register is not None,
        "violations": [violation.to_json() for violation in worst_first(report.violations)],
        "matrix": [asdict(row) for row in report.matrix],
    }


def _scan(inventory: Inventory) -> dict[str, Any]:
    names = ("started", "finished", "version", "recognizers", "mode", "sample_rows", "seed", "complete")
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


def _finding(finding: Finding) -> dict[str, Any]:
    data = asdict(finding)
    del data["tags"], data["tag_level"]
    return {"fingerprint": finding.fingerprint, **data}
