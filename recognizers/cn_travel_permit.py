"""Permits to cross into and out of the mainland, and to live in it (港澳台通行证、外国人永久居留证).

    home_return     港澳居民来往内地通行证 (回乡证)   H or M, 8 digits; two more count the re-issues
    taiwan_compatriot  台湾居民来往大陆通行证 (台胞证)   8 digits; before 2015 ten and a letter
    hk_macau        往来港澳通行证   C and 8 digits, C, a letter and 7; W and 8 before 2014
    taiwan          大陆居民往来台湾通行证   L and 8 digits; T and 8 before 2017
    permanent       外国人永久居留身份证   9, province, country (ISO 3166 numeric), birth date, sequence and the check
                    character of GB 11643, since December 2023; three letters and 12 digits before

Only the new permanent residence card has a check character that is public: it is proven anywhere. All others are a letter
and digits, or just digits: in running text they count behind their cue, in a column under a header that names them. The
residence permits of people from Hong Kong, Macau and Taiwan (港澳台居民居住证, 810000, 820000, 830000) have resident identity
numbers and are CN_RESIDENT_ID, proven by the same check character.

Sources: 国家移民管理局 notices on the cards of 2013, 2014, 2015, 2016, 2019 and 2023, GB 11643-1999, GB/T 2659.
"""

from __future__ import annotations

