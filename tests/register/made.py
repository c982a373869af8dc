"""Registers and inventories for tests, made from a clean base: with it alone no check has anything to say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from register import yaml
from register.merge import merged
from register.model import Register, load
from register.suggest import dumped
from scanner.inventory import AssetRecord, Clock, ColumnRecord, Evidence, Finding, Inventory, Status, Verdict

TODAY = date(2026, 11, 22)

BASE = """\
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
systems:
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

CRM = "sqlite://crm/customers"


def data(*overlays: str, base: str = BASE) -> Any:
    """The base with YAML overlays merged over it."""
    result = yaml.load(base.encode()).data
    for overlay in overlays:
        result = merged(result, yaml.load(overlay.encode()).data)
    return result


def register(folder: Path, *overlays: str, base: str = BASE) -> Register:
    path = folder / "register.yaml"
    path.write_text(dumped(data(*overlays, base=base)), encoding="utf-8")
    return load(path)


def found(
    category: str = "user.name", column: str = "name", uri: str = CRM, verdict: str = "CONFIRMED", entity: str = "", **more: Any
) -> Finding:
    entity = entity or category.rsplit(".", 1)[1].upper()
    counts = {"matched": 90, "values": 90, "filled": 95, "rows": 100} | more
    return Finding(uri, column, entity, category, Verdict(verdict), **counts)


def header(category: str, column: str, uri: str, line: int = 0, **more: Any) -> Finding:
    """What a scan of definitions finds: no values, a word in the column's name."""
    none = {"matched": 0, "values": 0, "filled": 0, "rows": 0}
    return found(category, column, uri, "LIKELY", evidence=(Evidence("header", column),), line=line, **none, **more)


def asset(uri: str = CRM, **more: Any) -> AssetRecord:
    source, name = uri.split("://", 1)[1].split("/", 1)
    known = {"source": source, "kind": "file" if uri.startswith("file:") else "table", "name": name, "rows_read": 100, "path": name}
    return AssetRecord(uri=uri, **(known | {"status": Status(more.pop("status", "COMPLETE"))} | more))


def clock(column: str, **days: int) -> Clock:
    """Days as keyword arguments: d2020_01_31=5."""
    histogram = {key[1:].replace("_", "-"): rows for key, rows in sorted(days.items())}
    return Clock(column, min(histogram), max(histogram), histogram)


def columns(**lines: int) -> tuple[ColumnRecord, ...]:
    return tuple(ColumnRecord(name, line=line) for name, line in lines.items())


def scan(*findings: Finding, assets: tuple[AssetRecord, ...] | None = None, mode: str = "full", **more: Any) -> Inventory:
    """An inventory; without `assets` every finding's asset is there, read in full."""
    if assets is None:
        assets = tuple(asset(uri) for uri in dict.fromkeys(f.uri for f in findings))
    times = {"started": "2026-11-22T00:00:00Z", "finished": "2026-11-22T00:01:00Z", "version": "0", "recognizers": "0"}
    return Inventory(scan="s", mode=mode, assets=assets, findings=findings, **(times | more))
