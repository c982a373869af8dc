"""Editing in place: the text says what merging says, and nothing a person wrote is lost."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register import folder, yaml
from register.edit import EditError, applied, edited, shares, written
from register.merge import merged
from register.suggest import dumped

# (text, fragment, result)
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("a: 1\n", {"a": 1}, "a: 1\n"),
    ("a: 1 # one\n", {"a": 2}, "a: 2 # one\n"),
    ("a: 1 # one\n# end\n", {"b": "2"}, 'a: 1 # one\nb: "2"\n# end\n'),
    ("a: 1", {"b": 2}, "a: 1\nb: 2\n"),
    ("a: 1\r\n# x\r\n", {"b": 2}, "a: 1\r\nb: 2\r\n# x\r\n"),
    ("\ufeffa: 1\n", {"b": 2}, "\ufeffa: 1\nb: 2\n"),
    ("a:\n  b: 1\n\n# next\nc: 1\n", {"a": {"d": 2}}, "a:\n  b: 1\n  d: 2\n\n# next\nc: 1\n"),
    ("a: {b: 1, }\n", {"a": {"d": "x"}}, "a: {b: 1, d: x, }\n"),
    ("a: {} # none\n", {"a": {"d": 2}}, "a: {d: 2} # none\n"),
    ("a: {b: [1]}\n", {"a": {"d": 2}}, "a: {b: [1], d: 2}\n"),
    ("a: []\n", {"a": ["x"]}, "a: [x]\n"),
    ("a: [x, # 注\n  y]\n", {"a": ["z", "x"]}, "a: [x, # 注\n  y, z]\n"),
    ("a:\n  - x # one\n  # two\nb: 1\n", {"a": ["y"]}, "a:\n  - x # one\n  - y\n  # two\nb: 1\n"),
    ("a:\n- x\nb: 1\n", {"a": ["y: z"]}, "a:\n- x\n- 'y: z'\nb: 1\n"),
    ("a:\n-   id: x\n    n: 1\n", {"a": [{"id": "x", "m": 2}, {"id": "y"}]}, "a:\n-   id: x\n    n: 1\n    m: 2\n- id: y\n"),
    ("a:\n  - {id: x}\n# end\n", {"a": [{"id": "y", "n": [1]}]}, "a:\n  - {id: x}\n  - {id: y, n: [1]}\n# end\n"),
    ("s:\n  - user.name # 姓名\n", {"s": [{"fides_key": "user.name", "n": 1}]}, "s:\n  - {fides_key: user.name, n: 1} # 姓名\n"),
    ("s: [user.name]\n", {"s": ["user.name", "user.x"]}, "s: [user.name, user.x]\n"),
    ("organization: 示例 # 公司\n", {"organization": {"uscc": "1"}}, 'organization: {name: 示例, uscc: "1"} # 公司\n'),
    ("systems:\n  - fides_key: a\n    bindings: x\n", {"systems": [{"fides_key": "a", "bindings": ["y"]}]}, "systems:\n  - fides_key: a\n    bindings: [x, y]\n"),
    ("a: # later\nb: 1\n", {"a": "x"}, "a: x # later\nb: 1\n"),
    ("a: # later\nb: 1\n", {"a": {"c": {"d": 1}, "e": 2}}, "a:\n  c: {d: 1}\n  e: 2 # later\nb: 1\n"),
    ("a: |\n  text # no comment\n\nb: 1\n", {"a": "x"}, "a: x\nb: 1\n"),
    ("a:\n  t: |\n    text\n\n# c\nb: 1\n", {"a": {"u": 1}}, "a:\n  t: |\n    text\n\n  u: 1\n# c\nb: 1\n"),
    ("x: &k {n: 1}\ny: *k # same\n", {"y": {"m": 2}}, "x: &k {n: 1}\ny: {n: 1, m: 2} # same\n"),
    ("x: &k\n  n: 1\n", {"x": {"m": 2}}, "x: &k\n  n: 1\n  m: 2\n"),
    ("x: &k\n  - n\n", {"x": ["m"]}, "x: &k\n  - n\n  - m\n"),
    ("---\na: 1\n...\n", {"b": 2}, "---\na: 1\nb: 2\n...\n"),
    ("a: 'no'\nb: no\n", {"b": "1e3"}, "a: 'no'\nb: \"1e3\"\n"),
    ("𠮷: 1 # 😀\nb: [甲]\n", {"b": ["乙"]}, "𠮷: 1 # 😀\nb: [甲, 乙]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fragment", "result"), CASES)
def test_a_fragment_is_written_where_it_belongs(text: str, fragment: dict[str, Any], result: str) -> None:
    assert applied(text, fragment) == result
    assert applied(result, fragment) == result


REFUSED = [
    ("x: &k {n: 1}\ny: *k\n", {"x": {"m": 2}}, "repeated elsewhere"),
    ("x:\n  - a # why\n  - b\n", {"x": 1}, "comment"),
    ("x: | # why\n  a\n", {"x": 1}, "comment"),
    ("x: 1\ry: 2\n", {"z": 1}, "line ends"),
    ("x: 1\nx: 2\n", {"z": 1}, "twice"),
    ("- x\n", {"z": 1}, "mapping"),
    ("a: |\n  x", {"b": 1}, "by hand"),
]


@pytest.mark.parametrize(("text", "fragment", "said"), REFUSED)
def test_what_cannot_be_written_without_loss_is_refused(text: str, fragment: dict[str, Any], said: str) -> None:
    with pytest.raises(EditError, match=said) as caught:
        applied(text, fragment)
    assert caught.value.said.zh


# -- properties -------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["x", "姓名", "no", "1e3", "a: b", "- q", "#c", "it's", "", "2026-01-01", "@main", "[", "多 字", "\n", "é\u2028"])
SCALARS = st.one_of(WORDS, st.booleans(), st.none(), st.integers(-9, 9))
IDS = st.sampled_from(["p", "q", "r", "s"])


def entries(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    more = st.dictionaries(st.sampled_from(["n", "m", "o"]), values, max_size=3)
    one = st.builds(lambda key, rest: {"id": key, **rest}, IDS, more)
    return st.lists(one, max_size=3, unique_by=lambda e: e["id"])


PLAIN = st.lists(st.one_of(IDS, WORDS.filter(bool)), max_size=4, unique=True)
INNER = st.one_of(SCALARS, PLAIN, st.dictionaries(IDS, st.one_of(SCALARS, PLAIN), max_size=3))
DATA = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.one_of(INNER, entries(INNER)), min_size=1, max_size=4)


@st.composite
def texts(draw: st.DrawFn, data: Any) -> tuple[str, list[str]]:
    """The data as YAML in some style, with comments between and behind its lines; the comments."""
    import yaml as pyyaml

    style = draw(st.sampled_from([None, False]))
    text = (
        dumped(data) if style is None else pyyaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=False, width=9999)
    )
    if not isinstance(yaml.load(text.encode()).data, dict) or yaml.load(text.encode()).data != data:
        text = dumped(data)
    lines: list[str] = []
    comments: list[str] = []
    for at, line in enumerate(text.splitlines()):
        lines.append(line)
        place = draw(st.sampled_from(["", "", "behind", "below"]))
        mark = f"# 注释 {at}"
        candidate = [*lines[:-1], f"{line}  {mark}"] if place == "behind" else [*lines, " " * draw(st.integers(0, 4)) + mark]
        rest = text.splitlines()[at + 1 :]
        if place and _reads("\n".join([*candidate, *rest]) + "\n") == repr(data):
            lines, comments = candidate, [*comments, mark]
    return "\n".join(lines) + "\n", comments


def _reads(text: str) -> str:
    try:
        return repr(yaml.load(text.encode()).data)
    except yaml.YamlError:
        return ""


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_text_says_what_merging_says_and_keeps_every_comment(data: st.DataObject) -> None:
    base, fragment = data.draw(DATA), data.draw(DATA)
    text, comments = data.draw(texts(base))
    refused = ""
    try:
        result = applied(text, fragment)
    except EditError as error:
        refused = error.said.en
    if refused:
        assert "comment" in refused, (text, fragment)
        return
    assert repr(yaml.load(result.encode()).data) == repr(merged(yaml.load(text.encode()).data, fragment))
    assert re.findall(r"# 注释 [0-9]+", result) == comments
    assert applied(result, fragment) == result


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_said_already_changes_no_byte(data: st.DataObject) -> None:
    base = data.draw(DATA)
    text, _ = data.draw(texts(base))
    assert applied(text, yaml.load(text.encode()).data) == text


# -- files ------------------------------------------------------------------------------------------------------------------

HEAD = "apiVersion: pi-register/v1\nid: x\nversion: 1.0.0\norganization: 示例\ndepartments: [sales]\n"


def laid_out(tmp_path: Path, **files: str) -> folder.Source:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder.read(tmp_path)


def test_an_entry_is_edited_in_its_file_and_a_new_one_joins_the_most(tmp_path: Path) -> None:
    source = laid_out(
        tmp_path,
        head=HEAD + "systems: [{fides_key: a}]\n",
        more="systems: # 系统\n  - {fides_key: b}\n  - {fides_key: c, name: C}\n",
        other="systems:\n  - {fides_key: c, location: JP}\n",
    )
    fragment = {
        "systems": [{"fides_key": "a", "name": "A"}, {"fides_key": "d"}, {"fides_key": "c", "location": "CN", "name": "D"}],
        "audits": [{"id": "u"}],
    }
    changes = {path.stem: after for path, (_, after) in edited(source, fragment).items()}
    assert changes["head"] == HEAD + "systems: [{fides_key: a, name: A}]\naudits:\n- {id: u}\n"
    assert changes["more"] == "systems: # 系统\n  - {fides_key: b}\n  - {fides_key: c, name: D}\n  - {fides_key: d}\n"
    assert changes["other"] == "systems:\n  - {fides_key: c, location: CN}\n"
    assert len(shares(source, fragment)) == 3


def test_what_stops_an_edit_names_its_file(tmp_path: Path) -> None:
    source = laid_out(tmp_path, head=HEAD + "audits: &a [{id: u}]\nx-b: *a\n")
    with pytest.raises(EditError, match=r"head.yaml:6: .*repeated elsewhere") as caught:
        edited(source, {"audits": [{"id": "v"}]})
    assert caught.value.file == str(tmp_path / "head.yaml")


@pytest.mark.parametrize(
    ("text", "said"), [("audits: &a [{id: u}]\nx-b: *a\n", "repeated"), ("a: [\n", "not valid YAML"), (None, "cannot be read")]
)
def test_the_command_line_tells_it_as_usage(tmp_path: Path, text: str | None, said: str) -> None:
    from pandian.cli import Usage
    from pandian.edits import laid_over

    path = tmp_path / "r.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Usage, match=said):
        laid_over(path, {"audits": [{"id": "v"}]}, "en")
    assert text is None or path.read_text(encoding="utf-8") == text


def test_files_are_replaced_whole_with_their_mode(tmp_path: Path) -> None:
    source = laid_out(tmp_path, head=HEAD)
    path = tmp_path / "head.yaml"
    path.chmod(0o640)
    written(edited(source, {"audits": [{"id": "u"}]}))
    assert path.read_text(encoding="utf-8").startswith(HEAD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["head.yaml"]


def test_a_failed_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = laid_out(tmp_path, head=HEAD)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        written(edited(source, {"audits": [{"id": "u"}]}))
    assert [p.name for p in tmp_path.iterdir()] == ["head.yaml"]
    assert (tmp_path / "head.yaml").read_text(encoding="utf-8") == HEAD
