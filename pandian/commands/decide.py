"""`pandian decide`: a person's word on findings, kept apart from the machine's: a log that outlives every scan."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pandian.cli import Usage
from pandian.language import Language, say
from pandian.options import day, lang_option, language, store_option, today_option
from pandian.places import one_finding, open_store
from reports.display import display
from reports.messages import word
from reports.outline import both_words, decision_words
from scanner.decisions import Decision, DecisionError, Force, Ruling, Standing, decide, newest, standing

if TYPE_CHECKING:
    from scanner.inventory import Finding
    from scanner.store import Store

RULINGS = {"confirmed": Ruling.CONFIRMED, "false-positive": Ruling.FALSE_POSITIVE, "false_positive": Ruling.FALSE_POSITIVE}


@click.command(help=say("help.decide"))
@click.argument("arguments", nargs=-1, metavar="[FINDING]... [confirmed|false-positive]")
@click.option("--reason", metavar="TEXT", help=say("help.reason"))
@click.option("--by", metavar="NAME", help=say("help.by"))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=say("help.until"))
@click.option("--withdraw", is_flag=True, help=say("help.withdraw"))
@click.option("--list", "listing", is_flag=True, help=say("help.decide_list"))
@click.option("--export", "export", type=click.Path(path_type=Path), metavar="FILE", help=say("help.export"))
@click.option("--import", "import_", type=click.Path(path_type=Path), metavar="FILE", help=say("help.import"))
@store_option
@lang_option
@today_option
def command(
    arguments: tuple[str, ...], reason: str | None, by: str | None, until: Any, withdraw: bool, listing: bool, export: Path | None,
    import_: Path | None, store: str | None, lang: str | None, today: Any,
) -> int:  # fmt: skip
    from scanner.store import StoreError

    spoken = language(lang)
    deciding = bool(arguments) or withdraw
    if sum((deciding, listing, export is not None, import_ is not None)) != 1:
        raise Usage(say("decide.one", spoken))
    findings, ruling = _asked(arguments, withdraw, spoken) if deciding else ((), None)
    opened = open_store(store, spoken)
    try:
        if ruling is not None:
            last = until.date().isoformat() if until else ""
            lines = _decide(opened, findings, ruling, reason or "", by or _user(), last, spoken)
        elif export is not None:
            lines = _export(opened, export, spoken)
        elif import_ is not None:
            lines = _import(opened, import_, by or _user(), spoken)
        else:
            lines = _list(opened, day(today), spoken)
        for line in lines:
            click.echo(line)
    except StoreError as error:
        raise Usage(say(error.key, spoken, detail=display(error.detail))) from None
    finally:
        opened.close()
    return 0


def _asked(arguments: tuple[str, ...], withdraw: bool, lang: Language) -> tuple[tuple[str, ...], Ruling]:
    """Findings and ruling as typed: the ruling comes last."""
    if withdraw:
        findings, ruling = arguments, Ruling.WITHDRAWN
    else:
        findings, last = arguments[:-1], RULINGS.get(arguments[-1].lower())
        if last is None:
            raise Usage(say("decide.no_ruling", lang))
        ruling = last
    if not findings:
        raise Usage(say("decide.no_finding", lang))
    return findings, ruling


def _user() -> str:
    """The operating system's user, "" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such entry; Windows without USERNAME
        return ""


def _decide(opened: Store, typed: Iterable[str], ruling: Ruling, reason: str, by: str, until: str, lang: Language) -> Iterator[str]:
    """All of them or none. What is decided on is the finding as the newest scan saw it."""
    findings = [one_finding(opened, wanted, lang)[1] for wanted in typed]
    held = newest(opened.decisions())
    if ruling is Ruling.WITHDRAWN and (bare := [f.fingerprint for f in findings if f.fingerprint not in held]):
        raise Usage(say("decide.nothing_held", lang, findings=", ".join(bare)))
    try:
        decisions = [decide(finding, ruling, reason=reason, by=by, until=until) for finding in findings]
    except DecisionError as error:
        raise Usage(_why(error, lang)) from None
    opened.decide(decisions)
    for finding, decision in zip(findings, decisions, strict=True):
        yield f"{finding.fingerprint}  {_where(finding, lang)}"
        yield f"  {display(both_words(finding, Standing(decision, Force.COUNTS), lang))}"


def _why(error: DecisionError, lang: Language) -> str:
    return say(error.key, lang, detail=word("entity", error.detail, lang))


def _where(finding: Finding, lang: Language) -> str:
    return display(f"{finding.uri} · {finding.column} {finding.path}".rstrip() + f" · {word('entity', finding.entity, lang)}")


def _list(opened: Store, today: Any, lang: Language) -> Iterator[str]:
    """What holds of every finding that was ever decided on, with both verdicts."""
    decided = newest(opened.decisions())
    if not decided:
        yield say("decide.none", lang)
    for name, decision in sorted(decided.items(), key=lambda item: (item[1].at, item[0]), reverse=True):
        found = _find(opened, name)
        if found is None:
            yield f"{name}  {say('decide.unknown', lang)}"
            yield f"  {display(decision_words(Standing(decision, Force.COUNTS), lang))}"
        else:
            yield f"{name}  {_where(found, lang)}"
            yield f"  {display(both_words(found, standing(decision, found, today), lang))}"


def _find(opened: Store, name: str) -> Finding | None:
    found = opened.find(name)
    return found[0][1] if found else None


def _export(opened: Store, path: Path, lang: Language) -> Iterator[str]:
    from pandian.decision_file import written
    from pandian.output import to_file

    log = opened.decisions()
    names = dict.fromkeys(decision.finding for decision in log)
    known = {name: finding for name in names if (finding := _find(opened, name))}
    to_file(written(log, known), path)
    yield say("decide.exported", lang, count=len(log), path=display(str(path)))


def _import(opened: Store, path: Path, by: str, lang: Language) -> Iterator[str]:
    from pandian.decision_file import DecisionFileError, fresh, read

    try:
        entries = read(path, lambda name: _find(opened, name), by, lang)
    except DecisionFileError as error:
        raise Usage("\n".join(display(line) for line in str(error).splitlines())) from None
    new: list[Decision] = fresh(entries, opened.decisions())
    opened.decide(new)
    yield say("decide.imported", lang, new=len(new), count=len(entries), path=display(str(path)))
