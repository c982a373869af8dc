"""Contract notations against the tables, columns, comments and lines that must come out: JSON Schema, dbt, data contracts."""

from __future__ import annotations

import random
import textwrap
from contextlib import suppress
from types import ModuleType

import pytest

from connectors.ddl_tables import Tables
from connectors.notations import Definition, Unread, dbt, json_schema, odcs, worth_reading
from connectors.notations._contracts import mark, said
from register.checks.inv_012 import _DENIED
from tests.growth import growth

Shown = dict[str, tuple[str, list[str]]]

# Each case: notation, path, text; then for every table its name, comment and columns "name|type|comment|line".
CASES: dict[str, tuple[ModuleType, str, str, Shown]] = {
    "json schema: types, nested objects, definitions, references": (
        json_schema,
        "member.json",
        """\
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Member", "description": "会员",
         "properties": {
          "mobile": {"type": ["null", "string"], "title": "手机", "description": "手机  号"},
          "age": {"type": "integer"}, "born": {"type": "string", "format": "date"}, "any": true, "open": {},
          "level": {"enum": ["a"]}, "mail": {"$ref": "#/definitions/mail"}, "boss": {"$ref": "#"}, "far": {"$ref": "far.json"},
          "home": {"type": "object", "description": "住址", "properties": {"street": {"type": "string"}, "geo": {"properties": {"lat": {"type": "number"}}}}},
          "orders": {"type": "array", "items": {"type": "object", "properties": {"phone": {"type": "string"}}}},
          "tags": {"type": "array", "items": {"type": "string"}}, "friends": {"type": ["array", "null"], "items": {"$ref": "#"}},
          "by_day": {"type": "object", "additionalProperties": {"type": "object", "properties": {"ip": {"type": "string"}}}},
          "attrs": {"type": "object", "additionalProperties": {"type": "string"}},
          "loop": {"$ref": "#/definitions/loop"},
          "properties": {"type": "string", "x-pii": "no"}
         },
         "definitions": {"mail": {"type": "string", "description": "邮箱", "classification": "public"}, "loop": {"$ref": "#/definitions/loop"},
          "Card": {"properties": {"id_card": {"type": "string"}}, "definitions": {"Inner": {"properties": {"qq": {"type": "string"}}}}}}
        }
        """,
        {
            "Inner": ("", ["qq|string||15"]),
            "Card": ("", ["id_card|string||15"]),
            "Member": (
                "会员",
                [
                    "mobile|string|手机; 手机 号|3", "age|integer||4", "born|date||4", "any|||4", "open|||4", "level|enum||5",
                    "mail|string|邮箱; classification: public|5", "tags|string[]||8", "attrs|object||10", "properties|string|pii: no|12",
                ],
            ),
            "Member_home": ("住址", ["street|string||6"]),
            "Member_home_geo": ("", ["lat|number||6"]),
            "Member_orders": ("", ["phone|string||7"]),
            "Member_by_day": ("", ["ip|string||9"]),
        },
    ),
    "json schema: parts are merged, the first definition of a name is kept": (
        json_schema,
        "x/login.schema.yaml",
        """\
        allOf:
          - $ref: base.yaml
          - properties: {mobile: {type: string, description: 手机}}
        anyOf:
          - properties: {mobile: {minLength: 3}, email: {type: string}}
        then: {properties: {qq: {type: string}}}
        properties:
          id: {type: string}
          either: {oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}
          maybe: {anyOf: [{type: 'null'}, {type: string, format: uuid}]}
          either_ref: {anyOf: [{type: 'null'}, {$ref: base.yaml}]}
        """,
        {
            "login": ("", ["id|string||8", "maybe|uuid||10", "mobile|string|手机|3", "email|string||5", "qq|string||6"]),
            "login_either": ("", ["a|string||9", "b|string||9"]),
        },
    ),
    "json schema: a list at the root, named by its $id": (
        json_schema,
        "a.json",
        '{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://x.example/members.schema.json","title":"All the members",\n"type":"array","items":{"properties":{"a/b":{"$ref":"#/$defs/a~1b"}}},"$defs":{"a/b":{"type":"integer"}}}',
        {"members": ("All the members", ["a/b|integer||2"])},
    ),
    "json schema: other texts with properties": (json_schema, "deploy.yaml", "kind: X\nproperties: {mobile: {type: string}}\n", {}),
    "json schema: a text that only mentions the dialect": (
        json_schema, "api.yaml", "openapi: 3.1.0\ncomponents: {schemas: {A: {$schema: 'https://json-schema.org/draft/2020-12/schema', properties: {mobile: {}}}}}\n", {},
    ),
    "json schema: named as one, and none": (json_schema, "x.schema.json", '{"properties": "mobile", "openapi": "3.0"}', {}),
    "dbt: models, versions, seeds, snapshots, sources": (
        dbt,
        "models/schema.yml",
        """\
        version: 2
        models:
          - name: members
            description: 会员 {{ doc('members') }}
            config: {meta: {contains_pii: false}}
            columns:
              - name: mobile
                description: "{{ doc('mobile') }}"
                data_type: varchar
                meta: {contains_pii: false, owner: crm}
              - name: email
                description: 邮箱
                tags: [nightly, non-pii]
                tests: [unique, {accepted_values: {values: [name]}}]
              - name: qq
                config:
                  meta: {is_pii: "no"}
                  tags: pii
              - {name: mobile, description: again}
            versions:
              - v: 2
                columns:
                  - include: all
                  - name: wechat
          - name: empty
        seeds: [{name: codes, columns: [{name: code, quote: true}]}]
        snapshots:
          - name: snap
            columns:
            - name: passport
        sources:
          - name: crm
            schema: "{{ target.schema }}"
            tables:
              - name: cust
                identifier: raw_cust
                columns: [{name: phone, data_type: text}]
          - name: erp
            schema: erp_prod
            tables: [{name: staff, columns: [{name: salary}]}]
        metrics: [{name: x, columns: [{name: no}]}]
        """,
        {
            "members": (
                "会员; contains_pii: false",
                ["mobile|varchar|contains_pii: false|7", "email||邮箱; non-pii|11", "qq||pii; pii: no|15", "wechat|||24"],
            ),
            "snap": ("", ["passport|||30"]),
            "codes": ("", ["code|||26"]),
            "crm.raw_cust": ("", ["phone|text||37"]),
            "erp_prod.staff": ("", ["salary|||40"]),
        },
    ),
    "dbt: the project's settings": (dbt, "dbt_project.yml", "models:\n  shop:\n    - name: x\n    - columns: [{name: y}]\n", {}),
    "dbt: a data contract's models": (dbt, "c.yaml", "models:\n  a:\n    columns: x\n    x:\n      - name: b\n", {}),
    "odcs 3: physical names, nested objects, lists, annotations": (
        odcs,
        "contract.yaml",
        """\
        kind: DataContract
        apiVersion: v3.1.0
        description: {purpose: x}
        schema:
          - name: member
            physicalName: dw.crm.t_member
            description: 会员
            tags: [crm, "pii:false"]
            properties:
              - name: phone
                physicalName: sjh
                businessName: 手机
                description: 手机号
                logicalType: string
                physicalType: varchar(20)
                classification: public
                customProperties: [{property: pii, value: false}, {property: x, value: y}]
              - name: home
                logicalType: object
                description: 住址
                properties:
                  - {name: street, logicalType: string}
                  - name: geo
                    properties: [{name: lat, logicalType: number}]
              - name: mails
                logicalType: array
                items: {logicalType: string}
              - name: orders
                logicalType: array
                items:
                  logicalType: object
                  properties: [{name: email, physicalType: text}]
              - name: level
                数据分级: 公开
          - name: empty
        """,
        {
            "crm.t_member": (
                "会员; member; pii:false",
                [
                    "sjh|varchar(20)|手机; 手机号; phone; classification: public; pii: false|11", "mails|string[]||25",
                    "level||数据分级: 公开|33",
                ],
            ),
            "t_member_home": ("住址", ["street|string||22"]),
            "t_member_home_geo": ("", ["lat|number||24"]),
            "t_member_orders": ("", ["email|text||32"]),
        },
    ),
    "odcs 2": (
        odcs,
        "contract.yaml",
        """\
        apiVersion: v2.2.2
        kind: DataContract
        dataset:
          - table: member
            physicalName: t_member
            columns:
              - {column: mobile, businessName: 手机, classification: public, encryptedColumnName: m}
        """,
        {"t_member": ("member", ["mobile||手机; classification: public|7"])},
    ),
    "data contract specification, in JSON": (
        odcs,
        "contract.json",
        """\
        {"dataContractSpecification": "1.1.0",
         "models": {"members": {"title": "会员", "fields": {
          "mobile": {"$ref": "#/definitions/mobile"},
          "second": {"$ref": "#/definitions/mobile", "type": "text", "title": "备用", "pii": true},
          "home": {"type": "object", "fields": {"street": {"type": "text", "classification": "public"}}},
          "orders": {"type": "array", "items": {"type": "record", "fields": {"email": {"type": "text"}}}},
          "tags": {"type": "array", "items": {"type": "string"}}, "bad": {"$ref": "#/definitions/none"}}}},
         "definitions": {"mobile": {"type": "varchar", "description": "手机号", "pii": false}}}
        """,
        {
            "members": (
                "会员",
                ["mobile|varchar|手机号; pii: false|3", "second|text|备用; 手机号; pii: true|4", "tags|string[]||7", "bad|||7"],
            ),
            "members_home": ("", ["street|text|classification: public|5"]),
            "members_orders": ("", ["email|text||6"]),
        },
    ),
    "a contract of another kind": (odcs, "x.yaml", "kind: DataContractTemplate\nspec: 'kind: DataContract'\nschema: [{name: a, properties: [{name: b}]}]\n", {}),
}  # fmt: skip

