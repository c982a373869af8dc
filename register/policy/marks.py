"""How a line of a policy begins: the mark or number it has, whether it is a title, a label with its value, a row of a table.

Judges one line by itself; what lines are to one another is for `text`. No expression here can backtrack far.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: A line shorter than this was not wrapped: what follows it is a line of its own.
WRAPPED_FROM = 20
HEADING_CHARACTERS = 40
TITLE_CHARACTERS = 24
MAX_CLAUSE_PARTS = 6

_NUM, _CN = "[0-9０-９]", "[一二三四五六七八九十百]"
_WIDE = r"\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_GAP = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000\xa0]+(?=[{_WIDE}])")
SPACES = re.compile(r"[ \t\u3000\xa0]+")
END = "。；;！!？?"

#: style -> how a line of it begins; group 1 is the number. The order decides: the longer mark first.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("chapter", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*(?:章|编|部分)[ \t、:：.．]*"),
        ("section", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*节[ \t、:：.．]*"),
        ("article", rf"第[ \t]*({_CN}{{1,5}}|{_NUM}{{1,3}})[ \t]*条(?![、和及或款第至到])[ \t:：.．]*"),
        ("cn", rf"({_CN}{{1,4}})[ \t]*[、．.:：][ \t]*"),
        ("pcn", rf"[（(][ \t]*({_CN}{{1,4}})[ \t]*[）)][ \t、.．]*"),
        ("dotted", rf"({_NUM}{{1,2}}(?:[.．]{_NUM}{{1,2}}){{1,4}})(?![.．]?{_NUM})[.．、]?[ \t]*(?=\D)"),
        ("num", rf"({_NUM}{{1,3}})[ \t]*[、．.](?!{_NUM})[ \t]*(?=\S)"),
        ("pnum", rf"[（(][ \t]*({_NUM}{{1,3}})[ \t]*[）)][ \t、.．]*"),
        ("closed", rf"({_NUM}{{1,3}})[ \t]*[）)][ \t]*"),
        ("circle", r"([\u2460-\u249b\u2776-\u2793])[ \t、.．]*"),
        ("capital", r"([A-Z])[ \t]*[.．、][ \t]*(?=[\u3400-\u9fff])"),
        ("letter", r"[（(]?([a-zA-Z\u2170-\u217b])[ \t]*[）).．、][ \t]+"),
        ("bullet", r"([●•・·○〇◯◎◆◇■□▪▫▶►▷★☆✓✔➢➤▲△※＊])[ \t]*"),
        ("bullet", r"([-–—*+])[ \t]+"),
    )
)
SECTIONS = ("chapter", "section", "article", "cn", "pcn", "dotted", "num", "capital")
LISTS = ("cn", "pcn", "dotted", "num", "capital")
BRACKETED = re.compile(r"[【<＜〈\[](?P<title>[^】>＞〉\]]{1,30})[】>＞〉\]][ \t]*[:：]?")
_TITLE_WORDS = re.compile(
    r"信息|隐私|权利|Cookie|SDK|目的|场景|范围|方式|联系我们|联系方式|更新|变更|期限|安全|未成年人|儿童|前言|前文|引言|导言|总则|附[录则]|定义|适用|权限|条款|摘要|第三方",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?P<label>(?:境外)?接收方(?:的?名称|的?姓名)?|(?:境外)?接收方的?联系方式|第三方(?:公司)?(?:名称)?|受托方(?:名称)?|受托人|合作方(?:名称)?"
    r"|(?:公司|企业|机构|主体|运营方|提供方|开发者)名称|SDK[ ]?(?:名称|类型|提供方)?|联系方式|(?:处理|使用|共享|收集|传输|委托)(?:的)?目的|使用场景"
    r"|(?:处理|传输|共享)(?:的)?(?:方法|方式)|(?:处理|收集|共享|传输|涉及|出境)?(?:的)?(?:敏感)?(?:个人)?信息(?:的)?(?:种类|类型|范围|内容|字段)"
    r"|(?:数据|信息)?(?:保存|存储|保留)(?:期限|地点|方式)|(?:所在)?(?:国家|地区)(?:[或/]地区)?|所在地|隐私政策(?:链接)?|行使权利的?(?:方式|程序|方式和程序)"
    r"|向(?:境外)?接收方行使(?:个人)?权利的?(?:方式|程序|方式和程序)|(?:保密|保护|安全)措施)"
    r"(?P<gap>[ \t\u3000]*[:：][ \t\u3000]*|[ \t\u3000]+)(?=\S)"
)
FIELD = re.compile(r"[^\s，。；,;:：]{1,12}[ \t]*[:：]")
_RULE = re.compile(r"[\s|:：+=_*·.。-]*")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w])_(?=\S)|(?<=\S)_(?![\w])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a reader hands it in. heading: 1 to 6 where the format says so. cells: of a table row. "" is a break."""

    text: str
    heading: int = 0
    cells: tuple[str, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the mark that it begins with. number is as people cite it; value counts for lists, 0 where it cannot."""

    line: Line
    style: str = ""
    number: str = ""
    mark: str = ""
    rest: str = ""
    value: int = 0


def joined(text: str) -> str:
    """A text in which a wrap inside a word has left no trace: no white space between two Chinese characters."""
    return _GAP.sub("", SPACES.sub(" ", text.strip()))


def number_of(text: str) -> int:
    """The value of a Chinese or Arabic numeral below a thousand; 0 where it is none."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal():
        return int(plain)
    total, digit = 0, 0
    for character in plain:
        if (unit := {"十": 10, "百": 100}.get(character)) is not None:
            total, digit = total + (digit or 1) * unit, 0
        elif (digit := "零一二三四五六七八九".find(character.replace("两", "二").replace("〇", "零"))) < 0:
            return 0
    return total + digit


def line_of(raw: str, markdown: bool) -> Line:
    text = raw.strip(" \t\u3000\xa0\r\f\v")
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" \u3000\xa0")) if len(raw) < 10_000 else 0
    if text.startswith("|") and text.count("|") > 1:
        cells = () if _RULE.fullmatch(text) else tuple(_EMPHASIS.sub("", c).strip() for c in text.strip("|").split("|"))
        return Line("" if not cells else text, cells=cells)
    if "\t" in text:
        cells = tuple(part.strip() for part in text.split("\t"))
        return Line(text, cells=cells) if len([c for c in cells if c]) > 1 and not _starts_list(text) else Line(text, indent=indent)
    depth = len(text) - len(text.lstrip("#"))
    if 1 <= depth <= 6 and (markdown or text[depth : depth + 1] == " "):
        return Line(_EMPHASIS.sub("", text[depth:]).strip(" #"), heading=depth)
    if markdown or "**" in text:
        text = _EMPHASIS.sub("", text).removeprefix("> ").strip()
    return Line("" if _RULE.fullmatch(text) else text, indent=indent)


