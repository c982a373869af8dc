"""How long data is kept: RET-002 beyond one clear clock, RET-003, RET-005, RET-006, RET-007. See `tests/register/cases.py`."""

from __future__ import annotations

from dataclasses import replace

from scanner.inventory import DeletionFlag, Inventory
from tests.register.cases import ID, LOOSE, Case
from tests.register.made import CRM, asset, clock, found, scan

EMPTY = scan()
SUPPORT, FILE = "sqlite://support/t", "file://share/crm/logs/2023/export_2021-03.csv"
OLD, NEW = {"d2020_01_31": 5, "d2026_11_01": 95}, {"d2026_11_01": 100}
PATH_DATE = "retention_rules: [{id: r-customer, clock: {file_time: path_date}}]"
NO_STATEMENT = "retention_statement: {period: null}"


def table(*clocks: object, uri: str = CRM, **more: object) -> Inventory:
    return scan(found(uri=uri), assets=(asset(uri, clocks=clocks, **more),))


def file(uri: str = FILE, **more: object) -> Inventory:
    return scan(found(uri=uri), assets=(asset(uri, **({"modified": "2026-11-01T00:00:00Z", "rows_read": 12} | more)),))


def last_day(column: str, day: str, uri: str = CRM) -> Inventory:
    return table(clock(column, **{f"d{day.replace('-', '_')}": 100}), uri=uri)


def start(start: str) -> str:
    return f"retention_rules: [{{id: r-customer, start: {start}, clock: {{column_hints: []}}}}]"


def kept(period: str, rule: str = "r-support") -> str:
    return f"retention_rules: [{{id: {rule}, period: {period}}}]"


