"""XB-004: an export that does not say to whom, to which country, what for or how (PIPL 39)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import listed
from register.model import Register
from register.parties import Transfer
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-004",
    Severity.MEDIUM,
    False,
    ("PIPL 39",),
    Text("没有写明境外接收方或国家", "Recipient or country of an export is not named"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for transfer in context.register.transfers:
        if lacking := _lacking(context.register, transfer):
            yield _violation(context, transfer, lacking)


def _named(register: Register, name: str) -> bool:
    recipient = register.recipients.get(name)
    return recipient.named if recipient else name in register.processors


def _lacking(register: Register, transfer: Transfer) -> dict[str, Text]:
    lacking = {}
    if not _named(register, transfer.recipient):
        lacking["recipient"] = Text("接收方名称", "the recipient's name")
    if not transfer.country:
        lacking["country"] = Text("国家或地区", "country or region")
    if register.purposes and not transfer.purposes:
        lacking["purposes"] = Text("处理目的", "purposes")
    if not transfer.methods:
        lacking["methods"] = Text("处理方式", "methods")
    return lacking


def _violation(context: Context, transfer: Transfer, lacking: dict[str, Text]) -> Violation:
    words = listed(lacking.values())
    return context.violation(
        RULE,
        Text(f"出境“{transfer.id}”没有写明{words.zh}", f"transfer {transfer.id} does not state {words.en}"),
        Text(
            "在政策里逐一写明：“境外接收方：全称；所在国家或地区：…；联系方式：…；处理目的：…；处理方式：…；个人信息的种类：…。”",
            "state in the policy for each: “Recipient abroad: full name; country or region: …; contact: …; purposes: …; methods:"
            " …; kinds: …”",
        ),
        clause=transfer.clause or context.silent_clause(),
        declaration=transfer.at,
        line=transfer.line,
        yaml=suggest.example(_lines(context.register, transfer, lacking)),
        evidence=[("missing", ", ".join(lacking))],
    )


def _lines(register: Register, transfer: Transfer, lacking: dict[str, Text]) -> suggest.Fragment:
    recipient = transfer.recipient or "overseas-recipient"
    values = {
        "recipient": recipient,
        "country": "ZZ",  # ISO 3166: a code for users, of no country
        "purposes": [next(iter(register.purposes), "")],
        "methods": ["存储"],
    }
    fragment: suggest.Fragment = {"cross_border_transfers": [{"id": transfer.id, **{key: values[key] for key in lacking}}]}
    if "recipient" in lacking:
        fragment |= {"recipients": [{"id": recipient, "name": "境外接收方全称", "named": True}]}
    return fragment
