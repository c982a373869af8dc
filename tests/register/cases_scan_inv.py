"""Tables of the rules that hold a scan's coverage and places against the register: INV-005 to INV-012, REG-011."""

from __future__ import annotations

from scanner.inventory import ColumnRecord, Evidence, Inventory, SourceRecord
from tests.register.cases import BANK, EMPTY, ID, LOOSE, MAIL, NAME, PHONE, RECORDING, TAGS, TEST_CRM, WORK, Case
from tests.register.made import CRM, asset, found, header, scan

SUPPORT, ERP = "sqlite://support/calls", "sqlite://erp/staff"
ERP_SYSTEM = "systems: [{fides_key: erp, name: 人事, administrating_department: it, location: CN-SH, server: {type: sqlite, environment: prod}, bindings: ['sqlite://erp/*']}]"
ERP_HOLDS = "processing_activities: [{id: a3, name: 人事, department: it, systems: [erp], data_categories: ['@main'], data_uses: [p1]}]"
BOTH = (found(), found(NAME, "agent", SUPPORT))

INV_005 = [
    Case("INV-005", "one for each asset, with counts",
         scan(found(BANK, "a", verdict="POSSIBLE", matched=3), found(BANK, "b", verdict="POSSIBLE", matched=7), found(ID, "c", verdict="POSSIBLE", matched=1),
              found(ID, "c", SUPPORT, verdict="POSSIBLE")),
         fires=(("info", CRM), ("info", SUPPORT)), lines=False,
         evidence=(("categories", f"{BANK}, {ID}"), ("columns", "a, b, c"), ("matched", "7"), ("owner", "信息技术部负责人"))),
    Case("INV-005", "an employer that is possible, beside a name that is sure", scan(found(), found(WORK, "corp", verdict="POSSIBLE")),
         fires=(("info", CRM),), lines=False),
    Case("INV-005", "an employer that is possible, alone", scan(found(WORK, "corp", verdict="POSSIBLE"))),
    Case("INV-005", "an employer beside a name that is no more than possible itself",
         scan(found(verdict="POSSIBLE"), found(WORK, "corp", verdict="POSSIBLE")), fires=(("info", CRM),), lines=False, evidence=(("categories", NAME),)),
    Case("INV-005", "sure findings are for the other rules", scan(found(), found(BANK, "card", verdict="LIKELY"))),
    Case("INV-005", "a possible tracker is nobody's data", scan(found("user.device.cookie_id", "", entity="WEB_TRACKER", verdict="POSSIBLE"))),
    Case("INV-005", "without its asset", scan(found(BANK, verdict="POSSIBLE"), assets=())),
    Case("INV-005", "a kind that the company calls never personal", scan(found(WORK, "corp", verdict="POSSIBLE"), found()),
         "data_categories: [{fides_key: user.workplace, personal: never}]"),
    Case("INV-005", "a scan of definitions", scan(found(BANK, "card", verdict="POSSIBLE"), mode="schema")),
]  # fmt: skip

