"""Files of every format, and hostile ones: what comes out, what is said about the rest, and within which bounds."""

from __future__ import annotations

import csv
import io
import os
import random
import socket
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from connectors import open_source
from connectors.base import REASONS, Asset, AssetUnreadable, Budget, ConfigError, Source
from connectors.files_blocks import Encoded
from connectors.files_csv import _Parser, clean, describe, guess_delimiter
from connectors.files_header import header_row
from connectors.files_text import windows
from tests.connectors.case import Read, Row, read
from tests.connectors.cases.files import workbook

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
ALL = Budget(rows=None)


def discover(location: Path, **options: Any) -> list[Asset]:
    return list(open_source(Source("s", str(location), options=tuple(options.items()))).discover())


def one(location: Path, budget: Budget = ALL, **options: Any) -> tuple[Asset, Read]:
    connector = open_source(Source("s", str(location), options=tuple(options.items())))
    (asset,) = connector.discover()
    return asset, read(connector, asset, budget)


def rows(path: Path, content: bytes | str, **options: Any) -> tuple[list[str], list[Row], int]:
    """(columns, rows, bad) of a file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    asset, done = one(path, **options)
    return [c.name for c in asset.columns], done.rows, sum(b.bad for b in done.batches)


# -- CSV ------------------------------------------------------------------------------------------------------------------

TABLES = {
    "header": ("姓名,电话\n张三,13800138000\n", ["姓名", "电话"], [("张三", "13800138000")], 0),
    "no header": ("张三,13800138000\n李四,13800138001\n", ["column_1", "column_2"], [("张三", "13800138000"), ("李四", "13800138001")], 0),
    "semicolon": ("name;mail\na;a@b.cn\n", ["name", "mail"], [("a", "a@b.cn")], 0),
    "hive": ("id\x01name\n1\x01a\n", ["id", "name"], [("1", "a")], 0),
    "full-width comma": ("姓名，电话\n张三，1\n李四，2\n", ["姓名", "电话"], [("张三", "1"), ("李四", "2")], 0),
    "pipe with commas": ("name|note\na|x, y\nb|u, v, w\n", ["name", "note"], [("a", "x, y"), ("b", "u, v, w")], 0),
    "one column": ("手机号\n13800138000\n13800138001\n", ["手机号"], [("13800138000",), ("13800138001",)], 0),
    "names only, with a heading word": ("客户姓名\n张三\n李四\n", ["客户姓名"], [("张三",), ("李四",)], 0),
    "quoted line end": ('id,note\n1,"a\nb, ""c"""\n2,d\n', ["id", "note"], [("1", 'a\nb, "c"'), ("2", "d")], 0),
    "title above": (
        "2024年客户名单,,\n姓名,电话,地址\n张三,1,上海\n",
        ["姓名", "电话", "地址"],
        [("2024年客户名单", None, None), ("张三", "1", "上海")],
        0,
    ),
    "ragged": ("a,b,id\n1,2,3\n4\n5,6,7,8,9\n", ["a", "b", "id"], [("1", "2", "3"), ("4", None, None), ("5", "6", "7 8 9")], 2),
    "NUL": (b"id,na\0me\n1,x\0y and more text\n", ["id", "name"], [("1", "xy and more text")], 0),
    "mark in the middle": ("id,name\n1,a\n\ufeff2,b\n", ["id", "name"], [("1", "a"), ("2", "b")], 0),
    "old line ends": ("id,name\r1,a\r2,b\r", ["id", "name"], [("1", "a"), ("2", "b")], 0),
    "same name twice, and none": ("name,name,,id\n1,2,3,4\n", ["name", "name_2", "column_3", "id"], [("1", "2", "3", "4")], 0),
    "stray quote": ('id,size\n1,5" disk\n2,"x"y\n', ["id", "size"], [("1", '5" disk'), ("2", "xy")], 0),
    "quote never closed": ('id,name\n1,"a\n2,b\n', ["id", "name"], [("1", "a\n2,b\n")], 0),
    "blank lines": ("id,name\n\n1,a\n\n\n2,b", ["id", "name"], [("1", "a"), ("2", "b")], 0),
    "header only": ("id,name\n", ["id", "name"], [], 0),
    "undecodable byte": (b"id,name\n1,\xe5\xbc\xa0\xe4\xb8\x89\n2,\xff\n", ["id", "name"], [("1", "张三"), ("2", "\ufffd")], 1),
}


