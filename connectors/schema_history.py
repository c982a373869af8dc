"""The order in which migrations are carried out, and what they leave: tables as they are after the last step.

A file that belongs to no history stands alone. A history's steps are sorted by what they come after (Alembic's down_revision,
Django's dependencies), then by version, then by path; a circle of dependencies is cut where it begins. Two heads, as two
branches leave them, are carried out one after the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from connectors.base import Problem
from connectors.ddl_reader import Change
from connectors.ddl_tables import Table, Tables
from connectors.notations import Definition, Kind
from connectors.paths import Entry


@dataclass(frozen=True, slots=True)
class File:
    """A file with what a person types to open it, and what it says: definitions, or a problem."""

    entry: Entry
    path: str
    said: tuple[Definition, ...] | Problem


@dataclass(slots=True)
class Built:
    """The outcome of a file that stands alone, or of a history. place: its path in the source; paths: relative -> to open."""

    place: str
    path: str
    modified: str
    kind: Kind = "schema"
    tables: list[Table] = field(default_factory=list)
    unread: list[tuple[str, int]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    problem: Problem | None = None


_Step = tuple[File, Definition]


def built(files: Iterable[File]) -> Iterator[Built]:
    """What stands alone comes as it is read, histories at the end, in the order in which they were met."""
    histories: dict[str, list[_Step]] = {}
    for file in files:
        if isinstance(file.said, Problem):
            yield Built(file.entry.relative, file.path, file.entry.modified, problem=file.said)
            continue
        for definition in file.said:
            if definition.history:
                histories.setdefault(definition.history, []).append((file, definition))
            elif definition.changes or definition.unread:
                yield _build(file.entry.relative, [(file, definition)])
    for history, steps in histories.items():
        ordered = _ordered(steps)
        yield _build(history if len(ordered) > 1 else ordered[0][0].entry.relative, ordered)


def _build(place: str, steps: list[_Step]) -> Built:
    tables, first = Tables(), steps[0][0]
    made = Built(place, first.path, max(file.entry.modified for file, _ in steps), steps[0][1].kind)
    for file, definition in steps:
        made.paths[file.entry.relative] = file.path
        for change in definition.changes:
            tables.apply(_stamped(change, file.entry.relative) if len(steps) > 1 else change)
        made.unread += [(file.path, line) for line in sorted({*tables.lines, *definition.unread})]
        tables.lines.clear()
    made.tables = tables.all
    return made


def _stamped(change: Change, file: str) -> Change:
    return replace(change, file=file, columns=tuple(replace(c, file=file) for c in change.columns))


def _ordered(steps: list[_Step]) -> list[_Step]:
    """Kahn's algorithm; of the steps that may come next, the one with the least version and path comes first."""
    known = {definition.step: n for n, (_, definition) in enumerate(steps)}
    waits = [{known[a] for a in definition.after if a in known and known[a] != n} for n, (_, definition) in enumerate(steps)]
    follows: list[list[int]] = [[] for _ in steps]
    for n, before in enumerate(waits):
        for m in before:
            follows[m].append(n)
    rank = [(_comparable(definition.version), file.entry.relative, n) for n, (file, definition) in enumerate(steps)]
    ready, left, order = [rank[n] for n, before in enumerate(waits) if not before], set(range(len(steps))), []
    heapq.heapify(ready)
    while left:
        n = heapq.heappop(ready)[2] if ready else min(left, key=lambda m: rank[m])
        if n not in left:
            continue
        left.discard(n)
        order.append(steps[n])
        for m in follows[n]:
            waits[m].discard(n)
            if not waits[m] and m in left:
                heapq.heappush(ready, rank[m])
    return order


def _comparable(version: tuple[int | str, ...]) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in version)
