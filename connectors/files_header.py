"""Which row of a table in a file is its *header*, and what the columns are then called.

A header is found by its look: words, not values; different from one another and from what stands below. Reports often
begin with a title, so it need not be the first row. Knows nothing of what personal information is; the words are those
that lists of anything are headed with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.base import Column

MOST_COLUMNS = 4096
_LOOKED_AT = 10

_WORDS = re.compile(
    r"姓名|名称|名字|名$|电话|手机|号码|地址|邮箱|邮件|编号|序号|代码|日期|时间|性别|年龄|生日|备注|说明|公司|单位|部门|职务|职位|身份证|证件|账号|帐号|"
    r"微信|金额|数量|单价|类型|类别|状态|省|市|区县|级别|来源|内容|标题|联系人|负责人|客户|用户|"
    r"(?<![a-z])(?:id|no|name|names|user|phone|tel|mobile|fax|email|e-mail|mail|address|addr|date|time|code|type|status|remark|note|company|title|gender|"
    r"sex|age|birthday|city|country|amount|price|qty|quantity|created|updated|text|content|message|url|value|key|count|total|level|category)(?![a-z])",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_ .()/#-]{0,63}")
#: No heading looks so. House numbers and firms are here because 市 and 公司 are heading words, too: the first line of a list
#: without a header would be told as the names of its columns.
_VALUE = re.compile(
    r"\d{5,}|@|\d[-/:.年]\d|^[+-]?[\d.,\s]+%?$|://|[\d一二三四五六七八九十]+ ?(?:号|弄|幢|栋|室|单元|番地|丁目)"
    r"|.{2}(?:有限(?:责任)?公司|股份公司|集团公司)$|株式会社"
)


def header_row(rows: Sequence[Sequence[str | None]]) -> int | None:
    """Index of the header among the first rows of a table, None if it has none."""
    width = max((sum(1 for c in row if c) for row in rows), default=0)
    for index, row in enumerate(rows[:_LOOKED_AT]):
        filled = [c.strip() for c in row if c and c.strip()]
        if 2 * len(filled) < width or not filled:
            continue  # a title
        return index if _is_header(filled, row, rows[index + 1 : index + 50]) else None
    return None


def _is_header(filled: list[str], row: Sequence[str | None], below: Sequence[Sequence[str | None]]) -> bool:
    if any(len(c) > 64 or _VALUE.search(c) for c in filled):
        return False
    if any(_WORDS.search(c) for c in filled):
        return True
    if not below or len(set(filled)) < len(filled):
        return False
    values = [(c, [r[n] for r in below if n < len(r) and r[n]]) for n, c in enumerate(row) if c]
    if any(c in found for c, found in values):
        return False
    differs = any(found and all(_VALUE.search(v) or any(ch.isdigit() for ch in v) for v in found if v) for _, found in values)
    plain = all(_IDENTIFIER.fullmatch(c) for c in filled)
    return differs or (plain and any(found and not any(_IDENTIFIER.fullmatch(v) for v in found if v) for _, found in values))


def columns(header: Sequence[str | None], width: int) -> tuple[Column, ...]:
    """Columns by a header's cells; an empty one is called column_<n>, a repeated one gets a number."""
    names: list[str] = []
    seen: set[str] = set()
    for n in range(min(width, MOST_COLUMNS)):
        cell = (header[n] if n < len(header) else None) or ""
        name = base = " ".join(cell.replace("\0", "").split())[:200] or f"column_{n + 1}"
        again = 2
        while name in seen:
            name, again = f"{base}_{again}", again + 1
        seen.add(name)
        names.append(name)
    return tuple(Column(name) for name in names)
