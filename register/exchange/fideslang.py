"""fideslang 3.1 (https://github.com/ethyca/fideslang): organisation, taxonomy extensions, systems with privacy declarations, datasets.

fideslang has one data use a declaration, so an activity becomes one declaration for each purpose, named "activity: purpose";
the way back puts them together again. Its legal bases are those of the GDPR: a basis of PIPL 13 without one stands in `meta`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from register.entries import Activity, System
from register.exchange import Fragment, categories, category_key, columns, key_of, mapping, sequence, words
from register.exchange.fides_keys import CATEGORIES, SUBJECTS, USES
from register.model import Register
from register.notice import Purpose
from register.parties import Contact
from register.violation import Text
from scanner.inventory import Inventory

NAME = "fideslang"
SUFFIX = ".yaml"
LOST = Text(
    "条款与原文引用、中国法的出境机制与豁免、受托方与接收方的合同和同意细节、保存规则的起算点、事件与变更条款",
    "clauses and quotes, the mechanisms and exemptions of Chinese law, details of contracts and consent, what retention is counted from,"
    " incidents and change rules",
)
_BASES = {
    "consent": "Consent", "contract": "Contract", "hr_management": "Contract", "legal_duty": "Legal obligations",
    "emergency": "Vital interests", "news_public_interest": "Public interest",
}  # fmt: skip
_BACK = {"Consent": "consent", "Contract": "contract", "Legal obligations": "legal_duty", "Vital interests": "emergency",
         "Public interest": "news_public_interest"}  # fmt: skip
_CONTACT = ("name", "address", "email", "phone")


def exported(register: Register, inventory: Inventory | None) -> dict[str, list[dict[str, Any]]]:
    """A fideslang manifest: resources by type."""
    systems = [_system(register, system) for system in register.systems.values()]
    return {
        "organization": [_organization(register)],
        "data_category": list(_categories(register)),
        "data_subject": [{"fides_key": s.key, "name": s.name} for s in register.subjects.values() if s.key not in SUBJECTS],
        "data_use": [_use(purpose) for purpose in register.purposes.values()],
        "system": [*systems, *_loose(register), *_parties(register)],
        "dataset": list(_datasets(inventory)),
    }


# -- out ------------------------------------------------------------------------------------------------------------------


def _organization(register: Register) -> dict[str, Any]:
    who = register.organization
    made: dict[str, Any] = {"fides_key": key_of(register.id), "name": who.name}
    for field, contact in (
        ("controller", who.controller), ("data_protection_officer", who.officer), ("representative", who.representative),
    ):  # fmt: skip
        if contact:
            made[field] = _contact(contact)
    return made


def _contact(contact: Contact) -> dict[str, str]:
    return {name: value for name in _CONTACT if (value := getattr(contact, name))}


def _categories(register: Register) -> Iterator[dict[str, Any]]:
    """The register's own kinds, each with the parents that fideslang does not know either."""
    told: set[str] = set(CATEGORIES)
    for entry in register.categories.values():
        for key in reversed(register.ancestors(entry.key)):
            if key not in told and key.startswith(f"{entry.key.split('.')[0]}."):
                told.add(key)
                name = entry.name if key == entry.key else register.category_name(key)
                yield {"fides_key": key, "name": name.zh, "parent_key": key.rsplit(".", 1)[0]}


def _use_key(purpose: Purpose) -> str:
    return f"{purpose.use}.{key_of(purpose.id)}" if purpose.use in USES else key_of(purpose.id)


def _use(purpose: Purpose) -> dict[str, Any]:
    parent = {"parent_key": purpose.use} if purpose.use in USES else {}
    return {"fides_key": _use_key(purpose), "name": purpose.name, **parent}


def _system(register: Register, system: System) -> dict[str, Any]:
    activities = register.activities_of(system.key)
    countries = {t.country for t in register.transfers if any(t.recipient in a.recipients for a in activities)}
    made: dict[str, Any] = {
        "fides_key": system.key,
        "name": system.name,
        "system_type": system.kind or "Service",
        "administrating_department": system.department or "Not defined",
        "processes_personal_data": bool(activities),
        "does_international_transfers": bool(countries),
        "privacy_declarations": [d for a in activities for d in _declarations(register, a)],
        "meta": _meta(location=system.location, environment=system.environment, bindings="\n".join(system.bindings)),
    }
    return made


def _loose(register: Register) -> Iterator[dict[str, Any]]:
    """Activities without a system: fideslang keeps declarations only in systems."""
    for activity in register.activities:
        if not activity.systems:
            yield {
                "fides_key": f"activity.{activity.id}",
                "name": activity.name,
                "system_type": "Process",
                "administrating_department": activity.department or "Not defined",
                "privacy_declarations": list(_declarations(register, activity)),
            }


