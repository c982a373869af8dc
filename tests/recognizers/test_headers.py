"""Header judging: two tables of columns, and the properties that hold for any text whatever.

The short table is below; the long one, `headers.tsv`, goes through the spellings: abbreviations, prefixes, suffixes, pinyin,
initials, half-Chinese, traditional and Japanese names, in the ordinary vocabulary of business software.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.base import Recognizer
from recognizers.header_reading import TEXT, TIME, WHOLE, kind_of
from recognizers.header_words import TRADITIONAL
from recognizers.headers import AGREE, BARE, COMMENT, SPEAKS, judge
from tests.growth import growth

# column | type | comment | table | entity, or "-" where the header names none by itself
TABLE = """
real_name        | varchar(32)  |                        |                | PERSON
xm               | varchar(30)  |                        | xsxx           | PERSON
XM               | varchar(50)  |                        | studentinfo    | PERSON
contactPerson    | varchar(30)  |                        | t_order        | PERSON
lxr              | varchar(20)  |                        |                | PERSON
c_col7           | varchar(20)  | 收货人                 |                | PERSON
f_name           | varchar(20)  | 客户姓名               |                | PERSON
name             | varchar(64)  |                        | t_member       | PERSON
name             | varchar(64)  | 名称                   | 会员表         | PERSON
buyername        | varchar(50)  |                        | trade_log      | PERSON
patient_name     | varchar(20)  | 病人名称               | sign           | PERSON
客户姓名         |              |                        | 名单           | PERSON
連絡人           | varchar(20)  |                        |                | PERSON
氏名             | varchar(20)  |                        |                | PERSON
fzr              | varchar(20)  | 负责人                 | department     | PERSON
handler          | varchar(20)  | 经手人                 | stock          | PERSON
name             | varchar(64)  |                        | t_product      | -
name             | varchar(64)  | 角色名称               | sys_role       | -
role_name        | varchar(64)  | 名称                   | sys_user_role  | -
xm               | varchar(64)  | 项目                   | budget         | -
user_id          | bigint       | 用户ID                 | sys_user       | -
operator_id      | varchar(32)  | 填表人                 | form           | -
principal        | bigint       | 负责人                 | depot          | -
create_by        | varchar(64)  | 创建者                 | sys_user       | -
login_name       | varchar(30)  | 登录账号               | sys_user       | -
nick_name        | varchar(30)  | 昵称                   | sys_user       | -
file_name        | varchar(255) | 文件名                 | t_user_file    | -
title            | varchar(255) | 标题                   | t_article      | -
mobile           | varchar(11)  |                        |                | PHONE_NUMBER
mobilePhone      | varchar(20)  |                        |                | PHONE_NUMBER
phonenumber      | varchar(11)  |                        |                | PHONE_NUMBER
phone2           | varchar(20)  |                        |                | PHONE_NUMBER
phone_md5        | varchar(64)  |                        |                | PHONE_NUMBER
sjhm             | bigint       |                        | hyxx           | PHONE_NUMBER
LXDH             | varchar(20)  |                        |                | PHONE_NUMBER
col_3            | varchar(20)  | 客户手机号码           |                | PHONE_NUMBER
dh1              | varchar(20)  | 紧急联系人1电话        |                | PHONE_NUMBER
tel              | varchar(20)  | 電話                   |                | PHONE_NUMBER
account          | varchar(20)  | 账号（手机号）         |                | PHONE_NUMBER
buyermobile      | varchar(20)  |                        |                | PHONE_NUMBER
lianxidianhua    | varchar(20)  |                        |                | PHONE_NUMBER
phone_status     | int          | 手机号状态             |                | -
phone            | bit(1)       |                        |                | -
mobile           | tinyint(1)   | 是否手机端             |                | -
phone_verified   | char(1)      |                        |                | -
phone_model      | varchar(30)  | 手机型号               |                | -
phone            | datetime     |                        |                | -
sms_code         | varchar(6)   | 手机验证码             |                | -
cnt              | int          | 电话次数               |                | -
home_address     | varchar(255) |                        |                | ADDRESS
addr             | varchar(100) | 收货地址               |                | ADDRESS
dz               | varchar(80)  |                        |                | ADDRESS
JTDZ             | varchar(50)  |                        |                | ADDRESS
address_line_1   | varchar(100) |                        |                | ADDRESS
x1               | varchar(100) | 家庭住址               |                | ADDRESS
地址             |              |                        |                | ADDRESS
url              | varchar(200) | 请求地址               | oper_log       | -
avatar           | varchar(200) | 头像地址               | sys_user       | -
mac_address      | varchar(20)  |                        | device         | MAC_ADDRESS
address_type     | tinyint(3)   | 地址类型               |                | -
address_id       | bigint       | 地址编号               | t_order        | -
email            | varchar(50)  |                        |                | EMAIL_ADDRESS
userEmail        | varchar(50)  | 用户邮箱               |                | EMAIL_ADDRESS
dzyx             | varchar(50)  |                        |                | EMAIL_ADDRESS
e_mail           | varchar(50)  | 電子郵件               |                | EMAIL_ADDRESS
mail_to_who      | varchar(64)  | メールアドレス         |                | EMAIL_ADDRESS
email_template   | varchar(50)  |                        |                | -
email            | char(1)      | 是否验证邮箱           |                | -
emailstatus      | varchar(10)  |                        |                | -
company_name     | varchar(100) |                        |                | COMPANY
gsmc             | varchar(100) |                        |                | COMPANY
dwmc             | varchar(100) | 单位名称               |                | COMPANY
org              | varchar(100) | 工作单位               |                | COMPANY
name             | varchar(100) | 名称                   | t_supplier     | COMPANY
unit             | varchar(10)  | 计量单位               | product        | -
company_id       | bigint       | 公司ID                 |                | -
job_title        | varchar(30)  |                        |                | JOB_TITLE
zw               | varchar(30)  | 职务                   |                | JOB_TITLE
employee_post    | varchar(50)  | 员工岗位               | employee       | JOB_TITLE
position         | varchar(50)  |                        | t_employee     | JOB_TITLE
zhiwei           | varchar(50)  |                        |                | JOB_TITLE
position         | int          | 位置                   | banner         | -
job_name         | varchar(64)  | 任务名称               | sys_job        | -
post_code        | varchar(64)  | 岗位编码               | sys_post       | -
wechat           | varchar(32)  |                        |                | SNS_ACCOUNT
wxh              | varchar(32)  | 微信号                 |                | SNS_ACCOUNT
qq               | bigint       |                        | member         | SNS_ACCOUNT
openid           | varchar(64)  |                        |                | SNS_ACCOUNT
wx_pay_template  | varchar(64)  | 微信模板               |                | -
khbh             | varchar(20)  |                        |                | CUSTOMER_NUMBER
code             | varchar(20)  | 编号                   | crm_customer   | CUSTOMER_NUMBER
cardno           | varchar(20)  | 会员卡号               | vip            | CUSTOMER_NUMBER
code             | varchar(20)  | 编号                   | product        | -
customer_no      | bigint       | 客户编号               | crm_order      | -
id_card          | varchar(18)  |                        |                | CN_RESIDENT_ID
sfzh             | varchar(18)  |                        |                | CN_RESIDENT_ID
card_id          | varchar(20)  | 身份证号码             |                | CN_RESIDENT_ID
id_card_front    | varchar(200) | 身份证正面照片         |                | -
yhkh             | varchar(20)  |                        |                | BANK_CARD
bank_account     | varchar(40)  | 银行账户               |                | BANK_CARD
account_no       | varchar(40)  | 账号                   | t_supplier     | BANK_CARD
bank_name        | varchar(40)  | 开户行                 |                | -
password         | varchar(64)  |                        |                | CREDENTIAL
login_pwd        | varchar(64)  | 登录密码               |                | CREDENTIAL
client_secret    | varchar(64)  | 客户端密钥             |                | CREDENTIAL
salt             | varchar(20)  | 盐加密                 |                | CREDENTIAL
password_md5     | varchar(32)  | MD5加密后的密码        |                | CREDENTIAL
token_expire     | int          | 令牌有效期             |                | -
public_key       | varchar(999) | 公钥                   |                | -
sex              | tinyint(1)   | 性别，0未知，1男，2女  |                | GENDER
xb               | char(1)      |                        |                | GENDER
kind             | int          | 0 未选择 1 男 2 女     |                | GENDER
birthday         | date         |                        |                | DATE_OF_BIRTH
csrq             | varchar(20)  | 出生日期               |                | DATE_OF_BIRTH
create_date      | date         | 创建日期               |                | -
last_login_ip    | varchar(30)  | 最后登录IP 注意兼容V6  |                | IP_ADDRESS
oper_ip          | varchar(128) | 主机地址               |                | IP_ADDRESS
inviteip         | char(15)     |                        |                | IP_ADDRESS
ip_region        | varchar(50)  | ip地区                 |                | -
credit_code      | varchar(100) | 统一社会信用代码       |                | CN_SOCIAL_CREDIT_CODE
nsrsbh           | varchar(30)  | 纳税人识别号           |                | CN_SOCIAL_CREDIT_CODE
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
with Path(__file__).with_name("headers.tsv").open(encoding="utf-8", newline="") as lines:
    SPELLINGS = list(csv.DictReader(lines, delimiter="\t"))
