"""How lines are added to a register: a fragment of the same form is laid over it, entries meet by their id.

A check suggests fragments, `pandian register` may apply them, and a company may keep its register in several files:
mappings merge key by key, lists of entries by `id` or `fides_key`, plain lists become their union, anything else is
replaced. Pure data in and out; comments are not its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register.references import name_of


def merged(base: Any, addition: Any) -> Any:
    """New data: `base` with `addition` laid over it."""
    if isinstance(base, Mapping) and isinstance(addition, Mapping):
        return {**base, **{key: merged(base[key], value) if key in base else value for key, value in addition.items()}}
    if isinstance(base, list) and isinstance(addition, list):
        return _lists(base, addition)
    return addition


def _lists(base: list[Any], addition: list[Any]) -> list[Any]:
    result = list(base)
    places = {_identity(entry): i for i, entry in enumerate(base)}
    for entry in addition:
        place = places.get(_identity(entry))
        if place is None:
            result.append(entry)
        elif isinstance(entry, Mapping):
            known = result[place] if isinstance(result[place], Mapping) else {"fides_key": result[place]}
            result[place] = merged(known, entry)
    return result


def _identity(entry: Any) -> Any:
    """The id of an entry; a fresh object for an entry without one, so that it equals nothing."""
    if isinstance(entry, (Mapping, str)):
        return name_of(entry) or object()
    return entry if not isinstance(entry, list) else object()
