"""`pandian register show`: what a register says, as tables."""

from __future__ import annotations

from pathlib import Path

import click

from pandian.assess import open_register
from pandian.cli import CLEAN
from pandian.language import say
from pandian.options import lang_option, language
from reports.display import display


@click.command(help=say("help.show"))
@click.argument("path", type=click.Path(path_type=Path))
@lang_option
def command(path: Path, lang: str | None) -> int:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from register.describe import describe

    spoken = language(lang)
    register = open_register(path, spoken)
    assert register is not None
    console = Console()
    for section, rows in describe(register, spoken):
        table = Table(box=box.SIMPLE_HEAD, show_header=False, title=section, title_justify="left", title_style="bold")
        for row in rows:
            table.add_row(*(Text(display(str(cell))) for cell in row))  # a name in brackets is no markup
        console.print(table)
    return CLEAN
