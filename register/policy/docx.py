"""A policy in a Word file, as lines: paragraphs with the numbers that Word draws, headings, tables, in the order of the page.

Headers, footers, deleted text and text boxes' fall-back copies are left out. The file is a zip archive of XML from anywhere: its
sizes are looked at before it is opened, and a document type definition, which no Word file needs, ends the reading.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from register.policy import numerals
from register.policy.blocks import PolicyError
from register.policy.read import MAX_CELLS, missing
from register.policy.text import Line
from register.violation import Text

MAX_MEMBERS = 5_000
MAX_UNPACKED = 150_000_000
MAX_XML = 40_000_000
MAX_RATIO = 200
MAX_NESTING = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def lines(raw: bytes, name: str) -> Iterator[Line]:
    """The lines of a Word document. Raises PolicyError."""
    try:
        import docx
    except ImportError as error:
        raise missing("python-docx", name) from error
    _safe(raw, name)
    try:
        document = docx.Document(BytesIO(raw))
        body = document.element.body
    except Exception as error:  # (a damaged package fails in many ways, all of them say the same to a person)
        raise _damaged(name) from error
    yield from _Document(name, document).lines(body)


def _safe(raw: bytes, name: str) -> None:
    """Refuses what would unpack to too much, and XML that defines entities."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = archive.infolist()
            xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
            unpacked = sum(member.file_size for member in members)
            if (
                len(members) > MAX_MEMBERS
                or unpacked > min(MAX_UNPACKED, max(MAX_RATIO * len(raw), 5_000_000))
                or sum(member.file_size for member in xml) > MAX_XML
            ):
                raise PolicyError(
                    Text(
                        f"{name} 解压后太大；请只留政策正文后另存", f"{name} unpacks to too much; save it again with only the policy in it"
                    )
                )
            if "word/document.xml" not in {member.filename for member in members} and not any(
                m.filename == "[Content_Types].xml" for m in members
            ):
                raise _damaged(name)
            for member in xml:
                # UTF-16 would put zeros between the letters
                if _DOCTYPE.search(archive.read(member).replace(b"\0", b"")):
                    raise PolicyError(
                        Text(
                            f"{name} 带有 DTD 或实体定义，不予读取；请用 Word 另存为 .docx",
                            f"{name} defines a DTD or entities and is not read; save it with Word as .docx",
                        )
                    )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, PolicyError):
            raise
        raise _damaged(name) from error


def _damaged(name: str) -> PolicyError:
    return PolicyError(
        Text(
            f"{name} 不是完好的 .docx 文件；请用 Word 打开后另存为 .docx",
            f"{name} is not a sound .docx file; open it with Word and save it as .docx",
        )
    )


