"""How entries about people and companies are made from a register's data: who takes part (`register/parties.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register.build import Builder, Entry, consent, day, period
from register.parties import Approval, Assessment, Audit, Contact, Organization, Processor, Profile, Recipient, RuleSetting, Transfer
from register.violation import Clause, Severity


def contact(entry: Entry | str | None) -> Contact | None:
    """None where the register says nothing or null."""
    if entry is None:
        return None
    if isinstance(entry, str):
        return Contact(email=entry)
    return Contact(*((entry.get(key) or "").strip() for key in ("name", "address", "email", "phone")))


def organization(make: Builder) -> Organization:
    entry = make.data["organization"]
    entry = {"name": entry} if isinstance(entry, str) else entry
    return Organization(
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        controller=contact(entry.get("controller")) or Contact(),
        officer=contact(entry.get("data_protection_officer")),
        representative=contact(entry.get("representative")),
        line=make.file.line(("organization",)),
    )


def profile(make: Builder) -> Profile:
    entry = make.data.get("law_profile", {})
    return Profile(
        entry.get("ciio"), entry.get("declared_subject_count"), entry.get("sections_over_minors", ""), make.file.line(("law_profile",))
    )


def settings(make: Builder) -> dict[str, RuleSetting]:
    made = {}
    for rule, entry in make.data.get("rules", {}).items():
        made[rule] = RuleSetting(Severity(entry["severity"]) if "severity" in entry else None, entry.get("gate"))
    return made


def processors(make: Builder) -> dict[str, Processor]:
    return {e["id"]: _processor(make, e, at, line) for e, at, line in make.each("processors")}


def _processor(make: Builder, e: Entry, at: str, line: int) -> Processor:
    contract, supervision, prints = e.get("contract", {}), e.get("supervision", {}), e.get("fingerprints", {})
    bundled = e.get("bundled_consent")
    return Processor(
        id=e["id"],
        name=e["name"],
        legal_name=e.get("legal_name") or "",
        purpose=e.get("purpose") or "",
        categories=make.expanded(e),
        methods=tuple(e.get("methods", ())),
        term=(e.get("term") or "").strip(),
        protection=(e.get("protection_measures") or "").strip(),
        contract=(contract.get("ref") or "").strip(),
        contract_signed=day(contract.get("signed")),
        contract_expires=day(contract.get("expires")),
        subprocessing=e.get("subprocessing_allowed"),
        checked=day(supervision.get("last_checked")),
        check_interval=period(supervision.get("interval")),
        location=e.get("location") or "",
        privacy_policy=e.get("privacy_policy") or "",
        bundled=_bundled(make, bundled) if bundled else None,
        hosts=tuple(prints.get("hosts", ())),
        script_paths=tuple(prints.get("script_paths", ())),
        script_globals=tuple(prints.get("globals", ())),
        cookies=tuple(prints.get("cookies", ())),
        packages=tuple(prints.get("packages", ())),
        record=day(e.get("record")),
        clause=make.clause(e),
        at=at,
        line=line,
    )


def _bundled(make: Builder, entry: Mapping[str, Any]) -> Clause:
    return make.clause(entry) or Clause("", entry.get("clause", ""), entry.get("quote", ""))


def recipients(make: Builder) -> dict[str, Recipient]:
    return {e["id"]: _recipient(make, e, at, line) for e, at, line in make.each("recipients")}


def _recipient(make: Builder, e: Entry, at: str, line: int) -> Recipient:
    return Recipient(
        id=e["id"],
        name=e["name"],
        aliases=tuple(e.get("aliases", ())),
        relation=e.get("relation", ""),
        role=e.get("role", ""),
        named=e.get("named", True),
        contact=contact(e.get("contact")),
        purposes=tuple(e.get("purposes", ())),
        methods=tuple(e.get("methods", ())),
        categories=make.expanded(e),
        consent=consent(e.get("separate_consent")),
        location=e.get("location") or "",
        destinations=tuple(e.get("destinations", ())),
        record=day(e.get("record")),
        clause=make.clause(e),
        at=at,
        line=line,
    )


def transfers(make: Builder) -> tuple[Transfer, ...]:
    return tuple(_transfer(make, e, at, line) for e, at, line in make.each("cross_border_transfers"))


def _transfer(make: Builder, e: Entry, at: str, line: int) -> Transfer:
    mechanism, exemption, approved = e.get("mechanism", {}), e.get("exemption", {}), (e.get("mechanism") or {}).get("approved") or {}
    return Transfer(
        id=e["id"],
        country=e.get("country") or "",
        recipient=e.get("recipient") or "",
        categories=make.expanded(e),
        channels=tuple(e.get("channels", ())),
        purposes=tuple(e.get("purposes", ())),
        methods=tuple(e.get("methods", ())),
        rights=(e.get("rights_against_recipient") or "").strip(),
        consent=consent(e.get("separate_consent")),
        mechanism=mechanism.get("type", ""),
        mechanism_ref=mechanism.get("ref") or "",
        effective=day(mechanism.get("effective")),
        expires=day(mechanism.get("expires")),
        filed=day(mechanism.get("filed")),
        exemption=exemption.get("type", ""),
        rationale=(exemption.get("rationale") or "").strip(),
        approved=Approval(
            approved.get("persons"), approved.get("sensitive_persons"), make.expanded(approved), tuple(approved.get("purposes", ()))
        ),
        pia=e.get("pia") or "",
        clause=make.clause(e),
        at=at,
        line=line,
    )


def assessments(make: Builder) -> dict[str, Assessment]:
    return {
        e["id"]: Assessment(
            e["id"],
            frozenset(e["triggers"]),
            day(e["date"]),
            tuple(e.get("activities", ())),
            e["result"],
            e.get("report") or "",
            day(e.get("keep_until")),
            at,
            line,
        )
        for e, at, line in make.each("pia")
    }


def audits(make: Builder) -> tuple[Audit, ...]:
    made = []
    for e, at, line in make.each("audits"):
        if (held := day(e["date"])) is not None:
            made.append(Audit(e["id"], e["kind"], held, e.get("report") or "", at, line))
    return tuple(made)
