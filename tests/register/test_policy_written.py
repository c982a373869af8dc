"""How a draft is written: what is read back is what was written, and each line that a person decides has its mark."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import yaml
from register.policy.written import written

Entry = dict[str, Any]

TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["null", "yes", "no", "~", "1", "1.5", "2022-02-15", "0x1f", "- a", "a: b", "# x", "{", "[", "&a", "*a", "!t", "%", "'", '"', " "]
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), TEXTS.filter(lambda t: t.isprintable() or not t))
KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6))
def test_what_is_written_is_read_back_as_it_was(data: Entry) -> None:
    assert yaml.load(written(data, ["head", ""]).encode()).data == data


@pytest.mark.parametrize(
    ("entry", "marked"),
    [
        ({"owner": None}, True),
        ({"contract": {"ref": None, "signed": None}}, True),
        ({"type": "undetermined"}, True),
        ({"name": "待确认"}, True),
        ({"legal_basis_source": "assigned"}, True),
        ({"legal_basis_source": "stated"}, False),
        ({"supersedes": None}, False),
        ({"owner": "某人"}, False),
        ({"systems": []}, False),
    ],
)
def test_what_a_person_decides_is_marked(entry: Entry, marked: bool) -> None:
    assert ("待确认" in written(entry, []).partition("#")[2]) is marked


def test_marks_stand_in_lists_too() -> None:
    text = written({"departments": [{"id": "a", "owner": None}, {"id": "b", "owner": "某人"}]}, [])
    assert [line.strip() for line in text.splitlines() if "to confirm" in line] == ["owner: null   # 待确认 / to confirm"]
