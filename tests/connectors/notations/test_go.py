"""Go structs against the tables and columns that must come out of them: "name|type|comment|line"."""

from __future__ import annotations

import contextlib
import random
import textwrap
from pathlib import Path

import pytest

from connectors.notations import Unread, _gorm, gorm, spoken_in, worth_reading
from connectors.notations._plural import plural
from tests.connectors.notations.shown import Told
from tests.connectors.notations.shown import told as shown
from tests.growth import growth

PERSON = Path(__file__).parent / "person"

CASES: dict[str, tuple[str, dict[str, tuple[str, list[str]]]]] = {
    "tags of gorm": (
        """\
        // Customer 客户表
        type Customer struct {
            ID   int64          `gorm:"primaryKey"`
            Name string         `gorm:"column:full_name;type:varchar(64);comment:姓名"` // 客户全名
            Nick sql.NullString `json:"nick" gorm:"size:30;comment:昵\\\\;称" label:"昵称"`
            // Phone 手机号
            // 或座机
            Phone, Fax string
            Gone  string `gorm:"-"`
            Away  string `gorm:"-:all"`
            Shown string `gorm:"-:migration" json:"-"`
            WeChatID string "gorm:\\"column:wechat\\""
            hidden string
            Hook func() error
        }
        """,
        {
            "customers": (
                "客户表",
                [
                    "id|int64||3",
                    "full_name|varchar(64)|姓名; 客户全名|4",
                    "nick|sql.NullString|昵;称; 昵称|5",
                    "phone|string|手机号 或座机|8",
                    "fax|string|手机号 或座机|8",
                    "shown|string||11",
                    "wechat|string||12",
                ],
            )
        },
    ),
    "the size of a string": ('type User struct {\n\tCard string `gorm:"size:18"`\n}\n', {"users": ("", ["card|string(18)||2"])}),
    "what is embedded": (
        """\
        type Base struct { CreatedBy string `gorm:"size:20"` }
        type Address struct {
            Street string `gorm:"column:street"`
            Zip string
        }
        type Customer struct {
            gorm.Model
            *Base
            Home Address `gorm:"embedded;embeddedPrefix:home_"` // 住址
            Work *Address `gorm:"embedded;embeddedPrefix:work_"`
            Loop Customer `gorm:"embedded"`
            pkg.Other
        }
        """,
        {
            "customers": (
                "",
                ["created_by|string(20)||1", "home_street|string||3", "home_zip|string||4", "work_street|string||3", "work_zip|string||4"],
            )
        },
    ),
    "relations are no columns, foreign keys are": (
        """\
        type Customer struct {
            ID uint `gorm:"primaryKey"`
            CompanyID int
            Company Company
            Dept *org.Dept `gorm:"foreignKey:DeptNo"`
            DeptNo string
            Cards []Card
            Roles []*org.Role `gorm:"many2many:user_roles"`
            Photo []byte
            Phones pq.StringArray `gorm:"type:text[]"`
            Extra map[string]string `gorm:"serializer:json"`
            Gender Gender
            Profile Profile
        }
        type Profile struct { Bio string }
        """,
        {
            "customers": (
                "",
                [
                    "id|uint||2",
                    "company_id|int||3",
                    "dept_no|string||6",
                    "photo|[]byte||9",
                    "phones|text[]||10",
                    "extra|map[string]string||11",
                    "gender|Gender||12",
                ],
            )
        },
    ),
    "a table's name by a method": (
        """\
        const name = "crm.t_user"
        type (
            User struct { Phone string }
            // 日志
            Log struct { Phone string `gorm:"column:tel"` }
            Odd struct { ID int `gorm:"primaryKey"` }
            Bare struct { Host string }
        )
        func (u *User) TableName() string { return name }
        func (Log) TableName() string {
            return "t_log"
        }
        func (Odd) TableName() string { return prefix + "odd" }
        func (Bare) Table() string { return "bare" }
        """,
        {"crm.t_user": ("", ["phone|string||3"]), "t_log": ("日志", ["tel|string||5"]), "odds": ("", ["id|int||6"])},
    ),
    "what is sent": (
        """\
        type LoginReq struct {
            PageReq
            Mobile string `json:"mobile,omitempty" binding:"required"` // 手机号
            Code string `json:"-"`
            Name string
            Mail string `form:"mail"`
            Inner struct {
                Card string `json:"card" description:"身份证号"`
            } `json:"inner"`
            Items []struct{ Tel string `json:"tel"` } `json:"items"`
            Addr Addr `json:"addr"`
        }
        type PageReq struct { Page int `json:"page"` }
        type Addr struct { City string `json:"city"` }
        """,
        {
            "login_req": (
                "",
                [
                    "page|int||13",
                    "mobile|string|手机号|3",
                    "Name|string||5",
                    "mail|string||6",
                    "inner.card|string|身份证号|8",
                    "items.tel|string||10",
                ],
            ),
            "addr": ("", ["city|string||14"]),
        },
    ),
    "what is stored and sent in more": (
        """\
        type Customer struct { Phone string `gorm:"comment:手机"` }
        type Reply struct {
            Customer
            Token string `json:"token"`
        }
        """,
        {"customers": ("", ["phone|string|手机|1"]), "reply": ("", ["Phone|string|手机|1", "token|string||4"])},
    ),
    "documents, rows and other mappers": (
        """\
        type Doc struct {
            ID string `bson:"_id,omitempty" json:"id"`
            Skip string `bson:"-" json:"skip"`
            More Extra `bson:",inline"`
        }
        type Extra struct { WX string `bson:"wx"` }
        type Row struct {
            Name string `db:"full_name"`
            Mail string
        }
        type XUser struct {
            Id int64 `xorm:"pk autoincr 'user_id' comment('主键')"`
            Phone string `xorm:"varchar(20) notnull comment('手机 号')" json:"p"`
            Mail string `xorm:"mail_addr varchar(64)"`
            Gone string `xorm:"-"`
            Base XBase `xorm:"extends"`
        }
        type XBase struct { Born time.Time `xorm:"born"` }
        type Bun struct {
            bun.BaseModel `bun:"table:b_users,alias:u"`
            ID int64 `bun:",pk"`
            Tel string `bun:"tel_no,type:varchar(9)"`
            Orders []*Order `bun:"rel:has-many"`
        }
        type Bee struct {
            Name string `orm:"column(nm);size(20)"`
            Tel string `orm:"tel" description:"电话"`
        }
        """,
        {
            "doc": ("", ["_id|string||2", "wx|string||6"]),
            "row": ("", ["full_name|string||8", "mail|string||9"]),
            "x_user": ("", ["user_id|int64|主键|12", "phone|varchar(20)|手机 号|13", "mail_addr|varchar(64)||14", "born|time.Time||18"]),
            "b_users": ("", ["id|int64||21", "tel_no|varchar(9)||22"]),
            "bee": ("", ["nm|string(20)||26", "tel|string|电话|27"]),
        },
    ),
    "a struct within a function": (
        'func f() {\n\ttype Local struct {\n\t\tTel string `json:"tel"`\n\t}\n}\n',
        {"local": ("", ["tel|string||3"])},
    ),
    "no data": ("type Server struct { Port int; Host string }\ntype Kind int\ntype Store interface { Get(id int) string }\n", {}),
    "a tag that Go cannot read": (
        'type A struct {\n\tX string `json:"x"`\n\tY string `json: "y"`\n}\n',
        {"a": ("", ["x|string||2", "Y|string||3"])},
    ),
}


