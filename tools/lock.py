"""Writes the lock files: which versions, with which hashes, an installation of each size consists of.

Run through `make lock`, on the oldest Python we support. Reads the requirements from pyproject.toml, resolves them with
pip-compile against one index only (settings of the machine that add further indexes, links or files are switched off,
so that hashes are those of the published files), and writes `requirements/*.lock` without any address in them. With
UPGRADE=1 every version is looked up anew, else pins that still satisfy pyproject.toml stay. Not used by an installation.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
# Settings through which a machine could mix its own files or mirrors into the resolution.
SILENCED = ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_CONSTRAINT", "PIP_REQUIREMENT", "PIP_NO_INDEX", "PIP_PRE")
OPTIONS = (
    *("--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-header", "--no-annotate", "--no-config", "--quiet"),
    *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options", "--newline", "lf"),
)


def requirements(project: Any, extras: tuple[str, ...]) -> list[str]:
    """Requirements of the core and of `extras`, with `pandian[a,b]` inside an extra spelled out."""
    wanted = list(project["dependencies"])
    for extra in extras:
        for line in project["optional-dependencies"][extra]:
            inner = re.fullmatch(r"pandian\[([^\]]+)\]", line)
            wanted += requirements(project, tuple(inner[1].split(","))) if inner else [line]
    return sorted(set(wanted))


def sets(document: Any) -> dict[str, list[str]]:
    """Lock name -> requirements. Largest first: each later one is held to the versions of the one before."""
    project, build = document["project"], document["build-system"]["requires"]
    everything = requirements(project, ("all",))
    return {
        "dev": [*everything, *document["dependency-groups"]["dev"], *build],
        "all": [*everything, *build],
        "demo": [*requirements(project, ("office",)), *build],
        "core": [*requirements(project, ()), *build],
        "build": ["pip", *build],
    }


def compile_lock(name: str, wanted: list[str], held_to: Path | None) -> None:
    """Resolve `wanted` into requirements/<name>.lock. Raises CalledProcessError when there is no solution."""
    environment = {k: v for k, v in os.environ.items() if k not in SILENCED} | {"PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "--output-file", f"requirements/{name}.lock", "-"]
    if held_to:
        command[-1:-1] = ["--constraint", str(held_to.relative_to(ROOT))]
    elif os.environ.get("UPGRADE"):
        command[-1:-1] = ["--upgrade"]
    subprocess.run(command, cwd=ROOT, env=environment, input="\n".join(wanted), text=True, check=True)


def main() -> int:
    oldest = (3, 11)
    if sys.version_info[:2] != oldest:
        sys.stderr.write(f"make lock needs Python {oldest[0]}.{oldest[1]}, the oldest supported, so that nothing it needs is left out\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    held_to = None
    for name, wanted in sets(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))).items():
        compile_lock(name, wanted, held_to)
        held_to = held_to or FOLDER / f"{name}.lock"
    return 0


if __name__ == "__main__":
    sys.exit(main())
