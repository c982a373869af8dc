"""Telephone number (电话号码): mobile, landline, 400/800, and foreign ones.

Mainland China: mobiles are 11 digits, segments 13x to 19x as the MIIT has opened them (电信网码号资源分类管理目录 2017
and later notices; the 13-digit numbers of machines are left out). Landlines are 0, an area code of two or three digits,
and a local number of seven or eight that begins with 2 to 9. Merged area codes are kept, old data has them.
Abroad: ITU-T E.164, country code and at most 15 digits, only with + or another unmistakable mark. Hong Kong, Macau and
Taiwan numbers are also known by their form. A number without any mark (8 digits) counts after a cue or under a header.

No telephone number has a check digit, so nothing here is ever proven.
"""

from __future__ import annotations

from recognizers._shapes import DASHES_CLASS, MASK_CLASS, NUMBER_EDGES, NUMBER_END_OR_WORD, SEPARATOR, digits_of, is_masked
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_SEGMENT = "1(?:3[0-9]|4[1-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])"
_AREA_2 = "(?:10|2[0-57-9])"
_AREA_3 = (
    "(?:3(?:1[0-9]|35|49|5[0-9]|7[0-9]|9[1-68])"
    "|4(?:1[0-9]|2[179]|3[1-9]|5[1-9]|6[4789]|7[0-9]|8[23])"
    "|5(?:1[0-9]|2[37]|3[0-9]|4[36]|5[0-9]|6[1-46]|7[0-9]|80|9[1-9])"
    "|6(?:3[1-35]|6[0238]|9[12])"
    "|7(?:01|1[0-9]|2[248]|3[0-9]|4[3-6]|5[0-9]|6[023689]|7[0-9]|9[0-9])"
    "|8(?:1[236-8]|2[5-7]|3[0-9]|5[1-9]|7[0-9]|8[36-8]|9[1-9])"
    "|9(?:0[1-3689]|1[1-79]|3[0-9]|4[13]|5[1-5]|7[0-79]|9[0-9]))"
)
#: ITU-T E.164 country codes but 86, 852, 853 and 886, which have patterns of their own.
_COUNTRY = (
    "(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[124]|9[0-58]"
    "|2(?:1[1-368]|[2-4][0-9]|5[0-8]|6[0-9]|9[017-9])|3(?:5[0-9]|7[0-8]|8[0-35-79])|42[013]|5(?:0[0-9]|9[0-9])"
    "|6(?:7[02-9]|8[0-35-9]|9[0-2])|8(?:00|08|50|5[56]|7[08]|8[0-38])|9(?:6[0-8]|7[0-79]|9[2-68]))"
)

_S = SEPARATOR
_END = NUMBER_END_OR_WORD
_OPEN, _CLOSE = "[(（]", "[)）]"
_86 = f"(?:(?:{_OPEN}(?:[+＋]|00)?86{_CLOSE}|(?:[+＋]|00)?86){_S}?)"
_MOBILE = f"{_86}?(?:{_SEGMENT}{_S}?[0-9]{{4}}{_S}?[0-9]{{4}}|{_SEGMENT}[0-9]{_S}(?:[0-9]{{4}}{_S}[0-9]{{3}}|[0-9]{{3}}{_S}[0-9]{{4}}))"

_LOCAL_8 = f"[2-9][0-9]{{3}}{_S}?[0-9]{{4}}"
_LOCAL_7 = f"[2-9][0-9]{{2}}{_S}?[0-9]{{4}}"
_LOCAL = f"(?:{_LOCAL_8}|{_LOCAL_7})"
_EXTENSION = f"(?:(?: ?(?:转|轉|分机|分機|內線|内线|ext|Ext|EXT|#)[.:：]? ?|[{DASHES_CLASS}-])[0-9]{{1,5}})?"
_TRUNK = f"(?:{_OPEN}0?(?:{_AREA_2}|{_AREA_3}){_CLOSE}{_S}?|0(?:{_AREA_2}|{_AREA_3}){_S}?)"
_ABROAD_TRUNK = f"(?:{_OPEN}0?(?:{_AREA_2}|{_AREA_3}){_CLOSE}|0?(?:{_AREA_2}|{_AREA_3})){_S}?"
_LANDLINE = f"(?:(?:{_OPEN}[+＋]?86{_CLOSE}|(?:[+＋]|00)86|86{_S}){_S}?{_ABROAD_TRUNK}|{_TRUNK}){_LOCAL}{_EXTENSION}"

