"""The *catalogue*: every recognizer there is, found by walking this package.

A recognizer is one module that defines ``RECOGNIZER``; its file name is the entity in lower case. Nothing has to be
registered: a new module (and its table of cases in ``tests/tables/``) is the whole change. Only the standard library
is imported here, because the CI gate starts through this package.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any

from recognizers.base import Recognizer, RecognizerError


@cache
def catalogue() -> tuple[Recognizer, ...]:
    """Every definition, sorted by (rank, entity). Raises RecognizerError when a file name is not its entity."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        recognizer = getattr(importlib.import_module(f"{__name__}.{module.name}"), "RECOGNIZER", None)
        if recognizer is None:
            continue  # base, find, headers, presidio: about recognizers, not one of them
        if recognizer.entity.lower() != module.name:
            raise RecognizerError(f"recognizers/{module.name}.py defines {recognizer.entity}; the file name is the entity in lower case")
        found.append(recognizer)
    return tuple(sorted(found, key=lambda r: (r.rank, r.entity)))


def digest(recognizers: Iterable[Recognizer]) -> str:
    """SHA-256 (hex) over the data of the definitions, in catalogue order: equal in every process, other when a word changes.

    A `validate` function counts by its name, not by its code.
    """
    data = [_plain(r) for r in sorted(recognizers, key=lambda r: (r.rank, r.entity))]
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    """A definition as JSON data."""
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if callable(value):
        return f"{value.__module__}.{value.__qualname__}"
    return value
