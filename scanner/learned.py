"""What is *learned* is a list of facts: how this company writes its customer numbers, and which columns hold them.

A fact is plain data without any raw value, made by `scanner.learn` before a scan, kept by the ledger and told in the inventory:

    uri, column       the column that it was learned from
    how               "header": its name says so · "join": its values are those of a column that is one, or of a person's
    beside            that other column, "" when there is none
    share, distinct   of its different values those written so, and how many; without a format the share that is joined
    core, scope, score, check, letters, names, example
                      the format (`recognizers._formats.Format`); core "": nothing but the column is known.
                      scope "header": too open to search with

`taught` gives the recognizers that know the facts: the definition with more patterns (`learned_1`, …) and with known columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from recognizers._formats import EDGES, Format, Validate
from recognizers.base import Pattern, Recognizer

ENTITY = "CUSTOMER_NUMBER"
PATTERNS = 8  #: that are added at most

Fact = dict[str, Any]


def taught(recognizers: tuple[Recognizer, ...], facts: Iterable[Fact]) -> tuple[Recognizer, ...]:
    """The recognizers that know the facts; the same tuple when there is nothing to know."""
    facts = tuple(facts)
    return tuple(_with(r, facts) if r.entity == ENTITY else r for r in recognizers) if facts else recognizers


def patterns(facts: Iterable[Fact]) -> tuple[tuple[Pattern, Format], ...]:
    """The patterns that the facts give, the best founded first, and what each is made of."""
    formats = enumerate(searchable(facts), 1)
    return tuple((Pattern(f"learned_{n}", f.core, EDGES, scope=f.scope, score=f.score), f) for n, f in formats)


def _with(definition: Recognizer, facts: tuple[Fact, ...]) -> Recognizer:
    known = {p.core for p in definition.patterns}
    made = [(pattern, format_) for pattern, format_ in patterns(facts) if pattern.core not in known]
    formats = tuple(format_ for _, format_ in made)
    return replace(
        definition,
        patterns=(*(pattern for pattern, _ in made), *definition.patterns),
        validate=Validate(formats, definition.validate) if formats else definition.validate,
        doubt="" if formats else definition.doubt,
        columns=(*definition.columns, *((f["uri"], f["column"], f["beside"]) for f in facts)),
    )


def searchable(facts: Iterable[Fact]) -> tuple[Format, ...]:
    """Different formats that may be searched with, those of most values first."""
    best: dict[tuple[str, str], Format] = {}
    for fact in facts:
        if fact["core"] and fact["scope"] != "header":
            found = format_of(fact)
            known = best.get((found.core, found.check))
            if known is None or known.distinct < found.distinct:
                best[found.core, found.check] = found
    # Bare numbers of which some have a check digit and others none, or another, cannot be told apart by it.
    checks = {f.check for f in best.values() if not f.letters}
    kept = [f for f in best.values() if f.letters or not f.check or checks == {f.check}]
    return tuple(sorted(kept, key=lambda f: (-f.distinct, f.core, f.check))[:PATTERNS])


def fact_of(uri: str, column: str, how: str, beside: str, share: float, distinct: int, format_: Format | None = None) -> Fact:
    fact: Fact = {"uri": uri, "column": column, "how": how, "beside": beside, "share": share, "distinct": distinct}
    if format_ is None:
        return {**fact, "core": "", "scope": "header", "score": 0.0, "check": "", "letters": 0, "names": ["", ""], "example": ""}
    return {
        **fact, "share": format_.share, "distinct": format_.distinct, "core": format_.core, "scope": format_.scope, "score": format_.score,
        "check": format_.check, "letters": format_.letters, "names": list(format_.names), "example": format_.example,
    }  # fmt: skip


def format_of(fact: Fact) -> Format:
    zh, en = fact["names"]
    size = fact["distinct"], fact["share"]
    return Format(fact["core"], fact["scope"], fact["score"], fact["check"], fact["letters"], (zh, en), fact["example"], *size)
