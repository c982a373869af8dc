"""Lint on a real policy's register, statement by statement; and what it reads from a policy's own text.

The first table is a list of gaps that a reader found in the shared policy by hand: each has to be raised, at its place, by its rule.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from register.checks import run
from register.describe import lint
from register.model import load
from register.violation import Violation
from tests.pandian.command import call, code, place, said
from tests.register.cases import EMPTY
from tests.register.made import TODAY, register

SHARED = Path(__file__).parents[3] / "shared"
EXAMPLE, POLICY = SHARED / "design/register/register.example.yaml", SHARED / "seed/privacy-policy.zh.txt"
needs_seed = pytest.mark.skipif(not (EXAMPLE.exists() and POLICY.exists()), reason="../shared is not here")

#: statement -> rule, where (PARENT: the recipient that is the parent company)
GAPS = [
    ("H1 dated 2022, three laws later", "GOV-003", "documents[policy-2022-02-15].review"),
    ("0.1 two legal names", "REG-009", "organization.name"),
    ("1.8 等", "REG-004", "data_categories[user.unique_id].quote"),
    ("1.9 every scenario, all eight kinds", "REG-013", "collection_scenarios"),
    ("1.12 call recording outside the list", "REG-005", "data_categories[user.content.call_recording].declaration"),
    ("1.12 its purpose outside the list", "REG-008", "data_uses[p10].declaration"),
    ("1.22 other necessary contact", "REG-007", "data_uses[p6].vague"),
    ("1.23 laws that are not named", "INV-004", "data_uses[p7].necessity"),
    ("2.1 cookies outside the list", "REG-005", "data_categories[user.device.cookie_id].declaration"),
    ("2.2 cookies said to be anonymous", "REG-006", "data_categories[user.device.cookie_id].personal"),
    ("2.4 access data outside the list", "REG-005", "data_categories[user.behavior.browsing_history].declaration"),
    ("2.4 its purpose outside the list", "REG-008", "data_uses[p11].declaration"),
    ("2.4 term, protection, contract, legal name", "SHR-006", "processors[baidu_tongji]"),
    ("2.4 no supervision", "SHR-006", "processors[baidu_tongji].supervision.last_checked"),
    ("2.6 bundled consent", "SHR-007", "processors[baidu_tongji].bundled_consent"),
    ("3.2 nobody is named", "GOV-001", "departments[sales].owner"),
    ("3.6 no retention period", "RET-001", "retention_statement.period"),
    ("3.8a the cause is not told", "INC-001", "incident_response"),
    ("3.8d no contact in the notice", "INC-002", "incident_response.contact_in_notice"),
    ("4.1 subsidiaries unnamed", "SHR-002", "recipients[group_subsidiaries]"),
    ("4.1 no separate consent", "SHR-003", "recipients[group_subsidiaries].separate_consent"),
    ("4.1 no separate consent, the parent", "SHR-003", "recipients[PARENT].separate_consent"),
    ("4.1 two names of the parent", "REG-009", "recipients[PARENT].name"),
    ("4.7 contractors as a class", "SHR-008", "recipients[contractors].named"),
    ("4.10 a successor", "SHR-009", "recipients[successor].named"),
    ("5.1 countries unnamed", "XB-004", "cross_border_transfers[x2]"),
    ("5.2 no separate consent to the export", "XB-006", "cross_border_transfers[x1].separate_consent"),
    ("5.3 no mechanism", "XB-007", "cross_border_transfers[x1].mechanism"),
    ("5.3 no assessment", "XB-008", "cross_border_transfers[x1].pia"),
    ("5.4 no route against the recipient", "XB-005", "cross_border_transfers[x1].rights_against_recipient"),
    ("6.3 grounds of erasure", "DSR-002", "rights[erase].conditions"),
    ("6.5 rights", "DSR-001", "rights"),
    ("6.6 no time limit", "DSR-003", "rights_handling.response_deadline"),
    ("no officer", "GOV-002", "organization.data_protection_officer"),
    ("no audit", "GOV-008", "audits"),
    ("giving without assessment", "GOV-005", "processing_activities[a7].pia"),
    ("no records kept", "SHR-011", "recipients[PARENT].record"),
]


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLE, tmp_path / "register.yaml")
    shutil.copy(POLICY, tmp_path)
    return tmp_path / "register.yaml"


@needs_seed
def test_lint_raises_the_gaps_that_a_reader_found(seed: Path) -> None:
    parent = next(r.id for r in load(seed).recipients.values() if r.relation == "group_parent")
    found = {(v.rule, v.declaration.replace(parent, "PARENT")): v for v in lint(seed, TODAY)}
    assert [gap for gap in GAPS if gap[1:] not in found] == []
    for _, rule, declaration in GAPS:
        violation = found[rule, declaration]
        assert violation.law
        assert violation.line > 1
        assert all(len(text) > 12 for text in (violation.remedy.zh, violation.remedy.en))


@needs_seed
def test_lint_says_little_else_and_nothing_false(seed: Path) -> None:
    """What the policy does right stays silent: quotes that stand, scenarios that cover their activities, a contact, a known status."""
    rules = {v.rule for v in lint(seed, TODAY)}
    assert not rules & {
        "REG-001",
        "REG-002",
        "REG-003",
        "REG-010",
        "XB-002",
        "SPI-002",
        "SPI-003",
        "SPI-005",
        "SHR-004",
        "GOV-004",
        "WVR-001",
    }
    assert len(lint(seed, TODAY)) < 65


@needs_seed
def test_what_the_policy_says_is_quoted(seed: Path) -> None:
    quoted = {(v.rule, v.declaration): v.clause for v in lint(seed, TODAY)}
    denial = quoted["REG-006", "data_categories[user.device.cookie_id].personal"]
    assert denial is not None
    assert "不包含特定个人的信息" in denial.quote
    name = quoted["REG-009", "organization.name"]
    assert name is not None
    company = load(seed).organization.name
    assert name.quote != company
    assert sorted({*name.quote} - {*company}) == []
    assert name.quote in POLICY.read_text(encoding="utf-8")


@needs_seed
@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "政策没有写明这些权利：复制、转移"), ("en", "the policy does not tell of these rights: copy")]
)
def test_lint_as_a_command_speaks_both_languages(
    lang: str, words: str, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, monkeypatch)
    result = call("register", "lint", str(seed), "--lang", lang, "--today", "2026-11-22")
    assert code(result) == 1
    assert words in said(result)
    assert "rights_against_recipient:" in said(result)
    assert code(call("register", "lint", str(seed), "--fail-on", "never", "--today", "2026-11-22")) == 0


def test_lint_as_a_command_is_silent_where_nothing_is_left_unsaid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch)
    register(tmp_path)
    result = call("register", "lint", str(tmp_path / "register.yaml"), "--fail-on", "info", "--today", "2026-11-22")
    assert code(result) == 0
    register(tmp_path, "cross_border_transfers: [{id: x1, country: null, data_categories: [user.name]}]")
    result = call("register", "lint", str(tmp_path / "register.yaml"), "--lang", "en", "--today", "2026-11-22")
    assert code(result) == 1
    assert "XB-004" in said(result)


# -- from the policy's own text ----------------------------------------------------------------------------------------

COOKIE = "data_categories: [{fides_key: user.device.cookie_id, declaration: listed, clause: 一.2, quote: Cookie 标识符}]"


def of_text(folder: Path, rule: str, text: str, *overlays: str) -> list[Violation]:
    (folder / "policy.txt").write_text(text, encoding="utf-8")
    r = register(folder, "documents: [{id: policy, source: policy.txt}]", *overlays)
    return run(r, EMPTY, today=date(2026, 11, 22), only=[rule])


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("我们使用的 Cookie 标识符通常包含站点名称，不包含特定个人\n的信息。", True),  # wrapped within the sentence
        ("Cookie 通常不会识别到您的身份。", True),
        ("cookies do not contain personal information.", True),
        ("Cookie 标识符是个人信息。我们不会向他人提供。", False),
        ("设备型号不属于个人信息。Cookie 标识符是个人信息。", False),  # of something else
        ("Cookie 标识符经匿名化处理后不属于个人信息。", False),
    ],
)
def test_a_denial_is_found_in_the_kinds_own_clause(sentence: str, denied: bool, tmp_path: Path) -> None:
    text = f"一、收集\n1. 概述\n我们收集个人信息。\n2. 关于 Cookie\n{sentence}\n二、保存\nCookie 标识符不包含特定个人的信息。\n"
    found = of_text(tmp_path, "REG-006", text, COOKIE)
    assert [v.declaration for v in found] == (["data_categories[user.device.cookie_id].personal"] if denied else [])


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("由示例软件上海（上海）有限公司负责。", "示例软件上海（上海）有限公司"),
        ("由示例软件(上海)有限公司负责。", ""),  # half-width brackets
        ("由示例软件（北京）有限公司负责。", ""),  # a company of its own
        ("由另一家网络科技（上海）有限公司负责。", ""),
        ("一、联系\n请写信至 privcy@base.example。", "privcy@base.example"),
        ("一、联系\n请写信至 privacy@base.example 或 dpo@base.example。", ""),
    ],
)
def test_spellings_are_looked_for_in_the_text(text: str, variants: str, tmp_path: Path) -> None:
    found = of_text(tmp_path, "REG-009", text)
    assert [dict(v.evidence)["variants"] for v in found] == ([variants] if variants else [])
    assert all(v.clause and v.clause.quote == variants for v in found)
