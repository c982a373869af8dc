"""REG-007: a purpose that takes in everything: "other necessary contact" (PIPL 6 asks for 明确、合理)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.notice import Purpose
from register.violation import Severity, Text, Violation

RULE = Rule("REG-007", Severity.LOW, False, ("PIPL 6",), Text("处理目的过于笼统", "A purpose that takes in everything"), offline=True)
_CATCH_ALL = re.compile(
    r"其他(?:有)?(?:必要|合法|合理|相关|正当)|其[他它][^，。；、]{0,6}(?:目的|用途)|等(?:目的|用途)|(?:other|any)(?: \w+){0,2} purposes?\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:不|未|非|禁止|not|no)[^，。；]{0,12}$", re.IGNORECASE)


def check(context: Context) -> Iterator[Violation]:
    for purpose in context.register.purposes.values():
        said = (purpose.name, purpose.clause.quote if purpose.clause else "")
        if purpose.vague or any(_takes_all(text) for text in said):
            yield _vague(context, purpose)


def _takes_all(text: str) -> bool:
    """Whether the words leave the purpose open. "not for other purposes" does the opposite."""
    return any(not _NEGATED.search(text[max(found.start() - 16, 0) : found.start()]) for found in _CATCH_ALL.finditer(text))


def _vague(context: Context, purpose: Purpose) -> Violation:
    entry = {"id": purpose.id, "name": "具体目的", "vague": False}
    if purpose.clause and purpose.clause.quote:
        entry["quote"] = "为通知合同到期和续约事宜"
    return context.violation(
        RULE,
        Text(
            f"目的“{purpose.name}”没有说明具体做什么，什么都装得下",
            f"purpose {purpose.id} ({purpose.name}) does not say what is done; anything fits",
        ),
        Text(
            "写成具体的事，例如“为通知合同到期和续约事宜”；说不出具体的事就删去这一项",
            "name the thing that is done, such as “to notify of the end and renewal of a contract”; where there is none, strike"
            " the purpose",
        ),
        clause=purpose.clause,
        declaration=f"{purpose.at}.vague",
        line=purpose.line,
        yaml=suggest.example({"data_uses": [entry]}),
    )
