"""What a *sheet* of a workbook is here: text that is never a formula, a heading that stays, rows as high as what they hold.

Every text is written as a string, displayed first, cut at Excel's 32,767 characters; a sheet that is full goes on in a second
one. Rows are streamed, so memory does not grow with the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from reports.display import display

MAX_ROWS = 1_048_576  # rows of a sheet, heading included (ECMA-376 leaves it open; Excel's limit)
MAX_CHARACTERS = 32_767  # of a cell
WIDE = 260  # characters of columns that still can be read on one page of A4
LINE = 14.0  # points of a line of the 10-point font; Excel's row limit is 409


@dataclass
class Book:
    """A workbook being written; formats are made once per look, because Excel allows 64,000 of them."""

    workbook: Any
    lang: str
    looks: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def look(self, **more: Any) -> Any:
        key = tuple(more.items())
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
class Cell:
    """A value with a look of its own: `fill` is a background colour, `number` an Excel number format."""

    value: str | int | float | None
    fill: str = ""
    number: str = ""


Row = Sequence[Cell | str | int | None]


def workbook(buffer: BytesIO, title: str, created: datetime) -> Any:
    """An empty workbook whose rows are streamed and in which no text is ever a formula or a link."""
    import xlsxwriter

    # nan_inf_to_errors stays off: no figure of an inventory is either, and an error cell would hide the bug.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = xlsxwriter.Workbook(buffer, options)
    made.set_properties({"title": title, "created": created})
    return made


def table(book: Book, title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Row], printed: int, preface: Sequence[str] = ()) -> None:
    """A heading row, frozen and repeated in print, and a filter over everything; a new sheet whenever one is full.

    heads: (words, width in characters); the first `printed` columns go to paper. preface: lines above the heading, the first a title."""
    part, top = 1, len(preface)
    sheet, position = _opened(book, title, heads, preface), top
    for row in rows:
        position += 1
        if position >= MAX_ROWS:
            _closed(sheet, top, position - 1, heads, printed)
            part, position = part + 1, top + 1
            sheet = _opened(book, f"{title} ({part})", heads, preface)
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
        # Explicit heights: not every program fits wrapped rows by itself when it opens a file.
        tallest = max(lines(cell.value, width) for cell, (_, width) in zip(cells, heads, strict=True))
        sheet.set_row(position, min(tallest * LINE + 2, 409))
        for index, cell in enumerate(cells):
            write(book, sheet, position, index, cell)
    _closed(sheet, top, position, heads, printed)


def _closed(sheet: Any, top: int, last_row: int, heads: Sequence[tuple[str, int]], printed: int) -> None:
    width = sum(width for _, width in heads[:printed])
    if width > WIDE:  # more than a page can show: A3, as many pages beside each other as it takes, the first two columns on each
        sheet.set_paper(8)
        sheet.fit_to_pages(ceil(width / WIDE), 0)
        sheet.repeat_columns(0, 1)
    sheet.autofilter(top, 0, max(last_row, top + 1), len(heads) - 1)
    sheet.print_area(0, 0, max(last_row, top + 1), printed - 1)


def lines(value: str | int | float | None, width: int) -> int:
    """Lines that a text takes in a column; a Chinese character is two wide."""
    if not isinstance(value, str) or (2 * len(value) < width and value.isprintable()):
        return 1
    widths = (sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in safe(value[:2_000]).split("\n"))
    return sum(max(ceil(wide / (width - 1)), 1) for wide in widths)


def _opened(book: Book, name: str, heads: Sequence[tuple[str, int]], preface: Sequence[str]) -> Any:
    sheet = book.sheet(name)
    heading = book.look(bold=True, bg_color="#12324F", font_color="#FFFFFF", border=1, border_color="#DFE4EC", valign="vcenter")
    top = len(preface)
    for index, (_, width) in enumerate(heads):
        sheet.set_column(index, index, width)
    for position, line in enumerate(preface):
        look = {"font_color": "#56637A"} if position else {"bold": True, "font_size": 16, "font_color": "#12324F"}
        sheet.set_row(position, 18 if position else 30)
        sheet.write_string(position, 0, safe(line), book.look(**look, text_wrap=False))
    sheet.set_row(top, max(30, max(lines(words, width - 2) for words, width in heads) * LINE + 6))
    for index, (words, _) in enumerate(heads):
        sheet.write_string(top, index, safe(words), heading)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    return sheet


def write(book: Book, sheet: Any, row: int, column: int, cell: Cell) -> None:
    border = {"border": 1, "border_color": "#DFE4EC"}
    fill = {"bg_color": cell.fill} if cell.fill else {}
    if cell.value is None or cell.value == "":
        sheet.write_blank(row, column, None, book.look(**border, **fill))
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, safe(cell.value), book.look(**border, **fill, indent=1))
    else:
        sheet.write_number(row, column, cell.value, book.look(**border, **fill, num_format=cell.number or "#,##0"))


def safe(value: str) -> str:
    """Displayed (line feeds kept: lists in a cell) and short enough for a cell."""
    shown = display(value, newlines=True)
    return shown if len(shown) <= MAX_CHARACTERS else shown[: MAX_CHARACTERS - 1] + "…"
