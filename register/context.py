"""What a *check* is given and what it is made of: a Rule (data) and a Context (the register, the scan, the law, today).

The Context answers what every check asks: which findings count, which system an asset belongs to, who owns it. Its
answers are worked out once. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from register import suggest
from register.entries import System
from register.law import LawPack
from register.model import Register
from register.parties import RuleSetting
from register.violation import Clause, Severity, Text, Violation
from scanner.inventory import AssetRecord, ColumnRecord, Finding, Inventory, Status, Verdict

#: Environments in which no production data should be (PIPL 51).
NON_PRODUCTION = frozenset({"dev", "test", "staging", "uat", "preprod"})
#: An asset that was looked into, at least in part.
READ = frozenset({Status.COMPLETE, Status.SAMPLED, Status.PARTIAL})

#: A tracker in a page is no person's data, but the place where such data leaves: rules about trackers ask `Context.trackers`.
TRACKER = "WEB_TRACKER"

T = TypeVar("T")

#: Stands for "no scan" where only the register is checked.
NO_SCAN = Inventory(scan="", started="", finished="", version="", recognizers="", mode="schema")


@dataclass(frozen=True, slots=True)
class Rule:
    """gate: blocks CI by default. offline: needs no scan, so `register lint` runs it. law: what it rests on. manual: what a
    person has to look at, for a rule that no scan and no register can decide; such a rule has no check and is always listed.
    needs: "previous" (an earlier register) or "earlier" (a scan before this one), without which the rule cannot be asked."""

    id: str
    severity: Severity
    gate: bool
    law: tuple[str, ...]
    title: Text
    offline: bool = False
    manual: Text | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A finding that counts, with where it is."""

    finding: Finding
    asset: AssetRecord
    system: System | None

    @property
    def label(self) -> str:
        return f"{self.finding.uri} · {self.finding.column}" if self.finding.column else self.finding.uri


