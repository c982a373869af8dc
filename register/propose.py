"""What a *proposal for the register* is: the lines with which it would declare what a scan found, for a person to review.

A system for every source that belongs to none, the found kinds in an activity of their system, a purpose and a scenario by the
words of names, a retention rule where a clock dates the rows. Nothing is decided: each entry says that it was proposed
(`x-proposed`, with what is still open), nothing that a person wrote is replaced, and what the register says already is not
proposed again. What counts as found is what counts in the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from register import suggest
from register.context import Context, Place
from register.entries import Activity, RetentionRule
from register.glob import matches, root
from register.merge import merged
from register.model import Register
from register.topics import Topic, fit, topics_of
from register.violation import Text
from scanner.inventory import AssetRecord, Clock

ENVIRONMENTS = frozenset({"prod", "preprod", "staging", "uat", "test", "dev"})
MARK = "x-proposed"
_KEY = re.compile(r"[a-zA-Z0-9_.<>-]+")
_CATEGORY = re.compile(r"[a-zA-Z0-9_<>-]+(?:\.[a-zA-Z0-9_<>-]+)+")
_SURROGATE = re.compile("[\ud800-\udfff]")  # of a file name that is no UTF-8: no text can hold it, a glob can pass over it
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
#: What a clock's role says of where a period begins; the first is the best to count from.
_STARTS = {
    "contract_end": "contract_end",
    "account_closed": "account_closed",
    "purpose_end": "purpose_end",
    "last_activity": "last_activity",
    "created": "collected",
    "updated": "last_activity",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """fragment: to be laid over the register; notes: what no line of it can say or cure."""

    fragment: dict[str, Any]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Home:
    """A system and what was found in it. key "": no system, where only definitions were read. new: not in the register yet."""

    key: str
    name: str
    department: str
    new: bool
    places: tuple[Place, ...]
    assets: tuple[AssetRecord, ...]

    @property
    def names(self) -> list[str]:
        return [f"{self.key} {self.name} {a.source} {a.schema} {a.path} {a.name} {a.comment}" for a in self.assets]


def proposed(context: Context) -> Proposal:
    """What the register lacks to declare all that the scan found; an empty fragment when it declares it."""
    fragment: dict[str, Any] = {}
    notes: list[Text] = []
    for home, entry in _homes(context, notes):
        if entry:
            fragment = merged(fragment, {"systems": [entry]})
        for piece in _declared(context, home, fragment):
            fragment = merged(fragment, piece)
    return Proposal({key: fragment[key] for key in sorted(fragment, key=_ORDER.index)}, tuple(notes))


_ORDER = ("data_categories", "processing_activities", "systems", "retention_rules")


def _mark(context: Context, open_: Iterable[str] = ()) -> dict[str, Any]:
    """By which scan and when; open: what only a person can say."""
    mark: dict[str, Any] = {"scan": context.inventory.scan, "date": context.today.isoformat()}
    return {MARK: mark | ({"open": list(open_)} if open_ else {})}


# -- systems ----------------------------------------------------------------------------------------------------------------


def _homes(context: Context, notes: list[Text]) -> Iterator[tuple[_Home, dict[str, Any] | None]]:
    """Every system that holds something, with its entry when it is new."""
    groups: dict[tuple[str, str], list[str]] = {}
    for uri, found in context.by_asset.items():
        system, asset = found[0].system, context.assets[uri]
        groups.setdefault((system.key, "") if system else ("", asset.system or asset.source), []).append(uri)
    taken = set(context.register.systems)
    for (key, outside), uris in sorted(groups.items()):
        assets = tuple(context.assets[uri] for uri in sorted(uris))
        places = tuple(place for uri in sorted(uris) for place in context.by_asset[uri])
        if key:
            system = context.register.systems[key]
            yield _Home(key, system.name, system.department, False, places, assets), None
        elif context.schema_only:
            yield _Home("", _SURROGATE.sub("?", outside), _department(context.register, assets), True, places, assets), None
        elif any(a.system for a in assets) and not _KEY.fullmatch(outside):
            notes.append(
                Text(
                    f"扫描配置里的系统名“{outside}”不能作为键；改用字母、数字和 _ . -，再登记",
                    f"the system {outside!r} named in the scan's configuration cannot be a key; rename it with letters, digits and _ . -",
                )
            )
        else:
            entry = _system(context, outside, assets, taken)
            taken.add(entry["fides_key"])
            yield _Home(entry["fides_key"], entry["name"], entry.get("administrating_department", ""), True, places, assets), entry


def _system(context: Context, name: str, assets: tuple[AssetRecord, ...], taken: set[str]) -> dict[str, Any]:
    """A system for assets of one source, or for those that the configuration says belong to it."""
    named = any(a.system for a in assets)
    wanted = name if _KEY.fullmatch(name) else suggest.slug(name)
    key = wanted if named else next(k for k in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if k not in taken)
    department = _department(context.register, assets)
    environment = _only(a.environment for a in assets)
    location = _only(a.region for a in assets)
    server = {"type": _only(a.uri.partition("://")[0] for a in assets)}
    server |= {"environment": environment} if environment in ENVIRONMENTS else {}
    entry: dict[str, Any] = {"fides_key": key, "name": _SURROGATE.sub("?", name)}
    entry |= {"administrating_department": department} if department else {}
    entry |= {"server": server}
    entry |= {"location": location} if _REGION.fullmatch(location) else {}
    entry |= {} if named else {"bindings": _bindings(context, assets)}
    unknown = [k for k in ("administrating_department", "location") if k not in entry]
    unknown += ["server.environment"] if "environment" not in server else []
    return entry | _mark(context, unknown)


def _bindings(context: Context, assets: tuple[AssetRecord, ...]) -> list[str]:
    """The whole source where no system has a part of it, else the assets one by one: a wide glob could take others' tables."""
    uris = [_SURROGATE.sub("*", a.uri) for a in assets]
    sources = {a.source for a in assets}
    shared = any(a.source in sources and context.system(a.uri) for a in context.inventory.assets)
    roots = {root(uri) for uri in uris}
    bound = {root(glob) for system in context.register.systems.values() for glob in system.bindings}
    globs = sorted({f"{start}**" for start in roots if start})
    if shared or roots & (bound | {""}) or not all(any(matches(glob, a.uri) for glob in globs) for a in assets):
        return uris
    return globs


