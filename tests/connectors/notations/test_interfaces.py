"""Interface notations against the tables, columns, comments and lines that must come out: protocol buffers, Avro, GraphQL, OpenAPI."""

from __future__ import annotations

import random
import textwrap
from contextlib import suppress
from types import ModuleType

import pytest

from connectors.ddl_tables import Tables
from connectors.notations import Definition, Unread, avro, graphql_sdl, openapi, protobuf, worth_reading
from tests.growth import growth

Shown = dict[str, tuple[str, list[str]]]

# Each case: notation, text; then for every table its name, comment and columns "name|type|comment|line".
CASES: dict[str, tuple[ModuleType, str, Shown]] = {
    "proto3: scalars, labels, maps, well-known values; relations are no columns": (
        protobuf,
        """\
        syntax = "proto3";
        package a.b;
        message Guest {
          string name = 1;
          optional string mobile = 2;
          repeated string emails = 3;
          map<string, string> tags = 4;
          map < int32 , Order > orders = 5;
          google.protobuf.StringValue nick = 6;
          .google.protobuf.Timestamp born = 7;
          google.type.PhoneNumber tel = 8;
          google.protobuf.Any any = 9;
          Order order = 10;
          repeated .a.b.Order more = 11;
          other.Kind kind = 12;
          bytes photo = 0x0D;
        }
        message Order { Guest guest = 1; }
        """,
        {
            "Guest": (
                "",
                [
                    "name|string||4", "mobile|string||5", "emails|string||6", "tags|map<string, string>||7",
                    "nick|google.protobuf.StringValue||9", "born|.google.protobuf.Timestamp||10", "tel|google.type.PhoneNumber||11",
                    "photo|bytes||16",
                ],
            )
        },
    ),
    "proto comments: leading, trailing, inside; not those of a neighbour, apart, or code that is commented out": (
        protobuf,
        """\
        // Licence of nobody in particular.

        // 会员
        // 第二行
        message Member { // 表
          // detached

          string a = 1; // of a
          string b = 2;
          /* lead of c
           * over lines */
          string c = 3; /* before d */ string d = 4;
          // string mobile = 5;
          // @gotags: gorm:"column:mobile"
          int32 status = 6 /* inside */ ;
          string e = 7 [ // not a word of the field
            (validate.rules).string = {min_len: 1}, // mobile
            json_name = "mobile = 9;"
          ]; // of e
          string // between
            f = 8;
          //
          string g = 9;
          string h = 10; /* the last */ }
        """,
        {
            "Member": (
                "会员 第二行; 表",
                [
                    "a|string|of a|8", "b|string||9", "c|string|lead of c over lines|12", "d|string|before d|12",
                    "status|int32|inside|15", "e|string|of e|16", "f|string|between|21", "g|string||23", "h|string|the last|24",
                ],
            )
        },
    ),
    "proto2: groups, extensions, nested messages, enums found from the inside out": (
        protobuf,
        """\
        syntax = 'proto2'; package crm;
        message Outer {
          required string id = 1 [default = "} message X { string y = 1; }"];
          enum Kind { A = 0; B = 1 [(x) = "{"]; }
          optional Kind kind = 2; optional crm.Outer.Kind again = 3; optional Level level = 4; optional Inner.Kind other = 5;
          message Inner { message Kind { optional int32 n = 1; } optional Kind kind = 1; optional string mobile = 2; }
          repeated group Contact = 6 [deprecated = true] { optional string email = 7; }
          oneof which { string wechat = 8; Inner inner = 9; group Late = 10 { optional string qq = 11; } }
          extensions 100 to 199 [declaration = {number: 100 full_name: ".x"}, verification = DECLARATION];
          reserved 50, 60 to max; reserved "old_mobile"; option (my.opt) = { a { b: 1 } };
        }
        enum Level { LOW = 0; }
        extend Outer { optional string passport = 101; }
        extend google.protobuf.FieldOptions { optional string email = 5001; }
        extend other.pkg.Account { optional string phone = 7; }
        service S { rpc Get(Outer) returns (stream Outer) { option (google.api.http) = { get: "/x" }; } }
        """,
        {
            "Outer": (
                "",
                ["id|string||3", "kind|Kind||5", "again|crm.Outer.Kind||5", "level|Level||5", "wechat|string||8", "passport|string||13"],
            ),
            "Outer.Inner": ("", ["mobile|string||6"]),
            "Outer.Inner.Kind": ("", ["n|int32||6"]),
            "Outer.Contact": ("", ["email|string||7"]),
            "Outer.Late": ("", ["qq|string||8"]),
            "other.pkg.Account": ("", ["phone|string||15"]),
        },
    ),
    "proto editions, words of options, annotations, fields named like words of the language": (
        protobuf,
        """\
        edition = "2024";
        import option "x.proto";
        export message A {
          string message = 1; string option = 2; string string = 3; string map = 4; string group = 5; string repeated = 6;
          string x = 7 [(openapi.field) = {title: "标题" description: "联系电话"}, features.field_presence = EXPLICIT];
          string y = 8 [(acme.pii) = false]; string z = 9 [(acme.classification) = "public"];
          reserved foo, bar;
          local enum E { N = 0; }
        };
        """,
        {
            "A": (
                "",
                [
                    "message|string||4", "option|string||4", "string|string||4", "map|string||4", "group|string||4", "repeated|string||4",
                    "x|string|标题; 联系电话|5", "y|string|pii: false|6", "z|string|classification: public|6",
                ],
            )
        },
    ),
    "avro: unions, logical types, nested records, collections": (
        avro,
        """\
        {"type": "record", "name": "shop.Member", "doc": "会员", "fields": [
          {"name": "mobile", "type": ["null", "string"], "doc": "手机号", "pii": false},
          {"name": "born", "type": {"type": "int", "logicalType": "date"}},
          {"name": "paid", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 9}]},
          {"name": "home", "type": {"type": "record", "name": "Address", "fields": [{"name": "street", "type": "string"}]}},
          {"name": "second", "type": "Address"}, {"name": "third", "type": "elsewhere.Thing"},
          {"name": "mails", "type": {"type": "array", "items": "string"}},
          {"name": "attrs", "type": {"type": "map", "values": ["null", "string"]}},
          {"name": "level", "type": {"type": "enum", "name": "Level", "symbols": ["A"]}}, {"name": "was", "type": ["null", "Level"]},
          {"name": "mixed", "type": ["null", "int", "string"]}, {"name": "wrapped", "type": {"type": "string", "classification": "public"}},
          {"name": "orders", "type": {"type": "array", "items": {"type": "record", "name": "Order", "fields": [{"name": "phone", "type": "string"}]}}}
        ]}
        """,
        {
            "Address": ("", ["street|string||5"]),
            "Order": ("", ["phone|string||11"]),
            "Member": (
                "会员",
                [
                    "mobile|string|手机号; pii: false|2", "born|date||3", "paid|decimal||4", "mails|string[]||7", "attrs|map<string>||8",
                    "level|enum||9", "was|enum||9", "mixed|int|string||10", "wrapped|string|classification: public|10",
                ],
            ),
        },
    ),
    "avro protocol with comments": (
        avro,
        """\
        /* licence "with quotes */
        {"protocol": "P", // line
         "types": [{"type": "error", "name": "Failed", "fields": [{"name": "url", "type": "string", "default": "http://x"}]}],
         "messages": {"send": {"doc": "sends", "request": [{"name": "email", "type": "string"}, {"name": "who", "type": "Failed"}], "response": "null"}}}
        """,
        {"Failed": ("", ["url|string||3"]), "send": ("sends", ["email|string||4"])},
    ),
    "graphql: types, inputs, interfaces, comments, lists; relations are no columns": (
        graphql_sdl,
        """\
        # far away

        # 会员
        type Member implements Node @key(fields: "id") { # 表
          id: ID!
          # 手机
          #   号码
          mobile: String! # tail
          "desc" email: [String!]!, age: Int # both on a line
          # wechat: String!
          born: Date @deprecated(reason: "x")
          level: Level
          '''
          住址
          '''
          home(short: Boolean = true): [[String]]
          orders(first: Int): [Order!]!
          unknown: Elsewhere
          phone: PhoneNumber
        }
        enum Level { A B }
        scalar Date
        type Order { buyer: Member }
        interface Node { id: ID! }
        input MemberInput { mobile: String = "13900000000" member: Order }
        extend type Member { passport: String }
        union U = Member | Order
        """,
        {
            "Member": (
                "会员; 表",
                [
                    "id|ID!||5", "mobile|String!|手机 号码; tail|8", "email|[String!]!|desc|9", "age|Int|both on a line|9", "born|Date||11",
                    "level|Level||12", "home|[[String]]|住址|16", "phone|PhoneNumber||19", "passport|String||26",
                ],
            ),
            "Node": ("", ["id|ID!||24"]),
            "MemberInput": ("", ["mobile|String||25"]),
        },
    ),
    "graphql: arguments of operations, renamed roots, a field called like a type": (
        graphql_sdl,
        """\
        schema { query: Root mutation: Mutation }
        type Root { member(id: ID!): Member  members: [Member] }
        type Member { id: ID! }
        type Mutation {
          "registers" signUp(mobile: String!, "邮箱" email: String, input: Input): Member
        }
        extend type Query { byPhone(phone: String): Member }
        input Input { wechat: String }
        """,
        {
            "Member": ("", ["id|ID!||3"]),
            "Input": ("", ["wechat|String||8"]),
            "Root.member": ("", ["id|ID!||2"]),
            "signUp": ("registers", ["mobile|String!||5", "email|String|邮箱|5"]),
            "byPhone": ("", ["phone|String||7"]),
        },
    ),
    "graphql: a type called like a scalar that libraries bring": (
        graphql_sdl,
        "type Email { address: String }\ntype A { email: Email }\n",
        {"Email": ("", ["address|String||1"])},
    ),
    "graphql: operations say nothing": (graphql_sdl, "query Q($mobile: String!) { member(mobile: $mobile) { type name } }\n", {}),
    "openapi 3: schemas, parameters, bodies, answers": (
        openapi,
        """\
        openapi: "3.1.0"
        paths:
          /members/{id}:
            parameters:
              - {name: tenant, in: header, schema: {type: string}}
            post:
              operationId: register
              summary: 注册
              parameters:
                - name: phone
                  in: query
                  description: 电话
                  schema: {type: string}
                - $ref: '#/components/parameters/Trace'
                - {name: filter, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Member'}}}}
              requestBody:
                content:
                  application/json: &body
                    schema:
                      type: object
                      properties:
                        email: {type: string, format: email, x-pii: false}
                        member: {$ref: '#/components/schemas/Member'}
                        home:
                          type: object
                          properties:
                            street: {type: string, description: 街道}
                  application/x-www-form-urlencoded: *body
              responses:
                '200':
                  description: 好
                  content: {application/json: {schema: {type: array, items: {type: object, properties: {token: {type: string}}}}}}
            get:
              responses: {default: {content: {application/json: {schema: {$ref: '#/components/schemas/Member'}}}}}
            delete:
              parameters: [{name: reason, in: query, schema: {$ref: '#/components/schemas/Text'}}]
        components:
          parameters:
            Trace: {name: X-Trace, in: header, schema: {type: string}}
          schemas:
            Text: {type: string, description: 说明}
            Member:
              allOf:
                - $ref: '#/components/schemas/Base'
                - description: 会员
                  properties:
                    mobile: {type: string, title: 手机, description: 手机 号}
                    boss: {allOf: [{$ref: '#/components/schemas/Member'}], description: 上级}
                    code: {$ref: '#/components/schemas/Text'}
                    photo: {type: string, format: byte}
                    friends: {type: array, items: {$ref: '#/components/schemas/Member'}}
                    extra: {type: object, additionalProperties: {type: string}}
            Base: {type: object, properties: {id: {type: integer, format: int64}}}
        """,
        {
            "Member": ("会员", ["mobile|string|手机; 手机 号|47", "code|string|说明|49", "photo|string||50", "extra|object||52"]),
            "Base": ("", ["id|int64||53"]),
            "parameters": ("", ["X-Trace|string||39"]),
            "/members/{id}": ("", ["tenant|string||5"]),
            "register": ("注册", ["phone|string|电话|10", "email|string|pii: false|22"]),
            "register_home": ("", ["street|string|街道|27"]),
            "register_200": ("好", ["token|string||32"]),
            "delete /members/{id}": ("", ["reason|string|说明|36"]),
        },
    ),
    "openapi: an operation called like a schema, webhooks, callbacks, shared bodies": (
        openapi,
        """\
        {"openapi":"3.0.0","components":{"schemas":{"Member":{"properties":{"id":{"type":"string"}}}},
        "requestBodies":{"Login":{"content":{"x":{"schema":{"properties":{"password":{"type":"string"}}}}}}}},
        "paths":{"/a":{"put":{"operationId":"member","parameters":[{"name":"qq","in":"query","schema":{"type":["string","null"]}}],
        "callbacks":{"done":{"{$url}":{"post":{"requestBody":{"content":{"x":{"schema":{"properties":{"ip":{"type":"string"}}}}}}}}}}}}},
        "webhooks":{"changed":{"post":{"requestBody":{"content":{"x":{"schema":{"properties":{"email":{"type":"string"}}}}}}}}}}
        """,
        {
            "Member": ("", ["id|string||1"]),
            "Login": ("", ["password|string||2"]),
            "put /a": ("", ["qq|string||3"]),
            "post done {$url}": ("", ["ip|string||4"]),
            "post changed": ("", ["email|string||5"]),
        },
    ),
    "swagger 2": (
        openapi,
        """\
        swagger: '2.0'
        definitions:
          Member: {type: object, title: 会员, properties: {mobile: {type: string}, tags: {type: array, items: {type: string}}}}
        parameters:
          Phone: {name: phone, in: query, type: string, x-classification: public}
        responses:
          Bad: {description: 错, schema: {type: object, properties: {message: {type: string}}}}
        paths:
          /m:
            post:
              parameters:
                - {in: body, name: body, schema: {$ref: '#/definitions/Member'}}
                - {in: formData, name: id_card, type: string, description: 证件}
                - {in: body, name: b, schema: {properties: {email: {type: string}}}}
        """,
        {
            "Member": ("会员", ["mobile|string||3", "tags|string[]||3"]),
            "parameters": ("", ["phone|string|classification: public|5"]),
            "Bad": ("错", ["message|string||7"]),
            "post /m": ("", ["id_card|string|证件|13", "email|string||14"]),
        },
    ),
    "not an interface description": (openapi, "kind: ConfigMap\ndata:\n  doc: |\n    swagger: 2.0\n    definitions: {A: {properties: {b: {}}}}\n", {}),
}  # fmt: skip

