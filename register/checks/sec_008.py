"""SEC-008: an old backup, dump or export still holds personal information.

Known by its name (*.bak, dump, backup, 备份, export, 导出; tables such as customers_bak_20200101). Its age is the file's last
change, else a date in its name. Too old is what is older than the default of the law pack, which is ours and no law, or than
its system's retention rule, whichever comes first: erased people come back from old backups. Where RET-002 says that rows or
file are overdue it says enough; a backup in no system is INV-003's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from register.context import READ, Context, Rule
from register.entries import Period, RetentionRule
from register.precedence import production
from register.uses import uses_of
from register.violation import Severity, Text, Violation
from scanner.inventory import AssetRecord

RULE = Rule(
    "SEC-008",
    Severity.LOW,
    False,
    ("PIPL 19", "PIPL 51"),
    Text("旧备份或导出仍有个人信息", "An old backup or export holds personal information"),
)
_DATED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12][0-9]|3[01]))?(?![0-9])")
_OLD = frozenset({"backup", "export"})


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for uri, places in context.by_asset.items():
        asset = context.assets[uri]
        if asset.status not in READ or not uses_of(context, asset) & _OLD or not production(context, asset):
            continue
        rule = context.register.retention_of(places[0].system.key, {p.finding.category for p in places}) if places[0].system else None
        made, clock = _age(asset)
        limit, period = _limit(context, rule)
        if places[0].system and made and made < limit and not _overdue(context, asset, rule):
            yield _violation(context, asset, rule, made, clock, limit, period)


def _age(asset: AssetRecord) -> tuple[str, str]:
    """Day it was made (ISO, "" if unknown), and what tells it. Of the days in a name the last that is one; a month counts to its first."""
    if asset.modified:
        return asset.modified[:10], "mtime"
    days = []
    for year, month, day in _DATED.findall(asset.uri.rpartition("/")[2]):
        try:
            days.append(date(int(year), int(month), int(day or 1)).isoformat())
        except ValueError:
            continue
    return (days[-1], "name") if days else ("", "")


def _limit(context: Context, rule: RetentionRule | None) -> tuple[str, Period]:
    """The first day (ISO) of which a backup may still be there, and the period that says so."""
    usual = context.law_pack.period("default.backup_age")
    day = usual.before(context.today).isoformat()
    return max((_last(context, rule), rule.period), (day, usual)) if rule and rule.period else (day, usual)


def _last(context: Context, rule: RetentionRule) -> str:
    """First day (ISO) that the rule allows."""
    assert rule.period is not None
    kept = rule.period.before(context.today)
    return (rule.grace.before(kept) if rule.grace else kept).isoformat()


def _overdue(context: Context, asset: AssetRecord, rule: RetentionRule | None) -> bool:
    """Whether RET-002 can tell that rows, or the file as a whole, are overdue."""
    if rule is None:
        return False
    oldest = min((clock.oldest for clock in asset.clocks), default=asset.modified[:10] if asset.kind in ("file", "sheet") else "")
    return bool(oldest) and oldest < _last(context, rule)


def _violation(
    context: Context, asset: AssetRecord, rule: RetentionRule | None, made: str, clock: str, limit: str, period: Period
) -> Violation:
    ruled = rule is not None and rule.period == period
    return context.about_asset(
        RULE,
        asset,
        Text(
            f"{asset.uri} 是 {made} 的备份或导出，仍有个人信息；{'保存规则' if ruled else '备份的缺省上限'} {period.text}，{limit}"
            " 以前的应已清理",
            f"{asset.uri} is a backup or export of {made} and still holds personal information; by"
            f" {'the retention rule' if ruled else 'the default for backups'} of {period.text} what is older than {limit} had to go",
        ),
        Text(
            "删除；须留存的加密并限制访问，为备份登记保存期限，恢复后先清除已删除的人",
            "delete it; encrypt and lock away what must be kept, state a retention rule for backups, and remove erased people after a"
            " restore",
        ),
        declaration=rule.at if ruled and rule else "",
        line=rule.line if rule else context.register.line("retention_rules"),
        evidence=[
            ("clock", clock),
            ("oldest", made),
            ("period", period.text),
            ("limit", limit),
            ("rule", rule.id if ruled and rule else "default.backup_age"),
        ],
    )
