"""The house around the code: targets, scripts and the guard over coverage do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_every_target_is_explained_and_phony() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.M)
    assert {"demo", "test", "check", "bench", "lock", "clean"} <= set(targets)
    assert re.findall(r"^([a-z]+):.*## .", makefile, re.M) == targets
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)
    assert phony.split() == targets
    listed = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in listed.splitlines()] == targets


@pytest.mark.parametrize("script", ["tools/venv.sh", "tools/packages.sh", ".ci/run"])
def test_scripts_are_executable_and_valid(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    shell = "bash" if "bash" in path.read_text(encoding="utf-8").splitlines()[0] else "sh"
    assert subprocess.run([shell, "-n", str(path)], check=False).returncode == 0


def test_ci_runs_check_and_test() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert re.search(r"^time make check$\n^time make test$", text, re.M)


def test_version_is_told_once() -> None:
    import pandian

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == pandian.__version__
    assert re.search(rf"^## \[{re.escape(pandian.__version__)}\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)


def test_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert text.count("\n") > 190


@pytest.fixture
def guard() -> object:
    """tools/coverage_gate.py as a module."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import coverage_gate
    finally:
        sys.path.pop(0)
    return coverage_gate


def measured(folder: Path, use: str) -> Path:
    """A small project whose module was run as `use` says, with its .coverage."""
    (folder / "pyproject.toml").write_text("[tool.coverage.run]\nbranch = true\nrelative_files = true\n", encoding="utf-8")
    (folder / "guarded.py").write_text(
        textwrap.dedent("""\
            def sign(n):
                if n < 0:
                    return "-"
                return "+"
            """),
        encoding="utf-8",
    )
    (folder / "use.py").write_text(use, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "coverage", "run", "use.py"], cwd=folder, check=True)
    return folder


def test_guard_passes_what_is_wholly_covered(guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = measured(tmp_path, "from guarded import sign\nassert sign(-1) == '-'\nassert sign(1) == '+'\n")
    monkeypatch.chdir(folder)
    assert list(guard.faults(folder, ("guarded.py",))) == []


def test_guard_sees_a_missed_branch(guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = measured(tmp_path, "from guarded import sign\nassert sign(1) == '+'\n")
    monkeypatch.chdir(folder)
    (fault,) = guard.faults(folder, ("guarded.py",))
    assert fault.startswith("guarded.py: untested lines [3]")


def test_guard_sees_a_file_that_no_test_imports_and_a_glob_without_file(guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = measured(tmp_path, "from guarded import sign\nsign(1), sign(-1)\n")
    (folder / "other.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert sorted(guard.faults(folder, ("other.py", "renamed.py"))) == [
        "no file matches renamed.py: mend GUARDED in tools/coverage_gate.py",
        "other.py: never imported",
    ]


def test_what_is_guarded_is_there(guard) -> None:
    paths, strayed = guard.guarded_files(ROOT)
    assert strayed == []
    assert {"scanner/mask.py", "reports/display.py"} <= set(paths)
