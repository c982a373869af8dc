"""The XLSX report: a workbook that people filter, comment and print.

Every text is written as a string (never a formula, never a link), displayed first, cut at Excel's 32,767 characters;
a sheet that is full goes on in a second one. Rows are streamed, so memory does not grow with the inventory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from register.violation import Severity
from reports import Report
from reports.display import display
from reports.messages import text, word
from reports.outline import (
    FILE_KINDS,
    UNAVAILABLE,
    bound,
    coverage_groups,
    declared_states,
    details,
    evidence_words,
    figures,
    holdings,
    matrix_clause,
    moment,
    place,
    share,
    system_name,
    system_of,
    violation_place,
    worst_first,
)  # fmt: skip
from scanner.inventory import Verdict

NAME = "xlsx"
SUFFIX = ".xlsx"
BINARY = True

MAX_ROWS = 1_048_576  # rows of a sheet, heading included (ECMA-376 leaves it open; Excel's limit)
MAX_CHARACTERS = 32_767  # of a cell

_SEVERITY = {
    Severity.CRITICAL: "#F4C7C3",
    Severity.HIGH: "#FBE0D6",
    Severity.MEDIUM: "#FFF0CC",
    Severity.LOW: "#DCEAF3",
    Severity.INFO: "#EEF1F5",
}
_VERDICT = {Verdict.CONFIRMED: "#C9DDEB", Verdict.LIKELY: "#E3EEF5", Verdict.POSSIBLE: "#F5F7FA"}
_MATRIX = {"declared_found": "#DDF0E5", "declared_not_found": "#EEF1F5", "found_undeclared": "#F9D5D1"}
_STATUS = {"ERROR": "#F9D5D1", "PARTIAL": "#FFF0CC", "SKIPPED": "#EEF1F5", "SAMPLED": "#E8F3EC", UNAVAILABLE: "#F9D5D1"}

# (message key, width in characters of the default font; a Chinese one takes two)
_INVENTORY = (
    ("source", 16), ("path", 26), ("schema", 12), ("table", 24), ("column", 20), ("comment", 22), ("type", 14), ("entity", 16),
    ("verdict", 9),
    ("declared", 14), ("state", 9), ("sparse", 7), ("matched", 11), ("filled", 11), ("share", 10), ("rows", 11), ("distinct", 12),
    ("samples", 24),
    ("evidence", 46), ("system", 14), ("environment", 10), ("region", 9), ("owner", 12), ("category", 28), ("line", 7), ("fingerprint", 18),
)  # fmt: skip
_VIOLATIONS = (
    ("severity", 9), ("rule", 10), ("title", 30), ("place", 34), ("entity", 14), ("system", 14), ("message", 46), ("clause", 18),
    ("quote", 36),
    ("law", 26), ("evidence", 30), ("remedy", 40), ("yaml", 44), ("gate", 9), ("file", 26), ("line", 7), ("fingerprint", 18),
)  # fmt: skip
_MATRIX_COLUMNS = (
    ("entity", 18), ("category", 34), ("system", 18), ("declared", 16), ("clause", 18), ("verdict", 10), ("columns", 10), ("matched", 12),
)  # fmt: skip
_COVERAGE = (
    ("asset", 48), ("asset_kind", 12), ("status", 14), ("reason", 34), ("detail", 26), ("method", 18), ("read", 12), ("estimate", 12),
    ("bound", 14),
    ("bad", 10), ("cut", 10), ("modified", 20), ("system", 14), ("environment", 10), ("region", 9), ("owner", 12),
)  # fmt: skip


@dataclass
class _Book:
    """A workbook being written; formats are made once per look, because Excel allows 64,000 of them."""

    workbook: Any
    lang: str
    looks: dict[str, Any] = field(default_factory=dict)

    def look(self, **more: Any) -> Any:
        key = repr(sorted(more.items()))
        if key not in self.looks:
            base = {"text_wrap": True, "valign": "top", "font_name": "Microsoft YaHei" if self.lang == "zh" else "Arial", "font_size": 10}
            # quote_prefix: a name that begins with "=" stays text even when somebody edits the cell.
            self.looks[key] = self.workbook.add_format({**base, "quote_prefix": "num_format" not in more, **more})
        return self.looks[key]

    def sheet(self, name: str) -> Any:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2)
        return sheet


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value with a look of its own: `fill` is a background colour, `number` an Excel number format."""

    value: str | int | float | None
    fill: str = ""
    number: str = ""


Row = Sequence[_Cell | str | int | None]


