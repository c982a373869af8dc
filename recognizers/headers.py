"""A *header* is what a column says about itself: name, type, comment, and the table it stands in.

`judge` weighs a header for every entity, without seeing a value. It rests on one property of Chinese and of English
column names: the head stands last. 客户手机号码 and ``customer_mobile`` hold phones, 手机号状态 and ``mobile_status`` do
not, so a word counts where it ends the name or the first phrase of the comment, and the longest such word counts
(``ip_address`` is no ``address``, 创建人 is no 人). No lists of exceptions per project, no values, no scores learnt.

The words stand in the recognizers' definitions: `headers` speak for themselves, `hints` need support (a person's word
beside them, a table about persons, name and comment agreeing, neighbours that only persons have), `vetoes` block. A veto
that ends in one of the entity's own words (login_name) blocks just that compound; any other one blocks a word that it
stands directly before, and every hint that it stands anywhere beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from recognizers import catalogue
from recognizers.base import HeaderHit, Recognizer
from recognizers.header_reading import (
    MAX_CHARS,
    NOTHING,
    TEXT,
    Lexicon,
    Reading,
    Word,
    Words,
    endings,
    kind_of,
    phrases,
)
from recognizers.header_words import (
    BANKING,
    BESIDE_ACCOUNTS,
    BESIDE_CUSTOMERS,
    BESIDE_FIRMS,
    BESIDE_PEOPLE,
    CUSTOMERS,
    FIRMS,
    GENERIC,
    PEOPLE,
    PREFIXES,
    THINGS,
    WARES,
    words,
)

# --- Weights: how much one piece of evidence proves. 0.5 and more names the entity without any value. ------------
COMMENT = 0.90  #: the comment ends in a header word: written by a person for persons
NAME = 0.80  #: the name ends in a header word; names are reused and abbreviated more freely than comments
COMMENT_HINT = 0.65  #: the comment ends in a hint that something supports (店员 + 名称)
NAME_HINT = 0.60  #: the name ends in a hint that something supports (`name` in a table of members)
NEIGHBOURS = 0.55  #: a hint that only the other columns of the table support: `name` beside mobile and id_card
ENUMERATED = 0.70  #: the comment lists the values (0 未知 1 男 2 女)
ASIDE = 0.55  #: a header word ends a bracket or later phrase, and the first phrase says nothing: 账号(手机号)
INITIALS = 0.45  #: two letters that only the table supports: yx is 邮箱, 院系 and 有效
BARE = 0.30  #: a hint alone: only with values
AGREE = 0.05  #: added when name and comment say the same
CONTRADICTED = 0.75  #: factor on the name when a Chinese comment speaks of something else
CONTRADICTED_SHORT = 0.40  #: the same for initials of up to three letters (xm is 姓名, and 项目) and where the comment names another entity
KEYED = 0.60  #: the same where the comment speaks of a number or code of something else: credit_code "征信单编号"
OF_A_THING = 0.40  #: factor on words that things have, too, in a table about things: full_name of a department, xm of a budget
POINTS = 0.40  #: factor on the comment when the name ends in type, time, id …: operator_id "填表人"
SPEAKS = 0.50  #: from here on a header names its entity by itself

# --- What neighbours are worth: the sum over the table's other columns supports a hint from ENOUGH on. -----------
ENOUGH = 2.0
WARE = -1.0  #: price, stock, spec: the table is about something to sell, to keep or to show
RIVAL = -1.0  #: the entity is strongly named by another column: `name` beside `contact_person` is rather a firm's
#: By whose words support the hint, then by the entity that a neighbour names strongly.
KEPT: dict[str, dict[str, float]] = {
    "people": {
        **dict.fromkeys(("CN_RESIDENT_ID", "GENDER", "DATE_OF_BIRTH", "ETHNICITY", "RELIGION", "PASSPORT", "CN_PASSPORT"), 2.0),
        **dict.fromkeys(("CN_TRAVEL_PERMIT", "CN_DRIVING_LICENCE", "CN_MILITARY_ID", "BIOMETRIC", "CREDENTIAL"), 1.5),
        **dict.fromkeys(("MINOR", "HEALTH", "INCOME", "PHONE_NUMBER", "SNS_ACCOUNT", "JOB_TITLE"), 1.0),
        "EMAIL_ADDRESS": 0.5,
        "PERSON": 0.3,
        "BANK_CARD": 0.3,
        "ADDRESS": 0.2,
        "CN_SOCIAL_CREDIT_CODE": -2.0,
    },
    "firms": {
        "CN_SOCIAL_CREDIT_CODE": 2.0,
        "BANK_CARD": 1.0,
        "PERSON": 0.7,
        "ADDRESS": 0.5,
        "PHONE_NUMBER": 0.3,
        "EMAIL_ADDRESS": 0.2,
        "CREDENTIAL": -1.0,
        "CN_RESIDENT_ID": -1.0,
        "GENDER": -2.0,
        "DATE_OF_BIRTH": -2.0,
    },
    "banking": {"CN_SOCIAL_CREDIT_CODE": 1.0},
    "customers": {"PHONE_NUMBER": 0.5, "GENDER": 0.5, "DATE_OF_BIRTH": 0.5},
}
#: The same by words that end a neighbour's name: once, however many there are.
KEPT_WORDS: dict[str, tuple[float, frozenset[str]]] = {
    "people": (2.0, BESIDE_PEOPLE),
    "firms": (1.0, BESIDE_FIRMS),
    "banking": (2.0, BESIDE_ACCOUNTS),
    "customers": (1.5, BESIDE_CUSTOMERS),
}
#: Initials of persons' words and of things (姓名, 项目), and the tables where they are the latter.
_AMBIGUOUS = frozenset(words("xm xmmc gw zw zc"))
_PROJECTS = frozenset(words("project projects budget xm xmb xmxx xmgl 项目 预算 工程 课题"))
#: With a name, number or type of its own among the neighbours (xmmc, xmbh) it is a thing, too.
_NAMED = words("mc bh id lx dm jc name code type no mingcheng bianhao leixing")

#: What supports a hint, by `Recognizer.support`.
_SUPPORT = {"people": PEOPLE, "firms": FIRMS, "banking": BANKING, "customers": CUSTOMERS}
#: Names under which people sign in: sometimes a person's name, too often not; never supported, left to the values.
_LOGIN = frozenset(
    words(
        "username loginname nickname accountname displayname screenname 用户名 用户昵称 昵称 登录名 登陆名 登录名称 登陆名称 账号名 账户名"
    )
)

_QUESTION = re.compile(r"^[^,;:(，；：（。\s]{0,12}?(?:是否|有无|有没有|能否|可否|需否|是不是)")
_QUESTION_NAME = frozenset(words("is has if can need needs should allow allows sf sfyx shifou"))


def says_other(name: str, comment: str = "", recognizers: Iterable[Recognizer] | None = None) -> bool:
    """Whether the header says that the column holds a number or property of something else: order_no, 交易流水号, pay_time."""
    lexicon = _default() if recognizers is None else _lexicon(tuple(recognizers))
    read = lexicon.read(name[:MAX_CHARS])
    said = next(iter(phrases(comment)), "")
    core = lexicon.read(said) if said else NOTHING
    return read.key or read.tail or core.key or core.tail


def judge(
    name: str,
    *,
    type: str = "",  # noqa: A002  the source's own word, as in connectors.base.Column
    comment: str = "",
    table: str = "",
    table_comment: str = "",
    neighbours: tuple[str, ...] = (),
    recognizers: Iterable[Recognizer] | None = None,
) -> tuple[HeaderHit, ...]:
    """What a column's header speaks for: at most one hit an entity, the heaviest first, () for nothing.

    Arguments are as the source spells them, of any length and content; nothing is raised. `recognizers` defaults to
    the whole catalogue, `neighbours` are the names of the table's columns (this one may be among them). `HeaderHit.where`
    is "table" where only the table made a hint speak, "neighbours" where only they did.
    """
    lexicon = _default() if recognizers is None else _lexicon(recognizers if isinstance(recognizers, tuple) else tuple(recognizers))
    header = _Header.of(lexicon, name, comment, table, table_comment, neighbours)
    if header.question:
        return ()
    kind, size = kind_of(type)
    hits = []
    for entity in header.candidates():
        definition = lexicon.of[entity]
        if kind and kind not in definition.holds:
            continue
        if kind == TEXT and size and size < definition.shortest:
            continue
        if hit := header.weigh(entity):
            hits.append(hit)
    return tuple(sorted(hits, key=lambda h: (-h.weight, h.entity)))


_Option = tuple[float, str, Word]  # weight, where, what
_HINTED = {"beside": NAME_HINT, "agreed": NAME_HINT, "table": NAME_HINT, "neighbours": NEIGHBOURS}
_ALOOF = frozenset({"ADDRESS"})  # persons and events have places: neighbours do not tell which
_APART = ("table", "neighbours")  # said outside the header itself: told as the reason


@dataclass(frozen=True, slots=True)
class _Header:
    """One column's header, read."""

    lexicon: Lexicon
    name: Reading
    core: Reading
    asides: tuple[Reading, ...]
    subject: tuple[str, ...]
    comment: str
    question: bool
    neighbours: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon, name: str, comment: str, table: str, table_comment: str, neighbours: tuple[str, ...] = ()) -> _Header:
        said = list(phrases(comment))
        read = lexicon.read(name[:MAX_CHARS])
        return cls(
            lexicon=lexicon,
            name=read,
            core=lexicon.read(said[0]) if said else NOTHING,
            asides=tuple(lexicon.read(p) for p in said[1:4]),
            subject=lexicon.subject(table[-MAX_CHARS:], table_comment[:MAX_CHARS]),
            comment=comment[:MAX_CHARS],
            neighbours=neighbours,
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
            *(e for e, listed in self.lexicon.listed.items() if e not in found and listed.search(self.comment)),
        ]

    def weigh(self, entity: str) -> HeaderHit | None:
        name, core = self._word(entity, self.name), self._word(entity, self.core)
        options = [o for o in (self._by_name(entity, name, core), self._by_comment(entity, name, core), self._by_rest(entity)) if o]
        if not options:
            return None
        weight, where, word = max(options, key=lambda o: (o[0], o[2].text, o[1]))  # of equal weights any is as good
        if len(options) > 1 and name and core:
            weight += AGREE
        kind = self.lexicon.kinds.get((entity, word.text), "")
        return HeaderHit(entity, round(min(weight, 1.0), 3), word.shown, where, kind)

    def _word(self, entity: str, reading: Reading) -> Word | None:
        """The entity's word in a reading, unless a veto stands beside it."""
        word = reading.words.get(entity)
        if word is None:
            return None
        vetoes = self.lexicon.beside[entity]
        before = reading.units[: word.start]
        if any(ending in vetoes for _, ending in endings(before)):
            return None
        if word.strong:
            return word
        compounds = self.lexicon.compounds[entity]  # 创建人 is nobody to be named: 创建人名称 neither
        if not vetoes.isdisjoint(before) or any(ending in compounds for _, ending in endings(before)):
            return None
        return word

    def _by_name(self, entity: str, name: Word | None, core: Word | None) -> _Option | None:
        if name is None:
            return None
        support = self._support(entity, self.name, name, core)
        weight = NAME if name.strong else _HINTED[support] if support else BARE
        short = len(name.text) <= 3 and name.text.isascii()
        if support in _APART and not name.strong and short and len(name.text) <= 2:
            weight = min(weight, INITIALS)
        if name.strong and core is None and self._of_a_thing(name):
            weight *= OF_A_THING
        if core is None and self.core.chinese:
            if self.core.tail or (self.core.key and self.lexicon.of[entity].pointed):
                return None
            other = any(word.strong for word in self.core.words.values())
            weight *= CONTRADICTED_SHORT if short or other else KEYED if self.core.key else CONTRADICTED
        if core and not name.strong and support in _APART and core.start and not self._support(entity, self.core, core, None):
            weight *= CONTRADICTED  # `name` in a table of members, and the comment says: whose card it is
        return weight, support if support in _APART and not name.strong else "name", name

    def _of_a_thing(self, name: Word) -> bool:
        """Whether table or neighbours say that a word which is not only a person's is a thing's here."""
        if name.text in GENERIC:
            return any(ending in THINGS for ending in self.subject) and not any(ending in PEOPLE for ending in self.subject)
        if name.start or name.text not in _AMBIGUOUS:
            return False
        own = {name.text + ending for ending in _NAMED}
        return any(ending in _PROJECTS for ending in self.subject) or any("".join(self.lexicon.units(n)) in own for n in self.neighbours)

    def _by_comment(self, entity: str, name: Word | None, core: Word | None) -> _Option | None:
        if core is None:
            return None
        support = self._support(entity, self.core, core, name)
        weight = COMMENT if core.strong else min(COMMENT_HINT, _HINTED[support] + COMMENT_HINT - NAME_HINT) if support else BARE
        if name is None and (self.name.tail or (self.name.key and self.lexicon.of[entity].pointed)):
            weight *= POINTS
        return weight, support if support in _APART and not core.strong else "comment", core

    def _by_rest(self, entity: str) -> _Option | None:
        """Evidence further back in the comment: listed values, a bracket."""
        listed = self.lexicon.listed.get(entity)
        if listed and listed.search(self.comment) and not self.core.words.keys() - {entity}:
            return ENUMERATED, "comment", Word("男女", True, 0, "男/女")
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
                return ASIDE, "comment", word
        return None

    def _support(self, entity: str, reading: Reading, word: Word, other: Word | None) -> str:
        """Why a hint may speak: "beside" a supporting word, "agreed" by name and comment, the "table", or ""."""
        if word.text in _LOGIN:
            return ""
        support = self.lexicon.of[entity].support
        helpers = _SUPPORT[support]
        before = reading.units[: word.start]
        if any(ending in helpers for _, ending in endings(before)):
            return "beside"
        if other and other.text not in _LOGIN and not {word.text, other.text} <= GENERIC:
            return "agreed"
        if not self._alone(before):
            return ""
        if any(ending in helpers for ending in self.subject):
            return "table"
        if self.neighbours and entity not in _ALOOF and (not self.core.chinese or entity in self.core.words):
            company = _company(self.lexicon, self.neighbours)
            rival = RIVAL - KEPT[support].get(entity, 0.0) if entity in company.entities else 0.0
            if company.worth[support] + rival >= ENOUGH:
                return "neighbours"
        return ""

    def _alone(self, before: tuple[str, ...]) -> bool:
        """Whether what stands before a word says nothing: a prefix by type (c_, str), or what the table is called anyway."""
        said = "".join(unit for unit in before if not ((len(unit) < 2 and unit.isascii()) or unit in PREFIXES))
        if len(said) < 2:
            return not said
        return said.isascii() and any(ending.startswith(said) for ending in self.subject if ending in PEOPLE)


