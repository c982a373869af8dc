"""The wheel is whole: built without network, it holds every file that the packages hold, and it works on its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_imports import PACKAGES, minimal_register
from tests.test_privacy_of_repo import files

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, as setuptools leaves a build folder behind."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in files():
        if path.split("/")[0] in (*PACKAGES, "pyproject.toml", "README.md", "LICENSE", "NOTICE", "examples"):
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes((ROOT / path).read_bytes())
    command = [
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
        "--wheel-dir",
        str(out),
        ".",
    ]
    done = subprocess.run([sys.executable, "-m", "pip", *command], cwd=source, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("pandian-*.whl")
    return built


def test_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert [path for path in files() if path.split("/")[0] in PACKAGES and path not in inside] == []


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == set(PACKAGES)


def test_wheel_holds_the_example(wheel: Path) -> None:
    inside = [name.split("/share/pandian/")[1] for name in zipfile.ZipFile(wheel).namelist() if "/share/pandian/" in name]
    assert sorted(inside) == [path for path in files() if path.startswith("examples/estate/")]


def test_wheel_has_its_licence_and_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert "pandian = pandian.__main__:main" in archive.read(entry).decode()
    (licence,) = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_wheel_gates_on_its_own(wheel: Path, tmp_path: Path) -> None:
    """From the unpacked wheel, first on the path: every data file that a check or message needs came along."""
    (tmp_path / "schema.sql").write_text("CREATE TABLE orders (id INT, sfzh CHAR(18));\n", encoding="utf-8")
    (tmp_path / "register.yaml").write_text(minimal_register(), encoding="utf-8")
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from pandian.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "gate", "schema.sql", "--register", "register.yaml", "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "orders" in done.stdout
