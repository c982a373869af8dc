"""Date of birth (出生日期): a date in a column or behind a label that says so.

Any date could be one, so the plain forms need a header; in running text a label or 出生 must stand beside it. Besides ISO dates there
are: Han numerals (一九九〇年三月七日), the years of the Republic (民国79年 is 1990), two-digit years (90.3.7, under a header: 30 to 99
are 19xx), 31/12/1990 and 12/31/1990. `validate` refuses days that do not exist and years outside 1900 to 2099; there is no clock, so
a date to come is not refused. Not recognised: lunar dates, seconds since 1970, dates written by an English month in text.
Sources: GB/T 7408 (ISO 8601), GB 11643 (birth date in the id), GB/T 15835 (numerals).
"""

from __future__ import annotations

import re

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_YEAR, _MONTH, _DAY = "(?:19|20)[0-9]{2}", "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
_HAN_YEAR = "[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_HAN_MONTH, _HAN_DAY = (
    "(?:十[一二]?|[一二三四五六七八九元正])",
    "(?:三十一?|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|[一二三四五六七八九])",
)
_HAN = f"{_HAN_YEAR}年{_HAN_MONTH}月(?:{_HAN_DAY}[日号])?"
_MINGUO = f"(?:中华民国|中華民國|民国|民國) ?(?:1[01][0-9]|[1-9]?[0-9])年 ?{_MONTH}月(?: ?{_DAY}[日号])?"
_DATE = f"{_YEAR}(?:[-/.]{_MONTH}[-/.]{_DAY}|年 ?{_MONTH}月(?: ?{_DAY}[日号])?)"
_WORDED = f"{_HAN}|{_MINGUO}"
_COMPACT = f"{_YEAR}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])"
_SHORT = f"[0-9]{{2}}(?:[-/.]{_MONTH}[-/.]{_DAY}|年{_MONTH}月(?:{_DAY}[日号])?)"
_ENGLISH = "(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)[a-z]{0,6}"
_LABEL = (
    "(?:出生日期|出生年月日?|出生时间|出生日|出生|生日|生年月日|出生于|(?:^|[^先学医产发诞花男女考衍])生于|[Bb]irthday|[Dd]ate of [Bb]irth"
    "|[Bb]irth ?[Dd]ate|DOB|[Bb]orn(?: on)?)"
    "(?:[ 　]?(?:[:：=]|是|为|於|于))?[ 　]?"
)
_CLOCK = "(?:[ T][0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?)?"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # not `calendar`: it imports datetime, and the gate must start fast
_NUMBERS = re.compile("[0-9]+")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = str.maketrans("〇零○一二三四五六七八九元正廿", "00012345678911二")
_HAN_NUMBER = re.compile("[一二三四五六七八九十〇零○元正廿]+")


def birth(value: str) -> str | None:
    """ "YYYY-MM-DD", or "YYYY-MM" where no day is written, of a date in any of the forms above; None for everything else,
    for days that do not exist, and for 03/04/1990, which is two dates. Never raises."""
    parts = _parts(value.strip()[:40])
    if parts is None:
        return None
    year, month, day = parts
    if not (1900 <= year <= 2099 and 1 <= month <= 12):
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if _exists(year, month, day) else None


def _parts(text: str) -> tuple[int, int, int | None] | None:
    """Year, month and day as written."""
    if not text.isascii():
        text = _HAN_NUMBER.sub(lambda m: _arabic(m[0]), text)
    numbers = _NUMBERS.findall(text)
    if len(numbers) == 1 and numbers[0].isascii() and text.isdecimal():
        run = numbers[0]
        return (int(run[:4]), int(run[4:6]), int(run[6:8]) if len(run) > 6 else None) if len(run) in (6, 8, 14) else None
    if text[:1].isalpha() or (len(numbers) > 1 and text[len(numbers[0]) :].lstrip(" -")[:1].isalpha() and text.isascii()):
        return _english(text, numbers) if text.isascii() else _of_era(text, numbers)
    if not 2 <= len(numbers) <= 8 or any(len(n) > 9 for n in numbers):
        return None
    first, second = int(numbers[0]), int(numbers[1])
    third = int(numbers[2]) if len(numbers) > 2 else None
    if len(numbers[0]) == 4:
        return first, second, third if third is not None and _is_day(text, numbers) else None
    if third is not None and len(numbers[2]) == 4:
        return _day_and_month(first, second, third)
    return (first + (1900 if first >= 30 else 2000), second, third) if len(numbers[0]) == 2 else None


def _is_day(text: str, numbers: list[str]) -> bool:
    """The third number is a day, unless it is the hour behind a month (1990年3月 08:00)."""
    behind = text.find(numbers[1], len(numbers[0])) + len(numbers[1])
    return text[behind : behind + 2] != "月 " or "日" in text or "号" in text


def _day_and_month(first: int, second: int, year: int) -> tuple[int, int, int] | None:
    if first > 12 >= second or first == second:
        return year, second, first
    return (year, first, second) if second > 12 >= first else None


