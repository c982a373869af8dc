"""The DPO reports: their columns and marks, what stands in the cells, and that no name can break a page or a workbook."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from register import structure
from register.checks import manual, rules, run
from register.diff import diff
from register.exports import Basis, Since
from register.matrix import matrix
from register.route import Route
from reports import Report, html_dpo, xlsx_dpo
from reports.dpo import Cell, Sheet, head, modules, open_points, sheets
from reports.dpo.drawing import MAX_NODES, Edge, Node, drawn
from reports.messages import MESSAGES, text
from tests.register.cases import ID
from tests.register.made import TODAY, asset, clock, columns, found, register, scan
from tests.reports.sample import HOSTILE_NAMES, empty, sample

JP = "sqlite://jp/customers"
#: What R1 to R12 are asked for, in their order (design/register/reports.md), as the Chinese columns are called here.
ASKED = {
    "R1": "编号 处理活动 责任部门 负责人 个人信息主体类别 收集场景 处理目的 合法性基础（第13条） 处理方式 个人信息种类 是否敏感 含<14/<18岁 主体数（去重） 来源"
    " 存储系统 地点/国家 保存期限 起算点 到期处理 受托方 接收方 出境（国家/机制） 安全措施 影响评估编号/日期/结论 自动化决策 最近扫描 状态 依据条款与原文",
    "R2": "数据源 库/桶/路径 表/文件 字段 中文名/注释 数据类型 个人信息种类 识别器 命中率 置信度 级别 是否敏感 主体数（去重） 行数 形态 关联字段 环境 地点/国家"
    " 责任部门 所属活动 已声明？ 最早/最新时间 复核状态",
    "R7": "所属活动 系统 对象 规则 保存期限 起算字段 最早记录 超期行数 超期主体数 法定最短 软删除 备份 处置建议 下次到期 处理决定",
    "R10": "版本 A→B 路径 变更前 变更后 命中的变更条款 是否需重新同意 理由 通知时点 受影响主体数 政策版本 负责人 处理决定",
    "R12": "法律条款 规则 要求 声明证据 扫描证据 缺口 严重程度 整改建议 负责人 整改期限 结论",
}


def _enum(*path: str) -> set[str]:
    node: Any = structure.schema()
    for step in path:
        node = node[step]
    return set(node["enum"])


#: Groups of words that stand in cells, and where their values come from.
WORDS = {
    "basis": lambda: _enum("$defs", "legal_basis"),
    "start": lambda: _enum("$defs", "retention_rule", "properties", "start"),
    "action": lambda: _enum("$defs", "retention_rule", "properties", "action"),
    "mechanism": lambda: _enum("$defs", "transfer", "properties", "mechanism", "properties", "type"),
    "exemption": lambda: _enum("$defs", "transfer", "properties", "exemption", "properties", "type") - {"none"},
    "channel": lambda: _enum("$defs", "transfer", "properties", "channels", "items"),
    "risk": lambda: _enum("$defs", "pia", "properties", "result"),
    "party": lambda: (
        _enum("$defs", "recipient", "properties", "relation") | {"processor", "processor_sdk", "recipient", "undeclared_tracker"}
    ),
    "route": lambda: set(Route),
    "since": lambda: set(get_args(Since)),
    "counted": lambda: set(get_args(Basis)),
    "counted_on": lambda: {"sample", "read"},
    "consent_state": lambda: {"none", "yes", "no"},
    "consent_need": lambda: {"again", "separate", "none"},
    "node": lambda: {"scenario", "system", "party", "country"},
}


@pytest.mark.parametrize("group", WORDS)
def test_every_value_that_can_stand_in_a_cell_has_words(group: str) -> None:
    said = {key.partition(".")[2] for key in MESSAGES if key.startswith(f"{group}.")}
    assert said == WORDS[group]()


def test_every_column_title_and_summary_is_used() -> None:
    used = {f"dpo.column.{column.key}" for module in modules() for column in module.COLUMNS}
    used |= {f"dpo.column.{key}" for key in ("open_what", "open_why", "done_by", "done_at")}
    assert used == {key for key in MESSAGES if key.startswith("dpo.column.")}
    assert {f"dpo.{m.ID}" for m in modules()} | {f"dpo.{m.ID}.about" for m in modules()} <= MESSAGES.keys()


def test_the_reports_are_those_asked_for() -> None:
    assert [m.ID for m in modules()] == ["R1", "R2", "R3", "R4", "R5", "R7", "R10", "R11", "R12"]


@pytest.mark.parametrize("number", ASKED)
def test_the_columns_are_those_asked_for(number: str) -> None:
    (module,) = [m for m in modules() if number == m.ID]
    assert " ".join(text(f"dpo.column.{column.key}", "zh") for column in module.COLUMNS) == ASKED[number]


# -- what stands in the cells ---------------------------------------------------------------------------------------------


def company(folder: Path, lang: Any = "zh", previous: bool = False) -> Report:
    """A CRM with overdue rows and an undeclared kind, a replica in Japan, a share that nobody declares."""
    overlay = (
        "processing_activities: [{id: a1, recipients: [jp]}]\n"
        "recipients: [{id: jp, name: 日本公司, relation: group_parent, contact: {email: jp@base.example}, location: JP, data_categories: [user.name]}]\n"
        "cross_border_transfers: [{id: x1, country: JP, recipient: jp, data_categories: [user.name], channels: [replica], mechanism: {type: standard_contract}}]\n"
        "systems: [{fides_key: jp, name: 日本副本, administrating_department: it, location: JP, operator: jp, bindings: ['sqlite://jp/*'], server: {environment: prod}}]"
    )
    (folder / "now").mkdir()
    declared = register(folder / "now", overlay)
    inventory = scan(
        found(), found("user.contact.phone_number", "mobile", samples=("138****0000",)), found(ID, "id_no"), found(uri=JP),
        found(uri="file://share/tmp/a.csv"), found("user.contact.email", "mail", verdict="POSSIBLE"),
        assets=(
            asset(columns=columns(name=0, mobile=0, id_no=0, mail=0), clocks=(clock("last_contact_at", d2019_01_01=7, d2026_11_01=93),)),
            asset(JP, region="JP"), asset("file://share/tmp/a.csv"), asset("sqlite://support/t", status="ERROR", reason="no_permission"),
        ),
    )  # fmt: skip
    violations = tuple(run(declared, inventory, today=TODAY))
    report = Report(inventory, violations, declared, matrix(declared, inventory), lang, "2026-11-22T08:00:00Z", today=TODAY)
    if not previous:
        return report
    (folder / "before").mkdir()
    return replace(report, changes=diff(register(folder / "before"), declared))


def table(report: Report, number: str) -> list[dict[str, Cell]]:
    (sheet,) = [s for s in sheets(report) if s.id == number]
    return [dict(zip((c.key for c in sheet.columns), row, strict=True)) for row in sheet.rows]


def said(row: dict[str, Cell], *keys: str) -> list[Any]:
    return [row[key].value for key in keys]


def test_the_record_of_activities(tmp_path: Path) -> None:
    first, second = table(company(tmp_path), "R1")
    assert said(first, "number", "activity", "department", "owner", "scenario") == [1, "客户管理", "销售部", "销售部负责人", "签订合同"]
    assert said(first, "bases", "retention", "retention_start", "recipients") == ["订立或履行合同", "P3Y", "最后一次活动", "日本公司"]
    assert said(first, "transfers", "state") == ["JP · 标准合同", "声明 4 类，发现 2 类，另有未声明 1 类"]
    assert second["last_scan"].value == "2026-11-22 00:00 UTC"
    assert {first["activity"].mark, first["state"].mark, first["number"].mark} == {"D", "S", ""}


def test_the_inventory_has_a_row_for_every_finding(tmp_path: Path) -> None:
    rows = table(company(tmp_path), "R2")
    assert [r["field"].value for r in rows] == ["name", "mobile", "id_no", "mail", "name", "name"]
    assert said(rows[1], "category", "confidence", "hit_rate", "is_declared", "activities") == [
        "电话号码",
        "确认",
        "94.7%",
        "已声明且发现",
        "客户管理",
    ]
    assert rows[2]["is_declared"].value == "发现未声明"
    assert rows[5]["system" if "system" in rows[5] else "activities"].value == ""
    assert all(r["review"] == Cell("", "M") for r in rows)


def test_the_map_has_declared_and_seen_flows(tmp_path: Path) -> None:
    report = company(tmp_path)
    flows = {(r["from"].value, r["to"].value): r for r in table(report, "R3")}
    assert ("签订合同", "客户管理系统") in flows
    assert flows["日本副本", "JP"]["evidence"].value == "扫描实测"
    assert flows["日本公司", "JP"]["mechanism"].value == "标准合同"
    assert "INV-001" in str(flows["签订合同", "客户管理系统"]["rules"].value)
    (drawing,) = [s.svg for s in sheets(report) if s.id == "R3"]
    root = ElementTree.fromstring(drawing)
    assert {e.text for e in root.iter("{http://www.w3.org/2000/svg}text")} >= {"客户管理系统", "日本副本", "JP", "收集场景"}


def test_declared_against_found(tmp_path: Path) -> None:
    rows = table(company(tmp_path), "R4")
    states = {(r["category"].value, r["system"].value): r["state"].value for r in rows}
    assert states["居民身份证号", "客户管理系统"] == "发现未声明"
    assert states["电子邮箱", "客户管理系统"] in ("已声明且发现", "声明未发现")
    (phone,) = [r for r in rows if r["category"].value == "电话号码" and r["state"].value == "已声明且发现"]
    assert said(phone, "clause", "declaration", "evidence") == ["一.1", "电话号码", "138****0000"]
    assert phone["decision"] == Cell("", "M")


def test_the_figures_for_transfers(tmp_path: Path) -> None:
    entry, running = table(company(tmp_path), "R5")
    assert said(entry, "recipient", "location", "mechanism", "route") == ["日本公司", "JP", "标准合同", "免予申报和备案"]
    assert entry["people_basis"].value == "境外实存"
    assert str(running["scenario_brief"].value).startswith("全公司累计（自 2026-01-01）")
    assert (entry["industry"].mark, entry["people"].mark, entry["recipient"].mark) == ("M", "S", "D")


def test_data_abroad_without_an_entry_is_a_row(tmp_path: Path) -> None:
    report = company(tmp_path)
    assert report.register is not None
    bare = replace(report, register=replace(report.register, transfers=()))
    first = table(bare, "R5")[0]
    assert said(first, "scenario_brief", "location", "categories") == ["未登记的境外存储", "JP", "姓名"]


def test_overdue_rows_come_first(tmp_path: Path) -> None:
    first = table(company(tmp_path), "R7")[0]
    assert said(first, "object", "rule", "retention", "clock", "oldest") == [
        "crm · customers",
        "r-customer",
        "P3Y",
        "last_contact_at",
        "2019-01-01",
    ]
    assert said(first, "overdue_rows", "overdue_people") == ["7 / 100 行", "未统计"]
    assert str(first["disposal"].value).startswith("删除 2023-10-")


def test_changes_need_an_earlier_register(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert table(company(tmp_path / "a"), "R10") == []
    rows = {r["path"].value: r for r in table(company(tmp_path / "b", previous=True), "R10")}
    assert said(rows["recipients[jp]"], "consent_again", "versions", "notice") == ["取得单独同意", "1.0.0 → 1.0.0", "变更前"]


def test_parties_and_trackers(tmp_path: Path) -> None:
    report = company(tmp_path)
    page = asset("file://site/index.html", system="crm")
    tracker = found("user.device.cookie_id", "", page.uri, entity="WEB_TRACKER", kinds=("google-analytics",))
    more = replace(
        report, inventory=replace(report.inventory, assets=(*report.inventory.assets, page), findings=(*report.inventory.findings, tracker))
    )
    party, unknown = table(more, "R11")
    assert said(party, "name", "party_type", "contact", "location") == ["日本公司", "母公司", "jp@base.example", "JP"]
    assert "customers" in str(party["seen_at"].value)
    assert said(unknown, "name", "party_type") == ["google-analytics", "未声明的第三方跟踪器"]
    assert unknown["name"].mark == "S"


def test_the_audit_paper_has_every_rule_and_passes_none_in_silence(tmp_path: Path) -> None:
    rows = {r["rule"].value: r for r in table(company(tmp_path), "R12")}
    assert rows.keys() == {rule.id for rule in rules()}
    assert str(rows["INV-001"]["result"].value).startswith("不符 ")
    assert rows["REG-003"]["result"].value == "未发现不符"
    assert rows["CHG-001"]["result"] == Cell("未比对：没有给出上一版登记册（--previous）", "M")
    assert rows["INV-009"]["result"].mark == "M"
    for rule in manual():
        assert rows[rule.id]["result"] == Cell("待人工核实", "M")
        assert rows[rule.id]["remedy"].value


def test_what_was_not_read_and_what_nobody_can_decide_is_listed(tmp_path: Path) -> None:
    points = dict(open_points(company(tmp_path)))
    assert points["support · t"] == "读取失败: 没有读取权限"
    assert {rule.id for rule in manual()} <= {what.split()[0] for what in points}
    assert open_points(empty()) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_head_says_what_was_compared_with_what(lang: Any, tmp_path: Path) -> None:
    shown = dict(head(company(tmp_path, lang)))
    assert list(shown.values())[:2] == ["示例软件（上海）有限公司 1.0.0", "cn-2026.11 · gbt45574-2025"]
    assert text("dpo.head.coverage_value", lang, read=3, total=4, unread=1) in shown.values()


# -- pages and workbooks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_has_a_cover_every_report_and_the_open_points(lang: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_dpo.render(company(tmp_path, lang, previous=True))))
    assert len(book.sheetnames) == len(modules()) + 2
    sheet = book[next(name for name in book.sheetnames if name.startswith("R1 "))]
    heads = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row if cell.value]
    assert text("dpo.column.activity", lang) in heads
    fills = {cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row}
    assert {f"FF{colour[1:]}" for mark, colour in xlsx_dpo.FILL.items() if mark in ("D", "S")} <= fills


def test_no_text_of_a_workbook_is_a_formula() -> None:
    with ZipFile(io.BytesIO(xlsx_dpo.render(sample()))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)


@pytest.mark.parametrize("render", [html_dpo.render, lambda r: html_dpo.render(replace(r, lang="en"))])
def test_no_name_becomes_markup(render: Any) -> None:
    page = render(sample())
    assert "<script" not in page
    assert "onerror=" not in re.sub(r"&[a-z#0-9]+;", "", page).replace("onerror=alert(2)", "")
    assert re.search(r"Content-Security-Policy.*default-src 'none'", page)
    assert page.count("<table>") == page.count("</table>") > 3


def test_two_renderings_are_equal(tmp_path: Path) -> None:
    report = company(tmp_path)
    assert html_dpo.render(report) == html_dpo.render(report)
    assert xlsx_dpo.render(report) == xlsx_dpo.render(report)


def test_a_page_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html_dpo, "MAX_ROWS", 2)
    assert "另有 4 行，见工作簿" in html_dpo.render(company(tmp_path))


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_drawing_is_well_formed_whatever_names_there_are(name: str) -> None:
    edges = [
        Edge(Node("a", name, "system"), Node("b", name, "system"), 3, True, False, name),
        Edge(Node("a", name, "system"), Node("c", name, "party"), 1, False, True, name),
    ]
    root = ElementTree.fromstring(drawn(edges, {"system": "系统", "party": name}, name))
    assert all(e.tag.rpartition("}")[2] in ("svg", "title", "text", "rect", "path") for e in root.iter())


def test_a_map_of_too_many_nodes_is_left_to_the_table() -> None:
    edges = [Edge(Node(f"a{n}", "a", "system"), Node(f"b{n}", "b", "party"), 1, False, False) for n in range(MAX_NODES)]
    assert drawn(edges, {"system": "系统", "party": "方"}, "t") == ""
    assert drawn([], {}, "t") == ""


def test_without_a_register_nothing_is_declared() -> None:
    found_sheets: list[Sheet] = list(sheets(replace(sample(), register=None, matrix=())))
    assert {s.id for s in found_sheets if s.rows} == {"R2"}
    assert all(cell.mark != "D" or not cell.value for s in found_sheets for row in s.rows for cell in row)