@dataclass(frozen=True)
class Context:
    register: Register
    inventory: Inventory
    law_pack: LawPack
    today: date
    previous: Register | None = None  # the register as it was, for rules about changes
    earlier: Inventory | None = None  # the scan before this one, for rules about growth

    @property
    def schema_only(self) -> bool:
        return self.inventory.mode == "schema"

    @property
    def definitions(self) -> bool:
        """The gate: definitions were read, so what is told points at the column that a developer wrote."""
        return self.schema_only and bool(self.inventory.assets)

    @cached_property
    def assets(self) -> dict[str, AssetRecord]:
        return {asset.uri: asset for asset in self.inventory.assets}

    @cached_property
    def _systems(self) -> dict[str, System | None]:
        return {asset.uri: self.register.system_of(asset.uri, asset.system) for asset in self.inventory.assets}

    def system(self, uri: str) -> System | None:
        return self._systems[uri]

    @cached_property
    def _sure(self) -> list[Finding]:
        return [f for f in self.inventory.findings if f.verdict is not Verdict.POSSIBLE and f.uri in self.assets]

    @cached_property
    def trackers(self) -> tuple[Place, ...]:
        """Web trackers that count, with where they are; none of them is among `places`."""
        return tuple(Place(f, self.assets[f.uri], self.system(f.uri)) for f in self._sure if f.entity == TRACKER)

    @cached_property
    def answers(self) -> dict[Callable[[Context], Any], Any]:
        """What `once` remembers."""
        return {}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Findings that count: CONFIRMED or LIKELY, of a kind that is personal, alone or through what stands beside it.

        POSSIBLE never violates. A kind that is personal only when linked (an employer's name) counts when the same asset
        has a counted finding of a kind that always is (PIPL 4: identified or identifiable)."""
        sure = [f for f in self._sure if f.entity != TRACKER]
        personal = {key: self.register.personal(key) for key in {f.category for f in sure}}
        linked = {f.uri for f in sure if personal[f.category] == "always"}
        counted = (f for f in sure if (p := personal[f.category]) == "always" or (p == "when_linked" and f.uri in linked))
        return tuple(Place(f, self.assets[f.uri], self.system(f.uri)) for f in counted)

    @cached_property
    def by_asset(self) -> dict[str, list[Place]]:
        """Assets that hold personal information, with what they hold."""
        grouped: dict[str, list[Place]] = {}
        for place in self.places:
            grouped.setdefault(place.finding.uri, []).append(place)
        return grouped

    def is_sensitive(self, category: str) -> bool:
        if category not in self._sensitive:
            self._sensitive[category] = self.register.is_sensitive(category, self.law_pack)
        return self._sensitive[category]

    @cached_property
    def _sensitive(self) -> dict[str, bool]:
        return {}

    def environment(self, asset: AssetRecord) -> str:
        """The source's own environment, else its system's."""
        if asset.environment:
            return asset.environment
        system = self._systems[asset.uri]
        return system.environment if system else ""

    def region(self, asset: AssetRecord) -> str:
        """ISO code of where the asset is: the source's own, else its system's."""
        if asset.region:
            return asset.region
        system = self._systems[asset.uri]
        return system.location if system else ""

    def owner(self, asset: AssetRecord) -> str:
        """Who answers for an asset: the source's owner, as the register knows that department, else its system's."""
        department = next((d for d in self.register.departments.values() if asset.owner in (d.id, d.name)), None)
        if department:
            return department.owner or department.name
        return asset.owner or self.register.owner_of(self.system(asset.uri))

    @cached_property
    def _declaring(self) -> dict[tuple[str, str], tuple[str, int]]:
        return {}

    def declaring(self, place: Place) -> tuple[str, int]:
        """The YAML lines that declare the place's kind for its system (or for its source, where it has none), and the line
        of the register where that is written. The same for every column, so worked out once."""
        system, category, source = place.system, place.finding.category, place.asset.source
        key = (f"system {system.key}" if system else f"source {source}", category)
        if key not in self._declaring:
            fragment, line = suggest.declared(self.register, category, system, source)
            self._declaring[key] = (suggest.dumped(fragment), line)
        return self._declaring[key]

    def silent_clause(self) -> Clause | None:
        """The policy that should have spoken and does not; None when the register names no policy."""
        policies = [d for d in self.register.documents.values() if d.type == "privacy_policy" and d.in_force]
        return Clause(policies[-1].label, "") if policies else None

    def found(self, rule: Rule, place: Place, message: Text, remedy: Text, **more: Any) -> Violation:
        """A violation about a finding: its place and evidence, counted as the scan counted it."""
        finding = place.finding
        evidence = [("verdict", finding.verdict.value)]
        if finding.rows:
            evidence += [("matched", str(finding.matched)), ("rows", str(finding.rows))]
        if finding.samples:
            evidence.append(("samples", " · ".join(finding.samples)))
        evidence += self._answerable(place.asset, place.system)
        evidence += more.pop("evidence", ())
        fields = {"uri": finding.uri, "column": finding.column, "entity": finding.entity, "category": finding.category} | more
        system = place.system.key if place.system else ""
        return self.violation(rule, message, remedy, system=system, evidence=evidence, places=(place,), **fields)

    def violation(
        self,
        rule: Rule,
        message: Text,
        remedy: Text,
        *,
        evidence: Iterable[tuple[str, str]] = (),
        severity: Severity | None = None,
        places: Iterable[Place] = (),
        **fields: Any,
    ) -> Violation:
        """A violation of the rule, in the register's file unless said otherwise; at the gate in the definition of the first of
        `places`, the findings that it is about. The company's severity goes first, then the law pack's, then what the case asks for."""
        if self.definitions:
            fields |= self._defined(fields, next(iter(places), None))
        if "file" not in fields:
            fields["file"], fields["line"] = self.register.place(fields.get("line", 0))
        setting = self.register.rule_settings.get(rule.id, RuleSetting())
        chosen = setting.severity or self.law_pack.severities.get(rule.id) or severity or rule.severity
        return Violation(
            rule=rule.id,
            severity=chosen,
            title=rule.title,
            message=message,
            remedy=remedy,
            law=rule.law,
            gate=rule.gate if setting.gate is None else setting.gate,
            evidence=tuple((key, value) for key, value in evidence if value),
            **fields,
        )

    @cached_property
    def _columns(self) -> dict[str, dict[str, ColumnRecord]]:
        return {}

    def column(self, asset: AssetRecord, name: str) -> ColumnRecord:
        """What is known of a column; of one that is not there its name alone."""
        if asset.uri not in self._columns:
            self._columns[asset.uri] = {column.name: column for column in reversed(asset.columns)}
        return self._columns[asset.uri].get(name) or ColumnRecord(name)

    def _defined(self, fields: dict[str, Any], about: Place | None) -> dict[str, Any]:
        """Where a developer finds it: file, line and column of the definition, or of the asset that `fields` name; {} for what no
        definition brings up."""
        if about is None:
            asset = self.assets.get(fields.get("uri", ""))
            return {"file": asset.path, "line": asset.line} if asset is not None else {}
        found, asset = about.finding, about.asset
        place = {"uri": found.uri, "column": found.column, "entity": found.entity, "category": found.category}
        column = self.column(asset, found.column)
        line = found.line or column.line or asset.line
        return place | {"file": column.file or asset.path, "line": line, "at": column.at}

    def _answerable(self, asset: AssetRecord, system: System | None) -> list[tuple[str, str]]:
        return [("system", system.name if system else ""), ("owner", self.owner(asset))]

    def about_asset(self, rule: Rule, asset: AssetRecord, message: Text, remedy: Text, **more: Any) -> Violation:
        """A violation about an asset as a whole."""
        system = self.system(asset.uri)
        evidence = [*self._answerable(asset, system), *more.pop("evidence", ())]
        fields = {"uri": asset.uri, "system": system.key if system else ""} | more
        return self.violation(rule, message, remedy, evidence=evidence, **fields)


Check = Callable[[Context], Iterable[Violation]]


def once(ask: Callable[[Context], T]) -> Callable[[Context], T]:
    """A question about a context that several rules ask, answered once."""

    @wraps(ask)
    def answered(context: Context) -> T:
        if ask not in context.answers:
            context.answers[ask] = ask(context)
        answer: T = context.answers[ask]
        return answer

    return answered
