"""Who takes part: the company itself, those it entrusts (受托方, PIPL 21), those it gives to (接收方, PIPL 23), transfers
abroad (出境, PIPL 38-39), and the assessments and audits about them. Frozen values that know their own line, as in
`register/entries.py`; None and "" mean "not stated", which is what most checks ask about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from register.entries import Consent, Period
from register.violation import Clause, Severity


@dataclass(frozen=True, slots=True)
class Contact:
    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        """Whether somebody can be reached: a name alone reaches nobody."""
        return bool(self.address or self.email or self.phone)

    @property
    def text(self) -> str:
        return " · ".join(part for part in (self.name, self.email, self.phone, self.address) if part)


@dataclass(frozen=True, slots=True)
class Organization:
    """officer: 个人信息保护负责人 (PIPL 52), None when the company names none; representative: of a processor abroad (PIPL 53)."""

    name: str
    aliases: tuple[str, ...] = ()
    controller: Contact = Contact()
    officer: Contact | None = None
    representative: Contact | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """ciio None: nobody knows whether the company runs critical information infrastructure. people: 处理个人信息总人数 as the
    company declares it, None to take the scan's estimate. minors: "none", "general_audience" or "minors_targeted"."""

    ciio: bool | None = None
    people: int | None = None
    minors: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a company sets for a rule; None leaves it as delivered."""

    severity: Severity | None = None
    gate: bool | None = None


@dataclass(frozen=True, slots=True)
class Processor:
    """PIPL 21: purpose, term, method, kinds, protection measures, both sides' duties (contract). record: day of the latest
    record of the entrustment that is kept (网络数据安全管理条例 12)."""

    id: str
    name: str
    legal_name: str
    purpose: str
    categories: frozenset[str]
    methods: tuple[str, ...]
    term: str
    protection: str
    contract: str
    contract_signed: date | None
    contract_expires: date | None
    subprocessing: bool | None
    checked: date | None
    check_interval: Period | None
    location: str
    privacy_policy: str
    bundled: Clause | None
    hosts: tuple[str, ...]
    script_paths: tuple[str, ...]
    script_globals: tuple[str, ...]
    cookies: tuple[str, ...]
    packages: tuple[str, ...]
    record: date | None
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """relation: group_parent, group_affiliate, partner, processor_class, legal_disclosure, corporate_successor, public or "".
    destinations: globs over asset URIs, and hosts, that are this recipient."""

    id: str
    name: str
    aliases: tuple[str, ...]
    relation: str
    role: str
    named: bool
    contact: Contact | None
    purposes: tuple[str, ...]
    methods: tuple[str, ...]
    categories: frozenset[str]
    consent: Consent
    location: str
    destinations: tuple[str, ...]
    record: date | None
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Approval:
    """What an assessment, a filed contract or a certificate covers; None and empty: not stated."""

    people: int | None = None
    sensitive: int | None = None
    categories: frozenset[str] = frozenset()
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """mechanism: security_assessment, standard_contract, certification, exempt, treaty, undetermined or ""; exemption likewise.
    recipient: id of a recipient or processor, "" when unnamed."""

    id: str
    country: str
    recipient: str
    categories: frozenset[str]
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    methods: tuple[str, ...]
    rights: str
    consent: Consent
    mechanism: str
    mechanism_ref: str
    effective: date | None
    expires: date | None
    filed: date | None
    exemption: str
    rationale: str
    approved: Approval
    pia: str
    clause: Clause | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A personal information protection impact assessment (个人信息保护影响评估, PIPL 55-56)."""

    id: str
    triggers: frozenset[str]
    day: date | None
    activities: tuple[str, ...]
    result: str
    report: str
    keep_until: date | None
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Audit:
    """A compliance audit (PIPL 54) or the yearly one about minors (未成年人网络保护条例 37). kind: "compliance" or "minors"."""

    id: str
    kind: str
    day: date
    report: str = ""
    at: str = ""
    line: int = 1
