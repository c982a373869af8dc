"""The documentation cannot rot: it names everything there is, its links lead somewhere and its examples run.

What there is comes from walking the packages, never from a list here. Kinds of code block:

    console  a session: lines after "$ " are run by bash in a new folder that holds examples/, the lines below must appear, in
             order, in what they print ("…" stands for anything in the line)
    bash     set-up that a test cannot repeat (clone, pip, make): must be valid, and every make target must exist
    yaml     "# pandian.yaml" or "# register.yaml" in the first line: loaded as such; else parsed
    python   run in a new folder · json: parsed · other kinds and blocks without a kind: text
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
FENCE = re.compile(r"^```([a-z]*)[^\n]*\n(.*?)^```[ ]*$", re.M | re.S)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def prose(text: str) -> str:
    return FENCE.sub("", text)


def blocks(path: str) -> list[tuple[str, str]]:
    """(kind, text) of every fenced block."""
    return [(m[1], m[2]) for m in FENCE.finditer(read(path))]


def section(page: str, heading: str) -> str:
    """Text under the heading that contains `heading` in backquotes, to the next heading of the same or a higher level."""
    lines = read(page).splitlines()
    for at, line in enumerate(lines):
        if (level := re.match(r"(#+) ", line)) and f"`{heading}`" in line:
            rest = lines[at + 1 :]
            end = next((i for i, other in enumerate(rest) if (m := re.match(r"(#+) ", other)) and len(m[1]) <= len(level[1])), len(rest))
            return "\n".join(rest[:end])
    raise AssertionError(f"{page} has no heading with `{heading}`")


def rows(page: str) -> list[list[str]]:
    """Cells of every table row of the page that begins with something in backquotes."""
    lines = (line for line in read(page).splitlines() if line.startswith("| `"))
    return [[cell.strip().strip("`") for cell in line.split("|")[1:-1]] for line in lines]


# --- everything there is, is mentioned -------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Command]]:
    """("pandian register lint", command) for every command that can be called."""
    from pandian.cli import root

    def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        if isinstance(command, click.Group):
            context = click.Context(command)
            for child in command.list_commands(context):
                found = command.get_command(context, child)
                assert found is not None
                yield from walk(f"{name} {child}", found)
        else:
            yield name, command

    return walk("pandian", root)


def test_there_are_commands() -> None:
    names = {name for name, _ in commands()}
    assert {"pandian scan", "pandian gate", "pandian detect", "pandian report", "pandian demo", "pandian doctor"} <= names


def test_every_command_and_option_is_documented() -> None:
    silent = []
    for name, command in commands():
        text = section("docs/commands.md", name)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                silent += [
                    f"{name} {o}" for o in (*parameter.opts, *parameter.secondary_opts) if f"{o}`" not in text and f"{o} " not in text
                ]
    assert silent == []


def test_no_option_is_documented_that_is_not_there() -> None:
    invented = []
    for name, command in commands():
        known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        table = [line for line in section("docs/commands.md", name).splitlines() if line.startswith("| `-")]
        invented += [f"{name} {o}" for line in table for o in re.findall(r"--[a-z][a-z-]*", line.split("|")[1]) if o not in known]
    assert invented == []


def test_every_entity_is_documented() -> None:
    from recognizers import catalogue

    page = read("docs/recognizers.md")
    assert [r.entity for r in catalogue() if f"`{r.entity}`" not in page or f"`{r.category}`" not in page] == []


def test_every_scheme_is_documented() -> None:
    from connectors import schemes

    page = read("docs/connectors.md")
    assert [s for s in schemes() if f"`{s}" not in page] == []


def test_every_reason_is_documented() -> None:
    from connectors.base import REASONS

    page = read("docs/connectors.md")
    assert [r for r in sorted(REASONS) if f"`{r}`" not in page] == []


def test_every_option_of_a_connector_is_documented() -> None:
    """Options are what connectors ask their source for."""
    asked = {
        name
        for path in (ROOT / "connectors").glob("*.py")
        for name in re.findall(r'\.option\("([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    page = read("docs/connectors.md")
    assert asked
    assert [name for name in sorted(asked) if f"`{name}`" not in page] == []


def test_the_table_of_checks_is_true() -> None:
    """Every rule has its row, no row is without a rule; severity, gate, offline, manual and law are the rule's own."""
    from register.checks import rules

    told = {row[0]: (row[1], row[2] == "yes", row[3] == "yes", row[4].startswith("manual: "), row[5]) for row in rows("docs/checks.md")}
    assert told == {
        rule.id: (rule.severity.value, rule.gate, rule.offline, rule.manual is not None, "; ".join(rule.law) or "–") for rule in rules()
    }


