"""The command line as a user meets it: what every mistake answers, what every command prints, and how each run exits."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import pytest

from pandian.cli import root
from pandian.estate import parts
from tests.pandian.command import call, code, place, said

QUICKSTART = parts().parent / "quickstart"
REGISTER = str(QUICKSTART / "register.yaml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)


def database(path: str = "crm.db") -> str:
    with sqlite3.connect(path) as db:
        db.execute("create table customer (id integer primary key, name text, mobile text, created_at text)")
        db.executemany(
            "insert into customer values (?,?,?,?)",
            [(n, "王李张刘陈杨"[n % 6] + "伟芳"[n % 2], f"138{n:08d}", "2024-01-01") for n in range(300)],
        )
    db.close()
    return path


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["scan"], "No source"),
        (["scan", "missing.db"], "no such file or folder: missing.db"),
        (["scan", "foo://x"], "'foo' is not one of"),
        (["scan", "postgresql://u:hunter2hunter2@127.0.0.1/x"], "holds a password"),
        (["scan", "x", "--sample", "5", "--full"], "Choose one of"),
        (["scan", "x", "--sample", "0"], "0"),
        (["scan", "x", "--format", "pdf"], "pdf"),
        (["scan", "x", "--resume"], "give none"),
        (["scan", "--resume"], "no interrupted scan"),
        (["scan", "-c", "missing.yaml"], "missing.yaml"),
        (["gate", "missing.sql", "--register", REGISTER], "no such file or folder: missing.sql"),
        (["gate", "x.sql"], "--register"),
        (["report", "nosuchscan"], "no such scan"),
        (["explain", "xyz"], "fingerprint"),
        (["explain", "00ff"], "no finding 00ff"),
        (["register", "show", "missing.yaml"], "missing.yaml"),
        (["detect", "missing.txt"], "missing.txt"),
        (["nonsense"], "nonsense"),
    ],
)
def test_mistakes_are_answered_with_exit_2(arguments: list[str], answer: str) -> None:
    result = call(*arguments)
    assert code(result) == 2
    assert answer in said(result)
    assert "hunter2" not in said(result)


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("sources:\n- name: a\n  pth: x\n", "pandian.yaml:3: sources[0].pth: unknown key; known are"),
        ("sources:\n- {name: a, path: x, password: hunter2}\n", "pandian.yaml:2: sources[0].password: a password is never written here"),
        ("sources:\n- {name: a, path: x, password: 'env:NOT_SET_ANYWHERE'}\n", "NOT_SET_ANYWHERE is not set"),
        ("sources:\n- {name: a, path: x, password: 'file:none'}\n", "none: No such file"),
        ("sources:\n- {name: a}\n", "pandian.yaml:2: sources[0]: give either url or path"),
        ("sources:\n- {name: a, path: x}\n- {name: a, path: y}\n", "source names must differ: a"),
        ("sources:\n- {name: a, path: x, region: shanghai}\n", "pandian.yaml:2: sources[0].region"),
        ("scan: {sample: many}\n", "pandian.yaml:1: scan.sample"),
        ("fail_on: sometimes\n", "pandian.yaml:1: fail_on"),
        ("sources: [\n", "pandian.yaml:"),
        ("- a\n", "must be a mapping"),
        ("sources: []\nsources: []\n", "pandian.yaml:2"),
    ],
)
def test_configuration_errors_name_line_and_fix(content: str, answer: str) -> None:
    Path("pandian.yaml").write_text(content)
    result = call("scan", "-c", "pandian.yaml")
    assert code(result) == 2
    assert answer in said(result)
    assert "hunter2" not in said(result)


def test_a_scan_is_stored_reported_and_explained() -> None:
    assert code(call("scan", database(), "--full", "-q", "--format", "json", "--out", "r.json")) == 0
    findings = json.loads(Path("r.json").read_text())["findings"]
    assert {(f["column"], f["entity"], f["verdict"]) for f in findings} == {
        ("name", "PERSON", "CONFIRMED"), ("mobile", "PHONE_NUMBER", "CONFIRMED"),
    }  # fmt: skip
    listed = call("report", "--list").output.split()
    assert "complete" in listed
    again = call("report", listed[0], "--format", "csv")
    assert [row["column"] for row in csv.DictReader(io.StringIO(again.output)) if row["entity"]] == ["name", "mobile"]
    told = call("explain", findings[0]["fingerprint"][:10]).output
    assert "of 300 filled cells hold it" in told
    assert "What would change it" in told


def test_exit_codes_of_a_scan() -> None:
    crm = database()
    assert code(call("scan", crm, "-q", "--fail-on", "info")) == 1, "without a register a finding is INFO"
    assert code(call("scan", crm, "-q")) == 0
    csv_file = str(QUICKSTART / "customers.csv")
    assert code(call("scan", csv_file, "-q", "--register", REGISTER)) == 1
    assert code(call("scan", csv_file, "-q", "--register", REGISTER, "--fail-on", "critical")) == 0
    assert code(call("scan", csv_file, "-q", "--register", REGISTER, "--fail-on", "never")) == 0
    Path("broken.db").write_bytes(b"SQLite format 3\0" + b"garbage" * 500)
    assert code(call("scan", crm, "broken.db", "-q")) == 3
    assert code(call("scan", crm, "broken.db", csv_file, "-q", "--register", REGISTER)) == 1, "what was found is sure, gaps or not"


def test_what_a_register_waives_is_told() -> None:
    text = (QUICKSTART / "register.yaml").read_text("utf-8")
    waiver = '{rule: INV-001, target: "**.id_card_no", reason: "visitor passes, settled in 2026", approved_by: DPO, expires: "2099-12-31"}'
    Path("register.yaml").write_text(f"{text}\nwaivers:\n- {waiver}\n", "utf-8")
    arguments = ("scan", str(QUICKSTART / "customers.csv"), "-q", "--register", "register.yaml")
    result = call(*arguments)
    assert code(result) == 0
    assert "Accepted by the register: 1" in result.output
    assert "visitor passes" in " ".join(result.output.split())
    call(*arguments, "--format", "json", "--format", "html", "-o", "out")
    assert [w["rule"] for w in json.loads(Path("out/pandian.json").read_text())["waived"]] == ["INV-001"]
    assert "visitor passes" in Path("out/pandian.html").read_text("utf-8")


def test_several_formats_go_to_a_folder_and_binary_ones_need_a_file() -> None:
    crm = database()
    assert code(call("scan", crm, "-q", "--format", "json", "--format", "csv")) == 2
    assert code(call("scan", crm, "-q", "--format", "xlsx")) == 2
    assert code(call("scan", crm, "-q", "--format", "json", "--format", "xlsx", "--format", "html", "-o", "out")) == 0
    assert sorted(p.name for p in Path("out").iterdir()) == ["pandian.html", "pandian.json", "pandian.xlsx"]
    assert all(p.stat().st_mode & 0o077 == 0 for p in Path("out").iterdir())
    Path("file").write_text("")
    assert code(call("scan", crm, "-q", "--format", "json", "-o", "file/x.json")) == 2


def test_the_configuration_speaks_for_formats_language_and_register() -> None:
    database()
    Path("pandian.yaml").write_text(
        f"register: {REGISTER}\nsources:\n- {{name: crm, url: 'sqlite:///crm.db', environment: prod, region: CN-SH}}\n"
        "scan: {sample: 50}\nreport: {lang: zh, formats: [json, html], out: reports}\nfail_on: never\n"
    )
    assert code(call("scan", "-q")) == 0
    report = json.loads(Path("reports/pandian.json").read_text())
    assert {a["status"] for a in report["assets"]} == {"SAMPLED"}
    assert 'lang="zh' in Path("reports/pandian.html").read_text("utf-8")
    assert code(call("scan", "-q", "-c", "pandian.yaml", "--full", "--format", "json", "-o", "full.json")) == 0
    assert {a["status"] for a in json.loads(Path("full.json").read_text())["assets"]} == {"COMPLETE"}


def test_schema_only_reads_no_rows() -> None:
    result = call("scan", database(), "--schema-only", "--format", "json")
    assert code(result) == 0
    report = json.loads(result.output)
    assert {a["status"] for a in report["assets"]} == {"SCHEMA"}
    assert {f["rows"] for f in report["findings"]} == {0}


def test_detect_text_masks_and_json_lines_give_offsets() -> None:
    text = call("detect", stdin="客户电话：13800138000。".encode()).output
    assert "1:6-16 PHONE_NUMBER" in text
    assert "13800138000" not in text
    line = json.dumps({"id": "a/1", "text": "客户电话：13800138000。"}, ensure_ascii=False).encode()
    record = json.loads(call("detect", "--format", "jsonl", stdin=line).output)
    assert record["id"] == "a/1"
    assert [(s["start"], s["end"], s["entity"]) for s in record["spans"]] == [(5, 16, "PHONE_NUMBER")]


def test_detect_tells_sort_state_and_what_was_undone() -> None:
    said_of = "加V：zs_1990，电话１３８００１３８０００，备用138****8000"
    lines = call("detect", stdin=said_of.encode()).output.splitlines()
    assert [line.partition("  [")[2] for line in lines] == ["wechat]", "mobile, full_width]", "mobile, masked]"]
    spans = json.loads(call("detect", "--format", "jsonl", stdin=json.dumps({"id": 1, "text": said_of}).encode()).output)["spans"]
    assert [(s["kind"], s.get("state"), s.get("transforms")) for s in spans] == [
        ("wechat", None, None),
        ("mobile", None, ["full_width"]),
        ("mobile", "masked", None),
    ]


@pytest.mark.parametrize("content", ["电话13800138000".encode("utf-16"), b"PK\x03\x04\0\0"])
def test_detect_does_not_call_unread_bytes_clean(content: bytes) -> None:
    assert code(call("detect", stdin=content)) == 3


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:pa/ssW0rd@127.0.0.1:1/db",
        "postgresql://reader:pa#ssW0rd@127.0.0.1:1/db",
        "postgresql://reader@127.0.0.1:1/db?password=ssW0rd",
        "mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BUID%3Du%3BPWD%3DssW0rd",
    ],
)
def test_no_password_in_a_url_is_taken_or_repeated(url: str) -> None:
    result = call("scan", url, "-q")
    assert code(result) == 2
    assert "ssW0rd" not in said(result)
    assert not any(b"ssW0rd" in p.read_bytes() for p in Path().rglob("*") if p.is_file())


def test_a_resumed_scan_must_have_the_sources_of_its_beginning() -> None:
    from pandian.commands.scan import Request, plan_of, sources_of
    from scanner.store import Store

    database()
    database("other.db")
    config = Path("pandian.yaml")
    config.write_text("sources:\n- {name: a, url: 'sqlite:///crm.db'}\n- {name: b, url: 'sqlite:///other.db'}\nstore: s.db\n")
    request = Request((), "pandian.yaml", "full", None, 0, "", "", "never")
    store = Store("s.db")
    store.begin(plan_of(request, sources_of(request)), {**asdict(request), "options": ()})
    store.close()
    config.write_text("sources:\n- {name: b, url: 'sqlite:///other.db'}\n- {name: a, url: 'sqlite:///crm.db'}\nstore: s.db\n")
    result = call("scan", "--resume", "-q")
    assert code(result) == 2
    assert "changed since the scan was interrupted" in said(result)


@pytest.mark.parametrize(("line", "answer"), [(b"{", "Line 1 is not JSON"), (b"[]", "no string"), (b'{"text": 1}', "no string")])
def test_detect_names_the_bad_line(line: bytes, answer: str) -> None:
    result = call("detect", "--format", "jsonl", stdin=line)
    assert code(result) == 2
    assert answer in said(result)


def test_recognizers_register_and_doctor_answer_in_both_languages() -> None:
    assert len(json.loads(call("recognizers", "--format", "json").output)) >= 11
    assert "身份证" in call("recognizers", "--lang", "zh").output
    shown = call("register", "show", REGISTER, "--lang", "zh")
    assert code(shown) == 0
    assert "部门" in shown.output
    assert code(call("register", "lint", REGISTER, "--fail-on", "never")) == 0
    assert code(call("register", "lint", str(parts() / "register.broken.yaml"))) == 2
    database()
    Path("pandian.yaml").write_text("sources:\n- {name: crm, url: 'sqlite:///crm.db'}\n- {name: gone, path: gone.db}\n")
    doctor = call("doctor")
    assert code(doctor) == 3
    assert "✗ gone" in doctor.output
    assert "✓ Source crm" in doctor.output


def test_every_command_explains_itself() -> None:
    for name in root.list_commands(None):  # type: ignore[arg-type]
        result = call(name, "--help")
        assert result.output.startswith("Usage: ")
        assert code(result) == 0
