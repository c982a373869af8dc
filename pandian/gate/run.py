"""The gate from paths to an answer: which files, by whose rules, what is wrong in them, and what of it is new."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandian
from connectors.notations import spoken_in
from connectors.schema_cache import WORTH
from pandian.assess import Past, assess
from pandian.cli import Usage
from pandian.gate.files import definition_files, related, with_histories, without
from pandian.gate.once import once
from pandian.gate.policy import Policy, Sources, policy, without_excuses
from pandian.gate.settle import Outcome, lines_of, settle
from pandian.git import Tree
from pandian.language import Language, say
from recognizers.base import Recognizer
from register.checks import GATE
from register.model import Register
from register.violation import Violation
from reports import Report
from reports.display import display
from scanner.inventory import AssetRecord, Inventory, Status

#: Rules about a register that was changed: they speak of declarations, and count where the change is this pull request's.
_CHANGE = frozenset({"CHG-001", "CHG-003", "REG-003"})


@dataclass(frozen=True, slots=True)
class Question:
    """base: only what is new since the branch left it, None for everything. revision: whose rules hold (`policy`), None for those
    of the work tree. cache: a folder for what was read of files, None to do without.
    exclude: globs of files that are not read; how many they were is told."""

    paths: tuple[Path, ...]
    sources: Sources
    today: date
    lang: Language
    base: str | None = None
    revision: str | None = None
    cache: Path | None = None
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """report holds what is left to answer for; outcome says what was settled; files: how many were read."""

    report: Report
    outcome: Outcome
    files: int
    excluded: int = 0
    notes: tuple[str, ...] = ()


def ask(question: Question) -> Answer:
    """Raises Usage, NoSchemaError, FileNotFoundError, GitError."""
    if question.base is None:
        found = definition_files(question.paths)  # a path that was typed wrongly is not clean
        with policy(question.sources, question.revision, None, question.lang) as rules:
            here, recognizers = without(found, question.exclude), _recognizers(rules, question.lang)
            report = _judged(_scan(Path(), with_histories(here), recognizers, question.cache), rules.declared, None, rules, question)
            answer = _answer(report, None, rules, here, question)
        return replace(answer, excluded=len(found) - len(here))
    tree = Tree.since(Path(), question.base)
    scope = [_inside(tree, path, question.lang) for path in question.paths]
    was = [name for n in tree.names() if spoken_in(name := _here(tree, n)) and _within(name, scope)]
    there = [path for path in map(Path, scope) if path.exists() or not any(_within(name, [path.as_posix()]) for name in was)]
    found = definition_files(there, none=bool(was)) if there else []
    with policy(question.sources, question.revision, tree.commit, question.lang) as rules:
        now = without(found, question.exclude)
        answer = _since(tree, now, without(was, question.exclude), scope, rules, question)
    return replace(answer, excluded=len(found) - len(now))


def _inside(tree: Tree, path: Path, lang: Language) -> str:
    """A path as it is called from here, links followed. Raises Usage for one that the work tree does not hold."""
    real = path.resolve()
    if not real.is_relative_to(tree.top):
        raise Usage(say("gate_outside", lang, path=display(str(path))))
    return Path(os.path.relpath(real)).as_posix()


def _since(tree: Tree, now: list[str], was: list[str], scope: list[str], rules: Policy, question: Question) -> Answer:
    """What is wrong now and was not before: the same files, as they were, are judged by the register of that time."""
    recognizers = _recognizers(rules, question.lang)
    changed = {_here(tree, name) for name in tree.changed()}
    spoken = without((name for name in changed if spoken_in(name) and _within(name, scope)), question.exclude)
    if rules.previous is None:  # else anything may have lost its declaration
        now, was = related(spoken, with_histories(now)), related(spoken, was)
    then = rules.then or without_excuses(rules.declared, None)
    with _as_it_was(tree, was) as root:
        before = _scan(root, was, recognizers)
        told = _about(_judged(before, then, None, rules, question), before)
        old = once(replace(v, file=Path(os.path.relpath(v.file, root)).as_posix()) for v in told)
        gaps = Counter(_gap(asset) for asset in before.assets if asset.reason)
    inventory = _without_old_gaps(_scan(Path(), now, recognizers, question.cache), gaps, changed)
    report = _judged(inventory, rules.declared, rules.previous, rules, question)
    return _answer(report, [(v.fingerprint, v.file) for v in old], rules, now, question)


def _here(tree: Tree, name: str) -> str:
    """A name relative to the work tree's top, as it is called from here."""
    return Path(os.path.relpath(tree.top / name)).as_posix()


