"""The short forms of a register: what may be written in a few characters, and what it stands for.

One table says where a text stands for an entry, where one value stands for a list of one, and where a period may be written
as people say it (3年). `written_out` puts the long form in their place, each with the line on which it was written, so that
nothing after it knows of short forms; `inherited` fills in what the register says once, under `defaults`. What is not
understood is left as it is: the schema tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from register import yaml
from register.violation import Text
from register.yaml import Node

#: place -> the keys that the text stands for.
TEXTS: dict[str, tuple[str, ...]] = {
    "organization": ("name",),
    "organization.controller": ("email",),
    "organization.data_protection_officer": ("email",),
    "organization.representative": ("email",),
    "rights_handling.contact": ("email",),
    "recipients[].contact": ("email",),
    "documents[].source": ("path",),
    "departments[]": ("id", "name"),
    "data_categories[]": ("fides_key",),
    "data_subjects[]": ("fides_key",),
}
#: The one text that stays as it is, because the long form would say no more.
PLAIN = "data_categories[]"
#: Where one value stands for a list of one.
SINGLE = (
    "systems[].bindings",
    "data_uses[].legal_basis",
    "collection_scenarios[].data_categories",
    *(f"processing_activities[].{key}" for key in ("systems", "data_categories", "data_uses", "data_subjects")),
)
#: Where a period stands.
PERIODS = (
    "documents[].review.interval",
    "processors[].supervision.interval",
    "retention_statement.period",
    "retention_rules[].period",
    "retention_rules[].grace",
    "retention_rules[].legal_minimum.period",
    "rights_handling.response_deadline",
)
#: Filled in only beside a quote: an entry without one is not the policy's, and has no clause to inherit.
_CITED = ("clause", "document")
_NUMBER = r"([0-9]{1,4}|[一二两三四五六七八九]?十?[一二三四五六七八九]?)"
_SAID = re.compile(rf"(?:{_NUMBER}年)?(?:{_NUMBER}个月)?(?:{_NUMBER}(?:周|个?星期))?(?:{_NUMBER}[天日])?")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def written_out(root: Node) -> Node:
    """The same file in its long form; of `defaults` too, which stay where they are."""
    for place, keys in TEXTS.items():
        if place != PLAIN:
            root = _everywhere(root, place, partial(_entry, keys=keys))
    for place in SINGLE:
        root = _everywhere(root, place, _listed)
    for place in PERIODS:
        root = _everywhere(root, place, _period)
    return root


def places(place: str) -> tuple[str, ...]:
    """A place, and the one in `defaults` that speaks of it."""
    name, entry, rest = place.partition("[].")
    return (place, f"defaults.{name}.{rest}") if entry else (place,)


def inherited(root: Node) -> Node:
    """The entries of each list with what `defaults` says of it, where they do not say it themselves. Raises yaml.YamlError where
    that would make more than a register may hold."""
    below = yaml.children(root)
    given = yaml.children(below["defaults"][1]) if "defaults" in below else {}
    growth = sum(node.size * len(below[name][1].data) for name, (_, node) in given.items() if name in below and _is_list(below[name][1]))
    if root.size + growth > yaml.MAX_NODES:
        said = Text(f"填入默认值后超过 {yaml.MAX_NODES} 项", f"more than {yaml.MAX_NODES} entries with the defaults filled in")
        raise yaml.YamlError(below["defaults"][0] if given else root.line, 1, said)
    for name, (_, shared) in given.items():
        if isinstance(shared.data, dict):
            root = _changed(root, (str(name), "[]"), partial(_filled, given=shared, place=f"{name}[]"))
    return root


def _is_list(node: Node) -> bool:
    return isinstance(node.data, list)


def without_defaults(document: yaml.Document) -> yaml.Document:
    """What is said once has been said where it counts."""
    kept = {str(key): child for key, child in yaml.children(document.root).items() if key != "defaults"}
    root = yaml.mapping(document.root.line, kept)
    return yaml.Document(root.data, root)


def iso(text: str) -> str | None:
    """3年, 六个月, 半年, 1年6个月 as ISO 8601; None for anything else."""
    match = _SAID.fullmatch("6个月" if text.strip() == "半年" else "".join(text.split()))
    if match is None or not any(match.groups()) or "" in match.groups():
        return None
    return "P" + "".join(f"{_number(said)}{unit}" for said, unit in zip(match.groups(), "YMWD", strict=True) if said)


def text_keys(place: str, entry: Any = None) -> tuple[str, ...]:
    """The keys that a text at this place stands for; of an unknown list, by the keys of the entry that it meets."""
    return TEXTS.get(place) or tuple(key for key in ("id", "fides_key") if entry and key in entry)[:1]


def _number(said: str) -> int:
    if said.isascii():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)


def _everywhere(root: Node, place: str, change: Callable[[Node], Node]) -> Node:
    for where in places(place):
        root = _changed(root, _steps(where), change)
    return root


def _steps(place: str) -> tuple[str, ...]:
    return tuple(place.replace("[]", ".[]").split("."))


def _changed(node: Node, steps: tuple[str, ...], change: Callable[[Node], Node]) -> Node:
    """The node with `change` done to whatever stands at `steps` ("[]": each item) below it; the same node if that changes none."""
    if not steps:
        return change(node)
    wanted = list if steps[0] == "[]" else dict
    if not isinstance(node.data, wanted):
        return node
    below = yaml.children(node)
    at = list(below) if steps[0] == "[]" else [steps[0]] if steps[0] in below else []
    new = {step: (below[step][0], _changed(below[step][1], steps[1:], change)) for step in at}
    if all(new[step][1] is below[step][1] for step in at):
        return node
    below |= new
    return yaml.sequence(node.line, list(below.values())) if steps[0] == "[]" else yaml.mapping(node.line, _named(below))


def _named(below: dict[str | int, tuple[int, Node]]) -> dict[str, tuple[int, Node]]:
    return {str(key): child for key, child in below.items()}


def _entry(node: Node, keys: tuple[str, ...]) -> Node:
    if not isinstance(node.data, str) or not node.data:
        return node
    return yaml.mapping(node.line, {key: (node.line, Node(node.data, node.line)) for key in keys})


def _listed(node: Node) -> Node:
    return yaml.sequence(node.line, [(node.line, node)]) if isinstance(node.data, str) else node


def _period(node: Node) -> Node:
    said = iso(node.data) if isinstance(node.data, str) else None
    return Node(said, node.line) if said else node


def as_entry(node: Node, place: str) -> Node:
    """A text as the entry that it stands for at this place."""
    return _entry(node, TEXTS[place]) if place in TEXTS else node


def _filled(node: Node, given: Node, place: str) -> Node:
    if isinstance(node.data, str) and not all(key in _CITED for key in given.data):
        node = as_entry(node, place)
    if not isinstance(node.data, dict):
        return node
    cited = "quote" in node.data
    more = {k: v for k, v in yaml.children(given).items() if k not in node.data and (cited or k not in _CITED)}
    return yaml.mapping(node.line, _named(yaml.children(node) | more)) if more else node
