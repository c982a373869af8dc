"""Verdicts: one row a situation. Shares and words as a column would bring them, and what a DPO is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from recognizers import catalogue
from recognizers.base import HeaderHit
from scanner.inventory import Verdict
from scanner.judge import TABLE, Measures, judge
from scanner.memory import MemoryLedger
from scanner.profile import ColumnProfile, Tally
from scanner.scan import Plan, run
from scanner.sketch import Sketch

RECOGNIZERS = catalogue()
C, L, P, NONE = Verdict.CONFIRMED, Verdict.LIKELY, Verdict.POSSIBLE, None


def tally(cells: int, *, whole: bool = True, proven: int = 0, masked: int = 0, weak: int = 0, distinct: int | None = None) -> Tally:
    sketch = Sketch()
    sketch.add(f"00{n:016x}" for n in range(cells if distinct is None else distinct))
    states = Counter({"masked": masked, "weak": weak, "plain": cells - masked - weak})
    return Tally(cells, cells if whole else 0, cells, proven, Counter({"pattern": cells}), states, sketch=sketch)


def word(entity: str, weight: float = 0.8) -> list[HeaderHit]:
    return [HeaderHit(entity, weight, "word", "name")]


@pytest.mark.parametrize(
    ("case", "entity", "hits", "found", "filled", "options", "verdict", "sparse"),
    [
        ("schema, strong word", "PERSON", word("PERSON"), None, 0, {}, L, False),
        ("schema, a word that needs values", "PERSON", word("PERSON", 0.4), None, 0, {}, NONE, False),
        ("schema, a word too weak to mention", "PERSON", word("PERSON", 0.2), None, 0, {}, NONE, False),
        ("schema, no word", "PERSON", [], None, 0, {}, NONE, False),
        ("word and values", "PERSON", word("PERSON"), tally(95), 100, {}, C, False),
        ("names without a word that vary", "PERSON", [], tally(95), 100, {}, L, False),
        ("few different words that look like names", "PERSON", [], tally(95, distinct=4), 100, {}, P, False),
        ("a third of the cells look like names", "PERSON", [], tally(33), 100, {}, NONE, False),
        ("half look like names", "PERSON", [], tally(55), 100, {}, NONE, False),
        ("e-mail needs no word", "EMAIL_ADDRESS", [], tally(95), 100, {}, C, False),
        ("e-mail in 60 % without a word", "EMAIL_ADDRESS", [], tally(60), 100, {}, P, False),
        ("phones as numbers without a word", "PHONE_NUMBER", [], tally(95), 100, {"numeric": True}, L, False),
        ("phones as numbers with a word", "PHONE_NUMBER", word("PHONE_NUMBER"), tally(95), 100, {"numeric": True}, C, False),
        ("ids that pass their checksum", "CN_RESIDENT_ID", [], tally(95, proven=95), 100, {}, C, False),
        ("ids that do not", "CN_RESIDENT_ID", [], tally(95, proven=10), 100, {}, P, False),
        ("weak word, proven values", "CN_RESIDENT_ID", word("CN_RESIDENT_ID", 0.35), tally(95, proven=95), 100, {}, C, False),
        ("weak word, names", "PERSON", word("PERSON", 0.35), tally(95), 100, {}, L, False),
        ("the values contradict a word", "PHONE_NUMBER", word("PHONE_NUMBER"), tally(0), 100, {}, P, False),
        ("the values contradict a weak word", "PHONE_NUMBER", word("PHONE_NUMBER", 0.4), tally(0), 100, {}, NONE, False),
        ("a name's word outlives values of another form", "PERSON", word("PERSON"), tally(1), 100, {}, P, True),
        ("too few cells to contradict", "PHONE_NUMBER", word("PHONE_NUMBER"), tally(0), 10, {}, L, False),
        ("word, a third fits", "PHONE_NUMBER", word("PHONE_NUMBER"), tally(30), 100, {}, L, True),
        ("weak word, a third fits", "PHONE_NUMBER", word("PHONE_NUMBER", 0.4), tally(30), 100, {}, P, True),
        ("sparse phones in remarks", "PHONE_NUMBER", [], tally(3, whole=False), 10_000, {}, L, True),
        ("one phone in remarks", "PHONE_NUMBER", [], tally(1, whole=False), 10_000, {}, P, True),
        ("a few numbers that look like phones", "PHONE_NUMBER", [], tally(30), 10_000, {"numeric": True}, NONE, False),
        ("one proven id in remarks", "CN_RESIDENT_ID", [], tally(1, whole=False, proven=1), 10_000, {}, C, True),
        ("one proven id among numbers", "CN_RESIDENT_ID", [], tally(1, proven=1), 10_000, {"numeric": True}, P, True),
        ("lone name-like words among others", "PERSON", [], tally(30), 10_000, {}, NONE, False),
        ("names by cue in remarks", "PERSON", [], tally(30, whole=False), 10_000, {}, L, True),
        ("lines full of phones stay lines", "PHONE_NUMBER", [], tally(90, whole=False), 100, {"text": True}, L, True),
        ("nothing", "PHONE_NUMBER", [], tally(0), 100, {}, NONE, False),
    ],
)
def test_verdict(
    case: str,
    entity: str,
    hits: list[HeaderHit],
    found: Tally | None,
    filled: int,
    options: dict[str, bool],
    verdict: Verdict | None,
    sparse: bool,
) -> None:
    profile = ColumnProfile(filled, filled, {} if found is None or not found.cells else {entity: found})
    judged = {j.entity: j for j in judge(profile, hits, RECOGNIZERS, **options)}
    assert (judged[entity].verdict if entity in judged else None) == verdict, case
    if entity in judged:
        assert judged[entity].sparse is sparse, case
    assert not judged.keys() - {entity}, case


def test_evidence_names_its_shares() -> None:
    profile = ColumnProfile(200, 100, {"CN_RESIDENT_ID": tally(90, proven=81)})
    (judged,) = judge(profile, word("CN_RESIDENT_ID"), RECOGNIZERS)
    assert [(e.kind, e.share) for e in judged.evidence] == [("header", 0.8), ("values", 0.9), ("checksum", 0.9), ("unique", 1.0)]


def test_masked_values_are_masked() -> None:
    judged = judge(ColumnProfile(100, 100, {"PHONE_NUMBER": tally(90, masked=60)}), [], RECOGNIZERS)
    assert [j.state for j in judged] == ["masked"]
    judged = judge(ColumnProfile(100, 100, {"PHONE_NUMBER": tally(90, masked=40)}), [], RECOGNIZERS)
    assert [j.state for j in judged] == ["plain"]


def test_possibilities_beside_a_sure_kind_are_noise() -> None:
    tallies = {"EMAIL_ADDRESS": tally(95), "PHONE_NUMBER": tally(1, whole=False)}
    judged = judge(ColumnProfile(100, 100, tallies), word("EMAIL_ADDRESS"), RECOGNIZERS)
    assert [j.entity for j in judged] == ["EMAIL_ADDRESS"]


def test_thresholds_of_a_kind_are_its_own() -> None:
    profile = ColumnProfile(100, 100, {"PHONE_NUMBER": tally(55), "EMAIL_ADDRESS": tally(55)})
    own = Measures.of_changes({"PHONE_NUMBER": {"lone_share": 0.5}})
    assert {j.entity: j.verdict for j in judge(profile, [], RECOGNIZERS)} == {"PHONE_NUMBER": P, "EMAIL_ADDRESS": P}
    assert [j.verdict for j in judge(profile, [], RECOGNIZERS, bars=own) if j.entity == "PHONE_NUMBER"] == [C]
    hits = word("PHONE_NUMBER", 0.4)
    assert judge(ColumnProfile(), hits, RECOGNIZERS, bars=Measures.of_changes({"PHONE_NUMBER": {"strong_word": 0.4}}))
    assert not judge(ColumnProfile(), hits, RECOGNIZERS, bars=Measures.of_changes({"PERSON": {"strong_word": 0.4}}))


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        ({}, {}),
        ({"column_share": 0.5}, {}),
        ({"column_share": 0.4}, {"column_share": 0.4}),
        ({"column_share": 0.4, "PERSON": {"column_share": 0.4}}, {"column_share": 0.4}),
        ({"PERSON": {"sparse_cells": 5}, "ADDRESS": {}}, {"PERSON": {"sparse_cells": 5}}),
        ({"column_share": 0.4, "PERSON": {"column_share": 0.5}}, {"column_share": 0.4, "PERSON": {"column_share": 0.5}}),
    ],
)
def test_changes_are_what_is_not_as_delivered(told: dict[str, Any], changes: dict[str, Any]) -> None:
    bars = Measures.of_changes(told)
    assert bars.changes == changes
    assert Measures.of_changes(bars.changes).changes == changes
    assert bars.of("PERSON").lone_share == TABLE.lone_share


def test_thresholds_belong_to_the_plan() -> None:
    plan = Plan((), RECOGNIZERS, "digest", "0.1")
    other = replace(plan, thresholds=Measures.of_changes({"PERSON": {"lone_share": 0.9}}))
    assert plan.fingerprint != other.fingerprint
    assert plan.fingerprint == replace(plan, thresholds=Measures.of_changes({"lone_share": TABLE.lone_share})).fingerprint
    assert run(other, MemoryLedger()).thresholds == {"PERSON": {"lone_share": 0.9}}


def test_thresholds_are_shares() -> None:
    assert all(0 < getattr(TABLE, name) <= 1 for name in TABLE.__slots__ if not name.endswith("_cells"))
