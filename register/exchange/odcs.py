"""Open Data Contract Standard 3.1 (https://bitol-io.github.io/open-data-contract-standard/): one contract a system.

A column's tier stands in `classification`, what it is in `customProperties` (piCategory, piSensitivity, piRegisterRef), its retention in
`slaProperties` with the clock column as `element`: period and unit are lossless for years, months and days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from register.entries import RetentionRule, System
from register.exchange import Fragment, activity, categories, category_key, columns, is_sensitive, key_of, mapping, sequence, words
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Finding, Inventory

NAME = "odcs"
SUFFIX = ".yaml"
LOST = Text(
    "条款与原文引用、目的与合法性基础的编号、接收方与出境、权利、事件与变更条款",
    "clauses and quotes, ids of purposes and legal bases, recipients and transfers, rights, incidents and change rules",
)
VERSION = "v3.1.0"
_LOGICAL = (
    ("int", "integer"), ("bigint", "integer"), ("smallint", "integer"), ("tinyint", "integer"), ("serial", "integer"),
    ("timestamp", "timestamp"), ("datetime", "timestamp"), ("date", "date"), ("time", "time"), ("bool", "boolean"),
    ("dec", "number"), ("num", "number"), ("float", "number"), ("double", "number"), ("real", "number"), ("json", "object"),
)  # fmt: skip
_UNITS = {"Y": "y", "M": "m", "D": "d", "W": "w"}


def exported(register: Register, inventory: Inventory | None) -> list[dict[str, Any]]:
    """Contracts in the order of the register's systems."""
    held: dict[str, list[tuple[AssetRecord, dict[str, Finding]]]] = {}
    for asset, found in columns(inventory).values():
        system = register.system_of(asset.uri, asset.system)
        held.setdefault(system.key if system else "", []).append((asset, found))
    return [_contract(register, system, held.get(system.key, [])) for system in register.systems.values()]


# -- out ------------------------------------------------------------------------------------------------------------------


def _contract(register: Register, system: System, assets: list[tuple[AssetRecord, dict[str, Finding]]]) -> dict[str, Any]:
    purposes = [register.purposes[p].name for a in register.activities_of(system.key) for p in a.purposes if p in register.purposes]
    officer = register.organization.officer
    made: dict[str, Any] = {
        "apiVersion": VERSION,
        "kind": "DataContract",
        "id": f"{register.id}.{system.key}",
        "name": system.name,
        "version": register.version,
        "status": "active",
        "domain": system.department or register.id,
        "description": {"purpose": "; ".join(dict.fromkeys(purposes)) or system.name},
        "authoritativeDefinitions": [{"type": "privacyPolicy", "url": d.url} for d in register.documents.values() if d.url],
        "schema": [_object(register, system, asset, found) for asset, found in assets],
        "team": {"name": system.department or register.id, "members": _members(register, system, bool(officer))},
        "roles": [{"role": role} for role in system.roles],
        "slaProperties": list(_retention(register, system)),
        "customProperties": list(_custom(system)),
    }
    return {key: value for key, value in made.items() if value not in ([], None)}


def _members(register: Register, system: System, officer: bool) -> list[dict[str, str]]:
    """Posts, not people: a contract is published."""
    department = register.departments.get(system.department)
    made = [{"username": key_of(system.department), "role": "owner"}] if department else []
    return [*made, {"username": "data_protection_officer", "role": "dpo"}] if officer else made


def _custom(system: System) -> Iterator[dict[str, Any]]:
    facts = {
        "piSystem": system.key, "piLocation": system.location, "piEnvironment": system.environment,
        "piBindings": "\n".join(system.bindings),
    }  # fmt: skip
    yield from ({"property": key, "value": value} for key, value in facts.items() if value)


def _object(register: Register, system: System, asset: AssetRecord, found: dict[str, Finding]) -> dict[str, Any]:
    physical = f"{asset.schema}.{asset.name}" if asset.schema else asset.name
    properties = [_property(register, system, c.name, c.type, c.comment, found.get(c.name)) for c in asset.columns]
    made = {"name": asset.name, "physicalName": physical, "logicalType": "object", "physicalType": asset.kind, "properties": properties}
    return made | ({"description": asset.comment} if asset.comment else {})


