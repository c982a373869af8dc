"""Proposals: after them the scan has nothing undeclared, what a person wrote stands as it was, and a second run is silent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pandian.config import load as load_config
from pandian.estate import build
from register import edit, law, yaml
from register.checks import run
from register.context import Context
from register.model import Register, load
from register.propose import MARK, Proposal, proposed
from register.topics import TOPICS, fit, topics_of, words
from scanner.inventory import Clock, Inventory
from tests.pandian.test_estate_scan import scanned
from tests.register.made import COMPLETE, CRM, TODAY, asset, found, header, register, scan

CURED = ("INV-001", "INV-002", "INV-003", "INV-011")
DATED = Clock("paid_on", "2026-01-01", "2026-01-01", {"2026-01-01": 1}, role="created")
SHADOW = "sqlite://orders/t_order"


def asked(r: Register, inventory: Inventory) -> Proposal:
    return proposed(Context(r, inventory, law.load(r.pack), TODAY))


def laid(r: Register, inventory: Inventory) -> Register:
    edit.applied_to(Path(r.file), asked(r, inventory).fragment)
    return load(r.file)


def undeclared(r: Register, inventory: Inventory) -> list[tuple[str, str, str]]:
    return [(v.rule, v.uri, v.column) for v in run(r, inventory, today=TODAY, only=CURED)]


# -- single cases -----------------------------------------------------------------------------------------------------------


def test_what_is_declared_is_not_proposed(tmp_path: Path) -> None:
    assert asked(register(tmp_path), scan(found())) == Proposal({})


def test_possible_findings_and_lone_employers_are_not_proposed(tmp_path: Path) -> None:
    inventory = scan(found(uri=SHADOW, verdict="POSSIBLE"), found("user.workplace", "company", "sqlite://x/y"))
    assert asked(register(tmp_path), inventory) == Proposal({})


def test_a_source_of_no_system_gets_one_with_an_activity_purpose_and_rule(tmp_path: Path) -> None:
    about = asset(SHADOW, owner="sales", environment="prod", region="CN-SH", clocks=(DATED,))
    fragment = asked(register(tmp_path), scan(found(uri=SHADOW), assets=(about,))).fragment
    mark = {"scan": "s", "date": "2026-11-22"}
    assert fragment["systems"] == [
        {"fides_key": "orders", "name": "orders", "administrating_department": "sales", "server": {"type": "sqlite", "environment": "prod"},
         "location": "CN-SH", "bindings": ["sqlite://orders/**"], MARK: mark}
    ]  # fmt: skip
    (activity,) = fragment["processing_activities"]
    assert activity == {"id": "a1", "systems": ["orders"], MARK: mark | {"added": ["systems"]}}


def test_without_a_near_activity_a_new_one_says_what_is_open(tmp_path: Path) -> None:
    about = asset(SHADOW, clocks=(DATED,))
    fragment = asked(register(tmp_path), scan(found(uri=SHADOW), found("user.device.cookie_id", "cid", SHADOW), assets=(about,))).fragment
    assert fragment["data_categories"] == [{"fides_key": "user.device.cookie_id", "declaration": "internal"}]
    (activity,) = fragment["processing_activities"]
    assert (activity["id"], activity["data_uses"], activity["systems"], activity["retention"]) == ("orders", ["p1"], ["orders"], "r-orders")
    assert activity["data_categories"] == ["user.device.cookie_id", "user.name"]
    assert activity[MARK]["open"] == ["department", "methods"]
    (rule,) = fragment["retention_rules"]
    assert rule == {"id": "r-orders", "period": None, "start": "collected", "clock": {"column_hints": ["paid_on"]}, MARK: rule[MARK]}


def test_a_rule_that_names_the_clock_is_taken(tmp_path: Path) -> None:
    dated = Clock("last_contact_at", "2026-01-01", "2026-01-01", {"2026-01-01": 1}, role="last_activity")
    fragment = asked(register(tmp_path), scan(found(uri=SHADOW), assets=(asset(SHADOW, clocks=(dated,)),))).fragment
    assert fragment["processing_activities"][0]["retention"] == "r-customer"
    assert "retention_rules" not in fragment


def test_a_kind_beyond_the_scenario_goes_to_a_new_activity(tmp_path: Path) -> None:
    """Widening a1 would break REG-010; an activity without a scenario may grow."""
    cookie = found("user.device.cookie_id", "cid")
    fragment = asked(register(tmp_path), scan(cookie)).fragment
    assert [a["id"] for a in fragment["processing_activities"]] == ["crm"]
    (tmp_path / "free").mkdir()
    free = register(tmp_path / "free", "processing_activities: [{id: a1, scenario: null}]")
    (activity,) = asked(free, scan(cookie)).fragment["processing_activities"]
    assert (activity["id"], activity["data_categories"]) == ("a1", ["user.device.cookie_id"])


def test_a_stray_table_of_a_bound_source_is_bound_alone(tmp_path: Path) -> None:
    """A glob over the whole source would take the other tables from their system."""
    stray = "sqlite://crm/backup/old"
    fragment = asked(register(tmp_path), scan(found(), found(uri=stray))).fragment
    assert [(s["fides_key"], s["bindings"]) for s in fragment["systems"]] == [("crm-2", [stray])]


def test_a_system_named_in_the_configuration_keeps_its_name(tmp_path: Path) -> None:
    inventory = scan(found(uri=SHADOW), assets=(asset(SHADOW, system="erp"),))
    r = register(tmp_path)
    assert [(s["fides_key"], "bindings" in s) for s in asked(r, inventory).fragment["systems"]] == [("erp", False)]
    assert undeclared(laid(r, inventory), inventory) == []
    bad = asked(r, scan(found(uri=SHADOW), assets=(asset(SHADOW, system="订单 系统"),)))
    assert (bad.fragment, len(bad.notes)) == ({}, 1)
    assert "订单 系统" in bad.notes[0].en


def test_definitions_alone_are_proposed_without_a_system(tmp_path: Path) -> None:
    r = register(tmp_path)
    inventory = scan(
        header("user.contact.email", "email", "file://pr/a.sql"),
        header("user.device.cookie_id", "cid", "file://pr/a.sql", 3),
        mode="schema",
    )
    assert [rule for rule, *_ in undeclared(r, inventory)] == ["INV-011"]
    assert list(asked(r, inventory).fragment) == ["data_categories", "processing_activities"]
    assert undeclared(laid(r, inventory), inventory) == []


HOSTILE = ["x\x07\n\u202e", "a\udcffb", "é\u2028", "-", "", "no", "#x", "1e3", "{a}", "..", "客户" * 100, "*", "a: b"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_strangers_harm_no_register(tmp_path: Path, name: str) -> None:
    uri = f"file://{name}/a b#1*?/{name}"
    about = asset(uri, source=name, owner=name, environment=name, region=name, comment=name, schema=name)
    inventory = scan(found(uri=uri), assets=(about,))
    assert undeclared(laid(register(tmp_path), inventory), inventory) == []


# -- words ------------------------------------------------------------------------------------------------------------------

NAMES = [
    ("t_OrderItem", "订单与合同"), ("客户投诉登记表", "咨询与工单"), ("callrec_2026", "咨询与工单"), ("edm_subscribers", "营销与通知"), ("invoice", "财务与发票"),
    ("web_visit_log", "网站访问"), ("员工花名册", "员工与招聘"), ("问卷结果.xlsx", "问卷"), ("border_table", ""), ("misc", ""), ("reorder", ""),
]  # fmt: skip
PURPOSES = [
    ("订单与合同", "订立和履行合同", "解答您的咨询"), ("咨询与工单", "为回答客户咨询时", "为发送信函或奖品时"), ("营销与通知", "为通知有关新产品、新服务", "为遵守法律法规时"),
    ("网站访问", "将访问数据等委托给第三方进行解析", "为回答客户咨询时"), ("财务与发票", "为遵守法律法规时", "组织研讨会"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "topic"), NAMES)
def test_names_speak_of_topics(name: str, topic: str) -> None:
    assert next((t.name.zh for t in topics_of([name])), "") == topic


@pytest.mark.parametrize(("topic", "fits", "not_"), PURPOSES)
def test_purposes_fit_topics(topic: str, fits: str, not_: str) -> None:
    about = next(t for t in TOPICS if t.name.zh == topic)
    assert fit(about, fits) >= 2 > fit(about, not_)


def test_topics_are_told_apart() -> None:
    assert len({t.name.zh for t in TOPICS}) == len({t.name.en for t in TOPICS}) == len(TOPICS)
    assert words("t_OrderItem2Log 客户 表") == {"t", "order", "item2", "log", "客户", "表"}


# -- properties -------------------------------------------------------------------------------------------------------------

URIS = st.sampled_from(
    [
        CRM,
        "sqlite://support/t",
        "sqlite://crm/a/b",
        SHADOW,
        "file://share/crm/x.csv",
        "file://nas/员工 名单.xlsx#表*1",
        "mysql://x/a",
        "mysql://x/b",
    ]
)
KINDS = st.sampled_from(
    [
        "user.name",
        "user.contact.email",
        "user.workplace",
        "user.device.cookie_id",
        "user.content.call_recording",
        "user.health",
        "user.made.up",
    ]
)
FOUND = st.lists(
    st.builds(
        lambda u, k, v, n: found(k, f"c{n}", u, v), URIS, KINDS, st.sampled_from(["CONFIRMED", "LIKELY", "POSSIBLE"]), st.integers(0, 3)
    ),
    max_size=8,
)
SYSTEMS = st.sampled_from(["", "", "", "crm", "erp"])


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    findings = draw(FOUND)
    more = {
        "owner": draw(st.sampled_from(["", "sales", "信息技术部", "x"])),
        "environment": draw(st.sampled_from(["", "prod", "lab"])),
        "region": draw(st.sampled_from(["", "JP", "x"])),
    }
    assets = tuple(asset(uri, system=draw(SYSTEMS), **more) for uri in dict.fromkeys(f.uri for f in findings))
    return scan(*findings, assets=assets, mode=draw(st.sampled_from(["full", "schema"])))


def kept(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Places of what a person wrote that are not as they were; entries go by their id, lists may have grown."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            yield from kept(value, after[key], f"{path}.{key}") if key in after else [f"{path}.{key}"]
    elif isinstance(before, list) and isinstance(after, list):
        for old, new in zip(before, after[: len(before)], strict=True):
            yield from kept(old, new, f"{path}[]")
    elif before != after:
        yield path


@given(inventories(), st.booleans())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_left_undeclared_nothing_overwritten_nothing_proposed_twice(
    tmp_path_factory: pytest.TempPathFactory, inventory: Inventory, split: bool
) -> None:
    root = tmp_path_factory.mktemp("r")
    text = "# 手写\n" + re.sub(r"\nsystems:\n", "\n# 系统\nsystems:\n", COMPLETE)
    if split:
        head, systems = text.split("# 系统\n")
        (root / "a.yaml").write_text(head, encoding="utf-8")
        (root / "b.yaml").write_text(systems, encoding="utf-8")
    path = root if split else root / "r.yaml"
    if not split:
        path.write_text(text, encoding="utf-8")
    r = load(path)
    after = laid(r, inventory)
    assert undeclared(after, inventory) == []
    assert list(kept(r.raw, after.raw)) == []
    assert asked(after, inventory) == Proposal({})
    written = "".join(p.read_text(encoding="utf-8") for p in sorted(root.iterdir()))
    assert "# 手写" in written
    marked = [e for name in ("systems", "processing_activities") for e in after.raw[name] if e not in r.raw[name]]
    assert all(MARK in entry for entry in marked)


# -- the example estate -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inventory]:
    pytest.importorskip("python_calamine", reason="reading XLSX needs the office extra")
    made = build(tmp_path_factory.mktemp("proposed"), today=dt.date(2026, 11, 22))
    return made.folder, scanned(load_config(made.config).sources(), "full")


def test_the_example_company_declares_all_after_a_proposal(estate: tuple[Path, Inventory], tmp_path: Path) -> None:
    root, inventory = estate
    path = tmp_path / "register.yaml"
    path.write_bytes((root / "register.yaml").read_bytes())
    r = load(path)
    assert {rule for rule, *_ in undeclared(r, inventory)} == {"INV-001", "INV-002", "INV-003"}
    after = laid(r, inventory)
    assert undeclared(after, inventory) == []
    assert asked(after, inventory).fragment == {}
    before, now = (p.read_text(encoding="utf-8").splitlines() for p in (root / "register.yaml", path))
    assert [line for line in before if line.lstrip().startswith("#")] == [line for line in now if line.lstrip().startswith("#")]
    assert sum(line not in now for line in before) <= 2
    card = next(a for a in after.raw["processing_activities"] if a["id"] == "share")
    assert (card["department"], card["data_uses"]) == ("sales", ["p3"])


def test_the_command_shows_then_writes_then_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pandian.cli import root as cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDIAN_STORE", f"sqlite:///{tmp_path / 's.db'}")
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    rows = "\n".join(f"王小{'一二三四五六七八九十'[n % 10]},1380013{n:04d},kehu{n}@example.com" for n in range(40))
    (tmp_path / "order_export.csv").write_text(f"姓名,手机号,邮箱\n{rows}\n", encoding="utf-8")
    (tmp_path / "r.yaml").write_text(COMPLETE, encoding="utf-8")

    def called(*arguments: str) -> Any:
        return CliRunner().invoke(cli, [*arguments, "--lang", "en"])

    called("scan", "order_export.csv")
    shown = called("register", "propose", "r.yaml")
    assert shown.exit_code == 0, shown.output
    assert "+++ b/r.yaml" in shown.output
    assert "--write" in shown.output
    assert (tmp_path / "r.yaml").read_text(encoding="utf-8") == COMPLETE
    assert called("register", "propose", "r.yaml", "-o", "p.diff").exit_code == 0
    assert "+++ b/r.yaml" in (tmp_path / "p.diff").read_text(encoding="utf-8")
    assert called("register", "propose", "r.yaml", "--write").exit_code == 0
    assert "declares all" in called("register", "propose", "r.yaml").output
    assert called("register", "propose", "r.yaml", "--scan", "nothing").exit_code == 2
    assert yaml.load((tmp_path / "r.yaml").read_bytes()).data["systems"][-1][MARK]
