"""Tables of the rules about pages, lookups and incidents: WEB-001, WEB-002, WEB-003, WEB-005, DSR-004, INC-003."""

from __future__ import annotations

from dataclasses import replace

from scanner.inventory import AssetRecord, Finding, Inventory, Verdict
from tests.register.cases import ID, LOOSE, MAIL, NAME, PHONE, RECORDING, WORK, Case
from tests.register.made import CRM, asset, found, header, scan

COOKIE, HEALTH, PAGE = "user.device.cookie_id", "user.health", "file://site/public/index.html"
_SITE = "systems: [{fides_key: web, name: 官网, system_type: WebAssets, administrating_department: it, bindings: ['file://site/**']}]"
_BAIDU = "processors: [{id: %s, name: 百度统计%s}]"


THIRD, FORM = "schema://site/index.html#third%20parties", "schema://site/join.vue#join"


def _page(*kinds: str, more: tuple[Finding, ...] = ()) -> Inventory:
    """The third parties of a page, one a line from line 4 on."""
    page = asset(THIRD, kind="form", status="SCHEMA", path="public/index.html", line=4)
    named = tuple(_tracker(kind, uri=THIRD, line=4 + n) for n, kind in enumerate(kinds))
    assets = (page, *(asset(f.uri, kind="form", status="SCHEMA") for f in more))
    return scan(*(replace(f, column=f"s{n}") for n, f in enumerate(named)), *more, assets=assets, mode="schema")


def _form(*kinds: str, kind: str = "form", mode: str = "schema", verdict: str = "LIKELY", system: str = "") -> Inventory:
    """A form that asks for these kinds, in columns named after their last part."""
    fields = tuple(replace(header(k, k.rsplit(".", 1)[-1], FORM, line=5 + n), verdict=Verdict(verdict)) for n, k in enumerate(kinds))
    return scan(*fields, assets=(asset(FORM, kind=kind, status="SCHEMA", name="join", path="join.vue", line=3, system=system),), mode=mode)


def _tracker(*kinds: str, uri: str = PAGE, **more: object) -> Finding:
    return found(COOKIE, "", uri, entity="WEB_TRACKER", kinds=kinds, **more)


WEB_001 = [
    Case("WEB-001", "nobody declared it", scan(_tracker("google_analytics", line=12)), fires=(("high", PAGE),),
         evidence=(("tracker", "google_analytics"), ("path", "public/index.html:12"))),
    Case("WEB-001", "one of two is declared", scan(_tracker("baidu_tongji", "cnzz")), _BAIDU % ("baidu_tongji", ""), (("high", PAGE),), (("tracker", "cnzz"),)),
    Case("WEB-001", "an SDK of an app", scan(_tracker("umeng", uri="file://app/build.gradle")), _SITE, (("high", "file://app/build.gradle"),)),
    Case("WEB-001", "fingerprints of another service", scan(_tracker("baidu_mtj")), _BAIDU % ("p", ", fingerprints: {hosts: [hm.baidu.com]}"), (("high", PAGE),)),
    Case("WEB-001", "a service that the register cannot know", scan(_tracker("new_one")), _BAIDU % ("p", ", fingerprints: {hosts: [hm.baidu.com]}"), (("high", PAGE),)),
    *[Case("WEB-001", f"declared by {how}", scan(_tracker("baidu_tongji")), _BAIDU % (id_, prints and f", fingerprints: {{{prints}}}"))
      for how, id_, prints in (("its id", "baidu-tongji", ""), ("its host", "p", "hosts: ['hm.baidu.com']"), ("its script", "p", "script_paths: ['hm.baidu.com/hm.js']"),
                               ("its global", "p", "globals: [_hmt]"), ("its cookies", "p", "cookies: ['Hm_lvt_*']"))],
    Case("WEB-001", "declared by a package", scan(_tracker("umeng")), _BAIDU % ("p", ", fingerprints: {packages: [com.umeng]}")),
    Case("WEB-001", "declared by a host within it", scan(_tracker("cnzz")), _BAIDU % ("p", ", fingerprints: {hosts: [s4.cnzz.com]}")),
    Case("WEB-001", "only possible", scan(_tracker("cnzz", verdict="POSSIBLE"))),
    Case("WEB-001", "of no service", scan(_tracker())),
    Case("WEB-001", "a cookie's identifier is no tracker", scan(found(COOKIE, "cid", kinds=("cnzz",)))),
    Case("WEB-001", "a scan of definitions", scan(_tracker("cnzz", line=3), mode="schema"), fires=(("high", PAGE),)),
    Case("WEB-001", "a page that names a service in three lines", _page("baidu_tongji", "baidu_tongji", "cnzz"),
         fires=(("high", f"{THIRD} · s0"), ("high", f"{THIRD} · s2")), evidence=(("tracker", "baidu_tongji"), ("path", "public/index.html:4"))),
    Case("WEB-001", "two pages that name one service", _page("cnzz", more=(replace(_tracker("cnzz", uri="schema://site/b.html#third%20parties", line=2), column="s"),)),
         fires=(("high", "schema://site/b.html#third%20parties · s"), ("high", f"{THIRD} · s0"))),
    Case("WEB-001", "a page of which all is declared", _page("baidu_tongji", "baidu_tongji"), _BAIDU % ("baidu_tongji", "")),
]  # fmt: skip


