"""Parameters of law: their operators at the bound, their periods, and another pack that says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import law
from register.checks import run
from register.law import LawPack, LawPackError
from tests.register.cases import EMPTY, PHONE
from tests.register.crowds import crowd
from tests.register.made import TODAY, asset, found, register, scan

SHIPPED = (Path(law.__file__).parent / "cn-2026.11.yaml").read_text(encoding="utf-8")


def pack(folder: Path, *changes: tuple[str, str]) -> LawPack:
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return law.load(folder / "mine.yaml")


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("dpo.required", (1_000_000, 1_000_001), (0, 999_999)),  # 以上
        ("audit.two_yearly", (10_000_001,), (10_000_000,)),  # 超过
        ("minor.sensitive_age", (13,), (14,)),  # 不满
        ("xb.contract.general", (100_000, 999_999), (99_999, 1_000_000)),  # 以上 … 不满
        ("xb.contract.sensitive", (1, 9_999), (0, 10_000)),
        ("xb.exempt.general", (99_999,), (100_000,)),
    ],
)
def test_a_bound_is_compared_by_its_own_operator(name: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    shipped = law.load()
    assert all(shipped.compare(name, n) for n in inside)
    assert not any(shipped.compare(name, n) for n in outside)


def test_another_operator_in_the_pack_moves_the_bound(tmp_path: Path) -> None:
    mine = pack(tmp_path, ('dpo.required:                {op: ">="', 'dpo.required:                {op: ">"'))
    assert not mine.compare("dpo.required", 1_000_000)
    assert mine.compare("dpo.required", 1_000_001)
    at_most = pack(tmp_path, ('dpo.required:                {op: ">="', 'dpo.required:                {op: "<="'))
    assert at_most.compare("dpo.required", 1_000_000)


@pytest.mark.parametrize(
    ("name", "text"), [("pia.keep", "P3Y"), ("dsr.response", "P30D"), ("incident.summary", "P30D"), ("audit.two_yearly", "P2Y")]
)
def test_a_period_is_one_however_it_is_written(name: str, text: str) -> None:
    assert law.load().period(name).text == text
    assert law.load().source(name)


#: what the pack is made to say, what the register says, which rule then speaks (and did not before)
SWAPPED = [
    (("dpo.required:                {op: \">=\", n: 1000000", "dpo.required:                {op: \">=\", n: 500"),
     ("organization: {data_protection_officer: {name: x}}\nlaw_profile: {declared_subject_count: 500}", "organization.data_protection_officer"), "GOV-002"),
    (("audit.two_yearly:            {op: \">\", n: 10000000", "audit.two_yearly:            {op: \">\", n: 99"),
     ("audits: [{id: audit-2026, kind: compliance, date: 2024-06-01}]\nlaw_profile: {declared_subject_count: 100}", "audits"), "GOV-008"),
    (("audit.regular:               {period: P3Y", "audit.regular:               {period: P1M"), ("", ""), "GOV-008"),
    (("dsr.response:                {n: 30", "dsr.response:                {n: 14"), ("", ""), "DSR-003"),
    (("pia.keep:                    {period: P3Y", "pia.keep:                    {period: P5Y"),
     ("pia: [{id: p, triggers: [export], date: 2026-01-01, result: low, keep_until: 2029-01-01}]", ""), "GOV-005"),
    (("provide_entrust.record_keep: {period: P3Y", "provide_entrust.record_keep: {period: P1M"),
     ("processors: [{id: c1, name: 甲有限公司, record: 2026-01-01}]", ""), "SHR-011"),
    (("xb.assessment.validity:      {period: P3Y", "xb.assessment.validity:      {period: P1M"),
     ("cross_border_transfers: [{id: x, country: JP, data_categories: [user.name], mechanism: {type: security_assessment, effective: 2026-01-01}}]", ""), "XB-007"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "declared", "rule"), SWAPPED, ids=[f"{rule} {change[1][:20].strip()}" for change, _, rule in SWAPPED])
def test_another_pack_decides_otherwise(change: tuple[str, str], declared: tuple[str, str], rule: str, tmp_path: Path) -> None:
    overlay, removed = declared
    mine = pack(tmp_path, change)
    r = register(tmp_path, *filter(None, [overlay]), without=tuple(filter(None, [removed])))
    before = [(v.severity, v.declaration) for v in run(r, EMPTY, today=TODAY, only=[rule])]
    after = [(v.severity, v.declaration) for v in run(r, EMPTY, today=TODAY, only=[rule], law_pack=mine)]
    assert after
    assert after != before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('dpo.required:                {op: ">="', 'dpo.required:                {op: "=>"', "KeyError"),
        ("pia.keep:                    {period: P3Y", "pia.keep:                    {period: 3Y", "ValueError"),
        ("n: 1000000, unit: persons, law: 个人信息保护合规审计管理办法 第十二条", "n: many, law: x", "TypeError"),
        ("pia.keep:  ", "pia.keeping:", "parameters are missing: pia.keep"),
    ],
)
def test_a_pack_that_cannot_be_used_is_refused_when_it_is_loaded(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(LawPackError, match=said):
        pack(tmp_path, (old, new))


@pytest.mark.parametrize(("people", "severity"), [(499, "info"), (500, "high")])
def test_people_that_a_scan_counted_decide_where_none_are_declared(people: int, severity: str, tmp_path: Path) -> None:
    mine = pack(tmp_path, ('dpo.required:                {op: ">=", n: 1000000', 'dpo.required:                {op: ">=", n: 500'))
    seen = crowd({"PHONE_NUMBER": range(people)}, columns={"tel PHONE_NUMBER": range(people)})
    inventory = scan(found(PHONE, "tel", matched=people, rows=people, filled=people), assets=(asset(people=seen, rows_read=people),))
    nobody = register(tmp_path, without=("organization.data_protection_officer",))
    said = run(nobody, inventory, today=TODAY, only=["GOV-002"], law_pack=mine)
    assert [(v.severity.value, dict(v.evidence)["people"]) for v in said] == [(severity, str(people))]
    declared = register(tmp_path, "law_profile: {declared_subject_count: 9}", without=("organization.data_protection_officer",))
    assert [v.severity.value for v in run(declared, inventory, today=TODAY, only=["GOV-002"], law_pack=mine)] == ["info"]
