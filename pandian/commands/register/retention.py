"""`pandian register retention`: how long data is kept, rule by rule, as a stored scan found it; and SQL for a person to review."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.assess import context_of
from pandian.cli import CLEAN, INCOMPLETE
from pandian.language import Language, say
from pandian.options import day, lang_option, language, law_pack_option, store_option, today_option
from pandian.output import to_file, told
from reports.display import display

if TYPE_CHECKING:
    from register.context import Context
    from register.retention import Count, Standing

HEADS = ("asset", "rule", "clock", "dates", "overdue", "soft", "minimum", "due")
_SHARES = (16, 11, 13, 11, 14, 13, 11, 11)  # of the width, by column
_WIDE = 130  # columns of a terminal that a table needs
_NONE = "—"


@click.command(help=say("help.retention"))
@click.argument("path", metavar="REGISTER", type=click.Path(path_type=Path))
@click.option("--scan", default="", metavar="ID", help=say("help.retention_scan"))
@click.option("--sql", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help=say("help.retention_sql"))
@law_pack_option
@store_option
@lang_option
@today_option
def command(path: Path, scan: str, folder: Path | None, law_pack: Path | None, store: str | None, lang: str | None, today: Any) -> int:
    spoken = language(lang)
    context = context_of(path, scan, law_pack, store, day(today), spoken)
    _show(context, spoken)
    if folder is not None:
        _write(context, folder, spoken)
    return CLEAN if context.inventory.complete else INCOMPLETE


def _show(context: Context, lang: Language) -> None:
    from register.retention import standings

    found = sorted(standings(context), key=lambda s: (not s.is_overdue, s.next_due or "9", s.asset.uri))
    _print([[display(cell, newlines=True) for cell in cells(standing, lang)] for standing in found], lang)
    overdue = sum(s.is_overdue for s in found)
    click.echo(say("retention.summary", lang, assets=len(found), overdue=overdue, day=context.today), err=True)


def _print(rows: list[list[str]], lang: Language) -> None:
    """A table; where the terminal is too narrow for one, a paragraph an asset. Names are no markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, heads = Console(), [say(f"retention.{head}", lang) for head in HEADS]
    if console.width >= _WIDE:
        table = Table(box=box.SIMPLE_HEAD, expand=True)
        for head, share in zip(heads, _SHARES, strict=True):
            table.add_column(Text(head), overflow="fold", ratio=share)
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    for row in rows:
        console.print(Text(row[0].replace("\n", " "), "bold"))
        for head, cell in zip(heads[1:], row[1:], strict=True):
            if cell != _NONE:
                console.print(Text(f"  {head}: {cell.replace(chr(10), '; ')}"))
        console.print()


def cells(found: Standing, lang: Language) -> tuple[str, ...]:
    """What the table says of an asset, in the order of HEADS."""
    return (
        f"{found.asset.uri}\n[{found.system.key}]",
        _rule(found, lang),
        _clock(found, lang),
        " – ".join(filter(None, (found.age.oldest, found.age.newest))) if found.age else _NONE,
        _overdue(found, lang),
        _soft(found, lang),
        _lines(f"{f.period.text} {f.law}{' !' if f.broken else ''}" for f in found.floors),
        _due(found, lang),
    )


def _rule(found: Standing, lang: Language) -> str:
    if found.rule is None or found.rule.period is None:
        return say("retention.no_rule", lang)
    grace = f" + {found.rule.grace.text}" if found.rule.grace else ""
    return f"{found.rule.id}\n{found.rule.period.text}{grace} {found.rule.start}".rstrip()


def _clock(found: Standing, lang: Language) -> str:
    if found.age is None:
        return say("retention.no_clock", lang, tried=", ".join(found.tried)) if found.tried else _NONE
    undated = "\n" + say("retention.undated", lang, rows=found.age.undated) if found.age.undated else ""
    return f"{found.age.clock}\n{say(f'retention.basis_{found.age.basis}', lang)}{undated}"


def _overdue(found: Standing, lang: Language) -> str:
    if not found.limit or found.age is None:
        return _NONE
    people = say("retention.not_counted", lang) if found.overdue_people is None else say("retention.people", lang, n=found.overdue_people)
    parts = [say("retention.before", lang, day=found.limit), *([rows(found.overdue, lang), people] if found.overdue else [])]
    return "\n".join([*parts, *found.partitions[:5]])


def _soft(found: Standing, lang: Language) -> str:
    return _lines(
        f"{s.column}: {rows(s.past, lang)} / {s.marked.rows}, {s.grace.text}"
        + (f"\n{say('retention.undated', lang, rows=s.undated)}" if s.undated else "")
        for s in found.soft
    )


def _due(found: Standing, lang: Language) -> str:
    return f"{found.next_due}\n{say('retention.soon', lang, a=found.due_30, b=found.due_90)}" if found.next_due else _NONE


def rows(count: Count, lang: Language) -> str:
    return say(f"retention.rows_{count.basis}", lang, n=count.rows)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts) or _NONE


def _write(context: Context, folder: Path, lang: Language) -> None:
    """One file an asset; nothing is executed, here or anywhere."""
    from register.proposal import proposals

    made = list(proposals(context, lang))
    told([to_file(proposal.text, folder / proposal.file) for proposal in made], lang)
    click.echo(say("retention.proposed", lang, n=len(made), runs=sum(p.runs for p in made)), err=True)
