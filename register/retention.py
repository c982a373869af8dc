"""What *retention* is when it is held against data: per asset the rule that governs it, what dates its rows, and what is overdue.

Checks RET-002, RET-003, RET-005 and RET-007, report R7 and the SQL proposals read the same `Standing`. Days are counted in the
scan's histograms; where only a part was read every count says on what it rests. Nothing here judges: a check does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from urllib.parse import unquote

from register.context import READ, Context, Place, once
from register.dates import due, limit, partition_end, shorter, span_of
from register.entries import Activity, Period, RetentionRule, System
from register.law import Minimum
from register.model import Register
from register.violation import Text
from scanner.inventory import AssetRecord, Clock, DeletionFlag, Status

#: Roles of clocks that a rule's start asks for, best first (scanner.clock_words names the roles).
ROLES: Mapping[str, tuple[str, ...]] = {
    "collected": ("created",),
    "last_activity": ("last_activity", "updated", "created"),
    "contract_end": ("contract_end",),
    "account_closed": ("account_closed",),
    "purpose_end": ("purpose_end",),
    "": ("last_activity", "updated", "created"),  # nobody has said: whatever lets the rows stay longest
}
#: Starts for which a column that says nothing of itself will do, where it is the only one that dates the rows.
_ANY = frozenset({"collected", "last_activity", ""})
_FILE = frozenset({"file", "sheet"})
#: Ways of sampling that draw from the whole asset.
_DRAWN = frozenset({"keys", "blocks", "tablesample"})
Basis = Literal["rule", "hint", "role", "only", "file"]


@dataclass(frozen=True, slots=True)
class Age:
    """What dates an asset's rows. clock: a column, or "mtime", "path", "partition". basis: why this one: the rule names it, a
    hint, its role, the only one, a file's own time. days: ISO date -> rows read. people: ISO date -> people whose newest is of
    that day, None: not counted."""

    clock: str
    basis: Basis
    role: str = ""
    days: Mapping[str, int] | None = None
    undated: int = 0
    people: Mapping[str, int] | None = None
    people_error: float = 0.0
    forms: tuple[str, ...] = ()

    @property
    def is_column(self) -> bool:
        return self.basis != "file"

    @property
    def oldest(self) -> str:
        return min(self.days, default="") if self.days else ""

    @property
    def newest(self) -> str:
        return max(self.days, default="") if self.days else ""


@dataclass(frozen=True, slots=True)
class Count:
    """rows of `of`. basis: "counted", "sample" (scaled up from rows drawn from all of it) or "read" (at least: only a part was
    read, and that part stands for itself)."""

    rows: int
    of: int
    basis: Literal["counted", "sample", "read"] = "counted"


@dataclass(frozen=True, slots=True)
class Soft:
    """Rows that a flag marks as deleted. past: of them, those marked before `limit`; undated: how long is not known."""

    column: str
    marked: Count
    past: Count
    undated: int
    grace: Period
    limit: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A legal minimum that speaks of a rule. why: how it was matched, never a guess that is not told."""

    rule: RetentionRule
    period: Period
    law: str
    why: Text
    verified: bool = True
    activity: Activity | None = None

    @property
    def broken(self) -> bool:
        return self.rule.period is not None and shorter(self.rule.period, self.period)


@dataclass(frozen=True, slots=True)
class Standing:
    """An asset with personal information under the rule that lets it stay longest. age None: nothing usable dates it, `tried` says
    what was looked for. limit: first day (ISO) that may still be there."""

    asset: AssetRecord
    places: tuple[Place, ...]
    system: System
    activities: tuple[Activity, ...]
    rule: RetentionRule | None
    age: Age | None
    tried: tuple[str, ...]
    limit: str = ""
    overdue: Count | None = None
    overdue_people: int | None = None
    next_due: str = ""
    due_30: int = 0
    due_90: int = 0
    soft: tuple[Soft, ...] = ()
    partitions: tuple[str, ...] = ()
    floors: tuple[Floor, ...] = ()

    @property
    def is_overdue(self) -> bool:
        """Rows that should be gone. Where they are to be anonymised, a row that names nobody any more is no longer one of them."""
        if self.rule and self.rule.action == "anonymize" and self.age and self.age.people is not None:
            return bool(self.overdue_people)
        return bool(self.partitions) if self.age and self.age.clock == "partition" else bool(self.overdue and self.overdue.rows)


@once
def standings(context: Context) -> tuple[Standing, ...]:
    """Every asset that was looked into, holds personal information and belongs to a system."""
    return tuple(found for uri in context.by_asset if (found := standing(context, uri)) is not None)