DAMAGED: dict[str, tuple[ModuleType, str, int]] = {
    "proto: a brace too few": (protobuf, "message A {\n  string a = 1;\n", 3),
    "proto: a brace too many": (protobuf, "message A { string a = 1; }\n}\n", 2),
    "proto: a comment without end": (protobuf, "message A {\n /* string a = 1; }\n", 2),
    "proto: a text without end": (protobuf, 'message A {\n string a = 1 [x = "];\n}\n', 2),
    "proto: nested deeply": (protobuf, "message A {" * 5000, 1),
    "avro: no JSON": (avro, '{"type": "record",\n "fields": [}', 2),
    "graphql: a brace too few": (graphql_sdl, "type A {\n  a: String\n", 3),
    "graphql: nested deeply": (graphql_sdl, "type A { a: " + "[" * 20_000, 1),
    "openapi: no YAML": (openapi, "openapi: 3.0.0\npaths: {\n", 3),
    "openapi: nested deeply": (openapi, "openapi: 3.0.0\na: " + "[" * 5000 + "]" * 5000, 2),
}


def shown(said: Definition) -> Shown:
    tables = Tables()
    for change in said.changes:
        tables.apply(change)
    return {t.name.table: (t.comment, [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in t.columns]) for t in tables.all}


@pytest.mark.parametrize("case", CASES)
def test_tables_and_columns(case: str) -> None:
    notation, text, expected = CASES[case]
    text = textwrap.dedent(text).replace("'''", '"""')
    assert worth_reading(notation, text)  # type: ignore[arg-type]
    said = notation.read(text, "a")
    assert shown(said) == expected
    assert said.unread == ()
    for column in (c for change in said.changes for c in change.columns):
        assert text.splitlines()[column.line - 1][column.at - 1 :].lstrip("\"'").startswith(column.name)


