"""The terminal report: a summary that fits a screen and that a data-protection officer can read.

Worst things first, long lists cut with a stated count; everything is in the other formats. All names pass `display`, and
rich gets `Text` objects only, so no name can be markup or steer the terminal.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from register.violation import Severity, Violation
from reports import Report
from reports.display import display
from reports.messages import text, word
from reports.outline import (
    Figures,
    Holding,
    both_words,
    bound_words,
    by_asset,
    clause_words,
    coverage_groups,
    decided,
    figures,
    finding_words,
    gaps,
    holdings,
    matrix_clause,
    moment,
    percent,
    place,
    reason_words,
    rows_in_all,
    share,
    sort_words,
    sparse_words,
    system_name,
    system_of,
    table_name,
    threshold_words,
    violation_place,
    waiver_words,
    worst_first,
)  # fmt: skip
from scanner.decisions import Force
from scanner.inventory import AssetRecord, Verdict

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

NAME = "text"
SUFFIX = ".txt"
BINARY = False

MAX_ASSETS, MAX_COLUMNS, MAX_MATRIX, MAX_VIOLATIONS, MAX_GAPS, MAX_DECISIONS = 12, 12, 30, 20, 20, 20  # then "… and N more"
_NAME = 60  # characters of a name shown
_MIN_SAMPLES = 16  # cells that masked samples need

SEVERITY_STYLE = {
    Severity.CRITICAL: "bold white on red", Severity.HIGH: "bold red", Severity.MEDIUM: "bold yellow", Severity.LOW: "cyan",
    Severity.INFO: "dim",
}  # fmt: skip
_VERDICT_STYLE = {Verdict.CONFIRMED: "bold", Verdict.LIKELY: "", Verdict.POSSIBLE: "dim"}
_MATRIX_STYLE = {"declared_found": "green", "declared_not_found": "dim", "declared_not_scanned": "yellow", "found_undeclared": "bold red"}


def render(report: Report, width: int | None = None, color: bool | None = None) -> str:
    """Text for a terminal. width in cells, None: as wide as the terminal; color None: only on a terminal without NO_COLOR."""
    from rich.console import Console

    if color is None:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if width is None:
        width = min(max(shutil.get_terminal_size((100, 24)).columns, 60), 160)
    console = Console(
        file=StringIO(), width=width, force_terminal=color, no_color=not color, color_system="256" if color else None,
        markup=False, highlight=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    write(report, console)
    written: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in written.split("\n"))


def write(report: Report, console: Console) -> None:
    """The same onto a console of the caller's."""
    total = figures(report)
    _heading(report, total, console)
    _findings(report, console)
    _decisions(report, total, console)
    _matrix(report, console)
    _violations(report, console)
    _coverage(report, total, console)


def _heading(report: Report, total: Figures, console: Console) -> None:
    lang, inventory = report.lang, report.inventory
    _section(text("report.title", lang), console)
    mode = word("mode", inventory.mode, lang)
    console.print(_text(f"{text('report.scan', lang)} {display(inventory.scan)}   {display(moment(inventory.finished))}   {mode}", "dim"))
    grid = _grid(4)
    for key, count, of in _headline(total, report):
        grid.add_row(_text(text(key, lang)), _text(f"{count:,}", "bold"), _text(of, "dim"))
    console.print(grid)
    if not inventory.complete:
        console.print(_text("! " + text("report.incomplete", lang, count=total.unread), "bold yellow"))
    if report.register is None:
        console.print(_text(text("report.no_register", lang), "dim"))
    if total.sparse:
        console.print(_text(text("report.sparse", lang, count=f"{total.sparse:,}"), "dim"))
    if inventory.thresholds:
        console.print(_text(text("report.thresholds", lang), "yellow"))
        for line in threshold_words(inventory.thresholds, lang):
            console.print(_text(f"  {display(line, 200)}", "yellow"))


