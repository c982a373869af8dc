"""Gender (性别), as words, letters or the codes of GB/T 2261.1.

A value alone (男, 1, M) proves nothing, so all patterns but the words need a header. A column whose comment lists the
values (1男2女, male/female) is one whatever it is called. Limit: a text that only calls somebody 先生 or 女士 is not reported, the name
beside is. Source: GB/T 2261.1-2003 (0 unknown, 1 male, 2 female, 9 not stated), ISO/IEC 5218.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_IS = "[ 　]?(?:[:：=]|是|为)?[ 　]?"
_ENGLISH = "(?:[Ff]e)?[Mm]ale|(?:FE)?MALE"

RECOGNIZER = Recognizer(
    entity="GENDER",
    category="user.demographic.gender",
    names={"zh": "性别", "en": "Gender"},
    rank=90,
    patterns=(
        Pattern("word", "[男女](?:性|士|生)?|先生|女士|小姐|未知的?性别|未说明的性别", scope="cell", score=0.4),
        Pattern(
            "english",
            f"{_ENGLISH}|[MFmfUu]|[Uu]nknown|[Oo]ther|[Ww]?[Oo]?[Mm]an|[Gg]irl|[Bb]oy|[Mm](?:r|s|rs|iss)[.]?|nan|nv|nü",
            scope="header",
            score=0.3,
        ),
        Pattern("code", "[0-9]|0[0-29]", scope="header", score=0.2),
        Pattern(
            "other",
            "未知|保密|不详|其他|跨性别|未说明|男[（(][01][）)]|女[（(][012][）)]|[012][-:：、.]?[男女]性?",
            scope="header",
            score=0.3,
        ),
        Pattern("labelled", "[男女](?:性|士)?", before=f"(?:性别|性別|姓别){_IS}", score=0.7),
        Pattern("labelled_code", "[0129]", before="(?:性别|性別)(?:代码)?[:：=] ?", edges="0-9A-Za-z.", score=0.5),
        Pattern(
            "labelled_english", _ENGLISH, before="(?:[Gg]ender|[Ss]ex|GENDER|SEX)[\"']?[ ]?[:=][ ]?[\"']?", edges="0-9A-Za-z_", score=0.7
        ),
        Pattern(
            "in_record",
            "[男女]",
            before="[,，、；;|/ ]",
            after="[,，、；;|/ ] ?(?:[一-鿿]{1,5}族|(?:19|20)[0-9]{2}年|[1-9][0-9]岁)",
            score=0.6,
            clue="[男女][,，、；;|/ ]",
        ),
    ),
    headers=words(
        """
        sex gender xb xingbie sex_code gender_code sexual gender_name sex_name sex_type xb_dm xbdm xbm xb_mc 性别 性別 男女
        性别代码 性别码 gender_type gender_desc sex_desc xbmc xbbm xingbiema 性别编码 性别名称 性别类型 性别类别 性別コード
        男女性别
        """
    ),
    hints=(),
    vetoes=words("limit 限制 要求"),
    context=("性别", "性別", "gender", "sex"),
    evidence="header",
    examples=("男", "性别：女", "Gender: Female", "张某，男，汉族，1990年6月生"),
    counter_examples=("男装", "性别平等", "1", "男，女，老，少"),
    sources=("GB/T 2261.1-2003", "ISO/IEC 5218:2022"),
    holds=("text", "whole", "fraction", "flag"),
    listed="男.{0,8}女|女.{0,8}男|[Mm]ale.{1,16}[Ff]emale|[Ff]emale.{1,16}[^e][Mm]ale",
    keep=(0, 0),
)