DAMAGED: dict[str, tuple[ModuleType, str, str, int]] = {
    "json schema": (json_schema, "a.schema.json", '{"properties": {\n"a": }}}', 2),
    "dbt": (dbt, "a.yml", "models:\n  - name: a\n    columns:\n      - name: b: c\n", 4),
    "odcs": (odcs, "a.yaml", "kind: DataContract\nschema: [\n  {name: a\n", 4),
}


def shown(said_: Definition) -> Shown:
    tables = Tables()
    for change in said_.changes:
        tables.apply(change)
    return {".".join(filter(None, t.name)): (t.comment, [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in t.columns]) for t in tables.all}


@pytest.mark.parametrize("case", CASES)
def test_tables_and_columns(case: str) -> None:
    notation, path, text, expected = CASES[case]
    text = textwrap.dedent(text)
    assert worth_reading(notation, text)  # type: ignore[arg-type]
    found = notation.read(text, path)
    assert shown(found) == expected
    assert found.unread == ()
    for column in (c for change in found.changes for c in change.columns):
        assert text.splitlines()[column.line - 1][column.at - 1 :].lstrip("\"'").startswith(column.name)


@pytest.mark.parametrize("notation, text, lines", [
    (dbt, "models:\n  - name: a\n    columns:\n      - name: b\n      - description: 手机\n", (5,)),
    (dbt, "models:\n  - description: a\n    columns:\n      - name: b\n", (2,)),
    (odcs, "kind: DataContract\nschema:\n  - name: a\n    properties:\n      - {name: b}\n      - logicalType: string\n", (6,)),
    (odcs, "kind: DataContract\nschema:\n  - properties:\n      - {name: b}\n", (3,)),
])  # fmt: skip
def test_what_has_no_name_is_reported(notation: ModuleType, text: str, lines: tuple[int, ...]) -> None:
    assert notation.read(text, "a.yml").unread == lines


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_texts_say_where(case: str) -> None:
    notation, path, text, line = DAMAGED[case]
    with pytest.raises(Unread) as error:
        notation.read(text, path)
    assert error.value.line == line


