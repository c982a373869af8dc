"""What a *register* is: everything a company declares about personal information, read from its file and ready to ask.

`load` gives a register that is whole, or RegisterError with every problem and its line. `parse` gives whatever could be
read, for `pandian register lint`. The questions that checks ask (which system is this? what is declared for it? which
clause?) are methods here; the answers to "is that a violation?" are in `register/checks/`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from register import build_notice, build_parties, categories, folder, law, references, short, structure, yaml
from register.build import Builder
from register.categories import Personal
from register.entries import (
    Activity,
    Category,
    Citation,
    Control,
    Department,
    Document,
    Problem,
    RetentionRule,
    Statement,
    System,
    Waiver,
)
from register.glob import matches, root
from register.notice import ChangeRules, Incident, Measure, Plan, Purpose, Right, RightsHandling, Scenario, Sharing, Subject
from register.parties import Assessment, Audit, Organization, Processor, Profile, Recipient, RuleSetting, Transfer
from register.violation import Clause, Text

_NOBODY, _UNKNOWN = Organization(""), Profile()


class RegisterError(ValueError):
    """The register cannot be used. `problems` holds each reason with file, line, message and fix in both languages."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{first.file}:{first.line}: {first.message.en}; {first.fix.en}{more}")


@dataclass(frozen=True)
class Register:
    """See `register/entries.py` for the entries. `raw` is the file's data; `at(path)` says where a part of it stands."""

    file: str
    raw: Mapping[str, Any] = field(repr=False)
    document: yaml.Document | None = field(default=None, repr=False)
    source: folder.Source | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    id: str = ""
    name: str = ""
    version: str = ""
    pack: str = "cn-2026.11"
    standard: str = "gbt45574-2025"
    documents: Mapping[str, Document] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    systems: Mapping[str, System] = field(default_factory=dict)
    retention_rules: Mapping[str, RetentionRule] = field(default_factory=dict)
    statement: Statement | None = None
    transfers: tuple[Transfer, ...] = ()
    controls: tuple[Control, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    citations: tuple[Citation, ...] = ()
    organization: Organization = _NOBODY
    profile: Profile = _UNKNOWN
    rule_settings: Mapping[str, RuleSetting] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    processors: Mapping[str, Processor] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    rights: Mapping[str, Right] = field(default_factory=dict)
    rights_handling: RightsHandling | None = None
    incident: Incident | None = None
    change_rules: ChangeRules | None = None
    plans: tuple[Plan, ...] = ()
    sharing: Sharing | None = None
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    audits: tuple[Audit, ...] = ()

    def line(self, *path: str | int) -> int:
        """Line of an entry, of its nearest parent when it is not there, 1 when nothing was read."""
        return self.document.line(path) if self.document else 1

    def place(self, line: int) -> tuple[str, int]:
        """File and line within it of a line of the register, which a folder of files numbers as one."""
        return self.source.place(line) if self.source else (self.file, line)

    @property
    def folder(self) -> Path:
        """Where the paths in it begin."""
        return self.source.folder if self.source else Path(self.file).parent

    # -- categories ------------------------------------------------------------------------------------------------

    def ancestors(self, category: str) -> tuple[str, ...]:
        """The category and everything that covers it, nearest first: by its dots, then by an explicit parent_key."""
        if (cached := self._ancestors.get(category)) is None:
            chain = list(categories.ancestors(category))
            for key in chain:  # grows while it is read: a parent's parents count too
                entry = self.categories.get(key)
                if entry and entry.parent and "." in entry.parent:
                    chain += [k for k in categories.ancestors(entry.parent) if k not in chain]
            cached = self._ancestors[category] = tuple(chain)
        return cached

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {}

    def covers(self, declared: Collection[str], category: str) -> bool:
        """Whether one of the declared keys is the category or a parent of it."""
        return any(key in declared for key in self.ancestors(category))

    def category(self, key: str) -> Category | None:
        """The nearest entry that covers the key, None where the company names no such kind."""
        return next((self.categories[k] for k in self.ancestors(key) if k in self.categories), None)

    def category_name(self, key: str) -> Text:
        entry = self.categories.get(key)
        return entry.name if entry else categories.known(key).name

    def personal(self, key: str) -> Personal:
        """By the company's entry for just this kind, else by the table, else by the nearest entry that covers it."""
        entry = self.category(key)
        return entry.personal if entry and (entry.key == key or key not in categories.KNOWN) else categories.known(key).personal

    def is_sensitive(self, key: str, pack: law.LawPack) -> bool:
        """By the company's own entry where it says so, else by the standard that the register names."""
        entry = self.category(key)
        if entry and entry.sensitivity:
            return entry.sensitivity != "general"
        return pack.is_sensitive(key, self.standard)

    def clause_for(self, category: str) -> Clause | None:
        """The clause of the nearest entry that covers the category and has one."""
        return next((c.clause for k in self.ancestors(category) if (c := self.categories.get(k)) and c.clause), None)

    # -- systems and activities --------------------------------------------------------------------------------------

    def system_of(self, uri: str, system_name: str = "") -> System | None:
        """The system that an asset belongs to. A name given in the configuration wins, even when no such system exists
        (then None); else the longest binding that matches the URI."""
        if system_name:
            return self.systems.get(system_name)
        near = (*self._bindings.get(root(uri), ()), *self._bindings.get("", ()))
        bound = [(len(glob), system) for glob, system in near if matches(glob, uri)]
        return max(bound, key=lambda pair: pair[0])[1] if bound else None

    @cached_property
    def _bindings(self) -> dict[str, list[tuple[str, System]]]:
        """Bindings by the source that they speak of; "" for those with a star in its place."""
        index: dict[str, list[tuple[str, System]]] = {}
        for system in self.systems.values():
            for glob in system.bindings:
                index.setdefault(root(glob), []).append((glob, system))
        return index

    def activities_of(self, system: str) -> tuple[Activity, ...]:
        return self._activities.get(system, ())

    @cached_property
    def _activities(self) -> dict[str, tuple[Activity, ...]]:
        index: dict[str, list[Activity]] = {}
        for activity in self.activities:
            for system in dict.fromkeys(activity.systems):
                index.setdefault(system, []).append(activity)
        return {system: tuple(activities) for system, activities in index.items()}

    def declared(self, system: str) -> frozenset[str]:
        """Category keys that the activities of a system declare."""
        if (cached := self._declared.get(system)) is None:
            cached = self._declared[system] = frozenset().union(*(a.categories for a in self.activities_of(system)))
        return cached

    @cached_property
    def _declared(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _declared_anywhere(self) -> frozenset[str]:
        return frozenset().union(*(a.categories for a in self.activities))

    def declared_anywhere(self) -> frozenset[str]:
        """Category keys that any activity declares."""
        return self._declared_anywhere

    def owner_of(self, system: System | None) -> str:
        """Who answers for a system: its department's owner, else the department, else ""."""
        department = self.departments.get(system.department) if system else None
        return (department.owner or department.name) if department else ""

    # -- retention and transfers -------------------------------------------------------------------------------------

    def retention_of(self, system: str, found: Collection[str]) -> RetentionRule | None:
        """The rule that lets data of these kinds stay longest: of the system's activities that declare any of them, the
        one with the longest period. None where none of them has a rule with a period."""
        rules = [
            rule
            for activity in self.activities_of(system)
            if any(self.covers(activity.categories, category) for category in found)
            and (rule := self.retention_rules.get(activity.retention)) is not None
            and rule.period is not None
        ]
        return max(rules, key=lambda rule: rule.period.length if rule.period else 0, default=None)

    def transfer_for(self, country: str, category: str, pack: law.LawPack) -> Transfer | None:
        """A transfer entry that names the country and covers the category."""
        return next((t for t in self.transfers_to(country, pack) if self.covers(t.categories, category)), None)

    def transfers_to(self, country: str, pack: law.LawPack) -> tuple[Transfer, ...]:
        return tuple(t for t in self.transfers if t.country and pack.country(t.country) == country)


def parse(path: str | Path) -> Register:
    """Reads what can be read, of a file or a folder of files. One that does not fit the schema gives an empty register with its
    REG-001 problems; one with references that lead nowhere gives a register with REG-002 problems. Never raises for what the file holds."""
    try:
        source = folder.read(Path(path))
    except folder.Unreadable as error:
        return Register(str(path), {}, problems=error.problems)
    if wrong := structure.problems(source.document, str(path)):
        return Register(str(path), {}, source=source, problems=tuple(map(source.placed, wrong)))
    return _build(str(path), source)


def load(path: str | Path) -> Register:
    """A register without problems. Raises RegisterError."""
    register = parse(path)
    if register.problems:
        raise RegisterError(register.problems)
    return register


def _build(file: str, source: folder.Source) -> Register:
    document = short.without_defaults(source.document)
    data, make = document.data, Builder(document)
    profile, organization = data.get("law_profile", {}), data["organization"]
    return Register(
        file=file,
        raw=data,
        document=document,
        source=source,
        problems=tuple(map(source.placed, references.problems(document, file))),
        id=data["id"],
        name=data.get("name") or (organization if isinstance(organization, str) else organization["name"]),
        version=data["version"],
        pack=profile.get("pack", Register.pack),
        standard=profile.get("sensitivity_standard", Register.standard),
        documents=make.documents(),
        departments=make.departments(),
        categories=make.categories(),
        activities=make.activities(),
        systems=make.systems(),
        retention_rules=make.retention_rules(),
        statement=make.statement(),
        controls=make.controls(),
        waivers=make.waivers(),
        citations=make.citations(),
        organization=build_parties.organization(make),
        profile=build_parties.profile(make),
        rule_settings=build_parties.settings(make),
        processors=build_parties.processors(make),
        recipients=build_parties.recipients(make),
        transfers=build_parties.transfers(make),
        assessments=build_parties.assessments(make),
        audits=build_parties.audits(make),
        subjects=build_notice.subjects(make),
        purposes=build_notice.purposes(make),
        scenarios=build_notice.scenarios(make),
        measures=build_notice.measures(make),
        rights=build_notice.rights(make),
        rights_handling=build_notice.rights_handling(make),
        incident=build_notice.incident(make),
        change_rules=build_notice.change_rules(make),
        plans=build_notice.plans(make),
        sharing=build_notice.sharing(make),
    )
