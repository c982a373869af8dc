"""Policies in every format: what a reader makes of them, and what it says where it makes nothing of them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from register import quotes
from register.model import load
from register.policy import docx as word
from register.policy import grid, html, numerals, pdf, read
from register.policy.blocks import PolicyError
from tests.register.policies import made

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "我们会收集您的姓名和手机号码。"


def texts(raw: bytes, name: str) -> list[str]:
    return [block.text for block in read.blocks_of(raw, name)]


def lines(snippet: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """(text, heading, cells) of what the HTML reader hands on."""
    return [(line.text.replace("\t", " | "), line.heading, line.cells) for line in html.lines(snippet.encode(), "a.html")]


# -- which reader, which encoding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"abc", "a.txt", "text"),
        (b"abc", "a.md", "text"),
        (b"abc", "policy", "text"),
        (b"<p>abc", "a.htm", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>a", "a.txt", "html"),
        (b"<!-- saved --><html>", "page", "html"),
        (b"we use <html> tags", "a.txt", "text"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (b"PK\x03\x04", "a.dat", "docx"),
    ],
)
def test_the_bytes_choose_the_reader_before_the_name_does(raw: bytes, name: str, kind: str) -> None:
    assert read.kind_of(raw, name) == kind


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (SENTENCE.encode(), "a.txt"),
        (SENTENCE.encode("utf-8-sig"), "a.txt"),
        (SENTENCE.encode("gb18030"), "a.txt"),
        (SENTENCE.encode("utf-16"), "a.txt"),
        (f'<html><head><meta charset="gb2312"></head><body>{SENTENCE}'.encode("gb18030"), "a.html"),
        (f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=GBK"></head><body>{SENTENCE}'.encode("gbk"), "a.html"),
        (f'<html><head><meta charset="big5"></head><body>{SENTENCE}'.encode(), "a.html"),  # says Big5, is UTF-8
        (f"<html><body>{SENTENCE}".encode("gb18030"), "a.html"),
        (made.docx_of(f"p {SENTENCE}"), "a.docx"),
        (made.pdf_of(f"p {SENTENCE}"), "a.pdf"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16", "meta", "http-equiv", "wrong meta", "no meta", "docx", "pdf"],
)
def test_one_sentence_in_every_format_and_encoding(raw: bytes, name: str) -> None:
    assert texts(raw, name) == [SENTENCE]
    assert read.text_of(raw, name).strip("\ufeff").endswith(SENTENCE)


def test_read_opens_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert [block.text for block in read.read(tmp_path / "a.txt")] == [SENTENCE]


# -- what cannot be read -------------------------------------------------------------------------------------------------


def packed(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_member(name: str, content: bytes) -> bytes:
    """A sound Word file with one member put in, or in the place of its own."""
    with zipfile.ZipFile(BytesIO(made.docx_of("p 正文"))) as archive:
        return packed({member: archive.read(member) for member in archive.namelist()} | {name: content})


LOCKED = b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><w:document/>'


@pytest.mark.parametrize(
    ("raw", "name", "zh", "en"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "另存为不带密码的 .docx", "save it as .docx without a password"),
        (b"{\\rtf1 abc}", "a.rtf", ".txt、.md、.html、.htm、.docx、.pdf", "save it as one of"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "另存为其中之一", "save it as one of"),
        (b"hello", "a.docx", "重新导出", "export it again"),
        (b"hello", "a.pdf", "重新导出", "export it again"),
        (b"\x00\x01\x02\xff\xff", "a.txt", "另存为 UTF-8", "save it as UTF-8"),
        (b"", "a.txt", "没有文字", "holds no text"),
        (b" \n\n", "a.md", "没有文字", "holds no text"),
        (b"<html><body><script>x</script>", "a.html", "没有文字", "holds no text"),
        (packed({"a.txt": b"abc"}), "a.docx", "不是完好的 .docx", "not a sound .docx"),
        (made.docx_of("p 正文")[:-40], "a.docx", "不是完好的 .docx", "not a sound .docx"),
        (with_member("word/document.xml", b"<w:document"), "a.docx", "不是完好的 .docx", "not a sound .docx"),
        (with_member("word/media/a.bin", b"\0" * 60_000_000), "a.docx", "解压后太大", "unpacks to too much"),
        (with_member("word/document.xml", LAUGHS), "a.docx", "DTD 或实体", "DTD or entities"),
        (with_member("word/document.xml", LAUGHS.decode().encode("utf-16")), "a.docx", "DTD 或实体", "DTD or entities"),
        (made.pdf_of("p 正文")[:300], "a.pdf", "不是完好的 PDF", "not a sound PDF"),
        (made.pdf_of("p 正文").replace(b"/Root 1 0 R", LOCKED), "a.pdf", "不带密码的 PDF", "save it as a PDF without one"),
        (made.pdf_of("p "), "a.pdf", "文字识别（OCR）", "text recognition (OCR)"),
        (b"<div>" * 3_000 + SENTENCE.encode(), "a.html", "嵌套太深", "too deeply nested"),
        (b"<html>" + b"<b></b>" * 50_000 + SENTENCE.encode(), "a.html", "标签太多", "too many"),
        (b"<svg>" + b"<td>" * 3_000 + SENTENCE.encode(), "a.html", "嵌套太深", "too deeply nested"),
        (b"<table>" + b"<tr><td>a<td>b" * 6_000, "a.html", "表格太大", "table that is too large"),
        (b"a\n" * 120_000, "a.txt", "太大", "too large"),
        (b"a" * 4_100_000, "a.txt", "太大", "too large"),
        (b"a" * 20_000_001, "a.txt", "太大", "too large"),
    ],
    ids=range(25),
)
def test_what_cannot_be_read_says_what_to_do(raw: bytes, name: str, zh: str, en: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read.blocks_of(raw, name)
    assert zh in caught.value.said.zh and name in caught.value.said.zh
    assert en in caught.value.said.en and name in caught.value.said.en


@pytest.mark.parametrize("name", ["", "missing.txt"])
def test_what_is_no_file_cannot_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="is not a file"):
        read.read(tmp_path / name)


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(read.MAX_BYTES + 1)
    with pytest.raises(PolicyError, match="too large"):
        read.read(tmp_path / "a.txt")


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(PolicyError, match="1 at most"):
        read.blocks_of(made.pdf_of("p 正文内容。\n" * 60), "a.pdf")
    monkeypatch.setattr(pdf, "MAX_PAGE_CHARACTERS", 100)
    with pytest.raises(PolicyError, match="page 1, holds too much"):
        read.blocks_of(made.pdf_of(f"p {SENTENCE}\n" * 20), "a.pdf")


@pytest.mark.parametrize(
    ("module", "name", "raw"),
    [("selectolax.lexbor", "a.html", b"<p>a"), ("docx", "a.docx", b"PK\x03\x04"), ("pypdfium2", "a.pdf", b"%PDF-1.4")],
)
def test_a_missing_library_names_the_extra(module: str, name: str, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PolicyError) as caught:
        read.blocks_of(raw, name)
    assert "pip install 'pandian[policy]'" in caught.value.said.zh
    assert "pip install 'pandian[policy]'" in caught.value.said.en


# -- HTML ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("<h1>一</h1><h6>六</h6><p>段</p>", [("一", 1), ("六", 6), ("段", 0)]),
        ("<p>甲<br>乙<br/><br>丙</p>丁", [("甲", 0), ("乙", 0), ("丙", 0), ("丁", 0)]),
        ("<p>姓名、\n   手机号</p>", [("姓名、手机号", 0)]),
        ("<p>use\n Cookie</p>", [("use Cookie", 0)]),
        ("<p>我们<b>收集</b>您的<span>姓名</span></p>", [("我们收集您的姓名", 0)]),
        ("<div>一、总则<div>（一）范围</div>1.2 定义</div>", [("一、总则", 0), ("（一）范围", 0), ("1.2 定义", 0)]),
        ("<h2><span>1.</span>&nbsp;收集</h2>", [("1. 收集", 2)]),
        ("<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", [("● 甲", 0), ("● 乙", 0), ("● 丙", 0)]),
        ("<ol><li>甲</li><li>乙</li></ol><ol start=5><li>丙<li>丁</ol>", [("1. 甲", 0), ("2. 乙", 0), ("5. 丙", 0), ("6. 丁", 0)]),
        ("<ol><li value=3>甲</li><li>乙</li></ol>", [("3. 甲", 0), ("4. 乙", 0)]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", [("2. 甲", 0), ("1. 乙", 0)]),
        ("<ol type=a><li>甲<li>乙</ol><ol type=I><li>丙</ol>", [("a. 甲", 0), ("b. 乙", 0), ("I. 丙", 0)]),
        ('<ol style="list-style-type:cjk-ideographic"><li>甲<li>乙</ol>', [("一、甲", 0), ("二、乙", 0)]),
        ("<ol><li>（1）甲</li><li>① 乙</li></ol>", [("（1）甲", 0), ("① 乙", 0)]),
        ('<ul style="list-style:none"><li>甲</li></ul>', [("甲", 0)]),
        ("<ol start=x><li>甲</ol>", [("1. 甲", 0)]),
        ("<ol><li><p>甲</p><p>乙</p></li><li><p>丙</p></li></ol>", [("1. 甲", 0), ("乙", 0), ("2. 丙", 0)]),
        ("<nav>a</nav><header><h1>题</h1></header><footer>b</footer><aside>c</aside>", [("题", 1)]),
        ("<p hidden>a</p><p style='DISPLAY : none'>b</p><p aria-hidden=true>c</p><p>见</p>", [("见", 0)]),
        ("<p>见</p><script>收集</script><style>x</style><template>y</template><noscript>z</noscript><button>b</button>", [("见", 0)]),
        ("<p>甲<del>乙</del><s>丙</s></p>", [("甲", 0)]),
        ("<p>甲<!-- 乙 --></p>", [("甲", 0)]),
        ("<details><summary>展开</summary><p>正文</p></details>", [("展开", 0), ("正文", 0)]),
        ("<p>邮箱：<a href='mailto:dpo@a.example?subject=x'>写信</a></p>", [("邮箱：dpo@a.example 写信", 0)]),
        ("<p>邮箱：<a href='mailto:dpo@a.example'>dpo@a.example</a></p>", [("邮箱：dpo@a.example", 0)]),
        ("<p>全角　空格</p>", [("全角　空格", 0)]),
        ("<dl><dt>手机号<dd>用于登录<dd>用于联系<dt>姓名</dl>", [("手机号 | 用于登录", 0), ("用于联系", 0), ("姓名", 0)]),
        ("<dl><div><dt>甲</dt><dd>乙</dd></div></dl>", [("甲 | 乙", 0)]),
        ("<pre>甲\n乙</pre>", [("甲\n乙", 0)]),
    ],
)
def test_what_a_page_shows(snippet: str, expected: list[tuple[str, int]]) -> None:
    assert [(text, heading) for text, heading, _ in lines(snippet)] == expected


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><th>甲<th>乙<tr><td>1<td>2", ["甲 | 乙", "1 | 2"]),
        ("<caption>表</caption><tr><td>1<td>2", ["表", "1 | 2"]),
        ("<tr><td rowspan=2>甲<td>1<tr><td>2<tr><td>乙<td>3", ["甲 | 1", "甲 | 2", "乙 | 3"]),
        ("<tr><td>0<td rowspan=3>甲<td>1<tr><td>2<td>3<tr><td>4<td>5", ["0 | 甲 | 1", "2 | 甲 | 3", "4 | 甲 | 5"]),
        ("<tr><td colspan=2>甲<td>1<tr><td>a<td>b<td>c", ["甲 | 甲 | 1", "a | b | c"]),
        ("<tr><td colspan=3>横跨<tr><td>a<td>b<td>c", ["横跨", "a | b | c"]),
        ("<tr><td>a<td><p>甲</p><p>乙</p><br>丙", ["a | 甲 乙 丙"]),
        ("<tr><td>甲<td><a href='https://a.example/p'>查看</a>", ["甲 | 查看 https://a.example/p"]),
        ("<tr><td>甲<td><a href='/p'>查看</a>", ["甲 | 查看"]),
        ("<tr><td hidden>x<td>a<td>b", ["a | b"]),
        ("<tr style='display:none'><td>x<td>y<tr><td>a<td>b", ["a | b"]),
        ("<tr><td>甲<td>", ["甲 | "]),
        ("<tr><td><td>", []),
        ("<tr><td><h2>题</h2><p>段", ["题", "段"]),  # places things on the page
        ("<tr><td>段一<tr><td>段二", ["段一", "段二"]),
        ("<tr><td><table><tr><td>甲<td>乙</table>", ["甲 | 乙"]),
        ("<tr><td rowspan=999999>甲<td colspan=999999>乙<tr><td>丙", None),
    ],
)
def test_tables_of_a_page(table: str, rows: list[str] | None) -> None:
    found = lines(f"<table>{table}</table>")
    if rows is None:
        assert max(len(cells) for _, _, cells in found) <= html.MAX_COLUMNS
    else:
        assert [text for text, _, _ in found] == rows


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "<li>",
                "</li>",
                "<ul>",
                "<ol>",
                "</ol>",
                "<dl>",
                "<dt>",
                "甲",
                "<br>",
                "<p>",
                "<svg>",
                "<a href='https://x.example'>",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_tags_are_read_and_no_word_is_read_twice(tags: list[str]) -> None:
    """However broken a page is, reading ends, and without spans each word that is shown comes once."""
    page = "".join(f"w{at} " if tag == "甲" else tag for at, tag in enumerate(tags))
    said = " ".join(text for text, _, _ in lines(page)).replace("|", " ").split()
    words = [word for word in said if word.startswith("w")]
    assert len(words) == len(set(words)) and set(words) <= {f"w{at}" for at in range(len(tags))}


# -- Word ----------------------------------------------------------------------------------------------------------------


def word_lines(document: Document) -> list[str]:
    file = BytesIO()
    document.save(file)
    return [line.text.replace("\t", " | ") for line in word.lines(file.getvalue(), "a.docx")]


@pytest.mark.parametrize(
    ("levels", "start", "marks"),
    [
        ((("decimal", "%1."), ("decimal", "%1.%2")), 1, ["1.", "1.1", "1.2", "2.", "2.1"]),
        ((("chineseCounting", "第%1条"), ("decimal", "（%2）")), 1, ["第一条", "（1）", "（2）", "第二条", "（1）"]),
        ((("japaneseCounting", "%1、"), ("lowerLetter", "%2)")), 10, ["十、", "j)", "k)", "十一、", "j)"]),
        ((("decimal", "%1"), ("decimalEnclosedCircle", "%2")), 1, ["1.", "①", "②", "2.", "①"]),
        ((("upperRoman", "%1."), ("bullet", "·")), 4, ["IV.", "●", "●", "V.", "●"]),
        ((("none", ""), ("decimalZero", "%2.")), 1, ["", "01.", "02.", "", "03."]),
    ],
)
def test_word_draws_the_numbers(levels: tuple[tuple[str, str], ...], start: int, marks: list[str]) -> None:
    document = Document()
    made.numbered(document, levels, start)
    for at, level in enumerate((0, 1, 1, 0, 1)):
        made.number(document.add_paragraph(f"第{at}段"), level)
    assert word_lines(document) == [f"{mark} 第{at}段".strip() for at, mark in enumerate(marks)]


def test_a_heading_style_may_bring_the_number() -> None:
    document = Document()
    made.numbered(document, (("chineseCounting", "%1、"),))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("收集", 1)
    document.add_heading("共享", 1)
    plain = document.add_heading("附录", 1)
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'))
    file = BytesIO()
    document.save(file)
    assert [(line.text, line.heading) for line in word.lines(file.getvalue(), "a")] == [("一、 收集", 1), ("二、 共享", 1), ("附录", 1)]


def test_what_a_word_file_shows() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    paragraph = document.add_paragraph("甲")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>乙</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>丙</w:delText><w:t>丙</w:t></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"))
    paragraph.add_run().add_break()
    paragraph.add_run("丁")
    document.element.body.insert(
        1, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    table = document.add_table(3, 3)
    for at, text in enumerate("甲乙丙丁戊己庚辛壬"):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "内表"
    document.add_paragraph("表后")
    assert word_lines(document) == ["甲乙", "丁", "控件", "甲 丁 | 乙 内表 | 丙", "甲 丁 | 戊 | 己", "庚 | 辛 壬 | 辛 壬", "表后"]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=("L", "Nd", "Po"), exclude_characters="\t"), min_size=1, max_size=40),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=15, deadline=None)
def test_word_gives_back_what_was_typed(paragraphs: list[str]) -> None:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    assert word_lines(document) == paragraphs


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1000, "chineseCounting", "1000"),
        (28, "lowerLetter", "ab"),
        (0, "lowerLetter", "0"),
        (1994, "upperRoman", "MCMXCIV"),
        (21, "decimalEnclosedCircleChinese", "21"),
        (20, "decimalEnclosedCircle", "⑳"),
    ],
)
def test_numerals(value: int, style: str, text: str) -> None:
    assert numerals.written(value, style) == text


# -- PDF -----------------------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.text(st.sampled_from("个人信息保护处理目的种类方式保存期限Cookie，、"), min_size=1, max_size=150).filter(
            lambda t: t[0] not in "，、" and not t.endswith((" ",))
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=15, deadline=None)
def test_wrapped_lines_and_pages_are_put_together_again(paragraphs: list[str]) -> None:
    """Whatever the lines' ends are: each paragraph begins with its number, as those of policies do."""
    written = [f"({at}) {text}。" for at, text in enumerate([SENTENCE, *paragraphs], 1)]
    found = [line.text for line in pdf.lines(made.pdf_of("\n".join(f"p {text}" for text in written)), "a.pdf")]
    assert ["".join(text.split()) for text in found] == ["".join(text.split()) for text in written]


