"""The draft of a real policy against the register that a reader made of it by hand, part by part; then a sentence at a time.

Names and words are taken from the two shared files at run time: nothing of them stands here. Ids of a draft are its own, so entries
are compared by what they say. Two quotes agree where one holds the other.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from register import yaml
from register.checks import run
from register.context import NO_SCAN
from register.model import load
from register.policy import draft as dr
from register.policy import read
from register.policy.draft import Draft, draft
from register.policy.written import written
from register.suggest import dumped_all
from tests.growth import growth

SHARED = Path(__file__).parents[3] / "shared"
EXAMPLE, POLICY = SHARED / "design/register/register.example.yaml", SHARED / "seed/privacy-policy.zh.txt"
needs_seed = pytest.mark.skipif(not (EXAMPLE.exists() and POLICY.exists()), reason="../shared is not here")
TODAY = date(2026, 11, 22)

Entry = dict[str, Any]


@cache
def drafted() -> Draft:
    return draft(POLICY, TODAY)


def ours(key: str) -> Any:
    return drafted().register[key]


@cache
def example() -> Entry:
    return dict(yaml.load(EXAMPLE.read_bytes()).data)


def bare(text: Any) -> str:
    return "".join(str(text).split())


def agree(one: Any, other: Any) -> bool:
    a, b = bare(one), bare(other)
    return bool(a and b) and (a in b or b in a)


def differing(found: list[Entry], expected: list[Entry], *keys: str) -> list[str]:
    """Where entries of two lists, in their order, say something else. Quotes need only agree."""
    said = [] if len(found) == len(expected) else [f"{len(found)} entries, not {len(expected)}"]
    for at, (one, other) in enumerate(zip(found, expected, strict=False)):
        for key in keys:
            a, b = one.get(key), other.get(key)
            if key == "clause":  # what a note says is cited as the note's, 一.1 ※, or as the clause's
                a, b = str(a).split(" ")[0], str(b).split(" ")[0]
            if not (agree(a, b) if key == "quote" else a == b):
                said.append(f"[{at}].{key}: {a!r} is not {b!r}")
    return said


@needs_seed
def test_all_kinds_and_no_others() -> None:
    assert (
        differing(ours("data_categories"), example()["data_categories"], "fides_key", "declaration", "clause", "quote", "open_ended") == []
    )
    listed = [e for e in ours("data_categories") if e["declaration"] == "listed"]
    assert (len(listed), [e["fides_key"] for e in listed if e.get("open_ended")]) == (8, ["user.unique_id"])
    assert [e["fides_key"] for e in ours("data_categories") if e["declaration"] == "mentioned"] == [
        "user.content.call_recording",
        "user.device.cookie_id",
        "user.behavior.browsing_history",
    ]
    assert ours("category_groups") == example()["category_groups"]


@needs_seed
def test_what_kinds_are_and_how_they_are_classed() -> None:
    theirs = {e["fides_key"]: (e["personal"], e["classification"]) for e in example()["data_categories"]}
    found = {e["fides_key"]: (e["personal"], e["classification"]) for e in ours("data_categories")}
    assert {key: found[key] for key in theirs if found[key] != theirs[key]} == {"user.contact.phone_number": ("always", "L3")}


@needs_seed
def test_purposes() -> None:
    keys = ("id", "declaration", "clause", "quote", "vague", "data_use", "dpv", "legal_basis", "legal_basis_source")
    assert differing(ours("data_uses"), example()["data_uses"], *keys) == []
    assert [e["id"] for e in ours("data_uses") if e["declaration"] == "listed"] == [f"p{n}" for n in range(1, 10)]
    assert [e["id"] for e in ours("data_uses") if e.get("vague")] == ["p6"]
    assert differing([ours("new_purpose_requires_consent")], [example()["new_purpose_requires_consent"]], "clause", "quote") == []


@needs_seed
def test_scenarios() -> None:
    assert differing(ours("collection_scenarios"), example()["collection_scenarios"], "clause", "quote", "data_categories") == []
    assert [e["declaration"] for e in ours("collection_scenarios")] == ["listed"] * 5 + ["mentioned"]


@needs_seed
def test_the_processor_with_its_bundled_consent() -> None:
    keys = ("name", "legal_name", "clause", "quote", "purpose", "data_categories", "term", "protection_measures", "subprocessing_allowed")
    assert differing(ours("processors"), example()["processors"], *keys) == []
    (processor,), (expected,) = ours("processors"), example()["processors"]
    assert differing([processor["bundled_consent"]], [expected["bundled_consent"]], "clause", "quote") == []
    assert {key: set(expected["fingerprints"][key]) - set(values) for key, values in processor["fingerprints"].items()} == {
        "hosts": set(),
        "script_paths": set(),
        "globals": set(),
        "cookies": {"HMACCOUNT"},
    }


@needs_seed
def test_recipients() -> None:
    keys = ("relation", "role", "clause", "quote", "named", "minimum_necessary", "purposes", "methods", "data_categories", "location")
    expected = [{**e, "named": None if e["relation"] == "group_parent" else False} for e in example()["recipients"]]
    assert differing(ours("recipients"), expected, *keys) == []
    parent, theirs = ours("recipients")[0], expected[0]
    assert parent["name"] == theirs["name"]
    assert theirs["aliases"][0] in parent["aliases"]
    assert parent["contact"] == {key: value for key, value in theirs["contact"].items() if value}
    assert all(entry["contact"] is None for entry in ours("recipients")[1:])


@needs_seed
def test_what_is_promised_about_everybody_else() -> None:
    assert ours("sharing_default")["outside_group"] == "deny"
    assert differing([ours("sharing_default")], [example()["sharing_default"]], "clause", "quote") == []
    assert ours("public_disclosure") == example()["public_disclosure"]


@needs_seed
def test_transfers() -> None:
    keys = ("country", "clause", "quote", "channels", "purposes", "methods", "data_categories", "rights_against_recipient", "pia")
    assert differing(ours("cross_border_transfers"), example()["cross_border_transfers"], *keys) == []
    assert [(e["country"], e["recipient"]) for e in ours("cross_border_transfers")] == [("JP", ours("recipients")[0]["id"]), (None, None)]
    assert {e["mechanism"]["type"] for e in ours("cross_border_transfers")} == {"undetermined"}


@needs_seed
def test_retention_and_safeguards() -> None:
    keys = ("clause", "quote", "criterion", "period", "determination_method", "after_expiry", "after_expiry_quote")
    assert differing([ours("retention_statement")], [example()["retention_statement"]], *keys) == []
    assert ours("retention_rules") == []
    assert differing(ours("security_measures"), example()["security_measures"], "kind", "clause", "quote") == []


@needs_seed
def test_rights_and_how_they_are_exercised() -> None:
    assert differing(ours("rights"), example()["rights"], "id", "clause", "quote", "pipl") == []
    found, expected = (next(e for e in rights if e["id"] == "erase")["conditions"] for rights in (ours("rights"), example()["rights"]))
    assert differing(found, expected, "quote", "pipl_ground") == []
    handling, theirs = ours("rights_handling"), example()["rights_handling"]
    assert differing([handling], [theirs], "clause", "quote", "identity_verification", "response_deadline") == []
    assert handling["contact"].keys() == theirs["contact"].keys()
    assert all(agree(handling["contact"][key], theirs["contact"][key]) for key in theirs["contact"])


@needs_seed
def test_incidents() -> None:
    keys = ("clause", "quote", "channels", "fallback", "report_to_regulator", "contact_in_notice")
    assert differing([ours("incident_response")], [example()["incident_response"]], *keys) == []
    pairs = zip(ours("incident_response")["notify_individual"], example()["incident_response"]["notify_individual"], strict=True)
    assert all(agree(one, other) for one, other in pairs)


@needs_seed
def test_changes() -> None:
    change, theirs = ours("change_rules"), example()["change_rules"]
    assert differing([change], [theirs], "clause", "minor_change_notice", "notice_timing", "consent_again_when") == []
    assert agree(change["minor_quote"], theirs["minor_quote"])
    assert differing(change["material"], theirs["material"], "id", "quote", "watches") == []


@needs_seed
def test_the_company_and_its_document() -> None:
    organisation, theirs = ours("organization"), example()["organization"]
    assert (organisation["name"], organisation["aliases"]) == (theirs["name"], theirs["aliases"])
    assert {key: bare(value) for key, value in organisation["controller"].items()} == {
        key: bare(value) for key, value in theirs["controller"].items() if value
    }
    assert organisation["data_protection_officer"] is None
    (document,), (expected,) = ours("documents"), example()["documents"]
    assert {key: document[key] for key in ("id", "type", "title", "version", "language")} == {
        key: expected[key] for key in ("id", "type", "title", "version", "language")
    }
    assert document["source"] == expected["source"]
    assert document["effective_from"] == str(expected["effective_from"])


@needs_seed
def test_what_is_left_over_is_told_and_is_little() -> None:
    """Two places about turning cookies off, which a register has no part for."""
    assert [(u.clause, bare(u.quote).startswith("客户")) for u in drafted().unplaced] == [("一.2", True), ("一.2", True)]
    assert drafted().placed > 0.95


@needs_seed
def test_a_draft_is_a_register_whose_form_references_and_quotes_stand(tmp_path: Path) -> None:
    shutil.copy(POLICY, tmp_path / POLICY.name)
    (tmp_path / "register.yaml").write_text(written(drafted().register, ["head"]), encoding="utf-8")
    assert run(load(tmp_path / "register.yaml"), NO_SCAN, today=TODAY, only=["REG-001", "REG-002", "REG-003"]) == []


# --- one sentence at a time -------------------------------------------------------------------------------------------


def of(text: str) -> Entry:
    return dr.drafted(read.blocks_of(text.encode(), "a.txt"), text, "a.txt", "0" * 64, TODAY).register


def names(key: str) -> Callable[[Entry], list[Any]]:
    return lambda register: [entry["name"] for entry in register[key]]


def keys(register: Entry) -> list[str]:
    return [entry["fides_key"] for entry in register["data_categories"] if entry["declaration"] != "internal"]


@pytest.mark.parametrize(
    ("text", "read_off", "expected"),
    [
        # kinds: collected, not collected, only meant
        ("一、收集\n我们会收集您的姓名和手机号码。", keys, ["user.name", "user.contact.phone_number"]),
        ("一、收集\n我们不会收集您的身份证号码。", keys, []),
        ("一、定义\n个人敏感信息，是指身份证号码、银行账号等信息。", keys, []),
        ("一、收集的个人信息\n(1) 基本信息：姓名、出生日期。", keys, ["user.name", "user.demographic.date_of_birth"]),
        ("一、收集\n我们会收集您的姓名，联系方式：028-0000-0301。", keys, ["user.name"]),
        ("一、收集\n在行程中，我们会收集录音录像。", keys, ["user.content.call_recording"]),
        # purposes: in a sentence, in a list inside a sentence, none of them
        ("一、收集\n我们收集您的姓名，用于寄送奖品。", names("data_uses"), ["寄送奖品"]),
        ("二、使用\n我们将信息用于：1、提供服务；2、处理投诉；3、其他用途。", names("data_uses"), ["提供服务", "处理投诉", "其他用途"]),
        ("一、范围\n本政策适用于示例网站的全部服务和信息使用。", names("data_uses"), []),
        ("二、使用\n上述信息仅用于下列用途：\n· 寄送奖品", names("data_uses"), ["寄送奖品"]),
        ("一、收集\n公司因人力资源管理的需要，收集员工的姓名。", names("data_uses"), ["人力资源管理"]),
        # occasions
        ("一、收集\n当您注册账号时，我们会收集您的姓名。", names("collection_scenarios"), ["注册账号"]),
        ("一、收集\n您联系客服时，我们会保存聊天记录。", names("collection_scenarios"), ["联系客服"]),
        ("一、收集\n1. 安全保障\n为保障账号安全，我们会收集您的设备型号。", names("collection_scenarios"), []),
        # processors and recipients
        ("三、委托\n我们委托示例云计算有限公司存储数据。", names("processors"), ["示例云计算有限公司"]),
        ("一、范围\n客户委托北辰云账处理其员工信息的，另行约定。", names("processors"), []),
        ("三、共享\n我们会向合作银行示例商业银行股份有限公司提供您的姓名。", names("recipients"), ["示例商业银行股份有限公司"]),
        ("三、共享\n我们会将病历提供给医保机构、义齿加工单位。", names("recipients"), ["医保机构", "义齿加工单位"]),
        ("三、共享\n我们会与关联公司示例支付有限公司共享支付信息。", names("recipients"), ["示例支付有限公司"]),
        ("三、共享\n我们会与关联公司共享支付信息。", names("recipients"), ["关联公司、集团其他公司"]),
        ("三、共享\n我们不会与第三方共享您的信息，但取得您同意的除外。", names("recipients"), []),
        ("三、共享\n我们会将姓名共享给航空公司、酒店、保险公司。", names("recipients"), ["航空公司", "酒店", "保险公司"]),
        ("一、收集\n我们会收集您的姓名、Android ID、IP 地址。", keys, ["user.name", "user.device.device_id", "user.device.ip_address"]),
        (
            "一、收集\n我们会收集您的姓名和手机号码。\n二、存储\n我们会将姓名提供给位于泰国的境外酒店。",
            lambda r: [(x["country"], x["data_categories"]) for x in r["cross_border_transfers"]],
            [("TH", ["user.name"])],
        ),
        (
            "二、存储\n交易信息自交易完成之日起保存三年；账号注销后，账号信息保存三十日。",
            lambda r: [(k["period"], k["start"]) for k in r["retention_rules"]],
            [("P3Y", "contract_end"), ("P30D", "account_closed")],
        ),
        ("五、您的权利\n您可以登录“我的—设置”查阅、更正您的个人信息。", names("rights"), ["查阅", "更正您的个人信息"]),
        # changes
        ("八、变更\n我们变更处理目的的，将重新取得您的同意。", lambda r: [m["watches"] for m in r["change_rules"]["material"]], [["data_uses"]]),
        ("八、变更\n修改后的政策张贴后即生效。", lambda r: [r["change_rules"].get("notice_timing")], ["after"]),
    ],
)  # fmt: skip
def test_a_sentence(text: str, read_off: Callable[[Entry], list[Any]], expected: list[Any]) -> None:
    assert read_off(of(text)) == expected


def test_consent_to_anothers_terms_is_never_lost() -> None:
    left = of("一、适用\n挂号即视为同意本声明，亦视为同意各合作机构的隐私条款。")["x-unplaced"]
    assert [("合作机构" in entry["quote"], "捆绑同意" in entry["why"]) for entry in left] == [(True, True)]


@pytest.mark.parametrize(
    "part",
    [
        "接收方 示例{n}有限公司\n处理目的 通知\n",
        "| 示例{n}有限公司 | 姓名 | 通知 |\n",
        "● 当您注册{n}时，我们会收集姓名\n",
        "我们会向示例科技有限公司提供您的姓名，用于寄送。",
    ],
)
def test_a_policy_of_any_length_costs_what_its_length_costs(part: str) -> None:
    """Four times the text, at most eight times the time; looking back over all that was read would take sixteen times."""

    assert growth(lambda count: of("一、收集、共享、联系我们\n" + "".join(part.format(n=n) for n in range(count))), 2_000, 4) < 8


@pytest.mark.parametrize(
    "heading", ["附件一", "三、其他", "三、如何联系我们", "三、附则\n1. 本政策自发布之日起生效。", "三、第三方SDK目录"]
)
@pytest.mark.parametrize(
    "rows",
    [
        "| 受托方 | 委托事项 | 个人信息种类 |\n| 贵州云岭数据服务有限公司 | 云存储 | 姓名、手机号、操作日志 |\n",
        "| SDK名称 | 提供方 | 使用目的 | 收集的个人信息 |\n| 示例推送 | 深圳示例推送科技有限公司 | 消息推送 | 操作日志、MAC地址 |\n",
    ],
)
def test_a_kind_that_only_a_table_of_parties_names_is_declared(heading: str, rows: str, tmp_path: Path) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text(f"示例软件隐私政策\n\n一、我们收集的信息\n1. 注册时收集您的姓名、手机号码。\n\n{heading}\n{rows}", "utf-8")
    made = draft(policy, date(2026, 11, 22)).register
    (tmp_path / "register.yaml").write_text(dumped_all(made), "utf-8")
    assert load(tmp_path / "register.yaml").processors
