"""The databases of the example estate: the CRM, its test copy and the replica in Tokyo, as SQLite files.

A *row* here is drawn from `people.Town`; what each column holds is written down in `truth`, and how many rows are past
their period is exact (`OVERDUE`). Rows in time sit well inside it, so the counts hold on every day of the year.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pandian.estate import tables
from pandian.estate.people import Company, Person, Town

#: Rows past the period that the register gives, by table: customers three years after the last contact
#: (`updated_at`), seminar sign-ups one year after the sign-up (`signed_up_at`).
OVERDUE = {"customers": 137, "seminar_signups": 212}
ROWS = {"customers": 2400, "contacts": 3000, "orders": 3600, "seminar_signups": 1800, "tickets": 2500, "kh_xx": 800, "lxr_xx": 600}
_SIGNUP_COMPANIES = 400


@dataclass(frozen=True, slots=True)
class Population:
    """Who the production CRM knows; the copies and the file share draw from it."""

    companies: tuple[Company, ...]
    contacts: tuple[Person, ...]


def populate(rng: Random) -> Population:
    town = Town(rng)
    companies = tuple(town.company() for _ in range(ROWS["customers"]))
    employers = (*companies, *rng.choices(companies, k=ROWS["contacts"] - len(companies)))
    return Population(companies, tuple(town.person(company) for company in employers))


def write_crm(path: Path, population: Population, rng: Random, today: dt.date) -> None:
    """The production CRM: customers, contacts, orders, sign-ups, tickets, two legacy tables and the decoys."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(tables.CRM)
        _nobody(database, today)
        _customers(database, population, rng, today)
        _contacts(database, population, rng, today)
        _orders(database, population, rng, today)
        _signups(database, rng, today)
        _tickets(database, population, rng, today)
        _legacy(database, population, rng, today)


def write_test_copy(path: Path, population: Population, rng: Random) -> None:
    """A test database: one table copied from production, one masked as it should be, one of measurements."""
    copied, masked = rng.sample(population.contacts, 500), rng.sample(population.contacts, 300)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(tables.CRM_TEST)
        _insert(database, "customers_copy", ((*_employer(p), p.name, p.mobile, p.email) for p in copied))
        hidden = [f"{p.mobile[:3]}****{p.mobile[-4:]}" for p in masked]
        _insert(database, "masked_contacts", ((n, mobile, rng.choice(("标准版", "专业版"))) for n, mobile in enumerate(hidden, 1)))
        _insert(database, "load_test_runs", ((n, rng.choice(("登录", "导出")), 50 * n, rng.randint(80, 900)) for n in range(1, 41)))


def write_replica(path: Path, population: Population, rng: Random) -> None:
    """The replica that the Tokyo office queries. Its transfer entry covers all of these kinds but the mobile number."""
    shared = rng.sample(population.contacts, 600)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(tables.TOKYO)
        _insert(database, "customers_replica", ((*_employer(p), p.name, p.email, p.mobile) for p in shared))


def _employer(person: Person) -> tuple[str, str]:
    return person.company.number, person.company.name


def _customers(database: sqlite3.Connection, population: Population, rng: Random, today: dt.date) -> None:
    late = set(rng.sample(range(ROWS["customers"]), OVERDUE["customers"]))
    rows = []
    for n, company in enumerate(population.companies):
        days = rng.randint(3 * 366 + 30, 5 * 365) if n in late else rng.randint(1, 3 * 365 - 60)
        created = _moment(rng, today, days + rng.randint(30, 900))
        place = (company.province, company.city, company.address)
        reached = (company.landline, company.email, rng.choice("ABC"))
        rows.append((n + 1, company.number, company.name, company.industry, *place, *reached, created, _moment(rng, today, days)))
    _insert(database, "customers", rows)


def _contacts(database: sqlite3.Connection, population: Population, rng: Random, today: dt.date) -> None:
    rows = []
    for n, p in enumerate(population.contacts, 1):
        wechat = p.wechat if rng.random() < 0.4 else None
        reached = (p.mobile, p.email, wechat, int(n <= ROWS["customers"]))
        rows.append((n, p.company.number, p.name, p.title, *reached, _moment(rng, today, rng.randint(1, 1000))))
    _insert(database, "contacts", rows)


def _orders(database: sqlite3.Connection, population: Population, rng: Random, today: dt.date) -> None:
    rows = []
    for n in range(1, ROWS["orders"] + 1):
        p, (code, _, _, price) = rng.choice(population.contacts), rng.choice(tables.PRODUCTS)
        day, quantity = today - dt.timedelta(days=rng.randint(1, 1000)), rng.randint(1, 20)
        serial = f"{day:%Y%m%d}{rng.randint(0, 10**10 - 1):010d}"
        bought = (code, quantity, quantity * price, serial)
        status = rng.choice(("已付款", "已发货", "已完成"))
        rows.append((f"SO{day:%y%m}-{n:06d}", p.company.number, *bought, p.name, p.mobile, p.company.address, status, day.isoformat()))
    _insert(database, "orders", rows)


