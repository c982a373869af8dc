"""Recognizers from data: what a company declares about kinds of its own, made into the same frozen values as ours.

`add` lays one file's data over a `Lineup` (what is looked for, and whose each definition is): new entities, patterns and words
for those that are there (extend), kinds that are switched off (disable), and recognizers of Presidio's (`recognizers._guests`).
It is pure: no file, no YAML. Every mistake is a value with its path in the data, all of a file at once; the sentences stand in
`reports.cli_messages` under ``custom.<key>``, in both languages. Examples are run: a definition that does not find its own is a
mistake. Patterns are compiled by RE2 and never by Python's `re` (`recognizers._linear`). docs/configuration.md tells the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from recognizers._linear import MAX_PROGRAM, refusal, size
from recognizers.base import Match, Pattern, Recognizer, RecognizerError, Scope, State
from recognizers.checksums import CHECKSUMS
from recognizers.find import in_cell, in_text

FORMAT = "pandian-recognizers/1"
EDGES = "0-9A-Za-z"  # what may not touch a value, unless a pattern says otherwise
RANK = 92
MAX_ENTRIES = 200  # recognizers of a file, and patterns of one
MAX_WORDS = 2_000
MAX_LENGTH = 4_000  # characters of an expression; an example may have as many
#: Instructions of all compiled patterns that users give to one entity, and to all: the engine makes alternations of them.
MAX_ENTITY, MAX_ALL = 2 * MAX_PROGRAM, 4 * MAX_PROGRAM

Path = tuple[str | int, ...]

#: key -> what it holds
_ENTRY = {
    "entity": str, "category": str, "names": dict, "rank": int, "patterns": list, "checksum": str, "headers": list, "hints": list,
    "vetoes": list, "context": list, "evidence": str, "kinds": dict, "support": str, "shortest": int, "examples": list,
    "counter_examples": list, "sources": list,
}  # fmt: skip
_EXTENSION = {"extend": str} | {
    key: _ENTRY[key] for key in ("patterns", "headers", "hints", "vetoes", "context", "examples", "counter_examples", "sources")
}
_PATTERN = {
    "name": str, "core": str, "pattern": str, "edges": str, "before": str, "after": str, "scope": str, "state": str, "kind": str,
    "score": float,
}  # fmt: skip
_TOP = {"format": str, "recognizers": list, "disable": list, "presidio": list}
_EVIDENCE = ("checksum", "shape", "header")
_SUPPORT = ("people", "firms", "banking", "customers")

#: Constructs that an expression may not have, and the key of the advice.
_FORBIDDEN = (
    (r"\\[dD]", "digit"),
    (r"\\[wW]", "letter"),
    (r"\\[sS]", "blank"),
    (r"\\[bB]", "edge"),
    (r"(?<!\\)\(\?<?[=!]", "look"),
    (r"\\[1-9]|(?<!\\)\(\?P=", "back"),
    (r"(?<!\\)\(\?P?<[A-Za-z_]", "group"),
    (r"(?<!\\)\(\?[aiLmsux-]+[:)]", "flags"),
    (r"\\[AZzG]", "anchor"),
    (r"(?<!\\)\(\?(?!:)", "other"),
)


class Mistake(NamedTuple):
    """What is wrong at a place of the data. key: of the sentence ``custom.<key>``; facts: what it speaks of."""

    path: Path
    key: str
    facts: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ClassGuest:
    """A class of Presidio's that is to be asked beside ours; see `recognizers.presidio.guest`."""

    path: str
    language: str
    category: str
    names: dict[str, str]
    entity: str
    rank: int
    file: str


@dataclass(frozen=True, slots=True)
class Trial:
    """An example that was run. wanted: found or, a counter-example, not; `matches` is what the entity's definition says."""

    file: str
    path: Path
    entity: str
    text: str
    wanted: bool
    matches: tuple[Match, ...]
    line: int = 0  # where the file has it, for whoever read the file to fill in

    @property
    def held(self) -> bool:
        return bool(self.matches) == self.wanted


@dataclass(frozen=True)
class Lineup:
    """What is looked for. origins: entity -> files that define or extend it (none: built in); disabled: definition, file."""

    recognizers: tuple[Recognizer, ...]
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    disabled: tuple[tuple[Recognizer, str], ...] = ()
    guests: tuple[ClassGuest, ...] = ()
    trials: tuple[Trial, ...] = ()

    @property
    def by_entity(self) -> dict[str, Recognizer]:
        return {r.entity: r for r in self.recognizers}

    def taking(self, recognizer: Recognizer, file: str) -> Lineup:
        """With a definition added, or put in the place of the one it extends."""
        kept = [r for r in self.recognizers if r.entity != recognizer.entity]
        files = tuple(dict.fromkeys((*self.origins.get(recognizer.entity, ()), file)))
        return replace(
            self,
            recognizers=tuple(sorted([*kept, recognizer], key=lambda r: (r.rank, r.entity))),
            origins={**self.origins, recognizer.entity: files},
        )


