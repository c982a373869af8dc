"""Sketches at their brim: the level rises until they fit, and what lies below it is never taken in again."""

from __future__ import annotations

from scanner.sketch import ERROR, SIZE, Sketch, level_of


def tags(level: int, count: int, first: int = 0) -> set[str]:
    return {f"{level:02x}{n:016x}" for n in range(first, first + count)}


def test_full_to_the_brim_every_value_is_held() -> None:
    sketch = Sketch()
    sketch.add(tags(0, SIZE))
    assert (sketch.level, sketch.distinct, sketch.error) == (0, SIZE, 0.0)


def test_one_more_raises_the_level_and_drops_what_is_below() -> None:
    sketch = Sketch()
    sketch.add(tags(0, SIZE) | tags(1, 500))
    assert (sketch.level, sketch.tags, sketch.distinct, sketch.error) == (1, tags(1, 500), 1000, ERROR)
    sketch.add(tags(0, 10, 9_000) | tags(3, 1, 9_000))
    assert {level_of(t) for t in sketch.tags} == {1, 3}
    assert len(sketch.tags) == 501


def test_the_level_rises_as_often_as_needed_when_two_are_merged() -> None:
    one, other = Sketch(), Sketch()
    one.add(tags(2, 600) | tags(0, 100))
    other.add(tags(2, 600, 600) | tags(5, 7))
    for merged in (one + other, other + one):
        assert (merged.level, merged.tags) == (3, tags(5, 7))
