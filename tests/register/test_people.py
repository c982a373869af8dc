"""People per category, system, recipient and country, overlaps and flows: persons are known, so every count has its truth."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from register import law
from register.context import Context
from register.exports import exports
from register.flows import copied, flows, overlaps
from register.people import Count, people_of
from register.route import Route
from scanner.inventory import AssetRecord, Clock, Finding, Inventory, People
from tests.register.crowds import crowd
from tests.register.made import TODAY, asset, found, register, scan

CUSTOMERS, TICKETS = "sqlite://crm/customers", "sqlite://support/tickets"
PHONE, MAIL, HEALTH = "user.contact.phone_number", "user.contact.email", "user.health_and_medical"
TOKYO = "sqlite://tokyo/clients"

JAPAN = """\
systems:
  - {fides_key: tokyo, name: 集团系统, operator: parent, server: {type: sqlite, environment: prod}, location: JP, bindings: ["sqlite://tokyo/*"]}
recipients:
  - {id: parent, name: 示例株式会社, location: JP, data_categories: [user.contact.phone_number, user.contact.email]}
"""
TRANSFER = """\
data_categories: [{fides_key: user.health_and_medical, declaration: internal}]
processing_activities: [{id: a1, recipients: [parent]}]
cross_border_transfers:
  - {id: x1, recipient: parent, country: JP, data_categories: ["@main", user.health_and_medical], mechanism: {type: standard_contract}, exemption: {type: %s}}
