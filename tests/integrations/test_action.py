"""The GitHub Action: its script run as a runner would, in a real repository; its metadata; what a stranger could write into it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.integrations.repository import BAD, CLEAN, ROOT, SCRIPTS, git, pull_request, run

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SCRIPT = ROOT / "ci" / "gate.sh"


def gate(work: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """The script as the action's step runs it. Returns (what it printed, its outputs, the step's summary)."""
    runner = work.parent / "runner"
    runner.mkdir(exist_ok=True)
    output, summary = runner / "output", runner / "summary"
    output.write_text("", encoding="utf-8")
    summary.write_text("", encoding="utf-8")
    given = {
        "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(runner),
        "GATE_BASE": "main", "PANDIAN_BIN": str(Path(SCRIPTS) / "pandian"),
    }  # fmt: skip
    done = run(["sh", str(SCRIPT)], work, **{**given, **inputs})
    outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    return done, outputs, summary.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pull_request(tmp_path_factory.mktemp("bad"), BAD)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pull_request(tmp_path_factory.mktemp("clean"), CLEAN)


def test_a_bad_pull_request_fails_on_the_line(bad: Path) -> None:
    done, outputs, summary = gate(bad)
    assert done.returncode == 1, done.stderr
    assert outputs["exit-code"] == "1"
    assert re.search(r"^::error [^\n]*file=db/new\.sql,line=3", done.stdout, re.M), done.stdout
    assert "db/new.sql" in summary
    assert "id_card" in summary
    results = json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    (place,) = {
        (where["artifactLocation"]["uri"], where["region"]["startLine"])
        for result in results
        for where in [result["locations"][0]["physicalLocation"]]
    }
    assert place == ("db/new.sql", 3)


def test_a_clean_pull_request_passes(clean: Path) -> None:
    done, outputs, _ = gate(clean)
    assert done.returncode == 0, done.stderr
    assert "::error" not in done.stdout
    assert outputs["exit-code"] == "0"
    assert json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"] == []


@pytest.mark.parametrize(
    "inputs, code",
    [
        ({"GATE_FAIL_ON": "never"}, 0),
        ({"GATE_PATHS": "db/old.sql"}, 0),
        ({"GATE_PATHS": "db/old.sql\n\ndb/new.sql\n"}, 1),
        ({"GATE_PATHS": "\n"}, 1),
        ({"GATE_BASE": ""}, 1),
        ({"GATE_REGISTER": "privacy/register.yaml", "GATE_LANGUAGE": "zh"}, 1),
        ({"GATE_REGISTER": "privacy/none.yaml"}, 2),
        ({"GATE_BASE": "no-such-branch"}, 2),
        ({"GATE_FAIL_ON": "sometimes"}, 2),
        ({"GATE_PATHS": "db/typo.sql"}, 2),
        ({"GATE_POLICY_FROM": "no-such-revision"}, 2),
    ],
)
def test_inputs_reach_the_gate(bad: Path, inputs: dict[str, str], code: int) -> None:
    done, outputs, _ = gate(bad, **inputs)
    assert (done.returncode, outputs["exit-code"]) == (code, str(code)), done.stderr
    assert ("sarif" in outputs) == (code != 2)


HOSTILE = [
    '"; touch "$MARK"; "', "'; touch \"$MARK\"; '", '$(touch "$MARK")', '`touch "$MARK"`', "a\ntouch $MARK\n", "; touch $MARK #",
    "&& touch $MARK", "| touch $MARK", "--help", "-x", "*", "a\nexit-code=0", "${MARK}", "EOF\ntouch $MARK\n", "\\", "$((1+1))",
]  # fmt: skip
INPUTS = ["GATE_PATHS", "GATE_REGISTER", "GATE_POLICY_FROM", "GATE_BASELINE", "GATE_FAIL_ON", "GATE_LANGUAGE"]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_do_nothing(bad: Path, value: str, tmp_path: Path) -> None:
    """In the base, which git is asked about, and in all the others at once: nothing runs, no output is forged, nothing passes."""
    mark = tmp_path / "ran"
    others = dict.fromkeys(INPUTS, value) | {"GATE_BASE": "main"}
    for given in ({"GATE_BASE": value}, others):
        done, outputs, _ = gate(bad, **given, MARK=str(mark))
        assert not mark.exists()
        assert done.returncode == 2, (done.stdout, done.stderr)
        assert outputs in ({}, {"exit-code": "2"})


@pytest.mark.parametrize("value", HOSTILE[:3])
def test_a_hostile_baseline_excuses_nothing(bad: Path, value: str) -> None:
    done, outputs, _ = gate(bad, GATE_BASELINE=value)
    assert (done.returncode, outputs["exit-code"]) == (1, "1"), done.stderr


@pytest.mark.parametrize("value", [*HOSTILE, "1.0 --index-url=x", "../x", "1.0[x]"])
@pytest.mark.parametrize("name", ["GATE_VERSION", "GATE_EXTRAS"])
def test_what_is_installed_cannot_be_smuggled_in(bad: Path, name: str, value: str, tmp_path: Path) -> None:
    """The name of what pip is asked for is checked before pip is called."""
    mark = tmp_path / "ran"
    others = {"GATE_VERSION": "1.0", "PANDIAN_BIN": "", "PYTHON": "/bin/false", "RUNNER_TEMP": str(tmp_path), "MARK": str(mark)}
    done, _, _ = gate(bad, **{**others, name: value})
    assert not mark.exists()
    assert done.returncode == 2
    assert "GATE_" in done.stderr


def test_a_repository_cannot_be_imported_while_installing(tmp_path: Path) -> None:
    """venv.py and pip/ of a pull request would otherwise run in place of Python's own."""
    for name in ("venv", "pip", "sys"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    done = run(["sh", str(ROOT / "ci" / "install.sh"), "nothing", str(tmp_path / "v")], tmp_path)
    assert done.returncode == 2
    calls = re.findall(
        r'"(?:\$\{PYTHON:-python3\}|\$python|\$venv/bin/python)" (\S+)', SCRIPT.read_text() + (ROOT / "ci/install.sh").read_text()
    )
    assert len(calls) >= 5
    assert set(calls) == {"-I"}


def test_an_installed_pandian_on_the_path_is_used(clean: Path) -> None:
    done, _, _ = gate(clean, PANDIAN_BIN="")
    assert done.returncode == 0, done.stderr


def test_a_shallow_clone_fetches_what_it_lacks(bad: Path, tmp_path: Path) -> None:
    origin = (bad.parent / "origin.git").as_uri()
    git(bad, "push", "--quiet", "--force", "origin", "feature")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=feature", "--single-branch", origin, "work")
    done, _, _ = gate(tmp_path / "work")
    assert done.returncode == 1, done.stderr


# --- metadata ----------------------------------------------------------------------------------------------------------


def test_every_input_reaches_the_script_through_its_environment() -> None:
    step = ACTION["runs"]["steps"][0]
    assert ACTION["runs"]["using"] == "composite"
    assert step["run"] == 'exec sh "$GITHUB_ACTION_PATH/ci/gate.sh"'
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    script = SCRIPT.read_text(encoding="utf-8")
    assert [name for name in step["env"] if f"${{{name}:-" not in script] == []


def test_nothing_is_written_into_a_script() -> None:
    """An expression inside `run` is filled in before a shell reads it."""
    assert [step["run"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_the_script_evaluates_nothing() -> None:
    for path in (SCRIPT, ROOT / "ci" / "install.sh"):
        code = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#"))
        assert not re.search(r"\beval\b|\bsource\b [^=]|\bsh -c\b", code)
        assert os.access(path, os.X_OK)
        assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


def test_outputs_are_those_of_the_script() -> None:
    assert set(ACTION["outputs"]) == {"exit-code", "sarif"}
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.gate.outputs.{name} }}}}"
        assert f"'{name}=%s" in SCRIPT.read_text(encoding="utf-8")
