"""Tables of the rules about how information is held: SEC-001, SEC-003 to SEC-005, SEC-007, SEC-008."""

from __future__ import annotations

from scanner.inventory import Inventory, SourceRecord
from tests.register.cases import BANK, ID, LOOSE, MAIL, NAME, PHONE, SECRET, WORK, Case
from tests.register.made import CRM, asset, clock, found, header, scan

LOG, CODE = "file://share/crm/logs/app.log", "file://share/crm/src/users.py"


def _in(uri: str, kind: str = PHONE, column: str = "", **more: object) -> Inventory:
    return scan(found(kind, column, uri), assets=(asset(uri, **more),))


def _control(allowed: str, where: str = "", kinds: str = "'@main'") -> str:
    return f"storage_controls: [{{data_categories: [{kinds}]{where and f', {where}'}, allowed: [{allowed}]}}]"


SEC_001 = [
    Case("SEC-001", "phones in a log", _in(LOG), fires=(("high", LOG),), evidence=(("path", "crm/logs/app.log"), ("share", "94.7%")), lines=False),
    *[Case("SEC-001", f"a log: {name}", _in(f"file://share/crm/{name}"), fires=(("high", f"file://share/crm/{name}"),), lines=False)
      for name in ("access.log.3.gz", "catalina.out", "日志/2026/app.txt", "logs/logfile.2026-01-01.txt", "app.log-20260101")],
    *[Case("SEC-001", f"a table: {name}", _in(f"sqlite://crm/{name}", column="msg"), fires=(("high", f"sqlite://crm/{name} · msg"),), lines=False)
      for name in ("login_log", "log", "sys_oper_log", "access_logs_202601", "log_access", "sms_log_his", "操作日志")],
    Case("SEC-001", "the company wants them masked", _in(LOG), _control("masked", "assets: [log]"), (("high", LOG),), (("allowed", "masked"),), lines=False),
    Case("SEC-001", "what is allowed elsewhere is not in logs", _in(LOG), _control("plain"), (("high", LOG),), lines=False),
    Case("SEC-001", "in no system too", _in("file://share/tmp/x.log"), fires=(("high", "file://share/tmp/x.log"),), lines=False),
    *[Case("SEC-001", f"no log: {name}", _in(name)) for name in
      ("sqlite://crm/catalog", "sqlite://crm/blogs", "sqlite://crm/log_in_names", "sqlite://crm/login", "file://share/crm/catalog.csv", "file://share/crm/logs.xlsx")],
    Case("SEC-001", "the company allows it", _in(LOG), _control("plain", "assets: [log]")),
    Case("SEC-001", "masked", scan(found(PHONE, "", LOG, state="masked"))),
    Case("SEC-001", "weakly masked: SEC-007", scan(found(PHONE, "", LOG, state="weak"))),
    Case("SEC-001", "network addresses are what it is kept for", _in(LOG, "user.device.ip_address")),
    Case("SEC-001", "a test system: SEC-002", _in(LOG, environment="test")),
    Case("SEC-001", "a log of builds: SEC-004", _in("file://share/crm/ci/build.log")),
    Case("SEC-001", "a scan of definitions", scan(header(PHONE, "tel", "sqlite://crm/login_log"), mode="schema")),
]  # fmt: skip

