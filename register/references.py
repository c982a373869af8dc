"""Whether everything that a register refers to exists in it: ids, `@groups`, category keys (REG-002).

One table says which field names which list. A category reference is good when the key or a parent of it is declared.
Works on data that fits the schema; says nothing about the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from register import law, yaml
from register.categories import KNOWN, ancestors
from register.entries import Problem
from register.structure import schema, spelled
from register.violation import Text

#: (list, field of its entries, list that the value is an id of; two names with "|": in either)
REFERENCES = (
    ("documents", "supersedes", "documents"),
    ("processing_activities", "scenario", "collection_scenarios"),
    ("processing_activities", "department", "departments"),
    ("processing_activities", "data_subjects", "data_subjects"),
    ("processing_activities", "data_uses", "data_uses"),
    ("processing_activities", "systems", "systems"),
    ("processing_activities", "retention", "retention_rules"),
    ("processing_activities", "pia", "pia"),
    ("processing_activities", "processors", "processors"),
    ("processing_activities", "recipients", "recipients"),
    ("systems", "administrating_department", "departments"),
    ("systems", "operator", "recipients|processors"),
    ("processors", "purpose", "data_uses"),
    ("recipients", "purposes", "data_uses"),
    ("cross_border_transfers", "recipient", "recipients|processors"),
    ("cross_border_transfers", "purposes", "data_uses"),
    ("cross_border_transfers", "pia", "pia"),
    ("pia", "activities", "processing_activities"),
)
_LISTS = tuple(dict.fromkeys(name for row in REFERENCES for name in (row[0], *row[2].split("|"))))
_WITH_CATEGORIES = (
    "collection_scenarios",
    "processing_activities",
    "processors",
    "recipients",
    "cross_border_transfers",
    "storage_controls",
)

Found = tuple[yaml.Path, Text, Text]


def problems(document: yaml.Document, file: str) -> list[Problem]:
    """Everything that is named but not there, or named twice, in the order of the file."""
    data = document.data
    found = [*_twice(data), *_dangling(data), *_categories(data), *_watches(data), *_cited(data), *_pack(data), *_rules(data)]
    return sorted((Problem("REG-002", file, document.line(p), spelled(p), m, f) for p, m, f in found), key=lambda p: (p.line, p.path))


def name_of(entry: Any) -> str:
    """The id of an entry: `id`, or fideslang's `fides_key`; a plain key is its own."""
    return entry if isinstance(entry, str) else str(entry.get("id") or entry.get("fides_key") or "")


def place(data: Any, path: yaml.Path) -> str:
    """A path in which entries go by their id, so that it survives edits: departments[sales].owner, rights[erase].quote."""
    words = ""
    for step in path:
        data = data[step]
        if isinstance(step, int):
            words += f"[{name_of(data) if isinstance(data, (dict, str)) and name_of(data) else step}]"
        else:
            words += f".{step}"
    return words.lstrip(".")


def category_keys(data: Mapping[str, Any]) -> set[str]:
    return {name_of(entry) for entry in data["data_categories"]}


def _values(entry: Mapping[str, Any], field: str, path: yaml.Path) -> Iterator[tuple[yaml.Path, str]]:
    value = entry.get(field)
    if isinstance(value, list):
        yield from (((*path, field, i), item) for i, item in enumerate(value))
    elif value is not None:
        yield (*path, field), value


def _twice(data: Mapping[str, Any]) -> Iterator[Found]:
    for name in (*_LISTS, "data_categories", "security_measures", "rights", "audits"):
        seen: set[str] = set()
        for i, entry in enumerate(data.get(name, ())):
            key = name_of(entry)
            if key in seen:
                yield (
                    (name, i),
                    Text(f"{name} 里“{key}”出现两次", f"{key!r} stands twice in {name}"),
                    Text("合并或改名", "merge the two or rename one"),
                )
            seen.add(key)


