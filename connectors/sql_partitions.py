"""What a catalog says of the parts of a table: their names, oldest first, and which days they end before.

The bound of a range partition is written behind its name ("t_2021_03 < 2021-04-01") where it is one day; every other bound could
be a value of the data (a list of names) and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

MOST = 2_000  # partitions that are told of a table
_DAY = r"'([0-9]{4}-[0-9]{2}-[0-9]{2})(?: 00:00:00(?:\+00)?)?'"
_POSTGRESQL = re.compile(rf"TO \({_DAY}\)")
_MYSQL_DAY = re.compile(_DAY)
_DAYS_BEFORE = 365  # between TO_DAYS of MySQL and the ordinal of Python


def told(parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """(name, ISO day before which all its rows are, or "") -> names as `connectors.base.Asset.partitions` holds them."""
    ordered = sorted(parts, key=lambda part: (part[1] or "9999", part[0]))
    return tuple(f"{name} < {bound}" if bound else name for name, bound in ordered[:MOST])


def postgresql_bound(expression: str) -> str:
    """From pg_get_expr(relpartbound): FOR VALUES FROM ('2021-03-01') TO ('2021-04-01')."""
    match = _POSTGRESQL.search(expression)
    return match[1] if match else ""


def mysql_bound(method: str, expression: str, description: str) -> str:
    """From information_schema.partitions: RANGE over TO_DAYS, YEAR or UNIX_TIMESTAMP of a column, or RANGE COLUMNS of a date."""
    if not method.upper().startswith("RANGE"):
        return ""
    function = expression.replace("`", "").strip().lower().partition("(")[0]
    try:
        if match := _MYSQL_DAY.fullmatch(description.strip()):
            return date.fromisoformat(match[1]).isoformat()
        number = int(description)
        if function == "to_days":
            return date.fromordinal(number - _DAYS_BEFORE).isoformat()
        if function == "year":
            return date(number, 1, 1).isoformat()
        if function == "unix_timestamp":  # of the session that made it: a day more, whatever its time zone
            return (datetime.fromtimestamp(number, UTC).date() + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError, OSError):  # MAXVALUE, or a number that is no day
        return ""
    return ""