_BAK = "file://share/crm/backup/customers.csv"
SEC_003 = [
    Case("SEC-003", "production wants it encrypted", _in(CRM, column="tel", environment="prod"), _control("encrypted", "environments: [prod]"), (("high", f"{CRM} · tel"),),
         (("environment", "prod"), ("allowed", "encrypted"), ("storage", "prod"), ("state", "plain")), lines=False),
    Case("SEC-003", "two columns of one kind", scan(found(PHONE, "tel"), found(PHONE, "mobile")), _control("encrypted"), (("high", f"{CRM} · mobile"), ("high", f"{CRM} · tel")), lines=False),
    Case("SEC-003", "the environment comes from the system", _in(CRM, column="tel"), _control("masked, hashed", "environments: [prod]"), (("high", f"{CRM} · tel"),),
         (("allowed", "hashed, masked"),), lines=False),
    Case("SEC-003", "a control for everything, in a place of no environment", _in(LOOSE, column="tel"), _control("encrypted"), (("high", f"{LOOSE} · tel"),), lines=False),
    *[Case("SEC-003", f"{use}: {uri}", _in(uri, column="tel"), _control("encrypted", f"assets: [{use}]"), (("high", f"{uri} · tel"),), (("storage", use),), lines=False)
      for use, uri in (("backup", _BAK), ("backup", "file://share/crm/a.dump.gz"), ("backup", "sqlite://crm/customers_bak"), ("export", "file://share/crm/导出/a.xlsx"),
                       ("cache", "sqlite://crm/user_cache"), ("message_queue", "sqlite://crm/sms_queue"), ("search_index", "file://share/crm/elasticsearch/a.json"))],
    Case("SEC-003", "the nearest control goes first", _in(_BAK, column="tel"),
         f"{_control('plain', 'environments: [prod]')[:-1]}, {{data_categories: ['@main'], assets: [backup], allowed: [encrypted]}}]", (("high", f"{_BAK} · tel"),), lines=False),
    Case("SEC-003", "the nearest control allows it", _in(_BAK, column="tel"),
         f"{_control('encrypted', 'environments: [prod]')[:-1]}, {{data_categories: ['@main'], assets: [backup], allowed: [plain]}}]"),
    Case("SEC-003", "no control", _in(CRM, column="tel")),
    Case("SEC-003", "a control for another kind", _in(CRM, column="tel"), _control("encrypted", kinds="user.name")),
    Case("SEC-003", "a control for another sort of asset", _in(CRM, column="tel"), _control("encrypted", "assets: [backup]")),
    Case("SEC-003", "a control for another environment", _in(CRM, column="tel"), _control("encrypted", "environments: [test]")),
    Case("SEC-003", "words that only contain one of a sort", _in("sqlite://crm/feedback_exporters", column="tel"), _control("encrypted", "assets: [backup, export]")),
    Case("SEC-003", "encrypted", scan(found(PHONE, "tel", state="encrypted")), _control("encrypted")),
    Case("SEC-003", "invented values cannot be told from real ones", _in(CRM, column="tel"), _control("synthetic")),
    Case("SEC-003", "a test system: SEC-002", _in(CRM, column="tel", environment="test"), _control("masked")),
    Case("SEC-003", "a log: SEC-001", _in(LOG), _control("masked", "assets: [log]")),
    Case("SEC-003", "code: SEC-004", _in(CODE), _control("masked")),
    Case("SEC-003", "weakly masked: SEC-007", scan(found(PHONE, "tel", state="weak")), _control("encrypted")),
    Case("SEC-003", "a scan of definitions", scan(header(PHONE, "tel", CRM), mode="schema"), _control("encrypted")),
]  # fmt: skip

SEC_004 = [
    Case("SEC-004", "a password in a program", _in(CODE, SECRET), fires=(("critical", CODE),), evidence=(("path", "crm/src/users.py"),), lines=False),
    Case("SEC-004", "at its line", scan(found(PHONE, "", CODE, line=12)), fires=(("high", CODE),), evidence=(("path", "crm/src/users.py:12"),), lines=False),
    Case("SEC-004", "a sensitive kind", _in(CODE, BANK), fires=(("critical", CODE),), evidence=(("sensitivity", "gbt45574-2025"),), lines=False),
    *[Case("SEC-004", f"code: {name}", _in(f"file://repo/{name}"), fires=(("high", f"file://repo/{name}"),), lines=False)
      for name in (".env", "deploy/.env.prod", "app/a.java", "web/a.js", "k8s/secret.yml", "db/seeds/users.csv", "tests/fixtures/customers.json", "Dockerfile", ".github/run.log")],
    Case("SEC-004", "in a test system too", _in(CODE, environment="test"), fires=(("high", CODE),), lines=False),
    Case("SEC-004", "weakly masked is as good as plain there", scan(found(PHONE, "", CODE, state="weak")), fires=(("high", CODE),), lines=False),
    Case("SEC-004", "a hash is what should stand there", scan(found(SECRET, "", CODE, state="hashed"))),
    Case("SEC-004", "the names of authors", _in(CODE, NAME)),
    Case("SEC-004", "a company", scan(found(WORK, "", CODE), found(NAME, "", CODE))),
    *[Case("SEC-004", f"no code: {name}", _in(f"file://share/crm/{name}")) for name in ("a.csv", "python.csv", "latest/a.csv", "contact.html", "a.py.csv", "env.txt")],
    Case("SEC-004", "a table named after code", _in("sqlite://crm/fixtures", column="tel")),
    Case("SEC-004", "a scan of definitions", scan(header(PHONE, "tel", CODE), mode="schema")),
]  # fmt: skip

