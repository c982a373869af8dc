"""Documents and pairs inside cells: every place is found under its path, keys that hold something are not shown, all is bounded."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Asset, Column
from recognizers import catalogue
from scanner.alphabet import Alphabet
from scanner.nested import MORE, PATHS, documents, pairs, pairs_of
from scanner.observe import Observer
from scanner.outcome import findings
from scanner.profile import ColumnProfile, head
from scanner.sketch import Key


def unfolded(cells: pa.Array) -> tuple[pa.Array, dict[str, list[str]]]:
    return documents(cells, Alphabet.of(cells))


def inside(*cells: str | None) -> dict[str, list[str]]:
    rest, found = unfolded(pa.array(cells, pa.string()))
    assert len(rest) == 0
    return found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('{"tel": "13800138000", "n": 3, "ok": true, "none": null}', {"$.tel": ["13800138000"], "$.n": ["3"]}),
        ('{"a": {"b": [{"c": "x"}, {"c": "y"}]}}', {"$.a.b[].c": ["x", "y"]}),
        ('["a", "b"]', {"$[]": ["a", "b"]}),
        ('  {"姓名": "张三"}', {"$.姓名": ["张三"]}),
        ('{"13800138000": "张三"}', {"${}": ["13800138000"], "$.*": ["张三"]}),
        ('{"zhangsan@example.com": 1}', {"${}": ["zhangsan@example.com"], "$.*": ["1"]}),
        ("<user id='7'><tel>13800138000</tel><n>张<b>三</b>丰</n></user>", {
            "/user@id": ["7"], "/user/tel": ["13800138000"], "/user/n": ["张", "丰"], "/user/n/b": ["三"]}),
        ('<a xmlns="urn:x"><tel>1</tel></a>', {"/a/tel": ["1"]}),
        ('a:2:{s:3:"tel";s:11:"13800138000";s:3:"age";i:30;}', {"$.tel": ["13800138000"], "$.age": ["30"]}),
        ("name=%E5%BC%A0%E4%B8%89&tel=13800138000", {"$.name": ["张三"], "$.tel": ["13800138000"]}),
        ('level=info tel=13800138000 msg="ok done"', {"$.level": ["info"], "$.tel": ["13800138000"], "$.msg": ["ok done"]}),
    ],
)  # fmt: skip
def test_paths(cell: str, found: dict[str, list[str]]) -> None:
    assert inside(cell) == found


@pytest.mark.parametrize(
    "cell",
    [
        "", "text", "[1, 2", "{not json}", "[图片] 已收到", "<b>bold", "a < b", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "1+1=2", "x=1",
        "[" * 1000 + "]" * 1000, json.dumps(list(range(3000))), "(tel) 138",
    ],
)  # fmt: skip
def test_what_is_no_document_stays_text(cell: str) -> None:
    rest, found = unfolded(pa.array([cell]))
    assert (rest.to_pylist(), found) == ([cell], {})


def test_nulls_and_texts_stay_in_order() -> None:
    rest, found = unfolded(pa.array(["a", None, '{"k": "v"}', "b"]))
    assert rest.to_pylist() == ["a", None, "b"] and found == {"$.k": ["v"]}


def test_paths_are_bounded() -> None:
    found = inside(*(json.dumps({f"key_{'x' * (n % 30)}{chr(97 + n // 30)}": "v"}) for n in range(PATHS + 50)))
    assert len(found) <= PATHS + 1 and len(found[MORE]) >= 40


@given(st.text(max_size=80))
def test_any_text_is_taken_or_left(text: str) -> None:
    rest, found = unfolded(pa.array([text.encode("utf-8", "replace").decode()]))
    assert len(rest) == 1 or found or text.strip() in ("{}", "[]")


@pytest.mark.parametrize(
    ("path", "name"),
    [("$.a.tel", "tel"), ("$.tels[]", "tels"), ("/u/a@phone", "phone"), ("/u/tel", "tel"), ("[手机号]", "手机号"), ("${}", "$")],
)
def test_head(path: str, name: str) -> None:
    assert head(path) == name


def judged(asset: Asset, columns: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    observer = Observer(catalogue(), Key(bytes(32)))
    profiles: dict[str, ColumnProfile] = {}
    observer.observe(asset, pa.record_batch(list(columns.values()), names=list(columns)), profiles)
    return {(f.column, f.path): f.entity for f in findings(asset, profiles, catalogue()) if not f.sparse}


def table(*names: str) -> Asset:
    return Asset(source="s", uri="sqlite://s/t", kind="table", name="t", columns=tuple(Column(n, "varchar(500)") for n in names))


def test_json_in_a_text_column() -> None:
    cells = [json.dumps({"contact": {"tel": f"1380013{n:04d}", "real_name": "张小明"}}, ensure_ascii=False) for n in range(50)]
    found = judged(table("id", "ext"), {"id": [str(n) for n in range(50)], "ext": cells})
    assert found[("ext", "$.contact.tel")] == "PHONE_NUMBER"
    assert found[("ext", "$.contact.real_name")] == "PERSON"
    assert ("ext", "") not in found


def test_a_table_of_pairs() -> None:
    keys = ["mobile", "real_name", "color"] * 40
    values = [v for n in range(40) for v in (f"1380013{n:04d}", "李小红", "红色")]
    found = judged(table("attr_name", "attr_value"), {"attr_name": keys, "attr_value": values})
    assert found == {("attr_value", "[mobile]"): "PHONE_NUMBER", ("attr_value", "[real_name]"): "PERSON"}
    assert pairs_of(table("id", "name")) is None


def test_pairs_with_keys_that_hold_something() -> None:
    assert set(pairs(pa.array(["13800138000", "a", None]), pa.array(["x", "y", "z"]))) == {"[*]", "[a]"}
