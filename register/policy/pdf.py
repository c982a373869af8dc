"""A policy in a PDF, as lines: what its pages show, put together again.

A PDF knows characters and places, nothing else. Characters of one height are a line; a line that reaches the right edge goes on in
the next; gaps that no word has are the columns of a table, and so are the ruled lines around it. Page numbers and what every page
repeats at its top or foot is dropped. Nothing is guessed from pictures: a scanned document is refused, with what to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from register.policy.blocks import PolicyError
from register.policy.grid import Box, Grid, Placed, between, drawn
from register.policy.read import MAX_CHARACTERS, missing
from register.policy.text import Line
from register.violation import Text

MAX_PAGES = 200
MAX_PAGE_CHARACTERS = 60_000
#: Fewer characters than this on the average page: pictures of text.
SCANNED_BELOW = 8

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?(?:\s*[/／|,，]?\s*(?:共|of)?\s*[0-9]{1,4}\s*页?)?[-—–·\s]*|Page\s+[0-9]{1,4}(?:\s+of\s+[0-9]{1,4})?",
    re.IGNORECASE,
)
#: A line that begins so begins something: it never is the rest of the one above.
_BEGINS = re.compile(
    r"(?:第\s*[一二三四五六七八九十百0-9]{1,5}\s*[条章节部]|[一二三四五六七八九十]{1,3}\s*[、．.]|[（(]\s*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[a-zA-Z])\s*[）)]"
    r"|[0-9]{1,2}\s*[、．.)）]\s*(?![0-9])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\s|[A-Za-z]\s*[.)．）、]\s|[①-⒛❶-➓]|[●•·○〇◆■□▪※]\s*|[-–—]\s|【)"
)
#: Radicals that some fonts put in the place of the characters (Unicode, EquivalentUnifiedIdeograph); NFKC knows only U+2F00 ff.
_RADICALS = str.maketrans(
    "⺁⺃⺄⺅⺇⺉⺌⺎⺒⺓⺔⺖⺗⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺲⺴⺶⺷⺸⺹⺺⺼⺽⺾⺿⻀⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻒⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂乚乙亻几刂小兀巳幺彐忄心扌攵旡月母民氵氺灬爪丬犭王疋目示礻竹糸纟罓网羊羊羊老聿肉臼艹艹艹覀西见角讠贝车辶辶辶阝钅长长门阜雨青韦页风飞食马骨鱼鸟麦黄齐齿龙龟",
)


def lines(raw: bytes, name: str) -> Iterator[Line]:
    """The lines of a PDF. Raises PolicyError."""
    try:
        import pypdfium2
    except ImportError as error:
        raise missing("pypdfium2", name) from error
    document = _opened(pypdfium2, raw, name)
    try:
        pages = _pages(document, name)
    except pypdfium2.PdfiumError as error:
        raise _damaged(name) from error
    finally:
        document.close()
    rows = _without_running_heads(pages)
    if sum(len(row.text) for row in rows) < SCANNED_BELOW * len(pages):
        raise PolicyError(
            Text(
                f"{name} 里几乎没有文字，应是扫描件；请先做文字识别（OCR）并核对，或换成 .docx、.html、.txt",
                f"{name} holds hardly any text: it seems to be a scan; run text recognition (OCR), or take a .docx, .html or .txt",
            )
        )
    yield from _joined(rows)


def _opened(pypdfium2: Any, raw: bytes, name: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise PolicyError(
                Text(f"{name} 设了打开密码；请另存为不带密码的 PDF", f"{name} has a password; save it as a PDF without one")
            ) from error
        raise _damaged(name) from error
    if (pages := len(document)) > MAX_PAGES:
        document.close()
        raise PolicyError(
            Text(
                f"{name} 有 {pages} 页（最多 {MAX_PAGES} 页）；请只留政策正文",
                f"{name} has {pages} pages ({MAX_PAGES} at most); keep only the policy itself",
            )
        )
    return document


def _damaged(name: str) -> PolicyError:
    return PolicyError(Text(f"{name} 不是完好的 PDF；请重新导出", f"{name} is not a sound PDF; export it again"))


@dataclass(frozen=True, slots=True)
class _Row:
    """Characters of one height on a page. edge: the right border of the text on the page; cells: where gaps part it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    edge: float
    begin: float
    cells: tuple[str, ...] = ()
    framed: bool = False  # a row of a ruled table
    outer: bool = False  # first or last on its page


