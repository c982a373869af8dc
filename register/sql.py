"""The few words of SQL that a deletion proposal needs, per dialect: names, the condition "older than", how a transaction begins.

Names come from foreign databases, so everything goes through `quote`, and a name that a person could not review (control and
invisible characters) is refused. No value of a row is ever written: the only literals are days that we made ourselves. The
conditions mean what `scanner/clock.py` counts: dates before 1970-01-02 are defaults such as 0000-00-00 and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

Dialect = Literal["postgresql", "mysql", "sqlite", "generic"]
FIRST = date(1970, 1, 2)
_FIRST_SECOND = 100_051_200  # numbers below are no Unix time to the scan
_NUMBER = re.compile(r"int|num|dec|real|double|float|serial|money", re.IGNORECASE)
_DATED = re.compile(r"date|time", re.IGNORECASE)
_SEPARATORS = {"iso": "-", "slash": "/", "dot": "."}


class Unwritable(ValueError):
    """A name that cannot be put into a statement that people review: empty, or with characters that do not show."""


@dataclass(frozen=True, slots=True)
class Clock:
    """column: quoted, with its table. type: as the database spells it. forms: see scanner.inventory.Clock."""

    column: str
    type: str
    forms: tuple[str, ...]


def dialect_of(uri: str) -> Dialect:
    scheme = uri.split("://", 1)[0]
    if scheme == "file":
        return "sqlite"  # of files, only those of SQLite hold tables
    known: dict[str, Dialect] = {"postgresql": "postgresql", "mysql": "mysql", "sqlite": "sqlite"}
    return known.get(scheme, "generic")


_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f]")  # letters and marks that draw nothing


def quote(name: str, dialect: Dialect) -> str:
    """Raises Unwritable."""
    if not name or not name.isprintable() or _BLANK.search(name):
        raise Unwritable
    mark = "`" if dialect == "mysql" else '"'
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def comment(text: str) -> str:
    """One line of a comment, whatever the text holds."""
    return "-- " + "".join(ch if ch.isprintable() else "\ufffd" for ch in text[:500])


def begin(dialect: Dialect) -> str:
    return {"postgresql": "BEGIN;", "sqlite": "BEGIN IMMEDIATE;"}.get(dialect, "START TRANSACTION;")


def older(clock: Clock, low: date, high: date, dialect: Dialect) -> str:
    """Rows that the clock dates from `low` (inclusive) to `high` (exclusive)."""
    parts = [_form(form, clock, low, high, dialect) for form in clock.forms or _likely(clock.type)]
    return parts[0] if len(parts) == 1 else "(" + "\n       OR ".join(parts) + ")"


def _likely(type_: str) -> tuple[str, ...]:
    """For a scan that did not tell how dates are written."""
    if _DATED.match(type_):
        return ("native",)
    return ("ymd", "seconds", "millis") if _NUMBER.search(type_) else ("iso",)


def _form(form: str, clock: Clock, low: date, high: date, dialect: Dialect) -> str:
    if form == "native":
        return f"{clock.column} >= {_literal(low, clock.type, dialect)} AND {clock.column} < {_literal(high, clock.type, dialect)}"
    if form in _SEPARATORS:
        return _text(clock, low, high, _SEPARATORS[form], dialect)
    if form == "loose":  # without leading zeros: only the year can be compared
        year = f"substr({clock.column}, 1, 4)"
        fifth = f"substr({clock.column}, 5, 1) IN ('-', '/', '.', '年')"
        return f"({fifth} AND {year} >= '{low.year + (low == FIRST):04d}' AND {year} < '{high.year:04d}')"
    if form == "ymd":
        first, last = int(low.strftime("%Y%m%d")), int(high.strftime("%Y%m%d"))
        return _numbers(clock, first, last, dialect)
    scale = 1000 if form == "millis" else 1
    return _numbers(clock, max(_seconds(low), _FIRST_SECOND) * scale, max(_seconds(high), _FIRST_SECOND) * scale, dialect)


def loses(clock: Clock) -> bool:
    """Whether some overdue rows are not covered: dates of the limit's own year that are written without leading zeros."""
    return "loose" in clock.forms


def _literal(day: date, type_: str, dialect: Dialect) -> str:
    if dialect == "postgresql":
        if "with time zone" in type_:
            return f"TIMESTAMPTZ '{day} 00:00:00+00'"
        return f"DATE '{day}'"
    return f"DATE '{day}'" if dialect == "generic" else f"'{day}'"


def _text(clock: Clock, low: date, high: date, separator: str, dialect: Dialect) -> str:
    first, last = (str(day).replace("-", separator) for day in (low, high))
    column = f'{clock.column} COLLATE "C"' if dialect == "postgresql" else clock.column
    return f"({clock.column} LIKE '____{separator}__{separator}__%' AND {column} >= '{first}' AND {column} < '{last}')"


def _numbers(clock: Clock, first: int, last: int, dialect: Dialect) -> str:
    if dialect == "sqlite":  # a column may hold numbers and text that is one
        number = f"CAST({clock.column} AS INTEGER)"
        return f"({number} >= {first} AND {number} < {last})"
    if _NUMBER.search(clock.type):
        return f"({clock.column} >= {first} AND {clock.column} < {last})"
    return "(" + " OR ".join(_digits(clock.column, first, last, dialect)) + ")"


def _digits(column: str, first: int, last: int, dialect: Dialect) -> Iterable[str]:
    """Numbers written as text, by their number of digits, for text of one length is ordered as its numbers are."""
    size = "char_length" if dialect in ("postgresql", "mysql") else "length"
    collated = f'{column} COLLATE "C"' if dialect == "postgresql" else column
    for digits in range(len(str(first)), len(str(last)) + 1):
        low, high = max(first, 10 ** (digits - 1)), min(last, 10**digits)
        upper = f"{collated} < '{high}'" if high < 10**digits else f"{collated} <= '{'9' * digits}'"
        yield f"({size}({column}) = {digits} AND {collated} >= '{low}' AND {upper})"


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def wrapped(dialect: Dialect, statements: Sequence[str], end: str) -> list[str]:
    """A transaction that changes nothing until a person writes COMMIT. end: comment behind ROLLBACK."""
    return [begin(dialect), *statements, f"ROLLBACK;  {end}"]
