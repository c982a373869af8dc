"""Figures, orders and words that the formats share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports import formats
from reports.outline import (
    bound,
    coverage_groups,
    evidence_words,
    figures,
    gaps,
    holdings,
    moment,
    percent,
    place,
    rows_in_all,
    worst_first,
)
from scanner.inventory import Evidence, Status
from tests.reports.sample import CUSTOMERS, EXPORT, INVENTORY, MIGRATION, SEMINAR, VIOLATIONS, many, sample


@pytest.mark.parametrize(
    "share, shown", [(0, "0%"), (0.0000285, "<0.1%"), (0.001, "0.1%"), (0.4286, "42.9%"), (0.9999, ">99.9%"), (1, "100%"), (0.5, "50%")]
)
def test_percent_never_rounds_to_nothing_or_all(share: float, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize("share, shown", [(3 / 842, "≤0.36%"), (0.0003, "≤0.030%"), (1.5e-6, "≤0.00015%"), (0.3, "≤30%"), (1, "≤100%")])
def test_bound_is_rounded_up_to_two_digits(share: float, shown: str) -> None:
    assert bound(share) == shown
    assert float(bound(share).strip("≤%")) >= share * 100 - 1e-9


def test_figures_count_columns_once() -> None:
    total = figures(sample())
    counted = {(f.uri, f.column) for f in sample().counted.findings}
    assert total.holding_columns == len(counted) == sum(total.by_verdict.values())
    assert len(counted) == len({(f.uri, f.column) for f in INVENTORY.findings}) - 1, "a column with nothing but a dismissed finding"
    assert len(sample().counted.findings) == len(INVENTORY.findings) - 2
    assert total.by_decision == {"false_positive": 2, "stale": 1, "expired": 1, "confirmed": 1}
    assert total.sparse == 2, "a dismissed one is not counted"
    assert total.columns == sum(len(asset.columns) for asset in INVENTORY.assets)
    assert total.read == 7
    assert total.unread == 5
    assert total.worst == 5
    assert total.undeclared == 5


def test_gaps_are_empty_exactly_when_the_inventory_is_complete() -> None:
    assert not INVENTORY.complete
    assert len(gaps(INVENTORY)) == 5
    whole = replace(
        INVENTORY, sources=INVENTORY.sources[:5], assets=tuple(a for a in INVENTORY.assets if a.status is Status.COMPLETE), findings=()
    )
    assert whole.complete
    assert gaps(whole) == []


def test_every_asset_is_in_exactly_one_coverage_group() -> None:
    listed = [asset.uri for _, assets in coverage_groups(INVENTORY) for asset in assets]
    assert sorted(listed) == sorted(asset.uri for asset in INVENTORY.assets)


def test_a_finding_without_an_asset_is_an_error_not_an_omission() -> None:
    with pytest.raises(ValueError, match="without an asset: 1"):
        holdings(replace(INVENTORY, assets=INVENTORY.assets[1:]))


def test_a_finding_in_an_unlisted_column_is_kept() -> None:
    bare = replace(INVENTORY, assets=tuple(replace(asset, columns=()) for asset in INVENTORY.assets))
    assert sum(len(h.findings) for h in holdings(bare)) == len(INVENTORY.findings)


def test_places_are_what_a_person_would_open() -> None:
    assert place(CUSTOMERS) == "crm · customers"
    assert place(SEMINAR) == "marketing · public.seminar_signups"
    assert place(EXPORT) == "/srv/share/2024/客户名单.xlsx#Sheet1"
    assert place(MIGRATION) == "migrations/0042_add_bank.sql · public.payout"


def test_row_counts_say_whether_they_are_estimates() -> None:
    assert rows_in_all(CUSTOMERS, "en") == "about 1,250,000"
    assert rows_in_all(SEMINAR, "en") == "842"


@pytest.mark.parametrize(
    "evidence, zh",
    [
        (Evidence("header", "sjh", 0.9), "字段名含“sjh”"),
        (Evidence("checksum", "CN_RESIDENT_ID", 1.0), "100%的命中值通过校验码（居民身份证号）"),
        (Evidence("values", "mobile"), "values：mobile"),  # a share is missing: no half sentence
        (Evidence("a-new-kind", "x", 0.25), "a-new-kind：x（25%）"),
    ],
)
def test_evidence_in_words(evidence: Evidence, zh: str) -> None:
    assert evidence_words(evidence, "zh") == zh


@pytest.mark.parametrize(
    "iso, shown",
    [
        ("2026-11-20T01:12:30Z", "2026-11-20 01:12 UTC"),
        ("2026-11-20T09:12:30+08:00", "2026-11-20 09:12 UTC+08:00"),
        ("", ""),
        ("soon", "soon"),
    ],
)
def test_moments(iso: str, shown: str) -> None:
    assert moment(iso) == shown


def test_worst_first_does_not_depend_on_the_order_given() -> None:
    assert worst_first(VIOLATIONS) == worst_first(reversed(VIOLATIONS))


def test_formats_are_found_by_walking_the_package() -> None:
    ci = {"github", "gitlab-codequality", "gitlab-sast", "junit", "markdown", "rdjson", "sarif"}
    assert set(formats()) == {"csv", "dpo-html", "dpo-xlsx", "html", "json", "text", "xlsx"} | ci
    suffixes = [module.SUFFIX for module in formats().values()]
    assert len(set(suffixes)) == len(suffixes), "several formats may be written into one folder"


def test_large_reports_stay_linear() -> None:
    """A quadratic look-up would take minutes here."""
    report = many(5_000)
    assert len(holdings(report.inventory)) == 5_000
    assert figures(report).holding_columns == 5_000