@dataclass(slots=True)
class _Level:
    """One level of a list as numbering.xml defines it."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class _Document:
    name: str
    document: Any
    cells: int = 0
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, Any] = field(default_factory=dict)

    def lines(self, body: Any) -> Iterator[Line]:
        self._by_id = {style.get(f"{_W}styleId"): style for style in self.document.styles.element.findall(f"{_W}style")}
        self._read_numbering()
        for element in _content(body):
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            else:
                yield from self._table(element)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        """A paragraph, with its number; its forced line breaks part it."""
        heading = self._heading(element)
        pieces = [piece.strip() for piece in _text(element).split("\n")]
        pieces = [piece for piece in pieces if piece]
        if not pieces:
            return
        mark, depth = self._mark(element)
        yield Line(mark + pieces[0], heading=heading, indent=0 if heading else 2 * depth)
        for piece in pieces[1:]:
            yield Line(piece)

    def _heading(self, element: Any) -> int:
        """1 to 6 by the names of its styles or by its own outline level, 0 for other paragraphs."""
        for style in self._styles(element):
            if (found := _HEADING.match(_value(style, "name") or "")) is not None:
                return min(int(found[1]), 6)
        outline = _number(_value(element.find(f"{_W}pPr"), "outlineLvl"), 9)
        return min(outline + 1, 6) if outline < 9 else 0  # 9 is Word's "body text"

    def _styles(self, element: Any) -> Iterator[Any]:
        """The paragraph's style and those that it is based on."""
        properties = element.find(f"{_W}pPr")
        key = _value(properties, "pStyle")
        seen: set[str] = set()
        while key and key in self._by_id and key not in seen:
            seen.add(key)
            yield self._by_id[key]
            key = _value(self._by_id[key], "basedOn")

    def _mark(self, element: Any) -> tuple[str, int]:
        """(the number that Word draws, depth of the list)."""
        number, depth = self._numbering_of(element)
        level = self._levels.get(number, {}).get(depth)
        if level is None or level.style == "none":
            return "", 0
        if level.style == "bullet":
            return "● ", depth
        counters = self._counters.setdefault(self._abstract.get(number, number), {})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            del counters[deeper]
        levels = self._levels[number]

        def drawn(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, _Level())
            return numerals.written(counters.setdefault(at, shown.start), shown.style)

        text = _PLACE.sub(drawn, level.pattern)
        text += "." if text.isdecimal() else ""  # "1 适用范围": a bare number would read as part of the words
        return (f"{text} " if text else ""), depth

    def _numbering_of(self, element: Any) -> tuple[str, int]:
        """(numId, level) of a paragraph: its own, else its styles'. numId 0 takes a style's number away."""
        number, depth = "", -1
        for holder in (element, *self._styles(element)):
            properties = holder.find(f"{_W}pPr")
            numbered = properties.find(f"{_W}numPr") if properties is not None else None
            if numbered is None:
                continue
            number = number or _value(numbered, "numId") or ""
            depth = _number(_value(numbered, "ilvl"), -1) if depth < 0 else depth
            if number:
                break
        return ("" if number == "0" else number), min(max(depth, 0), 8)

    def _read_numbering(self) -> None:
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            found.get(f"{_W}abstractNumId"): {_depth(level): _level(level) for level in found.findall(f"{_W}lvl")}
            for found in root.findall(f"{_W}abstractNum")
        }
        for found in root.findall(f"{_W}num"):
            key, of = found.get(f"{_W}numId") or "", _value(found, "abstractNumId") or ""
            self._levels[key] = dict(abstract.get(of, {}))
            self._abstract[key] = f"abstract {of}"
            for override in found.findall(f"{_W}lvlOverride"):
                depth, start = _depth(override), _number(_value(override, "startOverride"), -1)
                if (whole := override.find(f"{_W}lvl")) is not None:
                    self._levels[key][depth] = _level(whole)
                if start >= 0 and depth in self._levels[key]:
                    old = self._levels[key][depth]
                    self._levels[key][depth] = _Level(old.style, old.pattern, start)
                    self._abstract[key] = f"num {key}"  # it counts for itself

    def _table(self, table: Any) -> Iterator[Line]:
        """The rows; a cell that spans columns or rows is written into each; tables inside a cell are part of its text."""
        above: dict[int, str] = {}
        for row in table.iterchildren(f"{_W}tr"):
            written: list[str] = []
            for cell in _content(row, f"{_W}tc"):
                properties = cell.find(f"{_W}tcPr")
                span = min(_number(_value(properties, "gridSpan"), 1), 60)
                merged = properties.find(f"{_W}vMerge") if properties is not None else None
                text = _cell_text(cell)
                if merged is not None and merged.get(f"{_W}val") != "restart":
                    text = above.get(len(written), "")
                for _ in range(max(span, 1)):
                    above[len(written)] = text
                    written.append(text)
            self.cells += len(written)
            if self.cells > MAX_CELLS:
                raise PolicyError(Text(f"{self.name} 的表格太大；请拆分", f"{self.name} holds tables that are too large; split them"))
            filled = {cell for cell in written if cell}
            if len(filled) == 1 and (len(written) == 1 or len(written) > 2):
                yield Line(filled.pop())
            elif filled:
                yield Line("\t".join(written), cells=tuple(written))


def _content(parent: Any, wanted: str = "") -> Iterator[Any]:
    """Paragraphs and tables (or elements of one tag) in order, content controls and tracked insertions opened."""
    stack = [(child, 0) for child in reversed(list(parent))]
    while stack:
        element, depth = stack.pop()
        if element.tag == wanted or (not wanted and element.tag in (f"{_W}p", f"{_W}tbl")):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag") and depth < MAX_NESTING:
            stack += [(child, depth + 1) for child in reversed(list(element))]


def _text(paragraph: Any) -> str:
    """What the paragraph shows, without deleted text and field codes. A tab is a blank, a forced break a line's end."""
    parts: list[str] = []
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif element.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK, f"{_W}pict") and isinstance(
            element.tag, str
        ):
            hidden = element.tag == f"{_W}r" and (props := element.find(f"{_W}rPr")) is not None and props.find(f"{_W}vanish") is not None
            if not hidden:
                stack += reversed(list(element))
    return "".join(parts)


def _cell_text(cell: Any) -> str:
    paragraphs = (element for element in cell.iter(f"{_W}p"))
    return " ".join(text for p in paragraphs if (text := " ".join(_text(p).split())))


def _level(level: Any) -> _Level:
    return _Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _number(_value(level, "start"), 1))


def _depth(element: Any) -> int:
    return _number(element.get(f"{_W}ilvl"), 0)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else otherwise


def _value(parent: Any, tag: str) -> str | None:
    """The w:val of a child, None where there is none."""
    child = parent.find(f"{_W}{tag}") if parent is not None else None
    return None if child is None else child.get(f"{_W}val")
