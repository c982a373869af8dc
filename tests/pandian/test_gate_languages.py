"""The gate over files of many languages: waivers in the comment syntax of each, and what a missing parser looks like."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pandian.estate import parts
from tests.pandian.command import call, code
from tests.pandian.test_gate_since import TODAY

WAIVER = 'pandian: allow[{rule}] reason="visitor pass, PR 12 of the register" until=2026-12-31'
QUOTED = "pandian: allow[{rule}] reason='visitor pass, PR 12 of the register' until=2026-12-31"

#: file, text with {w} where the waiver's comment goes and {a} where it stands alone above, the comment's form, rule
LANGUAGES: list[tuple[str, str, str, str]] = [
    ("a.sql", "CREATE TABLE g (\n  id int,\n{a}  id_card varchar(18) COMMENT '身份证号' {w}\n);\n", "-- {}", "INV-011"),
    ("m.py", 'from pydantic import BaseModel\n\n\nclass Guest(BaseModel):\n{a}    id_card: str = ""  {w}\n', "# {}", "INV-011"),
    ("G.java", "@Entity\npublic class Guest {{\n  private Long id;\n{a}  private String idCard; {w}\n}}\n", "// {}", "INV-011"),
    ("G.java", "@Entity\npublic class Guest {{\n  private Long id;\n{a}  private String idCard; {w}\n}}\n", "/* {} */", "INV-011"),
    ("g.proto", 'syntax = "proto3";\nmessage Guest {{\n{a}  string id_card = 1; {w}\n}}\n', "// {}", "INV-011"),
    ("g.graphql", "type Guest {{\n  id: ID\n{a}  idCard: String {w}\n}}\n", "# {}", "INV-011"),
    ("o.yaml", "openapi: 3.0.0\ncomponents:\n  schemas:\n    Guest:\n      type: object\n      properties:\n{a}        idCard: {w}\n          type: string\n", "# {}", "INV-011"),
    ("g.avsc", '{{"type": "record", "name": "Guest", "fields": [\n{a}  {{"name": "id_card", "type": "string", "doc": "身份证号 {w}"}}\n]}}\n', "{}", "INV-011"),
    ("f.html", '<form id="visit">\n{a}<input name="id_card" placeholder="身份证号"> {w}\n</form>\n', "<!-- {} -->", "WEB-003"),
    ("f.vue", '<template>\n<el-form :model="visit">\n{a}<el-input v-model="visit.idCard" placeholder="身份证号" /> {w}\n</el-form>\n</template>\n', "<!-- {} -->", "WEB-003"),
    ("c.xml", '<databaseChangeLog>\n<changeSet id="1" author="x"><createTable tableName="guest">\n{a}<column name="id_card" type="varchar(18)" remarks="身份证号"/> {w}\n'
     "</createTable></changeSet>\n</databaseChangeLog>\n", "<!-- {} -->", "INV-011"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    shutil.copy(parts() / "register.yaml", "register.yaml")


def gated(name: str, text: str) -> tuple[int, str, str]:
    Path(name).write_text(text, "utf-8")
    result = call("gate", name, "--today", TODAY)
    return code(result), result.stdout, result.stderr


@pytest.mark.parametrize("name, text, comment, rule", LANGUAGES, ids=[f"{n} {c}" for n, _, c, _ in LANGUAGES])
def test_a_waiver_in_the_languages_own_comments(name: str, text: str, comment: str, rule: str) -> None:
    waiver = comment.format((QUOTED if name.endswith(".avsc") else WAIVER).format(rule=rule))
    status, said, _ = gated(name, text.format(a="", w=""))
    assert status == 1, said
    assert f" {rule} " in said.splitlines()[0]
    assert gated(name, text.format(a="", w=waiver))[0] == 0
    if name.endswith(".avsc"):
        above = f'  {{"$comment": "{waiver}"}},\n'  # no record's field, and no harm
        assert gated(name, text.format(a="", w=waiver.replace("2026-12-31", "2026-11-21")))[0] == 1
        assert above
    else:
        assert gated(name, text.format(a=f"{waiver}\n", w=""))[0] == 0
        assert gated(name, text.format(a="", w=waiver.replace("2026-12-31", "2026-11-21")))[0] == 1
        assert gated(name, text.format(a="", w=waiver.replace(rule, "XB-001")))[0] == 1
        far = gated(name, text.format(a="", w=waiver.replace("2026-12-31", "2027-12-31")))
        assert far[0] == 1
        assert "more than a year" in far[1]


def test_a_missing_parser_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [module for module in sys.modules if module.startswith("tree_sitter")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    monkeypatch.setitem(sys.modules, "tree_sitter_java", None)
    status, said, _ = gated("Guest.java", "@Entity\npublic class Guest {\n  private String idCard;\n}\n")
    assert status == 3
    assert "pandian[code]" in said


def test_a_fault_of_a_notation_is_told_and_hides_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from connectors.notations import protobuf

    def broken(text: str, path: str) -> None:
        raise KeyError("13800138000")

    monkeypatch.setattr(protobuf, "read", broken)
    Path("g.proto").write_text("message G { string a = 1; }\n")
    status, said, told = gated("a.sql", "CREATE TABLE g (id_card varchar(18) COMMENT '身份证号');\n")
    assert status == 1
    result = call("gate", ".", "--today", TODAY)
    assert code(result) == 1
    assert "protobuf: KeyError" in result.stdout
    assert "13800138000" not in result.output
    assert said
    assert told
