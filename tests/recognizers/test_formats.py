"""Formats are induced from values made by a known rule: the rule comes back, and what has none is refused."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recognizers import _checks
from recognizers._formats import FORMATS, LEAST, Validate, accepts, induce, written
from recognizers.base import Pattern
from recognizers.checksums import mod31
from recognizers.customer_number import RECOGNIZER
from recognizers.customer_number import validate as of_definition

Maker = Callable[[random.Random], str]
N = 300


def column(make: Maker, seed: int = 0, count: int = N) -> list[str]:
    dice = random.Random(seed)
    return sorted({make(dice) for _ in range(count)})


def day(dice: random.Random) -> str:
    return f"{dice.randrange(2008, 2025)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}"


def digits(dice: random.Random, width: int) -> str:
    return f"{dice.randrange(10**width):0{width}}"


def credit_code(body: str) -> str:
    return next((body + c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if mod31(body + c)), "")


def checked(body: str, scheme: str) -> str:
    return next((body + c for c in "0123456789X" if _checks.passes(scheme, body + c)), "")


# -- formats made at random -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A company's way to number its customers."""

    prefix: str
    separator: str
    dated: str  # "", yyyymmdd, yyyymm, yymmdd, yyyy
    width: int
    check: str

    def make(self, dice: random.Random) -> str:
        date = day(dice)
        part = {"": "", "yyyymmdd": date, "yyyymm": date[:6], "yymmdd": date[2:], "yyyy": date[:4]}[self.dated]
        body = f"{self.prefix}{self.separator}{part}{digits(dice, self.width)}"
        return checked(body, self.check) if self.check else body


RULES = st.builds(
    Rule,
    prefix=st.text(string.ascii_uppercase, min_size=2, max_size=4),
    separator=st.sampled_from(["", "-", "_", "/"]),
    dated=st.sampled_from(["", "yyyymmdd", "yyyymm", "yymmdd", "yyyy"]),
    width=st.integers(4, 8),
    check=st.sampled_from(["", "luhn", "gs1"]),
)


@example(Rule("AA", "", "yyyymmdd", 7, "luhn"), Rule("AA", "", "", 4, ""), 0)  # 18 characters, as a credit code
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES, RULES, st.integers(0, 10**6))
def test_the_rule_comes_back(rule: Rule, other: Rule, seed: int) -> None:
    values = column(rule.make, seed)
    (found,) = induce(values)
    assert found.scope == "anywhere"
    assert found.check.startswith(rule.check) and bool(found.check) == bool(rule.check)
    assert found.share == 1 and found.distinct == len(values)
    assert all(accepts(found, v) for v in column(rule.make, seed + 1))
    assert not found.example or accepts(found, found.example)
    if other.prefix != rule.prefix:
        assert sum(accepts(found, v) for v in column(other.make, seed)) < 0.01 * N
    Pattern("learned", found.core).ready()
    assert induce(reversed(values)) == (found,), "the order of the values says nothing"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=60))
def test_nothing_is_raised_for_any_values(values: list[str]) -> None:
    for found in induce(values):
        Pattern("learned", found.core).ready()


# -- formats one by one ---------------------------------------------------------------------------------------------------

