"""Japanese individual number (個人番号, マイナンバー).

Eleven digits and a check digit, weighted modulo 11 (行政手続番号法施行令 and 総務省令第85号 of 2014, article 5). One number of twelve
digits in about ten passes by chance, so in running text it counts only behind its cue and in a column only under its
header. Where the weighted sum leaves 0 or 1 the check digit is 0 in both cases, so a few misprints stay unseen.

The corporate number (法人番号) has 13 digits and is none of this; holding My Numbers without a legal purpose is forbidden.
Source: 行政手続における特定の個人を識別するための番号の利用等に関する法律 (2013), 平成26年総務省令第85号 第5条.
"""

from __future__ import annotations

from recognizers._shapes import DASHES_CLASS, digits_of
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_GAP = f"[ {DASHES_CLASS}-]"
_NUMBER = f"[0-9]{{4}}(?:[0-9]{{8}}|{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}})"
_CUE = (
    "(?:マイナンバー|ﾏｲﾅﾝﾊﾞｰ|(?:個人|个人)番[号號]|[Mm]y ?[Nn]umber|MY NUMBER|my_number)"
    "(?:カード)?(?:[(（](?:個人番号|マイナンバー|12桁)[)）])?(?:番号)?[\"']?(?: ?[:：=] ?|は|为|是| )? ?[\"']?"
)


def check_digit(body: str) -> str:
    """The twelfth digit for the first eleven.

    >>> check_digit("12345678901")
    '8'
    """
    rest = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return str(11 - rest) if rest > 1 else "0"


def validate(value: str) -> bool | None:
    """True when the check digit is right and the number is not one digit twelve times."""
    number = digits_of(value)
    return len(number) == 12 and len(set(number)) > 1 and check_digit(number[:11]) == number[11]


RECOGNIZER = Recognizer(
    entity="JP_MY_NUMBER",
    category="user.government_id.national_identification_number",
    names={"zh": "日本个人编号", "en": "Japanese My Number"},
    rank=22,
    patterns=(
        Pattern("number", _NUMBER, scope="header", score=0.6),
        Pattern(
            "after_cue",
            _NUMBER,
            before=_CUE,
            edges="0-9A-Za-z_-",
            clue="マイナンバー|ﾏｲﾅﾝﾊﾞｰ|[個个]人番|[Mm]y ?[Nn]um|MY NUM|my_num",
            score=0.6,
        ),
    ),
    validate=validate,
    headers=words(
        """
        my_number mynumber my_number_no jp_my_number kojin_bango kojinbango kojin_bangou マイナンバー 個人番号
        マイナンバー番号 个人番号 日本个人编号 マイナンバー(個人番号)
        """
    ),
    hints=words("individual_number マイナ番号"),
    vetoes=words("employee staff corporate 法人 社員 社员 職員"),
    context=("マイナンバー", "個人番号", "my number"),
    evidence="checksum",
    examples=("マイナンバー：123456789018", "個人番号 1234 5678 9018"),
    counter_examples=("123456789018", "マイナンバー：123456789012", "法人番号：1234567890123"),
    sources=("平成26年総務省令第85号 第5条", "番号法 (平成25年法律第27号)"),
    holds=("text", "whole", "fraction"),
    shortest=12,
    keep=(0, 3),
)