def test_running_heads_and_page_numbers_are_dropped_and_text_is_not() -> None:
    written = [f"{at}. 第{at}项内容，合计{at}元。" for at in range(1, 101)]
    found = [
        line.text for line in pdf.lines(made.pdf_of("\n".join(f"p {text}" for text in written), head="示例有限公司　内部文件"), "a.pdf")
    ]
    assert found == written


@pytest.mark.parametrize("text", ["5", "- 12 -", "第 3 页", "第 3 页 共 12 页", "3 / 12", "3/12", "Page 3 of 12", "— 3 —"])
def test_page_numbers(text: str) -> None:
    assert pdf._PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["2025年", "第 3 条", "3 个月", "400-000-0101", "5 姓名"])
def test_what_only_looks_like_a_page_number(text: str) -> None:
    assert not pdf._PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("我们收集", "您的", "我们收集您的"),
        ("0512-00", "00-0400", "0512-0000-0400"),
        ("dpo@a.example/in", "fo", "dpo@a.example/info"),
        ("the", "person", "the person"),
        ("Cookie", "和", "Cookie和"),
        ("Cookie ", "和", "Cookie 和"),
        ("https://a.example/p", "olicy", "https://a.example/policy"),
        ("姓名 ", "、", "姓名、"),
        ("", "甲", "甲"),
    ],
)
def test_the_end_of_a_line(above: str, below: str, joined: str) -> None:
    assert above.rstrip() + grid.between(above, below) + below == joined


