"""From a privacy policy to a *draft register*: what the policy declares, each entry with its clause and words, and a list of
what could not be placed.

A draft states only what the policy states. What the law asks for and the policy does not say is null, legal bases are proposals
marked as such, systems and owners are for a person to add. The order of the extractors matters: purposes and kinds are found
first, because scenarios and recipients refer to them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from register import law
from register.categories import ancestors
from register.policy import changes, checked, documents, incidents, leftover, measures, read
from register.policy.blocks import Block, PolicyError
from register.policy.kinds import Kinds, keys, kinds
from register.policy.leftover import Unplaced
from register.policy.organisation import Organisation
from register.policy.processors import Processors
from register.policy.purposes import Purposes, purposes
from register.policy.recipients import Recipients
from register.policy.retention import Retention
from register.policy.rights import Rights
from register.policy.scenarios import Scenarios
from register.policy.statements import Reading
from register.policy.transfers import Transfers
from register.suggest import slug
from register.violation import Text

GROUP = "policy_main"
MAX_ENTRIES = 300
MAX_UNPLACED = 300
PACK, STANDARD = "cn-2026.11", "gbt45574-2025"

#: Words for classes of people -> fideslang data subject.
_SUBJECTS: tuple[tuple[str, str, str], ...] = (
    ("应聘|求职", "job_applicant", "应聘者"),
    ("员工|职员", "employee", "员工"),
    ("患者|病人", "patient", "患者"),
    ("学员|学生", "student", "学生"),
    ("会员", "member", "会员"),
    ("客户|顾客|消费者|买家", "customer", "客户"),
    ("访客|访问者|浏览者", "visitor", "访客"),
    ("用户|您", "user", "用户"),
)
_REFERS = re.compile(r"上述|前述|以上(?:个人)?信息|第[^，。]{1,6}条[^，。]{0,10}规定的|前款|所列(?:个人)?信息")


@dataclass(frozen=True, slots=True)
class Draft:
    """register: data that fits the schema. placed: share of the policy's characters that were quoted or need no entry."""

    register: dict[str, Any]
    unplaced: tuple[Unplaced, ...]
    placed: float


def draft(path: Path, today: date) -> Draft:
    """Reads a policy and drafts its register. Raises PolicyError."""
    try:
        raw = path.read_bytes() if path.is_file() and path.stat().st_size <= read.MAX_BYTES else None
    except OSError as error:
        raise PolicyError(
            Text(f"{path.name} 打不开；请检查路径和权限", f"{path.name} cannot be opened; check its path and permissions")
        ) from error
    blocks = read.read(path) if raw is None else read.blocks_of(raw, path.name)
    assert raw is not None  # read() refuses what is no file or too large
    return drafted(blocks, read.text_of(raw, path.name), path.name, hashlib.sha256(raw).hexdigest(), today)


def drafted(blocks: tuple[Block, ...], text: str, name: str, sha256: str, today: date) -> Draft:
    """The draft of a policy that has been read. text: what quotes will be looked up in."""
    reading = Reading(blocks)
    document = documents.document(reading, name, sha256)
    who = Organisation(reading)
    found = kinds(reading, MAX_ENTRIES)
    uses = purposes(reading, MAX_ENTRIES)
    group = bool(found.listed) and _REFERS.search(text[:2_000_000]) is not None
    everything = [f"@{GROUP}"] if group else [*found.listed]
    scenarios = Scenarios(reading, found, uses, everything, MAX_ENTRIES)
    parties = _Parties(reading, found, uses, everything)
    register = _head(document, who, today) | _declared(reading, found, uses, scenarios, group)
    register |= parties.entries()
    register |= _promises(reading)
    register |= _minors(reading, register)
    register["data_categories"] += _named_elsewhere(register)
    checked.Checker(text, blocks).correct(register)
    left = tuple(leftover.unplaced(reading, found))
    if left:
        register["x-unplaced"] = [
            {"clause": u.clause, "quote": u.quote, "why": f"{u.why.zh} / {u.why.en}"} for u in left[:MAX_UNPLACED]
        ] + ([{"clause": "…", "quote": "…", "why": f"+{len(left) - MAX_UNPLACED}"}] if len(left) > MAX_UNPLACED else [])
    return Draft(register, left, leftover.share(reading))


