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


@cache
def _checks() -> tuple[tuple[Rule, Check], ...]:
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
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
    known = {rule.id for rule in rules()}
    if unknown := sorted(set(only or ()) - known):
        raise ValueError(f"unknown rules {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    context = Context(register, inventory, law_pack or law.load(register.pack), today, previous, earlier)
    with _uncollected():
        found = [violation for rule, check in _checks() if only is None or rule.id in only for violation in check(context)]
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
