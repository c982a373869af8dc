"""All rules on a generated company: 100,000 findings against a register of 500 entries, and how long each rule takes.

The company is made from a seed: half of the register's entries are systems, half activities; nine tenths of the findings are of declared
kinds, the others are undeclared; some are sparse, weakly masked, possible, in logs, in code, abroad, copied or in no system. A rule's time
holds the questions that it is the first to ask; those that several rules ask are answered once.
"""

from __future__ import annotations

import importlib
import random
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.row import Row
from register import law
from register.checks import rules, run
from register.context import Context
from register.model import Register, load
from scanner.inventory import AssetRecord, Clock, Finding, Inventory, SourceRecord, Verdict

NAME = "checks"
WHAT = "all rules of the register on one inventory"

TODAY = date(2026, 11, 25)
FINDINGS, ENTRIES, SEED = 100_000, 500, 20261125
_KINDS = (
    ("PERSON", "user.name", "name"),
    ("PHONE_NUMBER", "user.contact.phone_number", "mobile"),
    ("EMAIL_ADDRESS", "user.contact.email", "email"),
    ("COMPANY", "user.workplace", "company"),
    ("CALL_RECORDING", "user.content.call_recording", "recording"),
)
_ODD = (
    ("CN_RESIDENT_ID", "user.government_id.national_identification_number", "id_no"),
    ("BANK_CARD", "user.financial.bank_account", "card"),
    ("BIOMETRIC", "user.biometric", "face_vector"),
    ("COOKIE_ID", "user.device.cookie_id", "cid"),
    ("MINOR", "user.childrens", "birthday"),
    ("WEB_TRACKER", "user.device.cookie_id", ""),
)
#: All rows are of this year.
_CLOCKS = (Clock("created_at", "2026-02-01", "2026-11-01", {"2026-02-01": 500, "2026-11-01": 500}, role="created"),)
_TABLES = (*("customers", "orders", "contacts", "tickets", "visits", "payments") * 2, "login_log", "customers_bak_20200101", "users_cache")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        register = company(Path(folder), ENTRIES)
    inventory = scanned(FINDINGS, ENTRIES // 2)
    start = perf_counter()
    said = run(register, inventory, today=TODAY)
    whole = perf_counter() - start
    took = _each(Context(register, inventory, law.load(register.pack), TODAY))
    slow = sorted(took.items(), key=lambda pair: -pair[1])
    note = f"{len(said):,} violations, {len(rules())} rules, {len(inventory.findings):,} findings, {ENTRIES} entries"
    return [Row("all rules", whole, "s", note=note), *(Row(rule, seconds, "s") for rule, seconds in slow if seconds >= 0.01)]


def _each(context: Context) -> dict[str, float]:
    """Seconds by rule."""
    took = {}
    for rule in rules():
        if rule.manual is None:
            module = importlib.import_module(f"register.checks.{rule.id.replace('-', '_').lower()}")
            start = perf_counter()
            list(module.check(context))
            took[rule.id] = perf_counter() - start
    return took


def company(folder: Path, entries: int) -> Register:
    """A register with so many systems and activities together, and controls, recipients, a transfer."""
    half = entries // 2
    systems = "".join(
        f"  - {{fides_key: s{n}, name: 系统{n}, administrating_department: it, location: {'JP' if n % 50 == 7 else 'CN-SH'},"
        f" server: {{type: mysql, environment: prod}}, {'operator: parent, ' if n % 50 == 7 else ''}bindings: ['mysql://d{n}/*']}}\n"
        for n in range(half)
    )
    activities = "".join(
        f"  - {{id: a{n}, department: it, systems: [s{n}], data_categories: ['@main'], data_uses: [p1], retention: r1"
        f"{', recipients: [parent]' if n % 50 == 7 else ''}}}\n"
        for n in range(half)
    )
    path = folder / "register.yaml"
    path.write_text(_FRAME + f"systems:\n{systems}processing_activities:\n{activities}", encoding="utf-8")
    return load(path)


_FRAME = """\
apiVersion: pi-register/v1
id: made
version: 1.0.0
organization: 示例软件（上海）有限公司
departments: [{id: it, name: 信息技术部, owner: 信息技术部负责人}]
documents: [{id: policy, type: privacy_policy, title: 个人信息保护政策}]
data_categories: [user.name, user.contact.phone_number, user.contact.email, user.workplace, user.content.call_recording]
category_groups: {main: [user.name, user.contact.phone_number, user.contact.email, user.workplace, user.content.call_recording]}
data_uses: [{id: p1, name: 提供服务, legal_basis: [contract]}]
recipients: [{id: parent, name: 母公司, data_categories: [user.name], destinations: ['mysql://d7/*', parent.example]}]
cross_border_transfers: [{id: x1, country: JP, recipient: parent, data_categories: ['@main'], mechanism: {type: standard_contract}}]
retention_statement: {period: P3Y}
retention_rules: [{id: r1, period: P3Y, start: collected}]
storage_controls:
  - {data_categories: ['@main'], assets: [backup, cache], allowed: [encrypted]}
  - {data_categories: ['@main'], assets: [log], allowed: [masked]}
"""


def scanned(findings: int, systems: int) -> Inventory:
    """Five findings in each asset; one asset in fifty in a source of no system, one in twenty with the people of its neighbour."""
    dice = random.Random(SEED)
    assets, found = [], []
    for n in range(findings // len(_KINDS)):
        source = f"loose{n % 7}" if n % 50 == 3 else f"d{n % systems}"
        uri = f"mysql://{source}/{dice.choice(_TABLES)}_{n}" if n % 10 else f"mysql://{source}/{n}/{dice.choice(_TABLES)}"
        assets.append(AssetRecord(uri=uri, source=source, kind="table", name=uri.rsplit("/", 1)[1], rows_read=1000, clocks=_CLOCKS))
        for entity, category, column in _KINDS:
            if dice.random() < 0.1:
                entity, category, column = dice.choice(_ODD)
            found.append(_finding(dice, uri, entity, category, column, n))
    sources = tuple(SourceRecord(f"d{n}", f"mysql://reader@db{n}.example/x") for n in range(systems))
    begun, ended = "2026-11-24T00:00:00Z", "2026-11-24T01:00:00Z"
    return Inventory("made", begun, ended, "0", "0", "full", sources=sources, assets=tuple(assets), findings=tuple(found))


def _finding(dice: random.Random, uri: str, entity: str, category: str, column: str, n: int) -> Finding:
    odd = dice.random()
    return Finding(
        uri,
        column if odd < 0.9 else "remark",
        entity,
        category,
        Verdict.POSSIBLE if odd < 0.05 else Verdict.CONFIRMED,
        state="weak" if 0.05 < odd < 0.08 else "plain",
        matched=900,
        values=900,
        filled=950,
        rows=1000,
        sparse=odd > 0.95,
        distinct=800,
        tags=tuple(f"{(n - (n % 20 == 1)) * 8 + i:016x}" for i in range(8)),
        kinds={"WEB_TRACKER": ("cnzz",), "MINOR": ("under_18",)}.get(entity, ()),
        path="$.contact.tel" if 0.93 < odd < 0.95 else "",
    )