_SERVICE = f"(?:400[016-9]?|800){_S}(?:[0-9]{{3}}{_S}?[0-9]{{4}}|[0-9]{{4}}{_S}?[0-9]{{3}}|[0-9]{{3}}{_S}[0-9]{{3}})"
_SERVICE_BARE = "(?:400[016-9]|800[0-9])[0-9]{6}"

_HONG_KONG = f"[2-9][0-9]{{3}}{_S}?[0-9]{{4}}"  # Macau has the same form
_TAIWAN = f"(?:{_OPEN}0{_CLOSE})?0?(?:9[0-9]{{2}}{_S}?[0-9]{{3}}{_S}?[0-9]{{3}}|[2-8][0-9]?{_S}?[0-9]{{3,4}}{_S}?[0-9]{{4}}){_EXTENSION}"
_MARKED = f"(?:{_OPEN}?(?:[+＋]|00)(?:852|853){_CLOSE}?{_S}?{_HONG_KONG}|{_OPEN}?(?:[+＋]|00)886{_CLOSE}?{_S}?{_TAIWAN})"
_UNMARKED = (
    f"(?:(?:{_OPEN}(?:852|853){_CLOSE}{_S}?|(?:852|853){_S}){_HONG_KONG}|(?:{_OPEN}886{_CLOSE}{_S}?|886{_S}){_TAIWAN}|8869[0-9]{{8}})"
)
_FOREIGN = f"(?:[+＋]|{_OPEN}[+＋]){_COUNTRY}{_CLOSE}?{_S}?(?:{_OPEN}0?[0-9]{{1,4}}{_CLOSE}{_S}?)?[0-9]{{1,5}}(?:{_S}?[0-9]{{2,5}}){{1,4}}"
_TAIWAN_MOBILE = "09[0-9]{2}-[0-9]{3}-?[0-9]{3}"
_JAPAN = "0(?:[5789]0|[3-9])-[0-9]{4}-[0-9]{4}"

_CUE = (
    "(?:电话|電話|座机|固话|直线|热线|熱線|总机|總機|手机|手機|联系方式|聯絡方式"
    "|[Tt][Ee][Ll]|[Tt]elephone|[Pp]hone|PHONE|[Mm]obile|MOBILE|[Cc]ell)(?:号码?|號碼?)?[.:：]? ?"
)
#: Letters and full stops may not touch a number, but these do: Tel.138…, example.com138…
_GLUED = "(?:[Tt][Ee][Ll]|[Mm]obile|MOBILE|[Pp]hone|PHONE|[Cc]ell|[.](?:com|net|org|cn)|[^0-9][.])"

_M = f"[{MASK_CLASS}]"
_MASKED = f"{_86}?{_SEGMENT}(?:{_S}?{_M}{{4}}{_S}?[0-9]{{4}}|[0-9]{{1,5}}{_M}{{3,6}}[0-9]{{0,4}}|{_M}{{3,8}}[0-9]{{0,4}})"
_MASKED_LANDLINE = f"0(?:{_AREA_2}|{_AREA_3}){_S}?[0-9]{{0,4}}[{MASK_CLASS}]{{3,6}}[0-9]{{0,4}}"


def validate(value: str) -> bool | None:
    """False when the count of digits cannot be: a masked number shows its length, E.164 allows 8 to 15 digits."""
    if is_masked(value):
        shown = [c for c in value if c.isdigit() or is_masked(c)]
        return None if len(shown) in (10, 11, 12, 13, 15) else False
    if value.lstrip("(（").startswith(("+", "＋")):
        digits = digits_of(value)
        if digits[0] in "17":  # North America and Russia: ten digits behind the code; +10000000 is a sum
            return None if len(digits) == 11 else False
        return None if 8 <= len(digits) <= 20 else False  # 15 of E.164 and an extension
    if value.isdecimal() and len(value) > 13 and not value.startswith("00"):
        return False  # 86 and a mobile is the longest that is written without any mark
    return None