def _declarations(register: Register, activity: Activity) -> Iterator[dict[str, Any]]:
    rule = register.retention_rules.get(activity.retention)
    shared = [register.recipients[r] for r in activity.recipients if r in register.recipients]
    purposes: list[Purpose | None] = [register.purposes[p] for p in activity.purposes if p in register.purposes]
    for purpose in purposes or [None]:
        basis = next((_BASES[b] for b in purpose.bases if b in _BASES), None) if purpose else None
        made: dict[str, Any] = {
            "name": f"{activity.id}: {purpose.id if purpose else ''}",
            "data_categories": sorted(activity.categories),
            "data_use": _use_key(purpose) if purpose else "operations",
            "data_subjects": list(activity.subjects),
            "legal_basis_for_processing": basis,
            "retention_period": rule.period.text if rule and rule.period else None,
            "impact_assessment_location": activity.pia or None,
            "data_shared_with_third_parties": bool(shared),
            "third_parties": ", ".join(r.name for r in shared) or None,
            "shared_categories": sorted(frozenset().union(*(r.categories for r in shared)) & activity.categories) if shared else [],
        }
        yield {key: value for key, value in made.items() if value not in (None, [])}


def _parties(register: Register) -> Iterator[dict[str, Any]]:
    for key, name, responsibility, location in (
        *((p.id, p.legal_name or p.name, "Processor", p.location) for p in register.processors.values()),
        *((r.id, r.name, "Processor" if r.role == "processor" else "Controller", r.location) for r in register.recipients.values()),
    ):
        yield {
            "fides_key": f"party.{key_of(key)}", "name": name, "system_type": "Third Party", "responsibility": [responsibility],
            "privacy_declarations": [], "meta": _meta(location=location),
        }  # fmt: skip


def _datasets(inventory: Inventory | None) -> Iterator[dict[str, Any]]:
    """One dataset a source, one collection an asset, with the kinds that the scan found."""
    by_source: dict[str, list[dict[str, Any]]] = {}
    for asset, found in columns(inventory).values():
        fields = [{"name": c.name, **({"data_categories": [found[c.name].category]} if c.name in found else {})} for c in asset.columns]
        collection = {"name": f"{asset.schema}.{asset.name}" if asset.schema else asset.name, "fields": fields}
        by_source.setdefault(asset.source, []).append(collection)
    yield from ({"fides_key": key_of(source), "name": source, "collections": found} for source, found in sorted(by_source.items()))


def _meta(**facts: str) -> dict[str, str]:
    return {key: value for key, value in facts.items() if value}


# -- in -------------------------------------------------------------------------------------------------------------------


def imported(data: Any) -> Fragment:
    """A fragment: organisation, kinds, subjects, purposes, systems, activities. Raises ExchangeError."""
    data = mapping(data, "manifest")
    systems = [mapping(s, "system") for s in sequence(data.get("system"), "system")]
    made: Fragment = {}
    if organizations := sequence(data.get("organization"), "organization"):
        made["organization"] = _organization_in(mapping(organizations[0], "organization"))
    uses = {words(u.get("fides_key")): mapping(u, "data_use") for u in map(_mapped, sequence(data.get("data_use"), "data_use"))}
    activities = _activities(systems)
    own = [_mapped(c) for c in sequence(data.get("data_category"), "data_category")]
    keys = [k for a in activities for k in a["data_categories"]]
    keys += _dataset_kinds(data)
    made |= categories([*(k for c in own if (k := category_key(c.get("fides_key")))), *keys])
    names = {category_key(c.get("fides_key")): words(c.get("name")) for c in own}
    for entry in made["data_categories"]:
        if names.get(entry["fides_key"]):
            entry["name"] = names[entry["fides_key"]]
    subjects = {words(s.get("fides_key")): words(s.get("name")) for s in map(_mapped, sequence(data.get("data_subject"), "data_subject"))}
    subjects |= {s: "" for a in activities for s in a["data_subjects"] if s not in subjects}
    made["data_subjects"] = [{"fides_key": k, **({"name": n} if n else {})} for k, n in subjects.items() if k]
    made["data_uses"] = list(_uses_in(uses, systems))
    made["departments"] = [{"id": d} for d in dict.fromkeys(_department(s) for s in systems) if d]
    made["systems"] = [_system_in(s) for s in systems if _is_system(s)]
    made["processing_activities"] = activities
    return {key: value for key, value in made.items() if value}


def _mapped(value: Any) -> Mapping[str, Any]:
    return mapping(value, "resource")


