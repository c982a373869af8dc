"""Telephone number (电话号码): mobile, landline, service and machine numbers, and foreign ones.

Mainland China: mobiles are 11 digits, segments 13x to 19x as the MIIT has opened them, those of the virtual operators (162,
165, 167, 170, 171) among them. Numbers of machines (IoT) are 11 digits in 146, 148 and 149, which look like any mobile, or 13
in 1064x, 1400x, 1410x and 1440x, which look like any order number or like a millisecond of 2014, and so count only after a cue or
under a header. Landlines are 0, an area code (`recognizers._area_codes`) and seven or eight digits that begin with 2 to 9. Service
numbers: 400 and 800 by their form; 95xxx, 96xxx, 100xx, 12xxx, 11xxxx only after a cue or under a header. Before a number may
stand 86 in all its spellings, or the prefix of a cheap carrier (17951, 17911, 12593).

Abroad: only with +, 00 or a form that is unmistakable; `recognizers._countries` decides what can be one. Hong Kong, Macau,
Taiwan and Japan are also known by their national form; where Japan's is China's too (022-345-6789), it is China's. A
number without any mark (8 digits) counts after a cue or under a header. Two numbers written without anything between them
are two. No telephone number has a check digit, so nothing here is ever proven.
"""

from __future__ import annotations

import re

from recognizers._area_codes import AREA, AREA_2
from recognizers._countries import COUNTRY, international, japanese
from recognizers._shapes import DASHES_CLASS, MASK_CLASS, NUMBER_EDGES, NUMBER_END_OR_WORD, SEPARATOR, is_masked
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_SEGMENT = "1(?:3[0-9]|4[1-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])"
_S = SEPARATOR
_M = f"[{MASK_CLASS}]"
_OPEN, _CLOSE = "[(（]", "[)）]"
_END = NUMBER_END_OR_WORD
_APART = "0-9A-Za-z_-"  # edges of forms that are short of marks

# --- 86 and what may follow. What begins with + or a bracket needs no edge on its left, and is searched for much faster. ---------
_BARE_86 = f"(?:00)?86{_S}{{0,2}}"
_MARK = "(?:[+] ?|[＋] ?|[(](?:[+＋] ?|00)?|[（](?:[+＋] ?|00)?)"  # one character a set: Python then looks for these alone
_MARKED_86 = f"{_MARK}86{_CLOSE}?{_S}{{0,2}}"
_ELEVEN = f"(?:{_SEGMENT}{_S}?[0-9]{{4}}{_S}?[0-9]{{4}}|{_SEGMENT}[0-9]{_S}(?:[0-9]{{4}}{_S}[0-9]{{3}}|[0-9]{{3}}{_S}[0-9]{{4}}))"
_MOBILE = f"(?:{_BARE_86})?{_ELEVEN}"
_CARRIER = f"(?:0?179[0-9]{{2}}{_S}|17951|17911|12593{_S}?)(?:{_ELEVEN}|0{AREA}{_S}?[2-9][0-9]{{6,7}})"
_IOT = "(?:86)?1(?:064|4[014]0)[0-9]{9}"

# --- Landlines and service numbers ------------------------------------------------------------------------------------------------
_LOCAL = f"(?:[2-9][0-9]{{3}}{_S}?[0-9]{{4}}|[2-9][0-9]{{2}}{_S}?[0-9]{{4}})"
_EXTENSION = f"(?:(?: ?(?:转|轉|分机|分機|內線|内线|ext|Ext|EXT|#)[.:：]? ?|[{DASHES_CLASS}-])[0-9]{{1,5}})?"
_AREA_ABROAD = f"(?:{_OPEN}0?{AREA}{_CLOSE}|(?:{_OPEN}0{_CLOSE}{_S}?)?0?{AREA}){_S}?"
_LANDLINE = f"(?:(?:0086{_S}?|86{_S}){_AREA_ABROAD}|0{AREA}{_S}?){_LOCAL}{_EXTENSION}"
_LANDLINE_86 = f"{_MARKED_86}{_AREA_ABROAD}{_LOCAL}{_EXTENSION}"
_LANDLINE_BRACKET = f"{_OPEN}0?{AREA}{_CLOSE}{_S}?{_LOCAL}{_EXTENSION}"

