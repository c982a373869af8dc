"""Holds what a scan said of the example estate against the truth: nothing missed, nothing false. Used by the demo and its test."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pandian.estate.truth import Expected, Truth
from register.violation import Violation
from scanner.inventory import Inventory, Verdict


def differences(inventory: Inventory, truth: Truth) -> Iterator[tuple[str, str, str, str]]:
    """(missed or false, uri, column, entity). A finding counts from LIKELY on, as it does for the checks."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in inventory.findings:
        if finding.verdict is not Verdict.POSSIBLE:
            found[finding.uri, finding.column].add(finding.entity)
    for uri, columns in truth.items():
        for column, entities in columns.items():
            got = found.pop((uri, column), set())
            yield from (("missed", uri, column, e) for e in sorted(entities - got))
            yield from (("false", uri, column, e) for e in sorted(got - entities))
    yield from (("false", uri, column, e) for (uri, column), got in found.items() for e in sorted(got))


def told(violation: Violation, command: str) -> Expected:
    """A violation in the words of the truth: a declaration by the id of its entry."""
    if violation.uri:
        overdue = dict(violation.evidence).get("overdue")
        count = int(overdue) if overdue is not None else None
        return Expected(violation.rule, command, violation.uri, violation.column, violation.entity, count=count)
    if violation.category:
        return Expected(violation.rule, command, declaration=violation.category)
    entry = re.match(r"[a-z_]+\[([^]]+)\]", violation.declaration)
    return Expected(violation.rule, command, declaration=entry[1] if entry else violation.declaration)
