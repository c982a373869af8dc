"""A masked sample never contains the value, keeps at most what the table allows, and shows the place it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import catalogue
from scanner.mask import mask

KEEP = {r.entity: r.keep for r in catalogue() if r.keep is not None}
ENTITIES = [r.entity for r in catalogue()]


@pytest.mark.parametrize(
    ("entity", "text", "expected"),
    [
        ("PHONE_NUMBER", "13800138000", "138****8000"),
        ("PHONE_NUMBER", "021-62881234", "021*****1234"),
        ("CN_RESIDENT_ID", "11010119900307002X", "1101************2X"),
        ("BANK_CARD", "6222021234567890128", "6222***********0128"),
        ("EMAIL_ADDRESS", "zhangsan@corp.example", "z***@corp.example"),
        ("EMAIL_ADDRESS", "a@corp.example", "***@corp.example"),
        ("EMAIL_ADDRESS", "z@averyverylongdomainname.example", "***@averyverylongdomainname.…"),
        ("EMAIL_ADDRESS", "not an address", "not********ess"),
        ("PERSON", "张三", "张*"),
        ("PERSON", "欧阳娜娜", "欧***"),
        ("PERSON", "张", "*"),
        ("ADDRESS", "上海市浦东新区示例路1号", "上海市******"),
        ("ADDRESS", "示例路1号201室", "示******"),
        ("ADDRESS", "某处", "******"),
        ("CREDENTIAL", "hunter2", "*******"),
        ("CUSTOMER_NUMBER", "KH20240001", "KH******01"),
        ("SNS_ACCOUNT", "ab", "a*"),
        ("COMPANY", "", "*"),
        ("COMPANY", "\u202e\u200b", "*"),
        ("PHONE_NUMBER", "***", "●●●"),
        ("CREDENTIAL", "****", "●●●"),
        ("CREDENTIAL", "●●●", "***"),
    ],
)
def test_table(entity: str, text: str, expected: str) -> None:
    assert mask(entity, text) == expected


@given(st.sampled_from([*ENTITIES, "SOMETHING_ELSE"]), st.text(max_size=60))
def test_never_contains_the_value(entity: str, text: str) -> None:
    masked = mask(entity, text)
    assert masked
    if text.strip():
        assert text.strip() not in masked
    assert len(masked) <= 48


@given(st.sampled_from(sorted(KEEP)), st.text("0123456789abcdefABCDEF张王李", min_size=1, max_size=60))
def test_keeps_at_most_two_thirds(entity: str, text: str) -> None:
    shown = [c for c in mask(entity, text) if c not in "*●"]
    assert len(shown) <= max(len(text) * 2 // 3, 0)
    assert len(shown) <= sum(KEEP[entity])


def test_control_and_bidi_characters_never_pass() -> None:
    assert "\x1b" not in mask("COMPANY", "\x1b[31mabcdefgh") and "\u202e" not in mask("PERSON", "\u202e张三丰")
