"""SEC-007: values are masked so little that people can still be told (138****5678 beside a name; a reversible code).

The scan says "weak" where enough of a value is left to find it again. Not in code (SEC-004), and not where the storage
controls allow the plain value anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.precedence import code, control, held
from register.violation import Severity, Text, Violation

RULE = Rule("SEC-007", Severity.MEDIUM, False, ("PIPL 51(3)", "PIPL 73(3)", "PIPL 73(4)"), Text("脱敏不足", "Weak masking"))


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for place in held(context):
        if place.finding.state != "weak" or code(context, place.asset):
            continue
        stated = control(context, place)
        if stated and "plain" in stated.allowed:
            continue
        name = context.register.category_name(place.finding.category)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 的“{name.zh}”遮盖得太少，仍能认出本人",
                f"{place.label}: {name.en} is masked so little that people can still be told",
            ),
            Text(
                "遮盖更多位，或改用不可逆的令牌、带密钥的哈希；只称“去标识化”，不要称“匿名化”",
                "hide more of it, or use irreversible tokens or keyed hashes; call it de-identified, not anonymous",
            ),
            line=stated.line if stated else context.register.line("storage_controls"),
            evidence=[("state", "weak"), ("allowed", ", ".join(sorted(stated.allowed)) if stated else "")],
        )
