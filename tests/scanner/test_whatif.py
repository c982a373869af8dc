"""What would change a verdict: each answer is the judge's own, so asking it again with that change gives that verdict."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from connectors.base import Asset, Column
from recognizers import catalogue
from recognizers.base import HeaderHit
from recognizers.headers import judge as judge_header
from scanner.inventory import Finding, Verdict
from scanner.judge import DEFAULT, Measures
from scanner.outcome import findings
from scanner.profile import ColumnProfile, Tally
from scanner.sketch import Sketch
from scanner.whatif import Change, changes

RECOGNIZERS = catalogue()
OF = {r.entity: r for r in RECOGNIZERS}
C, L, P = Verdict.CONFIRMED, Verdict.LIKELY, Verdict.POSSIBLE


def says(name: str) -> HeaderHit | None:
    hits = judge_header(name)
    return hits[0] if hits else None


def found(entity: str, column: str, cells: int, filled: int, *, proven: int = 0, whole: bool = True, bars: Measures = DEFAULT) -> Finding:
    """What the scanner says of a column with these counts."""
    sketch = Sketch()
    sketch.add(f"00{n:016x}" for n in range(cells))
    tally = Tally(cells=cells, whole=cells if whole else 0, values=cells, proven=proven, sketch=sketch)
    tally.patterns = Counter({OF[entity].patterns[0].name: cells})
    asset = Asset("sqlite://crm/t", "crm", "table", "t", (Column(column, "text"),))
    profile = ColumnProfile(filled, filled, {entity: tally} if cells else {})
    (finding,) = [f for f in findings(asset, {column: profile}, RECOGNIZERS, bars=bars) if f.entity == entity]
    return finding


def asked(finding: Finding, bars: Measures = DEFAULT, **options: Any) -> dict[str, Change]:
    return {change.kind: change for change in changes(finding, OF[finding.entity], bars, says, **options)}


def test_a_header_word_and_more_cells_would_confirm_a_possible_column() -> None:
    told = asked(found("EMAIL_ADDRESS", "x1", 60, 100))
    assert (told["word"].verdict, OF["EMAIL_ADDRESS"].headers.count(told["word"].what)) == (C, 1)
    assert (told["more"].cells, told["more"].verdict) == (80, C)
    assert (told["threshold"].what, told["threshold"].value, told["threshold"].verdict) == ("lone_share", 0.6, C)
    assert told["fewer"] == Change("fewer", None, cells=0) or told["fewer"].cells < 60


@pytest.mark.parametrize("cells", [60, 79])
def test_the_number_of_cells_is_the_least_that_is_enough(cells: int) -> None:
    more = asked(found("EMAIL_ADDRESS", "x1", cells, 100))["more"]
    assert found("EMAIL_ADDRESS", "x1", more.cells, 100).verdict is more.verdict
    assert found("EMAIL_ADDRESS", "x1", more.cells - 1, 100).verdict is P


def test_what_is_confirmed_says_what_would_lower_it() -> None:
    told = asked(found("PHONE_NUMBER", "mobile", 95, 100))
    assert told.keys() == {"fewer"}
    assert (told["fewer"].cells, told["fewer"].verdict) == (49, L)
    assert found("PHONE_NUMBER", "mobile", 49, 100).verdict is L
    assert asked(found("PERSON", "contact_name", 95, 100))["no_word"] == Change("no_word", L, "contactname")


def test_a_checksum_that_fails_says_what_passing_would_give() -> None:
    told = asked(found("CN_RESIDENT_ID", "x1", 95, 100, proven=10))
    assert told["proven"].verdict is C


def test_a_schema_has_no_counts_to_change() -> None:
    told = asked(found("PHONE_NUMBER", "mobile", 0, 0))
    assert told.keys() == {"no_word"}
    assert told["no_word"].verdict is None


def test_one_stray_cell_says_how_many_would_make_it_likely() -> None:
    told = asked(found("PHONE_NUMBER", "remark", 1, 10_000, whole=False))
    assert (told["more"].cells, told["more"].verdict) == (3, L)
    assert (told["threshold"].what, told["threshold"].value) == ("sparse_cells", 1)


def test_the_thresholds_of_the_kind_are_those_it_was_held_against() -> None:
    bars = Measures.of_changes({"EMAIL_ADDRESS": {"lone_share": 0.9}})
    finding = found("EMAIL_ADDRESS", "x1", 85, 100, bars=bars)
    assert finding.verdict is P
    assert asked(finding, bars)["more"].cells == 90


def test_nothing_is_said_when_the_judge_would_not_come_to_that_verdict() -> None:
    finding = found("PHONE_NUMBER", "mobile", 95, 100)
    assert asked(finding, Measures.of_changes({"column_share": 0.99})) == {}
