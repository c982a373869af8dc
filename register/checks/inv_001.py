"""INV-001: a kind of personal information was found that no processing activity declares.

Critical when the kind is sensitive. Silent in a scan of definitions, where INV-011 speaks, about minors (MIN-001, MIN-002),
about what was made from declared recordings (SPI-004) and about credentials in code (SEC-004).
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.precedence import biometric_of, held, leaked
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-001",
    Severity.HIGH,
    True,
    ("PIPL 6", "PIPL 14(2)", "PIPL 17", "网络数据安全管理条例 22(4)"),
    Text("发现未声明的个人信息", "Personal information that nobody declared"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register = context.register
    for place in held(context):
        category = place.finding.category
        if register.covers(register.declared_anywhere(), category) or biometric_of(context, place) or leaked(context, place):
            continue
        name, sensitive = register.category_name(category), context.is_sensitive(category)
        lines, line = context.declaring(place)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 有{'敏感个人信息' if sensitive else ''}“{name.zh}”，没有任何处理活动声明",
                f"{place.label} holds {'sensitive information: ' if sensitive else ''}{name.en}, which no processing activity declares",
            ),
            Text(
                "没有必要就停止收集并删除；有必要则先告知并取得依据（敏感的须单独同意），更新政策，再登记到处理活动",
                "if it is not needed, stop collecting and delete it; if it is, give notice and obtain a legal basis (separate consent when"
                " sensitive), update the policy, then declare it in an activity",
            ),
            severity=Severity.CRITICAL if sensitive else Severity.HIGH,
            clause=register.clause_for(category) or context.silent_clause(),
            line=line,
            yaml=lines,
            evidence=[("sensitivity", register.standard if sensitive else "")],
        )
