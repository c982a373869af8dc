"""Clock columns: which columns date their rows, in which role, and what day a value means."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.clock import dated, days, value_days
from scanner.clock_words import is_clock, never_dates, only_dated, role_of


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("created_at", "", True), ("createTime", "bigint", True), ("gmt_modified", "datetime", True), ("cjsj", "varchar(20)", True),
        ("更新时间", "", True), ("signup_date", "TEXT", True), ("x", "timestamp without time zone", True), ("last_contact_at", "", True),
        ("时间", "", True), ("日期", "", True), ("created", "", True), ("ts", "bigint", True), ("tbsj", "", True), ("opened_at", "", True),
        ("birthday", "date", False), ("csrq", "varchar", False), ("出生日期", "date", False), ("timeout", "int", False),
        ("status", "int", False), ("name", "varchar", False), ("amount", "decimal", False), ("estimate", "int", False),
        ("valid_until", "date", False), ("expires_at", "timestamp", False), ("due_date", "date", False), ("有效期", "date", False),
        ("证件有效期至", "date", False), ("到期日期", "date", False), ("next_visit_date", "date", False), ("预计完成时间", "", False),
        ("created_by", "varchar", False), ("update_user", "varchar", False), ("last_name", "varchar", False), ("station", "varchar", False),
        ("position", "varchar", False), ("update", "int", False), ("runtime", "date", True), ("candidate", "varchar", False), ("version", "int", False), ("order", "int", False),
        ("lifetime", "int", True),  # dated by its name only: its values are then undated, and it is no clock
    ],
)  # fmt: skip
def test_which_columns(name: str, type_: str, expected: bool) -> None:
    assert is_clock(name, type_) is expected


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("创建时间", "created"),
        ("最后登录时间", "last_activity"),
        ("修改日期，由系统维护", "updated"),
        ("出生日期", ""),
        ("客户姓名", ""),
        ("有效期截止日期", ""),
    ],
)
def test_a_comment_dates_a_column(comment: str, expected: str) -> None:
    assert role_of("f7", comment) == expected
    assert is_clock("f7", "bigint", comment) is bool(expected)


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("created", "created_at createTime create_time gmt_create insert_time reg_time registered_at signup_at signed_up_at order_date ordered_on"
         " recorded_at visited_at cjsj zcsj lrsj djrq chuangjian_shijian zhuceriqi 创建时间 注册日期 报名时间 登记日期 录音时间 采集时间 ctime created"),
        ("updated", "updated_at update_time gmt_modified last_modified lastModifiedDate modified_on gxsj xgrq tbsj 更新时间 最后修改时间 同步时间"
         " gengxinshijian order_update_time mtime"),
        ("last_activity", "last_login_at last_login lastLoginTime last_contact_at LastContactAt last_active_at last_order_date zhdlsj dlsj 最后登录时间"
         " 最近联系日期 登录时间 zuihoudenglushijian"),
        ("deleted", "deleted_at delete_time gmt_deleted removed_on archived_at 删除时间 归档日期 shanchu_shijian"),
        ("contract_end", "contract_end_date contract_expires_at 合同到期日 合同终止日期 htdqrq hetong_daoqi_riqi".replace("hetong_daoqi", "hetongdaoqi")),
        ("account_closed", "closed_at cancelled_at account_close_date 注销时间 销户日期 离职日期 zxsj"),
        ("purpose_end", "completed_at finished_on end_date resolved_at 完成时间 结案日期 wcsj"),
        ("", "birthday 出生日期 valid_until expires_at due_date 有效期 到期日期 plan_date 预约时间 下次联系时间 issue_date scsj held_on x name dt 日期"),
    ],
)  # fmt: skip
def test_roles(role: str, names: str) -> None:
    assert {name: role_of(name) for name in names.split()} == dict.fromkeys(names.split(), role)


@pytest.mark.parametrize(
    ("name", "comment", "never"), [("rq1", "出生日期", True), ("expire_time", "", True), ("合同到期日", "", False), ("rq1", "", False)]
)
def test_dates_of_the_person_or_the_paper(name: str, comment: str, never: bool) -> None:
    assert never_dates(name, comment) is never


@pytest.mark.parametrize(
    ("values", "expected", "undated"),
    [
        (pa.array(["2024-03-05", "2024/3/5 10:11:12", " 2024.03.05", "2024年3月5日", "20240305"]), {"2024-03-05": 5}, 0),
        (pa.array(["2024-13-01", "n/a", "0000-00-00", None, ""]), {}, 4),
        (pa.array([1709596800, 1709596801]), {"2024-03-05": 2}, 0),
        (pa.array([1709596800123, 20240305, 7]), {"2024-03-05": 2}, 1),
        (pa.array(["1709596800", "1709596800123"]), {"2024-03-05": 2}, 0),
        (pa.array([1709596800.5, float("nan")]), {"2024-03-05": 1}, 1),
        (pa.array([date(2024, 3, 5), date(1, 1, 1), None]), {"2024-03-05": 1}, 1),
        (pa.array([datetime(2024, 3, 5, 23, 59)], pa.timestamp("us")), {"2024-03-05": 1}, 0),
        (pa.array([True]), {}, 1),
        (pa.array([], pa.string()), {}, 0),
        (pa.array(["2024-02-29", "2023-02-29"]), {"2024-02-29": 1}, 1),
    ],
)
def test_what_day(values: pa.Array, expected: dict[str, int], undated: int) -> None:
    found, without = days(values)
    assert (dict(found), without) == (expected, undated)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array(["2024-03-05 10:00", "2024/03/05", "2024.03.05", "2024/3/5", "2024年3月5日", "20240305", "1709596800", "1709596800123", "x"]),
         {"iso": 1, "slash": 1, "dot": 1, "loose": 2, "ymd": 1, "seconds": 1, "millis": 1}),
        (pa.array([1709596800, 1709596800123, 20240305, 7]), {"seconds": 1, "millis": 1, "ymd": 1}),
        (pa.array([date(2024, 3, 5)]), {"native": 1}),
        (pa.array([datetime(2024, 3, 5)], pa.timestamp("us")), {"native": 1}),
        (pa.array([True]), {}),
    ],
)  # fmt: skip
def test_how_dates_are_written(values: pa.Array, expected: dict[str, int]) -> None:
    assert dict(dated(values).forms) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array(["2024-03-05", "2024/3/5 10:11", "20240305", "x", None]), 3),
        (pa.array(["13800138000", "2024-03-056", "1709596800", "20249999", "19970230"]), 0),
        (pa.array([20240305, 13800138000, 1709596800, 20249999]), 1),
        (pa.array([2.5]), 0), (pa.array([], pa.int64()), 0), (pa.array([date(2024, 3, 5)]), 0),
    ],
)  # fmt: skip
def test_dates_by_value_alone(values: pa.Array, expected: int) -> None:
    assert value_days(values).total() == expected


def test_only_one_column_may_be_a_clock_by_its_values() -> None:
    recent, births, few = Counter({"2024-03-05": 100}), Counter({"1980-01-01": 100}), Counter({"2024-03-05": 50})
    assert only_dated([("a", recent, 100)]) == "a"
    assert only_dated([("a", recent, 100), ("b", births, 100), ("c", few, 100)]) == "a"
    assert only_dated([("a", recent, 100), ("b", recent, 100)]) == ""
    assert only_dated([("a", recent, 103), ("b", births, 100), ("c", Counter(), 0)]) == ""


@given(st.lists(st.text(max_size=25)))
def test_any_text_is_counted_once(texts: list[str]) -> None:
    found = dated(pa.array(texts, pa.string()))
    assert found.days.total() + found.undated == len(texts)
    assert found.forms.total() == found.days.total()


@given(st.lists(st.integers(-(2**62), 2**62) | st.integers(10**11, 6 * 10**12) | st.integers(10**8, 6 * 10**9)))
def test_any_number_is_counted_once(numbers: list[int]) -> None:
    found = dated(pa.array(numbers, pa.int64()))
    assert found.days.total() + found.undated == len(numbers)
    assert found.forms.total() == found.days.total()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_has_a_role_or_none(name: str, comment: str) -> None:
    assert is_clock(name, "", comment) or not role_of(name, comment)
    assert not (role_of(name, comment) and never_dates(name, comment))
