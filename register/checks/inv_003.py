"""INV-003: personal information in a source that belongs to no declared system (shadow data). Once per asset."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-003",
    Severity.HIGH,
    True,
    ("PIPL 51",),
    Text("影子数据：来源不属于任何已登记系统", "Shadow data: the source belongs to no declared system"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register = context.register
    for uri, places in context.by_asset.items():
        asset = context.assets[uri]
        if places[0].system is not None:
            continue
        names = [register.category_name(key) for key in sorted({p.finding.category for p in places})]
        glob = uri.split("/", 3)[:3]  # scheme, "", source name
        fragment = suggest.bound(register, asset.source, "/".join([*glob, "**"]), asset.system, asset.owner)
        yield context.about_asset(
            RULE,
            asset,
            Text(
                f"{uri} 有个人信息（{'、'.join(n.zh for n in names)}），但它不属于登记册里的任何系统",
                f"{uri} holds personal information ({', '.join(n.en for n in names)}) but belongs to no system in the register",
            ),
            Text(
                "删除这份数据；或登记它所属的系统、责任部门和处理活动",
                "delete the data; or declare the system it belongs to, with a department in charge and an activity",
            ),
            line=register.line("systems"),
            yaml=suggest.dumped(fragment),
            evidence=[
                ("categories", ", ".join(sorted({p.finding.category for p in places}))),
                ("columns", str(len(places))),
                ("matched", str(max(p.finding.matched for p in places))),
                ("path", asset.path),
                ("unknown_system", asset.system),
            ],
        )
