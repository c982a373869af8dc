"""XB-008: an export without an impact assessment of it (PIPL 55(4), 56): none is named, or the one named is of something else."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-008",
    Severity.HIGH,
    False,
    ("PIPL 55(4)", "PIPL 56"),
    Text("出境没有做影响评估", "No impact assessment of an export"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    of_exports = [a.id for a in register.assessments.values() if "export" in a.triggers]
    for transfer in register.transfers:
        if transfer.pia in of_exports:
            continue
        wrong = transfer.pia in register.assessments
        name = transfer.pia if wrong else next(iter(of_exports), f"pia-{transfer.id}")
        lines: suggest.Fragment = {"cross_border_transfers": [{"id": transfer.id, "pia": name}]}
        if name not in of_exports:
            lines |= {"pia": [{"id": name, "triggers": ["export"], "date": str(context.today), "result": "medium", "report": "报告编号"}]}
        yield context.violation(
            RULE,
            Text(
                f"出境“{transfer.id}”{f'所列的影响评估 {transfer.pia} 不是针对出境的' if wrong else '没有登记影响评估'}",
                f"transfer {transfer.id}:"
                f" {f'the assessment {transfer.pia} is not of an export' if wrong else 'no impact assessment is registered'}",
            ),
            Text(
                "出境前评估：目的和方式是否合法正当必要，对个人权益的影响和风险，保护措施是否有效；报告至少保存三年",
                "assess before the export whether purpose and method are lawful and necessary, what it means for people and"
                " whether the protection"
                " suffices; keep the report for three years at least",
            ),
            clause=transfer.clause,
            declaration=f"{transfer.at}.pia",
            line=transfer.line,
            yaml=suggest.example(lines),
            evidence=[("nearest", ", ".join(of_exports))],
        )
