"""R11, the list of processors, recipients, cookies and SDKs (受托方、接收方、Cookie 与 SDK 清单; 网络数据安全管理条例 21(2))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from register.context import Place
from register.glob import matches
from register.model import Register
from register.parties import Processor, Recipient
from reports import Report
from reports.dpo import Cell, Column, clauses, declared, listed, manual, scanned
from reports.dpo.seen import Seen
from reports.messages import text, word
from reports.outline import moment, place

ID = "R11"
COLUMNS = (
    Column("name", 20), Column("party_type", 14), Column("purposes", 22), Column("methods", 14), Column("categories", 20),
    Column("contact", 24), Column("location", 9), Column("term", 14), Column("contract", 18), Column("policy_link", 18),
    Column("people", 12), Column("seen_at", 30), Column("seen_when", 14), Column("basis_quote", 32), Column("decision", 16),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    register = report.register
    if register is None:
        return
    seen = Seen.of(report)
    for processor in register.processors.values():
        yield _processor(report, register, seen, processor)
    for recipient in register.recipients.values():
        yield _recipient(report, register, seen, recipient)
    for tracker, places in sorted(_undeclared(register, seen).items()):
        yield _tracker(report, tracker, places)


def _processor(report: Report, register: Register, seen: Seen, one: Processor) -> tuple[Cell, ...]:
    purpose = register.purposes.get(one.purpose)
    contract = listed([one.contract, f"{one.contract_signed or ''} – {one.contract_expires or ''}" if one.contract_signed else ""])
    kind = "processor_sdk" if one.hosts or one.cookies or one.packages else "processor"
    return _row(
        report, one.legal_name or one.name, kind, [purpose.name] if purpose else [], one.methods, _kinds(report, register, one.categories),
        "", one.location, one.term, contract, one.privacy_policy, _places(seen, one.id, (), _trackers(seen, one)),
        clauses([one.clause], report.lang),
    )  # fmt: skip


def _recipient(report: Report, register: Register, seen: Seen, one: Recipient) -> tuple[Cell, ...]:
    purposes = [register.purposes[p].name for p in one.purposes if p in register.purposes]
    return _row(
        report, one.name, one.relation or "recipient", purposes, one.methods, _kinds(report, register, one.categories),
        one.contact.text if one.contact else "", one.location, "", "", "", _places(seen, one.id, one.destinations, []),
        clauses([one.clause], report.lang),
    )  # fmt: skip


def _tracker(report: Report, name: str, places: list[Place]) -> tuple[Cell, ...]:
    """A tracker that no processor declares: everything about it was seen, nothing was said."""
    return _row(
        report, name, "undeclared_tracker", [], (), [], "", "", "", "", "", places, text("label.clause_silent", report.lang), known=False
    )


def _row(
    report: Report, name: str, kind: str, purposes: list[str], methods: Iterable[str], kinds: list[str], contact: str, location: str,
    term: str, contract: str, link: str, places: list[Place], quote: str, *, known: bool = True,
) -> tuple[Cell, ...]:  # fmt: skip
    lang, assets = report.lang, report.context.assets
    said = declared if known else scanned
    where = dict.fromkeys(place(assets[p.finding.uri]) + (f":{p.finding.line}" if p.finding.line else "") for p in places)
    return (
        said(name), said(word("party", kind, lang)), said(listed(purposes)), said(listed(methods)), said(listed(kinds)), said(contact),
        said(location), said(term), said(contract), said(link), scanned(Seen.of(report).people_text(places)),
        scanned(listed(list(where)[:5])), scanned(moment(report.inventory.started)[:10] if where else ""), said(quote), manual(),
    )  # fmt: skip


def _kinds(report: Report, register: Register, categories: Iterable[str]) -> list[str]:
    return [register.category_name(c).in_language(report.lang) for c in sorted(categories)]


def _trackers(seen: Seen, one: Processor) -> list[Place]:
    return [p for p in seen.context.trackers if set(p.finding.kinds) & names(one)]


def names(one: Processor) -> set[str]:
    """What a tracker of that processor may be called: its id, with and without its last part."""
    return {one.id, one.id.replace("-", "_"), one.id.replace("_", "-")}


def _undeclared(register: Register, seen: Seen) -> dict[str, list[Place]]:
    said = {name for one in register.processors.values() for name in names(one)}
    found: dict[str, list[Place]] = {}
    for spot in seen.context.trackers:
        for kind in set(spot.finding.kinds) - said:
            found.setdefault(kind, []).append(spot)
    return found


def _places(seen: Seen, party: str, destinations: tuple[str, ...], trackers: list[Place]) -> list[Place]:
    """Where personal information lies with the party: systems that it runs, and its destinations."""
    operated = [p for p in seen.context.places if p.system and p.system.operator == party]
    there = [p for p in seen.context.places if any(matches(glob, p.finding.uri) for glob in destinations)]
    return [*operated, *there, *trackers]
