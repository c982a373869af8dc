"""How lines of text become blocks: numbered headings, lists, tables, wrapped lines, and the clause that each stands in.

Readers of other formats hand in Lines (with what their format knows: headings, table cells) and get the same treatment, so
that a clause has the same number whatever file the policy is. One pass, one look ahead, no expression that can backtrack
far: a line of ten megabytes costs what its length costs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from register.policy.blocks import Block

#: A line shorter than this was not wrapped: what follows it is a line of its own.
WRAPPED_FROM = 20
HEADING_CHARACTERS = 40
TITLE_CHARACTERS = 24
MAX_CLAUSE_PARTS = 6

_NUM, _CN = "[0-9０-９]", "[一二三四五六七八九十百]"
_WIDE = r"\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_GAP = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000\xa0]+(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_END = "。；;！!？?"

#: style -> how a line of it begins; group 1 is the number. The order decides: the longer mark first.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("chapter", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*(?:章|编|部分)[ \t、:：.．]*"),
        ("section", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*节[ \t、:：.．]*"),
        ("article", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*条(?![、和及或款第至到])[ \t:：.．]*"),
        ("cn", rf"({_CN}{{1,4}})[ \t]*[、．.:：][ \t]*"),
        ("pcn", rf"[（(][ \t]*({_CN}{{1,4}})[ \t]*[）)][ \t、.．]*"),
        ("dotted", rf"({_NUM}{{1,2}}(?:[.．]{_NUM}{{1,2}}){{1,4}})(?![.．]?{_NUM})[.．、]?[ \t]*(?=\D)"),
        ("num", rf"({_NUM}{{1,3}})[ \t]*[、．.](?!{_NUM})[ \t]*(?=\S)"),
        ("pnum", rf"[（(][ \t]*({_NUM}{{1,3}})[ \t]*[）)][ \t、.．]*"),
        ("closed", rf"({_NUM}{{1,3}})[ \t]*[）)][ \t]*"),
        ("circle", r"([\u2460-\u249b\u2776-\u2793])[ \t、.．]*"),
        ("capital", r"([A-Z])[ \t]*[.．、][ \t]*(?=[\u3400-\u9fff])"),
        ("letter", r"[（(]?([a-zA-Z\u2170-\u217b])[ \t]*[）).．、][ \t]+"),
        ("bullet", r"([●•・·○〇◯◎◆◇■□▪▫▶►▷★☆✓✔➢➤▲△※＊])[ \t]*"),
        ("bullet", r"([-–—*+])[ \t]+"),
    )
)
_SECTIONS = ("chapter", "section", "article", "cn", "pcn", "dotted", "num", "capital")
_LISTS = ("cn", "pcn", "dotted", "num", "capital")
_BRACKETED = re.compile(r"[【<＜〈\[](?P<title>[^】>＞〉\]]{1,30})[】>＞〉\]][ \t]*[:：]?")
_TITLE_WORDS = re.compile(
    r"信息|隐私|权利|Cookie|SDK|目的|场景|范围|方式|联系我们|联系方式|更新|变更|期限|安全|未成年人|儿童|前言|前文|引言|导言|总则|附[录则]|定义|适用|权限|条款|摘要|第三方",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<label>(?:境外)?接收方(?:的?名称|的?姓名)?|(?:境外)?接收方的?联系方式|第三方(?:公司)?(?:名称)?|受托方(?:名称)?|受托人|合作方(?:名称)?"
    r"|(?:公司|企业|机构|主体|运营方|提供方|开发者)名称|SDK[ ]?(?:名称|类型|提供方)?|联系方式|(?:处理|使用|共享|收集|传输|委托)(?:的)?目的|使用场景"
    r"|(?:处理|传输|共享)(?:的)?(?:方法|方式)|(?:处理|收集|共享|传输|涉及|出境)?(?:的)?(?:敏感)?(?:个人)?信息(?:的)?(?:种类|类型|范围|内容|字段)"
    r"|(?:数据|信息)?(?:保存|存储|保留)(?:期限|地点|方式)|(?:所在)?(?:国家|地区)(?:[或/]地区)?|所在地|隐私政策(?:链接)?|行使权利的?(?:方式|程序|方式和程序)"
    r"|向(?:境外)?接收方行使(?:个人)?权利的?(?:方式|程序|方式和程序)|(?:保密|保护|安全)措施)"
    r"(?P<gap>[ \t\u3000]*[:：][ \t\u3000]*|[ \t\u3000]+)(?=\S)"
)
_FIELD = re.compile(r"[^\s，。；,;:：]{1,12}[ \t]*[:：]")
_RULE = re.compile(r"[\s|:：+=_*·.。-]*")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w])_(?=\S)|(?<=\S)_(?![\w])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a reader hands it in. heading: 1 to 6 where the format says so. cells: of a table row. "" is a break."""

    text: str
    heading: int = 0
    cells: tuple[str, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line with the mark that it begins with. number is as people cite it; value counts for lists, 0 where it cannot."""

    line: Line
    style: str = ""
    number: str = ""
    mark: str = ""
    rest: str = ""
    value: int = 0


def blocks(text: str, markdown: bool = False) -> tuple[Block, ...]:
    """The blocks of a plain text or Markdown document, in its order."""
    return blocks_of([_line(raw, markdown) for raw in text.lstrip("\ufeff").splitlines()])


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of lines that a reader made."""
    return tuple(_Reading([_marked(line) for line in lines]).blocks())


def joined(text: str) -> str:
    """A text in which a wrap inside a word has left no trace: no white space between two Chinese characters."""
    return _GAP.sub("", _SPACES.sub(" ", text.strip()))


def number_of(text: str) -> int:
    """The value of a Chinese or Arabic numeral below a thousand; 0 where it is none."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal():
        return int(plain)
    total, digit = 0, 0
    for character in plain:
        if (unit := {"十": 10, "百": 100}.get(character)) is not None:
            total, digit = total + (digit or 1) * unit, 0
        elif (digit := "零一二三四五六七八九".find(character.replace("两", "二").replace("〇", "零"))) < 0:
            return 0
    return total + digit


def _line(raw: str, markdown: bool) -> Line:
    text = raw.strip(" \t\u3000\xa0\r\f\v")
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" \u3000\xa0")) if len(raw) < 10_000 else 0
    if text.startswith("|") and text.count("|") > 1:
        cells = () if _RULE.fullmatch(text) else tuple(_EMPHASIS.sub("", c).strip() for c in text.strip("|").split("|"))
        return Line("" if not cells else text, cells=cells)
    if "\t" in text:
        cells = tuple(part.strip() for part in text.split("\t"))
        return Line(text, cells=cells) if len([c for c in cells if c]) > 1 and not _starts_list(text) else Line(text, indent=indent)
    depth = len(text) - len(text.lstrip("#"))
    if 1 <= depth <= 6 and (markdown or text[depth : depth + 1] == " "):
        return Line(_EMPHASIS.sub("", text[depth:]).strip(" #"), heading=depth)
    if markdown or "**" in text:
        text = _EMPHASIS.sub("", text).removeprefix("> ").strip()
    return Line("" if _RULE.fullmatch(text) else text, indent=indent)


def _starts_list(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in _STYLES)


def _marked(line: Line) -> _Marked:
    if line.cells or not line.text:
        return _Marked(line)
    for style, pattern in _STYLES:
        if (found := pattern.match(line.text)) is not None:
            number = unicodedata.normalize("NFKC", found[1]) if style != "circle" else found[1]
            rest = line.text[found.end() :]
            value = ord(number) - 64 if style == "capital" else number_of(number.rsplit(".", 1)[-1]) if style in _LISTS else 0
            mark = found[0].strip(" \t") if style in ("num", "pnum", "closed", "letter") else found[1]
            return _Marked(line, style, number, mark, rest, value)
    return _Marked(line, rest=line.text)


class _Reading:
    """One pass over the lines of a document."""

    def __init__(self, lines: list[_Marked]) -> None:
        self._lines = lines
        self._stack: list[tuple[str, str, int]] = []  # (style, number, heading depth of the format)
        self._runs: dict[str, int] = {}  # lists that are open: style -> last number
        self._indents: list[tuple[int, str]] = []  # lists that are open: (indent, kind of mark)
        self._open: Block | None = None  # the block that a wrapped line may still add to
        self._parts: list[str] = []
        self._width = 0
        self._introduced = False  # the last block announces a list: it ends in a colon
        self._beside_row = False  # the last block is a row of a label and a value

    def blocks(self) -> Iterator[Block]:
        following = self._following()
        for at, line in enumerate(self._lines):
            if not line.line.text and not line.line.cells:
                yield from self._closed()
            elif self._continues(line):
                self._parts.append(line.line.text)
                self._width = len(line.line.text)
            else:
                yield from self._closed()
                made = self._made(line, following[at], at)
                self._open, self._parts, self._width = made, [made.text], len(line.line.text)
        yield from self._closed()

    def _following(self) -> list[_Marked | None]:
        """For each line the next one that is not empty."""
        result: list[_Marked | None] = [None] * len(self._lines)
        later: _Marked | None = None
        for at in range(len(self._lines) - 1, -1, -1):
            result[at] = later
            if self._lines[at].line.text:
                later = self._lines[at]
        return result

    def _closed(self) -> Iterator[Block]:
        block, self._open = self._open, None
        if block is None:
            return
        if len(self._parts) > 1:
            block = self._with_text(block, " ".join(self._parts))
        self._beside_row = block.kind == "row" and block.level == 1
        if block.kind != "heading":
            self._introduced = block.text[-12:].rstrip(" 。”」").endswith((":", "：", "如下", "之一", "以下内容", "下列内容"))
        else:
            self._introduced = False
        yield block

    @staticmethod
    def _with_text(block: Block, text: str) -> Block:
        if block.kind != "row":
            return replace(block, text=joined(text))
        label, value = block.cells[0], text[len(block.cells[0]) :]
        return replace(block, text=_SPACES.sub(" ", text), cells=(label, joined(value.lstrip(" \t\u3000:："))))

    def _continues(self, line: _Marked) -> bool:
        """Whether the line is the wrapped rest of the block above it."""
        block = self._open
        if block is None or line.style or line.line.heading or line.line.cells or block.kind == "heading":
            return False
        if _LABEL.match(line.line.text) or _BRACKETED.fullmatch(line.line.text):
            return False
        if block.kind == "row":  # the rest of a label's value, whatever its lines look like
            return len(block.cells) == 2 and not block.text.startswith("|")
        if " > " in self._parts[0] or " » " in self._parts[0]:  # a trail of crumbs
            return False
        return self._width >= WRAPPED_FROM and not self._parts[-1].endswith(tuple(_END + "：:")) and not _FIELD.match(line.line.text)

    def _made(self, line: _Marked, later: _Marked | None, at: int) -> Block:
        if line.line.cells:
            return self._row(tuple(joined(c) for c in line.line.cells), line.line.text)
        if (labelled := self._labelled(line, later)) is not None:
            return labelled
        if line.style in _SECTIONS and not self._in_list(line, later):
            return self._numbered(line)
        if line.style and not line.line.heading:
            return self._item(line)
        return self._plain(line, later, at)

    def _row(self, cells: tuple[str, ...], text: str) -> Block:
        self._indents.clear()
        return Block("row", " ".join(c for c in cells if c) if text.startswith("|") or "\t" in text else text, self.clause, 0, cells)

    def _labelled(self, line: _Marked, later: _Marked | None) -> Block | None:
        """A row of a table that lost its frame: "联系方式 上海市…". A colon tells it; a gap only beside another such line."""
        text = line.line.text
        found = None if line.line.heading else _LABEL.match(text)
        if found is None:
            return None
        framed = bool(found["gap"].strip()) or self._beside_row or (later is not None and _LABEL.match(later.line.text) is not None)
        if not framed:
            return None
        return replace(self._row((found["label"], joined(text[found.end() :])), text), level=1)

    def _in_list(self, line: _Marked, later: _Marked | None) -> bool:
        """Whether a numbered line is an entry of a list (of rules, of contents), not a section of the policy."""
        style, value = line.style, line.value
        if line.line.heading or style not in _LISTS or not value:
            return False
        if style in self._runs:
            if value == self._runs[style] + 1:
                self._runs[style] = value
                return True
            del self._runs[style]
        goes_on = later is not None and later.style == style and later.value == value + 1
        if value == 1 and self._introduced and (goes_on or (style != "cn" and not _heading_like(line.rest))):
            self._runs[style] = 1
            return True
        return False

    def _numbered(self, line: _Marked) -> Block:
        """A section's heading, or a paragraph that begins with its number."""
        self._indents.clear()
        self._runs.clear()
        self._push(line.style, line.number, line.line.heading)
        title = joined(line.rest)
        is_title = bool(line.line.heading) or line.style in ("chapter", "section") or _heading_like(title)
        level = line.line.heading - 1 if line.line.heading else len(self._stack) - 1
        return Block("heading" if is_title else "paragraph", title or joined(line.line.text), self.clause, level, (), line.number)

    def _push(self, style: str, number: str, heading: int) -> None:
        if heading:
            self._cut(heading)
        if style == "dotted":
            self._stack = [e for e in self._stack if e[0] not in ("num", "dotted")]
        for at, (other, _, _) in enumerate(self._stack):
            if other == style or (style == "num" and other == "dotted"):
                del self._stack[at:]
                break
        if len(self._stack) < MAX_CLAUSE_PARTS:
            self._stack.append((style, number, heading))

    def _cut(self, heading: int) -> None:
        """A heading of the format ends every section of its depth or deeper, and whatever was numbered below it."""
        at = next((at for at, entry in enumerate(self._stack) if entry[2] and entry[2] >= heading), len(self._stack))
        del self._stack[at:]

    @property
    def clause(self) -> str:
        return ".".join(number for _, number, _ in self._stack)

    def _item(self, line: _Marked) -> Block:
        kind = line.mark if line.style == "bullet" else line.style
        level = self._depth(line.line.indent, kind)
        clause = f"{self.clause} ※".strip() if line.mark == "※" else self.clause
        return Block("item", joined(line.rest), clause, level, (), line.mark)

    def _depth(self, indent: int, kind: str) -> int:
        """How deep a list lies: by its indent, and by a list of another mark that an entry with a colon announces."""
        while self._indents and (self._indents[-1][0] > indent + 1):
            self._indents.pop()
        if not self._indents or self._indents[-1][0] + 1 < indent:
            self._indents.append((indent, kind))
        elif self._indents[-1][1] != kind and kind != "※":
            kinds = [entry[1] for entry in self._indents]
            if kind in kinds:
                del self._indents[kinds.index(kind) + 1 :]
            elif self._introduced:
                self._indents.append((indent, kind))
            else:
                self._indents[-1] = (indent, kind)
        if len(self._indents) > 40:
            self._indents = self._indents[:40]
        return len(self._indents) - 1

    def _plain(self, line: _Marked, later: _Marked | None, at: int) -> Block:
        text = joined(line.line.text)
        if line.line.heading:
            self._cut(line.line.heading)
            self._indents.clear()
            self._runs.clear()
            return Block("heading", text, self.clause, line.line.heading - 1)
        if (titled := _BRACKETED.fullmatch(text)) is not None:
            self._indents.clear()
            return Block("heading", titled["title"].strip(), self.clause, len(self._stack))
        above = self._lines[at - 1].line.text if at else ""
        alone = not above or " > " in above
        if alone and later is not None and _is_title(text):
            self._indents.clear()
            self._runs.clear()
            return Block("heading", text, self.clause, len(self._stack))
        return Block("paragraph", text, self.clause)


def _is_title(text: str) -> bool:
    """A line of its own that no mark makes a heading: short, about a matter of policies, no name and no number of anything."""
    return (
        len(text) <= TITLE_CHARACTERS
        and _heading_like(text)
        and _TITLE_WORDS.search(text) is not None
        and not text.endswith(("公司", "：", ":"))
        and sum(c.isdigit() for c in text) < 4
    )


def _heading_like(text: str) -> bool:
    """Short, and no sentence: no stop, and not one of several parts that announces a list."""
    bare = text.rstrip(" :：")
    return (
        0 < len(bare) <= HEADING_CHARACTERS
        and not any(c in bare for c in "。；;！!")
        and not bare.endswith(("，", ",", "、", "."))
        and not (len(bare) < len(text) and ("，" in bare or "," in bare))
        and "@" not in bare
    )
