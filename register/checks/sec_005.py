"""SEC-005: personal information where anybody can reach it: a public system, a web server's folder, an open address.

Public is a system that says so (`exposure: public`), and a source or folder that a web server serves (public_html, wwwroot …)
or that was read over http without an account. Kinds that the register gives to a recipient with `relation: public` are
published on purpose (PIPL 25). One or two phone numbers or e-mail addresses may be the company's own: medium. Code is SEC-004's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register.categories import ancestors
from register.context import Context, Place, Rule
from register.precedence import code, held
from register.violation import Severity, Text, Violation
from scanner.inventory import AssetRecord

RULE = Rule(
    "SEC-005", Severity.CRITICAL, True, ("PIPL 25", "PIPL 51"), Text("个人信息可公开访问", "Personal information that anybody can reach")
)
_SERVED = re.compile(r"(?:^|[/\\])(?:public_html|wwwroot|htdocs|webroot|docroot|www-data|var/www)(?:[/\\]|$)", re.I)
_OPEN = re.compile(r"https?://(?![^/]*@)", re.I)
_CONTACTS = ("user.contact",)
_FEW = 2


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    published = frozenset().union(*(r.categories for r in context.register.recipients.values() if r.relation == "public"))
    locations = {source.name: source.location for source in context.inventory.sources}
    open_to_all: dict[str, list[Place]] = {}
    for place in held(context):
        why = _public(place, locations.get(place.asset.source, ""))
        if why and not context.register.covers(published, place.finding.category) and not code(context, place.asset):
            open_to_all.setdefault(place.finding.uri, []).append(place)
    for uri, places in open_to_all.items():
        yield _violation(context, uri, places, _public(places[0], locations.get(places[0].asset.source, "")))


def _public(place: Place, location: str) -> str:
    """What says that it is public, "" when nothing does."""
    if place.system and place.system.public:
        return f"exposure: public ({place.system.key})"
    if found := _OPEN.match(location):
        return found[0]
    served = _SERVED.search(location) or _SERVED.search(_within(place.asset))
    return served[0].strip("/\\") if served else ""


def _within(asset: AssetRecord) -> str:
    return asset.uri.split("://", 1)[-1].partition("/")[2]


def _own(place: Place) -> bool:
    """Few enough contacts to be those of the company itself."""
    finding = place.finding
    few = (finding.distinct if finding.distinct is not None else finding.values) <= _FEW
    return few and any(key in _CONTACTS for key in ancestors(finding.category))


def _violation(context: Context, uri: str, places: list[Place], why: str) -> Violation:
    register, asset, system = context.register, context.assets[uri], places[0].system
    kinds = sorted({p.finding.category for p in places})
    names = [register.category_name(key) for key in kinds]
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{uri} 可公开访问（{why}），有{'、'.join(n.zh for n in names)}",
            f"{uri} can be reached by anybody ({why}) and holds {', '.join(n.en for n in names)}",
        ),
        Text(
            "立即关闭公开访问并查访问记录；可能已泄露的按事件预案处理；本就要公开的须有单独同意，登记到 relation: public 的接收方",
            "close the access now and read its logs; handle a possible leak by the incident plan; what is meant to be published needs"
            " separate"
            " consent and a recipient with relation: public",
        ),
        severity=Severity.MEDIUM if all(map(_own, places)) else None,
        clause=register.sharing.clause if register.sharing and register.sharing.clause else context.silent_clause(),
        line=system.line if system else register.line("systems"),
        evidence=[
            ("exposure", why),
            ("categories", ", ".join(kinds)),
            ("columns", ", ".join(sorted({p.finding.column for p in places if p.finding.column}))),
            ("matched", str(max(p.finding.matched for p in places))),
        ],
    )
