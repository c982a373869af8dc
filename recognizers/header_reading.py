"""To *read* a header is to cut it into words and to say what its head is.

A name is split at underscores, case and digits, and a lump of known words (buyerphone) into those; a comment is cut into
phrases, of which the first says what the column is and the rest enumerates or explains. Chinese goes character by
character, folded to simplified forms. Then the longest word of a recognizer's lists that *ends* the phrase is its head.
Abbreviations, pinyin and half-Chinese names are read as the words they stand for (`recognizers.header_spelling`).
Nothing here weighs: that is `recognizers.headers`. Also here: what kind of value a declared column type can hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from recognizers.header_spelling import ABBREVIATIONS, mixed, pinyin, sounds
from recognizers.header_words import (
    FIRMS,
    JOINED,
    KEYS,
    NEUTRAL,
    PEOPLE,
    QUALIFIERS,
    SHORT,
    TABLE_NEUTRAL,
    TAILS,
    THINGS,
    TRADITIONAL,
    words,
)

TEXT, WHOLE, FRACTION, FLAG, TIME, BYTES, OTHER = "text", "whole", "fraction", "flag", "time", "bytes", "other"
MAX_CHARS = 300


class Words(NamedTuple):
    """What headers need of a recognizer, hashable. kinds: (sort within the entity, words that name it)."""

    entity: str
    headers: tuple[str, ...]
    hints: tuple[str, ...]
    vetoes: tuple[str, ...]
    holds: frozenset[str]
    shortest: int
    support: str
    pointed: bool
    listed: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]


_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_UNIT = re.compile(rf"[{_HAN}぀-ヿ]|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile("[aeiou]")
_MARKS = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
_LEADING_BRACKET = re.compile(r"^[(\[【<]([^)\]】>]{0,20})[)\]】>](?=.)")
_CUT = re.compile(
    rf"[,;:/|()\[\]{{}}<>【】《》、。“”\"=~!?·\r\n\t]|--|->|\.\s|\s+(?=[0-9{_HAN}])|[0-9]+(?=\s*[:.、\-男是否正未])"
    r"|不能|不可|用于|例如|必填|选填|默认|支持|需要|\bfor\b"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon that ends a phrase; `start` is the index of its first unit, `shown` how it is written."""

    text: str
    strong: bool
    start: int
    shown: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood: its units (Latin words without abbreviation, single Han characters) and what its head is."""

    units: tuple[str, ...] = ()
    words: dict[str, Word] = field(default_factory=dict)
    tail: bool = False
    key: bool = False

    @property
    def chinese(self) -> bool:
        return any(unit > "⺀" for unit in self.units)


NOTHING = Reading()


class Lexicon:
    """All header words of some recognizers as lookup tables; built once, never changed."""

    def __init__(self, definitions: tuple[Words, ...]) -> None:
        self.speaking: dict[str, dict[str, bool | None]] = {}  # key -> entity -> strong, None where a veto blocks it
        self.beside: dict[str, frozenset[str]] = {}
        self.compounds: dict[str, frozenset[str]] = {}
        self.of = {d.entity: d for d in definitions}
        self.listed = {d.entity: re.compile(d.listed) for d in definitions if d.listed}
        self.kinds = {(d.entity, key): kind for d in definitions for kind, said in d.kinds for word in said for key in _spelt(word)}
        for entity, headers, hints, vetoes, *_ in definitions:
            own = {key: False for w in hints for key in _keys(w)} | {key: True for w in headers for key in _keys(w)}
            for key, strong in own.items():
                self.speaking.setdefault(key, {})[entity] = strong
            blocked = {key for w in vetoes for key in _keys(w)} - own.keys()
            compounds = {key for key in blocked if key.endswith(tuple(own))}
            self.compounds[entity] = frozenset(compounds)
            for key in compounds:
                self.speaking.setdefault(key, {})[entity] = None
            self.beside[entity] = frozenset(blocked - compounds) | {full for key in blocked - compounds if (full := pinyin(key))}
        self._spell()
        self.speaking.pop("", None)
        latin = {w for w in (*self.speaking, *PEOPLE, *FIRMS, *THINGS, *TAILS, *KEYS, *QUALIFIERS, *NEUTRAL, *ABBREVIATIONS) if w.isascii()}
        latin |= {v for vetoes in self.beside.values() for v in vetoes if v.isascii()}
        self.pieces = frozenset(w for w in latin if len(w) > 2 or w in JOINED)
        self.read = lru_cache(maxsize=65_536)(self._read)
        self.subject = lru_cache(maxsize=8_192)(self._subject)
        self._split = lru_cache(maxsize=16_384)(self._split_lump)

    def _spell(self) -> None:
        """Chinese words in pinyin. Words that a definition or a shared list spells itself go before. Initials are not made:
        those of most words are those of others, too (zymc: 职业名称, 专业名称), so a definition lists the good ones."""
        made: dict[str, dict[str, bool | None]] = {}
        for key, entities in self.speaking.items():
            if len(key) > 1 and key.isalpha() and not key[0].isascii() and (full := pinyin(key)):
                made.setdefault(full, {}).update(entities)
        for full, entities in made.items():
            if full not in self.speaking and full not in _SHARED:
                self.speaking[full] = entities

    def units(self, text: str) -> tuple[str, ...]:
        return tuple(ABBREVIATIONS.get(unit, unit) for unit in self.written(text))

    def written(self, text: str) -> tuple[str, ...]:
        """The units as they are written; name_of_patient is read as patient_name."""
        found: list[str] = []
        for unit in _UNIT.findall(_fold(text)):
            low = unit.lower()
            found.extend(self._split(low) if len(low) > 3 and low not in self.pieces else (low,))
        return tuple(_turned(found)[:64])

    def _split_lump(self, lump: str) -> tuple[str, ...]:
        """buyerphone -> buyer, phone: the fewest known words that make up the whole lump, else the lump itself."""
        if len(lump) > 30 or not lump.isascii():
            return (lump,)
        short = SHORT if not _VOWEL.search(lump) else frozenset()
        if len(lump) < 5 and not short:
            return (lump,)
        best: list[tuple[str, ...] | None] = [(), *[None] * len(lump)]
        for end in range(1, len(lump) + 1):
            for start in range(end):
                head = best[start]
                piece = lump[start:end]
                if head is None or not (piece in self.pieces or piece in short):
                    continue
                if best[end] is None or len(head) + 1 < len(best[end] or ()):
                    best[end] = (*head, piece)
        return best[-1] or self._split_pinyin(lump)

    def _split_pinyin(self, lump: str) -> tuple[str, ...]:
        """shouhuodizhi -> shouhuo, dizhi: a word in pinyin behind others that no list has."""
        if sounds(lump):
            for start in range(2, len(lump) - 4):
                if lump[start:] in self.speaking and sounds(lump[start:]) and sounds(lump[:start]):
                    return lump[:start], lump[start:]
        return (lump,)

    def _read(self, text: str) -> Reading:
        """Read a name or a phrase; one that is half Chinese, half Latin is spelt in one of them if that says more."""
        written = self.written(text)
        read = self._trimmed(written)
        if any(word.strong for word in read.words.values()):
            return read
        for spelt in mixed(read.units):
            other = self._trimmed(tuple(piece for unit in spelt for piece in (self._split(unit) if len(unit) > 3 else (unit,))))
            if any(word.strong for word in other.words.values()):
                shown = "".join(written)
                return replace(other, words={entity: replace(word, shown=shown) for entity, word in other.words.items()})
        return read

    def _trimmed(self, written: tuple[str, ...]) -> Reading:
        """Endings that change nothing are dropped until a word is found."""
        whole = units = tuple(ABBREVIATIONS.get(unit, unit) for unit in written)
        for _ in range(4):
            words, tail, key = self._heads(units, written)
            if words or tail or key:
                return Reading(units, words, tail, key)
            rest = _without_ending(units, NEUTRAL)
            if len(rest) in (0, len(units)):
                break
            units = rest
        return Reading(whole)

    def _heads(self, units: tuple[str, ...], written: tuple[str, ...]) -> tuple[dict[str, Word], bool, bool]:
        """For each entity the longest of its words that ends the units; and whether a tail or a key word does."""
        words: dict[str, Word] = {}
        decided: set[str] = set()
        tail = key = False
        for start, ending in endings(units):
            for entity, strong in self.speaking.get(ending, {}).items():
                if entity not in decided:
                    decided.add(entity)
                    if strong is not None:
                        words[entity] = Word(ending, strong, start, "".join(written[start : len(units)]))
            tail = tail or ending in TAILS
            key = key or ending in KEYS
        return words, tail, key

    def _subject(self, table: str, comment: str) -> tuple[str, ...]:
        """Words that end the table's name and comment, neutral endings dropped: what its rows are."""
        found: list[str] = []
        for text in (table.rpartition(".")[2], next(iter(phrases(comment)), "")):
            units = self.units(text)
            while True:
                rest = _without_ending(units, TABLE_NEUTRAL)
                if len(rest) in (0, len(units)):
                    break
                units = rest
            found.extend(ending for _, ending in endings(units))
        return tuple(found)


