"""GOV-001: a department without an owner, or a system or activity without a department (PIPL 51)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule("GOV-001", Severity.MEDIUM, False, ("PIPL 51",), Text("没有责任人", "Nobody is in charge"), offline=True)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for department in register.departments.values():
        if not department.owner:
            # A post, not a person: a register holds no personal information of its own.
            entry: suggest.Fragment = {"departments": [{"id": department.id, "owner": f"{department.name}负责人"}]}
            what = Text(
                f"部门“{department.name}”没有指定个人信息负责人", f"department {department.name} has no owner for personal information"
            )
            yield _violation(context, what, f"{department.at}.owner", department.line, entry)
    for system in register.systems.values():
        if not system.department:
            wanted = next((a.department for a in register.activities_of(system.key) if a.department), None) or _any(context)
            entry = {"systems": [{"fides_key": system.key, "administrating_department": wanted}]}
            what = Text(f"系统“{system.name}”没有责任部门", f"system {system.name} has no department in charge")
            yield _violation(context, what, f"{system.at}.administrating_department", system.line, entry)
    for activity in register.activities:
        if not activity.department:
            of_systems = (register.systems[s].department for s in activity.systems if s in register.systems)
            entry = {"processing_activities": [{"id": activity.id, "department": next(filter(None, of_systems), None) or _any(context)}]}
            what = Text(f"处理活动“{activity.name}”没有责任部门", f"activity {activity.name} has no department in charge")
            yield _violation(context, what, f"{activity.at}.department", activity.line, entry)


def _any(context: Context) -> str | None:
    return next(iter(context.register.departments), None)


def _violation(context: Context, what: Text, declaration: str, line: int, entry: suggest.Fragment) -> Violation:
    remedy = Text("指定岗位或部门（写岗位，不写姓名）", "name a post or department (the post, not the person)")
    return context.violation(RULE, what, remedy, declaration=declaration, line=line, yaml=suggest.dumped(entry))
