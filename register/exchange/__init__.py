"""What an *exchange format* is: another tool's way to say what a register says, written from a register and read into fragments of one.

A format is one module of this package with ``NAME``, ``SUFFIX``, ``LOST`` and ``exported(register, inventory)``, and, where it can be
read, ``imported(data)``; `formats` finds them by walking the package. No format can say everything: ``LOST`` names what is left
out, and whoever exports is told. A fragment is laid over a register by `register.merge`, so nothing written by hand is lost.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast, runtime_checkable

from register import law
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Finding, Inventory, Verdict

Data = Any
Fragment = dict[str, Any]


class ExchangeError(ValueError):
    """The document cannot be read as this format. `said` is why, in both languages."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


class Format(Protocol):
    """A module of this package. SUFFIX: .yaml or .json."""

    NAME: str
    SUFFIX: str
    LOST: Text

    def exported(self, register: Register, inventory: Inventory | None) -> Data: ...


@runtime_checkable
class Readable(Format, Protocol):
    """A format that can be read too."""

    def imported(self, data: Data) -> Fragment:
        """Raises ExchangeError."""


@cache
def formats() -> dict[str, Format]:
    """Format name -> module, in name order."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return dict(sorted((m.NAME, cast(Format, m)) for m in modules if hasattr(m, "NAME")))


def readable() -> dict[str, Readable]:
    """Those of them that can be read."""
    return {name: module for name, module in formats().items() if isinstance(module, Readable)}


# -- what several formats need ------------------------------------------------------------------------------------------


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """The value as a mapping. Raises ExchangeError that names the place."""
    if not isinstance(value, Mapping):
        raise ExchangeError(Text(f"{where} 应是键值表", f"{where} has to be a mapping"))
    return value


def sequence(value: Any, where: str) -> list[Any]:
    """The value as a list; None is an empty one. Raises ExchangeError that names the place."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ExchangeError(Text(f"{where} 应是列表", f"{where} has to be a list"))
    return value


def words(value: Any) -> str:
    """Text of a field that may be missing or of another type."""
    return value.strip() if isinstance(value, str) else ""


def key_of(name: str) -> str:
    """A fideslang key: letters, digits and _ . < > - of any name."""
    return re.sub(r"[^a-zA-Z0-9_.<>-]+", "_", name).strip("_")[:100] or "x"


def category_key(value: Any) -> str:
    """The value when it is a category key of at least two steps, else ""."""
    text = words(value)
    return text if re.fullmatch(r"[a-zA-Z0-9_<>-]+(\.[a-zA-Z0-9_<>-]+)+", text) else ""


def categories(keys: list[str]) -> Fragment:
    """The kinds themselves, so that a fragment refers to nothing that is not there."""
    return {"data_categories": [{"fides_key": key} for key in dict.fromkeys(keys)]}


def columns(inventory: Inventory | None) -> dict[str, tuple[AssetRecord, dict[str, Finding]]]:
    """URI -> the asset and its columns that hold personal information (CONFIRMED or LIKELY), each with its surest finding."""
    if inventory is None:
        return {}
    found: dict[str, dict[str, Finding]] = {}
    for finding in inventory.findings:
        if finding.verdict is not Verdict.POSSIBLE and not finding.path:
            found.setdefault(finding.uri, {}).setdefault(finding.column, finding)
    return {asset.uri: (asset, found.get(asset.uri, {})) for asset in inventory.assets}


def is_sensitive(register: Register, category: str) -> bool:
    """By the law pack that the register names, else by the one that comes with the program."""
    return register.is_sensitive(category, law.load(register.pack) if register.pack in law.packs() else law.load())


def held_by(systems: Mapping[str, list[str]]) -> Fragment:
    """Systems with the kinds that another tool knows of in them, as systems and activities; those without any are left out."""
    held = {system: keys for system, keys in systems.items() if keys}
    made = {
        **categories([key for keys in held.values() for key in keys]),
        "systems": [{"fides_key": system, "name": system, "administrating_department": None} for system in held],
        "processing_activities": [activity(system, keys) for system, keys in held.items()],
    }
    return {key: value for key, value in made.items() if value}


def activity(system: str, keys: list[str]) -> Fragment:
    """A processing activity for kinds that another tool knows of in a system; a person gives it its purposes."""
    name = re.sub(r"[^a-z0-9]+", "-", system.lower()).strip("-") or "x"
    return {"id": f"{name}-imported", "name": system, "department": None, "systems": [system], "data_categories": list(dict.fromkeys(keys))}
