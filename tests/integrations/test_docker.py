"""The image and the installation: what they copy is there, what they run is not root, and every package has a hash."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.integrations.repository import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#[^\n]*\n", "", DOCKERFILE, flags=re.M).replace("\\\n", " ")
    return [(line.split()[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


def copied() -> list[str]:
    """Sources of every COPY from the folder that the image is built in."""
    return [source for name, rest in instructions() if name == "COPY" and "--from" not in rest for source in rest.split()[:-1]]


def reaches(path: str) -> bool:
    """Does .dockerignore let the path through?"""
    let = False
    for rule in (line for line in IGNORE if line and not line.startswith("#")):
        plain = rule.removeprefix("!")
        if plain == "*" or path == plain or path.startswith(f"{plain}/") or fnmatch(path, plain.replace("**/", "*")):
            let = rule.startswith("!")
    return let


def test_every_source_exists_and_is_let_through() -> None:
    assert copied()
    assert [source for source in copied() if not (ROOT / source).exists() or not reaches(source)] == []


@pytest.mark.parametrize(
    "path", [".git/config", ".venv/bin/python", "tests/x.py", "scanner/__pycache__/x.pyc", "out/demo/key", "examples/x", ".env"]
)
def test_nothing_else_is_let_through(path: str) -> None:
    assert not reaches(path)


def test_all_that_an_installation_needs_is_copied() -> None:
    """Packages, what pyproject.toml names, the locks and the script that reads them."""
    packages = [pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]]
    files = [PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml", "requirements", "ci/install.sh"]
    data = [path.split("/*")[0] for paths in PROJECT["tool"]["setuptools"]["data-files"].values() for path in paths]
    assert [name for name in [*packages, *files, *data] if not any(name == c or name.startswith(f"{c}/") for c in copied())] == []


def test_it_runs_as_nobody_in_particular() -> None:
    last = [rest for name, rest in instructions() if name == "USER"][-1]
    assert re.fullmatch(r"[1-9][0-9]{3,}:[1-9][0-9]{3,}", last)
    names = [name for name, _ in instructions()]
    assert names.index("USER") > len(names) - 4
    assert "ADD" not in names


def test_it_is_built_in_stages_from_one_image() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert bases == ["python:3.12-slim", "python:3.12-slim"]
    assert not re.search(r"https?://(?!(?:www\.)?opencontainers)|index-url|\.(?:io|com|cn)/", DOCKERFILE)


def test_it_starts_pandian() -> None:
    (entry,) = [json.loads(rest) for name, rest in instructions() if name == "ENTRYPOINT"]
    assert entry == ["pandian"]
    assert any("git " in rest for name, rest in instructions() if name == "RUN" and "apt-get install" in rest)


def test_its_labels_are_true() -> None:
    labels = dict(re.findall(r'org\.opencontainers\.image\.([a-z]+)="([^"]*)"', DOCKERFILE))
    assert labels["version"] == PROJECT["project"]["version"]
    assert labels["licenses"] == PROJECT["project"]["license"]
    assert {"title", "description"} <= set(labels)


# --- ci/install.sh -----------------------------------------------------------------------------------------------------


def parsers() -> set[str]:
    (names,) = re.findall(r"^parsers='([^']+)'", (ROOT / "ci" / "install.sh").read_text(encoding="utf-8"), re.M)
    return set(names.split())


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_parsers_are_those_of_the_extra_with_what_they_need() -> None:
    wanted = {canonical(Requirement(line).name) for line in PROJECT["project"]["optional-dependencies"]["code"]}
    todo, needed = list(wanted), set[str]()
    while todo:
        name = todo.pop()
        needed.add(name)
        for line in requires(name) or ():
            requirement = Requirement(line)
            if (requirement.marker is None or requirement.marker.evaluate({"extra": ""})) and canonical(requirement.name) not in needed:
                todo.append(canonical(requirement.name))
    core = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / "core.lock").read_text(encoding="utf-8"), re.M))
    assert parsers() == needed - core


def picked(lock: str, folder: Path) -> str:
    """What the script's own awk program takes out of a lock file."""
    (program,) = re.findall(r"awk -v names=\" \$parsers \" '(.*?)'", (ROOT / "ci" / "install.sh").read_text(encoding="utf-8"), re.S)
    (folder / "lock").write_text(lock, encoding="utf-8")
    command = ["awk", "-v", f"names= {' '.join(sorted(parsers()))} ", program, str(folder / "lock")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_only_the_parsers_are_picked_each_with_all_its_hashes(tmp_path: Path) -> None:
    wanted = "graphql-core==3.3.2 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
    last = "tree-sitter==0.26.1 \\\n    --hash=sha256:cc\n"
    others = "a==1 \\\n    --hash=sha256:00\n", "graphql-core-x==1 \\\n    --hash=sha256:bb\n", "tree-sit==1 \\\n    --hash=sha256:dd\n"
    lock = f"{others[0]}{wanted}{others[1]}{others[2]}{last}\n# The following packages\npip==26 \\\n    --hash=sha256:ee\n"
    assert picked(lock, tmp_path) == wanted + last + "\n"


def test_the_lock_pins_every_parser(tmp_path: Path) -> None:
    found = picked((ROOT / "requirements" / "all.lock").read_text(encoding="utf-8"), tmp_path)
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\\n {4}--hash=sha256:[0-9a-f]{64}", found, re.M))
    assert pins == {name: version(name) for name in parsers()}, "requirements/all.lock lacks the extra code: make lock"
