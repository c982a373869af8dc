"""Properties of the escapes: whatever a stranger names a table, nothing steers a terminal, starts a formula or fakes a line."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.display import csv_cell, csv_line, display, json_text
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
