"""Which rule speaks where several could: the questions that rules ask to stay out of each other's way.

One breach is told once, by the rule that names it best. Whether a kind is declared comes first (INV-001, INV-002, INV-003);
rules about how a kind is held, given or agreed to speak of what is declared for its system. docs/checks.md has the table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from register.categories import ancestors
from register.context import NON_PRODUCTION, Context, Place, once
from register.entries import Activity, Control, System
from register.glob import matches
from register.parties import Processor, Recipient, Transfer
from register.uses import uses_of
from scanner.inventory import AssetRecord

#: A finding of this entity says that people are minors (MIN-001, MIN-002). It follows from the values of another kind in the
#: same column, or names a child's column; it is no kind of its own that a policy would list.
MINOR = "MINOR"
CHILDREN = ("user.childrens", "user.children")
_RECORDED = {"user.content.call_recording": "voice", "user.content.self_image": "face", "user.content.id_photo": "face"}
_TRAITS = {"voiceprint": "voice", "face": "face"}


@once
def held(context: Context) -> tuple[Place, ...]:
    """Places with a kind of information of their own: all but what is only known of minors."""
    return tuple(place for place in context.places if place.finding.entity != MINOR)


@once
def held_in(context: Context) -> dict[str, list[Place]]:
    """`held` by asset, for rules that look at the asset first."""
    grouped: dict[str, list[Place]] = {}
    for place in held(context):
        grouped.setdefault(place.finding.uri, []).append(place)
    return grouped


def declared(context: Context, place: Place) -> bool:
    """Whether the activities of the place's system declare its kind: no rule about declarations speaks of it."""
    register = context.register
    return place.system is not None and register.covers(register.declared(place.system.key), place.finding.category)


def of_form(place: Place) -> bool:
    """What a page asks of a person: WEB-003 speaks of it, not INV-011."""
    return place.asset.kind == "form"


def holders(context: Context, system: System, category: str) -> tuple[Activity, ...]:
    """The activities of a system that declare the kind."""
    return tuple(a for a in context.register.activities_of(system.key) if context.register.covers(a.categories, category))


def held_for(context: Context, activity: Activity, categories: Collection[str]) -> Iterator[Place]:
    """The places in an activity's systems that hold a kind within these, which are the activity's."""
    for place in held(context):
        if place.system and place.system.key in activity.systems and context.register.covers(categories, place.finding.category):
            yield place


def sent(context: Context, transfer: Transfer) -> Iterator[Place]:
    """The places abroad that a transfer covers."""
    for place in held(context):
        country = context.law_pack.abroad(context.region(place.asset))
        if country and context.register.transfer_for(country, place.finding.category, context.law_pack) is transfer:
            yield place


def biometric_of(context: Context, place: Place) -> str:
    """The recording or photo, declared for the place's system, from which its undeclared biometric data were made; else ""
    (SPI-004 instead of INV-001 and INV-002)."""
    finding, register = place.finding, context.register
    if place.system is None or "user.biometric" not in ancestors(finding.category) or declared(context, place):
        return ""
    traits = {_TRAITS.get(kind, kind) for kind in finding.kinds} or set(finding.category.split(".")[2:]) or {"voice", "face"}
    keys = register.declared(place.system.key)
    return next((key for key, trait in _RECORDED.items() if trait in traits and register.covers(keys, key)), "")


def code(context: Context, asset: AssetRecord) -> bool:
    """Source code, fixtures, logs of builds: SEC-004 speaks, whatever the environment."""
    return "code" in uses_of(context, asset)


def leaked(context: Context, place: Place) -> bool:
    """A readable credential in code: no policy would declare it, SEC-004 has it revoked (INV-001 and INV-002 are silent)."""
    finding = place.finding
    secret = "user.authorization" in ancestors(finding.category)
    return secret and finding.state in ("plain", "weak") and code(context, place.asset)


