"""Whether the documents still say what a register quotes from them (REG-003).

A quote is looked for inside the clause that the entry names, white space ignored: "姓名" stands somewhere in every
policy, the question is whether clause 一.1 holds it. Where a clause's heading cannot be found the whole document counts.
Only documents at or below the register's folder are read, so that a register from a pull request cannot be used to ask
what other files say. The readers of web pages, Word files and PDFs are loaded when a register names such a document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from register.entries import Citation, Document
from register.model import Register
from register.policy.blocks import Block
from register.violation import Text

MAX_BYTES = 5_000_000
_NUMERALS = (r"[一二三四五六七八九十百]+", r"[0-9]+")
_PART = re.compile("|".join(_NUMERALS))


@dataclass(frozen=True, slots=True)
class Changed:
    """The file of a document has another hash than the register pins."""

    document: Document
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A quote that does not stand in its clause."""

    document: Document
    citation: Citation


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that is there and cannot be read, so that its quotes were not looked at."""

    document: Document
    said: Text


@dataclass(frozen=True)
class Wording:
    """What a document says. text: its own where it is plain, else what its reader made of it; read: its blocks, when asked for."""

    text: str
    read: Callable[[], tuple[Block, ...]]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return self.read()

    def of_clause(self, clause: str) -> str | None:
        """The clause as the readers number it, or as its heading calls it, with all that is below it; None where there is none."""
        found = [b for b in self.blocks if not clause or b.clause == clause or b.clause.startswith((f"{clause}.", f"{clause} "))]
        if not found:
            found = self._below(_bare(clause))
        return "\n".join(" ".join((block.text, *block.cells)) for block in found) if found else None

    def _below(self, title: str) -> list[Block]:
        """What stands under the headings of this name, up to the next heading that is not deeper."""
        found: list[Block] = []
        depth = -1
        for block in self.blocks:
            if block.kind == "heading" and (depth < 0 or block.level <= depth):
                depth = block.level if _bare(block.text) == title else -1
            if depth >= 0:
                found.append(block)
        return found


def doubts(register: Register) -> Iterator[Changed | Missing]:
    """Everything that the documents at hand do not bear out. A document that is not there says nothing (`present`), nor
    does one that cannot be read (`unread`)."""
    for document in register.documents.values():
        raw = _bytes(register, document)
        if raw is None:
            continue
        actual = hashlib.sha256(raw).hexdigest()
        if document.sha256 and actual != document.sha256:
            yield Changed(document, document.sha256, actual)
        cited = [citation for citation in register.citations if citation.document == document.id]
        if cited and isinstance(wording := _wording(raw, document), Wording):
            yield from (Missing(document, citation) for citation in cited if not stands(citation, wording))


def unread(register: Register) -> Iterator[Unread]:
    """Documents that are there, that something is quoted from, and that cannot be read: with why, and what to do."""
    quoted = {citation.document for citation in register.citations}
    for document in register.documents.values():
        raw = _bytes(register, document) if document.id in quoted else None
        if raw is not None and isinstance(said := _wording(raw, document), Text):
            yield Unread(document, said)


def present(register: Register, document: Document) -> bool:
    """Whether the document's file is there to be read."""
    return _bytes(register, document) is not None


def text_of(register: Register, document: Document) -> str | None:
    """What the document says; None where it is not there or cannot be read."""
    raw = _bytes(register, document)
    wording = _wording(raw, document) if raw is not None else None
    return wording.text if isinstance(wording, Wording) else None


def stands(citation: Citation, wording: Wording) -> bool:
    """Whether the quote is in its clause, or anywhere where the document has no such clause.

    A clause is found by its heading in the text. Where that does not hold the quote (marks of Markdown stand between its
    words; an annex begins to count anew), the clause as the readers number it is asked as well.
    """
    quote = _bare(citation.quote)
    where = clause_text(wording.text, citation.clause)
    if where is not None and quote in _bare(where):
        return True
    part = wording.of_clause(citation.clause)
    if part is not None:
        return quote in _bare(part)
    return where is None and quote in _bare(wording.text)


def clause_text(text: str, clause: str) -> str | None:
    """The part of a text that "一.1" names: from its heading to the next of the same style. None when there is no such
    heading. Marks that are no numeral (※) are passed over. 二、 goes before （二）, which is an item of an earlier clause."""
    parts = _PART.findall(clause)
    for part in parts:
        numeral = next(n for n in _NUMERALS if re.fullmatch(n, part))
        after = r"([ \t]*[条章节款、．:：）)]|\.(?![0-9])|[ \t])"
        styles = (rf"^[ \t#>*]*({before}){part}{after}" for before in (r"第[ \t]*|", "[（(][ \t]*"))
        found = next((match for style in styles if (match := re.search(style, text, re.MULTILINE))), None)
        if found is None:
            return None
        opening, closing = re.escape(found[1].strip()), re.escape(found[2].strip()) or r"[ \t]"
        rest = text[found.end() :]
        following = re.search(rf"^[ \t#>*]*{opening}[ \t]*{numeral}[ \t]*{closing}", rest, re.MULTILINE)
        text = rest[: following.start()] if following else rest
    return text if parts else None


def _bare(text: str) -> str:
    return "".join(text.split())


def _bytes(register: Register, document: Document) -> bytes | None:
    relative = PurePosixPath(document.path)
    if not document.path or relative.is_absolute() or ".." in relative.parts:
        return None
    folder = register.folder.resolve()
    path = (folder / relative).resolve()
    try:
        if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _wording(raw: bytes, document: Document) -> Wording | Text:
    """What the document says, or why it cannot be read. A plain text is read into blocks only when somebody asks."""
    from register.policy.blocks import PolicyError
    from register.policy.read import blocks_of, decoded, kind_of, taken_in

    name = PurePosixPath(document.path).name
    try:
        if kind_of(raw, name) == "text":
            return Wording(decoded(raw, name), lambda: blocks_of(raw, name))
        text, blocks = taken_in(raw, name)
    except PolicyError as error:
        return error.said
    return Wording(text, lambda: blocks)