def render(report: Report) -> bytes:
    """The bytes of a workbook with five sheets."""
    import xlsxwriter

    buffer = BytesIO()
    # nan_inf_to_errors stays off: no figure of an inventory is either, and an error cell would hide the bug.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": text("report.title", report.lang), "created": _created(report)})
    book = _Book(workbook, report.lang)
    _summary(report, book)
    _table(book, "section.inventory", _INVENTORY, _inventory_rows(report))
    _table(book, "section.violations", _VIOLATIONS, _violation_rows(report))
    _table(book, "section.matrix", _MATRIX_COLUMNS, _matrix_rows(report))
    _table(book, "section.coverage", _COVERAGE, _coverage_rows(report))
    workbook.close()
    return buffer.getvalue()


def _created(report: Report) -> datetime:
    """The report's time, else the scan's: two renderings of one report are equal."""
    for time in (report.generated, report.inventory.finished):
        try:
            return datetime.fromisoformat(time).replace(tzinfo=None)
        except ValueError:
            continue
    return datetime(2000, 1, 1)


def _summary(report: Report, book: _Book) -> None:
    lang, sheet = report.lang, book.sheet(text("section.summary", report.lang))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 78)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, text("report.title", lang), book.look(bold=True, font_size=18, font_color="#12324F", text_wrap=False))
    position = 2
    for item, value, note in _summary_rows(report):
        heading = not value and not note
        sheet.write_string(
            position, 0, _safe(item), book.look(bold=True, font_size=12, font_color="#12324F", bottom=2) if heading else book.look()
        )
        look = book.look(bold=True, align="left", num_format="#,##0") if isinstance(value, int) else book.look(bold=True)
        if isinstance(value, int):
            sheet.write_number(position, 1, value, look)
        else:
            sheet.write_string(position, 1, _safe(value), look)
        sheet.write_string(position, 2, _safe(note), book.look(font_color="#56637A"))
        position += 1


def _summary_rows(report: Report) -> Iterator[tuple[str, str | int, str]]:
    lang, inventory, total = report.lang, report.inventory, figures(report)
    yield text("report.note", lang), "", " "
    if not inventory.complete:
        yield text("report.incomplete", lang, count=total.unread), "", " "
    if report.register is None:
        yield text("report.no_register", lang), "", " "
    yield text("section.summary", lang), "", ""
    yield text("figure.columns", lang), total.holding_columns, text("figure.columns_of", lang, total=f"{total.columns:,}")
    yield text("figure.assets", lang), total.holding_assets, text("figure.assets_of", lang, total=f"{total.assets:,}")
    yield text("figure.kinds", lang), total.kinds, text("figure.systems", lang, total=total.systems)
    yield text("figure.violations", lang), len(report.violations), text("figure.worst", lang, total=total.worst)
    yield text("figure.undeclared", lang), total.undeclared, text("figure.undeclared_of", lang)
    yield (
        text("figure.coverage", lang),
        total.read,
        text("figure.coverage_of", lang, total=f"{total.assets:,}", sampled=f"{total.sampled:,}"),
    )
    yield text("figure.rows", lang), total.rows, ""
    for group, heading, counts in (
        ("verdict", "figure.by_verdict", total.by_verdict),
        ("severity", "figure.by_severity", total.by_severity),
        ("status", "figure.by_status", total.by_status),
    ):
        yield text(heading, lang), "", ""
        yield from ((word(group, name, lang), count, " ") for name, count in counts.items())
    yield text("section.method", lang), "", ""
    for key, value in (
        ("report.scan", inventory.scan), ("report.mode", word("mode", inventory.mode, lang)), ("label.started", moment(inventory.started)),
        ("label.finished", moment(inventory.finished)), ("label.version", inventory.version), ("label.recognizers", inventory.recognizers),
    ):  # fmt: skip
        yield text(key, lang), value, " "
    for name in ("verdicts", "sparse", "share", "bound", "masking", "readonly"):
        yield "", " ", text(f"method.{name}", lang)


def _inventory_rows(report: Report) -> Iterator[Row]:
    lang, states = report.lang, declared_states(report)
    for holding in holdings(report.inventory):
        asset, column, system = holding.asset, holding.column, system_of(report, holding.asset)
        for finding in holding.findings:
            state = states.get((finding.category, system), "")
            yield (
                asset.source, asset.path if asset.kind in FILE_KINDS else "", asset.schema, asset.name, column.name, column.comment,
                column.type,
                word("entity", finding.entity, lang), _Cell(word("verdict", finding.verdict, lang), _VERDICT[finding.verdict]),
                _Cell(word("matrix", state, lang) if state else "", _MATRIX.get(state, "")), word("state", finding.state, lang),
                text("label.yes", lang) if finding.sparse else "", finding.matched, finding.filled, _Cell(share(finding), number="0.0%"),
                finding.rows,
                finding.distinct, "\n".join(finding.samples), "\n".join(evidence_words(reason, lang) for reason in finding.evidence),
                system,
                word("environment", asset.environment, lang), asset.region, asset.owner, finding.category,
                finding.line or column.line or None,
                finding.fingerprint,
            )  # fmt: skip


