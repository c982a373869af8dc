"""Resident identity card number of the People's Republic of China (公民身份号码).

GB 11643-1999: six digits of the region of first registration (GB/T 2260), eight of the birth date, three of sequence
(odd for men) and a check character, ISO/IEC 7064 MOD 11-2, X for ten. Until 1999 the number had 15 digits: a birth
date of six and no check character; such a number can only be disproved, never proven. A number whose check character
is wrong counts only directly after its cue: 身份证号 and a misprint is still somebody's number.

Residence permits of people from Hong Kong, Macau and Taiwan (regions 810000, 820000, 830000) carry numbers of the same
rule and are found here, not under CN_TRAVEL_PERMIT. A spreadsheet keeps 15 digits of a number: what it leaves of an id
(1.10101E+17, …000) still tells region and birth date, but only a header can say that it was one.

Only the province is held against GB/T 2260: the lower levels have changed every year since 1980 and people keep the
number of their birth. No sequence is excluded, the standard names none. Floats that a database spells out in full
(…760 for …758) cannot be told from a misprint. Sources: GB 11643-1999, GB/T 2260, the regulation on residence permits
of 2018 (81, 82, 83).
"""

from __future__ import annotations

from functools import cache

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
_CHECKS = "10X98765432"  # by the weighted sum modulo 11
_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_REGION = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CUE = '(?:身份证|身份證|证件|證件|公民身份)件?[，,]?(?:号码?|號碼?|编号)?(?:[:：=]|为|是|為|"| )? ?'
_GAP = f"[ {DASHES_CLASS}-]"
_ROUNDED = "(?:1[.][1-5]|2[.][1-3]|3[.][1-7]|4[.][1-6]|5[.][0-4]|6[.][1-5]|7[.]1|8[.][1-3])[0-9]{0,16}[Ee][+]?1[47]"


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
    if len(value) == 18 and _is_right(value):
        return True
    number = value.translate(_SEPARATORS)
    if is_masked(number):
        return _masked(number)
    if len(number) == 15:
        return _old(number)
    return len(number) == 18 and _is_right(number)


def birth(value: str) -> str | None:
    """The birth date, "YYYY-MM-DD", that a number of 18 or 15 digits tells; None where it tells none. Takes any text."""
    if len(value) not in (15, 18):
        value = value.translate(_SEPARATORS)
    day = value[6:14] if len(value) == 18 else "19" + value[6:12] if len(value) == 15 else ""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if _is_date(day) else None


