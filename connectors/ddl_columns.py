"""How one item of a column list is read: a name, a type and perhaps a COMMENT, whatever else stands around them."""

from __future__ import annotations

import re

from connectors.base import Column
from connectors.ddl_tokens import END, Text, Token
from connectors.ddl_words import AFTER_TYPE, ATTRIBUTES, CONSTRAINTS, LONGER_TYPES


class NotUnderstood(Exception):
    """This is not the grammar that the scanner knows."""


def column_of(item: list[Token], whole: Text) -> Column | None:
    """The column that an item of a column list defines; None for a constraint or key."""
    first = item[0]
    if (not first.named and first.kind != "string") or not first.text or first.text[0] == "@":
        raise NotUnderstood
    if first.kind == "word" and first.text.upper() in CONSTRAINTS and _constraint(item):
        return None
    name, at = first.text, 1
    while len(item) > at + 1 and item[at].text == "." and item[at].kind == "mark":  # nested.name
        name, at = name + "." + item[at + 1].text, at + 2
    kind, end = _type(item, at, whole)
    return Column(name, kind, _comment(item, end), whole.line(first.start))


def _constraint(item: list[Token]) -> bool:
    """Is `KEY …`, `INDEX …`, `CHECK …` a constraint, or a column that happens to be called so?"""
    word, after = item[0].text.upper(), item[1] if len(item) > 1 else END
    if word in ("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "LIKE", "SUPPLEMENTAL"):
        return True
    if after.kind == "mark" and after.text == "(":
        return True
    if word in ("KEY", "INDEX", "CLUSTERED", "NONCLUSTERED", "FULLTEXT", "SPATIAL", "VECTOR"):
        bracket = item[2] if len(item) > 2 else END
        if bracket.kind == "mark" and bracket.text == "(":
            return not (len(item) > 3 and item[3].kind == "number")  # `key varchar(64)` against `KEY name (column)`
        return (
            any(t.word("USING", "GRANULARITY") for t in item[1:])
            or any(t.word("KEY", "INDEX") for t in item[1:3])
            or any(t.text == "(" for t in item[2:6] if t.kind == "mark")
        )
    return {"PERIOD": "FOR", "EXCLUDE": "USING", "WATERMARK": "FOR", "PROJECTION": after.text.upper()}.get(word) == after.text.upper()


def _type(item: list[Token], at: int, whole: Text) -> tuple[str, int]:
    """(type as written, blanks tidied; index behind it). ("", at) where a column has none, as SQLite allows."""
    if at >= len(item) or not item[at].named or (item[at].kind == "word" and item[at].text.upper() in ATTRIBUTES - _sole(item, at)):
        return "", at
    end = at + 1
    upper = [t.text.upper() if t.kind == "word" else "" for t in item[at : at + 4]]
    for words in _LONGER.get(upper[0], ()):
        if tuple(upper[: len(words)]) == words:
            end = max(end, at + len(words))
    while end + 1 < len(item) and item[end].kind == "mark" and item[end].text == "." and item[end + 1].named:
        end += 2  # schema-qualified type
    end = _arguments(item, end)
    for words in AFTER_TYPE:
        if end < len(item) and item[end].text.upper() == words[0] and tuple(t.text.upper() for t in item[end : end + len(words)]) == words:
            end = _arguments(item, end + len(words))
    return _tidied(whole.text[item[at].start : item[end - 1].end]), end


_LONGER: dict[str, list[tuple[str, ...]]] = {}
for _words in LONGER_TYPES:
    _LONGER.setdefault(_words[0], []).append(_words)
_BLANKS = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([(),<>])\s*")


def _tidied(text: str) -> str:
    return _AROUND.sub(r"\1", _BLANKS.sub(" ", text)).strip() if _BLANKS.search(text) else text


def _sole(item: list[Token], at: int) -> frozenset[str]:
    """UNSIGNED and SIGNED begin a type in SQLite's `unsigned big int`."""
    return frozenset({"UNSIGNED", "SIGNED"}) if len(item) > at + 1 and item[at + 1].word("BIG", "INTEGER", "INT") else frozenset()


def _arguments(item: list[Token], at: int) -> int:
    """Index behind (…), <…>, [] and %TYPE that follow a type's name."""
    while at < len(item) and item[at].kind == "mark" and item[at].text in "(<[%":
        opening = item[at].text
        if opening == "%":
            return min(at + 2, len(item))
        closing, depth = {"(": ")", "<": ">", "[": "]"}[opening], 0
        while at < len(item):
            depth += (item[at].text == opening) - (item[at].text == closing) if item[at].kind == "mark" else 0
            at += 1
            if depth == 0:
                break
        else:
            raise NotUnderstood
    return at


def _comment(item: list[Token], at: int) -> str:
    depth = 0
    for n in range(at, len(item) - 1):
        token, value = item[n], item[n + 1]
        if token.kind == "mark":
            depth += (token.text == "(") - (token.text == ")")
        elif depth == 0 and token.word("COMMENT"):
            if value.kind == "mark" and value.text == "=" and n + 2 < len(item):
                value = item[n + 2]
            return value.text if value.kind in ("string", "quoted") else ""
    return ""