@pytest.mark.parametrize("name", TABLES)
def test_csv(name: str, tmp_path: Path) -> None:
    content, columns, expected, bad = TABLES[name]
    options = {"encoding": "utf-8"} if name == "undecodable byte" else {}
    assert rows(tmp_path / "t.csv", content, **options) == (columns, expected, bad)


def test_csv_options(tmp_path: Path) -> None:
    assert rows(tmp_path / "t.csv", "a:b\n1:2\n", delimiter=":")[0] == ["a", "b"]
    assert rows(tmp_path / "t.csv", "name,id\n1,2\n", header=False)[0] == ["column_1", "column_2"]
    assert rows(tmp_path / "t.csv", "1,2\n3,4\n", header=True)[1] == [("3", "4")]
    assert rows(tmp_path / "t.csv", "姓名\n张三\n".encode("big5", "ignore"), encoding="big5")[0] == ["姓名"]
    for wrong in ({"encoding": "no-such"}, {"delimiter": "||"}):
        with pytest.raises(ConfigError):
            discover(tmp_path / "t.csv", **wrong)


def test_a_huge_cell_is_cut_and_a_huge_line_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,note\n1," + "长" * 2_000_000 + "\n2,b\n", encoding="utf-8")
    _, done = one(tmp_path / "t.csv")
    assert [len(r[1]) for r in done.rows] == [1_000_000, 1]
    assert sum(b.cut for b in done.batches) == 1


def test_a_table_without_a_telling_extension(tmp_path: Path) -> None:
    assert rows(tmp_path / "t.txt", "id\tname\tage\n1\ta\t2\n2\tb\t3\n3\tc\t4\n")[0] == ["id", "name", "age"]
    assert rows(tmp_path / "t.log", "id\tname\tage\n1\ta\t2\n2\tb\t3\n3\tc\t4\n")[0] == ["text"]
    assert rows(tmp_path / "u.txt", "I came, I saw, I won.\nThen, as it was late, I slept.\nWell.\n\n")[0] == ["text"]


def _parser(width: int, delimiter: str, drop_header: bool) -> _Parser:
    head = delimiter.join(f"c{n}" for n in range(width))
    table = describe(io.BytesIO(f"{head}\n".encode() * 2), "utf-8", delimiter, False)
    assert table is not None
    return _Parser(Encoded("utf-8", 0, 1), table, table.columns, 1_000_000)


@pytest.mark.parametrize("seed", range(4))
def test_both_csv_readers_give_the_same_cells(seed: int) -> None:
    """Arrow may only be asked what it answers exactly like the csv module: 1,500 texts a seed, well-formed and not."""
    chance = random.Random(seed)
    pieces = ["", "a", "张三", '"', '""', " ", "1,5", "x\ny", "\r\n", "'", "\t", "é", 'q"', '"q', "0", "NULL", "#", "\\", "N/A"]
    taken = 0
    for n in range(1500):
        width, delimiter = chance.randint(1, 4), chance.choice(",;\t|")
        cells = [["".join(chance.choices(pieces, k=chance.randint(0, 3))) for _ in range(width)] for _ in range(chance.randint(1, 5))]
        if n % 3:
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=delimiter, lineterminator=chance.choice(("\n", "\r\n")), quoting=chance.choice((0, 1))).writerows(
                cells
            )
            text = out.getvalue()
        else:
            text = "\n".join(delimiter.join(row) for row in cells) + chance.choice(("", "\n"))
        parser, raw = _parser(width, delimiter, False), text.encode()
        quick = parser.quickly(raw, None)
        if quick is not None:
            taken += 1
            slow = parser.carefully(text, 0, None)
            assert quick.to_pylist() == slow.data.to_pylist(), text
            assert slow.bad == 0
    assert taken > 150, "the fast reader is hardly ever used, so nothing was compared"


def test_what_is_not_clean(tmp_path: Path) -> None:
    assert clean(b'a,"b, ""c""",d\n"",x,"y\nz"\n', b",")
    for raw in (b'a,b"c\n', b'"a"b,c\n', b'""a,b\n', b'a,"b\n', b"a\0,b\n", b"a,b\n\nc,d\n", b"a\rb\n", b'"a" ,b\n'):
        assert not clean(raw, b","), raw


