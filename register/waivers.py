"""Which violations somebody has accepted, with a reason and until a day: the register's `waivers`.

A waiver names a rule and a target: a glob over asset URIs, or over `uri.column` for one column, or a path in the
register. With a fingerprint it holds for that one violation only. After its last day it holds for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from register.entries import Waiver
from register.glob import matches
from register.model import Register
from register.violation import Violation


def split(violations: Iterable[Violation], register: Register, today: date) -> tuple[list[Violation], list[tuple[Violation, Waiver]]]:
    """(violations that stand, violations that are waived, each with its waiver), both in the order given."""
    valid = [waiver for waiver in register.waivers if today <= waiver.expires]
    standing: list[Violation] = []
    waived: list[tuple[Violation, Waiver]] = []
    for violation in violations:
        waiver = next((w for w in valid if covers(w, violation)), None)
        if waiver is None:
            standing.append(violation)
        else:
            waived.append((violation, waiver))
    return standing, waived


def covers(waiver: Waiver, violation: Violation) -> bool:
    """Whether rule, target and (where given) fingerprint are those of the violation."""
    if waiver.rule != violation.rule or waiver.fingerprint not in ("", violation.fingerprint):
        return False
    places = (violation.uri, f"{violation.uri}.{violation.column}") if violation.uri else (violation.declaration,)
    return any(matches(waiver.target, place) for place in places)
