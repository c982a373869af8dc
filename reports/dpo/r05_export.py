"""R5, figures for cross-border transfers (出境自评估数据): a row for each transfer entry, one for each country where data lies without
an entry, and one for the company's running count, which is what the bounds of the law speak of.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.exports import Exports, Sent, exports
from register.law import LawPack
from register.model import Register
from register.parties import Transfer
from reports import Report
from reports.dpo import Cell, Column, declared, listed, manual, scanned
from reports.dpo.seen import people_words
from reports.messages import text, word

ID = "R5"
COLUMNS = (
    Column("scenario_brief", 20), Column("categories", 22), Column("industry", 12), Column("sensitive", 12), Column("people", 18),
    Column("people_since", 16), Column("people_basis", 18), Column("recipient", 20), Column("location", 9), Column("business", 14),
    Column("contact", 24), Column("general_people", 16), Column("sensitive_people", 16), Column("route", 18), Column("route_why", 30),
    Column("margin", 22), Column("mechanism", 18), Column("valid", 16), Column("exemption", 20), Column("channels", 12),
    Column("necessity", 18), Column("pia", 14), Column("consent", 18), Column("rights_abroad", 20),
)  # fmt: skip


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    register = report.register
    if register is None:
        return
    sent = exports(report.context)
    for transfer in register.transfers:
        yield _transfer(report, register, transfer, sent.transfers[transfer.id])
    named = {report.context.law_pack.abroad(t.country) for t in register.transfers if t.country}
    for country, there in sent.countries.items():
        if country not in named:
            yield _undeclared(report, country, there)
    yield _running(report, sent)


def notes(report: Report) -> Iterator[str]:
    if report.register is None:
        return
    ciio = report.register.profile.ciio
    answer = text("dpo.unnamed" if ciio is None else "label.yes" if ciio else "label.no", report.lang)
    total = people_words(exports(report.context).running.stock, report.lang).replace("\n", ", ")
    yield text("dpo.R5.note", report.lang, ciio=answer, since=exports(report.context).since, total=total)


def _transfer(report: Report, register: Register, one: Transfer, sent: Sent) -> tuple[Cell, ...]:
    lang = report.lang
    party = register.recipients.get(one.recipient)
    entry = party or register.processors.get(one.recipient)
    purposes = [register.purposes[p].name for p in one.purposes if p in register.purposes]
    names = [register.category_name(c).in_language(lang) for c in sorted(one.categories)]
    sensitive = [register.category_name(c).in_language(lang) for c in sorted(one.categories) if report.context.is_sensitive(c)]
    consent = word("consent_state", "none" if one.consent.obtained is None else "yes" if one.consent.obtained else "no", lang)
    return (
        declared(listed(purposes) or one.id), declared(listed(names)), manual(), declared(listed(sensitive) or text("label.no", lang)),
        *_counted(report, sent), declared(entry.name if entry else text("dpo.unnamed", lang)),
        declared(one.country or text("dpo.unnamed", lang)), manual(), declared(party.contact.text if party and party.contact else ""),
        *_judged(report, sent), declared(_mechanism(one, lang)),
        declared(f"{one.effective or ''} – {one.expires or ''}" if one.effective or one.expires else ""), declared(_exemption(one, lang)),
        declared(listed(word("channel", c, lang) for c in one.channels)), manual(), declared(one.pia),
        declared(listed([consent, one.consent.evidence])), declared(one.rights),
    )  # fmt: skip


def _undeclared(report: Report, country: str, sent: Sent) -> tuple[Cell, ...]:
    """Data that lies abroad and that no entry speaks of: everything about it is the scan's."""
    register, lang = report.register, report.lang
    assert register is not None
    kinds = sorted({p.finding.category for p in report.context.places if p.finding.uri in sent.assets})
    names = [register.category_name(k).in_language(lang) for k in kinds]
    sensitive = [register.category_name(k).in_language(lang) for k in kinds if report.context.is_sensitive(k)]
    blank = (manual(),) * 9
    return (
        scanned(text("dpo.R5.undeclared", lang)), scanned(listed(names)), manual(), scanned(listed(sensitive) or text("label.no", lang)),
        *_counted(report, sent), scanned(text("dpo.unnamed", lang)), scanned(country), manual(), manual(), *_judged(report, sent),
        *blank[:8],
    )  # fmt: skip


def _running(report: Report, found: Exports) -> tuple[Cell, ...]:
    lang, sent = report.lang, found.running
    exempted = text("dpo.R5.exempted", lang, ids=", ".join(found.exempted)) if found.exempted else ""
    head = (scanned(text("dpo.R5.running", lang, since=found.since)), scanned(exempted), Cell(""), Cell(""))
    return (*head, *_counted(report, sent), *(Cell(""),) * 4, *_judged(report, sent), *(Cell(""),) * 8)


def _counted(report: Report, sent: Sent) -> tuple[Cell, ...]:
    lang = report.lang
    return (
        scanned(people_words(sent.figures.everybody, lang)), scanned(word("since", sent.since, lang)),
        scanned(word("counted", sent.basis, lang)),
    )  # fmt: skip


def _judged(report: Report, sent: Sent) -> tuple[Cell, ...]:
    """General and sensitive figures, the route with its reason, and how far the next bound is."""
    lang, pack, judged = report.lang, report.context.law_pack, sent.judged
    why = [text("dpo.route.why", lang, law=_law(pack, judged.route))]
    if not judged.certain:
        why.append(text("dpo.route.uncertain", lang, low=word("route", judged.low, lang), high=word("route", judged.high, lang)))
    if judged.ambiguous:
        why.append(text("dpo.route.twice", lang, route=word("route", judged.counted_twice, lang)))
    margin = [
        text("dpo.route.near", lang, share=f"{n.share:.0%}", bound=f"{n.bound:,}", route=word("route", n.route, lang)) for n in judged.near
    ]
    return (
        scanned(people_words(sent.figures.general, lang)), scanned(people_words(sent.figures.sensitive, lang)),
        scanned(word("route", judged.route, lang)), scanned(listed(why)), scanned(listed(margin) or text("dpo.route.far", lang)),
    )  # fmt: skip


def _law(pack: LawPack, route: str) -> str:
    parameter = {"exempt": "xb.exempt.general", "contract": "xb.contract.general", "assessment": "xb.assessment.general"}[route]
    return str(pack.params[parameter]["law"])


def _mechanism(one: Transfer, lang: str) -> str:
    filed = text("dpo.filed", lang, day=one.filed) if one.filed else ""
    return listed([word("mechanism", one.mechanism or "undetermined", lang), one.mechanism_ref, filed])


def _exemption(one: Transfer, lang: str) -> str:
    return listed([word("exemption", one.exemption, lang), one.rationale]) if one.exemption not in ("", "none") else ""
