"""`pandian register draft`, as it is called: what it writes, what it tells, what it refuses to overwrite."""

from __future__ import annotations

from pathlib import Path

import pytest

from pandian.cli import CLEAN, USAGE
from register.checks import run
from register.context import NO_SCAN
from register.model import load
from tests.pandian.command import call, code, place, said
from tests.register.made import TODAY

POLICY = Path(__file__).parents[1] / "register/policies/app.md"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)
    Path("policy.md").write_bytes(POLICY.read_bytes())


def test_it_writes_a_register_that_is_one() -> None:
    result = call("register", "draft", "policy.md", "-o", "register.yaml", "--today", "2026-11-22")
    assert code(result) == CLEAN
    text = Path("register.yaml").read_text(encoding="utf-8")
    assert text.startswith("# 登记册草稿，2026-11-22 依据 policy.md 起草")
    assert "待确认 / to confirm" in text
    register = load(Path("register.yaml"))
    assert run(register, NO_SCAN, today=TODAY, only=["REG-001", "REG-002", "REG-003"]) == []
    assert len(register.citations) > 40


def test_without_a_file_it_prints_the_same() -> None:
    call("register", "draft", "policy.md", "-o", "register.yaml", "--today", "2026-11-22")
    result = call("register", "draft", "policy.md", "--today", "2026-11-22")
    assert result.stdout == Path("register.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["taken from the policy", "kinds of personal information", "15", "一.1", "not placed (1)", "no part of the register is about this", "draft written to"]),
        ("zh", ["从政策取得", "个人信息种类", "15", "一.1", "没有归类（1）", "登记册里没有对应的栏目", "草稿已写入 register.yaml"]),
    ],
)  # fmt: skip
def test_it_tells_what_it_took_and_what_it_could_not_place(lang: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = call("register", "draft", "policy.md", "-o", "register.yaml", "--lang", lang).stderr
    assert [word for word in words if word not in told] == []


def test_what_people_wrote_is_not_overwritten() -> None:
    Path("register.yaml").write_text("mine", encoding="utf-8")
    result = call("register", "draft", "policy.md", "-o", "register.yaml")
    assert (code(result), "--force" in said(result)) == (USAGE, True)
    assert Path("register.yaml").read_text(encoding="utf-8") == "mine"
    assert code(call("register", "draft", "policy.md", "-o", "register.yaml", "--force")) == CLEAN
    assert load(Path("register.yaml")).documents


def test_the_policy_is_never_overwritten() -> None:
    before = Path("policy.md").read_bytes()
    assert code(call("register", "draft", "policy.md", "-o", "policy.md", "--force")) == USAGE
    assert Path("policy.md").read_bytes() == before


def test_a_folder_is_no_file() -> None:
    Path("folder").mkdir()
    assert code(call("register", "draft", "policy.md", "-o", "folder", "--force")) == USAGE


@pytest.mark.parametrize(
    ("out", "path", "elsewhere"),
    [("register.yaml", "sub/policy.md", False), ("sub/register.yaml", "policy.md", False), ("other/register.yaml", "policy.md", True)],
)
def test_the_register_names_the_policy_from_its_own_folder(out: str, path: str, elsewhere: bool) -> None:
    Path("sub").mkdir()
    Path("policy.md").rename("sub/policy.md")
    result = call("register", "draft", "sub/policy.md", "-o", out)
    assert code(result) == CLEAN
    assert [d.path for d in load(Path(out)).documents.values()] == [path]
    assert ("does not lie in the register's folder" in result.stderr) is elsewhere


@pytest.mark.parametrize(
    ("name", "raw", "fix"),
    [
        ("none.txt", None, "not a file"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("image.png", b"\x89PNG", "save it as one of"),
        ("empty.txt", b"\n", "holds no text"),
        ("broken.pdf", b"none", "export it again"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(name: str, raw: bytes | None, fix: str) -> None:
    if raw is not None:
        Path(name).write_bytes(raw)
    result = call("register", "draft", name, "-o", "register.yaml")
    assert (code(result), fix in said(result), Path("register.yaml").exists()) == (USAGE, True, False)


def test_a_text_that_is_no_policy_gives_a_register_with_gaps() -> None:
    Path("letter.txt").write_text("今天天气很好。\n", encoding="utf-8")
    assert code(call("register", "draft", "letter.txt", "-o", "register.yaml")) == CLEAN
    assert run(load(Path("register.yaml")), NO_SCAN, today=TODAY, only=["REG-001", "REG-002", "REG-003"]) == []
