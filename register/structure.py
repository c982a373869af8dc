"""Whether a register has the right *form*: JSON Schema errors told as a person would, with line and fix (REG-001).

The schema (`register/schema.json`) is the only description of the form; this module turns the validator's findings into
Problems and names the nearest known key or value where something is misspelt. It checks no reference (`references.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, cast

from register import yaml
from register.entries import Problem
from register.violation import Text

SCHEMA = Path(__file__).with_name("schema.json")
MAX_PROBLEMS = 200

_TYPES = {
    "string": ("文字", "text"),
    "array": ("列表", "a list"),
    "object": ("键值表", "a mapping"),
    "boolean": ("true 或 false", "true or false"),
    "integer": ("整数", "a whole number"),
    "null": ("null", "null"),
}


def spelled(path: yaml.Path) -> str:
    """A path as people read it: departments[1].owner."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


@cache
def schema() -> dict[str, Any]:
    """The schema as data, with `defaults`: of each list, what an entry may say apart from its own id."""
    rules = cast(dict[str, Any], json.loads(SCHEMA.read_text(encoding="utf-8")))
    lists = {name: _entry_of(rules, node) for name, node in rules["properties"].items() if node.get("type") == "array"}
    rules["properties"]["defaults"] = {
        "type": "object",
        "description": "what entries of a list say unless they say otherwise; clause and document only beside a quote",
        "x-zh": "列表里各条目的默认值；条款和文件只补给带原文的条目",
        "properties": {name: _shared(entry) for name, entry in lists.items()},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    return rules


#: What an entry says of itself alone.
_OWN = ("id", "fides_key", "name", "quote")


def _entry_of(rules: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The schema of a list's entries: the mapping, where a text may stand for it."""
    items = node["items"].get("then", node["items"])
    return cast(dict[str, Any], rules["$defs"][items["$ref"].rpartition("/")[2]])


def _shared(entry: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in entry["properties"].items() if key not in _OWN}
    return {"type": "object", "properties": kept, "patternProperties": {"^x-": {}}, "additionalProperties": False}


def problems(document: yaml.Document, file: str) -> list[Problem]:
    """Every place where the data does not fit the schema, in the order of the file, at most MAX_PROBLEMS."""
    import jsonschema_rs  # 30 ms to import: only when a register is read

    rules = schema()
    validator = jsonschema_rs.Draft202012Validator(rules, validate_formats=True)
    found: list[Problem] = []
    for error in validator.iter_errors(document.data):
        path = tuple(error.instance_path)
        for place, message, fix in _told(error, path, rules):
            found.append(Problem("REG-001", file, document.line(place), spelled(place), message, fix))
        if len(found) >= MAX_PROBLEMS:
            break
    return sorted(_once(found), key=lambda p: (p.line, p.path))


def _once(found: list[Problem]) -> list[Problem]:
    """What is wrong with a default is told where it stands, not again for every entry that inherits it."""
    lines = {problem.line for problem in found if problem.path.startswith("defaults.")}
    return [p for p in found if p.path.startswith("defaults.") or p.line not in lines]


def _told(error: Any, path: yaml.Path, rules: dict[str, Any]) -> Iterator[tuple[yaml.Path, Text, Text]]:
    kind = error.kind.name
    where = spelled(path) or "/"
    if kind == "additionalProperties":
        for key in error.kind.unexpected:
            yield (*path, key), *_unknown_key(str(key), _properties(rules, error))
    elif kind == "required":
        key = error.kind.property
        yield path, Text(f"{where} 缺少“{key}”", f"{where} lacks {key!r}"), Text(f"加上 {key}:", f"add {key}:")
    elif kind == "type":
        names = [_TYPES.get(name, (name, name)) for name in sorted(error.kind.types, key="null".__eq__)]
        zh, en = " 或 ".join(n[0] for n in names), " or ".join(n[1] for n in names)
        yield path, Text(f"{where} 应当是{zh}", f"{where} must be {en}"), Text(f"改写成{zh}", f"write {en}")
    elif kind in ("enum", "const"):
        yield path, *_unknown_value(where, error)
    elif kind == "pattern":
        yield path, Text(f"{where} 的写法不对", f"{where} is not written as required"), _pattern_fix(rules, error)
    elif kind == "format":
        yield (
            path,
            Text(f"{where} 不是有效日期", f"{where} is not a date of the calendar"),
            Text("写成 2026-01-31", "write it as 2026-01-31"),
        )
    elif kind == "propertyNames":
        said = Text(f"{where} 里有一个键的写法不对", f"a key in {where} is not written as required")
        yield path, said, Text("用小写字母、数字和下划线", "use lower case letters, digits and underscores")
    elif kind in ("minItems", "minLength"):
        yield path, Text(f"{where} 太短", f"{where} is too short"), Text("补上内容", "fill it in")
    else:
        yield (
            path,
            Text(f"{where} 不符合格式（{kind}）", f"{where} does not fit the schema ({kind})"),
            Text("见 docs/register.md", "see docs/register.md"),
        )


def _unknown_key(key: str, known: list[str]) -> tuple[Text, Text]:
    shown = key[:60]
    message = Text(f"没有“{shown}”这个键", f"there is no key {shown!r} here")
    if near := get_close_matches(key, known, n=1, cutoff=0.6):
        return message, Text(f"是否想写“{near[0]}”？自己的键以 x- 开头", f"did you mean {near[0]!r}? Keys of your own begin with x-")
    return message, Text(
        f"可用的键：{'、'.join(known)}；自己的键以 x- 开头", f"known keys: {', '.join(known)}; keys of your own begin with x-"
    )


def _unknown_value(where: str, error: Any) -> tuple[Text, Text]:
    options = [error.kind.expected_value] if error.kind.name == "const" else list(error.kind.options)
    known = [str(option) for option in options]
    message = Text(f"{where} 的值不认识", f"{where} has an unknown value")
    if near := get_close_matches(str(error.instance), known, n=1, cutoff=0.5):
        return message, Text(f"是否想写 {near[0]}？可用：{'、'.join(known)}", f"did you mean {near[0]}? Known: {', '.join(known)}")
    return message, Text(f"可用：{'、'.join(known)}", f"known: {', '.join(known)}")


def _pattern_fix(rules: dict[str, Any], error: Any) -> Text:
    said = _at(rules, error.schema_path[:-1])
    if "x-zh" in said:
        return Text(f"应当是{said['x-zh']}", f"must be {said['description']}")
    return Text(f"应当符合 {error.kind.pattern}", f"must match {error.kind.pattern}")


def _properties(rules: dict[str, Any], error: Any) -> list[str]:
    return sorted(_at(rules, error.schema_path[:-1]).get("properties", {}))


def _at(rules: dict[str, Any], steps: list[str | int]) -> dict[str, Any]:
    """The subschema that spoke (the validator's schema paths begin at the root, references already followed)."""
    node: Any = rules
    for step in steps:
        node = node[step]
    return node if isinstance(node, dict) else {}