def test_delimiters_and_headers() -> None:
    assert [guess_delimiter(t) for t in ("a,b;c\nd,e;f\ng,h\n", "x\n", "a\tb,c\nd\te\n", "")] == [",", ",", "\t", ","]
    assert header_row([["张三"], ["李四"], ["王五"]]) is None
    assert header_row([["13800138000", "a@b.cn"], ["13800138001", "c@d.cn"]]) is None
    assert header_row([["foo", "bar"], ["1", "张三"], ["2", "李四"]]) == 0
    assert header_row([["上海市浦东新区示例路8号201室"], ["杭州市西湖区示例路9号"]]) is None, "a list of addresses has no header"
    assert header_row([["副总经理", "示例网络有限公司"], ["经理", "样本有限责任公司"]]) is None, "nor has one of cards"
    assert header_row([["职务", "公司"], ["经理", "样本有限责任公司"]]) == header_row([["城市", "门牌号"], ["上海市", "8号"]]) == 0
    assert header_row([]) is None


# -- text -----------------------------------------------------------------------------------------------------------------


def test_text_lines_have_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes("第一行\r\n\r\n第三行\n".encode())
    _, done = one(tmp_path / "a.log", Budget(rows=None, batch_rows=1))
    assert [(b.first_row, b.data.column(0).to_pylist()) for b in done.batches] == [(0, ["第一行"]), (1, [""]), (2, ["第三行"])]


def test_pieces_of_an_overlong_line_overlap() -> None:
    line = "".join(chr(0x4E00 + n % 20_000) for n in range(5_000))
    pieces = windows(line, 1_000)
    assert all(len(p) <= 1_000 for p in pieces)
    for at in range(4_980):
        assert any(line[at : at + 20] in p for p in pieces)
    assert windows("short", 1_000) == ["short"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_of_one_line_longer_than_a_block(encoding: str, tmp_path: Path) -> None:
    """20 MB without a line end: every planted number is in some row, whole, and nothing is decoded wrongly."""
    filler = "字" * 299_989
    planted = [f"1380013{n:04}" for n in range(35)]
    (tmp_path / "a.txt").write_bytes("".join(filler + p for p in planted).encode(encoding))
    _, done = one(tmp_path / "a.txt")
    text = [r[0] for r in done.rows]
    assert all(any(p in t for t in text) for p in planted)
    assert sum(b.bad for b in done.batches) == 0
    assert sum(b.cut for b in done.batches) > 0
    assert max(map(len, text)) <= 1_000_000


@pytest.mark.parametrize("suffix", ["log", "csv", "jsonl"])
def test_samples_come_from_all_over_the_file(suffix: str, tmp_path: Path) -> None:
    line = {"log": "{} 第{}行", "csv": "{},第{}行,x", "jsonl": '{{"id": {}, "note": "第{}行"}}'}[suffix]
    lines = (["id,note,x"] if suffix == "csv" else []) + [line.format(n, n) for n in range(50_000)]
    (tmp_path / f"a.{suffix}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, done = one(tmp_path / f"a.{suffix}", Budget(rows=2_000, seed=1))
    numbers = [int(str(r[0]).split(" ")[0]) for r in done.rows]
    assert (done.extent.status, done.extent.method) == ("SAMPLED", "blocks")
    assert 1_900 <= len(numbers) <= 2_000
    assert len(set(numbers)) == len(numbers)
    assert numbers[:400] == list(range(400))
    assert {n // 5_000 for n in numbers} == set(range(10))
    _, other = one(tmp_path / f"a.{suffix}", Budget(rows=2_000, seed=2))
    assert other.rows != done.rows
    _, exact = one(tmp_path / f"a.{suffix}", Budget(rows=50_000))
    assert exact.extent.status == "COMPLETE"
    assert len(exact.rows) == 50_000


def test_memory_is_flat(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from connectors import open_source; from connectors.base import Budget, Source\n"
        "c = open_source(Source('s', sys.argv[1])); (a,) = c.discover(); n = sum(b.data.num_rows for b in c.read(a, Budget(rows=None)))\n"
        "sys.stdout.write(f'{n} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}')"
    )
    used = {}
    for size in (200_000, 1_000_000):
        with (tmp_path / "t.csv").open("w", encoding="gb18030") as file:
            file.write("id,姓名,地址\n")
            file.writelines(f"{n},张三,上海市浦东新区世纪大道{n}号\n" for n in range(size))
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "t.csv")], capture_output=True, text=True, check=True)
        count, used[size] = map(int, done.stdout.split())
        assert count == size
    assert used[1_000_000] < used[200_000] + 40


