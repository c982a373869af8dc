"""GOV-005: an impact assessment is due and not there, older than the change, or not kept long enough (PIPL 55, 56).

Triggers are what the activity says of itself: automated decisions, entrusting, giving to others, publishing. Sensitive kinds are
SPI-002's and exports XB-008's. "Older than the change" needs the register as it was before.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.assessed import assessed, covering, proposed
from register.context import Context, Rule
from register.duties import is_controller, listed
from register.entries import Activity
from register.model import Register
from register.parties import Assessment
from register.violation import Severity, Text, Violation

RULE = Rule(
    "GOV-005",
    Severity.HIGH,
    False,
    ("PIPL 55", "PIPL 56"),
    Text("应当做的影响评估缺失、过时或保存不足", "An impact assessment is missing, outdated or not kept"),
    offline=True,
)
_TRIGGERS = {
    "automated_decision": Text("自动化决策", "automated decisions"),
    "entrust": Text("委托处理", "entrusting"),
    "provide": Text("向他人提供", "giving to others"),
    "publish": Text("公开", "publishing"),
}


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    before = {a.id: a for a in context.previous.activities} if context.previous else {}
    for activity in register.activities:
        if missing := [t for t in _triggers(register, activity) if not assessed(register, activity, t)]:
            yield _missing(context, activity, missing)
        elif activity.id in before and _changed(before[activity.id], activity) and _same_assessments(context, activity):
            yield _outdated(context, activity)
    for assessment in register.assessments.values():
        keep = context.law_pack.period("pia.keep")
        if assessment.day and assessment.keep_until and assessment.day > keep.before(assessment.keep_until):
            yield _dropped(context, assessment, keep.text)


def _triggers(register: Register, activity: Activity) -> Iterator[str]:
    gives = any(name in register.recipients and is_controller(register.recipients[name]) for name in activity.recipients)
    met = {
        "automated_decision": activity.automated,
        "entrust": bool(activity.processors) or "委托处理" in activity.methods,
        "provide": gives or bool({"提供", "转让"} & set(activity.methods)),
        "publish": "公开" in activity.methods,
    }
    return (trigger for trigger, holds in met.items() if holds)


def _changed(old: Activity, new: Activity) -> bool:
    """Whether the activity does more than it did: kinds, purposes, methods or parties were added."""
    pairs = (
        (old.categories, new.categories),
        (old.purposes, new.purposes),
        (old.methods, new.methods),
        (old.processors, new.processors),
        (old.recipients, new.recipients),
    )
    return any(set(after) - set(earlier) for earlier, after in pairs)


def _same_assessments(context: Context, activity: Activity) -> bool:
    """Whether it has assessments, and all of them were made before the change."""
    known = {(a.id, a.day) for a in context.previous.assessments.values()} if context.previous else set()
    own = covering(context.register, activity)
    return bool(own) and all((a.id, a.day) in known for a in own)


def _missing(context: Context, activity: Activity, missing: list[str]) -> Violation:
    words = listed(_TRIGGERS[trigger] for trigger in missing)
    return context.violation(
        RULE,
        Text(
            f"处理活动“{activity.name}”涉及{words.zh}，没有影响评估",
            f"activity {activity.id} ({activity.name}) involves {words.en} and has no impact assessment",
        ),
        Text(
            "事前评估：目的和方式是否合法、正当、必要，对个人权益的影响及安全风险，保护措施是否合法、有效并与风险相适应；"
            "报告和处理情况记录至少保存三年",
            "assess beforehand whether purpose and method are lawful, proper and necessary, what it means for people and whether"
            " the protection fits the risk;"
            " keep report and records for three years at least",
        ),
        declaration=f"{activity.at}.pia",
        line=activity.line,
        yaml=suggest.example(proposed(context.register, activity, missing, context.today)),
        evidence=[("triggers", ", ".join(missing))],
    )


def _outdated(context: Context, activity: Activity) -> Violation:
    own = covering(context.register, activity)
    fragment = {"pia": [{"id": a.id, "date": str(context.today), "triggers": sorted(a.triggers), "result": a.result} for a in own]}
    return context.violation(
        RULE,
        Text(
            f"处理活动“{activity.name}”变更后没有重新做影响评估",
            f"activity {activity.id} ({activity.name}) has changed and was not assessed again",
        ),
        Text("按变更后的情况重新评估，登记新的日期和结论", "assess it again as it is now; register the new day and result"),
        declaration=f"{activity.at}.pia",
        line=activity.line,
        yaml=suggest.example(fragment),
        evidence=[("nearest", ", ".join(f"{a.id} {a.day}" for a in own))],
    )


def _dropped(context: Context, assessment: Assessment, keep: str) -> Violation:
    day, until = assessment.day, assessment.keep_until
    assert day is not None
    return context.violation(
        RULE,
        Text(
            f"影响评估 {assessment.id}（{day}）只保存到 {until}，不足 {keep}",
            f"assessment {assessment.id} of {day} is kept until {until} only, less than {keep}",
        ),
        Text(f"报告和处理情况记录至少保存 {keep}", f"keep report and records for {keep} at least"),
        declaration=f"{assessment.at}.keep_until",
        line=assessment.line,
        yaml=suggest.dumped({"pia": [{"id": assessment.id, "keep_until": None}]}),
        evidence=[("period", keep), ("law", context.law_pack.source("pia.keep"))],
    )