def told(text: str, path: str = "model.go") -> tuple[Told, list[str], tuple[int, ...]]:
    return shown(gorm.read(text, path))


@pytest.mark.parametrize("case", CASES)
def test_structs(case: str) -> None:
    text, expected = CASES[case]
    assert told(textwrap.dedent(text)) == (expected, [], ())


@pytest.mark.parametrize(
    ("go", "column"),
    [
        ("ID", "id"), ("IDCardNo", "id_card_no"), ("UserID", "user_id"), ("UserID2", "user_id2"), ("HTTPServer", "http_server"),
        ("FullName", "full_name"), ("WeChatID", "we_chat_id"), ("X", "x"), ("QQ", "qq"), ("URLPath", "url_path"), ("A_B", "a_b"), ("MyUUID", "my_uuid"),
    ],
)  # fmt: skip
def test_names_are_made_as_gorm_makes_them(go: str, column: str) -> None:
    assert _gorm.column_name(go) == column


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("customer", "customers"), ("company", "companies"), ("address", "addresses"), ("user_address", "user_addresses"), ("person", "people"),
        ("UserInfo", "UserInfos"), ("Person", "People"), ("box", "boxes"), ("day", "days"), ("status", "statuses"), ("equipment", "equipment"),
        ("child", "children"), ("t_user2", "t_user2s"), ("", ""),
    ],
)  # fmt: skip
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_a_place_is_that_of_the_name_in_the_tag_in_characters() -> None:
    text = 'package m\ntype A struct {\n\tX string /* 甲乙 */ `json:"x" gorm:"comment:客户;column: tel_no"`\n\t𠮷 string; Y string `gorm:"size:3"`\n}\n'
    columns = gorm.read(text, "a.go").changes[0].columns
    assert [text.splitlines()[c.line - 1][c.at - 1 :][: len(c.name)] for c in columns] == ["tel_no", "Y"]


