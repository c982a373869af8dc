"""docs/ci.md: its examples name hooks, inputs, files and options that exist, and the lines for any other system run."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.integrations.repository import BAD, CLEAN, ROOT, pull_request, run
from tests.integrations.test_precommit import HOOKS
from tests.integrations.test_templates import calls, wrong

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.M | re.S)


def examples() -> dict[str, dict]:  # type: ignore[type-arg]
    """First key -> example."""
    return {
        next(iter(found)): found
        for text in blocks("yaml")
        for found in [{("on" if k is True else k): v for k, v in yaml.safe_load(text).items()}]
    }


def test_the_hooks_of_the_example_are_ours() -> None:
    (repo,) = examples()["repos"]["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == set(HOOKS)
    assert [why for hook in repo["hooks"] if (why := wrong([*HOOKS[hook["id"]]["entry"].split()[1:], *hook["args"]]))] == []


def test_the_inputs_are_those_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = examples()["name"]["jobs"]["gate"]["steps"]
    assert set(steps[-1]["with"]) <= set(action["inputs"])
    section = PAGE.split("## GitHub")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.M) == list(action["inputs"])
    assert steps[0]["with"]["fetch-depth"] == 0


def test_the_template_that_is_included_is_there() -> None:
    example = examples()["include"]
    (include,) = example["include"]
    template = yaml.safe_load((ROOT / include["file"]).read_text(encoding="utf-8"))
    assert set(example) - {"include"} == set(template)


def test_every_file_of_the_table_is_there() -> None:
    table = [row.split("|")[2] for row in PAGE.splitlines() if row.startswith("| ")]
    named = {name for cell in table for name in re.findall(r"`([^`]+)`", cell) if "." in name or "/" in name or name == "Dockerfile"}
    assert {"action.yml", "ci/Jenkinsfile", "Dockerfile"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_template_is_told() -> None:
    assert [p.name for p in (ROOT / "ci").iterdir() if f"`ci/{p.name}`" not in PAGE and p.name != "install.sh"] == []


@pytest.mark.parametrize("call", [c for text in blocks("bash") for c in calls(text)], ids=" ".join)
def test_every_call_is_a_real_one(call: list[str]) -> None:
    assert wrong(call) == ""


@pytest.mark.parametrize("added, code", [(BAD, 1), (CLEAN, 0)], ids=["bad", "clean"])
def test_the_lines_for_any_other_system_run(added: str, code: int, tmp_path) -> None:
    (text,) = [text for text in blocks("bash") if "$TARGET" in text]
    work = pull_request(tmp_path, added)
    done = run(["sh", "-e", "-c", text.replace("pip install", "true pip install")], work, TARGET="main")
    assert done.returncode == code, done.stdout + done.stderr
    assert ("db/new.sql:3" in done.stdout) == bool(code)
    assert len(list((work / "reports").iterdir())) == 2
