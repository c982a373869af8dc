"""A *walk* is the order in which a table's rows are read: whole, or a sample.

Whole: by key, or by storage block, in pages that each know where the next one begins. Sample: windows spread over the key or
blocks drawn without return, from a seed, so that neither the oldest nor the newest rows stand for all; never
ORDER BY random(), which reads everything. A sample is exactly as large as asked, for the table is known to be larger.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from connectors import sql_statements as sql
from connectors.base import AssetUnreadable
from connectors.sql_batches import Builder
from connectors.sql_catalog import Table
from connectors.sql_session import PAGE_BYTES, Page, Session

#: Drivers fetch a page whole, so the first one is small until it is known how wide the rows are.
FIRST_PAGE = 64
GROWTH = 16
WINDOWS = 100
RUN = 4  # neighbouring blocks drawn together
_Rows = list[tuple[Any, ...]]


def whole(session: Session, table: Table, after: list[Any], batch_rows: int, builder: Builder) -> Iterator[tuple[Page, list[Any]]]:
    """Pages of all rows behind the position `after` ([] is the beginning), each with the position behind it."""
    return _by_key(session, table, after, batch_rows, builder) if table.key else _by_block(session, table, after, batch_rows, builder)


def sample(session: Session, table: Table, rows: int, seed: str) -> Iterator[_Rows]:
    """Lists of rows, `rows` in all (fewer with "tablesample"), the same for the same seed; not for the method "head"."""
    walk = {"blocks": _blocks, "tablesample": _tablesample, "keys": _windows}[sample_method(table)]
    return walk(session, table, rows, random.Random(seed))


def sample_method(table: Table) -> str:
    if table.blocks:
        return "blocks"
    if table.sampled and table.rows:
        return "tablesample"
    return "keys" if len(table.key) == 1 and table.key[0].integer else "head"


def key_of(table: Table, row: Sequence[Any]) -> list[Any]:
    """The key values of a row, from behind its columns or among them, as JSON. Raises AssetUnreadable for a blob."""
    hidden = iter(row[len(table.fields) :])
    values = [row[k.field] if k.field is not None else next(hidden) for k in table.key]
    try:
        return [int(v) if k.integer else v.decode("utf-8") if isinstance(v, bytes) else v for k, v in zip(table.key, values, strict=True)]
    except UnicodeDecodeError:
        raise AssetUnreadable("undecodable", "a key is neither number nor text") from None


def _by_key(session: Session, table: Table, after: list[Any], batch_rows: int, builder: Builder) -> Iterator[tuple[Page, list[Any]]]:
    limit, row_values = min(FIRST_PAGE, batch_rows), session.dialect.row_values
    while True:
        start = after or None
        page = session.page(lambda t, n, start=start: sql.page(t, start, n, row_values=row_values), limit, builder)  # type: ignore[misc]
        limit = _next_limit(builder, limit, batch_rows)
        if page.last is not None:
            after = key_of(table, page.last)
            yield page, after
        if page.ended:
            return


def _by_block(session: Session, table: Table, after: list[Any], batch_rows: int, builder: Builder) -> Iterator[tuple[Page, list[Any]]]:
    address = after[0] if after else "(0,0)"
    span, limit = 8, min(FIRST_PAGE, batch_rows)
    while (block := int(address[1:].split(",")[0])) < table.blocks:
        end = min(block + span, table.blocks)
        page = session.page(lambda t, n, a=address, e=end: sql.block(t, a, e, n), limit, builder)  # type: ignore[misc]
        limit = _next_limit(builder, limit, batch_rows)
        # The next span shall fill about one page.
        span = max(1, min(span * GROWTH, span * limit // max(1, page.rows)))
        address = f"({end},0)" if page.ended or page.last is None else _text(page.last[-1])
        if page.rows:
            yield page, [address]


def _next_limit(builder: Builder, limit: int, batch_rows: int) -> int:
    """As many rows as fill PAGE_BYTES, but no sudden growth."""
    fitting = PAGE_BYTES * builder.rows // builder.bytes if builder.bytes else batch_rows
    return max(1, min(batch_rows, limit * GROWTH, fitting))


def _windows(session: Session, table: Table, rows: int, chance: random.Random) -> Iterator[_Rows]:
    low, high = (int(v) for v in session.rows(sql.ends)[0])
    count, left, taken = min(rows, WINDOWS), rows, []
    for i in range(count):
        if left <= 0:
            return
        first, last = low + (high - low + 1) * i // count, low + (high - low + 1) * (i + 1) // count - 1
        want = -(-left // (count - i))
        start = chance.randint(first, max(first, last - want + 1))
        found = _window(session, start, last, want)
        taken.append((start, key_of(table, found[-1])[0] if len(found) == want else last))
        left -= len(found)
        yield found
    # Keys with holes leave windows short: fill up from what lies between them, in an order that the seed decides.
    gaps = [(a + 1, b - 1) for (_, a), (b, _) in zip([(low, low - 1), *taken], [*taken, (high + 1, high)], strict=True) if b - a > 1]
    chance.shuffle(gaps)
    for first, last in gaps:
        if left <= 0:
            return
        found = _window(session, first, last, left)
        left -= len(found)
        yield found


def _window(session: Session, first: int, last: int, want: int) -> _Rows:
    return session.rows(lambda t: sql.page(t, [max(first - 1, -(2**63))], want, upto=last)) if want > 0 and first <= last else []


def _blocks(session: Session, table: Table, rows: int, chance: random.Random) -> Iterator[_Rows]:
    left = rows
    for run in _drawn(-(-table.blocks // RUN), chance):
        first, end = run * RUN, min((run + 1) * RUN, table.blocks)
        found = session.rows(lambda t, a=first, e=end, n=left: sql.block(t, f"({a},0)", e, n))  # type: ignore[misc]
        left -= len(found)
        yield found
        if left <= 0:
            return


def _tablesample(session: Session, table: Table, rows: int, chance: random.Random) -> Iterator[_Rows]:
    percent = min(100.0, 150.0 * rows / max(1, table.rows or 1))
    seed = chance.randrange(2**31)
    yield session.rows(lambda t: sql.tablesample(t, percent, seed, rows))


def _drawn(n: int, chance: random.Random) -> Iterator[int]:
    """0 … n-1 in random order; a table of terabytes has too many blocks to list them."""
    if n <= 1_000_000:
        order = list(range(n))
        chance.shuffle(order)
        yield from order
        return
    seen: set[int] = set()
    while len(seen) < n:
        if (pick := chance.randrange(n)) not in seen:
            seen.add(pick)
            yield pick


def _text(value: Any) -> str:
    return value.decode("ascii") if isinstance(value, bytes) else str(value)
