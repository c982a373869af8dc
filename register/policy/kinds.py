"""Which kinds of personal information a policy declares, each with the words that say so.

`named` finds kinds in any text; `kinds` walks the statements that speak of collecting. A kind counts as *listed* where the
policy says that it collects it, as *mentioned* where it only comes up: in a note, beside cookies, in a table of recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from register.categories import known
from register.policy.statements import Reading, Statement, part_with, plain
from register.policy.words import STRONG, WEAK

_EDGE = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[a-z])(?=ID)")


def _pattern(words: dict[str, str]) -> str:
    return "|".join(_EDGE.sub(" ?", re.escape(word)) for word in sorted(words, key=len, reverse=True))


_STRONG = re.compile(_pattern(STRONG), re.IGNORECASE)
_BORDER = r"[、,，;；:：。.!！?？()（）《》“”\"「」【】/|]|以及|和|及|与|或"
_SEGMENT = re.compile(rf"(?:(?!{_BORDER}).)+")
_WEAK = re.compile(
    rf"(?:.*(?:您的|的|其|包括|例如|诸如|比如|如|有|为|提供|填写|收集|上传|输入|获取|采集|您|本人|个人|用户|客户|员工|真实|注册|常用))?\s?({_pattern(WEAK)})\s?(?:信息|等.*)?",
    re.IGNORECASE,
)
_LOOKUP = {word.casefold(): key for table in (WEAK, STRONG) for word, key in table.items()}

_DECLARES = re.compile(
    r"收集|采集|获取|填写|提交|上传|录入|登记|(?:需要|要求|请|向我们|主动|可以|选择)[^，。,；;]{0,12}提供|您(?:所)?提供的|主要有|将记录|会记录|留存|读取|(?:调用|开启|申请)[^，。,；;]{0,8}权限"
)
_TOUCHES = re.compile(r"使用|处理|提供|录音|录像|传送|存储|保存|记录|共享|传输|委托|披露|包含|访问|分享|同步")
#: A heading that says that what stands below it are kinds.
_HEADS = re.compile(r"(?:收集|采集|处理|获取)(?:的|哪些|[^，。]{0,6}的)(?:敏感)?(?:个人)?信息$|信息(?:的)?(?:种类|类型|范围)$")
#: After a word: its value, or the list that it is the title of.
_VALUE = re.compile(r"\s?(?:号码)?[:：为是]\s?(?:[+(（]?\d|[\w.+-]{1,40}@|https?:)")
_TITLE = re.compile(r"\s?[:：]")
_DENIES = re.compile(
    r"(?:不会?|并不|无需|不再|从不|不得|不主动|未)(?:主动|直接|向您|要求您?|您|以任何方式)?(?:收集|采集|获取|记录|存储|提供|读取|要求|包含|涉及|保存|保留|上传)"
)
_DEFINES = re.compile(r"是指|指以|系指|定义为|所称的?|指的是|信息[，,]?指|，指")
_PURPOSE = re.compile(r"为了|以便|用于|用来|旨在|从而")
_ABOUT_KINDS = re.compile(r"信息|种类|类型|字段|数据|内容|权限")
_ABOUT_ELSE = re.compile(r"目的|用途|方式|方法|链接|政策|联系|期限|功能|场景|名称$|主体|公司|措施")
_COLLECTING = frozenset({"collect", "scenario", "purpose", "sensitive", "minors"})
_GIVING = frozenset({"cookie", "entrust", "share", "abroad"})
_ELSEWHERE = frozenset({"rights", "definition", "change", "contact", "incident", "protect", "retention"})
_ETC = re.compile(r"\s?(?:[（(][^（()）]{0,60}[)）])?\s?(?:等|之类)")
_COOKIE = re.compile(r"cookies?", re.IGNORECASE)
_SETS = re.compile(r"传送|发送|存储|放置|设置|使用|启用|收集|写入|植入|包含|保存|获取|记录")
_REFUSES = re.compile(r"不希望|拒绝|清除|禁用|关闭|删除|停用|管理")


@dataclass(frozen=True, slots=True)
class Named:
    """A word for a kind in a text."""

    key: str
    word: str
    start: int
    end: int


@dataclass
class Kinds:
    """The kinds of a policy: entries for the register, and which statement names which."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    at: dict[int, list[str]] = field(default_factory=dict)
    strangers: list[tuple[Statement, str]] = field(default_factory=list)
    cookie: str = ""

    def has(self, key: str) -> bool:
        return any(entry["fides_key"] == key for entry in self.entries)

    def of(self, *statements: Statement) -> list[str]:
        return list(dict.fromkeys(key for s in statements for key in self.at.get(s.at, ())))


