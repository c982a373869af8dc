"""Where two registers differ, as data: paths, before, after. What a difference *means* is said in `register/diff.py`.

Both are first brought to one form, in which only what is said counts and not how: short forms and `@groups` are written
out, entries of a list go by their id and items of a plain list are a set, what is empty or says the default is left out,
white space is one blank. So comments, order, layout and defaults make no difference. An id that was renamed is
recognised by its entry's equal content, and references to it follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from register import yaml
from register.categories import known
from register.references import REFERENCES, name_of

Kind = Literal["added", "removed", "changed", "renamed"]


@dataclass(frozen=True, slots=True)
class Key:
    """What an entry of a list goes by. shown: as paths spell it; index: its place in the file, -1 when it came from a group."""

    same: str
    shown: str = field(compare=False)
    index: int = field(compare=False, default=-1)


@dataclass(frozen=True, slots=True)
class Difference:
    """steps: names of fields, ids in brackets: ("data_uses", "[p3]", "legal_basis", "[consent]"). at: where the file that is
    looked at now has it, or the nearest that it has. before and after: values of the one form, None where there is none."""

    steps: tuple[str, ...]
    kind: Kind
    before: Any
    after: Any
    at: yaml.Path

    @property
    def path(self) -> str:
        return "".join(step if step.startswith("[") else f".{step}" for step in self.steps).lstrip(".")

    @property
    def fields(self) -> tuple[str, ...]:
        """The path without ids."""
        return tuple(step for step in self.steps if not step.startswith("["))


#: What a field says when it is left out (as `register/build*.py` read it).
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "data_categories": {"open_ended": False},
    "data_uses": {"vague": False},
    "processing_activities": {"automated_decision": False},
    "recipients": {"named": True},
    "retention_rules": {"action": "delete"},
    "rights_handling": {"identity_verification": False},
    "incident_response": {"report_to_regulator": False},
    "law_profile": {"jurisdiction": "CN", "pack": "cn-2026.11", "sensitivity_standard": "gbt45574-2025"},
}
#: Not compared: constants, and groups and defaults, which are written out where they are used.
_LEFT_OUT = frozenset({"apiVersion", "kind", "category_groups", "defaults"})
#: Lists whose ids may be renamed without saying anything new; the key of a category or a right *is* what it says.
_NAMED = ("documents", "departments", "data_subjects", "data_uses", "collection_scenarios", "systems", "processors", "recipients",
          "retention_rules", "pia", "processing_activities", "cross_border_transfers", "security_measures", "audits")  # fmt: skip


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every difference between two registers' data, in the order of the new file. Nothing for equal ones."""
    before, after = _Form(old).register(), _Form(new).register()
    renamed = list(_renames(before, after))
    return tuple(map(_defaulted, (*renamed, *_between(before, after, (), ()))))


def _defaulted(d: Difference) -> Difference:
    """A field that said its default by being left out has changed, it did not come or go."""
    default = DEFAULTS.get(d.fields[0], {}).get(d.fields[-1]) if len(d.fields) == 2 else None
    if default is None or d.kind not in ("added", "removed"):
        return d
    before, after = (default if value is None else value for value in (d.before, d.after))
    return replace(d, kind="changed", before=before, after=after)


class _Form:
    """Brings one register's data to the form that is compared."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.groups: Mapping[str, Any] = data.get("category_groups") or {}

    def register(self) -> dict[Any, Any]:
        form: dict[Any, Any] = {}
        for section, value in self.data.items():
            if section not in _LEFT_OUT and (made := self._section(section, value)) not in (None, {}):
                form[section] = made
        return form

    def _section(self, section: str, value: Any) -> Any:
        if section.startswith("x-"):
            return _Own(value)
        if section == "organization" and isinstance(value, str):
            value = {"name": value}
        if section == "data_categories":
            value = [{"fides_key": entry} if isinstance(entry, str) else entry for entry in value]
        made = self._value(value, section)
        if isinstance(value, list):
            return {key: self._plain(section, key.same, entry) if isinstance(entry, dict) else entry for key, entry in made.items()}
        return self._plain(section, "", made) if isinstance(made, dict) else made

    def _plain(self, section: str, identity: str, entry: dict[Any, Any]) -> dict[Any, Any]:
        """The entry without what it would say anyway."""
        defaults = {"name": identity, "declaration": "listed" if entry.get("quote") else "internal", **DEFAULTS.get(section, {})}
        if section == "data_categories":
            row = known(identity)
            defaults |= {"personal": row.personal, "classification": row.classification}
        return {key: value for key, value in entry.items() if not (key in defaults and defaults[key] == value)}

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return self._mapping(value)
        if isinstance(value, list):
            return self._list(value, name)
        if isinstance(value, str):
            return " ".join(value.split()) or None
        return value

    def _mapping(self, value: Mapping[str, Any]) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for key, item in value.items():
            if key == "source" and isinstance(item, str) and "type" in value:  # a document's file in its short form
                item = {"path": item}
            form = _Own(item) if key.startswith("x-") else self._value(item, key)
            if form is not None and form != {}:
                made[key] = form
        return made

    def _list(self, value: list[Any], name: str) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for i, item in enumerate(value):
            if isinstance(item, str) and item.startswith("@") and name == "data_categories":
                made |= {Key(key, key): key for key in self.groups.get(item[1:], ()) if Key(key, key) not in made}
            elif isinstance(item, dict) and (identity := name_of(item)):
                rest = {key: field for key, field in item.items() if key not in ("id", "fides_key")}
                made[Key(identity, identity, i)] = self._mapping(rest)
            elif isinstance(item, dict):
                form = self._mapping(item)
                made[Key(_canonical(form), str(i), i)] = form
            else:
                text = self._value(item, "")
                made[Key(str(text), str(text), i)] = text
        return made


@dataclass(frozen=True, slots=True)
class _Own:
    """A value of the company's own (x-…): compared as a whole."""

    value: Any


