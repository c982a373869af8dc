"""INC-003: after an incident the people of a system could not be told: nowhere in it is a way to reach them (PIPL 57).

Systems in which people are named (a name, an account, a number of theirs) and no phone number, e-mail address, postal address
or social account stands. POSSIBLE contacts count as contacts. Test systems have nobody to tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.categories import ancestors, known
from register.context import Context, Rule
from register.precedence import code, held, production
from register.violation import Severity, Text, Violation

RULE = Rule("INC-003", Severity.MEDIUM, False, ("PIPL 57",), Text("事件发生后无法告知本人", "People who could not be told of an incident"))
_REACHING = frozenset({"user.contact", "user.account.sns"})
_NAMING = frozenset({"user.name", "user.account", "user.account.username", "user.unique_id"})


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    reachable = {
        s.key
        for f in context.inventory.findings
        if f.uri in context.assets and not _REACHING.isdisjoint(ancestors(f.category)) and (s := context.system(f.uri))
    }
    named: dict[str, set[str]] = {}
    for place in held(context):
        if place.system and production(context, place.asset) and not code(context, place.asset) and _names(place.finding.category):
            named.setdefault(place.system.key, set()).add(place.finding.uri)
    for key in sorted(named.keys() - reachable):
        yield _violation(context, key, sorted(named[key]))


def _names(category: str) -> bool:
    return category in _NAMING or (known(category).identifying and "user.device" not in ancestors(category))


def _violation(context: Context, key: str, uris: list[str]) -> Violation:
    register = context.register
    system, incident = register.systems[key], register.incident
    way = ", ".join(incident.channels) if incident else ""
    return context.violation(
        RULE,
        Text(
            f"系统“{system.name}”里有具体的人（{uris[0]}{'等' if len(uris) > 1 else ''}），却没有电话、邮箱、地址或社交账号，"
            "发生事件时无法逐一告知",
            f"system {system.name} names people ({uris[0]}{' and others' if len(uris) > 1 else ''}) and holds no phone number, e-mail"
            " or postal address"
            " and no social account: after an incident they could not be told one by one",
        ),
        Text(
            "写明从哪个系统、按什么编号取得联系方式，并演练一次；确实联系不到的，在预案里写明公告的方式",
            "write down from which system and by which number their contacts come, and rehearse it; where nobody can be reached, state"
            " in the plan how"
            " an announcement is made",
        ),
        clause=incident.clause if incident else context.silent_clause(),
        system=key,
        declaration=system.at,
        line=system.line,
        evidence=[
            ("system", system.name),
            ("owner", register.owner_of(system)),
            ("assets", str(len(uris))),
            ("channels", way),
            ("fallback", incident.fallback if incident else ""),
        ],
    )
