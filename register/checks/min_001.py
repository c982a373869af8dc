"""MIN-001: people under 14 were found, and a guardian's consent, rules for children or the company's own statement is missing.

PIPL 31 asks for both: consent of a parent or guardian (an activity's `guardian_consent` with evidence, or a purpose based on
it) and special rules (a `child_policy` document in force). Ages come from identity numbers, birth dates, classes of schools
and columns of children; never a value is shown. Once per system; once per asset where it belongs to none. A company that
has both and says that it has no minors (`sections_over_minors: none`) is told with medium severity.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.entries import System
from register.minors import Minors, minors
from register.violation import Severity, Text, Violation

RULE = Rule(
    "MIN-001",
    Severity.CRITICAL,
    True,
    ("PIPL 28", "PIPL 31", "网络数据安全管理条例 21", "网络数据安全管理条例 22(3)"),
    Text("有不满十四周岁的人，缺少监护人同意或儿童规则", "People under 14 without guardians' consent or rules for children"),
)
_MISSING = {
    "guardian_consent": Text("没有监护人同意的记录", "no guardians' consent is recorded"),
    "child_policy": Text("没有儿童个人信息处理规则", "there are no rules for children's information"),
    "profile": Text("登记册写着没有未成年人", "the register says that there are no minors"),
}


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for group in minors(context):
        if group.missing:
            yield _violation(context, group)


def _violation(context: Context, group: Minors) -> Violation:
    register, system = context.register, group.system
    said = [_MISSING[key] for key in group.missing]
    place = group.places[0]
    where = system.name if system else place.finding.uri
    severity = Severity.MEDIUM if group.missing == ("profile",) else None
    return context.violation(
        RULE,
        Text(
            f"{where} 有不满十四周岁的人（{place.label}，{group.told(14)} 格）；{'；'.join(t.zh for t in said)}",
            f"{where} holds people under 14 ({place.label}, {group.told(14)} cells): {'; '.join(t.en for t in said)}",
        ),
        Text(
            "取得监护人同意并写入 guardian_consent，制定并登记儿童规则（documents 的 child_policy），按实际填写 sections_over_minors；"
            "不面向儿童的，核实年龄后删除",
            "obtain guardians' consent and state it in guardian_consent, write rules for children and list them (documents:"
            " child_policy), state"
            " sections_over_minors as it is; if children are not addressed, verify ages and delete",
        ),
        severity=severity,
        clause=context.silent_clause(),
        uri=place.finding.uri if system is None else "",
        system=system.key if system else "",
        category=place.finding.category,
        declaration=system.at if system else "",
        line=_line(context, system),
        evidence=[
            ("missing", ", ".join(group.missing)),
            ("age_source", ", ".join(sorted({e.kind for p in group.places for e in p.finding.evidence}))),
            ("columns", ", ".join(sorted(p.label for p in group.places)[:5])),
            ("matched", group.told(14)),
            ("owner", register.owner_of(system)),
        ],
    )


def _line(context: Context, system: System | None) -> int:
    activity = next(iter(context.register.activities_of(system.key)), None) if system else None
    return activity.line if activity else system.line if system else context.register.line("systems")
