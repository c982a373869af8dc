"""A full scan of a million rows beside the bare drain of the same driver and columns."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from benchmarks.data import COLUMNS, TYPES, rows, sqlite_table
from benchmarks.row import Row, best
from connectors.base import Budget, Source
from recognizers import catalogue, digest
from scanner.inventory import Status
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import Plan, run
from scanner.sketch import Key

NAME = "tables"
WHAT = "full scan of 1,000,000 rows x 8 columns beside the bare drain (fetchmany, rows thrown away)"
ROWS = int(os.environ.get("PANDIAN_BENCH_ROWS", "1000000"))
FOLDER = Path(os.environ.get("PANDIAN_BENCH_FOLDER", tempfile.gettempdir())) / "pandian-bench"


def measure() -> list[Row]:
    FOLDER.mkdir(exist_ok=True)
    return [*_sqlite(), *_postgres()]


def scan(source: Source) -> None:
    recognizers = catalogue()
    plan = Plan((source,), recognizers, digest(recognizers), "bench", "full", Budget(rows=None, seconds=3600))
    inventory = run(plan, MemoryLedger(), Observer(recognizers, Key(bytes(32))))
    (asset,) = [a for a in inventory.assets if a.name.endswith("customer")]
    assert asset.status is Status.COMPLETE, asset
    assert asset.rows_read == ROWS, asset.rows_read


def _rows(what: str, drained: float, scanned: float) -> list[Row]:
    return [
        Row(f"{what}: bare drain", ROWS / drained / 1e6, "M rows/s"),
        Row(f"{what}: full scan", ROWS / scanned / 1e6, "M rows/s", scanned / drained, "the drain's time"),
    ]


def _sqlite() -> list[Row]:
    path = sqlite_table(FOLDER / f"customer-{ROWS}.db", ROWS)

    def drain() -> None:
        with sqlite3.connect(path) as db:
            cursor = db.execute(f"select {', '.join(COLUMNS)} from customer")
            while cursor.fetchmany(10_000):
                pass

    return _rows("SQLite", best(drain), best(lambda: scan(Source("bench", str(path))), 2))


def _postgres() -> list[Row]:
    import psycopg

    from tests.connectors.servers import postgresql, postgresql_admin

    with postgresql() as server:
        with postgresql_admin(server) as db:
            types = [t.replace("integer primary key", "bigint primary key") for t in TYPES]
            db.execute(f"create table customer ({', '.join(f'{c} {t}' for c, t in zip(COLUMNS, types, strict=True))})")
            with db.cursor() as cursor, cursor.copy("copy customer from stdin") as copy:
                for row in rows(ROWS):
                    copy.write_row(row)
            db.execute("analyze customer")
            db.execute("create role reader login password 'reader'")
            db.execute("grant select on customer to reader")

        def drain() -> None:
            place = f"host={server.host} port={server.port} user=reader password=reader dbname=postgres"
            with psycopg.connect(place) as db, db.cursor("drain") as cursor:
                cursor.itersize = 10_000
                cursor.execute(f"select {', '.join(COLUMNS)} from customer")
                while cursor.fetchmany(10_000):
                    pass

        source = Source("bench", f"postgresql://reader@{server.host}:{server.port}/postgres", password="reader")
        return _rows("PostgreSQL", best(drain), best(lambda: scan(source), 2))