def _headline(total: Figures, report: Report) -> list[tuple[str, int, str]]:
    lang = report.lang
    lines = [
        ("figure.columns", total.holding_columns, text("figure.columns_of", lang, total=f"{total.columns:,}")),
        ("figure.assets", total.holding_assets, text("figure.assets_of", lang, total=f"{total.assets:,}")),
        ("figure.kinds", total.kinds, text("figure.systems", lang, total=total.systems)),
    ]
    if report.register is not None or report.violations:
        lines.append(("figure.violations", len(report.violations), text("figure.worst", lang, total=total.worst)))
    lines.append(("figure.coverage", total.read, text("figure.coverage_of", lang, total=f"{total.assets:,}", sampled=total.sampled)))
    return lines


def _findings(report: Report, console: Console) -> None:
    lang = report.lang
    _section(text("section.findings", lang), console)
    groups = by_asset(holdings(report.inventory))
    if not groups:
        console.print(_text(text("report.none_findings", lang)))
    tables = [(asset, held, [row for h in held[:MAX_COLUMNS] for row in _holding_rows(h, report)]) for asset, held in groups[:MAX_ASSETS]]
    headings = ["label.column", "label.entity", "label.verdict", "label.share", "label.samples"]
    widths = _common_widths([row for _, _, rows in tables for row in rows], [text(key, lang) for key in headings], console.width)
    for asset, held, rows in tables:
        _asset_title(asset, report, console)
        table = _table(headings, lang, right=(3,), widths=widths)
        for row in rows:
            table.add_row(*row)
        console.print(table)
        _more(len(held) - MAX_COLUMNS, lang, console)
    _more(sum(len(held) for _, held in groups[MAX_ASSETS:]), lang, console)


def _common_widths(rows: list[list[RichText]], headings: list[str], width: int) -> list[int]:
    """One set of widths for the tables of all assets, so that the eye can run down the verdicts; none on a narrow terminal."""
    from rich.cells import cell_len

    widest = [max([cell_len(heading), *(row[i].cell_len for row in rows)]) for i, heading in enumerate(headings)]
    fixed = [min(wide, limit) for wide, limit in zip(widest[:-1], (28, 22, 22, 30), strict=True)]
    left = width - sum(fixed) - 3 * len(fixed)
    return [*fixed, min(widest[-1], left)] if left >= _MIN_SAMPLES else []


def _asset_title(asset: AssetRecord, report: Report, console: Console) -> None:
    lang = report.lang
    title = _text(display(place(asset), _NAME * 2), "bold")
    facts = [
        display(asset.comment, _NAME),
        word("status", asset.status, lang),
        system_name(report, key) if (key := system_of(report, asset)) else "",
        word("environment", asset.environment, lang),
        asset.region,
    ]
    title.append("  " + " · ".join(display(fact, _NAME) for fact in facts if fact), "dim not bold")
    console.print()
    console.print(title)


def _holding_rows(holding: Holding, report: Report) -> Iterable[list[RichText]]:
    lang = report.lang
    for position, finding in enumerate(holding.findings):
        name = _text(display(holding.column.name, _NAME)) if position == 0 else _text("")
        if finding.path:
            name.append(("\n" if position == 0 else "") + "  " + display(finding.path, _NAME), "dim")
        if position == 0 and holding.column.comment:
            name.append("  " + display(holding.column.comment, 24), "dim")
        part, standing = share(finding), report.decision(finding)
        count = "" if part is None else f"{finding.matched:,}/{finding.filled:,} {percent(part)}"
        entity = word("entity", finding.entity, lang) + (f" ({word('state', finding.state, lang)})" if finding.state != "plain" else "")
        style = "dim strike" if standing and standing.dismisses else _VERDICT_STYLE[finding.verdict]
        sure = _text(word("verdict", finding.verdict, lang), style)
        if standing:
            ruling = word("human", standing.decision.ruling, lang)
            sure.append(f"\n{text('decision.human', lang, ruling=ruling)}", "not strike bold")
            sure.append(f"\n{word('force', standing.force, lang)}" if standing.force is not Force.COUNTS else "", "yellow")
        shown = _text(display(", ".join(finding.samples[:2]), _NAME), "dim")
        kind = _text(entity, style)
        if finding.kinds:
            kind.append("\n  " + display(sort_words(finding, lang), _NAME), "dim")
        yield [name, kind, sure, _text(sparse_words(finding, lang) or count), shown]