# -- JSON -----------------------------------------------------------------------------------------------------------------


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '{"id": 110101199003078515, "user": {"name": "张三", "tel": {"home": 1.50}}, "tags": ["a", {"b": 1}], "none": null, "ok": true}',
        "{broken 13800138000",
        '[1, 2]', '"text"', "",
        '{"id": "x", "new": {"deep": "later"}}',
        '{"user": "plain", "bad": "\\ud800"}',
    ]  # fmt: skip
    head = '{"id": 1, "bad": ""}\n' + lines[0] + "\n" + '{"id": 2}\n' * 3000
    columns, found, bad = rows(tmp_path / "a.jsonl", head + "\n".join(lines[1:]) + "\n")
    assert columns == ["id", "bad", "tags", "ok", "user.name", "user.tel.home", "_extra"]
    assert found[1] == ("110101199003078515", None, '["a", {"b": "1"}]', "true", "张三", "1.50", None)
    assert [r[-1] for r in found[-5:]] == ["{broken 13800138000", '["1", "2"]', "text", '{"new.deep": "later"}', '{"user": "plain"}']
    assert found[-1][1] == "\ufffd" or found[-1][1] == "?"
    assert bad == 1


def test_hostile_json(tmp_path: Path) -> None:
    assert rows(tmp_path / "deep.jsonl", '{"a": 1}\n' + "[" * 100_000 + "\n")[2] == 1
    assert rows(tmp_path / "int.jsonl", '{"a": ' + "9" * 5_000 + "}\n")[1] == [("9" * 5_000, None)]
    assert rows(tmp_path / "nan.jsonl", '{"a": NaN, "b": -Infinity}\n')[1] == [("NaN", "-Infinity", None)]
    nested = '{"k":' * 300 + "1" + "}" * 300
    assert rows(tmp_path / "nest.jsonl", nested + "\n")[1][0][0].startswith('{"k": ')
    assert rows(tmp_path / "broken.json", '[{"a": 13800138000}, ')[0] == ["text"]


# -- spreadsheets -----------------------------------------------------------------------------------------------------------

office = pytest.mark.skipif(
    any(__import__("importlib.util").util.find_spec(m) is None for m in ("python_calamine", "openpyxl")), reason="no office extra"
)


@office
def test_a_workbook(tmp_path: Path) -> None:
    sheet = (
        ("客户名单", None, None),
        ("姓名", "手机", "生日"),
        ("张三", 13800138000, "1990-01-02"),
        (None, None, None),
        ("李四", 1.5, True),
    )
    workbook(tmp_path / "客户.xlsx", {"Sheet1": sheet, "隐藏": (("id",), (1,)), "空": ()}, hidden="隐藏")
    connector = open_source(Source("s", str(tmp_path)))
    assets = list(connector.discover())
    assert [(a.uri, a.name, a.kind, a.comment, a.problem and a.problem.reason) for a in assets] == [
        ("file://s/客户.xlsx#Sheet1", "Sheet1", "sheet", "", None),
        ("file://s/客户.xlsx#隐藏", "隐藏", "sheet", "hidden sheet", None),
        ("file://s/客户.xlsx#空", "空", "sheet", "", "empty"),
    ]
    assert assets[0].path == f"{tmp_path}/客户.xlsx#Sheet1"
    assert [c.name for c in assets[0].columns] == ["姓名", "手机", "生日"]
    done = read(connector, assets[0])
    assert done.rows == [("客户名单", None, None), ("张三", "13800138000", "1990-01-02"), ("李四", "1.5", "TRUE")]


