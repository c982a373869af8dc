"""`pandian recognizers`: what can be found, and what it rests on."""

from __future__ import annotations

import json

import click

from pandian.language import say
from pandian.options import format_option, lang_option, language
from recognizers import catalogue
from recognizers.base import Recognizer


@click.command(help=say("help.recognizers"))
@format_option(["text", "json"], "text")
@lang_option
def command(formats: str, lang: str | None) -> int:
    if formats == "json":
        click.echo(json.dumps([_facts(r) for r in catalogue()], ensure_ascii=False, indent=1))
        return 0
    spoken = language(lang)
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1), collapse_padding=True)
    for key in ("entity", "name", "evidence", "headers"):
        table.add_column(say(f"recognizers.{key}", spoken), no_wrap=key != "headers", overflow="ellipsis")
    for r in catalogue():
        words = ", ".join(r.headers[:4]) + (" …" if len(r.headers) > 4 else "")
        table.add_row(r.entity, r.names[spoken], say(f"evidence.{r.evidence}", spoken), words)
    Console().print(table)
    return 0


def _facts(recognizer: Recognizer) -> dict[str, object]:
    return {
        "entity": recognizer.entity,
        "category": recognizer.category,
        "names": recognizer.names,
        "rank": recognizer.rank,
        "evidence": recognizer.evidence,
        "checksum": recognizer.validate is not None,
        "patterns": [{"name": p.name, "scope": p.scope, "state": p.state, "score": p.score} for p in recognizer.patterns],
        "headers": recognizer.headers,
        "hints": recognizer.hints,
        "context": recognizer.context,
        "sources": recognizer.sources,
    }
