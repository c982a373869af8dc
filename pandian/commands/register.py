"""`pandian register lint|show`: is the register sound, and what does it say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pandian.assess import open_register, reaches
from pandian.cli import CLEAN, FOUND, USAGE
from pandian.language import say
from pandian.options import day, fail_on_option, lang_option, language, today_option
from pandian.violations import lines
from reports.display import display


@click.group(help=say("help.register_group"))
def command() -> None: ...


@command.command("lint", help=say("help.lint"))
@click.argument("path", type=click.Path(path_type=Path))
@fail_on_option
@lang_option
@today_option
def lint(path: Path, fail_on: str | None, lang: str | None, today: Any) -> int:
    from register.describe import lint as check

    spoken = language(lang)
    violations = check(path, day(today))
    for violation in violations:
        for line in lines(violation, spoken):
            click.echo(line)
    click.echo(say("lint_summary", spoken, count=len(violations), path=display(str(path))), err=True)
    if any(v.rule in ("REG-001", "REG-002") for v in violations):
        return USAGE
    return FOUND if reaches(violations, fail_on or "high") else CLEAN


@command.command("show", help=say("help.show"))
@click.argument("path", type=click.Path(path_type=Path))
@lang_option
def show(path: Path, lang: str | None) -> int:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from register.describe import describe

    spoken = language(lang)
    register = open_register(path, spoken)
    assert register is not None
    console = Console()
    for section, rows in describe(register, spoken):
        table = Table(box=box.SIMPLE_HEAD, show_header=False, title=section, title_justify="left", title_style="bold")
        for row in rows:
            table.add_row(*(display(str(cell)) for cell in row))
        console.print(table)
    return CLEAN
