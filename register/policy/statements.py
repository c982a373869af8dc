"""What a *statement* is: the smallest part of a policy that an entry rests on, a sentence, an item or a row, with where it
stands: its clause, the matters that the headings above it name, and the sentence that announces its list.

`Reading` walks a policy once, hands its statements to the extractors and keeps what they took, so that in the end
everything that nobody took can be listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from register.policy.blocks import Block, Kind

MAX_QUOTE = 300
MAX_STATEMENTS = 200_000
#: A sentence longer than this is taken in pieces, and a row has no more cells: what extractors do to one may be quadratic.
MAX_SENTENCE, MAX_CELLS = 5_000, 40

#: What headings speak of.
TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("collect", r"收集|采集|获取|处理的[^，。]{0,8}信息|[哪那]些信息|信息(?:的)?(?:种类|类型|范围)"),
        ("purpose", r"目的|用途|如何使用|使用您|使用个人|信息的?使用|使用规则|和使用|及使用|与使用|、使用"),
        ("scenario", r"场景|情形|业务功能|功能"),
        ("cookie", r"cookie|同类技术|追踪技术|信标"),
        ("entrust", r"委托|受托|SDK|供应商|服务商|软件(?:工具)?开发包"),
        ("share", r"共享|转让|公开披露|披露|对外|第三方|接收方|提供您|提供个人|提供信息|信息的?提供|合作"),
        ("retention", r"存储|保存|保留|期限|储存"),
        ("protect", r"保护措施|安全|如何保护|保护您|信息的?保护$|保障"),
        ("abroad", r"跨境|境外|出境|全球|国际|海外"),
        ("rights", r"权利|管理您|管理个人|行使|您的选择|查阅|控制您"),
        ("minors", r"未成年|儿童"),
        ("change", r"更新|变更|修订|修改本|(?:政策|声明|方针|规则|协议|告知书|条款)的?修改|变化"),
        ("contact", r"联系我们|联系方式|联络|如何联系|反馈|投诉|咨询窗口|联系"),
        ("sensitive", r"敏感"),
        ("definition", r"定义|释义|术语"),
        ("incident", r"安全事件|应急|泄露"),
    )
)
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”」』）)]*")
_ANNOUNCES = re.compile(r"[:：]$|如下[。:：]?$|以下|下列|下述|包括但不限于")
_PARTS = re.compile(r"[,，;；:：。！？!?]")


@dataclass(frozen=True, slots=True)
class Statement:
    """topics: of the nearest heading that has any; wide: of all headings above. intro: what announces the list or table.
    parent: position of the item that a nested item, or a note to it, belongs to, -1 where there is none."""

    at: int
    block: int
    kind: Kind
    text: str
    clause: str
    heading: str
    topics: frozenset[str]
    wide: frozenset[str]
    intro: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    parent: int = -1
    marker: str = ""

    def about(self, *topics: str) -> bool:
        """Whether the nearest heading, or the sentence that announces the list, speaks of one of the matters."""
        return not self.topics.isdisjoint(topics)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. header: names of the columns; () for rows of a label and a value."""

    header: tuple[str, ...]
    rows: tuple[Statement, ...]
    head: Statement | None = None

    def records(self) -> Iterator[dict[str, tuple[str, Statement]]]:
        """(label -> cell and its row) of each entry: of each row below a header; of each run of labels without a repeat."""
        if self.header:
            for row in self.rows:
                yield {label: (cell, row) for label, cell in zip(self.header, row.cells, strict=False) if label and cell}
            return
        record: dict[str, tuple[str, Statement]] = {}
        for row in self.rows:
            label = row.cells[0].strip(" :：")
            if label in record or (record and _FIRST.search(label) and any(_FIRST.search(known) for known in record)):
                yield record
                record = {}
            record[label] = (" ".join(c for c in row.cells[1:] if c), row)
        if record:
            yield record


#: Labels that begin an entry: who it is about.
_FIRST = re.compile(r"接收方(?:的?(?:名称|姓名))?$|(?:名称|公司|主体|提供方|开发者|受托方|受托人|合作方|第三方)$")
#: Words of a column's or a line's label.
LABEL = re.compile(
    r"名称|公司|主体|目的|用途|种类|类型|方式|方法|期限|链接|政策|接收方|联系|场景|范围|功能|个人信息|信息|国家|地区|字段|权限|SDK|说明|措施|序号|受托|委托|事项|合作方|第三方|共享|境外|地点|提供方|机构",
    re.IGNORECASE,
)


def topics_of(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in TOPICS if pattern.search(text))


def sentences(text: str) -> Iterator[str]:
    """Each with its stop; brackets and quotation marks that close after the stop belong to it."""
    return (piece for m in _SENTENCE.finditer(text) if (found := m[0].strip()) for piece in pieces(found))


def pieces(text: str) -> list[str]:
    return [text] if len(text) <= MAX_SENTENCE else [text[at : at + MAX_SENTENCE] for at in range(0, len(text), MAX_SENTENCE)]


