"""dbt (https://docs.getdbt.com/reference/resource-configs/meta): columns with `config.meta`, which is where dbt 1.10 keeps it.

Written: a properties file with the sources of a scan. Read: such a file, or a `manifest.json`; `meta` beside `config` counts too,
as dbt wrote
it before. The words are pi_category, pi_sensitivity, pi_register_ref, classification, retention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from register.exchange import Fragment, category_key, columns, held_by, is_sensitive, key_of, mapping, sequence, words
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Finding, Inventory

NAME = "dbt"
SUFFIX = ".yaml"
LOST = Text("除字段的种类、级别、敏感性与保存期限以外的一切", "everything but kind, tier, sensitivity and retention of columns")


def exported(register: Register, inventory: Inventory | None) -> dict[str, Any]:
    """A dbt properties file, version 2: one source a system (or scanned source), one table an asset."""
    sources: dict[str, list[dict[str, Any]]] = {}
    for asset, found in columns(inventory).values():
        if found:
            system = register.system_of(asset.uri, asset.system)
            sources.setdefault(system.key if system else asset.source, []).append(_table(register, asset, found))
    return {"version": 2, "sources": [{"name": key_of(name), "tables": tables} for name, tables in sorted(sources.items())]}


def _table(register: Register, asset: AssetRecord, found: dict[str, Finding]) -> dict[str, Any]:
    made = [{"name": column, "config": {"meta": _meta(register, asset, finding)}} for column, finding in found.items()]
    return {"name": asset.name, "columns": made}


def _meta(register: Register, asset: AssetRecord, finding: Finding) -> dict[str, str]:
    system, entry = register.system_of(asset.uri, asset.system), register.category(finding.category)
    rule = register.retention_of(system.key, {finding.category}) if system else None
    declared = [a.id for a in register.activities_of(system.key) if register.covers(a.categories, finding.category)] if system else []
    facts = {
        "pi_category": finding.category,
        "pi_sensitivity": "sensitive" if is_sensitive(register, finding.category) else "general",
        "pi_register_ref": declared[0] if declared else "",
        "classification": entry.classification if entry else "",
        "retention": rule.period.text if rule and rule.period else "",
    }
    return {key: value for key, value in facts.items() if value}


def imported(data: Any) -> Fragment:
    """Systems named after dbt's sources, with the kinds that columns say. Raises ExchangeError."""
    data = mapping(data, "dbt")
    held: dict[str, list[str]] = {}
    for source, column in _columns(data):
        if key := category_key(_said(column).get("pi_category")):
            held.setdefault(source, []).append(key)
    return held_by(held)


def _said(column: Mapping[str, Any]) -> Mapping[str, Any]:
    config = column.get("config")
    inner = config.get("meta") if isinstance(config, Mapping) else None
    outer = column.get("meta")
    return {**(outer if isinstance(outer, Mapping) else {}), **(inner if isinstance(inner, Mapping) else {})}


def _columns(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(source, column) of a manifest or of a properties file."""
    if "metadata" in data and ("nodes" in data or "sources" in data):
        for group in ("sources", "nodes"):
            for node in mapping(data.get(group) or {}, group).values():
                node = mapping(node, group)
                source = key_of(words(node.get("source_name")) or words(node.get("schema")) or words(node.get("package_name")))
                yield from ((source, mapping(c, "columns")) for c in mapping(node.get("columns") or {}, "columns").values())
        return
    for source in sequence(data.get("sources"), "sources"):
        tables = sequence(mapping(source, "sources").get("tables"), "tables")
        yield from ((key_of(words(source.get("name"))), column) for table in tables for column in _listed(table))
    for model in sequence(data.get("models"), "models"):
        yield from (("models", column) for column in _listed(model))


def _listed(table: Any) -> list[Mapping[str, Any]]:
    return [mapping(c, "columns") for c in sequence(mapping(table, "tables").get("columns"), "columns")]