def _decisions(report: Report, total: Figures, console: Console) -> None:
    """Everything a person said of a finding, with what the machine says; what silences or no longer counts first."""
    from rich.padding import Padding

    if not any(total.by_decision.values()):
        return
    lang, assets = report.lang, {asset.uri: asset for asset in report.inventory.assets}
    _section(text("section.decisions", lang), console)
    console.print(_text(text("report.decided", lang, **total.by_decision)))
    console.print(_text(text("report.decided_note", lang), "dim"))
    findings = [finding for group in decided(report).values() for finding in group]
    for finding in findings[:MAX_DECISIONS]:
        where = f"{finding_words(finding, assets, lang)}  [{finding.fingerprint}]"
        said = both_words(finding, report.decisions[finding.fingerprint], lang)
        console.print(Padding(_text(display(where, 200)), (0, 0, 0, 2)))
        console.print(Padding(_text(display(said, 700), "dim"), (0, 0, 0, 4)))
    _more(len(findings) - MAX_DECISIONS, lang, console)


def _matrix(report: Report, console: Console) -> None:
    """What does not agree, row by row; what does, as a count."""
    if not report.matrix:
        return
    lang = report.lang
    _section(text("section.matrix", lang), console)
    counts = Counter[str](row.state for row in report.matrix)
    for state, style in _MATRIX_STYLE.items():
        if state == "declared_not_scanned" and not counts[state]:
            continue
        console.print(_text(f"{word('matrix', state, lang)} {counts[state]:,}   ", style), end="")
    console.print()
    table = _table(["label.entity", "label.system", "label.declared", "label.found", "label.clause"], lang)
    rows = sorted(
        (row for row in report.matrix if row.state != "declared_found"),
        key=lambda row: (row.state != "found_undeclared", row.category, row.system),
    )
    for row in rows[:MAX_MATRIX]:
        found = text("label.found_columns", lang, columns=row.columns, matched=f"{row.matched:,}") if row.columns else ""
        table.add_row(
            _text(display(row.name.in_language(lang), 30)), _text(display(system_name(report, row.system), 30)),
            _text(word("matrix", row.state, lang), _MATRIX_STYLE.get(row.state, "")), _text(found),
            _text(display(matrix_clause(row), 30), "dim"),
        )  # fmt: skip
    console.print(table)
    _more(len(rows) - MAX_MATRIX, lang, console)


def _violations(report: Report, console: Console) -> None:
    if report.register is None and not report.violations:
        return
    lang, assets = report.lang, {asset.uri: asset for asset in report.inventory.assets}
    _section(text("section.violations", lang), console)
    if not report.violations:
        console.print(_text(text("report.none_violations", lang)))
    for violation in worst_first(report.violations)[:MAX_VIOLATIONS]:
        _violation(violation, violation_place(violation, assets), lang, console)
    _more(len(report.violations) - MAX_VIOLATIONS, lang, console)
    if report.waived:
        console.print(_text("\n" + text("report.waived", lang, count=len(report.waived))))
    for violation, waiver in report.waived[:MAX_VIOLATIONS]:
        console.print(_text(f"  {display(waiver_words(violation, waiver, assets, lang), 400)}", "dim"))


def _violation(violation: Violation, where: str, lang: str, console: Console) -> None:
    from rich.padding import Padding

    console.print()
    head = _text("").append(f" {word('severity', violation.severity, lang)} ", SEVERITY_STYLE[violation.severity])
    head.append(f" {violation.rule} ", "dim").append(display(violation.title.in_language(lang)), "bold")
    console.print(head)
    lines = [("label.place", where), ("label.message", violation.message.in_language(lang))]
    if violation.clause:
        lines.append(("label.clause", clause_words(violation.clause, lang)))
    lines += [("label.law", "; ".join(violation.law)), ("label.remedy", violation.remedy.in_language(lang))]
    grid = _grid(2)
    for key, sentence in lines:
        if sentence:
            grid.add_row(_text(text(key, lang), "dim"), _text(display(sentence, 600)))
    console.print(Padding(grid, (0, 0, 0, 2)))
    if violation.yaml:
        console.print(Padding(_text(display(violation.yaml.rstrip("\n"), 1_500, newlines=True), "green"), (0, 0, 0, 6)))


