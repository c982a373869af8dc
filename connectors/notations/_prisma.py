"""Prisma schemas: models, views and the composite types in them. Own code because no parser of them exists for Python.

A field of a model's type is a relation and no column. A type that is not in this file is taken for an enum, many of it for a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition, Unread
from connectors.notations._trees import cleaned, joined

MAX_COLUMNS = 20_000  # of a file, composite types counted each time
_TOKEN = re.compile(
    r'(?P<blank>[ \t]+)|(?P<line>\n)|(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)|(?P<text>"(?:[^"\\\n]|\\.)*+"?)'
    r"|(?P<word>@{0,2}[\w.]+)|(?P<mark>.)"
)
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"')
_FIELD = re.compile(r"\w+\s+[A-Z]\w*(?:\?|\[\])?\s*(?:@|$)")
_BLOCKS = frozenset({"model", "view", "type", "enum", "datasource", "generator"})

_SCALARS = frozenset({"String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes", "Unsupported"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int
    at: int


@dataclass(slots=True)
class _Field:
    """A line of a block: its tokens without comments, and what comments say of it. whole: its brackets are closed."""

    tokens: list[_Token]
    comment: str = ""
    whole: bool = True

    def argument(self, attribute: str) -> _Token | None:
        """The first text in brackets behind an attribute: @map("name"), @map(name: "name")."""
        for n, token in enumerate(self.tokens):
            if token.text == attribute:
                inside = self.tokens[n + 1 : n + 5]
                return next((t for t in inside if t.kind == "text"), None) if inside and inside[0].text == "(" else None
        return None


@dataclass(slots=True)
class _Block:
    kind: str
    name: _Token
    comment: str
    fields: list[_Field] = field(default_factory=list)
    closed: bool = False


def definition(text: str) -> Definition:
    blocks, lost = _blocks(_tokens(text))
    reader = _Reader(blocks)
    changes = [change for block in blocks if block.kind in ("model", "view") for change in reader.table(block)]
    return Definition(tuple(changes), unread=tuple(lost))


def _tokens(text: str) -> Iterator[_Token]:
    line, start = 1, 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind != "blank":
            yield _Token(kind, found[0], line, found.start() - start + 1)
        if breaks := found[0].count("\n"):
            line, start = line + breaks, found.start() + found[0].rindex("\n") + 1


def _blocks(tokens: Iterator[_Token]) -> tuple[list[_Block], list[int]]:
    """Blocks, and lines outside of them that are none."""
    blocks: list[_Block] = []
    lost: list[int] = []
    for row in _rows(tokens):
        words = row.tokens
        open_ = blocks[-1] if blocks and not blocks[-1].closed else None
        if open_ is not None and not _begins(words):
            open_.closed = words[-1].text == "}"
            rest = words[:-1] if open_.closed else words
            open_.fields += [_Field(rest, row.comment, row.whole)] if rest else []
        elif _begins(words):
            block = _Block(words[0].text, words[1], row.comment, closed=words[-1].text == "}")
            inside = words[3:-1] if block.closed else words[3:]
            block.fields += [_Field(inside, "", row.whole)] if inside else []
            blocks.append(block)
        else:
            lost.append(words[0].line)
    return blocks, lost


def _begins(words: list[_Token]) -> bool:
    return len(words) > 2 and words[0].text in _BLOCKS and words[1].kind == "word" and words[2].text == "{"


def _rows(tokens: Iterator[_Token]) -> Iterator[_Field]:
    """Lines with their comments, those above and the one behind; brackets may hold several lines."""
    above: list[str] = []
    last, depth, fresh = 0, 0, True
    row = _Field([])
    for token in tokens:
        if token.kind == "comment":
            said = _remark(token.text)
            if row.tokens:
                row.comment = joined(row.comment, said)
            else:
                above = [*(above if token.line - last <= 1 else []), said]
                last = token.line + token.text.count("\n")
            continue
        torn = bool(row.tokens) and row.tokens[-1].kind == "text" and not _TEXT.fullmatch(row.tokens[-1].text)
        if row.tokens and ((token.kind == "line" and (not depth or torn)) or (fresh and token.text == "}")):
            row.whole = not depth and not torn
            yield row
            row = _Field([])
        fresh = token.kind == "line"
        if not fresh:
            if not row.tokens:
                row.comment, above, depth = " ".join(w for w in above if w) if token.line - last <= 1 else "", [], 0
            depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
            row.tokens.append(token)
    if row.tokens:
        row.whole = not depth
        yield row


def _remark(comment: str) -> str:
    """The words of a comment, "" for a field that was commented out."""
    said = cleaned(comment)
    return "" if _FIELD.match(said) and not comment.startswith("///") else said


class _Reader:
    def __init__(self, blocks: list[_Block]) -> None:
        self.composites = {b.name.text: b for b in blocks if b.kind == "type"}
        self.entities = frozenset(b.name.text for b in blocks if b.kind in ("model", "view"))
        self.enums = frozenset(b.name.text for b in blocks if b.kind == "enum")
        self.columns: list[Column] = []
        self.broken = self.count = 0

    def table(self, block: _Block) -> Iterator[Change]:
        self.columns, self.broken = [], 0 if block.closed else block.name.line
        given = next((t for f in block.fields if (t := f.argument("@@map"))), None)
        schema = next((t for f in block.fields if (t := f.argument("@@schema"))), None)
        name = Name(_inside(schema), _inside(given) or block.name.text)
        self.read(block, "", frozenset())
        line, at = block.name.line, block.name.at
        yield Change("create", name, line, tuple(self.columns), at=at)
        if block.comment:
            yield Change("comment_table", name, line, new=block.comment, at=at)
        if self.broken:
            yield Change("unparsed", name, self.broken)

    def read(self, block: _Block, prefix: str, within: frozenset[str]) -> None:
        for each in block.fields:
            self.count += 1
            if self.count > MAX_COLUMNS:
                raise Unread(block.name.line, "too large")
            first = each.tokens[0]
            if first.text.startswith("@@"):
                continue
            if not each.whole:
                self.broken = self.broken or first.line
            kind = each.tokens[1] if len(each.tokens) > 1 else first
            if first.kind != "word" or first.text[0] in "@." or kind is first or kind.kind != "word" or kind.text[0] == "@":
                self.broken = self.broken or first.line
            elif (composite := self.composites.get(kind.text)) is not None:
                if kind.text not in within:
                    self.read(composite, f"{prefix}{_name(each).text}.", within | {kind.text})
            elif self._is_stored(each, kind.text):
                name = _name(each)
                self.columns.append(Column(prefix + name.text, _type(each), each.comment, name.line, name.at))

    def _is_stored(self, each: _Field, kind: str) -> bool:
        many = [t.text for t in each.tokens[2:4]] == ["[", "]"]
        relation = kind in self.entities or any(t.text == "@relation" for t in each.tokens)
        return not relation and (not many or kind in _SCALARS or kind in self.enums)


def _name(each: _Field) -> _Token:
    """The name in the database."""
    given = each.argument("@map")
    if given is None or not _inside(given):
        return each.tokens[0]
    return _Token("word", _inside(given), given.line, given.at + 1)


def _inside(token: _Token | None) -> str:
    return re.sub(r"\\(.)", r"\1", token.text.strip('"')) if token is not None else ""


def _type(each: _Field) -> str:
    """The native type where one is given (@db.VarChar(64): VarChar(64)), else Prisma's: String, String[], Unsupported("point")."""
    for n, token in enumerate(each.tokens):
        if token.text.startswith("@") and "." in token.text:  # @db, or the name of the data source
            return token.text.partition(".")[2] + _brackets(each.tokens[n + 1 :])
    kind, behind = each.tokens[1].text, each.tokens[2:4]
    if kind == "Unsupported":
        return kind + _brackets(each.tokens[2:])
    return kind + ("[]" if [t.text for t in behind] == ["[", "]"] else "?" if behind and behind[0].text == "?" else "")


def _brackets(tokens: list[_Token]) -> str:
    if not tokens or tokens[0].text != "(":
        return ""
    end = next((n for n, t in enumerate(tokens) if t.text == ")"), len(tokens) - 1)
    return "".join(t.text for t in tokens[: end + 1])
