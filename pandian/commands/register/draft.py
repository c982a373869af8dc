"""`pandian register draft`: what a privacy policy declares, as a register to be completed by hand, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.cli import CLEAN, Usage
from pandian.language import Language, say
from pandian.options import day, lang_option, language, today_option
from reports.display import display

if TYPE_CHECKING:
    from datetime import date

    from register.policy.draft import Draft

#: Parts of a register that a policy fills, in the order in which they are told.
PARTS = (
    *("data_categories", "data_uses", "collection_scenarios", "processors", "recipients", "cross_border_transfers", "retention_statement"),
    *("retention_rules", "security_measures", "rights", "rights_handling", "incident_response", "change_rules"),
)
_CLAUSES, _QUOTE = 8, 60


@click.command(help=say("help.draft"))
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.draft_out"))
@click.option("--force", is_flag=True, help=say("help.draft_force"))
@lang_option
@today_option
def command(policy: Path, out: Path | None, force: bool, lang: str | None, today: Any) -> int:
    from pandian.output import to_file

    spoken = language(lang)
    if out is not None:
        _free(out, policy, force, spoken)
    made = _drafted(policy, day(today), spoken)
    beside = _place(made, policy, out)
    text = _written(made, policy, day(today))
    if out is None:
        click.echo(display(text, newlines=True), nl=False)
    else:
        to_file(text, out)
    _tell(made, spoken)
    if out is not None:
        click.echo(say("draft.written", spoken, path=display(str(out))), err=True)
        if not beside:
            click.echo(say("draft.elsewhere", spoken, path=display(str(policy)), folder=display(str(out.parent))), err=True)
    return CLEAN


def _free(out: Path, policy: Path, force: bool, lang: Language) -> None:
    """Raises Usage where writing would destroy something: an older register without --force, the policy always."""
    if out.is_dir():
        raise Usage(say("draft.folder", lang, path=display(str(out))))
    if out.exists() and policy.exists() and out.samefile(policy):
        raise Usage(say("draft.itself", lang, path=display(str(out))))
    if (out.exists() or out.is_symlink()) and not force:
        raise Usage(say("draft.exists", lang, path=display(str(out))))


def _drafted(policy: Path, today: date, lang: Language) -> Draft:
    from register.policy.blocks import PolicyError
    from register.policy.draft import draft

    try:
        return draft(policy, today)
    except PolicyError as error:
        raise Usage(display(error.said.in_language(lang))) from None


def _place(made: Draft, policy: Path, out: Path | None) -> bool:
    """Writes the policy's path as the register has to name it: from its own folder. False where the policy lies elsewhere."""
    source = made.register["documents"][0]["source"]
    folder, file = (policy if out is None else out).resolve().parent, policy.resolve()
    if not file.is_relative_to(folder):
        return False
    source["path"] = file.relative_to(folder).as_posix()
    return True


def _written(made: Draft, policy: Path, today: date) -> str:
    from register.policy.written import written

    spoken = [say(f"draft.head{n}", lang, policy=display(policy.name), day=today.isoformat()) for lang in ("zh", "en") for n in (1, 2, 3)]
    return written(made.register, spoken)


def _tell(made: Draft, lang: Language) -> None:
    """What was taken and what was not, as tables on the error stream: the output may be the register itself."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    console.print(_table(say("draft.taken", lang), _heads(lang, "part", "count", "clauses"), _taken(made.register, lang)))
    left = [(u.clause, display(u.quote, _QUOTE), u.why.in_language(lang)) for u in made.unplaced]
    if left:
        console.print(_table(say("draft.left", lang, count=len(left)), _heads(lang, "clause", "words", "why"), left))
    console.print(say("draft.share", lang, share=f"{made.placed:.0%}", count=len(left)), soft_wrap=True)


def _heads(lang: Language, *names: str) -> list[str]:
    return [say(f"draft.head.{name}", lang) for name in names]


def _table(title: str, heads: list[str], rows: Sequence[tuple[str, ...]]) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(display(cell) for cell in row))
    return table


def _taken(register: dict[str, Any], lang: Language) -> list[tuple[str, ...]]:
    """Part, number of entries, clauses they come from; a part that the policy says nothing of has a row as well."""
    from register.policy.written import PARTS as TITLES

    rows: list[tuple[str, ...]] = []
    for key in PARTS:
        entries = register.get(key) or []
        cited = [entry for entry in ([entries] if isinstance(entries, dict) else entries) if "quote" in entry or "x-quote" in entry]
        rows.append((TITLES[key].in_language(lang), str(len(cited)), _clauses(cited) if cited else "—"))
    return rows


def _clauses(entries: list[dict[str, Any]]) -> str:
    found = list(dict.fromkeys(_of(entries)))
    return ", ".join(found[:_CLAUSES]) + (" …" if len(found) > _CLAUSES else "")


def _of(entries: list[dict[str, Any]]) -> Iterator[str]:
    return (str(entry.get("clause") or entry.get("x-clause")) for entry in entries)
