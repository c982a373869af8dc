"""The *Han characters* as the body of a character class, and the same without some of them.

An engine of the common subset has no class subtraction and no look-around, so a class without function words (在, 是, 的 …) is
spelt as ranges. It keeps an address or a company from swallowing the verb before it.
"""

from __future__ import annotations

HAN_CLASS = "㐀-䶿一-鿿\U00020000-\U0003134f"

#: Words of grammar and of forms that stand before a place or a firm and belong to neither.
FUNCTION = "在位到从往是的了我你您他她它们和与及或为住至由向将请送寄把被让给对并而且若当以因所这那其该各每某着过也很请问"


def han_without(excluded: str) -> str:
    """Body of a class: HAN_CLASS without the characters `excluded` (all of the block U+4E00 to U+9FFF)."""
    parts, start = ["㐀-䶿"], 0x4E00
    for point in [*sorted({ord(c) for c in excluded if 0x4E00 <= ord(c) <= 0x9FFF}), 0xA000]:
        if point - 1 > start:
            parts.append(f"{chr(start)}-{chr(point - 1)}")
        elif point - 1 == start:
            parts.append(chr(start))
        start = point + 1
    return "".join(parts) + "\U00020000-\U0003134f"
