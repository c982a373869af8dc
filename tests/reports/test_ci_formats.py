"""What CI servers and review tools read: each format against the rules of its reader, whatever strangers named their tables."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from register.entries import Waiver
from register.violation import Clause, Severity, Text, Violation
from reports import Report, formats, github, gitlab, gitlab_sast, junit, markdown, rdjson, sarif
from reports.matters import matters, notes, paragraphs, repository_path, yaml
from scanner.inventory import AssetRecord, ColumnRecord, Evidence, Finding, Inventory, Status, Verdict
from tests.growth import growth
from tests.reports.sample import FINDINGS, HOSTILE_NAMES, REGISTER, VIOLATIONS, empty, many, sample
from tests.reports.test_display import TEXTS

CI = ("github", "gitlab-codequality", "gitlab-sast", "junit", "markdown", "rdjson", "sarif")
UNCOMPARED = replace(sample(), register=None, violations=(), matrix=())
WAIVER = Waiver("INV-011", "", "", "kept for deliveries", "li.na", date(2027, 3, 1), "waivers[0]", 1)
WAIVED = replace(sample(), violations=VIOLATIONS[:2], waived=((VIOLATIONS[2], WAIVER),))
TABLE = AssetRecord(
    "schema://pr/db/a.sql#shop.customer", "pr", "schema", "customer", schema="shop", path="./db/a.sql", status=Status.SCHEMA, method="schema", line=1,
    columns=(ColumnRecord("id_card", "char(18)", "身份证号", 3, at=5), ColumnRecord("mobile", "char(11)", "", 4, at=5)),
)  # fmt: skip
UNPARSED = AssetRecord(
    "schema://pr/db/b.sql#9", "pr", "schema", "ALTER", path="db/b.sql", status=Status.ERROR, reason="unparsed_ddl", detail="9", line=9
)


def violation(column: str = "id_card", line: int = 3, **more: Any) -> Violation:
    known: dict[str, Any] = {
        "rule": "INV-011", "severity": Severity.HIGH, "title": Text("未声明的字段", "An undeclared column"), "message": Text(f"{column} 像是证件号", f"{column} looks like an ID"),
        "remedy": Text("先登记", "declare it first"), "law": ("PIPL 6", "PIPL 51(2)"), "clause": Clause("隐私政策", ""), "uri": TABLE.uri, "column": column,
        "entity": "CN_RESIDENT_ID", "category": "user.government_id", "system": "crm", "file": "./db/a.sql", "line": line, "at": 5, "yaml": "data_categories:\n- user.government_id\n",
    }  # fmt: skip
    return Violation(**{**known, **more})


def gate(*violations: Violation, lang: Any = "en", **more: Any) -> Report:
    """What the gate reports: one table, evidence from names only, one statement that was not understood if `unread`."""
    assets = (TABLE, UNPARSED) if more.pop("unread", False) else (TABLE,)
    evidence = (Evidence("header", "id_card", 0.9), Evidence("comment", "身份证", 0.9), Evidence("values", "138****0001", 1.0))
    finding = Finding(TABLE.uri, "id_card", "CN_RESIDENT_ID", "user.government_id", Verdict.LIKELY, evidence=evidence, line=3)
    inventory = Inventory(
        "s", "2026-11-20T09:00:00+08:00", "2026-11-20T01:00:02Z", "0.1.0", "x", "schema", assets=assets, findings=(finding,)
    )
    return Report(inventory, violations, REGISTER, lang=lang, **more)


REPORTS = {
    "sample": sample(), "english": sample("en"), "empty": empty(), "clean": gate(), "many": many(40), "uncompared": UNCOMPARED, "waived": WAIVED,
    "gate": gate(violation(), violation("mobile", 4), unread=True),
}  # fmt: skip


def rendered(name: str, report: Report) -> str:
    content = formats()[name].render(report)
    assert isinstance(content, str)
    return content


def hostile(name: str) -> Report:
    """Everything that a stranger may choose is `name`."""
    asset = replace(
        TABLE, name=name, schema=name, path=f"db/{name}", columns=(ColumnRecord(name, name, name, 3, at=5),), uri=f"schema://pr/x#{name}"
    )
    unread = replace(UNPARSED, name=name, path=name, detail=name)
    made = violation(
        name, uri=asset.uri, file=f"db/{name}", clause=Clause(name, name, name), yaml=f"a: {name}\n", also=((name, 7),), law=(name,)
    )
    finding = Finding(asset.uri, name, "CN_RESIDENT_ID", "user.government_id", Verdict.LIKELY, evidence=(Evidence("header", name, 0.9),))
    inventory = replace(gate().inventory, assets=(asset, unread), findings=(finding,))
    return Report(inventory, (made,), REGISTER, waived=((made, WAIVER),))


# -- all of them ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CI)
def test_every_sentence_says_what_where_why_and_what_to_do(name: str) -> None:
    content = rendered(name, gate(violation()))
    told = ("id_card looks like an ID", "身份证", "PIPL 51(2)", "隐私政策 says nothing of it", "declare it first", "user.government_id")
    assert [words for words in (*told, "db/a.sql", "INV-011") if words not in content] == []


@pytest.mark.parametrize("name", CI)
def test_no_value_of_data_is_written(name: str) -> None:
    """Not in evidence of values, and not from the evidence of a check."""
    content = rendered(name, gate(violation(evidence=(("samples", "138****0001"),))))
    assert "138****0001" not in content
    assert "samples" not in content


@pytest.mark.parametrize("name", CI)
def test_what_was_not_read_and_what_was_waived_is_told(name: str) -> None:
    content = rendered(name, gate(unread=True))
    assert "db/b.sql" in content
    if name != "sarif":  # suppressed results are shown by viewers of SARIF, so the register's waivers stay out of it
        assert "kept for deliveries" in rendered(name, WAIVED)
        assert "没有做声明比对" in rendered(name, UNCOMPARED)


@pytest.mark.parametrize("name", CI)
@given(text=TEXTS)
@settings(max_examples=30)
def test_nothing_that_steers_passes(name: str, text: str) -> None:
    content = rendered(name, hostile(text))
    read = [content] if name in ("github", "markdown") else _strings(ET.fromstring(content) if name == "junit" else json.loads(content))
    assert not any(
        re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]", part) for part in read
    )


def _strings(value: Any) -> list[str]:
    if isinstance(value, ET.Element):
        return [part for one in value.iter() for part in (one.text or "", *one.attrib.values())]
    if isinstance(value, dict):
        return [part for one in value.values() for part in _strings(one)]
    if isinstance(value, list):
        return [part for one in value for part in _strings(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", CI)
def test_cost_is_linear(name: str) -> None:
    assert growth(lambda size: formats()[name].render(many(size)), 300, 4) < 10


# -- matters ----------------------------------------------------------------------------------------------------------------


def test_one_matter_a_rule_and_column() -> None:
    two = violation(
        entity="HOUSEHOLD", message=Text("另一种", "another kind"), yaml="data_categories:\n- other\n", also=(("b.py", 0), ("./c.py", 2))
    )
    (matter,) = matters(gate(violation(also=(("b.py", 1),)), two))
    assert (matter.subject, matter.spot, matter.entities) == ("shop.customer.id_card", "db/a.sql:3:5", ["CN_RESIDENT_ID", "HOUSEHOLD"])
    assert matter.also == [("b.py", 1), ("c.py", 2)]
    assert yaml(matter) == "data_categories:\n- user.government_id\n---\ndata_categories:\n- other"
    assert dict(paragraphs(matter, "en"))["What happened"] == "id_card looks like an ID another kind"
    assert len(matters(gate(violation(), violation("mobile"), violation(rule="XB-001")))) == 3


@pytest.mark.parametrize(
    "clause, said",
    [
        (None, "the register quotes no clause"),
        (Clause("Policy 2", ""), "Policy 2 says nothing of it"),
        (Clause("Policy 2", "3.1"), "Policy 2 3.1 (the register quotes no clause)"),
        (Clause("Policy 2", "3.1", "we keep your name"), "Policy 2 3.1 “we keep your name”"),
    ],
)
def test_what_the_policy_says(clause: Clause | None, said: str) -> None:
    (matter,) = matters(gate(violation(clause=clause)))
    assert dict(paragraphs(matter, "en"))["Policy"] == said


def test_places_in_words() -> None:
    (matter,) = matters(gate(violation(also=tuple((f"m{n}.py", n) for n in range(1, 15)))))
    said = dict(paragraphs(matter, "en"))
    assert said["Place"] == "db/a.sql:3:5 · shop.customer · id_card"
    assert said["Also defined at"] == ", ".join(f"m{n}.py:{n}" for n in range(1, 11)) + " (+4)"
    assert said["Why"] == "the column's name says “id_card”; the comment says “身份证”"
    (matter,) = matters(gate(violation(line=0, at=5)))
    assert matter.spot == "db/a.sql"


@pytest.mark.parametrize(
    "file, path",
    [
        ("./db/a.sql", "db/a.sql"),
        ("db//a.sql", "db/a.sql"),
        ("db\\a.sql", "db/a.sql"),
        ("/srv/a.sql", "/srv/a.sql"),
        ("a.sql", "a.sql"),
        ("", ""),
    ],
)
def test_repository_path(file: str, path: str) -> None:
    assert repository_path(file) == path


def test_notes_in_order() -> None:
    told = [(note.kind, note.rule, note.spot) for note in notes(replace(WAIVED, register=None))]
    kinds = [kind for kind, _, _ in told]
    assert kinds == ["unread"] * 5 + ["uncompared", "waived"] + ["decided"] * 5
    assert told[0] == ("unread", "unreachable", "legacy")
    assert ("waived", "INV-011", "migrations/0042_add_bank.sql:5") in told
    assert [(note.spot, note.rule) for note in notes(gate(unread=True))] == [("db/b.sql:9", "unparsed_ddl")]


# -- JUnit ------------------------------------------------------------------------------------------------------------------

#: element -> (required attributes, further attributes, children): what junit-10.xsd of Jenkins' xUnit plugin (2.2.4 and later) accepts.
_OUTCOME: tuple[set[str], set[str], set[str]] = (set(), {"type", "message"}, set())
JENKINS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": ({"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": _OUTCOME,
    "error": _OUTCOME,
    "skipped": _OUTCOME,
    "system-out": (set(), set(), set()),
}  # fmt: skip


def suite(report: Report) -> ET.Element:
    root = ET.fromstring(junit.render(report))
    assert root.tag == "testsuites"
    (one,) = root
    return one


@pytest.mark.parametrize("name", REPORTS)
def test_junit_is_what_jenkins_accepts(name: str) -> None:
    for element in ET.fromstring(junit.render(REPORTS[name])).iter():
        required, further, children = JENKINS[element.tag]
        assert required <= set(element.attrib) <= required | further
        assert {child.tag for child in element} <= children


@pytest.mark.parametrize("name", REPORTS)
def test_junit_counts_and_names_are_right(name: str) -> None:
    one = suite(REPORTS[name])
    cases = one.findall("testcase")
    assert cases, "CI complains about empty suites"
    outcomes = [child.tag for case in cases for child in case]
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    assert {key: int(one.attrib[key]) for key in counts} == {key: outcomes.count(tag) for key, tag in counts.items()}
    assert int(one.attrib["tests"]) == len(cases)
    keys = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(keys)) == len(keys), "GitLab takes tests of one name for one"


@pytest.mark.parametrize(
    "report, cases",
    [
        (gate(), ["pandian gate|What is declared and what was found agree|"]),
        (gate(violation(), violation("mobile", 4, rule="XB-001")), ["shop.customer|INV-011 id_card|failure high", "shop.customer|XB-001 mobile|failure high"]),
        (gate(unread=True), ["ALTER|unparsed_ddl|error unread"]),
        (gate(waived=((violation(), WAIVER),)), ["shop.customer|INV-011 id_card|skipped waived"]),
        (replace(gate(), register=None), ["Register|uncompared|skipped uncompared"]),
        (
            gate(*(violation(uri=f"schema://pr/{file}#customer", file=file) for file in ("a.sql", "b.sql"))),
            ["schema://pr/a.sql#customer|INV-011 id_card|failure high", "schema://pr/b.sql#customer|INV-011 id_card|failure high"],
        ),
        (
            gate(*(violation(uri="", column="", declaration="d", category=c, file="r.yaml") for c in "abc")),
            ["d|INV-011|failure high", "d|INV-011 (r.yaml:3:5)|failure high", "d|INV-011 (r.yaml:3:5, 2)|failure high"],
        ),
    ],
)  # fmt: skip
def test_junit_cases(report: Report, cases: list[str]) -> None:
    told = []
    for case in suite(report).findall("testcase"):
        outcome = " ".join(f"{child.tag} {child.get('type')}" for child in case)
        told.append(f"{case.get('classname')}|{case.get('name')}|{outcome}")
    assert told == cases


def test_junit_message_begins_with_the_place() -> None:
    (failure,) = suite(gate(violation())).iter("failure")
    assert failure.attrib["message"] == "db/a.sql:3:5: id_card looks like an ID"
    assert failure.text is not None and failure.text.split("\n")[:2] == [
        "What happened: id_card looks like an ID",
        "Place: db/a.sql:3:5 · shop.customer · id_card",
    ]


# -- GitLab -----------------------------------------------------------------------------------------------------------------

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./).+"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
_TOOL = {
    "type": "object",
    "required": ["id", "name", "version", "vendor"],
    "properties": {
        **{key: {"type": "string", "minLength": 1} for key in ("id", "name", "version")},
        "vendor": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}},
    },
}
_TIME = {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$"}
_NAMED = {"type": "object", "required": ["type", "name", "value"], "additionalProperties": {"type": "string", "minLength": 1}}
#: The parts of GitLab's SAST report schema 15 that it requires, and those that are written here.
SAST = {
    "type": "object",
    "required": ["scan", "version", "vulnerabilities"],
    "properties": {
        "version": {"type": "string", "pattern": "^15\\.[0-9]+\\.[0-9]+$"},
        "scan": {
            "type": "object",
            "required": ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
            "properties": {
                "analyzer": _TOOL,
                "scanner": _TOOL,
                "start_time": _TIME,
                "end_time": _TIME,
                "status": {"enum": ["success", "failure"]},
                "type": {"const": "sast"},
                "messages": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["level", "value"],
                        "properties": {"level": {"enum": ["info", "warn", "fatal"]}, "value": {"type": "string", "minLength": 1}},
                    },
                },
            },
        },
        "vulnerabilities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "identifiers", "location"],
                "properties": {
                    "id": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
                    "name": {"type": "string", "maxLength": 255},
                    "description": {"type": "string", "maxLength": 1_048_576},
                    "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
                    "solution": {"type": "string", "maxLength": 7_000},
                    "identifiers": {"type": "array", "minItems": 1, "items": _NAMED},
                    "location": {
                        "type": "object",
                        "required": ["file", "start_line"],
                        "properties": {"file": {"type": "string", "minLength": 1}, "start_line": {"type": "integer"}, "end_line": {"type": "integer"}, "class": {"type": "string"}, "method": {"type": "string"}},
                    },
                    "tracking": {
                        "type": "object",
                        "required": ["type", "items"],
                        "properties": {
                            "type": {"const": "source"},
                            "items": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["signatures"],
                                    "properties": {"signatures": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["algorithm", "value"]}}},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}, "url": {"type": "string"}}, "additionalProperties": False},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"], "additionalProperties": False, "properties": {"value": {"type": "string", "minLength": 1}}},
                    "location": {
                        "type": "object",
                        "required": ["path", "range"],
                        "properties": {
                            "path": {"type": "string", "minLength": 1},
                            "range": {
                                "type": "object",
                                "required": ["start"],
                                "properties": {
                                    "start": {
                                        "type": "object",
                                        "required": ["line"],
                                        "additionalProperties": False,
                                        "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
                                    }
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("report", [*REPORTS.values(), *map(hostile, [*HOSTILE_NAMES, ""])])
@pytest.mark.parametrize("name, rules", [("gitlab-codequality", CODE_QUALITY), ("gitlab-sast", SAST), ("rdjson", RDJSON)])
def test_json_formats_are_what_their_readers_require(name: str, rules: Any, report: Report) -> None:
    jsonschema.Draft202012Validator(rules).validate(json.loads(rendered(name, report)))


@pytest.mark.parametrize("name", REPORTS)
def test_names_of_issues_are_unique_and_survive_a_moved_line(name: str) -> None:
    report = REPORTS[name]
    moved = replace(report, violations=tuple(replace(v, line=v.line + 40, at=1) for v in report.violations))
    prints, later = ([issue["fingerprint"] for issue in json.loads(gitlab.render(one))] for one in (report, moved))
    assert len(set(prints)) == len(prints)
    assert sorted(prints) == sorted(later)
    first, second = (json.loads(gitlab_sast.render(one))["vulnerabilities"] for one in (report, moved))
    assert len({one["id"] for one in first}) == len(first)
    assert sorted(one["id"] for one in first) == sorted(one["id"] for one in second)
    assert [one["tracking"]["items"][0]["signatures"] for one in first] == [one["tracking"]["items"][0]["signatures"] for one in second]


def test_code_quality_issues() -> None:
    report = gate(violation(), violation("mobile", 4, severity=Severity.CRITICAL), unread=True)
    told = [
        f"{i['severity']}|{i['check_name']}|{i['location']['path']}:{i['location']['lines']['begin']}"
        for i in json.loads(gitlab.render(report))
    ]
    assert told == ["blocker|INV-011|db/a.sql:4", "critical|INV-011|db/a.sql:3", "major|unparsed_ddl|db/b.sql:9"]
    assert json.loads(gitlab.render(gate())) == []


def test_code_quality_tells_equal_notes_apart() -> None:
    """Two statements of one file that could not be read alike."""
    report = gate()
    twice = replace(
        report, inventory=replace(report.inventory, assets=(TABLE, UNPARSED, replace(UNPARSED, uri="schema://pr/db/b.sql#10", line=10)))
    )
    assert len({issue["fingerprint"] for issue in json.loads(gitlab.render(twice))}) == 2


def test_sast_scan_and_location() -> None:
    document = json.loads(gitlab_sast.render(gate(violation(severity=Severity.CRITICAL), unread=True)))
    scan, (one,) = document["scan"], document["vulnerabilities"]
    assert (scan["status"], scan["start_time"], scan["end_time"]) == ("failure", "2026-11-20T01:00:00", "2026-11-20T01:00:02")
    assert [message["level"] for message in scan["messages"]] == ["warn"]
    assert one["location"] == {"file": "db/a.sql", "start_line": 3, "end_line": 3, "class": "shop.customer", "method": "id_card"}
    assert one["severity"] == "Critical"
    assert [i["value"] for i in one["identifiers"]] == ["INV-011", "PIPL 6", "PIPL 51(2)"]
    assert json.loads(gitlab_sast.render(gate()))["scan"]["status"] == "success"


@pytest.mark.parametrize(
    "iso, shown",
    [
        ("2026-11-20T09:00:00+08:00", "2026-11-20T01:00:00"),
        ("2026-11-20T09:00:00", "2026-11-20T09:00:00"),
        ("", ""),
        ("soon", ""),
        ("0001-01-01T00:00:00+14:00", ""),
    ],
)
def test_sast_times(iso: str, shown: str) -> None:
    assert gitlab_sast._moment(iso) == shown


def test_sast_keeps_within_the_lengths_of_the_schema() -> None:
    report = gate(violation(title=Text("长", "long " * 100), remedy=Text("长", "#1 " * 5_000), yaml="a: 1\n" * 50_000))
    (one,) = json.loads(gitlab_sast.render(report))["vulnerabilities"]
    jsonschema.Draft202012Validator(SAST).validate(json.loads(gitlab_sast.render(report)))
    assert one["solution"].endswith("…")
    assert not re.search(r"&[^;]*…$", one["solution"])


# -- reviewdog --------------------------------------------------------------------------------------------------------------


def test_rdjson_positions() -> None:
    document = json.loads(rdjson.render(gate(violation(), violation("mobile", 4, at=0, severity=Severity.LOW), unread=True)))
    told = [
        f"{d['severity']}|{d['code']['value']}|{d['location']['path']}|{d['location']['range']['start']}" for d in document["diagnostics"]
    ]
    assert told == [
        "ERROR|INV-011|db/a.sql|{'line': 3, 'column': 5}",
        "INFO|INV-011|db/a.sql|{'line': 4}",
        "WARNING|unparsed_ddl|db/b.sql|{'line': 9}",
    ]
    assert document["severity"] == "ERROR"
    assert json.loads(rdjson.render(gate())) == {"source": {"name": "pandian"}, "diagnostics": []}


# -- GitHub annotations -----------------------------------------------------------------------------------------------------


def annotations(report: Report) -> list[str]:
    return github.render(report).splitlines()


def test_annotations_stand_on_line_and_column() -> None:
    first, unread, _ = annotations(gate(violation(), unread=True))
    assert first.startswith("::error file=db/a.sql,line=3,col=5,title=INV-011 An undeclared column::What happened: ")
    assert unread.startswith("::warning file=db/b.sql,line=9,title=Coverage::db/b.sql")


@pytest.mark.parametrize(
    "name, escaped",
    [
        ("a%b", "a%25b"),
        ("a,b", "a%2Cb"),
        ("a:b", "a%3Ab"),
        ("a\r\nb", "a\\u{d}\\u{a}b"),
        ("::error::x", "%3A%3Aerror%3A%3Ax"),
        ("a b", "a b"),
    ],
)
def test_annotation_properties_are_escaped(name: str, escaped: str) -> None:
    assert annotations(gate(violation(file=name)))[0].startswith(f"::error file={escaped},line=3,col=5,title=")


def test_the_worst_ten_of_a_kind_are_annotated_and_the_others_named() -> None:
    levels = [Severity.HIGH] * 14 + [Severity.MEDIUM] * 12 + [Severity.INFO] * 12
    report = gate(*(violation(f"c{n:02}", n + 1, severity=level) for n, level in enumerate(levels)), unread=True)
    lines = annotations(report)
    kinds = [line.split(" ")[0] for line in lines]
    assert {kind: kinds.count(kind) for kind in kinds} == {"::error": 10, "::warning": 10, "::notice": 10}
    assert any("file=db/b.sql" in line for line in lines), "what was not read goes before other warnings"
    assert "Violations: 38, critical or high: 14" in lines[-2]
    left = [line for line in lines[-1].split("%0A") if line.startswith("db/a.sql:")]
    assert len(left) == 4 + 3 + 4
    assert ": 11. The summary" in lines[-1]
    assert left[0] == "db/a.sql:11 INV-011 An undeclared column"


@pytest.mark.parametrize("count, last", [(10, "critical or high: 10"), (11, "1. The summary")])
def test_the_notice_about_others_comes_only_when_there_are_some(count: int, last: str) -> None:
    assert last in annotations(gate(*(violation(f"c{n:02}") for n in range(count))))[-1]


def test_many_unread_things_leave_no_more_than_ten_warnings() -> None:
    report = gate()
    assets = tuple(replace(UNPARSED, uri=f"schema://pr/b.sql#{n}", line=n + 1) for n in range(25))
    lines = annotations(replace(report, inventory=replace(report.inventory, assets=(TABLE, *assets))))
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert ": 15. The summary" in lines[-1]


# -- SARIF ------------------------------------------------------------------------------------------------------------------


def test_sarif_has_column_and_related_places() -> None:
    also = tuple((f"./m{n}.py", n) for n in range(200))
    (result,) = json.loads(sarif.render(gate(violation(also=also))))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("db/a.sql", {"startLine": 3, "startColumn": 5})
    assert len(result["relatedLocations"]) + len(result["locations"]) == 100, "GitHub shows 100 and refuses more than 1,000"
    assert result["relatedLocations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "m0.py"}, "region": {"startLine": 1}}
    (result,) = json.loads(sarif.render(gate(violation(line=0))))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "relatedLocations" not in result


def test_sarif_names_the_line_that_was_not_read() -> None:
    (note,) = json.loads(sarif.render(gate(unread=True)))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["descriptor"] == {"id": "unparsed_ddl"}
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


@pytest.mark.slow
def test_sarif_of_the_largest_run_is_accepted_by_github() -> None:
    """25,000 results and 10 MB when compressed; every table and column has a name of its own."""
    assets = tuple(
        replace(TABLE, uri=f"schema://pr/db/{n}.sql#t{n:x}", name=f"t{n * 7919:x}", path=f"db/{n * 104729:x}.sql")
        for n in range(sarif.MAX_RESULTS)
    )
    words = "the person's identity number as it stands on the card, kept for real-name checks"
    broken = (
        violation(
            f"c{n * 15485863:x}",
            n % 997,
            uri=a.uri,
            file=a.path,
            message=Text(f"{a.name} {words}", f"{a.name} {words}"),
            also=((f"m/{n * 31:x}.py", n),),
        )
        for n, a in enumerate(assets)
    )
    report = gate()
    content = sarif.render(replace(report, inventory=replace(report.inventory, assets=assets, findings=()), violations=tuple(broken)))
    assert len(json.loads(content)["runs"][0]["results"]) == sarif.MAX_RESULTS
    assert len(gzip.compress(content.encode())) < 10_000_000


# -- Markdown ---------------------------------------------------------------------------------------------------------------

TAGS = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "ul", "li", "details", "summary"}


class Page(HTMLParser):
    """What a browser would be given: tags with attributes, comments, and text outside of code blocks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.comments: list[str] = []
        self.shown, self.cells, self._blocks = "", 0, 0
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {f"{name}={value}" for name, value in attrs}
        self._blocks += tag == "pre"
        self.cells += tag == "td"

    def handle_endtag(self, tag: str) -> None:
        self._blocks -= tag == "pre"

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.shown += "" if self._blocks else data


