"""OpenMetadata (https://docs.open-metadata.org): tags of tables and columns, as `tagLabel` objects of its type schema.

Each column of a scan gets two tags: PII.Sensitive or PII.NonSensitive, which are OpenMetadata's own, and one of the classification
`PersonalInformation`, whose name is the category key with dots as underscores (a dot would end the tag's name there).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from register.categories import KNOWN
from register.exchange import Fragment, category_key, columns, held_by, is_sensitive, key_of, mapping, sequence, words
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Finding, Inventory, Verdict

NAME = "openmetadata"
SUFFIX = ".json"
LOST = Text("除表与字段的种类和敏感性以外的一切", "everything but kind and sensitivity of tables' columns")
CLASSIFICATION = "PersonalInformation"


def exported(register: Register, inventory: Inventory | None) -> dict[str, Any]:
    """The classification with its tags, and tables with tagged columns."""
    tables = [_table(register, asset, found) for asset, found in columns(inventory).values() if found]
    keys = sorted({*register.categories, *(f.category for _, found in columns(inventory).values() for f in found.values())})
    tags = [{"name": tag_name(key), "displayName": register.category_name(key).zh, "description": key} for key in keys]
    return {"classification": {"name": CLASSIFICATION, "description": register.name}, "tags": tags, "tables": tables}


def tag_name(key: str) -> str:
    return key.replace(".", "__")


def _table(register: Register, asset: AssetRecord, found: dict[str, Finding]) -> dict[str, Any]:
    name = ".".join(part for part in (asset.source, asset.schema, asset.name) if part)
    made = [{"name": column, "tags": list(_labels(register, finding))} for column, finding in found.items()]
    return {"fullyQualifiedName": name, "name": asset.name, "columns": made}


def _labels(register: Register, finding: Finding) -> Iterator[dict[str, str]]:
    tier = "PII.Sensitive" if is_sensitive(register, finding.category) else "PII.NonSensitive"
    state = "Confirmed" if finding.verdict is Verdict.CONFIRMED else "Suggested"
    for tag in (tier, f"{CLASSIFICATION}.{tag_name(finding.category)}"):
        yield {"tagFQN": tag, "source": "Classification", "labelType": "Automated", "state": state}


def imported(data: Any) -> Fragment:
    """Tables as this writes them, or a list of OpenMetadata's table entities. Raises ExchangeError."""
    tables = sequence(data.get("tables") if isinstance(data, dict) else data, "tables")
    held: dict[str, list[str]] = {}
    for table in (mapping(t, "tables") for t in tables):
        source = key_of(words(table.get("fullyQualifiedName")).split(".")[0] or words(table.get("name")))
        for column in (mapping(c, "columns") for c in sequence(table.get("columns"), "columns")):
            labels = [mapping(t, "tags") for t in sequence(column.get("tags"), "tags")]
            held.setdefault(source, []).extend(key for label in labels if (key := _key(words(label.get("tagFQN")))))
    return held_by(held)


def _key(tag: str) -> str:
    """The category of a tag: of our classification, or a category key that another tool used as the tag's name."""
    classification, _, name = tag.partition(".")
    key = category_key(name.replace("__", "."))
    return key if classification == CLASSIFICATION or key in KNOWN else ""
