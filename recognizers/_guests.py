"""Presidio's recognizers out of a file's `presidio:` list, for `recognizers.custom`. Nothing of Presidio is imported here.

A pattern recognizer, in the words of Presidio's own YAML, becomes a definition like any other and works everywhere. Its
expressions are run by RE2 with Presidio's flags (any case, ^ and $ at lines, a dot for every character); \\b, \\d and \\w mean
their ASCII sense there, so a number beside a Han character is seen. What RE2 cannot do (look-around, back-references) is a
mistake that says so. A class is only named, and by an allow-list: it is imported by `recognizers.presidio.guest` when asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from recognizers._linear import escaped
from recognizers.base import Pattern, Recognizer, RecognizerError
from recognizers.custom import RANK, ClassGuest, Lineup, Reader, compiled, extended, finished, runs

#: Where a class may lie: in the installed package alone, and not where recognizers need models or ask a service.
ALLOWED = r"presidio_analyzer\.predefined_recognizers(\.(generic|country_specific)(\.[a-z_0-9]+)*)?\.[A-Z][A-Za-z0-9]*"

_CLASS = {"class": str, "language": str, "entity": str, "category": str, "names": dict, "rank": int}
_PATTERNS = {
    "name": str, "supported_entity": str, "supported_entities": list, "supported_language": str, "supported_languages": list,
    "patterns": list, "deny_list": list, "deny_list_score": float, "context": list, "enabled": bool, "type": str, "version": str,
    "country_code": str, "category": str, "names": dict, "rank": int, "headers": list, "hints": list, "vetoes": list,
    "examples": list, "counter_examples": list, "sources": list,
}  # fmt: skip
_PATTERN = {"name": str, "regex": str, "score": float}
_WORD_EDGES = "0-9A-Za-z_"


def take_in(entry: Reader, file: str, lineup: Lineup) -> Lineup:
    """One of `presidio:`."""
    if "class" in entry.data:
        return _class(entry, file, lineup)
    entry.check(_PATTERNS)
    if entry.data.get("enabled", True) is False:
        return lineup
    if entry.text("type", "custom") != "custom":
        entry.wrong("type", "predefined")
    _one_entity(entry)
    entity = entry.entity("supported_entity")
    patterns = _patterns(entry)
    if not patterns and entry.sound:
        entry.wrong(None, "no_presidio_pattern")
    _contexts(entry)
    known = lineup.by_entity.get(entity)
    built = _new(entry, entity, patterns, file) if known is None else extended(entry, known, patterns)
    if built is None or not entry.sound:
        return lineup
    if not entry.words("examples"):  # Presidio's files have none; those that are given are run
        return lineup.taking(built, file)
    return finished(entry, built, patterns, file, lineup)


def _class(entry: Reader, file: str, lineup: Lineup) -> Lineup:
    entry.check(_CLASS)
    path = entry.text("class")
    if not re.fullmatch(ALLOWED, path):
        entry.wrong("class", "class")
    language = entry.text("language", "en")
    if not re.fullmatch(r"[a-z]{2}", language):
        entry.wrong("language", "language")
    entity = entry.entity("entity")
    guest = ClassGuest(path, language, entry.category(), entry.names(), entity, entry.number("rank", 60, 1, 999), file)
    return replace(lineup, guests=(*lineup.guests, guest)) if entry.sound else lineup


def _new(entry: Reader, entity: str, patterns: tuple[Pattern, ...], file: str) -> Recognizer | None:
    fields: dict[str, Any] = {
        "category": entry.category(),
        "names": entry.names(),
        "rank": entry.number("rank", RANK, 1, 999),
        "sources": entry.words("sources") or (file,),
    }
    for key in ("headers", "hints", "vetoes", "context", "examples", "counter_examples"):
        fields[key] = entry.words(key)
    if not entry.sound:
        return None
    try:
        return Recognizer(entity, patterns=patterns, evidence="header", **fields)
    except RecognizerError as error:
        entry.wrong(None, "refused", said=str(error))
        return None


def _one_entity(entry: Reader) -> None:
    """Presidio has an older and a newer way to say it."""
    several = entry.words("supported_entities")
    if len(several) > 1 or (several and "supported_entity" in entry.data):
        entry.wrong("supported_entities", "one_entity")
    if several:
        entry.data = {**entry.data, "supported_entity": several[0]}


def _contexts(entry: Reader) -> None:
    """Context words of all languages together: they only ever raise a score."""
    words = [*entry.words("context")]
    for number, language in enumerate(entry.data.get("supported_languages", [])):
        if isinstance(language, dict):
            place = entry.at("supported_languages", number)
            place.data = {"context": language.get("context") or []}
            words += place.words("context")
    entry.data = {**entry.data, "context": words}


def _patterns(entry: Reader) -> tuple[Pattern, ...]:
    found = []
    for number, place in enumerate(entry.entries("patterns")):
        place.check(_PATTERN)
        for key in ("regex", "score"):
            if key not in place.data:
                place.wrong(None, "missing", what=key)
        name = _name(place.text("name"), number)
        core = f"(?ims:{place.text('regex')})"
        score = float(place.number("score", 0.5, 0.01, 1))
        runs(place, "regex", core)
        if pattern := compiled(place, "regex", name=name, core=core, score=score):
            found.append(pattern)
    if words := entry.words("deny_list"):
        core = "(?i:" + "|".join(escaped(w) for w in sorted(words, key=len, reverse=True)) + ")"
        score = float(entry.number("deny_list_score", 1.0, 0.01, 1))
        if pattern := compiled(entry, "deny_list", name="deny_list", core=core, edges=_WORD_EDGES, score=score):
            found.append(pattern)
    return tuple(found)


def _name(text: str, number: int) -> str:
    """Presidio's names are sentences; ours are short words."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_").lower()[:40] or f"presidio_{number + 1}"
