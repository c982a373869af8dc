"""A made *estate*: sources with tables and files of synthetic people, that a register declares exactly; to be broken one way at a time.

An Estate is data until `written`; a break changes it before that. `scanned` reads what was written with the real connectors,
recognizers and engine. People come from a seed (pandian.estate.people) and are nobody.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from connectors.base import Budget, Source
from pandian.estate.people import Person, Town
from recognizers import catalogue, digest
from scanner.inventory import Inventory
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import Plan, run
from scanner.sketch import Key

TODAY = dt.date(2026, 11, 22)
KEY = Key(b"breaks".ljust(32, b"."))
PEOPLE = 160

#: category -> column name, and its value for the n-th person.
COLUMNS: dict[str, tuple[str, Callable[[int, Person], str]]] = {
    "user.name": ("contact_name", lambda n, p: p.name),
    "user.contact.phone_number": ("mobile", lambda n, p: p.mobile),
    "user.contact.email": ("email", lambda n, p: p.email),
    "user.contact.address": ("address", lambda n, p: p.company.address),
    "user.workplace": ("company_name", lambda n, p: p.company.name),
    "user.job_title": ("job_title", lambda n, p: p.title),
    "user.unique_id": ("customer_no", lambda n, p: f"KH2026{n:06d}"),
    "user.account.sns": ("wechat", lambda n, p: p.wechat),
    "user.government_id.national_identification_number": ("id_card_no", lambda n, p: p.resident_id),
    "user.financial.account_number": ("bank_card_no", lambda n, p: _card(n)),
    "user.device.cookie_id": ("cookie_id", lambda n, p: f"{n:04x}{n * 2654435761 % 2**48:012x}{n * 40503 % 2**64:016x}"),
    "user.content.call_recording": ("recording_file", lambda n, p: f"rec_2026{n % 12 + 1:02d}{n % 28 + 1:02d}_{n:06d}.wav"),
    "user.demographic.date_of_birth": ("birthday", lambda n, p: f"{p.resident_id[6:10]}-{p.resident_id[10:12]}-{p.resident_id[12:14]}"),
    "user.demographic.gender": ("gender", lambda n, p: "男女"[int(p.resident_id[16]) % 2]),
}


def _card(n: int) -> str:
    """A bank card number of an invented account: a UnionPay prefix in use, and the right check digit (ISO/IEC 7812-1)."""
    body = f"622202{n * 7919 % 10**12:012d}"
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


@dataclass
class Table:
    """Columns by name: (SQL type, values)."""

    columns: dict[str, tuple[str, list[Any]]] = field(default_factory=dict)

    def put(self, name: str, values: Iterable[Any], type_: str = "VARCHAR(200)") -> None:
        self.columns[name] = (type_, list(values))

    @property
    def rows(self) -> int:
        return max((len(values) for _, values in self.columns.values()), default=0)


@dataclass
class Shelf:
    """A source: a database with tables, or a folder with files (path -> text, day of last change)."""

    tables: dict[str, Table] = field(default_factory=dict)
    files: dict[str, tuple[str, dt.date]] = field(default_factory=dict)
    environment: str = "prod"
    region: str = "CN-SH"
    system: str = ""
    owner: str = ""


@dataclass
class Estate:
    """sources by name; overlays: YAML laid over the register; policy: replaces the policy's text when not None."""

    people: list[Person]
    sources: dict[str, Shelf] = field(default_factory=dict)
    overlays: list[str] = field(default_factory=list)
    previous: list[str] | None = None
    policy: Callable[[str], str] | None = None
    law: Callable[[str], str] | None = None

    def copy(self) -> Estate:
        return deepcopy(self)

    def table(self, source: str, name: str, kinds: Iterable[str], people: Iterable[int] | None = None, days: int = 90) -> Table:
        """A new table of the source: one row a person, with a clock column `created_at` of the last `days` days."""
        chosen = list(range(len(self.people)) if people is None else people)
        made = Table()
        made.put("id", range(1, len(chosen) + 1), "INTEGER")
        for kind in kinds:
            column, value = COLUMNS[kind]
            made.put(column, (value(n, self.people[n]) for n in chosen))
        made.put("created_at", (f"{TODAY - dt.timedelta(days=n % days + 1)} 09:30:00" for n in chosen), "DATETIME")
        made.put("updated_at", (f"{TODAY - dt.timedelta(days=n % 30 + 1)} 10:00:00" for n in chosen), "DATETIME")
        self.sources.setdefault(source, Shelf()).tables[name] = made
        return made

    def file(self, source: str, path: str, text: str, age: int = 5) -> None:
        self.sources.setdefault(source, Shelf()).files[path] = (text, TODAY - dt.timedelta(days=age))

    def lines(self, kinds: Iterable[str], people: Iterable[int], separator: str = ",") -> str:
        """A CSV text with a header, one line a person."""
        chosen = list(kinds)
        head = separator.join(COLUMNS[kind][0] for kind in chosen)
        body = (separator.join(COLUMNS[kind][1](n, self.people[n]) for kind in chosen) for n in people)
        return "\n".join([head, *body]) + "\n"


def population(seed: int, count: int = PEOPLE) -> list[Person]:
    town = Town(Random(seed))
    companies = [town.company() for _ in range(count // 4)]
    return [town.person(companies[n % len(companies)]) for n in range(count)]


def written(estate: Estate, folder: Path) -> tuple[Source, ...]:
    """The estate on disk, as sources in the order of their names."""
    return tuple(_written(name, shelf, folder) for name, shelf in sorted(estate.sources.items()))


def _written(name: str, shelf: Shelf, folder: Path) -> Source:
    if shelf.tables:
        _database(folder / f"{name}.db", shelf.tables)
        location = f"sqlite:///{folder / f'{name}.db'}"
    else:
        location = str(folder / name)
        _files(folder / name, shelf.files)
    return Source(name, location, owner=shelf.owner, environment=shelf.environment, region=shelf.region, system=shelf.system)


def _database(path: Path, tables: dict[str, Table]) -> None:
    connection = sqlite3.connect(path)
    for name, table in tables.items():
        columns = ", ".join(f'"{column}" {type_}' for column, (type_, _) in table.columns.items())
        connection.execute(f'CREATE TABLE "{name}" ({columns})')
        rows = zip(*(values for _, values in table.columns.values()), strict=True)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(table.columns))})', rows)
    connection.commit()
    connection.close()


def _files(folder: Path, files: dict[str, tuple[str, dt.date]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (text, day) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        stamp = dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp()
        os.utime(path, (stamp, stamp))


def scanned(sources: tuple[Source, ...]) -> Inventory:
    recognizers = catalogue()
    plan = Plan(sources, recognizers, digest(recognizers), "test", "full", Budget(rows=None), day=TODAY.isoformat())
    return run(plan, MemoryLedger(), Observer(recognizers, KEY))