def _pages(document: Any, name: str) -> list[list[_Row]]:
    pages, total = [], 0
    for number in range(len(document)):
        page = document[number]
        try:
            count, characters = _characters(page)
            total += count
            if count > MAX_PAGE_CHARACTERS or total > MAX_CHARACTERS:
                raise PolicyError(
                    Text(
                        f"{name} 第 {number + 1} 页字数太多；请只留政策正文",
                        f"{name}, page {number + 1}, holds too much text; keep only the policy itself",
                    )
                )
            tables, bullets = drawn(page)
            pages.append(_rows(characters, tables, bullets))
        finally:
            page.close()
    return pages


def _characters(page: Any) -> tuple[int, list[Placed]]:
    """The characters of a page with their places; line ends that the library makes up have none."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MAX_PAGE_CHARACTERS:
            return count, []
        text = textpage.get_text_range() if count else ""
        if len(text) != count:  # characters that take two units, or none at all: one by one
            text = "".join(textpage.get_text_range(at, 1)[:1] or "\n" for at in range(count))
        found = []
        for at, character in enumerate(text):
            if character in "\r\n":
                found.append(("\n", Box(0, 0, 0, 0)))
            elif character.isprintable() or character.isspace():
                box = Box(*textpage.get_charbox(at, loose=True))
                if character.isspace() and box.height <= 0 and found:  # made up between words: it stands where the word ends
                    word = found[-1][1]
                    box = Box(word.right, word.bottom, word.right, word.top)
                found.append((_plain(character), box))
        return count, found
    finally:
        textpage.close()


def _plain(character: str) -> str:
    """The character that is meant: fonts map some to radicals, compatibility forms and ligatures."""
    point = ord(character)
    if 0x2E80 <= point < 0x2F00:
        return character.translate(_RADICALS)
    if 0x2F00 <= point < 0x2FE0 or 0xF900 <= point < 0xFB00 or 0xFB00 <= point < 0xFB07:
        return unicodedata.normalize("NFKC", character)
    return character


def _rows(characters: Sequence[Placed], tables: Sequence[Grid], bullets: Sequence[Box]) -> list[_Row]:
    """The lines of a page from top to bottom; what stands in a ruled table becomes that table's rows."""
    inside: dict[int, list[Placed]] = {}
    outside: list[Placed] = []
    for character, box in characters:
        at = next((n for n, grid in enumerate(tables) if grid.holds(box)), -1)
        (outside if at < 0 or character == "\n" else inside.setdefault(at, [])).append((character, box))
    runs = [run for run in _runs(outside) if "".join(c for c, _ in run).strip()]
    edge = max((run[-1][1].right for run in runs), default=0.0)
    begin = min((run[0][1].left for run in runs), default=0.0)
    rows = [_marked(_row(run, edge, begin), bullets) for run in runs]
    for at, content in inside.items():
        for cells, top, bottom in tables[at].rows(content):
            rows.append(_Row("\t".join(cells), begin, edge, top, bottom, 0.0, edge, begin, cells, framed=True))
    rows.sort(key=lambda row: -row.top)
    return rows


def _runs(characters: Sequence[Placed]) -> list[list[Placed]]:
    """Characters of one height, left to right."""
    lines: list[list[Placed]] = []
    heights: dict[int, int] = {}  # rounded middle -> line
    for character, box in characters:
        if character == "\n" or box.height <= 0:
            continue
        middle = (box.top + box.bottom) / 2
        reach = max(box.height * 0.3, 1.0)
        key = round(middle / 2)
        near = next(
            (heights[k] for k in (key, key - 1, key + 1, key - 2, key + 2) if k in heights and abs(2 * k - middle) <= reach + 1), None
        )
        if near is None:
            near = heights[key] = len(lines)
            lines.append([])
        lines[near].append((character, box))
    return [sorted(line, key=lambda pair: pair[1].left) for line in lines]


