"""What a *column profile* is: everything that is remembered of a column's values, as counts with their denominators.

The one accumulator of the scanner. ``a + b`` commutes and does not care where the data was cut into batches, so a scan
can stop after any batch, write its profiles down, go on elsewhere and come to the same result. Holds no raw value:
samples are masked when they arrive, different values are counted in keyed sketches.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from scanner.sketch import Sketch, sample_order

SAMPLES = 3
SEPARATOR = "\x1f"  # between a column and a path inside its cells, in the name of a profile
_COUNTED = ("patterns", "states", "transforms", "births", "leads")


def head(path: str) -> str:
    """The last name of a path: what its values are headed with. `$.contact.tel[]` tel, `/u/a@phone` phone, `[mobile]` mobile."""
    return re.split(r"[.\[/@]", path.rstrip("[]{}"))[-1]


@dataclass(slots=True)
class Tally:
    """What one entity came to in one column.

    cells     non-empty cells with at least one value; whole: cells that are nothing else than one value
    values    number of values; proven: of them with a passed checksum
    patterns  pattern name -> values; states: state -> values (plain, weak, masked); transforms: name -> values that it took
    leads     first characters (`Recognizer.lead`) -> values
    births    month of birth that a value tells ("1990-05") -> cells; samples: tag -> masked text, those with the lowest tags
    """

    cells: int = 0
    whole: int = 0
    values: int = 0
    proven: int = 0
    patterns: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    transforms: Counter[str] = field(default_factory=Counter)
    births: Counter[str] = field(default_factory=Counter)
    leads: Counter[str] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)
    sketch: Sketch = field(default_factory=Sketch)

    def offer(self, samples: dict[str, str]) -> None:
        """Keep the SAMPLES lowest tags: of the values that the sketch's order puts first, so any split keeps the same."""
        merged = {**self.samples, **samples}
        self.samples = {tag: merged[tag] for tag in sorted(merged, key=sample_order)[:SAMPLES]}

    def __add__(self, other: Tally) -> Tally:
        total = Tally(
            self.cells + other.cells, self.whole + other.whole, self.values + other.values,
            self.proven + other.proven, self.patterns + other.patterns, self.states + other.states,
            self.transforms + other.transforms, self.births + other.births, self.leads + other.leads,
            dict(self.samples), self.sketch + other.sketch,
        )  # fmt: skip
        total.offer(other.samples)
        return total


@dataclass(slots=True)
class ColumnProfile:
    """rows read; filled: cells neither NULL nor blank; entity -> Tally; days: ISO date -> rows, for columns that date
    the rows (None elsewhere), undated: filled cells of such a column without a usable date; shapes: what cells of a column
    named for personal information look like instead of it ("hashed", "encrypted", "tokenised") -> cells; numbers: cells that are
    twelve digits and more, among which some pass any checksum by chance; forms: how a clock's dates are written -> rows
    (scanner.clock.Dated); marked: rows that a deletion flag marks, marked_days: ISO date since when -> rows."""

    rows: int = 0
    filled: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    days: Counter[str] | None = None
    undated: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    numbers: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    marked: int = 0
    marked_days: Counter[str] = field(default_factory=Counter)

    def tally(self, entity: str) -> Tally:
        tally = self.tallies.get(entity)
        if tally is None:
            tally = self.tallies[entity] = Tally()
        return tally

    def __add__(self, other: ColumnProfile) -> ColumnProfile:
        names = sorted(self.tallies.keys() | other.tallies.keys())
        empty = Tally()
        days = None if self.days is None and other.days is None else (self.days or Counter()) + (other.days or Counter())
        return ColumnProfile(
            self.rows + other.rows,
            self.filled + other.filled,
            {name: self.tallies.get(name, empty) + other.tallies.get(name, empty) for name in names},
            days,
            self.undated + other.undated,
            self.shapes + other.shapes,
            self.numbers + other.numbers,
            self.forms + other.forms,
            self.marked + other.marked,
            self.marked_days + other.marked_days,
        )

    def to_json(self) -> dict[str, Any]:
        """For the store. Sorted, so that equal profiles are equal bytes."""
        return {
            "rows": self.rows,
            "filled": self.filled,
            "undated": self.undated,
            "shapes": dict(sorted(self.shapes.items())),
            "numbers": self.numbers,
            "forms": dict(sorted(self.forms.items())),
            "marked": self.marked,
            "marked_days": dict(sorted(self.marked_days.items())),
            "days": None if self.days is None else dict(sorted(self.days.items())),
            "tallies": {
                name: {
                    "counts": [t.cells, t.whole, t.values, t.proven],
                    **{name: dict(sorted(getattr(t, name).items())) for name in _COUNTED},
                    "samples": dict(sorted(t.samples.items())),
                    "level": t.sketch.level,
                    "tags": sorted(t.sketch.tags),
                }
                for name, t in sorted(self.tallies.items())
            },
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ColumnProfile:
        tallies = {name: _tally(t) for name, t in data["tallies"].items()}
        days = None if data["days"] is None else Counter(data["days"])
        return cls(
            data["rows"], data["filled"], tallies, days, data["undated"], Counter(data["shapes"]), data["numbers"],
            Counter(data.get("forms", {})), data.get("marked", 0), Counter(data.get("marked_days", {})),
        )  # fmt: skip


def _tally(data: dict[str, Any]) -> Tally:
    sketch = Sketch(data["level"], set(data["tags"]))
    patterns, states, transforms, births, leads = (Counter[str](data[name]) for name in _COUNTED)
    cells, whole, values, proven = data["counts"]
    return Tally(cells, whole, values, proven, patterns, states, transforms, births, leads, dict(data["samples"]), sketch)
