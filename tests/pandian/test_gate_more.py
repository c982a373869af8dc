"""The rest of the gate as a developer meets it: fixing, explaining, watching, summaries, the register that it finds, its cache."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from connectors.base import Source
from connectors.schema import SchemaFiles
from connectors.schema_cache import WORTH, Cache
from pandian.estate import parts
from pandian.gate import watch
from register.model import load
from tests.pandian.command import call, code, said
from tests.pandian.test_gate_since import IDENTITY, TODAY, table


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "repository"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PANDIAN_REGISTER", raising=False)


def placed(name: str = "privacy/register.yaml") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(parts() / "register.yaml", path)
    return path


# --- the register ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["privacy/register.yaml", "register.yaml", ".pandian/register.yaml"])
def test_the_usual_register_is_found(name: str) -> None:
    placed(name)
    Path("a.sql").write_text(table("t_a", IDENTITY))
    assert code(call("gate", "--today", TODAY)) == 1


def test_without_a_register_the_way_to_one_is_told() -> None:
    Path("a.sql").write_text(table("t_a", IDENTITY))
    result = call("gate")
    assert code(result) == 2
    assert "register draft" in said(result)


def test_the_environment_names_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANDIAN_REGISTER", str(placed("elsewhere.yaml")))
    Path("a.sql").write_text(table("t_a"))
    assert code(call("gate")) == 0


# --- fixing ----------------------------------------------------------------------------------------------------------------


def test_a_fix_declares_what_is_missing_and_keeps_every_comment() -> None:
    register = placed()
    before = register.read_text("utf-8")
    Path("a.sql").write_text(table("contacts", IDENTITY, "  religion varchar(20) COMMENT '宗教信仰'"))
    result = call("gate", "--fix", "--today", TODAY)
    assert "Written to privacy/register.yaml (+" in result.stderr
    after = register.read_text("utf-8")
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments
    assert load(register).category("user.government_id.national_identification_number") is not None
    told = json.loads(call("gate", "--today", TODAY, "--format", "json").stdout)["violations"]
    assert not [v for v in told if v["rule"] == "INV-011"]
    # A sensitive kind is declared now, and whether it was assessed only a person knows: it is told and not written.
    assert {v["rule"] for v in told} <= {"SPI-001", "SPI-002"}
    assert code(result) == 1


def test_nothing_to_fix_changes_nothing() -> None:
    register = placed()
    before = register.read_bytes()
    Path("a.sql").write_text(table("t_a"))
    result = call("gate", "--fix", "--today", TODAY)
    assert (code(result), register.read_bytes()) == (0, before)
    assert "nothing that could be written" in result.stderr


# --- what is told ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lang, words", [("en", ("because:", "--fix writes them", "does not speak of it")), ("zh", ("依据：", "--fix 写入", "政策没有提到"))]
)
def test_a_violation_says_why_and_what_to_write(lang: str, words: tuple[str, ...]) -> None:
    placed()
    Path("a.sql").write_text(table("t_a", IDENTITY))
    result = call("gate", "--today", TODAY, "--lang", lang)
    assert all(word in result.stdout for word in words), result.stdout


def test_explain_says_of_every_column_what_it_is_and_what_covers_it() -> None:
    placed()
    columns = (IDENTITY, "  mobile varchar(20) COMMENT '手机号'", "  company varchar(80) COMMENT '公司名称'")
    Path("a.sql").write_text(table("contacts", *columns))
    lines = [
        line for line in call("gate", "--explain", "--today", TODAY).stdout.splitlines() if " contacts." in line and "INV-011 [" not in line
    ]
    told = {line.split(": ", 1)[0]: line for line in lines}
    assert list(told) == ["a.sql:3 contacts.id_card", "a.sql:4 contacts.mobile", "a.sql:5 contacts.company"]
    identity, mobile, _ = told.values()
    assert "“身份证号”" in identity
    assert identity.endswith("violates INV-011")
    assert "“手机号”" in mobile
    assert "declared by" in mobile


def test_a_summary_is_added_behind_what_the_file_holds() -> None:
    placed()
    Path("a.sql").write_text(table("t_a", IDENTITY))
    Path("summary.md").write_text("before\n")
    assert code(call("gate", "--summary", "summary.md", "--today", TODAY)) == 1
    text = Path("summary.md").read_text("utf-8")
    assert text.startswith("before\n")
    assert "INV-011" in text
    assert code(call("gate", "--summary", "none/summary.md", "--today", TODAY)) == 2


def test_several_formats_go_into_a_folder() -> None:
    placed()
    Path("a.sql").write_text(table("t_a", IDENTITY))
    names = ["sarif", "junit", "gitlab-codequality", "gitlab-sast", "rdjson", "markdown", "json", "github"]
    result = call("gate", *itertools.chain(*(("--format", name) for name in names)), "-o", "out", "--today", TODAY)
    assert code(result) == 1
    assert len(list(Path("out").iterdir())) == len(names)
    for path in Path("out").iterdir():
        assert "INV-011" in path.read_text("utf-8")


def test_a_rule_that_does_not_block_is_told_and_passes() -> None:
    register = placed()
    register.write_text(register.read_text("utf-8") + "\nrules:\n  INV-011: {gate: false}\n", "utf-8")
    Path("a.sql").write_text(table("t_a", IDENTITY))
    result = call("gate", "--today", TODAY)
    assert "INV-011" in result.stdout
    assert code(result) == 0


# --- watching --------------------------------------------------------------------------------------------------------------


def test_a_change_is_seen_and_nothing_else() -> None:
    Path("a.sql").write_text("x")
    Path("notes.txt").write_text("x")
    seen = watch.changes(Path(), seconds=0)
    next(seen)
    before = watch._state(Path())
    Path("notes.txt").write_text("yy")
    assert watch._state(Path()) == before
    Path("a.sql").write_text("longer")
    next(seen)
    Path("a.sql").unlink()
    next(seen)
    assert watch._state(Path()) == {}


def test_watching_goes_on_after_a_broken_register_and_ends_when_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    register = placed()
    Path("a.sql").write_text(table("t_a", IDENTITY))
    good = register.read_text("utf-8")
    steps = iter([lambda: register.write_text("a: [", "utf-8"), lambda: register.write_text(good, "utf-8")])

    def wait(_: float) -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(watch, "time", SimpleNamespace(sleep=wait))
    result = call("gate", "--watch", "--today", TODAY)
    assert result.stdout.count("INV-011") == 2
    assert result.stderr.count("waiting for changes") == 3
    assert "register.yaml:" in result.stderr


# --- the cache -------------------------------------------------------------------------------------------------------------


def assets(cache: Path | None) -> list[object]:
    names = tuple(sorted(p.name for p in Path().glob("*.sql")))
    options = (("files", names), ("bare", True), ("cache", str(cache) if cache else ""))
    return list(SchemaFiles(Source("r", "schema://.", options=options)).discover())


def many() -> None:
    for n in range(WORTH + 1):
        Path(f"t{n:03}.sql").write_text(table(f"t_{n}", f"  c{n} varchar(20) COMMENT '第{n}列'"))


def test_what_is_remembered_equals_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many()
    cache = tmp_path / "kept"
    plain = assets(None)
    assert assets(cache) == plain
    from connectors import schema

    monkeypatch.setattr(schema, "definitions", lambda *_: pytest.fail("an unchanged file was read again"))
    assert assets(cache) == plain


@pytest.mark.parametrize("same_size", [True, False])
def test_a_changed_file_is_read_again(same_size: bool, tmp_path: Path) -> None:
    many()
    assets(tmp_path)
    Path("t007.sql").write_text(table("t_7", "  z7 varchar(20) COMMENT '第7列'" if same_size else IDENTITY))
    assert assets(tmp_path) == assets(None)


def test_a_fresh_checkout_is_known_by_what_its_files_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many()
    plain = assets(tmp_path)
    for path in Path().glob("*.sql"):
        os.utime(path, ns=(1, 1))
    from connectors import schema

    monkeypatch.setattr(schema, "definitions", lambda *_: pytest.fail("a file that holds the same was read again"))
    assert assets(tmp_path) == plain


@pytest.mark.parametrize(
    "damage",
    [lambda b: b"", lambda b: b[: len(b) // 2], lambda b: b"[]", lambda b: b.replace(b'"code": "', b'"code": "0'),
     lambda b: b.replace(b'"create"', b"7"), lambda b: b'{"code": 1, "files": 3}', lambda b: b.replace(b"[[", b"[{}, [")],
)  # fmt: skip
def test_a_damaged_cache_is_forgotten(damage: object, tmp_path: Path) -> None:
    many()
    plain = assets(tmp_path)
    (kept,) = tmp_path.glob("definitions-*.json")
    kept.write_bytes(damage(kept.read_bytes()))  # type: ignore[operator]
    assert [a.uri for a in assets(tmp_path)] == [a.uri for a in plain]  # type: ignore[attr-defined]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    many()
    (tmp_path / "file").write_text("x")
    assert assets(tmp_path / "file" / "below") == assets(None)


def test_a_small_repository_leaves_no_cache(tmp_path: Path) -> None:
    placed()
    Path("a.sql").write_text(table("t_a"))
    assert code(call("gate", "--today", TODAY)) == 0
    assert not (tmp_path / "cache").exists()
    assert not Path(".pandian-cache").exists()


def test_a_problem_is_not_remembered(tmp_path: Path) -> None:
    many()
    Path("t000.sql").write_bytes(b"\0\1\2" * 100)
    first = assets(tmp_path)
    assert first == assets(tmp_path)
    assert Cache(tmp_path, ".").get("t000.sql", "t000.sql") is None