from recognizers import cn_resident_id
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_HOME_RETURN = "[HMhm][0-9]{8}(?:[0-9]{2})?"
_HK_MACAU = "(?:[CWcw][0-9]{8}|[Cc][A-HJ-NP-Za-hj-np-z][0-9]{7})"
_TAIWAN = "[LTlt][0-9]{8}"
_COMPATRIOT = "(?:[0-9]{8}|[0-9]{10}(?:[(（]?[A-Za-z][)）]?)?)"
_PERMANENT = (
    "9(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{3}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_PERMANENT_OLD = "[A-Z]{3}[0-9]{12}"

_SAYS = "(?:证件)?(?:号码?|號碼?|编号|編號)?[\"']?(?:[(（][^()（）]{0,12}[)）])?(?: ?[:：=＝] ?|为|是|為| )? ?[\"']?"
_PASS = "(?:通行证|通行證)"
_CUE_HOME = f"(?:回乡证|回鄉證|[来往]{{1,2}}内地{_PASS}|[來往]{{1,2}}內地{_PASS}|港澳居民(?:{_PASS})?){_SAYS}"
_CUE_HK = f"(?:港澳{_PASS}|往来港澳|往來港澳){_SAYS}"
_CUE_TW = f"(?:(?:往来|往來|赴|入)?[台臺][湾灣]?{_PASS}|大通证){_SAYS}"
_CUE_COMPATRIOT = f"(?:[台臺]胞[证證]|[台臺][湾灣]居民(?:[来來]往大[陆陸])?(?:{_PASS})?){_SAYS}"
_CUE_PERMANENT = f"(?:永久居留(?:身份)?[证證]|永居[证證]|[Pp]ermanent [Rr]esident (?:[Cc]ard|ID)(?: [Nn]o[.]?| [Nn]umber)?){_SAYS}"
_CLUE = "通行[证證]|回[乡鄉]|港澳|[台臺]胞|[台臺][湾灣]居民|大通证"

_KINDS = {
    "home_return": words(
        """
        home_return_permit home_return_permit_no mainland_travel_permit mainland_travel_permit_no hxz hxzh hxzhm 回乡证 回乡证号
        回乡证号码 回乡卡号 港澳居民来往内地通行证 港澳居民来往内地通行证号 港澳居民来往内地通行证号码 来往内地通行证号 港澳居民通行证号
        """
    ),
    "hk_macau": words(
        """
        hk_macau_permit hk_macau_permit_no hk_macao_permit hkm_permit_no hk_mo_permit gatxz gatxzh gatxzhm 港澳通行证 港澳通行证号
        港澳通行证号码 往来港澳通行证 往来港澳通行证号 往来港澳通行证号码 港澳证号
        """
    ),
    "taiwan_compatriot": words(
        """
        taiwan_compatriot_permit mtp_no tbz tbzh tbzhm 台胞证 台胞证号 台胞证号码 台湾居民来往大陆通行证 台湾居民来往大陆通行证号
        台湾居民来往大陆通行证号码 台湾同胞证号
        """
    ),
    "taiwan": words(
        """
        taiwan_permit taiwan_permit_no twtxz twtxzh 台湾通行证 台湾通行证号 台湾通行证号码 往来台湾通行证 往来台湾通行证号 大通证号
        大陆居民往来台湾通行证 大陆居民往来台湾通行证号 入台证号
        """
    ),
    "permanent": words(
        """
        permanent_resident_card permanent_resident_card_no permanent_residence_no green_card_no foreigner_permanent_id yjz yjzh
        永居证 永居证号 永居证号码 永久居留证 永久居留证号 永久居留证号码 永久居留身份证 永久居留身份证号 永久居留身份证号码
        外国人永久居留证号 外国人永久居留身份证号
        """
    ),
}


def validate(value: str) -> bool | None:
    """True or False for the permanent residence card of 18 characters, whose check character is that of resident ids."""
    if len(value) != 18 or not value[:17].isdecimal():
        return None
    return cn_resident_id.check_character(value[:17]) == value[17].upper() and cn_resident_id.birth(value) is not None


RECOGNIZER = Recognizer(
    entity="CN_TRAVEL_PERMIT",
    category="user.government_id.immigration",
    names={"zh": "港澳台通行证及居住证号", "en": "Hong Kong, Macau or Taiwan permit number"},
    rank=14,
    patterns=(
        Pattern("permanent", _PERMANENT, edges="0-9A-Za-z_", kind="permanent", score=0.5),
        Pattern("home_return", _HOME_RETURN, scope="header", kind="home_return", score=0.4),
        Pattern("hk_macau", _HK_MACAU, scope="header", kind="hk_macau", score=0.4),
        Pattern("taiwan", _TAIWAN, scope="header", kind="taiwan", score=0.4),
        Pattern("taiwan_compatriot", _COMPATRIOT, scope="header", kind="taiwan_compatriot", score=0.3),
        Pattern("permanent_old", _PERMANENT_OLD, scope="header", kind="permanent", score=0.4),
        Pattern("home_return_after_cue", _HOME_RETURN, before=_CUE_HOME, edges="0-9A-Za-z_-", clue=_CLUE, kind="home_return", score=0.7),
        Pattern("hk_macau_after_cue", _HK_MACAU, before=_CUE_HK, edges="0-9A-Za-z_-", clue=_CLUE, kind="hk_macau", score=0.7),
        Pattern("taiwan_after_cue", _TAIWAN, before=_CUE_TW, edges="0-9A-Za-z_-", clue=_CLUE, kind="taiwan", score=0.7),
        Pattern(
            "compatriot_after_cue",
            _COMPATRIOT,
            before=_CUE_COMPATRIOT,
            edges="0-9A-Za-z_-",
            clue=_CLUE,
            kind="taiwan_compatriot",
            score=0.6,
        ),
        Pattern(
            "permanent_after_cue",
            _PERMANENT_OLD,
            before=_CUE_PERMANENT,
            edges="0-9A-Za-z_-",
            clue="永久居留|永居[证證]|ermanent [Rr]esident",
            kind="permanent",
            score=0.7,
        ),
    ),
    validate=validate,
    doubt="[0-9]{17}",
    headers=words("travel_permit travel_permit_no travel_permit_number txzhm 港澳台通行证 港澳台通行证号 港澳台通行证号码 港澳台证件号")
    + tuple(w for said in _KINDS.values() for w in said),
    # 通行证 is also what lets a lorry into a town, and an account of a game.
    hints=words("txzh txz 通行证 通行证号 通行证号码 通行证编号"),
    vetoes=words("image img photo pic front back face url path 照片 图片 车辆 货车 进城 网络 游戏 车 vehicle car"),
    context=("通行证", "回乡证", "台胞证", "永久居留", "permanent resident"),
    evidence="header",
    examples=("回乡证：H1234567800", "往来港澳通行证号 C12345678", "台胞证号：12345678", "永居证 CAN310012345678"),
    counter_examples=("H1234567800", "订单 C12345678", "通行证 粤12345678", "931840199001010012"),
    sources=("国家移民管理局公告 (外国人永久居留身份证 2023)", "公安部公告 (电子往来港澳通行证 2014, 电子台胞证 2015)", "GB 11643-1999"),
    kinds=_KINDS,
    holds=("text", "whole"),
    shortest=8,
    keep=(1, 2),
)
