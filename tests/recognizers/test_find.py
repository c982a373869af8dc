"""What `recognizers.find` promises: properties over texts made of examples, near neighbours and noise."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import _shapes, bank_card, catalogue, cn_resident_id, digest
from recognizers.base import Pattern, Recognizer, RecognizerError
from recognizers.find import CONTEXT_BONUS, STRIPPED, candidates, in_cell, in_text, readings

EVERY = catalogue()
PATTERNS = [pytest.param(r, p, id=f"{r.entity}-{p.name}") for r in EVERY for p in r.patterns]
FRAGMENTS = sorted({text for r in EVERY for text in (*r.examples, *r.counter_examples)})
NOISE = st.text(alphabet="0123456789ab@.-+ _:：，。*（）()/\\\n\t\u3000电话微信QQ号张三先生x", max_size=12)
PROPERTY = settings(deadline=None, max_examples=80)  # the first call of a process compiles everything
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | NOISE, max_size=6).map("".join)

DEMO = Recognizer(
    entity="DEMO",
    category="user.demo",
    names={"zh": "例", "en": "demo"},
    rank=5,
    patterns=(Pattern("four", "[0-9]{4}", edges="0-9", score=0.4), Pattern("held", "[a-z]{3}", scope="header")),
    validate=lambda value: {"1111": True, "2222": False}.get(value),
    context=("Pin",),
    sources=("none",),
)
LONGER = Recognizer(
    entity="LONGER",
    category="user.demo",
    names={"zh": "长", "en": "longer"},
    rank=9,
    patterns=(Pattern("six", "[0-9]{4}[a-z]{2}", score=0.4),),
    sources=("none",),
)


@PROPERTY
@given(TEXTS)
def test_matches_are_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    cores = {(r.entity, p.name): p.whole for r in EVERY for p in r.patterns}
    for match in in_text(text, EVERY):
        assert end <= match.start < match.end <= len(text)
        assert cores[match.entity, match.pattern].fullmatch(text[match.start : match.end])
        assert 0 < match.score <= 1
        end = match.end


@PROPERTY
@given(TEXTS, st.randoms(use_true_random=False))
def test_order_of_recognizers_does_not_matter(text: str, chance: random.Random) -> None:
    mixed = chance.sample(EVERY, len(EVERY))
    assert in_text(text, mixed) == in_text(text, EVERY)
    assert in_cell(text, mixed) == in_cell(text, EVERY)


@PROPERTY
@given(TEXTS)
def test_linear_expression_matches_wherever_the_definition_does(text: str) -> None:
    for recognizer in EVERY:
        for pattern in recognizer.patterns:
            if pattern.in_text.search(text):
                assert re.search(pattern.linear_expression, text), pattern.name


@PROPERTY
@given(TEXTS)
def test_linear_engine_says_yes_wherever_the_definition_does(text: str) -> None:
    pa = pytest.importorskip("pyarrow")
    compute = pytest.importorskip("pyarrow.compute")
    column = pa.array([text])
    for recognizer in EVERY:
        for pattern in recognizer.patterns:
            if pattern.in_text.search(text):
                assert compute.match_substring_regex(column, pattern.linear_expression)[0].as_py(), pattern.name


@pytest.mark.parametrize("recognizer, pattern", PATTERNS)
def test_compiles_in_a_linear_time_engine(recognizer: Recognizer, pattern: Pattern) -> None:
    pa = pytest.importorskip("pyarrow")
    compute = pytest.importorskip("pyarrow.compute")
    column = pa.array(list(recognizer.examples))
    assert len(compute.match_substring_regex(column, pattern.linear_expression)) == len(column)
    assert len(compute.match_substring_regex(column, f"^(?:{pattern.core})$")) == len(column)


@PROPERTY
@given(TEXTS, st.text(alphabet=STRIPPED, max_size=3), st.text(alphabet=STRIPPED, max_size=3))
def test_cell_is_whole_or_else_a_text(body: str, left: str, right: str) -> None:
    value = left + body + right
    v = value.strip(STRIPPED)
    matches = in_cell(value, EVERY)
    whole = [
        (r, p)
        for r, _, p in readings(EVERY)
        if p.scope != "header" and p.whole.fullmatch(v) and (r.validate is None or r.validate(v) is not False)
    ]
    if not v:
        assert matches == []
    elif whole:
        (match,) = matches
        assert (match.entity, match.pattern) == (whole[0][0].entity, whole[0][1].name)
        assert value[match.start : match.end] == v
    else:
        assert matches == in_text(value, EVERY)


def test_a_header_opens_its_own_patterns_only() -> None:
    assert in_cell("abc", [DEMO]) == []
    assert [m.pattern for m in in_cell("abc", [DEMO], frozenset({"DEMO"}))] == ["held"]
    assert in_cell("abc", [DEMO], frozenset({"LONGER"})) == []


def test_proven_beats_longer_beats_rank() -> None:
    assert [m.entity for m in in_text("1111ab", [DEMO, LONGER])] == ["DEMO"]
    assert [m.entity for m in in_text("3333ab", [DEMO, LONGER])] == ["LONGER"]


def test_a_refused_candidate_hides_nothing() -> None:
    loose = Recognizer("LOOSE", "user.demo", {"zh": "松", "en": "loose"}, 1, (Pattern("two", "[0-9]{2}"),), sources=("none",),
                       validate=lambda value: value == "23")  # fmt: skip
    assert [(m.start, m.end) for m in in_text("1234", [loose])] == [(1, 3)]
    assert in_text("2222", [DEMO]) == []


def test_context_raises_the_score_of_what_is_not_proven() -> None:
    plain, near, proven, far = (in_text(text, [DEMO])[0] for text in ("3333", "PIN 3333", "pin 1111", "pin" + " " * 40 + "3333"))
    assert plain.score == far.score == 0.4
    assert near.score == pytest.approx(0.4 + CONTEXT_BONUS)
    assert proven.score == 1.0
    assert proven.proven


@pytest.mark.parametrize("part", ["core", "before", "after", "clue", "edges"])
def test_an_expression_that_does_not_compile_is_named_before_a_scan(part: str) -> None:
    pattern = Pattern(**{"name": "broken", "core": "a", "before": "b", part: "z-a]" if part == "edges" else "(?:"})
    with pytest.raises(RecognizerError, match="broken"):
        pattern.ready()


def test_every_definition_is_ready() -> None:
    for recognizer in EVERY:
        for pattern in recognizer.patterns:
            pattern.ready()


def test_a_cue_claims_what_the_checksum_refuses() -> None:
    claimed = Pattern("claimed", "[0-9]{4}", before="pin ", edges="0-9", claimed=True)
    recognizer = Recognizer("CLAIM", "user.demo", {"zh": "称", "en": "claim"}, 1, (claimed,), lambda value: False, sources=("none",))
    assert [(m.start, m.proven) for m in in_text("pin 1234", [recognizer])] == [(4, False)]
    assert in_cell("1234", [recognizer], frozenset({"CLAIM"})) == []
    with pytest.raises(RecognizerError, match="cue"):
        Pattern("bare", "[0-9]{4}", claimed=True)


def test_candidates_of_one_pattern_do_not_overlap() -> None:
    pattern = Pattern("pair", "[0-9]{2}")
    bare = Recognizer("PAIR", "user.demo", {"zh": "对", "en": "pair"}, 1, (pattern,), sources=("none",))
    assert [(m.start, m.end) for m in candidates("12345", bare, pattern)] == [(0, 2), (2, 4)]


@PROPERTY
@given(st.sampled_from(sorted(cn_resident_id._PROVINCES)), DAYS, st.integers(0, 9999999), st.integers(0, 16), st.integers(1, 9))
def test_resident_id_with_one_digit_changed_is_refused(province: str, birth: date, rest: int, position: int, step: int) -> None:
    place, sequence = divmod(rest, 1000)
    body = f"{province}{place:04}{birth:%Y%m%d}{sequence:03}"
    number = body + cn_resident_id.check_character(body)
    assert cn_resident_id.validate(number) is True
    changed = str((int(number[position]) + step) % 10)
    assert cn_resident_id.validate(number[:position] + changed + number[position + 1 :]) is False


@PROPERTY
@given(st.integers(10**9, 10**10 - 1), st.integers(0, 15), st.integers(1, 9))
def test_bank_card_with_one_digit_changed_is_refused(account: int, position: int, step: int) -> None:
    body = f"62220{account}"
    number = next(body + str(d) for d in range(10) if _shapes.luhn(body + str(d)))
    assert bank_card.validate(number) is True
    changed = str((int(number[position]) + step) % 10)
    assert bank_card.validate(number[:position] + changed + number[position + 1 :]) is False


def test_catalogue_is_sorted_and_named_after_its_files() -> None:
    assert [(r.rank, r.entity) for r in EVERY] == sorted((r.rank, r.entity) for r in EVERY)
    assert catalogue() is EVERY


def test_digest_is_stable_and_sees_a_changed_word() -> None:
    assert digest(EVERY) == digest(reversed(EVERY))
    assert re.fullmatch("[0-9a-f]{64}", digest(EVERY))
    other = Recognizer("DEMO", "user.demo", DEMO.names, 5, DEMO.patterns, DEMO.validate, headers=("pin",), sources=("none",))
    assert digest([DEMO]) != digest([other])


def test_digest_is_equal_in_another_process() -> None:
    program = "import recognizers, sys; sys.stdout.write(recognizers.digest(recognizers.catalogue()))"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert outcome.stdout == digest(EVERY)
