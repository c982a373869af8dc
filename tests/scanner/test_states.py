"""In what state values are, what was undone to read them, and who is a minor: from cells to findings."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pyarrow as pa
import pytest

from connectors.base import Asset, Column
from recognizers import catalogue
from recognizers.cn_resident_id import check_character
from recognizers.find import in_cell
from scanner.alphabet import Alphabet
from scanner.inventory import Finding
from scanner.observe import Observer
from scanner.outcome import findings
from scanner.profile import ColumnProfile
from scanner.protected import shapes
from scanner.sketch import Key

MADE = random.Random(5)
PHONES = [f"138{MADE.randrange(10**8):08d}" for _ in range(60)]


def judged(column: str, values: list[str], day: str = "", kind: str = "varchar(200)") -> dict[str, Finding]:
    asset = Asset(source="s", uri="sqlite://s/t", kind="table", name="t", columns=(Column(column, kind),))
    observer = Observer(catalogue(), Key(bytes(32)))
    profiles: dict[str, ColumnProfile] = {}
    observer.observe(asset, pa.record_batch([values], names=[column]), profiles)
    again = {name: ColumnProfile.from_json(profile.to_json()) for name, profile in profiles.items()}
    found = {f.entity: f for f in findings(asset, profiles, catalogue(), day=day)}
    assert found == {f.entity: f for f in findings(asset, again, catalogue(), day=day)}
    return found


@pytest.mark.parametrize(
    ("state", "make"),
    [
        ("plain", lambda v: v),
        ("masked", lambda v: v[:3] + "****" + v[7:]),
        ("weak", lambda v: v[:9] + "**"),
        ("hashed", lambda v: hashlib.md5(v.encode()).hexdigest()),
        ("hashed", lambda v: hashlib.sha256(v.encode()).hexdigest().upper()),
        ("hashed", lambda v: "$2b$12$" + hashlib.sha512(v.encode()).hexdigest()[:53]),
        ("tokenised", lambda v: "tok_" + hashlib.sha1(v.encode()).hexdigest()[:16]),
        ("encrypted", lambda v: "Ab9+" + hashlib.sha256(v.encode()).hexdigest()[:36] + "xZ8="),
        ("encrypted", lambda v: "ENC(" + v[::-1] + ")"),
        ("empty", lambda v: ""),
    ],
)  # fmt: skip
def test_state(state: str, make: Callable[[str], str]) -> None:
    found = judged("mobile", [make(v) for v in PHONES])["PHONE_NUMBER"]
    assert found.state == state
    assert found.verdict in ("CONFIRMED", "LIKELY")


def test_hashes_without_a_word_are_nothing() -> None:
    assert judged("c1", [hashlib.md5(v.encode()).hexdigest() for v in PHONES]) == {}


def test_shapes_are_told_once_and_by_weight() -> None:
    values = pa.array(["0" * 32, "tok_abcdefgh", "plain", "d" * 64])
    assert shapes(values, None, Alphabet.of(values)) == {"hashed": 2, "tokenised": 1}


def test_transforms_are_evidence() -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    found = judged("mobile", [v.translate(wide) for v in PHONES[:30]] + PHONES[30:])["PHONE_NUMBER"]
    assert [(e.what, e.share) for e in found.evidence if e.kind == "transform"] == [("full_width", 0.5)]


def test_what_hides_is_called_obfuscated() -> None:
    found = judged("mobile", ["\u200b".join(v) for v in PHONES])["PHONE_NUMBER"]
    assert [(e.what, e.share) for e in found.evidence if e.kind == "obfuscated"] == [("zero_width", 1.0)]


def test_kinds_are_named() -> None:
    assert judged("wechat", [f"wxid_{n:08d}abcd" for n in range(60)])["SNS_ACCOUNT"].kinds == ("wechat",)
    assert judged("qq_number", [str(10_000_000 + n * 7919) for n in range(60)])["SNS_ACCOUNT"].kinds == ("qq",)


def resident_ids(years: list[int]) -> list[str]:
    bodies = [f"110101{year}0101{n:03d}" for n, year in enumerate(years, 1)]
    return [body + check_character(body) for body in bodies]


def test_minors_by_resident_id() -> None:
    values = resident_ids([1980] * 50 + [2010] * 6 + [2015] * 4)
    found = judged("id_card", values, day="2026-11-25")
    minor = found["MINOR"]
    assert (minor.matched, minor.kinds, minor.sparse, minor.samples, minor.tags) == (10, ("under_14", "under_18"), True, (), ())
    assert {e.kind: e.share for e in minor.evidence} == {"under_14": round(4 / 60, 4), "under_18": round(10 / 60, 4)}
    assert "MINOR" not in judged("id_card", values, day="2040-01-01")
    assert "MINOR" not in judged("id_card", values)


def test_minors_by_birth_date() -> None:
    found = judged("birthday", [f"2014-{n % 12 + 1:02d}-05" for n in range(60)], day="2026-11-25")
    assert found["MINOR"].matched == 60 and not found["MINOR"].sparse


@pytest.mark.parametrize("value", ["138001380**", "1380013800*", "1101011990030777**", "622202123456789***8"])
def test_a_mask_that_shows_too_much_is_weak(value: str) -> None:
    assert {m.state for m in in_cell(value, catalogue())} == {"weak"}


def test_only_beginnings_of_digits_are_kept() -> None:
    """Of a telephone number the profile keeps how many begin alike, never anything that is not a segment or an area code."""
    profile = Observer(catalogue(), Key(bytes(32))).engine.observe_cells(
        pa.array([*PHONES, "+8613800138000", "一三八〇〇一三八〇〇〇", "(010)62345678"])
    )
    assert profile.tallies["PHONE_NUMBER"].leads == {"138": len(PHONES)}


def test_numbers_that_pass_by_chance_are_nothing() -> None:
    values = [f"62{MADE.randrange(10**14):014d}" for _ in range(1500)]
    assert judged("order_ref", values) == {}


def test_order_numbers_that_look_like_telephones() -> None:
    """Given out one after the other they begin alike; a header that speaks of something else lowers what varies."""
    sequence = [f"1721{n:07d}" for n in range(200)]
    found = judged("c1", sequence)["PHONE_NUMBER"]
    assert (found.verdict, [e.what for e in found.evidence if e.kind == "sequence"]) == ("POSSIBLE", ["172"])
    varied = [f"1{MADE.choice(('38', '50', '77', '86', '99'))}{MADE.randrange(10**8):08d}" for _ in range(200)]
    assert judged("c1", varied)["PHONE_NUMBER"].verdict == "CONFIRMED"
    other = judged("order_no", varied)["PHONE_NUMBER"]
    assert (other.verdict, [e.kind for e in other.evidence][-1]) == ("LIKELY", "other_header")
    assert judged("mobile", sequence)["PHONE_NUMBER"].verdict == "CONFIRMED"
