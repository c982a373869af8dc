"""The fast path says what the slow path says: on values made for the definitions, on noise, on mixtures of both."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.base import Pattern, Recognizer
from recognizers.find import STRIPPED, in_cell, in_text
from scanner.engine import Engine
from scanner.profile import ColumnProfile, Tally
from scanner.sketch import Key

KEY = Key(bytes(range(32)))
RECOGNIZERS = catalogue()
NEVER = 1 << 60
ENGINE = Engine(RECOGNIZERS, KEY, few=0, pays=NEVER)  # always the vector path, with Arrow's RE2
QUICK = Engine(RECOGNIZERS, KEY, few=0, pays=0)  # the same with Hyperscan, where it is installed
PLAIN = Engine(RECOGNIZERS, KEY)
BOTH = st.sampled_from([ENGINE, QUICK])
ENTITIES = [r.entity for r in RECOGNIZERS]

EXAMPLES = sorted({e for r in RECOGNIZERS for e in (*r.examples, *r.counter_examples)})
NOISE = st.text(st.sampled_from("0123456789-+() xX.@_abcWXZ张王市路号公司：:手机*一\u3000\t\u200b３〇八幺O電%&#;=\\u"), max_size=24)
HIDDEN = st.sampled_from([str.swapcase, *(lambda t, c=c: c.join(t) for c in "\u200b \ufe0f")]) | st.sampled_from(
    [
        lambda t, d=digits: t.translate(str.maketrans("0123456789", d))
        for digits in ("０１２３４５６７８９", "〇一二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨")
    ]
)
SHAPED = st.one_of(*(st.from_regex(p.whole, fullmatch=True) for r in RECOGNIZERS for p in r.patterns))
VALUES = st.one_of(st.sampled_from(EXAMPLES), NOISE, SHAPED, st.tuples(NOISE, st.sampled_from(EXAMPLES), NOISE).map("".join))
VALUES = st.one_of(VALUES, st.tuples(HIDDEN, st.sampled_from(EXAMPLES)).map(lambda pair: pair[0](pair[1])))
COLUMNS = st.lists(VALUES, min_size=1, max_size=40).flatmap(lambda v: st.lists(st.sampled_from(v), min_size=1, max_size=80))
HINTS = st.sets(st.sampled_from(ENTITIES), max_size=2).map(frozenset)


def counts(profile: ColumnProfile) -> dict[str, tuple[object, ...]]:
    return {e: (t.cells, t.whole, t.values, t.proven, t.states, t.transforms) for e, t in profile.tallies.items() if t.cells}


def slow(values: list[str], hinted: frozenset[str] | None) -> dict[str, tuple[object, ...]]:
    """The definition, cell by cell, without any engine."""
    tallies: dict[str, Tally] = {}
    for value in values:
        matches = in_text(value, RECOGNIZERS) if hinted is None else in_cell(value, RECOGNIZERS, hinted)
        for entity in {m.entity for m in matches}:
            tallies.setdefault(entity, Tally()).cells += 1
        for m in matches:
            tally = tallies[m.entity]
            tally.values += 1
            tally.proven += m.proven
            tally.states[m.state] += 1
            tally.transforms.update(m.transforms)
            tally.whole += hinted is not None and m.end - m.start == len(value.strip(STRIPPED))
    return {e: (t.cells, t.whole, t.values, t.proven, t.states, t.transforms) for e, t in tallies.items()}


@settings(max_examples=120, deadline=None)
@given(BOTH, COLUMNS, HINTS)
def test_cells_fast_equals_slow(engine: Engine, values: list[str], hinted: frozenset[str]) -> None:
    assert counts(engine.observe_cells(pa.array(values), hinted)) == slow(values, hinted)


@settings(max_examples=80, deadline=None)
@given(BOTH, COLUMNS)
def test_lines_fast_equals_slow(engine: Engine, values: list[str]) -> None:
    assert counts(engine.observe_lines(pa.array(values))) == slow(values, None)


@settings(max_examples=60, deadline=None)
@given(COLUMNS, HINTS, st.data())
def test_splitting_anywhere_gives_the_same_profile(values: list[str], hinted: frozenset[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(values)))
    left, right = (ENGINE.observe_cells(pa.array(part, pa.string()), hinted) for part in (values[:cut], values[cut:]))
    whole = PLAIN.observe_cells(pa.array(values), hinted)
    assert (left + right).to_json() == whole.to_json() == (right + left).to_json()


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_column_of_one_value_is_decided_by_its_lead(text: str) -> None:
    """Enough equal shapes for a lead to be taken; the outcome is the definition's."""
    values = [text] * 50
    assert counts(ENGINE.observe_cells(pa.array(values))) == slow(values, frozenset())


@settings(max_examples=50, deadline=None)
@given(COLUMNS)
def test_raw_values_are_not_in_the_profile(values: list[str]) -> None:
    profile = ENGINE.observe_cells(pa.array(values))
    for tally in profile.tallies.values():
        for sample in tally.samples.values():
            assert sample not in values or sample.strip("*●") == ""


@pytest.mark.parametrize("core", ["GP[[:digit:]]{6}", "(?i:gp)[0-9]{6}", "GP\\d{6}"])
@pytest.mark.parametrize("pays", [NEVER, 0])
def test_what_only_re2_can_read_is_asked_of_whole_columns_too(core: str, pays: int) -> None:
    """A user's pattern, which the alphabet of a batch must not rule out by reading it as Python would."""
    badge = Recognizer(
        "BADGE", "user.unique_id", {"zh": "工牌", "en": "Badge"}, 60, patterns=(Pattern("badge", core, linear=True),), sources=("house rules",)
    )  # fmt: skip
    values = pa.array([f"GP{n:06d}" for n in range(400)] + [f"工牌GP{n:06d}已挂失" for n in range(400)])
    engine = Engine((badge,), KEY, few=0, pays=pays)
    assert engine.observe_cells(values).tallies["BADGE"].cells == 800
    assert engine.observe_lines(values).tallies["BADGE"].cells == 800
