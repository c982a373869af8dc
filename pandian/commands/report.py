"""`pandian report`: the reports of a finished scan, again or anew against another register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pandian.assess import Past, assess, exit_code, open_register
from pandian.cli import Usage
from pandian.language import say
from pandian.options import (
    day,
    fail_on_option,
    format_option,
    lang_option,
    language,
    law_pack_option,
    previous_option,
    register_option,
    store_option,
    today_option,
)
from pandian.output import told, write
from pandian.places import open_store
from reports import formats


@click.command(help=say("help.report"))
@click.argument("scan", default="")
@click.option("--list", "listing", is_flag=True, help=say("help.report_list"))
@register_option
@previous_option
@law_pack_option
@format_option(list(formats()), "text", multiple=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.out"))
@fail_on_option
@store_option
@lang_option
@today_option
def command(
    scan: str, listing: bool, register_path: Path | None, previous_path: Path | None, law_pack: Path | None, formats: tuple[str, ...],
    out: Path | None, fail_on: str | None, store: str | None, lang: str | None, today: Any,
) -> int:  # fmt: skip
    from pandian.recognizing import recall
    from scanner.store import StoreError

    spoken = language(lang)
    opened = open_store(store, spoken)
    try:
        if listing:
            for row in opened.scans():
                click.echo(f"{row['id']}  {say('scan.' + row['state'], spoken)}  {row['started']}  {row['finished']}".rstrip())
            return 0
        inventory = opened.inventory(scan)
        earlier = opened.invocation(inventory.scan)
        recall(earlier)
        decisions, before = opened.decisions(), opened.earlier(inventory.scan)
    except StoreError as error:
        raise Usage(say(error.key, spoken, detail=error.detail)) from None
    finally:
        opened.close()
    chosen = register_path or (Path(earlier["register"]) if earlier.get("register") else None)
    past = Past(tuple(decisions), before, open_register(previous_path, spoken))
    report = assess(inventory, open_register(chosen, spoken), day(today), law_pack, spoken, past)
    told(write(report, formats, out), spoken)
    return exit_code(report, fail_on or "never")
