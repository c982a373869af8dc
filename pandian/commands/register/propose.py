"""`pandian register propose`: the lines with which a register would declare what a stored scan found, to be reviewed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.assess import law_pack_of, open_register
from pandian.cli import CLEAN
from pandian.edits import told
from pandian.language import say
from pandian.options import day, lang_option, language, law_pack_option, store_option, today_option
from pandian.places import stored
from reports.display import display

if TYPE_CHECKING:
    pass

Changes = Mapping[Path, tuple[str, str]]


@click.command(help=say("help.propose"))
@click.argument("path", metavar="REGISTER", type=click.Path(path_type=Path))
@click.option("--scan", default="", help=say("help.propose_scan"))
@click.option("--write", "write", is_flag=True, help=say("help.propose_write"))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.propose_out"))
@law_pack_option
@store_option
@lang_option
@today_option
def command(
    path: Path, scan: str, write: bool, out: Path | None, law_pack: Path | None, store: str | None, lang: str | None, today: Any
) -> int:
    from register import edit, law
    from register.context import Context
    from register.propose import proposed

    spoken = language(lang)
    register = open_register(path, spoken)
    assert register is not None
    assert register.source is not None
    inventory = stored(store, scan, day(today), spoken)
    proposal = proposed(Context(register, inventory, law_pack_of(law_pack, spoken) or law.load(register.pack), day(today)))
    with told(path, spoken):
        changes = edit.edited(register.source, proposal.fragment)
        if write:
            edit.written(changes)
        _tell(changes, out)
    for note in proposal.notes:
        click.echo(display(note.in_language(spoken)), err=True)
    counts = {name: len(proposal.fragment.get(name, ())) for name in ("systems", "processing_activities", "data_categories")}
    done = "propose.none" if not changes else "propose.written" if write else "propose.printed"
    click.echo(say(done, spoken, scan=display(inventory.scan), path=display(str(path)), **counts), err=True)
    return CLEAN


def _tell(changes: Changes, out: Path | None) -> None:
    """A unified diff, to the file exactly and to a terminal harmlessly."""
    diff = "".join(_diff(path, before, after) for path, (before, after) in changes.items())
    if out is not None:
        out.write_text(diff, encoding="utf-8")
    else:
        click.echo(display(diff, newlines=True), nl=False)


def _diff(path: Path, before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
