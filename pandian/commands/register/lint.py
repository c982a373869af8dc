"""`pandian register lint`: is the register sound, and is the policy that it describes complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pandian.assess import law_pack_of, reaches
from pandian.cli import CLEAN, FOUND, USAGE
from pandian.language import say
from pandian.options import day, fail_on_option, lang_option, language, law_pack_option, today_option
from pandian.violations import lines
from reports.display import display


@click.command(help=say("help.lint"))
@click.argument("path", type=click.Path(path_type=Path))
@law_pack_option
@fail_on_option
@lang_option
@today_option
def command(path: Path, law_pack: Path | None, fail_on: str | None, lang: str | None, today: Any) -> int:
    from register.describe import lint as check

    spoken = language(lang)
    violations = check(path, day(today), law_pack_of(law_pack, spoken))
    for violation in violations:
        for line in lines(violation, spoken):
            click.echo(line)
    click.echo(say("lint_summary", spoken, count=len(violations), path=display(str(path))), err=True)
    if any(v.rule in ("REG-001", "REG-002") for v in violations):
        return USAGE
    return FOUND if reaches(violations, fail_on or "high") else CLEAN
