"""`pandian decide`, `explain` and settable thresholds, from the command line to every report."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reports import formats
from tests.pandian.command import call, code, place, said
from tests.pandian.test_cli import QUICKSTART, database

REASON = "invented values of the load test"
REGISTER = "register.yaml"
#: Remarks with a phone number in three of three hundred.
REMARKS = [f"订单 {n:06d} 已发货" for n in range(297)] + [f"回电 138{n:08d} 谢谢" for n in range(3)]


@pytest.fixture(autouse=True)
def _register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that declares no phone numbers."""
    place(tmp_path, monkeypatch)
    text = (QUICKSTART / "register.yaml").read_text("utf-8")
    text = text.replace("  - user.contact.phone_number\n", "").replace(" user.contact.phone_number,", "")
    Path(REGISTER).write_text(text.replace("file://**/customers.csv", "sqlite://**"), "utf-8")


def findings(*arguments: str) -> dict[str, dict[str, Any]]:
    """Column -> finding (the surest), of the last stored scan."""
    document = report(*arguments)
    return {f["column"]: f for f in reversed(document["findings"])}


def report(*arguments: str) -> dict[str, Any]:
    result = call("report", "--format", "json", *arguments)
    assert code(result) in (0, 1), said(result)
    return dict(json.loads(result.output))


def scanned() -> dict[str, dict[str, Any]]:
    with sqlite3.connect(database()) as db:
        db.execute("alter table customer add column remark text")
        for number, remark in enumerate(REMARKS):
            db.execute("update customer set remark = ? where id = ?", (remark, number))
    db.close()
    scan()
    return findings()


def scan(*arguments: str) -> Result:
    result = call("scan", "crm.db", "-q", "--full", "--format", "json", "--fail-on", "never", *arguments)
    assert code(result) == 0, said(result)
    return result


def decide(*arguments: str, reason: str = REASON) -> Result:
    return call("decide", *arguments, "--reason", reason)


# -- deciding -------------------------------------------------------------------------------------------------------------


def test_a_false_positive_raises_no_violation_and_is_listed_everywhere() -> None:
    found = scanned()
    mobile = found["mobile"]["fingerprint"]
    before = report("--register", REGISTER)
    assert any(v["column"] == "mobile" for v in before["violations"])
    result = decide(mobile[:6], "false-positive", "--by", "li.na", "--until", "2099-01-01")
    assert code(result) == 0
    assert f"machine: Confirmed · human: false positive ({REASON}; li.na, " in result.output
    after = report("--register", REGISTER)
    assert not any(v["column"] == "mobile" for v in after["violations"])
    assert after["decisions"] == {"false_positive": 1, "stale": 0, "expired": 0, "confirmed": 0}
    (told,) = [f for f in after["findings"] if f["column"] == "mobile"]
    assert told["verdict"] == "CONFIRMED", "the machine's verdict stays"
    assert (told["decision"]["ruling"], told["decision"]["force"], told["decision"]["until"]) == ("false_positive", "counts", "2099-01-01")
    (row,) = [row for row in after["matrix"] if row["category"] == "user.contact.phone_number"]
    assert row["columns"] == 1, "the remarks alone"
    for name in formats():
        file = f"out.{name}"
        assert code(call("report", "--format", name, "--register", REGISTER, "-o", file)) == 0
        if not formats()[name].BINARY:
            assert REASON in " ".join(Path(file).read_text("utf-8").split()), name


def test_a_decision_survives_a_rescan_and_grows_stale_when_values_do() -> None:
    found = scanned()
    assert found["remark"]["sparse"] is True
    decide(found["remark"]["fingerprint"], "false_positive")
    scan()
    assert findings()["remark"]["decision"]["force"] == "counts"
    with sqlite3.connect("crm.db") as db:
        db.execute("update customer set remark = '回电 139' || printf('%08d', id) where id < 120")
    db.close()
    scan()
    again = findings()["remark"]["decision"]
    assert (again["force"], again["changes"]) == ("stale", ["grown"])
    standing = report("--register", REGISTER)
    (violation,) = [v for v in standing["violations"] if v["column"] == "remark"]
    assert [pair for pair in violation["evidence"] if pair[0] in ("human", "force")] == [["human", "false_positive"], ["force", "stale"]]
    assert "no longer counts, decide again: its share of cells grew tenfold" in " ".join(call("report", "--format", "text").output.split())
    decide(found["remark"]["fingerprint"], "false-positive")
    assert findings()["remark"]["decision"]["force"] == "counts", "deciding again renews it"


