"""What is looked for: the built-in definitions, with those of a company's own YAML files over them.

The one place that reads such files, for scan, gate, detect and `pandian recognizers` alike, so that all look for the same.
What is wrong with a file is told with file, line, entry and fix, all of it at once, before anything else is read. It loads nothing
heavy: the gate comes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from pandian.cli import Usage
from pandian.language import Language, default, say
from recognizers import catalogue
from recognizers.base import Recognizer
from recognizers.custom import Lineup, Mistake, add
from register import yaml
from register.violation import Text
from reports.display import display
from reports.messages import OWN_NAMES


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, where, and what to do."""

    file: str
    line: int
    where: str
    said: Text

    def told(self, lang: Language) -> str:
        where = f"{display(self.where)}: " if self.where else ""
        return f"{display(self.file)}:{self.line}: {where}{display(self.said.in_language(lang))}"


class RecognizersFileError(ValueError):
    """Files of recognizers that cannot be used. `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.told("en") for p in self.problems))


def gather(files: Iterable[Path]) -> Lineup:
    """The catalogue with these files over it, in order. Raises RecognizersFileError."""
    lineup, problems = tried(files)
    if problems:
        raise RecognizersFileError(problems)
    return lineup


def tried(files: Iterable[Path]) -> tuple[Lineup, list[Problem]]:
    """As far as the files can be used, and all that is wrong with them."""
    lineup = Lineup(catalogue())
    problems: list[Problem] = []
    for path in dict.fromkeys(files):
        try:
            document = yaml.load(path.read_bytes())
        except OSError as error:
            problems.append(Problem(str(path), 0, "", _both("cannot_read", {"why": error.strerror})))
        except yaml.YamlError as error:
            problems.append(Problem(str(path), error.line, "", error.said))
        else:
            known = len(lineup.trials)
            lineup, mistakes = add(document.data, str(path), lineup)
            fresh = tuple(replace(trial, line=document.line(trial.path)) for trial in lineup.trials[known:])
            lineup = replace(lineup, trials=(*lineup.trials[:known], *fresh))
            problems += sorted((_problem(str(path), document, mistake) for mistake in mistakes), key=lambda p: p.line)
    return lineup, problems


def chosen(files: Iterable[Path], lang: Language, *, scanning: bool = False) -> Lineup:
    """`gather` for a command. Raises Usage. scanning: classes of Presidio are not used, and that is told."""
    try:
        lineup = gather(files)
    except RecognizersFileError as error:
        told = [problem.told(lang) for problem in error.problems]
        raise Usage(told[0] if len(told) == 1 else "\n" + "\n".join(told)) from None
    _name(lineup)
    if scanning and lineup.guests:
        names = ", ".join(guest.entity for guest in lineup.guests)
        click.echo(say("recognizers.guests_unused", lang, entities=names), err=True)
    return lineup


def recall(invocation: Mapping[str, Any]) -> tuple[Recognizer, ...]:
    """What a stored scan looked for, and the names of its own kinds, as far as its files are still there and sound; reports
    have codes for the rest."""
    try:
        lineup = gather(map(Path, invocation.get("recognizers", ())))
    except RecognizersFileError:
        return catalogue()
    _name(lineup)
    return lineup.recognizers


def _name(lineup: Lineup) -> None:
    built_in = {r.entity for r in catalogue()}
    OWN_NAMES.update({f"entity.{r.entity}": (r.names["zh"], r.names["en"]) for r in lineup.recognizers if r.entity not in built_in})


def configured(path: Path | None) -> list[Path]:
    """The files that a configuration names, relative to it; read without looking at the rest of it. Raises Usage."""
    if path is None:
        return []
    try:
        document = yaml.load(path.read_bytes())
    except OSError as error:
        raise Usage(f"{display(str(path))}: {error.strerror}") from None
    except yaml.YamlError as error:
        raise Usage(f"{display(str(path))}:{error.line}: {error.said.in_language(default())}") from None
    found = document.data.get("recognizers", []) if isinstance(document.data, dict) else []
    if not isinstance(found, list) or not all(isinstance(f, str) and f for f in found):
        raise Usage(f"{display(str(path))}:{document.line(('recognizers',))}: {say('custom.files')}")
    return [path.parent / file for file in found]


def _problem(file: str, document: yaml.Document, mistake: Mistake) -> Problem:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in mistake.path).lstrip(".")
    return Problem(file, document.line(mistake.path), where, _both(mistake.key, mistake.facts))


def _both(key: str, facts: Mapping[str, Any]) -> Text:
    zh, en = (say(f"custom.{key}", lang, **_words(facts, lang)) for lang in ("zh", "en"))
    return Text(zh, en)


def _words(facts: Mapping[str, Any], lang: Any) -> dict[str, Any]:
    """A fact that is the key of a word ("type.list") in its language."""
    return {k: say(f"custom.{v}", lang) if isinstance(v, str) and v.startswith("type.") and k == "wanted" else v for k, v in facts.items()}
