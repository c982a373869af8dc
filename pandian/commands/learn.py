"""`pandian learn`: what a scan found out about the company's own customer numbers, and a file of recognizers made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.cli import Usage
from pandian.language import Language, say
from pandian.options import lang_option, language, store_option
from pandian.places import open_store
from reports.display import display
from reports.outline import percent

if TYPE_CHECKING:
    from recognizers._formats import Format
    from recognizers.base import Pattern


@click.command(help=say("help.learn"))
@click.argument("scan", default="")
@click.option("--write", "path", type=click.Path(path_type=Path), metavar="FILE", help=say("help.write_learned"))
@store_option
@lang_option
def command(scan: str, path: Path | None, store: str | None, lang: str | None) -> int:
    from scanner.learned import patterns
    from scanner.store import StoreError

    spoken = language(lang)
    opened = open_store(store, spoken)
    try:
        inventory = opened.inventory(scan)
    except StoreError as error:
        raise Usage(say(error.key, spoken, detail=error.detail)) from None
    finally:
        opened.close()
    if not inventory.learned:
        click.echo(say("learn.nothing", spoken, scan=inventory.scan))
        return 0
    for line in told(inventory.learned, spoken):
        click.echo(line)
    if path is not None:
        _write(path, patterns(inventory.learned), spoken)
    return 0


def told(facts: Iterable[dict[str, Any]], lang: Language) -> Iterator[str]:
    """A line for each column, and one for each format that it shows."""
    place = ""
    for fact in facts:
        here = f"{display(fact['uri'])} · {display(fact['column'])}"
        if here != place:
            yield here
            share = percent(fact["share"])
            yield "  " + say(f"learn.{fact['how']}", lang, beside=display(fact["beside"]), share=share)
        place = here
        if fact["core"]:
            name = fact["names"][lang == "en"]
            yield "  " + say("learn.format", lang, name=display(name), distinct=fact["distinct"], share=percent(fact["share"]))
            yield f"    {display(fact['core'], 200)}"
            yield "    " + say(f"learn.scope.{fact['scope']}", lang)


def _write(path: Path, made: tuple[tuple[Pattern, Format], ...], lang: Language) -> None:
    if not made:
        raise Usage(say("learn.nothing_to_write", lang))
    try:
        path.write_text("\n".join(_yaml(made, lang)) + "\n", encoding="utf-8")
    except OSError as error:
        raise Usage(say("cannot_write", lang, path=display(str(path)), why=error.strerror)) from None
    click.echo(say("written", lang, path=display(str(path))), err=True)


def _yaml(made: tuple[tuple[Pattern, Format], ...], lang: Language) -> Iterator[str]:
    """Strings are written as JSON, which YAML reads."""
    yield f"# {say('learn.review', lang)}"
    yield "format: pandian-recognizers/1"
    yield "recognizers:"
    yield "- extend: CUSTOMER_NUMBER"
    yield "  patterns:"
    for pattern, format_ in made:
        yield f"  # {format_.names[lang == 'en']}"
        if format_.check:
            yield f"  # {say('learn.check_digit', lang)}"
        # Without letters of its own, a number is known by the check digit, which this file cannot ask for.
        scope = "cell" if format_.check and not format_.letters else pattern.scope
        yield f"  - name: {pattern.name}"
        yield f"    core: {_quoted(pattern.core)}"
        yield f"    edges: {_quoted(pattern.edges)}"
        yield f"    scope: {scope}"
        yield f"    score: {pattern.score}"
    yield f"  examples: {_quoted([f.example for _, f in made if f.example])}"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
