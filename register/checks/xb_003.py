"""XB-003: so many people's information has gone abroad this year that the recorded mechanism or exemption is no longer enough.

The running count is of the company as a whole since 1 January, exempted scenarios left out (`register/exports.py`); the route
is the law pack's (`register/route.py`). Each transfer that counts is held against it: critical when the count has crossed a
threshold, high when only its upper end has, medium when it has come within the share that warns (80 %). Sensitive kinds in a
transfer exempted as below 100,000 people are XB-010's.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.exports import Exports, exports
from register.parties import Transfer
from register.precedence import sensitive_below_100k
from register.route import MECHANISMS, Near, Route, route
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-003",
    Severity.CRITICAL,
    True,
    ("促进和规范数据跨境流动规定 5", "促进和规范数据跨境流动规定 7", "促进和规范数据跨境流动规定 8"),
    Text("出境人数超过所记机制或豁免的上限", "More people abroad than the recorded mechanism allows"),
)
_ROUTES = {
    Route.EXEMPT: Text("豁免", "exemption"),
    Route.CONTRACT: Text("标准合同或认证", "standard contract or certification"),
    Route.ASSESSMENT: Text("安全评估", "security assessment"),
}


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only or not context.register.transfers:
        return
    all_ = exports(context)
    for transfer in context.register.transfers:
        recorded = recorded_route(transfer)
        if recorded is None or transfer.id in all_.exempted or all_.transfers[transfer.id].basis == "nothing":
            continue
        yield from _judged(context, transfer, recorded, all_)


def recorded_route(transfer: Transfer) -> Route | None:
    """What the recorded mechanism or exemption is good for; None where it says nothing about numbers of people."""
    if transfer.mechanism in ("", "exempt", "undetermined"):
        return Route.EXEMPT if transfer.exemption == "below_100k" else None
    return MECHANISMS.get(transfer.mechanism)


def _judged(context: Context, transfer: Transfer, recorded: Route, all_: Exports) -> Iterator[Violation]:
    verdict = all_.running.judged
    if verdict.route.weight > recorded.weight:
        if not _of_sensitive_kinds_only(context, transfer, recorded, all_):
            yield _violation(context, transfer, recorded, verdict.route, all_, Severity.CRITICAL)
    elif verdict.high.weight > recorded.weight:
        yield _violation(context, transfer, recorded, verdict.high, all_, Severity.HIGH)
    else:
        near = max((n for n in verdict.near if n.route.weight > recorded.weight), key=lambda n: n.share, default=None)
        if near:
            yield _violation(context, transfer, recorded, near.route, all_, Severity.MEDIUM, near)


def _of_sensitive_kinds_only(context: Context, transfer: Transfer, recorded: Route, all_: Exports) -> bool:
    """Whether the count of everybody would do, and only the sensitive kinds that XB-010 names do not."""
    figures = all_.running.figures
    general = route(figures.everybody.estimate, 0, ciio=bool(context.register.profile.ciio), pack=context.law_pack)
    named = any(key[0] == transfer.id for key in sensitive_below_100k(context))
    return named and general.weight <= recorded.weight


def _violation(
    context: Context, transfer: Transfer, recorded: Route, needed: Route, all_: Exports, severity: Severity, near: Near | None = None
) -> Violation:
    figures = all_.running.figures
    general, sensitive = figures.general, figures.sensitive
    about = ("", "") if general.exact and sensitive.exact else ("约 ", "about ")
    has, wants = _ROUTES[recorded], _ROUTES[needed]
    verb = {
        Severity.CRITICAL: Text("已须走", "now asks for"),
        Severity.HIGH: Text("按上限已须走", "by its upper end asks for"),
        Severity.MEDIUM: Text("接近须走", "comes close to what asks for"),
    }[severity]
    return context.violation(
        RULE,
        Text(
            f"自 {all_.since} 起出境{about[0]}{general.estimate} 人，另含敏感信息的{about[0]}{sensitive.estimate} 人；"
            f"出境登记 {transfer.id} 记的是{has.zh}，{verb.zh}{wants.zh}",
            f"since {all_.since} information of {about[1]}{general.estimate} people went abroad, and of {about[1]}{sensitive.estimate} more"
            f" with sensitive kinds; transfer {transfer.id} records {has.en}, the count {verb.en} {wants.en}",
        ),
        Text(
            "暂停超出部分；申报安全评估，或订立标准合同并备案、通过认证；核对人数是否去重、豁免场景是否单列",
            "pause what exceeds it; apply for the assessment, or conclude and file the standard contract or obtain certification;"
            " verify that"
            " people are counted once and that exempted scenarios are listed apart",
        ),
        severity=severity,
        clause=transfer.clause,
        declaration=f"{transfer.at}.mechanism",
        line=transfer.line,
        evidence=[
            ("people", f"{general.estimate} ({general.low}–{general.high})"),
            ("people_sensitive", f"{sensitive.estimate} ({sensitive.low}–{sensitive.high})"),
            ("since", f"{all_.since} ({all_.running.since})"),
            ("mechanism", recorded.value),
            ("route", needed.value),
            ("threshold", f"{near.bound} ({near.share:.0%})" if near else ""),
            ("counted_twice", all_.running.judged.counted_twice.value if all_.running.judged.ambiguous else ""),
        ],
    )
