"""What a *report* is: one frozen `Report` in, one text or file out, by a function.

A format is one module of this package with ``NAME``, ``SUFFIX``, ``BINARY`` and ``render(report)``; `formats` finds them
by walking the package, so a new format is one new file. Nothing here decides anything: what was found is the inventory's,
what is wrong is the register's. Heavy libraries are imported inside ``render`` (the CI gate starts through this module).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, Protocol, cast

if TYPE_CHECKING:
    from register.context import Context
    from register.diff import Change
    from register.entries import Waiver
    from register.law import LawPack
    from register.matrix import MatrixRow
    from register.model import Register
    from register.violation import Violation
    from scanner.decisions import Standing
    from scanner.inventory import Finding, Inventory

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Report:
    """Everything a format needs. register None: nothing was compared, and every format says so. waived: violations that the
    register accepts, each with its waiver; they are told apart, never left out. decisions: what people said of findings, by the
    findings' fingerprints; the inventory is the machine's and every format shows both.

    generated: ISO 8601 time of this report (not of the scan), "" to leave it out. law_pack None: the one that the register names.
    today: the day on which periods and dates are judged. changes: against an earlier register, where one was given. had: what some rules
    need and there was: "previous" (register), "earlier" (scan).
    """

    inventory: Inventory
    violations: tuple[Violation, ...] = ()
    register: Register | None = None
    matrix: tuple[MatrixRow, ...] = ()
    lang: Language = "zh"
    generated: str = ""
    waived: tuple[tuple[Violation, Waiver], ...] = ()
    decisions: Mapping[str, Standing] = field(default_factory=dict)
    law_pack: LawPack | None = None
    today: date | None = None
    changes: tuple[Change, ...] = ()
    had: frozenset[str] = frozenset()

    @cached_property
    def context(self) -> Context:
        """What the checks see: the counted findings with their systems, countries and owners. Needs a register."""
        from register import law
        from register.context import Context

        assert self.register is not None
        return Context(self.register, self.counted, self.law_pack or law.load(self.register.pack), self.today or date.today())

    @cached_property
    def _by_uri(self) -> dict[str, list[Finding]]:
        grouped: dict[str, list[Finding]] = {}
        for finding in self.inventory.findings:
            grouped.setdefault(finding.uri, []).append(finding)
        return grouped

    def beside(self, uri: str) -> list[Finding]:
        """All findings of an asset."""
        return self._by_uri.get(uri, [])

    def decision(self, finding: Finding) -> Standing | None:
        return self.decisions.get(finding.fingerprint) if self.decisions else None

    @cached_property
    def counted(self) -> Inventory:
        """The inventory without the findings that a person dismissed: what figures count."""
        kept = tuple(f for f in self.inventory.findings if not ((stands := self.decision(f)) and stands.dismisses))
        return replace(self.inventory, findings=kept) if len(kept) < len(self.inventory.findings) else self.inventory


class Format(Protocol):
    """A module of this package. BINARY: render gives bytes (XLSX), else text."""

    NAME: str
    SUFFIX: str
    BINARY: bool

    def render(self, report: Report) -> bytes | str: ...


@cache
def formats() -> dict[str, Format]:
    """Format name -> module, in name order."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    found = {module.NAME: cast(Format, module) for module in modules if hasattr(module, "NAME")}
    return dict(sorted(found.items()))