RET_002 = [
    # -- which clock
    Case("RET-002", "of several clocks the one whose role fits the start", table(clock("updated_at", **NEW), clock("created_at", **OLD), uri=SUPPORT),
         fires=(("high", f"{SUPPORT} · created_at"),), evidence=(("clock", "created_at"), ("overdue", "5"))),
    Case("RET-002", "last activity goes before the update, the update before the creation", table(clock("created_at", **OLD), clock("updated_at", **NEW))),
    Case("RET-002", "a login is an activity", table(clock("last_login_at", **OLD), clock("updated_at", **NEW)), fires=(("high", f"{CRM} · last_login_at"),)),
    Case("RET-002", "the only dated column, though it does not say what it dates", table(clock("rq", **OLD)), fires=(("high", f"{CRM} · rq"),)),
    Case("RET-002", "two dated columns that do not say: RET-003", table(clock("rq", **OLD), clock("held_on", **OLD))),
    Case("RET-002", "the only dated column is of a deletion: RET-003", table(clock("deleted_at", **OLD))),
    Case("RET-002", "a contract's end", table(clock("contract_end_date", **OLD), clock("created_at", **NEW)), start("contract_end"),
         (("high", f"{CRM} · contract_end_date"),)),
    Case("RET-002", "a closed account", table(clock("注销时间", **OLD)), start("account_closed"), (("high", f"{CRM} · 注销时间"),)),
    Case("RET-002", "a purpose that ended", table(clock("completed_at", **OLD)), start("purpose_end"), (("high", f"{CRM} · completed_at"),)),
    Case("RET-002", "a creation is no contract's end: RET-003", table(clock("created_at", **OLD)), start("contract_end")),
    Case("RET-002", "the policy's own period where an activity has no rule", table(clock("updated_at", **OLD)),
         "processing_activities: [{id: a1, retention: null}]", (("high", f"{CRM} · updated_at"),), (("rule", "retention_statement"), ("limit", "2023-11-22"))),
    # -- boundaries: the last day that may still be there
    Case("RET-002", "the day before the limit", last_day("created_at", "2026-05-21", SUPPORT), fires=(("high", f"{SUPPORT} · created_at"),)),
    Case("RET-002", "the day of the limit", last_day("created_at", "2026-05-22", SUPPORT)),
    Case("RET-002", "the day of the limit, with grace", last_day("updated_at", "2023-10-23")),
    Case("RET-002", "the day before the limit, with grace", last_day("updated_at", "2023-10-22"), fires=(("high", f"{CRM} · updated_at"),)),
    Case("RET-002", "a month's end: nine months before 22 November", last_day("created_at", "2026-02-22", SUPPORT), kept("P9M")),
    Case("RET-002", "a month's end: a day earlier", last_day("created_at", "2026-02-21", SUPPORT), kept("P9M"), (("high", f"{SUPPORT} · created_at"),)),
    Case("RET-002", "a leap day: 999 days before", last_day("created_at", "2024-02-28", SUPPORT), kept("P999D")),
    Case("RET-002", "a leap day: 997 days before, over it", last_day("created_at", "2024-02-29", SUPPORT), kept("P996D"), (("high", f"{SUPPORT} · created_at"),)),
    # -- files
    Case("RET-002", "the date in the path, where the rule asks for it", file(), PATH_DATE.replace("path_date", "path_date"), (), ()),
    Case("RET-002", "an old date in the path", file(FILE.replace("2023", "2021")), PATH_DATE, (("high", FILE.replace("2023", "2021")),),
         (("clock", "path"), ("oldest", "2021-03-31"), ("overdue", "12"))),
    Case("RET-002", "an old date in the path, where the rule does not ask", file(FILE.replace("2023", "2021"))),
    Case("RET-002", "a clock inside the file goes before its last change",
         scan(found(uri=FILE), assets=(asset(FILE, clocks=(clock("created_at", **OLD),)),)), fires=(("high", f"{FILE} · created_at"),)),
    Case("RET-002", "the last change, where the rule asks for it", file(modified="2020-01-01T00:00:00Z"),
         "retention_rules: [{id: r-customer, clock: {file_time: mtime}}]", (("high", FILE),), (("clock", "mtime"),)),
    Case("RET-002", "a file without the column that the rule names is dated by its last change", file(modified="2020-01-01T00:00:00Z"),
         "retention_rules: [{id: r-customer, clock: {column: seen}}]", (("high", FILE),)),
    # -- partitions
    Case("RET-002", "partitions wholly overdue are named", table(clock("created_at", **OLD), uri=SUPPORT, partitions=("t_2020 < 2021-01-01", "t_2026_11", "t_rest")),
         fires=(("high", f"{SUPPORT} · created_at"),), evidence=(("partitions", "t_2020"),)),
    Case("RET-002", "partitions date a table whose rule says so", table(uri=SUPPORT, partitions=("p202001", "p202611")),
         "retention_rules: [{id: r-support, clock: {partition: monthly}}]", (("high", SUPPORT),), (("clock", "partition"), ("partitions", "p202001"))),
    Case("RET-002", "a partition that ends on the limit", table(uri=SUPPORT, partitions=("p1 < 2026-05-23", "p202605")),
         "retention_rules: [{id: r-support, clock: {partition: monthly}}]"),
    # -- people, and what is left of them
    Case("RET-002", "people are counted where the scan counted them", table(replace(clock("updated_at", **OLD), people={"2020-01-31": 3, "2026-11-01": 40})),
         fires=(("high", f"{CRM} · updated_at"),), evidence=(("overdue", "5"), ("overdue_people", "3"))),
    Case("RET-002", "rows that name nobody any more were anonymised", table(replace(clock("updated_at", **OLD), people={"2026-11-01": 40})),
         "retention_rules: [{id: r-customer, action: anonymize}]"),
    Case("RET-002", "rows that still name somebody were not", table(replace(clock("updated_at", **OLD), people={"2020-01-31": 1, "2026-11-01": 40})),
         "retention_rules: [{id: r-customer, action: anonymize}]", (("high", f"{CRM} · updated_at"),)),
    Case("RET-002", "people not counted: the rows speak", table(clock("updated_at", **OLD)), "retention_rules: [{id: r-customer, action: anonymize}]",
         (("high", f"{CRM} · updated_at"),)),
]  # fmt: skip

RET_003 = [
    Case("RET-003", "no dated column", table(), fires=(("medium", CRM),), evidence=(("rule", "r-customer"), ("tried", "last_contact_at, [last_activity], [updated], [created]")), lines=False),
    Case("RET-003", "the column that the rule names is not there", table(clock("created_at", **NEW)), "retention_rules: [{id: r-customer, clock: {column: seen}}]",
         (("medium", CRM),), (("tried", "seen, ≠ created_at [created]"),), lines=False),
    Case("RET-003", "two dated columns that do not say what they date", table(clock("rq", **NEW), clock("held_on", **NEW)), fires=(("medium", CRM),),
         evidence=(("tried", "last_contact_at, [last_activity], [updated], [created], ≠ rq [?], ≠ held_on [?]"),)),
    Case("RET-003", "a creation is no contract's end", table(clock("created_at", **NEW)), start("contract_end"), (("medium", CRM),),
         (("tried", "last_contact_at, [contract_end], ≠ created_at [created]"),)),
    Case("RET-003", "only a deletion is dated", table(clock("deleted_at", **NEW)), fires=(("medium", CRM),)),
    Case("RET-003", "under the policy's own period", table(clock("rq", **NEW), clock("held_on", **NEW)), "processing_activities: [{id: a1, retention: null}]", (("medium", CRM),),
         (("rule", "retention_statement"),), lines=False),
    Case("RET-003", "a file whose path has no date, where the rule asks for it", file("file://share/crm/a.csv"), PATH_DATE, (("medium", "file://share/crm/a.csv"),),
         (("tried", "last_contact_at, path_date"),), lines=False),
    Case("RET-003", "a file is dated by its last change", file()),
    Case("RET-003", "an empty table", table(rows_read=0)),
    Case("RET-003", "a clock", table(clock("created_at", **NEW))),
    Case("RET-003", "the only dated column will do", table(clock("rq", **NEW))),
    Case("RET-003", "no rule with a period: RET-001, RET-006", table(uri=SUPPORT), kept("null")),
    Case("RET-003", "no system: INV-003", table(uri="sqlite://loose/t")),
    Case("RET-003", "nothing personal", scan(found("user.workplace", "corp"), assets=(asset(clocks=()),))),
    Case("RET-003", "only its definition was looked at", table(status="SCHEMA")),
]  # fmt: skip

