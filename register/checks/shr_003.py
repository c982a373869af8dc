"""SHR-003: personal information is given to another controller and no separate consent is on record (PIPL 23).

Not asked for where all the purposes of the recipient rest on another basis than consent.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import is_controller, rests_on_consent
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-003",
    Severity.HIGH,
    False,
    ("PIPL 23",),
    Text("向他人提供个人信息没有单独同意的记录", "No separate consent on record for giving to others"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for recipient in register.recipients.values():
        if not is_controller(recipient) or recipient.consent.recorded or not rests_on_consent(register, recipient.purposes):
            continue
        consent = {"separate_consent": {"obtained": True, "evidence": "单独勾选同意的记录所在位置"}}
        unproved = bool(recipient.consent.obtained)
        yield context.violation(
            RULE,
            Text(
                f"向“{recipient.name}”提供个人信息，{'单独同意没有凭据' if unproved else '没有取得单独同意的记录'}",
                f"giving to recipient {recipient.id} ({recipient.name}):"
                f" {'the separate consent has no evidence' if unproved else 'no separate consent is recorded'}",
            ),
            Text(
                f"提供前单独征求同意，不与其他事项一并勾选：“您是否同意我们向{recipient.name}提供您的上述个人信息？”，并登记凭据的位置",
                f"ask for it separately before giving, with a box of its own: “Do you agree that we give {recipient.name} the"
                " information above?”;"
                " then register where the evidence is",
            ),
            clause=recipient.clause or context.silent_clause(),
            declaration=f"{recipient.at}.separate_consent",
            line=recipient.line,
            yaml=suggest.example({"recipients": [{"id": recipient.id, **consent}]}),
        )
