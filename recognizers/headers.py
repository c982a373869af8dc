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
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

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
from recognizers.header_words import BANKING, CUSTOMERS, FIRMS, GENERIC, PEOPLE, words

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

#: What supports a hint, by `Recognizer.support`.
_SUPPORT = {"people": PEOPLE, "firms": FIRMS, "banking": BANKING, "customers": CUSTOMERS}
#: Names under which people sign in: sometimes a person's name, too often not; never supported, left to the values.
_LOGIN = frozenset(
    words(
        "username loginname nickname accountname displayname screenname 用户名 用户昵称 昵称 登录名 登陆名 登录名称 登陆名称 账号名 账户名"
    )
)

_QUESTION = re.compile(r"^(?:是否|有无|有没有|能否|可否|需否|是不是)")
_QUESTION_NAME = frozenset(words("is has if can need needs should allow allows sf sfyx shifou"))


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

    @classmethod
    def of(cls, lexicon: Lexicon, name: str, comment: str, table: str, table_comment: str) -> _Header:
        said = list(phrases(comment))
        read = lexicon.read(name[:MAX_CHARS])
        return cls(
            lexicon=lexicon,
            name=read,
            core=lexicon.read(said[0]) if said else NOTHING,
            asides=tuple(lexicon.read(p) for p in said[1:4]),
            subject=lexicon.subject(table[-MAX_CHARS:], table_comment[:MAX_CHARS]),
            comment=comment[:MAX_CHARS],
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
        weight, word, where = max(options)  # of equal weights any is as good; max is at least deterministic
        if len(options) > 1 and name and core:
            weight += AGREE
        kind = self.lexicon.kinds.get((entity, word), "")
        return HeaderHit(entity, round(min(weight, 1.0), 3), word, where, kind)

    def _word(self, entity: str, reading: Reading) -> Word | None:
        """The entity's word in a reading, unless a veto stands beside it."""
        word = reading.words.get(entity)
        if word is None:
            return None
        vetoes = self.lexicon.beside[entity]
        before = reading.units[: word.start]
        if any(ending in vetoes for _, ending in endings(before)):
            return None
        if not word.strong and not vetoes.isdisjoint(before):
            return None
        return word

    def _by_name(self, entity: str, name: Word | None, core: Word | None) -> tuple[float, str, str] | None:
        if name is None:
            return None
        support = self._support(entity, self.name, name, core)
        hinted = INITIALS if support == "table" and len(name.text) <= 2 and name.text.isascii() else NAME_HINT
        weight = NAME if name.strong else hinted if support else BARE
        if core is None and self.core.chinese:
            if self.core.tail or (self.core.key and self.lexicon.of[entity].pointed):
                return None
            weight *= CONTRADICTED_SHORT if len(name.text) <= 3 else CONTRADICTED
        return weight, name.text, "table" if support == "table" and not name.strong else "name"

    def _by_comment(self, entity: str, name: Word | None, core: Word | None) -> tuple[float, str, str] | None:
        if core is None:
            return None
        support = self._support(entity, self.core, core, name)
        weight = COMMENT if core.strong else COMMENT_HINT if support else BARE
        if name is None and (self.name.tail or (self.name.key and self.lexicon.of[entity].pointed)):
            weight *= POINTS
        return weight, core.text, "table" if support == "table" and not core.strong else "comment"

    def _by_rest(self, entity: str) -> tuple[float, str, str] | None:
        """Evidence further back in the comment: listed values, a bracket."""
        listed = self.lexicon.listed.get(entity)
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

    def _support(self, entity: str, reading: Reading, word: Word, other: Word | None) -> str:
        """Why a hint may speak: "beside" a supporting word, "agreed" by name and comment, the "table", or ""."""
        if word.text in _LOGIN:
            return ""
        helpers = _SUPPORT[self.lexicon.of[entity].support]
        before = reading.units[: word.start]
        if any(ending in helpers for _, ending in endings(before)):
            return "beside"
        if other and other.text not in _LOGIN and not {word.text, other.text} <= GENERIC:
            return "agreed"
        alone = all((len(unit) < 2 and unit.isascii()) or unit == "fld" for unit in before)
        if alone and any(ending in helpers for ending in self.subject):
            return "table"
        return ""


def _words_of(recognizers: Iterable[Recognizer]) -> tuple[Words, ...]:
    return tuple(
        Words(
            r.entity, r.headers, r.hints, r.vetoes, frozenset(r.holds), r.shortest, r.support, r.pointed, r.listed, tuple(r.kinds.items())
        )
        for r in recognizers
    )  # fmt: skip


@lru_cache(maxsize=8)
def _lexicon(words: tuple[Words, ...]) -> Lexicon:
    return Lexicon(words)


@lru_cache(maxsize=1)
def _default() -> Lexicon:
    return _lexicon(_words_of(catalogue()))
