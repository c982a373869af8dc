"""R7, retention (保存期限): each object that holds personal information, the rule that governs it, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from register.retention import Standing, standings
from reports import Report
from reports.dpo import Cell, Column, declared, listed, manual, scanned
from reports.messages import text, word
from reports.outline import place

ID = "R7"
COLUMNS = (
    Column("activities", 20), Column("system", 14), Column("object", 28), Column("rule", 14), Column("retention", 10),
    Column("clock", 18), Column("oldest", 12), Column("overdue_rows", 14), Column("overdue_people", 14), Column("legal_minimum", 26),
    Column("soft_deleted", 20), Column("backup", 12), Column("disposal", 30), Column("next_due", 14), Column("decision", 16),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    if report.register is not None:
        for standing in sorted(standings(report.context), key=lambda s: (not s.is_overdue, s.system.key, s.asset.uri)):
            yield _row(report, standing)


def _row(report: Report, one: Standing) -> tuple[Cell, ...]:
    lang, rule, age = report.lang, one.rule, one.age
    floors = [f"{f.period.text} · {f.law}" + (f" · {text('dpo.shorter', lang)}" if f.broken else "") for f in one.floors]
    soft = [
        f"{s.column}: {s.marked.rows:,}" + (f" ({text('dpo.past_grace', lang, count=f'{s.past.rows:,}')})" if s.past.rows else "")
        for s in one.soft
    ]
    clock = f"{age.clock}" if age else text("dpo.no_clock", lang, tried=", ".join(one.tried))
    return (
        declared(listed(a.name for a in one.activities)), declared(one.system.name), scanned(place(one.asset)),
        declared(rule.id if rule else ""),
        declared((rule.period.text if rule.period else rule.method) if rule else ""), scanned(clock), scanned(age.oldest if age else ""),
        scanned(_rows_words(one, lang)), scanned(_people_words(one, lang)), declared(listed(dict.fromkeys(floors))), scanned(listed(soft)),
        manual(), scanned(_disposal(one, lang)), scanned(listed([one.next_due, *_soon(one, lang)])), manual(),
    )  # fmt: skip


def _rows_words(one: Standing, lang: str) -> str:
    if one.overdue is None:
        return ""
    said = text("dpo.of", lang, rows=f"{one.overdue.rows:,}", of=f"{one.overdue.of:,}")
    return said if one.overdue.basis == "counted" else f"{said}\n{word('counted_on', one.overdue.basis, lang)}"


def _people_words(one: Standing, lang: str) -> str:
    if one.overdue is None:
        return ""
    return text("dpo.not_counted", lang) if one.overdue_people is None else f"{one.overdue_people:,}"


def _disposal(one: Standing, lang: str) -> str:
    if one.rule is None or one.rule.period is None:
        return text("dpo.disposal.no_rule", lang)
    if not one.is_overdue:
        return text("dpo.disposal.none" if one.age else "dpo.disposal.no_clock", lang)
    return text(f"dpo.disposal.{one.rule.action}", lang, limit=one.limit)


def _soon(one: Standing, lang: str) -> list[str]:
    return [text("dpo.due_in", lang, days=days, rows=f"{rows:,}") for days, rows in ((30, one.due_30), (90, one.due_90)) if rows]