def add(data: Any, file: str, lineup: Lineup) -> tuple[Lineup, list[Mistake]]:
    """The lineup with one file's data over it, and what is wrong with that file. With mistakes the lineup is not to be used."""
    from recognizers._guests import take_in  # builds on this module

    top = Reader(data, (), [])
    top.check(_TOP)
    if top.data.get("format") != FORMAT:
        top.wrong("format", "format", wanted=FORMAT)
    for entry in top.entries("recognizers"):
        lineup = _entry(entry, file, lineup)
    for entry in top.entries("presidio"):
        lineup = take_in(entry, file, lineup)
    for number, entity in enumerate(top.words("disable")):
        lineup = _without(top.at("disable", number), entity, file, lineup)
    return lineup, top.mistakes or _too_large(top, lineup)


class Reader:
    """A mapping of the data, read key by key; what is wrong is collected, and a harmless value stands in for it."""

    def __init__(self, data: Any, path: Path, mistakes: list[Mistake]) -> None:
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.path = path
        self.mistakes = mistakes
        self.before = len(mistakes)
        if not isinstance(data, dict):
            self.wrong(None, "not_a_mapping")

    @property
    def sound(self) -> bool:
        """Nothing was wrong with it so far."""
        return len(self.mistakes) == self.before

    def wrong(self, key: str | int | None, message: str, **facts: Any) -> None:
        self.mistakes.append(Mistake(self.path if key is None else (*self.path, key), message, facts))

    def at(self, *steps: str | int) -> Reader:
        return Reader({}, (*self.path, *steps), self.mistakes)

    def check(self, known: Mapping[str, type]) -> None:
        """Unknown keys, and values of another kind, which are taken out."""
        for key, value in list(self.data.items()):
            wanted = known.get(key)
            if wanted is None:
                self.wrong(key, "unknown_key", what=_shown(key), known=near(key, known))
            elif not _is(value, wanted):
                self.wrong(key, "wrong_type", what=key, wanted=f"type.{wanted.__name__}")
                self.data = {k: v for k, v in self.data.items() if k != key}

    def text(self, key: str, default: str = "") -> str:
        found: str = self.data.get(key, default)
        if len(found) > MAX_LENGTH:
            self.wrong(key, "too_long", most=MAX_LENGTH)
        return found[:MAX_LENGTH]

    def choice(self, key: str, known: tuple[str, ...], default: str) -> Any:
        found = self.text(key, default)
        if found not in known:
            self.wrong(key, "not_one_of", value=_shown(found), known=", ".join(known))
        return found if found in known else default

    def number(self, key: str, default: float, least: float, most: float) -> Any:
        found = self.data.get(key, default)
        if not least <= found <= most:
            self.wrong(key, "out_of_range", least=least, most=most)
            return default
        return found

    def words(self, key: str) -> tuple[str, ...]:
        return self._words(self.data.get(key, []), key)

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Sort within the entity -> header words."""
        return {sort: self._words(said, "kinds", sort) for sort, said in self.data.get("kinds", {}).items()}

    def _words(self, found: Any, *where: str) -> tuple[str, ...]:
        place = self.at(*where)
        if not isinstance(found, list) or not all(isinstance(w, str) and w.strip() for w in found) or len(found) > MAX_WORDS:
            place.wrong(None, "not_words")
            return ()
        for number, word in enumerate(found):
            if len(word) > MAX_LENGTH:
                place.wrong(number, "too_long", most=MAX_LENGTH)
        return tuple(found)

    def entries(self, key: str) -> Iterator[Reader]:
        found = self.data.get(key, [])
        if len(found) > MAX_ENTRIES:
            self.wrong(key, "too_many", most=MAX_ENTRIES)
        for number, entry in enumerate(found[:MAX_ENTRIES]):
            reader = Reader(entry, (*self.path, key, number), self.mistakes)
            if reader.sound:
                yield reader

    def names(self) -> dict[str, str]:
        """What reports call the kind; both languages."""
        found = self.data.get("names", {})
        names = {lang: found[lang] for lang in ("zh", "en") if isinstance(found.get(lang), str)}
        if names.keys() != {"zh", "en"} or found.keys() != names.keys() or not all(map(_nameable, names.values())):
            self.wrong("names" if found else None, "names")
            return {"zh": "?", "en": "?"}
        return names

    def category(self) -> str:
        found = self.text("category")
        if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+", found):
            self.wrong("category" if found else None, "category")
        return found

    def entity(self, key: str) -> str:
        found = self.text(key)
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{1,59}", found):
            self.wrong(key if found else None, "entity", what=key)
            return "UNNAMED"
        return found


# --- entries -------------------------------------------------------------------------------------------------------------


def _entry(entry: Reader, file: str, lineup: Lineup) -> Lineup:
    """One of `recognizers:`: an entity of its own, or more for one that is there."""
    extends = "extend" in entry.data
    entry.check(_EXTENSION if extends else _ENTRY)
    entity = entry.entity("extend" if extends else "entity")
    known = lineup.by_entity.get(entity)
    if extends and known is None and entry.sound:
        entry.wrong("extend", "unknown_entity", entity=entity, known=near(entity, lineup.by_entity))
    if not extends and known is not None:
        where = ", ".join(lineup.origins.get(entity, ()))
        entry.wrong("entity", "duplicate_in" if where else "duplicate", entity=entity, where=where)
    patterns = _patterns(entry, known if extends else None)
    if not extends:
        built = _new(entry, entity, patterns, file)
    elif known is not None:
        built = extended(entry, known, patterns)
    else:
        return lineup
    return finished(entry, built, patterns, file, lineup) if entry.sound and built else lineup


def _new(entry: Reader, entity: str, patterns: tuple[Pattern, ...], file: str) -> Recognizer | None:
    checksum = entry.text("checksum")
    if checksum and checksum not in CHECKSUMS:
        entry.wrong("checksum", "checksum", value=_shown(checksum), known=near(checksum, CHECKSUMS))
    if not (patterns or entry.words("headers") or entry.words("hints")):
        entry.wrong(None, "nothing_to_find")
    return _made(
        entry,
        entity=entity,
        category=entry.category(),
        names=entry.names(),
        rank=entry.number("rank", RANK, 1, 999),
        patterns=patterns,
        validate=CHECKSUMS.get(checksum),
        headers=entry.words("headers"),
        hints=entry.words("hints"),
        vetoes=entry.words("vetoes"),
        context=entry.words("context"),
        evidence=entry.choice("evidence", _EVIDENCE, "checksum" if checksum else "header"),
        examples=entry.words("examples"),
        counter_examples=entry.words("counter_examples"),
        sources=entry.words("sources") or (file,),
        kinds=entry.kinds(),
        support=entry.choice("support", _SUPPORT, "people"),
        shortest=entry.number("shortest", 1, 1, 1_000),
    )


def extended(entry: Reader, known: Recognizer, patterns: tuple[Pattern, ...]) -> Recognizer | None:
    """The definition with more patterns and words; what it knew goes first, and its own checks hold for the new patterns too."""
    more: dict[str, Any] = {
        key: tuple(dict.fromkeys((*getattr(known, key), *entry.words(key))))
        for key in ("headers", "hints", "vetoes", "context", "examples", "counter_examples", "sources")
    }
    try:
        return replace(known, patterns=(*known.patterns, *patterns), **more)
    except RecognizerError as error:
        entry.wrong(None, "refused", said=str(error))
        return None


def _made(entry: Reader, **fields: Any) -> Recognizer | None:
    if not entry.sound:
        return None
    try:
        return Recognizer(**fields)
    except RecognizerError as error:  # a rule of recognizers.base that is not told apart here
        entry.wrong(None, "refused", said=str(error))
        return None


def finished(entry: Reader, built: Recognizer, patterns: tuple[Pattern, ...], file: str, lineup: Lineup) -> Lineup:
    """The definition in the lineup, when it finds its examples and nothing else."""
    if patterns and not entry.words("examples"):
        entry.wrong(None, "no_example")
    trials = tuple(_trials(entry, built, file))
    for trial in trials:
        if not trial.held:
            entry.at(*trial.path[len(entry.path) :]).wrong(None, "not_found" if trial.wanted else "found", entity=built.entity)
    taken = lineup.taking(built, file)
    return replace(taken, trials=(*taken.trials, *trials))


def _trials(entry: Reader, built: Recognizer, file: str) -> Iterator[Trial]:
    """An example is a text that holds the value, or a cell of a column whose header names the kind; a counter-example is
    neither in a text nor in a cell without such a header."""
    for key, wanted in (("examples", True), ("counter_examples", False)):
        for number, text in enumerate(entry.words(key)):
            hinted = frozenset({built.entity} if wanted else ())
            matches = in_text(text, [built]) or in_cell(text, [built], hinted)
            yield Trial(file, (*entry.path, key, number), built.entity, text, wanted, tuple(matches))


def _without(place: Reader, entity: str, file: str, lineup: Lineup) -> Lineup:
    known = lineup.by_entity.get(entity)
    if known is None:
        place.wrong(None, "unknown_entity", entity=_shown(entity), known=near(entity, lineup.by_entity))
        return lineup
    kept = tuple(r for r in lineup.recognizers if r.entity != entity)
    return replace(lineup, recognizers=kept, disabled=(*lineup.disabled, (known, file)))


# --- patterns ------------------------------------------------------------------------------------------------------------


def _patterns(entry: Reader, known: Recognizer | None) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    taken = {p.name for p in known.patterns} if known else set()
    for number, place in enumerate(entry.entries("patterns")):
        if pattern := _pattern(place, f"own_{number + 1}"):
            if pattern.name in taken:
                place.wrong("name", "duplicate_pattern", name=pattern.name)
            taken.add(pattern.name)
            found.append(pattern)
    return tuple(found)


def _pattern(place: Reader, name: str) -> Pattern | None:
    place.check(_PATTERN)
    key = "pattern" if "pattern" in place.data else "core"
    if not place.text(key) or ("pattern" in place.data and "core" in place.data):
        place.wrong(None, "no_core")
    name = place.text("name") or name
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name):
        place.wrong("name", "pattern_name")
    spoken = bool(place.text("before") or place.text("after"))
    scope = place.choice("scope", get_args(Scope), "anywhere")
    if spoken and scope != "anywhere":
        place.wrong("scope", "cue_and_cell")
    for part in ("core", "pattern", "before", "after"):
        if _in_subset(place, part):
            runs(place, part)
    edges = place.text("edges", EDGES)
    if edges and (said := refusal(f"[^{edges}]")):
        place.wrong("edges", "edges", said=said)
    return compiled(
        place,
        key,
        name=name,
        core=place.text(key),
        edges=edges,
        before=place.text("before"),
        after=place.text("after"),
        scope=scope,
        state=place.choice("state", get_args(State), "plain"),
        kind=place.text("kind"),
        score=float(place.number("score", 0.5, 0.01, 1)),
    )


def compiled(place: Reader, key: str, **fields: Any) -> Pattern | None:
    """The pattern, of expressions that run each by itself. key: where the value's stands."""
    if not place.sound:
        return None
    try:
        pattern = Pattern(linear=True, **fields)
        pattern.ready()
    except RecognizerError as error:
        place.wrong(key, "re2", said=str(error))
        return None
    if pattern.whole.fullmatch("") is not None:
        place.wrong(key, "matches_nothing")
    return pattern


