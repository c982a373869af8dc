"""Profiles and sketches: merging commutes and associates, forgets nothing, and survives the store."""

from __future__ import annotations

import random
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import Asset, Column
from recognizers import catalogue
from scanner.engine import Engine
from scanner.orders import orders
from scanner.outcome import findings
from scanner.profile import ColumnProfile, Tally
from scanner.sketch import ERROR, SIZE, Key, Sketch, level_of, normalise

KEY = Key(bytes(range(32)))

TAGS = st.builds(lambda level, n: f"{level:02x}{n:016x}", st.integers(0, 20), st.integers(0, 5000))
SKETCHES = st.lists(TAGS, max_size=40).map(lambda tags: _sketch(tags))
TALLIES = st.builds(
    lambda n, extra, counted, sketch: Tally(n, n // 2, n + extra, n // 3, *(Counter(counted) for _ in range(5)), {}, sketch),
    st.integers(0, 1000), st.integers(0, 50), st.dictionaries(st.sampled_from("abc"), st.integers(1, 9)), SKETCHES,
)  # fmt: skip
PROFILES = st.builds(
    lambda rows, tallies, days: ColumnProfile(rows, rows, tallies, days, 1),
    st.integers(0, 1000),
    st.dictionaries(st.sampled_from(["PERSON", "ADDRESS", "PHONE_NUMBER"]), TALLIES),
    st.one_of(st.none(), st.dictionaries(st.sampled_from(["2020-01-01", "2021-05-06"]), st.integers(1, 9)).map(Counter)),
)


def _sketch(tags: list[str]) -> Sketch:
    sketch = Sketch()
    sketch.add(tags)
    return sketch


@given(PROFILES, PROFILES, PROFILES)
def test_merging_commutes_and_associates(a: ColumnProfile, b: ColumnProfile, c: ColumnProfile) -> None:
    assert (a + b).to_json() == (b + a).to_json()
    assert ((a + b) + c).to_json() == (a + (b + c)).to_json()
    assert (a + ColumnProfile()).to_json() == a.to_json()


@given(PROFILES)
def test_the_store_gives_back_what_it_got(profile: ColumnProfile) -> None:
    assert ColumnProfile.from_json(profile.to_json()).to_json() == profile.to_json()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 6000), st.integers(0, 2**32), st.integers(1, 9))
def test_a_sketch_depends_on_the_set_alone(number: int, seed: int, parts: int) -> None:
    """Repeated, shuffled and cut anywhere: the same tags; and the number of values within six standard errors."""
    engine = Engine(catalogue(), KEY)
    values = [f"user{i}@corp.example" for i in range(number)] * 2
    random.Random(seed).shuffle(values)
    cuts = sorted(random.Random(seed + 1).randrange(len(values) + 1) for _ in range(parts - 1))
    pieces = [engine.observe_cells(pa.array(values[a:b], pa.string())) for a, b in zip([0, *cuts], [*cuts, len(values)], strict=True)]
    total = ColumnProfile()
    for piece in pieces:
        total = total + piece
    whole = engine.observe_cells(pa.array(values, pa.string()))
    assert total.to_json() == whole.to_json()
    if number:
        sketch = whole.tallies["EMAIL_ADDRESS"].sketch
        assert len(sketch.tags) <= SIZE
        assert abs(sketch.distinct - number) <= 6 * ERROR * number
        assert all(level_of(tag) >= sketch.level for tag in sketch.tags)


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("PHONE_NUMBER", "138-0013-8000", "13800138000"),
        ("PHONE_NUMBER", "+86 13800138000", "13800138000"),
        ("PHONE_NUMBER", "008613800138000", "13800138000"),
        ("EMAIL_ADDRESS", "A@Corp.Example", "a@corp.example"),
        ("CN_RESIDENT_ID", "11010119900307002x", "11010119900307002X"),
        ("PERSON", "阿卜杜·热依木", "阿卜杜热依木"),
    ],
)
def test_one_person_written_twice_is_one_value(entity: str, one: str, other: str) -> None:
    assert normalise(entity, one) == normalise(entity, other)
    first, second = orders(entity, pa.array([one, other]), KEY)
    assert first == second


@given(st.sampled_from(["PHONE_NUMBER", "EMAIL_ADDRESS", "PERSON"]), st.text(min_size=1, max_size=20))
def test_the_order_agrees_with_normalise_for_any_text(entity: str, text: str) -> None:
    plain = normalise(entity, text)
    first, second = orders(entity, pa.array([text, plain]), KEY) if plain else (0, 0)
    assert first == second


def test_another_key_gives_other_tags() -> None:
    assert KEY.tag("PHONE_NUMBER", "13800138000", 3) != Key(bytes(32)).tag("PHONE_NUMBER", "13800138000", 3)
    assert repr(KEY) == "Key()"


def test_samples_stand_in_one_order_whether_they_come_from_the_store_or_not() -> None:
    """A scan killed after its last batch differed from an undisturbed one by the order of two samples."""
    column = Column("remark")
    table = Asset("sqlite://crm/t", "crm", "table", "t", (column,))
    lines = pa.array([f"请打138{n:08d}" for n in range(400)])
    profile = Engine(catalogue(), KEY).observe_cells(lines)
    again = ColumnProfile.from_json(profile.to_json())
    assert findings(table, {"remark": profile}, catalogue()) == findings(table, {"remark": again}, catalogue())
    profile.tallies["PHONE_NUMBER"].samples = dict(reversed(profile.tallies["PHONE_NUMBER"].samples.items()))
    assert findings(table, {"remark": profile}, catalogue()) == findings(table, {"remark": again}, catalogue())