def _english(text: str, numbers: list[str]) -> tuple[int, int, int] | None:
    """7 March 1990, March 7, 1990."""
    name = next((w[:3].lower() for w in re.findall("[A-Za-z]{3,9}", text)), "")
    if name not in _NAMES or len(numbers) < 2 or len(numbers[1]) != 4 or len(numbers[0]) > 2:
        return None
    return int(numbers[1]), _NAMES.index(name) + 1, int(numbers[0])


def _of_era(text: str, numbers: list[str]) -> tuple[int, int, int | None] | None:
    """Years of the Republic of China begin in 1912."""
    if "民" not in text or not 2 <= len(numbers) <= 3 or len(numbers[0]) > 3:
        return None
    return int(numbers[0]) + 1911, int(numbers[1]), int(numbers[2]) if len(numbers) == 3 else None


def _arabic(han: str) -> str:
    """一九九〇 -> 1990, 十一 -> 11, 二十 -> 20, 廿三 -> 23."""
    han = han.replace("廿", "二十")
    tens, ten, ones = han.partition("十")
    if not ten:
        return han.translate(_DIGITS)
    return f"{tens.translate(_DIGITS) or '1'}{ones.translate(_DIGITS) or '0'}"


def _exists(year: int, month: int, day: int) -> bool:
    common = month == 2 and not (year % 4 == 0 and (year % 100 or year % 400 == 0))
    return 1 <= day <= _DAYS[month - 1] - common


def validate(value: str) -> bool | None:
    """False where the day does not exist (1990-02-30) or the year is out of range; what is masked or ambiguous cannot tell."""
    if "*" in value or birth(value) is not None:
        return None
    numbers = _NUMBERS.findall(value)
    swapped = len(numbers) == 3 and len(numbers[2]) == 4 and 1900 <= int(numbers[2]) <= 2099
    return None if swapped and _exists(int(numbers[2]), min(int(numbers[1]), 12) or 1, int(numbers[0])) else False


RECOGNIZER = Recognizer(
    entity="DATE_OF_BIRTH",
    category="user.demographic.date_of_birth",
    names={"zh": "出生日期", "en": "Date of birth"},
    rank=85,
    patterns=(
        Pattern("date", f"{_DATE}{_CLOCK}", scope="header", score=0.4),
        Pattern("compact", f"{_COMPACT}(?:[0-9]{{6}})?", scope="header", score=0.4),
        Pattern("month", f"{_YEAR}[-/.]?(?:1[0-2]|0[1-9])", scope="header", score=0.3),
        Pattern("worded", _WORDED, scope="header", score=0.5),
        Pattern("short", _SHORT, scope="header", score=0.3),
        Pattern("day_first", f"(?:{_DAY}[-/.]{_MONTH}|{_MONTH}[-/.]{_DAY})[-/.]{_YEAR}{_CLOCK}", scope="header", score=0.4),
        Pattern("english", f"{_DAY}[ -]{_ENGLISH}[ -]{_YEAR}|{_ENGLISH} {_DAY},? {_YEAR}", scope="header", score=0.4),
        Pattern(
            "masked",
            f"(?:{_YEAR}|[*]{{2,4}})[-/.年](?:[*]{{1,2}}|{_MONTH})[-/.月](?:[*]{{1,2}}|{_DAY})日?",
            scope="header",
            state="masked",
            score=0.3,
        ),
        Pattern("labelled", f"{_DATE}|{_COMPACT}|{_WORDED}", before=_LABEL, after="(?:[^0-9]|$)", score=0.7),
        Pattern("born", f"{_YEAR}年{_MONTH}月(?:{_DAY}日)?|{_WORDED}", after="(?:出生|生于|生(?:[^产效成日长活]|$))", score=0.7),
    ),
    validate=validate,
    birth=birth,
    headers=words(
        """
        birthday birth_day birth_date birthdate dob birth birth_time born_date date_of_birth birth_ymd birth_at csrq shengri
        chushengriqi chushengnianyue csny csnyr sr_date birth_year_month baby_birthday 生日 出生日期 出生年月 出生时间 出生年月日
        生年月日 出生日 诞生日期 誕生日 公历生日 阳历生日 农历生日
        bday brithday birthda birthdayd dateofbirth brithdate birthymd cssj csrq1 born_day birthday_date 诞辰 生辰 生日日期
        寿辰 出生年份 出生时辰 生年
        """
    ),
    hints=words(
        """
        born sr 出生
        yob birth_year csnf
        """
    ),
    vetoes=words("coupon gift message sms remind reminder 提醒 祝福 优惠 宠物"),
    context=("出生", "生日", "birth"),
    evidence="header",
    examples=("出生日期：1990-05-17", "1985年3月2日出生", "生日 1990/5/7", "出生日期：一九九〇年三月七日", "民国79年3月7日出生"),
    counter_examples=("1990-05-17", "出生日期：1990-02-30", "签订日期：2020-01-02", "民国79年3月7日"),
    sources=("GB/T 7408-2005", "GB 11643-1999", "GB/T 15835-2011"),
    holds=("text", "whole", "fraction", "time"),
    shortest=4,
    keep=(4, 0),
)
