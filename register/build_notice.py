"""How entries about what the policy tells people are made from a register's data (`register/notice.py`)."""

from __future__ import annotations

from register.build import Builder, Entry, period
from register.build_parties import contact
from register.notice import ChangeRules, Incident, Material, Measure, Plan, Purpose, Right, RightsHandling, Scenario, Sharing, Subject


def _declaration(entry: Entry) -> str:
    return str(entry.get("declaration") or ("listed" if entry.get("quote") else "internal"))


def subjects(make: Builder) -> dict[str, Subject]:
    return {
        e["fides_key"]: Subject(e["fides_key"], e.get("name", e["fides_key"]), e.get("minors", ""), at, line)
        for e, at, line in make.each("data_subjects")
    }


def purposes(make: Builder) -> dict[str, Purpose]:
    return {
        e["id"]: Purpose(
            id=e["id"],
            name=e["name"],
            declaration=_declaration(e),
            vague=e.get("vague", False),
            use=e.get("data_use", ""),
            bases=tuple(e.get("legal_basis", ())),
            bases_stated=e.get("legal_basis_source") == "stated",
            necessity=(e.get("necessity") or "").strip(),
            clause=make.clause(e),
            at=at,
            line=line,
        )
        for e, at, line in make.each("data_uses")
    }


def scenarios(make: Builder) -> dict[str, Scenario]:
    return {
        e["id"]: Scenario(e["id"], e["name"], _declaration(e), make.expanded(e), make.clause(e), at, line)
        for e, at, line in make.each("collection_scenarios")
    }


def measures(make: Builder) -> tuple[Measure, ...]:
    return tuple(
        Measure(e["id"], e.get("kind", ""), e["name"], e.get("evidence") or "", make.clause(e), at, line)
        for e, at, line in make.each("security_measures")
    )


def rights(make: Builder) -> dict[str, Right]:
    made = {}
    for e, at, line in make.each("rights"):
        grounds = tuple(c["pipl_ground"] for c in e.get("conditions", ()) if c.get("pipl_ground"))
        made[e["id"]] = Right(e["id"], e.get("name", e["id"]), grounds, make.clause(e), at, line, bool(e.get("conditions")))
    return made


def rights_handling(make: Builder) -> RightsHandling | None:
    e = make.data.get("rights_handling")
    if e is None:
        return None
    line = make.file.line(("rights_handling",))
    return RightsHandling(
        e.get("identity_verification", False), period(e.get("response_deadline")), contact(e.get("contact")), make.clause(e), line
    )


def incident(make: Builder) -> Incident | None:
    e = make.data.get("incident_response")
    if e is None:
        return None
    return Incident(
        items=tuple(e.get("notify_individual", ())),
        channels=tuple(e.get("channels", ())),
        fallback=e.get("fallback", ""),
        regulator=e.get("report_to_regulator", False),
        contact=(e.get("contact_in_notice") or "").strip(),
        escalation=tuple(e.get("escalation_contacts", ())),
        clause=make.clause(e),
        line=make.file.line(("incident_response",)),
    )


def change_rules(make: Builder) -> ChangeRules | None:
    e = make.data.get("change_rules")
    if e is None:
        return None
    material = tuple(Material(m["id"], m.get("name", m["id"]), m.get("quote", ""), tuple(m["watches"])) for m in e.get("material", ()))
    return ChangeRules(
        timing=e.get("notice_timing", ""),
        minor=e.get("minor_change_notice", ""),
        material=material,
        consent_again=tuple(e.get("consent_again_when", ())),
        clause=make.clause(e),
        line=make.file.line(("change_rules",)),
    )


def plans(make: Builder) -> tuple[Plan, ...]:
    return tuple(
        Plan(e["version"], frozenset(e["paths"]), e["consent"], (e.get("reason") or "").strip(), (e.get("approved_by") or "").strip(), line)
        for e, _, line in make.each("changes")
    )


def sharing(make: Builder) -> Sharing | None:
    default, public = make.data.get("sharing_default"), make.data.get("public_disclosure")
    if default is None and public is None:
        return None
    default, public = default or {}, public or {}
    return Sharing(
        outside_group=default.get("outside_group", ""),
        public=public.get("allowed"),
        exceptions=tuple(public.get("exceptions", ())),
        clause=make.clause(default),
        line=make.file.line(("sharing_default",)),
    )
