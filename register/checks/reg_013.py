"""REG-013: every scenario declares the same full list, so that nothing says what each one needs (PIPL 6, 最小范围).

Scenarios that share nothing with the policy's list (cookies of a website) have their own kinds and do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-013",
    Severity.LOW,
    False,
    ("PIPL 6",),
    Text("各收集场景声明的种类完全相同", "Every scenario declares the same full list"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    full = {c.key for c in register.categories.values() if c.declaration == "listed"}
    full = full or set[str]().union(*(s.categories for s in register.scenarios.values()))
    scenarios = [s for s in register.scenarios.values() if s.categories & full]
    if len(scenarios) < 2 or len(full) < 2 or not all(full <= s.categories for s in scenarios):
        return
    yield context.violation(
        RULE,
        Text(
            f"{len(scenarios)} 个收集场景都声明了全部 {len(full)} 种个人信息，没有按场景区分",
            f"{len(scenarios)} scenarios each declare all {len(full)} kinds of the list; none says what it needs",
        ),
        Text(
            "按场景写明各自需要的最少种类，例如“咨询时：姓名、电话号码”；没有必要的从该场景删去",
            "write for each scenario the fewest kinds that it needs, such as “for an inquiry: name and phone number”, and strike the rest",
        ),
        clause=next((s.clause for s in scenarios if s.clause), None) or context.silent_clause(),
        declaration="collection_scenarios",
        line=register.line("collection_scenarios"),
        evidence=[("scenarios", ", ".join(s.id for s in scenarios)), ("categories", ", ".join(sorted(full)))],
    )
