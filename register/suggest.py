"""Which lines to put into a register so that a violation goes away: fragments that `merge.merged` lays over it.

A suggestion states only what is known (kinds, systems, countries); purposes, periods and owners are for a person to
decide, and where a value has to stand it is one to replace. Everything is dumped as YAML that our own 1.2 loader reads
back equal, whatever names a hostile source has.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import yaml

from register.entries import System
from register.model import Register
from register.yaml import reads_as_text

Fragment = dict[str, Any]


class _Dumper(yaml.CSafeDumper):
    """Quotes text that YAML 1.2 would read as something else than text (1e3, 0o7), which YAML 1.1 would not. Writes
    what stands twice out twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if reads_as_text(value) else '"')


_Dumper.add_representer(str, _text)


def dumped(fragment: Mapping[str, Any] | list[Any]) -> str:
    """Block style with short inner lists on one line."""
    data = dict(fragment) if isinstance(fragment, Mapping) else fragment
    lines: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return lines


def on_one_line(value: Any) -> str:
    """Flow style, as it may stand within a line."""
    line: str = yaml.dump([value], Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=1 << 30)
    return line.strip()[1:-1]


EXAMPLE = "# 示例值，请替换 · example values, to be replaced\n"


def example(fragment: Mapping[str, Any]) -> str:
    """Lines whose values somebody has to replace, and say so."""
    return EXAMPLE + dumped(fragment)


def dumped_all(data: Any) -> str:
    """Any data in block style: a mapping as one document, a list of mappings as one list."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=120)


def slug(name: str) -> str:
    """An id from any name: lower case letters, digits, hyphens; a short hash where nothing is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    return plain or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def named(register: Register, category: str) -> Fragment:
    """The category among the company's kinds, {} when it or a parent is there already."""
    return {} if register.category(category) else {"data_categories": [{"fides_key": category, "declaration": "internal"}]}


def declared(register: Register, category: str, system: System | None, source: str) -> tuple[Fragment, int]:
    """The category in an activity of the system, and the line where that is written: the system's first activity, else
    a new one. For a source that belongs to no system a new activity named after it."""
    activities = register.activities_of(system.key) if system else ()
    if activities:
        entry: Fragment = {"id": activities[0].id, "data_categories": [category]}
        return {**named(register, category), "processing_activities": [entry]}, activities[0].categories_line
    entry = {"id": _free_id(register, slug(system.key if system else source)), "name": system.name if system else source}
    entry |= {"department": (system.department or None) if system else None}
    entry |= {"systems": [system.key]} if system else {}
    entry |= {"data_categories": [category]}
    return {**named(register, category), "processing_activities": [entry]}, register.line("processing_activities")


def bound(register: Register, source: str, glob: str, name: str, owner: str) -> Fragment:
    """A system for a source that has none. name: the one that the configuration gives it, if any."""
    department = next((d.id for d in register.departments.values() if owner and owner in (d.id, d.name, d.owner)), None)
    key = re.sub(r"[^a-zA-Z0-9_.<>-]+", "-", name).strip("-") or slug(source)
    return {"systems": [{"fides_key": key, "name": name or source, "administrating_department": department, "bindings": [glob]}]}


def transfer(register: Register, category: str, country: str, existing: str) -> Fragment:
    """The category in a transfer to the country. existing: id of an entry for that country, "" for a new one."""
    entry: Fragment = {"id": existing, "data_categories": [category]}
    if not existing:
        entry = {
            "id": f"to-{slug(country)}",
            "recipient": None,
            "country": country,
            "channels": ["transfer"],
            "data_categories": [category],
        }
        entry |= {"mechanism": {"type": "undetermined"}, "exemption": {"type": "undetermined"}}
    return {**named(register, category), "cross_border_transfers": [entry]}


def _free_id(register: Register, wanted: str) -> str:
    taken = {activity.id for activity in register.activities}
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