INV_007 = [
    Case("INV-007", "nothing of the second system was read", scan(found()), fires=(("medium", "systems[support]"),), lines=False,
         evidence=(("system", "客服系统"), ("owner", "信息技术部负责人"), ("coverage", "0 / 0"), ("bindings", "sqlite://support/*"))),
    Case("INV-007", "only skipped", scan(found(), assets=(asset(), asset(SUPPORT, status="SKIPPED", reason="too_large"))),
         fires=(("medium", "systems[support]"),), lines=False, evidence=(("coverage", "0 / 1"), ("reasons", "too_large ×1"))),
    Case("INV-007", "read in part, and a table that failed",
         scan(*BOTH, assets=(asset(), asset(SUPPORT, status="PARTIAL", reason="timeout"), asset("sqlite://support/b", status="ERROR", reason="permission"),
                             asset("sqlite://support/c"))),
         fires=(("medium", "systems[support]"),), lines=False, evidence=(("coverage", "2 / 3"), ("reasons", "permission ×1, timeout ×1"))),
    Case("INV-007", "an error without a reason", scan(*BOTH, assets=(asset(), asset(SUPPORT), asset("sqlite://support/b", status="ERROR"))),
         fires=(("medium", "systems[support]"),), lines=False, evidence=(("reasons", "ERROR ×1"),)),
    Case("INV-007", "its source could not be opened", scan(found(), sources=(SourceRecord("support", "x", system="support", reason="refused"),)),
         fires=(("medium", "systems[support]"),), lines=False, evidence=(("reasons", "refused ×1"),)),
    Case("INV-007", "a source that its bindings name could not be opened", scan(found(), sources=(SourceRecord("support", "x", reason="refused"),)),
         fires=(("medium", "systems[support]"),), lines=False, evidence=(("reasons", "refused ×1"),)),
    Case("INV-007", "a source of another system could not be opened", scan(*BOTH, sources=(SourceRecord("support", "x", system="crm2", reason="refused"), SourceRecord("x", "y", reason="refused")))),
    Case("INV-007", "no activity names it, but it says so itself", scan(*BOTH), f"{ERP_SYSTEM[:-2]}, processes_personal_data: true}}]",
         (("medium", "systems[erp]"),), lines=False),
    Case("INV-007", "no activity names it", scan(*BOTH), ERP_SYSTEM),
    Case("INV-007", "it says that it holds no personal information", scan(found()), "systems: [{fides_key: support, processes_personal_data: false}]"),
    Case("INV-007", "all were read", scan(*BOTH)),
    Case("INV-007", "sampled on request", scan(*BOTH, assets=(asset(status="SAMPLED"), asset(SUPPORT, status="SAMPLED")))),
    Case("INV-007", "what the design leaves out is not missing", scan(*BOTH, assets=(asset(), asset(SUPPORT), asset("sqlite://support/v", status="SKIPPED", reason="view_not_read")))),
    Case("INV-007", "no scan at all", EMPTY),
    Case("INV-007", "a scan of definitions", scan(header(NAME, "name", CRM), mode="schema")),
]  # fmt: skip

INV_008 = [
    Case("INV-008", "phones in remarks", scan(found(), found(PHONE, "remark", sparse=True, matched=3, filled=60)), fires=(("medium", f"{CRM} · remark"),), lines=False,
         evidence=(("field_type", "remark"), ("share", "5.0%"))),
    Case("INV-008", "inside JSON", scan(found(PHONE, "extra", path="$.contact.tel")), fires=(("medium", f"{CRM} · extra"),), lines=False,
         evidence=(("field_type", "path"), ("json_path", "$.contact.tel"))),
    Case("INV-008", "in a column meant for something else", scan(found(MAIL, "company", sparse=True)), fires=(("medium", f"{CRM} · company"),), lines=False,
         evidence=(("field_type", "sparse"),)),
    Case("INV-008", "a transcript of calls", scan(found(NAME, "通话转写", SUPPORT)), fires=(("medium", f"{SUPPORT} · 通话转写"),), lines=False),
    Case("INV-008", "a letter without columns", scan(found(NAME, "", "file://share/crm/letter.txt", filled=0)), fires=(("medium", "file://share/crm/letter.txt"),), lines=False,
         evidence=(("field_type", "document"),)),
    Case("INV-008", "the only column of a text", scan(found(NAME, "text", "file://share/crm/a.md"), assets=(asset("file://share/crm/a.md", columns=(ColumnRecord("text"),)),)),
         fires=(("medium", "file://share/crm/a.md · text"),), lines=False, evidence=(("field_type", "document"),)),
    Case("INV-008", "a column of its own that is called text", scan(found(NAME, "text"), assets=(asset(columns=(ColumnRecord("text"), ColumnRecord("id"))),))),
    Case("INV-008", "a column of its own", scan(found(PHONE, "mobile"))),
    Case("INV-008", "words that only contain one of remarks", scan(found(PHONE, "bodyguard_tel"), found(MAIL, "commented_by"))),
    Case("INV-008", "a kind that nobody declares: INV-001", scan(found(BANK, "remark", sparse=True))),
    Case("INV-008", "a kind declared elsewhere: INV-002", scan(found(RECORDING, "remark", sparse=True))),
    Case("INV-008", "no system: INV-003", scan(found(PHONE, "remark", LOOSE, sparse=True))),
    Case("INV-008", "minors by their birth dates are no text", scan(found("user.childrens", "memo", entity="MINOR", sparse=True), found()),
         "data_categories: [user.childrens]\nprocessing_activities: [{id: a1, data_categories: [user.childrens]}]"),
    Case("INV-008", "a log: SEC-001", scan(found(PHONE, "", "file://share/crm/app.log"))),
    Case("INV-008", "code: SEC-004", scan(found(PHONE, "", "file://share/crm/app.py"))),
    Case("INV-008", "a test system: SEC-002", scan(found(PHONE, "remark", sparse=True), assets=(asset(environment="test"),))),
    Case("INV-008", "a page is made of text", scan(found(PHONE, "", "file://share/crm/contact.html"))),
    Case("INV-008", "a name alone, nothing matched", scan(found(NAME, "", "file://share/crm/a.txt", matched=0))),
    Case("INV-008", "a scan of definitions", scan(header(PHONE, "remark", CRM), mode="schema")),
]  # fmt: skip


