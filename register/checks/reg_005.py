"""REG-005: the policy names a kind in its text and not in its list of kinds (PIPL 17)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-005",
    Severity.MEDIUM,
    False,
    ("PIPL 17",),
    Text("政策正文提到、清单没有列出的种类", "A kind named in the text and not in the list"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for category in context.register.categories.values():
        if category.declaration not in ("mentioned", "implied"):
            continue
        name, cited = category.name, {} if category.clause else {"clause": "1", "quote": category.name.zh}
        yield context.violation(
            RULE,
            Text(
                f"政策提到“{name.zh}”，收集的个人信息清单里却没有它",
                f"the policy speaks of {name.en}, its list of collected kinds does not",
            ),
            Text(
                f"在清单里加上“{name.zh}”，写明收集场景和目的，再登记为 listed 并引用清单原文",
                f"add {name.en} to the list, with when and why it is collected; then register it as listed and quote the list",
            ),
            clause=category.clause or context.silent_clause(),
            declaration=f"{category.at}.declaration",
            line=category.line,
            yaml=suggest.example({"data_categories": [{"fides_key": category.key, "declaration": "listed", **cited}]}),
        )
