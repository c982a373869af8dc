"""The *bridge* to Presidio: our definitions in its engine, its recognizers beside ours.

The only file that names presidio_analyzer, spacy and jieba (extra ``nlp``); they are imported inside the functions, since
the package walk of the catalogue imports this module too. No model is downloaded: the pipeline is a blank one with
jieba's words, enough for Presidio's context words. `recognizers.find` does not need anything of this.

Presidio reports what the whole expression matched, and would put the cue of ``微信[:：]`` into the span; so
`to_presidio` gives a PatternRecognizer that finds with `find.in_text`: same spans, same checks, Presidio's interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from recognizers import catalogue
from recognizers._guests import ALLOWED
from recognizers.base import Match, Pattern, Recognizer, RecognizerError
from recognizers.custom import ClassGuest
from recognizers.find import in_text, without_overlaps

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, EntityRecognizer, PatternRecognizer
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine


#: Where Presidio keeps recognizers that need neither a model nor a service.
LOCAL = ("presidio_analyzer.predefined_recognizers.generic.", "presidio_analyzer.predefined_recognizers.country_specific.")


@dataclass(frozen=True, slots=True)
class Guest:
    """A Presidio recognizer taken in: what it finds counts as `entity`, or under Presidio's own name when that is ""."""

    recognizer: EntityRecognizer
    category: str
    names: dict[str, str]
    entity: str = ""
    rank: int = 60


def analyzer(recognizers: Iterable[Recognizer] | None = None, language: str = "zh") -> AnalyzerEngine:
    """A Presidio engine with these definitions (the catalogue's when None) and nothing else.

    Definitions that have no pattern for running text (known by their header only) are left out; when all are,
    RecognizerError. Raises ImportError when the extra ``nlp`` is not installed.
    """
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    chosen = catalogue() if recognizers is None else recognizers
    ours = [to_presidio(r, language) for r in chosen if _for_text(r)]
    if not ours:
        raise RecognizerError("none of these recognizers has a pattern for running text")  # Presidio would load its own instead
    registry = RecognizerRegistry(recognizers=ours, supported_languages=[language])
    return AnalyzerEngine(registry=registry, nlp_engine=nlp_engine(language), supported_languages=[language])


def to_presidio(recognizer: Recognizer, language: str = "zh") -> PatternRecognizer:
    """The definition as a Presidio PatternRecognizer. Context words are left to Presidio, so that they count once."""
    from presidio_analyzer import Pattern

    patterns = [Pattern(p.name, p.text_expression, p.score) for p in recognizer.patterns if p.scope == "anywhere"]
    if not patterns:
        raise RecognizerError(f"{recognizer.entity}: no pattern for running text")
    adapted: PatternRecognizer = _bridge()(
        definition=replace(recognizer, context=()),
        supported_entity=recognizer.entity,
        name=_name(recognizer),
        supported_language=language,
        patterns=patterns,
        context=[*recognizer.context],
        global_regex_flags=0,  # Presidio's default ignores case, which our classes spell out
    )
    return adapted


def from_presidio(recognizer: EntityRecognizer, category: str, names: dict[str, str], *, entity: str = "", rank: int = 60) -> Guest:
    """Takes a Presidio recognizer in, under a declared category; see `Guest`. Raises RecognizerError without zh and en names."""
    if {"zh", "en"} - names.keys():
        raise RecognizerError(f"{type(recognizer).__name__}: names need zh and en")
    return Guest(recognizer, category, dict(names), entity, rank)


def guest(wanted: ClassGuest) -> Guest:
    """The class that a file names, made and taken in. Raises ImportError without the extra ``nlp``, RecognizerError for a class that
    is not to be had. By name from the installed package alone (`recognizers._guests.ALLOWED`); neither a class that asks a
    service nor one that downloads a list: what is scanned stays here, and Pandian has no network of its own."""
    import importlib
    import sys

    from presidio_analyzer import EntityRecognizer, RemoteRecognizer

    if not re.fullmatch(ALLOWED, wanted.path):
        raise RecognizerError(f"{wanted.path}: not one of Presidio's own recognizers")
    module, _, name = wanted.path.rpartition(".")
    try:
        made = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        raise RecognizerError(f"{wanted.path}: there is no such recognizer in the installed Presidio") from None
    if not (isinstance(made, type) and issubclass(made, EntityRecognizer)):
        raise RecognizerError(f"{wanted.path}: not a recognizer")
    home = sys.modules[made.__module__]
    if issubclass(made, RemoteRecognizer) or not home.__name__.startswith(LOCAL):
        raise RecognizerError(f"{wanted.path}: needs a model or a service")
    if hasattr(home, "tldextract"):
        raise RecognizerError(f"{wanted.path}: would download a list of domains; Pandian's own recognizer needs none")
    build: Any = made
    try:
        recognizer = build(supported_language=wanted.language)
    except TypeError as error:  # a constructor that wants more than a language
        raise RecognizerError(f"{wanted.path}: {error}") from None
    return from_presidio(recognizer, wanted.category, wanted.names, entity=wanted.entity, rank=wanted.rank)


