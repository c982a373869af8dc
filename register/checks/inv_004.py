"""INV-004: an activity without a purpose, a purpose without a legal basis, or a legal duty that names no law (PIPL 6, 13, 17).

A law counts as named when its title stands in the purpose's name, quote or `necessity`: 《网络安全法》, 网络安全法第二十一条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import Activity
from register.notice import Purpose
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-004",
    Severity.HIGH,
    True,
    ("PIPL 6", "PIPL 13", "PIPL 17"),
    Text("没有处理目的或合法性基础", "No purpose or no legal basis"),
    offline=True,
)
_LAW = re.compile(r"《[^》]{2,60}》|[一-鿿]{2,30}(?<!守)(?<!依)(?<!合)(?:法|条例)(?=第|$|[，。、；,;.（()）])|[A-Z]\w+ (?:Law|Act)\b")


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for activity in register.activities:
        if not activity.purposes:
            yield _aimless(context, activity)
    for purpose in register.purposes.values():
        if not purpose.bases:
            yield _baseless(context, purpose)
        elif "legal_duty" in purpose.bases and not _names_law(purpose):
            yield _lawless(context, purpose)


def _names_law(purpose: Purpose) -> bool:
    said = (purpose.name, purpose.necessity, purpose.clause.quote if purpose.clause else "")
    return any(_LAW.search(text.strip()) for text in said)


def _aimless(context: Context, activity: Activity) -> Violation:
    purposes = context.register.purposes
    fragment: suggest.Fragment = {} if purposes else {"data_uses": [{"id": "p1", "name": "具体目的", "legal_basis": ["consent"]}]}
    fragment |= {"processing_activities": [{"id": activity.id, "data_uses": [next(iter(purposes), "p1")]}]}
    return context.violation(
        RULE,
        Text(f"处理活动“{activity.name}”没有处理目的", f"activity {activity.id} ({activity.name}) has no purpose"),
        Text("登记目的；说不出目的的，停止处理并删除", "declare its purpose; where there is none, stop the processing and delete the data"),
        clause=context.silent_clause(),
        declaration=f"{activity.at}.data_uses",
        line=activity.line,
        yaml=suggest.example(fragment),
    )


def _baseless(context: Context, purpose: Purpose) -> Violation:
    return context.violation(
        RULE,
        Text(f"目的“{purpose.name}”没有合法性基础", f"purpose {purpose.id} ({purpose.name}) has no legal basis"),
        Text(
            "从 PIPL 第十三条的各项中选定依据：同意、合同、法定义务等",
            "choose its basis among those of PIPL 13: consent, contract, legal duty and so on",
        ),
        clause=purpose.clause or context.silent_clause(),
        declaration=f"{purpose.at}.legal_basis",
        line=purpose.line,
        yaml=suggest.example({"data_uses": [{"id": purpose.id, "legal_basis": ["consent"]}]}),
    )


def _lawless(context: Context, purpose: Purpose) -> Violation:
    """Milder than no basis at all: there is one, and somebody has to say which."""
    return context.violation(
        RULE,
        Text(
            f"目的“{purpose.name}”以法定义务为依据，没有写是哪部法律",
            f"purpose {purpose.id} ({purpose.name}) rests on a legal duty and names no law",
        ),
        Text(
            "写明法律名称和条款，例如“为履行《中华人民共和国税收征收管理法》第二十四条规定的义务”",
            "name the law and its article, such as “to fulfil article 24 of the Tax Collection Administration Law”",
        ),
        severity=Severity.MEDIUM,
        clause=purpose.clause or context.silent_clause(),
        declaration=f"{purpose.at}.necessity",
        line=purpose.line,
        yaml=suggest.example({"data_uses": [{"id": purpose.id, "necessity": "履行《中华人民共和国税收征收管理法》第二十四条规定的义务"}]}),
    )
