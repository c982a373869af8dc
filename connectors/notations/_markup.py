"""Pages as a flat row of *marks*: elements that open and close, words, and inline code, each with its place in the text; and the
*addresses* of third parties that code names.

HTML and what is written like it: Vue, Svelte, JSP, FreeMarker, EJS, Handlebars, Jinja and WXML. Own code because the standard
library's html.parser takes quadratic time on unclosed tags and comments, and keeps no places of attributes.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"))
RAW = ("script", "style", "wxs")
LONGEST = 200  # characters of a comment that are kept

_NAME = re.compile(r"[A-Za-z][\w.:-]*")
_GAP = re.compile(r"[\s/]*")
_KEY = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)?""")
_VALUE = re.compile(r""""([^"]*)"|'([^']*)'|([^\s"'<>`]+)""")
_BRACE = re.compile(r"[{}]")
_DEEPEST, _FARTHEST = 8, 2000  # braces within braces, characters of an expression in them
_RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in RAW}
_TEMPLATE = re.compile(r"<%|<\?|\{%|\{#|<#--|\{\{!--")
_TEMPLATE_END = {"<%": "%>", "<?": "?>", "{%": "%}", "{#": "#}", "<#--": "-->", "{{!--": "--}}"}
_BOUND = re.compile(r"(?:v-(?:model|bind)|bind:|ng-model)\b|[:\[(@*]")
_NOT_NEW_LINE = re.compile(r"[^\n]")

_ADDRESS = re.compile(
    r"""['"`](?:(?:https?:)?//|(?=[\w.-]{1,100}\.(?:com|cn|net|la|ms|io|ru|me)/))"""
    r"""((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?::\d{1,5})?(?:/[^\s'"`<>\\?#]{0,200})?)"""
)
#: Calls, globals and files of the snippets that services ask sites to paste: a page that names no host hands something on, too.
CALLS = (
    r"(?:_hmt|_czc|_gaq|_paq)\.push(?=\()|(?:LA|TCAgent|UMConfigure|mixpanel)\.init\b|sensors\.quick(?=\()"
    r"|zhuge\.(?:track|identify|load)(?=\()|(?:ttq|analytics)\.load(?=\()|amplitude\.getInstance(?=\()"
    r"|(?:gtag|ga|gio|fbq|clarity)\(['\"][a-z]{2,20}|ym\(\d{6,9}|BaiduMobStat|TalkingDataSDK|MtaH5|cnzz_stat_icon|_hjSettings"
    r"|_linkedin_partner_id|(?:sensorsdata(?:\.min)?|matomo|piwik|firebase-analytics)\.js|(?:matomo|piwik)\.php"
)
_CALL = re.compile(rf"(?<![\w$-])(?:{CALLS})")
_OF_NOBODY = re.compile(r"(?:[\w-]+\.)*(?:w3\.org|schema\.org|json-schema\.org)\b")


class Attribute(NamedTuple):
    """offset: where the value begins in the text. code: the value is an expression, not the words themselves."""

    value: str
    offset: int
    code: bool


class Mark(NamedTuple):
    """open: text is the element's name, attributes by name in lower case; close: its name again; words, code: what stands there."""

    kind: Literal["open", "close", "words", "code"]
    text: str
    offset: int
    attributes: Mapping[str, Attribute] = {}


class Named(NamedTuple):
    """A third party that a text names: by address or by call. words: as the text has it."""

    name: str
    words: str
    offset: int


