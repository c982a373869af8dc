"""Sketches of people: arithmetic, bounds, bytes that depend on the set alone, and texts that are none."""

from __future__ import annotations

import base64
import random

import datasketches
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.inventory import People
from scanner.orders import orders, tokens
from scanner.sketch import Key
from scanner.subjects import (
    WHOLE,
    Distinct,
    K,
    Size,
    SketchError,
    common,
    coupons,
    distinct,
    merged,
    minus,
    persons,
    shared,
    theta,
    total,
    union,
)

KEY = Key(bytes(range(32)))


def numbers(*values: int, kind: str = "PHONE_NUMBER") -> np.ndarray:
    return tokens(kind, np.array(values, dtype=np.uint64), KEY)


def sketch(*values: int, kind: str = "PHONE_NUMBER") -> str:
    return theta((numbers(*values, kind=kind) >> np.uint64(1)).tolist())


def crowd(strongest: dict[str, range], linked: dict[str, range] | None = None) -> People:
    sides = ({kind: sketch(*values, kind=kind) for kind, values in side.items()} for side in (strongest, linked or {}))
    return People(0, 0, *sides)


def test_the_secret_hash_is_siphash() -> None:
    """Appendix A of the paper, for the message 00 … 07 under the key 00 … 0f."""

    class Paper(Key):
        def pair(self, entity: str) -> tuple[int, int]:
            return 0x0706050403020100, 0x0F0E0D0C0B0A0908

    assert tokens("", np.array([0x0706050403020100], dtype=np.uint64), Paper(b""))[0] == 0x93F5F5799A932462


def test_what_is_normal_and_what_it_is_of_decide() -> None:
    """One phone number written in two ways is one identifier; the same digits as a customer number are another; a key is needed."""
    import pyarrow as pa

    plain, dialled = orders("PHONE_NUMBER", pa.array(["13800138000", "+86 138-0013-8000"]), KEY)
    assert numbers(plain) == numbers(dialled)
    assert numbers(plain) != numbers(plain, kind="CUSTOMER_NUMBER")
    assert numbers(plain) != tokens("PHONE_NUMBER", np.array([plain], dtype=np.uint64), Key(bytes(32)))


