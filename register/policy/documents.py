"""What a policy says of itself: its title, the day of its version, the day it took effect."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from register.policy.statements import Reading

_TITLE = re.compile(
    r"(?:政策|方针|声明|协议|告知书|规则|保护指引|条款|通知|须知|说明|Privacy Policy)(?:[（(][^（()）]{1,20}[)）])?$", re.IGNORECASE
)
_DAY = re.compile(
    r"(?P<y>(?:19|20)\d\d|[二〇零一三四五六七八九○]{4})[ ]?[年./-][ ]?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])[ ]?[月./-][ ]?(?P<d>3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:[ ]?日)?"
)
_FROM = re.compile(r"生效|实施|施行|起执行")
_VERSION = re.compile(r"更新|修订|发布|版本|公布|制定|修改")
_NUMBER = re.compile(r"版本(?:号)?[ ]?[:：]?[ ]?(?P<v>[Vv]?\d{1,3}(?:\.\d{1,3}){0,3})(?![\d年.])")
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


def document(reading: Reading, name: str, sha256: str) -> dict[str, Any]:
    """The entry of `documents`. path is the file's name: a register lies beside its policy."""
    dates = _dates(reading)
    version = dates.get("version") or dates.get("from") or dates.get("any")
    number = next((m["v"] for block in reading.blocks[:400] if len(block.text) < 200 and (m := _NUMBER.search(block.text))), None)
    effective = dates.get("from") or version
    day = version.isoformat() if version else ""
    made: dict[str, Any] = {"id": f"policy-{day}" if day else "policy", "type": _type(title := _title(reading)), "title": title}
    made |= {"version": number or day or "待确认", "effective_from": effective.isoformat() if effective else None, "effective_to": None}
    made |= {"supersedes": None, "language": "zh-CN", "source": {"path": name, "sha256": sha256, "url": None}}
    return made | {"review": {"interval": "P1Y", "last_reviewed": None, "reviewed_by": None}}


def _title(reading: Reading) -> str:
    for block in reading.blocks[:30]:
        text = block.text.strip("《》 ")
        if block.kind in ("heading", "paragraph") and 3 < len(text) <= 40 and _TITLE.search(text) and " > " not in text:
            return text
    return "个人信息保护政策"


def _type(title: str) -> str:
    return "child_policy" if re.search("儿童", title) else "privacy_policy"


def _dates(reading: Reading) -> dict[str, date]:
    """The first day that each word goes with, in short lines only: dates in running text are about something else."""
    made: dict[str, date] = {}
    blocks = [*reading.blocks[:60], *reading.blocks[-40:]]
    for block in blocks:
        if len(block.text) > 160:
            continue
        for found in _DAY.finditer(block.text):
            if (day := _day(found)) is None:
                continue
            before = block.text[max(0, found.start() - 16) : found.start()]
            after = block.text[found.end() : found.end() + 10]
            near = before if _FROM.search(before) or _VERSION.search(before) else after
            kind = "from" if _FROM.search(near) else "version" if _VERSION.search(near) else "any"
            if kind != "any" or len(block.text) <= 40:
                made.setdefault(kind, day)
    for statement in reading:
        if any(_DAY.search(statement.text[:160]) and len(statement.text) <= 80 for _ in (0,)) and (
            _FROM.search(statement.text) or _VERSION.search(statement.text)
        ):
            reading.take(statement)
    return made


def _day(found: re.Match[str]) -> date | None:
    year = "".join(_DIGITS.get(c, c) for c in found["y"])
    from register.policy.text import number_of

    try:
        return date(int(year), number_of(found["m"]), number_of(found["d"]))
    except ValueError:
        return None