def test_confirming_lifts_a_possible_finding_into_the_checks() -> None:
    with sqlite3.connect("crm.db") as db:
        db.execute("create table t (id integer primary key, sjhm text)")
        db.executemany("insert into t values (?,?)", [(n, "x" * 11) for n in range(100)])
    db.close()
    scan()
    (finding,) = findings().values()
    assert finding["verdict"] == "POSSIBLE"
    assert not any(v["column"] for v in report("--register", REGISTER)["violations"])
    assert code(call("report", "--fail-on", "info")) == 0
    assert code(decide(finding["fingerprint"], "confirmed", reason="tokens of the phone vault, see ticket")) == 0
    assert code(call("report", "--fail-on", "info")) == 1
    lifted = [v for v in report("--register", REGISTER)["violations"] if v["column"] == "sjhm"]
    assert lifted
    assert {"verdict": "POSSIBLE", "human": "confirmed", "force": "counts"}.items() <= dict(lifted[0]["evidence"]).items()
    assert findings()["sjhm"]["verdict"] == "POSSIBLE"


def test_an_expired_decision_is_told_and_does_not_count() -> None:
    mobile = scanned()["mobile"]["fingerprint"]
    decide(mobile, "false-positive", "--until", "2026-01-31")
    assert findings("--today", "2026-01-31")["mobile"]["decision"]["force"] == "counts"
    assert findings("--today", "2026-02-01")["mobile"]["decision"]["force"] == "expired"
    assert "[expired, no longer counts]" in call("decide", "--list", "--today", "2026-02-01").output


def test_a_scan_tells_what_was_decided_and_one_without_a_store_makes_none() -> None:
    assert code(call("scan", database("new.db"), "--schema-only", "--format", "json")) == 0
    assert not Path("data").exists()
    mobile = scanned()["mobile"]["fingerprint"]
    decide(mobile, "false-positive")
    for arguments in (("--full",), ("--schema-only",)):
        document = json.loads(call("scan", "crm.db", "-q", "--format", "json", *arguments).output)
        assert document["decisions"]["false_positive"] == 1


def test_the_log_is_kept_when_a_decision_is_withdrawn() -> None:
    mobile = scanned()["mobile"]["fingerprint"]
    assert "Nothing is decided" in call("decide", "--list").output
    assert "pandian decide" in call("explain", mobile).output
    decide(mobile, "false-positive", "--by", "li.na")
    assert code(decide("--withdraw", mobile, "--by", "wang", reason="they are customers after all")) == 0
    assert findings()["mobile"]["decision"] is None
    assert "Nothing is decided" in call("decide", "--list").output
    told = call("explain", mobile).output
    assert "withdrawn, nothing holds" in told
    assert f"false positive ({REASON}; li.na" in told
    assert "withdrawn (they are customers after all; wang" in told
    assert code(decide("--withdraw", mobile)) == 2


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], "Do one thing"),
        (["--list", "--withdraw", "ab"], "Do one thing"),
        (["--export", "x", "--import", "x"], "Do one thing"),
        (["confirmed"], "at least one finding"),
        (["--withdraw"], "at least one finding"),
        (["ab", "perhaps"], "End with confirmed or false-positive"),
        (["zz", "confirmed"], "hexadecimal"),
        (["00ff", "confirmed"], "no finding 00ff"),
        (["--withdraw", "00ff"], "no finding 00ff"),
        (["--import", "missing.yaml"], "missing.yaml: No such file"),
        (["--export", "no/such\0folder"], "rror"),
    ],
)
def test_mistakes(arguments: list[str], answer: str) -> None:
    result = call("decide", *arguments)
    assert code(result) in (2, -1)
    assert answer in said(result) or result.exception is not None


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ([], "10 to 500 characters"),
        (["--reason", "short"], "10 to 500 characters"),
        (["--reason", "call 13800138000 first"], "raw value (Phone number)"),
        (["--reason", REASON, "--by", " "], "1 to 80 characters"),
        (["--reason", REASON, "--by", "li.na@corp.example"], "raw value (E-mail address)"),
    ],
)
def test_what_may_not_be_kept(options: list[str], answer: str) -> None:
    mobile = scanned()["mobile"]["fingerprint"]
    result = call("decide", mobile, "confirmed", *options)
    assert code(result) == 2
    assert answer in said(result)
    assert "Nothing is decided" in call("decide", "--list").output
    assert not any(b"13800138000" in p.read_bytes() for p in Path("data").rglob("*") if p.is_file())