@office
def test_a_sample_of_a_sheet_comes_from_all_over_it(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", {"S": (("id", "name"), *((n, f"名{n}") for n in range(5_000)))})
    _, done = one(tmp_path / "a.xlsx", Budget(rows=200, seed=3))
    assert (done.extent.status, done.extent.method, len(done.rows)) == ("SAMPLED", "blocks", 200)
    assert {int(str(r[0])) // 1_000 for r in done.rows} == set(range(5))


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def raw_workbook(path: Path, sheet: bytes, **more: bytes) -> None:
    """A workbook whose only sheet is this XML."""
    kinds = (("xml", "application/xml"), ("rels", "application/vnd.openxmlformats-package.relationships+xml"))
    spread = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        defaults = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in kinds)
        parts = (("/xl/workbook.xml", f"{spread}.sheet.main+xml"), ("/xl/worksheets/sheet1.xml", f"{spread}.worksheet+xml"))
        overrides = "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in parts)
        book.writestr("[Content_Types].xml", f'{XML}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>')
        relation = f'<Relationship Id="r1" Type="{OFFICE}/%s" Target="%s"/>'
        relations = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
        book.writestr("_rels/.rels", relations % (relation % ("officeDocument", "xl/workbook.xml")))
        book.writestr("xl/_rels/workbook.xml.rels", relations % (relation % ("worksheet", "worksheets/sheet1.xml")))
        book.writestr(
            "xl/workbook.xml",
            f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(f'{XML}<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'.encode())
            file.write(sheet)
            for name, content in more.items():
                for _ in range(int(name.removeprefix("x"))):
                    file.write(content)
            file.write(b"</sheetData></worksheet>")


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


@office
def test_a_sheet_with_one_cell_in_the_far_corner(tmp_path: Path) -> None:
    """python-calamine asks for memory for 17 thousand million cells and aborts; openpyxl reads it."""
    sheet = f'<row r="1">{cell("A1", "姓名")}</row><row r="2">{cell("A2", "张三")}</row><row r="1048576">{cell("XFD1048576", "13800138000")}</row>'
    raw_workbook(tmp_path / "far.xlsx", sheet.encode())
    assets = discover(tmp_path / "far.xlsx")
    assert [(a.problem and a.problem.reason) for a in assets] in ([None], ["parser_died"])
    if assets[0].problem is None:
        _, done = one(tmp_path / "far.xlsx")
        assert "13800138000" in str(done.rows)


@office
def test_a_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """400 MB of blanks in 400 kB."""
    raw_workbook(tmp_path / "bomb.xlsx", b"", x400=b" " * (1 << 20))
    assert (tmp_path / "bomb.xlsx").stat().st_size < 1 << 20
    (asset,) = discover(tmp_path / "bomb.xlsx")
    assert asset.problem
    assert (asset.problem.status, asset.problem.reason) == ("SKIPPED", "too_large")


@office
def test_a_parser_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from connectors import files_sheets

    child = tmp_path / "child.py"
    child.write_text("import time\ntime.sleep(3600)\n", encoding="utf-8")
    monkeypatch.setattr(files_sheets, "_CHILD", child)
    workbook(tmp_path / "a.xlsx", {"S": (("id",), (1,))})
    (asset,) = discover(tmp_path / "a.xlsx", sheet_seconds=1)
    assert asset.problem
    assert (asset.problem.status, asset.problem.reason) == ("ERROR", "parser_died")


@office
def test_broken_and_locked_workbooks(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", {"S": (("id",), (1,))})
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").unlink()
    for n, cut in enumerate((30, 100, len(whole) // 2, len(whole) - 10)):
        (tmp_path / f"{n}.xlsx").write_bytes(whole[:cut])
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99)
    found = {a.path.rsplit("/", 1)[1]: a.problem.reason for a in discover(tmp_path) if a.problem}
    assert found == {**{f"{n}.xlsx": "corrupt" for n in range(4)}, "locked.xlsx": "encrypted"}


def test_without_the_extra_workbooks_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from connectors import files_sheets

    raw_workbook(tmp_path / "a.xlsx", b"")
    monkeypatch.setattr(files_sheets, "find_spec", lambda name: None)
    (asset,) = discover(tmp_path)
    assert asset.problem
    assert (asset.problem.reason, asset.problem.detail) == ("missing_extra", "pip install 'pandian[office]'")


# -- folders ----------------------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 20)
    (tmp_path / "d.txt").write_bytes(b"\x7fELF" + bytes(range(256)))  # fake extension
    (tmp_path / "e.csv").write_bytes(b"")
    (tmp_path / "f.zip").write_bytes(b"PK\x03\x04" + b"\0" * 30)
    (tmp_path / "g.png").write_text("really text 13800138000\n", encoding="utf-8")  # fake extension
    (tmp_path / "h").symlink_to(tmp_path)
    (tmp_path / "i").symlink_to("/nowhere")
    os.mkfifo(tmp_path / "j")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "k"))
        (tmp_path / "node_modules" / "x").mkdir(parents=True)
        (tmp_path / "node_modules" / "x" / "y.txt").write_text("a", encoding="utf-8")
        (tmp_path / ".env").write_text("PHONE=13800138000\n", encoding="utf-8")
        found = {a.name: a.problem and (a.problem.status, a.problem.reason) for a in discover(tmp_path)}
    skipped = {
        "a.pdf": "unsupported_format", "b.docx": "unsupported_format", "c.jpg": "binary", "d.txt": "binary", "e.csv": "empty",
        "f.zip": "unsupported_format", "h": "symlink", "i": "symlink", "j": "not_a_regular_file", "k": "not_a_regular_file",
        "node_modules": "system_object",
    }  # fmt: skip
    assert found == {**{n: ("SKIPPED", r) for n, r in skipped.items()}, "g.png": None, ".env": None}
    assert "y.txt" in {a.name for a in discover(tmp_path, hidden=True)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_locked_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    try:
        found = {a.name: a.problem and (a.problem.status, a.problem.reason) for a in discover(tmp_path)}
    finally:
        (tmp_path / "b").chmod(0o700)
    assert found == {"a.txt": ("ERROR", "no_permission"), "b": ("ERROR", "no_permission")}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\nb \xff\xfe#%?.txt")
    (tmp_path / name).write_text("第一行\n", encoding="utf-8")
    asset, done = one(tmp_path)
    assert asset.uri == "file://s/a%0Ab%20%FF%FE%23%25%3F.txt"
    assert asset.name == "a\nb \\xff\\xfe#%?.txt"
    asset.path.encode()
    assert done.rows == [("第一行",)]


def test_order_globs_dates_and_links_named_by_the_user(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "B.txt", "a/b/c.txt"):
        (tmp_path / "d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / name).write_text("x", encoding="utf-8")
    os.utime(tmp_path / "d" / "a.txt", (0, 86_400))
    (tmp_path / "link").symlink_to(tmp_path / "d")
    uris = [a.uri.removeprefix("file://s/") for a in discover(tmp_path / "link")]
    assert uris == ["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]
    source = Source("s", str(tmp_path / "d"), include=("a*",), exclude=("*/c.txt",))
    found = list(open_source(source).discover())
    assert [(a.path, a.modified) for a in found if a.name == "a.txt"] == [(f"{tmp_path}/d/a.txt", "1970-01-02T00:00:00Z")]
    assert sorted(a.name for a in found) == ["a.txt", "z.txt"]


def test_an_address_from_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    connector = open_source(Source("s", str(tmp_path / "in")))
    for uri in ("file://s/../secret.txt", "file://s/%2E%2E/secret.txt", f"file://s//{tmp_path}/secret.txt", "file://other/a.txt"):
        with pytest.raises(AssetUnreadable):
            read(connector, Asset(uri, "s", "file", "x"))


def test_a_dump_in_a_folder_is_schema_and_text(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text("CREATE TABLE t (phone text);\nINSERT INTO t VALUES ('13800138000');\n", encoding="utf-8")
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    connector = open_source(Source("s", str(tmp_path)))
    assets = {a.uri: a for a in connector.discover()}
    assert sorted(assets) == ["file://s/dump.sql", "file://s/note.txt", "schema://s/dump.sql#t"]
    assert "13800138000" in str(read(connector, assets["file://s/dump.sql"]).rows)


def test_no_value_in_any_message(tmp_path: Path) -> None:
    secret = "13800138000"
    (tmp_path / "a.json").write_text('{"items": [' + secret, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{" + secret + "\n", encoding="utf-8")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04" + secret.encode() * 9)
    (tmp_path / "d.sql").write_text(f"CREATE TABLE {secret} '{secret};\nALTER TABLE x FROB '{secret}';\n", encoding="utf-8")
    problems = [a.problem for a in discover(tmp_path) if a.problem]
    assert problems
    assert secret not in "".join(p.detail for p in problems)


# -- other people's nasty files -----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPORA.exists(), reason="no shared corpora here")
def test_every_file_of_the_corpora_ends_with_a_status(tmp_path: Path) -> None:
    files = sorted(p for p in CORPORA.rglob("*") if p.is_file())
    chosen = random.Random(11).sample(files, min(300, len(files)))
    ends: Counter[str] = Counter()
    for n, path in enumerate(chosen):
        connector = open_source(Source("corpus", str(path)))
        assets = list(connector.discover())
        for asset in assets:
            if asset.problem:
                assert asset.problem.reason in REASONS
                ends[asset.problem.status] += 1
                continue
            try:
                done = read(connector, asset, Budget(rows=2_000, seconds=10))
            except AssetUnreadable as error:
                ends[error.reason] += 1
                continue
            ends[done.extent.status] += 1
            for batch in done.batches:
                batch.data.validate(full=True)
                assert set(batch.data.schema.types) <= {pa.string(), pa.int64(), pa.float64(), pa.binary(), pa.null()}
        connector.close()
        assert assets or path.suffix.lower() == ".sql", n
    assert ends["COMPLETE"] > 50
    assert ends["SKIPPED"] > 50
