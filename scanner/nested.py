"""What is *nested*: cells that hold a document or pairs (JSON, XML, PHP's serialisation, a query string, key=value), and
tables of pairs (attr_name, attr_value). Each place inside them becomes a column of its own, named by its path:

    {"contact": {"tel": "13800138000"}}   →  $.contact.tel   with the cell 13800138000, headed tel
    attr_name=mobile | attr_value=138…    →  [mobile]        with the cell 138…, headed mobile

Bounded: long cells, deep documents and the tail of many paths are not unfolded but read as text. A path is shown in
reports, and keys can be anything (a map from phone numbers to names): a key that is no plain name becomes `*`, and is
itself a value of the path `…{}`. Nothing is fetched or resolved; a document with a DOCTYPE is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.compute as pc

from connectors.base import Asset
from recognizers.find import in_text
from recognizers.header_words import words
from scanner.alphabet import Alphabet
from scanner.multi import matching

LONGEST = 65_536  # characters of a cell that is unfolded
_DEEPEST = 32
_VALUES = 2_000  # of one cell
PATHS = 200  # of one column; the values of further ones are gathered under one path
MORE = "$.*"

#: RE2: cells that may be one of these. Which they are is decided by parsing.
_LIKELY = (
    "^[ \t\r\n]*[\\[{<]"
    "|^a:[0-9]{1,4}:[{]"
    "|^[A-Za-z_][A-Za-z0-9_.-]{0,40}=[^ &=]*(?:&[A-Za-z_][A-Za-z0-9_.-]{0,40}=[^ &=]*)+$"
    "|^[A-Za-z_][A-Za-z0-9_.-]{0,40}=[^=]+[ ,;][A-Za-z_][A-Za-z0-9_.-]{0,40}="
)
_NAME = re.compile(r"[A-Za-z_一-鿿][A-Za-z0-9_一-鿿.-]{0,40}")
_PAIR = re.compile(r'([A-Za-z_][A-Za-z0-9_.-]{0,40})=("[^"]*"|[^\s,;&]*)')
_PHP = re.compile(r's:[0-9]+:"([^"]{0,60})";(?:s:[0-9]+:"([^"]*)"|[id]:([0-9.]+));')

_KEY_COLUMNS = frozenset(
    words(
        """
        attr_name attribute_name attr attr_key attribute attribute_key field_name field field_key key meta_key
        param_name param_key prop_name prop_key property_name property_key item_name item_key option_name option_key
        config_key config_name setting_name setting_key data_key tag_name ext_key ext_name extend_key form_field
        question label 属性名 属性名称 字段名 字段名称 参数名 参数名称 项目名称 键 标签 问题
        """
    )
)
_VALUE_COLUMNS = frozenset(
    words(
        """
        attr_value attribute_value attr_val attribute_val field_value field_val value val meta_value param_value
        prop_value property_value item_value option_value config_value setting_value data_value tag_value ext_value
        extend_value form_value answer content 属性值 字段值 参数值 项目值 值 答案 内容
        """
    )
)


def documents(values: pa.Array, alphabet: Alphabet) -> tuple[pa.Array, dict[str, list[str]]]:
    """The cells that are no document (nulls among them), and the values of the documents by path."""
    taken, paths = unfolded(values, alphabet)
    return values if taken is None else values.filter(pc.invert(taken)), paths


def unfolded(values: pa.Array, alphabet: Alphabet) -> tuple[pa.Array | None, dict[str, list[str]]]:
    """Which cells are documents (None: no cell is likely to be one), and the values of the documents by path."""
    if not alphabet.may_match(_LIKELY):
        return None, {}
    likely = pc.fill_null(pa.array(matching(values, _LIKELY)), False)
    if not pc.any(likely).as_py():
        return None, {}
    paths: dict[str, list[str]] = {}
    taken = likely.to_pylist()
    for row, text in zip(pc.indices_nonzero(likely).to_pylist(), values.filter(likely).to_pylist(), strict=True):
        found = None if len(text) > LONGEST else _unfolded(text)
        taken[row] = found is not None
        for path, value in found or ():
            paths.setdefault(path if path in paths or len(paths) < PATHS else MORE, []).append(value)
    return pa.array(taken, pa.bool_()), paths


def pairs_of(asset: Asset) -> tuple[int, int] | None:
    """The places of the two columns of a table of pairs, or None."""
    names = [c.name.lower() for c in asset.columns]
    keys = [i for i, name in enumerate(names) if name in _KEY_COLUMNS]
    values = [i for i, name in enumerate(names) if name in _VALUE_COLUMNS]
    return (keys[0], values[0]) if len(keys) == 1 and len(values) == 1 else None


def pairs(keys: pa.Array, values: pa.Array) -> dict[str, pa.Array]:
    """The values of a table of pairs by path."""
    encoded = pc.fill_null(keys, "").dictionary_encode()
    found: dict[str, pa.Array] = {}
    for number, key in enumerate(encoded.dictionary.to_pylist()):
        path = f"[{_shown(key)}]"
        own = values.filter(pc.equal(encoded.indices, number))
        place = path if path in found or len(found) < PATHS else MORE
        found[place] = pa.concat_arrays([found[place], own]) if place in found else own
    return found


@lru_cache(maxsize=4096)
def _shown(key: str) -> str:
    """A key as part of a path: itself when it is a plain name that holds nothing, else `*`."""
    return key if _NAME.fullmatch(key) and not re.search("[0-9]{5}", key) and not in_text(key, _catalogue()) else "*"


def _catalogue() -> tuple[Any, ...]:
    from recognizers import catalogue

    return catalogue()


def _unfolded(text: str) -> list[tuple[str, str]] | None:
    """(path, value) of everything in a cell, or None when it is no document."""
    start = text.lstrip()[:1]
    try:
        if start in "[{":
            return _bounded(_json(json.loads(text), "$", 0))
        if start == "<":
            return None if "<!" in text else _bounded(_xml(ElementTree.fromstring(text), "", 0))
    except (ValueError, RecursionError, ElementTree.ParseError, _TooDeepError):
        return None
    if text.startswith("a:"):
        return _bounded((f"$.{_shown(m[1])}", m[2] or m[3] or "") for m in _PHP.finditer(text)) or None
    if "&" in text and " " not in text:
        return _bounded((f"$.{_shown(k)}", v) for k, v in parse_qsl(text, keep_blank_values=False, max_num_fields=_VALUES))
    found = [(m[1], m[2].strip('"')) for m in _PAIR.finditer(text)]
    return _bounded((f"$.{_shown(k)}", v) for k, v in found if v) if len(found) > 1 else None


class _TooDeepError(Exception):
    """A document that is read as text instead."""


def _bounded(found: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    taken = []
    for pair in found:
        taken.append(pair)
        if len(taken) > _VALUES:
            raise _TooDeepError
    return taken


def _json(node: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise _TooDeepError
    if isinstance(node, dict):
        for key, value in node.items():
            shown = _shown(key)
            if shown == "*":
                yield f"{path}{{}}", key
            yield from _json(value, f"{path}.{shown}", depth + 1)
    elif isinstance(node, list):
        for value in node:
            yield from _json(value, f"{path}[]", depth + 1)
    elif isinstance(node, str):
        yield path, node
    elif node is not None and not isinstance(node, bool):
        yield path, str(node)


def _xml(node: ElementTree.Element, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise _TooDeepError
    here = f"{path}/{_shown(node.tag.rpartition('}')[2])}"
    for name, value in node.attrib.items():
        yield f"{here}@{_shown(name.rpartition('}')[2])}", value
    if node.text and node.text.strip():
        yield here, node.text.strip()
    for child in node:
        yield from _xml(child, here, depth + 1)
        if child.tail and child.tail.strip():
            yield here, child.tail.strip()
