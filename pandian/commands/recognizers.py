"""`pandian recognizers`: what can be found, what it rests on and whose it is; `test` checks a company's own files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from pandian.cli import CLEAN, USAGE
from pandian.language import Language, say
from pandian.options import format_option, lang_option, language, recognizers_config_option, recognizers_option
from pandian.recognizing import chosen, configured, tried
from recognizers import catalogue
from recognizers.base import Recognizer
from recognizers.custom import ClassGuest, Lineup, Trial
from recognizers.find import in_cell, in_text
from reports.display import display
from scanner.mask import mask


@click.group(invoke_without_command=True, help=say("help.recognizers"))
@format_option(["text", "json", "presidio"], "text")
@recognizers_config_option
@recognizers_option
@lang_option
@click.pass_context
def command(
    context: click.Context, formats: str, config_path: Path | None, recognizer_files: tuple[Path, ...], lang: str | None
) -> int | None:
    if context.invoked_subcommand is not None:
        return None
    spoken = language(lang)
    here = Path("pandian.yaml")
    config = config_path or (here if here.is_file() else None)
    lineup = chosen((*configured(config), *recognizer_files), spoken)
    if formats == "json":
        click.echo(json.dumps(list(_everything(lineup)), ensure_ascii=False, indent=1))
    elif formats == "presidio":
        from recognizers.presidio import registry
        from register.suggest import dumped

        click.echo(dumped(registry(lineup.recognizers)), nl=False)
    else:
        _table(lineup, spoken)
    return CLEAN


@command.command("test", help=say("help.recognizers_test"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@lang_option
def test(files: tuple[Path, ...], lang: str | None) -> int:
    spoken = language(lang)
    lineup, problems = tried(files)
    for trial in lineup.trials:
        click.echo(_outcome(trial, lineup, spoken))
    for problem in problems:
        click.echo(problem.told(spoken))
    counts = {"entities": len(lineup.origins), "trials": len(lineup.trials), "problems": len(problems)}
    click.echo(say("recognizers.tested", spoken, **counts), err=True)
    return USAGE if problems else CLEAN


def _outcome(trial: Trial, lineup: Lineup, lang: Language) -> str:
    """What an example gave, and what it is taken for when everything else is looked for, too. Its text is never shown whole."""
    said = [say("recognizers.found" if trial.matches else "recognizers.not_found", lang)]
    said += [f"{m.pattern} {m.score:.2f} {display(mask(trial.entity, trial.text[m.start : m.end]))}" for m in trial.matches]
    hinted = frozenset({trial.entity} if trial.wanted else ())
    everything = in_text(trial.text, lineup.recognizers) or in_cell(trial.text, lineup.recognizers, hinted)
    others = {m.entity for m in everything} - {trial.entity}
    if others and (not trial.wanted or trial.entity not in {m.entity for m in everything}):
        said.append(say("recognizers.taken", lang, entity=", ".join(sorted(others))))
    return f"{'✓' if trial.held else '✗'} {display(trial.file)}:{trial.line}: {trial.entity}: {'; '.join(said)}"


def _table(lineup: Lineup, lang: Language) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1), collapse_padding=True)
    for key, width in (("entity", 10), ("name", 10), ("origin", 8), ("evidence", 6), ("headers", 10)):
        table.add_column(say(f"recognizers.{key}", lang), no_wrap=key != "headers", overflow="ellipsis", min_width=width)
    for r in lineup.recognizers:
        words = ", ".join(r.headers[:4]) + (" …" if len(r.headers) > 4 else "")
        table.add_row(r.entity, r.names[lang], display(_origin(r, lineup, lang)), say(f"evidence.{r.evidence}", lang), display(words))
    for guest in lineup.guests:
        origin = say("recognizers.guest", lang, file=guest.file, path=guest.path.rpartition(".")[2])
        table.add_row(guest.entity, guest.names[lang], display(origin), "", "")
    for r, file in lineup.disabled:
        table.add_row(r.entity, r.names[lang], display(say("recognizers.disabled", lang, file=file)), "", "", style="dim")
    Console().print(table)


def _origin(recognizer: Recognizer, lineup: Lineup, lang: Language) -> str:
    files = ", ".join(lineup.origins.get(recognizer.entity, ()))
    if not files:
        return say("recognizers.built_in", lang)
    return say("recognizers.extended", lang, files=files) if _built_in(recognizer.entity) else files


def _built_in(entity: str) -> bool:
    return any(r.entity == entity for r in catalogue())


def _everything(lineup: Lineup) -> Iterable[dict[str, object]]:
    for recognizer in lineup.recognizers:
        yield _facts(recognizer, lineup)
    for recognizer, file in lineup.disabled:
        yield {**_facts(recognizer, lineup), "active": False, "disabled_by": file}
    for guest in lineup.guests:
        yield _guest(guest)


def _facts(recognizer: Recognizer, lineup: Lineup) -> dict[str, object]:
    return {
        "entity": recognizer.entity,
        "category": recognizer.category,
        "names": recognizer.names,
        "rank": recognizer.rank,
        "active": True,
        "built_in": _built_in(recognizer.entity),
        "files": lineup.origins.get(recognizer.entity, ()),
        "evidence": recognizer.evidence,
        "checksum": recognizer.validate is not None,
        "patterns": [{"name": p.name, "scope": p.scope, "state": p.state, "score": p.score} for p in recognizer.patterns],
        "headers": recognizer.headers,
        "hints": recognizer.hints,
        "context": recognizer.context,
        "sources": recognizer.sources,
    }


def _guest(guest: ClassGuest) -> dict[str, object]:
    return {
        "entity": guest.entity,
        "category": guest.category,
        "names": guest.names,
        "rank": guest.rank,
        "active": True,
        "built_in": False,
        "files": [guest.file],
        "class": guest.path,
        "language": guest.language,
        "commands": ["detect"],
    }