SHOWN: list[tuple[str, Maker, list[tuple[str, str, str]]]] = [
    ("year, month and number", lambda d: f"KH{day(d)[:6]}{digits(d, 4)}", [("KH(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{4}", "anywhere", "")]),
    ("a Han prefix", lambda d: f"客{day(d)[:4]}{digits(d, 5)}", [("客(?:19|20)[0-9]{2}[0-9]{5}", "anywhere", "")]),
    ("branches", lambda d: f"{d.choice(['SH', 'BJ', 'GZ'])}-{day(d)[:4]}-{digits(d, 5)}", [("(?:BJ|GZ|SH)-(?:19|20)[0-9]{2}-[0-9]{5}", "anywhere", "")]),
    ("a branch before the date", lambda d: f"HY{d.randrange(1, 9):03}{day(d)}{digits(d, 3)}", [("HY[0-9]{3}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}", "anywhere", "")]),
    ("random letters and digits", lambda d: "VIP-" + "".join(d.choices("0123456789ABCDEFGHJK", k=6)), [("VIP-[0-9A-Z]{6}", "anywhere", "")]),
    ("one letter", lambda d: f"C-{digits(d, 6)}", [("C-[0-9]{6}", "cell", "")]),
    ("a dot", lambda d: f"CU.{digits(d, 6)}", [("CU[.][0-9]{6}", "anywhere", "")]),
    ("a suffix", lambda d: f"M{digits(d, 6)}CN", [("M[0-9]{6}CN", "anywhere", "")]),
    ("a day's number", lambda d: f"{day(d)}{digits(d, 5)}", [("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{5}", "anywhere", "")]),
    ("short day's numbers are no times", lambda d: f"{day(d)}{d.randrange(60):04}", [("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4}", "anywhere", "")]),
    ("bare, Luhn", lambda d: checked(f"8{digits(d, 9)}", "luhn"), [("[0-9]{11}", "anywhere", "luhn")]),
    ("mod 11-2 with X", lambda d: checked(f"MB{digits(d, 8)}", "mod11_2"), [("MB[0-9]{8}[0-9X]", "anywhere", "mod11_2")]),
    ("two kinds", lambda d: f"KH{digits(d, 8)}" if d.random() < 0.7 else f"V{digits(d, 5)}", [("KH[0-9]{8}", "anywhere", ""), ("V[0-9]{5}", "cell", "")]),
    ("bare eight digits", lambda d: f"{d.randrange(10**7, 10**8)}", [("[0-9]{8}", "header", "")]),
    ("random code", lambda d: "".join(d.choices("0123456789ABCDEFGHJK", k=10)), [("[0-9A-Z]{10}", "header", "")]),
    ("two random letters", lambda d: "".join(d.choices(string.ascii_uppercase, k=2)) + digits(d, 6), [("[A-Z]{2}[0-9]{6}", "header", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("make", "expected"), [pytest.param(m, e, id=n) for n, m, e in SHOWN])
def test_format(make: Maker, expected: list[tuple[str, str, str]]) -> None:
    found = induce(column(make))
    assert [(f.core, f.scope, f.check) for f in found] == expected
    assert all(f.names[0] and f.names[1] for f in found)


def test_mod37_36() -> None:
    def make(dice: random.Random) -> str:
        body = f"KH{digits(dice, 8)}"
        return next(body + c for c in string.digits + string.ascii_uppercase if _checks.passes("mod37_36", body + c))

    (found,) = induce(column(make))
    assert (found.core, found.check) == ("KH[0-9]{8}[0-9A-Z]", "mod37_36")


def test_a_number_that_grows_will_grow_on() -> None:
    (found,) = induce([f"VIP{n}" for n in range(1000, 12_000, 7)])
    assert (found.core, found.scope) == ("VIP[0-9]{4,6}", "anywhere")


def test_misprints_do_not_matter_when_they_are_few() -> None:
    values = [f"KH{n:06}" for n in range(0, 970_000, 10_000)] + ["KH-1", "待定", "unknown"]
    (found,) = induce(values)
    assert found.core == "KH[0-9]{6}" and found.share == 0.97
    assert induce([*values, *(f"?{n}" for n in range(9))]) == ()


# -- what has no format ---------------------------------------------------------------------------------------------------

REFUSED: list[tuple[str, Maker]] = [
    ("row ids", lambda d: str(d.randrange(1, 400))),
    ("row ids with zeros", lambda d: f"{d.randrange(1, 400):08}"),
    ("row ids from a million on", lambda d: str(10_000_000 + d.randrange(600))),
    ("seven digits", lambda d: str(d.randrange(10**6, 10**7))),
    ("digits of any length", lambda d: str(d.randrange(10**9))),
    ("mobile numbers", lambda d: f"138{digits(d, 8)}"),
    ("mobile numbers with +86", lambda d: f"86-139{digits(d, 8)}"),
    ("telephones", lambda d: f"021-{d.randrange(20_000_000, 69_999_999)}"),
    ("resident ids", lambda d: f"110101{d.randrange(1950, 2005)}{d.randrange(1, 13):02}{d.randrange(1, 29):02}{digits(d, 3)}{d.choice('0123456789X')}"),
    ("credit codes", lambda d: credit_code("91110108" + "".join(d.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=9)))),
    ("bank cards", lambda d: checked(f"622202{digits(d, 12)}", "luhn")),
    ("UUIDs", lambda d: "-".join("".join(d.choices("0123456789abcdef", k=k)) for k in (8, 4, 4, 4, 12))),
    ("UUIDs without hyphens", lambda d: "".join(d.choices("0123456789abcdef", k=32))),
    ("days", lambda d: day(d)), ("days with hyphens", lambda d: f"{day(d)[:4]}-{day(d)[4:6]}-{day(d)[6:]}"),
    ("months", lambda d: f"{day(d)[:4]}-{day(d)[4:6]}"),
    ("moments", lambda d: f"{day(d)}{d.randrange(24):02}{d.randrange(60):02}{d.randrange(60):02}"),
    ("amounts", lambda d: f"{d.random() * 1000:.2f}"), ("versions", lambda d: f"{d.randrange(9)}.{d.randrange(99)}.{d.randrange(99)}"),
    ("addresses of machines", lambda d: f"10.{d.randrange(256)}.{d.randrange(256)}.{d.randrange(256)}"),
    ("words", lambda d: "".join(d.choices(string.ascii_lowercase, k=6))), ("names", lambda d: "".join(d.choices("王李张刘陈杨伟芳娜敏静", k=3))),
    ("surnames and digits", lambda d: f"{d.choice('王李张')}{digits(d, 6)}"),
    ("mail addresses", lambda d: f"u{digits(d, 6)}@mail.example"),
    ("sentences", lambda d: f"订单 {digits(d, 6)} 已发货"),
    ("few values", lambda d: f"KH00000{d.randrange(10)}"),
]  # fmt: skip


@pytest.mark.parametrize("make", [pytest.param(m, id=n) for n, m in REFUSED])
def test_refused(make: Maker) -> None:
    assert induce(column(make)) == ()


def test_few_are_refused() -> None:
    values = [f"KH{n:06}" for n in range(0, LEAST * 1000, 1000)]
    assert induce(values)
    assert induce(values[1:]) == ()
    assert len(induce(values)) <= FORMATS


def test_no_digit_of_a_value_is_kept() -> None:
    """A phone number within all values, or a literal that is one: digits are classes, whatever they are."""
    (found,) = induce([f"KH13800138000-{n:04}" for n in range(300)])
    assert found.core == "KH[0-9]{11}-[0-9]{4}"
    assert not re.search("[0-9]{4}", found.core + found.example.replace("0", ""))


def test_words_that_may_be_names_are_not_kept() -> None:
    found = induce(column(lambda d: f"{d.choice(['zhangsan', 'lisiguang', 'wangwu'])}{digits(d, 5)}"))
    assert [(f.core, f.scope) for f in found] == [("[a-z]{6,9}[0-9]{5}", "header")]


# -- check digits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("luhn", "79927398713", "79927398710"),
        ("mod11_2", "11010519491231002X", "110105194912310021"),
        ("mod37_36", "A12425GABC1234002M", "A12425GABC12340020"),
        ("gs1", "4006381333931", "4006381333932"),
        ("mod11", "080442957X", "0804429571"),
        ("luhn:tail", "12-79927398713", "12-79927398710"),
    ],
)
def test_check_digits(name: str, right: str, wrong: str) -> None:
    """Published examples: Luhn, GB 11643, ISO 7064 (GRid), EAN-13, ISBN-10."""
    assert _checks.passes(name, right)
    assert not _checks.passes(name, wrong)


