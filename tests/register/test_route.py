"""The route abroad at every bound of the law, with what is uncertain about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from register import law
from register.people import NOBODY, Count
from register.route import Figures, Near, Route, judged, route, suffices

PACK = law.load()
EXEMPT, CONTRACT, ASSESSMENT = Route


@pytest.mark.parametrize(
    ("general", "sensitive", "ciio", "expected"),
    [
        # The boundary cases of the design: 不满 10 万, 10 万以上, 不满 100 万, 100 万以上; sensitive: none, 不满 1 万, 1 万以上.
        (99_999, 0, False, EXEMPT),
        (100_000, 0, False, CONTRACT),
        (50, 1, False, CONTRACT),
        (0, 9_999, False, CONTRACT),
        (0, 10_000, False, ASSESSMENT),
        (999_999, 0, False, CONTRACT),
        (1_000_000, 0, False, ASSESSMENT),
        (999_999, 9_999, False, CONTRACT),
        (999_999, 10_000, False, ASSESSMENT),
        (1, 0, True, ASSESSMENT),
        (0, 1, True, ASSESSMENT),
        # Nobody goes nowhere, and beyond all bounds.
        (0, 0, False, EXEMPT),
        (0, 0, True, EXEMPT),
        (1, 0, False, EXEMPT),
        (0, 1, False, CONTRACT),
        (10**8, 10**8, False, ASSESSMENT),
    ],
)
def test_the_bounds(general: int, sensitive: int, ciio: bool, expected: Route) -> None:
    assert route(general, sensitive, ciio=ciio, pack=PACK) is expected


def test_the_numbers_are_the_packs() -> None:
    params = {**PACK.params, "xb.contract.general": {**PACK.params["xb.contract.general"], "n": 50}}
    params["xb.exempt.general"] = {**params["xb.exempt.general"], "n": 50}
    assert route(50, 0, ciio=False, pack=replace(PACK, params=params)) is CONTRACT
    assert route(49, 0, ciio=False, pack=replace(PACK, params=params)) is EXEMPT


@pytest.mark.parametrize(
    ("mechanism", "enough"),
    [
        ("exempt", {EXEMPT}),
        ("standard_contract", {EXEMPT, CONTRACT}),
        ("certification", {EXEMPT, CONTRACT}),
        ("security_assessment", {EXEMPT, CONTRACT, ASSESSMENT}),
        ("undetermined", None),
        ("treaty", None),
        ("", None),
    ],
)
def test_a_recorded_mechanism_suffices(mechanism: str, enough: set[Route] | None) -> None:
    for needed in Route:
        assert suffices(mechanism, needed) is (None if enough is None else needed in enough)


def figures(general: tuple[int, int, int], sensitive: tuple[int, int, int] = (0, 0, 0), both: int = 0) -> Figures:
    """(low, estimate, high); both: people with sensitive kinds who have general ones too."""
    (a, b, c), (d, e, f) = general, sensitive
    return Figures(Count(b, a, c), Count(e, d, f), Count(b + both, a, c + both))


def test_both_ends_and_both_ways_of_counting() -> None:
    sure = judged(figures((400_000,) * 3), ciio=False, pack=PACK)
    assert (sure.route, sure.certain, sure.ambiguous, sure.near) == (CONTRACT, True, False, ())
    wide = judged(figures((80_000, 95_000, 120_000)), ciio=False, pack=PACK)
    assert (wide.low, wide.route, wide.high, wide.certain) == (EXEMPT, EXEMPT, CONTRACT, False)
    # 5,000 of the 95,000 have sensitive kinds too: 95,000 general ones without them, 100,000 with; the sensitive ones decide here.
    twice = judged(figures((995_000,) * 3, (5_000,) * 3, both=5_000), ciio=None, pack=PACK)
    assert (twice.route, twice.counted_twice, twice.ambiguous) == (CONTRACT, ASSESSMENT, True)
    nobody = judged(Figures(), ciio=True, pack=PACK)
    assert (nobody.route, nobody.certain, nobody.near) == (EXEMPT, True, ())
    assert Figures().general is NOBODY


@pytest.mark.parametrize(
    ("counted", "near"),
    [
        (figures((79_999,) * 3), ()),
        (figures((80_000,) * 3), (Near("xb.contract.general", 80_000, 100_000, CONTRACT, True),)),
        (figures((70_000, 75_000, 85_000)), (Near("xb.contract.general", 85_000, 100_000, CONTRACT, False),)),
        (figures((800_000,) * 3), (Near("xb.assessment.general", 800_000, 1_000_000, ASSESSMENT, True),)),
        (figures((10,) * 3, (7_999,) * 3), ()),
        (figures((10,) * 3, (8_000,) * 3), (Near("xb.assessment.sensitive", 8_000, 10_000, ASSESSMENT, True),)),
        (figures((1_000_000,) * 3), ()),
    ],
)
def test_four_fifths_of_a_bound_warn(counted: Figures, near: tuple[Near, ...]) -> None:
    found = judged(counted, ciio=False, pack=PACK).near
    assert found == near
    assert all(n.share >= 0.8 for n in found)
