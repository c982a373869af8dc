"""REG-008: the policy names a purpose in its text and not in its list of purposes (PIPL 17)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-008",
    Severity.MEDIUM,
    False,
    ("PIPL 17",),
    Text("政策正文提到、目的清单没有列出的目的", "A purpose named in the text and not in the list"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for purpose in context.register.purposes.values():
        if purpose.declaration not in ("mentioned", "implied"):
            continue
        cited = {} if purpose.clause else {"clause": "1", "quote": purpose.name}
        yield context.violation(
            RULE,
            Text(
                f"政策提到目的“{purpose.name}”，使用目的清单里却没有它",
                f"the policy speaks of purpose {purpose.id} ({purpose.name}), its list of purposes does not",
            ),
            Text(
                f"在目的清单里加上“{purpose.name}”，再登记为 listed 并引用清单原文",
                f"add “{purpose.name}” to the list of purposes, then register it as listed and quote the list",
            ),
            clause=purpose.clause or context.silent_clause(),
            declaration=f"{purpose.at}.declaration",
            line=purpose.line,
            yaml=suggest.example({"data_uses": [{"id": purpose.id, "declaration": "listed", **cited}]}),
        )
