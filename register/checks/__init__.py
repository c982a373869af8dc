"""The checks: one module per rule, named after it, with `RULE` (data) and `check(context)` (a generator of violations).

They are found by walking this package: a new rule is a new module and nothing else is edited. `run` asks them all. A rule
that only a person can decide (`Rule.manual`) has no `check`; `manual` lists those, so that none is passed in silence.
"""

from __future__ import annotations

import gc
import pkgutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib import import_module

from register import law
from register.context import Check, Context, Rule
from register.law import LawPack
from register.model import Register
from register.violation import Violation
from scanner.inventory import Inventory

#: The rules that speak of definitions and of changes to the register: what the gate asks, and loads.
GATE = (
    *("CHG-001", "CHG-003", "INV-011", "INV-012", "REG-003", "SHR-001", "SHR-005", "SPI-001", "SPI-002"),
    *("WEB-001", "WEB-003", "XB-001", "XB-007"),
)


@cache
def _checks(only: tuple[str, ...] | None = None) -> tuple[tuple[Rule, Check], ...]:
    """All checks, or those of some rules without loading the others. Raises ValueError for an unknown rule."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    wanted = names if only is None else [rule.lower().replace("-", "_") for rule in only]
    if unknown := sorted(set(wanted) - set(names)):
        known = ", ".join(name.upper().replace("_", "-") for name in names)
        raise ValueError(f"unknown rules {', '.join(name.upper().replace('_', '-') for name in unknown)}; there are: {known}")
    modules = [import_module(f"{__name__}.{name}") for name in wanted]
    return tuple(sorted(((module.RULE, getattr(module, "check", _nothing)) for module in modules), key=lambda pair: pair[0].id))


def _nothing(_context: Context) -> Iterator[Violation]:
    """The check of a manual rule."""
    return iter(())


def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    return tuple(rule for rule, _ in _checks())


def manual() -> tuple[Rule, ...]:
    """Rules that a person has to decide, by id."""
    return tuple(rule for rule in rules() if rule.manual is not None)


def run(
    register: Register,
    inventory: Inventory,
    *,
    today: date,
    law_pack: LawPack | None = None,
    only: Collection[str] | None = None,
    previous: Register | None = None,
    earlier: Inventory | None = None,
) -> list[Violation]:
    """What the register, a scan and the law do not agree on, worst first and in the same order every time.

    law_pack None takes the one that the register names. only: ids of the rules to ask; ValueError for an unknown one.
    previous: the register as it was before, for the rules about changes. earlier: the scan before this one.
    """
    checks = _checks(None if only is None else tuple(sorted(only)))
    context = Context(register, inventory, law_pack or law.load(register.pack), today, previous, earlier)
    with _uncollected():
        found = [violation for _, check in checks for violation in check(context)]
    return sorted(found, key=lambda v: (v.severity.rank, v.rule, v.uri, v.column, v.entity, v.category, v.declaration, v.line))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic garbage collector: violations by the ten thousand are no garbage, and looking for it among them takes a fifth of
    the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
