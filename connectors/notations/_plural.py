"""Names of tables as object mappers make them: the plural of an English noun, and snake case."""

from __future__ import annotations

import re

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice",
}  # fmt: skip
_SAME = (
    "equipment",
    "information",
    "rice",
    "money",
    "species",
    "series",
    "fish",
    "sheep",
    "jeans",
    "police",
    "news",
    "people",
    "data",
    "media",
)
_ENDINGS = (
    (re.compile(r"(quiz)$"), r"\1zes"),
    (re.compile(r"(matr|vert|ind)(?:ix|ex)$"), r"\1ices"),
    (re.compile(r"(x|ch|ss|sh|z)$"), r"\1es"),
    (re.compile(r"([^aeiou]|qu)y$"), r"\1ies"),
    (re.compile(r"(?:([^f])fe|([lr])f)$"), r"\1\2ves"),
    (re.compile(r"sis$"), "ses"),
    (re.compile(r"(buffal|tomat|potat)o$"), r"\1oes"),
    (re.compile(r"(alias|status|virus|bus)$"), r"\1es"),
    (re.compile(r"s$"), "s"),
)
_LAST = re.compile(r"[A-Z]?[a-z]+$")


def plural(name: str) -> str:
    """UserAddress -> UserAddresses, customer -> customers, person -> people; its last word is the noun."""
    found = _LAST.search(name)
    if found is None:
        return name + "s" if name and not name.endswith(("s", "S")) else name
    noun = found[0]
    low = noun.lower()
    if low in _SAME:
        return name
    made = _IRREGULAR.get(low) or next((end.sub(by, low) for end, by in _ENDINGS if end.search(low)), low + "s")
    return name[: found.start()] + (made[0].upper() + made[1:] if noun[0].isupper() else made)


def snake(name: str) -> str:
    """fullName, FullName -> full_name; IDCardNo -> id_card_no."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)).lower()
