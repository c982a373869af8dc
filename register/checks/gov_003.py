"""GOV-003: a document in force was not reviewed within the interval that the register sets for it (PIPL 17: true, accurate, complete)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import overdue
from register.violation import Clause, Severity, Text, Violation

RULE = Rule("GOV-003", Severity.MEDIUM, False, ("PIPL 17",), Text("文件逾期未复核", "A document's review is overdue"), offline=True)


def check(context: Context) -> Iterator[Violation]:
    for document in context.register.documents.values():
        since = document.reviewed or document.effective
        if not document.in_force or document.interval is None or (since and not overdue(since, document.interval, context.today)):
            continue
        entry = {"id": document.id, "type": document.type, "review": {"last_reviewed": str(context.today)}}
        last = Text(f"，上次 {since}", f", the last time was {since}") if since else Text("，没有复核记录", ", and no review is on record")
        yield context.violation(
            RULE,
            Text(
                f"{document.label} 应每 {document.interval.text} 复核一次{last.zh}",
                f"{document.label} is to be reviewed every {document.interval.text}{last.en}",
            ),
            Text(
                "对照现行法律和实际处理情况复核：此后施行的有数据跨境流动规定（2024）、网络数据安全管理条例（2025）、GB/T"
                " 45574-2025；记录日期",
                "review it against the law in force and what is really done: the cross-border provisions (2024), the network"
                " data regulations (2025) and"
                " GB/T 45574-2025 may have come since; record the day",
            ),
            clause=Clause(document.label, ""),
            declaration=f"{document.at}.review",
            line=document.line,
            yaml=suggest.example({"documents": [entry]}),
            evidence=[("period", document.interval.text), ("reviewed", str(since or ""))],
        )
