"""Prisma schemas against the tables and columns that must come out of them: "name|type|comment|line"."""

from __future__ import annotations

import contextlib
import random
import textwrap
from pathlib import Path

import pytest

from connectors.notations import Unread, prisma, spoken_in, worth_reading
from tests.connectors.notations.shown import Told
from tests.connectors.notations.shown import told as shown
from tests.growth import growth

SAMPLE = Path(__file__).parent / "person" / "prisma" / "schema.prisma"

CASES: dict[str, tuple[str, dict[str, tuple[str, list[str]]]]] = {
    "names, types and comments": (
        """\
        /// 客户
        /// 全部
        model Customer { // 表
          id       BigInt  @id @default(autoincrement())
          fullName String? @map("full_name") @db.VarChar(64) /// 姓名
          // 手机号

          // 微信号
          wechat   String  @default("a // b { } @map(\\"x\\")") // 账号
          // oldPhone String? @map("old")
          tags     String[]
          price    Decimal @db.Decimal(10, 2)
          born     DateTime @pg.Date
          place    Unsupported("point")?
          data     Json @default("{}") @map(name: "raw_data")
          /* 备注 */
          note String @ignore
          @@map("t_customer")
          @@schema("crm")
          @@index([fullName, wechat(ops: raw("x"))], map: "i")
        }
        """,
        {
            "crm.t_customer": (
                "客户 全部; 表",
                [
                    "id|BigInt||4",
                    "full_name|VarChar(64)|姓名|5",
                    "wechat|String|微信号; 账号|9",
                    "tags|String[]||11",
                    "price|Decimal(10,2)||12",
                    "born|Date||13",
                    'place|Unsupported("point")||14',
                    "raw_data|Json||15",
                    "note|String|备注|17",
                ],
            )
        },
    ),
    "relations are no columns, enums and foreign keys are": (
        """\
        enum Role { ADMIN
          USER @map("u") }
        model User {
          role     Role @default(USER)
          roles    Role[]
          level    Level
          posts    Post[]
          cards    Card[]
          boss     User? @relation("b", fields: [bossId], references: [id])
          far      Dept @relation(fields: [deptId],
            references: [id])
          bossId   Int?
          deptId   Int @map("dept_id")
        }
        model Post { title String }
        """,
        {
            "User": ("", ["role|Role||4", "roles|Role[]||5", "level|Level||6", "bossId|Int?||12", "dept_id|Int||13"]),
            "Post": ("", ["title|String||15"]),
        },
    ),
    "views and composite types": (
        """\
        type Address {
          street String @map("st") /// 街道
          geo    Geo?
        }
        type Geo { lat Float
          loop Address? }
        view Known {
          phone String
        }
        model Customer {
          home Address
          all  Address[] @map("al")
        }
        """,
        {
            "Known": ("", ["phone|String||8"]),
            "Customer": ("", ["home.st|String|街道|2", "home.geo.lat|Float||5", "al.st|String|街道|2", "al.geo.lat|Float||5"]),
        },
    ),
    "no tables": (
        'generator client {\n  provider = "x"\n}\ndatasource db {\n  url = env("DATABASE_URL")\n}\n// model X { a String }\n',
        {},
    ),
}


def told(text: str) -> tuple[Told, list[str], tuple[int, ...]]:
    return shown(prisma.read(text, "schema.prisma"))


@pytest.mark.parametrize("case", CASES)
def test_schemas(case: str) -> None:
    text, expected = CASES[case]
    assert told(textwrap.dedent(text)) == (expected, [], ())


@pytest.mark.parametrize(
    ("text", "columns", "unparsed", "unread"),
    [
        ("model A {\n  x String\n", ["x|String||2"], ["A:1"], ()),
        ("model A {\n  x String\nmodel B {\n  y Int\n}\n", ["x|String||2", "y|Int||4"], ["A:1"], ()),
        ("model A {\n  x String\n  !?\n  y Int\n}\n", ["x|String||2", "y|Int||4"], ["A:3"], ()),
        ("model A {\n  x String @default(now(\n}\nmodel B {\n  y Int\n}\n", ["x|String||2", "y|Int||5"], ["A:2"], ()),
        ("model A {\n  lonely\n}\n", [], ["A:2"], ()),
        ("x String\nmodel A {\n  y Int\n}\n", ["y|Int||3"], [], (1,)),
        ('model A {\n  x String @map("t\n  y Int\n}\n', ["t|String||2", "y|Int||3"], ["A:2"], ()),
    ],
)
def test_what_is_not_understood_is_told(text: str, columns: list[str], unparsed: list[str], unread: tuple[int, ...]) -> None:
    found, broken, lines = told(text)
    assert ([c for _, listed in found.values() for c in listed], broken, lines) == (columns, unparsed, unread)


def test_a_place_is_that_of_the_name_in_characters() -> None:
    text = 'model A {\n  /* 甲乙𠮷 */ x String @default("甲") @map("full_name")\n\ty Int\n}\n'
    columns = prisma.read(text, "a.prisma").changes[0].columns
    assert [text.splitlines()[c.line - 1][c.at - 1 :][: len(c.name)] for c in columns] == ["full_name", "y"]


def test_which_files() -> None:
    assert [n.NAME for n in spoken_in("prisma/models/user.prisma")] == ["prisma"]
    assert not worth_reading(prisma, "enum Role {\n  A\n}\n")


def test_damaged_text_ends_in_a_definition_or_is_unread() -> None:
    chance, whole = random.Random(7), SAMPLE.read_text("utf-8")
    for _ in range(300):
        a, b = sorted(chance.sample(range(len(whole)), 2))
        for text in (whole[:a], whole[:a] + whole[b:], whole[b:] + whole[:a], whole[:a] + chance.choice('{}()[]"/@\0\n') + whole[a:]):
            with contextlib.suppress(Unread):
                prisma.read(text, "schema.prisma")


def test_composite_types_are_bounded() -> None:
    steps = "".join(f"type A{n} {{\n x A{n + 1}\n y A{n + 1}\n}}\n" for n in range(40))
    with pytest.raises(Unread):
        prisma.read(f"{steps}type A40 {{\n z String\n}}\nmodel M {{\n a A0\n}}\n", "a.prisma")


@pytest.mark.parametrize(
    "line", ["model A%d {\n  x String @map(\"y\")\n}", "  x%d String // 甲", "/* a", '"', "@map(", "/// a", "{", "", "model A {", "a(b[", " " * 50]
)  # fmt: skip
def test_cost_grows_with_the_length_of_the_text(line: str) -> None:
    def work(size: int) -> None:
        with contextlib.suppress(Unread):
            prisma.read("model M {\n" + "\n".join(line % n if "%d" in line else line for n in range(size)), "a.prisma")

    assert growth(work, 2_000) < 3.5