_SERVICE = f"(?:400[016-9]?|800){_S}(?:[0-9]{{3}}{_S}?[0-9]{{4}}|[0-9]{{4}}{_S}?[0-9]{{3}}|[0-9]{{3}}{_S}[0-9]{{3}})"
_SERVICE_BARE = "(?:400[016-9]|800[0-9])[0-9]{6}"
_SHORT = "(?:95[0-9]{3,6}|96[0-9]{3,4}|10[01][0-9]{2}|11[0-9]{4}|12[0-9]{3})"
_SERVICE_CUED = f"(?:{_SERVICE_BARE}|(?:0{AREA}{_S}?)?{_SHORT})"

# --- Near abroad ------------------------------------------------------------------------------------------------------------------
_HONG_KONG = f"[2-9][0-9]{{3}}{_S}?[0-9]{{4}}"
_MACAU = f"[268][0-9]{{3}}{_S}?[0-9]{{4}}"
_TAIWAN = f"(?:{_OPEN}0{_CLOSE})?0?(?:9[0-9]{{2}}{_S}?[0-9]{{3}}{_S}?[0-9]{{3}}|[2-8][0-9]?{_S}?[0-9]{{3,4}}{_S}?[0-9]{{4}}){_EXTENSION}"
_TAIWAN_BRACKET = f"{_OPEN}0[2-8]{_CLOSE}{_S}?[2-8][0-9]{{2,3}}{_S}?[0-9]{{4}}{_EXTENSION}"
_TAIWAN_HOME = (
    f"(?:09[0-9]{{2}}{_S}[0-9]{{3}}{_S}?[0-9]{{3}}|02{_S}[2-8][0-9]{{3}}{_S}?[0-9]{{4}}"
    f"|04{_S}2[0-9]{{3}}{_S}[0-9]{{4}}|0[3-8]{_S}[2-8][0-9]{{2}}{_S}[0-9]{{4}})"
)
_JAPAN = f"(?:{_OPEN}0{_CLOSE}|0)?{_S}?[1-9][0-9]{{0,3}}{_S}?[0-9]{{1,4}}{_S}?[0-9]{{3,4}}"
_JAPAN_HOME = (
    "(?:0(?:[5-9]0[-‐–—－ ][0-9]{4}[-‐–—－ ][0-9]{4}|120[-‐–—－][0-9]{3}[-‐–—－][0-9]{3}|800[-‐–—－][0-9]{3}[-‐–—－][0-9]{4})"
    "|0(?:[3-9][-‐–—－][0-9]{4}|[1-9][0-9][-‐–—－][0-9]{3}|[1-9][0-9]{2}[-‐–—－][0-9]{2}|[1-9][0-9]{3}[-‐–—－][0-9])[-‐–—－][0-9]{4}"
    f"|0(?:[3-9]{_OPEN}[0-9]{{4}}|[1-9][0-9]{_OPEN}[0-9]{{3}}|[1-9][0-9]{{2}}{_OPEN}[0-9]{{2}}|[1-9][0-9]{{3}}{_OPEN}[0-9]){_CLOSE}[0-9]{{4}})"
)
_JAPAN_BRACKET = (
    f"{_OPEN}0(?:[3-9]{_CLOSE}{_S}?[0-9]{{4}}|[1-9][0-9]{_CLOSE}{_S}?[0-9]{{3}}|[1-9][0-9]{{2}}{_CLOSE}{_S}?[0-9]{{2}}){_S}[0-9]{{4}}"
)


def _near(code: str, number: str) -> tuple[str, str]:
    """A number after its country code: with + or a bracket, and with 00 or just a separator."""
    marked = f"{_MARK}{code}{_CLOSE}?{_S}{{0,2}}{number}"
    return marked, f"(?:00{code}{_S}{{0,2}}|{code}{_S}){number}"


_HONG_KONG_MARKED, _HONG_KONG_BARE = _near("852", _HONG_KONG)
_MACAU_MARKED, _MACAU_BARE = _near("853", _MACAU)
_TAIWAN_MARKED, _TAIWAN_BARE = _near("886", _TAIWAN)
_JAPAN_MARKED, _JAPAN_BARE = _near("81", _JAPAN)