def _dangling(data: Mapping[str, Any]) -> Iterator[Found]:
    for name, field, target in REFERENCES:
        known = [name_of(entry) for part in target.split("|") for entry in data.get(part, ())]
        for i, entry in enumerate(data.get(name, ())):
            for path, value in _values(entry, field, (name, i)):
                if value not in known:
                    yield path, *_unknown(value, known, target.replace("|", " / "))


def _categories(data: Mapping[str, Any]) -> Iterator[Found]:
    declared = category_keys(data)
    groups = data.get("category_groups", {})
    for group, keys in groups.items():
        for i, key in enumerate(keys):
            yield from _category(key, declared, ("category_groups", group, i))
    for name in _WITH_CATEGORIES:
        for i, entry in enumerate(data.get(name, ())):
            for path, value in _values(entry, "data_categories", (name, i)):
                if not value.startswith("@"):
                    yield from _category(value, declared, path)
                elif value[1:] not in groups:
                    yield path, *_unknown(value, [f"@{group}" for group in groups], "category_groups")
    for i, entry in enumerate(data["data_categories"]):
        parent = entry.get("parent_key") if isinstance(entry, dict) else None
        if parent and parent != "user" and parent not in declared and parent not in KNOWN:
            yield ("data_categories", i, "parent_key"), *_unknown(parent, [*declared, *KNOWN], "data_categories")


def _category(key: str, declared: set[str], path: yaml.Path) -> Iterator[Found]:
    if not any(parent in declared for parent in ancestors(key)):
        yield path, *_unknown(key, sorted(declared), "data_categories")


def _watches(data: Mapping[str, Any]) -> Iterator[Found]:
    known = list(schema()["properties"])
    for i, rule in enumerate(data.get("change_rules", {}).get("material", ())):
        for path, value in _values(rule, "watches", ("change_rules", "material", i)):
            if value.split(".")[0] not in known:
                yield path, *_unknown(value, known, "register")


def _cited(data: Mapping[str, Any]) -> Iterator[Found]:
    known = [entry["id"] for entry in data.get("documents", ())]
    for path, entry in mappings(data):
        if path and isinstance(entry.get("quote"), str) and (value := entry.get("document")) is not None and value not in known:
            yield (*path, "document"), *_unknown(value, known, "documents")


def _pack(data: Mapping[str, Any]) -> Iterator[Found]:
    name = data.get("law_profile", {}).get("pack")
    if name is not None and name not in law.packs():
        yield ("law_profile", "pack"), *_unknown(name, list(law.packs()), "register/law")


def _rules(data: Mapping[str, Any]) -> Iterator[Found]:
    """Rules that the register sets or waives, by the names of the checks' modules: none of them is loaded for it."""
    known = sorted(path.stem.replace("_", "-").upper() for path in (Path(__file__).parent / "checks").glob("*_[0-9]*.py"))
    named: list[tuple[yaml.Path, str]] = [(("rules", rule), rule) for rule in data.get("rules", {})]
    named += [(("waivers", i, "rule"), waiver["rule"]) for i, waiver in enumerate(data.get("waivers", ()))]
    for path, rule in named:
        if rule not in known:
            yield path, *_unknown(rule, known, "docs/register.md")


def mappings(data: Any, path: yaml.Path = ()) -> Iterator[tuple[yaml.Path, Mapping[str, Any]]]:
    """Every mapping in the data with its path, parents first. Keys of one's own (x-…) are left alone."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            if not key.startswith("x-"):
                yield from mappings(value, (*path, key))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from mappings(item, (*path, i))


def _unknown(value: str, known: list[str], target: str) -> tuple[Text, Text]:
    shown = str(value)[:60]
    message = Text(f"“{shown}”在 {target} 里没有", f"{shown!r} is not in {target}")
    if near := get_close_matches(shown, known, n=1, cutoff=0.6):
        return message, Text(
            f"是否想写“{near[0]}”？否则先在 {target} 里声明", f"did you mean {near[0]!r}? Else declare it in {target} first"
        )
    return message, Text(f"先在 {target} 里声明，或改正拼写", f"declare it in {target} first, or correct the spelling")