def test_protobuf_statements_that_are_not_understood_are_reported() -> None:
    text = "message A {\n  string a 1;\n  string b = 2;\n  what { string c = 1; }\n  string d = x;\n}\nstring e = 1;\nmap<string> f = 1;\n"
    said = protobuf.read(text, "a.proto")
    assert shown(said) == {"A": ("", ["b|string||3"])}
    assert said.unread == (2, 4, 5, 7, 8)


def test_avro_fields_without_a_name_are_reported() -> None:
    said = avro.read('{"type":"record","name":"A","fields":[{"name":"a","type":"int"},\n{"type":"string"},\n{"name":"b"}]}', "a.avsc")
    assert said.unread == (2, 3)


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_texts_say_where(case: str) -> None:
    notation, text, line = DAMAGED[case]
    with pytest.raises(Unread) as error:
        notation.read(text, "a")
    assert error.value.line == line


@pytest.mark.parametrize("seed", range(3))
def test_damaged_samples_end_in_a_definition_or_unread(seed: int) -> None:
    chance = random.Random(seed)
    samples = [(notation, textwrap.dedent(text)) for notation, text, _ in CASES.values()]
    pieces = ["", "'", '"', "{", "}", "[", "]", ":", ";", "/*", "#", "\n", "\\", ",", "\0", "$ref", "\ud800", "=", "- "]
    for _ in range(150):
        notation, sample = chance.choice(samples)
        text = list(sample)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(text) + 1)
            text[at : at + chance.choice([0, 1, 3, 80])] = chance.choice([*pieces, *text[:1], *text[-1:]])
        with suppress(Unread):
            shown(notation.read("".join(text), "a"))


