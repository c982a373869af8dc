"""One runner for all tables of cases: what each recognizer must find and must leave alone, with the whole catalogue active.

A table is ``tests/tables/<entity in lower case>.tsv`` with the columns

    mode      text (`in_text`), cell (`in_cell`), cell+header (`in_cell`, the header names this entity)
    text      the input; \\t, \\n and \\r stand for the characters
    expected  the matched substrings of this entity, in order, joined by " | "; "-" for none
    state     plain or masked, of all of them; "-" for none
    why       what the row shows
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from recognizers import catalogue
from recognizers.base import Match, Recognizer
from recognizers.find import in_cell, in_text

TABLES = Path(__file__).parent.parent / "tables"
COLUMNS = ["mode", "text", "expected", "state", "why"]
LEAST = 15  # positives, and as many negatives or near neighbours


class Row(NamedTuple):
    mode: str
    text: str
    expected: list[str]
    state: str
    why: str


def unescaped(text: str) -> str:
    return text.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r")


def rows_of(entity: str) -> list[Row]:
    path = TABLES / f"{entity.lower()}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table[0] == COLUMNS, path.name
    assert all(len(row) == len(COLUMNS) for row in table), path.name
    return [
        Row(mode, unescaped(text), [] if expected == "-" else unescaped(expected).split(" | "), state, why)
        for mode, text, expected, state, why in table[1:]
    ]


def found(row: Row, entity: str) -> list[Match]:
    if row.mode == "text":
        matches = in_text(row.text, catalogue())
    else:
        assert row.mode in ("cell", "cell+header"), row.mode
        matches = in_cell(row.text, catalogue(), frozenset({entity} if row.mode == "cell+header" else ()))
    return [m for m in matches if m.entity == entity]


CASES = [
    pytest.param(recognizer.entity, row, id=f"{recognizer.entity}-{number}-{row.why}")
    for recognizer in catalogue()
    for number, row in enumerate(rows_of(recognizer.entity), 2)
]
EACH = pytest.mark.parametrize("recognizer", catalogue(), ids=lambda r: r.entity)


@pytest.mark.parametrize("entity, row", CASES)
def test_row(entity: str, row: Row) -> None:
    matches = found(row, entity)
    assert [row.text[m.start : m.end] for m in matches] == row.expected
    assert {m.state for m in matches} == ({row.state} if row.expected else set())
    assert row.expected or row.state == "-"


@EACH
def test_table_is_long_enough(recognizer: Recognizer) -> None:
    rows = rows_of(recognizer.entity)
    assert sum(bool(row.expected) for row in rows) >= LEAST
    assert sum(not row.expected for row in rows) >= LEAST


@EACH
def test_patterns_compile_and_their_clues_lie_within_what_they_match(recognizer: Recognizer) -> None:
    """The engine begins to search `Pattern.reach` before the end of a clue."""
    for pattern in recognizer.patterns:
        pattern.ready()
        for row in rows_of(recognizer.entity) if pattern.clue else ():
            for m in re.finditer(pattern.text_expression, row.text):
                around = row.text[max(m.start() - 1, 0) : m.end() + pattern.reach]
                assert re.search(pattern.clue, around), (pattern.name, row.text)
                assert m.end() - m.start() <= pattern.reach


@EACH
def test_no_row_twice(recognizer: Recognizer) -> None:
    inputs = [(row.mode, row.text) for row in rows_of(recognizer.entity)]
    assert len(set(inputs)) == len(inputs)


def test_no_table_without_recognizer() -> None:
    assert {path.stem for path in TABLES.glob("*.tsv")} <= {recognizer.entity.lower() for recognizer in catalogue()}


@EACH
def test_examples_and_counter_examples(recognizer: Recognizer) -> None:
    def entities(text: str) -> set[str]:
        matches = in_text(text, [recognizer]) or in_cell(text, [recognizer])
        return {m.entity for m in matches}

    assert recognizer.examples
    assert recognizer.counter_examples
    for text in recognizer.examples:
        assert recognizer.entity in entities(text), text
    for text in recognizer.counter_examples:
        assert recognizer.entity not in entities(text), text
