"""How lines of text become blocks: numbered headings, lists, tables, wrapped lines, and the clause that each stands in.

Readers of other formats hand in Lines (with what their format knows: headings, table cells) and get the same treatment, so
that a clause has the same number whatever file the policy is. One pass, one look ahead, no expression that can backtrack
far: a line of ten megabytes costs what its length costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from register.policy.blocks import Block
from register.policy.marks import (
    BRACKETED,
    END,
    FIELD,
    LABEL,
    LISTS,
    MAX_CLAUSE_PARTS,
    SECTIONS,
    SPACES,
    WRAPPED_FROM,
    Line,
    Marked,
    heading_like,
    is_title,
    joined,
    line_of,
    marked,
    number_of,
)

__all__ = ["Line", "blocks", "blocks_of", "joined", "number_of"]


def blocks(text: str, markdown: bool = False) -> tuple[Block, ...]:
    """The blocks of a plain text or Markdown document, in its order."""
    return blocks_of([line_of(raw, markdown) for raw in text.lstrip("\ufeff").splitlines()])


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of lines that a reader made."""
    return tuple(_Reading([marked(line) for line in lines]).blocks())


class _Reading:
    """One pass over the lines of a document."""

    def __init__(self, lines: list[Marked]) -> None:
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

    def _following(self) -> list[Marked | None]:
        """For each line the next one that is not empty."""
        result: list[Marked | None] = [None] * len(self._lines)
        later: Marked | None = None
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
        return replace(block, text=SPACES.sub(" ", text), cells=(label, joined(value.lstrip(" \t\u3000:："))))

    def _continues(self, line: Marked) -> bool:
        """Whether the line is the wrapped rest of the block above it."""
        block = self._open
        if block is None or line.style or line.line.heading or line.line.cells or block.kind == "heading":
            return False
        if LABEL.match(line.line.text) or BRACKETED.fullmatch(line.line.text):
            return False
        if block.kind == "row":  # the rest of a label's value, whatever its lines look like
            return len(block.cells) == 2 and not block.text.startswith("|")
        if " > " in self._parts[0] or " » " in self._parts[0]:  # a trail of crumbs
            return False
        return self._width >= WRAPPED_FROM and not self._parts[-1].endswith(tuple(END + "：:")) and not FIELD.match(line.line.text)

    def _made(self, line: Marked, later: Marked | None, at: int) -> Block:
        if line.line.cells:
            return self._row(tuple(joined(c) for c in line.line.cells), line.line.text)
        if (labelled := self._labelled(line, later)) is not None:
            return labelled
        if line.style in SECTIONS and not self._in_list(line, later):
            return self._numbered(line)
        if line.style and not line.line.heading:
            return self._item(line)
        return self._plain(line, later, at)

    def _row(self, cells: tuple[str, ...], text: str) -> Block:
        self._indents.clear()
        return Block("row", " ".join(c for c in cells if c) if text.startswith("|") or "\t" in text else text, self.clause, 0, cells)

    def _labelled(self, line: Marked, later: Marked | None) -> Block | None:
        """A row of a table that lost its frame: "联系方式 上海市…". A colon tells it; a gap only beside another such line."""
        text = line.line.text
        found = None if line.line.heading else LABEL.match(text)
        if found is None:
            return None
        framed = bool(found["gap"].strip()) or self._beside_row or (later is not None and LABEL.match(later.line.text) is not None)
        if not framed:
            return None
        return replace(self._row((found["label"], joined(text[found.end() :])), text), level=1)

    def _in_list(self, line: Marked, later: Marked | None) -> bool:
        """Whether a numbered line is an entry of a list (of rules, of contents), not a section of the policy."""
        style, value = line.style, line.value
        if line.line.heading or style not in LISTS or not value:
            return False
        if style in self._runs:
            if value == self._runs[style] + 1:
                self._runs[style] = value
                return True
            del self._runs[style]
        goes_on = later is not None and later.style == style and later.value == value + 1
        if value == 1 and self._introduced and (goes_on or (style != "cn" and not heading_like(line.rest))):
            self._runs[style] = 1
            return True
        return False

    def _numbered(self, line: Marked) -> Block:
        """A section's heading, or a paragraph that begins with its number."""
        self._indents.clear()
        self._runs.clear()
        self._push(line.style, line.number, line.line.heading)
        title = joined(line.rest)
        is_title = bool(line.line.heading) or line.style in ("chapter", "section") or heading_like(title)
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

    def _item(self, line: Marked) -> Block:
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

    def _plain(self, line: Marked, later: Marked | None, at: int) -> Block:
        text = joined(line.line.text)
        if line.line.heading:
            self._cut(line.line.heading)
            self._indents.clear()
            self._runs.clear()
            return Block("heading", text, self.clause, line.line.heading - 1)
        if (titled := BRACKETED.fullmatch(text)) is not None:
            self._indents.clear()
            return Block("heading", titled["title"].strip(), self.clause, len(self._stack))
        above = self._lines[at - 1].line.text if at else ""
        alone = not above or " > " in above
        if alone and later is not None and is_title(text):
            self._indents.clear()
            self._runs.clear()
            return Block("heading", text, self.clause, len(self._stack))
        return Block("paragraph", text, self.clause)
