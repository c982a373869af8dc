"""What a recognizer says is beyond doubt really is: `validate` has nothing against it and nothing for it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.base import Recognizer

DOUBTERS = [r for r in catalogue() if r.doubt]


@pytest.mark.parametrize("recognizer", DOUBTERS, ids=lambda r: r.entity)
@given(data=st.data())
def test_without_doubt_validate_cannot_tell(recognizer: Recognizer, data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([p for p in recognizer.patterns if not (p.before or p.after)]))
    value = data.draw(st.from_regex(pattern.whole, fullmatch=True))
    assert recognizer.validate is not None
    if not re.search(recognizer.doubt, value):
        assert recognizer.validate(value.strip(" \t\r\n\u3000")) is None


def test_some_definitions_have_a_doubt() -> None:
    assert DOUBTERS
