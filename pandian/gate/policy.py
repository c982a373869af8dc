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
from register.entries import System
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
    """What the gate goes by. declared: the register with its excuses as the base has them; then: the register as it was where the
    branch left its base, with the same excuses, None where there was none or nothing is compared; notes: what a person should know."""

    declared: Register
    then: Register | None = None
    baseline: tuple[tuple[str, str], ...] = ()
    config: Path | None = None
    recognizers: tuple[Path, ...] = ()
    law_pack: Path | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def previous(self) -> Register | None:
        """`then`, where this branch has changed it: what the rules about changes look at."""
        return self.then if self.then is not None and self.then.raw != self.declared.raw else None


def usual_register() -> Path | None:
    return next((path for name in USUAL if (path := Path(name)).exists()), None)


@contextmanager
def policy(sources: Sources, revision: str | None, since: str | None, lang: Language) -> Iterator[Policy]:
    """revision: whose excuses hold, None for those that lie in the work tree; since: the commit at which the branch left its base,
    None where nothing is compared. Raises Usage."""
    if not revision and not since:
        yield _here(sources, lang)
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="pandian-gate-") as folder:
        yield _Bases(sources, Path(folder), lang).policy(revision, since)


def _here(sources: Sources, lang: Language) -> Policy:
    return Policy(_opened(sources.register, lang), None, _baseline(sources.baseline), sources.config, sources.recognizers, sources.law_pack)


class _Bases:
    """Files as they were at a revision, in a folder of their own."""

    def __init__(self, sources: Sources, folder: Path, lang: Language) -> None:
        self.sources, self.folder, self.lang = sources, folder, lang
        self.notes: list[str] = []
        try:
            self.top = top_of(Path())
        except GitError as error:
            raise Usage(say("git", lang, why=error)) from None

    def policy(self, revision: str | None, since: str | None) -> Policy:
        here = _opened(self.sources.register, self.lang)
        try:
            resolved(self.top, revision or "HEAD")
        except GitError as error:
            raise Usage(say("git", self.lang, why=error)) from None
        if place_in(self.top, self.sources.register) is None:  # no pull request brings it
            declared, then = here, here if since else None
        else:
            before = self.register(revision) if revision else here
            declared = without_excuses(here, before) if revision else here
            then = self.register(since) if since else None
            then = without_excuses(then, before) if then is not None and revision else then
        if not revision:
            here_ = _here(self.sources, self.lang)
            return replace(here_, then=then, notes=tuple(self.notes))
        return Policy(
            declared,
            then,
            _baseline(self.file(self.sources.baseline, revision)),
            self.file(self.sources.config, revision),
            tuple(path for name in self.sources.recognizers if (path := self.file(name, revision)) is not None),
            self.file(self.sources.law_pack, revision),
            tuple(dict.fromkeys(self.notes)),
        )

    def file(self, path: Path | None, revision: str) -> Path | None:
        """Where it lies as it was; None, and a note, for one that was not there."""
        if path is None or place_in(self.top, path) is None:
            return path
        try:
            return snapshot(path.absolute(), revision, self.folder / str(len(list(self.folder.iterdir()))), _named, self.top)
        except GitError:
            self.notes.append(say("gate_not_at_base", self.lang, path=display(str(path)), revision=display(revision[:12])))
            return None

    def register(self, revision: str) -> Register | None:
        """None, and a note, for one that was not there or was broken: it excuses nothing."""
        path = self.file(self.sources.register, revision)
        try:
            return open_register(path, self.lang)
        except Usage:
            shown = display(str(self.sources.register))
            self.notes.append(say("gate_broken_at_base", self.lang, path=shown, revision=display(revision[:12])))
            return None


def without_excuses(here: Register, before: Register | None) -> Register:
    """The register as it declares now, with waivers, rule settings, law pack and sensitivity standard as they were, with kinds as
    personal and as sensitive as they were, and with systems that are where they were, run by whom they were, and hold what they held.
    One that was not there before excuses nothing."""
    known = before.categories if before is not None else {}
    categories = {
        key: replace(kind, personal=known[key].personal, sensitivity=known[key].sensitivity)
        if key in known
        else replace(kind, personal="always" if kind.personal == "never" else kind.personal, sensitivity="")
        for key, kind in here.categories.items()
    }
    if before is None:
        return replace(here, categories=categories, waivers=(), rule_settings={}, pack=Register.pack, standard=Register.standard)
    systems = {**before.systems, **{key: _where_it_was(system, before.systems.get(key)) for key, system in here.systems.items()}}
    return replace(
        here, categories=categories, systems=systems, waivers=before.waivers, rule_settings=before.rule_settings, pack=before.pack,
        standard=before.standard,
    )  # fmt: skip


def _where_it_was(system: System, was: System | None) -> System:
    if was is None:
        return system
    bindings = tuple(dict.fromkeys((*was.bindings, *system.bindings)))
    return replace(system, location=was.location, operator=was.operator, environment=was.environment, bindings=bindings)


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