def test_a_file_that_is_not_about_data_is_not_parsed() -> None:
    assert not worth_reading(gorm, "package m\ntype Server struct { Port int }\nfunc main() {}\n")
    assert [n.NAME for n in spoken_in("internal/model/user_test.go")] == ["gorm"]


def test_what_cannot_be_read_is_told() -> None:
    found, unparsed, unread = told(
        'package m\ntype A struct {\n\tX string `gorm:"column:x"`\n\tY string == `gorm:"column:y"`\n\tZ string `json:"z"`\n}\n'
    )
    assert "x|string||3" in found["as"][1] and (unparsed or unread)
    assert (
        told('package m\n\ntype A struct {\n\tX string `gorm:"column:x"`\n')[2]
        or told('package m\n\ntype A struct {\n\tX string `gorm:"column:x"`\n')[1]
    )


def test_damaged_text_ends_in_a_definition_or_is_unread() -> None:
    chance = random.Random(7)
    for sample in sorted(PERSON.glob("gorm*.go")):
        whole = sample.read_text("utf-8")
        for _ in range(150):
            a, b = sorted(chance.sample(range(len(whole)), 2))
            for text in (whole[:a], whole[:a] + whole[b:], whole[b:] + whole[:a], whole[:a] + chance.choice("{}()[]`\"';*\0") + whole[a:]):
                with contextlib.suppress(Unread):
                    gorm.read(text, sample.name)


@pytest.mark.parametrize("nest", ["{a:", "[", "func(", "struct{a ", "A<B,"])
def test_nesting_is_bounded(nest: str) -> None:
    with pytest.raises(Unread):
        gorm.read(f"package m\nvar x = {nest * 20_000}", "a.go")


def test_embedding_is_bounded() -> None:
    steps = "".join(f'type A{n} struct {{ X A{n + 1} `gorm:"embedded"`; Y A{n + 1} `gorm:"embedded"` }}\n' for n in range(40))
    with pytest.raises(Unread):
        gorm.read(f'package m\n{steps}type A40 struct {{ Z string `gorm:"size:3"` }}\n', "a.go")


@pytest.mark.parametrize(
    "line",
    ['type A%d struct { X string `gorm:"column:x"` } // 甲', "/* a", 'var x = "', "// a", "type B struct {}", '\tX string `json:"x" a'],
)
def test_cost_grows_with_the_length_of_the_text(line: str) -> None:
    def work(size: int) -> None:
        text = "package m\n" + "\n".join(line % n if "%d" in line else line for n in range(size))
        with contextlib.suppress(Unread):
            gorm.read(text, "a.go")

    assert growth(work, 1_000) < 3.5


def test_one_struct_of_many_fields_costs_what_they_cost() -> None:
    def work(size: int) -> None:
        gorm.read(
            "package m\ntype A struct {" + "".join(f'甲{n} string; X{n} string `gorm:"column:x{n}"`; ' for n in range(size)) + "}", "a.go"
        )

    assert growth(work, 1_000) < 3.5
