"""Dates in names, and the arithmetic of retention periods: the part of `register/retention.py` that knows no register.

`span_of("logs/2023/export_2023-03.csv")` is March 2023; a name with several dates is of the latest of them, so that nothing is
called old that may be new. `limit` is the first day that may still be there, `due` the day on which a record has to go.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from register.entries import Period

_YEAR = r"(?<![0-9])(19[7-9][0-9]|20[0-9]{2})"
_MONTH, _DAY = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(
    rf"{_YEAR}(?:"
    rf"[-_./年]?{_MONTH}[-_./月]?{_DAY}(?![0-9])"
    rf"|年([1-9]|1[0-2])月(?:([12]?[0-9]|3[01])日)?"
    rf"|[-_./年]?{_MONTH}(?![0-9])"
    rf"|/([1-9]|1[0-2])/"
    rf"|[-_./年]?(?:[qQ]([1-4])|第?([一二三四1-4])季度)"
    rf"|(?![0-9]))"
)
_BOUND = re.compile(r"^(.*) < ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.DOTALL)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
Span = tuple[date, date]


def span_of(name: str) -> Span | None:
    """(first day, last day) that a name dates itself to; None without a date."""
    found = list(_spans(name[-1000:]))
    inner = [s for s in found if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in found)]
    return max(inner, key=lambda span: span[1], default=None)


def _spans(name: str) -> Iterator[Span]:
    for match in _DATE.finditer(name):
        year, month, day, han_month, han_day, only_month, folder, quarter, han_quarter = match.groups()
        month, day = month or han_month or only_month or folder, day or han_day
        try:
            if day:
                yield (whole := date(int(year), int(month), int(day))), whole
            elif month:
                yield _months(int(year), int(month), int(month))
            elif quarter or han_quarter:
                last = _QUARTERS[quarter or han_quarter] * 3
                yield _months(int(year), last - 2, last)
            else:
                yield _months(int(year), 1, 12)
        except ValueError:  # 2023-02-30
            continue


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def partition_end(name: str) -> tuple[str, date | None]:
    """(its name, the first day that is certainly later than all its rows): from a bound behind the name, else from a date in it."""
    if match := _BOUND.match(name):
        try:
            return match[1], date.fromisoformat(match[2])
        except ValueError:
            return match[1], None
    span = span_of(name)
    return name, span[1] + timedelta(days=1) if span else None


def limit(period: Period, grace: Period | None, today: date) -> date:
    """The first day that may still be there: a record of the day before has to be gone."""
    kept = period.before(today)
    return grace.before(kept) if grace else kept


@lru_cache(maxsize=4096)
def due(period: Period, grace: Period | None, day: date) -> date | None:
    """The first day on which a record of `day` has to be gone; None where no calendar has that day."""
    low, span = day, 31
    while limit(period, grace, low + timedelta(days=span)) <= day:
        span *= 2
        if low.toordinal() + span > date.max.toordinal():
            return None
    first, last = 0, span  # limit(first) <= day < limit(last), and it never falls
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if limit(period, grace, low + timedelta(days=middle)) <= day else (first, middle)
    return low + timedelta(days=last)


@lru_cache(maxsize=256)
def shorter(period: Period, least: Period) -> bool:
    """Whether a record can have to go by `period` on a day on which `least` still wants it: P1095D is shorter than P3Y, in whose
    three years a leap day may lie; P36M is not."""
    start = date(2400, 1, 1)
    days = (start + timedelta(days=n) for n in range(4 * 365 + 1))
    return any(period.before(day) > least.before(day) for day in days)