def test_protobuf_agrees_with_a_full_parser() -> None:
    """Fields that proto-schema-parser finds in the samples that it can read."""
    parser = pytest.importorskip("proto_schema_parser.parser")
    ast = pytest.importorskip("proto_schema_parser.ast")

    def fields(elements: list[object]) -> list[str]:
        found = []
        for element in elements:
            if isinstance(element, ast.Field) and not (element.type[:1].isupper() or "." in element.type):
                found.append(element.name)
            found += fields(getattr(element, "elements", []))
        return found

    scalars = (
        "message A { string a = 1; oneof o { int32 b = 2; } message B { bytes c = 1; } optional group G = 3 { optional bool d = 4; } }"
    )
    said = protobuf.read(scalars, "a.proto")
    assert sorted(c.name for change in said.changes for c in change.columns) == sorted(fields(parser.Parser().parse(scalars).file_elements))


def _proto(n: int) -> str:
    return (
        "message A {\n"
        + "".join(f"  // c\n  Kind{i} f{i} = {i}; // t\n  string s{i} = 1;\n" for i in range(n))
        + "}\n"
        + "enum K { A = 0; }\n" * n
    )


LARGE = {
    "protobuf": lambda n: protobuf.read(_proto(n), "a"),
    "protobuf comments": lambda n: protobuf.read("message A {\n" + "// =1[\n" * n + "string a = 1; }", "a"),
    "graphql": lambda n: graphql_sdl.read("".join(f"# c\ntype T{i} {{ # d\n # e\n a: String\n}}\n" for i in range(n)), "a"),
    "graphql comments": lambda n: graphql_sdl.read("type A {\n" + "# c\n" * n + "a: String }", "a"),
    "avro comments": lambda n: avro._without_comments('"//' + '\\"/*' * n),
    "openapi": lambda n: openapi.read("openapi: 3.0.0\npaths:\n" + "".join(f"  /p{i}:\n    get: {{parameters: [{{name: a, schema: {{type: string}}}}]}}\n" for i in range(n)), "a"),
    "openapi references": lambda n: openapi.read(
        "openapi: 3.0.0\ncomponents:\n  schemas:\n"
        + "".join(f"    S{i}: {{allOf: [{{$ref: '#/components/schemas/S{i + 1}'}}, {{$ref: '#/components/schemas/S{i + 1}'}}], properties: {{a: {{$ref: '#/components/schemas/S{i + 1}'}}}}}}\n" for i in range(n)),
        "a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LARGE)
def test_cost_grows_with_length(case: str) -> None:
    assert growth(LARGE[case], 100, 4) < 12


@pytest.mark.parametrize("notation", [protobuf, avro, graphql_sdl, openapi])
def test_the_sign_is_found_in_linear_time(notation: ModuleType) -> None:
    hostile = ["message ", "type ", "openapi ", "swagger:", '"fields', "\n", " ", "message a.", "openapi:\t"]
    assert max(growth(lambda n, w=word: worth_reading(notation, w * n), 5_000, 4) for word in hostile) < 12  # type: ignore[misc, arg-type]