class Places:
    """Offset in a text -> line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def __call__(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def addresses(code: str, start: int = 0) -> Iterator[Named]:
    """Hosts in string literals, with their path, and calls of known snippets. start: offset of `code` in its file."""
    for found in _ADDRESS.finditer(code):
        named = found[1].rstrip("/.,;)")
        if not _OF_NOBODY.match(named) and not code[max(0, found.start() - 6) : found.start()].lower().endswith("href="):
            yield Named(named, _line(code, found.start() + 1, found[0][0]), start + found.start(1))
    for found in _CALL.finditer(code):
        yield Named(re.sub(r"\(['\"]?", " ", found[0]), _line(code, found.start(), ";"), start + found.start())


def _line(code: str, begin: int, closing: str) -> str:
    """From here to the closing mark, at most to the end of the line."""
    words = code[begin : begin + LONGEST].partition("\n")[0]
    return " ".join(words.partition(closing)[0].split())


def marks(text: str) -> Iterator[Mark]:
    """The marks of a page, in order. Whatever is broken is read as far as it goes; never raises."""
    yield from _Scanner(_without_templates(text)).marks()


def _without_templates(text: str) -> str:
    """Blanks for what a server fills in (<% … %>, {% … %}), so that places stay and no quote or bracket in it is read."""
    pieces, at, dead = [], 0, set[str]()
    for found in _TEMPLATE.finditer(text):
        opening = found[0]
        if found.start() < at or opening in dead:
            continue
        closing = _TEMPLATE_END[opening]
        end = text.find(closing, found.end())
        if end < 0:
            dead.add(opening)  # looked for once, not again from every further mark
            continue
        end += len(closing)
        pieces += [text[at : found.start()], _NOT_NEW_LINE.sub(" ", text[found.start() : end])]
        at = end
    return "".join((*pieces, text[at:]))


@dataclass(slots=True)
class _Scanner:
    text: str
    at: int = 0
    dead: set[str] = field(default_factory=set)  # closing marks that are not to be found any more

    def marks(self) -> Iterator[Mark]:
        while (less := self.text.find("<", self.at)) >= 0:
            yield from self._words(self.at, less)
            self.at = less + 1
            sort = self.text[less + 1 : less + 3]
            if sort[:1] == "!":
                self._skip("-->" if self.text.startswith("<!--", less) else ">")
            elif sort[:1] in ("#", "@") or sort in ("/#", "/@"):  # FreeMarker
                self._skip(">")
            elif sort[:1] == "/" and (name := _NAME.match(self.text, less + 2)):
                yield Mark("close", name[0], less)
                self.at = name.end()
                self._skip(">")
            elif name := _NAME.match(self.text, less + 1):
                yield from self._element(name[0], less, name.end())
        yield from self._words(self.at, len(self.text))

    def _skip(self, closing: str) -> None:
        end = -1 if closing in self.dead else self.text.find(closing, self.at)
        if end < 0:
            self.dead.add(closing)
        else:
            self.at = end + len(closing)

    def _words(self, begin: int, end: int) -> Iterator[Mark]:
        words = self.text[begin:end]
        if words.strip():
            yield Mark("words", html.unescape(words), begin)

    def _value(self, at: int) -> tuple[tuple[int, int], int]:
        """Where a value that begins here begins and ends, without quotes, and where the text goes on."""
        if self.text.startswith("{", at):
            depth = 0
            for brace in _BRACE.finditer(self.text, at, at + _FARTHEST):
                depth += 1 if brace[0] == "{" else -1
                if depth == 0:
                    return (at, brace.end()), brace.end()
                if depth > _DEEPEST:
                    break
        found = _VALUE.match(self.text, at)
        return (found.span(found.lastindex or 0), found.end()) if found else ((at, at), at)

    def _element(self, name: str, less: int, at: int) -> Iterator[Mark]:
        attributes: dict[str, Attribute] = {}
        while True:
            gap = _GAP.match(self.text, at)
            at = gap.end() if gap else at
            if key := _KEY.match(self.text, at):
                value, at = self._value(key.end()) if key[2] else ((key.start(), key.start()), key.end())
                attributes.setdefault(key[1].lower(), _attribute(key[1].lower(), self.text[slice(*value)], value[0]))
            elif self.text[at : at + 1] in ("", "<", ">"):
                break
            else:
                at += 1  # a stray quote
        closed = self.text[at - 1] == "/"
        self.at = at + (self.text[at : at + 1] == ">")
        yield Mark("open", name, less, attributes)
        if closed or name.lower() in VOID:
            yield Mark("close", name, less)
        elif (raw := name.lower()) in RAW:
            end = _RAW_END[raw].search(self.text, self.at)
            inside, self.at = (self.at, end.start() if end else len(self.text))
            yield Mark("code", self.text[inside : self.at], inside)


def _attribute(name: str, value: str, offset: int) -> Attribute:
    code = _BOUND.match(name) is not None or value[:1] == "{" or "{{" in value or "${" in value or "#{" in value
    return Attribute(html.unescape(value), offset, code)
