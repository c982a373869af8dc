"""SEC-003: a kind stands plainly where the company's own storage controls want it masked, hashed, encrypted or absent.

In production, or where the environment is not known: for backups, exports, caches, queues and indexes by their names, else for
the environment. Test systems are SEC-002's, logs SEC-001's, code SEC-004's, weak masking SEC-007's. What no control
speaks of is not judged; where "synthetic" is allowed, invented values cannot be told from real ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.precedence import control, held_in, production
from register.uses import uses_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SEC-003", Severity.HIGH, False, ("PIPL 51(3)",), Text("未按存储要求脱敏或加密", "Plain where the storage controls do not allow it")
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only or not context.register.controls:
        return
    stored = (places for places in held_in(context).values() if production(context, places[0].asset))
    for place in (p for places in stored if "log" not in uses_of(context, places[0].asset) for p in places):
        if place.finding.state != "plain":
            continue
        stated = control(context, place)
        if stated is None or stated.allowed & {"plain", "synthetic"}:
            continue
        name, wanted = context.register.category_name(place.finding.category), ", ".join(sorted(stated.allowed))
        sort = ", ".join(sorted(stated.assets & uses_of(context, place.asset))) or context.environment(place.asset)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label}{f'（{sort}）' if sort else ''} 有明文“{name.zh}”；登记册只允许 {wanted}",
                f"{place.label}{f' ({sort})' if sort else ''} holds plain {name.en}; the register allows only {wanted}",
            ),
            Text(
                "按要求加密、哈希或脱敏；要求已不合实际的，先经负责人同意再改 storage_controls",
                "encrypt, hash or mask it as required; if the requirement is no longer right, have it approved before changing"
                " storage_controls",
            ),
            declaration=stated.at,
            line=stated.line,
            evidence=[("environment", context.environment(place.asset)), ("allowed", wanted), ("storage", sort), ("state", "plain")],
        )
