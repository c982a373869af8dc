"""XB-009: what goes abroad is more than the assessment, the filed contract or the certificate covers (网络数据安全管理条例 38).

Held against `mechanism.approved` as far as that says something: kinds found in that country, purposes of the transfer's
entry, people counted there. A transfer of which nothing approved is stated is XB-007's, a kind without a transfer XB-001's.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.exports import exports
from register.parties import Transfer
from register.precedence import held
from register.route import suffices
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-009",
    Severity.HIGH,
    True,
    ("网络数据安全管理条例 38",),
    Text("出境超出已获批准的范围", "More goes abroad than was approved"),
)
_REMEDY = Text(
    "停止超出部分；或就变化的种类、目的、规模重新申报评估、补充备案或变更认证，再改 approved",
    "stop what exceeds it; or apply, file or certify again for the changed kinds, purposes or scale, then correct `approved`",
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    kinds = _kinds(context)
    for transfer in context.register.transfers:
        approved = transfer.approved
        beyond = sorted(set(transfer.purposes) - set(approved.purposes)) if approved.purposes else []
        if beyond:
            names = [context.register.purposes[key].name for key in beyond]
            said = Text(f"目的“{'、'.join(names)}”", f"purposes {', '.join(names)} are")
            yield _violation(context, transfer, "purposes", said, beyond)
        for category in kinds.get(transfer.id, ()):
            name = context.register.category_name(category)
            said = Text(f"在当地发现的“{name.zh}”", f"{name.en}, found there, is")
            yield _violation(context, transfer, "data_categories", said, [category], category)
        yield from _people(context, transfer)


def _kinds(context: Context) -> dict[str, list[str]]:
    """Kinds found abroad that their transfer covers and its approval does not."""
    found: dict[str, set[str]] = {}
    for place in held(context):
        country, category = context.law_pack.abroad(context.region(place.asset)), place.finding.category
        transfer = context.register.transfer_for(country, category, context.law_pack) if country else None
        if transfer and transfer.approved.categories and not context.register.covers(transfer.approved.categories, category):
            found.setdefault(transfer.id, set()).add(category)
    return {key: sorted(categories) for key, categories in found.items()}


def _people(context: Context, transfer: Transfer) -> Iterator[Violation]:
    """More people than were approved, by the estimate of this year. Where the mechanism itself is no longer enough XB-003 says so."""
    approved = transfer.approved
    if approved.people is None and approved.sensitive is None:
        return
    all_ = exports(context)
    if suffices(transfer.mechanism, all_.running.judged.route) is False:
        return
    figures = all_.transfers[transfer.id].figures
    for part, bound, count in (
        ("persons", approved.people, figures.everybody),
        ("sensitive_persons", approved.sensitive, figures.sensitive),
    ):
        if bound is not None and count.estimate > bound:
            zh, en = ("含敏感信息的", " with sensitive kinds") if part == "sensitive_persons" else ("", "")
            said = Text(f"{zh}{count.estimate} 人（批准 {bound} 人）", f"{count.estimate} people{en} ({bound} approved) are")
            yield _violation(context, transfer, part, said, [f"{count.estimate} ({count.low}–{count.high}) > {bound}"])


def _violation(context: Context, transfer: Transfer, part: str, said: Text, values: list[str], category: str = "") -> Violation:
    return context.violation(
        RULE,
        Text(f"出境登记 {transfer.id}：{said.zh}超出已批准的范围", f"transfer {transfer.id}: {said.en} beyond what was approved"),
        _REMEDY,
        clause=transfer.clause,
        category=category,
        declaration=f"{transfer.at}.mechanism.approved.{part}",
        line=transfer.line,
        evidence=[("region", transfer.country), ("mechanism", transfer.mechanism), ("beyond", ", ".join(values))],
    )
