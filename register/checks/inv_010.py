"""INV-010: the people of one system are in another, and no activity says so: an undeclared copy. Once per copied asset.

By keyed fingerprints (`register/flows.py`): records were copied when at least half of two columns of different kinds stand in
another system, or when one column's values are nearly the same here and there. One kind alone, in part, is what every system
that refers to a customer has. What stands in remarks is no copy. Declared is a copy that one activity names both systems for.
Silent within one system, in test systems (SEC-002) and code, in sources of no system (INV-003), abroad, where the XB rules ask
for a transfer entry, and where a party outside the company runs either system (SHR-001).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from register import suggest
from register.context import Context, Rule
from register.copies import copies
from register.flows import Copied, copied
from register.precedence import production
from register.violation import Severity, Text, Violation

RULE = Rule("INV-010", Severity.MEDIUM, False, ("PIPL 19", "PIPL 51"), Text("未声明的副本", "An undeclared copy"))
#: Of a column's values: that many are a copy beside another column that is one, and that many by themselves.
_MOST, _NEARLY_ALL = 0.5, 0.8


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    told: set[str] = set()
    for copy in copied(context):  # the largest share first
        if copy.copy not in told and _undeclared(context, copy) and (kinds := _kinds(context, copy)):
            told.add(copy.copy)
            yield _violation(context, copy, kinds)


def _kinds(context: Context, copy: Copied) -> list[str]:
    """The kinds of the columns that were copied; empty where records were not."""
    here = _shares(context, copy.copy, copy.original)
    back = _shares(context, copy.original, copy.copy)
    most = sorted(kind for kind, share in here.items() if share >= _MOST)
    if len(most) > 1:
        return most
    return [kind for kind in most if here[kind] >= _NEARLY_ALL and back.get(kind, 0.0) >= _NEARLY_ALL]


def _shares(context: Context, uri: str, other: str) -> dict[str, float]:
    """By kind: the share of an asset's column that is in the other asset; of columns that are meant for it."""
    found: dict[str, float] = {}
    for copy in copies(context).get(uri, ()):
        finding = copy.place.finding
        if copy.original.finding.uri == other and not (finding.sparse or finding.path or copy.original.finding.sparse):
            found[finding.category] = max(copy.share, found.get(finding.category, 0.0))
    return found


def _undeclared(context: Context, copy: Copied) -> bool:
    here, there = context.system(copy.copy), context.system(copy.original)
    if here is None or there is None or here is there or here.operator or there.operator:
        return False
    if context.law_pack.abroad(context.region(context.assets[copy.copy])):
        return False
    if not all(production(context, context.assets[uri]) for uri in (copy.copy, copy.original)):
        return False
    return not any(there.key in a.systems for a in context.register.activities_of(here.key))


def _violation(context: Context, copy: Copied, kinds: list[str]) -> Violation:
    asset, here, there = context.assets[copy.copy], context.system(copy.copy), context.system(copy.original)
    assert here is not None
    assert there is not None
    names = [context.register.category_name(key) for key in kinds]
    activity = next(iter(context.register.activities_of(there.key)), None)
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{copy.copy} 约 {copy.share:.0%} 的值（{'、'.join(n.zh for n in names)}）也在系统“{there.name}”的 {copy.original}，"
            "没有处理活动同时包含两个系统",
            f"about {copy.share:.0%} of the values in {copy.copy} ({', '.join(n.en for n in names)}) is in {copy.original} of system"
            f" {there.name} too; no activity names both systems",
        ),
        Text(
            "不需要的副本就删除；需要的写入处理活动的 systems，并纳入保存期限和权利请求的处理",
            "delete a copy that is not needed; else name the system in the activity, and include the copy in retention and in requests of"
            " people",
        ),
        line=activity.line if activity else here.line,
        yaml=_lines(activity.id, here.key) if activity else "",
        evidence=[
            ("overlap", f"{copy.share:.0%}"),
            ("original", copy.original),
            ("categories", ", ".join(kinds)),
            ("people", str(copy.people.estimate or "")),
        ],
    )


@lru_cache(maxsize=1024)
def _lines(activity: str, system: str) -> str:
    return suggest.dumped({"processing_activities": [{"id": activity, "systems": [system]}]})
