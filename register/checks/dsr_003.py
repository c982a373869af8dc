"""DSR-003: requests of people without a time limit for the answer, with one that is too long, or without a way to make them (PIPL 50)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import has_policy
from register.violation import Severity, Text, Violation

RULE = Rule(
    "DSR-003",
    Severity.MEDIUM,
    False,
    ("PIPL 50", "网络数据安全管理条例 23"),
    Text("没有写明答复期限或申请途径", "No time limit or no way to make a request"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    if not has_policy(context):
        return
    handling, longest = context.register.rights_handling, context.law_pack.period("dsr.response")
    deadline = handling.deadline if handling else None
    if deadline is None:
        said = Text("政策没有写明答复权利请求的期限", "the policy sets no time limit for answering requests")
        yield _violation(context, "response_deadline", said, longest.text, {"response_deadline": "P15D"})
    elif deadline.length > longest.length:
        said = Text(
            f"答复期限 {deadline.text} 长于 {longest.text}", f"the time limit for answers, {deadline.text}, is longer than {longest.text}"
        )
        yield _violation(context, "response_deadline", said, longest.text, {"response_deadline": longest.text})
    if handling is None or not handling.contact:
        said = Text("政策没有写明行使权利的联系方式", "the policy names no contact for requests")
        contact = context.register.organization.controller.email or "privacy@company.example"
        yield _violation(context, "contact", said, "", {"contact": {"email": contact}})


def _violation(context: Context, field: str, message: Text, longest: str, lines: suggest.Fragment) -> Violation:
    handling = context.register.rights_handling
    return context.violation(
        RULE,
        message,
        Text(
            "在权利一节写明：“您可以发送邮件至（邮箱）提出请求，我们在核实身份后十五日内答复；拒绝的，说明理由。”",
            "write in the section on rights: “Send your request to (mailbox); we answer within 15 days of verifying who you are,"
            " and give reasons when we"
            " refuse.”",
        ),
        clause=(handling.clause if handling else None) or context.silent_clause(),
        declaration=f"rights_handling.{field}",
        line=context.register.line("rights_handling"),
        yaml=suggest.example({"rights_handling": lines}),
        evidence=[("period", longest), ("law", context.law_pack.source("dsr.response") if longest else "")],
    )
