"""INV-009: many more people are in a system than at the scan before. Once per system, for information.

By more than the law pack's `default.people_growth` per cent, which is ours and no law: a new source of people, a copy, an import
or a change of scale that the impact assessment did not look at. Needs the inventory of an earlier scan of data; a system in
which nobody was counted then is new, and not told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from register.context import Context, Rule
from register.people import Count, people_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-009",
    Severity.INFO,
    False,
    ("PIPL 6", "PIPL 55"),
    Text("人数明显增加", "Many more people than at the scan before"),
    needs="earlier",
)


def check(context: Context) -> Iterator[Violation]:
    earlier = context.earlier
    if context.schema_only or earlier is None or earlier.mode == "schema":
        return
    before = people_of(replace(context, inventory=earlier, earlier=None)).by_system()
    most = int(context.law_pack.params["default.people_growth"]["n"])
    for key, now in people_of(context).by_system().items():
        was = before[key].estimate if key in before else 0
        if key and was and (now.estimate - was) * 100 > most * was:
            yield _violation(context, key, was, now, most)


def _violation(context: Context, key: str, was: int, now: Count, most: int) -> Violation:
    system = context.register.systems[key]
    grown = f"{(now.estimate - was) / was:.0%}"
    assert context.earlier is not None
    return context.violation(
        RULE,
        Text(
            f"系统“{system.name}”里的人数从 {was} 增加到 {now.estimate}（+{grown}）",
            f"system {system.name}: people went from {was} to {now.estimate} (+{grown})",
        ),
        Text(
            "弄清从哪里来：新的收集、导入还是副本；规模变化影响评估结论的，重新做影响评估，核对出境人数和事件分级",
            "find out where they come from: new collection, an import, a copy; assess the impact again where the scale changes its"
            " result, and see"
            " to the counts for transfers abroad and incidents",
        ),
        system=key,
        declaration=system.at,
        line=system.line,
        evidence=[
            ("system", system.name),
            ("owner", context.register.owner_of(system)),
            ("people_before", f"{was} ({context.earlier.started[:10]})"),
            ("people", f"{now.estimate} ({now.low}–{now.high})"),
            ("threshold", f"{most}%"),
        ],
    )
