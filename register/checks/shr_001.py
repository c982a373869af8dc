"""SHR-001: personal information lies with somebody outside the company to whom no activity gives or entrusts it.

A system that a recipient or processor runs (`operator`) holds personal information, and no activity of that system names it
among its recipients or processors. Critical abroad. The evidence says from which of the company's own columns it was
copied, where fingerprints tell. Silent about what XB-001 says: an undeclared country comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Place, Rule
from register.copies import closest
from register.entries import System
from register.precedence import abroad_undeclared
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-001",
    Severity.HIGH,
    True,
    ("PIPL 21", "PIPL 23", "网络数据安全管理条例 12"),
    Text("个人信息在未声明的接收方手里", "Personal information with a party that no activity names"),
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for uri, places in context.by_asset.items():
        system = places[0].system
        if system is None or not system.operator:
            continue
        named = {party for a in register.activities_of(system.key) for party in (*a.recipients, *a.processors)}
        told = [place for place in places if not abroad_undeclared(context, place)]
        if system.operator not in named and told:
            yield _violation(context, system, uri, told)


def _violation(context: Context, system: System, uri: str, places: list[Place]) -> Violation:
    register, asset = context.register, context.assets[uri]
    party = register.recipients.get(system.operator) or register.processors.get(system.operator)
    who = party.name if party else system.operator
    kinds = sorted({p.finding.category for p in places})
    names = [register.category_name(key) for key in kinds]
    country = context.law_pack.abroad(context.region(asset))
    copied = closest(context, uri)
    entry = "processors" if system.operator in register.processors else "recipients"
    activity = next(iter(register.activities_of(system.key)), None)
    fragment: suggest.Fragment = {"processing_activities": [{"id": activity.id, entry: [system.operator]}]} if activity else {}
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{uri} 在“{who}”运行的系统“{system.name}”里，有{'、'.join(n.zh for n in names)}；没有处理活动声明提供或委托给它",
            f"{uri} is in system {system.name}, run by {who}, and holds {', '.join(n.en for n in names)}; no activity gives or entrusts"
            " it to them",
        ),
        Text(
            "停止提供；或写入处理活动的 recipients（对外提供：告知并取得单独同意）或 processors（委托：订立合同并监督），更新政策",
            "stop it, or name them in the activity: recipients (tell people, obtain separate consent) or processors (contract,"
            " supervision);"
            " update the policy",
        ),
        severity=Severity.CRITICAL if country else None,
        clause=(party.clause if party else None) or context.silent_clause(),
        line=activity.line if activity else system.line,
        yaml=suggest.dumped(fragment) if fragment and party else "",
        evidence=[
            ("recipient", who),
            ("region", context.region(asset)),
            ("categories", ", ".join(kinds)),
            ("columns", ", ".join(sorted({p.finding.column for p in places if p.finding.column}))),
            ("rows", str(asset.rows_estimate or asset.rows_read or "")),
            ("overlap", f"{copied.share:.0%}" if copied else ""),
            ("original", copied.original.label if copied else ""),
        ],
    )
