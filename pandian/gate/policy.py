"""Whose rules hold: those of the base branch, so that a pull request cannot loosen its own gate.

What a pull request *declares* counts: that is how an honest one passes, and the rules about changes (CHG) look at it. What would
excuse it does not: waivers and rule settings of the register, baseline, law pack and recognizer files are taken as they are at the
base. A file that is not there at the base is not used, and that is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pandian.assess import open_register
from pandian.cli import Usage
from pandian.gate.settle import BaselineError, read_baseline
from pandian.git import GitError, place_in, resolved, snapshot, top_of
from pandian.language import Language, say
from register.model import Register
from reports.display import display

WORKTREE = "worktree"
#: Where a register is looked for, in this order.
USUAL = ("privacy/register.yaml", "privacy/register", "register.yaml", ".pandian/register.yaml")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the command line names: the register, and what may excuse or decide."""

    register: Path
    baseline: Path | None = None
    config: Path | None = None
    recognizers: tuple[Path, ...] = ()
    law_pack: Path | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the gate goes by. declared: the register with its excuses as the base has them; previous: the register as it is at the
    base, None where it is the same or there is none. notes: what a person should know of it."""

    declared: Register
    previous: Register | None = None
    baseline: tuple[tuple[str, str], ...] = ()
    config: Path | None = None
    recognizers: tuple[Path, ...] = ()
    law_pack: Path | None = None
    notes: tuple[str, ...] = field(default=())


def usual_register() -> Path | None:
    return next((path for name in USUAL if (path := Path(name)).exists()), None)


@contextmanager
def policy(sources: Sources, revision: str | None, lang: Language) -> Iterator[Policy]:
    """revision None: everything as it lies in the work tree. Raises Usage."""
    if not revision:
        yield _here(sources, lang)
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="pandian-gate-") as folder:
        yield _at_base(sources, revision, Path(folder), lang)


def _here(sources: Sources, lang: Language) -> Policy:
    return Policy(_opened(sources.register, lang), None, _baseline(sources.baseline), sources.config, sources.recognizers, sources.law_pack)


def _at_base(sources: Sources, revision: str, folder: Path, lang: Language) -> Policy:
    here, notes = _opened(sources.register, lang), list[str]()
    try:
        top = top_of(Path())
        resolved(top, revision)
    except GitError as error:
        raise Usage(say("git", why=error)) from None

    def then(path: Path | None) -> Path | None:
        if path is None or place_in(top, path) is None:
            return path  # no pull request brings it
        try:
            return snapshot(path.absolute(), revision, folder / str(len(list(folder.iterdir()))), _named)
        except GitError:
            notes.append(say("gate_not_at_base", lang, path=display(str(path)), revision=display(revision)))
            return None

    register = then(sources.register)
    before = open_register(register, lang) if register is not None else None
    return Policy(
        without_excuses(here, before) if register != sources.register else here,
        before if before is not None and before.raw != here.raw else None,
        _baseline(then(sources.baseline)),
        then(sources.config),
        tuple(path for name in sources.recognizers if (path := then(name)) is not None),
        then(sources.law_pack),
        tuple(notes),
    )


def without_excuses(here: Register, before: Register | None) -> Register:
    """The register as it declares now, with waivers, rule settings and law pack as they were, and with kinds as personal and as
    sensitive as they were. One that was not there before excuses nothing."""
    known = before.categories if before is not None else {}
    categories = {
        key: replace(kind, personal=known[key].personal, sensitivity=known[key].sensitivity)
        if key in known
        else replace(kind, personal="always" if kind.personal == "never" else kind.personal, sensitivity="")
        for key, kind in here.categories.items()
    }
    if before is None:
        return replace(here, categories=categories, waivers=(), rule_settings={}, pack=Register.pack)
    return replace(here, categories=categories, waivers=before.waivers, rule_settings=before.rule_settings, pack=before.pack)


def _named(path: Path) -> list[str]:
    """What a file speaks of that has to be there with it: the policy texts of a register, the recognizers of a configuration."""
    from pandian.recognizing import configured
    from register.model import parse

    with suppress(OSError, ValueError, Usage):
        documents = [document.path for document in parse(path).documents.values() if document.path]
        return documents or [os.path.relpath(file, path.parent) for file in configured(path)]
    return []


def _opened(path: Path, lang: Language) -> Register:
    register = open_register(path, lang)
    assert register is not None
    return register


def _baseline(path: Path | None) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(read_baseline(path)) if path is not None else ()
    except BaselineError as error:
        raise Usage(str(error)) from None
