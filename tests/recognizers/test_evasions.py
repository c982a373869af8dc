"""Every disguise that ordinary data has is seen through, most of the others, and what merely looks like one is left alone."""

from __future__ import annotations

import pytest

from recognizers import catalogue
from recognizers.find import in_cell, in_text
from tests.recognizers.evasions import PERSONAL, Case, cases


def found(case: Case) -> set[str]:
    matches = in_text(case.text, catalogue()) if case.mode == "text" else in_cell(case.text, catalogue())
    return {m.entity for m in matches}


def named(level: str) -> list[object]:
    return [pytest.param(c, id=f"{c.entity}-{c.mode}-{c.what}") for c in cases() if c.level == level]


@pytest.mark.parametrize("case", named("must"))
def test_must(case: Case) -> None:
    assert case.entity in found(case)


def test_should() -> None:
    wanted = [c for c in cases() if c.level == "should"]
    missed = [c for c in wanted if c.entity not in found(c)]
    assert len(missed) <= 0.2 * len(wanted), missed


@pytest.mark.parametrize("case", named("never"))
def test_never(case: Case) -> None:
    assert found(case) & PERSONAL == set()
