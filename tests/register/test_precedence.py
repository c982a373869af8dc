"""One breach is told once, by the rule that names it best: each is put into a company of which nobody has anything to say, all
rules are asked, and exactly one answers. docs/checks.md has the table that this holds."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from register import law
from register.checks import manual, run
from register.context import Context, once
from register.trackers import SERVICES, services
from register.uses import uses
from scanner.inventory import ColumnRecord, Finding, Inventory
from tests.register.cases import BANK, ID, JP, LOOSE, NAME, PHONE, RECORDING, SECRET, TAGS, Case
from tests.register.cases_scan_people import _people
from tests.register.made import CRM, TODAY, asset, clean, found, header, register, scan

SUPPORT, COOKIE = "sqlite://support/calls", "user.device.cookie_id"
LOG, CODE, BAK = "file://share/crm/logs/app.log", "file://share/crm/src/a.py", "file://share/crm/backup/a.csv"
_JAPAN = "systems: [{fides_key: jp, name: 日本, administrating_department: it, location: JP, server: {type: x, environment: prod}, bindings: ['sqlite://jp/*'], operator: parent}]"
_PARENT = "recipients: [{id: parent, name: 母公司, relation: group_parent, role: controller, contact: {email: x@parent.example}, purposes: [p1], methods: [转发], data_categories: [%s], separate_consent: {obtained: true, evidence: 同意记录}, location: JP, record: 2026-01-01, clause: 四, quote: 母公司}]"
_SENDS = "processing_activities: [{id: a3, name: 共享, scenario: s1, department: sales, data_subjects: [customer], data_uses: [p1], methods: [提供], systems: [crm, jp], data_categories: [user.name, user.contact.phone_number]%s, retention: r-customer, pia: pia1}]"
_PIA = (
    "pia: [{id: pia1, triggers: [export, provide], date: 2026-06-01, result: low, report: 报告, activities: [a3], keep_until: 2030-01-01}]"
)
_EXPORT = "cross_border_transfers: [{id: x1, recipient: parent, country: JP, channels: [transfer], purposes: [p1], methods: [转发], data_categories: [user.name, user.contact.phone_number], rights_against_recipient: 邮件, separate_consent: {obtained: true, evidence: 同意记录}, mechanism: {type: standard_contract, ref: 合同, effective: 2026-02-01, filed: 2026-02-05, expires: 2029-01-01%s}, pia: pia1, clause: 四, quote: 出境}]"


def _group(kinds: str = "user.name, user.contact.phone_number", named: str = ", recipients: [parent]", approved: str = "") -> str:
    return "\n".join((_JAPAN, _PARENT % kinds, _SENDS % named, _PIA, _EXPORT % approved))


def _with(*findings: Finding, **assets: object) -> Inventory:
    """The clean scan and these findings; keywords are of the assets that they are in."""
    return clean(*findings, assets=tuple(asset(uri, **assets) for uri in dict.fromkeys(f.uri for f in findings) if uri != CRM))


_ACCOUNT = f"data_categories: [{{fides_key: {BANK}, necessity: 退款, impact: 资金安全}}]"
#: rule -> a breach of it and of nothing else
BREACHES = [
    Case("INV-001", "a kind nobody declares", _with(found(ID, "id_no"))),
    Case("INV-001", "in remarks all the same", _with(found(ID, "remark", sparse=True))),
    Case("INV-002", "declared for another system", _with(found(RECORDING, "rec"))),
    Case("INV-003", "in no system", _with(found(uri=LOOSE), found(PHONE, "tel", LOOSE))),
    Case("INV-003", "a backup in no system", _with(found(uri="file://share/tmp/backup.csv"), modified="2019-01-01")),
    Case("INV-005", "possible", _with(found(ID, "x", verdict="POSSIBLE"))),
    Case("INV-007", "a system that was not read", scan(found(), found(PHONE, "tel"))),
    Case("INV-008", "phones in remarks", _with(found(PHONE, "remark", sparse=True))),
    Case("INV-012", "annotated as not personal",
         scan(found(), found(PHONE, "tel"), assets=(asset(columns=(ColumnRecord("tel", comment="非个人信息"),)), asset(SUPPORT)))),
    Case("SEC-001", "a log", _with(found(PHONE, "", LOG))),
    Case("SEC-001", "a log for which there is a control too", _with(found(PHONE, "", LOG)), "storage_controls: [{data_categories: ['@main'], assets: [log], allowed: [masked]}]"),
    Case("SEC-002", "a test system", _with(found(PHONE, "tel", "sqlite://crm/t"), environment="test")),
    Case("SEC-002", "a log of a test system", _with(found(PHONE, "", LOG), environment="test")),
    Case("SEC-003", "plain where it has to be encrypted", _with(found(PHONE, "tel", BAK)), "storage_controls: [{data_categories: ['@main'], assets: [backup], allowed: [encrypted]}]"),
    Case("SEC-004", "code", _with(found(PHONE, "", CODE))),
    Case("SEC-004", "code of a test system", _with(found(PHONE, "", CODE), environment="test")),
    Case("SEC-004", "a credential in code that nobody declares", _with(found(SECRET, "", CODE))),
    Case("INV-001", "a credential in a table", _with(found(SECRET, "token"))),
    Case("INV-001", "a hash in code is no leak", _with(found(SECRET, "", CODE, state="hashed"))),
    Case("SEC-004", "a log of builds", _with(found(PHONE, "", "file://share/crm/ci/build.log"))),
    Case("SEC-005", "a public folder", _with(found(PHONE, "tel", "file://share/crm/public_html/a.csv"))),
    Case("SEC-007", "weakly masked", _with(found(PHONE, "t2", state="weak"))),
    Case("SEC-008", "an old backup", _with(found(PHONE, "tel", BAK), modified="2025-01-01")),
    Case("RET-002", "a backup older than the rule", _with(found(PHONE, "tel", BAK), modified="2019-01-01")),
    Case("WEB-001", "a tracker", _with(found(COOKIE, "", "file://share/crm/index.html", entity="WEB_TRACKER", kinds=("cnzz",)))),
    Case("WEB-001", "a tracker in no system", _with(found(COOKIE, "", "file://site/index.html", entity="WEB_TRACKER", kinds=("cnzz",)))),
    Case("DSR-004", "recordings of nobody knows whom", _with(found(RECORDING, "rec", SUPPORT))),
    Case("INC-003", "names and no contact", _with(found(NAME, "agent", SUPPORT))),
    Case("INC-004", "a million people", _with(), "law_profile: {declared_subject_count: 1000000}"),
    Case("MIN-001", "children", _with(found("user.childrens", "tel", entity="MINOR", kinds=("under_14",)))),
    Case("MIN-002", "from 14 to 17", _with(found("user.childrens", "tel", entity="MINOR", kinds=("under_18",)))),
    Case("SPI-004", "voiceprints", _with(found(RECORDING, "rec", SUPPORT), found(PHONE, "t", SUPPORT, verdict="POSSIBLE", entity="WEB_TRACKER"), found("user.biometric", "vp", SUPPORT, kinds=("voiceprint",)))),
    Case("REG-011", "bound to two systems", _with(), "systems: [{fides_key: support, bindings: ['sqlite://crm/*']}]"),
    Case("XB-001", "abroad", _with(found(uri="sqlite://crm/b"), region="SG")),
    Case("XB-001", "with a party abroad for which there is no transfer entry", _with(found(uri=JP), found(PHONE, "tel", JP)),
         "\n".join((_JAPAN, _PARENT % "user.name, user.contact.phone_number", _SENDS % ", recipients: [parent]", _PIA))),
    Case("XB-002", "used from abroad", _with(), "systems: [{fides_key: support, overseas_access: true}]"),
    Case("SHR-001", "with a party that no activity names", _with(found(uri=JP), found(PHONE, "tel", JP)), _group(named="").replace("location: JP, server", "location: CN, server")),
    Case("SHR-005", "a kind that the recipient's entry does not list", _with(found(uri=JP), found(PHONE, "tel", JP)), _group("user.name")),
    Case("XB-009", "beyond the assessment", _with(found(uri=JP), found(PHONE, "tel", JP)), _group(approved=", approved: {data_categories: [user.name]}")),
    Case("INV-010", "a copy", _with(found(PHONE, "tel", "sqlite://support/t", tags=TAGS[:9]), found(PHONE, "t3", "sqlite://crm/b", tags=TAGS)),
         "processing_activities: [{id: a2, data_categories: [user.contact.phone_number]}]\ncollection_scenarios: [{id: s2, data_categories: [user.contact.phone_number]}]"),
]  # fmt: skip


@pytest.mark.parametrize("case", BREACHES, ids=[f"{c.rule} {c.name}" for c in BREACHES])
def test_a_breach_is_told_by_one_rule(case: Case, tmp_path: Path) -> None:
    said = run(register(tmp_path, *filter(None, [case.register])), case.scan, today=TODAY)
    assert {v.rule for v in said} == {case.rule}, [(v.rule, v.uri or v.declaration, v.message.en) for v in said]


def test_the_clean_scan_is_clean(tmp_path: Path) -> None:
    assert run(register(tmp_path), clean(), today=TODAY) == []
    assert [v.rule for v in run(register(tmp_path, _group()), _with(found(uri=JP), found(PHONE, "tel", JP)), today=TODAY)] == []


def test_growth_is_told_by_one_rule(tmp_path: Path) -> None:
    now = replace(_people(200), assets=(*_people(200).assets, asset(SUPPORT)))
    assert {v.rule for v in run(register(tmp_path), now, today=TODAY, earlier=_people(100))} == {"INV-009"}


def test_a_definition_is_told_by_one_rule(tmp_path: Path) -> None:
    ddl = asset("ddl://pr/1.sql/t", status="SCHEMA", path="1.sql", line=3, system="crm")
    (said,) = run(register(tmp_path), scan(header(ID, "id_no", ddl.uri, line=8), assets=(ddl,), mode="schema"), today=TODAY)
    assert said.rule == "INV-011"


def test_a_field_of_a_form_is_told_by_one_rule(tmp_path: Path) -> None:
    form = asset("schema://pr/join.vue#join", kind="form", status="SCHEMA", path="join.vue", line=3, system="crm")
    tracker = found(COOKIE, "hm.baidu.com/hm.js", form.uri, entity="WEB_TRACKER", kinds=("baidu_tongji",), line=1)
    fields = (header(ID, "id_no", form.uri, line=8), header(PHONE, "tel", form.uri, line=9))
    said = run(register(tmp_path), scan(*fields, tracker, assets=(form,), mode="schema"), today=TODAY)
    assert [(v.rule, v.file, v.line) for v in said] == [("WEB-001", "join.vue", 1), ("WEB-003", "join.vue", 8)]


def test_a_question_is_asked_once(tmp_path: Path) -> None:
    asked = []

    @once
    def question(context: Context) -> int:
        asked.append(context)
        return len(context.places)

    context = Context(register(tmp_path), clean(), law.load(), TODAY)
    assert [question(context), question(context)] == [2, 2]
    assert asked == [context]


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("file://a/x.csv", set()),
        ("file://a/backup/logs/x.log", {"backup", "log"}),
        ("file://a/x.sql.gz", set()),
        ("file://a/x.xlsx#日志", set()),
        ("sqlite://a/log", {"log"}),
        ("sqlite://a/_", set()),
        ("file://a/tests/x.csv", {"code"}),
        ("file://a/contest/x.csv", set()),
        ("file://a/" + "log_" * 2000, set()),
    ],
)
def test_what_an_asset_is_used_for(uri: str, told: set[str]) -> None:
    assert uses(asset(uri)) == told


def test_services_are_those_that_the_scan_can_name() -> None:
    from recognizers.web_tracker import _SERVICES

    assert set(SERVICES) == set(_SERVICES)


def test_a_mark_means_one_service(tmp_path: Path) -> None:
    entries = [
        f"{{id: p{n}, name: x, fingerprints: {{hosts: ['{mark}']}}}}" for n, mark in enumerate(m for ms in SERVICES.values() for m in ms)
    ]
    processors = register(tmp_path, f"processors: [{', '.join(entries)}]").processors.values()
    assert [services(p) for p in processors] == [{name} for name, marks in SERVICES.items() for _ in marks]


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("id: ga4, fingerprints: {hosts: [www.google-analytics.com]}", {"google_analytics"}),
        ("id: tongji, fingerprints: {script_paths: [hm.baidu.com/hm.js]}", {"baidu_tongji"}),
        ("id: p, fingerprints: {cookies: ['CNZZDATA*', UM_distinctid]}", {"cnzz"}),
        ("id: p, fingerprints: {packages: [com.umeng]}", {"umeng"}),
        ("id: google-analytics", {"google_analytics"}),
        ("id: p, fingerprints: {hosts: [mc.yandex.ru, tr.line.me]}", {"yandex_metrica", "line_tag"}),
        ("id: p, fingerprints: {hosts: [baidu.com, google.com, com, qq.com]}", set()),
        ("id: p, fingerprints: {globals: [g, gi]}", set()),
        ("id: p, fingerprints: {hosts: ['', '*', '.']}", set()),
        ("id: p", set()),
    ],
)
def test_what_a_processor_means(entry: str, meant: set[str], tmp_path: Path) -> None:
    processor = register(tmp_path, f"processors: [{{name: x, {entry}}}]").processors
    assert {s for one in processor.values() for s in services(one)} == meant


def test_what_no_scan_decides_is_asked_of_a_person() -> None:
    told = {rule.id: rule for rule in manual()}
    assert {"INV-013", "SEC-006", "WEB-004", "DSR-005", "DSR-006", "RET-004"} <= told.keys()
    for rule in told.values():
        assert not hasattr(import_module(f"register.checks.{rule.id.replace('-', '_').lower()}"), "check")
        assert rule.manual is not None
        assert len(rule.manual.zh) > 30
        assert len(rule.manual.en) > 60
