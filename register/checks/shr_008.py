"""SHR-008: the policy speaks of those it entrusts as a class, and no internal list says who they are (PIPL 21: supervise them).

The list is `processors`: those that the policy names one by one (they have a clause) are not of the class.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-008",
    Severity.INFO,
    False,
    ("PIPL 21",),
    Text("受托方只写了一类，没有内部清单", "A class of processors without an internal list"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    if any(processor.clause is None for processor in register.processors.values()):
        return
    for recipient in register.recipients.values():
        if recipient.relation == "processor_class" and not recipient.named:
            yield context.violation(
                RULE,
                Text(
                    f"政策只写了“{recipient.name}”这一类受托方，登记册里没有具体是谁",
                    f"the policy speaks of {recipient.name} as a class; the register does not say who they are",
                ),
                Text(
                    "在 processors 里逐家登记受托方（目的、期限、方式、种类、保护措施、合同），政策中可继续写类别",
                    "register each of them in processors (purpose, term, method, kinds, protection, contract); the policy may go"
                    " on naming the class",
                ),
                clause=recipient.clause,
                declaration=f"{recipient.at}.named",
                line=recipient.line,
                yaml=suggest.example({"processors": [{"id": "processor-1", "name": "受托方有限公司"}]}),
            )
