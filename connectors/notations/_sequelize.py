"""Columns as Sequelize describes them: { mobile: { type: DataTypes.STRING(20), field: 'mobile_no', comment: '手机号' } }"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.notations._plural import snake
from connectors.notations._typescript import Entry, Script, Word, column

if TYPE_CHECKING:
    from tree_sitter import Node

_TYPE = re.compile(r"(?:\w+\.){0,3}?([A-Z][A-Z0-9_]*)(?:\.\w+|\([^()]*\))*")
_LONG = re.compile(r"(?:\w+\.){0,3}?((?:ENUM|ARRAY|VIRTUAL|RANGE)\b.*)")  # made of other types and values


def type_text(script: Script, node: Node | None) -> str:
    """STRING(20) of DataTypes.STRING(20), or a type in quotes; "" for what is no type."""
    node = script.resolved(node)
    if node is None:
        return ""
    if node.type in ("string", "template_string"):
        return script.said(node)
    text = " ".join(script.text(node)[:200].removeprefix("new ").split())
    found = _TYPE.fullmatch(text) or _LONG.fullmatch(text)
    return text[found.start(1) :] if found else ""


def describes(script: Script, entry: Entry) -> bool:
    """Is this a column's description rather than anything else that objects hold?"""
    value = script.resolved(entry.value)
    typed = value is not None and value.type != "string" and bool(type_text(script, value))
    return typed or any(name in script.options(entry.value) for name in ("type", "field"))


def attribute(script: Script, entry: Entry, *, underscored: bool = False) -> Column | None:
    """The column that a property describes; None for one that is only computed."""
    options = script.options(entry.value)
    kind = type_text(script, options.get("type", entry.value))
    if kind.startswith("VIRTUAL"):
        return None
    name = script.word(options.get("field")) or entry.name
    if name is entry.name and underscored:
        name = Word(snake(name.text), name.line, name.at)
    return column(name, kind, script.said(options.get("comment")), entry.comment)
