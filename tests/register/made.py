"""Registers and inventories for tests, made from a clean base: with it alone no check has anything to say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from register import yaml
from register.merge import merged
from register.model import Register, load
from register.references import name_of
from register.suggest import dumped
from scanner.clock_words import role_of
from scanner.inventory import AssetRecord, Clock, ColumnRecord, Evidence, Finding, Inventory, Status, Verdict

TODAY = date(2026, 11, 22)

#: What stands in both.
_HELD = """systems:
  - fides_key: crm
    name: 客户管理系统
    administrating_department: it
    server: {type: sqlite, environment: prod}
    location: CN-SH
    bindings: ["sqlite://crm/*", "file://share/crm/**"]
  - fides_key: support
    name: 客服系统
    administrating_department: it
    server: {type: sqlite, environment: prod}
    location: CN-SH
    bindings: ["sqlite://support/*"]
retention_statement: {clause: 二, quote: 三年, period: P3Y, after_expiry: delete}
retention_rules:
  - {id: r-customer, period: P3Y, grace: P30D, start: last_activity, clock: {column_hints: [last_contact_at]}}
  - {id: r-support, period: P6M, start: collected}
"""

#: The smallest that is useful.
BASE = (
    """\
apiVersion: pi-register/v1
id: example-cn
version: 1.0.0
organization: 示例软件（上海）有限公司
documents:
  - {id: policy, type: privacy_policy, title: 个人信息保护政策, version: "2026-01-01"}
departments:
  - {id: sales, name: 销售部, owner: 销售部负责人}
  - {id: it, name: 信息技术部, owner: 信息技术部负责人}
data_categories:
  - user.workplace
  - {fides_key: user.name, clause: 一.1, quote: 姓名}
  - {fides_key: user.contact.phone_number, clause: 一.1, quote: 电话号码}
  - {fides_key: user.contact.email, clause: 一.1, quote: 电子邮箱}
  - {fides_key: user.content.call_recording, clause: 一.1, quote: 通话录音}
category_groups:
  main: [user.workplace, user.name, user.contact.phone_number, user.contact.email]
processing_activities:
  - id: a1
    name: 客户管理
    department: sales
    systems: [crm]
    data_categories: ["@main"]
    retention: r-customer
  - id: a2
    name: 客服
    department: it
    systems: [support]
    data_categories: [user.name, user.content.call_recording]
    retention: r-support
"""
    + _HELD
)

#: The same company with nothing left unsaid: no check has anything to say.
COMPLETE = (
    """\
apiVersion: pi-register/v1
id: example-cn
version: 1.0.0
organization:
  name: 示例软件（上海）有限公司
  controller: {name: 示例软件（上海）有限公司, address: 上海市虚构路 1 号, email: privacy@base.example}
  data_protection_officer: {name: 个人信息保护负责人, email: dpo@base.example}
law_profile: {ciio: false, sections_over_minors: none}
audits: [{id: audit-2026, kind: compliance, date: 2026-06-30, report: 审计报告 2026}]
data_subjects: [{fides_key: customer, name: 客户, minors: "no"}]
data_uses:
  - {id: p1, name: 提供产品和服务, clause: 一.2, quote: 提供产品和服务, legal_basis: [contract], legal_basis_source: stated}
  - {id: p2, name: 解答咨询, clause: 一.2, quote: 解答咨询, legal_basis: [consent], legal_basis_source: stated}
collection_scenarios:
  - {id: s1, name: 签订合同, clause: 一.3, quote: 签订合同时, data_categories: ["@main"]}
  - {id: s2, name: 来电咨询, clause: 一.3, quote: 来电咨询时, data_categories: [user.name, user.content.call_recording]}
rights:
  - {id: know, clause: 五, quote: 知情}
  - {id: decide, clause: 五, quote: 决定}
  - {id: restrict, clause: 五, quote: 限制}
  - {id: refuse, clause: 五, quote: 拒绝}
  - {id: access, clause: 五, quote: 查阅}
  - {id: copy, clause: 五, quote: 复制}
  - {id: port, clause: 五, quote: 转移}
  - {id: rectify, clause: 五, quote: 更正}
  - {id: supplement, clause: 五, quote: 补充}
  - id: erase
    clause: 五
    quote: 删除
    conditions: [{pipl_ground: 47-1-1}, {pipl_ground: 47-1-2}, {pipl_ground: 47-1-3}, {pipl_ground: 47-1-4}, {pipl_ground: 47-1-5}]
  - {id: withdraw, clause: 五, quote: 撤回同意}
  - {id: explain, clause: 五, quote: 解释说明}
  - {id: close_account, clause: 五, quote: 注销账号}
  - {id: deceased_relatives, clause: 五, quote: 近亲属}
rights_handling: {clause: 五, quote: 十五日内答复, identity_verification: true, response_deadline: P15D, contact: {email: privacy@base.example}}
incident_response:
  clause: 六
  quote: 发生个人信息安全事件
  notify_individual: [信息种类、原因和可能造成的危害, 已采取的补救措施和个人可以采取的减轻危害的措施, 联系方式]
  channels: [邮件, 电话]
  fallback: 公告
  report_to_regulator: true
  contact_in_notice: privacy@base.example
  escalation_contacts: [信息技术部负责人]
change_rules:
  clause: 七
  quote: 本政策的变更
  minor_change_notice: optional
  notice_timing: before
  material:
    - {id: c1, name: 目的方式种类, quote: 目的、方式、种类变化, watches: [data_uses, data_categories, processing_activities, collection_scenarios]}
    - {id: c2, name: 接收方, quote: 接收方变化, watches: [recipients, processors, cross_border_transfers]}
  consent_again_when: [data_uses, methods, data_categories]
