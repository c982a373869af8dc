"""SHR-002: a recipient without its name or contact, or without what it does with which kinds (PIPL 23; 条例 21(2) wants a list).

Recipients that cannot be named beforehand have rules of their own: classes of the entrusted (SHR-008), a successor (SHR-009),
authorities (SHR-010).
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import is_controller, listed
from register.parties import Recipient
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-002",
    Severity.MEDIUM,
    False,
    ("PIPL 23", "网络数据安全管理条例 21(2)"),
    Text("没有写明接收方及其联系方式", "A recipient is not named or cannot be reached"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for recipient in context.register.recipients.values():
        if is_controller(recipient) and (lacking := _lacking(context, recipient)):
            yield _violation(context, recipient, lacking)


def _lacking(context: Context, recipient: Recipient) -> dict[str, tuple[Text, suggest.Fragment]]:
    """What PIPL 23 has told and the entry does not say, with lines that say it."""
    purpose = next(iter(context.register.purposes), "")
    lacking: dict[str, tuple[Text, suggest.Fragment]] = {}
    if not recipient.named:
        lacking["name"] = (Text("名称", "name"), {"named": True, "name": "接收方全称"})
    if not recipient.contact:
        lacking["contact"] = (Text("联系方式", "contact"), {"contact": {"email": "privacy@recipient.example"}})
    if purpose and not recipient.purposes:
        lacking["purposes"] = (Text("处理目的", "purposes"), {"purposes": [purpose]})
    if not recipient.methods:
        lacking["methods"] = (Text("处理方式", "methods"), {"methods": ["查阅"]})
    if not recipient.categories:
        lacking["categories"] = (Text("个人信息的种类", "kinds"), {"data_categories": [next(iter(context.register.categories))]})
    return lacking


def _violation(context: Context, recipient: Recipient, lacking: dict[str, tuple[Text, suggest.Fragment]]) -> Violation:
    words = listed(text for text, _ in lacking.values())
    entry: suggest.Fragment = {"id": recipient.id}
    for _, lines in lacking.values():
        entry |= lines
    return context.violation(
        RULE,
        Text(f"接收方“{recipient.name}”没有写明{words.zh}", f"recipient {recipient.id} ({recipient.name}) lacks: {words.en}"),
        Text(
            "在政策的接收方一览里逐家写明：“接收方：全称；联系方式：…；处理目的：…；处理方式：…；个人信息的种类：…。”",
            "list each recipient in the policy: “Recipient: full name; contact: …; purposes: …; methods: …; kinds of personal"
            " information: …”",
        ),
        clause=recipient.clause or context.silent_clause(),
        declaration=recipient.at,
        line=recipient.line,
        yaml=suggest.example({"recipients": [entry]}),
        evidence=[("missing", ", ".join(lacking))],
    )
