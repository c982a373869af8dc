"""A vector check says what the definition says of each value."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.cn_resident_id import RECOGNIZER, check_character, validate
from recognizers.find import readings
from scanner.batch import resident_ids

BODIES = st.builds(
    lambda region, year, month, day, sequence: f"{region:06d}{year:04d}{month:02d}{day:02d}{sequence:03d}",
    st.integers(100000, 849999), st.integers(1890, 2110), st.integers(0, 13), st.integers(0, 32), st.integers(0, 999),
)  # fmt: skip
IDS = BODIES.map(lambda body: body + check_character(body))
VALUES = st.one_of(
    IDS, BODIES.map(lambda b: b + "0"), st.text("0123456789Xx /:９张", max_size=20), IDS.map(str.lower), IDS.map(lambda v: f" {v}")
)
NUMBER = next(p for p in RECOGNIZER.patterns if p.name == "number")


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, max_size=30))
def test_resident_ids(values: list[str]) -> None:
    weights = np.arange(1, len(values) + 1)
    proven, births = resident_ids(pa.array(values, pa.string()), weights)
    expected = [len(v) == 18 and NUMBER.whole.fullmatch(v) is not None and validate(v) is True for v in values]
    assert proven.tolist() == expected
    months: Counter[str] = Counter()
    for value, good, weight in zip(values, expected, weights.tolist(), strict=True):
        if good:
            months[f"{value[6:10]}-{value[10:12]}"] += weight
    assert births == dict(months)


@given(st.lists(IDS, min_size=3, max_size=9))
def test_a_slice_is_read_from_its_own_beginning(values: list[str]) -> None:
    array = pa.array(values).slice(1)
    assert resident_ids(array, np.ones(len(array)))[0].tolist() == resident_ids(pa.array(values[1:]), np.ones(len(array)))[0].tolist()


def test_nothing_is_tried_before_a_resident_id() -> None:
    """The engine takes proven ids out of a column without asking any other definition."""
    recognizer, _, pattern = readings(catalogue())[0]
    assert (recognizer.entity, pattern.name) == ("CN_RESIDENT_ID", "number")
