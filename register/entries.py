"""What the entries of a register are, as far as checks need them: frozen values that know their own line.

Not a mirror of the file: whatever no check reads stays in `Register.raw`. `at` is the entry's path in the file with its
id ("processing_activities[a2]", so that it survives edits), `line` where it begins. Categories in entries are written
out, `@group` references resolved.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from register.categories import Personal
from register.violation import Clause, Text

_PERIOD = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar months and days. Ordered by length, a month counting 30.44 days by its first field."""

    length: float
    months: int = 0
    days: int = 0
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Period:
        """From ISO 8601 without a time part: P3Y, P6M, P2W, P30D. Raises ValueError."""
        match = _PERIOD.fullmatch(text)
        if match is None or not any(match.groups()):
            raise ValueError("not an ISO 8601 period of years, months, weeks or days")
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls((years * 12 + months) * 30.44 + weeks * 7 + days, years * 12 + months, weeks * 7 + days, text)

    def before(self, day: date) -> date:
        """The day this period before `day`; 31 March less a month is the last of February. Never before year 1."""
        months = day.year * 12 + day.month - 1 - self.months
        if months < 24 or self.days > 366 * 400:
            return date.min
        year, month = divmod(months, 12)
        try:
            return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1])) - timedelta(days=self.days)
        except OverflowError:
            return date.min


@dataclass(frozen=True, slots=True)
class Consent:
    """obtained None: nobody has said. evidence: where it is recorded."""

    obtained: bool | None = None
    evidence: str = ""

    @property
    def recorded(self) -> bool:
        return bool(self.obtained and self.evidence)


@dataclass(frozen=True, slots=True)
class Document:
    """path is relative to the register's folder; sha256 "" when not pinned. reviewed and interval: of its regular review."""

    id: str
    type: str
    title: str
    path: str
    sha256: str
    in_force: bool
    at: str
    line: int
    version: str = ""
    effective: date | None = None
    reviewed: date | None = None
    interval: Period | None = None
    url: str = ""

    @property
    def label(self) -> str:
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Department:
    id: str
    name: str
    owner: str
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Category:
    """sensitivity "" leaves the question to the law pack; parent: an explicit parent_key, "" where the dots say it. necessity
    and impact: what people are told of a sensitive kind (PIPL 30)."""

    key: str
    name: Text
    declaration: str
    clause: Clause | None
    personal: Personal
    sensitivity: str
    classification: str
    parent: str
    at: str
    line: int
    open_ended: bool = False
    necessity: str = ""
    impact: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """operator: id of the recipient or processor that runs it, "" for the company itself. public: reachable by anybody.
    overseas_access None: nobody has said whether it is used from abroad; personal None: nobody has said whether it holds
    personal information."""

    key: str
    name: str
    department: str
    environment: str
    location: str
    bindings: tuple[str, ...]
    at: str
    line: int
    kind: str = ""
    operator: str = ""
    public: bool = False
    overseas_access: bool | None = None
    roles: tuple[str, ...] = ()
    personal: bool | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """categories_line: where its list of kinds begins, the line a person edits to declare one more. consent: the separate
    consent to its sensitive kinds (PIPL 29); guardian: that of a guardian (PIPL 31)."""

    id: str
    name: str
    department: str
    systems: tuple[str, ...]
    categories: frozenset[str]
    retention: str
    at: str
    line: int
    categories_line: int
    scenario: str = ""
    subjects: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    pia: str = ""
    automated: bool = False
    consent: Consent = Consent()
    guardian: Consent = Consent()


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """column is the clock column's exact name, hints are names it may have, best first."""

    id: str
    period: Period | None
    grace: Period | None
    method: str
    start: str
    column: str
    hints: tuple[str, ...]
    action: str
    at: str
    line: int
    minimum: Period | None = None
    minimum_law: str = ""
    file_time: str = ""
    partition: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the policy says about retention as a whole."""

    clause: Clause | None
    period: Period | None
    method: str
    line: int


@dataclass(frozen=True, slots=True)
class Control:
    """Which forms of some kinds may stand in some environments. environments empty: in all of them."""

    categories: frozenset[str]
    environments: frozenset[str]
    assets: frozenset[str]
    allowed: frozenset[str]
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote of the register that a document has to bear out."""

    document: str
    clause: str
    quote: str
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """A violation that somebody accepts until the end of a day. target: glob over asset URIs or paths of the register."""

    rule: str
    target: str
    fingerprint: str
    reason: str
    approved_by: str
    expires: date
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a register cannot be used as it is. `path` is the place in the file ("departments[1].owner"), "" for all of it."""

    rule: Literal["REG-001", "REG-002"]
    file: str
    line: int
    path: str
    message: Text
    fix: Text

    def in_language(self, lang: str) -> str:
        """One line: file:line: what is wrong; what to do."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message.in_language(lang)}{'；' if lang == 'zh' else '; '}{self.fix.in_language(lang)}"