RECOGNIZER = Recognizer(
    entity="PHONE_NUMBER",
    category="user.contact.phone_number",
    names={"zh": "电话号码", "en": "Phone number"},
    rank=40,
    patterns=(
        Pattern("mobile_cell", f"{_MOBILE}(?:[.]0)?", scope="cell", score=0.75),  # .0: a column that was read as floats
        Pattern("mobile", _MOBILE, edges=NUMBER_EDGES, after=_END, score=0.75),
        Pattern("mobile_glued", _MOBILE, before=_GLUED, after=_END, score=0.7),
        Pattern("landline_cell", _LANDLINE, scope="cell", score=0.6),
        Pattern("landline", _LANDLINE, edges="0-9A-Za-z_.", after=_END, score=0.6),
        Pattern("service_cell", _SERVICE, scope="cell", score=0.5),
        Pattern("service", _SERVICE, edges="0-9A-Za-z_.-", after=_END, score=0.5),
        Pattern("near_abroad", _MARKED, edges="0-9", score=0.6),
        Pattern("near_abroad_cell", _UNMARKED, scope="cell", score=0.5),
        Pattern("near_abroad_unmarked", _UNMARKED, edges=NUMBER_EDGES, after=_END, score=0.5),
        Pattern("foreign", _FOREIGN, edges="0-9", score=0.5),
        Pattern("taiwan_mobile_cell", _TAIWAN_MOBILE, scope="cell", score=0.4),
        Pattern("taiwan_mobile", _TAIWAN_MOBILE, edges="0-9A-Za-z_-", after=_END, score=0.4),
        Pattern("japan", _JAPAN, edges="0-9A-Za-z_-", score=0.5),
        Pattern("after_cue", f"(?:[2-8][0-9]{{6,7}}{_EXTENSION}|{_SERVICE_BARE}|09[0-9]{{8}})", before=_CUE, edges="0-9A-Za-z_", score=0.5),
        Pattern("local", f"(?:[2-8][0-9]{{2,3}}{_S}?[0-9]{{4}}{_EXTENSION}|{_SERVICE_BARE}|09[0-9]{{8}})", scope="header", score=0.4),
        Pattern("abroad", "[+＋]?[0-9(（][0-9() （）.-]{6,18}[0-9]", scope="header", score=0.3),
        Pattern("masked", _MASKED, edges=f"0-9A-Za-z_{MASK_CLASS}", state="masked", score=0.6),
        Pattern("masked_landline", _MASKED_LANDLINE, edges=f"0-9A-Za-z_{MASK_CLASS}", state="masked", score=0.5),
    ),
    validate=validate,
    doubt=f"[{MASK_CLASS}+＋]|[0-9]{{14}}|[^\x00-\x7f]",
    headers=words(
        """
        phone phones phone_number phone_no phone_num mobile mobiles mobile_no mobile_number cell cellphone telephone
        telephone_number telephone_no tel tel_no tel_number contact_number contact_no landline handphone hotline shouji
        shoujihao shoujihaoma dianhua lianxidianhua sjh sjhm lxdh lxfs lxsj dhhm yddh gddh jtdh bgdh phonenum 手机 手机号
        手机号码 电话 电话号 电话号码 联系方式 联系号码 固话 座机 座机号 座机号码 来电号码 主叫号码 被叫号码 热线 携帯番号
        電話番号 联络方式
        """
    ),
    hints=words(
        """
        contact contact_info contact_way contact_information dh dhh sj caller callee ext_phone phone_ext 号码 客服电话
        """
    ),
    vetoes=words(
        """
        microphone smartphone headphone phone_model phone_brand phone_type phone_os phone_code area_code phone_prefix 快递
        单号 发票
        """
    ),
    context=("电话", "電話", "手机", "手機", "联系", "聯絡", "聯繫", "致电", "拨打", "热线", "tel", "phone", "mobile", "call", "座机"),
    evidence="shape",
    examples=("13800138000", "电话：+86 138-0013-8000", "010-88886666", "(021) 5888 6666 转 801", "400-800-1234", "138****8000"),
    counter_examples=("99913800138000999", "1380013800000", "12800138000", "0100-88886666", "13800138000.50"),
    sources=("MIIT 电信网码号资源分类管理目录", "ITU-T E.164", "libphonenumber (area code table)"),
    holds=("text", "whole", "fraction"),
    shortest=7,
    keep=(3, 4),
)
