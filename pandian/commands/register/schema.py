"""`pandian register schema`: the form of a register as JSON Schema, for editors and other tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pandian.cli import CLEAN, Usage
from pandian.language import say
from pandian.options import lang_option, language
from reports.display import display


@click.command(help=say("help.schema"))
@click.option("--part", is_flag=True, help=say("help.schema_part"))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.schema_out"))
@lang_option
def command(part: bool, out: Path | None, lang: str | None) -> int:
    from register.published import published

    spoken = language(lang)
    text = json.dumps(published(part), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        click.echo(text, nl=False)
        return CLEAN
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Usage(say("cannot_write", spoken, path=display(str(out)), why=error.strerror)) from None
    return CLEAN
