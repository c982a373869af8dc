"""A *header* is what a column says about itself: name, type, comment, and the table it stands in.

`judge` weighs a header for every entity, without seeing a value. It rests on one property of Chinese and of English
column names: the head stands last. 客户手机号码 and ``customer_mobile`` hold phones, 手机号状态 and ``mobile_status`` do
not, so a word counts where it ends the name or the first phrase of the comment, and the longest such word counts
(``ip_address`` is no ``address``, 创建人 is no 人). No lists of exceptions per project, no values, no scores learnt.

The words stand in the recognizers' definitions: `headers` speak for themselves, `hints` need support (a person's word
beside them, a table about persons, or name and comment agreeing), `vetoes` block. A veto that ends in one of the
entity's own words (login_name) blocks just that compound; any other one blocks a word that it stands directly before,
and every hint that it stands anywhere beside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from recognizers import catalogue
from recognizers.base import HeaderHit, Recognizer
from recognizers.header_words import (
    BANKING,
    CUSTOMERS,
    FIRMS,
    GENERIC,
    KEYS,
    NEUTRAL,
    PEOPLE,
    QUALIFIERS,
    TABLE_NEUTRAL,
    TAILS,
    TRADITIONAL,
    words,
)

# --- Weights: how much one piece of evidence proves. 0.5 and more names the entity without any value. ------------
COMMENT = 0.90  #: the comment ends in a header word: written by a person for persons
NAME = 0.80  #: the name ends in a header word; names are reused and abbreviated more freely than comments
COMMENT_HINT = 0.65  #: the comment ends in a hint that something supports (店员 + 名称)
NAME_HINT = 0.60  #: the name ends in a hint that something supports (`name` in a table of members)
ENUMERATED = 0.70  #: the comment lists the values (0 未知 1 男 2 女)
ASIDE = 0.55  #: a header word ends a bracket or later phrase, and the first phrase says nothing: 账号(手机号)
INITIALS = 0.45  #: two letters that only the table supports: yx is 邮箱, 院系 and 有效
BARE = 0.30  #: a hint alone: only with values
AGREE = 0.05  #: added when name and comment say the same
CONTRADICTED = 0.75  #: factor on the name when a Chinese comment speaks of something else
CONTRADICTED_SHORT = 0.40  #: the same for initials of up to three letters: xm is 姓名, and 项目
POINTS = 0.40  #: factor on the comment when the name ends in type, time, id …: operator_id "填表人"
SPEAKS = 0.50  #: from here on a header names its entity by itself

_TEXT, _WHOLE, _FRACTION, _FLAG, _TIME, _BYTES, _OTHER = "text", "whole", "fraction", "flag", "time", "bytes", "other"
_NUMBER = frozenset({_TEXT, _WHOLE, _FRACTION})
#: Kinds of column type that can hold an entity; entities that are not here: text only.
_TYPES: dict[str, frozenset[str]] = {
    "PHONE_NUMBER": _NUMBER,
    "BANK_CARD": _NUMBER,
    "CN_RESIDENT_ID": _NUMBER,
    "SNS_ACCOUNT": frozenset({_TEXT, _WHOLE, _BYTES}),
    "CUSTOMER_NUMBER": frozenset({_TEXT, _FRACTION}),  # a whole number is a surrogate key
    "GENDER": frozenset({_TEXT, _WHOLE, _FRACTION, _FLAG}),
    "DATE_OF_BIRTH": frozenset({_TEXT, _WHOLE, _FRACTION, _TIME}),
    "IP_ADDRESS": frozenset({_TEXT, _WHOLE, _FRACTION, _BYTES}),
    "CREDENTIAL": frozenset({_TEXT, _BYTES}),
}
#: A shorter text column cannot hold one; a `char(1)` called email is a flag.
_SHORTEST = {
    "PHONE_NUMBER": 7, "EMAIL_ADDRESS": 6, "ADDRESS": 6, "PERSON": 2, "COMPANY": 4, "JOB_TITLE": 2, "CN_RESIDENT_ID": 15,
    "BANK_CARD": 12, "SNS_ACCOUNT": 5, "CUSTOMER_NUMBER": 3, "CREDENTIAL": 4, "DATE_OF_BIRTH": 4, "IP_ADDRESS": 7,
    "CN_SOCIAL_CREDIT_CODE": 15,
}  # fmt: skip
#: What supports a hint; entities that are not here: people.
_SUPPORT = {"COMPANY": FIRMS, "BANK_CARD": BANKING, "CUSTOMER_NUMBER": CUSTOMERS, "CN_SOCIAL_CREDIT_CODE": FIRMS}
#: Where the other half of the header ends in id, code or 编号, the column only points at one of these.
_POINTED = frozenset({"PERSON", "ADDRESS", "COMPANY", "JOB_TITLE", "EMAIL_ADDRESS", "CUSTOMER_NUMBER"})
#: Names under which people sign in: sometimes a person's name, too often not; never supported, left to the values.
_LOGIN = frozenset(
    words(
        "username loginname nickname accountname displayname screenname 用户名 用户昵称 昵称 登录名 登陆名 登录名称 登陆名称 账号名 账户名"
    )
)
_ENUMERATIONS = {"GENDER": re.compile("男.{0,8}女|女.{0,8}男")}

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_UNIT = re.compile(rf"[{_HAN}぀-ヿ]|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_LEADING_BRACKET = re.compile(r"^[(\[【<]([^)\]】>]{0,20})[)\]】>](?=.)")
_CUT = re.compile(
    rf"[,;:/|()\[\]{{}}<>【】《》、。“”\"=~!?·\r\n\t]|--|->|\.\s|\s+(?=[0-9{_HAN}])|[0-9]+(?=\s*[:.、\-男是否正未])"
    r"|不能|不可|用于|例如|必填|选填|默认|支持|需要|\bof\b|\bfor\b"
)
_QUESTION = re.compile(r"^(?:是否|有无|有没有|能否|可否|需否|是不是)")
_QUESTION_NAME = frozenset(words("is has if can need needs should allow allows sf sfyx shifou"))
_MAX_CHARS = 300


def judge(
    name: str,
    *,
    type: str = "",  # noqa: A002  the source's own word, as in connectors.base.Column
    comment: str = "",
    table: str = "",
    table_comment: str = "",
    recognizers: Iterable[Recognizer] | None = None,
) -> tuple[HeaderHit, ...]:
    """What a column's header speaks for: at most one hit an entity, the heaviest first, () for nothing.

    Arguments are as the source spells them, of any length and content; nothing is raised. `recognizers` defaults to
    the whole catalogue. `HeaderHit.where` is "table" where only the table made a hint speak.
    """
    lexicon = _default() if recognizers is None else _lexicon(_words_of(recognizers))
    header = _Header.of(lexicon, name, comment, table, table_comment)
    if header.question:
        return ()
    kind, size = _kind(type)
    hits = []
    for entity in header.candidates():
        if kind and kind not in _TYPES.get(entity, frozenset({_TEXT})):
            continue
        if kind == _TEXT and size and size < _SHORTEST.get(entity, 1):
            continue
        if hit := header.weigh(entity):
            hits.append(hit)
    return tuple(sorted(hits, key=lambda h: (-h.weight, h.entity)))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the lexicon that ends a phrase; `start` is the index of its first unit."""

    text: str
    strong: bool
    start: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A phrase understood: its units (Latin words, single Han characters) and what its head is."""

    units: tuple[str, ...] = ()
    words: dict[str, _Word] = field(default_factory=dict)
    tail: bool = False
    key: bool = False

    @property
    def chinese(self) -> bool:
        return any(unit > "⺀" for unit in self.units)


_NOTHING = _Reading()


class _Lexicon:
    """All header words of some recognizers as lookup tables; built once, never changed."""

    def __init__(self, words: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]) -> None:
        self.speaking: dict[str, dict[str, bool | None]] = {}  # key -> entity -> strong, None where a veto blocks it
        self.beside: dict[str, frozenset[str]] = {}
        for entity, headers, hints, vetoes in words:
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

    def _read(self, text: str) -> _Reading:
        """Read a name or a phrase; endings that change nothing are dropped until a word is found."""
        units = self.units(text)
        for _ in range(4):
            words, tail, key = self._heads(units)
            if words or tail or key:
                return _Reading(units, words, tail, key)
            rest = _without_ending(units, NEUTRAL)
            if len(rest) in (0, len(units)):
                break
            units = rest
        return _Reading(self.units(text))

    def _heads(self, units: tuple[str, ...]) -> tuple[dict[str, _Word], bool, bool]:
        """For each entity the longest of its words that ends the units; and whether a tail or a key word does."""
        words: dict[str, _Word] = {}
        decided: set[str] = set()
        tail = key = False
        for start, ending in _endings(units):
            for entity, strong in self.speaking.get(ending, {}).items():
                if entity not in decided:
                    decided.add(entity)
                    if strong is not None:
                        words[entity] = _Word(ending, strong, start)
            tail = tail or ending in TAILS
            key = key or ending in KEYS
        return words, tail, key

    def _subject(self, table: str, comment: str) -> tuple[str, ...]:
        """Words that end the table's name and comment, neutral endings dropped: what its rows are."""
        found: list[str] = []
        for text in (table.rpartition(".")[2], next(iter(_phrases(comment)), "")):
            units = self.units(text)
            while True:
                rest = _without_ending(units, TABLE_NEUTRAL)
                if len(rest) in (0, len(units)):
                    break
                units = rest
            found.extend(ending for _, ending in _endings(units))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Header:
    """One column's header, read."""

    lexicon: _Lexicon
    name: _Reading
    core: _Reading
    asides: tuple[_Reading, ...]
    subject: tuple[str, ...]
    comment: str
    question: bool

    @classmethod
    def of(cls, lexicon: _Lexicon, name: str, comment: str, table: str, table_comment: str) -> _Header:
        phrases = list(_phrases(comment))
        read = lexicon.read(name[:_MAX_CHARS])
        return cls(
            lexicon=lexicon,
            name=read,
            core=lexicon.read(phrases[0]) if phrases else _NOTHING,
            asides=tuple(lexicon.read(p) for p in phrases[1:4]),
            subject=lexicon.subject(table[-_MAX_CHARS:], table_comment[:_MAX_CHARS]),
            comment=comment[:_MAX_CHARS],
            question=bool(
                _QUESTION.match(comment.lstrip()) or _QUESTION.match(name) or (len(read.units) > 1 and read.units[0] in _QUESTION_NAME)
            ),
        )

    def candidates(self) -> list[str]:
        found = dict.fromkeys((*self.name.words, *self.core.words))
        for aside in self.asides:
            found |= dict.fromkeys(aside.words)
        return [
            *found,
            *(e for e, listed in _ENUMERATIONS.items() if e in self.lexicon.beside and e not in found and listed.search(self.comment)),
        ]

    def weigh(self, entity: str) -> HeaderHit | None:
        name, core = self._word(entity, self.name), self._word(entity, self.core)
        options = [o for o in (self._by_name(entity, name, core), self._by_comment(entity, name, core), self._by_rest(entity)) if o]
        if not options:
            return None
        weight, word, where = max(options)
        if len(options) > 1 and name and core:
            weight += AGREE
        return HeaderHit(entity, round(min(weight, 1.0), 3), word, where)

    def _word(self, entity: str, reading: _Reading) -> _Word | None:
        """The entity's word in a reading, unless a veto stands beside it."""
        word = reading.words.get(entity)
        if word is None:
            return None
        vetoes = self.lexicon.beside[entity]
        before = reading.units[: word.start]
        if any(ending in vetoes for _, ending in _endings(before)):
            return None
        if not word.strong and not vetoes.isdisjoint(before):
            return None
        return word

    def _by_name(self, entity: str, name: _Word | None, core: _Word | None) -> tuple[float, str, str] | None:
        if name is None:
            return None
        support = self._support(entity, self.name, name, core)
        hinted = INITIALS if support == "table" and len(name.text) <= 2 and name.text.isascii() else NAME_HINT
        weight = NAME if name.strong else hinted if support else BARE
        if core is None and self.core.chinese:
            if self.core.tail or (self.core.key and entity in _POINTED):
                return None
            weight *= CONTRADICTED_SHORT if len(name.text) <= 3 else CONTRADICTED
        return weight, name.text, "table" if support == "table" and not name.strong else "name"

    def _by_comment(self, entity: str, name: _Word | None, core: _Word | None) -> tuple[float, str, str] | None:
        if core is None:
            return None
        support = self._support(entity, self.core, core, name)
        weight = COMMENT if core.strong else COMMENT_HINT if support else BARE
        if name is None and (self.name.tail or (self.name.key and entity in _POINTED)):
            weight *= POINTS
        return weight, core.text, "table" if support == "table" and not core.strong else "comment"

    def _by_rest(self, entity: str) -> tuple[float, str, str] | None:
        """Evidence further back in the comment: listed values, a bracket."""
        listed = _ENUMERATIONS.get(entity)
        if listed and listed.search(self.comment) and not self.core.words.keys() - {entity}:
            return ENUMERATED, "男/女", "comment"
        if (
            any(word.strong for word in self.core.words.values())
            or self.core.tail
            or self.name.tail
            or any(c.isdigit() for c in self.comment)
        ):
            return None
        for aside in self.asides:
            word = self._word(entity, aside)
            if word and word.strong:
                return ASIDE, word.text, "comment"
        return None

    def _support(self, entity: str, reading: _Reading, word: _Word, other: _Word | None) -> str:
        """Why a hint may speak: "beside" a supporting word, "agreed" by name and comment, the "table", or ""."""
        if word.text in _LOGIN:
            return ""
        helpers = _SUPPORT.get(entity, PEOPLE)
        before = reading.units[: word.start]
        if any(ending in helpers for _, ending in _endings(before)):
            return "beside"
        if other and other.text not in _LOGIN and not {word.text, other.text} <= GENERIC:
            return "agreed"
        alone = all((len(unit) < 2 and unit.isascii()) or unit == "fld" for unit in before)
        if alone and any(ending in helpers for ending in self.subject):
            return "table"
        return ""


