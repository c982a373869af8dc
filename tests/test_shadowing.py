"""`pandian` works in a folder that holds directories and modules named like its own packages.

The six package names are everyday words (docs/decisions/0001-top-level-names.md) and a CI gate runs inside other
people's repositories, so whatever lies in the current folder must never be imported. The poison raises when imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.test_imports import PACKAGES, minimal_register

POISON = "raise SystemExit('POISON: the current folder was imported')\n"
#: Names of the standard library that a scan loads late, when a folder on the path could still be asked.
LATE = ("csv", "sqlite3", "json", "secrets", "queue", "yaml", "click")


def folder_with(tmp_path: Path, packages: tuple[str, ...], modules: tuple[str, ...] = ()) -> Path:
    """A repository of somebody else: directories and files with our names, a schema and a register."""
    for name in packages:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(POISON, encoding="utf-8")
        (tmp_path / name / "__main__.py").write_text(POISON, encoding="utf-8")
        (tmp_path / name / "base.py").write_text(POISON, encoding="utf-8")
    for name in modules:
        (tmp_path / f"{name}.py").write_text(POISON, encoding="utf-8")
    (tmp_path / "schema.sql").write_text("CREATE TABLE orders (id INT, amount DECIMAL(10,2));\n", encoding="utf-8")
    (tmp_path / "orders.csv").write_text("id,amount\n1,10.00\n2,20.00\n", encoding="utf-8")
    (tmp_path / "company.yaml").write_text(minimal_register(), encoding="utf-8")
    return tmp_path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


def console_script() -> str:
    """The installed command of this environment."""
    path = Path(sysconfig.get_path("scripts")) / "pandian"
    assert path.exists(), "Pandian is not installed in this environment; make test does it (pip install --no-deps -e .)"
    return str(path)


COMMANDS = (
    ["--version"],
    ["gate", "schema.sql", "--register", "company.yaml"],
    ["scan", "orders.csv"],
    ["recognizers"],
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda a: a[0].lstrip("-"))
@pytest.mark.parametrize("kind", ["directories", "modules"])
def test_command_ignores_the_current_folder(tmp_path: Path, arguments: list[str], kind: str) -> None:
    folder = folder_with(tmp_path, PACKAGES if kind == "directories" else (), (*PACKAGES, *LATE) if kind == "modules" else LATE)
    done = run([console_script(), *arguments], folder)
    assert "POISON" not in done.stdout + done.stderr
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda a: a[0].lstrip("-"))
def test_module_run_ignores_the_current_folder(tmp_path: Path, arguments: list[str]) -> None:
    """`python -m pandian` puts the current folder first on the path; our front door takes it off again.

    A folder named `pandian` is Python's own choice there, before any line of ours runs: only -P helps (next test).
    """
    folder = folder_with(tmp_path, tuple(p for p in PACKAGES if p != "pandian"), ("csv", "sqlite3", "click", "yaml"))
    done = run([sys.executable, "-m", "pandian", *arguments], folder)
    assert "POISON" not in done.stdout + done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_safe_path_ignores_a_folder_named_pandian(tmp_path: Path) -> None:
    done = run([sys.executable, "-P", "-m", "pandian", "--version"], folder_with(tmp_path, PACKAGES, LATE))
    assert "POISON" not in done.stdout + done.stderr
    assert done.returncode == 0, done.stderr


def test_the_poison_works(tmp_path: Path) -> None:
    """Without this, a poison that nobody can import would pass the tests above."""
    done = run([sys.executable, "-c", "import scanner"], folder_with(tmp_path, PACKAGES))
    assert "POISON" in done.stderr
