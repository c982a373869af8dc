"""SHR-011: no record of giving or entrusting from within the time that records have to be kept (网络数据安全管理条例 12).

`record` is the day of the latest one that is kept; how long they are kept comes from the law pack.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import is_controller, overdue
from register.parties import Processor, Recipient
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-011",
    Severity.MEDIUM,
    False,
    ("网络数据安全管理条例 12",),
    Text("没有保存期内的提供或委托记录", "No record of giving or entrusting from within the time it has to be kept"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register, keep = context.register, context.law_pack.period("provide_entrust.record_keep")
    for name, parties in (("processors", register.processors), ("recipients", register.recipients)):
        for party in parties.values():
            if (isinstance(party, Processor) or is_controller(party)) and (
                party.record is None or overdue(party.record, keep, context.today)
            ):
                yield _violation(context, name, party, keep.text)


def _violation(context: Context, name: str, party: Processor | Recipient, keep: str) -> Violation:
    last = str(party.record or "")
    return context.violation(
        RULE,
        Text(
            f"{'委托' if name == 'processors' else '提供给'}“{party.name}”处理的情况"
            f"{f'最近一次记录在 {last}，早于保存期 {keep}' if last else '没有记录'}",
            f"{party.id} ({party.name}): {f'the latest record is of {last}, older than {keep}' if last else 'there is no record'}"
            " of what it was given",
        ),
        Text(
            f"记录每次提供或委托的目的、方式、种类、数量和接收方，至少保存 {keep}，并登记最近一份记录的日期",
            f"record purpose, method, kinds, amount and recipient of each case, keep it for {keep} at least, and register the day"
            " of the latest",
        ),
        clause=party.clause,
        declaration=f"{party.at}.record",
        line=party.line,
        yaml=suggest.example({name: [{"id": party.id, "record": str(context.today)}]}),
        evidence=[("period", keep), ("law", context.law_pack.source("provide_entrust.record_keep"))],
    )
