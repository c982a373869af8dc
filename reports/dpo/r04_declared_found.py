"""R4, declared against found, clause by clause (声明与实际一致性): each kind of each system, with place, evidence and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from register.matrix import MatrixRow
from reports import Report
from reports.dpo import Cell, Column, declared, listed, manual, scanned
from reports.messages import text, word
from reports.outline import place, system_name
from scanner.inventory import Finding

ID = "R4"
COLUMNS = (
    Column("clause", 12), Column("declaration", 34), Column("category", 18), Column("sensitive", 8), Column("system", 16),
    Column("state", 16),
    Column("places", 36), Column("cells", 12), Column("confidence", 10), Column("evidence", 30), Column("advice", 30),
    Column("decision", 18),
)  # fmt: skip
_ADVICE = {
    "found_undeclared": "dpo.advice.undeclared",
    "declared_not_found": "dpo.advice.not_found",
    "declared_not_scanned": "dpo.advice.not_scanned",
    "declared_found": "dpo.advice.agree",
}
_SHOWN = 5


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    if report.register is None:
        return
    found: dict[tuple[str, str], list[Finding]] = {}
    for spot in report.context.places:
        found.setdefault((spot.finding.category, spot.system.key if spot.system else ""), []).append(spot.finding)
    for row in report.matrix:
        yield _row(report, row, found.get((row.category, row.system), []))


def _row(report: Report, row: MatrixRow, findings: list[Finding]) -> tuple[Cell, ...]:
    lang, assets = report.lang, report.context.assets
    places = [f"{place(assets[f.uri])} · {f.column}" for f in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        places.append(text("dpo.more", lang, count=len(findings) - _SHOWN))
    samples = dict.fromkeys(sample for f in findings for sample in f.samples)
    return (
        declared(row.clause.clause if row.clause else ""), declared(row.clause.quote if row.clause else text("label.clause_silent", lang)),
        declared(row.name.in_language(lang)),
        declared(text("label.yes" if report.context.is_sensitive(row.category) else "label.no", lang)),
        declared(system_name(report, row.system)), scanned(word("matrix", row.state, lang)), scanned(listed(places)),
        scanned(row.matched or None),
        scanned(word("verdict", row.verdict, lang) if row.verdict else ""), scanned(listed(list(samples)[:3])),
        scanned(text(_ADVICE[row.state], lang)), manual(),
    )  # fmt: skip
