"""Reading a register: what is wrong is told with line and fix; what is right answers the checks' questions."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from register import law, structure, yaml
from register.categories import KNOWN, ancestors, known
from register.describe import lint
from register.entries import Period
from register.glob import matches
from register.model import RegisterError, load, parse
from register.quotes import clause_text
from tests.growth import growth
from tests.register.made import BASE, TODAY, register

EXAMPLE = Path(__file__).parents[3] / "shared/design/register/register.example.yaml"
DOCS = Path(__file__).parents[2] / "docs/register.md"

# (what is written in BASE, what is written instead, line, path, part of message or fix)
WRONG_FORM = [
    ("version: 1.0.0", "versoin: 1.0.0", 3, "versoin", "did you mean 'version'"),
    ("version: 1.0.0\n", "", 1, "", "lacks 'version'"),
    ("apiVersion: pi-register/v1", "apiVersion: pi-register/v2", 1, "apiVersion", "did you mean pi-register/v1"),
    ("owner: 销售部负责人", "ownr: 销售部负责人", 8, "departments[0].ownr", "did you mean 'owner'"),
    ("owner: 销售部负责人", "owner: [x]", 8, "departments[0].owner", "must be text or null"),
    ("owner: 销售部负责人", "zzz: 1", 8, "departments[0].zzz", "known keys: deputy, email, id, name, owner"),
    ("environment: prod", "environment: prodd", 35, "systems[0].server.environment", "did you mean prod"),
    ("environment: prod", "environment: xyz", 35, "systems[0].server.environment", "known: prod, preprod"),
    ("location: CN-SH", "location: 上海", 36, "systems[0].location", "ISO 3166"),
    ("period: P3Y, after", "period: 3 years, after", 44, "retention_statement.period", "ISO 8601"),
    ("period: P3Y, after", "period: P, after", 44, "retention_statement.period", "ISO 8601"),
    ("- user.workplace", "- user", 11, "data_categories[0]", "at least two steps"),
    ("- user.workplace", "- {fides_key: user.workplace, declaration: listed}", 11, "data_categories[0]", "lacks 'clause'"),
    ("quote: 姓名", "quote: ''", 12, "data_categories[1].quote", "too short"),
    ('["@main"]', "[]", 23, "processing_activities[0].data_categories", "too short"),
    ("organization: 示例软件（上海）有限公司", "organization: {fides_key: x}", 4, "organization", "lacks 'name'"),
    ("systems:\n  - fides_key: crm", "systems:\n  - fides_key: 客户", 32, "systems[0].fides_key", "ASCII letters"),
    ("version: 1.0.0", "law_profile: {declared_subject_count: -1}\nversion: 1.0.0", 3, "law_profile.declared_subject_count", "(minimum)"),
    (
        "version: 1.0.0",
        "waivers: [{rule: X, target: a, reason: 正在迁移年底前删除, approved_by: b, expires: 2026-12-31}]\nversion: 1.0.0",
        3,
        "waivers[0].rule",
        "must match",
    ),
    ("main: [user", "Main: [user", 16, "category_groups", "lower case"),
]

DANGLING = [
    ("department: sales", "department: slaes", 21, "processing_activities[0].department", "did you mean 'sales'"),
    ("systems: [crm]", "systems: [crm, erp]", 22, "processing_activities[0].systems[1]", "'erp' is not in systems"),
    ('["@main"]', '["@mian"]', 23, "processing_activities[0].data_categories[0]", "did you mean '@main'"),
    ('["@main"]', '[user.contact.fax_number]', 23, "processing_activities[0].data_categories[0]", "not in data_categories"),
    ("main: [user.workplace", "main: [user.work", 17, "category_groups.main[0]", "did you mean 'user.workplace'"),
    ("retention: r-customer", "retention: r-x", 24, "processing_activities[0].retention", "not in retention_rules"),
    ("id: it, name", "id: sales, name", 9, "departments[1]", "stands twice"),
    ("- user.workplace", "- user.name", 12, "data_categories[1]", "stands twice"),
    ("- user.workplace", "- {fides_key: user.workplace, parent_key: user.nowhere}", 11, "data_categories[0].parent_key", "not in data_categories"),
    ("quote: 姓名", "quote: 姓名, document: polcy", 12, "data_categories[1].document", "did you mean 'policy'"),
    ("organization:", "law_profile: {pack: cn-2025.01}\norganization:", 4, "law_profile.pack", "cn-2026.11"),
    ("organization:", "change_rules: {material: [{id: c, watches: [data_use]}]}\norganization:", 4, "change_rules.material[0].watches[0]", "data_uses"),
]  # fmt: skip


def edited(folder: Path, before: str, after: str) -> Path:
    assert before in BASE
    path = folder / "r.yaml"
    path.write_text(BASE.replace(before, after, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(("before", "after", "line", "path", "said"), WRONG_FORM)
def test_a_wrong_form_is_told_with_line_and_fix(tmp_path: Path, before: str, after: str, line: int, path: str, said: str) -> None:
    told = [p for p in parse(edited(tmp_path, before, after)).problems if p.path == path]
    assert [(p.rule, p.line) for p in told][:1] == [("REG-001", line)]
    assert any(said in f"{p.message.en} {p.fix.en}" for p in told)
    assert all(p.message.zh and p.fix.zh for p in told)


@pytest.mark.parametrize(("before", "after", "line", "path", "said"), DANGLING)
def test_a_reference_that_leads_nowhere_is_told_with_line_and_fix(
    tmp_path: Path, before: str, after: str, line: int, path: str, said: str
) -> None:
    told = [p for p in parse(edited(tmp_path, before, after)).problems if p.path == path]
    assert [(p.rule, p.line) for p in told] == [("REG-002", line)]
    assert said in f"{told[0].message.en} {told[0].fix.en}"


def test_load_raises_with_every_problem_and_says_the_first(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"r.yaml:8: .*did you mean 'owner'.*\(and 1 more\)") as caught:
        load(
            edited(tmp_path, "owner: 销售部负责人}\n  - {id: it, name: 信息技术部, owner", "ownr: x}\n  - {id: it, name: 信息技术部, wner")
        )
    assert [p.path for p in caught.value.problems] == ["departments[0].ownr", "departments[1].wner"]
    said = [caught.value.problems[0].in_language(lang).split("r.yaml:8: ")[1] for lang in ("zh", "en")]
    assert said == [
        "没有“ownr”这个键；是否想写“owner”？自己的键以 x- 开头",
        "there is no key 'ownr' here; did you mean 'owner'? Keys of your own begin with x-",
    ]


def test_a_file_that_is_missing_or_no_yaml_is_a_problem_too(tmp_path: Path) -> None:
    assert [(p.rule, p.line) for p in parse(tmp_path / "none.yaml").problems] == [("REG-001", 0)]
    (tmp_path / "r.yaml").write_text("a: 1\na: 2\n")
    assert [(p.rule, p.line) for p in parse(tmp_path / "r.yaml").problems] == [("REG-001", 2)]


def test_problems_without_end_are_cut(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(BASE + "rights:\n" + "  - {}\n" * 1000, encoding="utf-8")
    assert len(parse(tmp_path / "r.yaml").problems) == structure.MAX_PROBLEMS


def test_dates_are_those_of_the_calendar(tmp_path: Path) -> None:
    before, after = 'version: "2026-01-01"}', 'version: "1", effective_from: 2026-02-30}'
    told = parse(edited(tmp_path, before, after)).problems
    assert [(p.path, p.message.en) for p in told] == [
        ("documents[0].effective_from", "documents[0].effective_from is not a date of the calendar")
    ]


def test_keys_of_ones_own_are_left_alone_everywhere(tmp_path: Path) -> None:
    mine = edited(tmp_path, "owner: 销售部负责人", "owner: 销售部负责人, x-note: {quote: [1]}").read_text(encoding="utf-8")
    (tmp_path / "r.yaml").write_text(mine + "x-more: {quote: nowhere, document: none}\n", encoding="utf-8")
    assert load(tmp_path / "r.yaml").departments["sales"].owner == "销售部负责人"


def test_the_schema_is_strict_everywhere_but_for_x_keys() -> None:
    def objects(node: object) -> list[dict[str, object]]:
        if isinstance(node, dict):
            own = [node] if "properties" in node and node.get("type") != ["object", "string"] and "if" not in node.get("if", {}) else []
            return own + [o for key, value in node.items() if key not in ("if", "then") for o in objects(value)]
        return [o for item in node for o in objects(item)] if isinstance(node, list) else []

    found = objects(structure.schema())
    assert len(found) > 40
    assert [o for o in found if o.get("additionalProperties") is not False or o.get("patternProperties") != {"^x-": {}}] == []


def test_no_broken_register_breaks_the_reader(tmp_path: Path) -> None:
    """Lines dropped, doubled, swapped and words replaced: lint tells of it and never raises."""
    rng, lines, told = random.Random(7), BASE.splitlines(), 0
    for _ in range(150):
        broken = list(lines)
        for _ in range(rng.randint(1, 3)):
            i = rng.randrange(len(broken))
            broken[i : i + 1] = rng.choice(
                [[], [broken[i]] * 2, [broken[i].replace(rng.choice("aei:-["), rng.choice(["", "null", "[", "9"]), 1)]]
            )
        (tmp_path / "r.yaml").write_text("\n".join(broken), encoding="utf-8")
        told += bool(lint(tmp_path / "r.yaml", TODAY))
    assert told > 75


# -- what a good register says -----------------------------------------------------------------------------------------


def test_short_forms_take_the_rest_from_the_table(tmp_path: Path) -> None:
    r = register(tmp_path, "data_categories: [{fides_key: user.contact, name: 联系}]")
    assert r.name == "示例软件（上海）有限公司"
    assert r.categories["user.workplace"].personal == "when_linked"
    assert r.categories["user.workplace"].declaration == "internal"
    assert r.categories["user.name"].declaration == "listed"
    assert r.category_name("user.contact").zh == "联系"
    assert r.category_name("user.unique_id").en == "Customer number"


def test_categories_cover_their_children_and_extension_keys_their_parents(tmp_path: Path) -> None:
    r = register(tmp_path, "data_categories: [{fides_key: acme.badge, parent_key: user.contact.email}]")
    assert r.covers({"user.contact"}, "user.contact.email")
    assert not r.covers({"user.contact.email"}, "user.contact")
    assert not r.covers({"user.cont"}, "user.contact.email")
    assert r.covers({"user.contact"}, "acme.badge.colour")
    assert r.ancestors("acme.badge") == ("acme.badge", "user.contact.email", "user.contact")
    clause = r.clause_for("user.contact.email.work")
    assert clause
    assert (clause.document, clause.clause, clause.quote) == ("个人信息保护政策 2026-01-01", "一.1", "电子邮箱")
    assert r.clause_for("user.workplace") is None


def test_parents_that_go_in_a_circle_do_not_hang(tmp_path: Path) -> None:
    r = register(tmp_path, "data_categories: [{fides_key: acme.a, parent_key: acme.b}, {fides_key: acme.b, parent_key: acme.a}]")
    assert r.ancestors("acme.a") == ("acme.a", "acme.b")


def test_the_system_of_an_asset(tmp_path: Path) -> None:
    r = register(tmp_path, 'systems: [{fides_key: vip, bindings: ["sqlite://crm/vip_*", "file://share/crm/vip/*"]}]')
    named = {uri: s.key for uri in ("sqlite://crm/a", "sqlite://crm/vip_a", "file://share/crm/x/y.csv", "file://share/crm/vip/z.csv")
             if (s := r.system_of(uri))}  # fmt: skip
    assert named == {
        "sqlite://crm/a": "crm",
        "sqlite://crm/vip_a": "vip",
        "file://share/crm/x/y.csv": "crm",
        "file://share/crm/vip/z.csv": "vip",
    }
    assert r.system_of("sqlite://crm/a/b") is None
    assert r.system_of("sqlite://crm/a", "nobody") is None
    assert r.system_of("sqlite://other/a", "support") is r.systems["support"]


def test_declarations_and_owners(tmp_path: Path) -> None:
    r = register(
        tmp_path, "departments: [{id: hr, name: 人事部}]\nsystems: [{fides_key: hrm, administrating_department: hr}, {fides_key: x}]"
    )
    assert r.declared("support") == {"user.name", "user.content.call_recording"}
    assert r.declared("hrm") == frozenset()
    assert len(r.declared_anywhere()) == 5
    assert [r.owner_of(r.systems.get(s)) for s in ("crm", "hrm", "x", "none")] == ["信息技术部负责人", "人事部", "", ""]


def test_the_longest_period_of_the_activities_that_hold_the_kind_counts(tmp_path: Path) -> None:
    more = """