_PUBLIC = "systems: [{fides_key: crm, exposure: public}]"
SEC_005 = [
    Case("SEC-005", "a public system", scan(found(), found(PHONE, "tel")), _PUBLIC, (("critical", CRM),),
         (("exposure", "exposure: public (crm)"), ("categories", f"{PHONE}, {NAME}"), ("columns", "name, tel"), ("matched", "90")), lines=False),
    Case("SEC-005", "a folder that a web server serves", _in("file://site/www/public_html/list.csv", column="tel"), fires=(("critical", "file://site/www/public_html/list.csv"),),
         evidence=(("exposure", "public_html"),), lines=False),
    Case("SEC-005", "a source that is one", scan(found(PHONE, "tel", "file://site/a.csv"), sources=(SourceRecord("site", "/srv/wwwroot"),)),
         fires=(("critical", "file://site/a.csv"),), lines=False),
    Case("SEC-005", "an open address", scan(found(PHONE, "tel", "file://site/a.csv"), sources=(SourceRecord("site", "https://files.example/x/"),)),
         fires=(("critical", "file://site/a.csv"),), evidence=(("exposure", "https://"),), lines=False),
    Case("SEC-005", "three contacts are no longer the company's own", scan(found(MAIL, "", distinct=3)), _PUBLIC, (("critical", CRM),), lines=False),
    Case("SEC-005", "two may be", scan(found(MAIL, "", distinct=2), found(PHONE, "", values=1)), _PUBLIC, (("medium", CRM),), lines=False),
    Case("SEC-005", "but nobody's identity number", scan(found(MAIL, "", distinct=2), found(ID, "", distinct=1)), _PUBLIC, (("critical", CRM),), lines=False),
    Case("SEC-005", "not public", scan(found())),
    Case("SEC-005", "an address with an account", scan(found(PHONE, "tel", "file://site/a.csv"), sources=(SourceRecord("site", "https://me:x@files.example/"),))),
    Case("SEC-005", "words that only contain one", _in("file://site/my_wwwroot_notes/a.csv", column="tel")),
    Case("SEC-005", "published on purpose", scan(found()), f"{_PUBLIC}\nrecipients: [{{id: all, name: 公众, relation: public, data_categories: [user.name]}}]"),
    Case("SEC-005", "a tracker is nobody's data", scan(found("user.device.cookie_id", "", entity="WEB_TRACKER")), _PUBLIC),
    Case("SEC-005", "code: SEC-004", _in("file://site/public_html/app.js")),
    Case("SEC-005", "a scan of definitions", scan(header(NAME, "name", CRM), mode="schema"), _PUBLIC),
]  # fmt: skip

_WEAK = found(PHONE, "tel", state="weak")
SEC_007 = [
    Case("SEC-007", "weakly masked", scan(_WEAK), fires=(("medium", f"{CRM} · tel"),), evidence=(("state", "weak"),), lines=False),
    Case("SEC-007", "in a test system", scan(_WEAK, assets=(asset(environment="test"),)), fires=(("medium", f"{CRM} · tel"),), lines=False),
    Case("SEC-007", "where masked values are allowed", scan(_WEAK), _control("masked"), (("medium", f"{CRM} · tel"),), (("allowed", "masked"),), lines=False),
    Case("SEC-007", "where plain values are allowed", scan(_WEAK), _control("plain")),
    Case("SEC-007", "masked", scan(found(PHONE, "tel", state="masked"))),
    Case("SEC-007", "plain", scan(found(PHONE, "tel"))),
    Case("SEC-007", "only possible", scan(found(PHONE, "tel", state="weak", verdict="POSSIBLE"))),
    Case("SEC-007", "code: SEC-004", scan(found(PHONE, "", CODE, state="weak"))),
    Case("SEC-007", "a scan of definitions", scan(found(PHONE, "tel", state="weak"), mode="schema")),
]  # fmt: skip


