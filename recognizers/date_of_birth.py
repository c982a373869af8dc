"""Date of birth (出生日期): a date in a column or behind a label that says so.

Any date could be one, so the plain forms need a header; in running text a label must stand before it. `validate` refuses
days that do not exist and years outside 1900 to 2099. Sources: GB/T 7408 (ISO 8601), GB 11643 (birth date in the id).
"""

from __future__ import annotations

import re

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_YEAR, _MONTH, _DAY = "(?:19|20)[0-9]{2}", "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
_DATE = f"{_YEAR}(?:[-/.]{_MONTH}[-/.]{_DAY}|年{_MONTH}月(?:{_DAY}[日号])?)"
_COMPACT = f"{_YEAR}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])"
_LABEL = "(?:出生日期|出生年月日?|出生时间|生日|生年月日|出生于|生于|[Bb]irthday|[Dd]ate of [Bb]irth|DOB)(?:[ 　]?(?:[:：=]|是|为))?[ 　]?"
_PARTS = re.compile("((?:19|20)[0-9]{2})[^0-9]?(1[0-2]|0?[1-9])(?:[^0-9]?(3[01]|[12][0-9]|0?[1-9]))?(?![0-9])")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # not `calendar`: it imports datetime, and the gate must start fast


def validate(value: str) -> bool | None:
    """False where the day does not exist (1990-02-30)."""
    parts = _PARTS.match(value.strip())
    if not parts or not parts[3]:
        return None
    year, month, day = int(parts[1]), int(parts[2]), int(parts[3])
    common = month == 2 and not (year % 4 == 0 and (year % 100 or year % 400 == 0))
    return False if day > _DAYS[month - 1] - common else None


RECOGNIZER = Recognizer(
    entity="DATE_OF_BIRTH",
    category="user.demographic.date_of_birth",
    names={"zh": "出生日期", "en": "Date of birth"},
    rank=85,
    patterns=(
        Pattern("date", f"{_DATE}(?:[ T][0-9:.]{{4,15}}(?:Z|[+-][0-9:]{{4,6}})?)?", scope="header", score=0.4),
        Pattern("compact", _COMPACT, scope="header", score=0.4),
        Pattern("month", f"{_YEAR}[-/.]?(?:1[0-2]|0[1-9])", scope="header", score=0.3),
        Pattern("labelled", f"{_DATE}|{_COMPACT}", before=_LABEL, after="(?:[^0-9]|$)", score=0.7),
        Pattern("born", f"{_YEAR}年{_MONTH}月(?:{_DAY}日)?", after="(?:出生|生于|生(?:[^产效成日长活]|$))", score=0.7),
    ),
    validate=validate,
    headers=words(
        """
        birthday birth_day birth_date birthdate dob birth birth_time born_date csrq shengri chushengriqi csny birth_year_month
        生日 出生日期 出生年月 出生时间 生年月日
        """
    ),
    hints=words("born sr 出生"),
    vetoes=words("coupon gift message sms remind reminder 提醒 祝福 优惠 宠物"),
    context=("出生", "生日", "birth"),
    evidence="header",
    examples=("出生日期：1990-05-17", "1985年3月2日出生", "生日 1990/5/7"),
    counter_examples=("1990-05-17", "出生日期：1990-02-30", "签订日期：2020-01-02"),
    sources=("GB/T 7408-2005", "GB 11643-1999"),
    holds=("text", "whole", "fraction", "time"),
    shortest=4,
    keep=(4, 0),
)
