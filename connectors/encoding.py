"""Which *encoding* a file is in, decided once per file: a single short cell is too little to tell GBK from Big5.

    byte order mark -> ASCII -> strict UTF-8 -> NULs of UTF-16 -> {gb18030, big5, cp932, utf-16} scored by how frequent
    their characters are, with a start for gb18030 -> cp1252 where high bytes stand alone

GBK and GB2312 are always read as gb18030, which contains them. Known weak: EUC-JP, EUC-KR and KOI8 are taken for gb18030,
and UTF-16 without a mark needs some ten characters.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import BinaryIO

SAMPLE_BYTES = 1 << 16
_LOOK_BYTES = 8 << 20  # how far to look for the first byte that is not ASCII
_GB18030_START = 0.2

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def detect(sample: bytes, *, final: bool) -> str:
    """Name of the codec for a file that `sample` was taken from; final says that the sample ends with the file.

    A sample that is cut inside a character must not fail, so decoding is incremental. Never raises; bytes that fit
    nothing give the codec that fits best, and whoever decodes counts the errors.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample and (wide := _wide(sample)):
        return wide
    if _decodes(sample, "utf-8", final) and not (sample.isascii() and _pure_wide(sample)):
        return "utf-8"
    scores = {name: _score(sample, name, final) for name in ("gb18030", "big5", "cp932")}
    scores["gb18030"] += _GB18030_START
    if len(sample) % 2 == 0 or not final:
        scores |= {name: _score(sample, name, final) - 0.1 for name in ("utf-16-le", "utf-16-be")}
    scores["cp1252"] = _lonely(sample)
    return max(scores, key=lambda name: scores[name])


def detect_file(file: BinaryIO) -> str:
    """`detect` for an open file, at its beginning afterwards. A head of pure ASCII (a log, an English header) says
    nothing about what follows, so the sample then is where the first other byte is, up to 8 MB on."""
    file.seek(0)
    head = sample = file.read(SAMPLE_BYTES)
    final = len(head) < SAMPLE_BYTES
    while sample.isascii() and not final and file.tell() < _LOOK_BYTES:
        sample = file.read(SAMPLE_BYTES)
        final = len(sample) < SAMPLE_BYTES
    file.seek(0)
    if sample is head or sample.isascii():
        return detect(head, final=len(head) < SAMPLE_BYTES)
    start = sample.rfind(b"\n", 0, next(i for i, b in enumerate(sample) if b > 127)) + 1
    return detect(sample[start:], final=final)


def is_binary(sample: bytes) -> bool:
    """True for bytes that no text encoding explains: NULs that are not UTF-16's or UTF-32's, or many control characters."""
    if any(sample.startswith(mark) for mark, _ in _MARKS):
        return False
    if b"\0" in sample and not _wide(sample):
        return sample.count(0) * 10 > len(sample) or not _looks_like_text(sample.replace(b"\0", b""))
    return b"\0" not in sample and not _looks_like_text(sample)


def _looks_like_text(sample: bytes) -> bool:
    controls = sum(sample.count(c) for c in range(32) if c not in (1, 8, 9, 10, 11, 12, 13, 27))
    return controls * 20 <= len(sample)


def _decodes(sample: bytes, name: str, final: bool) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample, final)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 of mostly ASCII text shows NULs at every other byte, on one side. "" if they are anywhere."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if sample[:3] == b"\0\0\0" or (len(sample) > 7 and sample[1:4] == b"\0\0\0" == sample[5:8]):
        name = "utf-32-be" if sample[0] == 0 else "utf-32-le"
        return name if _decodes(sample[: len(sample) & ~3], name, False) else ""
    name, most, least = ("utf-16-le", odd, even) if odd > even else ("utf-16-be", even, odd)
    if most < 4 * least or most < max(1, len(sample) // 400):
        return ""
    if most < len(sample) // 20 and _decodes(sample.replace(b"\0", b""), "utf-8", False):
        return ""  # text with a stray NUL, not text of which every other byte would be one
    return name if _decodes(sample, name, False) and _score(sample, name, False) > 0 else ""


def _pure_wide(sample: bytes) -> bool:
    """Han characters in UTF-16 can be ASCII bytes only; ASCII text never reads as frequent Han characters."""
    if len(sample) < 8 or b" " in sample or b"\n" in sample:
        return False
    return max(_score(sample, name, False) for name in ("utf-16-le", "utf-16-be")) > 0.7


#: Where each legacy encoding keeps its everyday Han characters: lead bytes of the first level of GB 2312, Big5, JIS X 0208.
_EVERYDAY = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "cp932": (0x88, 0x97)}


@cache
def _weights(codec: str) -> dict[str, float]:
    """Character -> how likely it is in text of this encoding. Characters that are not listed: `_rare`."""
    from connectors.encoding_table import FREQUENT, IN_NAMES, TRADITIONAL

    weights = dict.fromkeys(_everyday(codec), 0.35)
    weights |= dict.fromkeys(IN_NAMES + TRADITIONAL, 0.75)
    weights |= {char: 1.0 if rank < 500 else 0.85 for rank, char in enumerate(FREQUENT)}
    weights |= {chr(c): 0.8 for c in range(0x3041, 0x30FB)}  # kana
    weights |= dict.fromkeys("，。、：；？！（）《》【】“”‘’—…·「」『』　￥％", 0.6)
    weights |= {chr(c): 0.4 for c in range(0xFF10, 0xFF5B)}  # full-width digits and letters
    return weights


def _everyday(codec: str) -> str:
    first, last = _EVERYDAY.get(codec, (0, -1))
    trails = range(0xA1 if codec == "gb18030" else 0x40, 0xFF)
    return "".join(bytes((lead, trail)).decode(codec, "ignore") for lead in range(first, last + 1) for trail in trails)


def _score(sample: bytes, name: str, final: bool) -> float:
    """How much the non-ASCII characters look like written Chinese or Japanese: 1 very, 0 not, negative for rubbish."""
    text = codecs.getincrementaldecoder(name)("replace").decode(sample, final)
    weights, total, count = _weights(name), 0.0, 0
    for char in text:
        if char >= "\x80":
            count += 1
            total += weights[char] if char in weights else _rare(char)
        elif name.startswith("utf-16") and (char < "\t" or char == "\x7f"):
            total -= 1
    if name.startswith("utf-16"):
        letters = sum("\n" <= c < "\x7f" for c in text)
        return (total + 0.8 * letters) / (count + letters) if count + letters else 0.0
    return total / count if count else 0.0


def _rare(char: str) -> float:
    if char == "\ufffd":
        return -2.0
    if "\u4e00" <= char <= "\u9fff":
        return 0.0
    if "\u0370" <= char <= "\u04ff" or "\uac00" <= char <= "\ud7a3" or "\uff61" <= char <= "\uff9f":
        return -0.3  # Greek, Cyrillic, Hangul and half-width kana are what wrong readings are full of
    return -0.6 if char >= "\ue000" or char < "\u00a0" else -0.1


def _lonely(sample: bytes) -> float:
    """Share of the high bytes that stand between ASCII bytes, as accented letters of Western text do."""
    padded = b" " + sample + b" "
    high = [i for i in range(1, len(padded) - 1) if padded[i] > 127]
    if len(high) * 3 > len(sample):
        return 0.0
    alone = sum(padded[i - 1] < 128 and padded[i + 1] < 128 for i in high)
    return 0.6 * alone / len(high) if high else 0.0
