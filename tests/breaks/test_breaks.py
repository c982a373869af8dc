"""The end-to-end proof: a drafted and completed register, an estate that keeps to it, and each way of breaking it found by exactly its rule."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.breaks.breaks import BREAKS, Break
from tests.breaks.company import COMPANIES, Company, matching
from tests.breaks.run import Places, differs, told

#: What stays open because the policy itself does not say it: rule -> where; see docs/breaks.md. DSR-004 of the mall: its policy speaks of
#: recordings alone, so the table that matches has no number by which to find anybody.
OPEN: dict[str, dict[str, tuple[str, ...]]] = {
    "seed": {
        "CHG-002": ("change_rules.material", "change_rules.notice_timing"),
        "DSR-001": ("rights",),
        "DSR-002": ("rights[erase].conditions",),
        "DSR-003": ("rights_handling.response_deadline",),
        "GOV-003": ("documents[policy-2022-02-15].review",),
        "INC-001": ("incident_response",),
        "INC-002": ("incident_response.contact_in_notice",),
        "REG-004": ("data_categories[user.unique_id].quote",),
        "REG-005": (
            "data_categories[user.behavior.browsing_history].declaration",
            "data_categories[user.content.call_recording].declaration",
            "data_categories[user.device.cookie_id].declaration",
        ),
        "REG-006": ("data_categories[user.device.cookie_id].personal",),
        "REG-007": ("data_uses[p6].vague",),
        "REG-008": ("data_uses[p10].declaration", "data_uses[p11].declaration"),
        "REG-009": ("organization.name", "recipients[r1].name"),
        "REG-013": ("collection_scenarios",),
        "RET-001": ("retention_statement.period",),
        "SHR-002": ("recipients[group-affiliates]",),
        "SHR-007": ("processors[d1].bundled_consent",),
        "SHR-008": ("recipients[contractors].named",),
        "SHR-009": ("recipients[successor].named",),
        "SPI-005": (
            "data_categories[user.behavior.browsing_history].sensitivity",
            "data_categories[user.content.call_recording].sensitivity",
        ),
        "XB-004": ("cross_border_transfers[x2]",),
        "XB-005": ("cross_border_transfers[x1].rights_against_recipient", "cross_border_transfers[x2].rights_against_recipient"),
        "XB-006": ("cross_border_transfers[x2].separate_consent",),
        "XB-007": ("cross_border_transfers[x2].mechanism",),
        "XB-008": ("cross_border_transfers[x2].pia",),
    },
    "mall": {
        "CHG-002": ("change_rules.material",),
        "DSR-001": ("rights",),
        "DSR-002": ("rights[erase].conditions",),
        "DSR-004": ("sqlite://calls/records_a4",),
        "GOV-003": ("documents[policy-2024-11-05].review",),
        "INC-001": ("incident_response",),
        "REG-005": ("data_categories[user.device.cookie].declaration",),
        "REG-008": (
            "data_uses[p10].declaration",
            "data_uses[p1].declaration",
            "data_uses[p2].declaration",
            "data_uses[p3].declaration",
            "data_uses[p4].declaration",
            "data_uses[p9].declaration",
        ),
        "RET-001": ("retention_statement.period",),
        "SHR-009": ("recipients[successor].named",),
        "SPI-005": (
            "data_categories[user.behavior.browsing_history].sensitivity",
            "data_categories[user.content.call_recording].sensitivity",
            "data_categories[user.government_id.national_identification_number].sensitivity",
        ),
    },
}
CASES = [(company, way) for company in COMPANIES for way in BREAKS if company.name in way.only]
PAGE = Path(__file__).parents[2] / "docs" / "breaks.md"


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Places]:
    return {c.name: told(c, matching(c), tmp_path_factory.mktemp(c.name)) for c in COMPANIES if c.there}


def _here(company: Company) -> None:
    if not company.there:
        pytest.skip("the policy is not here")


@pytest.mark.parametrize("company", COMPANIES, ids=lambda c: c.name)
def test_a_company_that_keeps_its_word_is_told_only_what_its_policy_leaves_open(company: Company, unbroken: dict[str, Places]) -> None:
    _here(company)
    assert unbroken[company.name] == Counter((rule, place) for rule, places in OPEN[company.name].items() for place in places)


@pytest.mark.parametrize(("company", "way"), CASES, ids=[f"{c.name}: {w.name}" for c, w in CASES])
def test_each_break_is_found_by_exactly_its_rule(company: Company, way: Break, unbroken: dict[str, Places], tmp_path: Path) -> None:
    _here(company)
    made, before = matching(company), unbroken[company.name]
    way.change(made)
    after = told(company, made, tmp_path)
    said = tuple((rule, place.replace("{main}", made.main)) for rule, place in way.said)
    assert differs(after - before, before - after, said, way.gone) == []
    assert (after - before).total() == way.many.get(company.name, len(way.said))


@pytest.mark.parametrize("company", COMPANIES, ids=lambda c: c.name)
def test_there_are_thirty_for_each(company: Company) -> None:
    ways = [way for way in BREAKS if company.name in way.only]
    assert len(ways) >= 30
    assert len({rule for way in ways for rule, _ in way.said}) >= 30


def test_a_break_for_one_company_says_why() -> None:
    assert [way.name for way in BREAKS if len(way.only) < len(COMPANIES) and not way.why] == []
    assert len({way.name for way in BREAKS}) == len(BREAKS)


def test_the_comparison_sees_every_difference() -> None:
    said = (("INV-001", "a · b"), ("SEC-005", "x/*"))
    exact: Places = Counter({("INV-001", "a · b"): 1, ("SEC-005", "x/1"): 1, ("SEC-005", "x/2"): 1})
    assert differs(exact, Counter(), said, ()) == []
    assert differs(exact + Counter({("RET-001", "p"): 1}), Counter(), said, ()) == ["false: RET-001 p"]
    assert differs(exact - Counter({("INV-001", "a · b"): 1}), Counter(), said, ()) == ["missing: INV-001 a · b"]
    assert differs(exact + Counter({("INV-001", "a · b"): 1}), Counter(), said, ()) == ["twice: INV-001 a · b"]
    assert differs(exact, Counter({("REG-004", "p"): 1}), said, ()) == ["gone: REG-004 p"]
    assert differs(exact, Counter({("REG-004", "p"): 1}), said, (("REG-004", "p"),)) == []


def test_the_page_has_every_break() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^|]+)` \| ([^|]*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == [(way.name, way.what, " ".join(sorted({rule for rule, _ in way.said})), way.why) for way in BREAKS]
