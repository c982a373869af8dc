"""JSON, CSV, SARIF and GitHub annotations: valid against their schemas, complete, sorted, free of sample values."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from register.violation import Severity
from reports import Report, csv_report, formats, github, json_report, sarif
from tests.reports.sample import CUSTOMERS, EXPORT, HOSTILE_NAMES, MIGRATION, VIOLATIONS, empty, many, sample

ROOT = Path(__file__).parents[2]
UNCOMPARED = replace(sample(), register=None, violations=(), matrix=())
REPORTS = {"sample": sample(), "english": sample("en"), "empty": empty(), "many": many(40), "uncompared": UNCOMPARED}


def schema(path: str) -> Any:
    return json.loads((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("name", REPORTS)
def test_json_is_valid_against_the_published_schema(name: str) -> None:
    document = json.loads(json_report.render(REPORTS[name]))
    jsonschema.Draft202012Validator(schema("docs/formats/report.schema.json")).validate(document)


def test_json_is_complete() -> None:
    report = sample()
    document = json.loads(json_report.render(report))
    assert len(document["findings"]) == len(report.inventory.findings)
    assert {asset["uri"]: asset["status"] for asset in document["assets"]} == {a.uri: a.status for a in report.inventory.assets}
    assert document["coverage"]["complete"] is False
    assert {gap["reason"] for gap in document["coverage"]["gaps"]} == {
        "unreachable", "no_permission", "row_security", "limit_seconds", "unsupported_format",
    }  # fmt: skip
    assert not any("tags" in finding for finding in document["findings"])


def table(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_report.render(report))))


def test_csv_header_begins_as_promised() -> None:
    first = csv_report.render(empty()).split("\n", 1)[0]
    assert first.startswith("source,schema,table,column,type,comment,entity,category,verdict,state,matched,rows,")


def test_csv_has_one_row_a_finding_and_the_surest_first() -> None:
    report = sample()
    found = [row for row in table(report) if row["entity"]]
    assert len(found) == len(report.inventory.findings)
    remarks = [row["entity"] for row in found if row["uri"] == CUSTOMERS.uri and row["column"] == "beizhu"]
    assert remarks == ["PHONE_NUMBER", "SNS_ACCOUNT"]


def test_csv_source_is_the_name_for_a_table_and_the_path_for_a_file() -> None:
    source = {row["uri"]: row["source"] for row in table(sample())}
    assert source[CUSTOMERS.uri] == "crm"
    assert source[EXPORT.uri] == "/srv/share/2024/客户名单.xlsx#Sheet1"
    assert source[MIGRATION.uri] == "migrations/0042_add_bank.sql"


def test_csv_says_what_was_not_read() -> None:
    gaps = {(row["source"], row["table"]): row["reason"] for row in table(sample()) if not row["entity"]}
    assert gaps[("marketing", "salary")] == "no_permission"
    assert gaps[("legacy", "")] == "unreachable"
    assert ("share", "logo.png") not in gaps  # skipped by design


def test_csv_fields_never_start_a_formula() -> None:
    for row in table(sample()):
        for value in row.values():
            assert not value.startswith(tuple("=+-@＝＋－＠\t\r"))


@pytest.mark.parametrize("name", REPORTS)
def test_sarif_is_valid_against_the_published_schema(name: str) -> None:
    document = json.loads(sarif.render(REPORTS[name]))
    jsonschema.Draft7Validator(schema("tests/reports/data/sarif-schema-2.1.0.json")).validate(document)


def run(report: Report) -> Any:
    return json.loads(sarif.render(report))["runs"][0]


def test_sarif_results_are_what_github_needs() -> None:
    log = run(sample())
    rules = log["tool"]["driver"]["rules"]
    levels = [result["level"] for result in log["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]
        location = result["locations"][0]["physicalLocation"]
        assert location["region"]["startLine"] >= 1
        assert ":" not in location["artifactLocation"]["uri"].split("/")[0]
    assert len({json.dumps(result["partialFingerprints"]) for result in log["results"]}) == len(log["results"])
    assert all(len(rule["properties"]["tags"]) <= 10 and rule["help"]["markdown"] for rule in rules)


def test_sarif_and_annotations_hold_no_sample_value() -> None:
    samples = {value for finding in sample().inventory.findings for value in finding.samples if len(value) > 3}
    leaking = replace(VIOLATIONS[1], evidence=(("samples", " · ".join(sorted(samples))),))
    report = replace(sample(), violations=(leaking, *VIOLATIONS))
    for name in ("sarif", "github"):
        content = formats()[name].render(report)
        assert isinstance(content, str)
        assert [value for value in samples if value in content] == []


def test_sarif_aggregates_per_column() -> None:
    second = replace(VIOLATIONS[1], entity="CUSTOMER_NUMBER", category="user.unique_id")
    log = run(replace(sample(), violations=(VIOLATIONS[1], second)))
    assert len(log["results"]) == 1
    assert log["results"][0]["properties"]["entities"] == ["CN_RESIDENT_ID", "CUSTOMER_NUMBER"]
    assert len(log["results"][0]["properties"]["fingerprints"]) == 2


def test_sarif_fingerprint_survives_a_moved_line() -> None:
    moved = replace(VIOLATIONS[2], line=99)
    before, after = (run(replace(sample(), violations=(v,)))["results"][0]["partialFingerprints"] for v in (VIOLATIONS[2], moved))
    assert before == after


def test_sarif_says_when_it_is_incomplete_or_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 4)
    log = run(sample())
    invocation = log["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert len(log["results"]) == 4
    notes = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any("salary" in note for note in notes)
    assert any("未列出 5 项" in note for note in notes)
    assert run(empty())["invocations"][0]["executionSuccessful"] is True


def test_sarif_without_a_register_lists_findings_as_notes() -> None:
    log = run(UNCOMPARED)
    assert {result["ruleId"] for result in log["results"]} == {sarif.FOUND}
    assert {result["level"] for result in log["results"]} == {"note"}


@pytest.mark.parametrize(
    "path, uri",
    [
        ("migrations/1 a.sql", "migrations/1%20a.sql"),
        ("/srv/客户.csv", "file:///srv/%E5%AE%A2%E6%88%B7.csv"),
        ("C:\\data\\a.sql", "file:///C:/data/a.sql"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a\ud800#?.sql", "a%ED%A0%80%23%3F.sql"),
    ],
)
def test_sarif_uri(path: str, uri: str) -> None:
    assert sarif._uri(path) == uri


def test_sarif_messages_hold_no_embedded_link() -> None:
    linked = replace(VIOLATIONS[0], column="[click](javascript:alert(1))")
    message = run(replace(sample(), violations=(linked,)))["results"][0]["message"]["text"]
    assert "](" not in message


def test_github_escapes_and_levels() -> None:
    lines = github.render(sample()).splitlines()
    assert [line.split(" ")[0] for line in lines[:9]] == ["::error"] * 5 + ["::warning"] * 2 + ["::notice"] * 2
    assert "file=we%2Cird%3A%25na\\u{a}me.sql,line=1," in "\n".join(lines)
    assert all(line.startswith("::") for line in lines)  # nobody else can begin a line
    assert all("\n" not in name or f"::error::{name}" not in lines for name in HOSTILE_NAMES)


def test_github_level_of_every_severity() -> None:
    assert github.LEVELS.keys() == sarif.LEVELS.keys() == set(Severity)
