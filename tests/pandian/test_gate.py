"""The gate through the real command: what blocks, what is settled (diff, baseline, waiver), what it prints, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pandian.cli import root
from pandian.estate import parts
from pandian.gate.settle import BaselineError, baseline_of, read_baseline

REGISTER = str(parts() / "register.yaml")
TODAY = "2026-11-22"
CLEAN = "CREATE TABLE t_item (\n  id bigint,\n  price decimal(10,2) COMMENT '价格'\n);\n"
BAD = "CREATE TABLE t_guest (\n  id bigint,\n  id_card varchar(18) COMMENT '身份证号',{}\n  level int\n);\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDIAN_LANG", "en")


def gate(*arguments: str) -> Result:
    return CliRunner().invoke(root, ["gate", *arguments, "--register", REGISTER, "--today", TODAY], standalone_mode=False)


def code(result: Result) -> int:
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return int(getattr(result.exception, "exit_code", -1))
    return int(result.return_value or 0)


def test_clean_is_silent() -> None:
    Path("a.sql").write_text(CLEAN)
    result = gate("a.sql")
    assert (code(result), result.stdout) == (0, "")
    assert "tables: 1, columns: 2, violations: 0" in result.stderr


def test_a_violation_names_line_rule_law_and_fix() -> None:
    Path("a.sql").write_text(BAD.format(""))
    result = gate("a.sql")
    assert code(result) == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith("a.sql:3:3: INV-011 [")
    assert "PIPL" in first
    assert "user.government_id.national_identification_number" in result.stdout


@pytest.mark.parametrize(
    ("comment", "expected", "said"),
    [
        (' -- pandian: allow[INV-011] reason="visitor pass, PR 12 of the register" until=2026-12-31', 0, "waived: 1"),
        (' -- pandian: allow[INV-001, INV-011] reason=visitor-pass-approved until=2026-11-22', 0, "waived: 1"),
        (' -- pandian: allow[INV-011] reason="visitor pass, PR 12 of the register" until=2026-11-21', 1, "waiver expired"),
        (' -- pandian: allow[INV-011] until=2026-12-31', 1, "reason="),
        (' -- pandian: allow[INV-011] reason="short" until=2026-12-31', 1, "reason="),
        (' -- pandian: allow[INV-011] reason="visitor pass, PR 12 of the register"', 1, "until="),
        (' -- pandian: allow[INV-011] reason="visitor pass, PR 12 of the register" until=2026-13-31', 1, "until="),
        (' -- pandian: allow[INV-001] reason="visitor pass, PR 12 of the register" until=2026-12-31', 1, ""),
        (' -- pandian: allow[*] reason="visitor pass, PR 12 of the register" until=2026-12-31', 1, ""),
    ],
)  # fmt: skip
def test_inline_waivers(comment: str, expected: int, said: str) -> None:
    Path("a.sql").write_text(BAD.format(comment))
    result = gate("a.sql")
    assert code(result) == expected
    assert said in result.output


def test_a_waiver_on_its_own_line_above() -> None:
    above = '-- pandian: allow[INV-011] reason="visitor pass, PR 12" until=2026-12-31\n  id_card'
    Path("a.sql").write_text(BAD.format("").replace("id_card", above))
    assert code(gate("a.sql")) == 0
    other = BAD.format("").replace("id bigint,", 'id bigint, -- pandian: allow[INV-011] reason="visitor pass, PR 12" until=2026-12-31')
    Path("a.sql").write_text(other)
    assert code(gate("a.sql")) == 1, "a waiver behind another column's definition is that column's"


def test_baseline_survives_moves_and_only_new_ones_fail() -> None:
    Path("a.sql").write_text(BAD.format(""))
    assert code(gate("a.sql", "--write-baseline", "base.json")) == 0
    Path("a.sql").write_text("-- a comment\n\n" + BAD.format(""))
    result = gate("a.sql", "--baseline", "base.json")
    assert code(result) == 0
    assert "in the baseline: 1" in result.stderr
    Path("a.sql").write_text(BAD.format("\n  bank_card varchar(30) COMMENT '信用卡号', xm varchar(20) COMMENT '护照姓名',"))
    assert code(gate("a.sql", "--baseline", "base.json")) in (0, 1)
    Path("b.sql").write_text(BAD.format("").replace("t_guest", "t_visitor"))
    result = gate("a.sql", "b.sql", "--baseline", "base.json")
    assert code(result) == 1
    assert "b.sql:3" in result.stdout
    assert "a.sql:3" not in result.stdout


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other", "violations": []}', '{"format": "pandian-baseline/1"}'])
def test_a_bad_baseline_is_a_usage_error(content: str) -> None:
    Path("a.sql").write_text(CLEAN)
    Path("base.json").write_text(content)
    assert code(gate("a.sql", "--baseline", "base.json")) == 2
    with pytest.raises(BaselineError):
        read_baseline(Path("base.json"))


def test_a_missing_baseline_is_a_usage_error() -> None:
    Path("a.sql").write_text(CLEAN)
    assert code(gate("a.sql", "--baseline", "none.json")) == 2
    assert baseline_of([]).startswith("{")


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@corp.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_diff_sees_only_added_lines() -> None:
    Path("db").mkdir()
    Path("db/old.sql").write_text(BAD.format(""))
    Path("db/grows.sql").write_text(CLEAN)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "feature")
    Path("db/grows.sql").write_text(CLEAN + BAD.format("").replace("t_guest", "t_late"))
    git("commit", "-qam", "grow")
    Path("db/untracked 新.sql").write_text(BAD.format("").replace("t_guest", "t_fresh"))
    result = gate("db", "--diff", "main")
    assert code(result) == 1
    assert "grows.sql:7" in result.stdout
    assert "untracked 新.sql:3" in result.stdout
    assert "old.sql" not in result.stdout


def test_diff_is_not_fooled_by_encodings_attributes_contents_or_names() -> None:
    Path("db").mkdir()
    for name in ("utf16.sql", "plain.sql", 'quo"te.sql', "attr.sql"):
        Path("db", name).write_text(CLEAN, "utf-16" if name == "utf16.sql" else "utf-8")
    Path(".gitattributes").write_text("attr.sql -diff\n")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "feature")
    for number, name in enumerate(("utf16.sql", "plain.sql", 'quo"te.sql', "attr.sql")):
        bad = "/*\n++ b/none\n*/\n" + BAD.format("").replace("t_guest", f"t_{number}")
        Path("db", name).write_text(CLEAN + bad, "utf-16" if name == "utf16.sql" else "utf-8")
    git("commit", "-qam", "change")
    result = gate("db", "--diff", "main")
    assert code(result) == 1
    assert result.stdout.count("INV-011") == 4


def test_diff_sees_a_comment_that_names_an_old_column() -> None:
    Path("a.sql").write_text("CREATE TABLE t (c1 varchar(18));\n")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "feature")
    Path("a.sql").write_text("CREATE TABLE t (c1 varchar(18));\nCOMMENT ON COLUMN t.c1 IS '身份证号';\n")
    assert code(gate("a.sql", "--diff", "main")) == 1


def test_what_is_not_read_is_not_clean() -> None:
    Path("empty").mkdir()
    Path("s.psql").write_text(BAD.format(""))
    Path("s.ddl").write_text(BAD.format(""))
    assert code(gate("empty")) == 2
    assert code(gate("s.psql")) == 2
    assert code(gate("s.ddl")) == 1
    assert code(gate(".")) == 1
    git("init", "-q")
    assert code(gate("mistyped.sql", "--diff", "HEAD")) == 2


def test_comments_that_mysql_runs_are_read() -> None:
    Path("a.sql").write_text(
        "/*!50001 CREATE TABLE `t_a` (\n  `id_card` varchar(18) COMMENT '身份证号'\n) ENGINE=InnoDB */;\n"
        "CREATE TABLE `t_b` (\n  `id` int,\n  /*!80000 `id_card` varchar(18) COMMENT '身份证号', */\n  `x` int\n) ENGINE=InnoDB;\n"
        "/* CREATE TABLE `t_c` (`id_card` varchar(18) COMMENT '身份证号') */;\n"
    )
    lines = [line.split(":")[1] for line in gate("a.sql").stdout.splitlines() if "INV-011" in line]
    assert lines == ["2", "6"]


def test_a_waiver_that_is_not_understood_says_so() -> None:
    Path("a.sql").write_text(BAD.format(" -- pandian: allow INV-011 because"))
    result = gate("a.sql")
    assert code(result) == 1
    assert "waiver not understood" in result.output


def test_diff_of_an_unknown_base_is_a_usage_error() -> None:
    Path("a.sql").write_text(CLEAN)
    assert code(gate("a.sql", "--diff", "main")) == 2
    git("init", "-q")
    assert code(gate("a.sql", "--diff", "no-such-branch")) == 2
    assert code(gate("a.sql", "--diff", "--output=x")) == 2
    assert not Path("x").exists()


@pytest.mark.parametrize("name", ["json", "sarif", "github"])
def test_formats_carry_the_place_and_the_rule(name: str) -> None:
    Path("a.sql").write_text(BAD.format(""))
    result = gate("a.sql", "--format", name)
    assert code(result) == 1
    assert "INV-011" in result.stdout
    assert "a.sql" in result.stdout
    if name != "github":
        json.loads(result.stdout)


def test_unparsed_statements_are_incomplete_not_clean() -> None:
    Path("a.sql").write_text("CREATE TABLE t (id int,, ((;\n")
    result = gate("a.sql")
    assert code(result) == 3
    assert "a.sql:1" in result.stdout


def test_a_missing_path_is_not_clean() -> None:
    assert code(gate("missing.sql")) in (2, 3)


def test_a_broken_register_is_exit_2_with_lines() -> None:
    Path("a.sql").write_text(CLEAN)
    broken = str(parts() / "register.broken.yaml")
    result = CliRunner().invoke(root, ["gate", "a.sql", "--register", broken], standalone_mode=False)
    assert code(result) == 2
    assert "register.broken.yaml:" in str(result.exception)


def test_fail_on_never_and_lower() -> None:
    Path("a.sql").write_text(BAD.format(""))
    assert code(gate("a.sql", "--fail-on", "never")) == 0
    assert code(gate("a.sql", "--fail-on", "info")) == 1


def test_the_process_exits_with_the_code() -> None:
    Path("a.sql").write_text(BAD.format(""))
    done = subprocess.run([sys.executable, "-m", "pandian", "gate", "a.sql", "--register", REGISTER], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
