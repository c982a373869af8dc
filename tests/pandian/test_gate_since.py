"""What is new: the gate judges the files as they were, by the register of that time, and tells what was not there."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from pandian.estate import parts
from pandian.gate.files import NoSchemaError, definition_files, related, with_histories
from pandian.gate.once import once
from pandian.gate.settle import settle
from register.violation import Severity, Text, Violation, definition_of
from tests.pandian.command import call, code, said

TODAY = "2026-11-22"
DAY = date(2026, 11, 22)
IDENTITY = "  id_card varchar(18) COMMENT '身份证号'"


def table(name: str, *columns: str) -> str:
    return f"CREATE TABLE {name} (\n  id bigint,\n" + ",\n".join(columns or ("  price int",)) + "\n);\n"


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@corp.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".." / "cache"))
    shutil.copy(parts() / "register.yaml", "register.yaml")


def wrote(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_DOT_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def base(**files: str) -> None:
    wrote(**files)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "feature")


def since(*more: str) -> tuple[int, list[str]]:
    """Exit code and "file:line rule" of what is told."""
    result = call("gate", "--diff", "main", "--today", TODAY, "--format", "json", *more)
    assert result.exception is None or code(result) in (1, 3), said(result)
    found = json.loads(result.stdout)["violations"]
    return code(result), [f"{v['file']}:{v['line']} {v['rule']}" for v in found]


def test_what_was_there_before_is_not_told() -> None:
    base(db__old_DOT_sql=table("t_old", IDENTITY), db__new_DOT_sql=table("t_new"))
    Path("db/new.sql").write_text(table("t_new", IDENTITY))
    assert since() == (1, ["db/new.sql:3 INV-011"])


def test_a_file_that_moves_or_is_laid_out_anew_brings_nothing() -> None:
    base(db__a_DOT_sql=table("t_a", IDENTITY))
    Path("schema").mkdir()
    Path("schema/b.sql").write_text(
        "-- moved\n\n" + Path("db/a.sql").read_text().replace("  id_card", "\t`ID_CARD`  ").replace("id_card", "ID_CARD")
    )
    Path("db/a.sql").unlink()
    assert since() == (0, [])


def test_one_more_of_the_same_is_new() -> None:
    base(a__schema_DOT_sql=table("t_user", IDENTITY), a__pom_DOT_xml="<project/>", b__pom_DOT_xml="<project/>")
    wrote(b__schema_DOT_sql=table("t_user", IDENTITY))
    assert since() == (1, ["b/schema.sql:3 INV-011"])


def test_a_later_migration_counts_and_its_line_is_told() -> None:
    base()
    home = Path("db/migration")
    home.mkdir(parents=True)
    (home / "V1__a.sql").write_text("CREATE TABLE t_a (id int, c1 varchar(18), c2 varchar(18));\n")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("branch", "-f", "main")
    (home / "V2__b.sql").write_text("-- names\nALTER TABLE t_a RENAME COLUMN c1 TO id_card;\n")
    (home / "V10__c.sql").write_text("COMMENT ON COLUMN t_a.c2 IS '银行卡号';\n")
    assert since() == (1, ["db/migration/V10__c.sql:1 INV-011", "db/migration/V2__b.sql:2 INV-011"])
    (home / "V11__d.sql").write_text("ALTER TABLE t_a DROP COLUMN id_card, DROP COLUMN c2;\n")
    assert since() == (0, [])


def test_a_migration_that_is_taken_back_brings_its_column_back() -> None:
    home = Path("db/migration")
    home.mkdir(parents=True)
    (home / "V1__a.sql").write_text(table("t_a", IDENTITY))
    (home / "V2__b.sql").write_text("ALTER TABLE t_a DROP COLUMN id_card;\n")
    base()
    assert since() == (0, [])
    (home / "V2__b.sql").unlink()
    assert since() == (1, ["db/migration/V1__a.sql:3 INV-011"])


def test_a_register_that_declares_less_brings_up_old_columns() -> None:
    base(db__a_DOT_sql=table("t_a", "  mobile varchar(20) COMMENT '手机号'"), db__other_DOT_sql=table("t_b"))
    assert since() == (0, [])
    text = Path("register.yaml").read_text("utf-8")
    Path("register.yaml").write_text(text.replace("user.contact.phone_number", "user.contact.fax_number"), "utf-8")
    told = since()[1]
    assert "db/a.sql:3 INV-011" in told


def test_what_could_not_be_read_before_is_not_this_pull_requests() -> None:
    base(db__a_DOT_sql="CREATE TABLE t_a (id int,, ((;\n", db__b_DOT_sql=table("t_b"))
    Path("db/b.sql").write_text(table("t_b", "  note text"))
    assert since() == (0, [])
    Path("db/c.sql").write_text("CREATE TABLE t_c (id int,, ((;\n")
    assert since()[0] == 3


def test_nothing_changed_is_nothing_read() -> None:
    base(db__a_DOT_sql=table("t_a", IDENTITY))
    wrote(readme_DOT_md="x")
    result = call("gate", "--diff", "main", "--today", TODAY)
    assert (code(result), result.stdout) == (0, "")
    assert "files: 0" in result.stderr


def test_from_a_folder_below_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    base(service__db__a_DOT_sql=table("t_a"), service__db__old_DOT_sql=table("t_old", IDENTITY), other__x_DOT_sql=table("t_x"))
    Path("service/db/a.sql").write_text(table("t_a", IDENTITY))
    Path("other/x.sql").write_text(table("t_x", IDENTITY))
    monkeypatch.chdir("service")
    assert since("--register", "../register.yaml") == (1, ["db/a.sql:3 INV-011"])


def test_a_hook_names_files_and_the_rest_of_their_history_is_read() -> None:
    home = Path("db/migration")
    home.mkdir(parents=True)
    (home / "V1__a.sql").write_text(table("t_a", IDENTITY))
    (home / "V2__b.sql").write_text("ALTER TABLE t_a ADD COLUMN passport_no varchar(20);\n")
    (home / "V3__c.sql").write_text("ALTER TABLE t_a DROP COLUMN passport_no;\n")
    git("init", "-q")
    result = call("gate", "db/migration/V2__b.sql", "--today", TODAY)
    assert (code(result), result.stdout) == (0, "")
    result = call("gate", "db/migration/V1__a.sql", "--today", TODAY)
    assert result.stdout.startswith("db/migration/V1__a.sql:3:3: INV-011")


# --- which files -----------------------------------------------------------------------------------------------------------


def test_files_are_those_that_git_knows() -> None:
    wrote(a_DOT_sql="", b__c_DOT_py="", d_DOT_txt="", node_modules__x_DOT_sql="", build__y_DOT_sql="", _DOT_gitignore="build/\n")
    assert definition_files([Path()]) == ["a.sql", "b/c.py", "build/y.sql", "register.yaml"]
    git("init", "-q")
    assert definition_files([Path()]) == ["a.sql", "b/c.py", "node_modules/x.sql", "register.yaml"]
    git("add", "-f", "build/y.sql")
    assert "build/y.sql" in definition_files([Path()])
    assert definition_files([Path("b"), Path("a.sql")]) == ["a.sql", "b/c.py"]
    wrote(out__deep__z_DOT_sql="", _DOT_gitignore="build/\nout/\n")
    assert definition_files([Path("out")]) == ["out/deep/z.sql"], "a folder that is named is meant, though git ignores it"
    with pytest.raises(NoSchemaError, match=r"d\.txt"):
        definition_files([Path("d.txt")])
    with pytest.raises(FileNotFoundError):
        definition_files([Path("none.sql")])


def test_excluded_files_are_left_out_now_and_before_and_counted() -> None:
    base(db__a_DOT_sql=table("t_a"), tests__old_DOT_sql=table("t_old"))
    for name in ("db/a.sql", "tests/old.sql", "tests/deep/new.sql"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(table("t_x", IDENTITY))
    assert since("--exclude", "tests") == (1, ["db/a.sql:3 INV-011"])
    assert since("--exclude", "tests/*.sql", "--exclude", "db/**") == (1, ["tests/deep/new.sql:3 INV-011"])
    assert "excluded: 2" in call("gate", "--exclude", "tests", "--today", TODAY).stderr
    assert code(call("gate", "--exclude", "**", "--today", TODAY)) == 0


@pytest.mark.parametrize(
    "changed, known, expected",
    [
        (["db/migration/V2.sql"], ["db/migration/V1.sql", "db/migration/2024/V3.sql", "db/other.sql"], ["db/migration/V1.sql", "db/migration/2024/V3.sql"]),
        (["a/x.py"], ["a/y.py", "a/b/z.py", "c/x.py"], ["a/y.py"]),
        (["prisma/migrations/20240101000000_x/migration.sql"], ["prisma/migrations/20230101000000_y/migration.sql", "prisma/schema.prisma"],
         ["prisma/migrations/20230101000000_y/migration.sql"]),
        (["app/migrations/0002_x.py"], ["app/migrations/0001_y.py", "other/migrations/0001_y.py"], ["app/migrations/0001_y.py"]),
        (["top.sql"], ["top2.sql", "a/top.sql"], ["top2.sql"]),
    ],
)  # fmt: skip
def test_what_belongs_to_a_change(changed: list[str], known: list[str], expected: list[str]) -> None:
    assert related(changed, known) == expected


def test_histories_are_completed_and_other_folders_are_not() -> None:
    wrote(db__migrations__1_DOT_sql="", db__migrations__2_DOT_sql="", src__a_DOT_py="", src__b_DOT_py="")
    assert with_histories(["db/migrations/2.sql", "src/a.py"]) == ["db/migrations/1.sql", "db/migrations/2.sql", "src/a.py"]


# --- one column, told once -------------------------------------------------------------------------------------------------


def violation(file: str, uri: str, column: str, **more: str | int) -> Violation:
    text = Text("甲", "a")
    fields = {"rule": "INV-011", "entity": "PHONE_NUMBER", "category": "user.contact.phone_number", "line": 1} | more
    return Violation(severity=Severity.HIGH, title=text, message=text, remedy=text, file=file, uri=uri, column=column, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("schema://a.sql#t_customer", "schema://Customer.java#Customer", True),
        ("schema://a.sql#public.customers", "schema://C.java#CustomerDTO", True),
        ("schema://a.sql#categories", "schema://b.py#Category", True),
        ("schema://a.sql#address", "schema://b.py#Addres", False),
        ("schema://a.sql#customer", "schema://b.sql#customer_log", False),
        ("schema://a.sql#t_form", "schema://b.sql#form", True),
        ("schema://a.sql#客户", "schema://b.sql#客户", True),
        ("schema://a.sql#vo", "schema://b.sql#", False),
    ],
)
def test_what_means_the_same_table(one: str, other: str, same: bool) -> None:
    assert (definition_of(one, "x")[1:] == definition_of(other, "x")[1:]) is same


def test_a_migration_speaks_for_the_class_and_the_dto() -> None:
    wrote(shop__pom_DOT_xml="<project/>", mall__pom_DOT_xml="<project/>")
    found = [
        violation("shop/src/CustomerDTO.java", "schema://shop/src/CustomerDTO.java#CustomerDTO", "mobileNo", line=7),
        violation("shop/db/migration/V1__a.sql", "schema://shop/db/migration#t_customer", "mobile_no", line=3),
        violation("shop/src/Customer.java", "schema://shop/src/Customer.java#customer", "mobile_no", line=5),
        violation("mall/db/V1__a.sql", "schema://mall/db#customer", "mobile_no"),
        violation("shop/src/Customer.java", "schema://shop/src/Customer.java#customer", "phone"),
    ]
    told = {(v.file, v.column): v.also for v in once(found)}
    assert told == {
        ("shop/db/migration/V1__a.sql", "mobile_no"): (("shop/src/Customer.java", 5), ("shop/src/CustomerDTO.java", 7)),
        ("mall/db/V1__a.sql", "mobile_no"): (),
        ("shop/src/Customer.java", "phone"): (),
    }


@pytest.mark.parametrize(
    "known, left",
    [
        ([], ["a.sql", "b.sql"]),
        (["b.sql"], ["a.sql"]),
        (["gone.sql"], ["b.sql"]),
        (["", ""], []),
        (["a.sql", "b.sql", "c.sql"], []),
    ],
)
def test_a_baseline_is_counted(known: list[str], left: list[str]) -> None:
    two = [violation(file, "schema://x#t_user", "phone") for file in ("a.sql", "b.sql")]
    outcome = settle(two, before=None, baseline=[(two[0].fingerprint, file) for file in known], today=DAY)
    assert [v.file for v in outcome.violations] == left
    assert outcome.baselined == 2 - len(left)
    counted = settle(two, before=[(two[0].fingerprint, "")] * len(known), baseline=[], today=DAY)
    assert counted.unchanged == min(2, len(known))
