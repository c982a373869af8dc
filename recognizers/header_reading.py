"""To *read* a header is to cut it into words and to say what its head is.

A name is split at underscores, case and digits, and a lump of known words (buyerphone) into those; a comment is cut into
phrases, of which the first says what the column is and the rest enumerates or explains. Chinese goes character by
character, folded to simplified forms. Then the longest word of a recognizer's lists that *ends* the phrase is its head.
Nothing here weighs: that is `recognizers.headers`. Also here: what kind of value a declared column type can hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from recognizers.header_words import FIRMS, KEYS, NEUTRAL, PEOPLE, QUALIFIERS, TABLE_NEUTRAL, TAILS, TRADITIONAL, words

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
_LEADING_BRACKET = re.compile(r"^[(\[【<]([^)\]】>]{0,20})[)\]】>](?=.)")
_CUT = re.compile(
    rf"[,;:/|()\[\]{{}}<>【】《》、。“”\"=~!?·\r\n\t]|--|->|\.\s|\s+(?=[0-9{_HAN}])|[0-9]+(?=\s*[:.、\-男是否正未])"
    r"|不能|不可|用于|例如|必填|选填|默认|支持|需要|\bof\b|\bfor\b"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon that ends a phrase; `start` is the index of its first unit."""

    text: str
    strong: bool
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood: its units (Latin words, single Han characters) and what its head is."""

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
        self.of = {d.entity: d for d in definitions}
        self.listed = {d.entity: re.compile(d.listed) for d in definitions if d.listed}
        self.kinds = {(d.entity, _key(word)): kind for d in definitions for kind, said in d.kinds for word in said}
        for entity, headers, hints, vetoes, *_ in definitions:
            own = {_key(w): False for w in hints} | {_key(w): True for w in headers}
            for key, strong in own.items():
                self.speaking.setdefault(key, {})[entity] = strong
            blocked = {_key(w) for w in vetoes} - own.keys()
            compounds = {key for key in blocked if any(key.endswith(word) for word in own)}
            for key in compounds:
                self.speaking.setdefault(key, {})[entity] = None
            self.beside[entity] = frozenset(blocked - compounds)
        self.speaking.pop("", None)
        latin = {w for w in (*self.speaking, *PEOPLE, *FIRMS, *TAILS, *KEYS, *QUALIFIERS, *NEUTRAL) if w.isascii()}
        latin |= {v for vetoes in self.beside.values() for v in vetoes if v.isascii()}
        self.pieces = frozenset(w for w in latin if len(w) > 2 or w in ("ip", "id", "qq", "no", "my"))
        self.read = lru_cache(maxsize=65_536)(self._read)
        self.subject = lru_cache(maxsize=8_192)(self._subject)
        self._split = lru_cache(maxsize=16_384)(self._split_lump)

    def units(self, text: str) -> tuple[str, ...]:
        found: list[str] = []
        for unit in _UNIT.findall(_fold(text)):
            low = unit.lower()
            found.extend(self._split(low) if len(low) > 4 and low not in self.pieces else (low,))
        return tuple(found[:64])

    def _split_lump(self, lump: str) -> tuple[str, ...]:
        """buyerphone -> buyer, phone: the fewest known words that make up the whole lump, else the lump itself."""
        if len(lump) > 30 or not lump.isascii():
            return (lump,)
        best: list[tuple[str, ...] | None] = [(), *[None] * len(lump)]
        for end in range(1, len(lump) + 1):
            for start in range(end):
                head = best[start]
                if head is not None and lump[start:end] in self.pieces and (best[end] is None or len(head) + 1 < len(best[end] or ())):
                    best[end] = (*head, lump[start:end])
        return best[-1] or (lump,)

    def _read(self, text: str) -> Reading:
        """Read a name or a phrase; endings that change nothing are dropped until a word is found."""
        units = self.units(text)
        for _ in range(4):
            words, tail, key = self._heads(units)
            if words or tail or key:
                return Reading(units, words, tail, key)
            rest = _without_ending(units, NEUTRAL)
            if len(rest) in (0, len(units)):
                break
            units = rest
        return Reading(self.units(text))

    def _heads(self, units: tuple[str, ...]) -> tuple[dict[str, Word], bool, bool]:
        """For each entity the longest of its words that ends the units; and whether a tail or a key word does."""
        words: dict[str, Word] = {}
        decided: set[str] = set()
        tail = key = False
        for start, ending in endings(units):
            for entity, strong in self.speaking.get(ending, {}).items():
                if entity not in decided:
                    decided.add(entity)
                    if strong is not None:
                        words[entity] = Word(ending, strong, start)
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


def endings(units: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(index of first unit, joined text) of every ending of at most 12 units, the longest first."""
    for start in range(max(0, len(units) - 12), len(units)):
        yield start, "".join(units[start:])


def _without_ending(units: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    for start, ending in endings(units):
        if ending in words:
            return units[:start]
    return units


def phrases(comment: str) -> Iterator[str]:
    """The comment cut into phrases; the first says what the column is, enumerations and explanations follow."""
    text = _fold(comment).strip()
    text = _LEADING_BRACKET.sub("", text).replace("'s ", " ").replace("的", "")
    for phrase in _CUT.split(text):
        if phrase and _UNIT.search(phrase):
            yield phrase


def _fold(text: str) -> str:
    """Full-width to plain, traditional to simplified, over-long texts cut."""
    text = text[:MAX_CHARS]
    return text if text.isascii() else unicodedata.normalize("NFKC", text)[:MAX_CHARS].translate(TRADITIONAL)


def _key(word: str) -> str:
    """How a word of a definition is looked up: mobile_phone, MobilePhone and mobile phone are one."""
    return "".join(_UNIT.findall(_fold(word))).lower()


_TYPE = re.compile(r"\s*(?:unsigned\s+)?([a-z]+)[a-z_ ]*[0-9]*\s*(?:\(\s*([0-9]{1,9}))?", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(words("bit bool boolean logical"), FLAG),
    **dict.fromkeys(words("date datetime timestamp timestamptz time year interval smalldatetime"), TIME),
    **dict.fromkeys(words("int integer bigint serial bigserial long"), WHOLE),
    # too small for any number that names a person: codes and flags
    **dict.fromkeys(words("tinyint smallint mediumint smallserial byte short"), FLAG),
    **dict.fromkeys(words("decimal numeric number float double real money dec fixed"), FRACTION),
    **dict.fromkeys(words("blob binary varbinary bytea raw image longblob mediumblob tinyblob"), BYTES),
    **dict.fromkeys(words("uuid uniqueidentifier geometry geography point polygon"), OTHER),
}


@lru_cache(maxsize=4_096)
def kind_of(declared: str) -> tuple[str, int]:
    """Kind and declared length of a column type: ("text", 64) for "varchar(64)", ("", 0) where none is stated."""
    found = _TYPE.match(declared[:60])
    if not found:
        return "", 0
    return _KINDS.get(found[1].lower(), TEXT), int(found[2] or 0)
