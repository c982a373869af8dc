"""SHR-004: what an activity or a transfer gives a recipient for goes beyond what the recipient's entry says (PIPL 23).

Purposes of activities and transfers are held against the recipient's, methods of transfers too: both speak of what the recipient
does. An entry that states no purposes or methods at all is SHR-002's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from register import suggest
from register.context import Context, Rule
from register.parties import Recipient
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-004",
    Severity.MEDIUM,
    False,
    ("PIPL 23",),
    Text("提供的目的或方式超出告知的接收方范围", "Given for more than the recipient's entry says"),
    offline=True,
)
_FIELDS = {"purposes": Text("目的", "purposes"), "methods": Text("方式", "methods")}


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for activity in register.activities:
        for recipient in filter(None, map(register.recipients.get, activity.recipients)):
            yield from _beyond(context, recipient, "purposes", activity.purposes, activity.at, activity.line)
    for transfer in register.transfers:
        if abroad := register.recipients.get(transfer.recipient):
            yield from _beyond(context, abroad, "purposes", transfer.purposes, transfer.at, transfer.line)
            yield from _beyond(context, abroad, "methods", transfer.methods, transfer.at, transfer.line)


def _beyond(context: Context, recipient: Recipient, field: str, used: Collection[str], at: str, line: int) -> Iterator[Violation]:
    told = recipient.purposes if field == "purposes" else recipient.methods
    extra = [item for item in used if item not in told]
    if not told or not extra:
        return
    what, items = _FIELDS[field], ", ".join(extra)
    yield context.violation(
        RULE,
        Text(
            f"{at} 向“{recipient.name}”提供的{what.zh}（{items}）不在告知的接收方{what.zh}之内",
            f"{at} gives to {recipient.id} ({recipient.name}) with {what.en} ({items}) that its entry does not state",
        ),
        Text(
            f"停止超出的部分；确有必要的，在政策中补上接收方的{what.zh}并重新取得单独同意",
            f"stop what goes beyond; if it is needed, add to the recipient's {what.en} in the policy and obtain separate consent again",
        ),
        clause=recipient.clause,
        declaration=f"{at}.{field}[{recipient.id}]",
        line=line,
        yaml=suggest.dumped({"recipients": [{"id": recipient.id, field: extra}]}),
        evidence=[(field, items), ("nearest", recipient.id)],
    )