"""


def table(uri: str, people: People | None, *categories: str, **more: object) -> tuple[AssetRecord, list[Finding]]:
    names = {
        PHONE: ("mobile", "PHONE_NUMBER"),
        MAIL: ("email", "EMAIL_ADDRESS"),
        HEALTH: ("diagnosis", "HEALTH"),
        "user.name": ("name", "PERSON"),
    }
    tags = more.pop("tags", {})
    assert isinstance(tags, dict)
    rows = [
        found(c, names[c][0], uri, entity=names[c][1], tags=tuple(tags.get(c, ())), distinct=len(tags.get(c, ())) or None)
        for c in categories
    ]
    return asset(uri, people=people, **more), rows


def context(folder: Path, *tables: tuple[AssetRecord, list[Finding]], overlays: Iterable[str] = ()) -> Context:
    inventory: Inventory = scan(*(f for _, rows in tables for f in rows), assets=tuple(a for a, _ in tables))
    return Context(register(folder, *overlays), inventory, law.load(), TODAY)


def known_by(phones: range, mails: range | None = None, *, columns: dict[str, Iterable[int]] | None = None) -> People:
    columns = columns or {"mobile PHONE_NUMBER": phones, **({"email EMAIL_ADDRESS": mails} if mails else {})}
    return crowd({"PHONE_NUMBER": phones}, {"EMAIL_ADDRESS": mails} if mails else {}, columns=columns)


def ends(count: Count) -> tuple[int, int, int]:
    return count.low, count.estimate, count.high


def test_two_sources_that_know_the_same_people(tmp_path: Path) -> None:
    """The truth is 150; were it the same people 100, were nobody in both 180."""
    people = people_of(
        context(
            tmp_path,
            table(CUSTOMERS, known_by(range(100), range(100)), PHONE, MAIL),
            table(TICKETS, crowd({"EMAIL_ADDRESS": range(70, 150)}, columns={"email EMAIL_ADDRESS": range(70, 150)}), MAIL),
        )
    )
    assert ends(people.total()) == (100, 150, 180)
    assert {key: ends(c) for key, c in people.by_system().items()} == {"crm": (100, 100, 100), "support": (80, 80, 80)}
    assert people.by_system()["crm"].exact
    by_category = people.by_category()
    assert by_category[PHONE].estimate == pytest.approx(100, abs=2)
    assert by_category[MAIL].low <= 150 <= by_category[MAIL].high
    assert people_of(people.context) is people


def test_a_part_is_never_larger_than_the_whole(tmp_path: Path) -> None:
    """A column whose people were counted once by phone and once by mail has not more people than its table."""
    twice = known_by(range(50), range(50), columns={"mobile PHONE_NUMBER": range(100)})
    people = people_of(context(tmp_path, table(CUSTOMERS, twice, PHONE)))
    assert ends(people.by_category()[PHONE]) == (50, 50, 50)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("COMPLETE", (100, 100, 100, False)), ("SAMPLED", (100, 1000, 1000, True)), ("PARTIAL", (100, 1000, 1000, True))],
)
def test_rows_that_were_not_read(tmp_path: Path, status: str, expected: tuple[int, int, int, bool]) -> None:
    """A sample in which every row is somebody new: the whole table is people."""
    people = people_of(context(tmp_path, table(CUSTOMERS, known_by(range(100)), PHONE, status=status, rows_estimate=1000)))
    assert (*ends(people.total()), people.total().sampled) == expected


def test_a_sample_of_what_few_people_do_does_not_grow(tmp_path: Path) -> None:
    few = People(100, 0, known_by(range(10)).strongest)
    total = people_of(context(tmp_path, table(CUSTOMERS, few, PHONE, status="SAMPLED", rows_estimate=1000))).total()
    assert ends(total) == (10, 10, 910)


def test_rows_and_assets_that_name_nobody_are_told(tmp_path: Path) -> None:
    nameless = crowd({"PHONE_NUMBER": range(5)}, anonymous=7, columns={"mobile PHONE_NUMBER": range(5)})
    people = people_of(context(tmp_path, table(CUSTOMERS, nameless, PHONE), table(TICKETS, None, MAIL, rows_read=40)))
    assert (people.total().estimate, people.total().anonymous) == (5, 47)
    broken = People(5, 0, {"PHONE_NUMBER": "AAAA"})
    assert people_of(context(tmp_path, table(CUSTOMERS, broken, PHONE))).total() == Count(anonymous=100)
    names = people_of(context(tmp_path, table(CUSTOMERS, crowd({"PERSON": range(9)}), "user.name")))
    assert (names.total().estimate, names.total().weak) == (9, True)


def test_values_that_are_linked_to_no_row(tmp_path: Path) -> None:
    """Inside documents: as many as there are different values, and not more than the table has people."""
    finding = found(MAIL, "extra", CUSTOMERS, entity="EMAIL_ADDRESS", path="$.mail", distinct=30)
    record = asset(CUSTOMERS, people=known_by(range(20)))
    people = people_of(Context(register(tmp_path), scan(finding, assets=(record,)), law.load(), TODAY))
    assert people.by_category()[MAIL].estimate == 20
    alone = people_of(Context(register(tmp_path), scan(finding, assets=(asset(CUSTOMERS),)), law.load(), TODAY))
    assert ends(alone.by_category()[MAIL])[1:] == (30, 30)


def test_recipients_have_the_people_of_what_they_run_and_of_activities_that_name_them(tmp_path: Path) -> None:
    tables = (
        table(CUSTOMERS, known_by(range(100)), PHONE),
        table(TICKETS, known_by(range(90, 110)), PHONE),
        table(TOKYO, known_by(range(50, 200)), PHONE),
    )
    people = people_of(context(tmp_path, *tables, overlays=[JAPAN]))
    assert people.by_recipient()["parent"].estimate == 150
    people = people_of(context(tmp_path, *tables, overlays=[JAPAN, TRANSFER % "none"]))
    assert people.by_recipient()["parent"].estimate == 200
    assert {k: c.estimate for k, c in people.by_country().items()} == {"JP": 150}


def test_what_goes_abroad(tmp_path: Path) -> None:
    """Sensitive kinds apart; a person with both is in the sensitive figure."""
    there = known_by(range(150), columns={"mobile PHONE_NUMBER": range(150), "diagnosis HEALTH": range(30)})
    made = exports(context(tmp_path, table(TOKYO, there, PHONE, HEALTH), overlays=[JAPAN, TRANSFER % "none"]))
    japan = made.countries["JP"]
    assert (japan.figures.general.estimate, japan.figures.sensitive.estimate, japan.figures.everybody.estimate) == (120, 30, 150)
    assert (japan.since, japan.basis, japan.assets, made.since) == ("stock", "stored", (TOKYO,), "2026-01-01")
    assert (made.running.judged.route, made.transfers["x1"].judged.route) == (Route.CONTRACT, Route.CONTRACT)
    assert made.exempted == ()


@pytest.mark.parametrize(
    ("exemption", "running"),
    [("none", 150), ("below_100k", 150), ("contract_performance", 0), ("hr_management", 0), ("overseas_origin", 0)],
)
def test_exempted_scenarios_are_not_in_the_running_count(tmp_path: Path, exemption: str, running: int) -> None:
    made = exports(context(tmp_path, table(TOKYO, known_by(range(150)), PHONE), overlays=[JAPAN, TRANSFER % exemption]))
    assert made.running.figures.everybody.estimate == running
    assert made.countries["JP"].figures.everybody.estimate == 150
    assert made.exempted == (("x1",) if not running else ())


def test_a_transfer_whose_end_was_not_scanned_counts_what_may_be_sent(tmp_path: Path) -> None:
    tables = table(CUSTOMERS, known_by(range(100)), PHONE), table(TICKETS, known_by(range(500)), PHONE)
    made = exports(context(tmp_path, *tables, overlays=[JAPAN, TRANSFER % "none"]))
    assert (made.transfers["x1"].stock.estimate, made.transfers["x1"].basis) == (100, "declared")
    assert (made.running.stock.estimate, made.countries["JP"].basis) == (100, "declared")
    assert exports(context(tmp_path, *tables)).running.basis == "nothing"


def test_a_transfer_whose_end_was_scanned_counts_what_is_there(tmp_path: Path) -> None:
    tables = table(CUSTOMERS, known_by(range(1000, 1100)), PHONE), table(TOKYO, known_by(range(150)), PHONE)
    made = exports(context(tmp_path, *tables, overlays=[JAPAN, TRANSFER % "none"]))
    assert (made.running.stock.estimate, made.running.basis, made.countries["JP"].stock.estimate) == (150, "stored", 150)
    assert (made.transfers["x1"].stock.estimate, made.transfers["x1"].basis) == (150, "stored")


def clock(role: str, people: dict[str, int]) -> Clock:
    return Clock(f"{role or 'some'}_at", min(people), max(people), people, 0, role, people)


@pytest.mark.parametrize(
    ("clocks", "people", "since"),
    [
        ((clock("created", {"2025-12-31": 90, "2026-01-01": 60}),), 60, "year_to_date"),
        (
            (clock("created", {"2025-12-31": 90, "2026-01-01": 60}), clock("updated", {"2025-01-01": 50, "2026-05-05": 100})),
            100,
            "year_to_date",
        ),
        ((clock("created", {"2025-12-31": 90}),), 60, "year_to_date"),  # sixty are not dated
        ((clock("deleted", {"2025-12-31": 150}),), 150, "stock"),
        ((), 150, "stock"),
    ],
)
def test_people_of_this_year(tmp_path: Path, clocks: tuple[Clock, ...], people: int, since: str) -> None:
    made = exports(context(tmp_path, table(TOKYO, known_by(range(150)), PHONE, clocks=clocks), overlays=[JAPAN]))
    assert (made.running.figures.everybody.estimate, made.running.since, made.running.stock.estimate) == (people, since, 150)
    assert people_of(made_context := context(tmp_path, table(TOKYO, known_by(range(150)), PHONE))).total().estimate == 150
    assert exports(made_context).countries == {}


def test_systems_that_know_the_same_people(tmp_path: Path) -> None:
    tables = (
        table(CUSTOMERS, known_by(range(100), range(100)), PHONE, MAIL),
        table(TICKETS, crowd({"EMAIL_ADDRESS": range(80, 140)}), MAIL),
        table(TOKYO, known_by(range(900, 950)), PHONE),
    )
    (only,) = overlaps(context(tmp_path, *tables, overlays=[JAPAN]))
    assert (only.one, only.other, ends(only.both)) == ("crm", "support", (20, 20, 20))
    assert only.shares == pytest.approx((0.2, 1 / 3))


def test_copies_and_flows(tmp_path: Path) -> None:
    """A part of the customers stands in Tokyo: a flow from here to there, not back."""
    tags = [f"00{n:016x}" for n in range(100)]
    tables = (
        table(CUSTOMERS, known_by(range(100)), PHONE, tags={PHONE: tags}),
        table(TOKYO, known_by(range(40)), PHONE, tags={PHONE: tags[:40]}),
        table(TICKETS, known_by(range(98, 130)), PHONE, tags={PHONE: [*tags[98:], *(f"00{n:016x}" for n in range(1000, 1030))]}),
    )
    made = context(tmp_path, *tables, overlays=[JAPAN])
    (copy,) = copied(made)
    assert (copy.original, copy.copy, copy.share, copy.kinds, copy.people.estimate) == (CUSTOMERS, TOKYO, 1.0, (PHONE,), 40)
    (flow,) = flows(made)
    assert (flow.source_system, flow.target_system, flow.country, flow.parties, flow.people.estimate) == (
        "crm",
        "tokyo",
        "JP",
        ("parent",),
        40,
    )


def test_of_equal_sets_the_older_is_the_original(tmp_path: Path) -> None:
    tags = {PHONE: [f"00{n:016x}" for n in range(50)]}
    old, new = clock("created", {"2020-01-01": 50}), clock("created", {"2024-01-01": 50})
    one = table(CUSTOMERS, None, PHONE, tags=tags, clocks=(new,))
    other = table(TICKETS, None, PHONE, tags=tags, clocks=(old,))
    (copy,) = copied(context(tmp_path, one, other))
    assert (copy.original, copy.copy, copy.people.estimate) == (TICKETS, CUSTOMERS, 50)
    (flow,) = flows(context(tmp_path, one, other))
    assert (flow.source_system, flow.country, flow.people.estimate) == ("support", "", 50)
