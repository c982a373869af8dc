"""A *format* is how one company writes its customer numbers, induced from many of them: KH, year and month, four digits.

`induce` sees the different values of one column and nothing else. What it keeps is an expression, never a value: letters that
(nearly) all values share are the company's and stay as they are, digits always become classes. Values are cut into runs of
letters, digits and separators; where runs do not agree (random codes) they are cut by position. Runs of digits are looked
through for a date, the whole for a check digit.

What is too open to search with has no format: words, row ids (1..n), bare digits of changing length or fewer than eight, and
everything that is another kind of number (phones, identity and card numbers, UUIDs, dates, addresses of machines, amounts).
Where a format may be used its `scope` says: letters of its own, a date or a check digit make it fit for running text.
Limits: a prefix of varied digits stays unseen, Han characters are kept only as one common prefix, blanks inside a value
and values over 32 characters are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from recognizers._checks import NAMES, passes, proven
from recognizers.base import Scope
from recognizers.checksums import luhn, mod31

LEAST = 20  #: different values that a format needs
MOST = 2_000  #: different values that are looked at
COVER = 0.95  #: share of the values that the formats of a column must match together
FORMATS = 3  #: of one column
EDGES = "0-9A-Za-z_-"

_LONGEST = 32
_ALTERNATIVES, _ALTERNATIVE, _EACH = 12, 4, 3  # literals beside each other: how many, how long, values that each stands in
_LITERAL = 8  # letters of a common literal
_SEPARATORS = "-_/.#:"
_FIT = re.compile(rf"[0-9A-Za-z一-鿿](?:[0-9A-Za-z一-鿿{_SEPARATORS}]{{0,{_LONGEST - 2}}}[0-9A-Za-z一-鿿])?")
_RUN = re.compile(r"[0-9]+|[A-Za-z]+|[一-鿿]+|.")

_YEAR, _MONTH, _DAY = "(?:19|20)[0-9]{2}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
#: length, expression, names, an example, least different dates; the longest and surest first.
_DATES = (
    (8, _YEAR + _MONTH + _DAY, ("年月日", "year, month and day"), "20000101", 3),
    (6, _YEAR + _MONTH, ("年月", "year and month"), "200001", 2),
    (6, "[0-9]{2}" + _MONTH + _DAY, ("两位年月日", "two-digit year, month and day"), "000101", 5),
    (4, _YEAR, ("年份", "year"), "2000", 2),
)
_DATED = 0.99  # share of values in which a date must be one
_A_YEAR = 3  # numbers that a year needs: fewer are a sequence that happens to look like years

#: Other kinds of number. At this share of the values the column is one of them.
_OTHER_SHARE = 0.9
_OTHERS = (
    "[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}",  # UUID
    "(?:86-?|0086-?)?1[3-9][0-9][-]?[0-9]{4}[-]?[0-9]{4}",  # mobile
    "(?:86-?)?0[1-9][0-9]{1,2}-?[0-9]{7,8}",  # telephone
    f"[1-9][0-9]{{5}}(?:18|19|20)[0-9]{{2}}{_MONTH}{_DAY}[0-9]{{3}}[0-9Xx]",  # resident id
    f"[1-9][0-9]{{5}}[0-9]{{2}}{_MONTH}{_DAY}[0-9]{{3}}",
    f"(?:{_YEAR}|[0-9]{{2}})[-/.]?{_MONTH}[-/.]?{_DAY}",  # date
    f"{_YEAR}[-/.]?(?:{_MONTH}|[1-9])(?:[-/.](?:{_DAY}|[1-9]))?",
    "[0-9]+(?:[.:][0-9]+)+",  # amount, version, address, time
    "[0-9]+(?:[/][0-9]+)+",
)
_MOMENT = f"(?:{_YEAR}|[0-9]{{2}}){_MONTH}{_DAY}([01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9](?:[0-9]{{3}})?)?"
_HOURS = 6  # different ones, else they are the first digits of a short number of the day


@dataclass(frozen=True, slots=True)
class Format:
    """core: in the common subset of `re` and RE2 · check: a name of `recognizers._checks` or "" · letters: of its own, fewest ·
    example: made up, of zeros, with a right check digit · distinct: values it was induced from; share: of the column's."""

    core: str
    scope: Scope
    score: float
    check: str
    letters: int
    names: tuple[str, str]
    example: str
    distinct: int
    share: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a format. letters: literal ones; places: of digits and of letters that vary, the fewest; date: 2 with a year and
    a month, 1 any other, 0 none."""

    core: str
    names: tuple[str, str]
    example: str
    letters: int = 0
    places: int = 0
    digits: bool = False
    date: int = 0


_Field = tuple[str, list[str]]  # D digits, L letters, H Han, A letters and digits, or a separator; its text in every value


def induce(values: Iterable[str]) -> tuple[Format, ...]:
    """The formats of a column's different values, the most frequent first; () when they have none that is worth knowing."""
    distinct = sorted({v for value in values if (v := value.strip())})
    if len(distinct) < LEAST:
        return ()
    step = max(1, len(distinct) // MOST)
    distinct = distinct[::step][:MOST]
    fit = [v for v in distinct if _FIT.fullmatch(v)]
    if len(fit) < COVER * len(distinct) or _is_other(fit):
        return ()
    formats: list[Format] = []
    covered = 0
    for group in _groups(fit, len(distinct)):
        if found := _format(group, len(distinct)):
            formats.append(found)
            covered += found.distinct
    return tuple(formats) if covered >= COVER * len(distinct) else ()


def accepts(format_: Format, value: str) -> bool:
    """Whether a whole value is written so: with a digit, and with a right check digit."""
    return written(format_, value) and any("0" <= c <= "9" for c in value) and (not format_.check or passes(format_.check, value))


def written(format_: Format, value: str) -> bool:
    return _compiled(format_.core).fullmatch(value) is not None


@dataclass(frozen=True)
class Validate:
    """`Recognizer.validate` that knows learned formats. A number with letters of its own and a right check digit is proven, one
    with a wrong check digit is none; every other one is what the definition says."""

    formats: tuple[Format, ...]
    definition: Callable[[str], bool | None] | None

    def __call__(self, value: str) -> bool | None:
        alike = [f for f in self.formats if written(f, value)]
        fitting = [f for f in alike if accepts(f, value)]
        if alike and not fitting:
            return False
        verdict = self.definition(value) if self.definition else None
        return True if verdict is None and any(f.check and f.letters > 1 for f in fitting) else verdict


@lru_cache(maxsize=256)
def _compiled(core: str) -> re.Pattern[str]:
    return re.compile(core)


# -- what is none --------------------------------------------------------------------------------------------------------


def _is_other(values: Sequence[str]) -> bool:
    bar = _OTHER_SHARE * len(values)
    if sum(any(c.isdigit() for c in v) for v in values) < bar:
        return True  # words
    if any(sum(re.fullmatch(other, v) is not None for v in values) >= bar for other in _OTHERS):
        return True
    if sum(len(v) == 18 and mod31(v) for v in values) >= bar:
        return True  # social credit codes
    bare = [v for v in values if v.isdigit()]
    if len(bare) < bar:
        return False
    if sum(15 < len(v) < 20 and v[0] in "3456" and luhn(v) for v in bare) >= bar:
        return True  # bank cards
    moments = [m for v in bare if (m := re.fullmatch(_MOMENT, v))]
    if len(moments) >= bar and len({m[1] for m in moments}) >= _HOURS:
        return True
    numbers = [int(v) for v in bare]
    return max(numbers) - min(numbers) < 3 * len(numbers)  # 1..n: keys of rows


# -- groups of values that are written alike ------------------------------------------------------------------------------


def _groups(values: Sequence[str], total: int) -> list[list[str]]:
    """By runs, or by length and separators where that needs fewer groups; [] when a few do not cover the column."""
    options = [_largest(values, key, total) for key in (_skeleton, _stencil)]
    options = [o for o in options if o]
    if not options:
        return []
    groups = min(options, key=len)
    split = [part for group in groups for part in _by_letters(group)]
    return split if len(split) <= FORMATS else groups


def _largest(values: Sequence[str], key: Callable[[str], str], total: int) -> list[list[str]]:
    ordered = sorted(values, key=key)
    groups = sorted((list(g) for _, g in groupby(ordered, key)), key=lambda g: (-len(g), g))[:FORMATS]
    groups = [g for g in groups if len(g) >= LEAST]
    return groups if sum(map(len, groups)) >= COVER * total else []


def _skeleton(value: str) -> str:
    """KH-2023 -> L-D."""
    return "".join(_kind(run[0]) for run in _RUN.findall(value))


def _stencil(value: str) -> str:
    """KH-2023 -> ??-????: the length and where separators stand."""
    return "".join(c if c in _SEPARATORS else "?" for c in value)


def _kind(character: str) -> str:
    if character in _SEPARATORS:
        return character
    if not character.isascii():
        return "H"
    return "D" if character.isdigit() else "L"


def _by_letters(values: list[str]) -> list[list[str]]:
    """Values that begin with a few different words, by word where each goes on in another length (KH + 8 digits, V + 5)."""
    heads = Counter(_RUN.findall(v)[0] for v in values)
    if not (1 < len(heads) <= FORMATS and min(heads.values()) >= LEAST and all(h.isalpha() for h in heads)):
        return [values]
    parts = [[v for v in values if _RUN.findall(v)[0] == head] for head in sorted(heads)]
    lengths = {frozenset(len(v) - len(head) for v in part) for head, part in zip(sorted(heads), parts, strict=True)}
    return parts if len(lengths) > 1 else [values]


# -- one format -----------------------------------------------------------------------------------------------------------


def _format(values: Sequence[str], total: int) -> Format | None:
    fields = _fields(values)
    if fields is None or any(kind == "H" and (len(set(texts)) > 1 or len(texts[0]) > _ALTERNATIVE) for kind, texts in fields):
        return None  # Han characters that vary may be names
    pieces = [piece for f in fields for piece in _pieces(f)]
    if not any(p.digits for p in pieces):
        return None
    core = "".join(p.core for p in pieces)
    alike = [v for v in values if _compiled(core).fullmatch(v)]
    check = proven(alike)
    scope = _scope(pieces, check)
    if scope is None:
        return None
    letters = sum(p.letters for p in pieces)
    score = 0.4 + 0.1 * (letters > 1) + 0.1 * any(p.date for p in pieces) + 0.1 * bool(check) if scope == "anywhere" else 0.4
    zh, en = (" + ".join(p.names[n] for p in pieces if p.names[n]) for n in (0, 1))
    if check:
        name = NAMES[check.partition(":")[0]]
        zh, en = f"{zh}，末位为校验位（{name[0]}）", f"{en}, the last is a check digit ({name[1]})"
    share = round(len(alike) / total, 4)
    return Format(core, scope, round(score, 2), check, letters, (zh, en), _example(pieces, core, check), len(alike), share)


def _fields(values: Sequence[str]) -> list[_Field] | None:
    """The values cut into columns: by runs where these agree, else by position."""
    if len({_skeleton(v) for v in values}) == 1:
        return [(_kind(texts[0][0]), list(texts)) for texts in zip(*(_RUN.findall(v) for v in values), strict=True)]
    if len({len(v) for v in values}) > 1:
        return None
    fields: list[_Field] = []
    for kind, places in groupby(zip(*values, strict=True), _place_kind):
        if not kind:
            return None
        fields.append((kind, ["".join(t) for t in zip(*places, strict=True)]))
    return fields


def _place_kind(characters: Sequence[str]) -> str:
    kinds = {_kind(c) for c in characters}
    return kinds.pop() if len(kinds) == 1 else "A" if kinds == {"D", "L"} else ""


def _pieces(field_: _Field) -> Iterator[_Piece]:
    kind, texts = field_
    if kind == "D":
        yield from _digits(texts)
    elif kind == "L":
        yield _letters(texts)
    elif kind == "A":
        yield _mixed(texts)
    elif kind == "H":
        yield _Piece(texts[0], (texts[0], texts[0]), texts[0], letters=2 * len(texts[0]))
    else:
        yield _Piece("[.]" if kind == "." else kind, ("", ""), kind)


def _letters(texts: Sequence[str]) -> _Piece:
    """A literal, a few literals, or any letters."""
    counts = Counter(texts)
    if len(counts) == 1 and len(texts[0]) <= _LITERAL:
        return _Piece(texts[0], (texts[0], texts[0]), texts[0], letters=len(texts[0]))
    few = len(counts) <= _ALTERNATIVES and min(counts.values()) >= _EACH
    if few and all(len(word) <= _ALTERNATIVE for word in counts):
        words = sorted(counts, key=lambda w: (-len(w), w))
        return _Piece(f"(?:{'|'.join(words)})", ("/".join(words), "/".join(words)), words[0], letters=min(map(len, words)))
    low, high = _widths(texts)
    letter = _class(texts)
    names = f"{_span(low, high)} 位字母", f"{_span(low, high)} letters"
    return _Piece(letter + _times(low, high), names, ("a" if letter == "[a-z]" else "A") * low, places=low)


def _mixed(texts: Sequence[str]) -> _Piece:
    low, high = _widths(texts)
    core = _class(texts) + _times(low, high)
    names = f"{_span(low, high)} 位字母或数字", f"{_span(low, high)} letters or digits"
    return _Piece(core, names, "0" * low, places=low, digits=True)


def _class(texts: Sequence[str]) -> str:
    used = set("".join(texts))
    for body in ("0-9X", "0-9A-F", "0-9a-f", "A-Z", "a-z", "A-Za-z", "0-9A-Z", "0-9a-z"):
        if all(re.fullmatch(f"[{body}]", c) for c in used):
            return f"[{body}]"
    return "[0-9A-Za-z]"


def _digits(texts: Sequence[str]) -> Iterator[_Piece]:
    """A date with what stands before and behind it, or plain digits."""
    low, high = _widths(texts)
    if found := _date(texts, low, high):
        offset, (size, core, names, example, _) = found
        if offset:
            yield _number(offset, offset)
        yield _Piece(core, names, example, places=size, digits=True, date=2 if core.startswith(_YEAR + _MONTH) else 1)
        if high > offset + size:
            yield _number(low - offset - size, high - offset - size + (low != high))
    else:
        yield _number(low, high + (low != high))  # a number that grows will grow on


def _number(low: int, high: int) -> _Piece:
    names = f"{_span(low, high)} 位数字", f"{_span(low, high)} digits"
    return _Piece("[0-9]" + _times(low, high), names, "0" * low, places=low, digits=True)


def _date(texts: Sequence[str], low: int, high: int) -> tuple[int, tuple[int, str, tuple[str, str], str, int]] | None:
    for date in _DATES:
        size, core, _, _, least = date
        offsets = range(low - size + 1) if low == high and size > 4 else range(1 if low >= size else 0)
        for offset in offsets:
            dated = [t[offset : offset + size] for t in texts if _compiled(core).fullmatch(t, offset, offset + size)]
            varied = len(set(dated)) >= least and (size > 4 or len(dated) >= _A_YEAR * len(set(dated)))
            if len(dated) >= _DATED * len(texts) and varied:
                return offset, date
    return None


def _scope(pieces: Sequence[_Piece], check: str) -> Scope | None:
    """Where the format says enough by itself; None where it says nothing at all."""
    letters = sum(p.letters for p in pieces)
    places = sum(p.places for p in pieces)
    date = max(p.date for p in pieces)
    bare = all(p.digits for p in pieces)
    if bare and not check and not date and (places < 8 or "," in pieces[0].core):
        return None
    if letters > 1 and places > 3:
        return "anywhere"
    if letters and places > 7 and (check or date == 2):
        return "anywhere"
    if places > 9 and (check or (date == 2 and not (bare and places in (14, 17)))):  # 14 and 17 digits are moments, too
        return "anywhere"
    if (letters > 1 and places > 2) or (letters and places > 4) or (places > 7 and (check or date)):
        return "cell"
    return "header"


def _example(pieces: Sequence[_Piece], core: str, check: str) -> str:
    """Of zeros, so that it is hardly anybody's; "" when no last character gives the right check digit."""
    made = "".join(p.example for p in pieces)
    if not check:
        return made
    options = (made[:-1] + c for c in "0123456789XABCDEFGHIJKLMNOPQRSTUVWYZ")
    return next((m for m in options if _compiled(core).fullmatch(m) and passes(check, m)), "")


def _widths(texts: Sequence[str]) -> tuple[int, int]:
    lengths = [len(t) for t in texts]
    return min(lengths), max(lengths)


def _times(low: int, high: int) -> str:
    return "" if low == high == 1 else f"{{{low}}}" if low == high else f"{{{low},{high}}}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