def named(text: str) -> list[Named]:
    """Every kind that the text names, in its order. Linear in its length."""
    found = [Named(_LOOKUP[_key(m[0])], m[0], m.start(), m.end()) for m in _STRONG.finditer(text)]
    strong = iter([*found])
    ahead = next(strong, None)
    for segment in _SEGMENT.finditer(text):
        while ahead is not None and ahead.end <= segment.start():
            ahead = next(strong, None)
        if ahead is not None and ahead.start < segment.end():
            continue
        if segment.end() - segment.start() <= 60 and (match := _WEAK.fullmatch(segment[0].strip())) is not None:
            offset = segment.start() + len(segment[0]) - len(segment[0].lstrip()) + match.start(1)
            found.append(Named(_LOOKUP[_key(match[1])], match[1], offset, offset + len(match[1])))
    return sorted(found, key=lambda n: n.start)


def keys(text: str) -> list[str]:
    return list(dict.fromkeys(n.key for n in named(text)))


def _key(word: str) -> str:
    return word.replace(" ", "").casefold()


def declares(statement: Statement) -> bool:
    """Whether the statement says that something is collected."""
    if statement.kind == "item" and statement.marker != "※" and _HEADS.search(statement.heading):
        return True
    return bool(_DECLARES.search(statement.text) or (statement.intro and _DECLARES.search(statement.intro)))


def defines(statement: Statement) -> bool:
    return _DEFINES.search(statement.text) is not None and not re.search("我们(?:会|将|可能)?(?:收集|采集)", statement.text)


def kinds(reading: Reading, limit: int) -> Kinds:
    """Every kind, listed ones first as the policy orders them; at most `limit`."""
    made = Kinds()
    first: dict[str, tuple[bool, Statement, Named, bool]] = {}
    words: dict[str, list[str]] = {}
    columns = _columns(reading)
    for statement in reading:
        near = _relevant(statement, columns)
        found = [n for at, n in enumerate(near) if not _denied(statement.text, n) and not _labels(statement.text, n, near[at + 1 :])]
        if not found:
            continue
        made.at[statement.at] = list(dict.fromkeys(n.key for n in found))
        is_listed = _is_listed(statement)
        for position, n in enumerate(found):
            ends = position == len(found) - 1 and _ETC.match(statement.text, n.end) is not None
            if n.key not in first or (is_listed and not first[n.key][0]):
                first[n.key] = (is_listed, statement, n, ends)
            if len(spoken := words.setdefault(n.key, [])) < 8 and plain(n.word) not in spoken:
                spoken.append(plain(n.word))
        made.strangers += (
            [(statement, word) for word in _strangers(statement.text, found)] if is_listed and len(made.strangers) < limit else []
        )
    _cookies(reading, made, first)
    for key, (is_listed, statement, n, ends) in sorted(first.items(), key=lambda item: (not item[1][0], item[1][1].at, item[1][2].start)):
        if len(made.entries) < limit:
            made.entries.append(_entry(reading, key, is_listed, statement, n, ends, words.get(key, [])))
            made.listed += [key] if is_listed else []
    return made


def _columns(reading: Reading) -> dict[int, list[str]]:
    """Row -> its cells that speak of kinds, by the names of their columns; all of them in a table whose columns have no names."""
    cells: dict[int, list[str]] = {}
    for table in reading.tables:
        for record in table.records():
            for label, (cell, row) in record.items():
                if label.startswith("#") or (_ABOUT_KINDS.search(label) and not _ABOUT_ELSE.search(label)):
                    cells.setdefault(row.at, []).append(cell)
    return cells


def _relevant(statement: Statement, columns: dict[int, list[str]]) -> list[Named]:
    if defines(statement) or (statement.kind == "row" and not statement.topics & (_COLLECTING | _GIVING)):
        return []
    if statement.kind == "row":
        return _in_row(statement.text, columns.get(statement.at, []))
    strict = declares(statement)
    if statement.topics & _ELSEWHERE and not statement.topics & (_COLLECTING | _GIVING):
        strict = _DECLARES.search(statement.text) is not None
        if not strict:
            return []
    if strict or (statement.topics & (_COLLECTING | _GIVING) and (_TOUCHES.search(statement.text) or statement.kind == "item")):
        return named(statement.text)
    return []


