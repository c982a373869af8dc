"""The hooks of the pre-commit framework: the manifest is valid, fits the notations, and the hooks run in a repository."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from connectors.notations import endings, spoken_in
from tests.integrations.repository import BAD, CLEAN, ROOT, git, pull_request, run

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}


def test_the_manifest_is_valid() -> None:
    done = run([sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)], ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(HOOKS) == {"pandian-gate", "pandian-register-lint"}


def test_the_gate_sees_every_file_that_may_hold_a_definition_and_no_other() -> None:
    """The gate refuses a file in which no notation may be written: that would be a typing mistake."""
    tails = sorted(rf"\{ending}" if ending.startswith(".") else f"(^|/){re.escape(ending)}" for ending in endings())
    assert HOOKS["pandian-gate"]["files"] == f"(?i)({'|'.join(tails)})$"


@pytest.mark.parametrize("path", ["db/V1__init.SQL", "a.sql", "schema/t.ddl"])
def test_a_definition_is_handed_on(path: str) -> None:
    assert re.search(HOOKS["pandian-gate"]["files"], path)
    assert spoken_in(path)


@pytest.mark.parametrize("path", ["README.md", "sql", "a.sql.bak", "logo.png"])
def test_what_is_no_definition_is_not(path: str) -> None:
    assert not re.search(HOOKS["pandian-gate"]["files"], path)


@pytest.mark.parametrize(
    "path, wanted",
    [
        ("privacy/register.yaml", True), ("register.yml", True), (".pandian/register.yaml", True), ("privacy/register/systems.yaml", True),
        ("registers.yaml", False), ("my-register.yaml", False), ("privacy/register.json", False), ("a/register/x.txt", False),
    ],
)  # fmt: skip
def test_registers_are_linted(path: str, wanted: bool) -> None:
    assert bool(re.search(HOOKS["pandian-register-lint"]["files"], path)) == wanted


def test_the_parsers_come_along() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["code"]
    assert sorted(HOOKS["pandian-gate"]["additional_dependencies"]) == sorted(extra)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_is_called_once(hook: dict[str, object]) -> None:
    assert hook["require_serial"] is True
    assert hook["language"] == "python"


def repository(folder: Path, added: str, *arguments: str, hook: str = "pandian-gate") -> Path:
    """A repository with our hook, run by this environment's pandian instead of one that pre-commit would install."""
    work = pull_request(folder, "")
    own = HOOKS[hook]
    local = {key: own[key] for key in ("id", "name", "entry", "files", "require_serial", "pass_filenames") if key in own}
    local |= {"language": "system", "args": list(arguments) or own.get("args", [])}
    settings = {"repos": [{"repo": "local", "hooks": [local]}]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (work / "db" / "new.sql").write_text(added, encoding="utf-8")
    git(work, "add", ".")
    return work


def pre_commit(work: Path, *arguments: str):
    return run([sys.executable, "-m", "pre_commit", "run", *arguments], work, PRE_COMMIT_HOME=str(work.parent / "cache"))


@pytest.mark.parametrize("arguments", ["", "--diff HEAD", "--register privacy/register.yaml --fail-on high"])
def test_a_commit_with_undeclared_information_is_stopped(arguments: str, tmp_path: Path) -> None:
    done = pre_commit(repository(tmp_path, BAD, *shlex.split(arguments)))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "db/new.sql:3" in done.stdout
    assert "exit code: 1" in done.stdout


@pytest.mark.parametrize("arguments", ["", "--diff HEAD"])
def test_a_clean_commit_passes(arguments: str, tmp_path: Path) -> None:
    done = pre_commit(repository(tmp_path, CLEAN, *shlex.split(arguments)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_a_commit_without_definitions_is_skipped(tmp_path: Path) -> None:
    work = repository(tmp_path, BAD)
    git(work, "commit", "--quiet", "-m", "before")
    (work / "notes.md").write_text("id_card\n", encoding="utf-8")
    git(work, "add", ".")
    done = pre_commit(work)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no files to check" in done.stdout


def test_the_register_is_linted_before_it_is_committed(tmp_path: Path) -> None:
    work = repository(tmp_path, CLEAN, hook="pandian-register-lint")
    register = work / "privacy" / "register.yaml"
    register.write_text(register.read_text(encoding="utf-8") + "no_such_key: 1\n", encoding="utf-8")
    git(work, "add", ".")
    done = pre_commit(work)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "no_such_key" in done.stdout
    register.write_text(register.read_text(encoding="utf-8").replace("no_such_key: 1\n", "# checked\n"), encoding="utf-8")
    git(work, "add", ".")
    done = pre_commit(work)
    assert "exit code: 2" not in done.stdout, done.stdout
