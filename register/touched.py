"""Whom a change of a register touches: the activities, as they are and as they were, their systems, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from register.compare import Difference
from register.entries import Activity
from register.model import Register


def activities(old: Register, new: Register, d: Difference) -> tuple[Activity, ...]:
    """Those that the entry speaks of; all of them where it concerns everybody. As they are, else as they were."""
    concerns = _TOUCHES.get(d.steps[0])
    found: dict[str, Activity] = {}
    for register in (new, old):
        for activity in register.activities:
            if d.steps[0] in _EVERYBODY or (concerns and concerns(register, activity, entry(d))):
                found.setdefault(activity.id, activity)
    return tuple(found.values())


def systems(concerned: Collection[Activity], d: Difference) -> tuple[str, ...]:
    """Systems of these activities, and the one that the change itself is about, adds to an activity or takes away."""
    own: set[str] = set()
    if d.steps[0] == "systems":
        own = {entry(d)}
    elif d.fields == ("processing_activities", "systems"):
        own = {d.steps[-1][1:-1]}
    return tuple(sorted({system for activity in concerned for system in activity.systems} | own))


def owner(old: Register, new: Register, d: Difference, concerned: Collection[Activity]) -> str:
    """The owner of the department, or the officer (PIPL 52) where several departments or none are concerned."""
    departments = [activity.department for activity in concerned]
    if d.steps[0] == "systems" and (system := new.systems.get(entry(d)) or old.systems.get(entry(d))):
        departments = [system.department]
    if d.steps[0] == "departments":
        departments = [entry(d)]
    known = (new.departments.get(key) or old.departments.get(key) for key in dict.fromkeys(departments))
    owners = list(dict.fromkeys(department.owner or department.name for department in known if department))
    officer = new.organization.officer
    return (len(owners) != 1 and officer and officer.name) or ", ".join(owners)


def entry(d: Difference) -> str:
    """The id of the entry that a change is in, "" where it is in none."""
    return d.steps[1][1:-1] if len(d.steps) > 1 and d.steps[1].startswith("[") else ""


def _meets(register: Register, activity: Activity, key: str, purposes: Collection[str], named: Collection[str]) -> bool:
    """Whether an activity gives to a party: it names the party, or nobody does and they share a purpose."""
    if any(key in getattr(a, field) for a in register.activities for field in ("recipients", "processors")):
        return key in named
    return bool(set(purposes) & set(activity.purposes))


def _of_recipient(r: Register, a: Activity, key: str) -> bool:
    return key in r.recipients and _meets(r, a, key, r.recipients[key].purposes, a.recipients)


def _of_processor(r: Register, a: Activity, key: str) -> bool:
    return key in r.processors and _meets(r, a, key, (r.processors[key].purpose,), a.processors)


def _of_transfer(r: Register, a: Activity, key: str) -> bool:
    transfer = next((t for t in r.transfers if t.id == key), None)
    return transfer is not None and _meets(r, a, transfer.recipient, transfer.purposes, (*a.recipients, *a.processors))


_TOUCHES: dict[str, Callable[[Register, Activity, str], bool]] = {
    "processing_activities": lambda _r, a, key: a.id == key,
    "data_uses": lambda _r, a, key: key in a.purposes,
    "data_categories": lambda r, a, key: r.covers(a.categories, key),
    "data_subjects": lambda _r, a, key: key in a.subjects,
    "collection_scenarios": lambda _r, a, key: a.scenario == key,
    "systems": lambda _r, a, key: key in a.systems,
    "retention_rules": lambda _r, a, key: a.retention == key,
    "departments": lambda _r, a, key: a.department == key,
    "pia": lambda _r, a, key: a.pia == key,
    "recipients": _of_recipient,
    "processors": _of_processor,
    "cross_border_transfers": _of_transfer,
}
#: What concerns everybody whose data the company has.
_EVERYBODY = frozenset(
    {"organization", "rights", "rights_handling", "retention_statement", "change_rules", "sharing_default", "public_disclosure"}
)