def test_hostile_texts_are_shown_harmless() -> None:
    mobile = scanned()["mobile"]["fingerprint"]
    result = decide(mobile, "confirmed", "--by", "li\x1b[31m", reason="=1+1 \x1b]0;owned\x07 \u202e <script>alert(1)</script>")
    assert code(result) == 0
    for text in (result.output, call("decide", "--list").output, call("explain", mobile).output, call("report").output):
        assert not any(c in text for c in "\x1b\x07\u202e")
    assert code(call("report", "--format", "html", "-o", "r.html")) == 0
    assert "<script>" not in Path("r.html").read_text("utf-8")


# -- the file -------------------------------------------------------------------------------------------------------------


def test_decisions_travel_as_a_file() -> None:
    found = scanned()
    mobile, remark = found["mobile"]["fingerprint"], found["remark"]["fingerprint"]
    decide(mobile, remark, "false-positive", "--by", "li.na", "--until", "2099-01-01")
    decide("--withdraw", remark, reason="they are customers after all")
    assert "Decisions written: 3" in call("decide", "--export", "d.yaml").output
    text = Path("d.yaml").read_text("utf-8")
    assert "column: mobile" in text
    assert "New decisions: 0 of 3" in call("decide", "--import", "d.yaml").output
    assert "New decisions: 3 of 3" in call("decide", "--import", "d.yaml", "--store", "other.db").output
    assert "New decisions: 0 of 3" in call("decide", "--import", "d.yaml", "--store", "other.db").output
    listed = call("decide", "--list", "--store", "other.db").output
    assert f"{mobile}  (the store has no such finding)" in listed
    assert remark not in listed
    call("decide", "--export", "again.yaml", "--store", "other.db")
    told = Path("again.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if line.split(":")[0].strip() not in ("uri", "column", "entity")] == told.splitlines()
    assert Path("d.yaml").stat().st_mode & 0o077 == 0


def entry(**more: Any) -> str:
    said = {"finding": "0" * 16, "decision": "confirmed", "reason": REASON, **more}
    return "format: pandian-decisions/1\ndecisions:\n- " + json.dumps({k: v for k, v in said.items() if v is not None}) + "\n"


SEEN = {"verdict": "LIKELY", "state": "plain", "matched": 1, "filled": 2, "proven": False}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (entry(seen=SEEN), ""),
        (entry(seen=SEEN, at="2026-01-01T09:00:00+08:00", by="li.na", until="2099-01-01"), ""),
        ("format: pandian-decisions/1\n", ""),
        (entry(), "f.yaml:3: decisions[0]: The store has no finding 0000000000000000"),
        (entry(seen=SEEN, reason="short"), "f.yaml:3: decisions[0]: A reason of 10"),
        (entry(seen=SEEN, reason=None), "f.yaml:3: decisions.0.reason"),
        (entry(seen=SEEN, reason="call 13800138000 now"), "raw value (Phone number)"),
        (entry(seen=SEEN, uri="sqlite://x/t"), "are not those of this finding"),
        (entry(seen=SEEN, at="yesterday"), "at must be a time"),
        (entry(seen=SEEN, at="2026-01-01T09:00:00"), "at must be a time"),
        (entry(seen=SEEN, at="2999-01-01T09:00:00+00:00"), "at must be a time"),
        (entry(seen=SEEN, until="soon"), "until must be a date"),
        (entry(seen={**SEEN, "matched": -1}), "f.yaml:3: decisions.0.seen.matched"),
        (entry(seen=SEEN, decision="maybe"), "f.yaml:3: decisions.0.decision"),
        (entry(seen=SEEN, finding="xyz"), "f.yaml:3: decisions.0.finding"),
        (entry(seen=SEEN, note="x"), "f.yaml:3: decisions.0.note"),
        ("format: other/1\n", "f.yaml:1: format"),
        ("- a\n", "f.yaml:1"),
        ("a: [\n", "f.yaml:"),
        ("\x00", "f.yaml:"),
    ],
)
def test_a_file_is_read_whole_or_not_at_all(content: str, answer: str) -> None:
    Path("f.yaml").write_text(content)
    result = call("decide", "--import", "f.yaml")
    assert code(result) == (2 if answer else 0), said(result)
    assert answer in said(result)
    assert "13800138000" not in said(result)
    assert ("Nothing is decided" in call("decide", "--list").output) is (bool(answer) or "finding" not in content)


def test_an_entry_without_time_or_basis_takes_the_store_s_and_is_not_renewed() -> None:
    mobile = scanned()["mobile"]["fingerprint"]
    Path("f.yaml").write_text(entry(finding=mobile, decision="false_positive"))
    assert "New decisions: 1 of 1" in call("decide", "--import", "f.yaml", "--by", "li.na").output
    assert findings()["mobile"]["decision"]["seen"]["matched"] == 300
    with sqlite3.connect("crm.db") as db:
        db.execute("delete from customer where id > 200")
    db.close()
    scan()
    assert "New decisions: 0 of 1" in call("decide", "--import", "f.yaml", "--by", "li.na").output
    assert findings()["mobile"]["decision"]["seen"]["matched"] == 300


