"""The shadow of a text: what it undoes, the way back, and that it is bounded, stable and nothing without a suspect."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recognizers import _shadow_rules as rules
from recognizers.shadow import HIDING, LONGEST, SUSPECTS, shadow
from tests.growth import growth

ODD = "".join(chr(c) for c in range(0xAD, 0x3400) if re.match(rules._ODD, chr(c)))
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("0123456789〇一二三八幺洞OolI-/._, \u3000\t%&#;=\\uxaz@点艾特張三王·•MTQ4" + ODD[:200]), max_size=60),
    st.lists(
        st.sampled_from(["138", "0013", "8000", "%31", "&#49;", "\\u0031", "１", "一三八", "\u200b", "MTM4MDAxMzgwMDA=", "å¼\xa0", "\u202e"]),
        max_size=12,
    ).map("".join),
)  # fmt: skip


MEANT: list[tuple[str, str, set[str]]] = [
    ("１３８００１３８０００", "13800138000", {"full_width"}),
    ("1\u200b3\u200b8", "138", {"zero_width"}),
    ("一三八〇〇一三八〇〇〇", "13800138000", {"numerals"}),
    ("壹叁捌零零壹叁捌零零零", "13800138000", {"numerals"}),
    ("幺三八洞洞幺三八洞洞洞", "13800138000", {"numerals", "spoken"}),
    ("13八001３8000", "13800138000", {"numerals", "full_width"}),
    ("l38OO138OOO", "13800138000", {"lookalike"}),
    ("❶❸❽⓪⓪❶❸❽⓪⓪⓪", "13800138000", {"enclosed"}),
    ("⑴⑶⑻", "138", {"enclosed"}),
    ("𝟏𝟑𝟖", "138", {"styled"}),
    ("1️⃣3️⃣8️⃣", "138", {"combining"}),
    ("١٣٨", "138", {"digits"}),
    ("〡〣〨", "138", {"compatibility"}),
    ("1ㅤ3ㅤ8", "138", {"filler"}),
    ("138\u00a00013\u00a08000", "138 0013 8000", {"space"}),
    ("138—0013—8000", "138-0013-8000", {"separators"}),
    ("138一0013一8000", "138-0013-8000", {"separators"}),
    ("138.0013.8000", "138-0013-8000", {"separators"}),
    ("\u202e00083100831", "13800138000", {"bidi"}),
    ("11010119900307002×", "11010119900307002X", {"lookalike"}),
    ("6,222,021,234,567,890,128", "6222021234567890128", {"thousands"}),
    ("張三的電話", "张三的电话", {"traditional"}),
    ("张 三", "张三", {"apart"}),
    ("欧 阳 娜 娜", "欧阳娜娜", {"apart"}),
    ("买买提.吐尔逊", "买买提·吐尔逊", {"point"}),
    ("zhangsan(at)example(dot)com", "zhangsan@example.com", {"at_dot"}),
    ("zhangsan艾特example点com", "zhangsan@example.com", {"at_dot"}),
    ("zhangsan#example.com", "zhangsan@example.com", {"at_dot"}),
    ("zhangsan＠example．com", "zhangsan@example.com", {"full_width"}),
    ("\\u5f20\\u4e09", "张三", {"escaped"}),
    ("&#24352;&#x4e09;", "张三", {"escaped"}),
    ("%E5%BC%A0%E4%B8%89", "张三", {"percent"}),
    ("%25E5%25BC%25A0", "张", {"percent"}),
    ("=E5=BC=A0=E4=B8=89", "张三", {"quoted_printable"}),
    ("5byg5LiJMTM4MDAxMzgwMDA=", "张三13800138000", {"base64"}),
    ("å¼\xa0ä¸\x89", "张三", {"mojibake"}),
    ("ÕÅÈý", "张三", {"mojibake"}),
    ("\ue863", "䶮", {"private_use"}),
    ("金\uf90a", "金金", {"compatibility"}),
    ("\U000e0031\U000e0033\U000e0038", "138", {"tag"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant", "transforms"), MEANT)
def test_meant(text: str, meant: str, transforms: set[str]) -> None:
    found = shadow(text)
    assert found is not None
    assert found.text == meant
    assert set(found.origin(0, len(meant))[2]) == transforms


@pytest.mark.parametrize(
    "text",
    [
        "", "客户反馈系统响应较慢，已记录工单。", "二〇二六年", "2026-11-25 10:00:00,123 INFO", "13800138000", "张三，李四", "3.14", "1,234.50",
        "https://example.com/path?q=1", "第一、第二、第三", "a.b.c", "10.0.0.1", "男 13", "一二三", "SOS", "user@example.com", "50%", "A&B",
    ],
)  # fmt: skip
def test_ordinary_text_has_none(text: str) -> None:
    assert shadow(text) is None


@pytest.mark.parametrize(
    ("text", "found", "origin", "transforms"),
    [
        ("电话１３８００１３８０００。", "13800138000", "１３８００１３８０００", ("full_width",)),
        ("x1\u200b38y", "138", "1\u200b38", ("zero_width",)),
        ("\u200b138\u200b", "138", "138", ()),
        ("ａ138ｂ", "138", "138", ()),
        ("前%E5%BC%A0后", "张", "%E5%BC%A0", ("percent",)),
    ],
)
def test_origin(text: str, found: str, origin: str, transforms: tuple[str, ...]) -> None:
    meant = shadow(text)
    assert meant is not None
    start = meant.text.index(found)
    low, high, names = meant.origin(start, start + len(found))
    assert (text[low:high], names) == (origin, transforms)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("%2525252531")
@example("&amp;amp;#49;")
def test_again_changes_nothing(text: str) -> None:
    meant = shadow(text)
    if meant is not None:
        again = shadow(meant.text)
        assert again is None or again.text == meant.text


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.data())
def test_bounded_and_mapped(text: str, data: st.DataObject) -> None:
    meant = shadow(text)
    if meant is None or not meant.text:
        return
    assert len(meant.text) <= 4 * len(text)
    start = data.draw(st.integers(0, len(meant.text) - 1))
    end = data.draw(st.integers(start + 1, len(meant.text)))
    low, high, transforms = meant.origin(start, end)
    assert 0 <= low < high <= len(text)
    if not transforms:
        assert text[low:high] == meant.text[start:end]
    wider = meant.origin(max(start - 1, 0), end)
    assert wider[0] <= low and wider[1] == high


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_suspect_no_shadow(text: str) -> None:
    """And none of the rules does anything there, so that a fast engine may ask for suspects only."""
    if not any(re.search(s, text) for s in SUSPECTS):
        assert shadow(text) is None
        assert all(text[a:b] == put for rule in rules.rules() for a, b, put, _ in rule(text))


def test_every_transform_has_its_words_and_a_case() -> None:
    from reports.messages import MESSAGES

    told = {key.removeprefix("transform.") for key in MESSAGES if key.startswith("transform.")}
    assert told == set().union(*(transforms for _, _, transforms in MEANT))
    assert told >= HIDING | {name for name, _ in rules._CLASSES}


def test_characters_that_expand_are_left_alone() -> None:
    assert len(unicodedata.normalize("NFKC", "\ufdfa")) > 4
    meant = shadow("1\u200b\ufdfa")
    assert meant is not None and meant.text == "1\ufdfa"


@pytest.mark.parametrize("piece", ["一", "&#49;", "%31", "１", "O1", "MTM4", "1\u200b", "张 ", "a(at)", "138—", "\\u0031", "å¼\xa0"])
def test_linear(piece: str) -> None:
    """Twice the text takes about twice the time."""
    assert growth(lambda size: shadow(piece * (size // len(piece))), 20_000) < 5


def test_a_huge_text_has_no_shadow() -> None:
    assert shadow("１" * (LONGEST + 1)) is None
