"""A policy on a web page, as lines: headings, paragraphs, lists with their numbers, tables with their spans.

What a reader of the page does not see, and what belongs to the site rather than to the policy (navigation, footers, forms), is
left out. The tree is walked without recursion, and the page's tags are counted before it is parsed: parsing costs the square of
the depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from register.policy import numerals
from register.policy.blocks import PolicyError
from register.policy.read import MAX_CELLS, charset, decoded, missing
from register.policy.text import Line
from register.violation import Text

MAX_TAGS = 40_000
MAX_DEPTH = 1_000
MAX_COLUMNS = 100
MAX_ROWS = 5_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"))
_SELF_CLOSING = frozenset(("p", "li", "td", "th", "tr", "option", "dd", "dt", "tbody", "thead", "tfoot", "colgroup", "rt", "rp"))
_DROPPED = frozenset(
    (
        *("script", "style", "template", "noscript", "head", "nav", "footer", "aside", "dialog", "menu", "svg", "math", "iframe", "object"),
        *("canvas", "audio", "video", "select", "datalist", "button", "input", "textarea", "del", "s", "strike"),
    )
)
_BLOCK = frozenset(
    (
        *("html", "body", "div", "section", "article", "main", "header", "p", "blockquote", "pre", "address", "figure", "figcaption", "hr"),
        *(
            "details",
            "summary",
            "fieldset",
            "legend",
            "form",
            "center",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ),
        *("table", "caption", "td", "th", "tr", "tbody", "thead", "tfoot"),
    )
)
_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NO_MARK = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
#: A mark that an entry carries in its own text; then the list does not draw one as well.
_OWN_MARK = re.compile(
    r"\s*(?:[（(]?\s*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\s*[）)、．.]|第.{1,4}[条章节]|[0-9]{1,2}[.．][0-9]|[①-⒛❶-➓●•·○◆■▪※\-–—])"
)
_OL_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OL_STYLES = {"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter"} | {
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "cjk-decimal", "trad-chinese-informal"), "chineseCounting"),
}


def lines(raw: bytes, name: str) -> Iterator[Line]:
    """The lines of a page. Raises PolicyError."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise missing("selectolax", name) from error
    page = decoded(raw, name, charset(raw))
    _shallow(page, name)
    body = LexborHTMLParser(page).body
    if body is not None:
        yield from _Page(name).walked(body)


def _shallow(page: str, name: str) -> None:
    """Refuses a page whose parsing would take minutes: by the tags that it opens and does not close."""
    opened: dict[str, int] = {}
    depth = count = 0
    foreign = "<svg" in page or "<math" in page
    for found in _TAG.finditer(page):
        tag = found[2].lower()
        if tag in _VOID or (tag in _SELF_CLOSING and not foreign):
            continue
        if not found[1]:
            count += 1
            opened[tag] = opened.get(tag, 0) + 1
            depth += 1
        elif opened.get(tag, 0):
            opened[tag] -= 1
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_TAGS:
            raise PolicyError(
                Text(
                    f"{name} 的标签太多或嵌套太深（最多 {MAX_TAGS} 个、{MAX_DEPTH} 层）；请只留政策正文",
                    f"{name} has too many or too deeply nested tags ({MAX_TAGS} and {MAX_DEPTH} at most); keep only the policy",
                )
            )


@dataclass(slots=True)
class _List:
    """A list that is open: style "" draws bullets. value: of the next entry."""

    style: str
    value: int = 1
    step: int = 1


