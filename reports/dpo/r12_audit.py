"""R12, the audit working paper (合规审计底稿): each legal requirement that a rule stands for, with what was declared, what was seen, the
gap, and who mends it until when. Every rule is a row: kept, broken, or for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import checks
from register.context import Rule
from register.violation import Violation
from reports import Report
from reports.dpo import Cell, Column, clauses, declared, listed, manual, not_asked, scanned
from reports.messages import text, word
from reports.outline import violation_place, worst_first

ID = "R12"
COLUMNS = (
    Column("law_clause", 24), Column("rule", 9), Column("requirement", 26), Column("declared_evidence", 32), Column("scan_evidence", 34),
    Column("gap", 34), Column("severity", 8), Column("remedy", 36), Column("owner", 16), Column("deadline", 12), Column("result", 12),
)  # fmt: skip
_SHOWN = 5


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    if report.register is None:
        return
    found: dict[str, list[Violation]] = {}
    for violation in worst_first(report.violations):
        found.setdefault(violation.rule, []).append(violation)
    for rule in checks.rules():
        yield _row(report, rule, found.get(rule.id, []))


def _row(report: Report, rule: Rule, broken: list[Violation]) -> tuple[Cell, ...]:
    lang, assets = report.lang, report.context.assets
    seen = [violation_place(v, assets) for v in broken if v.uri]
    said = [v.declaration for v in broken if not v.uri]
    owners = dict.fromkeys(value for v in broken for key, value in v.evidence if key == "owner")
    asked = rule.manual.in_language(lang) if rule.manual else ""
    told = listed([clauses((v.clause for v in broken[:_SHOWN]), lang), *said[:_SHOWN]])
    return (
        declared(listed(rule.law)), declared(rule.id), declared(rule.title.in_language(lang)), declared(told), scanned(_cut(report, seen)),
        scanned(_cut(report, [v.message.in_language(lang) for v in broken])),
        scanned(word("severity", min((v.severity for v in broken), key=lambda s: s.rank), lang) if broken else ""),
        scanned(listed(dict.fromkeys(v.remedy.in_language(lang) for v in broken[:_SHOWN])) or asked),
        scanned(listed(owners)), manual(), _result(report, rule, broken),
    )  # fmt: skip


def _cut(report: Report, items: list[str]) -> str:
    more = [text("dpo.more", report.lang, count=len(items) - _SHOWN)] if len(items) > _SHOWN else []
    return listed([*items[:_SHOWN], *more])


def _result(report: Report, rule: Rule, broken: list[Violation]) -> Cell:
    if rule.manual:
        return manual(text("dpo.result.manual", report.lang))
    if not broken and (why := not_asked(report, rule)):
        return manual(why)
    return scanned(text("dpo.result.broken", report.lang, count=len(broken)) if broken else text("dpo.result.kept", report.lang))
