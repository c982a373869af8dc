"""Faults that a reader of the gate found: each was a wrong answer once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pandian.estate import parts
from tests.growth import growth
from tests.pandian.command import call, code, said
from tests.pandian.test_gate_since import IDENTITY, TODAY, git, table

WAIVER = 'pandian: allow[INV-011] reason="visitor pass, PR 12 of the register" until=2026-12-31'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "repository"
    (here / "privacy").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("register.yaml", "privacy-policy.md"):
        shutil.copy(parts() / name, f"privacy/{name}")


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def merged() -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "pr")


def since(*more: str) -> tuple[int, list[str]]:
    result = call("gate", "--diff", "main", "--today", TODAY, "--format", "json", *more)
    if code(result) == 2:
        return 2, [said(result)]
    return code(result), [f"{v['file']}:{v['line']} {v['rule']}" for v in json.loads(result.stdout)["violations"]]


def test_two_tables_of_one_name_are_two() -> None:
    put("s.sql", table("crm.users", IDENTITY))
    merged()
    put("s.sql", table("crm.users", IDENTITY) + table("hr.users", IDENTITY))
    assert since() == (1, ["s.sql:7 INV-011"])


def test_two_columns_that_differ_by_an_underscore_are_two() -> None:
    put("s.sql", table("users", IDENTITY))
    merged()
    put("s.sql", table("users", IDENTITY, "  idcard varchar(18)"))
    assert since()[0] == 1


def test_a_waiver_settles_its_own_place_and_no_other() -> None:
    put("crm/s.sql", table("users", f"{IDENTITY} -- {WAIVER}\n"))
    put("hr/s.sql", table("users", IDENTITY))
    result = call("gate", "--today", TODAY)
    assert code(result) == 1
    assert result.stdout.startswith("hr/s.sql:3:")
    assert "waived: 1" in result.stderr


def test_an_edit_of_the_policy_text_is_looked_at() -> None:
    put("db/a.sql", table("t_a"))
    merged()
    policy = Path("privacy/privacy-policy.md")
    policy.write_text(policy.read_text("utf-8").replace("姓名", "全名"), "utf-8")
    assert "REG-003" in " ".join(since()[1])


def test_an_old_mismatch_of_the_policy_text_is_not_this_pull_requests() -> None:
    policy = Path("privacy/privacy-policy.md")
    policy.write_text(policy.read_text("utf-8").replace("姓名", "全名"), "utf-8")
    merged()
    put("README.md", "x")
    assert since() == (0, [])


def test_padding_hides_nothing() -> None:
    put("m.py", "#" * 2_200_000 + "\nfrom pydantic import BaseModel\n\n\nclass U(BaseModel):\n    id_card: str\n")
    put("n.py", "#" * 2_200_000 + "\nx = 1\n")
    result = call("gate", "--today", TODAY)
    assert code(result) == 3
    assert "m.py" in result.stdout
    assert "n.py" not in result.stdout


def test_a_file_that_could_not_be_read_before_may_not_hold_anything_now() -> None:
    Path("s.sql").write_bytes(b"\x00\x01\x02" * 400)
    put("db/t.sql", table("t"))
    merged()
    put("db/t.sql", table("t", "  note text"))
    assert since() == (0, [])
    Path("s.sql").write_bytes(b"\x00\x01\x02" * 400 + table("users", IDENTITY).encode())
    assert since()[0] == 3


def test_a_history_that_is_filed_by_year_is_read_whole() -> None:
    put("db/2024/V1__a.sql", table("a", IDENTITY))
    put("db/2025/V2__b.sql", "ALTER TABLE a DROP COLUMN id_card;\n")
    merged()
    put("db/2025/V2__b.sql", "SELECT 1;\n")
    assert since() == (1, ["db/2024/V1__a.sql:3 INV-011"])


def test_a_path_through_a_link_is_the_path_and_one_outside_is_refused(tmp_path: Path) -> None:
    put("db/a.sql", table("t_a"))
    merged()
    put("db/a.sql", table("t_a", IDENTITY))
    (tmp_path / "link").symlink_to(Path.cwd())
    assert since(str(tmp_path / "link" / "db")) == (1, ["db/a.sql:3 INV-011"])
    (tmp_path / "other").mkdir()
    put(str(tmp_path / "other/x.sql"), table("t_x", IDENTITY))
    status, words = since(str(tmp_path / "other"))
    assert status == 2
    assert "outside" in words[0]


def test_submodules_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    put("x.sql", table("users", IDENTITY))
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "inner")
    monkeypatch.chdir(tmp_path / "repository")
    put("db/a.sql", table("t_a"))
    merged()
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    git("commit", "-qm", "submodule")
    assert since() == (1, ["sub/x.sql:3 INV-011"])
    assert "sub/x.sql:3" in call("gate", "--today", TODAY).stdout


def test_a_work_tree_that_git_refuses_is_not_walked_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    from pandian import git as module

    put(".db/a.sql", table("t_a", IDENTITY))
    put("b.sql", table("t_b"))
    merged()
    real = module._raw

    def refused(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
        if arguments[0] == "ls-files":
            raise module.GitError("fatal: detected dubious ownership in repository")
        return real(folder, *arguments, given=given)

    monkeypatch.setattr(module, "_raw", refused)
    result = call("gate", "--today", TODAY)
    assert code(result) == 2
    assert "dubious ownership" in said(result)


def declared_as(old: str, new: str) -> None:
    register = Path("privacy/register.yaml")
    text = register.read_text("utf-8")
    assert old in text
    register.write_text(text.replace(old, new), "utf-8")


def test_what_the_register_calls_where_and_whose_is_the_bases() -> None:
    from pandian.gate.policy import without_excuses
    from register.model import load

    before = load("privacy/register.yaml")
    (key, system), *_ = before.systems.items()
    put("after.yaml", Path("privacy/register.yaml").read_text("utf-8"))
    here = load("after.yaml")
    moved = type(system)(
        **{f: getattr(system, f) for f in system.__dataclass_fields__} | {"location": "JP", "operator": "x", "bindings": ("a://b",)}
    )
    from dataclasses import replace

    changed = replace(here, systems={key: moved}, standard="gbt35273-2020")
    held = without_excuses(changed, before)
    assert held.systems.keys() == before.systems.keys()
    assert (held.systems[key].location, held.systems[key].operator) == (system.location, system.operator)
    assert held.systems[key].bindings == (*system.bindings, "a://b")
    assert held.standard == before.standard
    assert without_excuses(changed, None).waivers == ()


@pytest.mark.parametrize(
    "line, expected",
    [
        (f"/* {WAIVER} */ passport_no varchar(20),\n{IDENTITY}", 1),
        (f"/* {WAIVER} */\n{IDENTITY}", 0),
        (f"-- {WAIVER}\n{IDENTITY}", 0),
        (f"-- the visitor's pass; {WAIVER}\n{IDENTITY}", 0),
        ("  id_card varchar(18) DEFAULT 'pandian: allow[INV-011] reason=aaaaaaaaaaaaa until=2026-12-31'", 1),
        (f"  id_card varchar(18) DEFAULT '-- {WAIVER}'", 1),
        (f"  id_card varchar(18) DEFAULT 'it''s' -- {WAIVER}\n", 0),
        (f"  id_card varchar(18) -- it's a pass: {WAIVER}\n", 0),
        (f"  note text, /* {WAIVER} */\n{IDENTITY}", 1),
    ],
)
def test_a_waiver_is_a_comment_of_its_line_or_alone_above(line: str, expected: int) -> None:
    put("a.sql", f"CREATE TABLE t (\n  id int,\n{line}\n);\n")
    result = call("gate", "--today", TODAY)
    assert code(result) == expected, result.output


def test_a_cache_within_the_repository_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from connectors.schema_cache import WORTH

    monkeypatch.setenv("XDG_CACHE_HOME", str(Path.cwd() / ".cache"))
    for n in range(WORTH + 1):
        put(f"db/t{n}.sql", table(f"t_{n}"))
    assert code(call("gate", "--today", TODAY)) == 0
    assert not Path(".cache").exists()


def test_the_new_one_is_told_and_not_the_old_one_of_another_module() -> None:
    for module in "az":
        put(f"{module}/go.mod", "module x\n")
        put(f"{module}/s.sql", table("t"))
    put("z/s.sql", table("users", IDENTITY))
    merged()
    put("a/s.sql", table("users", IDENTITY))
    put("z/s.sql", table("users", IDENTITY) + "-- more\n")
    assert since() == (1, ["a/s.sql:3 INV-011"])


def test_a_stale_branch_does_not_answer_for_what_main_declares_meanwhile() -> None:
    put("db/a.sql", table("contacts", IDENTITY))
    put("db/b.sql", table("t_b"))
    merged()
    put("db/b.sql", table("t_b", "  note text"))
    git("commit", "-qam", "change")
    git("checkout", "-q", "main")
    assert code(call("gate", "--fix", "--today", TODAY)) in (0, 1)
    git("commit", "-qam", "declared")
    git("checkout", "-q", "pr")
    assert since() == (0, [])


def test_a_hooks_view_of_git_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    put("db/a.sql", table("t_a"))
    merged()
    put("db/a.sql", table("t_a", IDENTITY))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert since() == (1, ["db/a.sql:3 INV-011"])


def test_a_register_that_is_broken_at_the_base_can_be_mended() -> None:
    good = Path("privacy/register.yaml").read_text("utf-8")
    put("privacy/register.yaml", "a: [")
    put("db/a.sql", table("t_a"))
    merged()
    put("privacy/register.yaml", good)
    put("db/a.sql", table("t_a", IDENTITY))
    result = call("gate", "--diff", "main", "--today", TODAY)
    assert code(result) == 1
    assert "privacy/register.yaml could not be used at main" in result.stderr
    assert "pandian-gate-" not in result.output


def test_the_last_definition_below_a_path_may_go() -> None:
    put("db/a.sql", table("t_a"))
    merged()
    git("rm", "-q", "db/a.sql")
    assert since("db") == (0, [])
    assert since("never")[0] == 2


def test_a_baseline_is_written_of_everything() -> None:
    put("a.sql", table("t_a", IDENTITY))
    for _ in range(2):
        assert code(call("gate", "--baseline", "b.json", "--write-baseline", "b.json", "--today", TODAY)) == 0
        assert len(json.loads(Path("b.json").read_text())["violations"]) == 1
    assert code(call("gate", "--baseline", "b.json", "--today", TODAY)) == 0


def test_a_baseline_names_files_of_any_name_and_a_deep_one_is_refused() -> None:
    with open(b"x\xff.sql", "w") as file:  # noqa: PTH123
        file.write(table("t_a", IDENTITY))
    done = subprocess.run([sys.executable, "-m", "pandian", "gate", "--write-baseline", "b.json"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(Path("b.json").read_text())["violations"]) == 1
    Path("b.json").write_text("[" * 100_000)
    assert code(call("gate", "--baseline", "b.json")) == 2
    os.unlink(b"x\xff.sql")  # noqa: PTH108


def test_histories_that_have_nothing_in_common_are_told_so() -> None:
    put("a.sql", table("t_a"))
    merged()
    git("checkout", "-q", "--orphan", "lonely")
    git("commit", "-qm", "lonely")
    status, words = since()
    assert status == 2
    assert "fetch" in words[0]


def test_two_notations_of_one_file_may_name_a_table_the_same() -> None:
    put(
        "users/models.py",
        "from django.db import models\nfrom pydantic import BaseModel\n\n\nclass User(BaseModel):\n    id_card: str\n\n\n"
        'class Users(models.Model):\n    id_card = models.CharField("身份证号", max_length=18)\n\n    class Meta:\n        db_table = "User"\n',
    )
    result = call("gate", "--explain", "--today", TODAY)
    assert code(result) == 1, result.output
    assert "Internal" not in result.output


# --- cost ------------------------------------------------------------------------------------------------------------------


def gated(text: str) -> int:
    put("a.sql", text)
    return code(call("gate", "a.sql", "--today", TODAY))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece, around",
    [("CREATE TABLE s{n}.t (a int);\n", "{}"), ("  phone_{n} varchar(20) COMMENT '手机号',\n", "CREATE TABLE t (\n{}  id int\n);\n")],
    ids=["one name in many schemas", "one table of many hits"],
)
def test_twice_as_much_costs_about_twice_as_much(piece: str, around: str) -> None:
    assert growth(lambda count: gated(around.format("".join(piece.format(n=n) for n in range(count)))), 600, 3) < 7
