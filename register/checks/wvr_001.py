"""WVR-001: a waiver has expired, or what it waives is not there any more.

A target in the register is looked up; one among assets is decided by a complete scan of the source that it names, and by no other. A
waiver holds until the end of its last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from register.context import Context, Rule
from register.entries import Waiver
from register.glob import matches, root
from register.references import mappings, place
from register.structure import schema
from register.violation import Severity, Text, Violation

RULE = Rule(
    "WVR-001", Severity.MEDIUM, True, (), Text("豁免已到期或对象已不存在", "A waiver has expired or has lost its target"), offline=True
)


def check(context: Context) -> Iterator[Violation]:
    waivers = context.register.waivers
    known = _entries(context) if any("://" not in waiver.target for waiver in waivers) else frozenset[str]()
    scanned = _scanned(context) if any("://" in waiver.target for waiver in waivers) else {}
    for waiver in waivers:
        if waiver.expires < context.today:
            said = Text(f"已于 {waiver.expires} 到期", f"expired on {waiver.expires}")
            yield _violation(context, waiver, said, ("limit", str(waiver.expires)))
        elif _gone(waiver.target, scanned) if "://" in waiver.target else not _in_register(waiver.target, known):
            yield _violation(context, waiver, Text("指向的对象已不存在", "has a target that is not there"), ("target", waiver.target))


def _entries(context: Context) -> frozenset[str]:
    """Where the register's entries are, and its top-level keys, those of the schema included."""
    data = context.register.raw
    return frozenset({*schema()["properties"], *(place(data, path) for path, _ in mappings(data) if path)})


def _in_register(target: str, known: frozenset[str]) -> bool:
    """Whether the entry that the target is in is there; the field itself may be what is missing."""
    entry = target[: target.rindex("]") + 1] if "]" in target else target.partition(".")[0]
    return entry in known or any(map(partial(matches, entry), known))


def _scanned(context: Context) -> dict[str, set[str]]:
    """What a complete scan saw, by source: assets, and their columns."""
    inventory = context.inventory
    scanned: dict[str, set[str]] = {}
    if context.schema_only or not inventory.complete:
        return scanned
    for asset in inventory.assets:
        scanned.setdefault(root(asset.uri), set()).update((asset.uri, *(f"{asset.uri}.{column.name}" for column in asset.columns)))
    for finding in inventory.findings:
        scanned.setdefault(root(finding.uri), set()).add(f"{finding.uri}.{finding.column}")
    return scanned


def _gone(target: str, scanned: dict[str, set[str]]) -> bool:
    """A star in the place of the source names no source, and is never decided."""
    names = scanned.get(root(target), set())
    return bool(names) and target not in names and not any(map(partial(matches, target), names))


def _violation(context: Context, waiver: Waiver, said: Text, evidence: tuple[str, str]) -> Violation:
    return context.violation(
        RULE,
        Text(f"对 {waiver.rule} 的豁免（{waiver.target}）{said.zh}", f"the waiver of {waiver.rule} ({waiver.target}) {said.en}"),
        Text(
            "整改后删除该豁免；确需延长的，重新审批并写明新的到期日和理由",
            "put the matter right and remove the waiver; if it has to go on, have it approved again with a new last day and reason",
        ),
        declaration="waivers" + "".join(f"[{part}]" for part in (waiver.rule, waiver.target, waiver.fingerprint) if part),
        line=waiver.line,
        evidence=[evidence, ("approved_by", waiver.approved_by)],
    )