@pytest.mark.parametrize("seed", range(3))
def test_damaged_samples_end_in_a_definition_or_unread(seed: int) -> None:
    chance = random.Random(seed)
    pieces = ["", "'", '"', "{", "}", "[", "]", ":", "\n", "\\", ",", "\0", "&a ", "*a ", "\ud800", "- ", "? ", "<<: ", "true"]
    for _ in range(150):
        notation, path, sample, _expected = chance.choice(list(CASES.values()))
        text = list(textwrap.dedent(sample))
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(text) + 1)
            text[at : at + chance.choice([0, 1, 3, 80])] = chance.choice([*pieces, *text[:1], *text[-1:]])
        with suppress(Unread):
            shown(notation.read("".join(text), path))


@pytest.mark.parametrize("key, value, denied", [
    ("pii", "false", True), ("x-pii", "no", True), ("PII", "none", True), ("is_pii", "0", True), ("contains_pii", "False", True),
    ("containsPii", "false", True), ("classification", "public", True), ("data_classification", "Public", True), ("classification", "公开", True),
    ("x-data-classification", "public", True), ("pii", "true", False), ("classification", "restricted", False), ("owner", "false", False),
    ("pii_contact", "false", False), ("pii", "", False),
])  # fmt: skip
def test_annotations_reach_the_comment_as_a_denial_is_written(key: str, value: str, denied: bool) -> None:
    assert bool(_DENIED.search(mark(key, value))) == denied


def test_a_comment_says_each_thing_once() -> None:
    assert said("a\n  b", "", "a b", "c", "x" * 9999) == "a b; c; " + "x" * 2000


def _aliases(n: int) -> str:
    return f"models:\n  - name: a\n    columns:\n      - {{name: b, description: &d {'x' * 50 * n}}}\n" + "".join(
        f"      - {{name: c{i}, description: *d}}\n" for i in range(n)
    )


LARGE = {
    "json schema": lambda n: json_schema.read("properties:\n" + "".join(f"  p{i}: {{type: object, properties: {{a: {{type: string}}}}}}\n" for i in range(n)), "a.schema.yaml"),
    "dbt with aliases of a long text": lambda n: dbt.read(_aliases(n), "a.yml"),
    "dbt with broken Jinja": lambda n: dbt._plain("{{" * 50 * n + "{%" * 50 * n),
    "dbt with spaces": lambda n: dbt.read("models:\n" + " " * 500 * n + "\n" * 500 * n + "columns : -", "a.yml"),
    "odcs": lambda n: odcs.read("kind: DataContract\nschema:\n" + "  - {name: a, properties: [{name: b}]}\n" * n, "a.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("case", LARGE)
def test_cost_grows_with_length(case: str) -> None:
    assert growth(LARGE[case], 100, 4) < 12


@pytest.mark.parametrize("notation", [json_schema, dbt, odcs])
def test_the_sign_is_found_in_linear_time(notation: ModuleType) -> None:
    hostile = ["properties ", "\n", " ", "models ", "kind: ", "kind:\t", "- "]
    assert max(growth(lambda n, w=word: worth_reading(notation, w * n), 5_000, 4) for word in hostile) < 12  # type: ignore[misc, arg-type]
