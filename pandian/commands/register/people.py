"""`pandian register people`: how many people a stored scan knows of, each once: by kind, system, party and country, with the systems that
know the same people, and the route that exports need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.assess import context_of
from pandian.cli import CLEAN, INCOMPLETE
from pandian.language import Language, say
from pandian.options import day, lang_option, language, law_pack_option, store_option, today_option
from reports.display import display
from reports.messages import text, word

if TYPE_CHECKING:
    from register.context import Context
    from register.people import Count

Row = tuple[str, ...]


@click.command(help=say("help.people"))
@click.argument("path", metavar="REGISTER", type=click.Path(path_type=Path))
@click.option("--scan", default="", metavar="ID", help=say("help.retention_scan"))
@law_pack_option
@store_option
@lang_option
@today_option
def command(path: Path, scan: str, law_pack: Path | None, store: str | None, lang: str | None, today: Any) -> int:
    from rich.console import Console

    spoken = language(lang)
    context = context_of(path, scan, law_pack, store, day(today), spoken)
    console = Console()
    for title, heads, rows in _tables(context, spoken):
        console.print(_table(title, heads, rows, spoken))
    click.echo(say("people.bounds", spoken), err=True)
    return CLEAN if context.inventory.complete else INCOMPLETE


def _tables(context: Context, lang: Language) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """(title, heads, rows), the whole first."""
    from register.exports import exports
    from register.flows import overlaps
    from register.people import people_of

    people, register = people_of(context), context.register
    counted = ("people.what", "people.estimate", "people.low", "people.high", "people.note")
    systems = {key: register.systems[key].name if key in register.systems else text("label.no_system", lang) for key in people.by_system()}
    parties = {**{p.id: p.name for p in register.processors.values()}, **{r.id: r.name for r in register.recipients.values()}}
    yield say("people.total", lang), counted, [_row(say("people.all", lang), people.total(), lang)]
    yield (
        say("people.kinds", lang),
        counted,
        [_row(register.category_name(key).in_language(lang), count, lang) for key, count in people.by_category().items()],
    )
    yield say("people.systems", lang), counted, [_row(systems[key], count, lang) for key, count in people.by_system().items()]
    yield say("people.parties", lang), counted, [_row(parties[key], count, lang) for key, count in people.by_recipient().items()]
    yield say("people.countries", lang), counted, [_row(key, count, lang) for key, count in people.by_country().items()]
    yield say("people.overlaps", lang), ("people.one", "people.other", "people.both", "people.share_one", "people.share_other"), [
        (systems[o.one], systems[o.other], f"{o.both.estimate:,} ({o.both.low:,}–{o.both.high:,})", *(f"{share:.0%}" for share in o.shares))
        for o in overlaps(context)
    ]  # fmt: skip
    sent = exports(context)
    figures = [*((t, sent.transfers[t]) for t in sent.transfers), (say("people.running", lang, since=sent.since), sent.running)]
    yield say("people.routes", lang), ("people.transfer", "people.general", "people.sensitive", "people.route", "people.margin"), [
        (
            name, f"{one.figures.general.estimate:,}", f"{one.figures.sensitive.estimate:,}", word("route", one.judged.route, lang),
            ", ".join(f"{near.share:.0%} / {near.bound:,}" for near in one.judged.near) or "—",
        )
        for name, one in figures
    ]  # fmt: skip


def _row(name: str, count: Count, lang: Language) -> Row:
    notes = [text(f"dpo.people.{note}", lang) for note in ("sampled", "weak") if getattr(count, note)]
    if count.anonymous:
        notes.append(text("dpo.people.anonymous", lang, rows=f"{count.anonymous:,}"))
    return name, f"{count.estimate:,}", f"{count.low:,}", f"{count.high:,}", "; ".join(notes)


def _table(title: str, heads: Iterable[str], rows: list[Row], lang: Language) -> Any:
    """Names are no markup; numbers stand on the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold")
    for head in heads:
        number = head.rpartition(".")[2] in ("estimate", "low", "high", "both", "share_one", "share_other", "general", "sensitive")
        table.add_column(say(head, lang), justify="right" if number else "left")
    for row in rows or [(text("label.none", lang),)]:
        table.add_row(*(Text(display(cell)) for cell in row))
    return table