def runs(place: Reader, key: str, expression: str | None = None) -> None:
    """That RE2 does what stands under `key`."""
    if said := refusal(place.text(key) if expression is None else expression):
        place.wrong(key, "re2", said=said)


def _in_subset(place: Reader, key: str) -> bool:
    """None of the constructs that mean something else in another engine, or are wrong beside Han characters."""
    bare = place.text(key).replace("\\\\", "")  # a backslash that stands for itself escapes nothing
    for shape, advice in _FORBIDDEN:
        if bad := re.search(shape, bare):
            place.wrong(key, f"forbidden_{advice}", construct=bad[0])
            return False
    return True


def _too_large(top: Reader, lineup: Lineup) -> list[Mistake]:
    """Alternations of too many patterns: RE2 would refuse them, or be slow."""
    sizes = {r.entity: sum(size(p) for p in r.patterns if p.linear) for r in lineup.recognizers}
    for entity, instructions in sizes.items():
        if instructions > MAX_ENTITY:
            top.wrong(None, "entity_too_large", entity=entity, size=instructions, most=MAX_ENTITY)
    if sum(sizes.values()) > MAX_ALL:
        top.wrong(None, "all_too_large", size=sum(sizes.values()), most=MAX_ALL)
    return top.mistakes


def near(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, else all of them."""
    from difflib import get_close_matches  # not for the many starts in which nothing is wrong

    return ", ".join(get_close_matches(word, list(known), 1) or known)


def _is(value: Any, wanted: type) -> bool:
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, wanted) and not (isinstance(value, bool) and wanted is int)


def _nameable(name: str) -> bool:
    """Goes into reports and spreadsheets as it is."""
    return bool(name.strip()) and len(name) <= 60 and name.isprintable() and name[0] not in "=+-@"


def _shown(word: str) -> str:
    return word if len(word) <= 60 else word[:60] + "…"
