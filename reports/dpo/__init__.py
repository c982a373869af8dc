"""What a *DPO report* is: one table that a data-protection officer reads, completes and signs.

Every cell says where it comes from: declared in the register (D), seen by the scan (S), or for a person to fill in (M, and
empty until then). A report is one module of this package with ``ID``, ``COLUMNS`` and ``rows(report)``; `sheets` finds them by
walking the package, so a new one is one new file. Layout is the business of `reports.xlsx_dpo` and `reports.html_dpo`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol, cast

from register.violation import Clause
from reports import Report
from reports.messages import text, word
from reports.outline import clause_words, gaps, moment

if TYPE_CHECKING:
    from register.context import Rule

Mark = Literal["D", "S", "M", ""]
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """mark: D declared, S scanned, M manual, "" neither (a serial number). An empty M cell waits for a person."""

    value: Value
    mark: Mark = ""


def declared(value: Value) -> Cell:
    return Cell(value, "D")


def scanned(value: Value) -> Cell:
    return Cell(value, "S")


def manual(value: Value = "") -> Cell:
    return Cell(value, "M")


@dataclass(frozen=True, slots=True)
class Column:
    """title is `dpo.column.<key>` of the message table; width in characters of the default font."""

    key: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """id: "R1". notes: what stands above the table. svg: a drawing of ours (the data map), "" for none."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    svg: str = ""


class Module(Protocol):
    """notes(report) and svg(report, lang) may be there too."""

    ID: str
    COLUMNS: tuple[Column, ...]

    def rows(self, report: Report) -> Iterable[tuple[Cell, ...]]: ...


@cache
def modules() -> tuple[Module, ...]:
    """In the order of their numbers."""
    found = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return tuple(cast(Module, m) for m in sorted((m for m in found if hasattr(m, "ID")), key=lambda m: int(m.ID[1:])))


def sheets(report: Report) -> Iterator[Sheet]:
    """All reports. A report without a register has nothing declared, and its cells say so by being empty."""
    for module in modules():
        rows = tuple(tuple(row) for row in module.rows(report))
        assert all(len(row) == len(module.COLUMNS) for row in rows), module.ID
        notes = tuple(module.notes(report)) if hasattr(module, "notes") else ()
        drawing = module.svg(report) if hasattr(module, "svg") else ""
        yield Sheet(module.ID, text(f"dpo.{module.ID}", report.lang), module.COLUMNS, rows, notes, drawing)


def head(report: Report) -> list[tuple[str, str]]:
    """What every sheet carries: register and law pack, scan and its coverage, when it was made."""
    lang, inventory, register = report.lang, report.inventory, report.register
    unread = len(gaps(inventory))
    coverage = text("dpo.head.coverage_value", lang, read=len(inventory.assets) - unread, total=len(inventory.assets), unread=unread)
    none = text("dpo.head.no_register", lang)
    return [
        (text("dpo.head.register", lang), f"{register.name} {register.version}".strip() if register else none),
        (text("dpo.head.pack", lang), f"{register.pack} · {register.standard}" if register else none),
        (text("dpo.head.scan", lang), f"{inventory.scan} · {word('mode', inventory.mode, lang)} · {moment(inventory.started)}"),
        (text("dpo.head.coverage", lang), coverage),
        (text("dpo.head.generated", lang), moment(report.generated or inventory.finished)),
    ]


def open_points(report: Report) -> list[tuple[str, str]]:
    """未核实项: what neither the scan nor the register could settle, as (what, why): unread places, manual rules."""
    from register.checks import manual as manual_rules
    from register.checks import rules

    lang = report.lang
    unread = [
        (gap.place, f"{word('status', gap.status, lang)}: {word('reason', gap.reason, lang) if gap.reason else gap.detail}")
        for gap in gaps(report.inventory)
    ]
    asked = [(f"{rule.id} {rule.title.in_language(lang)}", rule.manual.in_language(lang)) for rule in manual_rules() if rule.manual]
    missing = [(f"{rule.id} {rule.title.in_language(lang)}", not_asked(report, rule)) for rule in rules() if not_asked(report, rule)]
    return [*unread, *([*missing, *asked] if report.register else [])]


def not_asked(report: Report, rule: Rule) -> str:
    """Why a rule could not be asked of this report; "" when it was."""
    from register.checks import GATE

    if rule.manual is not None:
        return ""
    if rule.needs and rule.needs not in report.had:
        return text(f"dpo.needs.{rule.needs}", report.lang)
    definitions = report.inventory.mode == "schema" and not rule.offline and rule.id not in GATE
    return text("dpo.needs.data", report.lang) if definitions else ""


def listed(items: Iterable[str]) -> str:
    """One item a line."""
    return "\n".join(item for item in items if item)


def clauses(found: Iterable[Clause | None], lang: str) -> str:
    return listed(dict.fromkeys(clause_words(clause, lang) for clause in found if clause))