class _Company(NamedTuple):
    """A table's columns as neighbours: what they are worth by whose words support a hint, and what they name strongly."""

    worth: dict[str, float]
    entities: frozenset[str]


@lru_cache(maxsize=1_024)
def _company(lexicon: Lexicon, names: tuple[str, ...]) -> _Company:
    entities: set[str] = set()
    said: set[str] = set()
    for name in names:
        reading = lexicon.read(name[:MAX_CHARS])
        entities.update(entity for entity, word in reading.words.items() if word.strong)
        said.update(ending for _, ending in endings(reading.units))
    wares = WARE * len(said & WARES)
    worth = {}
    for support, kept in KEPT.items():
        points, kinds = KEPT_WORDS[support]
        worth[support] = sum(kept.get(entity, 0.0) for entity in entities) + (0.0 if kinds.isdisjoint(said) else points)
        worth[support] += 0.0 if support == "banking" else wares
    return _Company(worth, frozenset(entities))


@lru_cache(maxsize=8)
def _lexicon(recognizers: tuple[Recognizer, ...]) -> Lexicon:
    return Lexicon(tuple(_words(r) for r in recognizers))


def _words(r: Recognizer) -> Words:
    kinds = tuple(r.kinds.items())
    return Words(r.entity, r.headers, r.hints, r.vetoes, frozenset(r.holds), r.shortest, r.support, r.pointed, r.listed, kinds)


@lru_cache(maxsize=1)
def _default() -> Lexicon:
    return _lexicon(catalogue())
