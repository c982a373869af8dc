"""R2, the inventory of personal information, column by column (个人信息资产清单)."""

from __future__ import annotations

from collections.abc import Iterator

from register.categories import known
from register.context import Place
from register.people import people_of
from reports import Report
from reports.dpo import Cell, Column, declared, listed, manual, scanned
from reports.dpo.seen import people_words
from reports.messages import text, word
from reports.outline import FILE_KINDS, decided_word, declared_states, holdings, percent, share, system_name, system_of
from scanner.decisions import Force
from scanner.inventory import AssetRecord, ColumnRecord, Finding

ID = "R2"
COLUMNS = (
    Column("source", 12), Column("database", 14), Column("table", 24), Column("field", 16), Column("comment", 18), Column("type", 12),
    Column("category", 16), Column("recognizer", 16), Column("hit_rate", 10), Column("confidence", 10), Column("level", 7),
    Column("sensitive", 8), Column("people", 12), Column("rows", 11), Column("form", 10), Column("linked", 18), Column("environment", 10),
    Column("location", 10), Column("department", 12), Column("activities", 18), Column("is_declared", 16), Column("span", 16),
    Column("review", 14),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    states = declared_states(report)
    for holding in holdings(report.inventory):
        for finding in holding.findings:
            yield _row(report, states, holding.asset, holding.column, finding)


def _row(
    report: Report, states: dict[tuple[str, str], str], asset: AssetRecord, column: ColumnRecord, finding: Finding
) -> tuple[Cell, ...]:
    lang, register, key = report.lang, report.register, system_of(report, asset)
    part, state = share(finding), states.get((finding.category, key), "")
    name = register.category_name(finding.category) if register else known(finding.category).name
    entry = register.category(finding.category) if register else None
    sensitive = report.context.is_sensitive(finding.category) if register else None
    owner = report.context.owner(asset) if register else asset.owner
    activities = [a.name for a in register.activities_of(key) if register.covers(a.categories, finding.category)] if register else []
    clock = asset.clocks[0] if asset.clocks else None
    return (
        scanned(asset.source), scanned(asset.schema or (asset.path if asset.kind in FILE_KINDS else "")), scanned(asset.name),
        scanned(column.name + (f" · {finding.path}" if finding.path else "")), scanned(column.comment), scanned(column.type),
        scanned(name.in_language(lang)), scanned(word("entity", finding.entity, lang)), scanned("" if part is None else percent(part)),
        scanned(word("verdict", finding.verdict, lang)),
        declared(entry.classification if entry else "") if entry else scanned(known(finding.category).classification),
        declared("" if sensitive is None else text("label.yes" if sensitive else "label.no", lang)),
        scanned(_people(report, asset, finding)),
        scanned(asset.rows_estimate if asset.rows_estimate is not None else asset.rows_read), scanned(word("state", finding.state, lang)),
        scanned(_linked(report, asset, finding)),
        scanned(word("environment", report.context.environment(asset) if register else asset.environment, lang)),
        scanned(report.context.region(asset) if register else asset.region), (declared if register else scanned)(owner),
        declared(listed(activities)),
        scanned(word("matrix", state, lang) if state else ""),
        scanned(f"{clock.oldest} – {clock.newest}" if clock else asset.modified[:10]),
        _review(report, finding),
    )  # fmt: skip


def _people(report: Report, asset: AssetRecord, finding: Finding) -> str:
    """People in whose rows the column holds the kind; without a register the number of different values is all there is."""
    if report.register is None:
        return "" if finding.distinct is None else f"{finding.distinct:,}"
    place = Place(finding, asset, report.context.system(asset.uri))
    return people_words(people_of(report.context).of_place(place), report.lang) if asset.uri in report.context.by_asset else ""


def _linked(report: Report, asset: AssetRecord, finding: Finding) -> str:
    """Other kinds beside it: what makes a when-linked kind personal, and a name findable."""
    beside = {f.entity for f in report.beside(asset.uri) if f.column != finding.column}
    return listed(word("entity", entity, report.lang) for entity in sorted(beside))


def _review(report: Report, finding: Finding) -> Cell:
    standing = report.decision(finding)
    if standing is None:
        return manual()
    key = standing.decision.ruling if standing.force is Force.COUNTS else standing.force
    return manual(listed([f"{decided_word(key, report.lang)} · {standing.decision.by}", standing.decision.reason]))


def notes(report: Report) -> Iterator[str]:
    yield text("dpo.R2.note", report.lang, systems=len({system_name(report, system_of(report, a)) for a in report.inventory.assets}))
