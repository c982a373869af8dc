"""What a data-protection officer reads first: for each kind and system, was it declared, was it found?

Rows are data for reports. A system of which nothing was read is "not scanned", never "not found". A finding in a source of
no system has system "". Every finding is shown, POSSIBLE ones too (the verdict says so), except kinds that are personal
only beside others and stand alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from register.model import Register
from register.violation import Clause, Text
from scanner.inventory import Finding, Inventory, Status, Verdict

State = Literal["declared_found", "declared_not_found", "found_undeclared", "declared_not_scanned"]
_ORDER: tuple[State, ...] = ("found_undeclared", "declared_found", "declared_not_found", "declared_not_scanned")
_SUREST = list(Verdict)
_READ = frozenset({Status.COMPLETE, Status.SAMPLED, Status.PARTIAL, Status.SCHEMA})


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """verdict: the surest of the findings, "" when there is none; matched: cells that hold the kind; columns: how many
    columns do. clause: where the policy speaks of the kind, None where it is silent."""

    category: str
    name: Text
    system: str
    system_name: str
    declared: bool
    clause: Clause | None
    verdict: str
    matched: int
    columns: int
    state: State


def matrix(register: Register, inventory: Inventory) -> tuple[MatrixRow, ...]:
    """Every kind that is declared for a system or found in one; undeclared first, then by kind and system."""
    found = _found(register, inventory)
    declared = {(category, system) for system in register.systems for category in register.declared(system)}
    scanned = {s.key for a in inventory.assets if a.status in _READ and (s := register.system_of(a.uri, a.system))}
    rows = [_row(register, category, system, findings, scanned) for (category, system), findings in found.items()]
    met = {(key, system) for category, system in found for key in register.ancestors(category)}
    rows += [_row(register, category, system, (), scanned) for category, system in declared - met]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.category, row.system)))


def _found(register: Register, inventory: Inventory) -> dict[tuple[str, str], list[Finding]]:
    systems = {asset.uri: register.system_of(asset.uri, asset.system) for asset in inventory.assets}
    linked = {f.uri for f in inventory.findings if f.verdict is not Verdict.POSSIBLE and register.personal(f.category) == "always"}
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in inventory.findings:
        personal = register.personal(finding.category)
        if personal == "always" or (personal == "when_linked" and finding.uri in linked):
            system = systems.get(finding.uri)
            found.setdefault((finding.category, system.key if system else ""), []).append(finding)
    return found


def _row(register: Register, category: str, system: str, findings: Iterable[Finding], scanned: Collection[str]) -> MatrixRow:
    findings = tuple(findings)
    declared = bool(system) and register.covers(register.declared(system), category)
    absent: State = "declared_not_found" if system in scanned else "declared_not_scanned"
    state: State = absent if not findings else "declared_found" if declared else "found_undeclared"
    return MatrixRow(
        category=category,
        name=register.category_name(category),
        system=system,
        system_name=register.systems[system].name if system else "",
        declared=declared,
        clause=register.clause_for(category),
        verdict=min((f.verdict for f in findings), key=_SUREST.index).value if findings else "",
        matched=sum(f.matched for f in findings),
        columns=len({(f.uri, f.column) for f in findings}),
        state=state,
    )