def _signups(database: sqlite3.Connection, rng: Random, today: dt.date) -> None:
    """Sign-ups are people of their own. Identity numbers stand on about a third: the venue asked for them."""
    town, late = Town(rng), set(rng.sample(range(ROWS["seminar_signups"]), OVERDUE["seminar_signups"]))
    companies = [town.company() for _ in range(_SIGNUP_COMPANIES)]
    rows, months = [], set()
    for n in range(ROWS["seminar_signups"]):
        p = town.person(rng.choice(companies))
        day = today - dt.timedelta(days=rng.randint(400, 900) if n in late else rng.randint(1, 330))
        months.add(day.replace(day=1))
        identity = p.resident_id if rng.random() < 0.35 else None
        rows.append((n + 1, _seminar(day), p.name, p.company.name, p.title, p.mobile, p.email, identity, f"{day} {_time(rng)}"))
    _insert(database, "seminar_signups", rows)
    held = []
    for n, month in enumerate(sorted(months), 1):
        title = f"{tables.TOPICS[month.month % len(tables.TOPICS)]}·第 {n} 期"
        held.append((_seminar(month), title, month.replace(day=28).isoformat(), tables.HALLS[n % len(tables.HALLS)], 60))
    _insert(database, "seminars", held)


def _seminar(day: dt.date) -> str:
    return f"SEM-{day:%y%m}"


def _tickets(database: sqlite3.Connection, population: Population, rng: Random, today: dt.date) -> None:
    rows = []
    for n in range(1, ROWS["tickets"] + 1):
        p, day = rng.choice(population.contacts), today - dt.timedelta(days=rng.randint(1, 900))
        remark = rng.choice(("", "", "已关闭", "转二线", "客户满意"))
        if rng.random() < 0.02:
            remark += f"；改拨 {p.company.landline}"
        status, subject = rng.choice(("处理中", "已解决", "已关闭")), rng.choice(tables.SUBJECTS)
        number = f"TK{day:%y%m}{n:05d}"
        rows.append((n, number, p.company.number, subject, _said(rng, p), remark or None, status, f"{day} {_time(rng)}"))
    _insert(database, "tickets", rows)


def _said(rng: Random, person: Person) -> str:
    """What a ticket says: a sentence, and in some the way to reach whoever wrote it."""
    said = rng.choice(tables.BODIES)
    for share, phrases, value in (
        (0.30, tables.CALL_BACK, person.mobile),
        (0.12, tables.MAIL_BACK, person.email),
        (0.10, tables.WECHAT_BACK, person.wechat),
    ):
        if rng.random() < share:
            said += rng.choice(phrases).format(value)
    return said


def _legacy(database: sqlite3.Connection, population: Population, rng: Random, today: dt.date) -> None:
    """Tables of the system before, named in pinyin initials; the second keeps phones as integers."""
    synced = _moment(rng, today, 20)
    people = rng.sample(population.contacts, ROWS["kh_xx"])
    firms = [(p, p.company) for p in people]
    _insert(database, "kh_xx", ((c.number, p.name, p.mobile, c.address, p.email, c.name, p.title, synced) for p, c in firms))
    people = rng.sample(population.contacts, ROWS["lxr_xx"])
    _insert(database, "lxr_xx", ((n, p.company.number, p.name, int(p.mobile), synced) for n, p in enumerate(people, 1)))
    _insert(database, "cp_xx", ((code, name, price, "套") for code, name, _, price in tables.PRODUCTS))


def _nobody(database: sqlite3.Connection, today: dt.date) -> None:
    """The tables without people."""
    products = []
    for n, (code, name, edition, price) in enumerate(tables.PRODUCTS):
        released = today - dt.timedelta(days=400 + 90 * n)
        products.append((code, name, edition, price, f"{name}{edition}，按账号数计费。", released.isoformat()))
    _insert(database, "departments", tables.DEPARTMENTS)
    _insert(database, "products", products)
    entries = [(kind, n, label) for kind, labels in tables.DICTIONARY.items() for n, label in enumerate(labels, 1)]
    _insert(database, "dict_items", ((kind, f"{n:02d}", label, n) for kind, n, label in entries))
    _insert(database, "settings", tables.SETTINGS.items())


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    found = list(rows)
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)


def _moment(rng: Random, today: dt.date, days_ago: int) -> str:
    return f"{today - dt.timedelta(days=days_ago)} {_time(rng)}"


def _time(rng: Random) -> str:
    return f"{rng.randint(8, 19):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