def _within(name: str, scope: list[str]) -> bool:
    return any((folder == "." and not name.startswith("../")) or name == folder or name.startswith(f"{folder}/") for folder in scope)


@contextmanager
def _as_it_was(tree: Tree, names: list[str]) -> Iterator[Path]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="pandian-gate-") as folder:
        here = Path(os.path.relpath(Path().resolve(), tree.top))
        tops = [Path(os.path.normpath(here / name)).as_posix() for name in names]
        tree.write(tops, Path(folder))
        (Path(folder) / here).mkdir(parents=True, exist_ok=True)
        yield Path(folder) / here


def _scan(root: Path, names: list[str], recognizers: tuple[Recognizer, ...], cache: Path | None = None) -> Inventory:
    from connectors.base import Source
    from scanner.memory import MemoryLedger
    from scanner.scan import Plan, run

    name = Path.cwd().name or "repository"
    options = (("files", tuple(names)), ("bare", True), ("cache", str(cache) if cache and len(names) >= WORTH else ""))
    source = Source(name, f"schema://{root.as_posix()}", options=options)
    return run(Plan((source,), recognizers, _digest(recognizers), pandian.__version__, "schema"), MemoryLedger())


def _digest(recognizers: tuple[Recognizer, ...]) -> str:
    """What the inventory says of the recognizers: the catalogue goes by the version, because reading it through costs 15 ms."""
    from recognizers import catalogue, digest

    return f"catalogue-{pandian.__version__}" if recognizers == catalogue() else digest(recognizers)


def _recognizers(rules: Policy, lang: Language) -> tuple[Recognizer, ...]:
    """Never from a pandian.yaml that lies about: a pull request could bring one that looks for nothing."""
    from pandian.recognizing import chosen, configured

    return chosen((*configured(rules.config), *rules.recognizers), lang).recognizers


def _judged(inventory: Inventory, register: Register, previous: Register | None, rules: Policy, question: Question) -> Report:
    only = GATE if question.base is not None else tuple(rule for rule in GATE if rule not in _CHANGE)
    return assess(inventory, register, question.today, rules.law_pack, question.lang, Past(register=previous), only)


def _about(report: Report, inventory: Inventory) -> list[Violation]:
    """A pull request answers for what it defines and changes, not for the register's old sins (`pandian register lint`)."""
    scanned = {asset.uri for asset in inventory.assets}
    return [v for v in report.violations if v.uri in scanned or (not v.uri and v.rule in _CHANGE)]


def _answer(report: Report, before: list[tuple[str, str]] | None, rules: Policy, files: list[str], question: Question) -> Answer:
    asked = frozenset(files)
    found = once(v for v in _about(report, report.inventory) if v.file in asked or not v.uri)
    outcome = settle(found, before=before, baseline=rules.baseline, today=question.today)
    texts: dict[str, list[str]] = {}
    outcome = replace(outcome, violations=tuple(_placed(violation, texts) for violation in outcome.violations))
    return Answer(replace(report, violations=outcome.violations), outcome, len(files), notes=rules.notes)


def _without_old_gaps(inventory: Inventory, old: Counter[tuple[str, str, str]], changed: set[str]) -> Inventory:
    """What could not be read before either is not this pull request's: as many as there were of each statement, and of a file that is
    not read at all only as long as it is the same. A table that is known but for a statement keeps its columns."""
    left, kept = Counter(old), []
    for asset in inventory.assets:
        other = asset.reason != "unparsed_ddl" and asset.path in changed
        if not asset.reason or other or not left[_gap(asset)]:
            kept.append(asset)
            continue
        left[_gap(asset)] -= 1
        if asset.columns:
            kept.append(replace(asset, status=Status.SCHEMA, reason="", detail=""))
    return replace(inventory, assets=tuple(kept))


def _gap(asset: AssetRecord) -> tuple[str, str, str]:
    """What was not read: the asset without its line, the reason, and the line as it is written."""
    lines = lines_of(asset.path) if asset.reason == "unparsed_ddl" else []
    found = re.fullmatch(r"line ([0-9]+)", asset.detail)
    line = int(found[1]) if found else asset.line
    return asset.uri.partition("#line-")[0], asset.reason, lines[line - 1].strip() if 0 < line <= len(lines) else ""


def _placed(violation: Violation, texts: dict[str, list[str]]) -> Violation:
    """With the place of the column's name in its line, where the notation does not tell it."""
    if violation.at or not violation.column or not violation.file or not violation.line:
        return violation
    if violation.file not in texts:
        texts[violation.file] = lines_of(violation.file)
    lines = texts[violation.file]
    at = lines[violation.line - 1].find(violation.column) if violation.line <= len(lines) else -1
    return replace(violation, at=at + 1) if at >= 0 else violation