class _Parties:
    """Those entrusted, those given to, and transfers: the three refer to one another."""

    def __init__(self, reading: Reading, found: Kinds, uses: Purposes, everything: list[str]) -> None:
        self.processors = Processors(reading, found, uses, everything, MAX_ENTRIES)
        self.recipients = Recipients(reading, found, uses, everything, MAX_ENTRIES)
        self.transfers = Transfers(reading, found, uses, self.recipients, everything, MAX_ENTRIES)

    def entries(self) -> dict[str, Any]:
        made: dict[str, Any] = {"processors": self.processors.entries, "recipients": self.recipients.entries}
        if self.recipients.default is not None:
            made["sharing_default"] = self.recipients.default
        if self.recipients.public is not None:
            made["public_disclosure"] = self.recipients.public
        made["cross_border_transfers"] = self.transfers.entries
        if self.transfers.denied is not None:
            made["x-cross-border"] = self.transfers.denied
        if self.transfers.stored is not None:
            made["x-stored-in"] = self.transfers.stored
        return made


def _named_elsewhere(register: dict[str, Any]) -> list[dict[str, Any]]:
    """Kinds that only a table of parties or a transfer names: mentioned there, since whatever is referred to has to be declared."""
    declared = {entry["fides_key"] for entry in register["data_categories"]}
    made: list[dict[str, Any]] = []
    for part in ("processors", "recipients", "cross_border_transfers"):
        for entry in register[part]:
            for key in entry.get("data_categories", ()):
                if not key.startswith("@") and not declared & set(ancestors(key)):
                    declared.add(key)
                    cited = {"clause": entry["clause"], "quote": entry["quote"]} if entry.get("clause") and entry.get("quote") else {}
                    made.append({"fides_key": key, "declaration": "mentioned" if cited else "internal", **cited})
    return made


def _head(document: dict[str, Any], who: Organisation, today: date) -> dict[str, Any]:
    domain = who.reach.get("email", "").rpartition("@")[2]
    latin = next((alias for alias in who.aliases if alias.isascii()), domain)
    return {
        "apiVersion": "pi-register/v1",
        "kind": "PersonalInformationRegister",
        "id": slug(latin or who.name or document["source"]["path"]),
        "name": f"{who.aliases[0] if who.aliases else who.name or document['title']} 个人信息登记册",
        "version": "0.1.0",
        "status": "draft",
        "x-drafted": today.isoformat(),
        "law_profile": {"jurisdiction": "CN", "pack": PACK, "sensitivity_standard": STANDARD, "ciio": None, "declared_subject_count": None},
        "organization": who.entry(),
        "departments": who.departments,
        "documents": [document],
    }


def _declared(reading: Reading, found: Kinds, uses: Purposes, scenarios: Scenarios, group: bool) -> dict[str, Any]:
    pack = law.load(PACK)
    for entry in found.entries:
        if pack.is_sensitive(entry["fides_key"], STANDARD):
            entry |= {"necessity": _told(reading, entry["name"], "必要"), "impact": _told(reading, entry["name"], "影响")}
    made: dict[str, Any] = {"data_categories": found.entries or [{"fides_key": "user.contact", "declaration": "internal", "x-todo": _NONE}]}
    _consents(reading, found)
    if group:
        made["category_groups"] = {GROUP: found.listed}
    made["data_subjects"] = subjects = _subjects(reading)
    made["data_uses"] = uses.entries
    if uses.again is not None:
        made["new_purpose_requires_consent"] = uses.again
    made["collection_scenarios"] = scenarios.entries
    made["processing_activities"] = _activities(scenarios, [s["fides_key"] for s in subjects], made["data_categories"], uses)
    return made | {"systems": []}


