"""Vehicle identification number (车辆识别代号, 车架号).

ISO 3779: 17 characters without I, O and Q: three of the maker (WMI), six that describe, of which China (GB 16735) and North
America (49 CFR 565) use the ninth place as a check digit, eight of the single vehicle: model year (no U, Z, 0), plant, and
a number whose last four are digits. Digits alone pass the check one time in eleven and order numbers of 17 digits are
common, so what is proven has a letter in the maker's part, three letters in all, and one of them that is not hexadecimal.
Europe and Japan do not use the check digit: a number that fails it counts only under its header or behind its cue.

It names a vehicle; of a private car, its owner. Frame numbers of fewer than 17 characters are not found.
Sources: GB 16735-2019, ISO 3779:2009, 49 CFR 565.15.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_VALUES = {c: int(c) for c in "0123456789"} | dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

_ANY = "[0-9A-HJ-NPR-Z]"
_NUMBER = f"[1-9A-HJ-NPR-Z]{_ANY}{{7}}[0-9X][1-9A-HJ-NPR-TV-Y]{_ANY}{{3}}[0-9]{{4}}"
_EACH = "[0-9A-HJ-NPR-Za-hj-npr-z]"
_LETTER = "[A-HJ-NPR-Za-hj-npr-z]"
#: Named by header or cue: any 17 characters with a letter in the maker's part.
_CLAIMED = f"(?:{_LETTER}{_EACH}{{2}}|[0-9]{_LETTER}{_EACH}|[0-9]{{2}}{_LETTER}){_EACH}{{14}}"
_CUE = (
    "(?:车架号码?|車架號碼?|车架|车辆识别代号|车辆识别代码|车辆识别码|车辆识别号码?|大架号|底盘号|車台番号"
    "|(?:VIN|[Vv]in)(?:码|号码?| ?[Nn]o[.]?| [Cc]ode)?|[Cc]hassis [Nn]o[.]?)"
    "[\"']?(?: ?[:：=] ?|为|是| )?[\"']?"
)


def check_digit(number: str) -> str:
    """The ninth character, reckoned from the other sixteen.

    >>> check_digit("1M8GDM9A_KP042788")
    'X'
    """
    rest = sum(_VALUES.get(c, 0) * weight for c, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return "0123456789X"[rest]


def validate(value: str) -> bool | None:
    """True: letters where a maker has them and the check digit right. Else False: only a header or a cue can still claim it."""
    number = value.upper()
    if len(number) != 17 or number[:3].isdigit() or sum(c > "9" for c in number) < 3:
        return False
    return check_digit(number) == number[8] and any(c > "F" for c in number)


RECOGNIZER = Recognizer(
    entity="VIN",
    category="user.government_id.vehicle_registration",
    names={"zh": "车辆识别代号", "en": "Vehicle identification number"},
    rank=18,
    patterns=(
        Pattern("number", _NUMBER, edges="0-9A-Za-z_-", score=0.5),
        Pattern("named", _CLAIMED, scope="header", score=0.5, claimed=True),
        Pattern("after_cue", _CLAIMED, before=_CUE, edges="0-9A-Za-z_", clue="[车車]|底盘|大架|VIN|[Vv]in|hassis", score=0.5, claimed=True),
    ),
    validate=validate,
    headers=words(
        """
        vin vin_code vin_no vin_num vin_number vincode vinno car_vin vehicle_vin frame_no frame_number frame_num
        vehicle_frame_no vehicle_frame_number chassis_no chassis_number chassis_num vehicle_identification_number car_frame_no
        carframe carframeno cjh cjhm chejiahao clsbm clsbdm clsbdh clsbdhm clsbh djh dajiahao 车架号 车架号码 车架 车辆识别代号
        车辆识别代码 车辆识别码 车辆识别号 车辆识别号码 车辆识别代号码 大架号 底盘号 底盘号码 VIN码 VIN号 vin码 車台番号 車架號
        """
    ),
    hints=words("chassis frame_code"),
    vetoes=words("bicycle bike video data page 视频 数据 自行车"),
    context=("车架", "车辆识别", "vin", "chassis"),
    evidence="checksum",
    examples=("1M8GDM9AXKP042788", "车架号：WBAVB17546NK00042"),
    counter_examples=("1M8GDM9A1KP042788", "11111111111111111", "20240307123456789"),
    sources=("GB 16735-2019", "ISO 3779:2009", "49 CFR 565.15"),
    holds=("text",),
    shortest=17,
    keep=(3, 4),
)
