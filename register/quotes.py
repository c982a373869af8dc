"""Whether the documents still say what a register quotes from them (REG-003).

A quote is looked for inside the clause that the entry names, white space ignored: "姓名" stands somewhere in every
policy, the question is whether clause 一.1 holds it. Where a clause's heading cannot be found the whole document counts.
Only text documents at or below the register's folder are read, so that a register from a pull request cannot be used to
ask what other files say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from register.entries import Citation, Document
from register.model import Register

MAX_BYTES = 5_000_000
_READABLE = (".txt", ".md", ".text", "")
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


def doubts(register: Register) -> Iterator[Changed | Missing]:
    """Everything that the documents at hand do not bear out. A document that is not there says nothing (`present`)."""
    for document in register.documents.values():
        raw = _bytes(register, document)
        if raw is None:
            continue
        actual = hashlib.sha256(raw).hexdigest()
        if document.sha256 and actual != document.sha256:
            yield Changed(document, document.sha256, actual)
        if (text := _text(raw, document)) is not None:
            yield from (Missing(document, c) for c in register.citations if c.document == document.id and not stands(c, text))


def present(register: Register, document: Document) -> bool:
    """Whether the document's file is there to be read."""
    return _bytes(register, document) is not None


def stands(citation: Citation, text: str) -> bool:
    """Whether the quote is in its clause of the text."""
    where = clause_text(text, citation.clause)
    return _bare(citation.quote) in _bare(text if where is None else where)


def clause_text(text: str, clause: str) -> str | None:
    """The part of a text that "一.1" names: from its heading to the next of the same style. None when there is no such
    heading. Marks that are no numeral (※) are passed over."""
    parts = _PART.findall(clause)
    for part in parts:
        numeral = next(n for n in _NUMERALS if re.fullmatch(n, part))
        found = re.search(rf"^[ \t#>*]*(第[ \t]*|[（(])?{part}([ \t]*[条章节款、．:：）)]|\.(?![0-9])|[ \t])", text, re.MULTILINE)
        if found is None:
            return None
        opening, closing = re.escape((found[1] or "").strip()), re.escape(found[2].strip()) or r"[ \t]"
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
    folder = Path(register.file).resolve().parent
    path = (folder / relative).resolve()
    try:
        if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _text(raw: bytes, document: Document) -> str | None:
    if PurePosixPath(document.path).suffix.lower() not in _READABLE:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