def _pages(*findings: Finding, more: tuple[AssetRecord, ...] = (), **also: object) -> Inventory:
    return scan(*findings, assets=(asset(PAGE), *more), **({"categories": (COOKIE,)} | also))


_DECLARED = f"{_SITE}\n{_BAIDU % ('baidu_tongji', '')}"
_USED = f"{_DECLARED}\nprocessing_activities: [{{id: a3, department: it, systems: [web], data_categories: [user.name], processors: [baidu_tongji]}}]"
WEB_002 = [
    Case("WEB-002", "on no page", _pages(), _DECLARED, (("low", "processors[baidu_tongji]"),), (("tracker", "baidu_tongji"), ("system", "官网")), lines=False),
    Case("WEB-002", "on no page of its activity's system", _pages(_tracker("cnzz")), _USED, (("low", "processors[baidu_tongji]"),), lines=False),
    Case("WEB-002", "a page makes a web system", _pages(), _DECLARED.replace("system_type: WebAssets, ", ""), (("low", "processors[baidu_tongji]"),), lines=False),
    Case("WEB-002", "found", _pages(_tracker("baidu_tongji")), _DECLARED),
    Case("WEB-002", "found, though only possible", _pages(_tracker("baidu_tongji", verdict="POSSIBLE")), _DECLARED),
    Case("WEB-002", "its activity's system was not scanned", _pages(), _USED.replace("systems: [web], data", "systems: [web, crm], data")),
    Case("WEB-002", "no web system was scanned", scan(found(), categories=(COOKIE,)), _DECLARED),
    Case("WEB-002", "the page was not read", scan(assets=(asset(PAGE, status="SKIPPED", reason="empty"),), categories=(COOKIE,)), _DECLARED),
    Case("WEB-002", "the scan is incomplete", _pages(more=(asset(status="ERROR"),)), _DECLARED),
    Case("WEB-002", "nothing looks for trackers", _pages(categories=(NAME,)), _DECLARED),
    Case("WEB-002", "a processor without fingerprints", _pages(), f"{_SITE}\n{_BAIDU % ('printer', '')}"),
    Case("WEB-002", "a scan of definitions", _pages(mode="schema"), _DECLARED),
]  # fmt: skip

