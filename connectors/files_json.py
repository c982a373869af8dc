"""JSON Lines and JSON documents: an object is a row, its keys (nested ones with dots) are columns.

The columns are the keys of the first objects; what later objects have more goes, as JSON text, to a last column
"_extra", so that nothing goes unread. Numbers stay as they are written. A document that is one array of objects is read
whole, up to a limit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

from connectors.base import AssetUnreadable, Batch, Budget, Column, Cursor, Extent
from connectors.files_blocks import Block, Encoded, Parsed, batches, encoded, plan

EXTRA = "_extra"
HEAD_BYTES = 4 << 20
WHOLE_BYTES = 32 << 20  # a document takes several times its size in memory
_HEAD_OBJECTS = 2000
_DEPTH = 6
#: A key that is data ({"13800138000": …}) is no name of a column: it goes to "_extra" with its value, and is read there.
_VALUE = re.compile(r"[0-9]{7,}|@")
_MOST_COLUMNS = 1000


def is_lines(head: str) -> bool:
    """Does a text look like JSON Lines: its first line is a whole object, and so is the next, if there is one."""
    lines = [line for line in head.split("\n", 4)[:4] if line.strip()]
    return bool(lines) and all(isinstance(_parse(line), dict) for line in lines[: 1 if len(lines) == 1 else -1])


def _parse(text: str) -> Any:
    """A JSON value with numbers as text; None if it is not JSON (which null is taken for, too)."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def columns(file: BinaryIO, encoding: str | None, lines: bool) -> tuple[Column, ...]:
    """The union of the keys of the first objects, in order of appearance, and "_extra"."""
    how = encoded(file, encoding)
    names: dict[str, None] = {}
    objects = _head_objects(file, how) if lines else _document(file, how)
    for n, value in enumerate(objects):
        if n >= _HEAD_OBJECTS:
            break
        names |= dict.fromkeys(k for k in flat(value) if not _VALUE.search(k)) if isinstance(value, dict) else {}
    return (*(Column(name) for name in list(names)[:_MOST_COLUMNS] if name != EXTRA), Column(EXTRA))


def _head_objects(file: BinaryIO, how: Encoded) -> Iterator[Any]:
    file.seek(how.skip)
    raw = file.read(HEAD_BYTES)
    for line in how.decode(raw)[0].split("\n")[:_HEAD_OBJECTS]:
        yield _parse(line)


def _document(file: BinaryIO, how: Encoded) -> list[Any]:
    """The objects of a document: the items of an array, those of the only list in an object, or the object itself.

    Raises AssetUnreadable: too_large, corrupt.
    """
    file.seek(how.skip)
    raw = file.read(WHOLE_BYTES + 1)
    if len(raw) > WHOLE_BYTES:
        raise AssetUnreadable("too_large", f"a JSON document of more than {WHOLE_BYTES >> 20} MB; JSON Lines has no limit")
    value = _parse(how.decode(raw)[0])
    if value is None:
        raise AssetUnreadable("corrupt", "not JSON")
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        rest = {k: v for k, v in value.items() if v is not (lists[0] if lists else None)}
        return [*([rest] if rest else []), *lists[0]] if len(lists) == 1 else [value]
    return value if isinstance(value, list) else [value]


def is_document(file: BinaryIO, encoding: str | None) -> bool:
    """Can the file be read whole as one JSON value? What cannot is better read as text than not at all."""
    try:
        return bool(_document(file, encoded(file, encoding)))
    except AssetUnreadable:
        return False


def flat(value: dict[str, Any]) -> dict[str, str]:
    """{"a": {"b": 1}, "c": [2]} -> {"a.b": "1", "c": "[2]"}. Null is left out."""
    found: dict[str, str] = {}
    pending = [("", value, 0)]
    while pending:
        prefix, mapping, depth = pending.pop()
        for key, item in mapping.items():
            if isinstance(item, dict) and depth < _DEPTH:
                pending.append((f"{prefix}{key}.", item, depth + 1))
            elif item is not None:
                found[prefix + key] = _text(item)
    return found


def _text(item: Any) -> str:
    if isinstance(item, str):
        return item
    try:
        return json.dumps(item, ensure_ascii=False)
    except RecursionError:
        return ""


def row(value: Any, names: list[str]) -> list[str | None]:
    """One cell per column; what fits none is in the last."""
    cells = flat(value) if isinstance(value, dict) else {}
    found: list[str | None] = [cells.pop(name, None) for name in names[:-1]]
    rest = cells if isinstance(value, dict) else value
    return [*found, _text(rest) if rest not in ({}, None) else None]


def read(
    file: BinaryIO, named: tuple[Column, ...], encoding: str | None, lines: bool, budget: Budget, after: Cursor = None
) -> Generator[Batch, None, Extent]:
    """Batches with the columns that `columns` named. Cursor: see `files_blocks.batches`; of a document, the row."""
    how = encoded(file, encoding)
    names = [c.name for c in named]
    if not lines:
        return _whole(_document(file, how), named, budget, int(after or 0))

    def parse(block: Block) -> Parsed:
        from connectors.files_arrow import batch

        text, bad = how.decode(block.raw)
        rows = []
        for line in text.split("\n"):
            if line.strip():
                value = _parse(line)
                bad += value is None
                # A broken line is read as it stands: what cannot be parsed can still hold a telephone number.
                rows.append(row(line if value is None else value, names))
        data, _, cut = batch(rows, named, budget.value_chars)
        return Parsed(data, len(rows), bad, cut + block.open)

    return batches(file, how, plan(file, how, budget.rows, budget.seed), budget, after, parse, most=budget.rows)


def _whole(objects: list[Any], named: tuple[Column, ...], budget: Budget, start: int) -> Generator[Batch, None, Extent]:
    from connectors.files_arrow import batch

    names = [c.name for c in named]
    most = len(objects) if budget.rows is None else min(len(objects), budget.rows)
    for at in range(start, most, budget.batch_rows):
        stop = min(most, at + budget.batch_rows)
        data, _, cut = batch([row(o, names) for o in objects[at:stop]], named, budget.value_chars)
        yield Batch(data, stop, at, cut=cut)
    return Extent("COMPLETE") if most == len(objects) else Extent("SAMPLED", "head")
