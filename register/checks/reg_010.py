"""REG-010: an activity goes beyond its scenario or beyond the policy (PIPL 6, 14(2)).

Kinds are held against the activity's scenario; without one, against every kind that the policy speaks of. Purposes are held
against those that the policy speaks of. An entry without a quote ("internal") is one that the policy does not speak of. A register
that takes no kind from a policy does not describe one, and nothing is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import kinds, listed
from register.entries import Activity
from register.notice import Scenario
from register.violation import Clause, Severity, Text, Violation

RULE = Rule(
    "REG-010",
    Severity.HIGH,
    True,
    ("PIPL 6", "PIPL 14(2)", "网络数据安全管理条例 22(4)"),
    Text("处理活动超出政策声明的范围", "An activity goes beyond what the policy declares"),
    offline=True,
)
_REMEDY = Text(
    "把处理活动缩小到政策声明的范围；确有必要的，先修改政策并重新取得同意，再登记条款和原文",
    "narrow the activity to what the policy declares; if more is needed, change the policy and obtain consent again first, then register"
    " clause and quote",
)


def check(context: Context) -> Iterator[Violation]:
    told = frozenset(c.key for c in context.register.categories.values() if c.declaration != "internal")
    for activity in context.register.activities:
        scenario = context.register.scenarios.get(activity.scenario)
        if scenario or told:
            yield from _kinds(context, activity, scenario, scenario.categories if scenario else told)
        if told:
            yield from _purposes(context, activity)


def _kinds(context: Context, activity: Activity, scenario: Scenario | None, told: frozenset[str]) -> Iterator[Violation]:
    register = context.register
    beyond = {key for key in activity.categories if not register.covers(told, key)}
    if not beyond:
        return
    names = kinds(register, beyond)
    where = _scenario_name(scenario)
    yield _violation(
        context,
        activity,
        "data_categories",
        Text(
            f"处理活动“{activity.name}”处理{names.zh}，{where.zh}没有声明",
            f"activity {activity.id} ({activity.name}) handles {names.en}, which {where.en} does not declare",
        ),
        scenario.clause if scenario else None,
        _widened(scenario, beyond),
        ("categories", ", ".join(sorted(beyond))),
    )


def _scenario_name(scenario: Scenario | None) -> Text:
    if scenario is None:
        return Text("政策", "the policy")
    return Text(f"收集场景“{scenario.name}”", f"scenario {scenario.id} ({scenario.name})")


def _widened(scenario: Scenario | None, beyond: set[str]) -> suggest.Fragment:
    if scenario:
        return {"collection_scenarios": [{"id": scenario.id, "data_categories": sorted(beyond)}]}
    return {"data_categories": [{"fides_key": key, "declaration": "listed", "clause": "1", "quote": "政策原文"} for key in sorted(beyond)]}


def _purposes(context: Context, activity: Activity) -> Iterator[Violation]:
    known = context.register.purposes
    beyond = [known[p] for p in activity.purposes if p in known and known[p].declaration == "internal"]
    if not beyond:
        return
    names = listed(Text(f"“{p.name}”", f"{p.id} ({p.name})") for p in beyond)
    yield _violation(
        context,
        activity,
        "data_uses",
        Text(
            f"处理活动“{activity.name}”的目的{names.zh}，政策没有写",
            f"activity {activity.id} ({activity.name}) serves {names.en}, of which the policy says nothing",
        ),
        None,
        {"data_uses": [{"id": p.id, "declaration": "listed", "clause": "1", "quote": "政策原文"} for p in beyond]},
        ("purposes", ", ".join(p.id for p in beyond)),
    )


def _violation(
    context: Context,
    activity: Activity,
    field: str,
    message: Text,
    clause: Clause | None,
    fragment: suggest.Fragment,
    evidence: tuple[str, str],
) -> Violation:
    return context.violation(
        RULE,
        message,
        _REMEDY,
        clause=clause or context.silent_clause(),
        declaration=f"{activity.at}.{field}",
        line=activity.categories_line if field == "data_categories" else activity.line,
        yaml=suggest.example(fragment),
        evidence=[evidence],
    )