@dataclass(slots=True)
class _Page:
    """The text gathered since the last break, and what it stands in."""

    name: str
    parts: list[str] = field(default_factory=list)
    heading: int = 0
    mark: str = ""
    lists: list[_List] = field(default_factory=list)

    def walked(self, top: Any) -> Iterator[Line]:
        """The lines below a node, in order. The stack holds nodes to enter and, after them, what to do when they are left."""
        stack: list[tuple[Any, bool]] = [(top, False)]
        while stack:
            node, left = stack.pop()
            tag = node.tag
            if tag == "-text":
                self.parts.append(_BLANK.sub(_between, node.text_content or "") if not _inside_pre(node) else (node.text_content or ""))
            elif left:
                yield from self._left(node)
            elif tag == "br":
                yield from self._broken()
            elif tag == "table":
                yield from self._broken()
                layout = _is_layout(node)
                if layout:
                    stack += [(child, False) for child in reversed(_children(node))]
                else:
                    yield from _table(node, self.name)
            elif tag == "dl":
                yield from self._broken()
                yield from _definitions(node)
            elif _seen(node):
                if tag in _BLOCK:
                    yield from self._broken()
                    self._entered(node)
                    stack.append((node, True))
                elif (address := _mail(node)) is not None:
                    self.parts.append(address)
                stack += [(child, False) for child in reversed(_children(node))]
        yield from self._broken()

    def _entered(self, node: Any) -> None:
        tag = node.tag
        if tag in _HEADINGS:
            self.heading = int(tag[1])
        elif tag in ("ul", "ol"):
            self.lists.append(_list(node))
        elif tag == "li" and self.lists:
            self.mark = self._next_mark(node)

    def _left(self, node: Any) -> Iterator[Line]:
        yield from self._broken()
        if node.tag in _HEADINGS:
            self.heading = 0
        elif node.tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif node.tag == "li":
            self.mark = ""

    def _next_mark(self, node: Any) -> str:
        """The mark that the list draws before this entry, with a blank after it."""
        current = self.lists[-1]
        if not current.style:
            return "● "
        if (own := _whole(node.attributes.get("value"), None)) is not None:
            current.value = own
        value, current.value = current.value, current.value + current.step
        return (
            ""
            if current.style == "none"
            else numerals.written(value, current.style) + ("、" if current.style == "chineseCounting" else ". ")
        )

    def _broken(self) -> Iterator[Line]:
        """The line that ends here, if it holds anything."""
        text = _tidy("".join(self.parts))
        self.parts.clear()
        if not text:
            return
        mark, self.mark = ("" if _OWN_MARK.match(text) else self.mark), ""
        depth = max(len(self.lists) - 1, 0)
        yield Line(mark + text, heading=self.heading, indent=2 * depth if self.lists and not self.heading else 0)


def _list(node: Any) -> _List:
    style = node.attributes.get("style") or ""
    if _NO_MARK.search(style):
        return _List("none")
    if node.tag == "ul":
        return _List("")
    drawn = _OL_TYPES.get(node.attributes.get("type") or "", "decimal")
    for word, known in _OL_STYLES.items():
        if word in style:
            drawn = known
    count = 1 if "reversed" not in node.attributes else sum(1 for child in _children(node) if child.tag == "li")
    return _List(drawn, _whole(node.attributes.get("start"), count) or 0, -1 if "reversed" in node.attributes else 1)


def _table(table: Any, name: str) -> Iterator[Line]:
    """The rows of a table, spanning cells written into every place that they cover; a caption before them."""
    for caption in (node for node in _children(table) if node.tag == "caption"):
        yield Line(_text(caption))
    rest: dict[int, tuple[int, str]] = {}  # column -> (rows that a cell above still covers, its text)
    cells = 0
    for number, row in enumerate(_rows(table)):
        written = _row(row, rest)
        cells += len(written)
        if number >= MAX_ROWS or cells > MAX_CELLS:
            raise PolicyError(
                Text(
                    f"{name} 的表格太大（最多 {MAX_ROWS} 行）；请拆成几张表",
                    f"{name} holds a table that is too large ({MAX_ROWS} rows at most); split it",
                )
            )
        filled = {cell for cell in written if cell}
        if len(filled) == 1 and len(written) > 2:  # one cell across the table: a title between rows
            yield Line(filled.pop())
        elif filled:
            yield Line("\t".join(written), cells=tuple(written))


def _row(row: Any, rest: dict[int, tuple[int, str]]) -> list[str]:
    written: list[str] = []

    def covered() -> None:
        while len(written) < MAX_COLUMNS and (above := rest.get(len(written))) is not None:
            if above[0] > 1:
                rest[len(written)] = (above[0] - 1, above[1])
            else:
                del rest[len(written)]
            written.append(above[1])

    for cell in (node for node in _children(row) if node.tag in ("td", "th") and _seen(node)):
        covered()
        text = _text(cell, links=True)
        rows = min(_whole(cell.attributes.get("rowspan"), 1) or 1, MAX_ROWS)
        for _ in range(max(1, min(_whole(cell.attributes.get("colspan"), 1) or 1, MAX_COLUMNS - len(written)))):
            if rows > 1:
                rest[len(written)] = (rows - 1, text)
            written.append(text)
    covered()
    return written[:MAX_COLUMNS]


