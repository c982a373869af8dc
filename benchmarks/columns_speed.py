"""Columns: a table of a million rows in Arrow batches, through all that a scan does with them but reading and writing.

On one core, processor time of a process held on it, engines compiled and warm. Beside each column stands the physical limit of this
design: one `match_substring_regex` over it with the expression that most of its cells match (the lead's).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.data import address, email, mobile, name
from benchmarks.row import Row, best, one_core, spent
from connectors.base import Asset, Column
from pandian.estate.people import PLACES, check_digit
from recognizers import catalogue
from scanner.batch import resident_ids
from scanner.engine import Engine, Recall
from scanner.observe import Observer
from scanner.outcome import named
from scanner.profile import ColumnProfile
from scanner.sketch import Key

NAME = "cells"
WHAT = "detection in a table of 1,000,000 rows x 6 columns, already in Arrow batches of 65,536 rows, one core"
ROWS = int(os.environ.get("PANDIAN_BENCH_ROWS", "1000000"))
BATCH = 65_536


def resident_id(made: random.Random) -> str:
    day = f"{made.randrange(1950, 2006)}{made.randrange(1, 13):02d}{made.randrange(1, 29):02d}"
    body = f"{made.choice(PLACES)[3]}{day}{made.randrange(1000):03d}"
    return body + check_digit(body)


def remark(made: random.Random) -> str:
    """Mostly different ones; every twentieth with a number."""
    step, ticket, days = made.choice(("登录", "导出", "审批", "打印")), made.randrange(10**7), made.randrange(1, 9)
    said = f"客户反馈系统在{step}时响应较慢，工单{ticket}，预计{days}天"
    return f"{said}，请改打 {mobile(made)}" if made.random() < 0.05 else said


COLUMNS: dict[str, Callable[[random.Random], str]] = {
    "name": name, "mobile": mobile, "email": email, "id_card": resident_id, "address": address, "remark": remark,
}  # fmt: skip


def measure() -> list[Row]:
    table = {column: made_column(column) for column in COLUMNS}
    with one_core():
        return [*_table(table), *(row for column in COLUMNS for row in _column(column, table[column])), *_ids(table["id_card"])]


def made_column(column: str, rows: int = ROWS) -> pa.Array:
    made = random.Random(column)
    return pa.array([COLUMNS[column](made) for _ in range(rows)], pa.string())


def _asset(columns: tuple[str, ...]) -> Asset:
    return Asset("bench://table/customer", "bench", "table", "customer", tuple(Column(c, "varchar(200)") for c in columns))


def _pieces(values: pa.Array) -> Iterator[pa.Array]:
    return (values.slice(start, BATCH) for start in range(0, len(values), BATCH))


def _table(table: dict[str, pa.Array]) -> list[Row]:
    pieces = zip(*map(_pieces, table.values()), strict=True)
    batches = [pa.RecordBatch.from_arrays(list(arrays), list(table)) for arrays in pieces]
    took = _observed(batches, tuple(table))
    return [Row("table of 6 columns", len(table["name"]) / took / 1e6, "M rows/s", note="names, mobiles, e-mails, ids, addresses, remarks")]


def _observed(batches: list[pa.RecordBatch], columns: tuple[str, ...]) -> float:
    """Seconds of all batches. The first pass compiles and is not counted; every pass is a new asset, which nothing is known of."""
    observer = Observer(catalogue(), Key(bytes(32)))
    observer.engine = Engine(catalogue(), Key(bytes(32)), pays=0)

    def work() -> None:
        profiles: dict[str, ColumnProfile] = {}
        asset = _asset(columns)
        for batch in batches:
            observer.observe(asset, batch, profiles)

    work()
    return best(work, 3, spent)


def _column(column: str, values: pa.Array) -> list[Row]:
    batches = [pa.RecordBatch.from_arrays([piece], [column]) for piece in _pieces(values)]
    took = _observed(batches, (column,)) / len(values) * 1e9
    expression = _lead(column, values)
    if not expression:
        return [Row(f"column {column}", took, "ns/value", note="no lead: the engine's patterns are asked")]
    limit = best(lambda: [pc.match_substring_regex(b.column(0), expression) for b in batches], 3, spent) / len(values) * 1e9
    return [Row(f"column {column}", took, "ns/value", took / limit, "the lead's expression alone", f"which takes {limit:.0f}")]


def _lead(column: str, values: pa.Array) -> str:
    asset, recall = _asset((column,)), Recall()
    Engine(catalogue(), Key(bytes(32))).observe_cells(values.slice(0, 10_000), named(asset, asset.columns[0], catalogue()), recall)
    return recall.lead.expression if recall.lead else ""


def _ids(values: pa.Array) -> list[Row]:
    engine, recall = Engine(catalogue(), Key(bytes(32))), Recall()
    weights = np.ones(BATCH, dtype=np.int64)
    pieces = list(_pieces(values))

    def observe() -> None:
        for piece in pieces:
            engine.observe_cells(piece, frozenset({"CN_RESIDENT_ID"}), recall)

    def check() -> None:
        for piece in pieces:
            assert resident_ids(piece, weights[: len(piece)])[0].all()

    observe()
    ours, bare = len(values) / best(observe, 3, spent) / 1e6, len(values) / best(check, 3, spent) / 1e6
    return [
        Row("resident ids, observed", ours, "M/s", ours / bare, "their check alone"),
        Row("resident ids, check alone", bare, "M/s", note="scanner.batch.resident_ids: province, date, check character, month of birth"),
    ]