def parts(text: str) -> Iterator[str]:
    """A sentence's pieces between commas, colons and stops."""
    return (piece for part in _PARTS.split(text) if (piece := part.strip()))


def part_with(text: str, start: int, end: int) -> str:
    """The piece of a sentence between commas that holds the span."""
    left = max((m.end() for m in _PARTS.finditer(text, max(0, start - MAX_QUOTE), start)), default=max(0, start - MAX_QUOTE))
    right = next((m.start() for m in _PARTS.finditer(text, end, end + MAX_QUOTE)), min(len(text), end + MAX_QUOTE))
    return text[left:right].strip()


def plain(text: str) -> str:
    return "".join(text.split())


def quoted(text: str) -> str:
    """Words short enough to quote: cut at a comma where they are long."""
    text = text.strip()
    if len(text) <= MAX_QUOTE:
        return text
    cut = max((m.start() for m in _PARTS.finditer(text, 0, MAX_QUOTE)), default=0)
    return text[: cut if cut > 20 else MAX_QUOTE].strip()


class Reading:
    """The statements of a policy, and which of them were taken."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self.statements = tuple(_statements(self.blocks))
        self.tables = tuple(_tables(self.statements))
        self.tabled = frozenset(s.at for s in self.statements if s.kind == "row")
        self._taken: set[int] = {table.head.at for table in self.tables if table.head is not None}

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def take(self, *statements: Statement) -> None:
        self._taken.update(s.at for s in statements)

    def taken(self, statement: Statement) -> bool:
        return statement.at in self._taken

    def cite(self, statement: Statement, words: str = "") -> dict[str, str]:
        """Clause and quote of an entry that rests on the statement, which counts as taken."""
        self.take(statement)
        return {"clause": place_of(statement), "quote": quoted(words or statement.text).rstrip("。；;，,、 ") or statement.text[:MAX_QUOTE]}

    def notes(self, statement: Statement) -> Iterator[Statement]:
        """Items and notes that hang on this one."""
        for later in self.statements[statement.at + 1 : statement.at + 200]:
            if later.parent == statement.at:
                yield later
            elif later.kind != "item":
                return


def place_of(statement: Statement) -> str:
    """The clause as cited; in a policy without numbers the heading."""
    return statement.clause or statement.heading[:30] or "全文"


def _statements(blocks: tuple[Block, ...]) -> Iterator[Statement]:
    path: list[tuple[int, str, frozenset[str]]] = []  # headings above: (level, text, topics)
    heading, near, wide = "", frozenset[str](), frozenset[str]()
    intro, at = "", 0
    items: list[tuple[int, int, str]] = []  # open items: (level, at, text)
    for position, block in enumerate(blocks):
        if at >= MAX_STATEMENTS:
            return
        if block.kind == "heading":
            path = [*[entry for entry in path if entry[0] < block.level][:12], (block.level, block.text, topics_of(block.text))]
            heading, wide = block.text, frozenset[str]().union(*(t for _, _, t in path))
            near = next((t for _, _, t in reversed(path) if t), frozenset())
            items, intro = [], intro if block.marker == "" else ""
            continue
        parent, told = -1, intro
        if block.kind == "item":
            items = [item for item in items if item[0] < block.level or (block.marker == "※" and item[0] <= block.level)]
            if items:
                parent, told = items[-1][1], items[-1][2]
        texts = list(sentences(block.text)) if block.kind == "paragraph" else pieces(block.text)[: 1 if block.kind == "row" else None]
        for text in texts:
            yield Statement(
                at,
                position,
                block.kind,
                text,
                block.clause,
                heading,
                near,
                wide,
                told,
                block.level,
                block.cells[:MAX_CELLS],
                parent,
                block.marker,
            )
            at += 1
        if block.kind == "item" and block.marker != "※":
            items.append((block.level, at - 1, block.text))
        elif block.kind == "paragraph":
            items = []
            intro = texts[-1] if texts and _ANNOUNCES.search(texts[-1]) else ""


def _tables(statements: tuple[Statement, ...]) -> Iterator[Table]:
    run: list[Statement] = []
    for statement in statements:
        if run and (statement.kind != "row" or statement.block != run[-1].block + 1 or len(statement.cells) != len(run[-1].cells)):
            yield _table(run)
            run = []
        if statement.kind == "row":
            run.append(statement)
    if run:
        yield _table(run)


def _table(run: list[Statement]) -> Table:
    """A header is a first row of labels, in a table whose first column is not itself one of labels."""
    first = run[0].cells
    labels = sum(1 for row in run if _is_label(row.cells[0]))
    if len(run) > 1 and all(_is_label(c) for c in first if c) and not (len(first) == 2 and labels * 2 > len(run)):
        return Table(first, tuple(run[1:]), run[0])
    if len(first) == 2 and labels:
        return Table((), tuple(run))
    return Table(tuple(f"#{n}" for n in range(len(first))), tuple(run))


def _is_label(cell: str) -> bool:
    return len(cell) <= 20 and LABEL.search(cell) is not None