def _consents(reading: Reading, found: Kinds) -> None:
    """Kinds for which the policy promises to ask separately (PIPL 29)."""
    for statement in reading:
        if "单独" not in statement.text or "同意" not in statement.text or statement.topics & {"share", "abroad", "entrust", "change"}:
            continue
        named = keys(statement.text) or found.of(statement)
        for entry in found.entries:
            if entry["fides_key"] in named and "x-separate-consent" not in entry:
                entry["x-separate-consent"] = reading.cite(statement)


_NONE = "政策里没有认出任何种类 / no kind was recognised in the policy"


def _told(reading: Reading, name: str, word: str) -> str | None:
    """What people are told of why a sensitive kind is needed, or of its effect (PIPL 30)."""
    said = next(
        (s for s in reading if word in s.text and name in s.text.replace(" ", "") and ("sensitive" in s.topics or "敏感" in s.text)), None
    )
    if said is None:
        return None
    reading.take(said)
    return said.text[:300]


def _subjects(reading: Reading) -> list[dict[str, Any]]:
    said = "\n".join(s.text for s in reading.statements[:20_000])[:500_000]
    made: list[dict[str, Any]] = [
        {"fides_key": key, "name": name} for pattern, key, name in _SUBJECTS if len(re.findall(pattern, said)) >= 2
    ]
    return made[:5] or [{"fides_key": "user", "name": "用户"}]


def _activities(scenarios: Scenarios, subjects: list[str], kinds: list[dict[str, Any]], uses: Purposes) -> list[dict[str, Any]]:
    """One for each scenario, to be narrowed and tied to systems by a person."""
    made = [
        {
            "id": f"a{n}",
            "name": scenario["name"],
            "scenario": scenario["id"],
            "department": None,
            "data_subjects": subjects[:1],
            "data_uses": scenarios.uses[scenario["id"]],
            "data_categories": [*scenario["data_categories"]],
            "methods": ["收集"],
            "systems": [],
            "retention": None,
            "pia": None,
        }
        for n, scenario in enumerate(scenarios.entries, 1)
    ]
    if made:
        return made
    return [
        {
            "id": "a1",
            "name": "待确认",
            "department": None,
            "data_uses": [e["id"] for e in uses.entries],
            "data_categories": [entry["fides_key"] for entry in kinds],
            "systems": [],
            "retention": None,
        }
    ]


def _promises(reading: Reading) -> dict[str, Any]:
    """What the policy promises: how long, how safe, which rights, what happens after an incident and when it changes."""
    made: dict[str, Any] = {}
    kept = Retention(reading, MAX_ENTRIES)
    silent = {"criterion": None, "period": None, "determination_method": None}
    if kept.statement is not None:
        made["retention_statement"] = (
            kept.statement if "quote" in kept.statement else {"period": None, "determination_method": None} | kept.statement
        )
    else:
        made["retention_statement"] = {k: v for k, v in silent.items() if k != "criterion"}
    made["retention_rules"] = kept.rules
    made["security_measures"] = measures.measures(reading, MAX_ENTRIES)
    rights = Rights(reading)
    made["rights"] = rights.entries
    if rights.handling is not None:
        made["rights_handling"] = rights.handling
    if (incident := incidents.incidents(reading)) is not None:
        made["incident_response"] = incident
    if (change := changes.changes(reading)) is not None:
        made["change_rules"] = change
    return made | {"pia": [], "waivers": []}


def _minors(reading: Reading, register: dict[str, Any]) -> dict[str, Any]:
    """Whether the policy has a part about minors; its statements are kept for a person to read."""
    said = [s for s in reading if "minors" in s.topics or re.search("未成年人|不满十四|未满14|儿童个人信息", s.text[:2000])]
    register["law_profile"]["sections_over_minors"] = "general_audience" if said else "none"
    if not said:
        return {}
    register["data_subjects"].append(
        {"fides_key": "child", "name": "未成年人", "minors": "under_14" if any(re.search("十四|14", s.text) for s in said) else "under_18"}
    )
    return {"x-minors": [reading.cite(s) for s in said[:20]]}
