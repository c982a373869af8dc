"""The *outline* of a report: the figures, orders and groups that several formats show alike.

Numbers and order only, computed from the inventory each time; no layout, no colour, no file. What a sentence says is in
`reports.messages`, how a name is made safe is in `reports.display`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from register.violation import Clause, Severity, Violation
from reports import Report
from reports.messages import text, word
from scanner.decisions import Force, Standing
from scanner.inventory import BY_DESIGN, AssetRecord, ColumnRecord, Evidence, Finding, Inventory, Status, Verdict

if TYPE_CHECKING:
    from register.entries import Waiver
    from register.matrix import MatrixRow

_VERDICTS = list(Verdict)
FILE_KINDS = frozenset({"file", "sheet", "schema"})
DECIDED = ("false_positive", "stale", "expired", "confirmed")  # a ruling that counts, or why it does not
UNAVAILABLE = "UNAVAILABLE"  # the status that reports give to a source which could not be opened at all


@dataclass(frozen=True, slots=True)
class Holding:
    """A column with personal information: its findings, the surest first (never empty)."""

    asset: AssetRecord
    column: ColumnRecord
    findings: tuple[Finding, ...]

    @property
    def surest(self) -> Finding:
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something in the scope that was not read, or not wholly, though it should have been."""

    place: str
    kind: str
    status: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline figures. Columns are counted once, under their surest finding; `read` counts every asset of which at least
    the definition was looked at. Findings that a person dismissed are counted in `by_decision` alone (see DECIDED)."""

    assets: int
    read: int
    sampled: int
    holding_assets: int
    columns: int
    holding_columns: int
    kinds: int
    systems: int
    rows: int
    undeclared: int
    unread: int
    by_status: dict[str, int]
    by_verdict: dict[str, int]
    by_severity: dict[str, int]
    by_entity: dict[str, int]
    sparse: int
    by_decision: dict[str, int]

    @property
    def worst(self) -> int:
        return self.by_severity[Severity.CRITICAL] + self.by_severity[Severity.HIGH]


def figures(report: Report) -> Figures:
    inventory, held = report.inventory, holdings(report.counted)
    status = Counter(a.status for a in inventory.assets)
    verdict = Counter(h.surest.verdict for h in held)
    severity = Counter(v.severity for v in report.violations)
    return Figures(
        assets=len(inventory.assets),
        read=len(inventory.assets) - status[Status.SKIPPED] - status[Status.ERROR],
        sampled=status[Status.SAMPLED],
        holding_assets=len({h.asset.uri for h in held}),
        columns=sum(len(a.columns) for a in inventory.assets),
        holding_columns=len(held),
        kinds=len({f.entity for f in report.counted.findings}),
        systems=len({system_of(report, h.asset) for h in held} - {""}),
        rows=sum(a.rows_read for a in inventory.assets),
        undeclared=sum(row.state == "found_undeclared" for row in report.matrix),
        unread=len(gaps(inventory)),
        by_status={s.value: status[s] for s in Status},
        by_verdict={v.value: verdict[v] for v in Verdict},
        by_severity={s.value: severity[s] for s in Severity},
        by_entity=dict(Counter(h.surest.entity for h in held).most_common()),
        sparse=sum(f.sparse for f in report.counted.findings),
        by_decision={key: len(found) for key, found in decided(report).items()},
    )


def decided(report: Report) -> dict[str, list[Finding]]:
    """Findings that a person decided on, by DECIDED, in the order of the inventory."""
    groups: dict[str, list[Finding]] = {key: [] for key in DECIDED}
    for finding in report.inventory.findings:
        if standing := report.decision(finding):
            groups[standing.decision.ruling if standing.force is Force.COUNTS else standing.force].append(finding)
    return groups


def decided_word(key: str, lang: str) -> str:
    """The word for one of DECIDED."""
    return word("human", key, lang) if key in ("false_positive", "confirmed") else word("force", key, lang)


def sureness(finding: Finding) -> tuple[int, bool, int]:
    """Sort key, the surest first: verdict, a column's purpose before a stray, more cells before fewer; equal ones stay in the
    order of the judge, who knows the weight of their words."""
    return _VERDICTS.index(finding.verdict), finding.sparse, -finding.matched


def holdings(inventory: Inventory) -> list[Holding]:
    """Every column with findings, in the order of the inventory's assets and of their columns.

    ValueError when a finding belongs to no asset: leaving it out would be a lie.
    """
    by_uri: dict[str, dict[str, list[Finding]]] = {}
    for finding in inventory.findings:
        by_uri.setdefault(finding.uri, {}).setdefault(finding.column, []).append(finding)
    if unknown := by_uri.keys() - {asset.uri for asset in inventory.assets}:
        raise ValueError(f"findings without an asset: {len(unknown)}")
    return [holding for asset in inventory.assets for holding in _asset_holdings(asset, by_uri.get(asset.uri, {}))]


def _asset_holdings(asset: AssetRecord, found: dict[str, list[Finding]]) -> Iterable[Holding]:
    columns = {column.name: column for column in asset.columns}
    for name in [*columns, *sorted(found.keys() - columns.keys())]:
        if name in found:
            yield Holding(asset, columns.get(name, ColumnRecord(name)), tuple(sorted(found[name], key=sureness)))


def by_asset(held: Iterable[Holding]) -> list[tuple[AssetRecord, list[Holding]]]:
    """Grouped for reading: assets with the most sure columns first, then by URI."""
    groups: dict[str, list[Holding]] = {}
    for holding in held:
        groups.setdefault(holding.asset.uri, []).append(holding)

    def order(group: list[Holding]) -> tuple[int, int, str]:
        return -sum(h.surest.verdict is Verdict.CONFIRMED for h in group), -len(group), group[0].asset.uri

    return [(group[0].asset, group) for group in sorted(groups.values(), key=order)]


def worst_first(violations: Iterable[Violation]) -> list[Violation]:
    return sorted(violations, key=lambda v: (v.severity.rank, v.rule, v.uri, v.column, v.entity, v.declaration, v.file, v.line))


def gaps(inventory: Inventory) -> list[Gap]:
    """What makes a scan incomplete (`Inventory.complete`), one entry each: whole sources first, then failures."""
    sources = [Gap(s.name, "source", UNAVAILABLE, s.reason, s.detail) for s in inventory.sources if s.reason]
    assets = [Gap(place(a), a.kind, a.status.value, a.reason, a.detail) for a in inventory.assets if is_gap(a)]
    return sources + sorted(assets, key=lambda gap: (("ERROR", "PARTIAL", "SKIPPED").index(gap.status), gap.place))


def is_gap(asset: AssetRecord) -> bool:
    return asset.status in (Status.ERROR, Status.PARTIAL) or (asset.status is Status.SKIPPED and asset.reason not in BY_DESIGN)


def coverage_groups(inventory: Inventory) -> list[tuple[str, list[AssetRecord]]]:
    """(message key, assets), what a reader must know first first. Every asset is in exactly one group; none is empty."""
    groups: dict[str, list[AssetRecord]] = {key: [] for key in ("coverage.unread", "coverage.design", "coverage.sampled", "coverage.read")}
    for asset in inventory.assets:
        if is_gap(asset):
            key = "coverage.unread"
        elif asset.status is Status.SKIPPED:
            key = "coverage.design"
        else:
            key = "coverage.sampled" if asset.status is Status.SAMPLED else "coverage.read"
        groups[key].append(asset)
    return [(key, assets) for key, assets in groups.items() if assets]


def table_name(asset: AssetRecord) -> str:
    """`schema.table`, or the plain name where there is no schema."""
    return f"{asset.schema}.{asset.name}" if asset.schema else asset.name


def place(asset: AssetRecord) -> str:
    """The asset as a person would look for it: path of a file, source and table of a database."""
    if asset.kind not in FILE_KINDS and not asset.uri.startswith("file://"):
        return f"{asset.source} · {table_name(asset)}"
    path = asset.path or asset.name
    return f"{path} · {table_name(asset)}" if asset.kind == "schema" else path


def violation_place(violation: Violation, assets: Mapping[str, AssetRecord]) -> str:
    """Asset and column, or the path of the declaration that the violation is about. `assets` is by URI."""
    if not violation.uri:
        return violation.declaration or violation.file
    asset = assets.get(violation.uri)
    where = place(asset) if asset else violation.uri
    return f"{where} · {violation.column}" if violation.column else where


def moment(iso: str) -> str:
    """An ISO 8601 time to the minute, as people write it: "2026-11-20 01:12 UTC". Anything else comes back unchanged."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{time:%Y-%m-%d %H:%M} {time.tzname() or ''}".rstrip()


