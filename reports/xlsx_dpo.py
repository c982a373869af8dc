"""The DPO's workbook: a cover, one sheet for each DPO report, and the points that nobody has settled yet.

A cell's colour says where it comes from (declared, scanned, manual; the cover explains), so that a person sees at once which
ones are theirs to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reports import Report
from reports.dpo import Cell as Marked
from reports.dpo import Sheet, head, open_points, sheets
from reports.messages import text
from reports.xlsx import created
from reports.xlsx_sheet import LINE, Book, Cell, lines, safe, table, workbook

NAME = "dpo-xlsx"
SUFFIX = ".dpo.xlsx"
BINARY = True

FILL = {"D": "#E8F0FA", "S": "#EAF5EC", "M": "#FFF6DB", "": ""}
_INK = "#12324F"
_TITLE = 31  # characters of a sheet's name in Excel


def render(report: Report) -> bytes:
    """The bytes of a workbook."""
    buffer = BytesIO()
    made = workbook(buffer, text("dpo.title", report.lang), created(report))
    book = Book(made, report.lang)
    found = list(sheets(report))
    _cover(report, book, found)
    for sheet in found:
        _sheet(report, book, sheet)
    _open_points(report, book)
    made.close()
    return buffer.getvalue()


def _cover(report: Report, book: Book, found: list[Sheet]) -> None:
    lang, sheet = report.lang, book.sheet(text("dpo.cover", report.lang))
    sheet.fit_to_pages(1, 1)
    for index, width in enumerate((8, 44, 52, 12)):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, text("dpo.title", lang), book.look(bold=True, font_size=20, font_color=_INK, text_wrap=False))
    for row, cells in enumerate(_cover_rows(report, found), 1):
        tall = max(lines(value, width) if isinstance(value, str) else 1 for (value, _), width in zip(cells, (8, 44, 52, 12), strict=False))
        sheet.set_row(row, tall * LINE + 6)
        for index, (value, look) in enumerate(cells):
            _put(book, sheet, row, index, value, look)


def _cover_rows(report: Report, found: list[Sheet]) -> Iterator[list[tuple[str | int, dict[str, Any]]]]:
    lang = report.lang
    heading: dict[str, Any] = {"bold": True, "font_color": _INK, "bottom": 2, "valign": "bottom"}
    for label, value in head(report):
        yield [("", {}), (label, {"font_color": "#56637A"}), (value, {"bold": True})]
    yield [(text("dpo.marks", lang), heading | {"text_wrap": False}), ("", heading), ("", heading), ("", heading)]
    for mark in ("D", "S", "M"):
        fill = {"bg_color": FILL[mark], "border": 1, "border_color": "#DFE4EC"}
        yield [
            (mark, fill | {"align": "center", "bold": True}),
            (text(f"dpo.mark.{mark}", lang), fill),
            (text(f"dpo.mark_note.{mark}", lang), {}),
        ]
    yield [(text("dpo.contents", lang), heading | {"text_wrap": False}), ("", heading), ("", heading), (text("dpo.rows", lang), heading)]
    for one in found:
        yield [
            (one.id, {"bold": True}),
            (one.title, {}),
            (text(f"dpo.{one.id}.about", lang), {"font_color": "#56637A"}),
            (len(one.rows), {}),
        ]
    yield [
        ("", {}),
        (text("dpo.open_points", lang), {}),
        (text("dpo.open_points_about", lang), {"font_color": "#56637A"}),
        (len(open_points(report)), {}),
    ]


def _put(book: Book, sheet: Any, row: int, column: int, value: str | int, look: dict[str, Any]) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, book.look(num_format="#,##0", **look))
    elif value:
        sheet.write_string(row, column, safe(value), book.look(**look))
    elif look:
        sheet.write_blank(row, column, None, book.look(**look))


def _sheet(report: Report, book: Book, sheet: Sheet) -> None:
    heads = [(text(f"dpo.column.{column.key}", report.lang), column.width + 2) for column in sheet.columns]
    facts = "   ".join(f"{label}: {value}" for label, value in head(report))
    rows = ([_cell(cell) for cell in row] for row in sheet.rows)
    table(book, f"{sheet.id} {sheet.title}"[:_TITLE], heads, rows, len(heads), (f"{sheet.id}  {sheet.title}", facts, *sheet.notes))


def _cell(cell: Marked) -> Cell:
    number = "0.0##" if isinstance(cell.value, float) else ""
    return Cell(cell.value, FILL[cell.mark], number)


def _open_points(report: Report, book: Book) -> None:
    lang = report.lang
    heads = [
        (text(f"dpo.column.{key}", lang), width) for key, width in (("open_what", 60), ("open_why", 90), ("done_by", 24), ("done_at", 18))
    ]
    rows = ([Cell(what, FILL["S"]), Cell(why, FILL["S"]), Cell("", FILL["M"]), Cell("", FILL["M"])] for what, why in open_points(report))
    table(
        book, text("dpo.open_points", lang), heads, rows, len(heads), (text("dpo.open_points", lang), text("dpo.open_points_about", lang))
    )