@pytest.mark.parametrize("name", [f"{scheme}{part}" for scheme in _checks.NAMES for part in ("", ":tail")])
@pytest.mark.parametrize("value", ["", "X", "客户", "ABC", "1X2X3X4X", "KH-2023/#", "12345", "0" * 40])
def test_a_check_never_raises(name: str, value: str) -> None:
    assert _checks.passes(name, value) in (True, False)


def test_a_constant_last_digit_proves_nothing() -> None:
    assert _checks.proven([f"KH{n:06}0" for n in range(100)]) == ""
    assert _checks.proven([checked(f"KH{n:06}", "luhn") for n in range(49)]) == ""
    assert _checks.proven([checked(f"KH{n:06}", "luhn") for n in range(50)]) == "luhn"


def test_validate_knows_the_check_digit() -> None:
    formats = induce(column(lambda d: checked(f"HY{digits(d, 9)}", "luhn")))
    validate = Validate(formats, of_definition)
    right = checked("HY123456789", "luhn")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert validate(right) is True
    assert validate(wrong) is False
    assert validate("C-100234") is None
    assert validate("A1") is False
    assert written(formats[0], wrong) and not accepts(formats[0], wrong)
    assert RECOGNIZER.validate is of_definition


def test_a_code_needs_a_digit() -> None:
    formats = induce(column(lambda d: "VIP" + "".join(d.choices("0123456789ABCDEFGHJKMNER", k=6))))
    assert formats[0].core == "VIP[0-9A-Z]{6}"
    assert Validate(formats, None)("VIPMEMBER") is False
    assert Validate(formats, None)("VIPM3MB3R") is None
