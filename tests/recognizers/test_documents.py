"""Identity documents, cards and vehicles: what their check characters prove and refuse, for any number made by the rules."""

from __future__ import annotations

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import (
    bank_card,
    catalogue,
    cn_driving_licence,
    cn_resident_id,
    cn_social_credit_code,
    cn_travel_permit,
    jp_my_number,
    passport,
    vin,
)
from recognizers._shapes import luhn
from recognizers.find import in_cell, in_text

VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
USCC = cn_social_credit_code._ALPHABET
PROVINCES = st.sampled_from(sorted(cn_resident_id._PROVINCES))
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
OLD_DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(1999, 12, 31))


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@st.composite
def residents(draw: st.DrawFn, days: st.SearchStrategy[datetime.date] = DAYS) -> str:
    body = f"{draw(PROVINCES)}{draw(digits(4))}{draw(days):%Y%m%d}{draw(digits(3))}"
    return body + cn_resident_id.check_character(body)


@st.composite
def misprints(draw: st.DrawFn, number: str, alphabet: str) -> str:
    """The number with one of its characters replaced by another one of the alphabet."""
    place = draw(st.integers(0, len(number) - 1))
    other = draw(st.sampled_from([c for c in alphabet if c != number[place]]))
    return number[:place] + other + number[place + 1 :]


# --- resident id ---------------------------------------------------------------------------------------------------------


@given(residents())
def test_resident_id_is_proven_and_tells_its_birth(number: str) -> None:
    assert cn_resident_id.validate(number) is True
    assert cn_resident_id.validate(number.lower()) is True
    assert cn_resident_id.birth(number) == f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    grouped = f"{number[:6]} {number[6:14]}-{number[14:]}"
    assert cn_resident_id.validate(grouped) is True
    assert cn_resident_id.birth(grouped) == cn_resident_id.birth(number)


@given(residents(), st.data())
def test_resident_id_with_a_misprint_is_refused(number: str, data: st.DataObject) -> None:
    assert cn_resident_id.validate(data.draw(misprints(number, "0123456789X"))) is False


@given(residents(OLD_DAYS))
def test_fifteen_digits_become_eighteen(number: str) -> None:
    """The old number is the new one without century and check character: it tells the same birth, and converts back."""
    old = number[:6] + number[8:17]
    assert cn_resident_id.birth(old) == cn_resident_id.birth(number)
    body = old[:6] + "19" + old[6:]
    assert body + cn_resident_id.check_character(body) == number
    other = old[:2] in cn_resident_id._OTHERS and luhn(old)
    assert cn_resident_id.validate(old) is (False if other else None)


@given(st.text(max_size=25) | st.text("0123456789Xx- *", min_size=10, max_size=25))
def test_any_text_is_taken(value: str) -> None:
    born = cn_resident_id.birth(value)
    assert born is None or datetime.date.fromisoformat(born)
    assert cn_resident_id.validate(value) in (True, False, None)


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("18991231", False), ("19000101", True), ("19000229", False), ("19000228", True), ("20000229", True), ("20230229", False),
        ("20240229", True), ("19900431", False), ("19900430", True), ("19901300", False), ("19900100", False), ("19900132", False),
        ("20991231", True), ("21000101", False),
    ],
)  # fmt: skip
def test_boundary_days(day: str, right: bool) -> None:
    body = f"110101{day}123"
    number = body + cn_resident_id.check_character(body)
    assert cn_resident_id.validate(number) is right
    assert (cn_resident_id.birth(number) is not None) is right


@given(residents())
def test_the_header_decides_between_licence_and_resident_id(number: str) -> None:
    assert cn_driving_licence.validate(number) is True
    found = {name: in_cell(number, catalogue(), frozenset(hinted)) for name, hinted in (("bare", ()), ("licence", ("CN_DRIVING_LICENCE",)))}
    assert [(m.entity, m.proven) for m in found["bare"]] == [("CN_RESIDENT_ID", True)]
    assert [(m.entity, m.proven) for m in found["licence"]] == [("CN_DRIVING_LICENCE", True)]


@pytest.mark.parametrize("value", ["1.10101E+17", "1.10101199003077E+17", "110101199003077000"])
def test_a_damaged_id_needs_its_header(value: str) -> None:
    [match] = in_cell(value, catalogue(), frozenset({"CN_RESIDENT_ID"}))
    assert (match.entity, match.pattern, match.proven) == ("CN_RESIDENT_ID", "precision_lost", False)
    assert "CN_RESIDENT_ID" not in {m.entity for m in in_cell(value, catalogue())}


# --- cards, firms, permits -----------------------------------------------------------------------------------------------

ISSUED = [(first, length) for first, _, lengths in bank_card._ISSUERS for length in lengths]


@st.composite
def cards(draw: st.DrawFn) -> str:
    prefix, length = draw(st.sampled_from(ISSUED))
    body = prefix + draw(digits(length - len(prefix) - 1))
    return next(body + c for c in "0123456789" if luhn(body + c))


@given(cards(), st.data())
def test_bank_card(number: str, data: st.DataObject) -> None:
    assert bank_card.validate(number) is True
    assert bank_card.validate(data.draw(misprints(number, "0123456789"))) is False


@given(st.sampled_from(["01", "35", "44", "45", "49", "50", "51", "52", "53", "54", "86", "91", "98", "99"]), digits(12))
def test_no_imei_is_a_card(body: str, rest: str) -> None:
    imei = next(body + rest + c for c in "0123456789" if luhn(body + rest + c))
    assert bank_card.validate(imei) is False


@given(st.integers(1_000_000_000_000, 1_999_999_999_999))
def test_no_timestamp_is_a_card(moment: int) -> None:
    assert bank_card.validate(str(moment)) is False