def _definitions(node: Any) -> Iterator[Line]:
    """A list of terms, as rows of two cells. <div> may group a term with what is said of it."""
    term = ""
    for child in _descendants(node, frozenset({"dt", "dd"})):
        if child.tag == "dt":
            if term:
                yield Line(term)
            term = _text(child)
        elif said := _text(child, links=True):
            yield Line(f"{term}\t{said}", cells=(term, said)) if term else Line(said)
            term = ""
    if term:
        yield Line(term)


def _is_layout(table: Any) -> bool:
    """A table that only places things on the page: it holds headings or another table, or has a single column."""
    if any(True for _ in _descendants(table, _HEADINGS | {"table"}, skip_top=True)):
        return True
    return all(sum(1 for cell in _children(row) if cell.tag in ("td", "th")) <= 1 for row in _rows(table))


def _rows(table: Any) -> list[Any]:
    return list(_descendants(table, frozenset({"tr"}), skip_top=True))


def _descendants(top: Any, tags: frozenset[str], skip_top: bool = False) -> Iterator[Any]:
    """Nodes of these tags below a node, in order; what is unseen, and what lies in one that was found, is passed over."""
    stack = list(reversed(_children(top)))
    while stack:
        node = stack.pop()
        if node.tag in tags and _seen(node):
            yield node
        elif node.tag != "-text" and _seen(node) and (skip_top or node.tag != "table"):
            stack += reversed(_children(node))


def _text(top: Any, links: bool = False) -> str:
    """All that is seen below a node, in one line; with links, the address that a link hides."""
    parts: list[str] = []
    stack: list[tuple[Any, str]] = [(top, "")]
    while stack:
        node, after = stack.pop()
        if after:
            parts.append(after)
        elif node.tag == "-text":
            parts.append(_BLANK.sub(_between, node.text_content or ""))
        elif node is top or _seen(node):
            if node.tag == "br" or node.tag in _BLOCK:
                parts.append("\n")
                stack.append((node, "\n"))
            if links and node.tag == "a" and (node.attributes.get("href") or "").startswith(("http://", "https://")):
                stack.append((node, f" {node.attributes['href']}"))
            elif (address := _mail(node)) is not None:
                parts.append(address)
            stack += [(child, "") for child in reversed(_children(node))]
    pieces = [_tidy(piece) for piece in "".join(parts).split("\n")]
    return " ".join(piece for piece in pieces if piece)


def _mail(node: Any) -> str | None:
    """The address behind "mailto:" where the page shows other words for it."""
    href = (node.attributes.get("href") or "") if node.tag == "a" else ""
    if not href.startswith("mailto:"):
        return None
    address = href.removeprefix("mailto:").split("?")[0][:254]
    return None if not address or address in (node.text() or "") else f"{address} "


def _seen(node: Any) -> bool:
    if node.tag in _DROPPED or node.tag.startswith("-"):
        return False
    attributes = node.attributes
    return not ("hidden" in attributes or attributes.get("aria-hidden") == "true" or _UNSEEN.search(attributes.get("style") or ""))


def _children(node: Any) -> list[Any]:
    """Elements and text below a node; comments are not."""
    found, child = [], node.child
    while child is not None:
        if child.tag == "-text" or not child.tag.startswith(("-", "!")):
            found.append(child)
        child = child.next
    return found


def _inside_pre(node: Any) -> bool:
    return node.parent is not None and node.parent.tag == "pre"


def _between(found: re.Match[str]) -> str:
    """White space in the source: between two Chinese characters a line's end is nothing, else it is one blank."""
    text, (start, end) = found.string, found.span()
    wrapped = "\n" in found[0] and start > 0 and end < len(text) and text[start - 1] >= "\u3000" and text[end] >= "\u3000"
    return "" if wrapped else " "


def _tidy(text: str) -> str:
    return re.sub(r"[ \xa0\u200b\ufeff]+", " ", text).strip(" \u3000\n\t\r")


def _whole(text: str | None, otherwise: int | None) -> int | None:
    """An attribute's whole number of at most six digits."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else otherwise
