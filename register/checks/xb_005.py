"""XB-005: people are not told how to exercise their rights against the recipient abroad (PIPL 39)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-005",
    Severity.MEDIUM,
    False,
    ("PIPL 39",),
    Text("没有写明向境外接收方行使权利的途径", "No route to exercise rights against the recipient abroad"),
    offline=True,
)
_ROUTE = "可以发送邮件至（接收方邮箱）向境外接收方提出查阅、复制、更正、删除等请求，接收方在核实身份后答复；也可以由我们代为转交"


def check(context: Context) -> Iterator[Violation]:
    for transfer in context.register.transfers:
        if transfer.rights:
            continue
        yield context.violation(
            RULE,
            Text(
                f"出境“{transfer.id}”没有写明向境外接收方行使权利的方式和程序",
                f"transfer {transfer.id} does not state how rights are exercised against the recipient",
            ),
            Text(
                f"在政策里写：“您{_ROUTE}。”",
                "write in the policy: “You may send requests to see, copy, correct or delete to the recipient at (mailbox); it"
                " answers after verifying"
                " who you are. We pass them on if you ask us to.”",
            ),
            clause=transfer.clause or context.silent_clause(),
            declaration=f"{transfer.at}.rights_against_recipient",
            line=transfer.line,
            yaml=suggest.example({"cross_border_transfers": [{"id": transfer.id, "rights_against_recipient": _ROUTE}]}),
        )