def standing(context: Context, uri: str) -> Standing | None:
    asset, places = context.assets[uri], tuple(context.by_asset[uri])
    system = places[0].system
    if system is None or asset.status not in READ:
        return None
    kinds = {place.finding.category for place in places}
    activities = _concerned(context.register, system.key, kinds)
    rule = _governing(context.register, activities)
    soft = tuple(_soft(context, asset, rule, flag) for flag in asset.deletion_flags)
    bare = Standing(asset, places, system, activities, rule, None, (), soft=soft)
    if rule is None or rule.period is None:
        return bare
    age, tried = _age(asset, rule)
    floors = tuple(f for f in _floors(context, rule) if f.activity is None or f.activity in activities)
    return _counted(replace(bare, age=age, tried=tried, floors=floors), rule.period, rule.grace, context.today)


def rule_of(register: Register, activity: Activity) -> RetentionRule | None:
    """The activity's own rule, else what the policy says of all of them."""
    if activity.retention:
        return register.retention_rules.get(activity.retention)
    said = register.statement
    if said is None or said.period is None:
        return None
    action = (register.raw.get("retention_statement") or {}).get("after_expiry", "delete")
    return RetentionRule(
        id="retention_statement", period=said.period, grace=None, method=said.method, start="", column="", hints=(),
        action="anonymize" if action == "anonymize" else "delete", at="retention_statement", line=said.line,
    )  # fmt: skip


def _concerned(register: Register, system: str, kinds: Collection[str]) -> tuple[Activity, ...]:
    return tuple(a for a in register.activities_of(system) if any(register.covers(a.categories, kind) for kind in kinds))


def _governing(register: Register, activities: Collection[Activity]) -> RetentionRule | None:
    """The rule with the longest period: as long as one activity may keep the rows, they may be there."""
    rules = [rule for a in activities if (rule := rule_of(register, a)) is not None and rule.period is not None]
    return max(rules, key=lambda rule: rule.period.length if rule.period else 0, default=None)


# -- what dates the rows -------------------------------------------------------------------------------------------------------


def _age(asset: AssetRecord, rule: RetentionRule) -> tuple[Age | None, tuple[str, ...]]:
    """(what dates the asset, what was looked for in vain). The rule's own column, its hints, the file time it asks for, then
    roles; a file that has none of these is dated by its last change."""
    clocks = {_plain(c.column): c for c in asset.clocks if c.days}
    if rule.column:
        if clock := clocks.get(_plain(rule.column)):
            return _of(clock, "rule"), ()
        if asset.kind not in _FILE:
            return None, _tried(asset, [rule.column])
    for hint in rule.hints:
        if clock := clocks.get(_plain(hint)):
            return _of(clock, "hint"), ()
    if rule.file_time and asset.kind in _FILE:
        own = _path_date(asset) if rule.file_time == "path_date" else _changed(asset)
        return own, () if own else _tried(asset, [*rule.hints, rule.file_time])
    if found := _by_role(list(clocks.values()), rule.start):
        return found, ()
    if rule.partition and any(partition_end(name)[1] for name in asset.partitions):
        return Age("partition", "file"), ()
    wanted = [*rule.hints, *(f"[{role}]" for role in ROLES.get(rule.start, ()))]
    return _changed(asset), _tried(asset, wanted)


def _by_role(clocks: list[Clock], start: str) -> Age | None:
    for role in ROLES.get(start, ()):
        if clock := next((c for c in clocks if c.role == role), None):
            return _of(clock, "role")
    unsaid = [c for c in clocks if not c.role]
    return _of(unsaid[0], "only") if len(unsaid) == len(clocks) == 1 and start in _ANY else None


def _of(clock: Clock, basis: Basis) -> Age:
    people = clock.people or None
    return Age(clock.column, basis, clock.role, clock.days, clock.undated, people, clock.people_error, clock.forms)


def _changed(asset: AssetRecord) -> Age | None:
    if asset.kind not in _FILE or not asset.modified:
        return None
    return Age("mtime", "file", days={asset.modified[:10]: asset.rows_read})


def _path_date(asset: AssetRecord) -> Age | None:
    """The last day that the path below the source names; its sheets may name one themselves."""
    span = span_of(unquote(asset.uri.split("://", 1)[-1].partition("/")[2]))
    return Age("path", "file", days={span[1].isoformat(): asset.rows_read}) if span else None


def _tried(asset: AssetRecord, wanted: list[str]) -> tuple[str, ...]:
    """What was looked for, and behind "≠" the dated columns that are there for something else."""
    return tuple(dict.fromkeys(wanted)) + tuple(f"≠ {c.column} [{c.role or '?'}]" for c in asset.clocks)


def _plain(name: str) -> str:
    return "".join(ch for ch in name.casefold() if ch.isalnum())


# -- how much is overdue -------------------------------------------------------------------------------------------------------


