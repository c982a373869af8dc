"""The lock files say what pyproject.toml asks for, hash every file, and hold no address or path of any machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("build", "core", "demo", "all", "dev")
PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==([0-9][0-9a-z.+!]*) \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = "# The following packages are considered to be unsafe in a requirements file:"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")))


def wanted(lock: str) -> list[str]:
    """The requirement lines behind a lock, by the same reading as `make lock`."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from lock import sets
    finally:
        sys.path.pop(0)
    lines: list[str] = sets(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))[lock]
    return lines


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_or_a_hash(lock: str) -> None:
    """So no registry, mirror, link, local path or option can hide in it."""
    lines = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if line and line != COMMENT and not PIN.fullmatch(line) and not HASH.fullmatch(line)]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_answers_pyproject(lock: str) -> None:
    """Fails when pyproject.toml was edited without `make lock`."""
    from packaging.requirements import Requirement

    have = pins(lock)
    unmet = [
        line for line in wanted(lock) if not (r := Requirement(line)).specifier.contains(have.get(canonical(r.name), "0"), prereleases=True)
    ]
    assert unmet == []


def test_each_set_contains_the_smaller_one() -> None:
    for smaller, larger in [("build", "dev"), ("core", "demo"), ("demo", "all"), ("all", "dev")]:
        assert pins(smaller).items() <= pins(larger).items(), f"{smaller}.lock and {larger}.lock disagree"


def test_core_is_lean() -> None:
    heavy = {"torch", "spacy", "presidio-analyzer", "jieba", "pandas", "polars", "psycopg", "pymysql", "openpyxl", "requests", "playwright"}
    assert not heavy & pins("core").keys()
    assert "torch" not in pins("dev")


@pytest.mark.parametrize("lock", LOCKS)
def test_installed_versions_are_the_locked_ones(lock: str) -> None:
    """What the tests ran with is what the lock says. Only for the sets that this environment was made from."""
    stamp = Path(sys.prefix) / "pandian-set"
    if not stamp.exists() or stamp.read_text(encoding="utf-8").split()[0] != "dev":
        pytest.skip("this environment was not made by make test")
    frozen = subprocess.run(
        [sys.executable, "-m", "pip", "freeze", "--all", "--exclude-editable"], capture_output=True, text=True, timeout=120, check=True
    )
    installed = {canonical(n): v for n, _, v in (line.partition("==") for line in frozen.stdout.splitlines()) if v}
    wrong = {n: (v, installed.get(n)) for n, v in pins(lock).items() if installed.get(n) != v}
    assert wrong == {}
