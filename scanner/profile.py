"""What a *column profile* is: everything that is remembered of a column's values, as counts with their denominators.

The one accumulator of the scanner. ``a + b`` commutes and does not care where the data was cut into batches, so a scan
can stop after any batch, write its profiles down, go on elsewhere and come to the same result. Holds no raw value:
samples are masked when they arrive, different values are counted in keyed sketches.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from scanner.sketch import Sketch, sample_order

SAMPLES = 3


@dataclass(slots=True)
class Tally:
    """What one entity came to in one column.

    cells     non-empty cells with at least one value; whole: cells that are nothing else than one value
    values    number of values; proven: of them with a passed checksum; masked: of them already hidden in the data
    patterns  pattern name -> values; samples: tag -> masked text, those with the lowest tags (the same in any order)
    """

    cells: int = 0
    whole: int = 0
    values: int = 0
    proven: int = 0
    masked: int = 0
    patterns: Counter[str] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)
    sketch: Sketch = field(default_factory=Sketch)

    def offer(self, samples: dict[str, str]) -> None:
        """Keep the SAMPLES lowest tags: of the values that the sketch's order puts first, so any split keeps the same."""
        merged = {**self.samples, **samples}
        self.samples = {tag: merged[tag] for tag in sorted(merged, key=sample_order)[:SAMPLES]}

    def __add__(self, other: Tally) -> Tally:
        total = Tally(
            self.cells + other.cells, self.whole + other.whole, self.values + other.values,
            self.proven + other.proven, self.masked + other.masked, self.patterns + other.patterns,
            dict(self.samples), self.sketch + other.sketch,
        )  # fmt: skip
        total.offer(other.samples)
        return total


@dataclass(slots=True)
class ColumnProfile:
    """rows read; filled: cells neither NULL nor blank; entity -> Tally; days: ISO date -> rows, for columns that date
    the rows (None elsewhere), undated: filled cells of such a column without a usable date."""

    rows: int = 0
    filled: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    days: Counter[str] | None = None
    undated: int = 0

    def tally(self, entity: str) -> Tally:
        return self.tallies.setdefault(entity, Tally())

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
        )

    def to_json(self) -> dict[str, Any]:
        """For the store. Sorted, so that equal profiles are equal bytes."""
        return {
            "rows": self.rows,
            "filled": self.filled,
            "undated": self.undated,
            "days": None if self.days is None else dict(sorted(self.days.items())),
            "tallies": {
                name: {
                    "counts": [t.cells, t.whole, t.values, t.proven, t.masked],
                    "patterns": dict(sorted(t.patterns.items())),
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
        return cls(data["rows"], data["filled"], tallies, days, data["undated"])


def _tally(data: dict[str, Any]) -> Tally:
    cells, whole, values, proven, masked = data["counts"]
    sketch = Sketch(data["level"], set(data["tags"]))
    return Tally(cells, whole, values, proven, masked, Counter(data["patterns"]), dict(data["samples"]), sketch)
