"""`pandian gate`: definitions against the register, for CI. Fast, quiet when clean, exact when not."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pandian.assess import exit_code
from pandian.cli import CLEAN, INCOMPLETE, Usage
from pandian.gate.files import NoSchemaError
from pandian.gate.policy import WORKTREE, Sources, usual_register
from pandian.gate.run import Answer, Question, ask
from pandian.gate.settle import baseline_of
from pandian.gate.tell import explained, summary, told
from pandian.git import GitError
from pandian.language import Language, say
from pandian.options import (
    day,
    fail_on_option,
    format_option,
    lang_option,
    language,
    law_pack_option,
    recognizers_config_option,
    recognizers_option,
    today_option,
)
from pandian.output import told as written
from pandian.output import write
from reports.display import display

FORMATS = ["text", "json", "sarif", "github", "gitlab-codequality", "gitlab-sast", "junit", "markdown", "rdjson"]
_path = click.Path(path_type=Path)


@click.command(help=say("help.gate"))
@click.argument("paths", nargs=-1, type=_path, metavar="[PATH]...")
@click.option("--register", "register_path", envvar="PANDIAN_REGISTER", type=_path, help=say("help.gate_register"))
@click.option("--diff", "base", metavar="BASE", help=say("help.diff"))
@click.option("--policy-from", metavar="REV", help=say("help.policy_from"))
@click.option("--baseline", type=_path, help=say("help.baseline"))
@click.option("--write-baseline", type=_path, help=say("help.write_baseline"))
@format_option(FORMATS, "text", multiple=True)
@click.option("-o", "--out", type=_path, help=say("help.out"))
@click.option("--summary", "summary_path", type=_path, help=say("help.gate_summary"))
@click.option("--fix", is_flag=True, help=say("help.fix"))
@click.option("--explain", is_flag=True, help=say("help.explain_gate"))
@click.option("--watch", is_flag=True, help=say("help.watch"))
@click.option("--exclude", multiple=True, metavar="GLOB", help=say("help.gate_exclude"))
@click.option("--no-cache", is_flag=True, help=say("help.no_cache"))
@fail_on_option
@law_pack_option
@recognizers_config_option
@recognizers_option
@lang_option
@today_option
def command(
    paths: tuple[Path, ...], register_path: Path | None, base: str | None, policy_from: str | None, baseline: Path | None,
    write_baseline: Path | None, formats: tuple[str, ...], out: Path | None, summary_path: Path | None, fix: bool, explain: bool,
    watch: bool, exclude: tuple[str, ...], no_cache: bool, fail_on: str | None, law_pack: Path | None, config_path: Path | None,
    recognizer_files: tuple[Path, ...], lang: str | None, today: Any,
) -> int:  # fmt: skip
    spoken = language(lang)
    register = register_path or usual_register()
    if register is None:
        raise Usage(say("gate_no_register", spoken))
    sources = Sources(register, baseline, config_path, recognizer_files, law_pack)
    revision = None if policy_from == WORKTREE else policy_from or base
    question = Question(paths or (Path(),), sources, day(today), spoken, base, revision, None if no_cache else _cache(), exclude)
    if write_baseline is not None:
        everything = replace(question, revision=None, base=None, sources=replace(sources, baseline=None))
        return _write_baseline(write_baseline, _asked(everything), spoken)

    def once() -> int:
        answer = _asked(question)
        if fix:
            answer = _fixed(answer, register, question)
        _show(answer, formats, out, explain, spoken)
        if summary_path is not None:
            _append(summary_path, answer, spoken)
        blocking = tuple(v for v in answer.outcome.violations if v.gate)
        return exit_code(replace(answer.report, violations=blocking), fail_on or "info")

    return _watched(once, spoken) if watch else once()


def _cache() -> Path | None:
    """The user's own cache folder (XDG Base Directory Specification); none where that lies within the repository, whose pull requests
    could fill it."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(home if os.path.isabs(home) else "~/.cache").expanduser() / "pandian"  # noqa: PTH117
    here = Path.cwd()
    top = next((above for above in (here, *here.parents) if (above / ".git").exists()), here)
    return None if folder.resolve().is_relative_to(top) else folder


def _asked(question: Question) -> Answer:
    lang = question.lang
    try:
        return ask(question)
    except FileNotFoundError as error:
        raise Usage(say("no_such_path", lang, path=display(str(error)))) from None
    except NoSchemaError as error:
        raise Usage(say("no_schema", lang, path=display(str(error)))) from None
    except GitError as error:
        raise Usage(say("git", lang, why=display(str(error)))) from None


def _show(answer: Answer, formats: tuple[str, ...], out: Path | None, explain: bool, lang: Language) -> None:
    if "text" in formats and (out is None or len(formats) > 1):
        for line in told(answer, lang):
            click.echo(line)
    if explain:
        for line in explained(answer, lang):
            click.echo(line)
    named = tuple(name for name in formats if name != "text")
    if named:
        written(write(answer.report, named, out, stem="gate"), lang)
    elif out is not None:
        out.write_text("".join(f"{line}\n" for line in told(answer, lang)), encoding="utf-8")
    for note in answer.notes:
        click.echo(note, err=True)
    click.echo(summary(answer, lang), err=True)


def _append(path: Path, answer: Answer, lang: Language) -> None:
    from reports import markdown

    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(markdown.render(answer.report))
    except OSError as error:
        raise Usage(say("cannot_write", lang, path=display(str(path)), why=error.strerror)) from None


def _write_baseline(path: Path, answer: Answer, lang: Language) -> int:
    try:
        path.write_text(baseline_of(answer.outcome.violations), "utf-8")
    except OSError as error:
        raise Usage(say("cannot_write", lang, path=display(str(path)), why=error.strerror)) from None
    click.echo(say("baseline_written", lang, path=display(str(path)), count=len(answer.outcome.violations)), err=True)
    return CLEAN if answer.report.inventory.complete else INCOMPLETE


ROUNDS = 5  # a kind that is declared may then lack a transfer, a recipient or a plan


def _fixed(answer: Answer, register: Path, question: Question) -> Answer:
    """The register with what a statement alone can mend, and what is left to answer for then. Raises Usage."""
    from pandian.edits import told as as_usage
    from pandian.gate.fix import fixes
    from register import edit

    lang, lines = question.lang, 0
    with as_usage(register, lang):
        for _ in range(ROUNDS):
            changes = fixes(answer.outcome.violations, register)
            if not changes:
                break
            edit.written(changes)
            lines += sum(after.count("\n") - before.count("\n") for before, after in changes.values())
            answer = _asked(question)
    said = say("gate_fixed", lang, path=display(str(register)), count=lines) if lines else say("gate_not_fixed", lang)
    click.echo(said, err=True)
    return answer


def _watched(once: Callable[[], int], lang: Language) -> int:
    """Again whenever a file that git knows or that lies here changes, until interrupted."""
    from pandian.gate.watch import changes

    code = CLEAN
    for _ in changes(Path()):
        if os.isatty(1):
            click.clear()
        try:
            code = once()
        except Usage as error:  # a register or file half written: the next change may mend it
            click.echo(error.format_message(), err=True)
        click.echo(say("gate_watching", lang), err=True)
    return code
