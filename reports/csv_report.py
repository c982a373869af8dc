"""The CSV report: one row a finding, the surest of a column first, for tools that read tables.

The first twelve columns are fixed. For a file `source` is its path (with member and sheet), for a table the source's name.
Assets that were not wholly read follow as rows without column and entity, so that a silent file never reads as a clean
one. For people who open it in a spreadsheet there is the XLSX report.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports import Report
from reports.display import csv_cell, csv_line
from reports.outline import (
    FILE_KINDS,
    UNAVAILABLE,
    Holding,
    bound_words,
    evidence_words,
    holdings,
    is_gap,
    system_of,
    thresholds_of,
)
from scanner.inventory import AssetRecord, Finding, SourceRecord

NAME = "csv"
SUFFIX = ".csv"
BINARY = False

HEADER = (
    "source", "schema", "table", "column", "type", "comment", "entity", "category", "verdict", "state", "matched", "rows",
    "filled", "values", "sparse", "distinct", "samples", "evidence", "line", "uri", "system", "environment", "region", "owner",
    "status", "reason", "fingerprint", "human", "human_reason", "human_by", "human_at", "human_until", "human_force", "thresholds",
    "absent_bound", "absent_words", "kinds", "path_in_cell",
)  # fmt: skip


def render(report: Report) -> str:
    """Text with LF line ends and no byte-order mark."""
    lines = [csv_line(list(HEADER))]
    lines.extend(csv_line([csv_cell(row.get(name, "")) for name in HEADER]) for row in _rows(report))
    return "".join(lines)


def _rows(report: Report) -> Iterator[dict[str, str]]:
    for holding in holdings(report.inventory):
        for finding in holding.findings:
            yield {**_asset(holding.asset, report), **_finding(holding, finding, report.lang), **_decision(report, finding)}
    for source in report.inventory.sources:
        if source.reason:
            yield _unavailable(source)
    yield from (_asset(asset, report) for asset in report.inventory.assets if is_gap(asset))


def _asset(asset: AssetRecord, report: Report) -> dict[str, str]:
    return {
        "source": (asset.path or asset.name) if asset.kind in FILE_KINDS else asset.source,
        "schema": asset.schema,
        "table": asset.name,
        "line": str(asset.line or ""),
        "uri": asset.uri,
        "system": system_of(report, asset),
        "environment": asset.environment,
        "region": asset.region,
        "owner": asset.owner,
        "status": asset.status.value,
        "reason": asset.reason,
        "absent_bound": "" if asset.absent_bound is None else f"{asset.absent_bound:g}",
        "absent_words": bound_words(asset, report.lang),
    }


def _finding(holding: Holding, finding: Finding, lang: str) -> dict[str, str]:
    return {
        "column": finding.column,
        "type": holding.column.type,
        "comment": holding.column.comment,
        "entity": finding.entity,
        "category": finding.category,
        "verdict": finding.verdict.value,
        "state": finding.state,
        "matched": str(finding.matched),
        "rows": str(finding.rows),
        "filled": str(finding.filled),
        "values": str(finding.values),
        "sparse": "true" if finding.sparse else "false",
        "distinct": "" if finding.distinct is None else str(finding.distinct),
        "samples": " | ".join(finding.samples),
        "evidence": " | ".join(evidence_words(evidence, lang) for evidence in finding.evidence),
        "line": str(finding.line or holding.column.line or holding.asset.line or ""),
        "fingerprint": finding.fingerprint,
        "kinds": " | ".join(finding.kinds),
        "path_in_cell": finding.path,
    }


def _decision(report: Report, finding: Finding) -> dict[str, str]:
    """What a person said of it, and the thresholds it was held against where they are not as delivered."""
    changed = thresholds_of(finding.entity, report.inventory.thresholds)
    cells = {"thresholds": " ".join(f"{name}={value:g}" for name, value in changed.items())}
    if standing := report.decision(finding):
        said = standing.decision
        cells |= {"human": said.ruling.value, "human_reason": said.reason, "human_by": said.by, "human_at": said.at}
        cells |= {"human_until": said.until, "human_force": standing.force.value}
    return cells


def _unavailable(source: SourceRecord) -> dict[str, str]:
    names = ("system", "environment", "region", "owner", "reason")
    return {"source": source.name, "status": UNAVAILABLE, **{name: getattr(source, name) for name in names}}
