"""What a *recognizer* is: one kind of personal information, written down as data.

A recognizer is a frozen value with patterns, an optional checksum, the words that columns of this kind are
named with, context words, examples and sources. It does no work: `recognizers.find` applies definitions to a
text or a cell, `scanner.engine` tells it quickly where to look, `recognizers.presidio` hands it to Presidio.
Nothing here knows of files, databases or reports, and this module imports nothing but the standard library
(the CI gate starts through it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

Scope = Literal["anywhere", "cell", "header"]
#: What has been done to a value. weak: hidden, but so little that the rest can be guessed (1380013800*).
State = Literal["plain", "weak", "masked", "hashed", "encrypted", "tokenised", "empty"]

# Constructs on which Python's `re` and RE2 differ, or that are wrong beside Han characters: Unicode \b and \d
# see "话1" as one word, look-around and back-references do not exist in a linear-time engine.
_FORBIDDEN = re.compile(r"\\[bBdDwWsSAZz0-9]|(?<!\\)\(\?(?!:)")


#: More characters than any text has.
UNBOUNDED = 1 << 40


class RecognizerError(ValueError):
    """A definition breaks a rule of this module. Raised at load, never while scanning."""


class Hit(Protocol):
    """What `recognizers.find` asks of a match; `re.Match` has it, and `recognizers._linear.Hit`."""

    def span(self, group: int = ..., /) -> tuple[int, int]: ...
    def start(self, group: int = ..., /) -> int: ...
    def end(self, group: int = ..., /) -> int: ...
    def __getitem__(self, group: int, /) -> str: ...


class Searcher(Protocol):
    """What `recognizers.find` asks of a compiled expression; `re.Pattern` has it, and `recognizers._linear.Linear`."""

    def search(self, text: str, position: int = ..., /) -> Hit | None: ...
    def fullmatch(self, text: str, /) -> object | None: ...


@dataclass(frozen=True)
class Pattern:
    """One way a value is written.

    core    the value itself, in the common subset of `re` and RE2: explicit ASCII classes, only non-capturing
            groups, no look-around, no back-reference, none of ``\\b \\d \\w \\s``, no inline flags.
    edges   body of a character class ("0-9A-Za-z"): characters that may not touch the value on either side.
    before  expression that must stand directly before the value (a cue such as ``微信[:：]?``); not in the span.
    after   expression that must stand directly after the value (先生); not in the span.
    scope   "anywhere": in running text and as a whole cell · "cell": only as a whole cell ·
            "header": only as a whole cell of a column whose header already names this entity.
            A pattern with `before` or `after` is for running text and never applies to a whole cell.
    state   "plain", or "masked" for values that are already hidden (138****8000).
    kind    which sort within the entity the pattern knows: a platform ("wechat"), a document, a network; "" when it cannot tell.
    score   0..1, how much the pattern alone proves (Presidio's meaning).
    claimed the cue in `before` says what the value is, so `validate` may prove it but not refuse it (身份证号 and a
            number with a misprint: still somebody's); with scope "header", the header says so. Only with one of the two.
    clue    a cheaper expression, in the common subset too, that occurs within every match of this pattern, cues included: what
            the linear-time engine looks for instead (never for whole cells, there it is `core`).
    linear  written by a user: RE2 alone ever runs it, whatever it is (`recognizers._linear`), and what RE2 cannot do is
            refused by `ready`. Python's `re` can take for ever over (a+)+$.
    """

    name: str
    core: str
    edges: str = ""
    before: str = ""
    after: str = ""
    scope: Scope = "anywhere"
    state: State = "plain"
    kind: str = ""
    score: float = 0.5
    claimed: bool = False
    clue: str = ""
    linear: bool = False

    def __post_init__(self) -> None:
        if self.claimed and not self.before and self.scope != "header":
            raise RecognizerError(f"pattern {self.name!r}: only a cue (before) or a header can claim a value")
        for part in () if self.linear else (self.core, self.before, self.after, self.clue):
            if bad := _FORBIDDEN.search(part):
                raise RecognizerError(f"pattern {self.name!r}: {bad.group()!r} is outside the common subset; spell the class out")
        if not 0 < self.score <= 1:
            raise RecognizerError(f"pattern {self.name!r}: score {self.score} is not in (0, 1]")

    def ready(self) -> None:
        """Compile everything, or raise RecognizerError. Called before a scan begins; the CI gate reads headers only and
        does without (a third of its time)."""
        if self.linear:
            from recognizers._linear import ready

            ready(self)
            return
        for part in (self.before, self.after, self.clue):
            self._compiled(part)
        self.in_text, self.whole  # noqa: B018 - made and kept

    def _compiled(self, expression: str) -> re.Pattern[str]:
        try:
            return re.compile(expression)
        except re.error as error:
            raise RecognizerError(f"pattern {self.name!r}: {error}") from error

    @property
    def text_expression(self) -> str:
        """For `re` and Presidio: edges as look-around, the value in group 1."""
        left = f"(?<![{self.edges}])" if self.edges else ""
        right = f"(?![{self.edges}])" if self.edges else ""
        before = f"(?:{self.before})" if self.before else left
        after = f"(?={self.after})" if self.after else right
        return f"{before}({self.core}){after}"

    @property
    def linear_expression(self) -> str:
        """For a linear-time engine that only asks whether a text holds a match: edges are consumed instead of looked at.

        It may say yes where `text_expression` says no, never the other way round. The edges are no ornament: without
        them a counted repetition begins anew at every digit and an automaton drowns in states (measured: 30 times). A
        `clue` takes the place of everything, where even with edges there would be too many states.
        """
        if self.clue:
            return self.clue
        left = self.before or (f"^|[^{self.edges}]" if self.edges else "")
        right = self.after or (f"[^{self.edges}]|$" if self.edges else "")
        return "".join(f"(?:{part})" for part in (left, self.core, right) if part)

    @cached_property
    def reach(self) -> int:
        """From the beginning of a match, its cue included, to the end of what `linear_expression` takes: at most so many characters."""
        if self.linear:
            from recognizers._linear import REACH

            return REACH + 2  # no more characters than bytes; `re` does not read an expression of a user
        from recognizers._parse import width  # a parser that only a scan needs

        widths = [width(part) for part in (self.before, self.core, self.after)]
        return UNBOUNDED if None in widths else min(sum(w[1] for w in widths if w) + 2, UNBOUNDED)

    @cached_property
    def in_text(self) -> Searcher:
        return self._linear() if self.linear else self._compiled(self.text_expression)

    @cached_property
    def clue_in(self) -> re.Pattern[str]:
        return self._compiled(self.clue)

    @cached_property
    def whole(self) -> Searcher:
        return self._linear() if self.linear else self._compiled(self.core)

    def _linear(self) -> Searcher:
        from recognizers._linear import Linear  # an engine of its own, which few need

        return Linear(self)


@dataclass(frozen=True, eq=False)
class Recognizer:
    """One kind of personal information. See `docs/recognizers.md` for how to write one.

    entity     Presidio's name where it has one, else country prefix + thing; equals the module's name in capitals.
    category   fideslang key of the declared category ("user.contact.phone_number").
    names      what people call it, {"zh": …, "en": …}.
    rank       order among whole-cell readings and equal overlaps; lower is tried first (checksummed kinds first).
    validate   value -> True proven, False disproved, None cannot tell; gets the matched text as written.
    doubt      RE2 expression: `validate` is None for every text in which it does not occur, so that whole columns of
               ordinary values need no Python ("" : every value is asked; it goes through the rules of a pattern).
    headers    words that name a column of this kind (any case, English, Chinese, pinyin, initials): strong.
    hints      words that do so only together with other evidence (`name`, `title`, `dz`): weak.
    vetoes     words beside a header word that turn it into something else (`product` + name, `ip` + address).
    context    words near a value in running text that make it likelier.
    evidence   what a column needs before it is called CONFIRMED from values alone: "checksum", "shape" (the pattern
               is unmistakable, an e-mail) or "header" (values alone never confirm, e.g. names).
    kinds      sort within the entity -> header words that name it ({"wechat": ("wechat", "wxid", "微信")}).
    holds      what kinds of column type can hold it ("text", "whole", "fraction", "flag", "time", "bytes").
    shortest   a text column declared shorter than this many characters cannot hold it.
    support    whose words support a hint: "people", "firms", "banking" or "customers" (`recognizers.header_words`).
    pointed    a column of ids and codes may point at it instead of spelling it (contact_id).
    listed     `re` expression of comments that list the values (0 unknown 1 male 2 female).
    birth      value -> month of birth that it tells ("1990-05" or longer) or None; for counting minors.
    columns    (asset URI, column, where it is known from): columns that hold it whatever their headers say, because their values
               are those of a column that does (`scanner.learn`).
    lead       leading characters that vary among real ones (a phone's segment) and hardly do in a sequence; 0: no such thing.
    keep       characters of a value that a masked sample may show at its start and its end; None: about a quarter.
    """

    entity: str
    category: str
    names: dict[str, str]
    rank: int
    patterns: tuple[Pattern, ...] = ()
    validate: Callable[[str], bool | None] | None = None
    doubt: str = ""
    headers: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    evidence: Literal["checksum", "shape", "header"] = "shape"
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    holds: tuple[str, ...] = ("text", "whole", "fraction", "time", "bytes")
    shortest: int = 1
    support: Literal["people", "firms", "banking", "customers"] = "people"
    pointed: bool = False
    listed: str = ""
    birth: Callable[[str], str | None] | None = None
    columns: tuple[tuple[str, str, str], ...] = ()
    lead: int = 0
    keep: tuple[int, int] | None = None
    tags: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z][A-Z0-9_]+", self.entity):
            raise RecognizerError(f"{self.entity!r}: an entity is upper case with underscores")
        if bad := _FORBIDDEN.search(self.doubt):
            raise RecognizerError(f"{self.entity}: doubt: {bad.group()!r} is outside the common subset; spell the class out")
        if {"zh", "en"} - self.names.keys():
            raise RecognizerError(f"{self.entity}: names need zh and en")
        if not self.sources:
            raise RecognizerError(f"{self.entity}: name the standard, list or article that the definition rests on")


class Match(NamedTuple):
    """A value found: where, as what, how sure. Offsets are Python characters, end exclusive. Holds no text.

    kind        the pattern's; transforms: what had to be undone to read the value (`recognizers.shadow`), () for nothing."""

    entity: str
    start: int
    end: int
    score: float
    pattern: str
    state: State = "plain"
    proven: bool = False
    kind: str = ""
    transforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderHit:
    """A column's name, comment or table speaks for an entity. weight 0..1; `word` is what matched, `where` is
    "name", "comment", "table", "neighbours" or "join"; kind: the sort within the entity that the word names, or ""."""

    entity: str
    weight: float
    word: str
    where: str
    kind: str = ""