_ID, _NAME_ONLY = "national_identification_number", "collection_scenarios: [{id: s3, name: 订阅资讯, data_categories: [user.name]}]"
_SEPARATE = f"data_categories: [{COOKIE}]\ncollection_scenarios: [{{id: s3, name: 订阅资讯, data_categories: [{COOKIE}]}}]"
_NO_SCENARIO = ("processing_activities[a1].scenario", "processing_activities[a2].scenario", "collection_scenarios")
WEB_003 = [
    Case("WEB-003", "a kind that no scenario declares", _form(NAME, PHONE, ID), fires=(("medium", f"{FORM} · {_ID}"),),
         evidence=(("categories", ID), ("nearest", "s1"), ("header", _ID))),
    Case("WEB-003", "two such kinds are two", _form(NAME, ID, HEALTH), fires=(("medium", f"{FORM} · health"), ("medium", f"{FORM} · {_ID}"))),
    Case("WEB-003", "the nearest covers most, then lists least", _form(NAME, ID), _NAME_ONLY, (("medium", f"{FORM} · {_ID}"),), (("nearest", "s3"),)),
    Case("WEB-003", "no single scenario covers the form", _form(NAME, PHONE, MAIL, RECORDING), fires=(("medium", f"{FORM} · call_recording"),),
         evidence=(("categories", RECORDING), ("nearest", "s1"))),
    Case("WEB-003", "two kinds apart are told once, at the first field", _form(RECORDING, NAME, COOKIE, PHONE, MAIL), _SEPARATE,
         (("medium", f"{FORM} · call_recording"),), (("categories", f"{RECORDING}, {COOKIE}"), ("nearest", "s1"))),
    Case("WEB-003", "an unknown kind and kinds apart are two", _form(NAME, PHONE, MAIL, RECORDING, ID),
         fires=(("medium", f"{FORM} · call_recording"), ("medium", f"{FORM} · {_ID}"))),
    Case("WEB-003", "a form of a system has the scenarios of its activities", _form(NAME, RECORDING, system="crm"),
         fires=(("medium", f"{FORM} · call_recording"),), evidence=(("system", "客户管理系统"), ("nearest", "s1"))),
    Case("WEB-003", "no scenarios: what activities declare", _form(NAME, ID), without=_NO_SCENARIO, fires=(("medium", f"{FORM} · {_ID}"),)),
    Case("WEB-003", "no scenarios, and an activity of its system", _form(NAME, ID, system="support"), without=_NO_SCENARIO, fires=(("medium", f"{FORM} · {_ID}"),),
         evidence=(("nearest", "a2"),)),
    Case("WEB-003", "forms count in any scan", _form(NAME, ID, mode="full"), fires=(("medium", f"{FORM} · {_ID}"),)),
    Case("WEB-003", "one scenario covers it", _form(NAME, PHONE, MAIL)),
    Case("WEB-003", "by a parent of the kind", _form(NAME, "user.contact.email.work")),
    Case("WEB-003", "the scenario of its system", _form(NAME, RECORDING, system="support")),
    Case("WEB-003", "an employer alone", _form("user.job_title")),
    Case("WEB-003", "POSSIBLE", _form(NAME, ID, verdict="POSSIBLE")),
    Case("WEB-003", "a table: INV-011", _form(NAME, ID, kind="schema")),
    Case("WEB-003", "a tracker: WEB-001", _page("cnzz")),
]  # fmt: skip

_COOKIES = f"data_categories: [{COOKIE}]\nprocessing_activities: [{{id: a1, data_categories: [{COOKIE}]}}]"
_TOLD = _COOKIES.replace(f"[{COOKIE}]\n", f"[{{fides_key: {COOKIE}, clause: 一.2, quote: Cookie}}]\n")
_COOKIE = found(COOKIE, "cid")
WEB_005 = [
    Case("WEB-005", "beside a phone number", scan(_COOKIE, found(PHONE, "tel")), _COOKIES, (("medium", f"{CRM} · cid"),), (("columns", "tel"), ("categories", PHONE)), lines=False),
    Case("WEB-005", "beside a name", scan(_COOKIE, found()), _COOKIES, (("medium", f"{CRM} · cid"),), lines=False),
    Case("WEB-005", "the policy speaks of it, another activity holds the name", scan(found(COOKIE, "cid"), found()),
         _TOLD.replace("id: a1, data", "id: a3, department: it, systems: [crm], data"), (("medium", f"{CRM} · cid"),), lines=False),
    Case("WEB-005", "people have been told", scan(_COOKIE, found(), found(PHONE, "tel")), _TOLD),
    Case("WEB-005", "in another table", scan(_COOKIE, found(uri="sqlite://crm/b")), _COOKIES),
    Case("WEB-005", "beside another device's number", scan(_COOKIE, found("user.device.device_id", "imei")), _COOKIES),
    Case("WEB-005", "beside an employer", scan(_COOKIE, found(WORK, "corp")), _COOKIES),
    Case("WEB-005", "nobody declares cookies: INV-001", scan(_COOKIE, found())),
    Case("WEB-005", "a tracker is no cookie", scan(_tracker("cnzz", uri=CRM), found()), _COOKIES),
    Case("WEB-005", "code: SEC-004", scan(found(COOKIE, "", "file://share/crm/a.js"), found(PHONE, "", "file://share/crm/a.js")), _COOKIES),
    Case("WEB-005", "a scan of definitions", scan(header(COOKIE, "cid", CRM), header(PHONE, "tel", CRM), mode="schema"), _COOKIES),
]  # fmt: skip

