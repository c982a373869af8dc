"""DataHub (https://docs.datahub.com): metadata change proposals that put tags on the columns of datasets.

A list of proposals as `datahub ingest` and its REST emitter take them: one `editableSchemaMetadata` aspect a dataset, and one
`tagProperties` aspect a tag. The tag of a kind is `urn:li:tag:pi.<category key>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from register.exchange import Fragment, category_key, columns, held_by, is_sensitive, key_of, mapping, sequence, words
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Finding, Inventory

NAME = "datahub"
SUFFIX = ".json"
LOST = Text("除数据集字段的种类和敏感性以外的一切", "everything but kind and sensitivity of datasets' columns")
_TAG = "urn:li:tag:pi."
_PLATFORMS = {"postgresql": "postgres", "mysql": "mysql", "mariadb": "mariadb", "sqlite": "sqlite", "file": "file"}
_DATASET = re.compile(r"urn:li:dataset:\(urn:li:dataPlatform:[^,]+,(?P<name>.+),(?P<env>[A-Z]+)\)")


def exported(register: Register, inventory: Inventory | None) -> list[dict[str, Any]]:
    """Proposals: first the tags, then the datasets."""
    held = [(asset, found) for asset, found in columns(inventory).values() if found]
    keys = sorted({finding.category for _, found in held for finding in found.values()})
    tags = [
        _proposal("tag", f"{_TAG}{key}", "tagProperties", {"name": f"pi.{key}", "description": register.category_name(key).zh})
        for key in keys
    ]
    return [*tags, *(_dataset(register, asset, found) for asset, found in held)]


def _proposal(kind: str, urn: str, aspect: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"entityType": kind, "entityUrn": urn, "changeType": "UPSERT", "aspectName": aspect, "aspect": {"json": value}}


def _dataset(register: Register, asset: AssetRecord, found: dict[str, Finding]) -> dict[str, Any]:
    platform = _PLATFORMS.get(asset.uri.split("://", 1)[0], "external")
    name = ".".join(part for part in (asset.source, asset.schema, asset.name) if part)
    system = register.system_of(asset.uri, asset.system)
    environment = {"prod": "PROD", "test": "TEST", "dev": "DEV", "staging": "STG", "uat": "UAT"}.get(
        asset.environment or (system.environment if system else ""), "PROD"
    )
    urn = f"urn:li:dataset:(urn:li:dataPlatform:{platform},{re.sub(r'[(),]', '_', name)},{environment})"
    fields = [{"fieldPath": column, "globalTags": {"tags": list(_tags(register, f))}} for column, f in found.items()]
    return _proposal("dataset", urn, "editableSchemaMetadata", {"editableSchemaFieldInfo": fields})


def _tags(register: Register, finding: Finding) -> Iterator[dict[str, str]]:
    yield {"tag": f"{_TAG}{finding.category}"}
    if is_sensitive(register, finding.category):
        yield {"tag": "urn:li:tag:pi_sensitive"}


def imported(data: Any) -> Fragment:
    """Proposals, ours or another tool's, whose tags end in a category key. Raises ExchangeError."""
    held: dict[str, list[str]] = {}
    for proposal in (mapping(p, "proposal") for p in sequence(data, "proposals")):
        dataset = _DATASET.fullmatch(words(proposal.get("entityUrn")))
        aspect = proposal.get("aspect")
        if dataset is None or not isinstance(aspect, dict):
            continue
        value = mapping(aspect.get("json", aspect), "aspect")
        source = key_of(dataset["name"].split(".")[0])
        held.setdefault(source, []).extend(_keys(value))
    return held_by(held)


def _keys(value: Any) -> Iterator[str]:
    for field in sequence(value.get("editableSchemaFieldInfo"), "editableSchemaFieldInfo"):
        tags = mapping(mapping(field, "field").get("globalTags") or {}, "globalTags").get("tags")
        for tag in sequence(tags, "tags"):
            name = words(mapping(tag, "tag").get("tag"))
            if name.startswith(_TAG) and (key := category_key(name.removeprefix(_TAG))):
                yield key
