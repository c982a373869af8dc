"""The DPO's reports as one self-contained HTML file: the same tables as the workbook, the data map as a drawing.

No script, no image, no font, no address is loaded (see `reports.html`, whose template engine and safety this shares).
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from reports import Report
from reports.dpo import Sheet, head, open_points, sheets
from reports.html import block, safe
from reports.messages import text

NAME = "dpo-html"
SUFFIX = ".dpo.html"
BINARY = False

#: A browser and a reader both give up on more; what is cut is counted in the file, and the workbook holds everything.
MAX_ROWS = 500


@dataclass(frozen=True, slots=True)
class _Shown:
    """A sheet, cut, with what was cut."""

    sheet: Sheet
    rows: tuple[tuple[object, ...], ...]
    hidden: int


def render(report: Report) -> str:
    """A complete HTML document."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=safe, trim_blocks=True, lstrip_blocks=True)
    environment.filters["block"] = block
    environment.filters["drawing"] = Markup  # only what `reports.dpo.r03_map` has drawn, every name in it escaped
    folder = files("reports")
    style = Markup(folder.joinpath("dpo.css").read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.from_string(folder.joinpath("dpo.html").read_text("utf-8"))
    shown = [_Shown(sheet, sheet.rows[:MAX_ROWS], max(len(sheet.rows) - MAX_ROWS, 0)) for sheet in sheets(report)]
    return (
        template.render(
            t=partial(_translated, report.lang), n="{:,}".format, lang=report.lang, head=head(report), shown=shown,
            points=open_points(report), style=style, style_hash=digest,
        ) + "\n"
    )  # fmt: skip


def _translated(lang: str, key: str, **params: object) -> str:
    return text(key, lang, **params)
