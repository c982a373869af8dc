"""SPI-001: a sensitive kind was found, and no activity of its system that declares it records separate consent (PIPL 29).

Recorded is a `separate_consent` with evidence, or a purpose based on separate, written or guardian consent. Where every
purpose of an activity rests on something else than consent (contract, legal duty, emergency …) none is needed: PIPL 13(2)
exempts those bases from all consent that the law asks for elsewhere. An activity without a purpose or basis exempts nothing.
An undeclared kind is INV-001's or INV-002's, children are MIN-001's. Once per system and kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.entries import Activity, System
from register.precedence import CHILDREN, held, holders
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SPI-001",
    Severity.CRITICAL,
    True,
    ("PIPL 28", "PIPL 29", "网络数据安全管理条例 22(2)"),
    Text("敏感个人信息没有单独同意的记录", "Sensitive personal information without recorded separate consent"),
)
_SEPARATE = frozenset({"separate_consent", "written_consent", "guardian_consent"})


def check(context: Context) -> Iterator[Violation]:
    for (key, category), places in _sensitive(context).items():
        system = context.register.systems[key]
        activities = holders(context, system, category)
        if activities and not any(_agreed(context, activity) for activity in activities):
            yield _violation(context, system, category, places, activities)


def _sensitive(context: Context) -> dict[tuple[str, str], list[Place]]:
    found: dict[tuple[str, str], list[Place]] = {}
    for place in held(context):
        category = place.finding.category
        if place.system and category not in CHILDREN and context.is_sensitive(category):
            found.setdefault((place.system.key, category), []).append(place)
    return found


def _agreed(context: Context, activity: Activity) -> bool:
    bases = [context.register.purposes[key].bases for key in activity.purposes if key in context.register.purposes]
    if activity.consent.recorded or any(_SEPARATE & set(group) for group in bases):
        return True
    return bool(bases) and all(group and "consent" not in group for group in bases)


def _violation(context: Context, system: System, category: str, places: list[Place], activities: tuple[Activity, ...]) -> Violation:
    register, activity = context.register, activities[0]
    name = register.category_name(category)
    where = sorted(place.label for place in places)
    asked = activity.consent.obtained is not None or activity.consent.evidence
    return context.violation(
        RULE,
        Text(
            f"系统“{system.name}”有敏感的“{name.zh}”（{where[0]}{f' 等 {len(where)} 处' if len(where) > 1 else ''}），"
            f"处理活动“{activity.name}”{'的单独同意记录不完整' if asked else '没有单独同意的记录'}",
            f"system {system.name} holds sensitive {name.en} ({where[0]}{f' and {len(where) - 1} more' if len(where) > 1 else ''});"
            f" activity {activity.name} {'has an incomplete record of' if asked else 'records no'} separate consent",
        ),
        Text(
            "单独取得同意并保存记录，写入 separate_consent（obtained: true 和证据所在）；依据不是同意的，在处理目的里写明 legal_basis；"
            "否则停止处理并删除",
            "obtain separate consent, keep the records and state them in separate_consent (obtained: true, where the evidence is);"
            " where the basis is"
            " not consent, state legal_basis in the purpose; else stop and delete",
        ),
        clause=register.clause_for(category) or context.silent_clause(),
        system=system.key,
        category=category,
        places=places,
        declaration=f"{activity.at}.separate_consent[{system.key}]",
        line=activity.line,
        evidence=[
            ("sensitivity", register.standard),
            ("system", system.name),
            ("owner", register.owner_of(system)),
            ("activities", ", ".join(a.id for a in activities)),
            ("columns", ", ".join(where[:5])),
            ("matched", str(max(place.finding.matched for place in places))),
        ],
    )