def _row(run: list[Placed], edge: float, begin: float) -> _Row:
    """A line's text. A gap of two characters and more parts cells, a smaller one words."""
    heights = sorted(box.height for _, box in run)
    size = heights[len(heights) // 2] or 1.0
    cells, last = [""], None
    for character, box in run:
        gap = box.left - last.right if last is not None else 0.0
        if gap > 1.5 * size and cells[-1].strip():
            cells.append("")
        elif gap > 0.25 * size and cells[-1] and not cells[-1].endswith(" ") and not _wide(cells[-1][-1] + character):
            cells[-1] += " "
        cells[-1] += character
        if not character.isspace():
            last = box
    goes_on = " " if cells[-1].endswith(" ") else ""
    cells = [" ".join(cell.split()) for cell in cells]
    visible = [box for character, box in run if not character.isspace()] or [run[0][1]]
    parted = tuple(cells) if len(cells) > 1 else ()
    text = "\t".join(cells) if parted else cells[0] + goes_on
    return _Row(
        text, visible[0].left, visible[-1].right, max(b.top for b in visible), min(b.bottom for b in visible), size, edge, begin, parted
    )


def _marked(row: _Row, bullets: Sequence[Box]) -> _Row:
    """The row with its bullet, where one is drawn before it."""
    for spot in bullets:
        if row.bottom <= spot.middle[1] <= row.top and 0 <= row.left - spot.right <= 2.5 * row.size:
            return replace(row, text=f"● {row.text}")
    return row


def _wide(pair: str) -> bool:
    return all(character >= "\u3000" for character in pair)


def _without_running_heads(pages: list[list[_Row]]) -> list[_Row]:
    """All rows, less page numbers and what stands at the top or foot of at least half of the pages."""
    seen = Counter(key for number, page in enumerate(pages, 1) for key in {_head(row, number) for row in [*page[:2], *page[-2:]]})
    kept: list[_Row] = []
    for number, page in enumerate(pages, 1):
        for at, row in enumerate(page):
            at_edge = at < 2 or at >= len(page) - 2
            numbered = (at == 0 or at == len(page) - 1) and _PAGE_NUMBER.fullmatch(row.text.strip()) is not None
            repeated = at_edge and len(pages) > 1 and seen[_head(row, number)] >= max(2, len(pages) / 2) and not row.framed
            if not numbered and not repeated:
                kept.append(row)
    return kept


def _head(row: _Row, number: int) -> str:
    """What a running head says, the number of its page left open."""
    return re.sub(rf"(?<![0-9]){number}(?![0-9])", "#", row.text) + f"@{round(row.top / 4)}"


def _joined(rows: Sequence[_Row]) -> Iterator[Line]:
    """Whole paragraphs: rows that reach the right edge, with what follows them."""
    text = ""
    above: _Row | None = None
    for row in rows:
        if row.cells:
            if text:
                yield Line(text)
            yield Line(row.text, cells=row.cells)
            text, above = "", None
        elif above is not None and _goes_on(above, row):
            text = text.rstrip() + between(text, row.text) + row.text
            above = row
        else:
            if text:
                yield Line(text)
            text, above = row.text, row
    if text:
        yield Line(text)


def _goes_on(above: _Row, row: _Row) -> bool:
    """Whether a row is the rest of the one above: that one is full, nothing begins here, and neither its indent, its size nor
    a wide gap above it parts the two."""
    full = above.right >= above.edge - 2.0 * above.size
    gap = above.bottom - row.top  # below zero on the next page, where it says nothing
    indented = row.left > above.left + 1.2 * row.size or (row.left > row.begin + 1.2 * row.size and above.left < row.left - 0.5 * row.size)
    alike = 0.8 <= (row.size or 1) / (above.size or 1) <= 1.25
    return full and alike and not indented and gap < 1.6 * above.size and _BEGINS.match(row.text) is None
