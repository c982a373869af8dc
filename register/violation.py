"""What a *violation* is: one place where what was found and what was declared do not agree.

A value made by a check, read by reports; every sentence in Chinese and English, nothing in it is a raw value.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the worst, so that sorting puts it first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Text:
    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Clause:
    """Where the policy speaks of it (or should). quote is verbatim, "" where the policy is silent."""

    document: str
    clause: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """rule and severity; what happened (message), why it matters (law), where, the evidence, what to do (remedy) and
    the lines to put into the register (yaml, "" when no line would help).

    uri/column/entity/category are those of the finding, "" where the violation is about a declaration, then `declaration`
    is its path in the register ("departments[1].owner"). file and line point at what a person has to edit: the schema
    file for the gate, else the register. gate: whether the rule blocks CI by default.
    evidence: ordered pairs of label key (translated in reports) and value as text.
    """

    rule: str
    severity: Severity
    title: Text
    message: Text
    remedy: Text
    law: tuple[str, ...] = ()
    clause: Clause | None = None
    uri: str = ""
    column: str = ""
    entity: str = ""
    category: str = ""
    system: str = ""
    declaration: str = ""
    file: str = ""
    line: int = 0
    yaml: str = ""
    gate: bool = True
    evidence: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """sha256(rule | place | category): no values, no line numbers, so baselines survive edits."""
        place = (self.uri, self.column) if self.uri else (self.declaration, "")
        return hashlib.sha256("\0".join((self.rule, *place, self.entity or self.category)).encode("utf-8", "surrogatepass")).hexdigest()[
            :16
        ]

    def to_json(self) -> dict[str, Any]:
        return {"fingerprint": self.fingerprint, **asdict(self)}
