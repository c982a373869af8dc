"""INC-004: so many people are concerned that an incident would reach a level of the reporting rules (报告办法 附件).

What would have to be reported within how many hours: four, one for critical information infrastructure. For information where
the register is prepared (reports to the regulator, names who is called), medium where it is not. The number is the
company's own, else the scan's estimate.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.people import people_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INC-004",
    Severity.MEDIUM,
    False,
    ("PIPL 57", "国家网络安全事件报告管理办法 4"),
    Text("人数达到事件分级的人数线", "An incident would reach a level of the reporting rules"),
)
_LEVELS = {
    "incident.level1": Text("特别重大", "level 1"),
    "incident.level2": Text("重大", "level 2"),
    "incident.level3": Text("较大", "level 3"),
}


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register, pack = context.register, context.law_pack
    declared = register.profile.people
    count = people_of(context).total().estimate if declared is None else declared
    level = next((key for key in _LEVELS if pack.compare(key, count)), None)
    if level is None:
        return
    name = _LEVELS[level]
    hours = pack.params["incident.report.ciio" if register.profile.ciio else "incident.report"]["n"]
    incident = register.incident
    prepared = incident is not None and incident.regulator and bool(incident.escalation)
    yield context.violation(
        RULE,
        Text(
            f"处理 {count} 人的个人信息，全部泄露即属{name.zh}事件，须在 {hours} 小时内报告",
            f"information of {count} people is processed: were all of it leaked it would be an incident of {name.en}, to be reported"
            f" within {hours} hours",
        ),
        Text(
            "预案写明谁在几小时内向哪个部门报告、用什么表、夜间找谁，并演练；把数据分开存放，使单次事件达不到该等级",
            "state in the plan who reports to which authority within those hours, on which form, whom to call at night, and rehearse"
            " it; keep data"
            " apart so that one incident cannot reach that level",
        ),
        severity=Severity.INFO if prepared else None,
        clause=incident.clause if incident else context.silent_clause(),
        declaration="incident_response.escalation_contacts",
        line=incident.line if incident else register.line("incident_response"),
        evidence=[
            ("people", str(count)),
            ("level", f"{level.removeprefix('incident.')} {name.zh}"),
            ("hours", str(hours)),
            ("threshold", str(pack.params[level]["n"])),
            ("law", pack.source(level)),
        ],
    )
