"""Pull requests that try to get an undeclared identity number past their own gate, and what becomes of each.

The company's CI calls the gate with a baseline, recognizers of its own and a law pack, all of them files of the repository.
Each attempt adds the same column and something that is meant to hide it. What must never happen is exit 0 without a word.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from register import law
from tests.pandian.command import call, code, said
from tests.pandian.pull_requests import REGISTER, SPRING

REPOSITORY = Path(__file__).parent / "repositories" / SPRING
TODAY = "2026-11-22"
HOME = "src/main/resources/db/migration"
NEW = f"{HOME}/V8__more.sql"
COLUMN = "ALTER TABLE t_member ADD COLUMN id_card varchar(18) COMMENT '身份证号'"
TABLE = "CREATE TABLE t_guest (\n  id bigint,\n  id_card varchar(18) COMMENT '身份证号'\n);\n"
#: As CI calls it; the files are those that `committed` made.
CI = ("--baseline", "privacy/baseline.json", "--recognizers", "privacy/own.yaml", "--law-pack", "privacy/law.yaml")

#: A kind of the company's own: numbers of badges.
OWN = """format: pandian-recognizers/1
recognizers:
  - entity: MEMBER_BADGE
    category: user.account
    names: {zh: 工牌号, en: Badge}
    patterns: [{name: badge, core: 'GP-[0-9]{7}', score: 0.7}]
    headers: [badge_no, 工牌号]
    examples: [GP-2045185]
    counter_examples: [GP-20451]
