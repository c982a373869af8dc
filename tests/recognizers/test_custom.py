"""Definitions from data: what a file may say, what each mistake answers, and that what comes out is a recognizer like ours."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from recognizers import catalogue, digest
from recognizers._linear import MAX_PROGRAM
from recognizers.checksums import CHECKSUMS
from recognizers.custom import FORMAT, MAX_ALL, MAX_ENTITY, Lineup, Mistake, add
from recognizers.find import in_cell, in_text
from recognizers.headers import judge

BADGE: dict[str, Any] = {
    "entity": "EMPLOYEE_BADGE",
    "category": "user.employment.badge",
    "names": {"zh": "工牌号", "en": "Employee badge"},
    "patterns": [
        {"name": "badge", "core": "GP-?[0-9]{6}", "score": 0.7},
        {"name": "cued", "core": "[0-9]{6}", "before": "工牌号?[:：]? ?", "edges": "0-9"},
    ],
    "headers": ["badge_no", "工牌号"],
    "examples": ["GP-204518", "工牌：204518"],
    "counter_examples": ["GP-20451812", "订单 204518"],
}


def build(entries: Any = (), **more: Any) -> tuple[Lineup, list[Mistake]]:
    return add({"format": FORMAT, "recognizers": list(entries), **more}, "own.yaml", Lineup(catalogue()))


def sound(entries: Any = (), **more: Any) -> Lineup:
    lineup, mistakes = build(entries, **more)
    assert mistakes == []
    return lineup


def said(lineup_and_mistakes: tuple[Lineup, list[Mistake]]) -> list[tuple[str, str]]:
    return [("".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in m.path), m.key) for m in lineup_and_mistakes[1]]


def entities(text: str, lineup: Lineup) -> list[tuple[str, str]]:
    return [(m.entity, text[m.start : m.end]) for m in in_text(text, lineup.recognizers)]


# --- what a file can say -----------------------------------------------------------------------------------------------------


def test_an_entity_of_ones_own() -> None:
    lineup = sound([BADGE])
    badge = lineup.by_entity["EMPLOYEE_BADGE"]
    assert entities("请找工牌：204518，或GP-204518", lineup) == [("EMPLOYEE_BADGE", "204518"), ("EMPLOYEE_BADGE", "GP-204518")]
    assert (badge.rank, badge.evidence, badge.sources) == (92, "header", ("own.yaml",))
    assert all(p.linear for p in badge.patterns)
    assert badge.patterns[0].edges == "0-9A-Za-z"
    assert lineup.origins == {"EMPLOYEE_BADGE": ("own.yaml",)}
    assert [r.rank for r in lineup.recognizers] == sorted(r.rank for r in lineup.recognizers)
    assert [t.held for t in lineup.trials] == [True] * 4
    assert judge("badge_no", recognizers=lineup.recognizers)[0].entity == "EMPLOYEE_BADGE"


def test_every_key_of_an_entry() -> None:
    entry = BADGE | {
        "rank": 33, "checksum": "luhn", "hints": ["code"], "vetoes": ["door"], "context": ["员工"], "evidence": "shape", "support": "people",
        "shortest": 6, "kinds": {"visitor": ["visitor_badge"]}, "sources": ["staff handbook, 4.2"],
        "patterns": [{"name": "masked", "pattern": "[0-9]{3}[*]{3}", "edges": "", "after": " ?号", "state": "masked", "kind": "visitor", "score": 1}],
        "examples": ["工牌 204*** 号"], "counter_examples": [],
    }  # fmt: skip
    _, mistakes = build([entry])
    assert [m.key for m in mistakes] == ["not_found"]  # Luhn refuses what is masked: the example tells
    entry["patterns"] = [{"core": "[0-9]{8}", "scope": "header"}]
    entry["examples"] = ["79927398713"[3:]]
    assert [m.key for m in build([entry])[1]] == ["not_found"]
    entry["examples"] = ["00000018"]
    badge = sound([entry]).by_entity["EMPLOYEE_BADGE"]
    assert badge.validate is CHECKSUMS["luhn"]
    assert (badge.hints, badge.vetoes, badge.context, badge.kinds) == (("code",), ("door",), ("员工",), {"visitor": ("visitor_badge",)})
    assert (badge.rank, badge.evidence, badge.shortest, badge.support) == (33, "shape", 6, "people")
    assert badge.sources == ("staff handbook, 4.2",)
    assert [m.proven for m in in_cell("00000018", [badge], frozenset({"EMPLOYEE_BADGE"}))] == [True]


def test_a_company_declares_its_customer_number() -> None:
    ours = {
        "extend": "CUSTOMER_NUMBER", "patterns": [{"name": "ours", "core": "KH[0-9]{4}-[0-9]{5}", "score": 0.8}],
        "headers": ["khxh"], "examples": ["请查 KH2024-00017 的订单"], "counter_examples": ["KH2024-0001"],
    }  # fmt: skip
    plain = Lineup(catalogue())
    lineup = sound([ours])
    assert entities("请查 KH2024-00017 的订单", plain) == []
    assert entities("请查 KH2024-00017 的订单", lineup) == [("CUSTOMER_NUMBER", "KH2024-00017")]
    known, extended = plain.by_entity["CUSTOMER_NUMBER"], lineup.by_entity["CUSTOMER_NUMBER"]
    assert extended.patterns[: len(known.patterns)] == known.patterns
    assert extended.validate is known.validate
    assert extended.headers == (*known.headers, "khxh")
    assert len(lineup.recognizers) == len(plain.recognizers)
    assert lineup.origins == {"CUSTOMER_NUMBER": ("own.yaml",)}
    assert {h.entity for h in judge("khxh", recognizers=lineup.recognizers)} == {"CUSTOMER_NUMBER"}


def test_kinds_are_switched_off() -> None:
    lineup = sound(disable=["PHONE_NUMBER"])
    assert "PHONE_NUMBER" not in lineup.by_entity
    assert [(r.entity, file) for r, file in lineup.disabled] == [("PHONE_NUMBER", "own.yaml")]
    assert entities("电话 13800138000", lineup) == []


def test_files_lie_over_each_other() -> None:
    first = sound([BADGE])
    again = {"extend": "EMPLOYEE_BADGE", "patterns": [{"name": "old", "core": "ZP[0-9]{4}"}], "examples": ["ZP1234"]}
    second, mistakes = add({"format": FORMAT, "recognizers": [again]}, "more.yaml", first)
    assert mistakes == []
    assert second.origins["EMPLOYEE_BADGE"] == ("own.yaml", "more.yaml")
    _, mistakes = add({"format": FORMAT, "recognizers": [BADGE]}, "more.yaml", first)
    assert [(m.key, m.facts["where"]) for m in mistakes] == [("duplicate_in", "own.yaml")]


def test_the_digest_tells_every_change() -> None:
    seen = {
        digest(catalogue()),
        digest(sound([BADGE]).recognizers),
        digest(sound(disable=["VIN"] if _has("VIN") else ["GENDER"]).recognizers),
    }
    for key, value in (("rank", 93), ("checksum", "damm"), ("headers", ["x_no"]), ("evidence", "shape")):
        entry = BADGE | {key: value, "patterns": [], "examples": [], "counter_examples": []}
        seen.add(digest(sound([entry]).recognizers))
    changed = copy.deepcopy(BADGE)
    changed["patterns"][0]["edges"] = "0-9"
    seen.add(digest(sound([changed]).recognizers))
    assert len(seen) == 8


def _has(entity: str) -> bool:
    return entity in {r.entity for r in catalogue()}


# --- mistakes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"entity": "badge"}, (".recognizers[0].entity", "entity")),
        ({"entity": "PERSON"}, (".recognizers[0].entity", "duplicate")),
        ({"category": "user"}, (".recognizers[0].category", "category")),
        ({"category": None}, (".recognizers[0].category", "wrong_type")),
        ({"names": {"zh": "工牌号"}}, (".recognizers[0].names", "names")),
        ({"names": {"zh": "工牌号", "en": "=cmd()"}}, (".recognizers[0].names", "names")),
        ({"names": {"zh": "工牌号", "en": "a\x1b[31m"}}, (".recognizers[0].names", "names")),
        ({"names": {"zh": "工牌号", "en": "Badge", "fr": "Badge"}}, (".recognizers[0].names", "names")),
        ({"rank": 0}, (".recognizers[0].rank", "out_of_range")),
        ({"rank": True}, (".recognizers[0].rank", "wrong_type")),
        ({"checksum": "lun"}, (".recognizers[0].checksum", "checksum")),
        ({"evidence": "maybe"}, (".recognizers[0].evidence", "not_one_of")),
        ({"support": "dogs"}, (".recognizers[0].support", "not_one_of")),
        ({"headers": ["ok", 5]}, (".recognizers[0].headers", "not_words")),
        ({"headers": "badge"}, (".recognizers[0].headers", "wrong_type")),
        ({"kinds": {"a": "x"}}, (".recognizers[0].kinds.a", "not_words")),
        ({"patern": []}, (".recognizers[0].patern", "unknown_key")),
        ({"patterns": [5]}, (".recognizers[0].patterns[0]", "not_a_mapping")),
        ({"examples": []}, (".recognizers[0]", "no_example")),
        ({"examples": ["GP-204518", "ZP-204518"]}, (".recognizers[0].examples[1]", "not_found")),
        ({"counter_examples": ["GP204518"]}, (".recognizers[0].counter_examples[0]", "found")),
        ({"examples": ["x" * 5000]}, (".recognizers[0].examples[0]", "too_long")),
        ({"patterns": [], "headers": [], "examples": []}, (".recognizers[0]", "nothing_to_find")),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_mistake_in_an_entry_is_told_with_its_place(change: dict[str, Any], answer: tuple[str, str]) -> None:
    assert answer in said(build([BADGE | change]))


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ({}, ("", "no_core")),
        ({"core": "a", "pattern": "a"}, ("", "no_core")),
        ({"core": r"GP\d{6}"}, (".core", "forbidden_digit")),
        ({"pattern": r"GP\d{6}"}, (".pattern", "forbidden_digit")),
        ({"core": r"\w+"}, (".core", "forbidden_letter")),
        ({"core": r"a\s"}, (".core", "forbidden_blank")),
        ({"core": r"\bGP"}, (".core", "forbidden_edge")),
        ({"core": "(?<!a)b"}, (".core", "forbidden_look")),
        ({"core": "b(?=c)"}, (".core", "forbidden_look")),
        ({"core": r"(a)\1"}, (".core", "forbidden_back")),
        ({"core": "(?P<x>a)"}, (".core", "forbidden_group")),
        ({"core": "(?i)vip"}, (".core", "forbidden_flags")),
        ({"core": r"\Aab\Z"}, (".core", "forbidden_anchor")),
        ({"core": "(?>a)"}, (".core", "forbidden_other")),
        ({"core": "a", "before": r"\d"}, (".before", "forbidden_digit")),
        ({"core": "a", "after": "("}, (".after", "re2")),
        ({"core": "(a+"}, (".core", "re2")),
        ({"core": "a{1001}"}, (".core", "re2")),
        ({"core": "(?:[一-龥]{1,90}[a-z]{1,90}){1,9}"}, (".core", "re2")),
        ({"core": "a*"}, (".core", "matches_nothing")),
        ({"core": "a", "edges": "9-0"}, (".edges", "edges")),
        ({"core": "a", "scope": "everywhere"}, (".scope", "not_one_of")),
        ({"core": "a", "scope": "cell", "before": "b"}, (".scope", "cue_and_cell")),
        ({"core": "a", "state": "gone"}, (".state", "not_one_of")),
        ({"core": "a", "score": 0}, (".score", "out_of_range")),
        ({"core": "a", "score": "high"}, (".score", "wrong_type")),
        ({"core": "a", "name": "工"}, (".name", "pattern_name")),
        ({"core": "a", "regex": "b"}, (".regex", "unknown_key")),
        ({"core": "b" * 5000}, (".core", "too_long")),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_mistake_in_a_pattern_is_told_with_its_place(pattern: dict[str, Any], answer: tuple[str, str]) -> None:
    place, key = answer
    assert (f".recognizers[0].patterns[0]{place}", key) in said(build([BADGE | {"patterns": [pattern]}]))


@pytest.mark.parametrize("core", [r"\\d{2}", r"\(?[0-9]{3}\)?", r"[(]?[?]", r"\p{Han}{2}号", "(GP|ZP)[0-9]{3}"])
def test_what_only_looks_forbidden_is_allowed(core: str) -> None:
    entry = BADGE | {"patterns": [{"core": core, "edges": ""}], "examples": ["none"], "counter_examples": []}
    assert said(build([entry])) == [(".recognizers[0].examples[0]", "not_found")]


def test_all_mistakes_are_told_at_once() -> None:
    patterns = [{"core": r"\d"}, {"core": "a"}, {"core": "(", "scope": "x"}, {"name": "a", "core": "b"}, {"name": "a", "core": "c"}]
    lineup, mistakes = build([{"entity": "x", "patterns": patterns, "rank": "high"}, {"extend": "PERSN"}, 7], disable=["NONE"])
    assert sorted(m.key for m in mistakes) == sorted(
        ["wrong_type", "entity", "forbidden_digit", "not_one_of", "re2", "duplicate_pattern", "category", "names", "unknown_entity",
         "not_a_mapping", "unknown_entity"]
    )  # fmt: skip
    assert lineup.recognizers == catalogue()
    assert next(m for m in mistakes if m.path == ("recognizers", 1, "extend")).facts["known"] == "PERSON"


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (None, ("", "not_a_mapping")),
        ([], ("", "not_a_mapping")),
        ({}, (".format", "format")),
        ({"format": "pandian-recognizers/9"}, (".format", "format")),
        ({"format": FORMAT, "recognisers": []}, (".recognisers", "unknown_key")),
        ({"format": FORMAT, "recognizers": [{}] * 201}, (".recognizers", "too_many")),
        ({"format": FORMAT, "disable": ["x" * 100]}, (".disable[0]", "unknown_entity")),
    ],
)
def test_a_mistake_in_the_file_is_told(data: Any, answer: tuple[str, str]) -> None:
    assert answer in said(add(data, "own.yaml", Lineup(catalogue())))


def test_an_extension_may_not_change_what_a_kind_is() -> None:
    assert (".recognizers[0].checksum", "unknown_key") in said(build([{"extend": "PERSON", "checksum": "luhn"}]))


def test_together_patterns_have_a_bound() -> None:
    """The engine makes alternations of them; the whole catalogue and all of these together must still be one for RE2."""
    large = "(?:[一-龥]{1,60}[a-z]{1,60}){1,3}"
    one = {"core": large}
    assert (MAX_ENTITY, MAX_ALL) == (2 * MAX_PROGRAM, 4 * MAX_PROGRAM)
    many = BADGE | {"patterns": [one | {"name": f"p{n}"} for n in range(8)], "examples": ["中文a"], "counter_examples": []}
    assert "entity_too_large" in [m.key for m in build([many])[1]]
    some = [many | {"entity": f"KIND_{n}", "patterns": many["patterns"][:4]} for n in range(5)]
    assert [m.key for m in build(some)[1]] == ["all_too_large"]


def test_the_largest_permitted_lineup_runs_in_the_engine() -> None:
    pa = pytest.importorskip("pyarrow")
    from scanner.engine import Engine
    from scanner.sketch import Key

    one = {"core": "(?:[一-龥]{1,60}[a-z]{1,60}){1,3}号"}
    entries = [
        BADGE
        | {"entity": f"KIND_{n}", "patterns": [one | {"name": f"p{i}"} for i in range(2)], "examples": ["中文a号"], "counter_examples": []}
        for n in range(4)
    ]
    lineup = sound(entries)
    engine = Engine(lineup.recognizers, Key(bytes(32)), few=0)
    profile = engine.observe_cells(pa.array(["中文a号", "13800138000", "x"] * 50))
    assert profile.tallies["KIND_0"].cells == 50


# --- Presidio's entries ------------------------------------------------------------------------------------------------------

ZIP: dict[str, Any] = {
    "name": "Zip code Recognizer",
    "supported_language": "en",
    "patterns": [{"name": "zip (weak)", "regex": r"(\b\d{5}(?:\-\d{4})?\b)", "score": 0.01}],
    "context": ["zip", "code"],
    "supported_entity": "ZIP",
    "category": "user.contact.address.postal_code",
    "names": {"zh": "美国邮编", "en": "US ZIP code"},
}


def test_presidios_own_example_is_read() -> None:
    """From the documentation of its registry provider, with what we need beside."""
    lineup = sound(presidio=[ZIP | {"examples": ["zip 94103-1234", "邮编94103"], "counter_examples": ["941031"]}])
    found = in_text("zip 94103", [lineup.by_entity["ZIP"]])
    assert [(m.start, m.end, m.score, m.pattern) for m in found] == [(4, 9, 0.21, "zip_weak")]
    assert lineup.by_entity["ZIP"].patterns[0].linear


def test_presidios_flags_hold() -> None:
    entry = ZIP | {"patterns": [{"name": "line", "regex": "^vip.no$", "score": 0.5}], "examples": ["a\nVIP\nNO\nb"]}
    assert sound(presidio=[entry]).trials[0].held


def test_a_deny_list_is_words() -> None:
    entry = {k: v for k, v in ZIP.items() if k != "patterns"} | {"deny_list": ["Mr.", "Mr", "先生"], "deny_list_score": 0.6}
    lineup = sound(presidio=[entry])
    text = "mr. Wang, MRX, 王先生"
    assert [text[m.start : m.end] for m in in_text(text, [lineup.by_entity["ZIP"]])] == ["mr.", "先生"]


def test_a_known_entity_is_extended() -> None:
    entry = {"name": "ours", "supported_entity": "CUSTOMER_NUMBER", "patterns": [{"name": "n", "regex": r"KH\d{6}", "score": 0.6}]}
    assert entities("KH204518", sound(presidio=[entry])) == [("CUSTOMER_NUMBER", "KH204518")]


def test_languages_bring_their_context() -> None:
    entry = {k: v for k, v in ZIP.items() if k not in ("context", "supported_language")}
    entry["supported_languages"] = [{"language": "en", "context": ["zip"]}, {"language": "es", "context": ["código"]}]
    assert sound(presidio=[entry]).by_entity["ZIP"].context == ("zip", "código")


def test_not_enabled_is_left_out() -> None:
    assert "ZIP" not in sound(presidio=[ZIP | {"enabled": False}]).by_entity


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"patterns": [{"name": "a", "regex": "(?<!a)b", "score": 0.5}]}, (".patterns[0].regex", "re2")),
        ({"patterns": [{"name": "a", "regex": r"(a)\1", "score": 0.5}]}, (".patterns[0].regex", "re2")),
        ({"patterns": [{"name": "a", "regex": "b"}]}, (".patterns[0]", "missing")),
        ({"patterns": [{"name": "a", "regex": "b", "score": 0}]}, (".patterns[0].score", "out_of_range")),
        ({"patterns": []}, ("", "no_presidio_pattern")),
        ({"type": "predefined"}, (".type", "predefined")),
        ({"supported_entity": "zip"}, (".supported_entity", "entity")),
        ({"supported_entities": ["A1", "B1"]}, (".supported_entities", "one_entity")),
        ({"names": {}}, ("", "names")),
        ({"global_regex_flags": 26}, (".global_regex_flags", "unknown_key")),
        ({"examples": ["none"]}, (".examples[0]", "not_found")),
    ],
)
def test_a_mistake_in_a_presidio_entry_is_told(change: dict[str, Any], answer: tuple[str, str]) -> None:
    assert (f".presidio[0]{answer[0]}", answer[1]) in said(build(presidio=[ZIP | change]))


GUEST = {
    "class": "presidio_analyzer.predefined_recognizers.IbanRecognizer", "language": "en", "entity": "IBAN_CODE",
    "category": "user.financial.bank_account", "names": {"zh": "国际银行账号", "en": "IBAN"},
}  # fmt: skip


def test_a_class_is_named_and_not_imported() -> None:
    (guest,) = sound(presidio=[GUEST]).guests
    assert (guest.path, guest.entity, guest.rank, guest.file) == (GUEST["class"], "IBAN_CODE", 60, "own.yaml")


@pytest.mark.parametrize(
    "path",
    ["os.system", "presidio_analyzer.AnalyzerEngine", "presidio_analyzer.predefined_recognizers.third_party.ahds_recognizer.AHDSRecognizer",
     "presidio_analyzer.predefined_recognizers.ner.gliner_recognizer.GLiNERRecognizer", "evil.presidio_analyzer.predefined_recognizers.X",
     "presidio_analyzer.predefined_recognizers..X", "presidio_analyzer.predefined_recognizers.X.__init__", "IbanRecognizer", ""],
)  # fmt: skip
def test_only_presidios_own_classes_may_be_named(path: str) -> None:
    assert (".presidio[0].class", "class") in said(build(presidio=[GUEST | {"class": path}]))


# --- checksums ---------------------------------------------------------------------------------------------------------------

#: Examples of the standards and of the articles that define them.
VALID = {
    "luhn": ["79927398713", "4111 1111 1111 1111"],
    "gs1": ["4006381333931", "73513537"],
    "mod11_2": ["11010519491231002X", "0000000121032683"],
    "mod11_10": ["86095742719"],
    "mod31": ["91350100M000100Y43"],
    "mod37_36": ["A1-2425G-ABC1234002-M"],
    "mod97": ["5493001KJTIIGC8Y1R12"],
    "iban": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"],
    "verhoeff": ["2363", "123451"],
    "damm": ["5724"],
}


def test_every_checksum_has_examples() -> None:
    assert VALID.keys() == CHECKSUMS.keys()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALID.items() for value in values])
def test_checksum(name: str, value: str) -> None:
    check = CHECKSUMS[name]
    assert check(value) is True
    last = "0" if value[-1] != "0" else "1"
    assert check(value[:-1] + last) is False
    for wrong in ("", "1", "一二三", "１２３", "12a!", value + "\n", "9" * 500):
        assert check(wrong) is False or wrong == "9" * 500
    digits = [i for i, c in enumerate(value) if c.isdigit()]
    for i in digits:  # every single wrong digit is seen by all of these schemes
        other = value[:i] + str((int(value[i]) + 1) % 10) + value[i + 1 :]
        assert check(other) is False, other


def test_a_prefix_of_letters_is_no_part_of_a_number_of_digits() -> None:
    assert CHECKSUMS["luhn"]("KH-79927398713")
    assert not CHECKSUMS["luhn"]("79927KH398713")
    assert not CHECKSUMS["mod37_36"]("KHA12425GABC1234002M")


def test_the_documentation_lists_the_checksums() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z0-9_]+)` \| (?:ISO/IEC |ISO 13616|GS1 |GB 3|Verhoeff |Damm )", page, re.M)) == set(CHECKSUMS)
