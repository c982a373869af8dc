"""GOV-008: the compliance audit is overdue (PIPL 54; 个人信息保护合规审计管理办法 4).

Over the law pack's number of people (超过1000万人) every two years, high. For others the law says 定期, regularly: the interval is
a default of the law pack that a company may set in a pack of its own. Audits of the future do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import overdue, people
from register.violation import Severity, Text, Violation

RULE = Rule(
    "GOV-008",
    Severity.MEDIUM,
    False,
    ("PIPL 54", "个人信息保护合规审计管理办法 4"),
    Text("合规审计逾期", "The compliance audit is overdue"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register, pack, count = context.register, context.law_pack, people(context)
    large = count is not None and pack.compare("audit.two_yearly", count)
    name = "audit.two_yearly" if large else "audit.regular"
    period = pack.period(name)
    last = max((a.day for a in register.audits if a.kind == "compliance" and a.day <= context.today), default=None)
    if last is not None and not overdue(last, period, context.today):
        return
    taken = {audit.id for audit in register.audits}
    free = next(i for n in range(len(taken) + 1) if (i := f"audit-{context.today.year}{f'-{n + 1}' if n else ''}") not in taken)
    since = Text(f"上次审计在 {last}", f"the last one was on {last}") if last else Text("没有审计记录", "none is on record")
    yield context.violation(
        RULE,
        Text(f"合规审计应每 {period.text} 至少一次，{since.zh}", f"a compliance audit is due every {period.text} at least; {since.en}"),
        Text(
            "按《个人信息保护合规审计管理办法》自行或委托专业机构审计，登记日期和报告",
            "hold an audit, by yourself or by a professional body, as the audit measures require; register its day and report",
        ),
        severity=Severity.HIGH if large else Severity.MEDIUM,
        declaration="audits",
        line=register.line("audits"),
        yaml=suggest.example({"audits": [{"id": free, "kind": "compliance", "date": str(context.today), "report": "报告编号"}]}),
        evidence=[("people", "" if count is None else str(count)), ("period", period.text), ("law", pack.source(name))],
    )
