"""People of one asset: whose row it is, at any cut of the rows, after any kill, and against a count that remembers everybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import Asset, Budget, Column, Source
from recognizers import catalogue
from scanner import people, people_sample
from scanner.inventory import Clock, Finding, People, SourceRecord
from scanner.observe import Observer
from scanner.outcome import findings, record
from scanner.people import Crowd
from scanner.people_sample import WANTED
from scanner.profile import ColumnProfile
from scanner.scan import Plan, Progress
from scanner.sketch import Key
from scanner.store import Store
from scanner.subjects import K, distinct, persons

RECOGNIZERS = catalogue()
OBSERVER = Observer(RECOGNIZERS, Key(bytes(range(32))))

Row = Sequence[str | None]


def mobile(n: int) -> str:
    return f"1{(38, 50, 86, 91, 35, 77)[n % 6]}{n * 7_919_317 % 10**8:08d}"


def mail(n: int) -> str:
    return f"user{n * 37}@corp.example"


def person_id(n: int) -> str:
    """A resident id of the seed's: its check character is right."""
    body = f"11010519{60 + n % 40:02d}0{1 + n % 9}1{n % 9}{n % 1000:03d}"
    return body + "10X98765432"[sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(body)) % 11]


def customer(n: int) -> str:
    return f"CUST-{n:06d}"


def scanned(
    columns: str, rows: Sequence[Row], cuts: Sequence[int] = (), *, stored: bool = False, **comments: str
) -> tuple[People | None, tuple[Clock, ...], tuple[Finding, ...]]:
    names = columns.split()
    asset = Asset("sqlite://x/t", "x", "table", "t", tuple(Column(n, "", comments.get(n, "")) for n in names))
    data = pa.record_batch([pa.array([row[n] for row in rows], pa.string()) for n in range(len(names))], names=names)
    profiles: dict[str, ColumnProfile] = {}
    crowd = OBSERVER.crowd()
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        OBSERVER.observe(asset, data.slice(start, end - start), profiles, crowd)
        if stored:
            crowd = Crowd.from_json(json.loads(json.dumps(crowd.to_json())))
    return outcome(asset, crowd, profiles, len(rows))


def outcome(
    asset: Asset, crowd: Crowd, profiles: dict[str, ColumnProfile], rows: int
) -> tuple[People | None, tuple[Clock, ...], tuple[Finding, ...]]:
    found = findings(asset, profiles, RECOGNIZERS)
    return crowd.people(asset, found), crowd.clocks(asset, found, record(asset, profiles, rows=rows).clocks), found


def count(*crowds: People | None) -> int:
    size = persons(c for c in crowds if c is not None)
    assert size.exact
    return int(size.estimate)


def test_every_kind_of_the_order_is_a_kind_that_is_found() -> None:
    assert {r.entity for r in RECOGNIZERS} >= WANTED


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        ("mobile", [(mobile(n % 20),) for n in range(60)], 20),
        ("mobile", [(f"+86 {mobile(n)}" if m else mobile(n),) for n in range(30) for m in (0, 1)], 30),
        ("name mobile email", [("王伟", mobile(n), mail(n)) for n in range(30)], 30),
        # One row has only a mail that stands beside a phone in another: no new person. One has a mail of its own: one more.
        ("mobile email", [*((mobile(n), mail(n)) for n in range(30)), (None, mail(3)), (None, mail(99))], 31),
        # A chain through three rows.
        ("id_card mobile email", [(person_id(n), mobile(n), None) for n in range(30)] + [(None, mobile(n), mail(n)) for n in range(30)] + [(None, None, mail(n)) for n in range(30)], 30),
        # Two phones of one person: the first column's.
        ("mobile tel", [(mobile(n), mobile(n + 100)) for n in range(30)], 30),
        # The emergency contact is somebody else, and names nobody's row even where it stands alone.
        ("mobile emergency_phone", [(mobile(n) if n < 25 else None, mobile(n + 100)) for n in range(30)], 25),
        ("email 经办人电话", [(mail(n), mobile(n % 3)) for n in range(30)], 30),
        # A table of operators is about them.
        ("operator_name operator_phone", [("王伟", mobile(n % 12)) for n in range(30)], 12),
        # Order numbers are no people, though each looks like a phone number.
        ("order_no amount", [(f"1380013{n:04d}", "1.5") for n in range(200)], 0),
        # Hidden numbers name nobody: many people share one.
        ("mobile email", [("138****0000", mail(n)) for n in range(30)], 30),
        ("mobile email", [(f"138****{n:04d}", mail(n % 30)) for n in range(400)], 30),
        ("name", [(n,) for n in ("王伟", "李娜", "张敏", "刘洋", "王伟") * 6], 4),
    ],
)  # fmt: skip
def test_whose_row_it_is(columns: str, rows: list[Row], expected: int) -> None:
    assert count(scanned(columns, rows)[0]) == expected