# --- Far abroad -------------------------------------------------------------------------------------------------------------------
_DOT = f"[ .{DASHES_CLASS}-]"
_FOREIGN = f"(?:[+] ?|[＋] ?|[(][+＋]|[（][+＋]){COUNTRY}{_CLOSE}?{_DOT}?(?:{_OPEN}0?[0-9]{{1,4}}{_CLOSE}{_DOT}?)?"
_FOREIGN_EXTENSION = "(?: ?(?:ext|Ext|EXT|x|转)[. ]{0,2}[0-9]{1,5})?"
_FOREIGN_ANY = f"{_FOREIGN}[0-9]{{1,5}}(?:{_DOT}?[0-9]{{2,5}}){{1,4}}{_FOREIGN_EXTENSION}"
_FOREIGN_00 = f"00{COUNTRY}{_DOT}[0-9]{{1,5}}(?:{_DOT}?[0-9]{{2,5}}){{1,4}}"
_NANP = "(?:[(][2-9][0-9]{2}[)] ?|[2-9][0-9]{2}[-. ])[2-9][0-9]{2}[-. ][0-9]{4}"

# --- Cues: alternatives that begin with a plain character, which Python looks for much faster. --------------------------------------
_CUE = (
    "(?:电话|電話|座机|固话|直线|热线|熱線|总机|總機|手机|手機|联系方式|聯絡方式|联系号码|手提|行動|客服|传真|傳真"
    "|Tel|tel|TEL|Phone|phone|PHONE|Mobile|mobile|MOBILE|Cell|cell)"
    "(?:ephone)?(?:号码?|號碼?)?(?:[\"']? ?[.:：]{1,2} ?[\"']?|[是为為] ?| )?"
)
_CALL = "(?:致电|拨打|请拨|咨询|举报|投诉|报修|订餐)[:： ]?"
_NAMED = "(?:经纪人|經紀人|联系人|聯絡人|联络人|助理|经理|經理|秘书|老师|找|联系|聯繫|联络|聯絡|洽)[:： ]?(?:[A-Z][a-z]{1,11}|[a-z]{2,12})"
_TAIWAN_CUE = "(?:聯絡|聯繫|連絡|電話|手機|行動|請洽|洽|請找|台灣|臺灣|台北|臺北)[^0-9\n]{0,8}"
#: Letters and full stops may not touch a number, but these do: Tel.138…, example.com138…
_GLUED = "(?:tel|TEL|Tel|mobile|Mobile|MOBILE|phone|Phone|PHONE|cell|Cell|[.](?:com|net|org|cn))"

# --- Already hidden ---------------------------------------------------------------------------------------------------------------
_MASKED = (
    f"(?:[+＋]?86{_S}?|{_OPEN}[+＋]?86{_CLOSE}{_S}?)?{_SEGMENT}"
    f"(?:{_S}?(?:{_M}{{4}}|[Xx]{{4}}){_S}?[0-9]{{4}}|[0-9]{{1,5}}{_M}{{3,7}}[0-9]{{0,4}}|{_M}{{3,8}}[0-9]{{0,4}})"
)
_MASKED_LANDLINE = f"0{AREA}{_S}?[0-9]{{0,4}}{_M}{{3,6}}[0-9]{{0,4}}"


def _shown(first: int, hidden: int) -> str:
    """A mobile of which `hidden` digits in a row are stars, from the place `first` on."""
    return "".join((f"{_S}?" if place in (3, 7) else "") + (_M if first <= place < first + hidden else "[0-9]") for place in range(3, 11))


_WEAK = f"{_SEGMENT}(?:{'|'.join(_shown(first, hidden) for hidden in (1, 2, 3) for first in range(3, 12 - hidden))})"

# Compiled when first asked for: 30 ms that a gate, which sees no values, does without.
_ABROAD_FORM = f"{_JAPAN_HOME}|{_JAPAN_BRACKET}"
_HOME_FORM = f"{_LANDLINE}|{_LANDLINE_86}|{_LANDLINE_BRACKET}|{_TAIWAN_HOME}|{_TAIWAN_BRACKET}"
_CHEAP_CARRIERS = ("179", "0179", "12593")


