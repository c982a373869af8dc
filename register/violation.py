"""What a *violation* is: one place where what was found and what was declared do not agree.

A value made by a check, read by reports; every sentence in Chinese and English, nothing in it is a raw value.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import unquote


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


_LAYER = re.compile(
    r"(?<=[a-z0-9_])_?(?:Entity|DTO|Dto|VO|Vo|DO|PO|BO|Model|Schema|Request|Req|Response|Resp|Form|Input|Create|Update|Query|Command|Params?|Payload)$"
    r"|(?<=[a-z0-9])_(?:dto|vo|bo|po|do)$"
)
_PREFIX = re.compile(r"^(?:t|tb|tbl)_(?=.)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def definition_of(uri: str, column: str) -> tuple[str, str, str]:
    """Schema, table and column that a definition's URI means, the same for every notation of one thing: ``t_customer.id_card_no``,
    ``Customer.idCardNo`` and ``CustomerDTO.idCardNo`` are ("", "customer", "idcardno")."""
    schema, _, name = re.sub("~[0-9]+$", "", unquote(uri.partition("#")[2])).rpartition(".")
    plain = _plain(_LAYER.sub("", _PREFIX.sub("", name)))
    singular = f"{plain[:-3]}y" if plain.endswith("ies") else plain.removesuffix("s") if not plain.endswith("ss") else plain
    return schema.casefold(), singular, _plain(column)


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum()) or name


@dataclass(frozen=True, slots=True)
class Violation:
    """rule and severity; what happened (message), why it matters (law), where, the evidence, what to do (remedy) and
    the lines to put into the register (yaml, "" when no line would help).

    uri/column/entity/category are those of the finding, "" where the violation is about a declaration, then `declaration`
    is its path in the register ("departments[1].owner"). file and line point at what a person has to edit: the schema
    file for the gate, else the register; at is the 1-based place of the column's name in the line, 0 if unknown; also: (file, line) of
    other definitions of the same column. gate: whether the rule blocks CI by default.
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
    at: int = 0
    yaml: str = ""
    gate: bool = True
    evidence: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, int], ...] = ()

    @property
    def fingerprint(self) -> str:
        """sha256(rule | place | category): no values, no line numbers, so baselines survive edits. A definition's place is its
        table and column, however spelled, and no file: it survives moves, too."""
        if self.uri.startswith("schema://") and self.declaration:
            place: tuple[str, ...] = (self.declaration, "")  # of the declaration, whichever definition brings it up
        elif self.uri.startswith("schema://"):
            place = definition_of(self.uri, self.column)
        else:
            place = (self.uri, self.column) if self.uri else (self.declaration, "")
        told = "\0".join((self.rule, *place, self.entity or self.category))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        return {"fingerprint": self.fingerprint, **asdict(self)}