def _organization_in(entry: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": words(entry.get("name")) or words(entry.get("fides_key"))}
    for field in ("controller", "data_protection_officer", "representative"):
        if isinstance(entry.get(field), Mapping):
            made[field] = {name: value for name in _CONTACT if (value := words(entry[field].get(name)))}
    return made


def _is_system(entry: Mapping[str, Any]) -> bool:
    key = words(entry.get("fides_key"))
    return bool(key) and not key.startswith(("activity.", "party.")) and entry.get("system_type") != "Third Party"


def _department(entry: Mapping[str, Any]) -> str:
    name = words(entry.get("administrating_department"))
    return "" if name in ("", "Not defined") else key_of(name).lower().replace(".", "-")


def _system_in(entry: Mapping[str, Any]) -> dict[str, Any]:
    meta = entry.get("meta") if isinstance(entry.get("meta"), Mapping) else {}
    assert isinstance(meta, Mapping)
    made: dict[str, Any] = {"fides_key": words(entry.get("fides_key")), "name": words(entry.get("name")) or words(entry.get("fides_key"))}
    made["system_type"] = words(entry.get("system_type"))
    made["administrating_department"] = _department(entry) or None
    if environment := words(meta.get("environment")):
        made["server"] = {"environment": environment}
    if location := words(meta.get("location")):
        made["location"] = location
    if bindings := words(meta.get("bindings")):
        made["bindings"] = bindings.split("\n")
    return made


def _activities(systems: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Declarations of one activity, wherever they stand, put together."""
    made: dict[str, dict[str, Any]] = {}
    for system in systems:
        for declared in map(_mapped, sequence(system.get("privacy_declarations"), "privacy_declarations")):
            name, ours, purpose = words(declared.get("name")).partition(":")
            purpose = purpose.strip()
            identity = key_of(name or words(declared.get("data_use")) or words(system.get("fides_key"))).lower().replace(".", "-")
            entry = made.setdefault(identity, _empty(identity, system))
            use = words(declared.get("data_use")).rsplit(".", 1)[-1]
            _add(entry["data_uses"], [purpose or ("" if ours else _purpose_id(use))])
            _add(entry["data_categories"], [k for k in declared.get("data_categories") or () if category_key(k)])
            _add(entry["data_subjects"], [words(s) for s in declared.get("data_subjects") or ()])
            if _is_system(system):
                _add(entry["systems"], [words(system.get("fides_key"))])
    return [entry for entry in made.values() if entry["data_categories"]]


def _empty(identity: str, system: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": identity, "name": identity, "department": _department(system) or None, "systems": [], "data_subjects": [],
        "data_uses": [], "data_categories": [],
    }  # fmt: skip


def _add(known: list[str], fresh: Iterable[str]) -> None:
    known.extend(item for item in dict.fromkeys(fresh) if item and item not in known)


def _purpose_id(use: str) -> str:
    return key_of(use).lower().replace(".", "-")


def _uses_in(uses: Mapping[str, Mapping[str, Any]], systems: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Purposes that declarations name, with the legal basis that these give."""
    bases: dict[str, list[str]] = {}
    for system in systems:
        for declared in map(_mapped, sequence(system.get("privacy_declarations"), "privacy_declarations")):
            key = words(declared.get("data_use"))
            _, ours, purpose = words(declared.get("name")).partition(":")
            if key and (purpose.strip() or not ours):
                basis = _BACK.get(words(declared.get("legal_basis_for_processing")), "")
                _add(bases.setdefault(key, []), [basis])
    for key in dict.fromkeys((*uses, *bases)):
        parent, _, last = key.rpartition(".")
        entry: dict[str, Any] = {"id": _purpose_id(last), "name": words(uses.get(key, {}).get("name")) or key}
        if parent in USES or key in USES:
            entry["data_use"] = parent if key not in USES else key
        if bases.get(key):
            entry |= {"legal_basis": bases[key], "legal_basis_source": "assigned"}
        yield entry


def _dataset_kinds(data: Mapping[str, Any]) -> list[str]:
    """Kinds of all datasets' fields, nested ones too; deeper than any schema is ignored."""
    found: list[str] = []
    stack: list[tuple[Any, int]] = [(mapping(d, "dataset").get("collections"), 0) for d in sequence(data.get("dataset"), "dataset")]
    while stack:
        entries, depth = stack.pop()
        for entry in entries if isinstance(entries, list) and depth < 32 else ():
            if isinstance(entry, Mapping):
                found += [k for k in entry.get("data_categories") or () if category_key(k)]
                stack.append((entry.get("fields"), depth + 1))
    return found
