"""The HTML report: one self-contained file that can be shown to a board, mailed, printed and archived.

No script, no image, no font, no address is loaded: a Content-Security-Policy in the file forbids all of it, and the one style
block is named by its hash. Every value passes `display` and then the template engine's escaping, both without being asked
(`finalize`, autoescape), so a template cannot forget. Charts are inline SVG without style attributes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from register.violation import Severity, Violation
from reports import Report
from reports.display import display
from reports.messages import text, word
from reports.outline import (
    Figures,
    Holding,
    both_words,
    bound,
    bound_words,
    by_asset,
    coverage_groups,
    decided,
    decided_word,
    decision_words,
    details,
    evidence_words,
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
    sparse_words,
    system_name,
    system_of,
    threshold_words,
    violation_place,
    waiver_words,
    worst_first,
)  # fmt: skip
from scanner.inventory import AssetRecord, Status, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

NAME = "html"
SUFFIX = ".html"
BINARY = False

# A browser and a reader both give up on more; what is cut is counted in the file, and JSON and XLSX hold everything.
MAX_VIOLATIONS, MAX_ASSETS, MAX_COLUMNS, MAX_COVERAGE, MAX_CELLS, MAX_SYSTEMS, MAX_BARS = 200, 200, 60, 500, 1_000, 12, 12
MAX_DECISIONS = 500
_LIMITS = {"violations": MAX_VIOLATIONS, "assets": MAX_ASSETS, "columns": MAX_COLUMNS, "coverage": MAX_COVERAGE, "cells": MAX_CELLS}
_NAME = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a stacked bar: css class, label, count, and its place on an axis of 1000 units."""

    style: str
    label: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Kinds against systems. `cells` is keyed by (row, column) position; `hidden` counts systems left out."""

    systems: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]  # (name, category code)
    cells: dict[tuple[int, int], dict[str, Any]]
    hidden: int


def render(report: Report) -> str:
    """A complete HTML document."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=safe, trim_blocks=True, lstrip_blocks=True)
    environment.filters["block"] = block
    folder = files("reports")
    # The style block is ours and constant; a "<" in it could only come from an edit, and would change the hash.
    style = Markup(folder.joinpath("report.css").read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.from_string(folder.joinpath("report.html").read_text("utf-8"))
    return template.render(_context(report), style=style, style_hash=digest) + "\n"


def safe(value: Any) -> Any:
    """Jinja's finalize hook: every string from outside is displayed; markup (only the style block and macros) is left."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return display(value)
    return value


def block(value: str) -> Markup:
    """Several lines as they are (YAML to copy), escaped; the only text whose line feeds mean something."""
    from markupsafe import escape

    return escape(display(value, newlines=True))


def _context(report: Report) -> dict[str, Any]:
    lang, inventory, total = report.lang, report.inventory, figures(report)
    assets = {asset.uri: asset for asset in inventory.assets}
    ordered = worst_first(report.violations)
    groups = by_asset(holdings(inventory))
    return {
        "t": partial(_translated, lang),
        "w": partial(_word, lang),
        "n": "{:,}".format,
        "lang": lang,
        "report": report,
        "inventory": inventory,
        "total": total,
        "compared": report.register is not None or bool(report.violations),
        "bars": _bars(total, lang),
        "kinds": _kind_bars(total, lang),
        "grid": _declared_grid(report) if report.matrix else _found_grid(report),
        "rules": _by_rule(ordered, lang),
        "waived": [waiver_words(violation, waiver, assets, report.lang) for violation, waiver in report.waived[:MAX_VIOLATIONS]],
        "violations": [(violation, violation_place(violation, assets)) for violation in ordered[:MAX_VIOLATIONS]],
        "groups": [(asset, [_column(holding, report) for holding in held[:MAX_COLUMNS]], len(held)) for asset, held in groups[:MAX_ASSETS]],
        "group_count": len(groups),
        "decisions": _decisions(report, assets)[:MAX_DECISIONS],
        "decision_count": sum(total.by_decision.values()),
        "thresholds": threshold_words(inventory.thresholds, lang),
        "gaps": gaps(inventory)[:MAX_COVERAGE],
        "coverage": [(key, [_coverage(a, lang) for a in found[:MAX_COVERAGE]], len(found)) for key, found in coverage_groups(inventory)],
        "place": place,
        "moment": moment,
        "details": partial(details, lang=lang),
        "reason": partial(reason_words, lang=lang),
        "system": lambda asset: system_name(report, key) if (key := system_of(report, asset)) else "",
        "limits": {
            "violations": MAX_VIOLATIONS,
            "assets": MAX_ASSETS,
            "columns": MAX_COLUMNS,
            "coverage": MAX_COVERAGE,
            "cells": MAX_CELLS,
            "decisions": MAX_DECISIONS,
        },
    }


def _translated(lang: str, key: str, **params: Any) -> str:
    return text(key, lang, **params)


def _word(lang: str, group: str, name: str) -> str:
    return word(group, name, lang)


def _bars(total: Figures, lang: str) -> list[tuple[str, list[Segment]]]:
    """Stacked bars for the summary, empty ones left out."""
    wanted = [
        ("figure.by_verdict", [(f"verdict-{v.value}", word("verdict", v, lang), total.by_verdict[v]) for v in Verdict]),
        ("figure.by_severity", [(f"severity-{s.value}", word("severity", s, lang), total.by_severity[s]) for s in Severity]),
        ("figure.by_status", [(f"status-{s.value}", word("status", s, lang), total.by_status[s]) for s in Status]),
    ]
    return [(key, _stacked(parts)) for key, parts in wanted if any(count for _, _, count in parts)]


def _stacked(parts: Iterable[tuple[str, str, int]]) -> list[Segment]:
    present = [part for part in parts if part[2]]
    whole, x, segments = sum(count for _, _, count in present), 0.0, []
    for style, label, count in present:
        width = 1000 * count / whole
        segments.append(Segment(style, label, count, round(x, 2), round(max(width - 2, 1), 2)))
        x += width
    return segments


def _kind_bars(total: Figures, lang: str) -> list[Segment]:
    """One horizontal bar a kind, the most frequent as the full length."""
    shown = list(total.by_entity.items())[:MAX_BARS]
    most = max((count for _, count in shown), default=1)
    return [Segment("", word("entity", entity, lang), count, 0, round(1000 * count / most, 2)) for entity, count in shown]


def _declared_grid(report: Report) -> Grid:
    """Declared against found. Kinds with something undeclared come first."""
    order: dict[str, tuple[bool, str]] = {}
    names: dict[str, str] = {}
    for row in report.matrix:
        undeclared = row.state == "found_undeclared" or not order.get(row.category, (True,))[0]
        order[row.category] = (not undeclared, row.category)
        names[row.category] = row.name.in_language(report.lang)
    kinds = sorted(order, key=lambda category: order[category])
    systems = sorted({row.system for row in report.matrix}, key=lambda system: (not system, system))
    cells = {
        (kinds.index(row.category), systems.index(row.system)): {
            "state": row.state,
            "columns": row.columns,
            "matched": row.matched,
            "clause": matrix_clause(row),
        }
        for row in report.matrix
        if row.system in systems[:MAX_SYSTEMS]
    }
    named = tuple((names[kind], kind) for kind in kinds)
    return Grid(tuple(system_name(report, key) for key in systems[:MAX_SYSTEMS]), named, cells, max(len(systems) - MAX_SYSTEMS, 0))


def _found_grid(report: Report) -> Grid:
    """Without a register: columns found, by kind and system (or source where no system is given)."""
    counts: Counter[tuple[str, str]] = Counter()
    category: dict[str, str] = {}
    for holding in holdings(report.inventory):
        for finding in holding.findings:
            counts[finding.entity, system_of(report, holding.asset) or holding.asset.source] += 1
            category[finding.entity] = finding.category
    kinds, systems = sorted(category), sorted({system for _, system in counts})
    cells = {
        (kinds.index(kind), systems.index(system)): {"state": "found", "columns": count, "clause": ""}
        for (kind, system), count in counts.items()
        if system in systems[:MAX_SYSTEMS]
    }
    named = tuple((word("entity", kind, report.lang), category[kind]) for kind in kinds)
    return Grid(tuple(systems[:MAX_SYSTEMS]), named, cells, max(len(systems) - MAX_SYSTEMS, 0))


def _by_rule(violations: Sequence[Violation], lang: str) -> list[tuple[str, Severity, str, int]]:
    """(rule, worst severity, title, count), in the order of the violations."""
    counts = Counter(violation.rule for violation in violations)
    first: dict[str, Violation] = {}
    for violation in violations:
        first.setdefault(violation.rule, violation)
    return [(rule, v.severity, v.title.in_language(lang), counts[rule]) for rule, v in first.items()]


def _decisions(report: Report, assets: dict[str, AssetRecord]) -> list[dict[str, str]]:
    """What people said, what silences a finding or no longer counts first."""
    return [
        {
            "where": finding_words(finding, assets, report.lang),
            "words": both_words(finding, report.decisions[finding.fingerprint], report.lang),
            "standing": key,
            "label": decided_word(key, report.lang),
            "fingerprint": finding.fingerprint,
        }
        for key, findings in decided(report).items()
        for finding in findings
    ]


def _column(holding: Holding, report: Report) -> dict[str, Any]:
    found, lang = [], report.lang
    for finding in holding.findings:
        part, standing = share(finding), report.decision(finding)
        found.append(
            {
                "finding": finding,
                "share": "" if part is None else percent(part),
                "bar": None if part is None else round(60 * part, 2),
                "evidence": [evidence_words(evidence, lang) for evidence in finding.evidence],
                "sparse": sparse_words(finding, lang),
                "standing": standing,
                "human": decision_words(standing, lang) if standing else "",
            }
        )
    return {
        "name": holding.column.name[:_NAME],
        "comment": holding.column.comment[:_NAME],
        "type": holding.column.type[:_NAME],
        "found": found,
    }


def _coverage(asset: AssetRecord, lang: str) -> dict[str, Any]:
    notes = [text("coverage.bad_rows", lang, count=f"{asset.bad:,}")] if asset.bad else []
    notes += [text("coverage.cut_cells", lang, count=f"{asset.cut:,}")] if asset.cut else []
    return {
        "place": place(asset)[: _NAME * 2],
        "status": asset.status.value,
        "reason": " ".join(part for part in (reason_words(asset.reason, asset.detail, lang), *notes) if part),
        "method": word("method", asset.method, lang) if asset.method else "",
        "read": f"{asset.rows_read:,}" if asset.status in (Status.COMPLETE, Status.SAMPLED, Status.PARTIAL) else "",
        "all": rows_in_all(asset, lang),
        "bound": "" if asset.absent_bound is None else bound(asset.absent_bound),
        "bound_words": bound_words(asset, lang),
    }
