"""SEC-004: personal information or credentials in source code, configuration, fixtures or logs of builds.

By ending (.py .java .js .env .yml …) and folder (tests, fixtures, seeds; ci, .github for logs). Credentials and sensitive
kinds are critical. Otherwise only kinds that tell one person from another count, and are high: names and companies
stand in every code base. Speaks instead of SEC-001, SEC-002 and SEC-003, in every environment.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.categories import known
from register.context import Context, Rule
from register.precedence import code, held_in, leaked
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SEC-004",
    Severity.CRITICAL,
    True,
    ("PIPL 51",),
    Text("代码、测试数据或构建日志里有个人信息或凭据", "Personal information or credentials in code"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register = context.register
    for place in (p for places in held_in(context).values() if code(context, places[0].asset) for p in places):
        finding = place.finding
        if finding.state not in ("plain", "weak"):
            continue
        secret = leaked(context, place)
        grave = secret or context.is_sensitive(finding.category)
        if not (grave or known(finding.category).identifying):
            continue
        name = register.category_name(finding.category)
        where = f"{place.asset.path or finding.uri}{f':{finding.line}' if finding.line else ''}"
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 是代码或测试数据，有{'凭据' if secret else ''}“{name.zh}”",
                f"{place.label} is code or test data and holds {name.en}",
            ),
            Text(
                "立即更换泄露的凭据，改从密钥库读取，并从版本历史中清除"
                if secret
                else "换成编造的值，并从版本历史中清除；核实是谁的信息、谁能读到仓库",
                "revoke and replace the credentials now, read them from a vault, and purge the history"
                if secret
                else "replace them with invented values and purge the history; find out whose they are and who can read the repository",
            ),
            severity=Severity.CRITICAL if grave else Severity.HIGH,
            line=register.line("systems"),
            evidence=[("path", where), ("sensitivity", register.standard if grave and not secret else "")],
        )