def waiver_words(violation: Violation, waiver: Waiver, assets: Mapping[str, AssetRecord], lang: str) -> str:
    """One line: what is accepted, where, why, by whom, until when."""
    return text(
        "report.waived_line", lang, rule=violation.rule, place=violation_place(violation, assets), reason=waiver.reason,
        by=waiver.approved_by, until=waiver.expires.isoformat(),
    )  # fmt: skip


def decision_words(standing: Standing, lang: str) -> str:
    """One line: what a person said, why, who, when, until when, and why it does not count where it does not."""
    said = standing.decision
    until = text("decision.until", lang, until=said.until) if said.until else ""
    line = text(
        "decision.line", lang, ruling=word("human", said.ruling, lang), reason=said.reason, by=said.by, at=moment(said.at), until=until
    )
    return " ".join(part for part in (line, force_words(standing, lang)) if part)


def force_words(standing: Standing, lang: str) -> str:
    """Why a decision does not count, "" when it does."""
    if standing.force is Force.COUNTS:
        return ""
    why = text("label.list", lang).join(word("change", change, lang) for change in standing.changes)
    return text(f"decision.{standing.force}", lang, why=why)


def both_words(finding: Finding, standing: Standing, lang: str) -> str:
    """What the machine says and what a person says, side by side."""
    human = decision_words(standing, lang)
    return text("decision.both", lang, machine=word("verdict", finding.verdict, lang), human=human)


