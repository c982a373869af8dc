"""INV-008: personal information inside free text, JSON, remarks or attachments, where nobody looks for it.

What a column is not for (a sparse finding), what lies inside its cells (a path), text without columns, a column whose name
says remark or transcript. Only of kinds that the system's activities declare: others are INV-001's, INV-002's and INV-003's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.precedence import declared, held, production
from register.uses import uses_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-008",
    Severity.MEDIUM,
    False,
    ("PIPL 6",),
    Text("自由文本或嵌套数据里有个人信息", "Personal information inside free text or nested data"),
)

_REMARKS = re.compile(
    r"(?:^|[_\-. ])(?:remarks?|memo|notes?|comments?|description|desc|content|body|message|msg|feedback|transcripts?|attachments?"
    r"|raw|payload|beizhu|bz)(?:$|[_\-. 0-9])|备注|说明|附件|留言|正文|内容|转写|转录|评论|反馈|摘要",
    re.I,
)
_TEXTS = {
    "path": Text("嵌在单元格里的结构化数据", "structured data inside cells"),
    "document": Text("没有字段的文本", "text without columns"),
    "remark": Text("备注类字段", "a column of remarks"),
    "sparse": Text("另有用途的字段", "a column meant for something else"),
}


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for place in held(context):
        sort = _sort(place)
        if sort and declared(context, place) and not _told_elsewhere(context, place):
            yield _violation(context, place, sort)


def _sort(place: Place) -> str:
    finding = place.finding
    if finding.path:
        return "path"
    if not finding.column or (finding.column == "text" and len(place.asset.columns) == 1):  # so a text file's only column is called
        return "document" if finding.matched else ""
    if _REMARKS.search(finding.column):
        return "remark"
    return "sparse" if finding.sparse else ""


def _told_elsewhere(context: Context, place: Place) -> bool:
    """Logs are SEC-001's, code SEC-004's, test systems SEC-002's, pages are made of text."""
    return not production(context, place.asset) or bool(uses_of(context, place.asset) & {"log", "page"})


def _violation(context: Context, place: Place, sort: str) -> Violation:
    finding, name, what = place.finding, context.register.category_name(place.finding.category), _TEXTS[sort]
    where = f"{place.label}{f' {finding.path}' if finding.path else ''}"
    share = f"{finding.matched / finding.filled:.1%}" if finding.filled else ""
    return context.found(
        RULE,
        place,
        Text(f"{where} 是{what.zh}，{finding.matched} 格里有“{name.zh}”", f"{where} is {what.en}; {finding.matched} cells hold {name.en}"),
        Text(
            "移到专用字段或遮盖；录入处提示不要写个人信息；查阅、更正、删除请求要把这里算进去",
            "move it to a column of its own or mask it, tell those who type not to enter it, and search here for requests of access"
            " and erasure",
        ),
        clause=context.register.clause_for(finding.category),
        line=context.register.line("systems"),
        evidence=[("field_type", sort), ("json_path", finding.path), ("share", share)],
    )
