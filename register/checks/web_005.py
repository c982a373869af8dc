"""WEB-005: a cookie's identifier is stored beside what names the person directly, so that it is no longer anonymous (PIPL 4).

Name, phone, e-mail, account or identity number in the same table or file. Silent where the policy itself speaks of the cookie
(a clause with its quote) and one activity of the system declares both kinds: then people have been told. Undeclared kinds are
INV-001's and INV-002's.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.categories import ancestors, known
from register.context import Context, Place, Rule
from register.precedence import code, declared, held
from register.violation import Severity, Text, Violation

RULE = Rule(
    "WEB-005",
    Severity.MEDIUM,
    False,
    ("PIPL 4",),
    Text("Cookie 标识符与本人身份存放在一起", "A cookie identifier beside a person's identity"),
)
_COOKIES = frozenset({"user.device.cookie_id", "user.device.cookie"})
_NAMES = frozenset({"user.name", "user.account.username", "user.unique_id"})


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    beside: dict[str, tuple[list[Place], list[Place]]] = {}
    for place in held(context):
        cookies, persons = beside.setdefault(place.finding.uri, ([], []))
        if not _COOKIES.isdisjoint(ancestors(place.finding.category)):
            cookies.append(place)
        elif place.finding.category in _NAMES or _direct(place.finding.category):
            persons.append(place)
    for cookies, persons in beside.values():
        if (
            cookies
            and persons
            and declared(context, cookies[0])
            and not code(context, cookies[0].asset)
            and not _told(context, cookies[0], persons)
        ):
            yield _violation(context, cookies[0], persons)


def _direct(category: str) -> bool:
    return known(category).identifying and "user.device" not in ancestors(category)


def _told(context: Context, cookie: Place, persons: list[Place]) -> bool:
    register, system = context.register, cookie.system
    assert system is not None
    kinds = [cookie.finding.category, *(p.finding.category for p in persons)]
    return register.clause_for(cookie.finding.category) is not None and any(
        all(register.covers(a.categories, kind) for kind in kinds) for a in register.activities_of(system.key)
    )


def _violation(context: Context, cookie: Place, persons: list[Place]) -> Violation:
    names = [context.register.category_name(key) for key in sorted({p.finding.category for p in persons})]
    columns = ", ".join(sorted({p.finding.column for p in persons if p.finding.column}))
    return context.found(
        RULE,
        cookie,
        Text(
            f"{cookie.label} 的 Cookie 标识符与{'、'.join(n.zh for n in names)}在一起，浏览行为因此对应到具体的人",
            f"{cookie.label}: a cookie identifier beside {', '.join(n.en for n in names)} ties browsing to a person",
        ),
        Text(
            "分开存放并断开关联；确需关联的，在政策里写明 Cookie 与身份关联及其目的，不再称匿名，并在同一处理活动里声明两者",
            "store them apart and cut the link; if it is needed, say in the policy that cookies are linked to people and why, no"
            " longer call them"
            " anonymous, and declare both in one activity",
        ),
        clause=context.register.clause_for(cookie.finding.category) or context.silent_clause(),
        line=context.register.line("processing_activities"),
        evidence=[("columns", columns), ("categories", ", ".join(sorted({p.finding.category for p in persons})))],
    )
