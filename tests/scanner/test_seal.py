"""A sealed cursor comes back whole under its own key, under no other, and says nothing of what is in it."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.seal import SealError, seal, unseal
from scanner.sketch import Key

KEY, OTHER = Key(bytes(range(32))), Key(bytes(32))
CURSORS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(CURSORS)
def test_what_goes_in_comes_out(cursor: object) -> None:
    assert unseal(KEY, seal(KEY, cursor)) == cursor


@pytest.mark.parametrize("cursor", ["\ud800\0", "x" * 1_000, ["13800138000"] * 50, 0, None])
def test_odd_ones(cursor: object) -> None:
    assert unseal(KEY, seal(KEY, cursor)) == cursor


def test_it_hides_the_value_and_never_looks_the_same_twice() -> None:
    sealed = {seal(KEY, "13800138000" * 20) for _ in range(50)}
    assert len(sealed) == 50
    assert not any(b"138001" in base64.b64decode(text) for text in sealed)
    streams = {base64.b64decode(text)[32:] for text in sealed}
    assert len(streams) == 50, "a fresh nonce each time"


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 129])
def test_no_block_of_the_stream_is_used_twice(length: int) -> None:
    hidden = base64.b64decode(seal(KEY, "a" * (length + 128)))[32:]
    blocks = [hidden[i : i + 64] for i in range(0, len(hidden), 64)]
    assert len(set(blocks)) == len(blocks)


def test_another_key_and_any_flipped_bit_are_refused() -> None:
    text = seal(KEY, "somewhere")
    with pytest.raises(SealError):
        unseal(OTHER, text)
    data = base64.b64decode(text)
    for i in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[i // 8] ^= 1 << i % 8
        with pytest.raises(SealError):
            unseal(KEY, base64.b64encode(bytes(flipped)).decode())


@pytest.mark.parametrize("text", ["", "A", "????", "AAAA", "7", "客户", base64.b64encode(bytes(32)).decode()])
def test_what_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(SealError):
        unseal(KEY, text)


@pytest.mark.parametrize("other", [7, ["a"], {"k": 1}])
def test_a_cursor_as_an_older_ledger_wrote_it_is_refused(other: object) -> None:
    with pytest.raises(SealError):
        unseal(KEY, other)  # type: ignore[arg-type]
