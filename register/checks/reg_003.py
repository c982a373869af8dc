"""REG-003: a document is not the one that the register pins, or does not hold what is quoted from it (PIPL 17)."""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.quotes import Changed, Missing, Unread, doubts, unread
from register.violation import Clause, Severity, Text, Violation

RULE = Rule(
    "REG-003",
    Severity.HIGH,
    True,
    ("PIPL 17",),
    Text("登记册引文与政策原文不符", "The register does not match the policy's text"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for doubt in doubts(context.register):
        yield _changed(context, doubt) if isinstance(doubt, Changed) else _missing(context, doubt)
    for document in unread(context.register):
        yield _unread(context, document)


def _changed(context: Context, doubt: Changed) -> Violation:
    document = doubt.document
    return context.violation(
        RULE,
        Text(f"{document.label} 的文件已不是登记册锁定的版本", f"the file of {document.label} is no longer the version the register pins"),
        Text("核对政策改动，更新引文、版本和 sha256", "review what changed in the policy; then update quotes, version and sha256"),
        declaration=f"{document.at}.source.sha256",
        line=document.line,
        evidence=[("expected", doubt.expected), ("actual", doubt.actual)],
    )


def _missing(context: Context, doubt: Missing) -> Violation:
    citation, label = doubt.citation, doubt.document.label
    return context.violation(
        RULE,
        Text(
            f"{label} 第 {citation.clause or '—'} 条里没有这段引文", f"{label}, clause {citation.clause or '—'}, does not hold this quote"
        ),
        Text("改成政策原文，或改正条款号", "quote the policy word for word, or correct the clause"),
        clause=Clause(label, citation.clause, citation.quote),
        declaration=citation.at,
        line=citation.line,
    )


def _unread(context: Context, doubt: Unread) -> Violation:
    """A policy that cannot be read bears out nothing: that must not look like a policy that agrees."""
    label, said = doubt.document.label, doubt.said
    return context.violation(
        RULE,
        Text(
            f"{label} 的文件读不了，引文没有核对：{said.zh}",
            f"the file of {label} cannot be read, so its quotes were not checked: {said.en}",
        ),
        Text("换成可读的文本、网页、Word 或 PDF 文件", "use a readable text, HTML, Word or PDF file"),
        declaration=f"{doubt.document.at}.source.path",
        line=doubt.document.line,
    )
