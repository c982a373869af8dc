"""Decisions: what may be kept, which one holds, when it stops counting, and what checks then see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scanner.decisions import (
    Decision,
    DecisionError,
    Force,
    Ruling,
    Seen,
    Standing,
    as_decided,
    by_place,
    changes,
    decide,
    newest,
    raw_value,
    standing,
    standings,
)
from scanner.inventory import AssetRecord, Evidence, Finding, Inventory, Verdict

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)
FINDING = Finding(
    "sqlite://crm/t", "remark", "PHONE_NUMBER", "user.contact.phone_number", Verdict.LIKELY, "plain", 14, 15, 3300, 10_000, True
)
REASON = "order numbers of the old ERP"


def made(ruling: str = "false_positive", finding: Finding = FINDING, *, at: str = "", until: str = "", by: str = "li.na") -> Decision:
    decision = decide(finding, Ruling(ruling), reason=REASON, by=by, until=until, now=NOW)
    return replace(decision, at=at) if at else decision


def inventory(*findings: Finding) -> Inventory:
    shell = {"version": "0.1", "recognizers": "d", "mode": "full"}
    assets = tuple(AssetRecord(uri, "crm", "table", "t") for uri in sorted({f.uri for f in findings}))
    return Inventory(scan="s", started="", finished="x", **shell, assets=assets, findings=findings)


# -- taking one -----------------------------------------------------------------------------------------------------------


def test_a_decision_remembers_who_when_why_and_what_was_seen() -> None:
    decision = decide(FINDING, Ruling.FALSE_POSITIVE, reason=f"  {REASON} ", by=" li.na ", until="2027-01-31", now=NOW)
    assert decision == Decision(
        FINDING.fingerprint, Ruling.FALSE_POSITIVE, REASON, "li.na", "2026-11-22T08:00:00+00:00", "2027-01-31",
        Seen("LIKELY", "plain", 14, 3300, False),
    )  # fmt: skip
    assert Decision.from_json(decision.to_json()) == decision
    assert decide(FINDING, Ruling.CONFIRMED, reason=REASON, by="x").at.endswith("+00:00")


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"reason": "too short"}, "decide.reason_length"),
        ({"reason": " " * 20}, "decide.reason_length"),
        ({"reason": "x" * 501}, "decide.reason_length"),
        ({"by": " "}, "decide.by_length"),
        ({"by": "x" * 81}, "decide.by_length"),
        ({"until": "tomorrow"}, "decide.until"),
        ({"until": "2027-02-30"}, "decide.until"),
        ({"reason": "it is 13800138000, our hotline"}, "decide.raw_value"),
        ({"by": "li.na@corp.example"}, "decide.raw_value"),
    ],
)
def test_what_is_refused(wrong: dict[str, str], key: str) -> None:
    with pytest.raises(DecisionError) as caught:
        decide(FINDING, Ruling.CONFIRMED, **{"reason": REASON, "by": "li.na", **wrong})
    assert caught.value.key == key
    assert "13800138000" not in str(caught.value) and "li.na@" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("call 13800138000 now", "PHONE_NUMBER"),
        ("号码是１３８００１３８０００", "PHONE_NUMBER"),
        ("身份证 11010519491231002X", "CN_RESIDENT_ID"),
        ("mail li.na@corp.example", "EMAIL_ADDRESS"),
        ("张伟确认过，是测试数据", ""),
        ("138****8000 is masked in the source already", ""),
        ("order numbers such as 20240101123456", ""),
        ("工单编号，由系统生成", ""),
    ],
)
def test_raw_values_in_a_text(text: str, entity: str) -> None:
    assert raw_value(text) == entity


# -- which one holds ------------------------------------------------------------------------------------------------------


def test_the_newest_holds_and_a_withdrawn_one_does_not() -> None:
    other = replace(FINDING, column="other")
    log = [
        made("false_positive", at="2026-11-01T00:00:00+00:00"),
        made("confirmed", at="2026-11-03T00:00:00+00:00"),
        made("false_positive", at="2026-11-02T00:00:00+00:00"),  # written later, decided earlier: an import
        made("confirmed", other, at="2026-11-03T00:00:00+00:00"),
        made("withdrawn", other, at="2026-11-03T00:00:00+00:00"),  # the same second: the order of the log
    ]
    assert newest(log) == {FINDING.fingerprint: log[1]}
    assert newest([*log, made("withdrawn")]) == {}
    assert newest([*log, made("withdrawn"), made("confirmed", by="again")])[FINDING.fingerprint].by == "again"


@pytest.mark.parametrize(
    ("until", "force"), [("", Force.COUNTS), ("2026-11-22", Force.COUNTS), ("2026-11-21", Force.EXPIRED), ("2099-01-01", Force.COUNTS)]
)
def test_the_last_day_is_a_day_it_holds(until: str, force: Force) -> None:
    for ruling in ("confirmed", "false_positive"):
        assert standing(made(ruling, until=until), FINDING, TODAY).force is force


CHECKSUM = (Evidence("checksum", "CN_RESIDENT_ID", 1.0),)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, ()),
        ({}, {"verdict": Verdict.CONFIRMED}, ()),
        ({}, {"verdict": Verdict.CONFIRMED, "evidence": CHECKSUM}, ("proven",)),
        ({"evidence": CHECKSUM}, {"verdict": Verdict.CONFIRMED, "evidence": CHECKSUM}, ("proven",)),
        ({}, {"evidence": CHECKSUM}, ()),
        ({"verdict": Verdict.CONFIRMED, "evidence": CHECKSUM}, {"verdict": Verdict.CONFIRMED, "evidence": CHECKSUM}, ()),
        ({"state": "masked"}, {"state": "plain"}, ("exposed",)),
        ({"state": "masked"}, {"state": "weak"}, ("exposed",)),
        ({"state": "weak"}, {"state": "plain"}, ("exposed",)),
        ({"state": "encrypted"}, {"state": "masked"}, ()),
        ({"state": "plain"}, {"state": "masked"}, ()),
        ({}, {"matched": 139}, ()),
        ({}, {"matched": 140}, ("grown",)),
        ({}, {"matched": 140, "filled": 33_000}, ()),
        ({}, {"matched": 14, "filled": 330}, ("grown",)),
        ({"matched": 0}, {"matched": 1}, ("grown",)),
        ({"matched": 0, "filled": 0}, {"matched": 1}, ("grown",)),
        ({}, {"matched": 0, "filled": 0}, ()),
        ({}, {"matched": 0}, ()),
        ({"state": "masked", "matched": 1}, {"matched": 3300, "verdict": Verdict.CONFIRMED, "evidence": CHECKSUM}, ("proven", "exposed", "grown")),
    ],
)  # fmt: skip
def test_what_makes_a_false_positive_stale(before: dict[str, Any], after: dict[str, Any], found: tuple[str, ...]) -> None:
    seen, now = replace(FINDING, **before), replace(FINDING, **after)
    assert changes(Seen.of(seen), now) == found
    stands = standing(made(finding=seen), now, TODAY)
    assert (stands.force, stands.changes) == ((Force.STALE if found else Force.COUNTS), found)
    assert stands.dismisses is not bool(found)
    assert standing(made("confirmed", seen), now, TODAY).confirms, "what was confirmed does not grow stale"


# -- what checks see ------------------------------------------------------------------------------------------------------


def test_checks_see_what_was_decided_and_the_inventory_stays() -> None:
    possible = replace(FINDING, column="nickname", verdict=Verdict.POSSIBLE)
    plain, expired = replace(FINDING, column="mobile"), replace(FINDING, column="fax")
    scanned = inventory(FINDING, possible, plain, expired)
    log = [
        made(),
        made("confirmed", possible),
        made(finding=expired, until="2020-01-01"),
        made(finding=replace(FINDING, column="elsewhere")),
    ]
    stands = standings(log, scanned, TODAY)
    assert {name: s.force for name, s in stands.items()} == {
        FINDING.fingerprint: Force.COUNTS, possible.fingerprint: Force.COUNTS, expired.fingerprint: Force.EXPIRED,
    }  # fmt: skip
    decided = as_decided(scanned, stands)
    assert decided.findings == (replace(possible, verdict=Verdict.CONFIRMED), plain, expired)
    assert scanned.findings == (FINDING, possible, plain, expired)
    assert as_decided(scanned, {}) is scanned
    assert standings([], scanned, TODAY) == {}


def test_a_place_with_several_findings_is_nobody_s_in_particular() -> None:
    inner = [replace(FINDING, column="doc", path=path) for path in ("$.a", "$.b")]
    dismissed = replace(FINDING, column="dismissed")
    scanned = inventory(FINDING, *inner, dismissed)
    stands = standings([made("confirmed"), made("confirmed", inner[0]), made(finding=dismissed)], scanned, TODAY)
    assert by_place(scanned, stands) == {
        (FINDING.uri, "remark", "PHONE_NUMBER"): (FINDING, Standing(made("confirmed"), Force.COUNTS)),
    }
    assert by_place(scanned, {}) == {}
