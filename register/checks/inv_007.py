"""INV-007: a declared system was not scanned, or part of it could not be read. Once per system.

A system is meant to be scanned when an activity names it or when it says `processes_personal_data: true`; not when it says
false. Sampling on request is reading; what the design leaves out (binary files, views) is not missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from register.context import READ, Context, Rule
from register.entries import System
from register.violation import Severity, Text, Violation
from scanner.inventory import BY_DESIGN, AssetRecord, SourceRecord, Status

RULE = Rule(
    "INV-007",
    Severity.MEDIUM,
    False,
    ("PIPL 51", "PIPL 54"),
    Text("已登记的系统没有扫描或没有读完", "A declared system was not read, or not all of it"),
)
_REMEDY = Text(
    "把它加进 pandian.yaml 的数据源或改正绑定，解决读取失败的原因后重扫；确无个人信息的系统写 processes_personal_data: false",
    "add it to the sources of pandian.yaml or correct its bindings, remove what kept it from being read, scan again; for a system without"
    " personal information state processes_personal_data: false",
)


def check(context: Context) -> Iterator[Violation]:
    inventory = context.inventory
    if context.schema_only or not (inventory.assets or inventory.sources):
        return
    assets: dict[str, list[AssetRecord]] = {}
    for asset in inventory.assets:
        if system := context.system(asset.uri):
            assets.setdefault(system.key, []).append(asset)
    broken = {source.name: source for source in inventory.sources if source.reason}
    for system in context.register.systems.values():
        if _wanted(context, system):
            yield from _judged(context, system, assets.get(system.key, []), _failed(system, broken))


def _wanted(context: Context, system: System) -> bool:
    return system.personal if system.personal is not None else bool(context.register.activities_of(system.key))


def _failed(system: System, broken: dict[str, SourceRecord]) -> SourceRecord | None:
    """A source of the system that could not be opened: one that names the system, else one that a binding names."""
    bound = {binding.partition("://")[2].partition("/")[0] for binding in system.bindings}
    return next((s for s in broken.values() if s.system == system.key or (not s.system and s.name in bound)), None)


def _judged(context: Context, system: System, assets: list[AssetRecord], failed: SourceRecord | None) -> Iterator[Violation]:
    read = [a for a in assets if a.status in READ]
    missing = [
        a for a in assets if a.status in (Status.PARTIAL, Status.ERROR) or (a.status is Status.SKIPPED and a.reason not in BY_DESIGN)
    ]
    if read and not missing and failed is None:
        return
    reasons = Counter(a.reason or a.status.value for a in missing) + Counter([failed.reason] if failed else [])
    told = ", ".join(f"{reason} ×{count}" for reason, count in sorted(reasons.items()))
    share = (len(read) - sum(a.status is Status.PARTIAL for a in read)) / len(assets) if assets else 0.0
    if read:
        said = Text(
            f"系统“{system.name}”有 {len(missing)} 项没有读完（{told}），完整读取 {share:.0%}",
            f"system {system.name}: {len(missing)} assets were not read or not to their end ({told}), {share:.0%} read in full",
        )
    else:
        said = Text(
            f"系统“{system.name}”登记处理个人信息，本次扫描一项也没有读到{f'（{told}）' if told else ''}",
            f"system {system.name} is declared to hold personal information, and this scan read nothing of"
            f" it{f' ({told})' if told else ''}",
        )
    yield context.violation(
        RULE, said, _REMEDY, system=system.key, declaration=system.at, line=system.line,
        evidence=[
            ("system", system.name),
            ("owner", context.register.owner_of(system)),
            ("coverage", f"{len(read)} / {len(assets)}"),
            ("reasons", told),
            ("bindings", ", ".join(system.bindings)),
        ],
    )  # fmt: skip
