"""RET-002: rows or files are older than their retention period and grace allow (PIPL 19, 47).

The rule is the one that lets the found kinds stay longest in that system; the clock is the column that the rule names,
or one usual for its start; a file without such a column is dated by its last change. Days are counted in the scan's
histogram; where only a sample was read the count is scaled up and called an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.context import READ, Context, Rule
from register.entries import RetentionRule
from register.violation import Severity, Text, Violation
from scanner.inventory import AssetRecord, Clock, Status

RULE = Rule(
    "RET-002", Severity.HIGH, False, ("PIPL 19", "PIPL 47(1)(2)"), Text("超过保存期限仍未删除", "Kept longer than the retention period")
)

#: Names of clock columns that are usual for a rule's start, best first; compared without case and separators.
_CREATED = (
    "created_at",
    "create_time",
    "created",
    "created_time",
    "create_date",
    "createtime",
    "gmt_create",
    "insert_time",
    "collected_at",
    "registered_at",
    "reg_time",
    "signup_at",
    "recorded_at",
    "visited_at",
    "order_date",
    "cjsj",
    "zcsj",
    "lrsj",
    "djrq",
    "创建时间",
    "注册时间",
    "录入时间",
    "登记日期",
)
_ACTIVE = (
    "last_contact_at",
    "last_active_at",
    "last_login_at",
    "last_login",
    "updated_at",
    "update_time",
    "modified_at",
    "gmt_modified",
    "gxsj",
    "xgsj",
    "更新时间",
    "最后联系时间",
    "修改时间",
)
_USUAL = {"last_activity": (*_ACTIVE, *_CREATED), "collected": _CREATED}
_FILE = frozenset({"file", "sheet"})
#: Ways of sampling that draw from the whole asset.
_DRAWN = frozenset({"keys", "blocks", "tablesample"})


@dataclass(frozen=True, slots=True)
class _Age:
    """clock: column, or "mtime". overdue: rows before the limit; dated: rows with a date. Of a file: all or none of its rows."""

    clock: str
    oldest: str
    overdue: int
    dated: int


def check(context: Context) -> Iterator[Violation]:
    for uri, places in context.by_asset.items():
        asset, system = context.assets[uri], places[0].system
        if system is None or asset.status not in READ:
            continue
        rule = context.register.retention_of(system.key, {p.finding.category for p in places})
        if rule is None:
            continue
        limit = _limit(rule, context.today)
        age = _age(asset, rule, limit)
        if age and age.oldest < limit:
            yield _overdue(context, asset, rule, age, limit)


def _limit(rule: RetentionRule, today: date) -> str:
    """First day (ISO) that may still be there."""
    assert rule.period is not None  # retention_of gives no other
    kept = rule.period.before(today)
    return (rule.grace.before(kept) if rule.grace else kept).isoformat()


def _age(asset: AssetRecord, rule: RetentionRule, limit: str) -> _Age | None:
    clock = _clock(asset, rule)
    if clock:
        overdue = sum(rows for day, rows in clock.days.items() if day < limit)
        return _Age(clock.column, clock.oldest, overdue, sum(clock.days.values()))
    if asset.kind in _FILE and asset.modified:
        day = asset.modified[:10]
        return _Age("mtime", day, asset.rows_read if day < limit else 0, asset.rows_read)
    return None


def _clock(asset: AssetRecord, rule: RetentionRule) -> Clock | None:
    if not asset.clocks:
        return None
    clocks = {_plain(clock.column): clock for clock in asset.clocks if clock.days}
    wanted = [rule.column] if rule.column else [*rule.hints, *_USUAL.get(rule.start, ())]
    return next((clocks[key] for key in map(_plain, wanted) if key in clocks), None)


def _plain(name: str) -> str:
    return "".join(ch for ch in name.casefold() if ch.isalnum())


def _overdue(context: Context, asset: AssetRecord, rule: RetentionRule, age: _Age, limit: str) -> Violation:
    assert rule.period is not None
    count, total, estimated = _scaled(asset, age)
    about = ("约 ", "about ") if estimated else ("", "")
    statement = context.register.statement
    kept = f"{rule.period.text}{f' + {rule.grace.text}' if rule.grace else ''}"
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{asset.uri} 最早的记录是 {age.oldest}，{about[0]}{count} 行早于 {limit}（期限 {kept}）",
            f"{asset.uri}: the oldest record is of {age.oldest}, {about[1]}{count} rows are before {limit} (period {kept})",
        ),
        Text(
            "删除或匿名化超期记录并留存记录；法律要求更长保存的，写入 legal_minimum",
            "delete or anonymise the overdue rows and keep a record of it; where a law asks for longer, state it in legal_minimum",
        ),
        clause=statement.clause if statement else None,
        column="" if age.clock == "mtime" else age.clock,
        declaration=rule.at,
        line=rule.line,
        evidence=[
            ("clock", age.clock),
            ("oldest", age.oldest),
            ("period", rule.period.text),
            ("grace", rule.grace.text if rule.grace else ""),
            ("limit", limit),
            ("overdue_estimate" if estimated else "overdue", str(count)),
            ("rows", str(total)),
            ("rule", rule.id),
        ],
    )


def _scaled(asset: AssetRecord, age: _Age) -> tuple[int, int, bool]:
    """(overdue rows, rows, whether that is an estimate): a part that was read stands for the whole when its size is known."""
    if asset.status is not Status.SAMPLED or asset.method not in _DRAWN or not asset.rows_read:
        return age.overdue, asset.rows_read, False  # what was read from the beginning is the oldest, and stands for itself only
    total = max(asset.rows_estimate or 0, asset.rows_read)
    return round(age.overdue * total / asset.rows_read), total, True
