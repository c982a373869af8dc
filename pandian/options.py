"""Options that several commands share, and how they become values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from pandian.language import Language, default, say
from register.violation import Severity

SEVERITIES = [*(s.value for s in Severity), "never"]

lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), help=say("help.lang"))
register_option = click.option("--register", "register_path", type=click.Path(path_type=Path), help=say("help.register"))
previous_option = click.option("--previous", "previous_path", type=click.Path(path_type=Path), help=say("help.previous"))
law_pack_option = click.option("--law-pack", type=click.Path(path_type=Path), help=say("help.law_pack"))
fail_on_option = click.option("--fail-on", type=click.Choice(SEVERITIES), help=say("help.fail_on"))
store_option = click.option("--store", envvar="PANDIAN_STORE", help=say("help.store"))
recognizers_option = click.option(
    "--recognizers", "recognizer_files", multiple=True, metavar="FILE", type=click.Path(path_type=Path), help=say("help.recognizers_file")
)
#: For commands that read nothing else of a configuration.
recognizers_config_option = click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), help=say("help.recognizers_config")
)
today_option = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)


def format_option(names: list[str], default_name: str, multiple: bool = False) -> Callable[[Any], Any]:
    """The parameter is called `formats`: a tuple of names when `multiple`, else one name."""
    default = [default_name] if multiple else default_name
    choice = click.Choice(names)
    return click.option("--format", "formats", type=choice, multiple=multiple, default=default, show_default=True, help=say("help.format"))


def language(chosen: str | None, configured: str | None = None) -> Language:
    value = chosen or configured or default()
    return "zh" if value == "zh" else "en"


def day(moment: Any) -> date:
    """`--today` makes checks repeatable; otherwise it is today."""
    return moment.date() if moment is not None else date.today()
