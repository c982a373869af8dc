"""What *sketches of people* are: sets of persons that nobody can read, as Apache DataSketches, and all arithmetic with them.

Two sorts, both over secret numbers (`scanner.orders.tokens`), both mergeable in any order to the same bytes:

    theta   of identifiers of one kind: union, difference, overlap, size with bounds. Holds the 2048 lowest hashes.
    CPC     of people: union and size only, a tenth of the bytes (Lang, "Back to the future: an even more nearly optimal
            cardinality estimation algorithm", 2017).

How many persons stand in a set of assets: of every kind k of identifier, those that are the strongest of some row (U) and
never stand beside a stronger one anywhere in the set (L):  Σ over k of |∪U_k \\ ∪L_k|. So a person with two identifiers in one
row is one person, also when another asset has only one of them. Not for names of people or of columns: it knows numbers only.

The texts in `scanner.inventory.People` are compact serialised sketches in base64, the library's own portable format. This is
the only file that knows the library; it is imported when it is needed.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from scanner.inventory import People

LG_K = 11
K = 1 << LG_K  #: hashes that a theta sketch keeps
WHOLE = (1 << 63) - 1  #: limit of a theta sketch that has left nothing out
SIGMAS = 2  #: bounds are those that hold in some 95 of 100 cases
_SEED = 9001  # the library's default: secrecy comes from the numbers, and a sketch can be read by every tool


class SketchError(ValueError):
    """A text is no sketch: an inventory was changed by hand, or broken."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many, with bounds of two standard deviations. exact: counted, not estimated."""

    estimate: float = 0.0
    low: float = 0.0
    high: float = 0.0
    exact: bool = True

    @classmethod
    def of(cls, sketch: Any) -> Size:
        estimate, exact = sketch.get_estimate(), not getattr(sketch, "is_estimation_mode", lambda: True)()
        if exact:
            return cls(estimate, estimate, estimate)
        return cls(estimate, sketch.get_lower_bound(SIGMAS), sketch.get_upper_bound(SIGMAS), False)


def total(sizes: Iterable[Size]) -> Size:
    """Of sets that have nothing in common. Errors are independent, so they add by their squares."""
    sizes = tuple(sizes)
    estimate = sum(s.estimate for s in sizes)
    below, above = (math.sqrt(sum(d * d for d in ds)) for ds in ([s.estimate - s.low for s in sizes], [s.high - s.estimate for s in sizes]))
    return Size(estimate, max(estimate - below, 0.0), estimate + above, all(s.exact for s in sizes))


# -- people -------------------------------------------------------------------------------------------------------------


def persons(crowds: Iterable[People]) -> Size:
    """How many different people stand in these assets together."""
    crowds = tuple(crowds)
    return total(Size.of(minus(union(c.strongest.get(k) for c in crowds), union(c.linked.get(k) for c in crowds))) for k in kinds(crowds))


def shared(some: Iterable[People], others: Iterable[People]) -> Size:
    """How many people stand in both sets: identifiers that both have, but for those that in both stand beside a stronger one."""
    some, others = tuple(some), tuple(others)
    sizes = []
    for kind in kinds((*some, *others)):
        linked = [union(c.linked.get(kind) for c in side) for side in (some, others)]
        known = [_joined([union(c.strongest.get(kind) for c in side), beside]) for side, beside in zip((some, others), linked, strict=True)]
        sizes.append(Size.of(minus(common(*known), common(*linked))))
    return total(sizes)


def kinds(crowds: Iterable[People]) -> list[str]:
    """Kinds of identifiers by which these people are known."""
    return sorted({kind for c in crowds for kind in (*c.strongest, *c.linked)})


def distinct(texts: Iterable[str]) -> Size:
    """How many different people CPC sketches hold together."""
    import datasketches

    merged = datasketches.cpc_union(LG_K)
    empty = True
    for text in texts:
        merged.update(_read(text, datasketches.cpc_sketch))
        empty = False
    return Size() if empty else Size.of(merged.get_result())


# -- theta --------------------------------------------------------------------------------------------------------------


def theta(hashes: Sequence[int], limit: int = WHOLE) -> str:
    """The sketch of different 63-bit hashes, all below `limit`; of more than K the lowest are kept."""
    import datasketches
    import numpy as np

    kept = np.unique(np.asarray(hashes, dtype="<u8"))
    if len(kept) > K:
        kept, limit = kept[:K], int(kept[K])
    if not len(kept) and limit == WHOLE:
        return _text(datasketches.update_theta_sketch(LG_K).compact())
    #: The compact form, version 3: size of the preamble, version, family, flags (compact, ordered, read-only), the seed's own hash.
    seed_hash = datasketches.update_theta_sketch(LG_K).compact().get_seed_hash()
    head = bytes([3, 3, 3, 0, 0, 0x1A]) + seed_hash.to_bytes(2, "little") + len(kept).to_bytes(4, "little") + bytes(4)
    data = head + limit.to_bytes(8, "little") + kept.tobytes()
    return _text(datasketches.compact_theta_sketch.deserialize(data))


