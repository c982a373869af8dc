"""The loader: YAML 1.2 rules, exact lines, and bounds against hostile files."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register import yaml
from register.suggest import dumped

SCALARS = [
    ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("y", "y"), ("true", True), ("False", False), ("TRUE", True), ("tRUE", "tRUE"),
    ("2022-02-15", "2022-02-15"), ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"), ("12:30:45", "12:30:45"), ("1.0.0", "1.0.0"),
    ("010", 10), ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"), ("1_000", "1_000"), ("+7", 7), ("-0", 0), ("1e3", 1000.0), (".5", 0.5), ("-1.", -1.0),
    ("~", None), ("", None), ("null", None), ("Null", None), ("nULL", "nULL"), ('"null"', "null"), ("'12'", "12"), ("=", "="), ("<<", "<<"),
    ("!!str 12", "12"), ("! 12", "12"), ("!!int '12'", 12), ("!!float 1", 1.0), ("!!bool 'true'", True), ("!!null ''", None), ("|\n  12\n", "12\n"),
    ("9" * 100, int("9" * 100)), ("9" * 101, 1e101),
]  # fmt: skip

REFUSED = [
    ("a: 1\nb: 2\na: 3\n", 3, "twice"),
    ("a: {x: 1, x: 2}\n", 1, "twice"),
    ('a: 1\n"a": 2\n', 2, "twice"),
    ("1: x\n", 1, "must be text"),
    ("? [a]\n: 1\n", 1, "plain text"),
    ("&k a: 1\n", 1, "anchor"),
    ("a: &x 1\n*x : 2\n", 2, "plain text"),
    ("a: *nobody\n", 1, "alias"),
    ("a: &x [1, *x]\n", 1, "alias"),
    ("a: 1\n---\nb: 2\n", 2, "more than one"),
    ("a: !!python/object/apply:os.system ['x']\n", 1, "not supported"),
    ("a: !!timestamp 2022-02-15\n", 1, "not supported"),
    ("a: !custom {b: 1}\n", 1, "not supported"),
    ("a: !!binary aGk=\n", 1, "not supported"),
    ("a: !!int x\n", 1, "fit its tag"),
    ("a: !!int true\n", 1, "fit its tag"),
    ("a: .inf\n", 1, "finite"),
    ("a: -.INF\n", 1, "finite"),
    ("a: .nan\n", 1, "finite"),
    ("a: 1e999\n", 1, "finite"),
    ("a: [1\nb: 2\n", 2, "not valid YAML"),
    ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
    ("", 1, "empty"),
    ("# nothing\n", 1, "empty"),
    ("a: \x07\n", 1, "does not allow"),
    ("x: " + "[" * 100_000, 1, "deeper"),
    ("- " * 100_000, 1, "deeper"),
]


@pytest.mark.parametrize(("text", "value"), SCALARS)
def test_a_scalar_is_read_by_the_core_schema(text: str, value: Any) -> None:
    read = yaml.load(f"a: {text}\n".encode()).data["a"]
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(("text", "line", "said"), REFUSED)
def test_what_is_refused_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(yaml.YamlError) as caught:
        yaml.load(text.encode())
    assert caught.value.line == line
    assert said in caught.value.said.en
    assert caught.value.said.zh


def test_the_second_of_two_equal_keys_names_the_first() -> None:
    with pytest.raises(yaml.YamlError, match="first on line 1"):
        yaml.load(b"a: 1\nb: 1\na: 2\n")


def test_other_encodings_and_large_files_are_refused() -> None:
    with pytest.raises(yaml.YamlError, match=r"line 2.*UTF-8"):
        yaml.load("a: 1\nb: 名".encode("gb18030"))
    with pytest.raises(yaml.YamlError, match="larger"):
        yaml.load(b"#" * (yaml.MAX_BYTES + 1))
    assert yaml.load("\ufeffa: 1".encode()).data == {"a": 1}


def test_an_alias_bomb_is_refused_and_a_small_alias_is_read() -> None:
    bomb = "a0: &a0 [1, 2, 3]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(yaml.YamlError, match="more than"):
        yaml.load(bomb.encode())
    shared = yaml.load(b"a: &x [p1]\nb: *x\n")
    assert shared.data == {"a": ["p1"], "b": ["p1"]}
    assert shared.line(("b",)) == 2


def test_lines_are_those_of_keys_and_items() -> None:
    document = yaml.load(b"a:\n  - x: 1\n    y:\n      2\n  - {x: 3,\n     y: 4}\nb: |\n  t\n  u\nc:\n")
    want = {
        ("a",): 1, ("a", 0): 2, ("a", 0, "x"): 2, ("a", 0, "y"): 3, ("a", 1): 5, ("a", 1, "x"): 5, ("a", 1, "y"): 6, ("b",): 7, ("c",): 10,
    }  # fmt: skip
    assert {path: document.line(path) for path in want} == want


def test_the_line_of_what_is_not_there_is_its_parents() -> None:
    document = yaml.load(b"\na:\n  b: 1\n")
    assert [document.line(p) for p in [(), ("z",), ("a", "z"), ("a", "b", "z"), ("a", 0)]] == [2, 2, 2, 3, 2]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text("ab:-[]{}&*!'\"\n #|>?%@~01.", max_size=80).map(str.encode)))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    with suppress(yaml.YamlError):
        assert yaml.load(raw).line(()) >= 1


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.text(max_size=12), st.sampled_from([text for text, _ in SCALARS])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=8), _JSON, min_size=1, max_size=4))
def test_what_we_write_we_read_back_equal(data: Any) -> None:
    assert yaml.load(dumped(data).encode("utf-8", "surrogatepass")).data == data
