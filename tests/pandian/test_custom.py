"""Recognizers of a company's own on the command line: every command looks for the same, and every mistake names its line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from pandian.estate import parts
from pandian.recognizing import RecognizersFileError, gather, tried
from reports.messages import MESSAGES
from tests.pandian.command import call, code, place, said
from tests.test_docs import blocks, section

REGISTER = str(parts().parent / "quickstart" / "register.yaml")
OWN = """\
format: pandian-recognizers/1
recognizers:
  - entity: EMPLOYEE_BADGE
    category: user.employment.badge
    names: {zh: 工牌号, en: Employee badge}
    patterns:
      - {name: badge, core: 'GP-?[0-9]{6}', score: 0.7}
    evidence: shape
    headers: [badge_no, 工牌号]
    examples: [GP-204518]
    counter_examples: [GP-20451812]
  - extend: CUSTOMER_NUMBER
    patterns: [{name: ours, core: 'KH[0-9]{4}-[0-9]{5}', score: 0.8}]
    examples: [请查 KH2024-00017 的订单]
disable: [GENDER]
"""
GUEST = """\
format: pandian-recognizers/1
presidio:
  - class: presidio_analyzer.predefined_recognizers.IbanRecognizer
    language: en
    entity: IBAN_CODE
    category: user.financial.bank_account
    names: {zh: 国际银行账号, en: IBAN}