def test_the_table_of_exchange_formats_is_true() -> None:
    """Every format has its row with what it leaves out, in the format's own words, and is told as read where it can be."""
    from register.exchange import formats, readable

    found = rows("docs/exchange.md")
    assert {row[0]: row[3] for row in found} == {name: module.LOST.en for name, module in formats().items()}
    assert {row[0] for row in found if row[2] != "–"} == set(readable())


def test_every_dpo_report_is_documented() -> None:
    from reports.dpo import modules
    from reports.messages import text

    told = re.findall(r"^\| (R[0-9]+) ([^|]+) \|", read("docs/reports.md"), re.M)
    assert told == [(module.ID, text(f"dpo.{module.ID}", "zh")) for module in modules()]


def test_the_numbers_that_are_not_of_the_law_are_told() -> None:
    """Every parameter of the law pack that is a default of ours, or whose text was not read, has its row; no other has one."""
    from register import yaml
    from register.law import DEFAULT

    pack = yaml.load((ROOT / "register" / "law" / f"{DEFAULT}.yaml").read_bytes()).data
    unread = {name: entry["v"] for name, entry in pack["params"].items() if entry.get("v") != "verified"}
    assert unread
    assert {row[0]: row[2].split(":")[0] for row in rows("docs/register.md") if row[2].startswith(("default", "memory"))} == unread


def test_every_format_is_documented() -> None:
    from reports import formats

    page = read("docs/reports.md")
    assert [name for name in formats() if f"`{name}`" not in page] == []


def test_every_configuration_key_is_documented() -> None:
    from pandian import config

    page = read("docs/configuration.md")
    models = (config.ConfigFile, config.SourceEntry, config.ScanEntry, config.ReportEntry)
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert [k for k in sorted(keys) if f"`{k}`" not in page] == []


def test_the_table_of_thresholds_is_true() -> None:
    from scanner.judge import NAMES, TABLE

    rows = re.findall(r"^\| `([a-z_]+)` \| ([0-9.]+) \|", read("docs/configuration.md"), re.M)
    assert {name: float(value) for name, value in rows} == {name: getattr(TABLE, name) for name in NAMES}


def test_every_page_can_be_reached() -> None:
    """From README.md, by links alone."""
    seen, todo = set(), ["README.md"]
    while todo:
        page = todo.pop()
        if page in seen or not page.endswith(".md"):
            continue
        seen.add(page)
        todo += [os.path.normpath(os.path.join(os.path.dirname(page), target)) for target, _ in links(page)]  # noqa: PTH118, PTH120
    assert [p for p in PAGES if p.startswith("docs/") and p not in seen] == []


# --- links -----------------------------------------------------------------------------------------------------------


def links(page: str) -> list[tuple[str, str]]:
    """(file, anchor) of every link to a file of ours; an empty file is the page itself."""
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(read(page))))
    return [(file, anchor) for file, _, anchor in (t.partition("#") for t in found) if not re.match(r"[a-z]+:", file)]


def anchors(text: str) -> set[str]:
    """GitHub's anchors of the headings."""
    titles = re.findall(r"^#+ (.+)$", prose(text), re.M)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    dead = []
    for file, anchor in links(page):
        target = (ROOT / page).parent / file if file else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            dead.append(f"{file}#{anchor}")
    assert dead == []


# --- blocks ----------------------------------------------------------------------------------------------------------


def of_kind(*kinds: str) -> list[tuple[str, int, str]]:
    return [(page, at, text) for page in PAGES for at, (kind, text) in enumerate(blocks(page)) if kind in kinds and page != READMES[1]]


