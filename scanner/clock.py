"""What a *clock column* is: a column that says when a row came to be, was last touched, or ceased to be needed.

Retention is proved with it: the profile keeps how many rows stand on each day, never a time of day. Works on Arrow
arrays of dates, times, ISO-like text, Unix seconds or milliseconds and yyyymmdd integers. Which columns are clocks, and
in which role, `scanner/clock_words.py` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EPOCH = date(1970, 1, 1)
_SANE = (date(1970, 1, 2), date(2100, 1, 1))  # outside: a default such as 0000-00-00 or 9999-12-31, not a date of a row
_ISO = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
#: Unix seconds that are read as a time: from the first midnight past 100,000,000 (1973) to the end of `_SANE`.
_UNIX = (100_051_200, 4_102_444_800)


class Dated(NamedTuple):
    """days: ISO date -> rows; undated: filled cells without a usable date; forms: how the dates are written -> rows ("native",
    "iso" for yyyy-mm-dd, "slash", "dot", "loose" for all others with year, month and day, "ymd", "seconds", "millis")."""

    days: Counter[str]
    undated: int
    forms: Counter[str]


def days(values: pa.Array) -> tuple[Counter[str], int]:
    """(ISO date -> rows, number of filled cells without a usable date)."""
    found = dated(values)
    return found.days, found.undated


def dated(values: pa.Array) -> Dated:
    values = values.drop_null()
    kind = values.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        numbers = pc.cast(pc.cast(values, pa.date32(), safe=False), pa.int32())
        return _from_distinct(numbers, lambda n: _EPOCH + timedelta(days=n), lambda _: "native")
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = pc.cast(values, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        found = _from_distinct(pa.array(_whole_days(numbers)), _number_day, _number_form)
        millis = int(
            np.count_nonzero((numbers >= _UNIX[0] * 1000) & (numbers < _UNIX[1] * 1000))
        )  # those of `_whole_days` that became seconds
        return found._replace(forms=+Counter({**found.forms, "millis": millis, "seconds": found.forms["seconds"] - millis}))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        values = pc.utf8_ltrim_whitespace(values)
        written = pc.match_substring_regex(values, "^[0-9]{4}[-/.年]")
        short = pc.if_else(written, pc.utf8_slice_codeunits(values, 0, 10), pc.utf8_slice_codeunits(values, 0, 19))
        return _from_distinct(short, _text_day, _text_form)
    return Dated(Counter(), len(values), Counter())


def value_days(values: pa.Array) -> Counter[str]:
    """Of a column that nothing but its values could make a clock: the cells that are a date with year, month and day."""
    values = values.drop_null()
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        shape = "^[12][0-9]{3}(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}(?:[^0-9]|$)|[01][0-9][0-3][0-9]$)"
        return dated(values.filter(pc.match_substring_regex(values, shape))).days
    if pa.types.is_integer(values.type) and len(values):
        return dated(values.filter(pc.and_(pc.greater_equal(values, 19700101), pc.less_equal(values, 21001231)))).days
    return Counter()


def _from_distinct(values: pa.Array, read: Callable[[Any], date | None], form: Callable[[Any], str]) -> Dated:
    """Each distinct value is read once; whatever is no sane date is counted as undated."""
    found, forms, undated = Counter[str](), Counter[str](), 0
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
            forms[form(value)] += count
    return Dated(found, undated, forms)


def _whole_days(numbers: np.ndarray) -> np.ndarray:
    """Unix times cut to the day, so that few distinct numbers are left; other numbers as they are."""
    seconds = np.where((numbers >= _UNIX[0] * 1000) & (numbers < _UNIX[1] * 1000), numbers / 1000, numbers)
    return np.where((seconds >= _UNIX[0]) & (seconds < _UNIX[1]), np.floor(seconds / 86400) * 86400, numbers)


def _number_day(number: float) -> date | None:
    if 19700101 <= number <= 21001231:
        return date(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
    if _UNIX[0] * 1000 <= number < _UNIX[1] * 1000:
        number /= 1000
    return datetime.fromtimestamp(number, UTC).date() if _UNIX[0] <= number < _UNIX[1] else None


def _number_form(number: float) -> str:
    return "ymd" if number <= 21001231 else "millis" if number >= _UNIX[1] else "seconds"


def _text_day(text: str) -> date | None:
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    return _number_day(float(text)) if text.replace(".", "", 1).isdigit() else None


def _text_form(text: str) -> str:
    if padded := re.match(r"[0-9]{4}([-/.])[0-9]{2}\1[0-9]{2}", text):
        return {"-": "iso", "/": "slash", ".": "dot"}[padded[1]]
    return "loose" if _ISO.match(text) else _number_form(float(text))


def row_days(values: pa.Array) -> np.ndarray:
    """The day of each row, as `dated` reads it, in days since 1970-01-01; -1 where it has none."""
    result = np.full(len(values), -1, dtype=np.int32)
    rows = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
    values, kind = values.drop_null(), values.type
    read: Callable[[Any], date | None]
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        values, read = pc.cast(pc.cast(values, pa.date32(), safe=False), pa.int32()), lambda n: _EPOCH + timedelta(days=n)
    elif pa.types.is_integer(kind) or pa.types.is_floating(kind):
        values, read = pa.array(_whole_days(pc.cast(values, pa.float64(), safe=False).to_numpy(zero_copy_only=False))), _number_day
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        values, read = pc.utf8_slice_codeunits(pc.utf8_ltrim_whitespace(values), 0, 19), _text_day
    else:
        return result
    encoded = values.dictionary_encode()
    days = [_row_day(value, read) for value in encoded.dictionary.to_pylist()]
    if days:
        result[rows] = np.array(days, dtype=np.int32)[encoded.indices.to_numpy(zero_copy_only=False)]
    return result


def _row_day(value: Any, read: Callable[[Any], date | None]) -> int:
    try:
        day = read(value)
    except (ValueError, OverflowError):
        return -1
    return -1 if day is None or not _SANE[0] <= day < _SANE[1] else (day - _EPOCH).days


def day_of(number: int) -> str:
    """The ISO date of a day that `row_days` gave."""
    return (_EPOCH + timedelta(days=number)).isoformat()