sharing_default: {outside_group: deny}
public_disclosure: {allowed: false}
documents:
  - {id: policy, type: privacy_policy, title: 个人信息保护政策, version: "2026-01-01"}
departments:
  - {id: sales, name: 销售部, owner: 销售部负责人}
  - {id: it, name: 信息技术部, owner: 信息技术部负责人}
data_categories:
  - user.workplace
  - {fides_key: user.name, clause: 一.1, quote: 姓名}
  - {fides_key: user.contact.phone_number, clause: 一.1, quote: 电话号码}
  - {fides_key: user.contact.email, clause: 一.1, quote: 电子邮箱}
  - {fides_key: user.content.call_recording, clause: 一.1, quote: 通话录音, sensitivity: general}
category_groups:
  main: [user.workplace, user.name, user.contact.phone_number, user.contact.email]
processing_activities:
  - id: a1
    name: 客户管理
    scenario: s1
    department: sales
    data_subjects: [customer]
    data_uses: [p1]
    methods: [收集, 存储, 使用]
    automated_decision: false
    systems: [crm]
    data_categories: ["@main"]
    retention: r-customer
  - id: a2
    name: 客服
    scenario: s2
    department: it
    data_subjects: [customer]
    data_uses: [p2]
    methods: [收集, 存储, 使用]
    automated_decision: false
    systems: [support]
    data_categories: [user.name, user.content.call_recording]
    retention: r-support
"""
    + _HELD
)

CRM = "sqlite://crm/customers"


def data(*overlays: str, base: str = COMPLETE, without: tuple[str, ...] = ()) -> Any:
    """The base less what stands at the paths in `without`, with YAML overlays merged over it."""
    result = yaml.load(base.encode()).data
    for path in without:
        remove(result, path)
    for overlay in overlays:
        result = merged(result, yaml.load(overlay.encode()).data)
    return result


def remove(tree: Any, path: str) -> None:
    """Takes out what stands at "rights[copy]" or "systems[crm].location"."""
    *steps, last = re.findall(r"(?<=\[)[^\]]+|[^.\[\]]+", path)
    for step in steps:
        tree = tree[_key(tree, step)]
    del tree[_key(tree, last)]


def _key(tree: Any, step: str) -> Any:
    return [name_of(entry) for entry in tree].index(step) if isinstance(tree, list) else step


def register(folder: Path, *overlays: str, base: str = COMPLETE, without: tuple[str, ...] = ()) -> Register:
    path = folder / "register.yaml"
    path.write_text(dumped(data(*overlays, base=base, without=without)), encoding="utf-8")
    return load(path)


def found(
    category: str = "user.name", column: str = "name", uri: str = CRM, verdict: str = "CONFIRMED", entity: str = "", **more: Any
) -> Finding:
    entity = entity or category.rsplit(".", 1)[1].upper()
    counts = {"matched": 90, "values": 90, "filled": 95, "rows": 100} | more
    return Finding(uri, column, entity, category, Verdict(verdict), **counts)


def header(category: str, column: str, uri: str, line: int = 0, **more: Any) -> Finding:
    """What a scan of definitions finds: no values, a word in the column's name."""
    none: dict[str, Any] = {"matched": 0, "values": 0, "filled": 0, "rows": 0}
    return found(category, column, uri, "LIKELY", evidence=(Evidence("header", column),), line=line, **none, **more)


def asset(uri: str = CRM, **more: Any) -> AssetRecord:
    source, name = uri.split("://", 1)[1].split("/", 1)
    known: dict[str, Any] = {
        "source": source,
        "kind": "file" if uri.startswith("file:") else "table",
        "name": name,
        "rows_read": 100,
        "path": name,
    }
    # As any table has it, recent, so that nothing can be said of how long its rows are kept; a file is dated by its last change.
    known |= {"modified": "2026-11-01T00:00:00Z"} if uri.startswith("file:") else {"clocks": (clock("created_at", d2026_11_01=100),)}
    return AssetRecord(uri=uri, **(known | {"status": Status(more.pop("status", "COMPLETE"))} | more))


def clock(column: str, **days: int) -> Clock:
    """Days as keyword arguments: d2020_01_31=5."""
    histogram = {key[1:].replace("_", "-"): rows for key, rows in sorted(days.items())}
    return Clock(column, min(histogram), max(histogram), histogram, role=role_of(column))


def columns(**lines: int) -> tuple[ColumnRecord, ...]:
    return tuple(ColumnRecord(name, line=line) for name, line in lines.items())


def scan(*findings: Finding, assets: tuple[AssetRecord, ...] | None = None, mode: str = "full", **more: Any) -> Inventory:
    """An inventory; without `assets` every finding's asset is there, read in full."""
    if assets is None:
        assets = tuple(asset(uri) for uri in dict.fromkeys(f.uri for f in findings))
    times = {"started": "2026-11-22T00:00:00Z", "finished": "2026-11-22T00:01:00Z", "version": "0", "recognizers": "0"}
    return Inventory(scan="s", mode=mode, assets=assets, findings=findings, **(times | more))


def clean(*findings: Finding, assets: tuple[AssetRecord, ...] = ()) -> Inventory:
    """A scan of every system of COMPLETE of which no rule has anything to say, and what is put into it."""
    rest = tuple(a for a in (asset(), asset("sqlite://support/calls")) if a.uri not in {more.uri for more in assets})
    return scan(found(), found("user.contact.phone_number", "tel"), *findings, assets=(*rest, *assets))