def _department(register: Register, assets: tuple[AssetRecord, ...]) -> str:
    owner = _only(a.owner for a in assets)
    return next((d.id for d in register.departments.values() if owner and owner in (d.id, d.name, d.owner)), "")


def _only(values: Iterable[str]) -> str:
    """The value that all have, "" where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


# -- activities -------------------------------------------------------------------------------------------------------------


def _declared(context: Context, home: _Home, fragment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The kinds that were found and that no activity of the system declares, in an activity."""
    register = context.register
    declared = register.declared(home.key) if home.key else register.declared_anywhere()
    found = sorted({p.finding.category for p in home.places if _CATEGORY.fullmatch(p.finding.category)})
    missing = [category for category in found if not register.covers(declared, category)]
    if not missing and not home.new:
        return
    if not missing and not home.key:
        return
    kinds = missing if not home.new else found
    for category in missing:
        yield suggest.named(register, category)
    topics = topics_of(home.names)
    if activity := _nearest(register, home, kinds, topics):
        yield {"processing_activities": [_extended(context, activity, home, kinds)]}
        return
    entry, rule = _activity(context, home, kinds, topics, fragment)
    yield {"processing_activities": [entry]} | ({"retention_rules": [rule]} if rule else {})


def _nearest(register: Register, home: _Home, kinds: list[str], topics: list[Topic]) -> Activity | None:
    """The activity that the kinds may join without going beyond its scenario: one of the system, else the
    one that is nearest to what the data is about, if it is the department's and declares all of them already."""
    own = [a for a in register.activities_of(home.key) if _within(register, a, kinds)] if home.key else []
    if own:
        return max(own, key=lambda a: (_fit(register, a, topics), len(a.categories)))
    if not home.key or not home.department or not topics:
        return None
    best = max((_fit(register, a, topics[:1]) for a in register.activities), default=0)
    near = [a for a in register.activities if a.department == home.department and _fit(register, a, topics[:1]) == best > 1]
    return next((a for a in near if all(register.covers(a.categories, kind) for kind in kinds)), None)


def _within(register: Register, activity: Activity, kinds: list[str]) -> bool:
    """Whether the scenario of the activity, if it has one, allows the kinds (REG-010)."""
    scenario = register.scenarios.get(activity.scenario)
    return scenario is None or all(register.covers(scenario.categories, kind) for kind in kinds)