def _coverage(report: Report, total: Figures, console: Console) -> None:
    lang, inventory = report.lang, report.inventory
    _section(text("section.coverage", lang), console)
    counts = [
        text("coverage.line", lang, status=word("status", status, lang), count=f"{n:,}") for status, n in total.by_status.items() if n
    ]
    unread = gaps(inventory)
    if counts or not unread:
        console.print(_text("   ".join(counts) or text("report.none_assets", lang)))
    if inventory.mode == "schema":
        console.print(_text(text("report.schema_note", lang), "dim"))
    if unread:
        table = _table(["label.asset", "label.status", "label.reason"], lang)
        for gap in unread[:MAX_GAPS]:
            reason = reason_words(gap.reason, gap.detail, lang)
            table.add_row(_text(display(gap.place, _NAME)), _text(word("status", gap.status, lang), "yellow"), _text(display(reason, 200)))
        console.print(table)
        _more(len(unread) - MAX_GAPS, lang, console)
    groups = dict(coverage_groups(inventory))
    if skipped := groups.get("coverage.design"):
        _by_design(skipped, lang, console)
    if sampled := groups.get("coverage.sampled"):
        _sampled(sampled, lang, console)
    if not unread:
        console.print(_text(text("report.complete", lang), "dim"))


def _by_design(skipped: list[AssetRecord], lang: str, console: Console) -> None:
    reasons: dict[str, list[str]] = {}
    for asset in skipped:
        reasons.setdefault(asset.reason, []).append(table_name(asset))
    console.print(_text(text("coverage.design", lang) + text("label.colon", lang), "dim"))
    for reason, names in reasons.items():
        shown = ", ".join(display(name, 40) for name in names[:4]) + (" …" if len(names) > 4 else "")
        console.print(_text(f"  {word('reason', reason, lang)} ({len(names):,}): {shown}", "dim"))


def _sampled(sampled: list[AssetRecord], lang: str, console: Console) -> None:
    console.print(_text(text("report.sampled_note", lang, count=f"{len(sampled):,}")))
    table = _table(["label.asset", "label.read", "label.estimate", "label.bound"], lang, right=(1, 2))
    widest = sorted(sampled, key=lambda asset: (-(asset.absent_bound or 0), asset.uri))
    for asset in widest[:MAX_GAPS]:
        where, most = _text(display(place(asset), _NAME)), _text(bound_words(asset, lang))
        table.add_row(where, _text(f"{asset.rows_read:,}"), _text(rows_in_all(asset, lang)), most)
    console.print(table)
    _more(len(sampled) - MAX_GAPS, lang, console)


def _more(count: int, lang: str, console: Console) -> None:
    if count > 0:
        console.print(_text(text("report.more", lang, count=f"{count:,}", format="html"), "dim"))


def _section(title: str, console: Console) -> None:
    console.print()
    console.rule(_text(title, "bold"), align="left", style="dim")


def _text(sentence: str, style: str = "") -> RichText:
    from rich.text import Text

    return Text(sentence, style=style)


def _grid(columns: int) -> RichTable:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    for _ in range(columns):
        grid.add_column(overflow="fold")
    return grid


def _table(headings: Iterable[str], lang: str, right: tuple[int, ...] = (), widths: Iterable[int] = ()) -> RichTable:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), header_style="dim", border_style="dim")
    for position, (key, width) in enumerate(zip_longest(headings, widths)):
        table.add_column(_text(text(key, lang)), justify="right" if position in right else "left", overflow="fold", width=width)
    return table