EXAMPLES = sorted({word for r in catalogue() for word in (*r.headers, *r.hints, *r.vetoes)})


@pytest.mark.parametrize("name, declared, comment, table, entity", ROWS)
def test_row(name: str, declared: str, comment: str, table: str, entity: str) -> None:
    hits = judge(name, type=declared, comment=comment, table=table)
    named = hits[0].entity if hits and hits[0].weight >= SPEAKS else "-"
    assert named == entity, hits


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: f"{row['name']}-{row['comment']}-{row['table']}")
def test_spelling(row: dict[str, str]) -> None:
    hits = judge(row["name"], type=row["type"], comment=row["comment"], table=row["table"], table_comment=row["table_comment"])
    assert (hits[0].entity if hits and hits[0].weight >= SPEAKS else "-") == row["expected"], (row["why"], hits)


def test_the_tables_are_long_enough_and_cover_every_entity() -> None:
    assert len(ROWS) >= 80
    assert len(SPELLINGS) >= 150
    assert len({(r["name"], r["type"], r["comment"], r["table"]) for r in SPELLINGS}) == len(SPELLINGS)
    assert sum(r["expected"] == "-" for r in SPELLINGS) * 3 >= len(SPELLINGS)
    named = {row[4] for row in ROWS} | {r["expected"] for r in SPELLINGS}
    assert {r.entity for r in catalogue() if r.headers} <= named