def finding_words(finding: Finding, assets: Mapping[str, AssetRecord], lang: str) -> str:
    """Where and what: asset, column and kind."""
    asset = assets.get(finding.uri)
    where = place(asset) if asset else finding.uri
    column = f"{finding.column} {finding.path}".rstrip()
    return f"{where} · {column} · {word('entity', finding.entity, lang)}"


def sparse_words(finding: Finding, lang: str) -> str:
    """ "sparse: 3 of 10,000 cells"; "" for a finding that is not."""
    return text("label.sparse_of", lang, matched=f"{finding.matched:,}", filled=f"{finding.filled:,}") if finding.sparse else ""


def bound_words(asset: AssetRecord, lang: str) -> str:
    """How much a kind not seen in a sample could still be, of the asset as a whole; "" when nothing was sampled."""
    if asset.absent_bound is None:
        return ""
    rows, most = asset.rows_estimate, bound(asset.absent_bound).removeprefix("≤")
    if rows is None or rows < asset.rows_read:
        return text("coverage.bound", lang, share=most)
    key = "coverage.bound_rows" if asset.rows_exact else "coverage.bound_about"
    return text(key, lang, share=most, most=f"{ceil(asset.absent_bound * rows - 1e-9):,}", rows=f"{rows:,}")


def threshold_words(thresholds: Mapping[str, Any], lang: str) -> list[str]:
    """The thresholds that are not as delivered, one sentence each: those for every kind, then those of a kind."""
    lines = [_threshold(name, value, "", lang) for name, value in thresholds.items() if not isinstance(value, Mapping)]
    own = ((entity, changes) for entity, changes in thresholds.items() if isinstance(changes, Mapping))
    return lines + [_threshold(name, value, entity, lang) for entity, changes in own for name, value in changes.items()]


def _threshold(name: str, value: float, entity: str, lang: str) -> str:
    of = text("threshold.of", lang, entity=word("entity", entity, lang)) if entity else ""
    shown = f"{value:,}" if name.endswith("_cells") else f"{value:g}" if name.endswith("_word") else percent(value)
    return text("threshold.line", lang, of=of, name=word("threshold", name, lang), code=name, value=shown)


