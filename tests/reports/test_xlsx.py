"""The workbook, read back by another library: strings are strings, nothing is a formula or a link, a full sheet goes on."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from reports import Report, xlsx, xlsx_sheet
from tests.reports.sample import FORMULA_NAME, HTML_NAME, empty, many, sample

SHEETS = {
    "zh": ["摘要", "资产清单", "不符项", "声明与实际", "覆盖范围"],
    "en": ["Summary", "Inventory", "Violations", "Declared and found", "Coverage"],
}


def workbook(report: Report) -> Any:
    return load_workbook(io.BytesIO(xlsx.render(report)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    heading, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in body]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sheets_and_print_set_up(lang: str) -> None:
    book = workbook(sample(lang))
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_no_formula_and_no_link_anywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(sample()))) as parts:
        for name in parts.namelist():
            content = parts.read(name).decode("utf-8")
            assert "<f>" not in content, name
            assert "<hyperlink" not in content, name
            assert "TargetMode=" not in content, name
    cells = [cell for sheet in workbook(sample()).worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert any(cell.value == FORMULA_NAME and cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_inventory_rows_hold_findings_with_denominators() -> None:
    by_column = {
        row["字段"]: row for row in rows(workbook(sample())["资产清单"]) if row["数据源"] == "crm" and row["表或文件"] == "customers"
    }
    assert by_column["sfzh"]["声明情况"] == "发现未声明"
    assert by_column["sfzh"]["形态"] == "已脱敏"
    assert by_column["xm"]["命中格数"] == 9_640
    assert by_column["xm"]["非空格数"] == 9_800
    assert by_column["xm"]["命中／非空"] == pytest.approx(9_640 / 9_800)
    assert by_column["xm"]["系统"] == "客户关系系统"


def test_system_comes_from_the_register_s_bindings() -> None:
    inventory = sample().inventory
    unbound = tuple(replace(asset, system="") for asset in inventory.assets)
    report = replace(sample(), inventory=replace(inventory, assets=unbound))
    signups = [row for row in rows(workbook(report)["资产清单"]) if row["表或文件"] == "seminar_signups"]
    assert {row["系统"] for row in signups} == {"官网与研讨会"}
    assert {row["声明情况"] for row in signups} == {"已声明且发现"}


def test_violations_are_worst_first_with_clause_and_fix() -> None:
    found = rows(workbook(sample())["不符项"])
    assert [row["严重程度"] for row in found] == ["严重", "严重", "高", "高", "高", "中", "中", "低", "提示"]
    assert found[0]["条款原文"].startswith("本公司收集的个人信息主要有")
    assert found[1]["条款原文"] == "登记册未引用政策条款"
    assert "cross_border_transfers" in found[1]["登记册补充内容"]


def test_coverage_lists_every_asset_and_the_source_that_was_down() -> None:
    report = sample()
    found = rows(workbook(report)["覆盖范围"])
    assert len(found) == len(report.inventory.assets) + 1
    assert found[0]["资产"] == "legacy"
    assert found[0]["原因"] == "无法连接（connection refused）"
    assert {"没有读取权限", "二进制文件", "视图，默认不读"} <= {row["原因"] for row in found}


def test_a_full_sheet_goes_on_in_a_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MAX_ROWS", 11)
    book = workbook(many(25))
    parts = [name for name in book.sheetnames if name.startswith("资产清单")]
    assert parts == ["资产清单", "资产清单 (2)", "资产清单 (3)"]
    assert [book[name].max_row for name in parts] == [11, 11, 6]
    tables = [row["表或文件"] for name in parts for row in rows(book[name])]
    assert tables == [f"t{n}" for n in range(25)]


def test_long_and_unencodable_texts_are_cut_and_escaped() -> None:
    report = sample()
    hostile = replace(report.violations[0], yaml="长" * 40_000, file="a\ud800\x00\x0b" + HTML_NAME)
    found = rows(workbook(replace(report, violations=(hostile,)))["不符项"])
    assert len(found[0]["登记册补充内容"]) == xlsx_sheet.MAX_CHARACTERS
    assert found[0]["文件"].startswith("a\\u{d800}\\u{0}\\u{b}</style>")


def test_empty_report_has_its_sheets() -> None:
    assert workbook(empty("en")).sheetnames == SHEETS["en"]


def test_same_report_gives_same_bytes() -> None:
    assert xlsx.render(sample()) == xlsx.render(sample())
