"""What a *source* and an *asset* are, and the promise every connector keeps.

A connector is two generators, both read-only and bounded:

* ``discover()`` yields every asset it can see, those that it cannot read included (with a `Problem`);
* ``read(asset, budget, after)`` yields Arrow batches and returns an `Extent` that says how much was read.

Nothing here knows what personal information is. Arrow is imported by connectors when they build a batch, not by
this module: a schema file has no batches and the CI gate must start without it.

    ConfigError          stop before touching data, exit 2
    SourceUnavailable    give this source up, go on with the others, exit 3
    AssetUnreadable      this asset becomes ERROR or SKIPPED with its reason, go on
    TryLater             retry with backoff, then AssetUnreadable
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

AssetKind = Literal["table", "view", "file", "sheet", "schema", "form"]
Cursor = Any  # a JSON value that the same connector understands; None is the beginning


class ConnectorError(Exception):
    """`reason` is a word of `REASONS` (translated in reports), `detail` is for people and holds no value or secret."""

    def __init__(self, reason: str, detail: str = "") -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason {reason!r}; add it to connectors.base.REASONS")
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class ConfigError(ConnectorError):
    """The source is described wrongly: unknown scheme, password in the URL's query, missing extra."""


class SourceUnavailable(ConnectorError):
    """The whole source cannot be reached or opened."""


class AssetUnreadable(ConnectorError):
    """One asset cannot be read; the others can."""


class TryLater(ConnectorError):
    """A passing fault: lock, time-out, dropped connection."""


#: Every word that says why something was not (wholly) read. Translated in `reports/messages.py`; a test holds both equal.
REASONS = frozenset(
    {
        "unknown_scheme", "missing_extra", "bad_url", "secret_in_url", "not_found", "no_permission", "row_security",
        "unreachable", "login_failed", "privileged_account", "timeout", "locked", "connection_lost", "schema_changed",
        "unsupported_format", "binary", "encrypted", "corrupt", "too_large", "too_many_columns",
        "parser_died", "symlink", "not_a_regular_file",
        "unparsed_ddl", "undecodable", "limit_rows", "limit_bytes", "limit_seconds", "limit_members", "system_object", "view_not_read",
        "foreign_table", "empty", "interrupted", "internal",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where to look, as configured. `location` is a URL or path without any password; `password` never prints.

    name is unique in a run and becomes the authority of every asset URI; system binds the source to the register;
    environment: prod, preprod, staging, uat, test, dev or ""; region: ISO 3166-1/-2 ("CN", "CN-SH", "JP") or "".
    include/exclude are globs over asset names ("public.customers", "reports/*.xlsx"); options are the connector's own.
    """

    name: str
    location: str
    owner: str = ""
    environment: str = ""
    region: str = ""
    system: str = ""
    password: str | None = field(default=None, repr=False)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()

    def option(self, key: str, default: Any = None) -> Any:
        return dict(self.options).get(key, default)


@dataclass(frozen=True, slots=True)
class Column:
    """type: as the source spells it ("varchar(64)"); "" in a CSV. line: 1-based in a schema file, else 0. at: 1-based place of its
    name in that line, 0 if unknown. file: what a person opens to see it, "" where that is the asset's path."""

    name: str
    type: str = ""
    comment: str = ""
    line: int = 0
    at: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an asset is known but not (wholly) readable. reason: a word of REASONS."""

    status: Literal["SKIPPED", "ERROR"]
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """One table, file, sheet or schema definition.

    uri       stable, without secrets: "postgresql://crm/public.customers", "file://share/2024/list.xlsx#Sheet1";
              authority = source name. The only key that findings, the store and bindings use.
    source    name of the source; path: what a person opens (database or file path, member and sheet).
    schema    database schema, else ""; name: table, sheet or file name.
    rows      estimate of the number of rows, None if unknown; exact says whether it was counted.
    modified  ISO 8601 UTC time of the last change of the file, "" if unknown.
    line      where the definition starts in a schema file, else 0.
    partitions  names of the parts that a table is made of, oldest first; " < 2021-04-01" behind a name where the database says
              that all its rows are of days before that.
    """

    uri: str
    source: str
    kind: AssetKind
    name: str
    columns: tuple[Column, ...] = ()
    schema: str = ""
    path: str = ""
    comment: str = ""
    rows: int | None = None
    exact: bool = False
    modified: str = ""
    line: int = 0
    owner: str = ""
    environment: str = ""
    region: str = ""
    system: str = ""
    problem: Problem | None = None
    partitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """How much to read of one asset. rows None = all of it. The same seed reads the same sample."""

    rows: int | None = 10_000
    seed: int = 0
    seconds: float = 300.0
    batch_rows: int = 65_536
    value_chars: int = 1_000_000  # longer cells are cut, and counted in Batch.cut


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of an asset. `data` has one Arrow field per asset column, in order (free text: one column "text").

    after     cursor with which `read` continues directly behind this batch.
    bad       rows or bytes that could not be decoded or parsed (kept out of `data`); cut: cells shortened.
    first_row number of the first row of this batch in the asset as read, from 0 (for a text file: line number).
    """

    data: pa.RecordBatch
    after: Cursor
    first_row: int = 0
    bad: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """What `read` returns at its end. method: "full", "head", "blocks", "keys", … as told in the report."""

    status: Literal["COMPLETE", "SAMPLED", "PARTIAL"]
    method: str = "full"
    reason: str = ""  # a word of REASONS when PARTIAL
    detail: str = ""


class Connector(Protocol):
    """Two generators and a close. Made by the module's ``open(source)``."""

    def discover(self) -> Iterator[Asset]: ...

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]: ...

    def close(self) -> None: ...
