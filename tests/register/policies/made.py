"""Word and PDF files made from plain text, so that no binary has to be kept: what a person would have typed, with the numbers
that Word draws itself, running heads, page numbers, ruled tables and lines that are wrapped.

The text: "=0 title", "=1 heading", "=2 numbered paragraph" (of level 2), "p paragraph", "| cell | cell", "#" comment.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

LEVELS = (("decimal", "%1"), ("decimal", "%1.%2"))


def parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """(mark, cells) of each line; rows that follow each other come one by one."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            mark, _, rest = line.partition(" ")
            yield mark, [cell.strip() for cell in rest.split("|")] if mark == "|" else [rest]


# -- Word ----------------------------------------------------------------------------------------------------------------


def docx_of(text: str, levels: tuple[tuple[str, str], ...] = LEVELS) -> bytes:
    document = Document()
    numbered(document, levels)
    document.sections[0].header.paragraphs[0].text = "内部文件 请勿外传"
    rows: list[list[str]] = []
    for mark, cells in [*parts(text), ("", [])]:
        if rows and mark != "|":
            table = document.add_table(len(rows), len(rows[0]))
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    table.cell(at, column).text = cell
            rows = []
        if mark == "|":
            rows.append(cells)
        elif mark == "=0":
            document.add_paragraph(cells[0], style="Title")
        elif mark.startswith("="):
            level = int(mark[1:])
            number(document.add_paragraph(cells[0], style="Heading 1" if level == 1 else "Normal"), level - 1)
        elif mark:
            document.add_paragraph(cells[0], style="List Bullet" if mark == "-" else "Normal")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def numbered(document: Document, levels: tuple[tuple[str, str], ...], start: int = 1) -> None:
    """A list of several levels, numId 77."""
    root = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def number(paragraph: Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    assert properties.find(qn("w:numPr")) is not None


# -- PDF -----------------------------------------------------------------------------------------------------------------

SIZE, LEADING, MARGIN, WIDTH, HEIGHT = 11, 18, 72, 595, 842
LINES = (HEIGHT - 2 * MARGIN) // LEADING


def pdf_of(text: str, head: str = "") -> bytes:
    """A PDF with the Chinese font that every reader knows by name (STSong-Light), A4, wrapped and paged as an office would."""
    pages: list[list[bytes]] = [[]]
    line = 0

    def room(lines: int) -> float:
        nonlocal line
        if line + lines > LINES:
            pages.append([])
            line = 0
        at = HEIGHT - MARGIN - line * LEADING
        line += lines
        return at

    for mark, cells in parts(text):
        if mark == "|":
            column = (WIDTH - 2 * MARGIN) / len(cells)
            wrapped = [_wrapped(cell, column - 8) for cell in cells]
            top = room(max(map(len, wrapped)))
            bottom = top - LEADING * max(map(len, wrapped))
            for at, lines in enumerate(wrapped):
                left = MARGIN + at * column
                pages[-1].append(f"{left} {bottom + 5} {column} {top - bottom} re S".encode())
                pages[-1] += [_shown(left + 4, top - n * LEADING - SIZE, written) for n, written in enumerate(lines)]
        else:
            for written in _wrapped(cells[0], WIDTH - 2 * MARGIN):
                at = room(1) - SIZE
                pages[-1].append(_shown(MARGIN, at, written))
    for number_, page in enumerate(pages, 1):
        page.insert(0, _shown(MARGIN, HEIGHT - 40, head))
        page.append(_shown(WIDTH / 2 - 30, 30, f"第 {number_} 页 共 {len(pages)} 页"))
    return _file([b"\n".join(page) for page in pages])


def _width(character: str) -> float:
    return SIZE / 2 if character < "\u0100" else SIZE


def _wrapped(text: str, width: float) -> list[str]:
    lines, used = [""], 0.0
    for character in text:
        if used + _width(character) > width:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += _width(character)
    return lines


def _shown(x: float, y: float, text: str) -> bytes:
    return f"BT /F1 {SIZE} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def _file(pages: list[bytes]) -> bytes:
    first = 6
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/FontDescriptor 5 0 R/DW 1000/W[1[" + b" 500" * 95 + b"]]>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93>>",
    ]
    for at, page in enumerate(pages):
        packed = zlib.compress(page)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F1 3 0 R>>>>/Contents {first + 2 * at + 1} 0 R>>".encode()
        )
        objects.append(b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed))
    file, places = bytearray(b"%PDF-1.5\n"), []
    for at, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(file)
