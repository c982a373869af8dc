"""How lines are added to a register: a fragment of the same form is laid over it, entries meet by their id.

A check suggests fragments, `pandian register propose` applies them, and a company may keep its register in several files:
mappings merge key by key, lists of entries by `id` or `fides_key`, plain lists become their union, anything else is
replaced. A short form meets the long one as what it stands for (`register/short.py`). Pure data in and out; comments are
not its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register import short
from register.references import name_of


def merged(base: Any, addition: Any, place: str = "") -> Any:
    """New data: `base` with `addition` laid over it. place: where both stand ("systems[].bindings"), "" for a whole register."""
    base, addition = met(base, addition, place)
    if isinstance(base, Mapping) and isinstance(addition, Mapping):
        laid = {key: merged(base[key], value, below(place, key)) if key in base else value for key, value in addition.items()}
        return {**base, **laid}
    if isinstance(base, list) and isinstance(addition, list):
        return _lists(base, addition, f"{place}[]")
    return addition


def met(base: Any, addition: Any, place: str) -> tuple[Any, Any]:
    """Both in the long form where one of them is a short form of what the other is."""
    if isinstance(base, str) and isinstance(addition, Mapping):
        return _as_entry(base, addition, place), addition
    if isinstance(base, Mapping) and isinstance(addition, str):
        return base, _as_entry(addition, base, place)
    if isinstance(base, str) and isinstance(addition, list):
        return [base], addition
    if isinstance(base, list) and isinstance(addition, str):
        return base, [addition]
    return base, addition


def below(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def identity(entry: Any) -> Any:
    """The id of an entry; a fresh object for an entry without one, so that it equals nothing."""
    if isinstance(entry, Mapping):
        return name_of(entry) or object()
    return entry if not isinstance(entry, list) else object()


def _lists(base: list[Any], addition: list[Any], place: str) -> list[Any]:
    result = list(base)
    places = {identity(entry): i for i, entry in enumerate(base)}
    for entry in addition:
        at = places.get(identity(entry))
        if at is None:
            result.append(entry)
        elif isinstance(entry, Mapping):
            result[at] = merged(result[at], entry, place)
    return result


def _as_entry(text: str, other: Mapping[str, Any], place: str) -> Any:
    keys = short.text_keys(place, other)
    return dict.fromkeys(keys, text) if keys else text
