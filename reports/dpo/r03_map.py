"""R3, the data map (数据地图): scenario, system, recipient or processor, country; each edge with kinds, purposes, people, mechanism
and the rules that it breaks. Declared edges come from the register; seen ones from copies that the scan recognised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from register.entries import Activity
from register.flows import flows as suggested
from register.model import Register
from reports import Report
from reports.dpo import Cell, Column, Mark, declared, listed, scanned
from reports.dpo.drawing import Edge, Node, drawn
from reports.dpo.seen import Seen, people_words
from reports.messages import text, word

ID = "R3"
COLUMNS = (
    Column("from_type", 10), Column("from", 20), Column("to_type", 10), Column("to", 20), Column("categories", 26), Column("purposes", 24),
    Column("people", 12), Column("mechanism", 16), Column("rules", 24), Column("evidence", 20),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flow:
    """kinds: category keys; mark: D declared, S seen by the scan only."""

    start: Node
    end: Node
    kinds: frozenset[str]
    purposes: tuple[str, ...]
    people: str
    mechanism: str
    rules: tuple[str, ...]
    mark: Mark


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    register = report.register
    if register is None:
        return
    for flow in flows(report):
        said = declared if flow.mark == "D" else scanned
        names = [register.category_name(c).in_language(report.lang) for c in sorted(flow.kinds)]
        yield (
            said(word("node", flow.start.layer, report.lang)), said(flow.start.name), said(word("node", flow.end.layer, report.lang)),
            said(flow.end.name), said(listed(names)), said(listed(flow.purposes)), scanned(flow.people), said(flow.mechanism),
            scanned(listed(flow.rules)), scanned(text("dpo.seen_flow" if flow.mark == "S" else "dpo.declared_flow", report.lang)),
        )  # fmt: skip


def svg(report: Report) -> str:
    if report.register is None:
        return ""
    edges = [Edge(f.start, f.end, len(f.kinds), bool(f.rules), f.mark == "S", _short(f.people)) for f in flows(report)]
    layers = {layer: word("node", layer, report.lang) for layer in ("scenario", "system", "party", "country")}
    return drawn(edges, layers, text("dpo.R3", report.lang))


def _short(people: str) -> str:
    """The number alone, without bounds and notes: a drawing has no room for them, the table below has."""
    first = people.partition("\n")[0].partition("（")[0].partition(" (")[0]
    return first if any(character.isdigit() for character in first) else ""


def flows(report: Report) -> list[Flow]:
    """In the order of the register; the same edge of several activities is one."""
    register = report.register
    assert register is not None
    seen, broken = Seen.of(report), _broken(report)
    found: dict[tuple[str, str], Flow] = {}
    for activity in register.activities:
        for flow in (*_collected(register, seen, activity, broken), *_given(register, activity)):
            _added(found, flow)
    for flow in (*_abroad(register, report), *_located(register, seen), *_copied(report)):
        _added(found, flow)
    return list(found.values())


def _added(found: dict[tuple[str, str], Flow], flow: Flow) -> None:
    key = (flow.start.key, flow.end.key)
    known = found.get(key)
    if known is None:
        found[key] = flow
        return
    found[key] = Flow(
        known.start, known.end, known.kinds | flow.kinds, tuple(dict.fromkeys((*known.purposes, *flow.purposes))),
        known.people or flow.people,
        known.mechanism or flow.mechanism, tuple(dict.fromkeys((*known.rules, *flow.rules))),
        "D" if "D" in (known.mark, flow.mark) else "S",
    )  # fmt: skip


def _broken(report: Report) -> dict[str, tuple[str, ...]]:
    """Rules by system key."""
    found: dict[str, dict[str, None]] = {}
    for violation in report.violations:
        if violation.system:
            found.setdefault(violation.system, {})[violation.rule] = None
    return {system: tuple(rules) for system, rules in found.items()}


def _system(register: Register, key: str) -> Node:
    return Node(f"system:{key}", register.systems[key].name, "system")


def _collected(register: Register, seen: Seen, activity: Activity, broken: dict[str, tuple[str, ...]]) -> Iterator[Flow]:
    scenario = register.scenarios.get(activity.scenario)
    start = (
        Node(f"scenario:{scenario.id}", scenario.name, "scenario")
        if scenario
        else Node(f"activity:{activity.id}", activity.name, "scenario")
    )
    purposes = tuple(register.purposes[p].name for p in activity.purposes if p in register.purposes)
    for key in activity.systems:
        if key in register.systems:
            people = seen.people_text(seen.in_systems([key]))
            yield Flow(start, _system(register, key), activity.categories, purposes, people, "", broken.get(key, ()), "D")


def _given(register: Register, activity: Activity) -> Iterator[Flow]:
    for party, entry in (
        *((p, register.processors.get(p)) for p in activity.processors), *((r, register.recipients.get(r)) for r in activity.recipients),
    ):  # fmt: skip
        if entry is None:
            continue
        for key in activity.systems:
            if key in register.systems and register.systems[key].operator != party:
                yield Flow(
                    _system(register, key),
                    Node(f"party:{party}", entry.name, "party"),
                    entry.categories & activity.categories or entry.categories,
                    (),
                    "",
                    "",
                    (),
                    "D",
                )


def _abroad(register: Register, report: Report) -> Iterator[Flow]:
    for transfer in register.transfers:
        entry = register.recipients.get(transfer.recipient) or register.processors.get(transfer.recipient)
        start = (
            Node(f"party:{transfer.recipient}", entry.name, "party")
            if entry
            else Node("party:?", text("dpo.unnamed", report.lang), "party")
        )
        country = transfer.country or text("dpo.unnamed", report.lang)
        rules = tuple(
            dict.fromkeys(v.rule for v in report.violations if v.declaration.startswith(f"cross_border_transfers[{transfer.id}]"))
        )
        mechanism = word("mechanism", transfer.mechanism or "undetermined", report.lang)
        purposes = tuple(register.purposes[p].name for p in transfer.purposes if p in register.purposes)
        yield Flow(start, Node(f"country:{country}", country, "country"), transfer.categories, purposes, "", mechanism, rules, "D")


def _located(register: Register, seen: Seen) -> Iterator[Flow]:
    """A system abroad: what lies there, as the scan saw it."""
    for system in register.systems.values():
        country = seen.context.law_pack.abroad(system.location)
        places = seen.in_systems([system.key])
        if country and places:
            kinds = frozenset(p.finding.category for p in places)
            yield Flow(
                _system(register, system.key),
                Node(f"country:{country}", country, "country"),
                kinds,
                (),
                seen.people_text(places),
                "",
                (),
                "S",
            )


def _copied(report: Report) -> Iterator[Flow]:
    """Flows that copies suggest, between systems of the register."""
    register = report.register
    assert register is not None
    for flow in suggested(report.context):
        start, end = flow.source_system, flow.target_system
        if start != end and start in register.systems and end in register.systems:
            people = people_words(flow.people, report.lang)
            yield Flow(_system(register, start), _system(register, end), frozenset(flow.kinds), (), people, "", (), "S")
