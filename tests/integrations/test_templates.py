"""The CI templates: each parses, every `pandian …` in them is a real command, and what they run does what they are for."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
import yaml

from tests.integrations.repository import BAD, CLEAN, ROOT, SCRIPTS, environment, pull_request, run

CI = ROOT / "ci"
#: Template -> environment in which that system says where the pull request goes to.
TARGETS = {
    "gitlab.yml": "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "gitee.yml": "GITEE_BRANCH", "Jenkinsfile": "CHANGE_TARGET",
    "drone.yml": "DRONE_TARGET_BRANCH", "pandian-gate.woodpecker.yml": "CI_COMMIT_TARGET_BRANCH",
}  # fmt: skip


def document(name: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((CI / name).read_text(encoding="utf-8"))
    return found


def script(name: str) -> str:
    """What a runner of that system gives to its shell."""
    if name == "Jenkinsfile":
        (body,) = re.findall(r"sh '''\n(.*?)'''", (CI / name).read_text(encoding="utf-8"), re.S)
        return str(body)
    whole: dict = document(name)  # type: ignore[type-arg]
    if name == "gitlab.yml":
        job = whole["pandian-gate"]
        variables = [f"{key}={shlex.quote(value)}; export {key}" for key, value in job["variables"].items()]
        return "\n".join([*variables, *job["before_script"], *job["script"]])
    commands = whole["stages"][0]["steps"][0]["commands"] if name == "gitee.yml" else whole["steps"][0]["commands"]
    return "\n".join(commands)


def calls(text: str) -> list[list[str]]:
    """Arguments of every `pandian …` of a script or page, without what a shell does with its outcome."""
    lines = re.findall(r"^[ \t-]*pandian ([a-z][^\n]*)$", text.replace("\\\n", " "), re.M)
    return [shlex.split(re.split(r" (?:\|\||&&|[|;#>]) ?", line)[0]) for line in lines]


def wrong(arguments: list[str]) -> str:
    """What is wrong with a call, "" if nothing is: unknown command or option, a value that is no choice."""
    from pandian.cli import root

    command: click.Command = root
    rest = list(arguments)
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), rest[0]) if rest else None
        if found is None:
            return f"no such command: {rest[:1]}"
        command, rest = found, rest[1:]
    given = ["high" if "$PANDIAN_FAIL_ON" in argument else argument for argument in rest]
    try:
        command.make_context("pandian", given)
    except click.exceptions.Exit:
        return ""
    except click.ClickException as error:
        return error.format_message()
    return ""


@pytest.mark.parametrize("name", TARGETS)
def test_every_call_is_a_real_one(name: str) -> None:
    found = calls(script(name))
    assert found
    assert [why for call in found if (why := wrong(call))] == []


@pytest.mark.parametrize("call", ["gate --no-such-option", "gate --format word", "gat .", "register lnt x"])
def test_a_call_that_is_none_is_seen(call: str) -> None:
    assert wrong(call.split())


def test_every_template_is_known() -> None:
    assert {path.name for path in CI.iterdir() if not path.name.endswith(".sh")} == set(TARGETS)


def stubs(folder: Path, name: str) -> Path:
    """A pip, and for the templates that make an environment a python3, that install nothing: our pandian stands there already."""
    folder.mkdir()
    (folder / "pip").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (folder / "python3").write_text(
        '#!/bin/sh\n[ "$1 $2 $3" = "-I -m venv" ] || exit 9\nmkdir -p "$4/bin"\ncp "$0" "$4/bin/python"\n'
        'printf "#!/bin/sh\\nexit 0\\n" >"$4/bin/python"\n',
        encoding="utf-8",
    )
    for stub in folder.iterdir():
        stub.chmod(0o755)
    return folder


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("added, code", [(BAD, 1), (CLEAN, 0)], ids=["bad", "clean"])
def test_the_script_gates_a_pull_request(name: str, added: str, code: int, tmp_path: Path) -> None:
    work = pull_request(tmp_path, added)
    path = f"{stubs(tmp_path / 'stubs', name)}:{SCRIPTS}:{environment(tmp_path)['PATH']}"
    text = script(name).replace("/tmp/pandian", str(tmp_path / "venv"))
    done = run(["sh", "-e", "-c", text], work, PATH=path, WORKSPACE_TMP=str(tmp_path), **{TARGETS[name]: "main"})
    assert done.returncode == code, done.stdout + done.stderr
    assert ("db/new.sql:3" in done.stdout) == bool(code)


@pytest.mark.parametrize("name", TARGETS)
def test_a_hostile_branch_does_nothing(name: str, tmp_path: Path) -> None:
    work = pull_request(tmp_path, BAD)
    path = f"{stubs(tmp_path / 'stubs', name)}:{SCRIPTS}:{environment(tmp_path)['PATH']}"
    text = script(name).replace("/tmp/pandian", str(tmp_path / "venv"))
    target = f'main"; touch "{tmp_path}/ran"; $(touch {tmp_path}/ran)'
    done = run(["sh", "-e", "-c", text], work, PATH=path, WORKSPACE_TMP=str(tmp_path), **{TARGETS[name]: target})
    assert done.returncode == 2, done.stdout + done.stderr
    assert not (tmp_path / "ran").exists()


def test_gitlab_writes_both_reports(tmp_path: Path) -> None:
    work = pull_request(tmp_path, BAD)
    path = f"{stubs(tmp_path / 'stubs', 'gitlab.yml')}:{SCRIPTS}:{environment(tmp_path)['PATH']}"
    run(["sh", "-e", "-c", script("gitlab.yml")], work, PATH=path, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    job: dict = document("gitlab.yml")["pandian-gate"]  # type: ignore[assignment, type-arg]
    reports = job["artifacts"]["reports"]
    (quality,) = json.loads((work / reports["codequality"]).read_text(encoding="utf-8"))
    assert (quality["location"]["path"], quality["location"]["lines"]["begin"]) == ("db/new.sql", 3)
    (flaw,) = json.loads((work / reports["sast"]).read_text(encoding="utf-8"))["vulnerabilities"]
    assert flaw["location"]["file"] == "db/new.sql"
    assert job["artifacts"]["when"] == "always"


def test_jenkins_publishes_what_it_wrote(tmp_path: Path) -> None:
    work = pull_request(tmp_path, BAD)
    path = f"{stubs(tmp_path / 'stubs', 'Jenkinsfile')}:{SCRIPTS}:{environment(tmp_path)['PATH']}"
    run(["sh", "-e", "-c", script("Jenkinsfile")], work, PATH=path, WORKSPACE_TMP=str(tmp_path), CHANGE_TARGET="main")
    (named,) = re.findall(r"junit testResults: '([^']+)'", (CI / "Jenkinsfile").read_text(encoding="utf-8"))
    suite = ElementTree.parse(work / named)
    assert suite.find(".//failure") is not None


def test_jenkinsfile_is_declarative() -> None:
    """Braces balance, sections stand where they may, and Groovy fills nothing into the script."""
    text = re.sub(r"^\s*//[^\n]*\n", "", (CI / "Jenkinsfile").read_text(encoding="utf-8"), flags=re.M)
    frame = re.sub(r"'''.*?'''|'[^']*'", "''", text, flags=re.S)
    assert frame.count("{") == frame.count("}")
    assert frame.startswith("pipeline {")
    assert re.search(r"agent any.*stages \{.*stage\(''\) \{.*when \{ changeRequest\(\) \}.*steps \{.*post \{.*always \{", frame, re.S)
    assert '"""' not in text
    assert 'sh "' not in text


@pytest.mark.parametrize("name", ["drone.yml", "pandian-gate.woodpecker.yml"])
def test_nothing_is_filled_into_the_script(name: str) -> None:
    """These systems replace what stands in braces before a shell quotes it."""
    assert "${" not in script(name)


@pytest.mark.parametrize("name", TARGETS)
def test_only_pull_requests_are_gated(name: str) -> None:
    text = (CI / name).read_text(encoding="utf-8")
    assert re.search(r"merge_request_event|^  pr:|changeRequest\(\)|event: \[?pull_request\]?", text, re.M)
