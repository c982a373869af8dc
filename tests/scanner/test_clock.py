"""Clock columns: which columns date their rows, and what day a value means."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.clock import days, is_clock


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("created_at", "", True), ("createTime", "bigint", True), ("gmt_modified", "datetime", True), ("cjsj", "varchar(20)", True),
        ("更新时间", "", True), ("signup_date", "TEXT", True), ("x", "timestamp without time zone", True), ("last_contact_at", "", True),
        ("birthday", "date", False), ("csrq", "varchar", False), ("出生日期", "date", False), ("timeout", "int", False),
        ("status", "int", False), ("name", "varchar", False), ("amount", "decimal", False), ("estimate", "int", False),
    ],
)  # fmt: skip
def test_which_columns(name: str, type_: str, expected: bool) -> None:
    assert is_clock(name, type_) is expected


@pytest.mark.parametrize(
    ("values", "expected", "undated"),
    [
        (pa.array(["2024-03-05", "2024/3/5 10:11:12", " 2024.03.05", "2024年3月5日", "20240305"]), {"2024-03-05": 5}, 0),
        (pa.array(["2024-13-01", "n/a", "0000-00-00", None, ""]), {}, 4),
        (pa.array([1709596800, 1709596801]), {"2024-03-05": 2}, 0),
        (pa.array([1709596800123, 20240305, 7]), {"2024-03-05": 2}, 1),
        (pa.array(["1709596800", "1709596800123"]), {"2024-03-05": 2}, 0),
        (pa.array([1709596800.5, float("nan")]), {"2024-03-05": 1}, 1),
        (pa.array([date(2024, 3, 5), date(1, 1, 1), None]), {"2024-03-05": 1}, 1),
        (pa.array([datetime(2024, 3, 5, 23, 59)], pa.timestamp("us")), {"2024-03-05": 1}, 0),
        (pa.array([True]), {}, 1),
        (pa.array([], pa.string()), {}, 0),
    ],
)
def test_what_day(values: pa.Array, expected: dict[str, int], undated: int) -> None:
    found, without = days(values)
    assert (dict(found), without) == (expected, undated)


@given(st.lists(st.text(max_size=25)))
def test_any_text_is_counted_once(texts: list[str]) -> None:
    found, undated = days(pa.array(texts, pa.string()))
    assert sum(found.values()) + undated == len(texts)


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_any_number_is_counted_once(numbers: list[int]) -> None:
    found, undated = days(pa.array(numbers, pa.int64()))
    assert sum(found.values()) + undated == len(numbers)
