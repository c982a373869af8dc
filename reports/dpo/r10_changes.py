"""R10, material changes (重大变更差异): what is different from an earlier register, and what that asks of the company."""

from __future__ import annotations

from collections.abc import Iterator

from register.diff import Change
from reports import Report
from reports.dpo import Cell, Column, declared, listed, manual, scanned
from reports.messages import text, word

ID = "R10"
COLUMNS = (
    Column("versions", 16), Column("path", 34), Column("before", 24), Column("after", 24), Column("change_rule", 24),
    Column("consent_again", 12),
    Column("why", 34), Column("notice", 14), Column("affected", 12), Column("policy_version", 18), Column("owner", 14),
    Column("decision", 16),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    yield from (_row(report, change) for change in report.changes)


def notes(report: Report) -> Iterator[str]:
    if not report.changes:
        yield text("dpo.R10.none", report.lang)


def _row(report: Report, one: Change) -> tuple[Cell, ...]:
    lang, versions = report.lang, one.versions
    return (
        declared(f"{versions.register_before} → {versions.register_after}"), declared(one.path), declared(one.before), declared(one.after),
        declared(listed(rule.name for rule in one.rules)), declared(word("consent_need", one.consent, lang)),
        declared(one.why.in_language(lang)), declared(word("notice", one.notice, lang)),
        scanned(text("dpo.not_counted", lang) if one.people is None else f"{one.people:,}"),
        declared(f"{versions.policy_before} → {versions.policy_after}"), declared(one.owner), manual(),
    )  # fmt: skip
