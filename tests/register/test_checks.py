"""Every rule against its table, and what all violations have in common."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from register import checks, law, yaml
from register.checks import rules, run
from register.merge import merged
from register.model import Register, load, parse
from register.suggest import dumped
from register.violation import Violation
from scanner.inventory import Inventory
from tests import register as tables
from tests.growth import growth
from tests.register.cases import BANK, EMPTY, ID, LOOSE, TEST_CRM, Case
from tests.register.made import BASE, COMPLETE, TODAY, asset, clean, data, found, header, register, scan

SHARED = Path(__file__).parents[3] / "shared/design/register/checks.md"
#: The tables of all families: every module `cases*.py` has one.
CASES: list[Case] = [
    case
    for name in sorted(module.name for module in pkgutil.iter_modules(tables.__path__) if module.name.startswith("cases"))
    for case in importlib.import_module(f"{tables.__name__}.{name}").CASES
]
IDS = [f"{case.rule} {case.name}" for case in CASES]
#: Rules that have tests of their own.
APART = {"REG-001", "REG-002", "REG-003"}


def ask(case: Case, folder: Path) -> list[Violation]:
    earlier = folder / "earlier"
    earlier.mkdir(exist_ok=True)
    previous = register(earlier, *filter(None, [case.previous])) if case.previous is not None else None
    overlays = filter(None, [case.register])
    return run(
        register(folder, *overlays, without=case.without), case.scan, today=TODAY, only=[case.rule], previous=previous, earlier=case.earlier
    )


def place(violation: Violation) -> str:
    return " · ".join(filter(None, (violation.uri, violation.column))) or violation.declaration


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_case_says_exactly_what_its_table_says(case: Case, tmp_path: Path) -> None:
    said = ask(case, tmp_path)
    assert sorted((v.severity.value, place(v)) for v in said) == sorted(case.fires)
    if case.evidence:
        assert set(case.evidence) <= set(said[0].evidence)


@pytest.mark.parametrize("case", [c for c in CASES if c.fires], ids=[f"{c.rule} {c.name}" for c in CASES if c.fires])
def test_the_suggested_lines_fit_the_register_and_silence_the_violation(case: Case, tmp_path: Path) -> None:
    folder = tmp_path
    for violation in ask(case, folder):
        assert violation.yaml or not case.lines or case.rule in ("INV-006", "RET-002", "SEC-002")
        if not violation.yaml:
            continue
        fragment = yaml.load(violation.yaml.encode()).data
        path = folder / "register.yaml"
        path.write_text(dumped(merged(data(*filter(None, [case.register]), without=case.without), fragment)), encoding="utf-8")
        left = run(load(path), case.scan, today=TODAY, only=[case.rule])
        assert violation.fingerprint not in {v.fingerprint for v in left}


@pytest.mark.parametrize("case", [c for c in CASES if c.fires], ids=[f"{c.rule} {c.name}" for c in CASES if c.fires])
def test_a_violation_says_all_in_both_languages(case: Case, tmp_path: Path) -> None:
    for v in ask(case, tmp_path):
        for text in (v.title, v.message, v.remedy):
            assert text.zh
            assert text.en
            assert text.zh != text.en
            assert not re.search(r"\bNone\b|  ", f"{text.zh}{text.en}")
        assert v.law or case.rule == "WVR-001"  # it is about the register's own order
        assert v.line > 0
        assert v.file
        assert all(re.fullmatch("[a-z_]+", key) and value for key, value in v.evidence)


def test_every_rule_has_a_table_or_a_test_of_its_own() -> None:
    assert {case.rule for case in CASES} | APART == {rule.id for rule in rules() if rule.manual is None}
    for rule in {case.rule for case in CASES}:
        mine = [case for case in CASES if case.rule == rule]
        assert any(case.fires for case in mine)
        assert any(not case.fires for case in mine)


def test_rules_are_named_after_their_modules() -> None:
    modules = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_").lower() for rule in rules()} == modules


def test_the_clean_base_is_clean(tmp_path: Path) -> None:
    assert run(register(tmp_path), clean(), today=TODAY) == []


def test_only_known_rules_can_be_asked(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown rules XYZ-001; there are: CHG-001"):
        run(register(tmp_path), EMPTY, today=TODAY, only=["XYZ-001"])


def messy() -> Inventory:
    return scan(
        found(ID, "id_no"), found(BANK, "card"), found(uri=LOOSE), found(uri=TEST_CRM), found("user.content.call_recording", "rec"),
        assets=(asset(region="JP"), asset(LOOSE), asset(TEST_CRM, environment="test", system="crm")),
    )  # fmt: skip


def test_the_worst_comes_first_and_the_order_is_always_the_same(tmp_path: Path) -> None:
    r, inventory = register(tmp_path), messy()
    first = run(r, inventory, today=TODAY)
    assert [v.severity.rank for v in first] == sorted(v.severity.rank for v in first)
    assert {v.rule for v in first} == {"INC-003", "INV-001", "INV-002", "INV-003", "INV-007", "SEC-002", "XB-001"}
    for seed in range(5):
        shuffled = list(inventory.findings)
        random.Random(seed).shuffle(shuffled)
        again = run(r, replace(inventory, findings=tuple(shuffled), assets=inventory.assets[::-1]), today=TODAY)
        assert [(v.rule, v.fingerprint) for v in again] == [(v.rule, v.fingerprint) for v in first]


def test_fingerprints_are_different_and_survive_a_change_of_counts(tmp_path: Path) -> None:
    r, inventory = register(tmp_path), messy()
    first = [v.fingerprint for v in run(r, inventory, today=TODAY)]
    assert len(set(first)) == len(first)
    rescanned = replace(inventory, findings=tuple(replace(f, matched=1, rows=7, line=9) for f in inventory.findings))
    assert [v.fingerprint for v in run(r, rescanned, today=TODAY)] == first


def test_fingerprints_survive_an_edit_of_the_register(tmp_path: Path) -> None:
    broken = data("departments: [{id: it, owner: null}]\nretention_rules: [{id: r-support, period: null}]")
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in broken.items()}
    prints = []
    for version in (broken, turned):
        (tmp_path / "r.yaml").write_text(dumped(version), encoding="utf-8")
        prints.append([(v.rule, v.fingerprint) for v in run(load(tmp_path / "r.yaml"), EMPTY, today=TODAY)])
    assert prints[0] == prints[1]
    assert [rule for rule, _ in prints[0]] == ["GOV-001", "RET-001"]


def test_a_law_pack_may_set_severities(tmp_path: Path) -> None:
    text = (
        (Path(law.__file__).parent / "cn-2026.11.yaml").read_text(encoding="utf-8").replace("severities: {}", "severities: {INV-001: low}")
    )
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    pack = law.load(tmp_path / "mine.yaml")
    said = run(register(tmp_path), clean(found(BANK, "card")), today=TODAY, law_pack=pack)
    assert [(v.rule, v.severity.value) for v in said] == [("INV-001", "low")]


@pytest.mark.parametrize("collecting", [True, False])
def test_asking_leaves_the_garbage_collector_as_it_was(collecting: bool, tmp_path: Path) -> None:
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        run(register(tmp_path), EMPTY, today=TODAY)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()


def test_a_company_sets_severity_and_gate_of_a_rule(tmp_path: Path) -> None:
    inventory = scan(found(BANK, "card"))
    (usual,) = run(register(tmp_path), inventory, today=TODAY, only=["INV-001"])
    (own,) = run(register(tmp_path, "rules: {INV-001: {severity: low, gate: false}}"), inventory, today=TODAY, only=["INV-001"])
    assert (usual.severity, usual.gate, own.severity, own.gate) == ("critical", True, "low", False)
    (tmp_path / "unknown").mkdir()
    (tmp_path / "unknown" / "r.yaml").write_text(dumped(data("rules: {INV-999: {severity: low}}")), "utf-8")
    assert [(p.rule, p.path) for p in parse(tmp_path / "unknown" / "r.yaml").problems] == [("REG-002", "rules.INV-999")]


def test_the_file_and_line_are_those_to_edit(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(BASE, encoding="utf-8")
    r = load(path)

    def lines(inventory: Inventory, rule: str) -> list[tuple[str, int]]:
        return [(v.file, v.line) for v in run(r, inventory, today=TODAY, only=[rule])]

    kinds_of_a1 = BASE.splitlines().index('    data_categories: ["@main"]') + 1
    assert lines(scan(found(ID, "id_no")), "INV-001") == [(str(path), kinds_of_a1)]
    assert lines(scan(found(uri=LOOSE)), "INV-003") == [(str(path), BASE.splitlines().index("systems:") + 1)]
    ddl = asset("ddl://pr/1.sql/t", status="SCHEMA", path="db/1.sql", line=3)
    assert lines(scan(header(ID, "id_no", ddl.uri, line=8), assets=(ddl,), mode="schema"), "INV-011") == [("db/1.sql", 8)]
    assert lines(scan(header(ID, "id_no", ddl.uri), assets=(ddl,), mode="schema"), "INV-011") == [("db/1.sql", 3)]


def test_the_clause_is_the_declared_one_or_the_silent_policy(tmp_path: Path) -> None:
    inventory = scan(found("user.content.call_recording", "rec"), found(ID, "id_no"))
    said = {v.rule: v.clause for v in run(register(tmp_path), inventory, today=TODAY)}
    assert (said["INV-002"].clause, said["INV-002"].quote) == ("一.1", "通话录音")  # type: ignore[union-attr]
    assert (said["INV-001"].document, said["INV-001"].quote) == ("个人信息保护政策 2026-01-01", "")  # type: ignore[union-attr]
    nameless = register(tmp_path, base=COMPLETE.replace("  - {id: policy, type: privacy_policy", "  - {id: policy, type: contract"))
    assert [v.clause for v in run(nameless, clean(found(ID, "id_no")), today=TODAY, only=["INV-001"])] == [None]


def test_a_policy_that_was_replaced_is_not_the_one_in_force(tmp_path: Path) -> None:
    old = "documents: [{id: p2, type: privacy_policy, title: 新政策, supersedes: policy}, {id: p0, type: privacy_policy, effective_to: 2020-01-01}]"
    r = register(tmp_path, old)
    assert [d.id for d in r.documents.values() if d.in_force] == ["p2"]
    assert (clause := r.clause_for("user.name")) is not None
    assert clause.document == "新政策"


def test_a_register_without_statement_or_rules_gets_an_example_to_replace(tmp_path: Path) -> None:
    base = "\n".join(line for line in COMPLETE.split("retention_statement")[0].splitlines() if "retention:" not in line)
    said = run(register(tmp_path, base=base), EMPTY, today=TODAY)
    activities = [("RET-006", f"processing_activities[{a}].retention") for a in ("a1", "a2")]
    assert [(v.rule, v.declaration) for v in said] == [("RET-001", "retention_statement"), *activities]
    fragment = yaml.load(said[0].yaml.encode()).data
    assert fragment["retention_statement"]["period"] == "P3Y"
    assert run(register(tmp_path, said[0].yaml, base=base), EMPTY, today=TODAY) == []


def test_a_column_beside_a_copied_one_says_which_that_is(tmp_path: Path) -> None:
    case = next(c for c in CASES if c.name == "names beside copied phones are copies too")
    said = {v.column: v.message for v in ask(case, tmp_path)}
    assert "同一行的 tel 约 100% 的值" in said["name"].zh
    assert "about 100% of tel, beside it, is in production too, sqlite://crm/customers · tel" in said["name"].en
    assert "about 100% of its values is in production too" in said["tel"].en


@pytest.mark.parametrize(
    ("owner", "said"),
    [("it", "信息技术部负责人"), ("信息技术部", "信息技术部负责人"), ("hr", "人事部"), ("张工", "张工"), ("", "信息技术部负责人")],
)
def test_the_owner_is_the_sources_own_as_the_register_knows_it(owner: str, said: str, tmp_path: Path) -> None:
    r = register(tmp_path, "departments: [{id: hr, name: 人事部}]")
    violation = run(r, scan(found(ID, "id_no"), assets=(asset(owner=owner),)), today=TODAY)[0]
    assert dict(violation.evidence)["owner"] == said


def test_form_and_reference_problems_become_violations(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(BASE.replace("version: 1.0.0", "versoin: 1"), encoding="utf-8")
    said = run(parse(path), EMPTY, today=TODAY, only=["REG-001", "REG-002"])
    assert [(v.rule, v.line, v.declaration, v.file) for v in said] == [("REG-001", 1, "", str(path)), ("REG-001", 3, "versoin", str(path))]
    path.write_text(BASE.replace("department: sales", "department: nobody"), encoding="utf-8")
    said = run(parse(path), EMPTY, today=TODAY, only=["REG-001", "REG-002"])
    assert [(v.rule, v.declaration) for v in said] == [("REG-002", "processing_activities[0].department")]


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("policy.txt", "一、收集\n1. 姓名、电话 号码、电子邮箱、通话录音\n二、保存\n三年\n", []),
        (
            "policy.md",
            "# 一、收集\n## 1. 姓名、电话号码、电子邮箱\n# 二、保存\n三年\n",
            ["data_categories[user.content.call_recording].quote"],
        ),
        ("policy.txt", "一、收集\n1. 姓名、电话号码、电子邮箱、通话录音\n2. 三年\n二、保存\n", ["retention_statement.quote"]),
        ("policy.pdf", "%PDF", ["documents[policy].source.path"]),
        ("../policy.txt", "", []),
        ("/etc/hostname", "", []),
        ("n" * 300, "", []),
    ],
)
def test_quotes_have_to_stand_in_their_clause(source: str, text: str, said: list[str], tmp_path: Path) -> None:
    (tmp_path / "policy.txt").write_text("", encoding="utf-8")
    folder = tmp_path / "company"
    folder.mkdir()
    if text:
        (folder / source).write_text(text, encoding="gb18030" if source.endswith("md") else "utf-8")
    overlay = f"documents: [{{id: policy, source: {source}}}]"
    found_wrong = run(register(folder, overlay, base=BASE), EMPTY, today=TODAY, only=["REG-003"])
    assert [(v.rule, v.declaration) for v in found_wrong] == [("REG-003", path) for path in said]
    assert all(v.clause and v.clause.quote for v in found_wrong if v.declaration.endswith("quote"))


def test_a_document_in_no_known_encoding_bears_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "policy.txt").write_bytes(b"\xff\xff\xff")
    (said,) = run(register(tmp_path, "documents: [{id: policy, source: policy.txt}]"), EMPTY, today=TODAY)
    assert (said.rule, said.declaration) == ("REG-003", "documents[policy].source.path")
    assert "cannot be read, so its quotes were not checked" in said.message.en


def test_a_document_with_another_hash_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.pdf").write_bytes(b"%PDF-2")
    source = f"documents: [{{id: policy, source: {{path: p.pdf, sha256: {'0a' * 32}}}}}]"
    said = run(register(tmp_path, source), EMPTY, today=TODAY)
    places = [("REG-003", "documents[policy].source.path"), ("REG-003", "documents[policy].source.sha256")]
    assert [(v.rule, v.declaration) for v in said] == places
    assert dict(said[1].evidence)["expected"] == "0a" * 32


def test_suggestions_survive_hostile_names(tmp_path: Path) -> None:
    for i, name in enumerate(["a: b", "- x", "客户", "1e3", "NO", "{x}", "'\"\n#", "x" * 200, "*a", "0o7"]):
        uri = f"file://{name}/list.csv"
        inventory = scan(
            found(ID, "c"), found(uri=uri), found(BANK, "b", uri), assets=(asset(), asset(uri, source=name, system=name if i % 2 else ""))
        )
        for violation in (v for v in run(register(tmp_path), inventory, today=TODAY) if v.yaml):
            fragment = yaml.load(violation.yaml.encode()).data
            (tmp_path / "after.yaml").write_text(dumped(merged(data(), fragment)), encoding="utf-8")
            assert parse(tmp_path / "after.yaml").problems == ()


def test_many_findings_are_checked_at_a_cost_that_grows_like_them(tmp_path: Path) -> None:
    """Up to 20,000 findings against a register of 500 entries. `python -m benchmarks checks` measures 100,000, rule by rule."""
    systems = "".join(
        f"  - {{fides_key: s{n}, administrating_department: it, location: CN-SH, server: {{type: x, environment: prod}}, bindings: ['sqlite://d{n}/*']}}\n"
        for n in range(250)
    )
    activities = "".join(
        f"  - {{id: b{n}, department: it, systems: [s{n}], data_categories: ['@main'], retention: r-customer}}\n" for n in range(250)
    )
    r: Register = register(tmp_path, f"systems:\n{systems}processing_activities:\n{activities}")
    kinds = [("user.name", "n"), ("user.contact.phone_number", "p"), ("user.contact.email", "e"), ("user.job_title", "j"), (ID, "i")]
    findings = [found(kind, column, f"sqlite://d{n % 250}/t{n // 250}") for n in range(4_000) for kind, column in kinds]
    said = run(r, scan(*findings), today=TODAY)
    assert sum(v.rule == "INV-001" for v in said) == 8_000
    assert growth(lambda count: run(r, scan(*findings[:count]), today=TODAY), 2_500, 4) < 9


def named(cell: str) -> list[str]:
    """DSR-001…003 names three rules, GOV-006/007 two."""
    family, _, numbers = cell.partition("-")
    first, *last = (int(number) for number in re.split("[…/]", numbers))
    return [f"{family}-{number:03}" for number in range(first, (last or [first])[0] + 1)]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_rules_agree_with_the_design_on_severity_and_gate() -> None:
    marks = {"C": "critical", "H": "high", "M": "medium", "L": "low", "I": "info"}
    rows = (line.split(" | ") for line in SHARED.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]+-\d{3}[…/ ]", line))
    design = {rule: (marks[row[1][0]], row[2].strip().startswith("●")) for row in rows for rule in named(row[0].strip("| "))}
    assert {r.id: (r.severity.value, r.gate) for r in rules()} == {r.id: design[r.id] for r in rules()}
