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
    from rich.console import Console
    from rich.table import Table

    table = Table(title=None, header_style="bold", row_styles=["", "dim"])
    for key in ("entity", "name", "category", "evidence", "headers", "sources"):
        table.add_column(say(f"recognizers.{key}", spoken), overflow="fold")
    for r in catalogue():
        table.add_row(r.entity, r.names[spoken], r.category, say(f"evidence.{r.evidence}", spoken), ", ".join(r.headers[:6]), "; ".join(r.sources))
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
