"""DSR-004: personal information that no subject lookup reaches: nothing in the table or file tells whose it is.

A lookup goes by name, account, customer number, contact or identity number. An asset that holds personal information and
none of these answers no request of access, correction or erasure. Even a POSSIBLE identifier counts as one here, and rows that
the scan could tie to people do. Only in declared systems and production; logs and code have their own rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.categories import known
from register.context import Context, Rule
from register.precedence import production
from register.uses import uses_of
from register.violation import Severity, Text, Violation

RULE = Rule(
    "DSR-004",
    Severity.MEDIUM,
    False,
    ("PIPL 45", "PIPL 50"),
    Text("查找个人时查不到的个人信息", "Personal information that no lookup of a person reaches"),
)
_NAMING = frozenset({"user.name", "user.account", "user.account.username", "user.unique_id", "user.contact"})


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    reached = {f.uri for f in context.inventory.findings if f.category in _NAMING or known(f.category).identifying}
    for uri, places in context.by_asset.items():
        asset = context.assets[uri]
        people = asset.people is not None and asset.people.rows > 0
        if (
            uri in reached
            or people
            or places[0].system is None
            or not production(context, asset)
            or uses_of(context, asset) & {"log", "page"}
        ):
            continue
        kinds = sorted({p.finding.category for p in places})
        names = [context.register.category_name(key) for key in kinds]
        yield context.about_asset(
            RULE,
            asset,
            Text(
                f"{uri} 有{'、'.join(n.zh for n in names)}，没有任何能找到本人的字段",
                f"{uri} holds {', '.join(n.en for n in names)} and no column by which a person could be found",
            ),
            Text(
                "加上能对应到人的编号（或记下与哪个表按什么关联），把它写进查阅、更正、删除的流程；不需要对应到人的，做匿名化",
                "add a number that leads to the person (or note which table it is joined with, by what) and include it in the"
                " procedure for access and"
                " erasure; if it need not lead to anybody, anonymise it",
            ),
            clause=context.register.rights_handling.clause if context.register.rights_handling else None,
            line=context.register.line("rights_handling"),
            evidence=[
                ("categories", ", ".join(kinds)),
                ("columns", ", ".join(sorted({p.finding.column for p in places if p.finding.column}))),
            ],
        )