processing_activities:
  - {id: a3, department: sales, systems: [crm], data_categories: [user.name], retention: r-long}
  - {id: a4, department: sales, systems: [crm], data_categories: [user.contact.email], retention: r-open}
retention_rules: [{id: r-long, period: P40M}, {id: r-open, determination_method: 至合同终止}]
"""
    r = register(tmp_path, more)
    chosen = [r.retention_of("crm", kinds) for kinds in ({"user.name"}, {"user.contact.email"}, {"user.unique_id"})]
    assert [rule.id if rule else None for rule in chosen] == ["r-long", "r-customer", None]


@pytest.mark.parametrize(
    ("text", "day"),
    [("P3Y", "2023-11-22"), ("P6M", "2026-05-22"), ("P2W", "2026-11-08"), ("P1Y2M3D", "2025-09-19"), ("P9999Y", "0001-01-01"), ("P99999D", "1753-02-07"), ("P2000Y99999D", "0001-01-01")],
)  # fmt: skip
def test_periods_are_taken_off_by_the_calendar(text: str, day: str) -> None:
    assert Period.parse(text).before(TODAY).isoformat() == day


def test_a_period_from_the_end_of_a_month_ends_in_that_month() -> None:
    assert Period.parse("P1M").before(TODAY.replace(month=3, day=31)).isoformat() == "2026-02-28"
    with pytest.raises(ValueError, match="ISO 8601"):
        Period.parse("P")
    assert Period.parse("P1Y") > Period.parse("P11M") > Period.parse("P300D")


@pytest.mark.parametrize(
    ("glob", "text", "fits"),
    [
        ("a://x/*", "a://x/t", True), ("a://x/*", "a://x/d/t", False), ("a://x/**", "a://x/d/t", True), ("a://x/t", "a://x/t", True), ("a://x/t", "a://x/tt", False),
        ("a://*/t_*", "a://x/t_1", True), ("a://*/t_*", "a://x/y/t_1", False), ("**/t", "a://x/y/t", True), ("**/t", "a://x/y/tt", False), ("*.csv", "a.csv", True),
        ("a://x/*.csv", "b://x/1.csv", False), ("a/**/b/*c", "a/1/2/b/xc", True), ("a/**/b/*c", "a/1/2/b/x/c", False), ("**", "", True), ("a[b]?*", "a[b]?1", True), ("a[b]?*", "ab?1", False),
        ("***x", "a/x", True),
    ],
)  # fmt: skip
def test_globs(glob: str, text: str, fits: bool) -> None:
    assert matches(glob, text) is fits


@pytest.mark.parametrize("glob, text", [("*a", "a"), ("**a*", "a/")])
def test_a_hostile_glob_is_not_slow(glob: str, text: str) -> None:
    """Backtracking would never end; step by step, twice the stars and twice the text are four times the work."""
    assert growth(lambda n: matches(glob * n + "b", text * (10 * n)), 40) < 9


def test_every_category_of_the_table_has_names_and_parents_that_exist() -> None:
    for key, row in KNOWN.items():
        assert row.name.zh, row.name.en
        assert all(parent in KNOWN for parent in ancestors(key)), key
    assert known("user.contact.email.work").name.en == "E-mail address (user.contact.email.work)"
    assert (known("acme.badge").personal, known("acme.badge").name.zh) == ("always", "acme.badge")


def test_every_category_that_a_recognizer_names_is_in_the_table() -> None:
    folder = Path(__file__).parents[2] / "recognizers"
    named = {key for path in folder.glob("*.py") for key in re.findall(r'category="([^"]+)"', path.read_text(encoding="utf-8"))}
    assert named
    assert named <= KNOWN.keys()


def test_a_kind_covered_by_a_wide_declaration_keeps_its_own_nature(tmp_path: Path) -> None:
    r = register(tmp_path, "data_categories: [user.contact, {fides_key: acme.badge, personal: never}]")
    assert [r.personal(key) for key in ("user.contact", "user.contact.address", "acme.badge.colour")] == ["always", "when_linked", "never"]


# -- law ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "abroad"),
    [("CN", ""), ("CN-SH", ""), ("JP", "JP"), ("JP-13", "JP"), ("HK", "HK"), ("CN-HK", "HK"), ("CN-TW", "TW"), ("MO", "MO"), ("", ""), ("Tokyo", ""), ("jp", "")],
)  # fmt: skip
def test_what_lies_abroad(region: str, abroad: str) -> None:
    assert law.load().abroad(region) == abroad


def test_the_two_standards_differ_on_the_identity_number(tmp_path: Path) -> None:
    identity, pack = "user.government_id.national_identification_number", law.load()
    assert not register(tmp_path).is_sensitive(identity, pack)
    assert register(tmp_path, "law_profile: {sensitivity_standard: gbt35273-2020}").is_sensitive(identity, pack)
    assert register(tmp_path, f"data_categories: [{{fides_key: {identity}, sensitivity: sensitive}}]").is_sensitive(identity, pack)
    assert register(tmp_path).is_sensitive("user.financial.bank_account", pack)
    assert not register(tmp_path, "data_categories: [{fides_key: user.financial, sensitivity: general}]").is_sensitive(
        "user.financial.bank_account", pack
    )


def test_law_packs_are_data_with_operators_and_errors_with_lines(tmp_path: Path) -> None:
    pack = law.load()
    assert all(p["v"] in ("verified", "memory", "default") and p["law"] for p in pack.params.values())
    assert {p["op"] for p in pack.params.values() if "op" in p} == {">=", "<", ">"}
    for name, said in (("cn-1999.01", "there are: cn-2026.11"), (tmp_path / "none.yaml", "cannot be read")):
        with pytest.raises(law.LawPackError, match=said):
            law.load(name)
    for text, said in (("id: x\nid: y\n", ":2: .*twice"), ("id: x\n", "entry is missing"), ("[]", "not a law pack")):
        (tmp_path / "p.yaml").write_text(text)
        with pytest.raises(law.LawPackError, match=said):
            law.load(tmp_path / "p.yaml")


# -- quotes ---------------------------------------------------------------------------------------------------------------

POLICY = """个人信息保护政策
一、收集
1.种类
我们收集姓名、电话 号码。
2. Cookie
使用 Cookie。
10. 其他
二、保存
（一）期限
保存三年。
（二）删除
到期删除。
第三条 出境
不出境。
"""


@pytest.mark.parametrize(
    ("clause", "holds", "lacks"),
    [
        ("一.1", "姓名", "Cookie"), ("一.1 ※", "姓名", "三年"), ("一.2", "使用", "姓名"), ("一", "使用", "三年"), ("二", "到期", "使用"),
        ("二（一）", "三年", "到期"), ("第三条", "不出境", "三年"), ("一.10", "", "姓名"),
    ],
)  # fmt: skip
def test_a_clause_is_from_its_heading_to_the_next(clause: str, holds: str, lacks: str) -> None:
    text = clause_text(POLICY, clause)
    assert text is not None
    assert holds in text
    assert lacks not in text


def test_a_clause_that_is_not_there_has_no_text() -> None:
    assert clause_text(POLICY, "九") is None
    assert clause_text(POLICY, "前言") is None


# -- the examples ---------------------------------------------------------------------------------------------------------


def test_the_example_in_the_documentation_loads_and_is_sound(tmp_path: Path) -> None:
    text = DOCS.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "r.yaml").system_of("postgresql://crm/public.customers") is not None
    said = {v.rule for v in lint(tmp_path / "r.yaml", TODAY)}  # it is small: much that a policy has to say is left out
    assert not said & {"REG-001", "REG-002", "REG-003", "INV-004", "RET-001", "GOV-001"}


@pytest.mark.skipif(not EXAMPLE.exists(), reason="../shared is not here")
def test_the_large_example_loads_as_it_is() -> None:
    r = load(EXAMPLE)
    assert (len(r.categories), len(r.activities), len(r.citations)) == (11, 7, 60)
    assert r.declared("jp_crm") == frozenset(r.raw["category_groups"]["policy_main"])
    assert [t.country for t in r.transfers] == ["JP", ""]


@pytest.mark.skipif(not EXAMPLE.exists(), reason="../shared is not here")
def test_every_quote_of_the_large_example_is_found_in_its_clause_of_the_policy(tmp_path: Path) -> None:
    policy = EXAMPLE.parents[2] / "seed/privacy-policy.zh.txt"
    (tmp_path / "r.yaml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / policy.name).write_bytes(policy.read_bytes())
    assert [v.declaration for v in lint(tmp_path / "r.yaml", TODAY) if v.rule == "REG-003"] == []
    wrong = EXAMPLE.read_text(encoding="utf-8").replace('clause: 一.2\n    quote: "〇 百度统计"', 'clause: 一.1\n    quote: "〇 百度统计"')
    (tmp_path / "r.yaml").write_text(wrong, encoding="utf-8")
    assert [v.declaration for v in lint(tmp_path / "r.yaml", TODAY) if v.rule == "REG-003"] == ["processors[baidu_tongji].quote"]


def test_the_document_gives_the_path_of_nothing_read_as_its_root() -> None:
    assert yaml.load(b"a: 1").line(()) == 1