def validate(value: str) -> bool | None:
    """False when it cannot be: a masked number shows its length, the plan of the country knows the others."""
    if is_masked(value) or "xxxx" in value.lower():
        shown = sum(c.isdigit() or is_masked(c) or c in "xX" for c in value)
        return None if shown in (10, 11, 12, 13, 15) else False
    if not value.strip("0 .-()"):
        return False  # filled with noughts
    head = value.lstrip("(（")
    if head.startswith(("+", "＋", "00")):
        return None if international(value) else False
    if head.startswith("0") and re.fullmatch(_ABROAD_FORM, value) and not re.fullmatch(_HOME_FORM, value):
        return None if japanese(value) else False
    if value.isdecimal() and len(value) > 13 and not value.startswith(_CHEAP_CARRIERS):
        return False if not value.startswith("86") or len(value) > 15 else None  # 86 and a machine's number
    return None


_STOP = f"(?:[^0-9.{MASK_CLASS}]|[.](?:[^0-9]|$)|$)"
_NO_DIGIT = "(?:[^0-9]|$)"
_NO_COUNT = "(?:[^0-9A-Za-z_.%件个元次人条户-]|[.](?:[^0-9]|$)|$)"

# --- Clues: few and the same for many patterns, so that the automaton of all of them stays small ------------------------------------
_LEFT = "(?:^|[^0-9A-Za-z_])"
_SIGN_CLUE = "[+＋] ?[1-9]|[(（] ?(?:[+＋]|0|8[1568]|[1-9][0-9]{1,2}[)）])"
_BARE_CLUE = (
    f"{_LEFT}(?:0[0-9]{{1,4}}[(（ {DASHES_CLASS}-]{{0,2}}[0-9]{{1,4}}[)） {DASHES_CLASS}-]{{0,2}}[0-9]{{3}}"
    f"|(?:00)?8(?:52|53|86|1|6){_S}[(（0-9 {DASHES_CLASS}-]|8869[0-9]{{8}})"
)
_CUE_CLUE = f"{_CUE}[02-9(]"
_MASK_CLUE = f"{_LEFT}[(（]?[+＋]?(?:86)?[)）]?{_S}?1[3-9][0-9][0-9 {DASHES_CLASS}-]*(?:{_M}|[Xx]{{4}})"
_MASK_EDGES = f"0-9A-Za-z_{MASK_CLASS}"
_PAIRED = f"(?:{_END}|{_SEGMENT}[0-9]{{8}}(?:[^0-9A-Za-z_.]|$))"
_TWICE = f"(?:{_END}|(?:[2-9][0-9]{{7}}|{_SEGMENT}[0-9]{{8}})(?:[^0-9A-Za-z_.]|$))"

