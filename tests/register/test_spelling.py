"""Names and addresses that are one, spelled twice, and those that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.spelling import addresses, companies, is_full_name, near_address, near_company, same
from tests.growth import growth


@pytest.mark.parametrize(
    ("name", "spelling", "near"),
    [
        ("甲乙信息技术(上海)有限公司", "甲乙上海信息技术(上海)有限公司", True),
        ("甲乙信息技术(上海)有限公司", "甲乙信息枝术(上海)有限公司", True),
        ("丙丁戊有限公司", "丙丁戊株式会社", True),
        ("甲乙信息技术(上海)有限公司", "甲乙信息技术（上海） 有限公司", False),  # the same
        ("甲乙信息技术(上海)有限公司", "甲乙信息技术(北京)有限公司", False),
        ("甲乙信息技术有限公司", "甲乙贸易有限公司", False),
        ("甲乙信息技术(上海)有限公司", "甲乙上海", False),
        ("甲乙丙有限公司", "甲乙丁有限公司", False),  # too short to tell
        ("丙丁戊有限公司", "丙丁戊有限公司(Acme Ltd.)", False),
        ("", "有限公司", False),
    ],
)
def test_companies(name: str, spelling: str, near: bool) -> None:
    assert near_company(name, spelling) is near
    assert near_company(spelling, name) is near


@pytest.mark.parametrize(
    ("address", "spelling", "near"),
    [
        ("privacy@base.example", "privcy@base.example", True),
        ("privacy@base.example", "privacy@bases.example", True),
        ("上海市虚构路1号11楼", "上海市虚构路 1 号 12 楼", True),
        ("privacy@base.example", "PRIVACY＠base.example", False),
        ("hr@base.example", "pr@base.example", False),
        ("privacy@base.example", "rights@base.example", False),
        ("上海市虚构路1号11楼", "200050 上海市虚构路1号11楼", False),
        ("上海市虚构路1号", "privacy@base.example", False),
        ("1 号", "2 号", False),
        ("甲" * 301, "甲" * 300 + "乙", False),
    ],
)
def test_addresses(address: str, spelling: str, near: bool) -> None:
    assert near_address(address, spelling) is near
    assert near_address(spelling, address) is near


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("甲乙有限公司", True),
        ("Acme Co., Ltd.", True),
        ("ACME INC", True),
        ("丙丁株式会社(Acme)", True),
        ("云访客统计", False),
        ("有限公司", False),
    ],
)
def test_full_names(name: str, full: bool) -> None:
    assert is_full_name(name) is full


def test_what_a_text_names() -> None:
    text = "由甲乙（上海）有限公司和丙丁株式会社负责，写信至 a.b@c.example，或 d＠e.example；@ 不是地址。"
    assert companies(text) == ("由甲乙（上海）有限公司", "和丙丁株式会社")
    assert addresses(text) == ("a.b@c.example", "d@e.example")


@given(st.text(alphabet="甲乙上海(（）)有限公司@.a 1", max_size=80), st.text(alphabet="甲乙上海(（）)有限公司@.a 1", max_size=80))
def test_nearness_is_mutual_and_never_of_equals(a: str, b: str) -> None:
    for near in (near_company, near_address):
        assert near(a, b) == near(b, a)
        assert not (same(a, b) and near(a, b))


@pytest.mark.parametrize(
    "text", ["甲" * 1_000_000, "有限公司" * 250_000, "甲(" * 500_000, "a" * 1_000_000, "a@" * 500_000, "a@a." * 250_000]
)
def test_hostile_texts_cost_what_their_length_costs(text: str) -> None:
    assert len(companies(text)) <= 100
    assert len(addresses(text)) <= 100
    assert growth(lambda length: (companies(text[:length]), addresses(text[:length])), len(text) // 4, 4) < 10