_LOGS = "processing_activities: [{id: a2, name: 网络日志留存}]"
RET_005 = [
    Case("RET-005", "shorter than the rule's own legal minimum", EMPTY,
         "retention_rules: [{id: r-support, period: P6M, legal_minimum: {period: P1Y, law: 某法 第一条}}]", (("high", "retention_rules[r-support].period"),),
         (("period", "P6M"), ("minimum", "P1Y"))),
    Case("RET-005", "just as long is long enough", EMPTY, "retention_rules: [{id: r-support, period: P6M, legal_minimum: {period: P6M, law: 某法}}]"),
    Case("RET-005", "as long in other words", EMPTY, "retention_rules: [{id: r-support, period: P36M, legal_minimum: {period: P3Y, law: 某法}}]"),
    Case("RET-005", "three years less a leap day", EMPTY, "retention_rules: [{id: r-support, period: P1095D, legal_minimum: {period: P3Y, law: 某法}}]",
         (("high", "retention_rules[r-support].period"),)),
    Case("RET-005", "three years with any leap day", EMPTY, "retention_rules: [{id: r-support, period: P1096D, legal_minimum: {period: P3Y, law: 某法}}]"),
    Case("RET-005", "half a year of its shortest months", EMPTY, "retention_rules: [{id: r-support, period: P183D, legal_minimum: {period: P6M, law: 某法}}]",
         (("high", "retention_rules[r-support].period"),)),
    Case("RET-005", "half a year of its longest months", EMPTY, "retention_rules: [{id: r-support, period: P184D, legal_minimum: {period: P6M, law: 某法}}]"),
    Case("RET-005", "network logs for five months", EMPTY, f"{_LOGS}\n{kept('P5M')}", (("high", "retention_rules[r-support].period"),),
         (("minimum", "P6M"), ("matched_by", "activity 网络日志留存 speaks of 网络日志"), ("verified", "memory"))),
    Case("RET-005", "network logs for six months", EMPTY, f"{_LOGS}\n{kept('P6M')}"),
    Case("RET-005", "the scenario's name says it", EMPTY, "collection_scenarios: [{id: s2, name: 电商平台下单}]\n" + kept("P2Y"),
         (("high", "retention_rules[r-support].period"),), (("minimum", "P3Y"),)),
    Case("RET-005", "the purpose's name says it", EMPTY, "data_uses: [{id: p2, name: 会计凭证保管}]\n" + kept("P10Y"),
         (("high", "retention_rules[r-support].period"),), (("minimum", "P30Y"),)),
    Case("RET-005", "the longest of several laws", EMPTY, "data_uses: [{id: p2, name: 会计凭证与银行对账单}]\n" + kept("P1Y"),
         (("high", "retention_rules[r-support].period"),), (("minimum", "P30Y"),)),
    Case("RET-005", "the rule cites a law and states less than it says", EMPTY,
         "retention_rules: [{id: r-support, period: P1Y, legal_minimum: {period: P1Y, law: 电子商务法 第31条}}]", (("high", "retention_rules[r-support].period"),),
         (("minimum", "P3Y"), ("matched_by", "the rule cites this law"))),
    Case("RET-005", "an entry of the law pack by its id", EMPTY, "retention_rules: [{id: r-support, period: P1Y, legal_minimum: {period: P1Y, law: accounting_voucher}}]",
         (("high", "retention_rules[r-support].period"),), (("minimum", "P30Y"),)),
    Case("RET-005", "of several entries of one law nothing is guessed beyond the shortest", EMPTY,
         "retention_rules: [{id: r-support, period: P10Y, legal_minimum: {period: P10Y, law: 会计档案管理办法}}]"),
    Case("RET-005", "the policy's own period, for an activity without a rule", EMPTY,
         "processing_activities: [{id: a2, name: 劳动合同档案, retention: null}]\nretention_statement: {period: P1Y}", (("high", "retention_statement.period"),), (("minimum", "P2Y"),)),
    Case("RET-005", "the policy's own period is long enough", EMPTY, "processing_activities: [{id: a2, name: 劳动合同档案, retention: null}]"),
    Case("RET-005", "no period at all: RET-001", EMPTY, f"{_LOGS}\n{kept('null')}"),
    Case("RET-005", "a word that only looks alike", EMPTY, "processing_activities: [{id: a2, name: 工作日志}]\n" + kept("P1M")),
    Case("RET-005", "a law that the pack does not know", EMPTY, "retention_rules: [{id: r-support, period: P1Y, legal_minimum: {period: P6M, law: 虚构条例 第九条}}]"),
    Case("RET-005", "nothing speaks of a law", EMPTY),
]  # fmt: skip