def _two(here: int, there: int, *kinds: str, uri: str = ERP, level: int = 0, sparse: bool = False, **more: object) -> Inventory:
    """Columns of a table in another system that have `here` values, all of them among the `there` values of the customers."""
    copies = [found(kind, kind, uri, tags=TAGS[:here], sparse=sparse) for kind in kinds or (PHONE, MAIL)]
    originals = [found(kind, kind, tags=TAGS[:there], tag_level=level) for kind in kinds or (PHONE, MAIL)]
    return scan(*copies, *originals, assets=(asset(uri, **more), asset()))


def _half(shared: int) -> Inventory:
    """Four values, so many of which the customers have."""
    tags = (*TAGS[:shared], *(f"b{n}" for n in range(4 - shared)))
    return scan(*(found(kind, kind, uri, tags=t) for kind in (PHONE, MAIL) for uri, t in ((ERP, tags), (CRM, TAGS))))


_ERP = f"{ERP_SYSTEM}\n{ERP_HOLDS}"
_RUN_BY = f"{ERP_SYSTEM[:-2]}, operator: partner}}]\n{ERP_HOLDS}\nrecipients: [{{id: partner, name: 伙伴, data_categories: ['@main']}}]"
INV_010 = [
    Case("INV-010", "customers in the staff system", _two(4, 10), _ERP, (("medium", ERP),),
         (("overlap", "100%"), ("original", CRM), ("categories", f"{MAIL}, {PHONE}"), ("people", "4"))),
    Case("INV-010", "half of the values", _half(2), _ERP, (("medium", ERP),), (("overlap", "50%"),)),
    Case("INV-010", "one kind, the same people here and there", _two(8, 10, PHONE), _ERP, (("medium", ERP),), (("categories", PHONE),)),
    Case("INV-010", "the original is thinned out", _two(10, 2, level=2), _ERP, (("medium", CRM),)),
    Case("INV-010", "equal columns are said once, of the later name", _two(10, 10), _ERP, (("medium", ERP),)),
    Case("INV-010", "of two originals the first", scan(*(found(kind, kind, uri, tags=TAGS[:n]) for kind in (PHONE, MAIL) for uri, n in ((ERP, 4), (CRM, 10), ("sqlite://crm/b", 7)))),
         _ERP, (("medium", ERP),)),
    Case("INV-010", "a system without activities", _two(4, 10), ERP_SYSTEM, (("medium", ERP),)),
    Case("INV-010", "the original's system has no activity", _two(10, 4), ERP_SYSTEM, (("medium", CRM),), lines=False),
    Case("INV-010", "less than half", _half(1), _ERP),
    Case("INV-010", "one kind in part is a reference to customers", _two(7, 10, PHONE), _ERP),
    Case("INV-010", "numbers in remarks", _two(4, 10, sparse=True), _ERP),
    Case("INV-010", "one activity names both systems", _two(4, 10), f"{ERP_SYSTEM}\nprocessing_activities: [{{id: a1, systems: [erp]}}]"),
    Case("INV-010", "within one system", _two(4, 10, uri="sqlite://crm/b")),
    Case("INV-010", "no system: INV-003", _two(4, 10, uri=LOOSE)),
    Case("INV-010", "a test system: SEC-002", _two(4, 10, environment="test"), _ERP),
    Case("INV-010", "abroad: XB-001", _two(4, 10, region="JP"), _ERP),
    Case("INV-010", "run by somebody else: SHR-001", _two(4, 10), _RUN_BY),
    Case("INV-010", "people share names", _two(10, 10, NAME), _ERP),
    Case("INV-010", "one shared number", _two(1, 10), _ERP),
    Case("INV-010", "the same tags of another entity",
         scan(found(PHONE, "tel", ERP, tags=TAGS), found(MAIL, "m", tags=TAGS)), _ERP),
    Case("INV-010", "a number that stands everywhere",
         scan(*(found(PHONE, f"c{n}", CRM if n % 2 else ERP, tags=TAGS[:4]) for n in range(65))), _ERP),
    Case("INV-010", "a scan of definitions", scan(header(PHONE, "tel", ERP), mode="schema"), _ERP),
]  # fmt: skip


