"""Resident identity card number of the People's Republic of China (公民身份号码).

GB 11643-1999: six digits of the region of first registration (GB/T 2260), eight of the birth date, three of sequence
(odd for men) and a check character, ISO/IEC 7064 MOD 11-2, X for ten. Until 1999 the number had 15 digits: a birth
date of six and no check character; such a number can only be disproved, never proven. A number whose check character
is wrong counts only directly after its cue: 身份证号 and a misprint is still somebody's number.

Only the province is held against GB/T 2260: the lower levels have changed every year since 1980 and people keep the
number of their birth. Sources: GB 11643-1999, GB/T 2260, the regulation on residence permits of 2018 (81, 82, 83).
"""

from __future__ import annotations

from datetime import date

from recognizers._shapes import DASHES_CLASS, MASK_CLASS, NUMBER_EDGES, is_masked, luhn
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PROVINCES = frozenset(
    {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
        "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
        "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    }
)  # fmt: skip
#: 15 digits that pass Luhn and begin like this are an IMEI (35) or an American Express card (34, 37), not a number of
#: Anhui, Fujian or Shandong from before 1999; one in ten of those is lost.
_OTHERS = ("34", "35", "37")
_SEPARATORS = str.maketrans("", "", f" -{DASHES_CLASS}")

_REGION = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CUE = '(?:身份证|身份證|证件|證件|公民身份)件?[，,]?(?:号码?|號碼?|编号)?(?:[:：=]|为|是|為|"| )? ?'
_GAP = f"[ {DASHES_CLASS}-]"


def check_character(body: str) -> str:
    """The 18th character for the first 17 digits.

    >>> check_character("11010519491231002")
    'X'
    """
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(1 - total) % 11]


def validate(value: str) -> bool | None:
    """True: 18 characters, province, date and check character right. None: an old or masked number that may be right."""
    number = value.translate(_SEPARATORS).upper()
    if is_masked(number):
        return _masked(number)
    if number[:2] not in _PROVINCES:
        return False
    if len(number) == 15:
        if number[:2] in _OTHERS and luhn(number):
            return False
        return None if _is_date("19" + number[6:12]) else False
    return len(number) == 18 and _is_date(number[6:14]) and check_character(number[:17]) == number[17]


def _masked(number: str) -> bool | None:
    shown = number[:2]
    known = shown in _PROVINCES or (is_masked(shown[1]) and shown[0] in "12345678")
    return None if known and len(number) in (15, 18) else False


def _is_date(yyyymmdd: str) -> bool:
    """Whether this is a day from 1900 to 2099; a wrong clock should not decide, so the future is not refused."""
    try:
        return 1900 <= date(int(yyyymmdd[:4]), int(yyyymmdd[4:6]), int(yyyymmdd[6:])).year < 2100
    except ValueError:
        return False


RECOGNIZER = Recognizer(
    entity="CN_RESIDENT_ID",
    category="user.government_id.national_identification_number",
    names={"zh": "居民身份证号", "en": "Chinese resident identity number"},
    rank=10,
    patterns=(
        Pattern("number", f"{_REGION}(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]", edges="0-9A-Za-z_", score=0.6),
        Pattern("grouped", f"{_REGION}{_GAP}(?:19|20)[0-9]{{2}}{_GAP}?{_DAY}{_GAP}[0-9]{{3}}[0-9Xx]", edges="0-9A-Za-z_", score=0.6),
        Pattern(
            "after_cue", f"{_REGION}(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]", before=_CUE, edges="0-9A-Za-z_", score=0.5, claimed=True
        ),
        Pattern("old_number", f"{_REGION}[0-9]{{2}}{_DAY}[0-9]{{3}}", edges=NUMBER_EDGES, score=0.3),
        Pattern(
            "masked",
            f"[1-8][0-9]{{0,13}}[{MASK_CLASS}]{{4,16}}[0-9]{{0,4}}[0-9Xx]?",
            edges=f"0-9A-Za-z_{MASK_CLASS}",
            state="masked",
            score=0.4,
        ),
    ),
    validate=validate,
    headers=words(
        """
        id_card idcard id_card_no id_card_num id_card_number idcard_no identity_card identity_card_no identity_no
        identity_number identity_num identity_code citizen_id resident_id id_number idnumber identification_no
        identification_card sfz sfzh sfzhm sfzmhm sfzhao shenfenzheng shenfenzhenghao shenfenzhenghaoma gmsfhm gmsfzh sfzjh
        sfzjhm idno national_id cnid 身份证 身份证号 身份证号码 身份证件号 身份证件号码 身份证明号码 身份证编号 身份证码
        身份号码 身份证字号
        """
    ),
    hints=words(
        """
        id_no id_num identity identification_number cert_no certificate_no certificate_number certificate_num card_id
        credential_no credentials_no document_no zjh zjhm 证件号 证件号码 证件编号
        """
    ),
    vetoes=words("image img photo pic front back face url path 正面 反面 照片 图片 地址 app role"),
    context=("身份证", "身份證", "证件号", "證件號", "公民身份", "id card", "identity", "idcard"),
    evidence="checksum",
    examples=("11010519491231002X", "身份证号：44052419900307471X", "310101850612123"),
    counter_examples=("110105194912310021", "999105194912310021", "11010519491331002X"),
    sources=("GB 11643-1999", "GB/T 2260", "ISO/IEC 7064:2003 MOD 11-2"),
    holds=("text", "whole", "fraction"),
    shortest=15,
    keep=(4, 2),
)
