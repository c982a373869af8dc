"""Two registers compared: what is told, at which path, and what it means for people. Tables, and properties over the complete
register: nothing of itself, mirrored the other way round, blind for order and layout, exact for every injected change."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register import law, yaml
from register.checks import run
from register.compare import differences
from register.context import NO_SCAN, Context
from register.diff import Change, counter, diff
from register.merge import merged
from register.model import load, parse
from register.suggest import dumped
from scanner.inventory import People
from scanner.subjects import theta
from tests.pandian.command import call, code, place, said
from tests.register.made import TODAY, asset, data, found, register, scan

RICH = """\
recipients:
  - {id: r1, name: 示例物流有限公司, role: controller, relation: partner, purposes: [p1], methods: [提供], data_categories: ["@main"], contact: {email: dpo@log.example}}
  - {id: gov, name: 主管部门, role: authority, relation: legal_disclosure, purposes: [p1], data_categories: [user.name]}
processors: [{id: sms, name: 示例短信, purpose: p2, data_categories: [user.contact.phone_number], methods: [发送]}]
cross_border_transfers: [{id: x1, country: JP, recipient: r1, purposes: [p2], channels: [transfer], data_categories: [user.name]}]
storage_controls:
  - {data_categories: ["@main"], environments: [test], allowed: [masked]}
  - {data_categories: [user.name], assets: [log], allowed: [absent]}
