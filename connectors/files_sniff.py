"""What a file *is*, by its first bytes: the name of its reader, or why it is not read. The extension only decides
between readers of the same bytes (a .csv and a .log are both text)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from connectors.encoding import detect, is_binary

Reader = Literal["text", "csv", "json", "jsonl", "sheets", "sqlite", "schema", ""]


@dataclass(frozen=True, slots=True)
class Kind:
    """name: the reader, "" if there is none; reason: why not, a word of REASONS; detail: what it seems to be."""

    name: Reader
    reason: str = ""
    detail: str = ""


#: Documents that may hold text, and that this version cannot read.
_DOCUMENTS = {
    "PDF": b"%PDF-",
    "RTF": b"{\\rtf",
    "RAR": b"Rar!",
    "7-Zip": b"7z\xbc\xaf\x27\x1c",
    "gzip": b"\x1f\x8b",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\0",
    "zstd": b"\x28\xb5\x2f\xfd",
    "Parquet": b"PAR1",
    "Avro": b"Obj\x01",
    "Arrow": b"ARROW1",
    "Outlook PST": b"!BDN",
    "Access": b"\0\1\0\0Standard Jet DB",
    "Access 2007": b"\0\1\0\0Standard ACE DB",
    "NumPy": b"\x93NUMPY",
    "HDF5": b"\x89HDF",
    "CHM": b"ITSF",
}

#: Media, programs and fonts: nothing to read without other means.
_BINARIES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\0\0\0\x0cjP"),
    *(b"OggS", b"ID3", b"fLaC", b"\x1aE\xdf\xa3", b"MThd", b"FWS", b"CWS"),
    *(b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\0asm"),
    *(b"OTTO", b"wOFF", b"wOF2", b"\0\1\0\0\0", b"ttcf"),
)

_ZIP, _CFB, _SQLITE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"SQLite format 3\0"


def sniff(head: bytes, name: str, size: int) -> Kind:
    """The kind of a file by its first 64 KB, its name and its size."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if head.startswith(_SQLITE):
        return Kind("sqlite")
    if head.startswith((_ZIP, b"PK\x05\x06")):
        return _zip(head, extension)
    if head.startswith(_CFB):
        return _compound(head, extension)
    for what, magic in _DOCUMENTS.items():
        if head.startswith(magic):
            return Kind("", "unsupported_format", what)
    if head[4:8] == b"ftyp" or (head.startswith(_BINARIES) and not _is_text(head)):
        return Kind("", "binary")
    if not _is_text(head):
        return Kind("", "binary")
    return _text(head, extension, size)


def _is_text(head: bytes) -> bool:
    return not is_binary(head)


def _zip(head: bytes, extension: str) -> Kind:
    """OOXML and ODF by the names of the first members, which may be anywhere for hand-made files: then by extension."""
    if b"application/vnd.oasis.opendocument.spreadsheet" in head[:200]:
        return Kind("sheets")
    marks = {b"xl/": "", b"word/": "DOCX", b"ppt/": "PPTX", b"application/epub": "EPUB", b"application/vnd.oasis": "ODF"}
    # The first one counts: others may be embedded further on.
    found = min((m for m in marks if m in head), key=head.index, default=b"")
    if found:
        return Kind("", "unsupported_format", marks[found]) if marks[found] else Kind("sheets")
    return Kind("sheets") if extension in ("xlsx", "xlsm", "xlsb", "ods") else Kind("", "unsupported_format", "ZIP")


def _compound(head: bytes, extension: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in head

    if holds("EncryptedPackage") or _locked(head):
        return Kind("", "encrypted")
    if holds("WordDocument") or holds("PowerPoint Document") or holds("__substg1.0"):
        return Kind("", "unsupported_format", "Office 97-2003 or Outlook")
    return Kind("sheets") if extension in ("xls", "xlt", "et") or holds("Workbook") else Kind("", "unsupported_format", "compound file")


def _locked(head: bytes) -> bool:
    """Has the first BIFF8 stream a FILEPASS record (0x2F) among its first records, as locked .xls files have?"""
    at = head.find(b"\x09\x08\x10\0\0\x06\x05\0")
    for _ in range(8):
        record, length = head[at : at + 2], int.from_bytes(head[at + 2 : at + 4], "little")
        if at < 0 or record == b"\x2f\0":
            return at >= 0
        at += 4 + length
    return False


def directory(head: bytes) -> int:
    """Offset of the directory of a compound file, which names its streams and may be anywhere; 0 if it is none."""
    if not head.startswith(_CFB) or len(head) < 52:
        return 0
    return (int.from_bytes(head[48:52], "little") + 1) << min(12, int.from_bytes(head[30:32], "little"))


def _text(head: bytes, extension: str, size: int) -> Kind:
    whole = size <= len(head)
    text = head.decode(detect(head, final=whole), "replace").lstrip("\ufeff \t\r\n")
    if extension in ("sql", "ddl"):
        return Kind("schema")
    if text.startswith(("{", "[")) and extension not in ("log", "md"):
        from connectors.files_json import is_lines

        if extension in ("jsonl", "ndjson") or is_lines(text.replace("\r\n", "\n")):
            return Kind("jsonl")
        if _is_document(text, whole, extension):
            return Kind("json")
    if extension in ("csv", "tsv", "tab", "psv") or (extension in ("txt", "dat", "") and _is_table(text, whole)):
        return Kind("csv")
    return Kind("text")


def _is_document(text: str, whole: bool, extension: str) -> bool:
    """A JSON document that can be read whole; a broken one is read as text, which finds more than an error does."""
    if not whole:
        return extension == "json"
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(text: str, whole: bool) -> bool:
    """Is text without a telling extension a table: the same number of cells, three or more, in each of three or more
    rows, divided by something that prose is not full of."""
    from connectors.files_csv import guess_delimiter, parse_rows

    lines = re.split(r"\r\n|\r|\n", text)[: 200 if whole else 100]
    head = "\n".join(lines)
    delimiter = guess_delimiter(head)
    widths = {len(row) for row in parse_rows(head, delimiter)}
    return delimiter in "\t|\x01,;" and len(lines) > 3 and len(widths) == 1 and min(widths) > 2