def named(rows: list[tuple[str, int, str]]) -> list[object]:
    return [pytest.param(text, id=f"{page}:{at}") for page, at, text in rows]


def environment(home: Path) -> dict[str, str]:
    """Our scripts first on the path, key and store in a home that the test throws away, plain output in English."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("PANDIAN", "PYTHON", "XDG"))}
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    return {**keep, "PATH": path, "HOME": str(home / ".home"), "COLUMNS": "120", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def run(command: list[str], folder: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run in `folder`; both outputs together, as a person sees them."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


def assert_session(session: str, folder: Path) -> None:
    """Run the "$ " lines of a session in one bash and look for the other lines in what they print, in order."""
    lines = session.splitlines()
    script = "\n".join(re.sub(r"^[$>] ", "", line) for line in lines if line.startswith(("$ ", "> ")))
    expected = [line.strip() for line in lines if line.strip() and not line.startswith(("$ ", "> "))]
    done = run(["bash", "-c", script], folder)
    rest = done.stdout
    for line in expected:
        pattern = r"[^\n]*".join(r"\s+".join(map(re.escape, part.split())) for part in line.split("…"))
        found = re.search(pattern, rest)
        assert found, f"not printed (or not in this order): {line}\n--- printed:\n{done.stdout}"
        rest = rest[found.end() :]


def test_readme_has_a_session() -> None:
    assert [kind for kind, _ in blocks("README.md")].count("console") >= 1


@pytest.mark.parametrize("session", named(of_kind("console")))
def test_sessions_run(session: str, tmp_path: Path) -> None:
    """In a folder that has the examples in it, as a clone has, and with a home of its own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    assert_session(session, tmp_path)


@pytest.mark.parametrize("script", named(of_kind("bash", "sh")))
def test_set_up_is_valid(script: str) -> None:
    checked = run(["bash", "-n"], ROOT, script)
    assert checked.returncode == 0, checked.stdout
    targets = re.findall(r"^([a-z]+):", read("Makefile"), re.M)
    assert [t for t in re.findall(r"^make ([a-z]+)", script, re.M) if t not in targets] == []
    called = re.findall(r"^pandian ([a-z]+)", script, re.M)
    assert set(called) <= {name.split()[1] for name, _ in commands()}


@pytest.mark.parametrize("text", named(of_kind("yaml")))
def test_yaml_is_what_it_says(text: str, tmp_path: Path) -> None:
    from pandian.config import load
    from register.yaml import load as parse

    first = text.splitlines()[0]
    if "pandian.yaml" in first:
        (tmp_path / "pandian.yaml").write_text(text, encoding="utf-8")
        assert load(tmp_path / "pandian.yaml").file.sources
    elif "register.yaml" in first:
        (tmp_path / "register.yaml").write_text(text, encoding="utf-8")
        done = run([sys.executable, "-m", "pandian", "register", "lint", "register.yaml"], tmp_path)
        assert done.returncode == 0, done.stdout
    else:
        assert parse(text.encode("utf-8")).data is not None


@pytest.mark.parametrize("code", named(of_kind("python")))
def test_python_runs(code: str, tmp_path: Path) -> None:
    done = run([sys.executable, "-W", "error", "-c", code], tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text", named(of_kind("json")))
def test_json_parses(text: str) -> None:
    assert json.loads(text) is not None


# --- both languages --------------------------------------------------------------------------------------------------


def test_readmes_have_the_same_shape() -> None:
    english, chinese = ([len(h) for h in re.findall(r"^(#+) ", prose(read(p)), re.M)] for p in READMES)
    assert english == chinese
    assert blocks(READMES[0]) == blocks(READMES[1])


@pytest.mark.parametrize("line", ["$ printf 'a\\nb\\n'\na\nb", "$ echo one two three\none … three", "$ f() {\n> echo x\n> }\n$ f\nx"])
def test_session_reader_accepts(line: str, tmp_path: Path) -> None:
    assert_session(line, tmp_path)


@pytest.mark.parametrize("line", ["$ printf 'a\\nb\\n'\nb\na", "$ echo one\ntwo"])
def test_session_reader_refuses(line: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not printed"):
        assert_session(line, tmp_path)