def registry(recognizers: Iterable[Recognizer], language: str = "zh") -> dict[str, Any]:
    """The definitions as the data of a Presidio recognizer registry (its YAML), for a Presidio that knows nothing of us.

    A cue becomes a look-behind there, so that spans are ours. Checksums do not travel: Presidio's YAML has no word for them.
    Definitions without a pattern for running text are left out.
    """
    entries = [
        {
            "name": _name(r),
            "type": "custom",
            "supported_entity": r.entity,
            "supported_language": language,
            "patterns": [{"name": p.name, "regex": _looking_behind(p), "score": p.score} for p in r.patterns if p.scope == "anywhere"],
            **({"context": [*r.context]} if r.context else {}),
        }
        for r in recognizers
        if _for_text(r)
    ]
    return {"supported_languages": [language], "global_regex_flags": 0, "recognizers": entries}


def _looking_behind(pattern: Pattern) -> str:
    """`text_expression` for Presidio's engine, which may look behind for any length."""
    if not pattern.before:
        return pattern.text_expression
    after = pattern.text_expression.removeprefix(f"(?:{pattern.before})")
    return f"(?<={pattern.before}){after}"


def _name(recognizer: Recognizer) -> str:
    return f"Pandian{recognizer.entity.title().replace('_', '')}"


def find_with(guests: Iterable[Guest], text: str, artifacts: NlpArtifacts | None = None) -> list[Match]:
    """What guests find in a text, by the rules of `find.in_text` (no overlaps, sorted). Score 1 counts as proven.

    artifacts: `nlp_engine().process_text(text, language)`, for guests that need words and not only characters.
    """
    found = []
    for guest in guests:
        presidio: Any = guest.recognizer  # its attributes are not typed
        results = presidio.analyze(text=text, entities=presidio.get_supported_entities(), nlp_artifacts=artifacts)
        for r in results or []:
            proven = r.score >= presidio.MAX_SCORE
            match = Match(guest.entity or r.entity_type, r.start, r.end, float(r.score), presidio.name, proven=proven)
            found.append((match, proven, guest.rank, 0))
    return without_overlaps(found)


@cache
def nlp_engine(language: str = "zh") -> NlpEngine:
    """A loaded Presidio NlpEngine on a blank spaCy pipeline, for Chinese with jieba's words. Every lemma is the word."""
    import logging

    import spacy
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    config = {"nlp": {"tokenizer": {"segmenter": "jieba"}}} if language == "zh" else {}
    if language == "zh":
        import jieba

        jieba.setLogLevel(logging.WARNING)  # it tells of its dictionary on standard error
    pipeline = spacy.blank(language, config=config)

    base: Any = SpacyNlpEngine

    class BlankEngine(base):  # type: ignore[misc]  # Any: typed or not, as the library is installed or not
        """Presidio's engine, but for loading a model and for lemmas, which a blank pipeline leaves empty."""

        def load(self) -> None:
            self.nlp = {language: pipeline}

        def _doc_to_nlp_artifact(self, doc: Any, language: str) -> Any:
            for token in doc:
                token.lemma_ = token.lower_
            return super()._doc_to_nlp_artifact(doc, language)

    engine: NlpEngine = BlankEngine(models=[{"lang_code": language, "model_name": "blank"}])
    engine.load()
    return engine


def _for_text(recognizer: Recognizer) -> bool:
    return any(p.scope == "anywhere" for p in recognizer.patterns)


@cache
def _bridge() -> Any:
    """The class of what `to_presidio` gives; made on first use, because its base is an optional import."""
    from presidio_analyzer import PatternRecognizer, RecognizerResult

    base: Any = PatternRecognizer

    class DefinitionRecognizer(base):  # type: ignore[misc]  # Any, as above
        """A PatternRecognizer whose spans are those of `find.in_text`."""

        def __init__(self, definition: Recognizer, **settings: Any) -> None:
            self.definition = definition
            super().__init__(**settings)

        def validate_result(self, pattern_text: str) -> bool | None:
            return self.definition.validate(pattern_text) if self.definition.validate else None

        def analyze(self, text: str, *_: Any, **__: Any) -> list[Any]:
            """Presidio also hands over the wanted entities (there is one), its artifacts and flags."""
            return [self._result(match) for match in in_text(text, [self.definition])]

        def _result(self, match: Match) -> Any:
            expression = next(p.regex for p in self.patterns if p.name == match.pattern)
            verdict = True if match.proven else None
            explanation = self.build_regex_explanation(self.name, match.pattern, expression, match.score, verdict, 0)
            keys = {RecognizerResult.RECOGNIZER_NAME_KEY: self.name, RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id}
            return RecognizerResult(match.entity, match.start, match.end, match.score, explanation, keys)

    return DefinitionRecognizer
