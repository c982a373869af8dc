"""Which impact assessment covers an activity, and the lines that register one: shared by the rules of PIPL 55."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from register.entries import Activity
from register.model import Register
from register.parties import Assessment
from register.suggest import Fragment


def covering(register: Register, activity: Activity) -> tuple[Assessment, ...]:
    """Assessments that the activity names or that name the activity."""
    return tuple(a for a in register.assessments.values() if a.id == activity.pia or activity.id in a.activities)


def assessed(register: Register, activity: Activity, trigger: str) -> bool:
    """Whether one of them was made for this trigger."""
    return any(trigger in a.triggers for a in covering(register, activity))


def proposed(register: Register, activity: Activity, triggers: Iterable[str], today: date) -> Fragment:
    """An assessment of the activity to be made: its own one with more triggers, else a new one."""
    known = register.assessments.get(activity.pia)
    entry: Fragment = {"id": known.id if known else f"pia-{activity.id}", "triggers": sorted(triggers), "date": str(today)}
    entry |= {
        "activities": [activity.id],
        "result": known.result if known else "medium",
        "report": (known.report if known else "") or "报告编号",
    }
    return {"pia": [entry]}
