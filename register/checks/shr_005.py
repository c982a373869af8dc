"""SHR-005: a recipient or processor holds a kind that its entry does not list.

What lies in a system that it runs, or at one of its destinations, and is declared there, but is not among its
`data_categories`. Silent where the party itself is undeclared (SHR-001), the kind is (INV-001, INV-002), the country is
(XB-001), and for a processor that lists no kind at all (SHR-006).
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Place, Rule
from register.parties import Processor, Recipient
from register.precedence import abroad_undeclared, declared, held_in, parties
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-005",
    Severity.HIGH,
    True,
    ("PIPL 6", "PIPL 21", "PIPL 23"),
    Text("给出的信息种类超出声明", "A kind that the recipient's entry does not list"),
)


def check(context: Context) -> Iterator[Violation]:
    for places in held_in(context).values():
        for party in parties(context, places[0].asset):
            for place in places:
                if _exceeds(context, place, party):
                    yield _violation(context, place, party)


def _exceeds(context: Context, place: Place, party: Recipient | Processor) -> bool:
    register = context.register
    if isinstance(party, Processor) and not party.categories:
        return False
    if register.covers(party.categories, place.finding.category) or not declared(context, place) or abroad_undeclared(context, place):
        return False
    operator = place.system.operator if place.system else ""
    named = {p for a in register.activities_of(place.system.key) for p in (*a.recipients, *a.processors)} if place.system else set()
    return not operator or operator in named


def _violation(context: Context, place: Place, party: Recipient | Processor) -> Violation:
    register, category = context.register, place.finding.category
    name = register.category_name(category)
    listed = [register.category_name(key) for key in sorted(party.categories)]
    zh, en = "、".join(n.zh for n in listed) or "没有列出任何种类", ", ".join(n.en for n in listed) or "no kind at all"
    entry = "processors" if isinstance(party, Processor) else "recipients"
    fragment = {**suggest.named(register, category), entry: [{"id": party.id, "data_categories": [category]}]}
    return context.found(
        RULE,
        place,
        Text(
            f"{place.label} 在“{party.name}”处，有“{name.zh}”；它的登记只列了：{zh}",
            f"{place.label} is with {party.name} and holds {name.en}; its entry lists {en}",
        ),
        Text(
            "停止给出该类信息并要求对方删除；确有必要的，先告知（对外提供另取单独同意），再加到该接收方的种类里",
            "stop giving it and have it deleted there; if it is needed, tell people first (and obtain separate consent when it is"
            " provided, not"
            " entrusted), then add the kind to the entry",
        ),
        clause=party.clause or context.silent_clause(),
        line=party.line,
        yaml=suggest.dumped(fragment),
        evidence=[("recipient", party.name), ("listed", ", ".join(sorted(party.categories)))],
    )