_MOBILES = (
    Pattern("mobile_cell", f"{_MOBILE}(?:[.]0)?", scope="cell", score=0.75, kind="mobile"),  # .0: a column read as floats
    Pattern("mobile", _MOBILE, edges=NUMBER_EDGES, after=_PAIRED, score=0.75, kind="mobile"),
    Pattern("mobile_86", f"{_MARKED_86}{_ELEVEN}", after=_STOP, score=0.8, kind="mobile", clue=_SIGN_CLUE),
    Pattern("mobile_86_cell", f"{_MARKED_86}{_ELEVEN}", scope="cell", score=0.8, kind="mobile"),
    Pattern("mobile_glued", _MOBILE, before=_GLUED, after=_END, score=0.7, kind="mobile", clue=f"{_GLUED}(?:00|86|1[3-9])"),
    Pattern("mobile_dot", _ELEVEN, before="[^0-9][.]", after=_END, score=0.7, kind="mobile", clue="[^0-9][.]1[3-9][0-9]"),
    Pattern(
        "mobile_cued",
        _MOBILE,
        before=_CUE,
        after="[A-Za-z_]",
        score=0.75,
        kind="mobile",
        clue=f"{_CUE}[018][0-9 {DASHES_CLASS}-]*[A-Za-z_]",
    ),
    Pattern("mobile_0_cued", f"0{_ELEVEN}", before=_CUE, after=_STOP, score=0.6, kind="mobile", clue=_CUE_CLUE),
    Pattern(
        "mobile_named",
        _ELEVEN,
        before=_NAMED,
        after=_STOP,
        score=0.75,
        kind="mobile",
        clue=f"[a-z][a-z]1[3-9][0-9][0-9 {DASHES_CLASS}-]{{8}}",
    ),
    Pattern(
        "second",
        f"{_SEGMENT}[0-9]{{8}}",
        before=f"(?:^|[^0-9A-Za-z_.])(?:{_SEGMENT}[0-9]{{8}}|0{AREA_2}{_S}?[2-9][0-9]{{7}})",
        edges="0-9A-Za-z_.",
        score=0.6,
        kind="mobile",
    ),
    Pattern("carrier", _CARRIER, edges=NUMBER_EDGES, score=0.6, kind="mobile", clue=f"{_LEFT}(?:0?179[0-9]{{2}}{_S}|17951|17911|12593)"),
    Pattern(
        "iot_cued",
        _IOT,
        before="(?:物联网卡|物联网|IoT|电话|手机|号码|卡|Mobile|mobile|MOBILE|Phone|phone|MSISDN|msisdn)号?码?[\"']?[:：= ]{0,2}[\"']?",
        edges="0-9A-Za-z_.",
        score=0.5,
        kind="iot",
        clue="[^0-9](?:86)?1(?:064|4[014]0)[0-9]{9}",
    ),
    Pattern("iot_cell", _IOT, scope="header", score=0.5, kind="iot"),
)
_FIXED = (
    Pattern("landline_cell", _LANDLINE, scope="cell", score=0.6, kind="landline"),
    Pattern("landline", _LANDLINE, edges=NUMBER_EDGES, after=_TWICE, score=0.6, kind="landline", clue=_BARE_CLUE),
    Pattern("landline_86", _LANDLINE_86, after=_NO_DIGIT, score=0.65, kind="landline", clue=_SIGN_CLUE),
    Pattern("landline_bracket", _LANDLINE_BRACKET, after=_NO_DIGIT, score=0.65, kind="landline", clue=_SIGN_CLUE),
    Pattern("landline_marked_cell", f"(?:{_LANDLINE_86}|{_LANDLINE_BRACKET})", scope="cell", score=0.65, kind="landline"),
    Pattern("service_cell", _SERVICE, scope="cell", score=0.5, kind="service"),
    Pattern("service", _SERVICE, edges="0-9A-Za-z_.-", after=_END, score=0.5, kind="service", clue=f"[48]00[0-9]?{_S}[0-9]"),
    Pattern("service_cued", _SERVICE_CUED, before=_CUE, after=_NO_COUNT, score=0.5, kind="service", clue=f"{_CUE}(?:[0489]|1[012])"),
    Pattern("service_called", _SERVICE_CUED, before=_CALL, after=_NO_COUNT, score=0.5, kind="service", clue=_CALL),
)
_NEAR_ABROAD = (
    Pattern("hongkong", _HONG_KONG_MARKED, after=_NO_DIGIT, score=0.6, kind="hongkong", clue=_SIGN_CLUE),
    Pattern("hongkong_bare", _HONG_KONG_BARE, edges="0-9A-Za-z_.", score=0.5, kind="hongkong", clue=_BARE_CLUE),
    Pattern("hongkong_cell", _HONG_KONG_MARKED, scope="cell", score=0.6, kind="hongkong"),
    Pattern("macau", _MACAU_MARKED, after=_NO_DIGIT, score=0.6, kind="macau", clue=_SIGN_CLUE),
    Pattern("macau_bare", _MACAU_BARE, edges="0-9A-Za-z_.", score=0.5, kind="macau", clue=_BARE_CLUE),
    Pattern("macau_cell", _MACAU_MARKED, scope="cell", score=0.6, kind="macau"),
    Pattern("taiwan", _TAIWAN_MARKED, after=_NO_DIGIT, score=0.6, kind="taiwan", clue=_SIGN_CLUE),
    Pattern("taiwan_bracket", _TAIWAN_BRACKET, after=_NO_DIGIT, score=0.5, kind="taiwan", clue=_SIGN_CLUE),
    Pattern("taiwan_bare", f"(?:{_TAIWAN_BARE}|8869[0-9]{{8}})", edges="0-9A-Za-z_.", score=0.5, kind="taiwan", clue=_BARE_CLUE),
    Pattern("taiwan_home", _TAIWAN_HOME, edges=_APART, after=_END, score=0.4, kind="taiwan", clue=_BARE_CLUE),
    Pattern("taiwan_cued", "09[0-9]{8}", before=_TAIWAN_CUE, edges="0-9A-Za-z_", score=0.4, kind="taiwan", clue="[^0-9]09[0-9]{8}"),
    Pattern("taiwan_cell", f"(?:{_TAIWAN_MARKED}|{_TAIWAN_BRACKET}|{_TAIWAN_HOME})", scope="cell", score=0.6, kind="taiwan"),
    Pattern(
        "japan_cued",
        "0[5-9]0[0-9]{8}",
        before="(?:電話番号|携帯番号|携帯電話|携帯|電話)[:：]? ?",
        edges="0-9A-Za-z_",
        score=0.5,
        kind="japan",
        clue="携帯|電話",
    ),
    Pattern("japan", _JAPAN_MARKED, after=_NO_DIGIT, score=0.6, kind="japan", clue=_SIGN_CLUE),
    Pattern("japan_bracket", _JAPAN_BRACKET, after=_NO_DIGIT, score=0.5, kind="japan", clue=_SIGN_CLUE),
    Pattern("japan_bare", _JAPAN_BARE, edges="0-9A-Za-z_.", score=0.4, kind="japan", clue=_BARE_CLUE),
    Pattern("japan_home", _JAPAN_HOME, edges=_APART, score=0.5, kind="japan", clue=_BARE_CLUE),
    Pattern("japan_cell", f"(?:{_JAPAN_MARKED}|{_JAPAN_BRACKET})", scope="cell", score=0.6, kind="japan"),
)


