"""What the *configuration* is: which sources there are, whose they are and how much of them to read.

`pandian.yaml`, read by YAML 1.2 rules and checked by pydantic; every error names file, line and fix. Secrets stand in it
only as references (`env:NAME`, `file:PATH`), are resolved when a source is opened and never printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from connectors.base import Budget, Source
from pandian.thresholds import Numbers, ThresholdEntry
from recognizers.base import Recognizer
from register import yaml
from register.violation import Severity
from scanner.judge import Measures

Environment = Literal["prod", "preprod", "staging", "uat", "test", "dev", ""]
REGION = r"^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$"


class ConfigFileError(Exception):
    """Bad configuration: a list of (file, line, path of the entry, what is wrong and how to mend it)."""

    def __init__(self, problems: list[tuple[str, int, str, str]]) -> None:
        super().__init__("\n".join(f"{f}:{line}: {where}: {what}" if where else f"{f}:{line}: {what}" for f, line, where, what in problems))
        self.problems = problems


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SourceEntry(_Strict):
    """One source. Exactly one of `url` (any SQLAlchemy URL without a password) and `path` (file, folder, .sql)."""

    name: str = Field(pattern=r"^[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿._-]*$", max_length=80)
    url: str = ""
    path: str = ""
    owner: str = ""
    environment: Environment = ""
    region: str = Field(default="", pattern=REGION)
    system: str = ""
    password: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    options: dict[str, Any] = Field(default_factory=dict)

    @field_validator("password")
    @classmethod
    def _reference(cls, value: str) -> str:
        if value and not value.startswith(("env:", "file:")):
            raise ValueError("a password is never written here; use env:NAME or file:PATH")
        return value

    @model_validator(mode="after")
    def _one_place(self) -> SourceEntry:
        if bool(self.url) == bool(self.path):
            raise ValueError("give either url or path")
        return self


class ScanEntry(_Strict):
    sample: int = Field(default=10_000, ge=1)
    full: bool = False
    seed: int = 0
    seconds_per_asset: float = Field(default=300.0, gt=0)
    batch_rows: int = Field(default=65_536, ge=1)
    checkpoint_seconds: float = Field(default=1.0, ge=0)
    thresholds: ThresholdEntry = Field(default_factory=lambda: ThresholdEntry.model_validate({}))


class ReportEntry(_Strict):
    lang: Literal["zh", "en"] | None = None
    formats: tuple[str, ...] = ()
    out: str = ""


class ConfigFile(_Strict):
    register_: str = Field(default="", alias="register")
    law_pack: str = ""
    store: str = ""
    recognizers: tuple[str, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    scan: ScanEntry = ScanEntry()
    report: ReportEntry = ReportEntry()
    fail_on: Severity | Literal["never"] = Severity.HIGH

    @model_validator(mode="after")
    def _names_differ(self) -> ConfigFile:
        names = [s.name for s in self.sources]
        if twice := sorted({n for n in names if names.count(n) > 1}):
            raise ValueError(f"source names must differ: {', '.join(twice)}")
        return self


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration ready for use: paths are absolute or relative to the working folder."""

    file: ConfigFile
    folder: Path
    path: Path
    document: yaml.Document

    @property
    def register(self) -> Path | None:
        return self.folder / self.file.register_ if self.file.register_ else None

    @property
    def store(self) -> str:
        """A URL as it is, a path relative to this file, "" for the default."""
        place = self.file.store
        return place if "://" in place or not place else str(self.folder / place)

    @property
    def recognizers(self) -> tuple[Path, ...]:
        """Files with recognizers of one's own (`pandian.recognizing` reads them)."""
        return tuple(self.folder / file for file in self.file.recognizers)

    @property
    def law_pack(self) -> Path | None:
        return self.folder / self.file.law_pack if self.file.law_pack else None

    def sources(self) -> tuple[Source, ...]:
        return tuple(_source(entry, self.folder) for entry in self.file.sources)

    def bars(self, recognizers: Iterable[Recognizer]) -> Measures:
        """The thresholds of a scan. Raises ConfigFileError for those of a kind that no recognizer knows."""
        known = sorted(r.entity for r in recognizers)
        wished = self.file.scan.thresholds
        problems = [
            (str(self.path), self.document.line(place), ".".join(place), f"unknown kind; known are {', '.join(known)}")
            for entity in wished.unknown(known)
            for place in [("scan", "thresholds", entity)]
        ]
        if problems:
            raise ConfigFileError(problems)
        return wished.bars()

    def budget(self) -> Budget:
        scan = self.file.scan
        return Budget(None if scan.full else scan.sample, scan.seed, scan.seconds_per_asset, scan.batch_rows)


def load(path: Path) -> Config:
    """Raises ConfigFileError."""
    try:
        document = yaml.load(path.read_bytes())
    except OSError as error:
        raise ConfigFileError([(str(path), 0, "", f"cannot be read: {error.strerror}")]) from None
    except yaml.YamlError as error:
        raise ConfigFileError([(str(path), error.line, "", error.said.en)]) from None
    if document.data is not None and not isinstance(document.data, dict):
        raise ConfigFileError([(str(path), 1, "", "the file must be a mapping with `sources:`")])
    try:
        return Config(ConfigFile.model_validate(document.data or {}), path.parent, path, document)
    except ValidationError as error:
        raise ConfigFileError([_problem(path, document, e) for e in error.errors(include_url=False, include_input=False)]) from None


def _problem(path: Path, document: yaml.Document, error: Any) -> tuple[str, int, str, str]:
    place = tuple(error["loc"])
    where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in place).lstrip(".")
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        known = _fields_at(place[:-1])
        message = f"unknown key; known are {', '.join(known)}" if known else "unknown key"
    return str(path), document.line(place), where, message


def _fields_at(place: tuple[str | int, ...]) -> list[str]:
    model: type[BaseModel] = ConfigFile
    for step in place:
        if isinstance(step, str):
            if issubclass(model, ThresholdEntry):
                model = Numbers
            model = {"sources": SourceEntry, "scan": ScanEntry, "report": ReportEntry, "thresholds": ThresholdEntry}.get(step, model)  # type: ignore[assignment]
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _source(entry: SourceEntry, folder: Path) -> Source:
    location = entry.path and str(folder / entry.path)
    return Source(
        name=entry.name,
        location=location or _resolved_url(entry.url, folder),
        owner=entry.owner,
        environment=entry.environment,
        region=entry.region,
        system=entry.system,
        password=_secret(entry.password, folder, entry.name),
        include=entry.include,
        exclude=entry.exclude,
        options=tuple(sorted(entry.options.items())),
    )


def _resolved_url(url: str, folder: Path) -> str:
    """SQLite's three slashes are relative to the configuration file, not to wherever the command was started."""
    prefix = "sqlite:///"
    if url.startswith(prefix) and not url.startswith(prefix + "/"):
        return prefix + str(folder / url.removeprefix(prefix))
    return url


def _secret(reference: str, folder: Path, source: str) -> str | None:
    if not reference:
        return None
    kind, _, place = reference.partition(":")
    if kind == "env":
        if place not in os.environ:
            raise ConfigFileError([("pandian.yaml", 0, f"sources.{source}.password", f"the environment variable {place} is not set")])
        return os.environ[place]
    try:
        return (folder / place).read_text("utf-8").rstrip("\r\n")
    except OSError as error:
        raise ConfigFileError([("pandian.yaml", 0, f"sources.{source}.password", f"{place}: {error.strerror}")]) from None
