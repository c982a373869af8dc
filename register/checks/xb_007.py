"""XB-007: an export with neither mechanism nor exemption, or with one that has expired or is not reasoned (PIPL 38).

An assessment or a certificate without an end of its own lasts as long as the law pack says; a day that the entry states goes first.
Whether an exemption's numbers hold is XB-003's, with a scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from register import suggest
from register.context import Context, Rule
from register.duties import overdue
from register.parties import Transfer
from register.precedence import sent
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-007",
    Severity.HIGH,
    True,
    ("PIPL 38", "网络数据安全管理条例 35", "网络数据安全管理条例 38"),
    Text("没有有效的出境机制或豁免", "No valid mechanism or exemption for an export"),
    offline=True,
)
_OPEN = frozenset({"", "undetermined"})
_VALIDITY = {"security_assessment": "xb.assessment.validity", "certification": "xb.certification.validity"}


def check(context: Context) -> Iterator[Violation]:
    for transfer in context.register.transfers:
        exempt = transfer.exemption not in _OPEN | {"none"}
        if transfer.mechanism in _OPEN | {"exempt"} and not exempt:
            yield _none(context, transfer)
        elif transfer.mechanism in _OPEN | {"exempt"} and not transfer.rationale:
            yield _unreasoned(context, transfer)
        elif ended := _ended(context, transfer):
            yield _expired(context, transfer, ended)


def _ended(context: Context, transfer: Transfer) -> Text | None:
    """Why the mechanism no longer holds today, None while it does."""
    if transfer.expires:
        return Text(f"已于 {transfer.expires} 到期", f"ended on {transfer.expires}") if transfer.expires < context.today else None
    name = _VALIDITY.get(transfer.mechanism)
    if name is None or transfer.effective is None or not overdue(transfer.effective, context.law_pack.period(name), context.today):
        return None
    period = context.law_pack.period(name).text
    return Text(f"自 {transfer.effective} 起的有效期 {period} 已过", f"began on {transfer.effective} and has outlived its {period}")


def _none(context: Context, transfer: Transfer) -> Violation:
    return _violation(
        context,
        transfer,
        "mechanism",
        Text(f"出境“{transfer.id}”没有登记机制，也没有登记豁免", f"transfer {transfer.id} has neither mechanism nor exemption"),
        Text(
            "按人数判定路径（安全评估、标准合同、保护认证或豁免），办理完成后登记编号和日期；此前停止出境",
            "determine the route by the number of people (assessment, standard contract, certification or exemption), complete"
            " it and register its"
            " number and dates; until then stop the export",
        ),
        {"mechanism": {"type": "standard_contract", "ref": "备案编号", "effective": str(context.today)}},
    )


def _unreasoned(context: Context, transfer: Transfer) -> Violation:
    return _violation(
        context,
        transfer,
        "exemption.rationale",
        Text(
            f"出境“{transfer.id}”登记了豁免（{transfer.exemption}），没有写理由",
            f"transfer {transfer.id} claims an exemption ({transfer.exemption}) without saying why",
        ),
        Text(
            "写明适用的条款和事实，例如“自当年 1 月 1 日起累计向境外提供不满 10 万人且不含敏感个人信息”",
            "state the article and the facts, such as “fewer than 100,000 people since 1 January, no sensitive information”",
        ),
        {"exemption": {"type": transfer.exemption, "rationale": "适用条款和事实"}},
    )


def _expired(context: Context, transfer: Transfer, ended: Text) -> Violation:
    return _violation(
        context,
        transfer,
        "mechanism.expires",
        Text(f"出境“{transfer.id}”的机制{ended.zh}", f"the mechanism of transfer {transfer.id} {ended.en}"),
        Text(
            "停止出境并重新申报或续签，完成后登记新的编号和日期",
            "stop the export and apply or sign again; then register the new number and dates",
        ),
        {"mechanism": {"type": transfer.mechanism, "expires": str(context.today + timedelta(days=365))}},
    )


def _violation(context: Context, transfer: Transfer, field: str, message: Text, remedy: Text, lines: suggest.Fragment) -> Violation:
    return context.violation(
        RULE,
        message,
        remedy,
        clause=transfer.clause or context.silent_clause(),
        declaration=f"{transfer.at}.{field}",
        line=transfer.line,
        yaml=suggest.example({"cross_border_transfers": [{"id": transfer.id, **lines}]}),
        evidence=[("region", transfer.country), ("mechanism", transfer.mechanism), ("exemption", transfer.exemption)],
        places=sent(context, transfer),
    )
