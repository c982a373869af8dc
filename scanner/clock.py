"""What a *clock column* is: a column that says when a row came to be or was last touched.

Retention is proved with it: the profile keeps how many rows stand on each day, never a time of day. Works on Arrow
arrays of dates, times, ISO-like text, Unix seconds or milliseconds and yyyymmdd integers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EPOCH = date(1970, 1, 1)
_SANE = (date(1970, 1, 2), date(2100, 1, 1))  # outside: a default such as 0000-00-00 or 9999-12-31, not a date of a row
_ISO = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_DATED_TYPE = re.compile(r"date|time(?!out)|timestamp", re.IGNORECASE)
_DATED_NAME = re.compile(
    r"(?:^|_)(?:created?|creation|updated?|modified|insert(?:ed)?|add(?:ed)?|reg(?:ister(?:ed)?)?|sign(?:ed)?_?up|join(?:ed)?|last|recorded|order(?:ed)?"
    r"|visited|login|deleted|gmt|log|event|call|paid|sent)?_?(?:at|time|date|day|on|tm|dt|ts|rq|sj)$|^gmt_|^(?:cjsj|gxsj|xgsj|zcsj|lrsj|djrq|jlsj|cjrq)$"
    r"|(?:创建|更新|修改|登记|注册|录入|下单|报名|采集|最后|联系|访问|录音|建档).*(?:时间|日期)|^(?:时间|日期)$",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"birth|csrq|出生|生日", re.IGNORECASE)


def is_clock(name: str, type_: str = "") -> bool:
    """By name and type alone, so that the choice is the same for every batch."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return not _BIRTH.search(name) and bool(_DATED_NAME.search(snake) or _DATED_TYPE.match(type_))


def days(values: pa.Array) -> tuple[Counter[str], int]:
    """(ISO date -> rows, number of filled cells without a usable date)."""
    values = values.drop_null()
    kind = values.type
    if pa.types.is_timestamp(kind):
        return _from_dates(pc.cast(values, pa.date32(), safe=False))
    if pa.types.is_date(kind):
        return _from_dates(pc.cast(values, pa.date32()))
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = pc.cast(values, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        return _from_distinct(pa.array(_whole_days(numbers)), _number_day)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        values = pc.utf8_ltrim_whitespace(values)
        dated = pc.match_substring_regex(values, "^[0-9]{4}[-/.年]")
        return _from_distinct(pc.if_else(dated, pc.utf8_slice_codeunits(values, 0, 10), pc.utf8_slice_codeunits(values, 0, 19)), _text_day)
    return Counter(), len(values)


def _from_dates(values: pa.Array) -> tuple[Counter[str], int]:
    return _from_distinct(pc.cast(values, pa.int32()), lambda n: _EPOCH + timedelta(days=n))


def _from_distinct(values: pa.Array, read: Callable[[Any], date | None]) -> tuple[Counter[str], int]:
    """Each distinct value is read once; whatever is no sane date is counted as undated."""
    found: Counter[str] = Counter()
    undated = 0
    table = pc.value_counts(values)
    for value, count in zip(table.field("values").to_pylist(), table.field("counts").to_pylist(), strict=True):
        try:
            day = read(value)
        except (ValueError, OverflowError):
            day = None
        if day is None or not _SANE[0] <= day < _SANE[1]:
            undated += count
        else:
            found[day.isoformat()] += count
    return found, undated


def _whole_days(numbers: np.ndarray) -> np.ndarray:
    """Unix times cut to the day, so that few distinct numbers are left; other numbers as they are."""
    seconds = np.where((numbers >= 1e11) & (numbers < 5e12), numbers / 1000, numbers)
    return np.where((seconds >= 1e8) & (seconds < 5e9), np.floor(seconds / 86400) * 86400, numbers)


def _number_day(number: float) -> date | None:
    if 19700101 <= number <= 21001231:
        return date(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
    if 1e11 <= number < 5e12:
        number /= 1000
    return datetime.fromtimestamp(number, UTC).date() if 1e8 <= number < 5e9 else None


def _text_day(text: str) -> date | None:
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    return _number_day(float(text)) if text.replace(".", "", 1).isdigit() else None