def test_rows_without_an_identifier_are_told() -> None:
    rows: list[Row] = [(mobile(1) if n < 10 else None, "上海市浦东新区张江路 12 号 3 栋 401 室" if n % 2 else None) for n in range(40)]
    found, _, _ = scanned("mobile address", rows)
    assert found is not None
    assert (found.rows, found.anonymous) == (10, 15)
    assert scanned("kind amount", [("a", "1"), ("b", "2")])[0] is None


def test_people_of_a_column_are_those_in_whose_rows_it_is_filled() -> None:
    rows: list[Row] = [(mobile(n % 50), mail(n % 50) if n % 50 < 20 else None, "高血压" if n % 50 < 7 else None) for n in range(150)]
    found, _, judged = scanned("mobile email diagnosis", rows)
    assert found is not None
    sizes = {column.split("\x1f")[0]: round(distinct([text]).estimate) for column, text in found.columns.items()}
    assert sizes["mobile"] == 50
    assert sizes["email"] == 20
    assert sizes.get("diagnosis") == (7 if any(f.column == "diagnosis" for f in judged) else None)


def test_a_row_is_counted_once_whatever_may_name_it() -> None:
    """A column that only its values make one of phones stands before one that its header names: whichever is real, not both."""
    rows: list[Row] = [(mobile(n), mail(n), "上海市浦东新区张江路 12 号 3 栋 401 室") for n in range(60)]
    found, _, _ = scanned("c1 email address", rows)
    assert found is not None
    assert {c.split("\x1f")[0]: round(distinct([t]).estimate) for c, t in found.columns.items()} == {"c1": 60, "email": 60, "address": 60}
    orders: list[Row] = [(f"1380013{n:04d}", mail(n % 7), None) for n in range(200)]
    found, _, _ = scanned("order_no email address", orders)
    assert found is not None
    assert (count(found), round(distinct(found.columns.values()).estimate)) == (7, 7)


def test_lines_are_rows() -> None:
    lines = [f"{mobile(n % 12)} 发来邮件 {mail(n % 12)}" for n in range(40)] + [f"请回复 {mail(n)}" for n in range(20)] + ["无"] * 5
    asset = Asset("file://x/a.log", "x", "file", "a.log", (Column("text"),))
    profiles: dict[str, ColumnProfile] = {}
    crowd = OBSERVER.crowd()
    for part in (lines[:17], lines[17:]):
        OBSERVER.observe(asset, pa.record_batch([pa.array(part)], names=["text"]), profiles, crowd)
    found, _, _ = outcome(asset, crowd, profiles, len(lines))
    assert count(found) == 20
    assert found is not None
    assert found.rows == 60


