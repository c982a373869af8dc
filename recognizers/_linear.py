"""The *linear* matcher: a user's pattern, run by RE2 alone, with the interface that `recognizers.find` has of `re`.

Python's `re` backtracks: a pattern such as (a+)+$ takes for ever over thirty letters, and neither the pattern nor the text of a
user's file is ours. RE2 has no backtracking, and no look-around either; the edges of a pattern are consumed beside the value,
and the span is the value's group. The result is that of `re` with `Pattern.text_expression` (tests/recognizers/test_linear.py).

One search is linear, but all matches of a text are many searches, and each may read to the end of the text for a longer
match. So a match, its cue and what must follow it included, has at most `REACH` bytes: a search reads windows, and all
matches of a text are found in time that grows as the text does. A longer value is not found in running text; a whole cell
is asked once, and has no such bound. Where RE2 and `re` differ, RE2 is right here: $ is the very end of the text.

The only file that names google-re2 (docs/decisions/0005-linear-engine-for-user-patterns.md). It is loaded when the first
pattern of a user is compiled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from recognizers.base import Pattern, RecognizerError

REACH = 2_000  # bytes of UTF-8; some 660 Han characters
_WINDOW = 2 * REACH
#: Instructions of a compiled pattern. The largest of ours has 3,200; RE2 refuses some 80,000, but is slow long before.
MAX_PROGRAM = 6_000

_SURROGATE = "[\ud800-\udfff]"  # no text, and not to be encoded; stands for itself as U+FFFD


class Hit:
    """A match. Offsets are characters of the text; only the whole (0) and the value (1) are known."""

    __slots__ = ("_start", "_text", "_value")

    def __init__(self, text: str, start: int, value: tuple[int, int]) -> None:
        self._text = text
        self._start = start
        self._value = value

    def span(self, group: int = 0, /) -> tuple[int, int]:
        return self._value if group else (self._start, self._value[1])

    def start(self, group: int = 0, /) -> int:
        return self.span(group)[0]

    def end(self, group: int = 0, /) -> int:
        return self.span(group)[1]

    def __getitem__(self, group: int, /) -> str:
        return self._text[slice(*self.span(group))]


class Linear:
    """A pattern compiled for RE2. Raises RecognizerError when RE2 refuses it."""

    def __init__(self, pattern: Pattern) -> None:
        edge = f"[^{pattern.edges}]" if pattern.edges else ""
        right = f"(?:{pattern.after})" if pattern.after else f"(?:{edge}|$)" if edge else ""
        value = f"({pattern.core}){right}"
        self._beside = 1 if edge and not pattern.before else 0  # characters consumed before the value, within a text
        self._later = _compiled(pattern.name, f"(?:{pattern.before}){value}" if pattern.before else edge * self._beside + value)
        self._first = _compiled(pattern.name, f"(?:^|{edge}){value}") if self._beside else self._later
        self._group = 1 + (_compiled(pattern.name, pattern.before).groups if pattern.before else 0)
        self._whole = _compiled(pattern.name, pattern.core)
        self._read: tuple[str, str, bytes, int, int] = ("", "", b"", 0, 0)  # text, encodable, encoded, a place: character, byte

    def fullmatch(self, text: str, /) -> object | None:
        found: object | None = self._whole.fullmatch(_encodable(text).encode())
        return found

    def search(self, text: str, position: int = 0, /) -> Hit | None:
        """The first match that begins at or behind `position`."""
        data, at = self._bytes(text, position)
        found = self._first_in(data, at)
        if found is None:
            self._read = ("", "", b"", 0, 0)  # nothing of a text is kept when it has been read
            return None
        start, value = found
        begin = self._character(start)
        first = begin if value[0] == start else begin + len(data[start : value[0]].decode())
        return Hit(text, begin, (first, first + len(data[value[0] : value[1]].decode())))

    def _first_in(self, data: bytes, at: int) -> tuple[int, tuple[int, int]] | None:
        """(begin of the match, span of the value) in bytes. Windows grow while nothing is found, so what is read twice is a
        share of what is read; a match near the end of a window is looked for again in one that holds all of it."""
        size = _WINDOW
        while at <= len(data):
            stop = min(at + size, len(data))
            found = self._search(data, at, stop)
            settled = len(data) if stop == len(data) else stop - REACH  # what begins up to here lies wholly in the window
            if found is None or self._begin(found) > settled:
                if found is None and stop == len(data):
                    return None
                size = 2 * size if found is None else _WINDOW
                at = _boundary(data, settled)
                continue
            begin = self._begin(found)
            if found.end() - begin > REACH:
                found = self._match(data, begin, min(begin + REACH, len(data)))
            if found is not None:
                return begin, found.span(self._group)
            at, size = _next(data, begin), _WINDOW
        return None

    def _search(self, data: bytes, at: int, stop: int) -> Any:
        """The first match from byte `at` on; what is beside the value on its left may lie before."""
        if not self._beside or at == 0:
            return self._first.search(data, at, stop)
        return self._later.search(data, _boundary(data, at - 1), stop)

    def _match(self, data: bytes, at: int, stop: int) -> Any:
        """The match that begins just at byte `at`."""
        if not self._beside:
            return self._first.match(data, at, stop)
        if at == 0:
            found = self._first.match(data, 0, stop)
            return found if found is not None and self._begin(found) == 0 else None
        return self._later.match(data, _boundary(data, at - 1), stop)

    def _begin(self, found: Any) -> int:
        begin: int = found.start(self._group) if self._beside else found.start()
        return begin

    def _bytes(self, text: str, position: int) -> tuple[bytes, int]:
        """The text in UTF-8, and `position` in it. `find` asks for one text again and again, always further on."""
        known, plain, data, character, byte = self._read
        if known is not text or position < character:
            plain = _encodable(text)
            data, character, byte = plain.encode(), 0, 0
        byte = position if len(data) == len(plain) else byte + len(plain[character:position].encode())
        self._read = (text, plain, data, position, byte)
        return data, byte

    def _character(self, byte: int) -> int:
        """The character at a byte that lies behind the place of the last search."""
        text, plain, data, character, near = self._read
        place = byte if len(data) == len(plain) else character + len(data[near:byte].decode())
        self._read = (text, plain, data, place, byte)
        return place


def ready(pattern: Pattern) -> None:
    """Raises RecognizerError where RE2, here or inside Arrow, would refuse the pattern or be slow with it."""
    pattern.in_text, pattern.whole  # noqa: B018 - made and kept
    if (instructions := size(pattern)) > MAX_PROGRAM:
        raise RecognizerError(f"pattern {pattern.name!r}: too large ({instructions} instructions, at most {MAX_PROGRAM})")


def size(pattern: Pattern) -> int:
    """Instructions of the compiled pattern."""
    instructions: int = _compiled(pattern.name, pattern.linear_expression).programsize
    return instructions


def refusal(expression: str) -> str:
    """RE2's own words for what it cannot do, "" when it can."""
    try:
        _compiled("", expression)
    except RecognizerError as error:
        return str(error).removeprefix("pattern '': ")
    return ""


def escaped(text: str) -> str:
    """The expression that matches just this text."""
    return "".join(c if c.isalnum() or c > "\x7f" else f"\\x{ord(c):02x}" for c in text)


@lru_cache(maxsize=512)
def _compiled(name: str, expression: str) -> Any:
    try:
        import re2
    except ImportError:
        raise RecognizerError("patterns of your own need google-re2, which is not installed: pip install google-re2") from None
    options = re2.Options()
    options.log_errors = False  # they would quote the pattern on standard error
    try:
        return re2.compile(_encodable(expression), options)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        raise RecognizerError(f"pattern {name!r}: {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}") from None


def _encodable(text: str) -> str:
    return text if text.isascii() else re.sub(_SURROGATE, "\ufffd", text)


def _boundary(data: bytes, at: int) -> int:
    """The beginning of the character that holds byte `at`."""
    while 0 < at < len(data) and data[at] & 0xC0 == 0x80:
        at -= 1
    return at


def _next(data: bytes, at: int) -> int:
    """The beginning of the character behind the one at byte `at`."""
    at += 1
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at
