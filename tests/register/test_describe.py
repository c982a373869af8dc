"""What is read without a scan (lint, show), and what is read first after one (matrix); merging and waivers."""

from __future__ import annotations

from pathlib import Path

from register.checks import rules, run
from register.describe import describe, lint
from register.matrix import matrix
from register.merge import merged
from register.model import load, parse
from register.waivers import split
from tests.register.cases import BANK, ID, LOOSE
from tests.register.made import BASE, CRM, TODAY, asset, data, found, register, scan

RECORDING = "user.content.call_recording"


def test_lint_of_a_clean_register_says_nothing(tmp_path: Path) -> None:
    assert lint(register(tmp_path).file, TODAY) == []


def test_lint_of_a_wrong_form_tells_of_that_alone(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        BASE.replace("owner: 销售部负责人", "ownr: x").replace("period: P3Y, after", "after"), encoding="utf-8"
    )
    assert [(v.rule, v.line) for v in lint(tmp_path / "r.yaml", TODAY)] == [("REG-001", 8)]


def test_lint_goes_on_past_references_that_lead_nowhere(tmp_path: Path) -> None:
    text = BASE.replace("systems: [crm]", "systems: [erp]").replace("owner: 销售部负责人", "owner: null")
    text = text.replace('"@main"', '"@nothing"').replace("r-support\n", "r-none\n").replace("period: P3Y, after", "after")
    text = text.replace("organization:", "law_profile: {pack: cn-1999}\norganization:").replace("department: sales", "department: null")
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    rules = [v.rule for v in lint(tmp_path / "r.yaml", TODAY) if v.rule in ("REG-001", "REG-002", "GOV-001", "RET-001")]
    assert rules == ["REG-002"] * 4 + ["GOV-001"] * 2 + ["RET-001"]


def test_lint_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [(v.rule, v.file) for v in lint(tmp_path / "none", TODAY)] == [("REG-001", str(tmp_path / "none"))]


def test_the_description_is_complete_in_both_languages(tmp_path: Path) -> None:
    more = (
        "cross_border_transfers: [{id: x1, country: JP, data_categories: [user.name], clause: 四}, {id: x2, country: null, data_categories: [user.name]}]\n"
        "departments: [{id: hr, name: 人事部}]\nsystems: [{fides_key: x}]\nretention_rules: [{id: r-open, determination_method: 至合同终止}]\n"
        f"data_categories: [{BANK}]"
    )
    (tmp_path / "policy.txt").write_text("一、1. 姓名", encoding="utf-8")
    r = register(tmp_path, more, "documents: [{id: policy, source: policy.txt}, {id: other, type: contract, source: c.pdf}]")
    zh, en = describe(r, "zh"), describe(r, "en")
    assert [len(rows) for _, rows in zh] == [len(rows) for _, rows in en] == [7, 3, 4, 7, 3, 4, 5, 3]
    for (title_zh, rows_zh), (title_en, rows_en) in zip(zh, en, strict=True):
        assert title_zh != title_en
        assert all(len({len(row) for row in rows}) == 1 for rows in (rows_zh, rows_en))
    flat = {cell for _, rows in en for row in rows for cell in row}
    assert {
        "present, quotes checked",
        "not here, quotes not checked",
        "none",
        "not stated",
        "P30D",
        "sensitive",
        "至合同终止",
        "四",
        "一.1",
    } <= flat
    assert "政策列明" in {cell for _, rows in zh for row in rows for cell in row}


def test_the_description_shows_a_policy_without_a_statement(tmp_path: Path) -> None:
    base = BASE.split("retention_statement")[0].replace("    retention: r-customer\n", "").replace("    retention: r-support\n", "")
    assert len(dict(describe(register(tmp_path, base=base), "en"))["Retention"]) == 1


def test_a_system_of_which_nothing_was_read_is_not_scanned(tmp_path: Path) -> None:
    rows = matrix(register(tmp_path), scan(found(), assets=(asset(),)))
    assert {r.state for r in rows if r.system == "support"} == {"declared_not_scanned"}
    assert "declared_not_scanned" not in {r.state for r in rows if r.system == "crm"}


def test_the_matrix_has_a_row_for_everything_declared_and_everything_found(tmp_path: Path) -> None:
    inventory = scan(
        found(), found(column="contact", matched=3, verdict="LIKELY"), found("user.contact.phone_number", "tel", verdict="POSSIBLE"),
        found(ID, "id_no"), found(uri=LOOSE), found("user.job_title", "title", "sqlite://support/t"), found(RECORDING, "rec"),
        assets=(asset(), asset(LOOSE), asset("sqlite://support/t")),
    )  # fmt: skip
    rows = matrix(register(tmp_path), inventory)
    assert [(r.state, r.category, r.system, r.declared, r.verdict, r.matched, r.columns) for r in rows] == [
        ("found_undeclared", RECORDING, "crm", False, "CONFIRMED", 90, 1),
        ("found_undeclared", ID, "crm", False, "CONFIRMED", 90, 1),
        ("found_undeclared", "user.name", "", False, "CONFIRMED", 90, 1),
        ("declared_found", "user.contact.phone_number", "crm", True, "POSSIBLE", 90, 1),
        ("declared_found", "user.name", "crm", True, "CONFIRMED", 93, 2),
        ("declared_not_found", "user.contact.email", "crm", True, "", 0, 0),
        ("declared_not_found", RECORDING, "support", True, "", 0, 0),
        ("declared_not_found", "user.name", "support", True, "", 0, 0),
        ("declared_not_found", "user.workplace", "crm", True, "", 0, 0),
    ]
    assert (rows[1].name.zh, rows[1].clause, rows[1].system_name) == ("居民身份证号", None, "客户管理系统")
    assert rows[4].clause is not None
    assert rows[4].clause.quote == "姓名"