def test_the_newest_record_of_each_person() -> None:
    days = ("2024-05-01", "2025-06-02", "2026-07-03")
    rows: list[Row] = [(mobile(n % 30), days[min(n % 30 // 10, 2)] if n < 30 else "2020-01-01", "0000-00-00") for n in range(90)]
    _, clocks, _ = scanned("mobile updated_at created_at", rows, (30, 60))
    (updated,) = [c for c in clocks if c.column == "updated_at"]
    assert (updated.people, updated.people_error) == (dict.fromkeys(days, 10), 0.0)


CELL = st.integers(0, 6)
ROWS = st.lists(st.tuples(*[st.one_of(st.none(), CELL)] * 4), min_size=1, max_size=40)


def reference(rows: Sequence[tuple[int | None, ...]]) -> int:
    """With everybody remembered: identifiers that are the strongest of a row and never stand beside a stronger one."""
    strongest, linked = set(), set()
    for row in rows:
        here = [(place, value) for place, value in enumerate(row) if value is not None]
        strongest.update(here[:1])
        linked.update(here[1:])
    return len(strongest - linked)


@settings(max_examples=25, deadline=None)
@given(ROWS, st.data())
def test_any_cut_gives_the_same_bytes_and_the_right_number(rows: list[tuple[int | None, ...]], data: st.DataObject) -> None:
    written = [
        tuple(None if v is None else make(v) for v, make in zip(row, (person_id, mobile, mail, customer), strict=True)) for row in rows
    ]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    whole = scanned("id_card mobile email customer_no", written)
    assert scanned("id_card mobile email customer_no", written, cuts, stored=True)[:2] == whole[:2]
    shuffled = data.draw(st.permutations(written))
    assert scanned("id_card mobile email customer_no", shuffled)[:2] == whole[:2]
    judged = {f.column for f in whole[2] if f.verdict != "POSSIBLE"}
    kept = [
        tuple(v if name in judged else None for v, name in zip(row, ("id_card", "mobile", "email", "customer_no"), strict=True))
        for row in rows
    ]
    assert count(whole[0]) == reference(kept)


@settings(max_examples=10, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=3))
def test_crowds_merge_in_any_order(parts: list[list[tuple[int | None, ...]]]) -> None:
    """Also where there are more candidates, companies and patterns than are kept."""
    names = ["id_card", "mobile", "email", "customer_no"]
    asset = Asset("sqlite://x/t", "x", "table", "t", tuple(Column(n) for n in names))
    small = {(people, "_CANDIDATES"): 3, (people_sample, "_COMPANIES"): 2, (people, "_COUNTS"): 5, (people, "_PATTERNS"): 4}
    limits = {(module, name): getattr(module, name) for module, name in small}
    try:
        for (module, name), value in small.items():
            setattr(module, name, value)
        crowds = []
        for rows in [*parts, [row for part in parts for row in part]]:
            made = [[None if r[n] is None else make(r[n] or 0) for r in rows] for n, make in enumerate((person_id, mobile, mail, customer))]
            crowd = OBSERVER.crowd()
            OBSERVER.observe(asset, pa.record_batch([pa.array(c, pa.string()) for c in made], names=names), {}, crowd)
            crowds.append(crowd)
        *pieces, whole = crowds
        forward, backward = Crowd(), Crowd()
        for piece in pieces:
            forward.absorb(piece)
        for piece in reversed(pieces):
            backward.absorb(piece)
        assert canonical(forward) == canonical(backward) == canonical(whole)
    finally:
        for (module, name), value in limits.items():
            setattr(module, name, value)


def canonical(crowd: Crowd) -> object:
    samples = {n: (s.limit, s.companies, {c: d for c, d in s.newest.items() if d}) for n, s in crowd.samples.items()}
    return (
        samples,
        {label: {p: d.text() for p, d in places.items()} for label, places in crowd.counts.items() if places},
        dict(crowd.patterns),
    )


def test_a_sample_keeps_the_lowest_whatever_comes_first() -> None:
    """Forty thousand people in any order: the same bytes; their number within the bounds."""
    rows = [(mobile(n), mail(n)) for n in range(40_000)]
    rows = list({row[0]: row for row in rows}.values())
    whole, _, _ = scanned("mobile email", rows)
    assert scanned("mobile email", rows[::-1], (7_000, 31_000))[0] == whole
    assert whole is not None
    size = persons([whole])
    assert 2 * size.low - size.estimate <= len(rows) <= 2 * size.high - size.estimate
    assert len(str(whole)) < 80_000
    crowd = OBSERVER.crowd()
    asset = Asset("sqlite://x/t", "x", "table", "t", (Column("mobile"),))
    for start in range(0, 40_000, 8_000):
        OBSERVER.observe(asset, pa.record_batch([pa.array([r[0] for r in rows[start : start + 8_000]])], names=["mobile"]), {}, crowd)
    assert [len(sample.companies) for sample in crowd.samples.values()] == [K]


def test_one_person_in_every_row_takes_no_room() -> None:
    rows: list[Row] = [(mobile(0), mail(n), None if n % 3 else mobile(n)) for n in range(3_000)]
    found, _, _ = scanned("mobile email tel", rows)
    assert count(found) == 1


def test_what_a_checkpoint_wrote_is_read_back_and_holds_no_value(tmp_path: Path) -> None:
    crowd = OBSERVER.crowd()
    asset = Asset("sqlite://x/t", "x", "table", "t", (Column("mobile"), Column("updated_at")))
    data = pa.record_batch([pa.array([mobile(n) for n in range(300)]), pa.array(["2026-01-02"] * 300)], names=["mobile", "updated_at"])
    OBSERVER.observe(asset, data, {}, crowd)
    store = Store(str(tmp_path / "store.db"))
    try:
        plan = Plan((Source("x", "sqlite:///x.db"),), RECOGNIZERS, "digest", "0", "full", Budget(rows=None))
        ledger = store.begin(plan, {})
        ledger.plan(0, SourceRecord("x", "sqlite:///x.db"), [asset])
        assert ledger.progress(0, 0).crowd is None
        ledger.checkpoint(0, 0, Progress(rows=0))
        assert ledger.progress(0, 0).crowd is None
        ledger.checkpoint(0, 0, Progress(rows=300, crowd=crowd))
        again = ledger.progress(0, 0).crowd
    finally:
        store.close()
    assert again is not None
    assert canonical(again) == canonical(crowd)
    assert not {mobile(n) for n in range(300)} & set(json.dumps(crowd.to_json()).split('"'))
