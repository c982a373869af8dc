"""The XLSX report: a workbook that people filter, comment and print.

How a sheet is written is `reports.xlsx_sheet`; here is what stands in the sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO

from register.violation import Severity
from reports import Report
from reports.messages import text, word
from reports.outline import (
    FILE_KINDS,
    UNAVAILABLE,
    bound,
    bound_words,
    coverage_groups,
    decided_word,
    declared_states,
    details,
    evidence_words,
    figures,
    force_words,
    holdings,
    matrix_clause,
    moment,
    place,
    reason_words,
    share,
    sort_words,
    sparse_words,
    system_name,
    system_of,
    threshold_words,
    thresholds_of,
    violation_place,
    worst_first,
)  # fmt: skip
from reports.xlsx_sheet import LINE, Book, Cell, Row, lines, safe, table, workbook
from scanner.inventory import Finding, Status, Verdict

NAME = "xlsx"
SUFFIX = ".xlsx"
BINARY = True

_SEVERITY = {
    Severity.CRITICAL: "#F4C7C3",
    Severity.HIGH: "#FBE0D6",
    Severity.MEDIUM: "#FFF0CC",
    Severity.LOW: "#DCEAF3",
    Severity.INFO: "#EEF1F5",
}
_VERDICT = {Verdict.CONFIRMED: "#C9DDEB", Verdict.LIKELY: "#E3EEF5", Verdict.POSSIBLE: "#F5F7FA"}
_MATRIX = {"declared_found": "#DDF0E5", "declared_not_found": "#EEF1F5", "declared_not_scanned": "#FDF3D7", "found_undeclared": "#F9D5D1"}
_STATUS = {"ERROR": "#F9D5D1", "PARTIAL": "#FFF0CC", "SKIPPED": "#EEF1F5", "SAMPLED": "#E8F3EC", UNAVAILABLE: "#F9D5D1"}

# (message key, width in characters of the default font; a Chinese one takes two). The first PRINTED of them go to paper.
_INVENTORY = (
    ("source", 14), ("table", 22), ("column", 18), ("comment", 20), ("entity", 15), ("verdict", 9), ("human", 10), ("declared", 14),
    ("state", 9),
    ("share", 10),
    ("rows", 11), ("samples", 22), ("system", 14), ("environment", 9), ("owner", 11),
    ("path", 28), ("schema", 12), ("type", 14), ("sparse", 22), ("sorts", 14), ("inner_path", 18),
    ("matched", 11), ("filled", 11), ("distinct", 12), ("evidence", 46),
    ("region", 9), ("category", 30), ("line", 7), ("fingerprint", 18),
    ("force", 14), ("human_reason", 40), ("human_by", 14), ("human_at", 20), ("human_until", 12), ("thresholds", 30),
)  # fmt: skip
_VIOLATIONS = (
    ("severity", 10), ("rule", 10), ("title", 28), ("place", 32), ("message", 44), ("quote", 34), ("remedy", 40),
    ("clause", 20), ("law", 26), ("entity", 14), ("system", 14), ("evidence", 32), ("yaml", 46), ("gate", 9), ("file", 26), ("line", 7),
    ("fingerprint", 18),
)  # fmt: skip
_MATRIX_COLUMNS = (
    ("entity", 22), ("category", 40), ("system", 22), ("declared", 18), ("clause", 14), ("verdict", 10), ("columns", 10), ("matched", 12),
)  # fmt: skip
_COVERAGE = (
    ("asset", 48), ("asset_kind", 12), ("status", 14), ("reason", 40), ("method", 18), ("read", 12), ("estimate", 14), ("bound", 16),
    ("bad", 10), ("cut", 10), ("modified", 20), ("system", 14), ("environment", 10), ("region", 9), ("owner", 12), ("bound_words", 60),
)  # fmt: skip
_PRINTED = {"section.inventory": 15, "section.violations": 7, "section.matrix": 8, "section.coverage": 8}


def render(report: Report) -> bytes:
    """The bytes of a workbook with five sheets."""
    buffer = BytesIO()
    made = workbook(buffer, text("report.title", report.lang), created(report))
    book = Book(made, report.lang)
    _summary(report, book)
    _table(book, "section.inventory", _INVENTORY, _inventory_rows(report))
    _table(book, "section.violations", _VIOLATIONS, _violation_rows(report))
    _table(book, "section.matrix", _MATRIX_COLUMNS, _matrix_rows(report))
    _table(book, "section.coverage", _COVERAGE, _coverage_rows(report))
    made.close()
    return buffer.getvalue()


def created(report: Report) -> datetime:
    """The report's time, else the scan's: two renderings of one report are equal."""
    for time in (report.generated, report.inventory.finished):
        try:
            return datetime.fromisoformat(time).replace(tzinfo=None)
        except ValueError:
            continue
    return datetime(2000, 1, 1)


def _summary(report: Report, book: Book) -> None:
    """Headings, figures with a note, and sentences over the whole width."""
    lang, sheet = report.lang, book.sheet(text("section.summary", report.lang))
    sheet.fit_to_pages(1, 1)
    for index, width in enumerate((34, 26, 60)):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, text("report.title", lang), book.look(bold=True, font_size=18, font_color="#12324F", text_wrap=False))
    heading = book.look(bold=True, font_size=12, font_color="#12324F", bottom=2, valign="bottom")
    for position, (item, value, note) in enumerate(_summary_rows(report), 1):
        if value is None and note is None:
            sheet.set_row(position, 26)
            sheet.write_string(position, 0, safe(item), heading)
            sheet.write_blank(position, 1, None, heading)
            sheet.write_blank(position, 2, None, heading)
        elif value is None:
            sheet.set_row(position, lines(note, 118) * LINE + 4)
            sheet.merge_range(position, 0, position, 2, "", book.look(font_color="#56637A"))
            sheet.write_string(position, 0, safe(note or ""), book.look(font_color="#56637A"))
        else:
            sheet.set_row(position, (lines(value, 26) if isinstance(value, str) else 1) * LINE + 2)
            sheet.write_string(position, 0, safe(item), book.look())
            if isinstance(value, int):
                sheet.write_number(position, 1, value, book.look(bold=True, align="left", num_format="#,##0"))
            else:
                sheet.write_string(position, 1, safe(value), book.look(bold=True))
            sheet.write_string(position, 2, safe(note or ""), book.look(font_color="#56637A"))


def _summary_rows(report: Report) -> Iterator[tuple[str, str | int | None, str | None]]:
    """(item, value, note); value None: the note alone; value and note None: a heading."""
    lang, inventory, total = report.lang, report.inventory, figures(report)
    yield "", None, text("report.note", lang)
    if not inventory.complete:
        yield "", None, text("report.incomplete", lang, count=total.unread)
    if report.register is None:
        yield "", None, text("report.no_register", lang)
    yield text("section.summary", lang), None, None
    yield text("figure.columns", lang), total.holding_columns, text("figure.columns_of", lang, total=f"{total.columns:,}")
    yield text("figure.assets", lang), total.holding_assets, text("figure.assets_of", lang, total=f"{total.assets:,}")
    yield text("figure.kinds", lang), total.kinds, text("figure.systems", lang, total=total.systems)
    yield text("figure.violations", lang), len(report.violations), text("figure.worst", lang, total=total.worst)
    yield text("figure.undeclared", lang), total.undeclared, text("figure.undeclared_of", lang)
    read = text("figure.coverage_of", lang, total=f"{total.assets:,}", sampled=f"{total.sampled:,}")
    yield text("figure.coverage", lang), total.read, read
    yield text("figure.rows", lang), total.rows, ""
    yield text("label.sparse", lang), total.sparse, text("report.sparse", lang, count=f"{total.sparse:,}")
    if any(total.by_decision.values()):
        yield text("section.decisions", lang), None, None
        yield "", None, text("report.decided_note", lang)
        yield from ((decided_word(key, lang), count, "") for key, count in total.by_decision.items())
    for group, title, counts in (
        ("verdict", "figure.by_verdict", total.by_verdict),
        ("severity", "figure.by_severity", total.by_severity),
        ("status", "figure.by_status", total.by_status),
    ):
        yield text(title, lang), None, None
        yield from ((word(group, name, lang), count, "") for name, count in counts.items())
    yield text("section.method", lang), None, None
    if inventory.thresholds:
        yield "", None, "\n".join([text("report.thresholds", lang), *threshold_words(inventory.thresholds, lang)])
    if report.register is not None:
        yield text("report.register", lang), f"{report.register.name} {report.register.version}".strip(), ""
    for key, value in (
        ("report.generated", moment(report.generated)), ("report.scan", inventory.scan),
        ("report.mode", word("mode", inventory.mode, lang)),
        ("label.started", moment(inventory.started)), ("label.finished", moment(inventory.finished)), ("label.version", inventory.version),
        ("label.recognizers", inventory.recognizers),
    ):  # fmt: skip
        yield text(key, lang), value, ""
    for name in ("verdicts", "sparse", "share", "bound", "masking", "readonly"):
        yield "", None, text(f"method.{name}", lang)


def _inventory_rows(report: Report) -> Iterator[Row]:
    lang, states = report.lang, declared_states(report)
    for holding in holdings(report.inventory):
        asset, column, system = holding.asset, holding.column, system_of(report, holding.asset)
        for finding in holding.findings:
            state, human = states.get((finding.category, system), ""), _human(report, finding)
            yield (
                asset.source, asset.name, column.name, column.comment, word("entity", finding.entity, lang),
                Cell(word("verdict", finding.verdict, lang), _VERDICT[finding.verdict]), human[0],
                Cell(word("matrix", state, lang) if state else "", _MATRIX.get(state, "")), word("state", finding.state, lang),
                Cell(part := share(finding), number="0.0000%" if part and part < 0.001 else "0.0%"), finding.rows or None,
                "\n".join(finding.samples), system_name(report, system) if system else "",
                word("environment", asset.environment, lang), asset.owner,
                asset.path if asset.kind in FILE_KINDS else "", asset.schema, column.type,
                sparse_words(finding, lang), sort_words(finding, lang), finding.path,
                finding.matched, finding.filled, finding.distinct, "\n".join(evidence_words(reason, lang) for reason in finding.evidence),
                asset.region, finding.category, finding.line or column.line or None, finding.fingerprint,
                *human[1:], "\n".join(threshold_words(thresholds_of(finding.entity, report.inventory.thresholds), lang)),
            )  # fmt: skip


def _human(report: Report, finding: Finding) -> tuple[str, ...]:
    """What a person said: ruling, standing, reason, who, when, until when."""
    standing = report.decision(finding)
    if standing is None:
        return ("",) * 6
    said, lang = standing.decision, report.lang
    why = force_words(standing, lang) or word("force", standing.force, lang)
    return word("human", said.ruling, lang), why, said.reason, said.by, moment(said.at), said.until


def _violation_rows(report: Report) -> Iterator[Row]:
    lang, assets = report.lang, {asset.uri: asset for asset in report.inventory.assets}
    for violation in worst_first(report.violations):
        clause = violation.clause
        silent = text("label.clause_silent", lang)
        yield (
            Cell(word("severity", violation.severity, lang), _SEVERITY[violation.severity]), violation.rule,
            violation.title.in_language(lang),
            violation_place(violation, assets), violation.message.in_language(lang), (clause.quote or silent) if clause else "",
            violation.remedy.in_language(lang),
            f"{clause.document} {clause.clause}".strip() if clause else "", "\n".join(violation.law),
            word("entity", violation.entity, lang) if violation.entity else violation.category,
            system_name(report, violation.system) if violation.system else "",
            "\n".join(f"{key}: {value}" for key, value in details(violation, lang)), violation.yaml.rstrip(),
            text("label.yes" if violation.gate else "label.no", lang), violation.file, violation.line or None, violation.fingerprint,
        )  # fmt: skip


def _matrix_rows(report: Report) -> Iterator[Row]:
    lang = report.lang
    for row in sorted(report.matrix, key=lambda row: (row.state != "found_undeclared", row.category, row.system)):
        yield (
            row.name.in_language(lang), row.category, system_name(report, row.system),
            Cell(word("matrix", row.state, lang), _MATRIX.get(row.state, "")), matrix_clause(row),
            word("verdict", row.verdict, lang) if row.verdict else "",
            row.columns, row.matched,
        )  # fmt: skip


def _coverage_rows(report: Report) -> Iterator[Row]:
    """What was not read first; sources that could not be opened count as rows."""
    lang = report.lang
    for source in report.inventory.sources:
        if source.reason:
            status = Cell(word("status", UNAVAILABLE, lang), _STATUS[UNAVAILABLE])
            known = (source.system, word("environment", source.environment, lang), source.region, source.owner)
            reason = reason_words(source.reason, source.detail, lang)
            yield source.name, word("kind", "source", lang), status, reason, *[None] * 7, *known, ""
    for _, assets in coverage_groups(report.inventory):
        for asset in assets:
            system = system_of(report, asset)
            yield (
                place(asset), word("kind", asset.kind, lang), Cell(word("status", asset.status, lang), _STATUS.get(asset.status, "")),
                reason_words(asset.reason, asset.detail, lang), word("method", asset.method, lang) if asset.method else "",
                asset.rows_read if asset.method and asset.status is not Status.SCHEMA else None, asset.rows_estimate,
                "" if asset.absent_bound is None else bound(asset.absent_bound), asset.bad or None, asset.cut or None,
                moment(asset.modified),
                system_name(report, system) if system else "", word("environment", asset.environment, lang), asset.region, asset.owner,
                bound_words(asset, lang),
            )  # fmt: skip


def _table(book: Book, title_key: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> None:
    heads = [(text(f"label.{key}", book.lang), width) for key, width in columns]
    table(book, text(title_key, book.lang), heads, rows, _PRINTED[title_key])