def _endings(units: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(index of first unit, joined text) of every ending of at most 12 units, the longest first."""
    for start in range(max(0, len(units) - 12), len(units)):
        yield start, "".join(units[start:])


def _without_ending(units: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    for start, ending in _endings(units):
        if ending in words:
            return units[:start]
    return units


def _phrases(comment: str) -> Iterator[str]:
    """The comment cut into phrases; the first says what the column is, enumerations and explanations follow."""
    text = _fold(comment).strip()
    text = _LEADING_BRACKET.sub("", text).replace("'s ", " ").replace("的", "")
    for phrase in _CUT.split(text):
        if phrase and _UNIT.search(phrase):
            yield phrase


def _fold(text: str) -> str:
    """Full-width to plain, traditional to simplified, over-long texts cut."""
    text = text[:_MAX_CHARS]
    return text if text.isascii() else unicodedata.normalize("NFKC", text)[:_MAX_CHARS].translate(TRADITIONAL)


def _key(word: str) -> str:
    """How a word of a definition is looked up: mobile_phone, MobilePhone and mobile phone are one."""
    return "".join(_UNIT.findall(_fold(word))).lower()


_TYPE = re.compile(r"\s*(?:unsigned\s+)?([a-z]+)[a-z_ ]*[0-9]*\s*(?:\(\s*([0-9]{1,9}))?", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(words("bit bool boolean logical"), _FLAG),
    **dict.fromkeys(words("date datetime timestamp timestamptz time year interval smalldatetime"), _TIME),
    **dict.fromkeys(words("int integer bigint serial bigserial long"), _WHOLE),
    **dict.fromkeys(words("tinyint smallint mediumint smallserial byte short"), _OTHER),
    **dict.fromkeys(words("decimal numeric number float double real money dec fixed"), _FRACTION),
    **dict.fromkeys(words("blob binary varbinary bytea raw image longblob mediumblob tinyblob"), _BYTES),
    **dict.fromkeys(words("uuid uniqueidentifier geometry geography point polygon"), _OTHER),
}


@lru_cache(maxsize=4_096)
def _kind(declared: str) -> tuple[str, int]:
    """Kind and declared length of a column type: ("text", 64) for "varchar(64)", ("", 0) where none is stated."""
    found = _TYPE.match(declared[:60])
    if not found:
        return "", 0
    word, size = found[1].lower(), int(found[2] or 0)
    kind = _KINDS.get(word, _TEXT)
    if kind == _OTHER and word in ("tinyint", "smallint", "mediumint", "byte", "short"):
        return _FLAG, size  # too small for any number that names a person; holds a code
    return kind, size


def _words_of(recognizers: Iterable[Recognizer]) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((r.entity, r.headers, r.hints, r.vetoes) for r in recognizers)


@lru_cache(maxsize=8)
def _lexicon(words: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]) -> _Lexicon:
    return _Lexicon(words)


@lru_cache(maxsize=1)
def _default() -> _Lexicon:
    return _lexicon(_words_of(catalogue()))
