"""R1, the record of processing activities (个人信息处理活动记录; PIPL 17, 21, 23, 39, 55-56; 网络数据安全管理条例 12, 21).

A row is an activity of the register; what the scan saw in its systems stands beside what it declares.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.entries import Activity
from register.model import Register
from reports import Report
from reports.dpo import Cell, Column, clauses, declared, listed, scanned
from reports.dpo.seen import Seen, kinds_found, latest, people
from reports.messages import text, word

ID = "R1"
COLUMNS = (
    Column("number", 6), Column("activity", 18), Column("department", 12), Column("owner", 14), Column("subjects", 12),
    Column("scenario", 14), Column("purposes", 22), Column("bases", 14), Column("methods", 12), Column("categories", 20),
    Column("sensitive", 12), Column("minors", 10), Column("people", 12), Column("origin", 14), Column("systems", 14),
    Column("location", 10), Column("retention", 10), Column("retention_start", 10), Column("retention_action", 12),
    Column("processors", 16), Column("recipients", 18), Column("transfers", 18), Column("measures", 18), Column("pia", 16),
    Column("automated", 8), Column("last_scan", 12), Column("state", 14), Column("basis_quote", 36),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    register = report.register
    if register is None:
        return
    seen = Seen.of(report)
    for number, activity in enumerate(register.activities, 1):
        yield _row(report, register, seen, number, activity)


def _row(report: Report, register: Register, seen: Seen, number: int, activity: Activity) -> tuple[Cell, ...]:
    lang = report.lang
    department = register.departments.get(activity.department)
    scenario = register.scenarios.get(activity.scenario)
    purposes = [register.purposes[p] for p in activity.purposes if p in register.purposes]
    rule = register.retention_rules.get(activity.retention)
    systems = [register.systems[s] for s in activity.systems if s in register.systems]
    names = [register.category_name(c).in_language(lang) for c in sorted(activity.categories)]
    sensitive = [register.category_name(c).in_language(lang) for c in sorted(activity.categories) if seen.is_sensitive(c)]
    found = kinds_found(seen, activity)
    return (
        Cell(number), declared(activity.name), declared(department.name if department else ""),
        declared(department.owner if department else ""),
        declared(listed(register.subjects[s].name for s in activity.subjects if s in register.subjects)),
        declared(scenario.name if scenario else ""), declared(listed(p.name for p in purposes)),
        declared(listed(dict.fromkeys(word("basis", b, lang) for p in purposes for b in p.bases))), declared(listed(activity.methods)),
        declared(listed(names)),
        declared(listed(sensitive) or text("label.no", lang)), scanned(_minors(seen, activity, lang)), scanned(people(seen, activity)),
        declared(scenario.name if scenario else ""), declared(listed(s.name for s in systems)),
        declared(listed(dict.fromkeys(s.location for s in systems))),
        declared((rule.period.text if rule.period else rule.method) if rule else ""),
        declared(word("start", rule.start, lang) if rule and rule.start else ""),
        declared(word("action", rule.action, lang) if rule else ""),
        declared(listed(register.processors[p].name for p in activity.processors if p in register.processors)),
        declared(listed(register.recipients[r].name for r in activity.recipients if r in register.recipients)),
        declared(_transfers(register, activity, lang)), declared(listed(m.name for m in register.measures)),
        declared(_assessment(register, activity, lang)), declared(text("label.yes" if activity.automated else "label.no", lang)),
        scanned(latest(seen, activity)), scanned(_state(register, activity, found, lang)),
        declared(clauses([scenario.clause if scenario else None, *(p.clause for p in purposes)], lang)),
    )  # fmt: skip


def _minors(seen: Seen, activity: Activity, lang: str) -> str:
    sorts = {kind for place in seen.places(activity) if place.finding.entity == "MINOR" for kind in place.finding.kinds}
    return listed(word("sort", kind, lang) for kind in sorted(sorts)) or text("label.none", lang)


def _transfers(register: Register, activity: Activity, lang: str) -> str:
    mine = [t for t in register.transfers if t.recipient in activity.recipients or t.recipient in activity.processors]
    return listed(f"{t.country or text('dpo.unnamed', lang)} · {word('mechanism', t.mechanism or 'undetermined', lang)}" for t in mine)


def _assessment(register: Register, activity: Activity, lang: str) -> str:
    one = register.assessments.get(activity.pia)
    made = [one] if one else [a for a in register.assessments.values() if activity.id in a.activities]
    return listed(f"{a.id} · {a.day or ''} · {word('risk', a.result, lang)}" for a in made)


def _state(register: Register, activity: Activity, found: frozenset[str], lang: str) -> str:
    """Declared kinds that were found, of all declared; and kinds that were found and are not declared."""
    if not found and not activity.systems:
        return text("dpo.state.no_system", lang)
    met = [c for c in activity.categories if any(c in register.ancestors(f) for f in found)]
    extra = [f for f in found if not register.covers(register.declared_anywhere(), f)]
    return text("dpo.state.activity", lang, met=len(met), declared=len(activity.categories), extra=len(extra))