RET_006 = [
    Case("RET-006", "an activity without a rule, a policy without a period", EMPTY, f"processing_activities: [{{id: a2, retention: null}}]\n{NO_STATEMENT}",
         (("medium", "processing_activities[a2].retention"),), (("department", "it"),)),
    Case("RET-006", "two of them", EMPTY, f"processing_activities: [{{id: a1, retention: null}}, {{id: a2, retention: null}}]\n{NO_STATEMENT}",
         (("medium", "processing_activities[a1].retention"), ("medium", "processing_activities[a2].retention"))),
    Case("RET-006", "a way to determine the period proves nothing of an activity", EMPTY,
         "processing_activities: [{id: a2, retention: null}]\nretention_statement: {period: null, determination_method: 按合同期限}",
         (("medium", "processing_activities[a2].retention"),)),
    Case("RET-006", "the policy's period holds for it", EMPTY, "processing_activities: [{id: a2, retention: null}]"),
    Case("RET-006", "a rule without a period: RET-001", EMPTY, f"{NO_STATEMENT}\n{kept('null')}"),
    Case("RET-006", "every activity has a rule", EMPTY, NO_STATEMENT),
]  # fmt: skip

_MARKED = {"2026-10-22": 4, "2026-10-23": 6}
_SUPPORT_FLAG = DeletionFlag("is_deleted", 12, _MARKED)


def flagged(flag: DeletionFlag = _SUPPORT_FLAG, uri: str = SUPPORT, **more: object) -> Inventory:
    return scan(found(uri=uri), assets=(asset(uri, deletion_flags=(flag,), **more),))


RET_007 = [
    Case("RET-007", "marked rows past the default grace", flagged(), fires=(("medium", f"{SUPPORT} · is_deleted"),),
         evidence=(("marked", "12"), ("past_grace", "4"), ("undated", "2"), ("grace", "P30D"), ("grace_from", "law pack default"), ("limit", "2026-10-23")), lines=False),
    Case("RET-007", "the rule's own grace", flagged(), "retention_rules: [{id: r-support, grace: P7D}]", (("medium", f"{SUPPORT} · is_deleted"),),
         (("past_grace", "10"), ("grace_from", "r-support")), lines=False),
    Case("RET-007", "a longer grace", flagged(), "retention_rules: [{id: r-support, grace: P31D}]"),
    Case("RET-007", "the last day of the grace", flagged(DeletionFlag("is_deleted", 6, {"2026-10-23": 6}))),
    Case("RET-007", "a sample stands for the table", flagged(status="SAMPLED", method="keys", rows_estimate=1000), fires=(("medium", f"{SUPPORT} · is_deleted"),),
         evidence=(("past_grace_estimate", "40"), ("marked", "120")), lines=False),
    Case("RET-007", "two flags", scan(found(uri=SUPPORT), assets=(asset(SUPPORT, deletion_flags=(_SUPPORT_FLAG, DeletionFlag("archived", 4, {"2020-01-01": 4}))),)),
         fires=(("medium", f"{SUPPORT} · archived"), ("medium", f"{SUPPORT} · is_deleted")), lines=False),
    Case("RET-007", "no rule for the kind: the default holds", scan(found(ID, "id_no", SUPPORT), assets=(asset(SUPPORT, deletion_flags=(_SUPPORT_FLAG,)),)),
         fires=(("medium", f"{SUPPORT} · is_deleted"),), evidence=(("past_grace", "4"),), lines=False),
    Case("RET-007", "nothing dates the marked rows", flagged(DeletionFlag("is_deleted", 12))),
    Case("RET-007", "the rule archives under restriction", flagged(), "retention_rules: [{id: r-support, action: archive_restricted}]"),
    Case("RET-007", "no flag", scan(found(uri=SUPPORT))),
    Case("RET-007", "no system", flagged(uri=LOOSE.replace("file", "sqlite"))),
    Case("RET-007", "nothing personal", scan(found("user.workplace", "corp", SUPPORT), assets=(asset(SUPPORT, deletion_flags=(_SUPPORT_FLAG,)),))),
    Case("RET-007", "only its definition was looked at", flagged(status="SCHEMA")),
]  # fmt: skip

CASES = [*RET_002, *RET_003, *RET_005, *RET_006, *RET_007]