def _far(groups: int) -> Pattern:
    """A number of just so many groups: where other digits follow, the longest that can be a number is one."""
    core = f"{_FOREIGN}[0-9]{{1,5}}(?:{_DOT}[0-9]{{2,5}}){{{groups - 1}}}{_FOREIGN_EXTENSION}"
    return Pattern(f"foreign_{groups}", core, after=_NO_DIGIT, score=0.5, kind="foreign", clue=_SIGN_CLUE)


_FAR_ABROAD = (
    Pattern("foreign", _FOREIGN_ANY, after=_NO_DIGIT, score=0.5, kind="foreign", clue=_SIGN_CLUE),
    *(_far(groups) for groups in (3, 4)),
    Pattern("foreign_cell", _FOREIGN_ANY, scope="cell", score=0.5, kind="foreign"),
    Pattern("foreign_00", _FOREIGN_00, edges="0-9A-Za-z_.-", score=0.4, kind="foreign", clue=f"{_LEFT}00[1-9][0-9]{{0,2}}{_DOT}[0-9]"),
    Pattern(
        "foreign_cued", f"(?:00{COUNTRY}[0-9]{{7,12}}|{_NANP})", before=_CUE, edges="0-9A-Za-z_", score=0.4, kind="foreign", clue=_CUE_CLUE
    ),
)
_UNMARKED = (
    Pattern("after_cue", f"[2-8][0-9]{{2,3}}{_S}?[0-9]{{4}}{_EXTENSION}", before=_CUE, edges="0-9A-Za-z_.", score=0.5, clue=_CUE_CLUE),
    Pattern("local", f"(?:[2-8][0-9]{{2,3}}{_S}?[0-9]{{4}}{_EXTENSION}|09[0-9]{{8}})(?:[.]0)?", scope="header", score=0.4),
    Pattern("service_header", f"{_SERVICE_CUED}(?:[.]0)?", scope="header", score=0.4, kind="service"),
    Pattern("abroad", "[+＋]?[0-9(（][0-9() （）.-]{6,18}[0-9]", scope="header", score=0.3),
    Pattern("precision_lost", "(?:1[.][3-9][0-9]{0,9}[Ee][+]?10|8[.]61[3-9][0-9]{0,9}[Ee][+]?12)", scope="header", score=0.3),
)
_HIDDEN = (
    Pattern("weak", _WEAK, edges=_MASK_EDGES, state="weak", score=0.6, kind="mobile", clue=_MASK_CLUE),
    Pattern("masked", _MASKED, edges=_MASK_EDGES, state="masked", score=0.6, kind="mobile", clue=_MASK_CLUE),
    Pattern(
        "masked_landline",
        _MASKED_LANDLINE,
        edges=_MASK_EDGES,
        state="masked",
        score=0.5,
        kind="landline",
    ),
)
_PATTERNS = (*_MOBILES, *_FIXED, *_NEAR_ABROAD, *_FAR_ABROAD, *_UNMARKED, *_HIDDEN)