def _turned(units: list[str]) -> list[str]:
    """name_of_patient as patient_name; the number of something is a count."""
    if "of" not in units[1:-1] or units[0] in ("no", "number", "count", "sum", "total", "num"):
        return units
    place = units.index("of", 1)
    return [*(unit for unit in units[place + 1 :] if unit not in ("the", "a", "an", "this")), *units[:place]]


def endings(units: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(index of first unit, joined text) of every ending of at most 12 units, the longest first."""
    for start in range(max(0, len(units) - 12), len(units)):
        yield start, "".join(units[start:])


def _without_ending(units: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    for start, ending in endings(units):
        if ending in words:
            return units[:start]
    return units


_APART = re.compile(rf"[{_HAN}]{{1,4}} [{_HAN}]{{1,4}}")


def phrases(comment: str) -> Iterator[str]:
    """The comment cut into phrases; the first says what the column is, enumerations and explanations follow."""
    text = _fold(comment).strip()
    text = _LEADING_BRACKET.sub("", text).replace("'s ", " ").replace("的", "")
    if _APART.fullmatch(text):  # 采购 人, 证件 号码: one phrase that somebody set apart
        text = text.replace(" ", "")
    for phrase in _CUT.split(text):
        if phrase and _UNIT.search(phrase):
            yield phrase


def _fold(text: str) -> str:
    """Full-width to plain, traditional to simplified, tone marks and invisible characters away, over-long texts cut."""
    text = text[:MAX_CHARS]
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)[:MAX_CHARS].translate(TRADITIONAL)
    if _MARKED.search(text):
        text = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
    return text


@lru_cache(maxsize=32_768)
def _keys(word: str) -> tuple[str, ...]:
    """How a word of a definition is looked up: mobile_phone, MobilePhone and mobile phone are one; then with its
    abbreviations written out, where it has some (cust_no: customer_no)."""
    if word.isascii():
        units = word.lower().replace("-", "_").split("_")
        if not all(unit.isalpha() for unit in units):
            units = [unit.lower() for unit in _UNIT.findall(word)]
    elif word.isalpha() and unicodedata.is_normalized("NFKC", word):
        return (word.translate(TRADITIONAL).lower(),)
    else:
        units = [unit.lower() for unit in _UNIT.findall(_fold(word))]
    units = _turned(units)
    key = "".join(units)
    whole = "".join([ABBREVIATIONS.get(unit, unit) for unit in units])
    return (key,) if key == whole else (key, whole)


def _spelt(word: str) -> tuple[str, ...]:
    """The same, and in pinyin."""
    keys = _keys(word)
    return keys if keys[0].isascii() else (*keys, pinyin(keys[0]))


#: Spelt by a shared list: no spelling made of a Chinese word goes before.
_SHARED = PEOPLE | FIRMS | THINGS | TAILS | KEYS | NEUTRAL


_TYPE = re.compile(r"\s*(?:unsigned\s+)?([a-z]+)[a-z_ ]*[0-9]*\s*(?:\(\s*([0-9]{1,9}))?", re.IGNORECASE)
#: Words of databases, and of the languages and frameworks in which tables are modelled.
_KINDS = {
    word.lower(): kind
    for kind, text in (
        (FLAG, "bit bool boolean logical BooleanField NullBooleanField"),
        (
            TIME,
            """date datetime timestamp timestamptz time year interval smalldatetime LocalDate LocalDateTime LocalTime OffsetDateTime
            ZonedDateTime Instant DateField DateTimeField TimeField DateOnly timedelta DurationField local""",
        ),
        (
            WHOLE,
            """int integer bigint serial bigserial long BigInteger BigIntegerField IntegerField PositiveIntegerField
            PositiveBigIntegerField AutoField BigAutoField uint sint sfixed""",
        ),
        # too small for any number that names a person: codes and flags
        (FLAG, "tinyint smallint mediumint smallserial byte short SmallInteger SmallIntegerField PositiveSmallIntegerField"),
        (FRACTION, "decimal numeric number float double real money dec fixed BigDecimal DecimalField FloatField"),
        (BYTES, "blob binary varbinary bytea raw image longblob mediumblob tinyblob bytes LargeBinary BinaryField buffer"),
        (OTHER, "uuid uniqueidentifier geometry geography point polygon UUIDField"),
    )
    for word in words(text)
}


@lru_cache(maxsize=4_096)
def kind_of(declared: str) -> tuple[str, int]:
    """Kind and declared length of a column type: ("text", 64) for "varchar(64)", ("", 0) where none is stated."""
    found = _TYPE.match(declared[:60])
    if not found:
        return "", 0
    return _KINDS.get(found[1].lower(), TEXT), int(found[2] or 0)