def _property(register: Register, system: System, name: str, type_: str, comment: str, finding: Finding | None) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "logicalType": _logical(type_)}
    made |= {"physicalType": type_} if type_ else {}
    made |= {"description": comment} if comment else {}
    if finding is None:
        return made
    entry = register.category(finding.category)
    reference = next((a.id for a in register.activities_of(system.key) if register.covers(a.categories, finding.category)), "")
    custom = {
        "piCategory": finding.category,
        "piSensitivity": "sensitive" if is_sensitive(register, finding.category) else "general",
        "piRegisterRef": reference,
    }
    made |= {"classification": entry.classification} if entry else {}
    return made | {"customProperties": [{"property": key, "value": value} for key, value in custom.items() if value]}


def _logical(type_: str) -> str:
    """ODCS' own word for a SQL type. It is always told: the published schema takes a column without one for a map."""
    plain = type_.strip().lower()
    return next((logical for beginning, logical in _LOGICAL if plain.startswith(beginning)), "string")


def _retention(register: Register, system: System) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for held in register.activities_of(system.key):
        rule = register.retention_rules.get(held.retention)
        if rule is not None and rule.period is not None and rule.id not in told:
            told.add(rule.id)
            yield from _periods(rule)


def _periods(rule: RetentionRule) -> Iterator[dict[str, Any]]:
    """A period of one unit has a row; one of several (P1Y6M) is written as months or days, which is the same length."""
    assert rule.period is not None
    single = re.fullmatch(r"P([0-9]+)([YMWD])", rule.period.text)
    value, unit = (int(single[1]), _UNITS[single[2]]) if single else (rule.period.months, "m") if not rule.period.days else (0, "")
    if value:
        element = {"element": rule.column or rule.hints[0]} if rule.column or rule.hints else {}
        yield {"id": rule.id, "property": "retention", "value": value, "unit": unit, **element}


# -- in -------------------------------------------------------------------------------------------------------------------


def imported(data: Any) -> Fragment:
    """One contract or a list of them, as a fragment: systems, kinds, activities, retention rules. Raises ExchangeError."""
    contracts = [mapping(c, "contract") for c in (data if isinstance(data, list) else [data])]
    keys: list[str] = []
    systems, activities = [], []
    rules: dict[str, dict[str, Any]] = {}  # a rule of several systems stands in each of their contracts
    for contract in contracts:
        custom = _properties(contract)
        system = words(custom.get("piSystem")) or key_of(words(contract.get("id")) or words(contract.get("name")))
        kinds = [k for o in sequence(contract.get("schema"), "schema") for k in _kinds(mapping(o, "schema"))]
        systems.append(_system_in(system, contract, custom))
        own = list(_rules_in(contract))
        rules |= {rule["id"]: rule for rule in own}
        if kinds:
            activities.append(activity(system, kinds) | ({"retention": own[0]["id"]} if own else {}))
        keys += kinds
    made = {**categories(keys), "systems": systems, "processing_activities": activities, "retention_rules": list(rules.values())}
    return {key: value for key, value in made.items() if value}


def _properties(entry: Mapping[str, Any]) -> dict[str, Any]:
    custom = [mapping(p, "customProperties") for p in sequence(entry.get("customProperties"), "customProperties")]
    return {words(p.get("property")): p.get("value") for p in custom}


def _system_in(key: str, contract: Mapping[str, Any], custom: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"fides_key": key, "name": words(contract.get("name")) or key, "administrating_department": None}
    if environment := words(custom.get("piEnvironment")):
        made["server"] = {"environment": environment}
    if location := words(custom.get("piLocation")):
        made["location"] = location
    if bindings := words(custom.get("piBindings")):
        made["bindings"] = bindings.split("\n")
    return made


def _kinds(entry: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    for part in sequence(entry.get("properties"), "properties") if depth < 32 else ():
        column = mapping(part, "properties")
        if key := category_key(_properties(column).get("piCategory")):
            yield key
        yield from _kinds(column, depth + 1)


def _rules_in(contract: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    back = {value: key for key, value in _UNITS.items()}
    for number, entry in enumerate(sequence(contract.get("slaProperties"), "slaProperties")):
        found = mapping(entry, "slaProperties")
        unit = back.get(words(found.get("unit")).lower()[:1], "")
        value = found.get("value")
        if words(found.get("property")) == "retention" and unit and isinstance(value, int) and 0 < value < 10_000:
            clock = {"clock": {"column_hints": [words(found["element"])]}} if words(found.get("element")) else {}
            yield {"id": words(found.get("id")) or f"r-imported-{number + 1}", "period": f"P{value}{unit}", **clock}
