"""REG-011: a source belongs to two systems, because bindings of the same length match it. None at all is INV-003.

Without a scan: the same binding in two systems. With one: every asset that two equally long bindings of different systems
match, once for each pair of systems. A source that names its system in the configuration belongs to that one.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.entries import System
from register.glob import matches, root
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-011", Severity.MEDIUM, False, ("PIPL 51(2)",), Text("同一来源绑定到两个系统", "A source is bound to two systems"), offline=True
)


def check(context: Context) -> Iterator[Violation]:
    told: dict[tuple[str, str], tuple[str, list[str]]] = {}
    owners: dict[str, System] = {}
    for system in context.register.systems.values():
        for glob in dict.fromkeys(system.bindings):
            first = owners.setdefault(glob, system)
            if first is not system:
                told.setdefault((first.key, system.key), (glob, []))
    for pair, uri in _ambiguous(context):
        told.setdefault(pair, ("", []))[1].append(uri)
    for (first_key, second_key), (glob, uris) in told.items():
        yield _violation(context, context.register.systems[first_key], context.register.systems[second_key], glob, uris)


def _ambiguous(context: Context) -> Iterator[tuple[tuple[str, str], str]]:
    """Assets whose longest bindings are of two systems. Bindings are sought by the source that they speak of and their length."""
    register = context.register
    order = {key: n for n, key in enumerate(register.systems)}
    rivals: dict[tuple[str, int], list[tuple[str, System]]] = {}
    for system in register.systems.values():
        for glob in dict.fromkeys(system.bindings):
            rivals.setdefault((root(glob), len(glob)), []).append((glob, system))
    for asset in context.inventory.assets:
        chosen = context.system(asset.uri)
        if asset.system or chosen is None:
            continue
        longest = max(len(glob) for glob in chosen.bindings if matches(glob, asset.uri))
        near = (*rivals.get((root(asset.uri), longest), ()), *rivals.get(("", longest), ()))
        other = next((s for glob, s in near if s.key != chosen.key and matches(glob, asset.uri)), None)
        if other:
            first, second = sorted((chosen, other), key=lambda s: order[s.key])
            yield (first.key, second.key), asset.uri


def _violation(context: Context, first: System, second: System, glob: str, uris: list[str]) -> Violation:
    what = glob or sorted(uris)[0]
    return context.violation(
        RULE,
        Text(
            f"{what} 同时绑定到系统“{first.name}”和“{second.name}”，两条绑定一样长，不知道归谁",
            f"{what} is bound to system {first.name} and to system {second.name} by bindings of the same length: nobody can tell whose"
            " it is",
        ),
        Text("删掉一条绑定，或把其中一条写得更具体", "remove one of the two bindings, or make one more specific"),
        declaration=f"{second.at}.bindings",
        system=second.key,
        line=second.line,
        evidence=[("nearest", f"{first.key}, {second.key}"), ("assets", str(len(uris)) if uris else "")],
    )