def _fit(register: Register, activity: Activity, topics: list[Topic]) -> int:
    uses = [(register.purposes[p].name, register.purposes[p].use) for p in activity.purposes if p in register.purposes]
    scenario = register.scenarios.get(activity.scenario)
    said = [(activity.name, ""), *uses, *([(scenario.name, "")] if scenario else [])]
    return sum(fit(topic, text, use) for topic in topics[:2] for text, use in said)


def _extended(context: Context, activity: Activity, home: _Home, kinds: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": activity.id}
    entry |= {"systems": [home.key]} if home.key not in activity.systems else {}
    new = [kind for kind in kinds if not context.register.covers(activity.categories, kind)]
    entry |= {"data_categories": new} if new else {}
    added = [key for key in ("systems", "data_categories") if key in entry]
    mark = _mark(context)
    mark[MARK]["added"] = added
    return entry | mark


def _activity(
    context: Context, home: _Home, kinds: list[str], topics: list[Topic], fragment: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """A new activity, and a new retention rule for it when a clock exists and no rule of the register names it."""
    register = context.register
    ids = {a.id for a in register.activities} | {e["id"] for e in fragment.get("processing_activities", ())}
    wanted = suggest.slug(home.key or home.name)
    purposes = _purposes(register, topics)
    rule, proposed_rule = _retention(context, home, {*register.retention_rules, *(e["id"] for e in fragment.get("retention_rules", ()))})
    entry: dict[str, Any] = {"id": _free(wanted, ids), "name": _name(home, topics)}
    entry |= {"scenario": scenario} if (scenario := _scenario(register, kinds, topics)) else {}
    entry |= {"department": home.department} if home.department else {}
    entry |= {"data_subjects": list(register.subjects)} if len(register.subjects) == 1 else {}
    entry |= {"data_uses": purposes} if purposes else {}
    entry |= {"systems": [home.key]} if home.key else {}
    entry |= {"data_categories": kinds}
    entry |= {"retention": rule} if rule else {}
    unknown = [key for key in ("department", "data_subjects", "data_uses", "methods", "retention") if key not in entry]
    return entry | _mark(context, unknown), proposed_rule


def _name(home: _Home, topics: list[Topic]) -> str:
    return f"{home.name or home.key}：{topics[0].name.zh}" if topics else home.name or home.key


def _purposes(register: Register, topics: list[Topic]) -> list[str]:
    """The declared purpose that fits the main topic best, none where none speaks of it. A catch-all purpose fits nothing."""
    scored = [
        (fit(topics[0], f"{p.name}{p.clause.quote if p.clause else ''}", p.use), p.id)
        for p in register.purposes.values()
        if topics and not p.vague
    ]
    best = max((score for score, _ in scored), default=0)
    return [next(key for score, key in scored if score == best)] if best > 1 else []


def _scenario(register: Register, kinds: list[str], topics: list[Topic]) -> str:
    """The declared scenario that speaks of the main topic and allows all the kinds."""
    allowed = [s for s in register.scenarios.values() if all(register.covers(s.categories, kind) for kind in kinds)]
    scored = [(fit(topics[0], f"{s.name}{s.clause.quote if s.clause else ''}"), s.id) for s in allowed if topics]
    best = max((score for score, _ in scored), default=0)
    return next(key for score, key in scored if score == best) if best else ""


# -- retention --------------------------------------------------------------------------------------------------------------


def _retention(context: Context, home: _Home, taken: set[str]) -> tuple[str, dict[str, Any] | None]:
    """A rule of the register that names the clock, else a new one without a period: how long is for a person to say."""
    clocks = [clock for asset in home.assets for clock in asset.clocks if clock.role in _STARTS]
    if not clocks:
        return "", None
    clock = min(clocks, key=lambda c: list(_STARTS).index(c.role))
    if known := next((r.id for r in context.register.retention_rules.values() if _names(r, clock)), ""):
        return known, None
    columns = list(dict.fromkeys(c.column for c in clocks if c.role == clock.role))
    key = _free(f"r-{suggest.slug(home.key or home.name)}", taken)
    entry = {"id": key, "period": None, "start": _STARTS[clock.role], "clock": {"column_hints": columns}}
    return key, entry | _mark(context, ["period"])


def _names(rule: RetentionRule, clock: Clock) -> bool:
    return bool(rule.column or rule.hints) and clock.column in (rule.column, *rule.hints)


def _free(wanted: str, taken: set[str]) -> str:
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
