"""The ruled tables of a PDF page: where its lines cross, which cell a character stands in; and the bullets that are drawn, not written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: How far lines may miss each other and still meet, in points; what is thinner than THIN is a line, not an area.
REACH, THIN = 3.0, 2.5
MAX_OBJECTS = 5_000
MAX_LINES = 300
MAX_CELLS = 3_000


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


Placed = tuple[str, Box]


@dataclass(frozen=True, slots=True)
class Grid:
    """columns from left to right and levels from top to bottom: the places of the ruled lines; across and down: the lines."""

    columns: tuple[float, ...]
    levels: tuple[float, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]

    def holds(self, box: Box) -> bool:
        x, y = box.middle
        return self.columns[0] <= x <= self.columns[-1] and self.levels[-1] <= y <= self.levels[0]

    def rows(self, characters: Sequence[Placed]) -> Iterator[tuple[tuple[str, ...], float, float]]:
        """(cells, top, bottom) of each row that holds anything. What a merged cell says is said in each place that it covers."""
        merged = self._merged()
        cells: dict[tuple[int, int], list[Placed]] = {}
        for character, box in characters:
            x, y = box.middle
            at = sum(1 for place in self.levels[1:-1] if place >= y), sum(1 for place in self.columns[1:-1] if place <= x)
            cells.setdefault(merged[at], []).append((character, box))
        texts = {at: _text(content) for at, content in cells.items()}
        for level in range(len(self.levels) - 1):
            row = tuple(texts.get(merged[level, column], "") for column in range(len(self.columns) - 1))
            if any(row):
                yield row, self.levels[level], self.levels[level + 1]

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Each place and the first place of the cell that covers it: no line parts the two."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for level in range(len(self.levels) - 1):
            for column in range(len(self.columns) - 1):
                x, y = (self.columns[column] + self.columns[column + 1]) / 2, (self.levels[level] + self.levels[level + 1]) / 2
                if level and not any(b.left <= x <= b.right and abs(b.middle[1] - self.levels[level]) <= REACH for b in self.across):
                    first[level, column] = first[level - 1, column]
                elif column and not any(b.bottom <= y <= b.top and abs(b.middle[0] - self.columns[column]) <= REACH for b in self.down):
                    first[level, column] = first[level, column - 1]
                else:
                    first[level, column] = level, column
        return first


def drawn(page: Any) -> tuple[list[Grid], list[Box]]:
    """The ruled tables of a page, from top to bottom, and its drawn bullets."""
    across, down, bullets = _shapes(page)
    found = []
    for group in _touching(across, down):
        columns = _places([box.middle[0] for box in group if box.right - box.left <= box.height])
        lines = [box for box in group if box.right - box.left > box.height and _near(box.left, columns) and _near(box.right, columns)]
        levels = _places([box.middle[1] for box in lines])
        sides = [box for box in group if box.right - box.left <= box.height and _near(box.bottom, levels) and _near(box.top, levels)]
        columns = _places([box.middle[0] for box in sides])
        if len(levels) > 1 and len(columns) > 2 and len(levels) * len(columns) <= MAX_CELLS:
            found.append(Grid(tuple(columns), tuple(reversed(levels)), tuple(lines), tuple(sides)))
    return sorted(found, key=lambda grid: -grid.levels[0]), bullets


def _shapes(page: Any) -> tuple[list[Box], list[Box], list[Box]]:
    """Lines across, lines down (the four sides of a drawn box are lines as well), and small round or square spots."""
    import pypdfium2.raw as raw

    across: list[Box] = []
    down: list[Box] = []
    spots: list[Box] = []
    for number, shape in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)):
        if number >= MAX_OBJECTS or len(across) > MAX_LINES or len(down) > MAX_LINES:
            return [], [], []
        left, bottom, right, top = shape.get_bounds()
        width, height = right - left, top - bottom
        if height <= THIN and width > 8:
            across.append(Box(left, bottom, right, top))
        elif width <= THIN and height > 8:
            down.append(Box(left, bottom, right, top))
        elif width > 9 and height > 9:
            across += [Box(left, bottom, right, bottom), Box(left, top, right, top)]
            down += [Box(left, bottom, left, top), Box(right, bottom, right, top)]
        elif 1.5 <= width <= 9 and abs(width - height) <= 1:
            spots.append(Box(left, bottom, right, top))
    return across, down, spots


def _touching(across: list[Box], down: list[Box]) -> list[list[Box]]:
    """Lines that hang together, each group one table."""
    lines = [*across, *down]
    group = list(range(len(lines)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for one, a in enumerate(across):
        for other, b in enumerate(down, len(across)):
            if a.left - REACH <= b.right and b.left <= a.right + REACH and b.bottom - REACH <= a.top and a.bottom <= b.top + REACH:
                group[root(one)] = root(other)
    found: dict[int, list[Box]] = {}
    for at, box in enumerate(lines):
        found.setdefault(root(at), []).append(box)
    return [boxes for boxes in found.values() if len(boxes) > 3]


def _places(values: list[float]) -> list[float]:
    """The values in order, near ones counted once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > REACH:
            kept.append(value)
    return kept


def _near(value: float, places: list[float]) -> bool:
    return any(abs(value - place) <= 2 * REACH for place in places)


def _text(characters: list[Placed]) -> str:
    """A cell's text: its lines from top to bottom, joined."""
    lines: list[list[Placed]] = []
    for character, box in sorted(characters, key=lambda pair: -(pair[1].top + pair[1].bottom)):
        if lines and abs(lines[-1][0][1].middle[1] - box.middle[1]) < max(box.height, 4) / 2:
            lines[-1].append((character, box))
        else:
            lines.append([(character, box)])
    text = ""
    for line in lines:
        raw = "".join(character for character, _ in sorted(line, key=lambda pair: pair[1].left))
        text = text.rstrip() + between(text, raw.lstrip()) + " ".join(raw.split()) + (" " if raw.endswith(" ") else "")
    return text.strip()


def between(text: str, rest: str) -> str:
    """What a line's end stands for: a blank where one was written and between words, nothing inside Chinese text, numbers and
    addresses."""
    if not text or not rest:
        return ""
    wide = text[-1] >= "\u3000" or rest[0] >= "\u3000"
    if text.endswith(" ") and not (text.rstrip()[-1:] >= "\u3000" and rest[0] >= "\u3000"):
        return " "
    if wide:
        return ""
    broken = text.rsplit(maxsplit=1)[-1][-80:] + rest.split(maxsplit=1)[0][:80]
    numbers = text[-1] in "0123456789-" and rest[0] in "0123456789-"
    return "" if numbers or "@" in broken or "://" in broken or "www." in broken else " "