def _made(day: str, uri: str = _BAK, **more: object) -> Inventory:
    return scan(found(uri=uri), assets=(asset(uri, modified=f"{day}T08:00:00Z", **more),))


SEC_008 = [
    Case("SEC-008", "older than a year", _made("2025-11-21"), fires=(("low", _BAK),), lines=False,
         evidence=(("clock", "mtime"), ("oldest", "2025-11-21"), ("period", "P1Y"), ("limit", "2025-11-22"), ("rule", "default.backup_age"))),
    Case("SEC-008", "a year to the day", _made("2025-11-22")),
    Case("SEC-008", "a table with its day in its name", scan(found(uri="sqlite://crm/customers_bak_20200131")), fires=(("low", "sqlite://crm/customers_bak_20200131"),),
         evidence=(("clock", "name"), ("oldest", "2020-01-31")), lines=False),
    Case("SEC-008", "a month in a name counts from its first", scan(found(uri="file://share/crm/导出-2025-10.xlsx"), assets=(asset("file://share/crm/导出-2025-10.xlsx", modified=""),)), fires=(("low", "file://share/crm/导出-2025-10.xlsx"),),
         evidence=(("oldest", "2025-10-01"),), lines=False),
    Case("SEC-008", "of two days the later", scan(found(uri="sqlite://crm/dump_20200101_20261101"))),
    Case("SEC-008", "a day that is none", scan(found(uri="sqlite://crm/dump_20200231"))),
    Case("SEC-008", "a rule that is shorter than the default", scan(found(NAME, "name", "sqlite://support/calls_bak_20260521")), fires=(("low", "sqlite://support/calls_bak_20260521"),),
         evidence=(("period", "P6M"), ("limit", "2026-05-22"), ("rule", "r-support")), lines=False),
    Case("SEC-008", "its first day that may still be there", scan(found(NAME, "name", "sqlite://support/calls_bak_20260522"))),
    Case("SEC-008", "rows are in time, the copy is old", _made("2025-01-01", clocks=(clock("last_contact_at", d2024_12_31=5),)), fires=(("low", _BAK),), lines=False),
    Case("SEC-008", "a system without a rule", scan(found(uri="sqlite://erp/bak_20250101")), "systems: [{fides_key: erp, bindings: ['sqlite://erp/*']}]",
         (("low", "sqlite://erp/bak_20250101"),), lines=False),
    Case("SEC-008", "older than the rule allows: RET-002", _made("2019-03-01")),
    Case("SEC-008", "rows older than the rule allows: RET-002", _made("2025-01-01", clocks=(clock("last_contact_at", d2020_01_01=5),))),
    Case("SEC-008", "no backup", _made("2025-01-01", "file://share/crm/customers.csv")),
    Case("SEC-008", "of unknown age", scan(found(uri=_BAK), assets=(asset(_BAK, modified=""),))),
    Case("SEC-008", "nothing personal in it", scan(found(WORK, "corp", _BAK), assets=(asset(_BAK, modified="2020-01-01"),))),
    Case("SEC-008", "no system: INV-003", _made("2019-03-01", "file://share/tmp/backup.csv")),
    Case("SEC-008", "a test system: SEC-002", _made("2025-01-01", environment="test")),
    Case("SEC-008", "not read", _made("2025-01-01", status="SKIPPED")),
    Case("SEC-008", "a scan of definitions", scan(header(NAME, "name", _BAK), assets=(asset(_BAK, modified="2020-01-01"),), mode="schema")),
]  # fmt: skip

CASES = [*SEC_001, *SEC_003, *SEC_004, *SEC_005, *SEC_007, *SEC_008]
