"""Whole repositories and pull requests against them, through the real command: `pandian gate --diff main`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from register import edit, yaml
from register.model import load
from tests.pandian.command import call, code, said
from tests.pandian.pull_requests import BAD, CLEAN, DJANGO, FIX, LINES, NEST, REGISTER, SPRING, Edits, PullRequest, apply, line_of, moved

REPOSITORIES = Path(__file__).parent / "repositories"
TODAY = "2026-11-22"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@corp.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every repository, committed on main, on a branch of its own."""
    made = {}
    for name in (DJANGO, SPRING, NEST):
        folder = tmp_path_factory.mktemp("made") / name
        shutil.copytree(REPOSITORIES / name, folder)
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "base")
        git(folder, "checkout", "-qb", "feature")
        made[name] = folder
    return made


@pytest.fixture
def checkout(committed: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Copies a repository, and goes there."""
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.delenv("PANDIAN_REGISTER", raising=False)

    def copied(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(committed[name], folder, symlinks=True)
        monkeypatch.chdir(folder)
        return folder

    return copied


def committed_with(folder: Path, edits: Edits) -> None:
    apply(edits, folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change")


class Asked:
    """One run of the gate: its exit code, what it printed, and the violations as its JSON has them."""

    def __init__(self, folder: Path, *arguments: str, fail_on: str = "") -> None:
        out = folder.parent / "told"
        bar = ("--fail-on", fail_on) if fail_on else ()
        self.result = call(
            "gate", "--diff", "main", "--today", TODAY, "--format", "text", "--format", "json", "-o", str(out), *bar, *arguments
        )
        self.code, self.words = code(self.result), self.result.stdout
        files = sorted(out.glob("*.json")) if out.is_dir() else []
        self.violations: list[dict[str, Any]] = json.loads(files[0].read_text("utf-8"))["violations"] if files else []

    @property
    def places(self) -> set[tuple[str, str, int]]:
        return {(v["rule"], v["file"], v["line"]) for v in self.violations}

    @property
    def rules(self) -> set[str]:
        return {v["rule"] for v in self.violations}


@pytest.mark.parametrize("name", [DJANGO, SPRING, NEST])
def test_what_is_declared_passes_in_silence(name: str, checkout: Any) -> None:
    checkout(name)
    for bar in ("high", "info"):
        result = call("gate", "--today", TODAY, "--fail-on", bar)
        assert (code(result), result.stdout) == (0, ""), said(result)


@pytest.mark.parametrize("name", [DJANGO, SPRING, NEST])
def test_a_branch_that_changes_nothing_passes_in_silence(name: str, checkout: Any) -> None:
    checkout(name)
    result = call("gate", "--diff", "main", "--today", TODAY)
    assert (code(result), result.stdout) == (0, ""), said(result)


#: A file of each repository that says nothing of tables, and one that does; both get another place.
MOVED = {
    DJANGO: (("orders/utils.py", "orders/export.py"), ("sql/legacy_dump.sql", "sql/old/dump.sql")),
    SPRING: (("README.md", "docs/README.md"), ("src/main/proto/member_event.proto", "src/main/proto/v1/member_event.proto")),
    NEST: (("src/utils/mask.ts", "src/common/mask.ts"), ("src/legacy/coach.entity.ts", "src/legacy/entities/coach.entity.ts")),
}


@pytest.mark.parametrize("request_", CLEAN, ids=lambda r: f"{r.repository}: {r.id}")
def test_a_clean_pull_request_passes_in_silence(request_: PullRequest, checkout: Any) -> None:
    folder = checkout(request_.repository)
    for old, new in MOVED[request_.repository]:
        moved(folder, old, new)
    edits = {dict(MOVED[request_.repository]).get(name, name): edit for name, edit in request_.edits.items()}
    committed_with(folder, edits)
    result = call("gate", "--diff", "main", "--today", TODAY, "--fail-on", "info")
    assert (code(result), result.stdout) == (0, ""), said(result)


_CASES = [pytest.param(r, id=f"{r.repository}: {r.id}", marks=[pytest.mark.xfail(reason=r.gap, strict=True)] if r.gap else []) for r in BAD]


@pytest.mark.parametrize("request_", _CASES)
def test_a_bad_pull_request_fails_on_its_lines_and_passes_once_mended(request_: PullRequest, checkout: Any) -> None:
    folder = checkout(request_.repository)
    committed_with(folder, request_.edits)
    asked = Asked(folder, fail_on=request_.fail_on)
    assert asked.code == 1, said(asked.result)
    _exactly(asked, request_, folder)
    for step in request_.mends:
        asked = _mended(folder, step.step, asked, request_)
        assert asked.rules == step.left, (step.step, asked.words)
    assert (asked.code, asked.words) == (0, ""), said(asked.result)


def _exactly(asked: Asked, request: PullRequest, folder: Path) -> None:
    """These rules in these lines and no others; the text says the same places as the JSON does."""
    expected = {(t.rule, t.file, line_of(folder, t.file, t.words)) for t in request.told}
    assert asked.places == expected, asked.words
    assert len(asked.violations) == len(request.told), asked.words
    for told in request.told:
        line = line_of(folder, told.file, told.words)
        violation = next(v for v in asked.violations if (v["rule"], v["file"], v["line"]) == (told.rule, told.file, line))
        also = [(file, line_of(folder, file, words)) for file, words in told.also]
        assert [tuple(place) for place in violation["also"]] == also, asked.words
        assert any(row.startswith(f"{told.file}:{line}:") and f": {told.rule} [" in row for row in asked.words.splitlines())


def _mended(folder: Path, step: str | Edits, asked: Asked, request: PullRequest) -> Asked:
    """One step of the remedy, and what is left after it. The register still loads, and keeps its comments."""
    register = folder / REGISTER
    before = _comments(register)
    arguments: tuple[str, ...] = ()
    if step == FIX:
        arguments = (FIX,)
    elif step == LINES:
        for lines in dict.fromkeys(v["yaml"] for v in asked.violations if v["yaml"]):
            edit.applied_to(register, yaml.load(lines.encode("utf-8")).data)
    else:
        assert not isinstance(step, str)
        apply(step, folder)
    again = Asked(folder, *arguments, fail_on=request.fail_on)
    load(register)
    assert _comments(register) == before
    return again


def _comments(register: Path) -> list[str]:
    return [line[line.index("#") :] for line in register.read_text("utf-8").splitlines() if "# " in line]


@pytest.mark.parametrize("request_", [r for r in BAD if r.mends and r.mends[0].step == FIX][:3], ids=lambda r: r.id)
def test_what_was_fixed_is_still_fixed_by_another_run_and_once_committed(request_: PullRequest, checkout: Any) -> None:
    folder = checkout(request_.repository)
    committed_with(folder, request_.edits)
    assert Asked(folder, FIX).code == 0
    once = (folder / REGISTER).read_bytes()
    git(folder, "commit", "-qam", "declare")
    again = Asked(folder, FIX)
    assert (again.code, again.words) == (0, "")
    assert (folder / REGISTER).read_bytes() == once


def test_every_kind_of_breach_and_every_repository_has_a_pull_request() -> None:
    rules = {told.rule for request in BAD for told in request.told}
    assert {"INV-011", "INV-012", "XB-001", "SHR-005", "SPI-002", "WEB-001", "WEB-003", "CHG-001", "CHG-003"} <= rules
    assert {r.repository for r in BAD} == {r.repository for r in CLEAN} == {DJANGO, SPRING, NEST}
    assert len({r.id for r in BAD}) == len(BAD) >= 10