PEOPLE = ("id", "name", "mobile", "id_card", "create_time")
WARES = ("id", "name", "sku", "price", "stock", "create_time")


@pytest.mark.parametrize(
    "name, comment, neighbours, entity",
    [
        ("name", "", PEOPLE, "PERSON"),
        ("name", "名称", PEOPLE, "PERSON"),
        ("c_name", "", PEOPLE, "PERSON"),
        ("name", "", ("name", "xb", "csrq"), "PERSON"),
        ("name", "", ("name", "password", "email"), "PERSON"),
        ("title", "", ("title", "gender", "mobile"), "JOB_TITLE"),
        ("name", "", ("name", "tax_no", "tel"), "COMPANY"),
        ("account_no", "", ("account_no", "bank_name"), "BANK_CARD"),
        ("code", "", ("code", "customer_name", "phone", "sex"), "CUSTOMER_NUMBER"),
        ("name", "", WARES, "-"),
        ("name", "", (*PEOPLE, "sku", "price", "stock"), "-"),  # both at once: nobody knows
        ("name", "", ("name", "contact_person", "phone"), "-"),  # a firm's or a shop's
        ("name", "名称", ("name", "smtp", "port", "email", "password"), "-"),  # an account for mails
        ("name", "规则名称", PEOPLE, "-"),  # the comment says whose
        ("title", "", ("title", "contact", "phone", "price"), "-"),  # an advertisement
        ("product_name", "", PEOPLE, "-"),
        ("place", "", ("place", "gender", "age"), "-"),  # persons and events have places
        ("account_no", "", ("account_no", "bank_name", "yhkh"), "-"),  # the bank's account is another column
        ("code", "", ("code", "price", "stock"), "-"),
        ("xm", "", ("xm", "xmbh", "je"), "-"),  # 项目, 项目编号
        ("xm", "", ("xm", "xb", "csrq"), "PERSON"),
        ("col_3", "", PEOPLE, "-"),
    ],
)
def test_neighbours(name: str, comment: str, neighbours: tuple[str, ...], entity: str) -> None:
    hits = judge(name, comment=comment, type="varchar(64)", neighbours=neighbours)
    assert (hits[0].entity if hits and hits[0].weight >= SPEAKS else "-") == entity, hits


def test_neighbours_are_told_as_the_reason_and_none_change_nothing() -> None:
    alone, beside = judge("name"), judge("name", neighbours=PEOPLE)
    assert next(h for h in beside if h.entity == "PERSON").where == "neighbours"
    assert {h.where for h in alone} == {"name"}
    assert {h.weight for h in alone} == {BARE}
    assert judge("name", table="t_student", neighbours=PEOPLE) == judge("name", table="t_student")


