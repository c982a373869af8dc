"""Which reader a policy document gets, by what it is rather than by what it is called, and how much of it is read.

The document may come from a stranger's pull request or from the web: its size is bounded before it is opened, and whatever cannot
be read ends in one `PolicyError` that says what to do. The readers of HTML, Word and PDF are libraries of the extra `policy`; they
are loaded when such a document is met, never before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path, PurePosixPath

from register.policy import text as plain
from register.policy.blocks import Block, PolicyError
from register.violation import Text

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 4_000_000
MAX_LINES = 100_000
MAX_CELLS = 200_000

#: What a name may end in, for the sentence about other files.
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_PLAIN = (".txt", ".text", ".md", ".markdown", "")
_HTML = (".html", ".htm", ".xhtml")
_HTML_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
#: What a page may say of itself, and what decodes it: everything that calls itself GB is read by the widest of them.
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "big5",
    "hz-gb-2312": "hz",
}
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


def read(path: Path) -> tuple[Block, ...]:
    """The blocks of a policy document. Raises PolicyError."""
    try:
        if not path.is_file():
            raise PolicyError(Text(f"{path.name} 不是文件；请给出政策文件的路径", f"{path.name} is not a file; name the policy's file"))
        if path.stat().st_size > MAX_BYTES:
            raise _too_much(path.name)
        raw = path.read_bytes()
    except OSError as error:
        raise PolicyError(
            Text(f"{path.name} 打不开；请检查路径和权限", f"{path.name} cannot be opened; check its path and permissions")
        ) from error
    return blocks_of(raw, path.name)


def blocks_of(raw: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a document's bytes; `name` tells its kind where the bytes do not. Raises PolicyError."""
    return taken_in(raw, name)[1]


def text_of(raw: bytes, name: str) -> str:
    """What the document says: its own text where it is plain, else what its reader saw, a line for each paragraph or row."""
    return decoded(raw, name) if kind_of(raw, name) == "text" else taken_in(raw, name)[0]


def taken_in(raw: bytes, name: str) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a document. Raises PolicyError."""
    if len(raw) > MAX_BYTES:
        raise _too_much(name)
    kind = kind_of(raw, name)
    if kind == "text":
        text = decoded(raw, name)
        if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
            raise _too_much(name)
        found = plain.blocks(text, PurePosixPath(name).suffix.lower() in (".md", ".markdown"))
    else:
        lines = _bounded(_reader(kind)(raw, name), name)
        text = "\n".join(line.text.replace("\t", " ") for line in lines if line.text)
        found = plain.blocks_of(lines)
    if not any(block.text for block in found):
        raise PolicyError(Text(f"{name} 里没有文字；请换一份有文字的文件", f"{name} holds no text; take a file that does"))
    return text, found


def kind_of(raw: bytes, name: str) -> str:
    """ "text", "html", "docx" or "pdf". What the bytes say goes before what the name says."""
    suffix = PurePosixPath(name).suffix.lower()
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(_ZIP):
        return "docx"
    if raw.startswith(_OLE):
        raise PolicyError(
            Text(
                f"{name} 是旧版 .doc 或设了打开密码的 Word 文件；请另存为不带密码的 .docx",
                f"{name} is an old .doc or a Word file with a password; save it as .docx without a password",
            )
        )
    if suffix in _HTML or _HTML_HEAD.match(raw[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if suffix in _PLAIN:
        return "text"
    if suffix in (".docx", ".pdf"):
        raise PolicyError(
            Text(
                f"{name} 的内容不是 {suffix} 文件；文件可能损坏，请重新导出",
                f"{name} is not what its name says; it may be damaged: export it again",
            )
        )
    known = "、".join(SUFFIXES), ", ".join(SUFFIXES)
    raise PolicyError(
        Text(
            f"{name} 的格式读不了；能读的是 {known[0]}，请另存为其中之一",
            f"{name} is of a kind that is not read; save it as one of {known[1]}",
        )
    )


def decoded(raw: bytes, name: str, declared: str = "") -> str:
    """The text of bytes: by their mark, else as the page says, else UTF-8, else GB 18030."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        tried = ["utf-16"]
    else:
        tried = [e for e in (_ENCODINGS.get(declared.lower()), "utf-8-sig", "gb18030") if e]
    for encoding in tried:
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise PolicyError(
        Text(f"{name} 既不是 UTF-8 也不是 GB 18030 文本；请另存为 UTF-8", f"{name} is neither UTF-8 nor GB 18030 text; save it as UTF-8")
    )


def charset(raw: bytes) -> str:
    """The encoding that an HTML page names for itself, "" where it names none."""
    found = _CHARSET.search(raw[:4096])
    return found[1].decode("ascii") if found else ""


def missing(library: str, name: str) -> PolicyError:
    """What to say where a library of the extra `policy` is not installed."""
    return PolicyError(
        Text(
            f"读 {name} 需要 {library} 库；请运行 pip install 'pandian[policy]'",
            f"reading {name} needs the library {library}; run: pip install 'pandian[policy]'",
        )
    )


def _reader(kind: str) -> Callable[[bytes, str], Iterable[plain.Line]]:
    lines: Callable[[bytes, str], Iterable[plain.Line]] = import_module(f"register.policy.{kind}").lines
    return lines


def _bounded(lines: Iterable[plain.Line], name: str) -> list[plain.Line]:
    """The lines, as long as there are not too many, with a break after each: readers hand on whole paragraphs."""
    kept: list[plain.Line] = []
    characters = cells = 0
    for line in lines:
        characters += len(line.text)
        cells += len(line.cells)
        if characters > MAX_CHARACTERS or cells > MAX_CELLS or len(kept) > 2 * MAX_LINES:
            raise _too_much(name)
        kept += [line, plain.Line("")]
    return kept


def _too_much(name: str) -> PolicyError:
    return PolicyError(
        Text(
            f"{name} 太大（最多 {MAX_BYTES // 1_000_000} MB、{MAX_CHARACTERS // 10_000} 万字）；请只留政策正文",
            f"{name} is too large (at most {MAX_BYTES // 1_000_000} MB and {MAX_CHARACTERS:,} characters); keep only the policy itself",
        )
    )