CALLS = "sqlite://support/calls"
DSR_004 = [
    Case("DSR-004", "recordings of nobody knows whom", scan(found(RECORDING, "rec", CALLS)), fires=(("medium", CALLS),),
         evidence=(("categories", RECORDING), ("columns", "rec")), lines=False),
    Case("DSR-004", "health and no name", scan(found(HEALTH, "diag")), fires=(("medium", CRM),), lines=False),
    Case("DSR-004", "beside a name", scan(found(RECORDING, "rec", CALLS), found(NAME, "agent", CALLS))),
    Case("DSR-004", "beside a customer number", scan(found(RECORDING, "rec", CALLS), found("user.unique_id", "no", CALLS))),
    Case("DSR-004", "beside a number that is possible", scan(found(RECORDING, "rec", CALLS), found(PHONE, "tel", CALLS, verdict="POSSIBLE"))),
    Case("DSR-004", "no system: INV-003", scan(found(HEALTH, "diag", LOOSE))),
    Case("DSR-004", "a log: SEC-001", scan(found(HEALTH, "", "file://share/crm/a.log"))),
    Case("DSR-004", "a test system: SEC-002", scan(found(HEALTH, "diag"), assets=(asset(environment="test"),))),
    Case("DSR-004", "nothing personal", scan(found(WORK, "corp"))),
    Case("DSR-004", "a scan of definitions", scan(header(HEALTH, "diag", CRM), mode="schema")),
]  # fmt: skip

INC_003 = [
    Case("INC-003", "names and no way to reach them", scan(found(), found(uri="sqlite://crm/b")), fires=(("medium", "systems[crm]"),),
         evidence=(("system", "客户管理系统"), ("owner", "信息技术部负责人"), ("assets", "2"), ("channels", "邮件, 电话"), ("fallback", "公告")), lines=False),
    Case("INC-003", "identity numbers only", scan(found(ID, "id")), fires=(("medium", "systems[crm]"),), lines=False),
    Case("INC-003", "the other system has contacts", scan(found(NAME, "agent", CALLS), found(PHONE, "tel")), fires=(("medium", "systems[support]"),), lines=False),
    Case("INC-003", "no plan for incidents", scan(found()), without=("incident_response",), fires=(("medium", "systems[crm]"),), lines=False),
    *[Case("INC-003", f"reached by {kind}", scan(found(), found(kind, "c", "sqlite://crm/b")))
      for kind in (PHONE, MAIL, "user.contact.address", "user.account.sns")],
    Case("INC-003", "by what is only possible", scan(found(), found(MAIL, "c", verdict="POSSIBLE"))),
    Case("INC-003", "nobody is named: DSR-004", scan(found(HEALTH, "diag"))),
    Case("INC-003", "browsers are nobody's name", scan(found(COOKIE, "cid"), found("user.device.device_id", "imei"))),
    Case("INC-003", "no system: INV-003", scan(found(uri=LOOSE))),
    Case("INC-003", "a test system", scan(found(), assets=(asset(environment="test"),))),
    Case("INC-003", "a scan of definitions", scan(header(NAME, "name", CRM), mode="schema")),
]  # fmt: skip

CASES = [*WEB_001, *WEB_002, *WEB_003, *WEB_005, *DSR_004, *INC_003]
