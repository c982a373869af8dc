"""The schema as it is *published*: for the file that a person types, with the short forms, names and explanations for editors.

The register's own schema (`register/schema.json`) speaks of the long form, which is what is checked. What may be written
shorter is the tables of `register/short.py`; the Chinese name of every key is in `register/words.yaml`. From these the
published schema is made, so that nothing is said twice.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, cast

from register import short, structure, yaml

Schema = dict[str, Any]
WORDS = Path(__file__).with_name("words.yaml")
#: A period as people write it, where `short.iso` reads it.
_NUMBER = "([0-9]{1,4}|[一二两三四五六七八九]|[一二两三四五六七八九]?十[一二三四五六七八九]?)"
SAID = f"^(半年|(?=.)({_NUMBER}年)?({_NUMBER}个月)?({_NUMBER}(周|个?星期))?({_NUMBER}[天日])?)$"


def published(part: bool = False) -> Schema:
    """JSON Schema 2020-12. part: of one file of a folder, which need not hold everything."""
    rules = copy.deepcopy(structure.schema())
    forms = {key: {"type": "string", "minLength": 1} for key in (*short.TEXTS, *short.SINGLE)}
    forms |= {key: {"type": "string", "pattern": SAID} for key in short.PERIODS}
    for place, form in forms.items():
        for where in short.places(place):
            _widen(rules, where, form)
    for node in rules["$defs"].values():
        if node.get("then", {}).get("required") == ["clause", "quote"]:
            node["then"] = {"required": ["quote"]}  # the clause may stand in `defaults`
    _name(rules, words())
    if part:
        del rules["required"]
        rules["$id"] += ":part"
    return rules


def words() -> dict[str, str]:
    """Key -> its Chinese name."""
    return cast(dict[str, str], yaml.load(WORDS.read_bytes()).data)


def _widen(rules: Schema, place: str, form: Schema) -> None:
    """Lets the short form stand at a place."""
    *above, last = place.replace("[]", ".[]").split(".")
    holder = _descended(rules, rules, above)
    slot, key = (holder, "items") if last == "[]" else (holder["properties"], last)
    old = slot[key]
    if not _takes_text(old):
        kept = {word: old[word] for word in ("description", "x-zh") if word in old}
        slot[key] = {"anyOf": [{word: said for word, said in old.items() if word not in kept}, form], **kept}


def _takes_text(node: Schema) -> bool:
    return "anyOf" in node or (isinstance(node.get("type"), list) and "string" in node["type"] and "then" in node)


def _descended(rules: Schema, node: Schema, steps: list[str]) -> Schema:
    for step in steps:
        node = _entry(rules, node)
        node = node["items"] if step == "[]" else node["properties"][step]
    return _entry(rules, node)


def _entry(rules: Schema, node: Schema) -> Schema:
    """The schema of the long form: references followed, the object among alternatives."""
    while True:
        if "$ref" in node:
            node = rules["$defs"][node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = node["anyOf"][0]
        elif node.get("if") == {"type": "object"}:
            node = node["then"]
        else:
            return node


def _name(node: Any, names: dict[str, str]) -> None:
    """Title and explanation of every key, in both languages."""
    if isinstance(node, list):
        for item in node:
            _name(item, names)
    elif isinstance(node, dict):
        for key, value in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
            if isinstance(value, dict) and key in names:
                value.setdefault("title", names[key])
                english = value.get("description", "")
                said = "：".join(filter(None, (names[key], value.get("x-zh", ""))))
                value["markdownDescription"] = f"{said}\n\n{english}".strip()
        for value in node.values():
            _name(value, names)