def test_the_reason_is_shown_as_it_is_written() -> None:
    assert judge("cust_nm", table="t_student")[0].word in ("custnm", "nm")
    assert judge("客户手机hao")[0].word == "客户手机hao"


def test_every_recognizer_is_named_by_its_own_first_headers() -> None:
    for recognizer in catalogue():
        for word in recognizer.headers[:3]:
            assert recognizer.entity in {h.entity for h in judge(word)}, (recognizer.entity, word)


def test_hits_are_sorted_single_and_explained() -> None:
    hits = judge("phone", comment="联系人手机号", table="t_user", type="varchar(20)")
    assert [h.weight for h in hits] == sorted((h.weight for h in hits), reverse=True)
    assert len({h.entity for h in hits}) == len(hits)
    assert hits[0].where == "comment"
    assert hits[0].word == "手机号"
    assert hits[0].weight == pytest.approx(COMMENT + AGREE)


def test_a_hint_without_support_stays_weak_and_the_table_is_named_as_the_reason() -> None:
    assert {h.weight for h in judge("name", table="t_product")} == {BARE}
    assert next(h for h in judge("name", table="t_student") if h.entity == "PERSON").where == "table"


def test_given_recognizers_replace_the_catalogue() -> None:
    badge = Recognizer(
        "BADGE", "user.unique_id", {"zh": "工牌", "en": "Badge"}, 60, headers=("badge_no", "工牌号"), sources=("house rules",)
    )
    assert [h.entity for h in judge("staffBadgeNo", recognizers=[badge])] == ["BADGE"]
    assert judge("phone", recognizers=[badge]) == ()


@pytest.mark.parametrize(
    "declared, kind",
    [
        ("varchar(64)", (TEXT, 64)),
        ("character varying(20)", (TEXT, 20)),
        ("BIGINT(20) UNSIGNED", (WHOLE, 20)),
        ("int8", (WHOLE, 0)),
        ("timestamp without time zone", (TIME, 0)),
        ("", ("", 0)),
        ("???", ("", 0)),
    ],
)
def test_kind_of_type(declared: str, kind: tuple[str, int]) -> None:
    assert kind_of(declared) == kind


def test_folding_table_maps_characters_to_characters() -> None:
    assert all(v is None or isinstance(v, int) for v in TRADITIONAL.values())  # None: invisible ones
    assert judge("x", comment="聯絡電話")[0].entity == "PHONE_NUMBER"


def test_ten_times_the_columns_cost_ten_times_as_much() -> None:
    def columns(count: int) -> None:
        for number in range(count):
            judge(f"user_{number}_phone", type="varchar(20)", comment=f"第{number}个联系人的手机号码", table=f"t_{number % 300}_user")

    assert growth(columns, 500, 10) < 25


NAMES = st.one_of(st.text(max_size=60), st.sampled_from(EXAMPLES), st.lists(st.sampled_from(EXAMPLES), max_size=3).map("_".join))


@given(name=NAMES, declared=st.text(max_size=30), comment=NAMES, table=NAMES, about=NAMES, beside=st.lists(NAMES, max_size=4).map(tuple))
def test_any_text_is_judged_and_always_alike(
    name: str, declared: str, comment: str, table: str, about: str, beside: tuple[str, ...]
) -> None:
    hits = judge(name, type=declared, comment=comment, table=table, table_comment=about, neighbours=beside)
    assert hits == judge(name, type=declared, comment=comment, table=table, table_comment=about, neighbours=beside)
    assert all(0 < h.weight <= 1 for h in hits)
    assert len({h.entity for h in hits}) == len(hits)
    assert {h.where for h in hits} <= {"name", "comment", "table", "neighbours"}


@given(st.text(alphabet=st.characters(codec="utf-16", categories=["Lo", "Ll", "Lu", "Nd", "So", "Cc", "Zs"]), min_size=200, max_size=3_000))
def test_long_text_is_judged(text: str) -> None:
    judge(text, type=text, comment=text, table=text, table_comment=text)


@given(
    words=st.lists(st.from_regex("[a-z]{1,12}", fullmatch=True), min_size=1, max_size=4),
    known=st.sampled_from([w for w in EXAMPLES if w.isascii()]),
)
def test_case_of_a_snake_case_name_does_not_matter(words: list[str], known: str) -> None:
    name = "_".join([*words, known]).lower()
    assert judge(name) == judge(name.upper()) == judge("_".join(part.capitalize() for part in name.split("_")))