def production(context: Context, asset: AssetRecord) -> bool:
    """Where SEC-001, SEC-003 and SEC-008 speak: not in code, and not where SEC-002 does."""
    return asset.uri in _production(context)


@once
def _production(context: Context) -> frozenset[str]:
    return frozenset(a.uri for a in context.inventory.assets if context.environment(a) not in NON_PRODUCTION and not code(context, a))


def control(context: Context, place: Place) -> Control | None:
    """The storage control that fits the place best: one for its sort of asset, else for its environment, else for everything."""
    key = (place.finding.category, uses_of(context, place.asset), context.environment(place.asset))
    known = _fitting(context)
    if key not in known:
        known[key] = _control(context, *key)
    return known[key]


@once
def _fitting(_context: Context) -> dict[tuple[str, frozenset[str], str], Control | None]:
    """What `control` remembers: places differ, kinds and sorts of assets hardly do."""
    return {}


def _control(context: Context, category: str, uses: frozenset[str], environment: str) -> Control | None:
    speaking = [
        c
        for c in context.register.controls
        if context.register.covers(c.categories, category)
        and (not c.assets or c.assets & uses)
        and (not c.environments or environment in c.environments)
    ]
    return max(speaking, key=lambda c: (bool(c.assets), bool(c.environments)), default=None)


def parties(context: Context, asset: AssetRecord) -> tuple[Recipient | Processor, ...]:
    """Who of the register's recipients and processors holds an asset: who runs its system, else whose destination it is."""
    register, system = context.register, context.system(asset.uri)
    if system and system.operator:
        party = register.recipients.get(system.operator) or register.processors.get(system.operator)
        return (party,) if party else ()
    return _destined(context).get(asset.uri, ())


@once
def _destined(context: Context) -> dict[str, tuple[Recipient | Processor, ...]]:
    """Assets that lie at a recipient's destination: a glob over their URI, or a host or path in their source's location."""
    recipients = [r for r in context.register.recipients.values() if r.destinations]
    if not recipients:
        return {}
    places = {source.name: source.location.lower() for source in context.inventory.sources}
    return {
        asset.uri: found
        for asset in context.inventory.assets
        if (found := tuple(r for r in recipients if any(_at(d, asset.uri, places.get(asset.source, "")) for d in r.destinations)))
    }


def _at(destination: str, uri: str, location: str) -> bool:
    if "://" in destination:
        return matches(destination, uri) or location.startswith(destination.lower().rstrip("*"))
    host = destination.lower().strip("/")
    return bool(host) and any(part == host or part.endswith(f".{host}") for part in _hosts(location))


def _hosts(location: str) -> list[str]:
    """The host of a location, with and without its port: postgresql://reader@db.example:5432/crm -> db.example:5432, db.example."""
    authority = location.split("://", 1)[-1].split("/", 1)[0].rpartition("@")[2]
    return [authority, authority.partition(":")[0]]


def abroad_undeclared(context: Context, place: Place) -> bool:
    """XB-001 speaks of the place."""
    pack = context.law_pack
    country = pack.abroad(context.region(place.asset))
    return bool(country) and context.register.transfer_for(country, place.finding.category, pack) is None


@once
def sensitive_below_100k(context: Context) -> dict[tuple[str, str], tuple[Transfer, list[Place]]]:
    """By transfer and kind: sensitive kinds found abroad in a transfer exempted as below 100,000 people (XB-010, not XB-003)."""
    found: dict[tuple[str, str], tuple[Transfer, list[Place]]] = {}
    for place in held(context):
        country = context.law_pack.abroad(context.region(place.asset))
        if not country or not context.is_sensitive(place.finding.category):
            continue
        transfer = context.register.transfer_for(country, place.finding.category, context.law_pack)
        if transfer and transfer.exemption == "below_100k":
            found.setdefault((transfer.id, place.finding.category), (transfer, []))[1].append(place)
    return found