_KINDS = {
    "mobile": words(
        """
        mobile mobiles mobile_no mobile_number mobile_phone mobilephone cell cellphone cell_phone handphone shouji shoujihao
        shoujihaoma sjh sjhm yddh 手机 手机号 手机号码 移动电话 携帯番号 携帯電話
        """
    ),
    "landline": words("landline landline_phone home_phone fixed_phone gddh jtdh bgdh 固话 座机 座机号 座机号码 固定电话 办公电话 家庭电话"),
    "service": words("hotline service_phone service_tel 热线 热线电话 服务热线"),
}

RECOGNIZER = Recognizer(
    entity="PHONE_NUMBER",
    category="user.contact.phone_number",
    names={"zh": "电话号码", "en": "Phone number"},
    rank=40,
    patterns=_PATTERNS,
    validate=validate,
    doubt=f"{_M}|[+＋][^0-9]*(?:[0-79]|8(?:[^6]|$))|^[^0-9]*0(?:0|[1-9][0-9]{{0,3}}[^0-9])|^[^1-9]*$|[0-9]{{14}}",
    headers=tuple(w for named in _KINDS.values() for w in named)
    + words(
        """
        phone phones phone_number phone_no phone_num telephone telephone_number telephone_no tel tel_no tel_number
        contact_number contact_no contact_phone contact_tel dianhua dianhuahaoma lianxidianhua lxdh lxfs lxsj dhhm phonenum
        phonenumber telno msisdn 电话 电话号 电话号码 联系方式 联系号码 联系电话 来电号码 主叫号码 被叫号码 電話番号 联络方式
        handphones cellular cellular_phone mobile_tel tel_mobile telphone tel_phone telepone phonenumer moblie mobie
        mobliephone moblie_phone calling_number called_number caller_number callee_number calling_no called_no linktel
        linkphone link_phone link_tel link_mobile whatsapp_phone sms_phone lxsjh lxsjhm dwdh zzdh khdh brdh hzdh jzdh jhrdh
        jjlxdh jjlxrdh lxrdh lxrsj lxrsjh lxrsjhm sjrdh sjrsj shrdh shrsj fhrdh jjrdh gsdh tbrdh frdh frlxdh fddbrdh ylsj
        ylsjh bdsj bdsjh zcsjh yddhhm gddhhm txdh jsrdh sjhao shouji_haoma dianhuahao 行动电话 市内电话 市话 宅电 小灵通
        主叫号 被叫号 主叫电话 被叫电话 去电号码 外呼号码 呼入号码 呼出号码 对端号码 绑定手机 注册手机 预留手机 常用手机
        联系手机 联系办法 通讯号码 通话号码 手机联系方式 来电电话 电话手机 手提电话 携帯 携帯電話番号 自宅電話 固定電話
        連絡先電話 連絡先電話番号 緊急連絡先 手机号线 联络电话 连络电话 短信接收号码 接收号码
        """
    ),
    hints=words(
        """
        contact contact_info contact_way contact_information dh dhh sj caller callee ext_phone phone_ext 号码 客服电话
        linkway contactway contact_method callnumber oppo_number peer_number main_number acc_nbr serv_num svc_num
        device_number short_num yhsjh 短号 集团短号 分机 分机号 来电 去电 主叫 被叫 业务号码 服务号码 連絡先 充值号码 靓号
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
    sources=(
        "MIIT 电信网码号资源分类管理目录 (2017)",
        "MIIT 电信网编号计划",
        "ITU-T E.164",
        "libphonenumber (Apache-2.0): numbering plans abroad, area code table",
    ),
    holds=("text", "whole", "fraction"),
    shortest=7,
    keep=(3, 4),
    kinds=_KINDS,
    lead=3,
)