def union(texts: Iterable[str | None]) -> Any:
    """A theta sketch of everything that any of these holds; None is nothing."""
    import datasketches

    return _joined(_read(text, datasketches.compact_theta_sketch) for text in texts if text)


def _joined(sketches: Iterable[Any]) -> Any:
    import datasketches

    merged = datasketches.theta_union(LG_K)
    for sketch in sketches:
        merged.update(sketch)
    return merged.get_result()


def minus(some: Any, others: Any) -> Any:
    import datasketches

    return datasketches.theta_a_not_b().compute(some, others)


def common(some: Any, others: Any) -> Any:
    import datasketches

    merged = datasketches.theta_intersection()
    merged.update(some)
    merged.update(others)
    return merged.get_result()


def _text(sketch: Any) -> str:
    return base64.b64encode(sketch.serialize()).decode("ascii")


def _read(text: str, kind: Any) -> Any:
    try:
        return kind.deserialize(base64.b64decode(text, validate=True))
    except Exception as error:  # noqa: BLE001 - the library raises what its C++ raises
        raise SketchError(f"no sketch of people: {type(error).__name__}") from None


# -- CPC ----------------------------------------------------------------------------------------------------------------


class Distinct:
    """A CPC sketch that grows. Of millions of numbers only those that would change it are handed to the library: a number is a
    *coupon* (row and column of the sketch's matrix), and a coupon that is there already changes nothing."""

    __slots__ = ("_fresh", "_merged", "_seen")

    def __init__(self, text: str = "") -> None:
        import datasketches
        import numpy as np

        self._merged = datasketches.cpc_union(LG_K)
        if text:
            self._merged.update(_read(text, datasketches.cpc_sketch))
        self._fresh = datasketches.cpc_sketch(LG_K)
        self._seen = np.zeros(K << 6, dtype=bool)  # what was handed over: what a text brought is not in it, and may come again

    def add(self, numbers: np.ndarray, coupons: np.ndarray) -> None:
        import numpy as np

        new = np.flatnonzero(~self._seen[coupons])
        if not len(new):
            return
        chosen = np.full(len(self._seen), -1, dtype=np.int64)
        chosen[coupons[new]] = new
        found = np.flatnonzero(chosen >= 0)
        self._seen[found] = True
        for number in numbers[chosen[found]].tolist():
            self._fresh.update(number)

    def copy(self) -> Distinct:
        other = Distinct(self.text())
        other._seen = self._seen.copy()
        return other

    def text(self) -> str:
        """What the set of numbers alone decides: a union forgets the order in which they came."""
        import datasketches

        merged = datasketches.cpc_union(LG_K)
        merged.update(self._merged.get_result())
        merged.update(self._fresh)
        return _text(merged.get_result())


def merged(texts: Iterable[str]) -> str:
    """One CPC sketch of several."""
    import datasketches

    union = datasketches.cpc_union(LG_K)
    for text in texts:
        union.update(_read(text, datasketches.cpc_sketch))
    return _text(union.get_result())


def coupons(numbers: np.ndarray) -> np.ndarray:
    """The coupon of each 64-bit number: what `cpc_sketch::update` makes of it (MurmurHash3 x64-128 of eight bytes; the row is the
    low bits of the first half, the column the leading zeros of the second)."""
    import numpy as np

    word = numbers * np.uint64(0x87C37B91114253D5)
    word = ((word << np.uint64(31)) | (word >> np.uint64(33))) * np.uint64(0x4CF5AD432745937F)
    first = (word ^ np.uint64(_SEED ^ 8)) + np.uint64(_SEED ^ 8)
    halves = _final(first), _final(first + np.uint64(_SEED ^ 8))
    first = halves[0] + halves[1]
    second = halves[1] + first
    upper, lower = (second >> np.uint64(32)).astype(np.float64), (second & np.uint64(0xFFFFFFFF)).astype(np.float64)
    zeros = np.where(upper > 0, 32 - np.frexp(upper)[1], np.minimum(64 - np.frexp(lower)[1], 63))
    told: np.ndarray = (first & np.uint64(K - 1)).astype(np.int64) << 6 | zeros
    return told


def _final(word: np.ndarray) -> np.ndarray:
    import numpy as np

    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        word = (word ^ (word >> np.uint64(33))) * np.uint64(factor)
    mixed: np.ndarray = word ^ (word >> np.uint64(33))
    return mixed