@pytest.mark.parametrize("name", REPORTS)
def test_markdown_begins_with_the_marker_and_a_verdict(name: str) -> None:
    lines = markdown.render(REPORTS[name]).split("\n")
    assert lines[0] == "<!-- pandian -->"
    assert re.fullmatch(r"\*\*Pandian: .+\*\*", lines[1])
    page = Page("\n".join(lines))
    assert page.tags <= TAGS
    assert page.comments == [" pandian "]


@pytest.mark.parametrize(
    "report, verdict",
    [
        (gate(), "What is declared and what was found agree"),
        (gate(unread=True), "No disagreement between what is declared and what was found. · could not be read: 1"),
        (gate(violation(), violation("mobile", severity=Severity.LOW)), "Violations: 2, critical or high: 1"),
        (replace(gate(), register=None), "No register was given, so nothing was compared with declarations."),
    ],
)
def test_markdown_verdicts(report: Report, verdict: str) -> None:
    assert f"**Pandian: {verdict}**" in markdown.render(report)


def test_markdown_of_one_violation() -> None:
    content = markdown.render(gate(violation(yaml="a: ```\n")))
    assert "| High | <code>db/a.sql:3</code> | <code>shop.customer.id_card</code> | id_card looks like an ID | INV-011 |" in content
    assert "<summary>INV-011 <code>shop.customer.id_card</code> An undeclared column</summary>" in content
    assert "\n````yaml\na: ```\n````\n" in content
    assert content.endswith("\nTables or files read: 1, columns: 2 · High 1\n")


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "|a|b", "a\\|b", "``` x", "@octocat #12 !3 ~bug %1 &2 GH-7", "https://x.example www.x.example a@x.example", "</code></details>", "--> <!--", "\\", "~~~", "$x$"])  # fmt: skip
def test_markdown_lets_nothing_of_a_stranger_work(name: str) -> None:
    page = Page(markdown.render(hostile(name)))
    assert page.tags <= TAGS
    assert page.attributes <= {"class=language-yaml"}
    assert page.comments == [" pandian "]
    assert page.cells == 5, "one row"
    assert not re.search(r"[@#!~&$^]\w|://|\bwww\.|\bGH-\d", page.shown)