def _counted(bare: Standing, period: Period, grace: Period | None, today: date) -> Standing:
    first = limit(period, grace, today).isoformat()
    ended = [name for name, end in map(partition_end, bare.asset.partitions) if end and end.isoformat() <= first]
    age = bare.age
    if age is None or not age.days:
        return replace(bare, limit=first, partitions=tuple(ended))
    in_30, in_90 = (limit(period, grace, _later(today, n)).isoformat() for n in (30, 90))
    left = [day for day in age.days if day >= first]
    falls = due(period, grace, date.fromisoformat(min(left))) if left else None
    overdue = _before(age.days, first)
    return replace(
        bare,
        limit=first,
        partitions=tuple(ended),
        overdue=scaled(bare.asset, overdue),
        overdue_people=None if age.people is None else _before(age.people, first),
        next_due=falls.isoformat() if falls else "",
        due_30=scaled(bare.asset, _before(age.days, in_30) - overdue).rows,
        due_90=scaled(bare.asset, _before(age.days, in_90) - overdue).rows,
    )


def _before(days: Mapping[str, int], first: str) -> int:
    return sum(rows for day, rows in days.items() if day < first)


def _later(today: date, days: int) -> date:
    return today + timedelta(days=min(days, (date.max - today).days))


def scaled(asset: AssetRecord, rows: int) -> Count:
    """A part that was drawn from the whole stands for the whole when its size is known; what was read from the beginning is the
    oldest, and stands for itself only."""
    if asset.status is Status.COMPLETE or not asset.rows_read:
        return Count(rows, asset.rows_read)
    if asset.status is not Status.SAMPLED or asset.method not in _DRAWN:
        return Count(rows, asset.rows_read, "read")
    total = max(asset.rows_estimate or 0, asset.rows_read)
    return Count(round(rows * total / asset.rows_read), total, "sample")


def _soft(context: Context, asset: AssetRecord, rule: RetentionRule | None, flag: DeletionFlag) -> Soft:
    grace = (rule.grace if rule else None) or soft_delete_grace(context)
    first = grace.before(context.today).isoformat()
    past = scaled(asset, _before(flag.days, first))
    return Soft(flag.column, scaled(asset, flag.rows), past, flag.rows - sum(flag.days.values()), grace, first)


def soft_delete_grace(context: Context) -> Period:
    """How long marked rows may stay where the rule gives no grace: a default of the law pack, no number of the law."""
    return context.law_pack.period("retention.soft_delete_grace")


# -- legal minimums ------------------------------------------------------------------------------------------------------------


def _floors(context: Context, rule: RetentionRule) -> tuple[Floor, ...]:
    """`floors_of`, once for each rule: many assets ask."""
    known = _floors_by_rule(context)
    if rule.id not in known:
        known[rule.id] = tuple(floors_of(context, rule))
    return known[rule.id]


@once
def _floors_by_rule(_context: Context) -> dict[str, tuple[Floor, ...]]:
    return {}


def floors_of(context: Context, rule: RetentionRule) -> Iterator[Floor]:
    """Legal minimums that the rule states, that it cites, or that the words of its activities call for."""
    if rule.minimum:
        yield Floor(rule, rule.minimum, rule.minimum_law, Text("规则写明的 legal_minimum", "the rule's own legal_minimum"))
    for entry in _cited(rule.minimum_law, context.law_pack.retention):
        yield Floor(rule, entry.period, entry.law, Text("规则引用了该法", "the rule cites this law"), entry.verified)
    for activity in context.register.activities:
        if (own := rule_of(context.register, activity)) is None or own.id != rule.id:
            continue
        text = _text(context.register, activity)
        for entry in context.law_pack.retention:
            if word := next((word for word in entry.words if word in text), ""):
                why = Text(f"处理活动“{activity.name}”提到“{word}”", f"activity {activity.name} speaks of {word}")
                yield Floor(rule, entry.period, entry.law, why, entry.verified, activity)


def _text(register: Register, activity: Activity) -> str:
    scenario = register.scenarios.get(activity.scenario)
    purposes = [register.purposes[p].name for p in activity.purposes if p in register.purposes]
    return "\n".join([activity.name, scenario.name if scenario else "", *purposes])


def _cited(law: str, entries: Collection[Minimum]) -> list[Minimum]:
    """Entries that a citation names by id or by the law's title; of several of one law the shortest, for nothing says which."""
    if not law:
        return []
    if named := [e for e in entries if e.id == law.strip()]:
        return named
    titled = [e for e in entries if e.law.split(" ")[0] in law]
    laws = {e.law.split(" ")[0] for e in titled}
    return [min((e for e in titled if e.law.split(" ")[0] == title), key=lambda e: e.period) for title in sorted(laws)]