def _canonical(form: Any) -> str:
    def told(value: Any) -> Any:
        if isinstance(value, dict):
            items = (((key.same if isinstance(key, Key) else key), told(item)) for key, item in value.items())
            return sorted(items, key=lambda pair: pair[0])
        return told(value.value) if isinstance(value, _Own) else value

    return json.dumps(told(form), ensure_ascii=False, sort_keys=True)


def _is_list(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(next(iter(value), None), Key)


def _between(old: Any, new: Any, steps: tuple[str, ...], at: yaml.Path) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in (*new, *(key for key in old if key not in new)):
            yield from _child(old, new, key, steps, at)
    elif old != new:
        yield Difference(steps, "changed", _bare(old), _bare(new), at)


def _child(old: dict[Any, Any], new: dict[Any, Any], key: Any, steps: tuple[str, ...], at: yaml.Path) -> Iterator[Difference]:
    step = f"[{key.shown}]" if isinstance(key, Key) else key
    index = key.index if isinstance(key, Key) else key
    below, here = (*steps, step), (*at, index) if key in new and index != -1 else at
    before, after = old.get(key), new.get(key)
    if key in old and key in new:
        yield from _between(before, after, below, here)
    elif isinstance(key, Key) and (twin := _twin(key, old if key in new else new, old, new)) is not None:
        if key in new:  # an entry without an id, edited in place: told once, from its new side
            yield from _between(old[twin], after, below, here)
    elif _is_list(before) or _is_list(after):
        yield from _between(before or {}, after or {}, below, here)
    elif key in new:
        yield Difference(below, "added", None, _bare(after), here)
    else:
        yield Difference(below, "removed", _bare(before), None, here)


def _twin(key: Key, other: dict[Any, Any], old: dict[Any, Any], new: dict[Any, Any]) -> Key | None:
    """The entry without an id that stood in the same place, when it is on the other side only."""
    if key.same == key.shown:
        return None
    return next((k for k in other if k.shown == key.shown and k.same != k.shown and not (k in old and k in new)), None)


def _bare(value: Any) -> Any:
    """A value as it would be written: lists again, the company's own as it is."""
    if isinstance(value, _Own):
        return value.value
    if _is_list(value):
        return [item if not isinstance(item, dict) else ({"id": key.same} if key.same == key.shown else {}) | _bare(item)
                for key, item in value.items()]  # fmt: skip
    return {key: _bare(item) for key, item in value.items()} if isinstance(value, dict) else value


def _renames(old: dict[Any, Any], new: dict[Any, Any]) -> Iterator[Difference]:
    """Entries with a new id and the same content; the old form takes the new id, so that nothing else is told of it. Goes on
    until nothing changes: a renamed purpose makes two activities equal that were not."""
    again = True
    while again:
        again = False
        for section in _NAMED:
            for was, now in _pairs(old.get(section) or {}, new.get(section) or {}):
                entries = old[section]
                old[section] = {(now if key == was else key): entry for key, entry in entries.items()}
                _follow(old, section, was, now)
                yield Difference((section, f"[{now.shown}]"), "renamed", was.shown, now.shown, (section, now.index))
                again = True


def _pairs(old: Mapping[Key, Any], new: Mapping[Key, Any]) -> list[tuple[Key, Key]]:
    """One entry gone and one come with equal content, when there is no other such."""
    gone, fresh = [key for key in old if key not in new], [key for key in new if key not in old]
    pairs = []
    for was in gone:
        same = [now for now in fresh if old[was] and old[was] == new[now]]
        if len(same) == 1 and sum(old[key] == old[was] for key in gone) == 1:
            pairs.append((was, same[0]))
    return pairs


def _follow(data: dict[Any, Any], section: str, was: Key, now: Key) -> None:
    for name, field_name, target in REFERENCES:
        if section in target.split("|"):
            for entry in (data.get(name) or {}).values():
                _replace(entry, field_name, was, now)
    if section == "documents":
        _cited(data, was.same, now.same)


def _replace(entry: dict[Any, Any], name: str, was: Key, now: Key) -> None:
    value = entry.get(name)
    if value == was.same:
        entry[name] = now.same
    elif isinstance(value, dict) and was in value:
        entry[name] = {(Key(now.same, now.same, key.index) if key == was else key): (now.same if key == was else item)
                       for key, item in value.items()}  # fmt: skip


def _cited(data: Any, was: str, now: str) -> None:
    """Clauses that name their document."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == "document" and value == was:
            data[key] = now
        else:
            _cited(value, was, now)
