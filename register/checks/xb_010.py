"""XB-010: a transfer is recorded as exempt because it concerns fewer than 100,000 people, and carries sensitive kinds.

That exemption does not cover sensitive personal information, of however few people (促进和规范数据跨境流动规定 5(1)(4), 8).
Once per transfer and kind; the register's standard says what is sensitive.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.parties import Transfer
from register.precedence import sensitive_below_100k
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-010",
    Severity.HIGH,
    True,
    ("促进和规范数据跨境流动规定 5(1)(4)", "促进和规范数据跨境流动规定 8"),
    Text("按“不满十万人”豁免的出境含敏感个人信息", "Sensitive kinds in a transfer exempted as below 100,000 people"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for (_, category), (transfer, places) in sensitive_below_100k(context).items():
        yield _violation(context, transfer, category, places)


def _violation(context: Context, transfer: Transfer, category: str, places: list[Place]) -> Violation:
    name = context.register.category_name(category)
    where = sorted(place.label for place in places)
    return context.violation(
        RULE,
        Text(
            f"出境登记 {transfer.id} 按不满十万人豁免，{where[0]}{'等' if len(where) > 1 else ''}有敏感的“{name.zh}”，该豁免不适用",
            f"transfer {transfer.id} is exempted as below 100,000 people; {where[0]}{' and others' if len(where) > 1 else ''} holds"
            " sensitive"
            f" {name.en}, which that exemption does not cover",
        ),
        Text(
            "不再传输该类信息；或自当年 1 月 1 日起不满一万人的订立标准合同或通过认证，一万人以上的申报安全评估",
            "stop transferring that kind; or conclude the standard contract or obtain certification (fewer than 10,000 people since 1"
            " January),"
            " or apply for a security assessment (10,000 and more)",
        ),
        clause=transfer.clause,
        category=category,
        declaration=f"{transfer.at}.exemption",
        line=transfer.line,
        evidence=[
            ("sensitivity", context.register.standard),
            ("region", transfer.country),
            ("columns", ", ".join(where[:5])),
            ("matched", str(max(place.finding.matched for place in places))),
        ],
    )
