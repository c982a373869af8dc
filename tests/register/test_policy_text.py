"""How lines of text become blocks: tables of line, kind and clause; and that no text, however built, makes a reader fail or slow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.policy.blocks import Block
from register.policy.text import blocks, joined, number_of
from tests.growth import growth


def told(text: str, markdown: bool = False) -> list[tuple[str, str, str]]:
    return [(b.kind, b.clause, b.text) for b in blocks(text, markdown)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # styles of numbers, and what lies below what
        ("一、收集\n1.账号信息\n2.订单信息", [("heading", "一", "收集"), ("heading", "一.1", "账号信息"), ("heading", "一.2", "订单信息")]),
        ("第一章 总则\n第一条 范围\n第二条 目的\n第二章 附则", [("heading", "一", "总则"), ("heading", "一.一", "范围"), ("heading", "一.二", "目的"), ("heading", "二", "附则")]),
        ("一、收集\n（一）账号\n（二）订单\n二、使用", [("heading", "一", "收集"), ("heading", "一.一", "账号"), ("heading", "一.二", "订单"), ("heading", "二", "使用")]),
        ("1. 收集\n1.1 账号\n1.2 订单\n2. 使用\n2.1 目的", [("heading", "1", "收集"), ("heading", "1.1", "账号"), ("heading", "1.2", "订单"), ("heading", "2", "使用"), ("heading", "2.1", "目的")]),
        ("A. 收集\n(1) 姓名\nB. 使用", [("heading", "A", "收集"), ("item", "A", "姓名"), ("heading", "B", "使用")]),
        ("１．收集\n２．使用", [("heading", "1", "收集"), ("heading", "2", "使用")]),
        # no number: a year, a version, a sum, an address
        ("2022年2月15日起施行。", [("paragraph", "", "2022年2月15日起施行。")]),
        ("3.5 亿用户使用本产品，我们感谢每一位用户的信任与支持。", [("paragraph", "3.5", "亿用户使用本产品，我们感谢每一位用户的信任与支持。")]),
        # a numbered sentence is a paragraph of its clause
        ("一、收集\n1.我们收集您的姓名。", [("heading", "一", "收集"), ("paragraph", "一.1", "我们收集您的姓名。")]),
        # a sentence in parts that announces a list is none of headings
        ("1.注册时，我们收集以下信息：\n(1) 姓名\n(2) 电话", [("paragraph", "1", "注册时，我们收集以下信息："), ("item", "1", "姓名"), ("item", "1", "电话")]),
        # lists
        ("● 姓名\n● 电话", [("item", "", "姓名"), ("item", "", "电话")]),
        ("- 姓名\n- 电话", [("item", "", "姓名"), ("item", "", "电话")]),
        ("① 查阅\n② 更正", [("item", "", "查阅"), ("item", "", "更正")]),
        ("包括以下内容：\n1. 姓名；\n2. 电话；", [("paragraph", "", "包括以下内容："), ("item", "", "姓名；"), ("item", "", "电话；")]),
        # a note is cited as the note of its clause
        ("一、收集\n● 咨询时\n※ 通话可能会被录音", [("heading", "一", "收集"), ("item", "一", "咨询时"), ("item", "一 ※", "通话可能会被录音")]),
        # headings without a number
        ("【收集场景】\n● 注册时", [("heading", "", "收集场景"), ("item", "", "注册时")]),
        # wrapped lines: a long line goes on, a short one and one that ends do not
        ("我们会在您注册账号的时候收集您的姓名、电话号码和电子\n邮箱，用于创建账号。", [("paragraph", "", "我们会在您注册账号的时候收集您的姓名、电话号码和电子邮箱，用于创建账号。")]),
        ("我们会在您注册账号的时候收集您的姓名和电话号码信息。\n第二句话。", [("paragraph", "", "我们会在您注册账号的时候收集您的姓名和电话号码信息。"), ("paragraph", "", "第二句话。")]),
        ("我们会在您注册账号的时候收集您的姓名、电话号码和电子\n\n邮箱地址。", [("paragraph", "", "我们会在您注册账号的时候收集您的姓名、电话号码和电子"), ("paragraph", "", "邮箱地址。")]),
        ("短行\n另一行", [("paragraph", "", "短行"), ("paragraph", "", "另一行")]),
        ("\ufeff一、收集", [("heading", "一", "收集")]),
        ("", []),
        ("\n\n ----- \n", []),
    ],
)  # fmt: skip
def test_lines_become_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # a label and its value: by a colon, or by a gap beside another such line
        ("接收方：示例公司\n联系方式：示例路 1 号", [("接收方", "示例公司"), ("联系方式", "示例路 1 号")]),
        ("接收方 示例公司\n联系方式 示例路 1 号\n电话 400", [("接收方", "示例公司"), ("联系方式", "示例路 1 号电话 400")]),
        ("联系方式 请见本页末尾的说明。", []),
        ("我们与接收方 共同处理。", []),
        # tables of Markdown and of tabs
        ("| 名称 | 目的 |\n| --- | --- |\n| 甲 SDK | 推送 |", [("名称", "目的"), ("甲 SDK", "推送")]),
        ("名称\t目的\n甲 SDK\t推送", [("名称", "目的"), ("甲 SDK", "推送")]),
        ("| --- | --- |", []),
        ("|", []),
    ],
)
def test_rows(text: str, rows: list[tuple[str, ...]]) -> None:
    assert [b.cells for b in blocks(text) if b.kind == "row"] == rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 隐私政策\n## 一、收集\n我们**只**收集`姓名`。", [("heading", "", "隐私政策"), ("heading", "一", "收集"), ("paragraph", "一", "我们只收集姓名。")]),
        ("## 第一条 收集\n### 1. 账号\n## 第二条 使用\n### 1. 目的", [("heading", "一", "收集"), ("heading", "一.1", "账号"), ("heading", "二", "使用"), ("heading", "二.1", "目的")]),
        ("## 一、收集\n（一）账号\n（二）订单\n## 二、使用", [("heading", "一", "收集"), ("heading", "一.一", "账号"), ("heading", "一.二", "订单"), ("heading", "二", "使用")]),
        ("> 引用的话。", [("paragraph", "", "引用的话。")]),
    ],
)  # fmt: skip
def test_markdown(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text, markdown=True) == expected


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("① 删除，情形如下：\n    ● 违法时\n    ● 违约时\n② 更正", [0, 1, 1, 0]),
        ("- 甲\n  - 乙\n    - 丙\n- 丁", [0, 1, 2, 0]),
        ("● 甲\n● 乙", [0, 0]),
    ],
)
def test_lists_in_lists(text: str, depths: list[int]) -> None:
    assert [b.level for b in blocks(text) if b.kind == "item"] == depths


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("一百零三", 103),
        ("两", 2),
        ("7", 7),
        ("１２", 12),
        ("甲", 0),
        ("", 0),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize(("text", "expected"), [("通 话录音", "通话录音"), ("SNS 账号", "SNS 账号"), ("a  b", "a b"), (" 甲　乙 ", "甲乙")])
def test_a_wrap_inside_a_word_leaves_no_trace(text: str, expected: str) -> None:
    assert joined(text) == expected


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*"一二、。：:；（）()【】①②●※-|#*_`>\t \u30001234.", "\n", "\n\n", "第一条 ", "第二章", "1.1 ", "A. ", "接收方 ", "联系方式：", "| a | b |\n", "姓名", "收集"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def bare(text: str) -> str:
    return "".join(text.split())


@given(ANY, st.booleans())
def test_it_never_fails_and_invents_nothing(text: str, markdown: bool) -> None:
    """Every block's text is in the document, white space and marks of Markdown and tables aside."""
    marks = str.maketrans("", "", "*_`|#>")
    whole = bare(text).translate(marks)
    for block in blocks(text, markdown):
        assert isinstance(block, Block)
        assert bare(block.text).translate(marks) in whole
        assert all(bare(cell).translate(marks) in whole for cell in block.cells)


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(["一、收集", "1.姓名", "（一）账号", "●电话", "我们收集您的信息。", "第二条目的"]), min_size=1, max_size=30)
)
def test_nothing_is_lost(lines: list[str]) -> None:
    """What a line says is in a block: only its number or mark is not."""
    said = bare(" ".join(b.text for b in blocks("\n".join(lines))))
    for word in ("姓名", "账号", "电话", "信息。", "目的"):
        assert said.count(word) == "".join(lines).count(word)


@pytest.mark.parametrize(
    "text",
    [
        "我们收集" * 2_500_000,
        "1." * 5_000_000,
        " " * 5_000_000 + "x",
        "（" * 5_000_000,
        "|a" * 500_000,
        "● 姓名\n" * 100_000,
        "".join(f"{'  ' * (n % 50)}- 姓名\n" for n in range(20_000)),
        "接收方 示例\n" * 20_000,
        "我们会在您注册账号的时候收集您的姓名、电话号码和\n" * 20_000,
        "1.1.1.1.1 x\n" * 20_000,
    ],
    ids=["sentence", "numbers", "spaces", "brackets", "cells", "bullets", "nested", "labels", "wrapped", "dotted"],
)
def test_large_documents_cost_what_their_length_costs(text: str) -> None:
    quarter = len(text) // 4
    assert growth(lambda length: blocks(text[:length]), quarter, 4) < 10
