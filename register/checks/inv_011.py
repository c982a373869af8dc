"""INV-011: a column of a schema definition looks like personal information and nobody declared it. The gate's rule.

Speaks only in a scan of definitions; the line is that of the column in the schema file. Of the fields of forms WEB-003 speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.precedence import of_form
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-011",
    Severity.HIGH,
    True,
    ("PIPL 6", "PIPL 51(2)", "PIPL 55"),
    Text("表结构里有未声明的个人信息字段", "A schema column holds undeclared personal information"),
)


def check(context: Context) -> Iterator[Violation]:
    if not context.schema_only:
        return
    register = context.register
    for place in context.places:
        if of_form(place):
            continue
        category, system = place.finding.category, place.system
        declared = register.declared(system.key) if system else register.declared_anywhere()
        if register.covers(declared, category):
            continue
        name, where = register.category_name(category), _where(place)
        lines, _ = context.declaring(place)
        holder = (f"系统“{system.name}”的处理活动", f"an activity of system {system.name}") if system else ("处理活动", "any activity")
        yield context.found(
            RULE,
            place,
            Text(f"{where} 像是“{name.zh}”，{holder[0]}没有声明它", f"{where} looks like {name.en}, which is not declared in {holder[1]}"),
            Text(
                "不需要就去掉该字段；需要则先登记（下面几行），敏感的先做影响评估（PIPL 55）；误报则写行内豁免并注明理由",
                "drop the column if it is not needed; else declare it first (lines below), with an impact assessment if sensitive;"
                " if it is no personal information, waive the line with a reason",
            ),
            severity=Severity.CRITICAL if context.is_sensitive(category) else None,
            clause=register.clause_for(category) or context.silent_clause(),
            yaml=lines,
            evidence=[(e.kind, e.what) for e in place.finding.evidence if e.kind in ("header", "comment", "table", "neighbours")],
        )


def _where(place: Place) -> str:
    table = ".".join(filter(None, (place.asset.schema, place.asset.name)))
    return f"{table}.{place.finding.column}"
