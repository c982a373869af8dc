"""A register in several files: one whole, with every line where it stands; nothing outside, nothing hidden, no contradiction."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register import folder, structure, yaml
from register.checks import run
from register.context import NO_SCAN
from register.merge import merged
from register.model import load, parse
from register.quotes import present
from register.short import written_out
from register.suggest import dumped
from tests.register.made import BASE, TODAY, data

HEAD = "apiVersion: pi-register/v1\nid: x\nversion: 1.0.0\norganization: 示例\n"
DEPARTMENTS = "departments: [{id: sales, owner: 岗位}]\n"
REST = "data_categories: [user.name]\nprocessing_activities:\n  - {id: a, department: sales, data_categories: [user.name]}\n"


def laid_out(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return tmp_path


def told(path: Path) -> list[tuple[str, int, str, str]]:
    """(file below the folder, line, path in the register, words)."""
    root = path if path.is_dir() else path.parent
    return [(Path(p.file).relative_to(root).as_posix(), p.line, p.path, f"{p.message.en}; {p.fix.en}") for p in parse(path).problems]


def test_a_folder_is_one_register_with_every_line_in_its_file(tmp_path: Path) -> None:
    files = {"a.yaml": HEAD, "b/c.yml": DEPARTMENTS + REST, "notes.txt": "not: [read", "policy.md": "姓名"}
    files["d.yaml"] = "# 文件\n\ndocuments:\n  - {id: p, type: privacy_policy, source: policy.md}\n"
    register = load(laid_out(tmp_path, files))
    assert register.folder == tmp_path
    assert [a.id for a in register.activities] == ["a"]
    assert register.place(register.activities[0].line) == (str(tmp_path / "b/c.yml"), 4)
    assert register.place(register.documents["p"].line) == (str(tmp_path / "d.yaml"), 4)
    assert register.place(register.line("id")) == (str(tmp_path / "a.yaml"), 2)
    assert register.place(0) == (str(tmp_path / "a.yaml"), 0)
    assert present(register, register.documents["p"])


def test_problems_and_violations_stand_in_their_file(tmp_path: Path) -> None:
    wrong_form = {"a.yaml": HEAD + DEPARTMENTS, "b.yaml": "\n" + REST + "systems:\n  - {fides_key: s, locatoin: JP}\n"}
    assert [row[:3] for row in told(laid_out(tmp_path / "form", wrong_form))] == [("b.yaml", 6, "systems[0].locatoin")]
    dangling = {"a.yaml": HEAD + DEPARTMENTS, "b.yaml": "\n" + REST.replace("department: sales", "department: slaes")}
    assert [row[:3] for row in told(laid_out(tmp_path / "id", dangling))] == [("b.yaml", 4, "processing_activities[0].department")]
    (tmp_path / "id/b.yaml").write_text(REST, encoding="utf-8")
    (tmp_path / "id/c.yaml").write_text("\n\ndepartments:\n- {id: it}\n", encoding="utf-8")
    found = [v for v in run(load(tmp_path / "id"), NO_SCAN, today=TODAY, only=["GOV-001"]) if v.declaration.startswith("departments")]
    assert [(Path(v.file).name, v.line) for v in found] == [("c.yaml", 4)]


def test_an_entry_may_be_in_two_files_that_agree(tmp_path: Path) -> None:
    one = "systems:\n  - {fides_key: s, name: 系统, bindings: 'a://b/*'}\n"
    two = "systems:\n  - {fides_key: s, location: JP, name: 系统, bindings: ['c://d/*'], server: {environment: prod}}\n"
    register = load(
        laid_out(
            tmp_path,
            {
                "a.yaml": HEAD + DEPARTMENTS + REST,
                "b.yaml": one,
                "c.yaml": two + "data_categories: [{fides_key: user.name, classification: L3}]\n",
            },
        )
    )
    system = register.systems["s"]
    assert (system.name, system.location, system.environment, system.bindings) == ("系统", "JP", "prod", ("a://b/*", "c://d/*"))
    assert register.place(register.line("systems", 0, "location")) == (str(tmp_path / "c.yaml"), 2)
    assert register.categories["user.name"].classification == "L3"


def test_defaults_reach_into_every_file(tmp_path: Path) -> None:
    files = {"a.yaml": HEAD + DEPARTMENTS + REST + "defaults: {systems: {location: JP}}\n", "b.yaml": "systems: [{fides_key: s}]\n"}
    assert load(laid_out(tmp_path, files)).systems["s"].location == "JP"


# (files, [(file, line, path, part of the words)])
REFUSED: list[tuple[dict[str, str], list[tuple[str, int, str, str]]]] = [
    ({"a.yaml": HEAD + DEPARTMENTS, "b.yaml": REST + "departments:\n  - {id: sales, owner: 别人}\n"}, [("b.yaml", 5, "departments[0].owner", "a.yaml:5; say it in one")]),
    ({"a.yaml": HEAD, "b.yaml": "\nversion: 1.0.0\n"}, [("b.yaml", 2, "", "'version' belongs into one file")]),
    ({"a.yaml": REST}, [(".", 0, "", "no file says apiVersion")]),
    ({"a.yaml": HEAD, "b.yaml": "# x\nkind: Deployment\n"}, [("b.yaml", 2, "", "'Deployment', which is no register")]),
    ({"a.yaml": HEAD, "b.yaml": "- x\n"}, [("b.yaml", 1, "", "not a mapping")]),
    ({"a.yaml": HEAD, "b.yaml": "a: 1\nb: [\n", "c.yaml": "a: 1\na: 2\n"}, [("b.yaml", 3, "", "not valid YAML"), ("c.yaml", 2, "", "first on line 1")]),
    ({"a.yaml": HEAD, ".b.yaml": REST}, [(".b.yaml", 0, "", "hidden")]),
    ({"a.yaml": HEAD, ".git/b.yml": REST}, [(".git/b.yml", 0, "", "hidden")]),
    ({"a.txt": HEAD}, [(".", 0, "", "no .yaml")]),
    ({"a.yaml": HEAD, "b.yaml": ""}, [("b.yaml", 1, "", "empty")]),
    ({"a.yaml": HEAD, "/".join("abcdefghi") + "/b.yaml": ""}, [("a/b/c/d/e/f/g/h", 0, "", "deeper")]),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), REFUSED)
def test_what_is_no_part_of_a_register_is_named(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, int, str, str]]) -> None:
    found = told(laid_out(tmp_path, files))
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    assert all(row[3] in words for row, (*_, words) in zip(expected, found, strict=True)), found


@pytest.mark.parametrize("kind", ["file", "folder", "outside"])
def test_links_are_named_and_not_followed(tmp_path: Path, kind: str) -> None:
    (outside := tmp_path / "outside").mkdir()
    (outside / "b.yaml").write_text("secret: 1\n")
    root = laid_out(tmp_path / "r", {"a.yaml": HEAD + DEPARTMENTS + REST, "sub/c.yaml": "audits: []\n"})
    target = {"file": root / "a.yaml", "folder": root / "sub", "outside": outside}[kind]
    (root / ("b.yaml" if kind == "file" else "b")).symlink_to(target, target_is_directory=kind != "file")
    assert [(row[1], "links" in row[3]) for row in told(root)] == [(0, True)]


def test_a_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = laid_out(tmp_path, {f"{n}.yaml": "audits: []\n" for n in range(5)} | {"a.yaml": HEAD})
    monkeypatch.setattr(folder, "MAX_FILES", 4)
    assert ["more than 4 YAML files" in row[3] for row in told(root)] == [True]
    monkeypatch.setattr(folder, "MAX_FILES", 9)
    monkeypatch.setattr(yaml, "MAX_BYTES", 100)
    assert ["more than 100 bytes" in row[3] for row in told(root)] == [True]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    root = laid_out(tmp_path, {"a.yaml": HEAD, "b.yaml": REST})
    (root / "b.yaml").chmod(0)
    assert [(row[0], "cannot be read" in row[3]) for row in told(root)] == [("b.yaml", True)]


# -- properties -------------------------------------------------------------------------------------------------------------

LISTS = [name for name, value in data(base=BASE).items() if isinstance(value, list)]


@st.composite
def splits(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """The register of BASE with the entries of its lists, and some of their keys, spread over files."""
    whole = data(base=BASE)
    files: dict[str, dict[str, Any]] = {name: {} for name in ("a", "b", "c")}
    for key, value in whole.items():
        if key not in LISTS:
            home = "a" if key in folder.HEAD else draw(st.sampled_from("abc"))
            files[home][key] = value
            continue
        for entry in value:
            homes = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))
            pieces = _split(draw, entry, homes) if isinstance(entry, dict) else {homes[0]: entry}
            for home, piece in pieces.items():
                files[home].setdefault(key, []).append(piece)
    return {name: content for name, content in files.items() if content}


def _split(draw: st.DrawFn, entry: dict[str, Any], homes: list[str]) -> dict[str, dict[str, Any]]:
    ids: dict[str, Any] = {key: entry[key] for key in ("id", "fides_key") if key in entry}
    pieces: dict[str, dict[str, Any]] = {home: dict(ids) for home in homes}
    for key, value in entry.items():
        if key not in ids:
            pieces[draw(st.sampled_from(homes))][key] = value
    return pieces


def by_id(value: Any) -> Any:
    """Entries in the order of their ids: files put them in another order."""
    if isinstance(value, dict):
        return {key: by_id(value[key]) for key in sorted(value)}
    return sorted((by_id(item) for item in value), key=repr) if isinstance(value, list) else value


@given(splits())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_register_taken_apart_is_put_together_again(tmp_path_factory: pytest.TempPathFactory, files: dict[str, dict[str, Any]]) -> None:
    root = tmp_path_factory.mktemp("split")
    texts = {f"{name}.yaml": "# 头\n" * len(name) + dumped(content) for name, content in files.items()}
    source = folder.read(laid_out(root, texts))
    assert by_id(source.document.data) == by_id(written_out(yaml.load(dumped(data(base=BASE)).encode()).root).data)
    assert structure.problems(source.document, "x") == []
    together: Any = {}
    for text in texts.values():
        together = merged(together, written_out(yaml.load(text.encode()).root).data)
    assert source.document.data == together
    for name in LISTS:
        for i, entry in enumerate(source.document.data.get(name, ())):
            file, line = source.place(source.document.line((name, i)))
            words = Path(file).read_text(encoding="utf-8").splitlines()[line - 1]
            assert (entry if isinstance(entry, str) else entry.get("id", entry.get("fides_key"))) in words


@given(st.sampled_from("abc"), st.integers(0, 30), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_problem_points_at_its_file_and_line(tmp_path_factory: pytest.TempPathFactory, name: str, above: int, newline: str) -> None:
    root = tmp_path_factory.mktemp("wrong")
    texts = {"a": HEAD, "b": DEPARTMENTS, "c": REST}
    texts[name] = "# x\n" * above + texts[name] + "zzz: 1\n"
    laid_out(root, {f"{key}.yaml": text.replace("\n", newline) for key, text in texts.items()})
    line = texts[name].count("\n")
    assert [row[:3] for row in told(root)] == [(f"{name}.yaml", line, "zzz")]
