"""Gender (性别), as words, letters or the codes of GB/T 2261.1.

A value alone (男, 1, M) proves nothing, so all patterns but the words need a header. Source: GB/T 2261.1-2003 (0 unknown,
1 male, 2 female, 9 not stated), ISO/IEC 5218.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

RECOGNIZER = Recognizer(
    entity="GENDER",
    category="user.demographic.gender",
    names={"zh": "性别", "en": "Gender"},
    rank=90,
    patterns=(
        Pattern("word", "[男女](?:性|士|生)?|先生|女士|小姐|未知的?性别|未说明的性别", scope="cell", score=0.4),
        Pattern("english", "(?:[Ff]e)?[Mm]ale|(?:FE)?MALE|[MFmf]|[Uu]nknown|[Oo]ther", scope="header", score=0.3),
        Pattern("code", "[0-9]", scope="header", score=0.2),
        Pattern("labelled", "[男女]性?", before="(?:性别|性別)[ 　]?(?:[:：=]|是|为)?[ 　]?", score=0.7),
        Pattern("labelled_english", "(?:[Ff]e)?[Mm]ale", before="(?:[Gg]ender|[Ss]ex)[ ]?[:=][ ]?", edges="0-9A-Za-z_", score=0.7),
    ),
    headers=words("sex gender xb xingbie sex_code gender_code 性别 性別 男女"),
    hints=(),
    vetoes=words("limit 限制 要求"),
    context=("性别", "性別", "gender", "sex"),
    evidence="header",
    examples=("男", "性别：女", "Gender: Female"),
    counter_examples=("男装", "性别平等", "1"),
    sources=("GB/T 2261.1-2003", "ISO/IEC 5218:2022"),
    holds=("text", "whole", "fraction", "flag"),
    listed="男.{0,8}女|女.{0,8}男",
    keep=(0, 0),
)
