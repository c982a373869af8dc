"""SPI-005: a declared kind is sensitive by the standard that the register did not choose (an identity number by GB/T 35273-2020).

For information: a company may take the stricter view. A category with a `sensitivity` of its own has been decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.law import STANDARDS
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SPI-005",
    Severity.INFO,
    False,
    ("GB/T 45574-2025", "GB/T 35273-2020"),
    Text("另一标准列为敏感个人信息", "Sensitive by the other standard"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register, pack = context.register, context.law_pack
    for key in sorted({*register.declared_anywhere(), *register.categories}):
        entry = register.category(key)
        others = [s for s in STANDARDS if s != register.standard and pack.is_sensitive(key, s)]
        if entry is None or entry.sensitivity or pack.is_sensitive(key, register.standard) or not others:
            continue
        name = register.category_name(key)
        yield context.violation(
            RULE,
            Text(
                f"“{name.zh}”按 {register.standard} 不敏感，按 {others[0]} 敏感",
                f"{name.en} is not sensitive by {register.standard}, and is by {others[0]}",
            ),
            Text(
                "决定按哪一种处理并登记 sensitivity：general，或更严格的 sensitive（须单独同意、影响评估并告知必要性和影响）",
                "decide and register sensitivity: general, or the stricter sensitive (separate consent, impact assessment,"
                " necessity and impact told)",
            ),
            clause=entry.clause,
            declaration=f"data_categories[{key}].sensitivity",
            line=entry.line,
            yaml=suggest.dumped({"data_categories": [{"fides_key": key, "sensitivity": "general"}]}),
            evidence=[("sensitivity", others[0])],
        )
