"""What a privacy policy tells people: purposes, scenarios, rights, incidents, how it changes. Frozen values that know their
own line, as in `register/entries.py`; None and "" mean "not stated".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from register.entries import Period
from register.parties import Contact
from register.violation import Clause


@dataclass(frozen=True, slots=True)
class Subject:
    """A class of people (个人信息主体). minors: "no", "under_14", "under_18" or ""."""

    key: str
    name: str
    minors: str
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of processing (处理目的). bases: legal bases of PIPL 13, and separate_consent, written_consent, guardian_consent."""

    id: str
    name: str
    declaration: str
    vague: bool
    use: str
    bases: tuple[str, ...]
    bases_stated: bool
    necessity: str
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """When something is collected (收集场景)."""

    id: str
    name: str
    declaration: str
    categories: frozenset[str]
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    kind: str
    name: str
    evidence: str
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Right:
    """grounds: the grounds of PIPL 47 that the policy gives for erasure ("47-1-4"). conditional: it says in which cases."""

    id: str
    name: str
    grounds: tuple[str, ...]
    clause: Clause | None
    at: str
    line: int
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class RightsHandling:
    verification: bool
    deadline: Period | None
    contact: Contact | None
    clause: Clause | None
    line: int


@dataclass(frozen=True, slots=True)
class Incident:
    """What people are told when something happened (PIPL 57). items: as the policy lists them."""

    items: tuple[str, ...]
    channels: tuple[str, ...]
    fallback: str
    regulator: bool
    contact: str
    escalation: tuple[str, ...]
    clause: Clause | None
    line: int


@dataclass(frozen=True, slots=True)
class Material:
    """A kind of material change that the policy names. watches: paths of the register."""

    id: str
    name: str
    quote: str
    watches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """timing: "before", "after", "before_or_after" or ""; minor: "optional", "required" or ""."""

    timing: Literal["before", "after", "before_or_after", ""]
    minor: str
    material: tuple[Material, ...]
    consent_again: tuple[str, ...]
    clause: Clause | None
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided about a change before it is made. version: of the register that brings it; paths: what changes; consent:
    "again" or "separate" (people are asked), "notice" or "none" (they are not, and reason and approved_by say why and who)."""

    version: str
    paths: frozenset[str]
    consent: str
    reason: str
    approved_by: str
    line: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the policy says by default: outside_group "allow", "deny" or ""; public None: not stated."""

    outside_group: str
    public: bool | None
    exceptions: tuple[str, ...]
    clause: Clause | None
    line: int