@given(text=TEXTS)
@settings(max_examples=60)
def test_markdown_lets_nothing_work_whatever_it_is(text: str) -> None:
    page = Page(markdown.render(hostile(text)))
    assert page.tags <= TAGS
    assert page.attributes <= {"class=language-yaml"}
    assert (page.comments, page.cells) == ([" pandian "], 5)


@pytest.mark.parametrize("yaml_lines", [1, 400, 5_000])
@pytest.mark.parametrize("count", [1, 30, 400])
def test_markdown_keeps_within_githubs_limit_and_counts_the_rest(count: int, yaml_lines: int) -> None:
    long = "|" * 500
    made = [violation(f"c{n:03}{long}", n, message=Text(long, long), yaml="- a\n" * yaml_lines) for n in range(count)]
    report = gate(*made, unread=True, waived=tuple((one, WAIVER) for one in made))
    content = markdown.render(report)
    assert len(content) <= markdown.MOST
    rows, details = content.count("\n| High |"), content.count("<details>")
    left = [int(n) for n in re.findall(r"… and (\d+) more; see --format json", content)]
    assert left[: (rows < count) + (details < count)] == [count - shown for shown in (rows, details) if shown < count]
    assert content.count("<details>") == content.count("</details>")
    assert Page(content).tags <= TAGS
    assert "db/b.sql:9" in content


def test_markdown_lists_what_was_settled() -> None:
    content = markdown.render(WAIVED)
    assert "登记册已豁免 1 项：" in content
    assert "- <code>migrations/0042_add_bank.sql:5</code> INV-011" in content
    assert len([line for line in markdown.render(sample()).split("\n") if "机器：" in line]) == len(
        {f.fingerprint for f in FINDINGS} & sample().decisions.keys()
    )
