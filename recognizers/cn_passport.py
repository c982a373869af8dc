"""Passport of the People's Republic of China, with those of Hong Kong and Macau (护照号码).

    E12345678 EA1234567   ordinary, since 2012 (no I and O in second place)       G12345678   ordinary, 2007 to 2017
    SE DE PE + 7          service, diplomatic, public affairs, with a chip          S D P + 7 or 8   the same before (P.1234567)
    14 or 15 + 7 digits   ordinary before 2007                                      K12345678 KJ1234567 H12345678   Hong Kong
    MA1234567             Macau

The printed number has no check digit, so nothing here is proven; the machine-readable line has several and is found under
PASSPORT. A letter and eight digits are also an order or a stock number: in running text the number counts only behind its
cue, in a cell without a telling header only as E, G, SE, DE or PE, and even a full column of those is no more than likely.
A plain 护照号 names any passport and is a word of PASSPORT alone, so that a schema says one thing; the values then decide by
their form, and what is not E, G, SE, DE or PE stays PASSPORT. M and eight digits is Korean. Behind a cue other
countries' numbers in one of these forms (H and K of Malaysia, MA of Japan) are taken for Chinese ones.

Sources: 护照法 (2006), 公安部公告 2012 (电子护照), ICAO Doc 9303-3, the specimens of the Hong Kong and Macau immigration departments.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ORDINARY = "(?:[EG][0-9]{8}|E[A-HJ-NP-Z][0-9]{7})"
#: Lower case, a blank or a point behind the letter: people type it so, where the header or the cue says what it is.
_TYPED = "(?:[EeGgKkHh] ?[0-9]{8}|[EeKk][A-HJ-NP-Za-hj-np-z] ?[0-9]{7}|[SDPsdp][Ee] ?[0-9]{7}|[SDPsdp][. ]?[0-9]{7,8}|[Mm][Aa] ?[0-9]{7})"
_OLD = "1[45][0-9]{7}"

_SAYS = "[\"']?(?:[(（][^()（）]{0,12}[)）])?(?: ?[:：=＝] ?| is |为|是|為| )? ?[\"']?"
CUE_ZH = f"(?:护照|護照|旅券)(?:本|证件)?(?:号码?|號碼?|编号|編號|番号|No[.]?)?{_SAYS}"
CUE_EN = f"(?:[Pp]assport|PASSPORT)(?:[ _]?(?:[Nn][Oo][.]?|[Nn]umber|NUMBER|[Nn]um|[Ii][Dd]|[Cc]ode|#))?{_SAYS}"
CLUE = "护照|護照|旅券|[Pp]assport|PASSPORT"

_KINDS = {
    "hong_kong": words("hk_passport hksar_passport 香港护照 香港护照号 香港特区护照 香港特区护照号码 特区护照号"),
    "macau": words("macau_passport macao_passport 澳门护照 澳门护照号 澳门特区护照 澳门特区护照号码"),
    "official": words(
        "official_passport service_passport diplomatic_passport 公务护照 公务护照号 外交护照号 因公护照 因公护照号 因公护照号码"
    ),
}


RECOGNIZER = Recognizer(
    entity="CN_PASSPORT",
    category="user.government_id.passport_number",
    names={"zh": "中国护照号", "en": "Chinese passport number"},
    rank=23,
    patterns=(
        Pattern("cell", _ORDINARY, scope="cell", score=0.4),
        Pattern("official_cell", "[SDP]E[0-9]{7}", scope="cell", kind="official", score=0.4),
        Pattern("named", _TYPED, scope="header", score=0.5),
        Pattern("old", _OLD, scope="header", score=0.4),
        Pattern("after_cue", _TYPED, before=CUE_ZH, edges="0-9A-Za-z_-", clue=CLUE, score=0.7),
        Pattern("old_after_cue", _OLD, before=CUE_ZH, edges="0-9A-Za-z_-", clue=CLUE, score=0.5),
        Pattern("after_english_cue", _TYPED, before=CUE_EN, edges="0-9A-Za-z_-", clue=CLUE, score=0.7),
    ),
    headers=words(
        """
        cn_passport cn_passport_no china_passport china_passport_no chinese_passport chinese_passport_no prc_passport zghzh 中国护照
        中国护照号 中国护照号码 因私护照号 因私护照号码 普通护照号
        """
    )
    + tuple(w for said in _KINDS.values() for w in said),
    vetoes=words("image img photo pic front back face url path scan 照片 图片 扫描件 外国 foreign login sso oauth"),
    context=("护照", "護照", "passport"),
    evidence="header",
    examples=("护照号：E12345678", "Passport No. EA1234567", "护照 G23456789"),
    counter_examples=("订单 E12345678", "护照号：EO1234567", "护照 2024"),
    sources=("中华人民共和国护照法", "ICAO Doc 9303-3", "公安部公告 2012 (电子普通护照)"),
    kinds=_KINDS,
    holds=("text",),
    shortest=8,
    keep=(2, 2),
)