"""
IBAN = "DE89370400440532013000"  # the example of ISO 13616


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)
    monkeypatch.setenv("COLUMNS", "160")
    Path("own.yaml").write_text(OWN, "utf-8")


def database() -> str:
    with sqlite3.connect("hr.db") as db:
        db.execute("create table staff (id integer primary key, badge_no text, kh text, gender text)")
        db.executemany(
            "insert into staff values (?,?,?,?)", [(n, f"GP-{204000 + n}", f"KH2024-{n:05d}", "男女"[n % 2]) for n in range(100)]
        )
    db.close()
    return "hr.db"


def found(result: Result) -> set[tuple[str, str]]:
    report = json.loads(result.output)
    return {(f["column"], f["entity"]) for f in report["findings"]}


# --- all commands look for the same ------------------------------------------------------------------------------------------


def test_a_scan_with_files_of_ones_own() -> None:
    plain = found(call("scan", database(), "--format", "json", "-q"))
    own = call("scan", "hr.db", "--format", "json", "-q", "--recognizers", "own.yaml")
    assert code(own) == 0, said(own)
    assert ("gender", "GENDER") in plain
    assert {("badge_no", "EMPLOYEE_BADGE"), ("kh", "CUSTOMER_NUMBER")} & plain == set()
    assert {("badge_no", "EMPLOYEE_BADGE"), ("kh", "CUSTOMER_NUMBER")} <= found(own)
    assert ("gender", "GENDER") not in found(own)


def test_what_is_switched_off_is_not_said_to_be_absent() -> None:
    from pandian.commands.scan import Request, plan_of

    plain, own = (
        plan_of(Request((), "", "sample", 10, 0, "", "", "high", recognizers=files), ()) for files in ((), ("own.yaml",))
    )  # fmt: skip
    assert plain.digest != own.digest
    plain, own = plain.categories, own.categories
    assert set(plain) - set(own) == {"user.demographic.gender"}
    assert set(own) - set(plain) == {"user.employment.badge"}


def test_the_configuration_names_files_relative_to_itself() -> None:
    database()
    Path("conf").mkdir()
    Path("conf/own.yaml").write_text(OWN, "utf-8")
    Path("conf/pandian.yaml").write_text("recognizers: [own.yaml]\nsources: [{name: hr, path: ../hr.db}]\n", "utf-8")
    assert ("badge_no", "EMPLOYEE_BADGE") in found(call("scan", "-c", "conf/pandian.yaml", "--format", "json", "-q"))
    detected = call("detect", "-c", "conf/pandian.yaml", stdin="工牌GP-204518\n".encode())
    assert "EMPLOYEE_BADGE" in detected.output
    assert "EMPLOYEE_BADGE" in call("recognizers", "-c", "conf/pandian.yaml").output


def test_the_gate_looks_for_the_same() -> None:
    Path("schema.sql").write_text("create table staff (id int, badge_no varchar(20));\n", "utf-8")
    arguments = ("gate", "schema.sql", "--register", REGISTER)
    assert code(call(*arguments)) == 0
    own = call(*arguments, "--recognizers", "own.yaml")
    assert code(own) == 1
    assert "user.employment.badge" in own.output
    Path("pandian.yaml").write_text("recognizers: [own.yaml]\n", "utf-8")
    assert code(call(*arguments)) == 0  # a file that happens to lie there changes nothing
    assert code(call(*arguments, "-c", "pandian.yaml")) == 1


def test_the_gate_stays_light_with_own_recognizers(tmp_path: Path) -> None:
    from tests.test_imports import HEAVY, run_and_list

    (tmp_path / "schema.sql").write_text("create table staff (id int, badge_no varchar(20));\n", "utf-8")
    code_, loaded = run_and_list(["gate", "schema.sql", "--register", REGISTER, "--recognizers", "own.yaml"], tmp_path)
    assert code_ == 1
    assert sorted(loaded & set(HEAVY)) == []
    _, loaded = run_and_list(["gate", "schema.sql", "--register", REGISTER], tmp_path)
    assert "re2" not in loaded


def test_detect_prints_places_of_own_kinds() -> None:
    result = call("detect", "--recognizers", "own.yaml", stdin="工牌GP-204518，客户KH2024-00017\n".encode())
    assert [line.split()[1] for line in result.output.splitlines()] == ["EMPLOYEE_BADGE", "CUSTOMER_NUMBER"]
    assert "204518" not in result.output
    spans = json.loads(call("detect", "--format", "jsonl", "--recognizers", "own.yaml", stdin=b'{"id":1,"text":"GP-204518"}\n').output)[
        "spans"
    ]
    assert spans == [{"start": 0, "end": 9, "entity": "EMPLOYEE_BADGE", "score": 0.7}]


def test_reports_use_the_names_of_the_file() -> None:
    database()
    assert "工牌号" in call("scan", "hr.db", "-q", "--lang", "zh", "--recognizers", "own.yaml").output
    later = subprocess.run([sys.executable, "-m", "pandian", "report", "--lang", "zh"], capture_output=True, text=True, check=True)
    assert "工牌号" in later.stdout
    Path("own.yaml").unlink()
    gone = subprocess.run([sys.executable, "-m", "pandian", "report", "--lang", "zh"], capture_output=True, text=True, check=True)
    assert "EMPLOYEE_BADGE" in gone.stdout


def test_a_changed_file_is_noticed_when_a_scan_is_resumed() -> None:
    database()
    assert code(call("scan", "hr.db", "-q", "--store", "s.db", "--recognizers", "own.yaml")) == 0
    with sqlite3.connect("s.db") as db:  # as if it had been killed just before its end
        (state,) = {row[0] for row in db.execute("select state from scan")}
        db.execute("update scan set state = 'running', finished = ''")
    db.close()
    assert state == "complete"
    Path("own.yaml").write_text(OWN.replace("GP-?[0-9]{6}", "GP-[0-9]{6}"), "utf-8")
    assert "recognizers changed" in said(call("scan", "--resume", "--store", "s.db", "-q"))
    Path("own.yaml").write_text(OWN, "utf-8")
    again = call("scan", "--resume", "--store", "s.db", "-q", "--format", "json")
    assert code(again) == 0, said(again)
    assert ("badge_no", "EMPLOYEE_BADGE") in found(again)
    assert "give none" in said(call("scan", "--resume", "--recognizers", "own.yaml"))


# --- what is wrong is told ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["scan", "hr.db"], ["gate", "s.sql", "--register", REGISTER], ["detect", "own.yaml"], ["recognizers"]]
)
def test_every_command_refuses_a_file_with_mistakes(arguments: list[str]) -> None:
    database()
    Path("s.sql").write_text("create table t (id int);", "utf-8")
    Path("own.yaml").write_text(OWN.replace("[0-9]{6}", r"\d{6}"), "utf-8")
    result = call(*arguments, "--recognizers", "own.yaml")
    assert code(result) == 2
    assert r"own.yaml:7: recognizers[0].patterns[0].core: \d is not allowed; write [0-9]" in said(result)


def test_both_languages_say_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("own.yaml").write_text(OWN.replace("GENDER", "GENDR").replace("GP-204518", "ZP-204518"), "utf-8")
    english, chinese = (said(call("recognizers", "--recognizers", "own.yaml", "--lang", lang)) for lang in ("en", "zh"))
    assert "own.yaml:10: recognizers[0].examples[0]: EMPLOYEE_BADGE is not found in this example" in english
    assert "own.yaml:15: disable[0]: there is no kind GENDR; known: GENDER" in english
    assert "own.yaml:10: recognizers[0].examples[0]: 例子里没有找到 EMPLOYEE_BADGE" in chinese
    assert "own.yaml:15: disable[0]: 没有种类 GENDR；可用：GENDER" in chinese


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (None, "own.yaml:0: cannot be read"),
        (b"\xff", "own.yaml:1: not UTF-8"),
        (b"a: ]", "own.yaml:1: not valid YAML"),
        (b"a: 1\na: 2", "own.yaml:2: key 'a' is written twice"),
        (b"[]", "own.yaml:1: must be a mapping"),
    ],
)
def test_a_file_that_is_no_such_file(content: bytes | None, answer: str) -> None:
    Path("own.yaml").unlink()
    if content is not None:
        Path("own.yaml").write_bytes(content)
    with pytest.raises(RecognizersFileError, match=r"own\.yaml") as caught:
        gather([Path("own.yaml")])
    assert answer in str(caught.value)


@pytest.mark.parametrize("wrong", ["recognizers: own.yaml", "recognizers: [5]", "[]", "a: ["])
def test_a_configuration_with_a_mistake(wrong: str) -> None:
    Path("pandian.yaml").write_text(wrong + "\n", "utf-8")
    result = call("detect", "-c", "pandian.yaml", stdin=b"")
    assert (code(result) == 2) == (wrong != "[]")
    assert code(call("detect", "-c", "nowhere.yaml", stdin=b"")) == 2


def test_every_message_is_used_and_every_mistake_has_one() -> None:
    import re

    sources = "".join(Path(parts().parents[1] / "recognizers" / f"{name}.py").read_text("utf-8") for name in ("custom", "_guests"))
    keys = set(re.findall(r"wrong\([^()]*?,\s*\"([a-z_0-9]+)\"", sources)) | {
        f"forbidden_{a}" for a in re.findall(r"\", \"([a-z]+)\"\),", sources)
    }
    keys |= {
        "duplicate",
        "duplicate_in",
        "found",
        "not_found",
        "re2",
        "not_a_mapping",
        "entity_too_large",
        "all_too_large",
        "files",
        "cannot_read",
    }
    known = {key.removeprefix("cli.custom.") for key in MESSAGES if key.startswith("cli.custom.") and "type." not in key}
    assert keys == known


# --- pandian recognizers -----------------------------------------------------------------------------------------------------


def test_the_list_says_whose_a_definition_is() -> None:
    lines = {line.split()[0]: line for line in call("recognizers", "--recognizers", "own.yaml").output.splitlines() if line.strip()}
    assert "own.yaml" in lines["EMPLOYEE_BADGE"]
    assert "built in + own.yaml" in lines["CUSTOMER_NUMBER"]
    assert "switched off by own.yaml" in lines["GENDER"]
    assert "built in" in lines["PERSON"]
    facts = {f["entity"]: f for f in json.loads(call("recognizers", "--recognizers", "own.yaml", "--format", "json").output)}
    assert [facts["EMPLOYEE_BADGE"][k] for k in ("active", "built_in", "files")] == [True, False, ["own.yaml"]]
    assert [facts["CUSTOMER_NUMBER"][k] for k in ("active", "built_in", "files")] == [True, True, ["own.yaml"]]
    assert [facts["GENDER"][k] for k in ("active", "disabled_by")] == [False, "own.yaml"]


def test_files_are_tested_with_what_each_example_gave() -> None:
    result = call("recognizers", "test", "own.yaml")
    assert code(result) == 0
    assert "✓ own.yaml:10: EMPLOYEE_BADGE: found; badge 0.70 GP" in result.output
    assert "✓ own.yaml:11: EMPLOYEE_BADGE: not found" in result.output
    assert "recognizers: 2, examples: 3, problems: 0" in result.stderr
    assert "204518" not in result.output
    Path("own.yaml").write_text(OWN.replace("[GP-20451812]", "[GP204518, '13800138000']"), "utf-8")
    wrong = call("recognizers", "test", "own.yaml")
    assert code(wrong) == 2
    assert "✗ own.yaml:11: EMPLOYEE_BADGE: found" in wrong.output
    assert "✓ own.yaml:11: EMPLOYEE_BADGE: not found; PHONE_NUMBER when everything is looked for" in wrong.output
    assert "own.yaml:11: recognizers[0].counter_examples[0]: EMPLOYEE_BADGE is found in this counter-example" in wrong.output


def test_options_of_the_group_are_documented() -> None:
    from pandian.commands.recognizers import command

    text = section("docs/commands.md", "pandian recognizers")
    assert [o for p in command.params for o in p.opts if f"{o}`" not in text and f"{o} " not in text] == []


def test_the_examples_of_the_documentation_are_sound() -> None:
    files = [text for kind, text in blocks("docs/configuration.md") if kind == "yaml" and "pandian-recognizers/1" in text]
    assert len(files) == 2
    for number, text in enumerate(files):
        Path(f"{number}.yaml").write_text(text, "utf-8")
    lineup, problems = tried([Path(f"{number}.yaml") for number in range(len(files))])
    assert [p.told("en") for p in problems] == []
    assert {t.entity for t in lineup.trials} == {"CUSTOMER_NUMBER", "EMPLOYEE_BADGE", "US_ZIP_CODE"}
    assert lineup.guests


def test_an_evil_pattern_does_not_stop_a_scan() -> None:
    """As a user meets it: a pattern that backtracks for ever elsewhere, over a file that a stranger wrote."""
    Path("own.yaml").write_text(OWN.replace("'GP-?[0-9]{6}'", "'(GP-?[0-9]{6}|(([a-z]+)*)+X)'"), "utf-8")
    Path("notes.txt").write_text(("a" * 5_000 + "\n") * 20, "utf-8")
    result = call("scan", "notes.txt", "-q", "--full", "--recognizers", "own.yaml")
    assert code(result) == 0, said(result)


# --- Presidio ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def _presidio() -> None:
    pytest.importorskip("presidio_analyzer", reason="the extra nlp is not installed")
    Path("guest.yaml").write_text(GUEST, "utf-8")


@pytest.mark.usefixtures("_presidio")
def test_detect_asks_presidios_class() -> None:
    result = call("detect", "--recognizers", "guest.yaml", stdin=f"账号 {IBAN}，电话 13800138000\n".encode())
    assert code(result) == 0, said(result)
    assert [line.split()[1] for line in result.output.splitlines()] == ["IBAN_CODE", "PHONE_NUMBER"]


@pytest.mark.usefixtures("_presidio")
def test_a_scan_says_that_it_does_not_ask_it() -> None:
    result = call("scan", database(), "-q", "--recognizers", "guest.yaml")
    assert code(result) == 0
    assert "(IBAN_CODE) are used by pandian detect only" in result.stderr
    assert "guest.yaml (IbanRecognizer, detect only)" in call("recognizers", "--recognizers", "guest.yaml").output


@pytest.mark.usefixtures("_presidio")
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("NoSuchRecognizer", "no such recognizer"),
        ("generic.nowhere.X", "no such recognizer"),
        ("EmailRecognizer", "would download a list"),
        ("SpacyRecognizer", "needs a model or a service"),
        ("AzureAILanguageRecognizer", "needs a model or a service"),
        ("generic.iban_recognizer.PatternRecognizer", "needs a model or a service"),
        ("generic.iban_recognizer.Pattern", "not a recognizer"),
    ],
)
def test_a_class_that_is_not_to_be_had(name: str, answer: str) -> None:
    Path("guest.yaml").write_text(GUEST.replace("IbanRecognizer", name), "utf-8")
    result = call("detect", "--recognizers", "guest.yaml", stdin=b"x\n")
    assert code(result) == 2
    assert answer in said(result)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("guest.yaml").write_text(GUEST, "utf-8")
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    result = call("detect", "--recognizers", "guest.yaml", stdin=b"x\n")
    assert code(result) == 2
    assert "pip install 'pandian[nlp]'" in said(result)


@pytest.mark.usefixtures("_presidio")
def test_a_folder_named_like_presidio_is_not_imported() -> None:
    Path("presidio_analyzer").mkdir()
    Path("presidio_analyzer/__init__.py").write_text("raise SystemExit('POISON')", "utf-8")
    for start in ([sys.executable, "-m", "pandian"], [str(Path(sys.executable).parent / "pandian")]):
        done = subprocess.run([*start, "detect", "--recognizers", "guest.yaml"], input=IBAN, capture_output=True, text=True, check=False)
        assert "POISON" not in done.stdout + done.stderr
        assert "IBAN_CODE" in done.stdout, done.stderr


@pytest.mark.usefixtures("_presidio")
def test_presidio_loads_what_is_written_for_it_and_finds_the_examples() -> None:
    from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

    from recognizers.find import in_text

    result = call("recognizers", "--recognizers", "own.yaml", "--format", "presidio")
    assert code(result) == 0
    Path("registry.yaml").write_text(result.output, "utf-8")
    registry = RecognizerRegistryProvider(conf_file="registry.yaml").create_recognizer_registry()
    theirs = {r.supported_entities[0]: r for r in registry.recognizers}
    lineup = gather([Path("own.yaml")])
    assert "GENDER" not in theirs
    assert {"EMPLOYEE_BADGE", "CUSTOMER_NUMBER", "PHONE_NUMBER", "CN_RESIDENT_ID"} <= theirs.keys()
    compared = 0
    for r in lineup.recognizers:
        for text in r.examples:
            ours = {(m.start, m.end) for m in in_text(text, [r]) if not m.transforms}
            found_there = {(x.start, x.end) for x in theirs[r.entity].analyze(text, [r.entity])} if r.entity in theirs else set()
            assert ours <= found_there, (r.entity, text)
            compared += len(ours)
        if r.entity in theirs:
            assert theirs[r.entity].context == ([*r.context] or None)
    assert compared > 30


@pytest.mark.usefixtures("_presidio")
def test_presidios_engine_runs_the_registry() -> None:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

    pytest.importorskip("jieba")
    from recognizers.presidio import nlp_engine

    Path("registry.yaml").write_text(call("recognizers", "--recognizers", "own.yaml", "--format", "presidio").output, "utf-8")
    registry = RecognizerRegistryProvider(conf_file="registry.yaml").create_recognizer_registry()
    engine = AnalyzerEngine(registry=registry, nlp_engine=nlp_engine("zh"), supported_languages=["zh"])
    text = "工牌GP-204518，手机13800138000"
    found = {(r.entity_type, text[r.start : r.end]) for r in engine.analyze(text, language="zh")}
    assert {("EMPLOYEE_BADGE", "GP-204518"), ("PHONE_NUMBER", "13800138000")} <= found