"""

Attempt = Callable[[Path], object]


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@corp.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with what CI names, and with an old migration that was undone: a column added in V5_1 and dropped in V7_1."""
    folder = tmp_path_factory.mktemp("made") / SPRING
    shutil.copytree(REPOSITORY, folder)
    (folder / "privacy/baseline.json").write_text('{"format": "pandian-baseline/1", "violations": []}\n', "utf-8")
    put(folder, "privacy/own.yaml", OWN)
    put(folder, "privacy/pandian.yaml", "recognizers: [own.yaml]\n")
    shutil.copy(Path(law.__file__).parent / "cn-2026.11.yaml", folder / "privacy/law.yaml")
    put(folder, f"{HOME}/V5_1__passport.sql", "ALTER TABLE t_booking ADD COLUMN passport_no varchar(20) COMMENT '护照号';\n")
    put(folder, f"{HOME}/V7_1__no_passport.sql", "ALTER TABLE t_booking DROP COLUMN passport_no;\n")
    put(folder, "sql/broken.sql", "CREATE TABLE t_old (id int,, ((;\nALTER TABLE ((;\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    git(folder, "checkout", "-qb", "feature")
    return folder


@pytest.fixture
def here(committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / SPRING
    shutil.copytree(committed, folder, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.delenv("PANDIAN_REGISTER", raising=False)
    return folder


def put(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def swap(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text, (name, old)
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def sql(text: str | bytes, name: str = NEW) -> Attempt:
    return lambda folder: put(folder, name, text)


def both(*attempts: Attempt) -> Attempt:
    def all_of(folder: Path) -> None:
        for attempt in attempts:
            attempt(folder)

    return all_of


def register(old: str, new: str) -> Attempt:
    return lambda folder: swap(folder, REGISTER, old, new)


def appended(text: str) -> Attempt:
    return lambda folder: put(folder, REGISTER, (folder / REGISTER).read_text("utf-8") + text)


def baselined(folder: Path) -> None:
    result = call("gate", "--write-baseline", "privacy/baseline.json", "--today", TODAY)
    assert "t_member id_card" in (folder / "privacy/baseline.json").read_text("utf-8"), said(result)


def unlisted(folder: Path) -> None:
    """The recognizer of identity numbers switched off."""
    put(folder, "privacy/own.yaml", OWN + "disable: [CN_RESIDENT_ID]\n")


def milder(folder: Path) -> None:
    swap(folder, "privacy/law.yaml", "severities: {}", "severities: {INV-011: info}")


def linked(folder: Path) -> None:
    put(folder, "docs/schema.txt", COLUMN + ";\n")
    (folder / NEW).symlink_to(os.path.relpath(folder / "docs/schema.txt", folder / HOME))


def forced(ignored: str, name: str) -> Attempt:
    def ignoring(folder: Path) -> None:
        put(folder, ".gitignore", f"{ignored}\n")
        put(folder, name, TABLE)
        git(folder, "add", "-f", name)

    return ignoring


def allowed(comment: str) -> Attempt:
    return sql(f"{COLUMN}; -- pandian: {comment}\n")


PLAIN = sql(COLUMN + ";\n")
REASON = 'reason="needed for delivery, see PR 12"'
_MEMBER = "src/main/java/cn/qinghe/member/entity/Member.java"
_JAVA_FIELD = "    private String email;\n\n    /** 身份证号 */\n    private String idCard;\n"


def _in_java(more: str) -> Attempt:
    def padded(folder: Path) -> None:
        swap(folder, _MEMBER, "    private String email;\n", _JAVA_FIELD)
        put(folder, _MEMBER, (folder / _MEMBER).read_text("utf-8") + more)

    return padded


BADGE = sql("ALTER TABLE t_member ADD COLUMN badge_no varchar(10);\n")
NEVER = register(
    "  - {fides_key: user.unique_id,",
    "  - {fides_key: user.government_id.national_identification_number, personal: never, declaration: internal}\n  - {fides_key: user.unique_id,",
)
MILD = both(
    register("  - {fides_key: user.unique_id,", "  - {fides_key: user.financial.account_number, sensitivity: general, declaration: internal}\n  - {fides_key: user.unique_id,"),
    register("user.contact.email, user.unique_id]", "user.contact.email, user.unique_id, user.financial.account_number]"),
)  # fmt: skip
PLAN = """changes:
  - version: 1.3.0
    paths: ["data_categories[user.government_id.national_identification_number]"]
    consent: none
    reason: 内部编号，不是个人信息
    approved_by: 项目组
"""
WAIVER = (
    'waivers:\n  - {rule: INV-011, target: "**", reason: 业务部门要求先上线，登记册以后再补, approved_by: 项目组, expires: 2027-01-01}\n'
)


def relink(folder: Path, name: str, to: str) -> None:
    (folder / name).unlink()
    (folder / name).symlink_to(to)


def relinked(folder: Path) -> None:
    shutil.copy(folder / REGISTER, folder / "privacy/r.yaml")
    relink(folder, REGISTER, "r.yaml")


def foldered(folder: Path) -> None:
    (folder / "privacy/register").mkdir()
    shutil.move(folder / "privacy/r.yaml", folder / "privacy/register/r.yaml")
    shutil.copy(folder / "privacy/privacy-policy.md", folder / "privacy/register/privacy-policy.md")


ENTITY = """<?xml version="1.0"?>
<!DOCTYPE mapper [<!ENTITY c "<result column='id_card' property='idCard'/>">]>
<mapper namespace="x.GuestMapper">
  <resultMap id="m" type="x.Guest"><result column="level" property="level"/>&c;</resultMap>
  <select id="s" resultMap="m">SELECT level FROM t_guest</select>
</mapper>
"""

#: (what it tries, the attempt, exit code, words that have to be said). Exit 1 always names INV-011.
ROWS: tuple[tuple[str, Attempt, int, str], ...] = (
    ("nothing but the column", PLAIN, 1, "V8__more.sql:1"),
    # -- excuses
    ("an entry in the baseline", both(PLAIN, baselined), 1, "V8__more.sql:1"),
    ("a waiver in the register", both(PLAIN, appended('waivers:\n  - {rule: INV-011, target: "**", reason: 业务部门要求先上线，登记册以后再补, approved_by: 项目组, expires: 2027-01-01}\n')), 1, ""),
    ("a waiver for the path of the register", both(PLAIN, appended('waivers:\n  - {rule: INV-011, target: "schema://**", reason: 业务部门要求先上线，登记册以后再补, approved_by: 项目组, expires: 2027-01-01}\n')), 1, ""),
    ("the rule at severity info", both(PLAIN, appended("rules:\n  INV-011: {severity: info}\n")), 1, ""),
    ("the rule without the gate", both(PLAIN, appended("rules:\n  INV-011: {gate: false}\n")), 1, ""),
    ("recognizers switched off by the file that CI names", both(PLAIN, unlisted), 1, ""),
    ("a pandian.yaml of its own", both(PLAIN, lambda f: put(f, "pandian.yaml", "recognizers: [privacy/off.yaml]\nfail_on: never\n"), lambda f: put(f, "privacy/off.yaml", "format: pandian-recognizers/1\ndisable: [CN_RESIDENT_ID]\n")), 1, ""),
    ("the company's own kind taken out of its file", both(BADGE, lambda f: put(f, "privacy/own.yaml", "format: pandian-recognizers/1\ndisable: [GENDER]\n")), 1, "badge_no"),
    ("the file of the company's own kinds deleted", both(BADGE, lambda f: (f / "privacy/own.yaml").unlink()), 1, "badge_no"),
    ("the file of the company's own kinds linked to nothing", both(BADGE, lambda f: relink(f, "privacy/own.yaml", "/dev/null")), 1, "badge_no"),
    ("the law pack that CI names made milder", both(PLAIN, milder), 1, ""),
    ("another law pack named by the register", both(PLAIN, appended("law_profile: {jurisdiction: CN, pack: cn-2026.11, sensitivity_standard: gbt45574-2025}\n")), 1, ""),
    ("its parent declared as never personal", both(PLAIN, register("  - {fides_key: user.unique_id,", "  - {fides_key: user.government_id, personal: never, declaration: internal}\n  - {fides_key: user.unique_id,")), 1, ""),
    ("variables of the environment in a file", both(PLAIN, lambda f: put(f, ".env", "PANDIAN_REGISTER=other.yaml\nPANDIAN_LANG=zh\n"), lambda f: put(f, ".envrc", "export PANDIAN_REGISTER=other.yaml\n")), 1, ""),
    ("the register deleted", both(PLAIN, lambda f: (f / REGISTER).unlink()), 2, "register"),
    ("the register deleted, a wider one where it is looked for next", both(PLAIN, lambda f: (f / REGISTER).rename(f / "register.yaml")), 1, ""),
    # -- permissions in the line
    ("allowed without a reason", allowed("allow[INV-011] until=2026-12-31"), 1, "reason="),
    ("allowed without an end", allowed(f"allow[INV-011] {REASON}"), 1, "until="),
    ("allowed until yesterday", allowed(f"allow[INV-011] {REASON} until=2026-11-21"), 1, "expired"),
    ("allowed for years", allowed(f"allow[INV-011] {REASON} until=2030-01-01"), 1, ""),
    ("allowed for another rule", allowed(f"allow[INV-012] {REASON} until=2026-12-31"), 1, ""),
    ("allowed for every rule", allowed(f"allow[*] {REASON} until=2026-12-31"), 1, ""),
    ("allowed in the line of another column", sql(f"ALTER TABLE t_member ADD COLUMN a int, -- pandian: allow[INV-011] {REASON} until=2026-12-31\nADD COLUMN id_card varchar(18);\n"), 1, ""),
    # -- hidden from git
    ("attributes: no diff", both(PLAIN, lambda f: put(f, ".gitattributes", "*.sql -diff\n")), 1, ""),
    ("attributes: binary", both(PLAIN, lambda f: put(f, ".gitattributes", "*.sql binary\n")), 1, ""),
    ("attributes: generated and vendored", both(PLAIN, lambda f: put(f, ".gitattributes", "*.sql linguist-generated linguist-vendored export-ignore\n")), 1, ""),
    ("attributes: another encoding in the work tree", both(lambda f: put(f, ".gitattributes", f"{NEW} working-tree-encoding=UTF-16\n"), sql((COLUMN + ";\n").encode("utf-16"))), 1, ""),
    ("ignored, and added by force", forced("*.sql", "db/guest.sql"), 1, "db/guest.sql:3"),
    ("in node_modules", forced("node_modules/", "node_modules/x/schema.sql"), 1, "node_modules/x/schema.sql:3"),
    ("in vendor", forced("vendor/", "vendor/x/schema.sql"), 1, "vendor/x/schema.sql:3"),
    ("in dist", forced("dist/", "dist/schema.sql"), 1, "dist/schema.sql:3"),
    ("in target, hidden", forced("target/", "target/.cache/schema.sql"), 1, "target/.cache/schema.sql:3"),
    # -- written so that it is not read
    ("UTF-16", sql((COLUMN + ";\n").encode("utf-16")), 1, ""),
    ("UTF-16 without a mark", sql((COLUMN + ";\n").encode("utf-16-le")), 1, ""),
    ("GB18030", sql((COLUMN + ";\n").encode("gb18030")), 1, ""),
    ("GB18030, the name in Chinese", sql("ALTER TABLE t_member ADD COLUMN 身份证号 varchar(18);\n".encode("gb18030")), 1, ""),
    ("a name with zero-width characters", sql("ALTER TABLE t_member ADD COLUMN `id_\u200bca\u200drd` varchar(18);\n"), 1, ""),
    ("a name in full-width letters", sql("ALTER TABLE t_member ADD COLUMN `ｉｄ＿ｃａｒｄ` varchar(18);\n"), 1, ""),
    ("a comment with zero-width characters", sql("ALTER TABLE t_member ADD COLUMN c9 varchar(18) COMMENT '身\u200b份\u200b证\u200b号';\n"), 1, ""),
    ("an ending in capitals", sql(TABLE, "db/GUEST.SQL"), 1, "db/GUEST.SQL:3"),
    ("a string that never ends", sql(f"UPDATE t_member SET c1 = 'it''s;\n{COLUMN.replace(chr(39), '')};\n"), 1, "V8__more.sql:1: a definition that could not be parsed"),
    ("a comment that never ends", sql(f"/* not closed\n{COLUMN};\n"), 1, "V8__more.sql:1: a definition that could not be parsed"),
    ("a broken statement beside one that was broken before", both(lambda f: put(f, "sql/broken.sql", (f / "sql/broken.sql").read_text("utf-8") + "CREATE TABLE t_guest (id int,, id_card varchar(18), ((;\n")), 3, "sql/broken.sql:3"),
    ("a comment that MySQL runs", sql(f"/*!50001 {COLUMN} */;\n"), 1, ""),
    ("a comment that MariaDB runs", sql(f"/*M!100100 {COLUMN} */;\n"), 1, ""),
    ("in a procedure that is called", sql(f"DELIMITER $$\nCREATE PROCEDURE p() BEGIN\n  {COLUMN};\nEND$$\nDELIMITER ;\nCALL p();\n"), 1, ""),
    ("in a large file", sql(f"-- {'x' * 997}\n" * 3_000 + COLUMN + ";\n"), 1, "V8__more.sql:3001"),
    ("in a large class", _in_java(f"// {'x' * 997}\n" * 3_000), 3, "Member.java"),
    ("in a class nested too deeply", _in_java("class Deep { int x = " + "(" * 40_000 + "1" + ")" * 40_000 + "; }\n"), 3, "Member.java"),
    ("in an entity of XML", sql(ENTITY, "src/main/resources/mapper/GuestMapper.xml"), 3, "GuestMapper.xml"),
    ("through a symbolic link", linked, 3, "V8__more.sql"),
    ("in a file with a strange name", sql(TABLE, "db/a\n::error file=x::\x1b[2J\u202e.sql"), 1, ""),
    # -- in steps
    ("under another name, renamed later", both(sql("ALTER TABLE t_member ADD COLUMN c9 varchar(18);\n"), sql("ALTER TABLE t_member RENAME COLUMN c9 TO id_card;\n", f"{HOME}/V9__name.sql")), 1, "V9__name.sql:1"),
    ("under another name, changed later", both(sql("ALTER TABLE t_member ADD COLUMN c9 varchar(18);\n"), sql("ALTER TABLE t_member CHANGE c9 id_card varchar(18);\n", f"{HOME}/V9__name.sql")), 1, "V9__name.sql:1"),
    ("by deleting the migration that dropped it", lambda f: (f / f"{HOME}/V7_1__no_passport.sql").unlink(), 1, "V5_1__passport.sql:1"),
    ("dropped on paper: a temporary table of that name", sql(TABLE + "DROP TEMPORARY TABLE IF EXISTS t_guest;\n"), 1, "V8__more.sql:3"),
    ("dropped on paper: by a step of an older version", both(sql(TABLE), sql("DROP TABLE IF EXISTS t_guest;\n", f"{HOME}/V6_1__late.sql")), 1, "V8__more.sql:3"),
    ("dropped on paper: by a file of another history", both(sql(TABLE), sql("DROP TABLE t_guest;\n", "src/main/resources/db/tokyo/migration/V9__drop.sql")), 1, "V8__more.sql:3"),
    ("a table taken for another system's, which may hold it", both(PLAIN, register('bindings: ["schema://**"]', 'bindings: ["schema://none"]')), 1, ""),
    ("a name with Cyrillic letters", sql("ALTER TABLE t_member ADD COLUMN `\u0456d_\u0441\u0430rd` varchar(18);\n"), 1, ""),
    ("a statement broken before the column", sql("ALTER TABLE t_member ADD COLUMN (a int,, ((, ADD COLUMN id_card varchar(18);\n"), 3, "V8__more.sql:1"),
    ("a broken definition of a table that was broken before", both(lambda f: put(f, "sql/broken.sql", "CREATE TABLE t_old (id int,, ((, id_card varchar(18);\n")), 3, "sql/broken.sql:1"),
    ("another broken statement that names no table", both(lambda f: put(f, "sql/broken.sql", (f / "sql/broken.sql").read_text("utf-8") + "ALTER TABLE ((, ADD id_card varchar(18);\n")), 3, "sql/broken.sql:3"),
    ("behind the mark of another tool's way back", sql(f"SELECT 1;\n-- migrate:down\n{COLUMN};\n"), 1, ""),
    ("behind goose's mark", sql(f"SELECT 1;\n-- +goose Down\n{COLUMN};\n"), 1, ""),
    ("in a file that is named as a way back", sql(f"{COLUMN};\n", f"{HOME}/V8__slow_down.sql"), 1, ""),
    ("in a file that is named as a way back, with a dot", sql(f"{COLUMN};\n", f"{HOME}/V8__member.down.sql"), 1, ""),
    ("dropped on paper: another schema's table of that name", sql(TABLE + "DROP TABLE IF EXISTS archive.t_guest;\n"), 1, "V8__more.sql:3"),
    ("dropped on paper: in a procedure that nobody calls", sql(TABLE + "DELIMITER $$\nCREATE PROCEDURE p() BEGIN\n  DROP TABLE t_guest;\nEND$$\nDELIMITER ;\n"), 1, "V8__more.sql:3"),
    ("the kind declared as never personal", both(PLAIN, NEVER), 1, ""),
    ("the kind declared as never personal, with a plan that asks nobody", both(PLAIN, NEVER, appended(PLAN)), 1, ""),
    ("the register moved to where it is looked for next, with a waiver", both(PLAIN, appended(WAIVER), lambda f: (f / REGISTER).rename(f / "register.yaml")), 1, ""),
    ("the register replaced by a link, with a waiver", both(PLAIN, appended(WAIVER), relinked), 1, ""),
    ("a register in a folder of its own, with a waiver", both(PLAIN, appended(WAIVER), lambda f: (f / REGISTER).rename(f / "privacy/r.yaml"), foldered), 1, ""),
    ("a zero byte in a comment", sql(b"-- 12\x00\nALTER TABLE t_member ADD COLUMN id_card varchar(18);\n"), 1, "V8__more.sql:2"),
    ("a table like another one, with a column more", sql("CREATE TABLE t_guest (\n  LIKE t_member INCLUDING ALL,\n  id_card varchar(18)\n);\n"), 1, "V8__more.sql:3"),
    ("a comment that MySQL runs ends within the statement", sql("/*!50001 ALTER TABLE t_member */ ADD COLUMN id_card varchar(18);\n"), 1, ""),
    ("alter ignore", sql("ALTER IGNORE TABLE t_member ADD COLUMN id_card varchar(18);\n"), 1, ""),
    ("a comment set by ALTER COLUMN", sql("ALTER TABLE t_member ALTER COLUMN c1 COMMENT '身份证号';\n"), 1, ""),
    ("a sensitive kind declared as general", both(sql("ALTER TABLE t_member ADD COLUMN bank_card varchar(30) COMMENT '银行卡号';\n"), MILD), 1, "SPI-002"),
    ("built as text and executed", sql("SET @s = 'ALTER TABLE t_member ADD COLUMN id_card varchar(18)';\nPREPARE x FROM @s;\nEXECUTE x;\n"), 1, "V8__more.sql:1"),
)  # fmt: skip


_CASES = [pytest.param(*row[1:], id=row[0]) for row in ROWS]


@pytest.mark.parametrize(("attempt", "expected", "words"), _CASES)
def test_no_attempt_passes_in_silence(attempt: Attempt, expected: int, words: str, here: Path) -> None:
    attempt(here)
    git(here, "add", "-A")
    git(here, "commit", "-qm", "change")
    result = call("gate", "--diff", "main", "--today", TODAY, *CI)
    told = said(result)
    assert code(result) == expected, told
    assert words in told
    assert expected != 1 or words.startswith("SPI") or "INV-011" in result.stdout, told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["text", "github", "json", "sarif", "markdown", "junit", "rdjson"])
def test_a_file_name_cannot_speak_for_the_gate(name: str, here: Path) -> None:
    """No line of its own, no escape sequence, no reversed reading."""
    put(here, "db/a\n::error file=x::\x1b[2J\u202e.sql", TABLE)
    git(here, "add", "-A")
    git(here, "commit", "-qm", "change")
    result = call("gate", "--diff", "main", "--today", TODAY, "--format", name)
    assert code(result) == 1
    assert not {"\x1b", "\u202e", "\r"} & set(result.stdout)
    assert not any(line.startswith("::error file=x::") for line in result.stdout.splitlines())
    if name in ("json", "sarif", "rdjson"):
        json.loads(result.stdout)


def test_a_file_of_recognizers_that_the_base_does_not_have_is_not_used_and_that_is_said(here: Path) -> None:
    put(here, NEW, COLUMN + ";\n")
    put(here, "new.yaml", "format: pandian-recognizers/1\ndisable: [CN_RESIDENT_ID]\n")
    put(here, "base.json", '{"format": "pandian-baseline/1", "violations": []}\n')
    git(here, "add", "-A")
    git(here, "commit", "-qm", "change")
    result = call("gate", "--diff", "main", "--today", TODAY, "--recognizers", "new.yaml", "--baseline", "base.json")
    assert code(result) == 1
    assert "new.yaml" in result.stderr
    assert "base.json" in result.stderr


def test_a_configuration_names_files_as_the_base_has_them(here: Path) -> None:
    BADGE(here)
    put(here, "privacy/own.yaml", "format: pandian-recognizers/1\ndisable: [GENDER]\n")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "change")
    result = call("gate", "--diff", "main", "--today", TODAY, "--config", "privacy/pandian.yaml")
    assert code(result) == 1, said(result)
    assert "badge_no" in result.stdout


def test_the_files_that_excuse_excuse_once_the_base_has_them(here: Path) -> None:
    """What a reviewer has merged counts: the same baseline, now on main."""
    put(here, NEW, COLUMN + ";\n")
    baselined(here)
    git(here, "add", "privacy/baseline.json")
    git(here, "commit", "-qm", "reviewed")
    git(here, "branch", "-f", "main")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "change")
    result = call("gate", "--diff", "main", "--today", TODAY, *CI)
    assert (code(result), result.stdout) == (0, ""), said(result)
    assert "in the baseline: 1" in result.stderr
