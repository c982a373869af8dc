"""`pandian register export`: a register in the words of another tool, with what that tool has no word for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from pandian.assess import open_register
from pandian.cli import CLEAN
from pandian.language import say
from pandian.options import lang_option, language, store_option
from pandian.output import to_file, told
from register.exchange import formats


@click.command(help=say("help.register_export"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--to", "name", type=click.Choice(list(formats())), required=True, help=say("help.export_to"))
@click.option("--scan", default=None, help=say("help.export_scan"))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.out"))
@store_option
@lang_option
def command(path: Path, name: str, scan: str | None, out: Path | None, store: str | None, lang: str | None) -> int:
    from pandian.places import stored

    spoken = language(lang)
    register = open_register(path, spoken)
    assert register is not None
    chosen = formats()[name]
    data = chosen.exported(register, stored(store, scan, date.today(), spoken) if scan is not None else None)
    if out is None:
        click.echo(_written(data, chosen.SUFFIX), nl=False)
    elif name == "odcs" and not out.suffix:  # a contract is a file of its own
        told([to_file(_written(contract, chosen.SUFFIX), out / f"{contract['id']}.odcs.yaml") for contract in data], spoken)
    else:
        told([to_file(_written(data, chosen.SUFFIX), out)], spoken)
    click.echo(say("export_lost", spoken, format=name, lost=chosen.LOST.in_language(spoken)), err=True)
    return CLEAN


def _written(data: Any, suffix: str) -> str:
    from register.suggest import dumped_all

    return dumped_all(data) if suffix == ".yaml" else json.dumps(data, ensure_ascii=False, indent=2) + "\n"
