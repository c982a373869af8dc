"""What an alphabet rules out really does not match."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.base import Pattern
from recognizers.shadow import SUSPECTS
from scanner.alphabet import Alphabet

EXPRESSIONS = sorted(
    {p.core for r in catalogue() for p in r.patterns} | {p.linear_expression for r in catalogue() for p in r.patterns} | set(SUSPECTS)
)
TEXTS = st.text(st.sampled_from("0123456789-+ .,:@_abXZ张王市路号幺〇３\u200b%\\&#="), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=6), st.sampled_from(EXPRESSIONS))
def test_no_is_never_wrong(values: list[str], expression: str) -> None:
    if not Alphabet.of(pa.array(values, pa.string())).may_match(expression):
        assert not any(re.search(expression, v) for v in values)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([p for r in catalogue() for p in r.patterns]), st.data())
def test_what_matches_may(pattern: Pattern, data: st.DataObject) -> None:
    value = data.draw(st.from_regex(re.compile(pattern.core), fullmatch=True))
    try:
        array = pa.array([value])
    except UnicodeEncodeError:
        return  # a lone surrogate is no Arrow string
    assert Alphabet.of(array).may_match(pattern.core)


@pytest.mark.parametrize(
    ("values", "expression", "may"),
    [
        (["13800138000"], "[0-9]{11}", True),
        (["13800138000"], "[0-9]{12}", False),
        (["13800138000"], "[a-z]", False),
        (["13800138000"], "电话[0-9]", False),
        (["电话"], "电|z", True),
        (["王"], "[一-鿿]", True),
        (["a"], "[^b]", True),
        (["123456"], "[[:digit:]]{6}", True),
        (["ABC"], "(?i)abc", True),
        (["ABC"], "(?i:abc)", True),
        (["12"], "\\pN", True),
        (["ab"], "\\d", True),
        ([], "a", False),
        ([], "a*", True),
    ],
)
def test_cases(values: list[str], expression: str, may: bool) -> None:
    assert Alphabet.of(pa.array(values, pa.string())).may_match(expression) is may


def test_a_slice_has_its_own_alphabet() -> None:
    assert not Alphabet.of(pa.array(["abc", "123"]).slice(1)).may_match("[a-z]")
