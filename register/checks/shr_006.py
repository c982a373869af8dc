"""SHR-006: an entrustment without what the contract has to hold (PIPL 21), with an expired contract, or with overdue supervision.

Said apart: what the entry lacks, the contract's end, the supervision. A legal name counts as known where the name looks like one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from register import suggest
from register.context import Context, Rule
from register.duties import listed, overdue
from register.parties import Processor
from register.spelling import is_full_name
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-006",
    Severity.MEDIUM,
    False,
    ("PIPL 21", "网络数据安全管理条例 12"),
    Text("委托处理约定不全、到期或失于监督", "An entrustment is incomplete, expired or not supervised"),
    offline=True,
)
#: evidence word -> whether the entry says it, its name, the lines that say it
_FIELDS: dict[str, tuple[Callable[[Processor], bool], Text, suggest.Fragment]] = {
    "legal_name": (lambda p: bool(p.legal_name) or is_full_name(p.name), Text("受托方全称", "legal name"), {"legal_name": "全称"}),
    "term": (lambda p: bool(p.term), Text("委托期限", "term"), {"term": "自合同生效之日起至服务终止之日止"}),
    "methods": (lambda p: bool(p.methods), Text("处理方式", "methods"), {"methods": ["存储"]}),
    "protection": (lambda p: bool(p.protection), Text("保护措施", "protection measures"), {"protection_measures": "加密，按角色授权"}),
    "contract": (lambda p: bool(p.contract), Text("合同", "contract"), {"contract": {"ref": "合同编号"}}),
    "subprocessing": (lambda p: p.subprocessing is not None, Text("能否转委托", "further entrusting"), {"subprocessing_allowed": False}),
}  # fmt: skip


def check(context: Context) -> Iterator[Violation]:
    for processor in context.register.processors.values():
        if lacking := _lacking(context, processor):
            yield _incomplete(context, processor, lacking)
        if processor.contract_expires and processor.contract_expires < context.today:
            yield _expired(context, processor)
        since = processor.checked or processor.contract_signed
        if processor.check_interval and (since is None or overdue(since, processor.check_interval, context.today)):
            yield _unsupervised(context, processor)


def _lacking(context: Context, processor: Processor) -> dict[str, tuple[Text, suggest.Fragment]]:
    lacking = {key: (name, lines) for key, (said, name, lines) in _FIELDS.items() if not said(processor)}
    if not processor.purpose and context.register.purposes:
        lacking["purpose"] = (Text("委托目的", "purpose"), {"purpose": next(iter(context.register.purposes))})
    if not processor.categories:
        lacking["categories"] = (Text("个人信息的种类", "kinds"), {"data_categories": [next(iter(context.register.categories))]})
    return lacking


def _incomplete(context: Context, processor: Processor, lacking: dict[str, tuple[Text, suggest.Fragment]]) -> Violation:
    words = listed(name for name, _ in lacking.values())
    entry: suggest.Fragment = {"id": processor.id}
    for _, lines in lacking.values():
        entry |= lines
    return _violation(
        context,
        processor,
        Text(f"委托“{processor.name}”没有约定或登记{words.zh}", f"processor {processor.id} ({processor.name}) lacks: {words.en}"),
        Text(
            "签订委托处理协议并登记：目的、期限、处理方式、种类、保护措施、双方权利义务；未经同意不得转委托；监督其处理活动",
            "sign an agreement and register purpose, term, method, kinds, protection measures and both sides' duties; no further"
            " entrusting without"
            " consent; supervise it",
        ),
        "",
        entry,
        ("missing", ", ".join(lacking)),
    )


def _expired(context: Context, processor: Processor) -> Violation:
    return _violation(
        context,
        processor,
        Text(
            f"与“{processor.name}”的合同已于 {processor.contract_expires} 到期",
            f"the contract with {processor.id} ({processor.name}) expired on {processor.contract_expires}",
        ),
        Text(
            "续签，或停止委托：受托方应当返还或者删除个人信息（第二十一条），并登记新的到期日",
            "renew it, or end the entrustment: the processor returns or deletes the data (article 21); then register the new date",
        ),
        ".contract.expires",
        {"id": processor.id, "contract": {"expires": str(context.today + timedelta(days=365))}},
        ("limit", str(processor.contract_expires)),
    )


def _unsupervised(context: Context, processor: Processor) -> Violation:
    interval, last = processor.check_interval, str(processor.checked or "")
    period = interval.text if interval else ""
    return _violation(
        context,
        processor,
        Text(
            f"没有按期监督“{processor.name}”：每 {period} 一次，{f'上次 {last}' if last else '还没有记录'}",
            f"{processor.id} ({processor.name}) is to be checked every {period};"
            f" {f'the last check was on {last}' if last else 'no check is on record'}",
        ),
        Text(
            "检查受托方的处理活动和保护措施，记录结果和日期",
            "check what the processor does and how it protects the data; record the result and the day",
        ),
        ".supervision.last_checked",
        {"id": processor.id, "supervision": {"last_checked": str(context.today)}},
        ("period", period),
    )


def _violation(
    context: Context, processor: Processor, message: Text, remedy: Text, field: str, entry: suggest.Fragment, evidence: tuple[str, str]
) -> Violation:
    return context.violation(
        RULE,
        message,
        remedy,
        clause=processor.clause or context.silent_clause(),
        declaration=f"{processor.at}{field}",
        line=processor.line,
        yaml=suggest.example({"processors": [entry]}),
        evidence=[evidence],
    )
