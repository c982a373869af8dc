"""INV-002: the company declares the kind, but not for the system in which it was found."""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.entries import Activity
from register.model import Register
from register.precedence import biometric_of, held, leaked
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-002",
    Severity.MEDIUM,
    False,
    ("PIPL 6", "PIPL 51(2)"),
    Text("已声明的信息出现在未声明的系统", "Declared, but not for this system"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register = context.register
    for place in held(context):
        category, system = place.finding.category, place.system
        if system is None or register.covers(register.declared(system.key), category) or biometric_of(context, place):
            continue
        if not register.covers(register.declared_anywhere(), category) or leaked(context, place):  # INV-001, SEC-004
            continue
        nearest = _declaring(register, category)
        name = register.category_name(category)
        lines, line = context.declaring(place)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 有“{name.zh}”；公司声明过它，但系统“{system.name}”的处理活动没有",
                f"{place.label} holds {name.en}; the company declares it, but no activity of system {system.name} does",
            ),
            Text(
                "确认该系统确需此类信息并登记到它的处理活动；否则从该系统删除",
                "declare it in an activity of this system if the system needs it; else remove it from the system",
            ),
            clause=register.clause_for(category),
            line=line,
            yaml=lines,
            evidence=[("nearest", f"{nearest.id} {nearest.name} ({', '.join(nearest.systems)})")],
        )


def _declaring(register: Register, category: str) -> Activity:
    return next(a for a in register.activities if register.covers(a.categories, category))
