"""A repository as CI sees one: a bare origin with a base branch, and a clone on the branch of a pull request."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sysconfig.get_path("scripts")
BASE = "CREATE TABLE t_item (\n  id bigint,\n  price decimal(10,2) COMMENT '价格'\n);\n"
CLEAN = "CREATE TABLE t_shelf (\n  id bigint,\n  width int COMMENT '宽度'\n);\n"
BAD = "CREATE TABLE t_guest (\n  id bigint,\n  id_card varchar(18) COMMENT '身份证号'\n);\n"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Nothing of the developer's own settings, our scripts first on the path."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PANDIAN", "GIT_", "GITHUB_", "GATE_", "PYTHON", "RUNNER_", "CI"))}
    path = os.pathsep.join([SCRIPTS, os.environ["PATH"]])
    names = {
        f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Dev"), ("EMAIL", "dev@example.com"))
    }
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PANDIAN_LANG": "en", "HOME": str(home), "PATH": path}
    return {**kept, **names, **settings, **more}


def run(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment(folder.parent, **more), capture_output=True, text=True, timeout=300, check=False
    )


def git(folder: Path, *arguments: str) -> None:
    done = run(["git", *arguments], folder)
    assert done.returncode == 0, done.stderr


def pull_request(folder: Path, added: str, base: str = "main") -> Path:
    """The clone: `base` holds a register and one table, the branch adds the file db/new.sql."""
    origin, work = folder / "origin.git", folder / "work"
    work.mkdir()
    git(folder, "init", "--quiet", "--bare", str(origin))
    git(work, "init", "--quiet", f"--initial-branch={base}")
    (work / "privacy").mkdir()
    for name in ("register.yaml", "privacy-policy.md"):
        shutil.copy(ROOT / "examples" / "quickstart" / name, work / "privacy" / name)
    (work / "db").mkdir()
    (work / "db" / "old.sql").write_text(BASE, encoding="utf-8")
    git(work, "remote", "add", "origin", str(origin))
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "base")
    git(work, "push", "--quiet", "-u", "origin", base)
    git(work, "checkout", "--quiet", "-b", "feature")
    (work / "db" / "new.sql").write_text(added, encoding="utf-8")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "new table")
    return work