def test_names_that_yaml_cannot_hold_are_left_out() -> None:
    from dataclasses import replace

    from pandian.decision_file import written
    from register.yaml import load
    from scanner.decisions import Ruling, decide
    from tests.scanner.test_decisions import FINDING

    for column, kept in (("\ud800x", False), ("a\0\x1b\u2028'\": #", True)):
        finding = replace(FINDING, column=column)
        decision = decide(finding, Ruling.CONFIRMED, reason=REASON, by="x")
        data = load(written([decision], {finding.fingerprint: finding}).encode()).data["decisions"][0]
        assert data.get("column") == (column if kept else None)
        assert data["reason"] == REASON


# -- thresholds and explanations --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thresholds", "answer"),
    [
        ("{column_share: 2}", "pandian.yaml:2: scan.thresholds.column_share"),
        ("{column_share: 0}", "pandian.yaml:2: scan.thresholds.column_share"),
        ("{sparse_cells: 1.5}", "pandian.yaml:2: scan.thresholds.sparse_cells"),
        ("{colum_share: 0.5}", "scan.thresholds.colum_share: unknown threshold; known are "),
        ("{PERSON: {colum_share: 0.5}}", "scan.thresholds.PERSON.colum_share: unknown key; known are "),
        ("{PERSOM: {column_share: 0.5}}", "pandian.yaml:2: scan.thresholds.PERSOM: unknown kind; known are ADDRESS, "),
        ("3", "pandian.yaml:2: scan.thresholds"),
    ],
)
def test_wrong_thresholds_are_told_with_their_line(thresholds: str, answer: str) -> None:
    Path("pandian.yaml").write_text(f"scan:\n  thresholds: {thresholds}\nsources:\n- {{name: crm, path: crm.db}}\n")
    database()
    result = call("scan", "-q")
    assert code(result) == 2
    assert answer in said(result)


def test_thresholds_change_verdicts_and_every_report_says_which() -> None:
    scanned()
    assert findings()["remark"]["verdict"] == "LIKELY"
    Path("pandian.yaml").write_text(
        "scan: {full: true, thresholds: {lone_share: 0.7, PHONE_NUMBER: {sparse_cells: 4}}}\nsources:\n- {name: crm, url: 'sqlite:///crm.db'}\n"
    )
    assert code(call("scan", "-q", "--fail-on", "never", "--format", "json", "-o", "o.json")) == 0
    document = json.loads(Path("o.json").read_text())
    assert document["scan"]["thresholds"] == {"lone_share": 0.7, "PHONE_NUMBER": {"sparse_cells": 4}}
    assert {f["column"]: f["verdict"] for f in document["findings"]}["remark"] == "POSSIBLE"
    for name, told in (("text", "sparse_cells"), ("html", "sparse_cells"), ("csv", "sparse_cells=4")):
        call("report", "--format", name, "-o", f"o.{name}")
        assert told in Path(f"o.{name}").read_text("utf-8"), name
    remark = findings()["remark"]["fingerprint"]
    assert "least cells for a sparse finding to be likely = 4 (sparse_cells)" in call("explain", remark).output
    assert "零散发现成立的最少单元格 = 4" in call("explain", remark, "--lang", "zh").output


def test_explain_says_what_would_change_a_verdict() -> None:
    found = scanned()
    told = call("explain", found["remark"]["fingerprint"]).output
    assert "Likely: Phone number (PHONE_NUMBER)" in told
    assert "3 of 300 filled cells hold it (1%)" in told
    assert (
        "a header word such as “mobile” in its name or comment" in call("explain", found["remark"]["fingerprint"]).output or "with " in told
    )
    told = call("explain", found["mobile"]["fingerprint"], "--lang", "zh").output
    assert "权重" in told and "阈值" in told and "什么会改变结论" in told


def test_sparse_findings_and_bounds_are_told_with_counts() -> None:
    scanned()
    assert code(call("scan", "crm.db", "-q", "--sample", "100", "--fail-on", "never")) == 0
    told = call("report", "--format", "text").output
    assert "a kind not seen here is in at most 3.0% of the rows" in " ".join(told.split())
    assert report()["assets"][0]["absent_words"].startswith("a kind not seen here is in at most 3.0% of the rows")