def test_radicals_are_the_characters_that_they_stand_for() -> None:
    assert "".join(map(pdf._plain, "⾝份⼿机⻓⻅⻔ﬁ豈个（")) == "身份手机长见门fi豈个（"


def test_a_ruled_table_with_wrapped_cells() -> None:
    text = "p 受托方如下：\n| 受托方 | 目的\n| 苏州平江人力资源与薪酬外包服务示例有限公司及其下属各分支机构 | 代发工资\np 以上。"
    found = [(line.text, line.cells) for line in pdf.lines(made.pdf_of(text), "a.pdf")]
    assert found[2][1] == ("苏州平江人力资源与薪酬外包服务示例有限公司及其下属各分支机构", "代发工资")
    assert [text for text, cells in found if not cells] == ["受托方如下：", "以上。"]


def test_merged_cells_and_underlines_of_a_grid() -> None:
    """Columns at 0, 50, 100, rows at 100, 80, 60; the first column is one cell; a short line under a word parts nothing."""

    def box(left: float, bottom: float, right: float, top: float) -> grid.Box:
        return grid.Box(left, bottom, right, top)

    across = [box(0, 100, 100, 100), box(50, 80, 100, 80), box(0, 60, 100, 60), box(55, 88, 70, 88)]
    down = [box(x, 60, x, 100) for x in (0, 50, 100)]

    class Page:
        def get_objects(self, **_: object) -> list[object]:
            return [type("Shape", (), {"get_bounds": lambda self, b=b: (b.left, b.bottom, b.right, b.top)})() for b in [*across, *down]]

    (table,), bullets = grid.drawn(Page())
    assert (table.columns, table.levels, bullets) == ((0, 50, 100), (100, 80, 60), [])
    characters = [("甲", box(10, 75, 20, 85)), ("乙", box(60, 88, 70, 98)), ("丙", box(60, 65, 70, 75))]
    assert [cells for cells, _, _ in table.rows(characters)] == [("甲", "乙"), ("甲", "丙")]