@cache
def _sums() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Weighted sums of three digits, three more, the year, the day and the sequence: five looks instead of seventeen products.
    What is not in them is no province, no year, no day."""

    def summed(piece: str, first: int) -> int:
        return sum(int(digit) * pow(2, 17 - first - i, 11) for i, digit in enumerate(piece))

    thousand = [f"{n:03}" for n in range(1000)]
    days = [f"{month:02}{day:02}" for month, last in enumerate(_MONTHS, 1) for day in range(1, last + 1)]
    return (
        {piece: summed(piece, 0) for piece in thousand if piece[:2] in _PROVINCES},
        {piece: summed(piece, 3) for piece in thousand},
        {str(year): summed(str(year), 6) for year in range(1900, 2100)},
        {day: summed(day, 10) for day in days},
        {piece: summed(piece, 14) for piece in thousand},
    )


def _is_right(number: str) -> bool:
    """A wrong clock should not decide, so no year up to 2099 is refused."""
    head, tail, years, days, sequences = _sums()
    day = number[10:14]
    try:
        total = head[number[:3]] + tail[number[3:6]] + years[number[6:10]] + days[day] + sequences[number[14:17]]
    except KeyError:
        return False
    check = _CHECKS[total % 11]
    return (number[17] == check or (check == "X" and number[17] == "x")) and (day != "0229" or _is_leap(number[6:10]))


def _old(number: str) -> bool | None:
    if number[:2] not in _PROVINCES or (number[:2] in _OTHERS and luhn(number)):
        return False
    return None if _is_date("19" + number[6:12]) else False


def _masked(number: str) -> bool | None:
    shown = number[:2]
    known = shown in _PROVINCES or (is_masked(shown[1:2]) and shown[0] in "12345678")
    # 1101****7758 has lost its length; from 4 on it would as likely be a bank card (6222****0128).
    short = len(number) == 12 and "1" <= number[0] <= "3" and not is_masked(number[:4])
    return None if known and (short or len(number) in (15, 18)) else False


def _is_date(day: str) -> bool:
    """Whether YYYYMMDD is a day from 1900 to 2099."""
    _, _, years, days, _ = _sums()
    return day[:4] in years and day[4:] in days and (day[4:] != "0229" or _is_leap(day[:4]))


def _is_leap(year: str) -> bool:
    """1900 is no leap year, 2000 is one."""
    return int(year) % 4 == 0 and year != "1900"


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
            "precision_lost",
            f"(?:{_ROUNDED}|{_REGION}(?:19|20)[0-9]{{2}}{_DAY}[0-9]000)",
            scope="header",
            score=0.4,
            claimed=True,
        ),
        Pattern(
            "masked",
            f"[1-8][0-9]{{0,15}}[{MASK_CLASS}]{{2,16}}[0-9]{{0,15}}[0-9Xx]?",
            edges=f"0-9A-Za-z_{MASK_CLASS}",
            state="masked",
            score=0.4,
        ),
    ),
    validate=validate,
    birth=birth,
    headers=words(
        """
        id_card idcard id_card_no id_card_num id_card_number idcard_no identity_card identity_card_no identity_no
        identity_number identity_num identity_code citizen_id resident_id id_number idnumber identification_no
        identification_card sfz sfzh sfzhm sfzmhm sfzhao shenfenzheng shenfenzhenghao shenfenzhenghaoma gmsfhm gmsfzh sfzjh
        sfzjhm idno national_id cnid resident_id_no resident_identity_number citizen_identity_number citizen_no idcardnum
        idcard_number id_card_code 身份证 身份证号 身份证号码 身份证件号 身份证件号码 身份证明号码 身份证编号 身份证码
        身份号码 身份证字号 公民身份号码 公民身份证号 居民身份证 居民身份证号 居民身份证号码 港澳台居民居住证 居住证号
        居住证号码 港澳台居住证号
        identity_id identitycard identity_card_code id_cert_no personal_id personal_id_no citizen_id_no citizenid
        resident_identity_card china_id cn_id_card sfzid sfz_no sfz_code sfz_num sfzjbh sfzbh sfzno shfzh shenfenid sfzhma
        gmsfzhm frsfzh frsfz brsfzh jhrsfzh lxrsfzh 身份证件 二代证号 身份ID 身份证ID 身分证 身分证号 身分证号码 身分证字号
        身分证统一编号 国民身分证 公民号码 公民证号 居民证号 公民身份证 身份证NO 身份证明号
        """
    ),
    hints=words(
        """
        id_no id_num identity identification_number cert_no certificate_no certificate_number certificate_num card_id
        credential_no credentials_no document_no zjh zjhm 证件号 证件号码 证件编号
        cert_code cert_num cert_id paper_no paperno paperwork_no zjbh zj_no 证号 证件编码 ID号码 有效证件号
        """
    ),
    vetoes=words("image img photo pic front back face url path 正面 反面 照片 图片 地址 app role 工作居住证号 工作居住证号码"),
    context=("身份证", "身份證", "证件号", "證件號", "公民身份", "id card", "identity", "idcard"),
    evidence="checksum",
    examples=("11010519491231002X", "身份证号：44052419900307471X", "310101850612123"),
    counter_examples=("110105194912310021", "999105194912310021", "11010519491331002X"),
    sources=("GB 11643-1999", "GB/T 2260", "ISO/IEC 7064:2003 MOD 11-2"),
    holds=("text", "whole", "fraction"),
    shortest=15,
    keep=(4, 2),
)
