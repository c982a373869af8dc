"""XB-002: a system is used from abroad and no transfer entry for remote access says so (PIPL 38).

Being able to look at data from abroad is export. A system counts when it says `overseas_access: true`, or when the recipient or
processor that operates it sits abroad. Its kinds are those that its activities declare, less those that a scan found in it
abroad: of these XB-001 speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule, once
from register.duties import kinds
from register.entries import System
from register.precedence import abroad_undeclared, held
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-002",
    Severity.HIGH,
    False,
    ("PIPL 38", "数据出境安全评估申报指南 出境行为（二）"),
    Text("境外可以访问，没有登记出境", "Used from abroad without a transfer entry"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for system in context.register.systems.values():
        country = _operator_abroad(context, system)
        if system.overseas_access or country:
            yield from _undeclared(context, system, country)


def _operator_abroad(context: Context, system: System) -> str:
    """Country of whoever operates the system, "" when that is the company itself or somebody at home."""
    register = context.register
    operator = register.recipients.get(system.operator) or register.processors.get(system.operator)
    return context.law_pack.abroad(operator.location) if operator else ""


def _undeclared(context: Context, system: System, country: str) -> Iterator[Violation]:
    register, pack = context.register, context.law_pack
    entries = [t for t in register.transfers if _speaks_of(t.channels, pack.country(t.country), country)]
    told = set[str]().union(*(t.categories for t in entries))
    found = _found_abroad(context)
    silent = {key for key in register.declared(system.key) if not register.covers(told, key) and (system.key, key) not in found}
    if not silent:
        return
    names = kinds(register, silent)
    entry: suggest.Fragment = {
        "id": f"remote-{suggest.slug(system.key)}",
        "recipient": None,
        "country": country or None,
        "channels": ["remote_access"],
    }
    entry |= {"data_categories": sorted(silent), "mechanism": {"type": "undetermined"}, "exemption": {"type": "undetermined"}}
    where = Text(f"运营方在 {country}", f"its operator is in {country}") if country else Text("登记为境外可访问", "it is used from abroad")
    yield context.violation(
        RULE,
        Text(
            f"系统“{system.name}”{where.zh}，没有登记{names.zh}的远程访问出境",
            f"system {system.key} ({system.name}): {where.en}, and no entry declares remote access to {names.en}",
        ),
        Text(
            "关闭境外账号，或按出境登记：接收方、国家、渠道 remote_access、机制、单独同意和影响评估，并在政策里告知",
            "close the accounts abroad, or declare the export: recipient, country, channel remote_access, mechanism, separate"
            " consent and impact"
            " assessment, and tell it in the policy",
        ),
        clause=context.silent_clause(),
        declaration=f"{system.at}.overseas_access",
        line=system.line,
        yaml=suggest.example({"cross_border_transfers": [entry]}),
        evidence=[("region", country), ("categories", ", ".join(sorted(silent)))],
    )


@once
def _found_abroad(context: Context) -> frozenset[tuple[str, str]]:
    """Systems and kinds, with all that covers these, of which XB-001 speaks; it says nothing of definitions."""
    places = () if context.schema_only else held(context)
    undeclared = [(p.system.key, p.finding.category) for p in places if p.system and abroad_undeclared(context, p)]
    return frozenset((system, key) for system, category in undeclared for key in context.register.ancestors(category))


def _speaks_of(channels: tuple[str, ...], to: str, country: str) -> bool:
    """Whether a transfer with these channels speaks of the access: any to the operator's country, else one by remote access."""
    return to == country if country else "remote_access" in channels