# -- quotes --------------------------------------------------------------------------------------------------------------


def register_of(folder: Path, name: str, raw: bytes, clause: str, quote: str) -> Path:
    (folder / name).write_bytes(raw)
    register = {
        "apiVersion": "pi-register/v1",
        "id": "example-cn",
        "version": "1.0.0",
        "organization": "示例软件（上海）有限公司",
        "documents": [{"id": "policy", "type": "privacy_policy", "title": "政策", "version": "1", "source": {"path": name}}],
        "departments": [{"id": "it", "name": "信息技术部"}],
        "data_categories": [{"fides_key": "user.name", "clause": clause, "quote": quote}],
        "processing_activities": [{"id": "a1", "name": "注册", "department": "it", "data_categories": ["user.name"]}],
        "systems": [],
    }
    path = folder / "register.yaml"
    path.write_text(json.dumps(register, ensure_ascii=False), encoding="utf-8")
    return path


PAGE = "<h2>一、收集</h2><p>1. 注册时收集<b>您</b>的姓名。</p><table><tr><th>种类<th>目的<tr><td>手机号<td>登录</table><h2>二、共享</h2><p>1. 不共享。</p>"
TYPED = "=1 收集\n=2 注册时收集您的姓名。\n| 种类 | 目的\n| 手机号 | 登录\n=1 共享\n=2 不共享。"
MARKED = "## 一、收集\n\n1. 注册时收集**您**的姓名。\n\n| 种类 | 目的 |\n|---|---|\n| 手机号 | 登录 |\n\n## 二、共享\n\n1. 不共享。\n"
PRINTED = "p 一、收集\np 1. 注册时收集您的姓名。\n| 种类 | 目的\n| 手机号 | 登录\np 二、共享\np 1. 不共享。"


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.md", "a.pdf"])
@pytest.mark.parametrize(
    ("clause", "quote", "stands"),
    [
        ("1", "收集您的姓名", True),
        ("1.1", "注册时收集 您的姓名", True),
        ("1", "手机号", True),
        ("2", "不共享", True),
        ("2", "收集您的姓名", False),
        ("1.1", "不共享", False),
        ("9", "不共享", True),
        ("", "手机号", True),
        ("", "身份证", False),
        ("9", "身份证", False),
    ],
)
def test_quotes_are_looked_for_in_documents_of_every_kind(name: str, clause: str, quote: str, stands: bool, tmp_path: Path) -> None:
    raw = {"a.html": PAGE.encode(), "a.docx": made.docx_of(TYPED), "a.md": MARKED.encode(), "a.pdf": made.pdf_of(PRINTED)}[name]
    where = clause if name == "a.docx" else clause.replace("1", "一", 1).replace("2", "二", 1)
    register = load(register_of(tmp_path, name, raw, where, quote))
    assert (list(quotes.doubts(register)) == []) is stands
    assert list(quotes.unread(register)) == []
    assert "姓名" in (quotes.text_of(register, register.documents["policy"]) or "")


def test_a_document_that_cannot_be_read_says_so_and_is_not_doubted(tmp_path: Path) -> None:
    register = load(register_of(tmp_path, "a.pdf", made.pdf_of("p "), "一", "姓名"))
    assert list(quotes.doubts(register)) == []
    (found,) = quotes.unread(register)
    assert "OCR" in found.said.zh and found.document.id == "policy"
    assert quotes.text_of(register, found.document) is None


def test_the_libraries_are_loaded_only_for_their_documents(tmp_path: Path) -> None:
    probe = (
        "import sys\nfrom pathlib import Path\nfrom register.model import load\nfrom register import quotes\n"
        "list(quotes.doubts(load(Path(sys.argv[1]))))\n"
        "print(sorted({'docx', 'pypdfium2', 'selectolax', 'lxml'} & set(sys.modules)))"
    )

    def loaded(name: str, raw: bytes) -> str:
        path = register_of(tmp_path, name, raw, "一", "不共享")
        return subprocess.run([sys.executable, "-c", probe, str(path)], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    assert loaded("a.txt", SENTENCE.encode()) == "[]"
    assert loaded("a.html", PAGE.encode()) == "['selectolax']"
