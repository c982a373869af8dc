"""One table per rule: what fires and what only looks as if it should. A case is a register overlay, a scan, and what is
said: (severity, place) for each violation, the place being uri · column, uri, or the path of the declaration."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scanner.inventory import Inventory
from tests.register.made import CRM, asset, clock, columns, found, header, scan

ID, BANK = "user.government_id.national_identification_number", "user.financial.bank_account"
PHONE, MAIL, NAME, WORK = "user.contact.phone_number", "user.contact.email", "user.name", "user.workplace"
SECRET = "user.authorization.credentials"
RECORDING, TEST_CRM, LOOSE, JP = (
    "user.content.call_recording",
    "sqlite://test/customers",
    "file://share/tmp/list.csv",
    "sqlite://jp/customers",
)
PR = "ddl://pr/0001.sql/customers"


@dataclass(frozen=True)
class Case:
    rule: str
    name: str
    scan: Inventory
    register: str = ""
    fires: tuple[tuple[str, str], ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()  # of the first violation, among others
    lines: bool = True  # whether lines for the register are suggested; they must then silence the violation
    previous: str | None = None  # overlay of the register as it was before, None for no earlier one
    earlier: Inventory | None = None  # the scan before this one
    without: tuple[str, ...] = ()  # what the register leaves unsaid: paths taken out before the overlay, "rights[copy]"


EMPTY = scan()
PII = (found(), found(PHONE, "tel"))
TEST_SYSTEM = "systems: [{fides_key: crm_test, name: 测试, administrating_department: it, server: {type: sqlite, environment: test}, bindings: ['sqlite://test/*']}]"
MASKED_ONLY = "storage_controls: [{data_categories: ['@main'], environments: [test, dev], allowed: [masked]}]"
SYNTHETIC = "storage_controls: [{data_categories: ['@main'], environments: [test], allowed: [masked, synthetic]}]"
TAGS = tuple(f"00{n:016x}" for n in range(10))
_LOGIN = f"data_categories: [{{fides_key: {SECRET}}}]\nprocessing_activities: [{{id: a2, data_categories: [{SECRET}]}}]"

INV_001 = [
    Case("INV-001", "a kind that nobody declares", scan(found(ID, "id_no")), fires=(("high", f"{CRM} · id_no"),),
         evidence=(("verdict", "CONFIRMED"), ("matched", "90"), ("rows", "100"), ("system", "客户管理系统"), ("owner", "信息技术部负责人"))),
    Case("INV-001", "critical when the standard calls it sensitive", scan(found(BANK, "card")), fires=(("critical", f"{CRM} · card"),)),
    Case("INV-001", "an identity number is sensitive by the older standard", scan(found(ID, "id_no", samples=("31**",))),
         register="law_profile: {sensitivity_standard: gbt35273-2020}", fires=(("critical", f"{CRM} · id_no"),),
         evidence=(("sensitivity", "gbt35273-2020"), ("samples", "31**"))),
    Case("INV-001", "LIKELY and sparse count", scan(found(ID, "memo", verdict="LIKELY", sparse=True)), fires=(("high", f"{CRM} · memo"),)),
    Case("INV-001", "in the policy, but in no activity", scan(found(BANK, "card")),
         register=f"data_categories: [{{fides_key: {BANK}, clause: 一.1, quote: 银行账号}}]", fires=(("critical", f"{CRM} · card"),)),
    Case("INV-001", "in a system without an activity, in a source without a system",
         scan(found(ID, "id", "sqlite://erp/t"), found(ID, "id", LOOSE), found(ID, "", "file://share/tmp/log.txt")),
         register="systems: [{fides_key: erp, administrating_department: it, bindings: ['sqlite://erp/*']}]",
         fires=(("high", f"{LOOSE} · id"), ("high", "file://share/tmp/log.txt"), ("high", "sqlite://erp/t · id"))),
    Case("INV-001", "a job title beside a name", scan(found(), found("user.job_title", "title")), fires=(("high", f"{CRM} · title"),)),
    Case("INV-001", "a job title alone is no personal information", scan(found("user.job_title", "title"))),
    Case("INV-001", "a job title beside a POSSIBLE name", scan(found(verdict="POSSIBLE"), found("user.job_title", "title"))),
    Case("INV-001", "a job title beside an employer", scan(found(WORK, "corp"), found("user.job_title", "title"))),
    Case("INV-001", "a job title whose name is in another table", scan(found(uri="sqlite://crm/b"), found("user.job_title", "title"))),
    Case("INV-001", "a kind that the company calls never personal", scan(found(), found("user.job_title", "title")),
         register="data_categories: [{fides_key: user.job_title, personal: never}]"),
    Case("INV-001", "declared", scan(*PII)),
    Case("INV-001", "declared for another system: INV-002", scan(found(RECORDING, "rec"))),
    Case("INV-001", "declared by its parent", scan(found("user.contact.email.work", "mail"))),
    Case("INV-001", "POSSIBLE never violates", scan(found(BANK, "card", verdict="POSSIBLE"))),
    Case("INV-001", "a scan of definitions: INV-011", scan(header(ID, "id_no", CRM), mode="schema")),
    Case("INV-001", "a finding without its asset", scan(found(ID, "id_no"), assets=())),
]  # fmt: skip

INV_002 = [
    Case("INV-002", "declared for another system", scan(found(RECORDING, "rec")), fires=(("medium", f"{CRM} · rec"),),
         evidence=(("nearest", "a2 客服 (support)"),)),
    Case("INV-002", "a system without any activity", scan(found(uri="sqlite://erp/t")),
         register="systems: [{fides_key: erp, administrating_department: it, bindings: ['sqlite://erp/*']}]", fires=(("medium", "sqlite://erp/t · name"),)),
    Case("INV-002", "the system comes from the configuration", scan(found(MAIL, "mail"), assets=(asset(system="support"),)),
         fires=(("medium", f"{CRM} · mail"),)),
    Case("INV-002", "a credential that another system may hold", scan(found(SECRET, "token")), _LOGIN,
         fires=(("medium", f"{CRM} · token"),)),
    Case("INV-002", "in code: SEC-004", scan(found(SECRET, "", "file://share/crm/src/a.py")), _LOGIN),
    Case("INV-002", "declared for this system", scan(*PII)),
    Case("INV-002", "declared nowhere: INV-001", scan(found(ID, "id_no"))),
    Case("INV-002", "no system: INV-003", scan(found(RECORDING, "rec", LOOSE))),
    Case("INV-002", "a scan of definitions", scan(header(RECORDING, "rec", CRM), mode="schema")),
]  # fmt: skip

INV_003 = [
    Case("INV-003", "a spreadsheet on a share, said once", scan(found(uri=LOOSE), found(PHONE, "tel", LOOSE)), fires=(("high", LOOSE),),
         evidence=(("categories", "user.contact.phone_number, user.name"), ("columns", "2"), ("matched", "90"), ("path", "tmp/list.csv"))),
    Case("INV-003", "the configuration names a system that the register does not have", scan(found(), assets=(asset(system="erp", owner="信息技术部"),)),
         fires=(("high", CRM),), evidence=(("owner", "信息技术部负责人"), ("unknown_system", "erp"))),
    Case("INV-003", "a source and a system with names that no id may have", scan(found(uri="file://公共/a.csv"), assets=(asset("file://公共/a.csv"),)),
         fires=(("high", "file://公共/a.csv"),)),
    Case("INV-003", "bound", scan(found(), found(uri="file://share/crm/a/b.csv"))),
    Case("INV-003", "nothing personal in it", scan(found(WORK, "corp", LOOSE))),
    Case("INV-003", "only POSSIBLE", scan(found(uri=LOOSE, verdict="POSSIBLE"))),
    Case("INV-003", "a scan of definitions", scan(header(NAME, "name", LOOSE), mode="schema")),
]  # fmt: skip

_BOTH = (
    asset(rows_read=1000, absent_bound=0.003),
    asset("sqlite://support/t", rows_read=50),
    asset("sqlite://support/u", status="SKIPPED", reason="empty"),
)
_SOUGHT = (NAME, PHONE, MAIL, RECORDING, WORK)
_ALL = (found(), found(PHONE, "tel"), found(MAIL, "mail"), found(WORK, "corp"))
INV_006 = [
    Case("INV-006", "recordings are declared and not there", scan(*_ALL, assets=_BOTH, categories=_SOUGHT), fires=(("low", "data_categories[user.content.call_recording]"),),
         evidence=(("coverage", "1 / 2"), ("rows", "50"))),
    Case("INV-006", "a sampled zero comes with its bound", scan(*_ALL[:3], found(RECORDING, "r", "sqlite://support/t"), assets=_BOTH, categories=_SOUGHT),
         fires=(("low", "data_categories[user.workplace]"),), evidence=(("coverage", "1 / 1"), ("bound", "0.30%"))),
    Case("INV-006", "found, though only POSSIBLE", scan(*_ALL, found(RECORDING, "r", verdict="POSSIBLE"), assets=_BOTH, categories=_SOUGHT)),
    Case("INV-006", "a child of it was found", scan(*_ALL, found(f"{RECORDING}.voice", "r"), assets=_BOTH, categories=_SOUGHT)),
    Case("INV-006", "nothing looks for recordings", scan(*_ALL, assets=_BOTH, categories=_SOUGHT[:3])),
    Case("INV-006", "what was looked for is not known", scan(*_ALL, assets=_BOTH)),
    Case("INV-006", "a system that declares it was not scanned", scan(*_ALL, assets=_BOTH[:1], categories=_SOUGHT)),
    Case("INV-006", "its only asset was not read", scan(*_ALL, assets=(_BOTH[0], _BOTH[2]), categories=_SOUGHT)),
    Case("INV-006", "the scan is incomplete", scan(*_ALL, assets=(*_BOTH, asset("sqlite://crm/x", status="ERROR", reason="locked")), categories=_SOUGHT)),
    Case("INV-006", "declared by an activity without a system", scan(*_ALL, assets=_BOTH[:1], categories=_SOUGHT),
         register=""),
    Case("INV-006", "a scan of definitions", scan(assets=_BOTH, categories=_SOUGHT, mode="schema")),
]  # fmt: skip

_PR = asset(PR, status="SCHEMA", path="migrations/0001.sql", name="customers", schema="public", line=3, columns=columns(id_no=5, tel=6))
_PR_CRM = asset(PR, status="SCHEMA", path="migrations/0001.sql", line=3, columns=columns(rec=7), system="crm")
INV_011 = [
    Case("INV-011", "a new column nobody declared", scan(header(ID, "id_no", PR), header(PHONE, "tel", PR), assets=(_PR,), mode="schema"),
         fires=(("high", f"{PR} · id_no"),), evidence=(("header", "id_no"),)),
    Case("INV-011", "sensitive", scan(header(BANK, "card", PR, line=9), assets=(_PR,), mode="schema"), fires=(("critical", f"{PR} · card"),)),
    Case("INV-011", "declared, but not for the bound system", scan(header(RECORDING, "rec", PR), assets=(_PR_CRM,), mode="schema"),
         fires=(("high", f"{PR} · rec"),), evidence=(("system", "客户管理系统"),)),
    Case("INV-011", "declared for the bound system", scan(header(PHONE, "rec", PR), assets=(_PR_CRM,), mode="schema")),
    Case("INV-011", "declared somewhere, bound to nothing", scan(header(RECORDING, "rec", PR), assets=(_PR,), mode="schema")),
    Case("INV-011", "an employer alone", scan(header("user.job_title", "title", PR), assets=(_PR,), mode="schema")),
    Case("INV-011", "POSSIBLE", scan(found(ID, "no", PR, "POSSIBLE", rows=0), assets=(_PR,), mode="schema")),
    Case("INV-011", "a field of a form: WEB-003", scan(header(ID, "id_no", PR), assets=(replace(_PR, kind="form"),), mode="schema")),
    Case("INV-011", "a scan of data: INV-001", scan(found(ID, "id_no"))),
]  # fmt: skip

RET_001 = [
    Case("RET-001", "the policy states neither", EMPTY, "retention_statement: {period: null, criterion: purpose_fulfilled}",
         (("medium", "retention_statement.period"),)),
    Case("RET-001", "a rule without a period", EMPTY, "retention_rules: [{id: r-new, period: null, start: collected}]",
         (("medium", "retention_rules[r-new].period"),)),
    Case("RET-001", "a rule in use without a period", EMPTY, "retention_rules: [{id: r-support, period: null}]",
         (("medium", "retention_rules[r-support].period"),), (("activities", "a2"),)),
    Case("RET-001", "a method that says nothing", EMPTY, "retention_statement: {period: null, determination_method: '  '}",
         (("medium", "retention_statement.period"),)),
    Case("RET-001", "the policy states how it is determined", EMPTY, "retention_statement: {period: null, determination_method: 按合同期限}"),
    Case("RET-001", "a rule that says how it is determined", EMPTY, "retention_rules: [{id: r-new, determination_method: 诉讼终结后两年}]"),
    Case("RET-001", "a period", EMPTY),
]  # fmt: skip

_DAYS = {"d2020_01_31": 5, "d2023_10_22": 2, "d2023_10_23": 7, "d2026_11_01": 86}


def _dated(column: str = "last_contact_at", uri: str = CRM, **more: object) -> Inventory:
    return scan(found(uri=uri), assets=(asset(uri, clocks=(clock(column, **_DAYS),), **more),))


RET_002 = [
    Case("RET-002", "rows before the period and its grace", _dated(), fires=(("high", f"{CRM} · last_contact_at"),),
         evidence=(("clock", "last_contact_at"), ("oldest", "2020-01-31"), ("period", "P3Y"), ("grace", "P30D"), ("limit", "2023-10-23"),
                   ("overdue", "7"), ("rows", "100"), ("rule", "r-customer"))),
    Case("RET-002", "names are compared without case and separators", _dated("LastContactAt"), fires=(("high", f"{CRM} · LastContactAt"),)),
    Case("RET-002", "a sample stands for the table", _dated(status="SAMPLED", method="keys", rows_read=100, rows_estimate=1000), fires=(("high", f"{CRM} · last_contact_at"),),
         evidence=(("overdue_estimate", "70"), ("rows", "1000"))),
    Case("RET-002", "a sample of a table whose size is not known", _dated(status="SAMPLED", method="blocks"),
         fires=(("high", f"{CRM} · last_contact_at"),), evidence=(("overdue_estimate", "7"), ("rows", "100"))),
    Case("RET-002", "rows read from the beginning stand for themselves only", _dated(status="PARTIAL", method="full", rows_estimate=1000),
         fires=(("high", f"{CRM} · last_contact_at"),), evidence=(("overdue", "7"), ("rows", "100"))),
    Case("RET-002", "so does a sample of the head", _dated(status="SAMPLED", method="head", rows_estimate=1000),
         fires=(("high", f"{CRM} · last_contact_at"),), evidence=(("overdue", "7"), ("rows", "100"))),
    Case("RET-002", "a usual name where no hint fits", _dated("gmt_modified"), fires=(("high", f"{CRM} · gmt_modified"),)),
    Case("RET-002", "a rule without a grace, a clock by its start", _dated("created_at", "sqlite://support/t"),
         fires=(("high", "sqlite://support/t · created_at"),), evidence=(("period", "P6M"), ("limit", "2026-05-22"), ("overdue", "14"))),
    Case("RET-002", "a file is dated by its last change", scan(found(uri="file://share/crm/a.csv"),
         assets=(asset("file://share/crm/a.csv", modified="2019-03-01T00:00:00Z", rows_read=12),)), fires=(("high", "file://share/crm/a.csv"),),
         evidence=(("clock", "mtime"), ("oldest", "2019-03-01"), ("overdue", "12"))),
    Case("RET-002", "the column that the rule names goes before all hints", _dated("seen"), "retention_rules: [{id: r-customer, clock: {column: seen}}]",
         (("high", f"{CRM} · seen"),)),
    Case("RET-002", "that column is not there", _dated(), "retention_rules: [{id: r-customer, clock: {column: seen}}]"),
    Case("RET-002", "the first day that may still be there", scan(found(), assets=(asset(clocks=(clock("last_contact_at", d2023_10_23=7),)),))),
    Case("RET-002", "another activity may keep the kind longer", _dated(),
         "processing_activities: [{id: a3, department: it, systems: [crm], data_categories: [user.name], retention: r-ten}]\n"
         "retention_rules: [{id: r-ten, period: P10Y}]"),
    Case("RET-002", "no clock", scan(found(), assets=(asset(clocks=()),))),
    Case("RET-002", "a recent file", scan(found(uri="file://share/crm/a.csv"), assets=(asset("file://share/crm/a.csv", modified="2026-11-01"),))),
    Case("RET-002", "a file of unknown age", scan(found(uri="file://share/crm/a.csv"), assets=(asset("file://share/crm/a.csv", modified=""),))),
    Case("RET-002", "nothing personal", scan(found(WORK, "corp"), assets=(asset(clocks=(clock("last_contact_at", **_DAYS),)),))),
    Case("RET-002", "no system", _dated(uri=LOOSE)),
    Case("RET-002", "no rule for the kind", scan(found(ID, "id"), assets=(asset(clocks=(clock("last_contact_at", **_DAYS),)),))),
    Case("RET-002", "only its definition was looked at", _dated(status="SCHEMA")),
]  # fmt: skip

_JP = asset(JP, region="JP")
XB_001 = [
    Case("XB-001", "a replica in Japan", scan(found(uri=JP), assets=(_JP,)), fires=(("critical", f"{JP} · name"),), evidence=(("region", "JP"),)),
    Case("XB-001", "the transfer covers another kind", scan(found(uri=JP), found(MAIL, "mail", JP), assets=(_JP,)),
         "cross_border_transfers: [{id: x1, country: JP, data_categories: [user.name]}]", (("critical", f"{JP} · mail"),), (("nearest", "x1"),)),
    Case("XB-001", "the transfer is to another country", scan(found(uri=JP), assets=(_JP,)),
         "cross_border_transfers: [{id: x1, country: SG, data_categories: [user.name]}]", (("critical", f"{JP} · name"),)),
    Case("XB-001", "a transfer that names no country covers nothing", scan(found(uri=JP), assets=(_JP,)),
         "cross_border_transfers: [{id: x1, country: null, data_categories: [user.name]}]", (("critical", f"{JP} · name"),)),
    Case("XB-001", "Hong Kong lies outside, however it is written", scan(found(), found(uri="sqlite://crm/b"),
         assets=(asset(region="CN-HK"), asset("sqlite://crm/b", region="HK"))), fires=(("critical", "sqlite://crm/b · name"), ("critical", f"{CRM} · name"))),
    Case("XB-001", "the place comes from the system", scan(found(uri=JP)),
         "systems: [{fides_key: jp, administrating_department: it, location: JP-13, bindings: ['sqlite://jp/*']}]", (("critical", f"{JP} · name"),),
         (("region", "JP-13"),)),
    Case("XB-001", "a kind nobody named", scan(found(BANK, "card", JP), assets=(_JP,)), fires=(("critical", f"{JP} · card"),)),
    Case("XB-001", "covered, a group and a province notwithstanding", scan(found(uri=JP), assets=(asset(JP, region="JP-13"),)),
         "cross_border_transfers: [{id: x1, country: JP, data_categories: ['@main']}]"),
    Case("XB-001", "Hong Kong declared as CN-HK, found in HK", scan(found(), assets=(asset(region="HK"),)),
         "cross_border_transfers: [{id: x1, country: CN-HK, data_categories: [user.name]}]"),
    Case("XB-001", "at home", scan(found(), assets=(asset(region="CN-BJ"),))),
    Case("XB-001", "nobody knows where", scan(found(uri=LOOSE))),
    Case("XB-001", "an employer alone, abroad", scan(found(WORK, "corp", JP), assets=(_JP,))),
    Case("XB-001", "a definition of a system abroad", scan(header(NAME, "name", JP, 3), assets=(_JP,), mode="schema"), fires=(("critical", f"{JP} · name"),)),
]  # fmt: skip

_TEST = asset(TEST_CRM, environment="test")


def _copies(test: tuple[str, ...], production: tuple[str, ...], level: int = 0, kind: str = PHONE) -> Inventory:
    return scan(found(kind, "tel", TEST_CRM, tags=test), found(kind, "tel", tags=production, tag_level=level), assets=(_TEST, asset()))


SEC_002 = [
    Case("SEC-002", "the register states nothing for test", scan(found(uri=TEST_CRM), assets=(_TEST,)), fires=(("medium", f"{TEST_CRM} · name"),),
         evidence=(("environment", "test"),)),
    Case("SEC-002", "only masked values are allowed", scan(found(uri=TEST_CRM), assets=(_TEST,)), MASKED_ONLY, (("high", f"{TEST_CRM} · name"),),
         (("allowed", "masked"),)),
    Case("SEC-002", "the environment comes from the system", scan(found(uri=TEST_CRM)), f"{TEST_SYSTEM}\n{MASKED_ONLY}", (("high", f"{TEST_CRM} · name"),)),
    Case("SEC-002", "a control for all environments", scan(found(uri=TEST_CRM), assets=(_TEST,)),
         "storage_controls: [{data_categories: ['@main'], allowed: [encrypted]}]", (("high", f"{TEST_CRM} · name"),)),
    Case("SEC-002", "synthetic is allowed, but production's people are there", _copies(TAGS[:8], TAGS[2:]), SYNTHETIC, (("high", f"{TEST_CRM} · tel"),),
         (("overlap", "75%"), ("production", f"{CRM} · tel"))),
    Case("SEC-002", "production's tags are thinned out", _copies(TAGS, TAGS[:2], level=2), SYNTHETIC, (("high", f"{TEST_CRM} · tel"),), (("overlap", "80%"),)),
    Case("SEC-002", "names beside copied phones are copies too",
         scan(found(uri=TEST_CRM), found(PHONE, "tel", TEST_CRM, tags=TAGS), found(PHONE, "tel", tags=TAGS), assets=(_TEST, asset())), SYNTHETIC,
         (("high", f"{TEST_CRM} · name"), ("high", f"{TEST_CRM} · tel")), (("overlap", "100%"),)),
    Case("SEC-002", "a control for another environment", scan(found(uri=TEST_CRM), assets=(asset(TEST_CRM, environment="uat"),)), SYNTHETIC,
         (("medium", f"{TEST_CRM} · name"),)),
    Case("SEC-002", "synthetic is allowed", scan(found(uri=TEST_CRM), assets=(_TEST,)), SYNTHETIC),
    Case("SEC-002", "synthetic is allowed for test, whatever holds elsewhere", scan(found(uri=TEST_CRM), assets=(_TEST,)),
         f"storage_controls: [{{data_categories: ['@main'], allowed: [masked]}}, {SYNTHETIC[19:-1]}]"),
    Case("SEC-002", "one shared number may be anybody's test number", _copies(TAGS[:8], TAGS[7:]), SYNTHETIC),
    Case("SEC-002", "people share names", _copies(TAGS, TAGS, kind=NAME), SYNTHETIC),
    Case("SEC-002", "the same tags of another entity",
         scan(found(PHONE, "tel", TEST_CRM, tags=TAGS), found(MAIL, "m", tags=TAGS), assets=(_TEST, asset())), SYNTHETIC),
    Case("SEC-002", "masked values", scan(found(uri=TEST_CRM, state="masked"), assets=(_TEST,)), MASKED_ONLY),
    Case("SEC-002", "production", scan(found()), MASKED_ONLY),
    Case("SEC-002", "a control for logs says nothing of tables", scan(found(uri=TEST_CRM), assets=(_TEST,)),
         f"storage_controls: [{{data_categories: ['@main'], assets: [log], allowed: [absent]}}, {SYNTHETIC[19:-1]}]"),
    Case("SEC-002", "a scan of definitions", scan(header(NAME, "name", TEST_CRM), assets=(_TEST,), mode="schema")),
]  # fmt: skip

GOV_001 = [
    Case("GOV-001", "a department without an owner", EMPTY, "departments: [{id: it, owner: null}]", (("medium", "departments[it].owner"),)),
    Case("GOV-001", "an owner of blanks", EMPTY, "departments: [{id: it, owner: '  '}]", (("medium", "departments[it].owner"),)),
    Case("GOV-001", "a system without a department", EMPTY, "systems: [{fides_key: crm, administrating_department: null}]",
         (("medium", "systems[crm].administrating_department"),)),
    Case("GOV-001", "a new system that nobody uses yet", EMPTY, "systems: [{fides_key: new}]", (("medium", "systems[new].administrating_department"),)),
    Case("GOV-001", "an activity without a department", EMPTY, "processing_activities: [{id: a1, department: null}]",
         (("medium", "processing_activities[a1].department"),)),
    Case("GOV-001", "an activity without a department or a system", EMPTY, "processing_activities: [{id: a9, data_categories: [user.name]}]",
         (("medium", "processing_activities[a9].department"),)),
    Case("GOV-001", "everybody has somebody", EMPTY),
]  # fmt: skip

CASES = [*INV_001, *INV_002, *INV_003, *INV_006, *INV_011, *RET_001, *RET_002, *XB_001, *SEC_002, *GOV_001]