@pytest.mark.parametrize("count", [0, 1, 17, 300, 5_000, 60_000])
def test_a_coupon_is_what_the_library_makes_of_a_number(count: int) -> None:
    """All numbers handed over one by one, and only those with new coupons, give the same bytes."""
    values = numbers(*range(count))
    grown, plain = Distinct(), datasketches.cpc_sketch(11)
    for part in np.array_split(values, 5):
        grown.add(part, coupons(part))
    for value in values.tolist():
        plain.update(value)
    whole = datasketches.cpc_union(11)
    whole.update(plain)
    assert grown.text() == base64.b64encode(whole.get_result().serialize()).decode()
    size = distinct([grown.text()])
    assert 2 * size.low - size.estimate <= count <= 2 * size.high - size.estimate + 1  # four standard deviations


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9_000), st.integers(1, 5), st.randoms(use_true_random=False))
def test_bytes_depend_on_the_set_alone(count: int, parts: int, made: random.Random) -> None:
    """Any order, any cut, repeated, stored in between, merged either way."""
    values = list(range(count)) + list(range(count // 3))
    made.shuffle(values)
    pieces = [numbers(*values[n::parts]) for n in range(parts)]
    grown = Distinct()
    for piece in pieces:
        grown.add(piece, coupons(piece))
        grown = Distinct(grown.text()) if made.random() < 0.5 else grown.copy()
    alone = []
    for piece in pieces:
        one = Distinct()
        one.add(piece, coupons(piece))
        alone.append(one.text())
    ordered = Distinct()
    ordered.add(numbers(*range(count)), coupons(numbers(*range(count))))
    assert grown.text() == ordered.text() == merged(alone) == merged(reversed(alone))
    thetas = [theta((piece >> np.uint64(1)).tolist()) for piece in pieces]
    assert union(thetas).serialize() == union(reversed(thetas)).serialize()
    assert union(thetas).get_estimate() == pytest.approx(union([sketch(*range(count))]).get_estimate(), rel=0.12)


@pytest.mark.parametrize(("count", "exact"), [(0, True), (1, True), (K, True), (K + 1, False), (50_000, False)])
def test_a_theta_sketch_says_whether_it_counts(count: int, exact: bool) -> None:
    size = Size.of(union([sketch(*range(count))]))
    assert size.exact is exact
    assert size.low <= count <= size.high
    assert not exact or size == Size(count, count, count)


def test_a_sketch_below_a_limit_is_a_sample() -> None:
    """Hashes of a sample that was cut at one quarter stand for four times as many; of no hash under it, for few or none."""
    quarter = WHOLE // 4
    values = [h for h in (numbers(*range(4_000)) >> np.uint64(1)).tolist() if h < quarter]
    assert Size.of(union([theta(values, quarter)])).estimate == pytest.approx(4 * len(values), rel=0.01)
    none = Size.of(union([theta([], quarter)]))
    assert (none.estimate, none.exact) == (0, False)
    assert none.high > 1


@pytest.mark.parametrize(
    ("crowds", "people"),
    [
        ([], 0),
        ([crowd({"PHONE_NUMBER": range(10)})], 10),
        ([crowd({"PHONE_NUMBER": range(10)}), crowd({"PHONE_NUMBER": range(5, 15)})], 15),
        # A table knows number and mail together, another only the mail: nobody is counted twice.
        ([crowd({"PHONE_NUMBER": range(10)}, {"EMAIL_ADDRESS": range(10)}), crowd({"EMAIL_ADDRESS": range(10)})], 10),
        ([crowd({"PHONE_NUMBER": range(10)}, {"EMAIL_ADDRESS": range(10)}), crowd({"EMAIL_ADDRESS": range(8, 12)})], 12),
        # A chain: id beside phone, phone beside mail, mail alone.
        (
            [
                crowd({"CN_RESIDENT_ID": range(7)}, {"PHONE_NUMBER": range(7)}),
                crowd({"PHONE_NUMBER": range(7)}, {"EMAIL_ADDRESS": range(7)}),
                crowd({"EMAIL_ADDRESS": range(9)}),
            ],
            9,
        ),
        # Nothing links them: two kinds of the same digits are two people.
        ([crowd({"PHONE_NUMBER": range(10)}), crowd({"EMAIL_ADDRESS": range(10)})], 20),
    ],
)
def test_persons(crowds: list[People], people: int) -> None:
    assert persons(crowds) == Size(people, people, people)
    assert persons(reversed(crowds)) == persons(crowds)


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (crowd({"PHONE_NUMBER": range(10)}), crowd({"PHONE_NUMBER": range(7, 17)}), 3),
        (crowd({"PHONE_NUMBER": range(10)}), crowd({"EMAIL_ADDRESS": range(10)}), 0),
        # Both know both: once, by the stronger.
        (
            crowd({"PHONE_NUMBER": range(10)}, {"EMAIL_ADDRESS": range(10)}),
            crowd({"PHONE_NUMBER": range(4)}, {"EMAIL_ADDRESS": range(4)}),
            4,
        ),
        # Only the weaker is known to both.
        (crowd({"PHONE_NUMBER": range(10)}, {"EMAIL_ADDRESS": range(10)}), crowd({"EMAIL_ADDRESS": range(6, 20)}), 4),
        (crowd({"PHONE_NUMBER": range(0)}), crowd({"PHONE_NUMBER": range(5)}), 0),
    ],
)
def test_shared(one: People, other: People, people: int) -> None:
    assert shared([one], [other]) == shared([other], [one]) == Size(people, people, people)


def test_errors_of_separate_sets_add_by_their_squares() -> None:
    assert total([Size(100, 97, 103, False), Size(50, 46, 54, False)]) == Size(150, 145, 155, False)
    assert total([Size(5, 5, 5), Size(1, 1, 1)]) == Size(6, 6, 6)
    assert total([]) == Size()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 12_000), st.integers(0, 12_000), st.integers(0, 2**32))
def test_bounds_hold(left: int, right: int, seed: int) -> None:
    """Four standard deviations where the library gives two: fifteen draws may not fail by chance."""
    start = random.Random(seed).randrange(2**40)
    some, others = range(start, start + left), range(start + left // 2, start + left // 2 + right)
    a, b = union([sketch(*some)]), union([sketch(*others)])
    truth = set(some), set(others)
    for size, expected in (
        (Size.of(minus(a, b)), len(truth[0] - truth[1])),
        (Size.of(common(a, b)), len(truth[0] & truth[1])),
    ):
        assert 2 * size.low - size.estimate - 1 <= expected <= 2 * size.high - size.estimate + 1


@pytest.mark.parametrize("text", ["!", "AAAA", base64.b64encode(bytes([3] * 24)).decode(), sketch(1, 2, 3)[:20], Distinct().text()])
def test_what_is_no_sketch_is_refused(text: str) -> None:
    with pytest.raises(SketchError):
        union([text])
    with pytest.raises(SketchError):
        distinct([text[:6]])


def test_bytes_are_those_of_the_portable_format() -> None:
    """An inventory of today is read by tomorrow's version: preamble, family and seed stand where the format has them."""
    data = base64.b64decode(sketch(*range(5)))
    assert (data[0], data[1], data[2], data[6:8].hex()) == (2, 3, 3, "cc93")
    assert np.frombuffer(data[16:], dtype="<u8").tolist() == sorted((numbers(*range(5)) >> np.uint64(1)).tolist())
