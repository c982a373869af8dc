"""`pandian demo`: the whole product on an invented company, and the proof that it says what is true of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import pandian
from pandian.assess import Past, assess
from pandian.cli import CLEAN, FOUND, Usage
from pandian.language import Language, say
from pandian.options import day, lang_option, language, today_option
from pandian.output import told as wrote
from pandian.output import write
from pandian.violations import lines
from register.violation import Violation
from reports.display import display

if TYPE_CHECKING:
    from pandian.estate import Estate
    from pandian.estate.truth import Expected
    from register.model import Register

SEED = 20261122


@click.command(help=say("help.demo"))
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("pandian-demo"), show_default=True, help=say("help.demo_out"))
@click.option("--seed", type=int, default=SEED, show_default=True, help=say("help.demo_seed"))
@lang_option
@today_option
def command(out: Path, seed: int, lang: str | None, today: Any) -> int:
    from pandian.estate import EstateError, build
    from register.model import load

    spoken = language(lang)
    if out.is_dir() and any(out.iterdir()) and not (out / "estate").is_dir():
        raise Usage(say("demo.not_empty", spoken, path=display(str(out))))
    _heading(say("demo.build", spoken))
    try:
        out.mkdir(parents=True, exist_ok=True)
        estate = build(out / "estate", seed, day(today))
    except (EstateError, OSError) as error:
        raise Usage(display(str(error))) from None
    click.echo(say("demo.built", spoken, path=display(str(estate.folder))))
    register = load(estate.register)
    shown = [*_lint(estate, spoken), *_diff(estate, register, spoken), *_gate(estate, out, spoken)]
    scanned, missed = _scan(estate, register, out, spoken)
    return _verdict([*shown, *scanned], missed, spoken)


def _heading(text: str) -> None:
    click.secho(f"\n{text}", bold=True)


def _lint(estate: Estate, lang: Language) -> list[Expected]:
    """Two registers with mistakes: what `pandian register lint` says of them."""
    from pandian.estate.truth import Expected
    from register.model import parse

    _heading(say("demo.lint", lang))
    shown = []
    for path in (estate.broken_register, estate.dangling_register):
        for problem in parse(path).problems:
            click.echo(display(problem.in_language(lang)))
            shown.append(Expected(problem.rule, "lint", path.name, declaration=problem.path))
    return shown


def _diff(estate: Estate, register: Register, lang: Language) -> list[Expected]:
    """The register against the version before: what `pandian register diff` accuses."""
    from pandian.commands.register.diff import RULES
    from pandian.estate.compare import told
    from register.checks import run
    from register.context import NO_SCAN
    from register.model import load

    _heading(say("demo.diff", lang))
    violations = tuple(run(register, NO_SCAN, today=estate.today, only=RULES, previous=load(estate.previous_register)))
    _show(violations, lang)
    return [told(v, "diff") for v in violations]


def _gate(estate: Estate, out: Path, lang: Language) -> list[Expected]:
    """A pull request that adds a column nobody declared."""
    from pandian.estate.compare import told
    from pandian.gate.policy import Sources
    from pandian.gate.run import Question, ask

    _heading(say("demo.gate", lang))
    with _inside(estate.folder):
        question = Question(
            (estate.pull_request.relative_to(estate.folder),), Sources(estate.register.relative_to(estate.folder)), estate.today, lang
        )
        report = ask(question).report
        _show(report.violations, lang)
    wrote(write(report, ("sarif",), out / "reports" / "gate.sarif"), lang)
    return [told(v, "gate") for v in report.violations]


def _scan(estate: Estate, register: Register, out: Path, lang: Language) -> tuple[list[Expected], list[str]]:
    """Everything, every row; reports in both languages; and each column held against the truth."""
    from pandian.commands.register.diff import RULES
    from pandian.config import load
    from pandian.estate.compare import differences, told
    from pandian.estate.truth import COLUMNS
    from pandian.key import load as load_key
    from pandian.progress import Bars
    from register.model import load as load_register
    from scanner.observe import Observer
    from scanner.scan import run
    from scanner.store import Store

    _heading(say("demo.scan", lang))
    os.environ.setdefault("PANDIAN_KEY_FILE", str(out / "key"))
    store = Store(str(out / "store.db"))
    try:
        plan = _plan(load(estate.config).sources(), "full")
        with Bars(lang) as bars:
            inventory = run(plan, store.begin(plan, {}), Observer(plan.recognizers, load_key()), bars)
    finally:
        store.close()
    past = Past(register=load_register(estate.previous_register))
    report = assess(inventory, register, estate.today, None, lang, past)
    write(report, ("text",), None)
    for spoken in ("zh", "en"):
        names = ("html", "xlsx", "dpo-html", "dpo-xlsx", "json", "csv")
        wrote(write(replace(report, lang=spoken), names, out / "reports" / spoken, stem="inventory"), lang)
    missed = [" ".join(map(display, difference)) for difference in differences(inventory, COLUMNS)]
    return [told(v, "scan") for v in report.violations if v.rule not in RULES], missed  # those of the diff were shown above


def _plan(sources: tuple[Any, ...], mode: str) -> Any:
    from connectors.base import Budget
    from recognizers import catalogue, digest
    from scanner.scan import Plan

    recognizers = catalogue()
    return Plan(sources, recognizers, digest(recognizers), pandian.__version__, mode, Budget(rows=None))


def _show(violations: tuple[Violation, ...], lang: Language) -> None:
    for violation in violations:
        for line in lines(violation, lang):
            click.echo(line)


def _verdict(shown: list[Expected], missed: list[str], lang: Language) -> int:
    """What was shown, rule by rule, against what is true."""
    from pandian.estate.truth import EXPECTED

    _heading(say("demo.verdict", lang))
    for rule in sorted({e.rule for e in EXPECTED}):
        wanted = [e for e in EXPECTED if e.rule == rule]
        got = [e for e in shown if e.rule == rule]
        right = sorted(map(repr, wanted)) == sorted(map(repr, got))
        click.echo(f"  {'✓' if right else '✗'} {rule}  {say('demo.counts', lang, got=len(got), wanted=len(wanted))}")
    false = [e for e in shown if e not in EXPECTED]
    for line in [*missed, *(f"false {display(repr(e))}" for e in false)]:
        click.echo(f"  ✗ {line}")
    agreed = not missed and sorted(map(repr, EXPECTED)) == sorted(map(repr, shown))
    click.echo(say("demo.agreed" if agreed else "demo.differs", lang))
    return CLEAN if agreed else FOUND


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Paths of a gate are as typed in the repository, so it runs there."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