def thresholds_of(entity: str, thresholds: Mapping[str, Any]) -> dict[str, Any]:
    """The thresholds that are not as delivered, as they hold for one kind."""
    general = {name: value for name, value in thresholds.items() if not isinstance(value, Mapping)}
    return {**general, **thresholds.get(entity, {})}


def percent(share: float) -> str:
    """A share 0..1 with one decimal; never rounded to 0 % or 100 % unless it is."""
    if 0 < share < 0.001:
        return "<0.1%"
    if 0.999 < share < 1:
        return ">99.9%"
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def bound(share: float) -> str:
    """An upper bound 0..1, rounded up to two digits: "≤0.03%"."""
    digits = 1 - floor(log10(share * 100)) if share > 0 else 0
    step = 10.0**-digits
    return f"≤{min(ceil(share * 100 / step - 1e-9) * step, 100):.{max(digits, 0)}f}%"


def share(finding: Finding) -> float | None:
    """Matched cells among the filled ones; None when no data was read."""
    return finding.matched / finding.filled if finding.filled else None


def sort_words(finding: Finding, lang: str) -> str:
    """The sorts within the entity, in words: 微信, QQ."""
    return " · ".join(word("sort", kind, lang) for kind in finding.kinds)


def evidence_words(evidence: Evidence, lang: str) -> str:
    """One reason as a sentence. `what` is as the scanner gives it: displaying it safely is the caller's."""
    groups = {"transform": "transform", "obfuscated": "transform", "protected": "state"}
    what = word(groups.get(evidence.kind, "entity"), evidence.what, lang)
    part = "" if evidence.share is None else percent(evidence.share)
    key = f"evidence.{evidence.kind}"
    sentence = word("evidence", evidence.kind, lang)
    if sentence == evidence.kind or ("{share}" in sentence and not part):
        key = "evidence.other_share" if part else "evidence.other"
    return text(key, lang, kind=evidence.kind, what=what, share=part)


def rows_in_all(asset: AssetRecord, lang: str) -> str:
    """ "12,000" when counted, "about 12,000" when the source only estimates, a dash when nobody knows."""
    if asset.rows_estimate is None:
        return text("label.none", lang)
    count = f"{asset.rows_estimate:,}"
    return count if asset.rows_exact else text("label.estimate_about", lang, rows=count)


def clause_words(clause: Clause, lang: str) -> str:
    """Document and clause, then the quote in quotation marks, or that the policy is silent."""
    quote = f"“{clause.quote}”" if clause.quote else f"({text('label.clause_silent', lang)})"
    return " ".join(part for part in (clause.document, clause.clause, quote) if part)


def reason_words(reason: str, detail: str, lang: str) -> str:
    """Why something was not read: the word of `connectors.base.REASONS`, and the detail in brackets."""
    words = word("reason", reason, lang)
    return text("reason.detailed", lang, reason=words, detail=detail) if reason and detail else words or detail


def details(violation: Violation, lang: str) -> list[tuple[str, str]]:
    """The violation's evidence with translated labels, and values where they are words of ours."""
    return [(word("detail", key, lang), word(key, value, lang)) for key, value in violation.evidence]


def system_of(report: Report, asset: AssetRecord) -> str:
    """Key of the system that an asset belongs to: by the register's bindings where there is a register; "" for none."""
    if report.register is None:
        return asset.system
    system = report.register.system_of(asset.uri, asset.system)
    return system.key if system else ""


def system_name(report: Report, key: str) -> str:
    """The register's name of a system, else its key; words for "no system"."""
    system = report.register.systems.get(key) if report.register else None
    return (system.name if system else "") or key or text("label.no_system", report.lang)


def declared_states(report: Report) -> dict[tuple[str, str], str]:
    """(category, system) -> state of the matrix, for a "declared?" column beside findings."""
    return {(row.category, row.system): row.state for row in report.matrix}


def matrix_clause(row: MatrixRow) -> str:
    """Where the policy speaks of the kind ("一.1"), "" where it does not."""
    return row.clause.clause if row.clause else ""
