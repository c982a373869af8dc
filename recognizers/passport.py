"""Passport number of other countries, and the machine-readable line of any passport (外国护照号).

ICAO Doc 9303-4: at most nine letters and digits; every country has a form of its own (Japan TK1234567, United States and
United Kingdom nine digits, Korea M123A4567, Germany C01X00T47, Canada AB123456, India Z1234567 …), and no printed number has
a check digit. So it counts only behind its cue or under its header. CN_PASSPORT is read first; a column named 护照号 may hold both, and the
values decide.

The lower machine-readable line has 44 characters: number, country, birth date, sex, expiry and optional data with five
check digits (weights 7 3 1, letters from 10, < is 0). All right at once, that is proof, in a text and in a cell; it also
carries birth date and sex. Source: ICAO Doc 9303-3 (check digits) and 9303-4, the countries' specimens in PRADO.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.cn_passport import CLUE, CUE_EN, CUE_ZH
from recognizers.header_words import words

_MRZ = "[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{14}[0-9<][0-9]"
#: What stands in the middle of such a line, and in little else.
_MRZ_CLUE = "[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}"
_NUMBER = (
    "(?:[A-Za-z]{1,2}[0-9]{6,8}|[0-9]{8,9}|[0-9]{2} [0-9]{7}|[A-Za-z][0-9]{6,7}[A-Za-z]{1,2}|[MSRODmsrod][0-9]{3}[A-Za-z][0-9]{4}"
    "|[0-9]{2}[A-Za-z]{2}[0-9]{5}|[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8})"
)
_VALUES = {c: n for n, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def check_digit(field: str) -> str:
    """ICAO Doc 9303-3, 4.9.

    >>> check_digit("L898902C3")
    '6'
    """
    return str(sum(_VALUES[c] * (7, 3, 1)[i % 3] for i, c in enumerate(field)) % 10)


def validate(value: str) -> bool | None:
    """True: a machine-readable line with its check digits right. False: one with wrong ones, or too few digits."""
    if len(value) == 44:
        return _is_line(value)
    number = value.replace(" ", "")
    return None if sum("0" <= c <= "9" for c in number) >= 4 and 7 <= len(number) <= 9 else False


def _is_line(line: str) -> bool:
    optional = line[42] == check_digit(line[28:42]) or (line[42] == "<" and line[28:42] == "<" * 14)
    return (
        optional
        and line[0] != "<"
        and "01" <= line[15:17] <= "12"
        and all(line[end] == check_digit(line[start:end]) for start, end in ((0, 9), (13, 19), (21, 27)))
        and line[43] == check_digit(line[0:10] + line[13:20] + line[21:43])
    )


RECOGNIZER = Recognizer(
    entity="PASSPORT",
    category="user.government_id.passport_number",
    names={"zh": "外国护照号", "en": "Foreign passport number"},
    rank=24,
    patterns=(
        Pattern("machine_readable", _MRZ, edges="0-9A-Za-z<", clue=_MRZ_CLUE, kind="machine_readable", score=0.6),
        Pattern("number", _NUMBER, scope="header", score=0.4),
        Pattern("after_cue", _NUMBER, before=CUE_ZH, edges="0-9A-Za-z_-", clue=CLUE, score=0.6),
        Pattern("after_english_cue", _NUMBER, before=CUE_EN, edges="0-9A-Za-z_-", clue=CLUE, score=0.6),
    ),
    validate=validate,
    headers=words(
        """
        passport passport_no passport_num passport_number passport_code passport_id_no passportno foreign_passport
        foreign_passport_no foreign_passport_number travel_document_no mrz passport_mrz hzhm huzhao huzhaohao huzhaohaoma
        外国护照 外国护照号 外国护照号码 外籍护照号 外籍护照号码 护照 护照号 护照号码 护照编号 护照证号 护照证件号 护照证件号码
        旅券番号 パスポート番号 パスポート
        """
    ),
    hints=words("hzh"),
    vetoes=words(
        "image img photo pic front back face url path scan 照片 图片 扫描件 中国 因公 china chinese hk 香港 澳门 特区 login sso oauth"
    ),
    context=("护照", "護照", "旅券", "passport"),
    evidence="header",
    examples=("L898902C36UTO7408122F1204159ZE184226B<<<<<10", "护照号码：TK1234567", "passport no. 512345678"),
    counter_examples=("TK1234567", "L898902C36UTO7408122F1204159ZE184226B<<<<<11", "passport 2024"),
    sources=("ICAO Doc 9303-3", "ICAO Doc 9303-4"),
    holds=("text", "whole", "fraction"),
    shortest=7,
    keep=(2, 2),
)
