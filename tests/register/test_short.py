"""Short forms: what they stand for, where they are written, and the schema that lets editors accept them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from register import published, short, structure, yaml
from register.merge import merged
from register.model import load, parse
from register.suggest import dumped
from tests.register.made import BASE, COMPLETE

ROOT = Path(__file__).parents[2]

PERIODS = [
    ("3年", "P3Y"), ("三年", "P3Y"), ("6个月", "P6M"), ("六个月", "P6M"), ("半年", "P6M"), ("十二个月", "P12M"), ("二十四个月", "P24M"),
    ("1年6个月", "P1Y6M"), ("两周", "P2W"), ("2个星期", "P2W"), ("30天", "P30D"), ("15 日", "P15D"), ("10年", "P10Y"), ("十年", "P10Y"),
    ("P3Y", None), ("3", None), ("年", None), ("3 years", None), ("三十十年", None), ("3年内", None), ("", None), ("永久", None), ("6月", None), ("10000年0", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "iso"), PERIODS)
def test_a_period_is_read_as_people_say_it(said: str, iso: str | None) -> None:
    assert short.iso(said) == iso


#: (lines, the same in the long form)
FORMS = [
    ("departments: [sales, 客服部]", "departments: [{id: sales, name: sales}, {id: 客服部, name: 客服部}]"),
    ("organization: 示例", "organization: {name: 示例}"),
    ("organization: {name: x, controller: a@b.example}", "organization: {name: x, controller: {email: a@b.example}}"),
    ("rights_handling: {contact: a@b.example, response_deadline: 十五日}", "rights_handling: {contact: {email: a@b.example}, response_deadline: P15D}"),
    ("recipients: [{id: r, contact: a@b.example}]", "recipients: [{id: r, contact: {email: a@b.example}}]"),
    ("documents: [{id: d, source: p.txt}]", "documents: [{id: d, source: {path: p.txt}}]"),
    ("systems: [{fides_key: s, bindings: 'x://y/*'}]", "systems: [{fides_key: s, bindings: ['x://y/*']}]"),
    ("processing_activities: [{id: a, systems: crm, data_uses: p1}]", "processing_activities: [{id: a, systems: [crm], data_uses: [p1]}]"),
    ("retention_rules: [{id: r, period: 3年, grace: 30天, source: policy}]", "retention_rules: [{id: r, period: P3Y, grace: P30D, source: policy}]"),
    ("retention_rules: [{id: r, period: 很久}]", "retention_rules: [{id: r, period: 很久}]"),
    ("data_subjects: [customer]", "data_subjects: [{fides_key: customer}]"),
    ("data_categories: [user.name]", "data_categories: [user.name]"),
    ("defaults: {data_uses: {clause: 一.1, legal_basis: consent}}\ndata_uses: [{id: a, name: n, quote: q}, {id: b, name: m, legal_basis: contract}]",
     "data_uses: [{id: a, name: n, quote: q, clause: 一.1, legal_basis: [consent]}, {id: b, name: m, legal_basis: [contract]}]"),
    ("defaults: {data_categories: {clause: 一, classification: L3}}\ndata_categories: [user.name, {fides_key: user.x, clause: 二, quote: q}]",
     "data_categories: [{fides_key: user.name, classification: L3}, {fides_key: user.x, clause: 二, quote: q, classification: L3}]"),
    ("defaults: {data_categories: {clause: 一}}\ndata_categories: [user.name]", "data_categories: [user.name]"),
    ("defaults: {retention_rules: {period: 1年}}\nretention_rules: [{id: a}, {id: b, period: null}]", "retention_rules: [{id: a, period: P1Y}, {id: b, period: null}]"),
    ("x-mine: {organization: text}\norganization: [1]", "x-mine: {organization: text}\norganization: [1]"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "long"), FORMS)
def test_a_short_form_is_written_out(lines: str, long: str) -> None:
    root = short.inherited(short.written_out(yaml.load(lines.encode()).root))
    found = short.without_defaults(yaml.Document(root.data, root)).data
    assert found == yaml.load(long.encode()).data


def test_what_is_written_out_keeps_its_line() -> None:
    text = "defaults:\n  systems:\n    location: JP\nsystems:\n  - fides_key: a\n    bindings: x\n  - fides_key: b\n"
    root = short.inherited(short.written_out(yaml.load(text.encode()).root))
    document = yaml.Document(root.data, root)
    assert [document.line(("systems", 0, key)) for key in ("bindings", "location")] == [6, 3]
    assert document.line(("systems", 1)) == 7


MERGED = [
    ("organization: 示例", "organization: {uscc: '1'}", "organization: {name: 示例, uscc: '1'}"),
    ("organization: {name: a, uscc: '1'}", "organization: b", "organization: {name: b, uscc: '1'}"),
    ("systems: [{fides_key: a, bindings: x}]", "systems: [{fides_key: a, bindings: [y]}]", "systems: [{fides_key: a, bindings: [x, y]}]"),
    ("systems: [{fides_key: a, bindings: [x]}]", "systems: [{fides_key: a, bindings: y}]", "systems: [{fides_key: a, bindings: [x, y]}]"),
    ("departments: [sales]", "departments: [{id: sales, owner: o}]", "departments: [{id: sales, name: sales, owner: o}]"),
]


@pytest.mark.parametrize(("base", "addition", "result"), MERGED)
def test_short_and_long_forms_meet(base: str, addition: str, result: str) -> None:
    assert merged(*(yaml.load(text.encode()).data for text in (base, addition))) == yaml.load(result.encode()).data


SHORT = BASE.replace(
    "organization: 示例软件（上海）有限公司",
    "organization: {name: 示例, controller: a@b.example}\ndefaults: {data_categories: {clause: 一.1}}",
)
SHORT = SHORT.replace("clause: 一.1, quote", "quote").replace("systems: [crm]", "systems: crm").replace("period: P3Y", "period: 3年")
SHORT = SHORT.replace("  - {id: it, name: 信息技术部, owner: 信息技术部负责人}", "  - it")


def test_a_register_in_short_forms_reads_as_the_long_one(tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "long.yaml").write_text(BASE, encoding="utf-8")
    brief, long = load(tmp_path / "short.yaml"), load(tmp_path / "long.yaml")
    assert [c.clause for c in brief.categories.values()] == [c.clause for c in long.categories.values()]
    assert [a.systems for a in brief.activities] == [a.systems for a in long.activities]
    assert [r.period for r in brief.retention_rules.values()] == [r.period for r in long.retention_rules.values()]
    assert brief.organization.controller is not None
    assert "defaults" not in brief.raw


WRONG = [
    ("defaults: {data_categories: {claus: 一}}", "defaults.data_categories.claus", "did you mean 'clause'"),
    ("defaults: {data_categorys: {clause: 一}}", "defaults.data_categorys", "did you mean 'data_categories'"),
    ("defaults: {data_categories: {quote: 一}}", "defaults.data_categories.quote", "no key 'quote'"),
    ("defaults: {retention_rules: {grace: 很久}}", "defaults.retention_rules.grace", "3年"),
    ("retention_statement: {period: 三十十年}", "retention_statement.period", "3年"),
]


@pytest.mark.parametrize(("lines", "path", "said"), WRONG)
def test_a_wrong_short_form_is_told_once_with_the_fix(tmp_path: Path, lines: str, path: str, said: str) -> None:
    base = BASE.replace("retention_statement: {clause: 二, quote: 三年, period: P3Y, after_expiry: delete}\n", "")
    (tmp_path / "r.yaml").write_text(f"{lines}\n{base}", encoding="utf-8")
    found = parse(tmp_path / "r.yaml").problems
    assert [(p.line, p.path) for p in found] == [(1, path)]
    assert said in f"{found[0].message.en} {found[0].fix.en}"


# -- the published schema ---------------------------------------------------------------------------------------------------


def named(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        for value in node.values():
            yield from named(value)
    elif isinstance(node, list):
        for item in node:
            yield from named(item)


def test_every_key_has_a_name_in_chinese_and_no_name_is_of_nothing() -> None:
    assert {key for key, _ in named(structure.schema())} == set(published.words())


def test_periods_are_all_in_the_table() -> None:
    """Every place of the schema that holds a period, found by walking it."""
    rules = structure.schema()

    def walk(node: Any, place: str) -> Iterator[str]:
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            yield from [place] if name == "duration" else walk(rules["$defs"][name], place)
        for key, below in node.get("properties", {}).items():
            yield from walk(below, f"{place}.{key}".lstrip("."))
        if "items" in node:
            yield from walk(node["items"], f"{place}[]")
        if "then" in node and node.get("if") == {"type": "object"}:
            yield from walk(node["then"], place)

    del (whole := dict(rules["properties"]))["defaults"]
    assert set(walk({"properties": whole}, "")) == set(short.PERIODS)


@pytest.mark.parametrize("part", [False, True])
def test_the_published_schema_is_a_schema(part: bool) -> None:
    schema = published.published(part)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)
    for key, node in named(schema):
        assert not isinstance(node, dict) or node["title"]
        assert not isinstance(node, dict) or published.words()[key] in node["markdownDescription"]


REGISTERS = [
    BASE,
    COMPLETE,
    SHORT,
    *((ROOT / "examples" / p).read_text(encoding="utf-8") for p in ("estate/register.yaml", "quickstart/register.yaml")),
]
BROKEN = [
    ("version: 1.0.0", "versoin: 1.0.0"), ("period: P3Y", "period: 3 years"), ("period: P3Y", "period: 三十十年"), ("period: P3Y", "period: 3年"),
    ("quote: 姓名", "quote: ''"), ("environment: prod", "environment: x"), ("location: CN-SH", "location: 上海"), ("systems: [crm]", "systems: 5"),
    ("systems: [crm]", "systems: crm"), ("- user.workplace", "- user"), ("owner: 销售部负责人", "owner: [x]"),
    ("clause: 一.1, quote: 姓名", "declaration: listed"), ("version: 1.0.0", "version: 1.0.0\ndefaults: {systems: {location: 上海}}"),
]  # fmt: skip


def judged(text: str, schema: Any) -> list[tuple[str, ...]]:
    read = yaml.load(text.encode()).data
    by_python = sorted({tuple(map(str, e.absolute_path)) for e in jsonschema.Draft202012Validator(schema).iter_errors(read)})
    by_rust = sorted({tuple(map(str, e.instance_path)) for e in jsonschema_rs.Draft202012Validator(schema).iter_errors(read)})
    assert by_python == by_rust
    return by_python


@pytest.mark.parametrize("text", REGISTERS)
def test_examples_fit_the_published_schema(text: str) -> None:
    assert judged(text, published.published()) == []
    assert judged(text, published.published(part=True)) == []


@pytest.mark.parametrize(("before", "after"), BROKEN)
def test_editors_and_pandian_agree_on_what_is_wrong(tmp_path: Path, before: str, after: str) -> None:
    assert before in BASE
    text = BASE.replace(before, after, 1)
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ours = [p for p in parse(tmp_path / "r.yaml").problems if p.rule == "REG-001"]
    assert bool(judged(text, published.published())) == bool(ours)


def test_a_part_of_a_register_needs_nothing() -> None:
    part = yaml.load(b"systems: [{fides_key: a}]").data
    assert list(jsonschema.Draft202012Validator(published.published(part=True)).iter_errors(part)) == []
    assert list(jsonschema.Draft202012Validator(published.published()).iter_errors(part)) != []


def test_the_command_prints_or_writes_it(tmp_path: Path) -> None:
    from pandian.commands.register.schema import command

    printed = CliRunner().invoke(command, [], standalone_mode=False)
    assert json.loads(printed.output) == published.published()
    CliRunner().invoke(command, ["--part", "-o", str(tmp_path / "s.json")], standalone_mode=False, catch_exceptions=False)
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == published.published(part=True)


def test_defaults_cannot_explode(tmp_path: Path) -> None:
    many = "defaults: {systems: {x-a: [" + "0, " * 2000 + "0]}}\nsystems: [" + "{fides_key: a}, " * 2000 + "]\n"
    (tmp_path / "r.yaml").write_text(BASE.split("systems:\n")[0] + "x-b: 1\n" + many, encoding="utf-8")
    found = parse(tmp_path / "r.yaml").problems
    assert ["with the defaults filled in" in p.message.en for p in found] == [True]


ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["", "3年", "x", "user.name"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["id", "name", "period", "clock", "contact", "source"]), inner, max_size=3),
    ),
    max_leaves=6,
)
PLACES = [place.replace("[]", "").split(".") for form in (*short.TEXTS, *short.SINGLE, *short.PERIODS) for place in short.places(form)]


@given(st.sampled_from(PLACES), ANY, st.integers(0, 3))
def test_no_form_breaks_the_reader(place: list[str], value: Any, depth: int) -> None:
    """Anything at all where a short form may stand is read, and told by the schema if it is wrong."""
    for key in reversed(place[: depth + 1]):
        value = {key: value}
    root = short.inherited(short.written_out(yaml.load(dumped(value).encode()).root))
    long = short.without_defaults(yaml.Document(root.data, root)).data
    again = short.inherited(short.written_out(yaml.load(dumped(long).encode()).root)).data if long else {}
    assert again == long