def _in_row(text: str, cells: list[str]) -> list[Named]:
    found = []
    for cell in cells:
        start = max(0, text.find(cell))
        found += [Named(n.key, n.word, n.start + start, n.end + start) for n in named(cell)]
    return found


def _is_listed(statement: Statement) -> bool:
    if statement.marker == "※" or statement.topics & _GIVING - {"share"} or statement.topics & _ELSEWHERE - {"protect", "retention"}:
        return False
    if statement.topics & {"share"} and not statement.topics & _COLLECTING:
        return False
    return declares(statement) or statement.kind == "row"


def _denied(text: str, found: Named) -> bool:
    """Whether the words around it say that it is not collected, or only what something is for."""
    part = part_with(text, found.start, found.end)
    return _DENIES.search(part) is not None or (_PURPOSE.match(part) is not None and _DECLARES.search(part) is None)


def _labels(text: str, found: Named, later: list[Named]) -> bool:
    """Whether the word is no kind here: what comes after it is its value, or a list that it is the title of."""
    if _VALUE.match(text, found.end):
        return True
    return bool(later and _TITLE.match(text, found.end) and not re.search("[。；;]|用于|为了|以便|目的", text[found.end : later[0].start]))


def _strangers(text: str, found: list[Named]) -> Iterator[str]:
    """Entries of an enumeration of kinds that are in no table."""
    if len(found) < 2:
        return
    start, end = found[0].end, found[-1].start
    taken = [(n.start, n.end) for n in found]
    for m in re.finditer(r"[^、]{2,14}", text[start:end][:2000]):
        left, right = start + m.start(), start + m.end()
        enumerated = text[left - 1] == "、" and text[right : right + 1] == "、"
        if enumerated and not any(a < right and left < b for a, b in taken) and not re.search(r"其[他它]|[，,。；;:：（(）)]", m[0]):
            yield m[0].strip()


def _cookies(reading: Reading, made: Kinds, first: dict[str, tuple[bool, Statement, Named, bool]]) -> None:
    """A cookie's identifier, where the policy says that it sets cookies."""
    told: tuple[Statement, re.Match[str]] | None = None
    for statement in reading:
        for m in _COOKIE.finditer(statement.text[:5000]):
            part = part_with(statement.text, m.start(), m.end())
            if not _SETS.search(part) or _REFUSES.search(part) or defines(statement) or (told is not None and "标识" not in part):
                continue
            if told is None or "标识" not in part_with(told[0].text, told[1].start(), told[1].end()):
                told = (statement, m)
            made.at.setdefault(statement.at, [])
            made.at[statement.at] = list(dict.fromkeys([*made.at[statement.at], ""]))
    if told is not None:
        statement, m = told
        key = "user.device.cookie_id" if "标识" in part_with(statement.text, m.start(), m.end()) else "user.device.cookie"
        first.setdefault(key, (False, statement, Named(key, "", m.start(), m.end()), False))
        made.cookie = key
        for keys_of in made.at.values():
            keys_of[:] = [key if k == "" else k for k in keys_of]


def _entry(reading: Reading, key: str, is_listed: bool, statement: Statement, n: Named, ends: bool, words: list[str]) -> dict[str, Any]:
    row = known(key)
    text = statement.text
    if is_listed:
        quote = text[n.start : n.end] + ("等" if ends else "")
        if ends and not plain(text).count(plain(quote)):
            etc = _ETC.match(text, n.end)
            quote = text[n.start : etc.end() if etc else n.end]
    elif statement.kind == "row":
        quote = n.word
    else:
        quote = part_with(text, n.start, n.end)
    entry: dict[str, Any] = {
        "fides_key": key,
        "name": n.word or row.name.zh,
        "declaration": "listed" if is_listed else "mentioned",
        **reading.cite(statement, quote),
        "personal": row.personal,
        "classification": row.classification,
    }
    if ends and is_listed:
        entry["open_ended"] = True
    if len(words) > 1:
        entry["column_hints"] = words
    return entry