def _violation_rows(report: Report) -> Iterator[Row]:
    lang, assets = report.lang, {asset.uri: asset for asset in report.inventory.assets}
    for violation in worst_first(report.violations):
        clause = violation.clause
        yield (
            _Cell(word("severity", violation.severity, lang), _SEVERITY[violation.severity]), violation.rule,
            violation.title.in_language(lang),
            violation_place(violation, assets), word("entity", violation.entity, lang) if violation.entity else violation.category,
            violation.system,
            violation.message.in_language(lang), f"{clause.document} {clause.clause}" if clause else "",
            (clause.quote or text("label.clause_silent", lang)) if clause else "", "\n".join(violation.law),
            "\n".join(f"{key}: {value}" for key, value in details(violation, lang)), violation.remedy.in_language(lang),
            violation.yaml,
            text("label.yes" if violation.gate else "label.no", lang), violation.file, violation.line or None, violation.fingerprint,
        )  # fmt: skip


def _matrix_rows(report: Report) -> Iterator[Row]:
    lang = report.lang
    for row in sorted(report.matrix, key=lambda row: (row.state != "found_undeclared", row.category, row.system)):
        yield (
            row.name.in_language(lang), row.category, system_name(report, row.system),
            _Cell(word("matrix", row.state, lang), _MATRIX.get(row.state, "")), matrix_clause(row),
            word("verdict", row.verdict, lang) if row.verdict else "",
            row.columns, row.matched,
        )  # fmt: skip


def _coverage_rows(report: Report) -> Iterator[Row]:
    """What was not read first; sources that could not be opened count as rows."""
    lang = report.lang
    for source in report.inventory.sources:
        if source.reason:
            status = _Cell(word("status", UNAVAILABLE, lang), _STATUS[UNAVAILABLE])
            known = (source.system, word("environment", source.environment, lang), source.region, source.owner)
            yield source.name, word("kind", "source", lang), status, word("reason", source.reason, lang), source.detail, *[None] * 7, *known
    for _, assets in coverage_groups(report.inventory):
        for asset in assets:
            yield (
                place(asset), word("kind", asset.kind, lang), _Cell(word("status", asset.status, lang), _STATUS.get(asset.status, "")),
                word("reason", asset.reason, lang) if asset.reason else "", asset.detail,
                word("method", asset.method, lang) if asset.method else "",
                asset.rows_read, asset.rows_estimate, "" if asset.absent_bound is None else bound(asset.absent_bound), asset.bad or None,
                asset.cut or None, moment(asset.modified), system_of(report, asset), word("environment", asset.environment, lang),
                asset.region, asset.owner,
            )  # fmt: skip


def _table(book: _Book, title_key: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> None:
    """A heading row, frozen and repeated in print, and a filter over everything; a new sheet whenever one is full."""
    title, part, position = text(title_key, book.lang), 1, 0
    sheet = _open(book, title, columns)
    for row in rows:
        position += 1
        if position >= MAX_ROWS:
            sheet.autofilter(0, 0, position - 1, len(columns) - 1)
            part, position = part + 1, 1
            sheet = _open(book, f"{title} ({part})", columns)
        for index, cell in enumerate(row):
            _write(book, sheet, position, index, cell if isinstance(cell, _Cell) else _Cell(cell))
    sheet.autofilter(0, 0, max(position, 1), len(columns) - 1)


def _open(book: _Book, name: str, columns: Sequence[tuple[str, int]]) -> Any:
    sheet = book.sheet(name)
    heading = book.look(bold=True, bg_color="#12324F", font_color="#FFFFFF", border=1, border_color="#DFE4EC", valign="vcenter")
    sheet.set_row(0, 30)
    for index, (key, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, text(f"label.{key}", book.lang), heading)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _write(book: _Book, sheet: Any, row: int, column: int, cell: _Cell) -> None:
    border = {"border": 1, "border_color": "#DFE4EC"}
    fill = {"bg_color": cell.fill} if cell.fill else {}
    if cell.value is None or cell.value == "":
        sheet.write_blank(row, column, None, book.look(**border, **fill))
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, _safe(cell.value), book.look(**border, **fill))
    else:
        sheet.write_number(row, column, cell.value, book.look(**border, **fill, num_format=cell.number or "#,##0"))


def _safe(value: str) -> str:
    """Displayed (line feeds kept: lists in a cell) and short enough for a cell."""
    shown = display(value, newlines=True)
    return shown if len(shown) <= MAX_CHARACTERS else shown[: MAX_CHARACTERS - 1] + "…"
