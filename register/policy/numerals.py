"""How a list writes its numbers: 3 as "3", "三", "③", "c" or "iii". The styles have the names that Word gives them."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "ideographTraditional"),
        *("japaneseCounting", "japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "taiwaneseDigital"),
    )
)


def written(value: int, style: str) -> str:
    """The number in a style; in digits where the style cannot say it."""
    if style in _CHINESE and 0 < value < 1000:
        return chinese(value)
    if style in ("lowerLetter", "upperLetter") and 0 < value < 703:
        return _letters(value).upper() if style == "upperLetter" else _letters(value)
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value).upper() if style == "upperRoman" else _roman(value)
    if style.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    if style == "decimalZero" and 0 <= value < 10:
        return f"0{value}"
    return str(value)


def chinese(value: int) -> str:
    """1 to 999: 十, 十一, 二十, 一百零五."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _letters(value: int) -> str:
    text = ""
    while value:
        value, rest = divmod(value - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text