def test_a_child_that_was_found_meets_the_declaration_of_its_parent(tmp_path: Path) -> None:
    more = "data_categories: [user.contact]\nprocessing_activities: [{id: a2, data_categories: [user.contact]}]"
    rows = matrix(register(tmp_path, more), scan(found("user.contact.email", "m", "sqlite://support/t")))
    mine = [(r.category, r.state) for r in rows if r.system == "support" and r.category.startswith("user.contact")]
    assert mine == [("user.contact.email", "declared_found")]


def test_merging_keeps_what_is_there() -> None:
    base = {"a": [{"id": "x", "l": [1], "n": 1}, "k"], "b": {"c": 1}, "s": 1}
    laid = merged(base, {"a": [{"id": "x", "l": [1, 2]}, {"fides_key": "k", "m": 1}, {"id": "y"}, {"no": "id"}], "b": {"d": 2}, "s": 2})
    assert laid == {
        "a": [{"id": "x", "l": [1, 2], "n": 1}, {"fides_key": "k", "m": 1}, {"id": "y"}, {"no": "id"}],
        "b": {"c": 1, "d": 2},
        "s": 2,
    }
    assert base == {"a": [{"id": "x", "l": [1], "n": 1}, "k"], "b": {"c": 1}, "s": 1}
    assert merged(["a", ["x"]], ["a", "b", ["x"]]) == ["a", ["x"], "b", ["x"]]
    assert merged({"a": "text"}, {"a": {"now": "a mapping"}}) == {"a": {"now": "a mapping"}}
    assert merged(data(), {}) == data()


def test_a_waiver_holds_for_its_target_until_its_last_day(tmp_path: Path) -> None:
    inventory = scan(found(ID, "id_no"), found(ID, "id2"), found(BANK, "card"))
    fingerprint = next(v.fingerprint for v in run(register(tmp_path), inventory, today=TODAY) if v.column == "card")
    because = "reason: 正在迁移，年底前删除该字段, approved_by: 数据保护负责人"

    def standing(*waivers: str) -> list[str]:
        r = register(tmp_path, "waivers: [" + ", ".join(f"{{{w}, {because}}}" for w in waivers) + "]")
        kept, waived = split(run(r, inventory, today=TODAY, only=["INV-001"]), r, TODAY)
        assert len(kept) + len(waived) == 3
        return [v.column for v in kept]

    assert standing(f"rule: INV-001, target: '{CRM}.id_no', expires: 2026-11-22") == ["card", "id2"]
    assert standing(f"rule: INV-001, target: '{CRM}.id_no', expires: 2026-11-21") == ["card", "id2", "id_no"]
    assert standing("rule: INV-001, target: 'sqlite://crm/*', expires: 2027-01-01") == []
    assert standing("rule: INV-002, target: '**', expires: 2027-01-01") == ["card", "id2", "id_no"]
    assert standing(f"rule: INV-001, target: '**', fingerprint: '{fingerprint}', expires: 2027-01-01") == ["id2", "id_no"]


def test_a_waiver_may_be_of_any_rule_there_is(tmp_path: Path) -> None:
    entry = "target: '**', reason: 正在迁移，年底前删除该字段, approved_by: 法务, expires: 2026-12-31"
    more = "waivers: [" + ", ".join(f"{{rule: {rule.id}, {entry}}}" for rule in rules()) + "]"
    assert len(register(tmp_path, more).waivers) == len(rules())


def test_a_waiver_may_name_a_place_in_the_register(tmp_path: Path) -> None:
    more = "departments: [{id: it, owner: null}, {id: sales, owner: null}]"
    waiver = "waivers: [{rule: GOV-001, target: 'departments[it].owner', reason: 新负责人下月到任，届时更新, approved_by: 法务, expires: 2026-12-31}]"
    r = load(register(tmp_path, more, waiver).file)
    kept, waived = split(lint(r.file, TODAY), r, TODAY)
    assert [v.declaration for v in kept] == ["departments[sales].owner"]
    assert [(v.declaration, w.approved_by) for v, w in waived] == [("departments[it].owner", "法务")]


def test_a_register_without_anything_can_be_asked(tmp_path: Path) -> None:
    empty = parse(tmp_path / "none")
    assert (empty.line("x"), empty.declared_anywhere(), empty.system_of("a://b")) == (1, frozenset(), None)
