"""What an *inventory* is: the outcome of a scan, and the only thing that checks and reports see.

Plain frozen data without any raw value: counts with their denominators, masked samples, keyed fingerprints. It reads
and writes JSON (`Inventory.to_json`, `Inventory.from_json`), so that
`pandian report` and the checks work long after the scan, and nothing but the standard library is imported.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

FORMAT = "pandian-inventory/1"


class Verdict(StrEnum):
    """How sure we are, in words a data-protection officer understands; numbers are in the evidence."""

    CONFIRMED = "CONFIRMED"
    LIKELY = "LIKELY"
    POSSIBLE = "POSSIBLE"


class Status(StrEnum):
    """How much of an asset was read. SCHEMA: only its definition was looked at (--schema-only, the gate)."""

    COMPLETE = "COMPLETE"
    SAMPLED = "SAMPLED"
    PARTIAL = "PARTIAL"
    SKIPPED = "SKIPPED"
    ERROR = "ERROR"
    SCHEMA = "SCHEMA"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a verdict. kind: "header", "comment", "table", "values", "checksum", "unique", "context", …;
    what: the word or pattern; share: of rows or values it held for (None where that makes no sense)."""

    kind: str
    what: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal information of one kind in one column.

    matched   non-empty cells that hold at least one value of this entity; values: number of values in them.
    rows      rows read (denominator); filled: non-empty cells among them.
    state     plain, weak (hidden, but too little), masked, hashed, encrypted, tokenised; empty: named so, and without any value.
    kinds     sorts within the entity, the most frequent first: platforms of accounts, documents, networks.
    path      where inside the cells, for cells that hold JSON, XML, pairs or lists ("$.contact.tel"); "" for the cell itself.
    sparse    found, but in too few cells to be what the column is for (a phone number in some remarks).
    distinct  estimated number of different values, with relative standard error `distinct_error`; None if not counted.
    samples   masked, at most three. tags: keyed 64-bit fingerprints of some values, for overlap between columns:
              those with at least `tag_level` leading zero bits in a keyed order, so each stands for 2**tag_level values.
    """

    uri: str
    column: str
    entity: str
    category: str
    verdict: Verdict
    state: str = "plain"
    matched: int = 0
    values: int = 0
    filled: int = 0
    rows: int = 0
    sparse: bool = False
    distinct: int | None = None
    distinct_error: float = 0.0
    samples: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    tag_level: int = 0
    tags: tuple[str, ...] = field(default=(), repr=False)
    line: int = 0
    kinds: tuple[str, ...] = ()
    path: str = ""

    @property
    def fingerprint(self) -> str:
        """Stable name: holds no value and no line number, so it survives edits and rescans."""
        place = (self.uri, self.column, self.entity, *([self.path] if self.path else []))
        return hashlib.sha256("\0".join(place).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Clock:
    """A column that dates the rows: days as ISO dates -> rows on that day. Rows without a usable date are in `undated`.

    role    "created", "updated", "last_activity", "deleted", "contract_end", "account_closed" or "purpose_end", as its name and
            comment tell; "" where they do not.
    forms   how the dates are written, the most frequent first: "native" (a date type), "iso" (yyyy-mm-dd), "slash", "dot",
            "loose" (others), "ymd" (yyyymmdd), "seconds", "millis" (Unix).
    people  ISO date -> estimated number of people whose newest record by this clock is of that day (relative standard
            error `people_error`, 0.0 when counted); empty where the asset names nobody.
    """

    column: str
    oldest: str
    newest: str
    days: dict[str, int]
    undated: int = 0
    role: str = ""
    people: dict[str, int] = field(default_factory=dict)
    people_error: float = 0.0
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeletionFlag:
    """A column that marks rows as deleted without removing them: is_deleted, del_flag, status. rows: how many are marked.
    days: of the marked rows, ISO date of the asset's deletion or update clock -> rows; empty where no clock dates them."""

    column: str
    rows: int
    days: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class People:
    """Who stands in the rows of an asset, without saying who: compact Apache DataSketches as base64, over keyed hashes of
    normalised identifiers (scanner.subjects reads them). Identifiers are ordered by how surely they name one person.

    rows       rows with at least one identifier; anonymous: rows that hold personal information and none.
    strongest  entity -> theta sketch of the identifiers that are the strongest of their row: each is a person.
    linked     entity -> theta sketch of the identifiers that stand beside a stronger one, and so name nobody new.
    columns    "column\\x1fENTITY" -> CPC sketch of the people in whose rows that column holds what was found in it as that entity.
    """

    rows: int = 0
    anonymous: int = 0
    strongest: dict[str, str] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """line, at and file: where it is defined, as `connectors.base.Column` says."""

    name: str
    type: str = ""
    comment: str = ""
    line: int = 0
    rows: int = 0
    filled: int = 0
    at: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class AssetRecord:
    """An asset and what became of it. `absent_bound`: rule of three, the share of rows that a kind *not* found in the
    sample could still have at 95 % confidence (3/rows), None when everything was read or nothing was."""

    uri: str
    source: str
    kind: str
    name: str
    schema: str = ""
    path: str = ""
    comment: str = ""
    status: Status = Status.COMPLETE
    reason: str = ""
    detail: str = ""
    method: str = ""
    rows_estimate: int | None = None
    rows_exact: bool = False
    rows_read: int = 0
    bad: int = 0
    cut: int = 0
    modified: str = ""
    line: int = 0
    owner: str = ""
    environment: str = ""
    region: str = ""
    system: str = ""
    columns: tuple[ColumnRecord, ...] = ()
    clocks: tuple[Clock, ...] = ()
    absent_bound: float | None = None
    people: People | None = None
    deletion_flags: tuple[DeletionFlag, ...] = ()
    partitions: tuple[str, ...] = ()  # names of partitions or dated files it is made of, oldest first


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A configured source. `reason` is not empty when the source as a whole could not be read."""

    name: str
    location: str
    scheme: str = ""
    owner: str = ""
    environment: str = ""
    region: str = ""
    system: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    scan: str
    started: str
    finished: str
    version: str
    recognizers: str  # digest of the definitions, so that two inventories can be compared honestly
    mode: str  # "sample", "full" or "schema"
    sample_rows: int | None = None
    seed: int = 0
    categories: tuple[str, ...] = ()  # what the scan's recognizers can find, so that "found nowhere" is said of nothing else
    thresholds: dict[str, Any] = field(default_factory=dict)  # those that are not as delivered: scanner.judge.Measures.changes
    learned: tuple[dict[str, Any], ...] = ()  # how the company writes its customer numbers: facts of scanner.learn
    sources: tuple[SourceRecord, ...] = ()
    assets: tuple[AssetRecord, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        """False when anything that should have been read was not (exit code 3). Sampling on request is complete."""
        return (
            bool(self.finished)
            and not any(s.reason for s in self.sources)
            and not any(
                a.status in (Status.PARTIAL, Status.ERROR) or (a.status is Status.SKIPPED and a.reason not in BY_DESIGN)
                for a in self.assets
            )
        )

    def asset(self, uri: str) -> AssetRecord:
        return {a.uri: a for a in self.assets}[uri]

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Inventory:
        """Raises ValueError when `format` is not one that this version reads."""
        if data.get("format") != FORMAT:
            raise ValueError(f"not a {FORMAT} document: format is {data.get('format')!r}")
        return cls(
            **{k: v for k, v in data.items() if k not in ("format", "categories", "learned", "sources", "assets", "findings")},
            categories=tuple(data.get("categories", ())),
            learned=tuple(data.get("learned") or ()),
            sources=tuple(SourceRecord(**s) for s in data["sources"]),
            assets=tuple(_asset(a) for a in data["assets"]),
            findings=tuple(_finding(f) for f in data["findings"]),
        )


#: Skips that the design asks for: they are listed, but do not make a scan incomplete.
BY_DESIGN = frozenset({"binary", "system_object", "view_not_read", "symlink", "not_a_regular_file", "empty"})


def _asset(data: dict[str, Any]) -> AssetRecord:
    columns = tuple(ColumnRecord(**c) for c in data["columns"])
    clocks = tuple(Clock(**{**c, "forms": tuple(c.get("forms", ()))}) for c in data["clocks"])
    flags = tuple(DeletionFlag(**f) for f in data.get("deletion_flags", ()))
    people = People(**data["people"]) if data.get("people") else None
    made = {"status": Status(data["status"]), "columns": columns, "clocks": clocks, "deletion_flags": flags, "people": people}
    return AssetRecord(**{**data, **made, "partitions": tuple(data.get("partitions", ()))})


def _finding(data: dict[str, Any]) -> Finding:
    evidence = tuple(Evidence(**e) for e in data["evidence"])
    return Finding(
        **{
            **data,
            "verdict": Verdict(data["verdict"]),
            "evidence": evidence,
            "samples": tuple(data["samples"]),
            "tags": tuple(data["tags"]),
            "kinds": tuple(data.get("kinds", ())),
        }
    )