def _starts_list(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in _STYLES)


def marked(line: Line) -> Marked:
    if line.cells or not line.text:
        return Marked(line)
    for style, pattern in _STYLES:
        if (found := pattern.match(line.text)) is not None:
            number = unicodedata.normalize("NFKC", found[1]) if style != "circle" else found[1]
            rest = line.text[found.end() :]
            value = ord(number) - 64 if style == "capital" else number_of(number.rsplit(".", 1)[-1]) if style in LISTS else 0
            mark = found[0].strip(" \t") if style in ("num", "pnum", "closed", "letter") else found[1]
            return Marked(line, style, number, mark, rest, value)
    return Marked(line, rest=line.text)


def is_title(text: str) -> bool:
    """A line of its own that no mark makes a heading: short, about a matter of policies, no name and no number of anything."""
    return (
        len(text) <= TITLE_CHARACTERS
        and heading_like(text)
        and _TITLE_WORDS.search(text) is not None
        and not text.endswith(("公司", "：", ":"))
        and sum(c.isdigit() for c in text) < 4
    )


def heading_like(text: str) -> bool:
    """Short, and no sentence: no stop, and not one of several parts that announces a list."""
    bare = text.rstrip(" :：")
    return (
        0 < len(bare) <= HEADING_CHARACTERS
        and not any(c in bare for c in "。；;！!")
        and not bare.endswith(("，", ",", "、", "."))
        and not (len(bare) < len(text) and ("，" in bare or "," in bare))
        and "@" not in bare
    )
