"""What `birth` reads from the many ways of writing a date of birth; the patterns themselves are in tests/tables/date_of_birth.tsv."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.date_of_birth import RECOGNIZER, birth, validate


@pytest.mark.parametrize(
    "written, read",
    [
        ("1990-05-17", "1990-05-17"),
        ("19900517", "1990-05-17"),
        ("19900517080000", "1990-05-17"),
        ("1990/5/7 08:00:00", "1990-05-07"),
        ("1990-05-17T00:00:00+08:00", "1990-05-17"),
        ("1990年5月", "1990-05"),
        ("199005", "1990-05"),
        ("1990年3月 08:00", "1990-03"),
        ("一九九〇年三月七日", "1990-03-07"),
        ("二〇〇一年十二月三十一日", "2001-12-31"),
        ("民国79年3月7日", "1990-03-07"),
        ("中华民国七十九年三月七日", "1990-03-07"),
        ("90.3.7", "1990-03-07"),
        ("05-3-7", "2005-03-07"),
        ("31/12/1990", "1990-12-31"),
        ("12/31/1990", "1990-12-31"),
        ("17 May 1990", "1990-05-17"),
        ("May 17, 1990", "1990-05-17"),
        ("2000-02-29", "2000-02-29"),
        ("03/04/1990", None),  # two dates
        ("1900-02-29", None),
        ("1990-13-01", None),
        ("1890-01-01", None),
        ("645926400", None),
        ("1990", None),
        ("", None),
        ("不详", None),
    ],
)
def test_birth(written: str, read: str | None) -> None:
    assert birth(written) == read


@given(st.one_of(st.text(max_size=60), st.text("0123456789-/.年月日民国一二十〇 :TZ*", max_size=30)))
def test_any_text_is_read_or_not_and_never_raises(text: str) -> None:
    read = birth(text)
    assert read is None or re.fullmatch(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?", read)
    validate(text)


@given(st.data())
def test_what_a_pattern_matches_is_read_unless_refused_masked_or_two_dates(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([p for p in RECOGNIZER.patterns if p.state == "plain"]))
    text = data.draw(st.from_regex(pattern.whole, fullmatch=True))
    assert birth(text) is not None or validate(text) is False or pattern.name == "day_first"