def _commented(comment: str, table: str = "", kind: str = PHONE, uri: str = CRM, mode: str = "full", **more: object) -> Inventory:
    columns = (ColumnRecord("id"), ColumnRecord("x", comment=comment, line=4))
    return scan(
        found(kind, "x", uri, evidence=(Evidence("checksum", "x"),), **more),
        assets=(asset(uri, columns=columns, comment=table, line=2, system="crm"),),
        mode=mode,
    )


INV_012 = [
    Case("INV-012", "the comment denies it", _commented("联系方式（非个人信息）"), fires=(("medium", f"{CRM} · x"),), lines=False,
         evidence=(("comment", "非个人信息"), ("recognised_by", "checksum x"))),
    Case("INV-012", "in English", _commented("non-PII; free to share"), fires=(("medium", f"{CRM} · x"),), lines=False),
    Case("INV-012", "a model file's tag", _commented("pii: false"), fires=(("medium", f"{CRM} · x"),), lines=False),
    Case("INV-012", "classification: public", _commented("", "classification=public"), fires=(("medium", f"{CRM} · x"),), lines=False),
    Case("INV-012", "not personal data", _commented("this is not personal data"), fires=(("medium", f"{CRM} · x"),), lines=False),
    Case("INV-012", "in a definition, at its line", _commented("不含个人信息", mode="schema"), fires=(("medium", f"{CRM} · x"),), lines=False),
    Case("INV-012", "in a definition of no system",
         scan(header(PHONE, "x", LOOSE), assets=(asset(LOOSE, comment="非PII", line=2),), mode="schema"), fires=(("medium", f"{LOOSE} · x"),), lines=False),
    Case("INV-012", "an undeclared kind: INV-001", _commented("非个人信息", kind=BANK)),
    Case("INV-012", "declared for another system: INV-002", _commented("非个人信息", kind=RECORDING)),
    Case("INV-012", "no system: INV-003", scan(found(PHONE, "x", LOOSE), assets=(asset(LOOSE, comment="非个人信息"),))),
    Case("INV-012", "only possible", _commented("非个人信息", verdict="POSSIBLE")),
    Case("INV-012", "the comment says what it is", _commented("个人信息：联系电话 contains_pii: true")),
    Case("INV-012", "words that only look like it", _commented("nonpiracy, notpersonable, public phone")),
    Case("INV-012", "another column's comment", scan(found(PHONE, "tel"), assets=(asset(columns=(ColumnRecord("x", comment="非个人信息"),)),))),
]  # fmt: skip

_TWICE = "systems: [{fides_key: erp, name: 人事, administrating_department: it, bindings: ['sqlite://crm/*']}]"
REG_011 = [
    Case("REG-011", "the same binding twice, without a scan", EMPTY, _TWICE, (("medium", "systems[erp].bindings"),), (("nearest", "crm, erp"),), lines=False),
    Case("REG-011", "two bindings of the same length", scan(found(uri="file://share/crm/a.csv"), found(uri="file://share/crm/b.csv")),
         _TWICE.replace("sqlite://crm/*", "file://share/cr*/**"), (("medium", "systems[erp].bindings"),), (("assets", "2"),), lines=False),
    Case("REG-011", "a star in the source's place", scan(found(uri="file://share/crm/a.csv")), _TWICE.replace("sqlite://crm/*", "file://*/crm/a.csv").replace("erp", "erp1"),
         ()),
    Case("REG-011", "a star in the source's place, as long", scan(found(uri="file://share/crm/aaa.csv")), _TWICE.replace("sqlite://crm/*", "file://*/crm/aaa.c*"),
         (("medium", "systems[erp].bindings"),), lines=False),
    Case("REG-011", "the longer binding wins", scan(found()), _TWICE.replace("sqlite://crm/*", "sqlite://crm/c*")),
    Case("REG-011", "the configuration names the system", scan(found(uri="file://share/crm/a.csv"), assets=(asset("file://share/crm/a.csv", system="crm"),)),
         _TWICE.replace("sqlite://crm/*", "file://share/cr*/**")),
    Case("REG-011", "the same binding twice in one system", EMPTY, "systems: [{fides_key: crm, bindings: ['sqlite://crm/*']}]"),
    Case("REG-011", "bound to none: INV-003", scan(found(uri=LOOSE), found(uri=TEST_CRM))),
]  # fmt: skip

CASES = [*INV_005, *INV_007, *INV_008, *INV_010, *INV_012, *REG_011]
