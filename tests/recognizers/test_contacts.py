"""Numbers and names by which people are reached: every segment in every spelling is found, its neighbours never are."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import _countries
from recognizers._area_codes import AREA
from recognizers._platforms import PLATFORMS, Platform
from recognizers._shapes import DASHES_CLASS
from recognizers.base import Match
from recognizers.email_address import RECOGNIZER as EMAIL
from recognizers.find import in_cell, in_text
from recognizers.phone_number import RECOGNIZER as PHONE
from recognizers.sns_account import RECOGNIZER as SNS

#: As the MIIT has opened them by 2024, virtual operators (162, 165, 167, 170, 171) and satellites (174) included.
SEGMENTS = [
    "130",
    "131",
    "132",
    "133",
    "134",
    "135",
    "136",
    "137",
    "138",
    "139",
    "141",
    "142",
    "143",
    "144",
    "145",
    "146",
    "147",
    "148",
    "149",
    "150",
    "151",
    "152",
    "153",
    "155",
    "156",
    "157",
    "158",
    "159",
    "162",
    "165",
    "166",
    "167",
    "170",
    "171",
    "172",
    "173",
    "174",
    "175",
    "176",
    "177",
    "178",
    "180",
    "181",
    "182",
    "183",
    "184",
    "185",
    "186",
    "187",
    "188",
    "189",
    "190",
    "191",
    "192",
    "193",
    "195",
    "196",
    "197",
    "198",
    "199",
]
CLOSED = ["100", "101", "110", "119", "120", "127", "128", "129", "140", "154", "160", "161", "163", "164", "168", "169", "179", "194"]
SEPARATORS = ["", " ", "-", *DASHES_CLASS]
PREFIXES = ["", "+86", "+86 ", "0086", "0086-", "86", "86 ", "(86)", "(+86)", "（86）", "（+86）", "＋86", "+86-", "+86 - "]
BEFORE = ["", "电话", "手机号：", "请拨打", "(", "、", "\n", '"']
BEHIND = ["", "联系", "。", "，", ")", "\n", '"', "."]

digits = st.text("0123456789", min_size=8, max_size=8)


def phones(text: str) -> list[str]:
    return [text[m.start : m.end] for m in in_text(text, [PHONE])]


def kinds(text: str) -> list[str]:
    return [m.kind for m in in_text(text, [PHONE])]


@pytest.mark.parametrize("segment", SEGMENTS)
@given(
    rest=digits, prefix=st.sampled_from(PREFIXES), separator=st.sampled_from(SEPARATORS), before=st.sampled_from(BEFORE),
    behind=st.sampled_from(BEHIND),
)  # fmt: skip
def test_every_segment_is_found_in_every_spelling(segment: str, rest: str, prefix: str, separator: str, before: str, behind: str) -> None:
    number = f"{prefix}{segment}{separator}{rest[:4]}{separator}{rest[4:]}"
    (match,) = in_text(before + number + behind, [PHONE])
    found = (before + number + behind)[match.start : match.end]
    assert re.sub("[^0-9]", "", found).endswith(segment + rest)
    assert found.strip("(（+＋") in number
    assert (match.kind, match.state) == ("mobile", "plain")


@pytest.mark.parametrize("segment", CLOSED)
@given(rest=digits)
def test_no_segment_that_is_not_open(segment: str, rest: str) -> None:
    assert phones(f"编号{segment}{rest}。") == []


@given(segment=st.sampled_from(SEGMENTS), rest=digits, more=st.text("0123456789", min_size=1, max_size=6).filter(lambda t: len(t) != 2))
def test_no_number_inside_a_longer_run(segment: str, rest: str, more: str) -> None:
    number = segment + rest
    assert phones(f"订单{number}{more}。") == []
    assert phones(f"订单9{more}{number}。") == []


@given(segment=st.sampled_from(SEGMENTS), rest=digits)
def test_neither_ten_nor_twelve_digits(segment: str, rest: str) -> None:
    number = segment + rest
    assert phones(f"单号{number[:-1]}。") == []
    assert phones(f"单号{number}7。") == []
    assert phones(f"单号7{number}。") == []


@given(segment=st.sampled_from(SEGMENTS), rest=digits)
def test_neither_amount_nor_code_nor_unit(segment: str, rest: str) -> None:
    number = segment + rest
    for text in (
        f"{number}.50元",
        f"0.{number}",
        f"SN{number}",
        f"a{number}b",
        f"{number}ms",
        f"{number}.html",
        f"_{number}",
        f"{number}e5",
    ):
        assert phones(text) == [], text


@given(seconds=st.integers(1_000_000_000, 1_999_999_999), fraction=st.integers(0, 999))
def test_no_timestamp(seconds: int, fraction: int) -> None:
    for text in (f"ts={seconds}", f"ts={seconds}{fraction:03d},", f"at {seconds}.{fraction:03d}"):
        assert phones(text) == [], text


@given(st.sampled_from(["1064", "1400", "1410", "1440"]), st.text("0123456789", min_size=9, max_size=9))
def test_a_machine_only_after_its_cue(segment: str, rest: str) -> None:
    assert phones(f"订单{segment}{rest}。") == []
    assert phones(f"物联网卡号：{segment}{rest}。") == [segment + rest]
    assert [m.kind for m in in_cell(segment + rest, [PHONE], frozenset({"PHONE_NUMBER"}))] == ["iot"]


@given(st.integers(0, 10**9 - 1), st.sampled_from(["978", "979"]))
def test_no_isbn(number: int, prefix: str) -> None:
    body = f"{prefix}{number:09d}"
    check = (10 - sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10) % 10
    assert phones(f"ISBN {body}{check}") == []
    assert phones(f"ISBN {body[:3]}-{body[3]}-{body[4:7]}-{body[7:]}-{check}") == []


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 10**6 - 1))
def test_no_order_number_that_begins_with_a_day(day: date, number: int) -> None:
    compact = str(day).replace("-", "")
    assert phones(f"订单号{compact}{number:06d}") == []
    assert phones(f"{day} 10:00:00,{number % 1000:03d} 处理完毕") == []


AREAS = [f"0{a}" for a in map(str, range(10, 1000)) if re.fullmatch(AREA, a)]


@pytest.mark.parametrize("area", AREAS)
def test_every_area_code_in_every_spelling(area: str) -> None:
    local = "26881234"
    for spelt in (f"{area}-{local}", f"({area}){local}", f"（{area}） {local}", f"{area}{local}", f"+86 {area[1:]} 2688 1234"):
        assert phones(f"电话{spelt}。") == [spelt]
        assert kinds(f"电话{spelt}。") == ["landline"]
    assert phones(f"{area}-{local}转801") == [f"{area}-{local}转801"]
    assert phones(f"{area}-0{local[1:]}") == []


def test_the_table_of_area_codes_has_the_cities_and_no_more() -> None:
    assert {"010", "021", "023", "0311", "0571", "0755", "0898", "0991", "0565", "0910"} <= set(AREAS)
    assert not {"011", "026", "0200", "0999999", "0300", "0800"} & set(AREAS)


@pytest.mark.parametrize(
    "text, kind",
    [
        ("+86 13800138000", "mobile"), ("17951 13800138000", "mobile"), ("物联网卡1064712345678", "iot"), ("010-88886666", "landline"),
        ("400-800-1234", "service"), ("客服95588", "service"), ("+852 2345 6789", "hongkong"), ("+853 6612 3456", "macau"),
        ("+886-2-2752-1234", "taiwan"), ("0922-123-456", "taiwan"), ("+81 3-1234-5678", "japan"), ("090-1234-5678", "japan"),
        ("+44 20 7946 0958", "foreign"), ("0044 20 7946 0958", "foreign"),
    ],
)  # fmt: skip
def test_the_sort_of_a_number(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_what_libphonenumber_refuses() -> None:
    assert _countries.international("+44 20 7946 0958")
    assert not _countries.international("+44 1")
    assert not _countries.international("+999 123 4567")
    assert not _countries.international("+")
    assert _countries.international("+1 555 234 5678")  # films and examples, in groups
    assert not _countries.international("+15552345678")
    assert _countries.japanese("03-1234-5678")
    assert not _countries.japanese("00-1234-5678")


def _hidden(number: str, places: range) -> str:
    return "".join("*" if i in places else c for i, c in enumerate(number))


@given(segment=st.sampled_from(SEGMENTS), rest=digits, first=st.integers(3, 10), hidden=st.integers(1, 8))
def test_the_state_of_a_mask(segment: str, rest: str, first: int, hidden: int) -> None:
    last = min(first + hidden, 11)
    masked = _hidden(segment + rest, range(first, last))
    (match,) = in_text(f"手机{masked}。", [PHONE])
    assert match.state == ("weak" if last - first < 4 else "masked")
    assert in_cell(masked, [PHONE])[0].state == match.state


local_part = st.from_regex("[a-z][a-z0-9_]{0,20}([.+-][a-z0-9]{1,10})?", fullmatch=True)
domain = st.from_regex("[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?[.](example|test|com|cn|com[.]cn|co[.]jp|museum|international)", fullmatch=True)


@given(local=local_part, at=st.sampled_from("@＠"), host=domain, before=st.sampled_from(["", "邮箱", "mailto:", "<", "："]), behind=st.sampled_from(["", "联系", "。", ">", ".", "?subject=x", "，"]))  # fmt: skip
def test_every_address_is_found_in_its_text(local: str, at: str, host: str, before: str, behind: str) -> None:
    address = f"{local}{at}{host}"
    text = before + address + behind
    (match,) = in_text(text, [EMAIL])
    assert (text[match.start : match.end], match.state) == (address, "plain")


@given(
    local=local_part,
    host=st.from_regex("[a-z]{1,20}|[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{1,3}|[a-z]{2,9}[.](png|jpg|css|service)", fullmatch=True),
)
def test_no_address_without_a_domain(local: str, host: str) -> None:
    assert in_text(f"见{local}@{host}。", [EMAIL]) == []


@pytest.mark.parametrize("role", ["info", "noreply", "no-reply", "sales", "support", "hr", "kefu"])
def test_role_mailboxes(role: str) -> None:
    assert [m.kind for m in in_text(f"请联系{role}@example.com", [EMAIL])] == ["role"]
    assert [m.kind for m in in_cell(f"{role}@example.com", [EMAIL])] == ["role"]
    assert [m.kind for m in in_text(f"请联系my{role}@example.com", [EMAIL])] == [""]


def _accounts(text: str) -> list[Match]:
    return in_text(text, [SNS])


@pytest.mark.parametrize(
    "cue",
    [
        "微信：",
        "微信号：",
        "微信号",
        "微信 ",
        "薇信：",
        "威信：",
        "V信：",
        "v信:",
        "VX：",
        "vx:",
        "wx：",
        "加V：",
        "WeChat: ",
        "weixin: ",
        "微信ID：",
        "微信/QQ：",
        "加我VX ",
    ],
)
@given(account=st.from_regex("[a-z][a-z_-]{5,10}[0-9]{1,3}", fullmatch=True))
def test_wechat_by_every_cue(cue: str, account: str) -> None:
    text = f"请{cue}{account}，谢谢"
    assert [(text[m.start : m.end], m.kind) for m in _accounts(text)] == [(account, "wechat")]


@pytest.mark.parametrize("cue", ["QQ：", "qq:", "QQ号：", "QQ号码是", "QQ", "扣扣", "扣扣：", "Q号：", "企鹅号：", "加QQ"])
@given(account=st.from_regex("[1-9][0-9]{4,10}", fullmatch=True))
def test_qq_by_every_cue(cue: str, account: str) -> None:
    text = f"联系 {cue}{account}，谢谢"
    assert [(text[m.start : m.end], m.kind) for m in _accounts(text)] == [(account, "qq")]


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.kind)
def test_every_platform_has_a_cue_and_a_header(platform: Platform) -> None:
    kind, first = platform.kind, platform.cues.split("|")[0]
    account = {"whatsapp": "8613800138000", "signal": "pandian.42", "x": "pandian_demo"}.get(kind, "pandian_demo1")
    (match,) = _accounts(f"{first}号：{account}，")
    assert match.kind == kind
    assert kind in SNS.kinds


@pytest.mark.parametrize(
    "text",
    [
        "QQ群：12345678",
        "微信群：abc12345",
        "公众号：gh_0123456789ab",
        "微信：wx0123456789abcdef",
        "微信小程序abc12345",
        "awx: zhang123",
        "vxlan: zhang123",
    ],
)
def test_nobodys_account(text: str) -> None:
    assert _accounts(text) == []


def test_words_of_the_kinds_are_words_of_the_headers() -> None:
    for recognizer in (PHONE, SNS):
        known = {*recognizer.headers, *recognizer.hints}
        assert {word for named in recognizer.kinds.values() for word in named} <= known
