"""W3C Data Privacy Vocabulary 2 (https://w3id.org/dpv) as JSON-LD: controller, processes, personal data, purposes, parties, transfers.

DPV has terms of no Chinese law, so those of PIPL have a namespace of ours, `pipl:`, beside DPV's own (which they are mapped to where one
fits). Every resource keeps its id of the register in `pipl:key`, which is what makes the way back exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from register.entries import Activity, Category
from register.exchange import ExchangeError, Fragment, categories, category_key, mapping, sequence, words
from register.model import Register
from register.notice import Purpose
from register.parties import Processor, Recipient, Transfer
from register.violation import Text
from scanner.inventory import Inventory

NAME = "dpv"
SUFFIX = ".jsonld"
LOST = Text(
    "条款与原文引用、绑定与扫描结果、合同与同意的细节、事件与变更条款",
    "clauses and quotes, bindings and what a scan found, details of contracts and consent, incidents and change rules",
)
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "pipl": "urn:pipl:",
    "reg": "urn:pi-register:",
}
#: Terms of the extension `pd` of DPV 2 for kinds that have one.
_TERMS = {
    "user.name": "pd:Name", "user.workplace": "pd:CurrentEmployment", "user.job_title": "pd:Job",
    "user.contact.address": "pd:PhysicalAddress",
    "user.contact.phone_number": "pd:TelephoneNumber", "user.contact.email": "pd:EmailAddress", "user.account.sns": "pd:Username",
    "user.unique_id": "pd:UID", "user.content.call_recording": "pd:VoiceCommunicationRecording", "user.device.cookie_id": "pd:Tracking",
    "user.behavior.browsing_history": "pd:BrowsingBehaviour",
}  # fmt: skip
_METHODS = {
    "收集": "dpv:Collect", "存储": "dpv:Store", "使用": "dpv:Use", "加工": "dpv:Transform", "传输": "dpv:Transmit", "提供": "dpv:Share",
    "公开": "dpv:MakeAvailable", "删除": "dpv:Erase", "委托处理": "pipl:Entrust", "出境": "dpv:CrossBorderTransfer", "转让": "dpv:Transfer",
}  # fmt: skip
_BASES = {
    "consent": "dpv:Consent", "separate_consent": "pipl:SeparateConsent", "written_consent": "pipl:WrittenConsent",
    "guardian_consent": "pipl:GuardianConsent", "contract": "dpv:Contract", "hr_management": "pipl:HumanResourcesManagement",
    "legal_duty": "dpv:LegalObligation", "emergency": "dpv:VitalInterest", "news_public_interest": "dpv:PublicInterest",
    "already_public": "pipl:AlreadyPublic", "other_law": "pipl:OtherLaw",
}  # fmt: skip


def exported(register: Register, inventory: Inventory | None) -> dict[str, Any]:
    """A JSON-LD document with one graph. What a scan found has no place in it."""
    del inventory
    graph = [
        _controller(register),
        *(_kind(register, c) for c in register.categories.values()),
        *(_purpose(p) for p in register.purposes.values()),
        *(_node("subject", s.key, "dpv:DataSubject", s.name) for s in register.subjects.values()),
        *(_process(register, a) for a in register.activities),
        *(_party(p, "dpv:DataProcessor") for p in register.processors.values()),
        *(_party(r, "dpv:DataController" if r.role == "controller" else "dpv:Recipient") for r in register.recipients.values()),
        *(_transfer(t) for t in register.transfers),
    ]
    return {"@context": CONTEXT, "@graph": graph}


# -- out ------------------------------------------------------------------------------------------------------------------


def _node(sort: str, key: str, type_: str, name: str, **more: Any) -> dict[str, Any]:
    made = {
        "@id": f"reg:{sort}:{key}",
        "@type": type_,
        "pipl:key": key,
        "dct:title": name,
        **{k.replace("__", ":"): v for k, v in more.items()},
    }
    return {field: value for field, value in made.items() if value not in (None, "", [])}


def _refer(sort: str, keys: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": f"reg:{sort}:{key}"} for key in keys]


def _controller(register: Register) -> dict[str, Any]:
    who = register.organization
    contact = [{"@type": "dpv:DataProtectionOfficer", "dpv:hasContact": who.officer.text}] if who.officer else []
    return _node(
        "organization", register.id, "dpv:DataController", who.name, dpv__hasContact=who.controller.text, dpv__hasRepresentative=contact
    )


def _kind(register: Register, entry: Category) -> dict[str, Any]:
    parents = [k for k in register.ancestors(entry.key)[1:] if k in register.categories][:1]
    types = ["dpv:PersonalData", *([_TERMS[entry.key]] if entry.key in _TERMS else [])]
    made = _node("kind", entry.key, "", entry.name.zh, dct__isPartOf=_refer("kind", parents))
    return {**made, "@type": types}


def _purpose(entry: Purpose) -> dict[str, Any]:
    bases = [{"@id": _BASES[b]} for b in entry.bases if b in _BASES]
    return _node("purpose", entry.id, "dpv:Purpose", entry.name, dpv__hasLegalBasis=bases)


def _process(register: Register, entry: Activity) -> dict[str, Any]:
    rule = register.retention_rules.get(entry.retention)
    kept = [{"@type": "dpv:StorageDuration", "dct:extent": rule.period.text, "pipl:key": rule.id}] if rule and rule.period else []
    systems = [register.systems[s] for s in entry.systems if s in register.systems]
    return _node(
        "activity", entry.id, "dpv:Process", entry.name,
        dpv__hasPersonalData=_refer("kind", sorted(entry.categories)), dpv__hasPurpose=_refer("purpose", entry.purposes),
        dpv__hasDataSubject=_refer("subject", entry.subjects), dpv__hasDataProcessor=_refer("party", entry.processors),
        dpv__hasRecipient=_refer("party", entry.recipients),
        dpv__hasProcessing=[{"@id": _METHODS[m]} for m in entry.methods if m in _METHODS],
        dpv__hasStorageCondition=kept,
        dpv__hasLocation=[{"@id": f"loc:{c}"} for c in dict.fromkeys(s.location for s in systems if s.location)],
        pipl__system=[s.key for s in systems], pipl__department=entry.department,
    )  # fmt: skip


def _party(entry: Processor | Recipient, type_: str) -> dict[str, Any]:
    contact = entry.contact.text if isinstance(entry, Recipient) and entry.contact else ""
    place = [{"@id": f"loc:{entry.location}"}] if entry.location else []
    kinds = _refer("kind", sorted(entry.categories))
    return _node("party", entry.id, type_, entry.name, dpv__hasContact=contact, dpv__hasLocation=place, dpv__hasPersonalData=kinds)


def _transfer(entry: Transfer) -> dict[str, Any]:
    return _node(
        "transfer", entry.id, "dpv:CrossBorderTransfer", entry.id,
        dpv__hasDataImporter=_refer("party", [entry.recipient] if entry.recipient else []),
        dpv__hasThirdCountry=[{"@id": f"loc:{entry.country}"}] if entry.country else [],
        dpv__hasPersonalData=_refer("kind", sorted(entry.categories)), pipl__mechanism=entry.mechanism, pipl__exemption=entry.exemption,
    )  # fmt: skip


# -- in -------------------------------------------------------------------------------------------------------------------


def imported(data: Any) -> Fragment:
    """Kinds, purposes, subjects, activities and parties of a graph. Terms may have any prefix that the context explains, or be written
    out. Raises ExchangeError."""
    document = mapping(data, "JSON-LD")
    context = _context(document.get("@context"))
    nodes = [_Node(mapping(n, "@graph"), context) for n in sequence(document.get("@graph", [document]), "@graph")]
    keys = [key for node in nodes if node.is_a("dpv:PersonalData") and (key := category_key(node.key))]
    activities = [_activity_in(node) for node in nodes if node.is_a("dpv:Process")]
    keys += [k for a in activities for k in a["data_categories"]]
    made: Fragment = {
        **categories(keys),
        "data_subjects": [{"fides_key": n.key, "name": n.name} for n in nodes if n.is_a("dpv:DataSubject") and n.key],
        "data_uses": [_purpose_in(n) for n in nodes if n.is_a("dpv:Purpose") and n.key],
        "processors": [
            {"id": n.key, "name": n.name, "data_categories": n.keys("dpv:hasPersonalData")}
            for n in nodes
            if n.is_a("dpv:DataProcessor") and n.key
        ],
        "systems": [
            {"fides_key": s, "administrating_department": None} for s in dict.fromkeys(s for a in activities for s in a["systems"])
        ],
        "departments": [{"id": d} for d in dict.fromkeys(a["department"] for a in activities) if d],
        "processing_activities": [a for a in activities if a["data_categories"]],
    }
    return {field: value for field, value in made.items() if value}


def _context(value: Any) -> dict[str, str]:
    """Prefix -> what it stands for. A context that is an address is not fetched: nothing here has a network."""
    found: dict[str, str] = {}
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            raise ExchangeError(
                Text("@context 是网址；请先把前缀写进文件", "@context is an address; write the prefixes into the file first")
            )
        found |= {k: v for k, v in mapping(part or {}, "@context").items() if isinstance(v, str)}
    return found


class _Node:
    """A resource of the graph whose terms are told by our prefixes, whatever prefixes the document uses."""

    def __init__(self, data: Mapping[str, Any], context: Mapping[str, str]) -> None:
        self._context = context
        self._data = {self._term(key): value for key, value in data.items()}

    def _term(self, name: str) -> str:
        prefix, _, rest = name.partition(":")
        whole = self._context.get(prefix, "") + rest if prefix in self._context and not rest.startswith("//") else name
        for ours, address in CONTEXT.items():
            if whole.startswith(address):
                return f"{ours}:{whole.removeprefix(address)}"
        return name

    def is_a(self, term: str) -> bool:
        types = self._data.get("@type")
        return term in [self._term(t) for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]

    @property
    def key(self) -> str:
        """Of ours the register's own; of another's what its address ends in."""
        return words(self._data.get("pipl:key")) or _last(words(self._data.get("@id")))

    @property
    def name(self) -> str:
        return words(self._data.get("dct:title")) or self.key

    def keys(self, term: str) -> list[str]:
        found = self._data.get(term)
        refs = found if isinstance(found, list) else [found]
        return [_last(self._term(words(r.get("@id")))) for r in refs if isinstance(r, Mapping)]

    def texts(self, term: str) -> list[str]:
        found = self._data.get(term)
        return [words(v) for v in (found if isinstance(found, list) else [found]) if words(v)]


def _last(address: str) -> str:
    return address.replace("#", ":").replace("/", ":").rsplit(":", 1)[-1]


def _purpose_in(node: _Node) -> dict[str, Any]:
    back = {term.partition(":")[2]: basis for basis, term in _BASES.items()}
    bases = [back[k] for k in node.keys("dpv:hasLegalBasis") if k in back]
    return {"id": node.key, "name": node.name, **({"legal_basis": bases, "legal_basis_source": "assigned"} if bases else {})}


def _activity_in(node: _Node) -> dict[str, Any]:
    back = {term.partition(":")[2]: method for method, term in _METHODS.items()}
    return {
        "id": node.key,
        "name": node.name,
        "department": next(iter(node.texts("pipl:department")), None),
        "systems": node.texts("pipl:system"),
        "data_subjects": node.keys("dpv:hasDataSubject"),
        "data_uses": node.keys("dpv:hasPurpose"),
        "data_categories": [k for k in node.keys("dpv:hasPersonalData") if category_key(k)],
        "methods": [back[k] for k in node.keys("dpv:hasProcessing") if k in back],
    }