"""


def pair(tmp_path: Path, before: str, after: str) -> tuple[Any, Any]:
    for name in ("a", "b"):
        (tmp_path / name).mkdir(exist_ok=True)
    return register(tmp_path / "a", RICH, *filter(None, [before])), register(tmp_path / "b", RICH, *filter(None, [after]))


def changes(tmp_path: Path, before: str, after: str) -> list[Change]:
    return list(diff(*pair(tmp_path, before, after)))


def told(found_: list[Change]) -> set[tuple[str, str, str, str, str]]:
    return {(c.path, c.kind, c.weight, c.consent, c.notice) for c in found_}


P3 = "data_uses: [{id: p3, name: 客户画像, legal_basis: [consent]}]"
ADDRESS = "data_categories: [user.contact.address]"

#: what it is · before · after · (path, kind, weight, consent, notice) of every change
MEANT = [
    ("a purpose on consent", "", P3, {("data_uses[p3]", "added", "material", "again", "before")}),
    ("a purpose by law", "", P3.replace("consent", "legal_duty"), {("data_uses[p3]", "added", "material", "none", "before")}),
    ("less", P3, "", {("data_uses[p3]", "removed", "material", "none", "before")}),
    ("a method", "", "processing_activities: [{id: a2, methods: [加工]}]",
     {("processing_activities[a2].methods[加工]", "added", "material", "again", "before")}),
    ("automated decisions", "", "processing_activities: [{id: a2, automated_decision: true}]",
     {("processing_activities[a2].automated_decision", "changed", "material", "again", "before")}),
    ("no more automated decisions", "processing_activities: [{id: a2, automated_decision: true}]", "",
     {("processing_activities[a2].automated_decision", "changed", "material", "none", "before")}),
    ("a kind in an activity on consent", ADDRESS, f"{ADDRESS}\nprocessing_activities: [{{id: a2, data_categories: [user.contact.address]}}]",
     {("processing_activities[a2].data_categories[user.contact.address]", "added", "material", "again", "before")}),
    ("a kind that the entry covered by a wider one", "", "processing_activities: [{id: a2, data_categories: [user.name.last]}]",
     {("processing_activities[a2].data_categories[user.name.last]", "added", "material", "none", "before")}),
    ("a kind for somebody else", "", "recipients: [{id: r1, data_categories: [user.content.call_recording]}]",
     {("recipients[r1].data_categories[user.content.call_recording]", "added", "material", "none", "before")}),  # p1 is a contract
    ("a kind for somebody else, on consent", "recipients: [{id: r1, purposes: [p2]}]",
     "recipients: [{id: r1, purposes: [p2], data_categories: [user.content.call_recording]}]",
     {("recipients[r1].data_categories[user.content.call_recording]", "added", "material", "separate", "before")}),
    ("a kind for an authority", "", "recipients: [{id: gov, data_categories: [user.contact.email]}]",
     {("recipients[gov].data_categories[user.contact.email]", "added", "material", "none", "before")}),
    ("a recipient", "", "recipients: [{id: r2, name: 示例代理, purposes: [p2], data_categories: [user.name]}]",
     {("recipients[r2]", "added", "material", "separate", "before")}),
    ("a successor", "", "recipients: [{id: r2, name: 新公司, relation: corporate_successor, purposes: [p2], data_categories: [user.name]}]",
     {("recipients[r2]", "added", "material", "none", "before")}),
    ("a processor that decides for itself now", "recipients: [{id: gov, role: processor, relation: processor_class, purposes: [p2]}]",
     "recipients: [{id: gov, role: controller, relation: partner, purposes: [p2]}]",
     {("recipients[gov].role", "changed", "material", "separate", "before"), ("recipients[gov].relation", "changed", "material", "separate", "before")}),
    ("the contact of a recipient", "", "recipients: [{id: r1, contact: {email: new@log.example}}]",
     {("recipients[r1].contact.email", "changed", "material", "none", "before")}),
    ("a recipient's name is no label", "", "recipients: [{id: r1, name: 另一家公司}]", {("recipients[r1].name", "changed", "material", "none", "before")}),
    ("an activity gives to a recipient", "", "processing_activities: [{id: a2, recipients: [r1]}]",
     {("processing_activities[a2].recipients[r1]", "added", "material", "separate", "before")}),
    ("a processor", "", "processors: [{id: mail, name: 示例邮件, purpose: p2, data_categories: [user.name]}]",
     {("processors[mail]", "added", "material", "none", "before")}),
    ("a transfer", "", "cross_border_transfers: [{id: x2, country: SG, recipient: r1, purposes: [p2], data_categories: [user.name]}]",
     {("cross_border_transfers[x2]", "added", "material", "separate", "before")}),
    ("another country", "", "cross_border_transfers: [{id: x1, country: US}]", {("cross_border_transfers[x1].country", "changed", "material", "separate", "before")}),
    ("a transfer's mechanism is bookkeeping", "", "cross_border_transfers: [{id: x1, mechanism: {type: standard_contract}}]",
     {("cross_border_transfers[x1].mechanism", "added", "internal", "none", "none")}),
    ("publication", "", "public_disclosure: {allowed: true}", {("public_disclosure.allowed", "changed", "material", "separate", "before")}),
    ("outside the group", "", "sharing_default: {outside_group: allow}", {("sharing_default.outside_group", "changed", "material", "separate", "before")}),
    ("sensitive now", "", "data_categories: [{fides_key: user.content.call_recording, sensitivity: sensitive}]",
     {("data_categories[user.content.call_recording].sensitivity", "changed", "material", "separate", "before")}),
    ("general, as it was", "", "data_categories: [{fides_key: user.contact.email, sensitivity: general}]",
     {("data_categories[user.contact.email].sensitivity", "added", "material", "none", "before")}),
    ("a promise of the policy's own", "", "change_rules: {consent_again_when: [rights_handling]}\nrights_handling: {response_deadline: P30D}",
     {("change_rules.consent_again_when[rights_handling]", "added", "internal", "none", "none"),
      ("rights_handling.response_deadline", "changed", "material", "again", "before")}),
    ("what the law has told, though no rule watches it", "", "retention_statement: {period: P5Y}",
     {("retention_statement.period", "changed", "material", "none", "before")}),
    ("told afterwards, as the policy says", "change_rules: {notice_timing: after}", "change_rules: {notice_timing: after}\nretention_statement: {period: P5Y}",
     {("retention_statement.period", "changed", "material", "none", "after")}),
    ("systems are the company's own", "", "systems: [{fides_key: crm, location: CN-BJ}]", {("systems[crm].location", "changed", "internal", "none", "none")}),
    ("words", "", 'name: 登记册\ndata_uses: [{id: p1, name: 提供产品与服务, quote: "提供 产品和服务"}]',
     {("name", "added", "minor", "none", "none"), ("data_uses[p1].name", "changed", "minor", "none", "none"),
      ("data_uses[p1].quote", "changed", "minor", "none", "none")}),
    ("words that the policy has told", "change_rules: {minor_change_notice: required}", "change_rules: {minor_change_notice: required}\nx-note: [1]",
     {("x-note", "added", "minor", "none", "before")}),
    ("another wording in a new policy", "", 'documents: [{id: policy, version: "2027-01-01"}]\ndata_uses: [{id: p1, quote: 提供产品}]',
     {("documents[policy].version", "changed", "internal", "none", "none"), ("data_uses[p1].quote", "changed", "material", "none", "before")}),
    ("defaults and short forms say the same", "", "retention_rules: [{id: r-customer, action: delete}]\ndata_categories: [{fides_key: user.workplace}]\n"
     "processing_activities: [{id: a1, automated_decision: false, pia: null}]", set()),
    ("a group written out", "processing_activities: [{id: a1, data_categories: [user.name]}]",
     "processing_activities: [{id: a1, data_categories: [user.contact.email]}]", set()),
    ("an entry without an id, edited", "storage_controls: [{data_categories: [user.workplace], allowed: [masked]}]",
     "storage_controls: [{data_categories: [user.workplace], allowed: [hashed]}]",
     {("storage_controls[2].allowed[masked]", "removed", "internal", "none", "none"), ("storage_controls[2].allowed[hashed]", "added", "internal", "none", "none")}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_a_change_means_what_the_table_says(before: str, after: str, expected: set[Any], tmp_path: Path) -> None:
    assert told(changes(tmp_path, before, after)) == expected


def test_rules_law_owner_and_systems(tmp_path: Path) -> None:
    change = changes(tmp_path, "", "processing_activities: [{id: a2, methods: [加工]}]")[0]
    assert [(rule.id, rule.quote) for rule in change.rules] == [("c1", "目的、方式、种类变化")]
    assert change.law == ("PIPL 14(2)", "PIPL 17(1)(2)", "PIPL 17(2)")
    assert (change.systems, change.owner, change.before, change.after) == (("support",), "信息技术部负责人", "", "加工")
    assert (change.versions.register_after, change.versions.policy_after, change.versions.policy_renewed) == ("1.0.0", "2026-01-01", False)
    everybody = changes(tmp_path, "", "rights_handling: {response_deadline: P30D}")[0]
    assert (everybody.systems, everybody.owner) == (("crm", "support"), "个人信息保护负责人")


@pytest.mark.parametrize(
    ("after", "path", "systems", "owner"),
    [
        ("departments: [{id: sales, owner: 新负责人}]", "departments[sales].owner", ("crm",), "新负责人"),
        ("systems: [{fides_key: crm, location: CN-BJ}]", "systems[crm].location", ("crm",), "信息技术部负责人"),
        ("retention_rules: [{id: r-support, period: P1Y}]", "retention_rules[r-support].period", ("support",), "信息技术部负责人"),
        ("processing_activities: [{id: a2, systems: [crm]}]", "processing_activities[a2].systems[crm]", ("crm", "support"), "信息技术部负责人"),
        ("processors: [{id: sms, term: 一年}]", "processors[sms].term", ("support",), "信息技术部负责人"),
        ("cross_border_transfers: [{id: x1, channels: [remote_access]}]", "cross_border_transfers[x1].channels[remote_access]", ("support",), "信息技术部负责人"),
        ("recipients: [{id: r1, location: CN-SH}]", "recipients[r1].location", ("crm",), "销售部负责人"),
        ("data_subjects: [{fides_key: customer, minors: under_18}]", "data_subjects[customer].minors", ("crm", "support"), "个人信息保护负责人"),
        ("law_profile: {ciio: true}", "law_profile.ciio", (), "个人信息保护负责人"),
    ],
)  # fmt: skip
def test_whom_a_change_touches(after: str, path: str, systems: tuple[str, ...], owner: str, tmp_path: Path) -> None:
    change = next(c for c in changes(tmp_path, "", after) if c.path == path)
    assert (change.systems, change.owner) == (systems, owner)


def test_who_names_a_recipient_gives_to_it(tmp_path: Path) -> None:
    named = "processing_activities: [{id: a2, recipients: [r1]}]"
    change = changes(tmp_path, named, f"{named}\nrecipients: [{{id: r1, location: CN-SH}}]")[0]
    assert change.systems == ("support",)  # a1 shares the purpose, and does not name it


RENAMED = [
    ("data_uses", "p2", "p20", {"data_uses[p20]"}),
    ("departments", "it", "info", {"departments[info]"}),
    ("systems", "support", "helpdesk", {"systems[helpdesk]"}),
    ("recipients", "r1", "logistics", {"recipients[logistics]"}),
    ("processing_activities", "a2", "a20", {"processing_activities[a20]"}),
    ("documents", "policy", "policy-1", {"documents[policy-1]"}),
]


@pytest.mark.parametrize(("section", "was", "now", "paths"), RENAMED, ids=[row[0] for row in RENAMED])
def test_a_renamed_id_is_one_minor_change(section: str, was: str, now: str, paths: set[str]) -> None:
    old = data(RICH, "data_uses: [{id: p1, document: policy}]")
    new = yaml.load(dumped(old).replace(f": {was}\n", f": {now}\n").replace(f"[{was}]", f"[{now}]").encode()).data
    for entry in new[section]:  # flow style writes an id before other keys
        for key in ("id", "fides_key"):
            entry.update({key: now} if entry.get(key) == was else {})
    _follow(new, was, now)
    found_ = differences(old, new)
    assert {d.path for d in found_} == paths
    assert [(d.kind, d.before, d.after) for d in found_] == [("renamed", was, now)]


def _follow(value: Any, was: str, now: str) -> None:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if item == was and key not in ("id", "fides_key"):
            value[key] = now
        _follow(item, was, now)


def test_two_equal_entries_are_not_guessed_at() -> None:
    twice = "retention_rules: [{id: r-x, period: P1Y}, {id: r-y, period: P1Y}]"
    found_ = differences(data(twice), data(twice.replace("r-x", "r-z").replace("r-y", "r-w")))
    assert {d.kind for d in found_} == {"added", "removed"}
    assert {
        d.path for d in differences(data("rights: []"), {**data(), "rights": [{"id": "complain", "clause": "五"}]}) if d.kind == "renamed"
    } == set()


# --- properties -------------------------------------------------------------------------------------------------------


def test_nothing_has_changed_in_itself(tmp_path: Path) -> None:
    for where in (RICH, ""):
        r = register(tmp_path, *filter(None, [where]))
        assert diff(r, r) == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1 << 30))
def test_order_and_layout_say_nothing(seed: int) -> None:
    chance = random.Random(seed)
    old = data(RICH)

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(key, shuffled(item)) for key, item in value.items()]
            chance.shuffle(items)
            return dict(items)
        if isinstance(value, list):
            return chance.sample([shuffled(item) for item in value], len(value))
        return f" {value.replace(' ', '  ')} " if isinstance(value, str) and " " in value else value

    assert differences(old, shuffled(old)) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 1 << 30), min_size=1, max_size=6))
def test_the_other_way_round_is_the_mirror(seeds: list[int]) -> None:
    old = data(RICH)
    new = copy.deepcopy(old)
    for seed in seeds:
        _inject(new, random.Random(seed))
    mirror = {"added": "removed", "removed": "added", "changed": "changed"}
    there, back = differences(old, new), differences(new, old)
    assert {(d.path, d.kind) for d in there if d.kind != "renamed"} == {(d.path, mirror[d.kind]) for d in back if d.kind != "renamed"}
    assert {(d.before, d.after) for d in there if d.kind == "renamed"} == {(d.after, d.before) for d in back if d.kind == "renamed"}
    values = [{(d.path, json.dumps(a, default=str), json.dumps(b, default=str)) for d, a, b in side} for side in (
        ((d, d.before, d.after) for d in there if d.kind == "changed"), ((d, d.after, d.before) for d in back if d.kind == "changed"))]  # fmt: skip
    assert values[0] == values[1]


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 1 << 30))
def test_an_injected_change_is_told_at_exactly_its_path(seed: int) -> None:
    old = data(RICH)
    new = copy.deepcopy(old)
    path = _inject(new, random.Random(seed))
    assert {d.path for d in differences(old, new)} == {path}


def _inject(value: dict[str, Any], chance: random.Random) -> str:
    """One change somewhere; its path. Groups are left alone (they are told where they are used), and so are the ids."""
    spots = list(_spots(value, ""))
    spot: tuple[str, Any, Any] = chance.choice(spots)
    path, holder, key = spot
    if isinstance(holder, list):
        item = f"新{chance.randrange(1 << 20)}"
        holder.append(item)
        return f"{path}[{item}]"
    now = holder[key]
    holder[key] = (not now) if isinstance(now, bool) else f"{now}{chance.randrange(1 << 20)}"
    return path


def _spots(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("id", "fides_key", "category_groups", "apiVersion") or key.startswith("x-"):
                continue
            below = f"{path}.{key}".lstrip(".")
            if isinstance(item, (str, bool)):
                yield below, value, key
            else:
                yield from _spots(item, below)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value) and path != "data_categories":
            yield path, value, None
        for item in value:
            if isinstance(item, dict) and (item.get("id") or item.get("fides_key")):
                yield from _spots(item, f"{path}[{item.get('id') or item.get('fides_key')}]")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.none() | st.booleans() | st.text(max_size=4) | st.integers(), lambda c: st.lists(c, max_size=3) | st.dictionaries(
    st.sampled_from(["id", "fides_key", "name", "data_categories", "x-a", "source", "type"]), c, max_size=3), max_leaves=12))  # fmt: skip
def test_any_value_of_the_companys_own_is_compared(own: Any) -> None:
    old, new = data(), {**data(), "x-own": own}
    assert [d.path for d in differences(old, new)] == ["x-own"]
    assert differences(new, copy.deepcopy(new)) == ()


# --- people -----------------------------------------------------------------------------------------------------------


def crowd(*numbers: int) -> People:
    return People(rows=len(numbers), strongest={"PHONE": theta([n << 40 for n in numbers])})


def test_people_are_those_of_the_systems_touched_each_once(tmp_path: Path) -> None:
    old, new = pair(tmp_path, "", "rights_handling: {response_deadline: P30D}\nprocessing_activities: [{id: a2, methods: [加工]}]")
    crm, support = "sqlite://crm/customers", "sqlite://support/calls"
    seen = scan(
        found(uri=crm), found(uri=support),
        assets=(asset(crm, people=crowd(1, 2, 3), rows_read=3), asset(support, people=crowd(3, 4), rows_read=2)),
    )  # fmt: skip
    context = Context(new, seen, law.load(new.pack), TODAY)
    counted = {c.path: c.people for c in diff(old, new, counter(context))}
    assert counted == {"rights_handling.response_deadline": 4, "processing_activities[a2].methods[加工]": 2}
    assert {c.people for c in diff(old, new)} == {None}
    blind = replace(seen, assets=tuple(replace(a, people=None) for a in seen.assets))
    assert {c.people for c in diff(old, new, counter(replace(context, inventory=blind)))} == {None}


# --- the policy's versions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "renewed"),
    [
        ("{id: policy}", "{id: policy}", False),
        ("{id: policy}", '{id: policy, version: "2027-01-01"}', True),
        ("{id: policy, source: {path: p.txt, sha256: %s}}" % ("0a" * 32), "{id: policy, source: {path: p.txt, sha256: %s}}" % ("0b" * 32), True),
        ("{id: policy, source: p.txt}", "{id: policy, source: p.txt}", True),
        ("{id: policy, source: same.txt}", "{id: policy, source: same.txt}", False),
        ("{id: policy, source: none.txt}", "{id: policy, source: none.txt}", False),
        ("{id: policy, type: internal_rule}", "{id: policy}", True),
        ("{id: policy}", "{id: policy, type: internal_rule}", False),
        ("{id: policy}", '{id: next, type: privacy_policy, version: "2027-01-01", supersedes: policy}', True),
    ],
)  # fmt: skip
def test_when_the_policy_is_a_new_one(before: str, after: str, renewed: bool, tmp_path: Path) -> None:
    for name, text in (("a", "旧"), ("b", "新")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "p.txt").write_text(f"一、{text}\n", encoding="utf-8")
        (tmp_path / name / "same.txt").write_text("一、同\n", encoding="utf-8")
    old, new = pair(tmp_path, f"documents: [{before}]", f"documents: [{after}]\n{P3}")
    assert {c.versions.policy_renewed for c in diff(old, new)} == {renewed}


def test_a_plan_without_consent_needs_a_reason_and_a_name(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    plan = {"version": "1.0.0", "paths": ["data_uses[p3]"], "consent": "none"}
    for extra, good in (
        ({}, False),
        ({"reason": "仅更正登记册中的错误"}, False),
        ({"reason": "仅更正登记册中的错误", "approved_by": "负责人"}, True),
    ):
        path.write_text(dumped({**data(), "changes": [plan | extra]}), encoding="utf-8")
        assert (parse(path).problems == ()) is good
    path.write_text(dumped({**data(), "changes": [plan | {"consent": "again"}]}), encoding="utf-8")
    assert [(p.version, p.paths, p.consent) for p in load(path).plans] == [("1.0.0", frozenset({"data_uses[p3]"}), "again")]


WEAK = [
    ({"consent_again_when": ["data_uses"]}, {"consent_again_when"}, "处理方式、个人信息种类"),
    ({"material": [{"id": "c1", "watches": ["collection_scenarios", "data_uses"]}]}, {"material"}, "处理方式、个人信息种类"),
    ({"material": [{"id": "c1", "watches": ["data_uses", "processing_activities.methods", "data_categories"]}]}, set(), ""),
    ({"material": [], "consent_again_when": [], "notice_timing": "after"}, {"material", "consent_again_when", "notice_timing"}, "处理目的"),
]


@pytest.mark.parametrize(("rules", "fields", "words"), WEAK)
def test_a_policy_that_promises_less_than_the_law(rules: dict[str, Any], fields: set[str], words: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    weak = {**data(), "change_rules": {**data()["change_rules"], **rules}}
    path.write_text(dumped(weak), encoding="utf-8")
    found_ = run(load(path), NO_SCAN, today=TODAY, only=["CHG-002"])
    assert {v.declaration for v in found_} == {f"change_rules.{field}" for field in fields}
    assert all(words in v.message.zh for v in found_ if not v.declaration.endswith("timing"))
    for violation in found_:
        weak = merged(weak, yaml.load(violation.yaml.encode()).data)
    path.write_text(dumped(weak), encoding="utf-8")
    assert run(load(path), NO_SCAN, today=TODAY, only=["CHG-002"]) == []


def test_a_policy_without_change_rules_promises_nothing_and_the_law_still_asks(tmp_path: Path) -> None:
    old, new = pair(tmp_path, "", P3)
    silent = [replace(r, change_rules=None) for r in (old, new)]
    found_ = run(silent[1], NO_SCAN, today=TODAY, only=["CHG-001", "CHG-002", "CHG-003"], previous=silent[0])
    assert [(v.rule, v.declaration) for v in found_] == [("CHG-003", "data_uses[p3]")]
    dropped = run(silent[1], NO_SCAN, today=TODAY, only=["CHG-001"], previous=old)
    assert [(v.rule, v.declaration) for v in dropped] == [("CHG-001", "data_uses[p3]")]


# --- the command ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place(tmp_path, monkeypatch)
    register(_made(tmp_path / "old"), RICH)
    register(_made(tmp_path / "new"), RICH, P3, 'data_uses: [{id: p1, name: "提供|[产品](http://x.example)"}]')
    return tmp_path


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


OLD, NEW = "old/register.yaml", "new/register.yaml"


@pytest.mark.usefixtures("here")
def test_the_command_tells_and_judges() -> None:
    result = call("register", "diff", OLD, NEW, "--today", "2026-11-22")
    assert code(result) == 1
    for words in ("Consent is needed (1)", "data_uses[p3]", "c1", "PIPL 14(2)", "Words only (1)", "CHG-001 [High]", "CHG-003 [High]",
                  "paths: ['data_uses[p3]']", "consent: again", "Changes: 2 (consent: 1, notice: 0, internal: 0, words only: 1); violations: 2"):  # fmt: skip
        assert words in result.output
    assert "People" not in result.output.split("Words only")[0].split("\n")[4]  # nobody was counted: no column for it
    chinese = call("register", "diff", OLD, NEW, "--lang", "zh").output
    assert "须重新取得同意 (1)" in chinese
    assert "没有新版本" in chinese
    assert code(call("register", "diff", OLD, NEW, "--fail-on", "never")) == 0
    same = call("register", "diff", OLD, OLD)
    assert (code(same), same.output.strip().split("\n")[-1]) == (0, "nothing has changed")


def test_the_command_speaks_json_and_markdown(here: Path) -> None:
    data_ = json.loads(call("register", "diff", OLD, NEW, "--format", "json").output)
    assert [(c["path"], c["consent"], c["people"]) for c in data_["changes"]] == [
        ("data_uses[p3]", "again", None),
        ("data_uses[p1].name", "none", None),
    ]
    assert data_["versions"]["policy_renewed"] is False
    assert {v["rule"] for v in data_["violations"]} == {"CHG-001", "CHG-003"}
    shown = call("register", "diff", OLD, NEW, "--format", "markdown").output
    assert r"提供\|\[产品\]\(http://x.example\)" in shown
    assert all(line.replace(r"\|", "").count("|") == 8 for line in shown.split("\n") if line.startswith("|"))
    (here / "many.yaml").write_text(dumped({**data(RICH), **{f"x-n{n}": n for n in range(30)}}), encoding="utf-8")
    assert "… and 10 more" in call("register", "diff", OLD, "many.yaml").output


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((OLD,), "two registers"),
        ((OLD, NEW, "--git", "HEAD"), "two registers"),
        ((OLD, "none.yaml"), "none.yaml"),
        ((OLD, "--git", "HEAD"), "git"),
        ((OLD, NEW, "--scan", "latest"), ""),
    ],
)
def test_wrong_calls_are_told(arguments: tuple[str, ...], message: str) -> None:
    result = call("register", "diff", *arguments)
    assert code(result) == 2
    assert message in said(result)


def git(folder: Path, *arguments: str, **more: str) -> str:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@base.example", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@base.example"}
    settings_ = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", **more}
    return subprocess.run(["git", *arguments], cwd=folder, env=settings_, check=True, capture_output=True, text=True).stdout


def repository(folder: Path) -> None:
    git(_made(folder), "init", "-q")
    (folder / "docs").mkdir()
    register(folder / "docs", RICH, "documents: [{id: policy, source: policy/p.txt}]")
    (_made(folder / "docs/policy") / "p.txt").write_text("一、旧\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x")


def test_git_gives_the_register_and_the_policy_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path / "repo")
    place(tmp_path, monkeypatch)
    register(tmp_path / "repo/docs", RICH, "documents: [{id: policy, source: policy/p.txt}]", P3)
    first = call("register", "diff", "repo/docs/register.yaml", "--git", "HEAD")
    assert code(first) == 1
    assert "CHG-001" in first.output
    (tmp_path / "repo/docs/policy/p.txt").write_text("一、新\n", encoding="utf-8")
    second = call("register", "diff", "repo/docs/register.yaml", "--git", "HEAD")
    assert "CHG-001" not in second.output
    assert "CHG-003" in second.output
    (tmp_path / "repo/docs/more.yaml").write_text("\n\nprocessing_activities: [{id: a2, methods: [加工]}]\n", encoding="utf-8")
    whole = json.loads(call("register", "diff", "repo/docs", "--git", "HEAD", "--format", "json").output)
    told_ = {c["path"]: (c["file"], c["line"]) for c in whole["changes"]}
    assert set(told_) == {"data_uses[p3]", "processing_activities[a2].methods[加工]"}
    assert told_["processing_activities[a2].methods[加工]"] == ("repo/docs/more.yaml", 3)
    assert {(v["file"], v["line"]) for v in whole["violations"]} == set(told_.values())
    assert sorted(p.name for p in (tmp_path / "repo").iterdir()) == [".git", "docs"]  # nothing is left behind


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:docs", "-h", ""])
def test_a_revision_that_is_none_is_told(revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path / "repo")
    place(tmp_path, monkeypatch)
    result = call("register", "diff", "repo/docs/register.yaml", f"--git={revision}")
    assert code(result) == 2
    assert not (tmp_path / "repo/x").exists()


def test_a_strange_repository_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text conversion, filters, hooks and a file monitor would each leave a trace; links are not followed."""
    repo = tmp_path / "repo"
    repository(repo)
    trace = tmp_path / "trace"
    trap = f"touch {trace}; cat"
    (repo / ".gitattributes").write_text("* diff=trap filter=trap\n", encoding="utf-8")
    blob = git(repo, "hash-object", "-w", "docs/register.yaml").strip()
    git(repo, "update-index", "--add", "--cacheinfo", f"120000,{blob},docs/link.yaml")
    git(repo, "commit", "-qm", "y")
    for key, value in (("diff.trap.textconv", trap), ("filter.trap.smudge", trap), ("diff.external", trap), ("core.fsmonitor", f"touch {trace}"),
                       ("core.pager", trap), ("alias.cat-file", f"!touch {trace}")):  # fmt: skip
        git(repo, "config", key, value)
    place(tmp_path, monkeypatch)
    (tmp_path / "secret.txt").write_text("一、秘密\n", encoding="utf-8")
    register(repo / "docs", RICH, "documents: [{id: policy, source: ../../secret.txt}]", P3)
    assert code(call("register", "diff", "repo/docs/register.yaml", "--git", "HEAD")) == 1
    (repo / "docs/link.yaml").write_bytes((repo / "docs/register.yaml").read_bytes())
    linked = call("register", "diff", "repo/docs/link.yaml", "--git", "HEAD")
    assert (code(linked), "was not there" in said(linked)) == (2, True)
    assert not trace.exists()
