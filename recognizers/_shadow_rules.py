"""The *rules* of `recognizers.shadow`: what is undone, each as a generator of (start, end, replacement, name of the transform).

A rule looks at a text and names stretches in order, without overlap. Every rule is linear in the text. Names are keys of the
message table ("transform.full_width"). Which variants there are, and which real data has, follows a table of sixty evasions;
what costs precision asks for more surroundings (a mobile's 3-4-4, the seventeen digits before an X).

Sources: Unicode 15 (general categories, decimal and digit values), GB/T 15835-2011 (numerals), OpenCC (traditional forms),
RFC 3986 (percent), RFC 8259 (JSON escapes), RFC 2045 (quoted-printable, base64), HTML Living Standard (character references).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from recognizers._traditional import SIMPLIFIED, TRADITIONAL

Stretch = tuple[int, int, str, str]
Rule = Callable[[str], Iterator[Stretch]]

_HAN = "㐀-䶿一-鿿\U00020000-\U0003134f"

# ---- characters, one by one --------------------------------------------------------------------------------------------
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_TAGS = "\U000e0001\U000e0020-\U000e007f"
_COMBINING = "\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
_WIDE = "０-９Ａ-Ｚａ-ｚ＠．＿＋％＃＝＆﹫․｡"
_DIGITS = (
    "\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef"
    "\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u17e0-\u17e9\u1810-\u1819"
    "\U0001fbf0-\U0001fbf9"
)
_ENCLOSED = (
    "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff"
    "\u2776-\u277e\u2780-\u2788\u278a-\u2792\u3220-\u3228\u3280-\u3288\U0001f100-\U0001f10a"
)
_STYLED = "\U0001d400-\U0001d7ff\u2160-\u2169\u2170-\u2179\u24b6-\u24e9"
_COMPATIBLE = "\u2f00-\u2fd5\u3021-\u3029\uf900-\ufad9\U0002f800-\U0002fa1d"
#: 䶮 as fonts of the GBK age had it. Other private characters stay: nobody knows what they show.
_PRIVATE = {"\ue863": "䶮"}

_CLASSES = (
    ("zero_width", _ZERO_WIDTH), ("bidi", _BIDI), ("tag", _TAGS), ("combining", _COMBINING), ("filler", _FILLERS),
    ("space", _SPACES), ("full_width", _WIDE), ("digits", _DIGITS), ("enclosed", _ENCLOSED), ("styled", _STYLED),
    ("compatibility", _COMPATIBLE), ("private_use", "".join(_PRIVATE)), ("traditional", TRADITIONAL),
)  # fmt: skip
_ODD = "[" + "".join(body for _, body in _CLASSES) + "]"
_ODD_FEW = "[" + "".join(body for name, body in _CLASSES if name != "traditional") + "]"

# ---- what needs its surroundings ---------------------------------------------------------------------------------------
_NUMERALS = "〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸弌弍弎参叄"
_NUMERAL_VALUES = "000" + "123456789" + "123456789" + "236" + "123" + "33"
_SPOKEN = "幺两拐洞勾"
_SPOKEN_VALUES = "12709"
_CN = _NUMERALS + _SPOKEN
_RUN = f"[0-9{_CN}]"
_NUMERAL_RUN = f"[{_CN}](?:[ -]?{_RUN}){{3}}|(?:{_RUN}[ -]?){{3}}[{_CN}]"
_LIKE = "lIOoBSZ|ОоΟοІΙіÓ"
_LIKE_VALUES = "11008521" + "0000111" + "0"
_ANY_LIKE = f"[0-9{_LIKE}]"
_LIKE_RUN = f"[{_LIKE}]{_ANY_LIKE}{{7}}|{_ANY_LIKE}{{7}}[{_LIKE}]|{_ANY_LIKE}{{4}}[{_LIKE}]{_ANY_LIKE}{{4}}"
_CROSSES = "×ХхΧχ✕╳✖*"
_DASHES = "‒–—―−ーｰ﹘⁃－﹣‐‑一"
_MARKS = "[._/，、,;；]"
_BLANKS = "[\t\r\n\u3000]{1,2}"
_OTHER = f"(?:{_MARKS}|{_BLANKS}|[ -]{{2,3}}|[{_DASHES}]{{1,2}})"
_GROUPED = (
    f"1[3-9][0-9]{_OTHER}[0-9]{{4}}{_OTHER}[0-9]{{4}}|[0-9]{{6}}{_OTHER}[0-9]{{8}}{_OTHER}[0-9]{{3}}[0-9Xx]"
    f"|[3-6][0-9]{{3}}{_OTHER}[0-9]{{4}}{_OTHER}[0-9]{{4}}(?:{_OTHER}[0-9]{{1,4}}){{1,2}}|0[1-9][0-9]{{1,2}}[{_DASHES}]{{1,2}}[2-9][0-9]{{6,7}}"
)
_APART = f"(?:^|[^{_HAN}])[{_HAN}][ \u3000][{_HAN}](?:[ \u3000]|[^{_HAN}]|$)"
_POINTS = "•‧∙⋅・.．"
_BETWEEN_HAN = f"[{_HAN}][{_POINTS}][{_HAN}]"
_TLD = "(?:com|cn|net|org|edu|gov|io|me|info|co|hk|tw|jp|example|test)"
_AT = "(?: ?[(（\\[【<{]at[)）\\]】>}] ?| at | ?艾特 ?|[#＠﹫])"
_DOT = "(?: ?[(（\\[【<{]dot[)）\\]】>}] ?| dot | ?点 ?|[.。｡．․])"
_NAME = "[A-Za-z0-9][A-Za-z0-9_+-]*"
_AT_DOT = f"{_NAME}(?:[.]{_NAME})*(?:{_AT}|@){_NAME}(?:{_DOT}{_NAME})*{_DOT}{_TLD}"
_AT_DOT_HINT = "[(（\\[【<{](?:at|dot)[)）\\]】>}]|[A-Za-z0-9] at [A-Za-z0-9]|艾特|[A-Za-z0-9]#[A-Za-z0-9]|[A-Za-z0-9][。｡点][A-Za-z]"
_THOUSANDS = "^[0-9]{1,3}(?:,[0-9]{3}){3,6}$"
_MOJIBAKE = "[\u00c0-\u00ff][\u0080-\u00ff]{3}"

# ---- escapes -----------------------------------------------------------------------------------------------------------
_ESCAPES = "\\\\+u[0-9A-Fa-f]{4}|\\\\+x[0-9A-Fa-f]{2}|&(?:amp;)*#[0-9]{2,7};|&(?:amp;)*#[xX][0-9A-Fa-f]{2,6};|&(?:amp|lt|gt|quot|nbsp);"
_PERCENT = "%(?:25)*[0-9A-Fa-f]{2}"
_QUOTED = "(?:=[0-9A-F]{2}){4}"
#: Base64 of ASCII digits, lower case letters, a brace or Han characters begins like this.
_BASE64_START = "(?:[MNOYZabcdez][A-Za-z0-9+/]{3}|[56][A-Zabcimopqr][A-Za-z0-9+/]{2})"
_BASE64_CELL = f"^{_BASE64_START}(?:[A-Za-z0-9+/]{{4}}){{2,}}(?:[A-Za-z0-9+/]{{2}}==|[A-Za-z0-9+/]{{3}}=)?$"
_BASE64_RUN = f"{_BASE64_START}(?:[A-Za-z0-9+/]{{4}})+(?:[A-Za-z0-9+/]{{2}}==|[A-Za-z0-9+/]{{3}}=)(?![0-9A-Za-z])"
_BASE64_PADDED = "[A-Za-z0-9+/]{10}=(?:[^0-9A-Za-z]|$)"

#: Where none of these occurs nothing is undone. RE2, a few at a time: one automaton for all outgrows its memory.
SUSPECTS = (
    _ODD_FEW, f"[{TRADITIONAL}]", _NUMERAL_RUN, f"[0-9]{{17}}[{_CROSSES}]", _LIKE_RUN, _GROUPED, _APART, _BETWEEN_HAN, _AT_DOT_HINT,
    _THOUSANDS, _MOJIBAKE, _ESCAPES, _PERCENT, _QUOTED, _BASE64_CELL, _BASE64_PADDED,
)  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """In the order in which they are applied."""
    return (
        _escapes, _percent, _quoted_printable, _base64, _mojibake, _reversed, _characters, _numerals, _crosses, _lookalikes, _separators,
        _thousands, _names_apart, _points, _at_and_dot,
    )  # fmt: skip


@cache
def _compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(expression, flags)


# ---- decoding ----------------------------------------------------------------------------------------------------------
def _escapes(text: str) -> Iterator[Stretch]:
    import html  # its table of names is not for the gate, which comes through here

    for m in _compiled(_ESCAPES).finditer(text):
        shown = m[0]
        if shown[0] == "\\":
            yield *m.span(), chr(int(shown.lstrip("\\")[1:], 16)), "escaped"
            continue
        put = html.unescape(re.sub("&(?:amp;)+", "&", shown) if "#" in shown else shown)
        if len(put) == 1 and not "\ud800" <= put <= "\udfff":
            yield *m.span(), " " if put == "\u00a0" else put, "escaped"


def _percent(text: str) -> Iterator[Stretch]:
    """Runs of percent escapes: their bytes are UTF-8."""
    for m in _compiled(f"(?:{_PERCENT})+").finditer(text):
        raw = bytes(int(h[-2:], 16) for h in _compiled(_PERCENT).findall(m[0]))
        yield from _bytes(m, raw, "percent")


def _quoted_printable(text: str) -> Iterator[Stretch]:
    for m in _compiled("(?:=[0-9A-F]{2}){4,}").finditer(text):
        yield from _bytes(m, bytes(int(h, 16) for h in re.findall("[0-9A-F]{2}", m[0])), "quoted_printable")


def _bytes(m: re.Match[str], raw: bytes, name: str) -> Iterator[Stretch]:
    try:
        put = raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    if "\0" not in put:
        yield *m.span(), put, name


def _base64(text: str) -> Iterator[Stretch]:
    """Whole cells, and padded runs in a text, that decode to printable text."""
    import base64
    import binascii

    found = list(_compiled(_BASE64_CELL).finditer(text)) or list(_compiled(_BASE64_RUN).finditer(text))
    for m in found:
        try:
            put = base64.b64decode(m[0], validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if put.isprintable():
            yield *m.span(), put, "base64"


def _mojibake(text: str) -> Iterator[Stretch]:
    """Chinese text that somebody read as Latin-1: UTF-8 first, it proves itself, then GB 18030 where Han comes out."""
    for m in _compiled("[\u00c0-\u00ff][\u0080-\u00ff]{3,}").finditer(text):
        raw = m[0].encode("latin-1")
        for encoding in ("utf-8", "gb18030"):
            try:
                put = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if all("\u4e00" <= c <= "\u9fa5" or c in "，。：；（）" for c in put):
                yield *m.span(), put, "mojibake"
                break


def _reversed(text: str) -> Iterator[Stretch]:
    """Behind a right-to-left override the eye reads backwards what stands forwards."""
    for m in _compiled("[\u202e\u2067]([^\u202c\u2069\r\n\u202e\u2067]{1,200})").finditer(text):
        yield *m.span(), m[1][::-1], "bidi"


# ---- folding -----------------------------------------------------------------------------------------------------------
def _characters(text: str) -> Iterator[Stretch]:
    if text.isascii():
        return
    for m in _compiled(_ODD).finditer(text):
        put, name = _folded(m[0])
        yield *m.span(), put, name


@cache
def _folded(c: str) -> tuple[str, str]:
    """What an odd character stands for."""
    name = next(name for name, body in _compiled_classes() if body.match(c))
    if name in ("zero_width", "bidi", "combining", "filler"):
        return "", name
    if name == "tag":
        shown = chr(ord(c) - 0xE0000)
        return (shown if shown.isprintable() and shown != " " else ""), name
    if name == "space":
        return " ", name
    if name in ("digits", "enclosed"):
        value = unicodedata.digit(c, None)
        return ("一二三四五六七八九"[int(unicodedata.numeric(c)) - 1] if value is None else str(value)), name
    if name == "private_use":
        return _PRIVATE[c], name
    if name == "traditional":
        return _simplified()[c], name
    if "\u3021" <= c <= "\u3029":
        return str(int(unicodedata.numeric(c))), name
    put = {"｡": ".", "․": "."}.get(c) or unicodedata.normalize("NFKC", c)
    return (put if len(put) <= 4 else c), name


@cache
def _compiled_classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{body}]")) for name, body in _CLASSES)


@cache
def _simplified() -> dict[str, str]:
    return dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


# ---- digits ------------------------------------------------------------------------------------------------------------
_VALUES = dict(zip(_NUMERALS + _SPOKEN, _NUMERAL_VALUES + _SPOKEN_VALUES, strict=True))
_LEAST = 7  # digits of a run of numerals: a year has four, a local telephone number seven


def _numerals(text: str) -> Iterator[Stretch]:
    """Each numeral of a long run. Spoken ones (幺, 洞) only in a run of eleven and more that begins like a mobile number."""
    if text.isascii():
        return
    for m in _compiled(f"{_RUN}(?:[ -]?{_RUN}){{{_LEAST - 1},}}").finditer(text):
        digits = [c for c in m[0] if c not in " -"]
        spoken = [c for c in digits if c in _SPOKEN]
        if all(c.isascii() for c in digits) or (spoken and not _is_spoken_number("".join(_VALUES.get(c, c) for c in digits))):
            continue
        if _dashed(m[0]) or _rim(m[0], "".join(_VALUES.get(c, c) for c in digits)):
            continue
        for i, c in enumerate(m[0], m.start()):
            if c in _VALUES:
                yield i, i + 1, _VALUES[c], "spoken" if c in _SPOKEN else "numerals"


def _is_spoken_number(digits: str) -> bool:
    return len(digits) >= 11 and (digits[0] == "1" or digits.startswith("0"))


def _dashed(run: str) -> bool:
    """138一0013一8000: the numeral is a dash there."""
    return _compiled("1[3-9][0-9]一[0-9]{4}一[0-9]{4}|0[0-9]{2,3}一[0-9]{7,8}").fullmatch(run) is not None


def _rim(run: str, digits: str) -> bool:
    """张三13800138000: the numeral belongs to the name, for what is left is a number of its own and the whole is none."""
    number = _compiled("1[3-9][0-9]{9}|[0-9]{15}|[0-9]{17}[0-9Xx]")
    return number.fullmatch(run.strip(_CN + " -")) is not None and number.fullmatch(digits) is None


def _crosses(text: str) -> Iterator[Stretch]:
    """What looks like the X of a resident id, in the place of it."""
    for m in _compiled(f"(?:[0-9]{{17}}|[0-9]{{6}}[ -][0-9]{{8}}[ -][0-9]{{3}})([{_CROSSES}])(?![*0-9A-Za-z])").finditer(text):
        yield m.start(1), m.end(1), "X", "lookalike"


def _lookalikes(text: str) -> Iterator[Stretch]:
    """Letters in a number of the length of a mobile, an id or a card, most of whose characters are digits."""
    values = dict(zip(_LIKE, _LIKE_VALUES, strict=True))
    for m in _compiled(f"(?<![0-9A-Za-z_.+/=-]){_ANY_LIKE}{{11,19}}(?![0-9A-Za-z_+/=-])").finditer(text):
        run = m[0]
        digits = sum(c.isdigit() for c in run)
        read = "".join(values.get(c, c) for c in run)
        mobile = len(run) == 11 and _compiled("1[3-9][0-9]{9}").fullmatch(read) and digits >= 5
        if digits < len(run) and (mobile or (len(run) >= 15 and digits * 3 >= len(run) * 2)):
            for i, c in enumerate(run, m.start()):
                if c in values:
                    yield i, i + 1, values[c], "lookalike"


def _separators(text: str) -> Iterator[Stretch]:
    """Unusual marks between the groups of a mobile number, an id, a card or behind an area code become a hyphen."""
    for m in _compiled(f"(?<![0-9A-Za-z_.])(?:{_GROUPED})(?![0-9A-Za-z])").finditer(text):
        gaps = list(_compiled("[^0-9Xx]+").finditer(m[0]))
        if len({g[0] for g in gaps}) == 1:
            yield from ((m.start() + g.start(), m.start() + g.end(), "-", "separators") for g in gaps)


def _thousands(text: str) -> Iterator[Stretch]:
    for m in _compiled(_THOUSANDS).finditer(text):
        yield *m.span(), m[0].replace(",", ""), "thousands"


# ---- names and addresses -----------------------------------------------------------------------------------------------
def _names_apart(text: str) -> Iterator[Stretch]:
    """张 三, 欧 阳 娜 娜: two to four single characters with a blank between each two."""
    for m in _compiled(f"(?<![{_HAN}])[{_HAN}](?:[ \u3000][{_HAN}]){{1,3}}(?![{_HAN}])(?![ \u3000][{_HAN}](?![{_HAN}]))").finditer(text):
        yield from ((i, i + 1, "", "apart") for i in range(m.start() + 1, m.end(), 2))


def _points(text: str) -> Iterator[Stretch]:
    """The point in names of minorities and foreigners (GB/T 28039-2011) in all its shapes."""
    for m in _compiled(f"(?<=[{_HAN}])[{_POINTS}](?=[{_HAN}])").finditer(text):
        yield *m.span(), "·", "point"


def _at_and_dot(text: str) -> Iterator[Stretch]:
    """zhangsan(at)example点com, zhangsan#example.com, qq。com."""
    if not _compiled(_AT_DOT_HINT).search(text):
        return
    for m in _compiled(f"(?<![A-Za-z0-9._%+-]){_AT_DOT}(?![A-Za-z0-9-])").finditer(text):
        at = _compiled(f"{_AT}|@").search(m[0])
        assert at is not None
        yield m.start() + at.start(), m.start() + at.end(), "@", "at_dot"
        for dot in _compiled(_DOT).finditer(m[0], at.end()):
            yield m.start() + dot.start(), m.start() + dot.end(), ".", "at_dot"
