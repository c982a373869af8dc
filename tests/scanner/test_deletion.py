"""Deletion flags: which columns are one, which cells mark a row, and how long it has been marked."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Column
from scanner.deletion import Marks, count, kind_of, marked


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(
            (n, "flag")
            for n in "is_deleted isDeleted deleted del_flag delFlag delete_flag is_del isdel is_removed archived is_archived user_is_deleted".split()
        ),
        *(
            (n, "flag")
            for n in "scbz sfsc sczt 是否删除 删除标志 已删除 逻辑删除 删除状态 shanchu_biaozhi shifoushanchu gdbz 是否归档 DEL_FLAG".split()
        ),
        *((n, "state") for n in "status order_status state zt 状态 账户状态 UserStatus".split()),
        *(
            (n, "")
            for n in "deleted_at delete_time 删除时间 name delivery model delta deleted_by 删除人 删除原因 statute estate archive_no".split()
        ),
    ],
)
def test_which_columns(name: str, kind: str) -> None:
    assert kind_of(Column(name)) == kind


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


@given(st.lists(st.none() | st.text(max_size=30)), st.booleans())
def test_any_cell_is_marked_or_not(values: list[str | None], state: bool) -> None:
    found = marked(pa.array(values, pa.string()), state)
    assert found.null_count == 0
    assert len(found) == len(values)
