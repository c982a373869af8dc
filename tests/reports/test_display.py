"""Properties of the escapes: whatever a stranger names a table, nothing steers a terminal, starts a formula or fakes a line."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.display import csv_cell, csv_line, display, fenced, json_text, markdown
from tests.reports.sample import HOSTILE_NAMES

#: Any text at all, lone surrogates included; hostile pieces are made likely.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
PIECES = st.sampled_from(
    [*HOSTILE_NAMES, "=", "＝1", "-", "@", "\t", "\r", "\n", '"', ",", ";", "\x1b[2J", "\u202e", "\u2066", "\ud83d", "正常"]
)
TEXTS = st.one_of(ANYTHING, st.lists(st.one_of(PIECES, ANYTHING), max_size=5).map("".join))
STEERING = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
FORMULA = tuple("=+-@＝＋－＠\t\r\n\0")


def test_every_steering_character_is_escaped() -> None:
    left = [hex(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) in STEERING and display(chr(c)) == chr(c)]
    assert left == []


def test_ordinary_text_is_left_alone() -> None:
    assert display("客户 customers，Ünïcödé 東京 №5 — 😀") == "客户 customers，Ünïcödé 東京 №5 — 😀"


@pytest.mark.parametrize(
    "text, shown",
    [
        ("a\x1b[31mb", "a\\u{1b}[31mb"),
        ("x\u202ey", "x\\u{202e}y"),
        ("a\nb", "a\\u{a}b"),
        ("\ud800", "\\u{d800}"),
        ("\U000f0000", "\\u{f0000}"),
    ],
)
def test_escape_form(text: str, shown: str) -> None:
    assert display(text) == shown


def test_limit_counts_the_rest() -> None:
    assert display("abcdef", limit=4) == "abcd…(+2)"
    assert display("abcd", limit=4) == "abcd"


@given(TEXTS)
def test_display_leaves_nothing_that_steers(text: str) -> None:
    assert not any(unicodedata.category(c) in STEERING for c in display(text))
    assert not any(unicodedata.category(c) in STEERING for c in display(text, newlines=True).replace("\n", ""))
    display(text).encode("utf-8")


@given(TEXTS)
def test_display_is_idempotent(text: str) -> None:
    assert display(display(text)) == display(text)


@given(TEXTS)
def test_csv_cell_never_starts_a_formula(text: str) -> None:
    assert not csv_cell(text).startswith(FORMULA)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_csv_line_reads_back(texts: list[str]) -> None:
    cells = [csv_cell(text) for text in texts]
    line = csv_line(cells)
    assert line.count("\n") == 1
    read = next(csv.reader(io.StringIO(line)), [])
    assert read == cells or cells == [""]  # a lone empty field is an empty line


@given(
    st.recursive(
        st.one_of(TEXTS, st.integers(), st.none()), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
    )
)
def test_json_text_reads_back_and_is_harmless(value: object) -> None:
    document = json_text(value)
    assert json.loads(document) == value
    assert not any(unicodedata.category(c) in STEERING for c in document.replace("\n", ""))


@pytest.mark.parametrize(
    "text, shown",
    [
        ("bank_card_no", "bank_card_no"),
        ("_hidden_", "&#95;hidden&#95;"),
        ("a|b", "a&#124;b"),
        ("a\\|b", "a&#92;&#124;b"),
        ("`x`", "&#96;x&#96;"),
        ("<b>&amp;", "&#60;b&#62;&#38;&#8203;amp;"),
        ("[x](y)", "&#91;x&#93;(y)"),
        ("a @team", "a &#64;&#8203;team"),
        ("50 %, C# and R & D!", "50 %, C&#35; and R &#38; D!"),
        ("see #12, !3, ~bug, GH-4", "see &#35;&#8203;12, &#33;&#8203;3, &#126;&#8203;bug, GH&#8203;-4"),
        ("https://x.example www.x.example", "https:&#8203;//x.example www&#8203;.x.example"),
        ("$a$", "&#36;&#8203;a&#36;"),
        ("姓名，a:b/c.sql", "姓名，a:b/c.sql"),
        ("x\ny", "x&#92;u&#123;a&#125;y"),
    ],
)
def test_markdown_escape(text: str, shown: str) -> None:
    assert markdown(text) == shown


@given(TEXTS)
def test_markdown_says_what_display_says_and_nothing_works_in_it(text: str) -> None:
    escaped = markdown(text)
    read = html.unescape(escaped)
    assert read.replace("\u200b", "") == display(text)
    assert not re.search(r"[@#!~%&$^]\w|://|www\.", read, re.IGNORECASE)
    assert not re.search(r"[<>|\\\\`*\[\]]|&(?!#[0-9]+;)", escaped)


@given(TEXTS)
def test_a_fence_is_longer_than_what_it_holds(text: str) -> None:
    first, *held, last = fenced(text, "yaml").split("\n")
    assert first == last + "yaml"
    assert set(last) == {"`"}
    assert len(last) >= 3
    assert not any(last in line for line in held)
    assert "\n".join(held) == display(text, newlines=True).rstrip("\n")
