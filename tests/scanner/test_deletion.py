"""Deletion flags: which columns are one, which cells mark a row, and how long it has been marked."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Asset, Column
from recognizers import catalogue
from scanner.deletion import Marks, count, kind_of, marked
from scanner.inventory import AssetRecord, DeletionFlag, Status
from scanner.observe import Observer
from scanner.outcome import record
from scanner.profile import ColumnProfile
from scanner.sketch import Key

OBSERVER = Observer(catalogue(), Key(bytes(32)))


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("flag", "is_deleted isDeleted deleted del_flag delFlag delete_flag is_del isdel is_removed archived is_archived user_is_deleted DEL_FLAG"
         " scbz sfsc sczt 是否删除 删除标志 已删除 逻辑删除 删除状态 shanchu_biaozhi shifoushanchu gdbz 是否归档"),
        ("state", "status order_status state zt 状态 账户状态 UserStatus"),
        ("", "deleted_at delete_time 删除时间 name delivery model delta deleted_by 删除人 删除原因 statute estate archive_no"),
    ],
)  # fmt: skip
def test_which_columns(kind: str, names: str) -> None:
    assert {name: kind_of(Column(name)) for name in names.split()} == dict.fromkeys(names.split(), kind)


@pytest.mark.parametrize(
    ("comment", "kind"), [("删除标志（0存在 2删除）", "flag"), ("是否删除", "flag"), ("可删除的附件", ""), ("客户姓名", ""), ("删除人", "")]
)
def test_a_comment_names_a_flag(comment: str, kind: str) -> None:
    assert kind_of(Column("f1", "char(1)", comment)) == kind


@pytest.mark.parametrize(
    ("values", "state", "expected"),
    [
        (pa.array([0, 1, None, 7, -1]), False, [False, True, False, True, True]),
        (pa.array([True, False, None]), False, [True, False, False]),
        (pa.array(["0", "1", "2", "", None, " N ", "Y", "否", "是", "false"]), False,
         [False, True, True, False, False, False, True, False, True, False]),
        (pa.array([b"\x00", b"\x01", None]), False, [False, True, False]),
        (pa.array([0.0, 1.0]), False, [False, True]),
        (pa.array(["this customer asked to be deleted in spring"]), False, [False]),
        (pa.array(["active", "DELETED ", "已删除", "cancelled", "closed", None]), True, [False, True, True, False, False, False]),
        (pa.array([1, 9]), True, [False, False]),
        (pa.array([True]), True, [False]),
        (pa.array([date(2024, 1, 1)]), False, [False]),
        (pa.array([], pa.string()), False, []),
    ],
)  # fmt: skip
def test_which_rows(values: pa.Array, state: bool, expected: list[bool]) -> None:
    assert marked(values, state).to_pylist() == expected


def test_marked_rows_are_dated_by_the_column_for_it() -> None:
    dates = pa.array(["2024-01-01", "2024-01-02", "2024-01-02", None])
    assert count(pa.array([0, 1, 1, 1]), False, dates) == (3, {"2024-01-02": 2})
    assert count(pa.array([0, 0, 0, 0]), False, dates) == (0, {})
    assert count(pa.array([1, 1, 1, 1]), False, None) == (4, {})


@pytest.mark.parametrize(
    ("columns", "flags", "dater"),
    [
        ("id name is_deleted created_at updated_at deleted_at", {2: False}, 5), ("id status updated_at", {1: True}, 2),
        ("del_flag created_at", {0: False}, None), ("name phone", {}, None), ("is_del 注销时间 更新时间", {0: False}, 1),
    ],
)  # fmt: skip
def test_the_marks_of_a_table(columns: str, flags: dict[int, bool], dater: int | None) -> None:
    assert Marks.of([Column(name) for name in columns.split()]) == Marks(flags, dater)


def observed(**columns: list[object]) -> AssetRecord:
    """What the inventory keeps of a table, read in two batches."""
    table = Asset("sqlite://x/t", "x", "table", "t", tuple(Column(name) for name in columns))
    profiles: dict[str, ColumnProfile] = {}
    whole = pa.record_batch({name: pa.array(cells) for name, cells in columns.items()})
    for part in (whole.slice(0, 2), whole.slice(2)):
        OBSERVER.observe(table, part, profiles)
    again = {name: ColumnProfile.from_json(profile.to_json()) for name, profile in profiles.items()}
    assert again == profiles
    return record(table, again, status=Status.COMPLETE, rows=whole.num_rows)


DATES: list[object] = ["2024-01-01 10:00", "2024-01-02", "2024-01-02", None]


def test_the_inventory_tells_which_rows_are_marked() -> None:
    found = observed(id=[1, 2, 3, 4], is_deleted=[0, 1, 1, 1], updated_at=DATES)
    assert found.deletion_flags == (DeletionFlag("is_deleted", 3, {"2024-01-02": 2}),)
    assert [(c.column, c.role, c.forms, c.days) for c in found.clocks] == [
        ("updated_at", "updated", ("iso",), {"2024-01-01": 1, "2024-01-02": 2})
    ]


def test_a_deletion_date_marks_its_rows_unless_a_flag_is_dated_by_it() -> None:
    by_date = DeletionFlag("deleted_at", 3, {"2024-01-01": 1, "2024-01-02": 2})
    assert observed(id=[1, 2, 3, 4], deleted_at=DATES).deletion_flags == (by_date,)
    assert observed(is_deleted=[1, 1, 1, 0], deleted_at=DATES).deletion_flags == (DeletionFlag("is_deleted", 3, by_date.days),)
    assert observed(is_deleted=[0, 0, 0, 0], deleted_at=DATES).deletion_flags == (by_date,)
    assert observed(id=[1, 2, 3, 4], updated_at=DATES).deletion_flags == ()


def test_a_column_that_only_its_values_date_is_a_clock_where_there_is_no_other() -> None:
    plain: list[object] = ["2024-01-01", "2024-01-02", "2024-01-02", "2024-02-01"]
    assert [(c.column, c.role, c.undated) for c in observed(id=[1, 2, 3, 4], rq7=plain).clocks] == [("rq7", "", 0)]
    assert [c.column for c in observed(rq7=plain, created_at=DATES).clocks] == ["created_at"]
    assert observed(rq7=plain, rq8=plain).clocks == ()
    assert observed(生日=plain).clocks == ()


@given(st.lists(st.none() | st.text(max_size=30)), st.booleans())
def test_any_cell_is_marked_or_not(values: list[str | None], state: bool) -> None:
    found = marked(pa.array(values, pa.string()), state)
    assert found.null_count == 0
    assert len(found) == len(values)
