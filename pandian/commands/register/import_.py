"""`pandian register import`: what another tool says, as lines for a register: printed, or laid over one that keeps its comments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pandian.cli import CLEAN, Usage
from pandian.edits import laid_over
from pandian.language import Language, say
from pandian.options import lang_option, language
from register.exchange import ExchangeError, readable
from reports.display import display

MAX_BYTES = 64 * 1024 * 1024


@click.command(help=say("help.register_import"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--from", "name", type=click.Choice(readable()), required=True, help=say("help.import_from"))
@click.option("--into", type=click.Path(path_type=Path), help=say("help.import_into"))
@lang_option
def command(path: Path, name: str, into: Path | None, lang: str | None) -> int:
    from register.suggest import dumped

    spoken = language(lang)
    try:
        fragment = readable()[name].imported(_read(path, spoken))
    except ExchangeError as error:
        raise Usage(f"{display(str(path))}: {display(error.said.in_language(spoken))}") from None
    if into is None:
        click.echo(dumped(fragment), nl=False)
    else:
        laid_over(into, fragment, spoken)
        click.echo(say("import_done", spoken, path=display(str(into))), err=True)
    return CLEAN


def _read(path: Path, lang: Language) -> Any:
    """JSON or YAML by the content: manifests of dbt are large, and JSON."""
    from register import yaml

    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise Usage(say("cannot_read", lang, path=display(str(path)), why=error.strerror)) from None
    if not raw:
        raise Usage(say("too_large", lang, path=display(str(path)), limit=MAX_BYTES // 1024 // 1024))
    try:
        return json.loads(raw) if raw.lstrip()[:1] in (b"{", b"[") else yaml.load(raw).data
    except yaml.YamlError as error:
        raise Usage(f"{display(str(path))}:{error.line}: {display(error.said.in_language(lang))}") from None
    except (ValueError, RecursionError):
        raise Usage(say("exchange_not_json", lang, path=display(str(path)))) from None
