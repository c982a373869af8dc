"""People counted against a truth that is known, and what counting them costs a scan."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator, MutableMapping
from pathlib import Path

import pyarrow as pa

from benchmarks.data import sqlite_table
from benchmarks.row import Row
from benchmarks.tables import FOLDER, ROWS
from connectors.base import Asset, Budget, Source
from recognizers import catalogue, digest
from scanner.inventory import Inventory, People
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.people import Crowd
from scanner.profile import ColumnProfile
from scanner.scan import Plan, run
from scanner.sketch import Key
from scanner.subjects import Size, distinct, persons, shared

NAME = "people"
WHAT = "200,000 people in three systems that know some of the same ones, counted; and the time that it takes"
PEOPLE = 200_000
_ROUNDS = 3


class Blind(Observer):
    """The same scan, which counts nobody."""

    def observe(self, asset: Asset, data: pa.RecordBatch, profiles: MutableMapping[str, ColumnProfile], crowd: Crowd | None = None) -> None:
        super().observe(asset, data, profiles)


def measure() -> list[Row]:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        inventory = _scan(*(Source(name, _written(Path(folder), name)) for name in SYSTEMS))
    known = {asset.source: asset.people for asset in inventory.assets if asset.people}
    return [*_accuracy(known), *_cost()]


def _scan(*sources: Source, observer: type[Observer] = Observer) -> Inventory:
    recognizers = catalogue()
    plan = Plan(sources, recognizers, digest(recognizers), "bench", "full", Budget(rows=None, seconds=3600))
    return run(plan, MemoryLedger(), observer(recognizers, Key(bytes(32))))


# -- accuracy -----------------------------------------------------------------------------------------------------------

#: The customer system knows mobile number and mail of the first 120,000 people; the shop either (a third has only one of them) of
#: those from 80,000 on, with three orders each; support only a mail, of every fifth. Of some 2,700 people support has the mail and the
#: shop the number, and nothing says that they are the same: they are counted twice.
CRM, SHOP, SUPPORT = range(120_000), range(80_000, PEOPLE), range(0, PEOPLE, 5)
SYSTEMS = {"crm": CRM, "shop": SHOP, "support": SUPPORT}


def mobile(person: int) -> str:
    return f"1{('38', '39', '50', '86', '77', '99')[person % 6]}{person * 7_368_787 % 10**8:08d}"


def mail(person: int) -> str:
    return f"user{person}@corp{person % 90}.example"


def _rows(name: str) -> Iterator[tuple[str | None, ...]]:
    made = random.Random(name)
    if name == "crm":
        people = list(CRM)
        made.shuffle(people)
        yield from ((mobile(p), mail(p), "上海市浦东新区张江路 88 号 3 栋 401 室" if p % 10 == 0 else None) for p in people)
    elif name == "shop":
        orders = list(SHOP) * 3
        made.shuffle(orders)
        yield from ((None if p % 6 == 0 else mobile(p), None if p % 6 == 1 else mail(p), None) for p in orders)
    else:
        yield from ((None, mail(p), None) for p in SUPPORT)


def _written(folder: Path, name: str) -> str:
    path = folder / f"{name}.db"
    with sqlite3.connect(path) as db:
        db.execute("create table people (mobile varchar(20), email varchar(60), address varchar(120))")
        db.executemany("insert into people values (?, ?, ?)", _rows(name))
    return str(path)


def _accuracy(known: dict[str, People]) -> list[Row]:
    sets = {name: set(people) for name, people in SYSTEMS.items()}
    told = [(f"people of {name}", persons([known[name]]), len(sets[name])) for name in SYSTEMS]
    told.append(("people of all three", persons(known.values()), len(set().union(*sets.values()))))
    told.append(("people of customer system and shop", shared([known["crm"]], [known["shop"]]), len(sets["crm"] & sets["shop"])))
    address = known["crm"].columns["address\x1fADDRESS"]
    told.append(("people with an address in the customer system", distinct([address]), len(CRM) // 10))
    return [_row(what, size, truth) for what, size, truth in told]


def _row(what: str, size: Size, truth: int) -> Row:
    return Row(what, size.estimate, "people", size.estimate / truth, f"the truth, {truth:,}", f"bounds {size.low:,.0f} to {size.high:,.0f}")


# -- cost ---------------------------------------------------------------------------------------------------------------


def _cost() -> list[Row]:
    """Processor time, the best of several rounds in turn: on a shared machine the clock on the wall tells about others."""
    source = Source("bench", str(sqlite_table(FOLDER / f"customer-{ROWS}.db", ROWS)))
    best = {Blind: float("inf"), Observer: float("inf")}
    for _ in range(_ROUNDS):
        for kind in best:
            began = time.process_time()
            inventory = _scan(source, observer=kind)
            best[kind] = min(best[kind], time.process_time() - began)
    size = len(str(inventory.assets[0].people))
    blind, seeing = best[Blind], best[Observer]
    return [
        Row(f"full scan of {ROWS:,} rows, 3 identifiers, nobody counted", ROWS / blind / 1e6, "M rows/s", note="of processor time"),
        Row("the same, people counted", ROWS / seeing / 1e6, "M rows/s", seeing / blind, "the time"),
        Row("what the inventory keeps of the table's people", size / 1000, "kB"),
    ]