@given(st.sampled_from(["91", "92", "12", "52", "N2"]), digits(6), st.text(USCC, min_size=9, max_size=9), st.data())
def test_social_credit_code(kind: str, region: str, rest: str, data: st.DataObject) -> None:
    body = kind + region + rest
    code = body + cn_social_credit_code.check_character(body)
    assert cn_social_credit_code.validate(code) is True
    assert cn_social_credit_code.validate(code.lower()) is True
    assert cn_social_credit_code.validate(data.draw(misprints(code, USCC))) is False


@given(st.text(string.digits, min_size=8, max_size=8), st.data())
def test_organization_code(body: str, data: st.DataObject) -> None:
    code = body + cn_social_credit_code.organization_check_character(body)
    assert cn_social_credit_code.validate(code) is True
    assert cn_social_credit_code.validate(f"{body}-{code[8]}") is True
    assert cn_social_credit_code.validate(data.draw(misprints(code, "0123456789"))) is False


@given(digits(14), st.data())
def test_registration_number(body: str, data: st.DataObject) -> None:
    number = body + cn_social_credit_code.registration_check_digit(body)
    assert cn_social_credit_code.validate(number) is True
    wrong = data.draw(misprints(number, "0123456789"))
    assert cn_social_credit_code.registration_check_digit(wrong[:14]) != wrong[14]


@given(st.sampled_from(["11", "31", "44"]), digits(3), DAYS, digits(3), st.data())
def test_permanent_residence_card(province: str, country: str, day: datetime.date, sequence: str, data: st.DataObject) -> None:
    body = f"9{province}{country}{day:%Y%m%d}{sequence}"
    number = body + cn_resident_id.check_character(body)
    assert cn_travel_permit.validate(number) is True
    assert cn_travel_permit.validate(data.draw(misprints(number, "0123456789"))) is False
    assert cn_resident_id.validate(number) is False


@pytest.mark.parametrize("hinted", [{"PASSPORT"}, {"PASSPORT", "CN_PASSPORT"}, set()], ids=["foreign", "both", "neither"])
@given(st.sampled_from(["E", "G", "EA", "SE"]), digits(8))
def test_what_china_issues_is_no_foreign_passport(hinted: set[str], letters: str, rest: str) -> None:
    value = (letters + rest)[:9]
    assert [m.entity for m in in_cell(value, catalogue(), frozenset(hinted))] == ["CN_PASSPORT"]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """The lower machine-readable line of a passport."""
    alphabet = string.digits + string.ascii_uppercase
    number = draw(st.text(alphabet, min_size=6, max_size=9)).ljust(9, "<")
    born, ends = (f"{draw(DAYS):%y%m%d}" for _ in range(2))
    optional = draw(st.text(alphabet, max_size=14)).ljust(14, "<")
    check = passport.check_digit
    line = f"{number}{check(number)}{draw(st.sampled_from(['JPN', 'D<<', 'USA']))}{born}{check(born)}{draw(st.sampled_from('MFX<'))}"
    line += f"{ends}{check(ends)}{optional}{check(optional)}"
    return line + check(line[:10] + line[13:20] + line[21:43])


@given(lines(), st.data())
def test_machine_readable_line(line: str, data: st.DataObject) -> None:
    assert passport.validate(line) is True
    assert [(m.entity, m.proven, m.kind) for m in in_text(f"MRZ {line}", catalogue())] == [("PASSPORT", True, "machine_readable")]
    place = data.draw(st.sampled_from([9, 19, 27, 43]))
    wrong = data.draw(st.sampled_from([c for c in "0123456789" if c != line[place]]))
    assert passport.validate(line[:place] + wrong + line[place + 1 :]) is False


# --- vehicles, Japan -----------------------------------------------------------------------------------------------------


@st.composite
def vehicles(draw: st.DrawFn) -> str:
    maker = draw(st.sampled_from(["LSV", "LFV", "WBA", "1HG", "5YJ", "JHM"]))
    described = draw(st.text(VIN_LETTERS, min_size=2, max_size=2)) + draw(digits(3))
    rest = draw(st.sampled_from("ABCDEFGHJKLMNPRSTVWXY123456789")) + draw(st.sampled_from(VIN_LETTERS)) + draw(digits(6))
    check = vin.check_digit(f"{maker}{described}_{rest}")
    return f"{maker}{described}{check}{rest}"


@given(vehicles(), st.data())
def test_vin(number: str, data: st.DataObject) -> None:
    assert vin.validate(number) is True
    assert vin.validate(number.lower()) is True
    wrong = number[:8] + data.draw(st.sampled_from([c for c in "0123456789X" if c != number[8]])) + number[9:]
    assert vin.validate(wrong) is False
    [claimed] = in_cell(wrong, catalogue(), frozenset({"VIN"}))
    assert (claimed.entity, claimed.proven, claimed.end) == ("VIN", False, 17)
    assert "VIN" not in {m.entity for m in in_cell(wrong, catalogue())}


@given(digits(17))
def test_seventeen_digits_are_no_vin(number: str) -> None:
    assert vin.validate(number) is False
    assert "VIN" not in {m.entity for m in in_cell(number, catalogue(), frozenset({"VIN"}))}


@given(digits(11), st.data())
def test_my_number(body: str, data: st.DataObject) -> None:
    """Where the weighted sum leaves 0 or 1 the check digit is 0 in both cases: there alone a misprint may stay unseen."""
    number = body + jp_my_number.check_digit(body)
    assert jp_my_number.validate(number) is (len(set(number)) > 1)
    wrong = data.draw(misprints(number, "0123456789"))
    if not number[11] == wrong[11] == "0":
        assert jp_my_number.validate(wrong) is False
