"""How a name from outside is *displayed*: one escape for each place it can land in.

Table names, file names, comments and sheet names are written by strangers. They may hold terminal escapes, text that
turns the reading direction, a line break that fakes a second row, or a formula. Every report passes every such text
through this module; HTML markup is not its job (the template engine escapes that on top of `display`).
"""

from __future__ import annotations

import json
import re
from typing import Any

# General categories Cc, Cf, Zl, Zp, Cs, Co and the noncharacters, plus the letters that draw nothing (Hangul fillers,
# combining grapheme joiner, Mongolian selectors). A test holds the ranges equal to the running Python's Unicode data.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_UNSAFE_CHARACTER = re.compile(f"[{_UNSAFE}]")
_UNSAFE_BUT_NEWLINE = re.compile(f"(?!\n)[{_UNSAFE}]")

# A spreadsheet reads a cell that begins so as a formula; the full-width signs are converted by Chinese and Japanese input.
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫")


def display(text: str, limit: int | None = None, newlines: bool = False) -> str:
    """`text` with every invisible or steering character as ``\\u{…}``; nothing in the result moves a cursor.

    limit: cut to so many characters, the rest counted ("…(+123)"). newlines: leave line feeds alone (YAML blocks).
    """
    rest = 0
    if limit is not None and len(text) > limit:
        rest, text = len(text) - limit, text[:limit]
    pattern = _UNSAFE_BUT_NEWLINE if newlines else _UNSAFE_CHARACTER
    shown = pattern.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text)
    return f"{shown}…(+{rest})" if rest else shown


def csv_cell(text: str) -> str:
    """`text` for one CSV field: displayed, and never beginning with a character that starts a formula (CWE-1236).

    A leading apostrophe is what ASVS 5.0 §1.2.10 asks for; it is data for every reader but a spreadsheet.
    """
    shown = display(text)
    return f"'{shown}" if text.startswith(_FORMULA_START) or shown.startswith(_FORMULA_START) else shown


def csv_line(cells: list[str]) -> str:
    """One line of RFC 4180 but for the line end (LF, as every Unix tool writes). Fields with ``;`` are quoted too:
    spreadsheets of some regions split there, and a formula would begin in the middle of a name."""
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search(r'[",;\n]', cell) else cell for cell in cells) + "\n"


# What Markdown, HTML or a table reads as markup (an underscore within a word is none); what GitHub or GitLab takes for a mention of
# a person, an issue, a merge request, a label, a milestone; what begins an address.
_MARKUP = re.compile(
    r"(?P<mention>[@#!~%&$^](?=\w))|(?P<address>://|\bwww\.|\bGH-(?=\d))|[&<>|\\`*~\[\]#$@{}]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_APART = "&#8203;"  # a break without width, because servers look for mentions and addresses in the text as it is shown


def markdown(text: str, limit: int | None = None) -> str:
    """`text` for a line or table cell of Markdown: displayed, and nothing in it is markup, a link, a mention or a reference."""
    return _MARKUP.sub(_neutral, display(text, limit))


def _neutral(found: re.Match[str]) -> str:
    sign = found.group()
    if found["address"]:
        return f":{_APART}//" if sign == "://" else f"{sign[:-1]}{_APART}{sign[-1]}"
    return f"&#{ord(sign)};{_APART if found['mention'] else ''}"


def fenced(text: str, language: str = "") -> str:
    """`text` as a code block of Markdown, its fence longer than any run of backticks in it. Begins and ends at a line's."""
    shown = display(text, newlines=True).rstrip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def json_text(value: Any) -> str:
    """Indented JSON, Chinese readable, unsafe characters as ``\\uXXXX``: exact for a parser, harmless for a terminal."""
    plain = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_BUT_NEWLINE.sub(lambda match: json.dumps(match.group())[1:-1], plain) + "\n"
