"""`pandian register diff`: what changed between two versions of a register, and what that means for the people in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from pandian.assess import law_pack_of, open_register, reaches
from pandian.cli import CLEAN, FOUND, Usage
from pandian.git import GitError, snapshot
from pandian.language import Language, say
from pandian.options import day, fail_on_option, lang_option, language, law_pack_option, store_option, today_option
from pandian.places import stored
from register.merge import merged
from register.suggest import dumped
from register.yaml import load
from reports.display import display
from reports.messages import word

if TYPE_CHECKING:
    from register.diff import Change, Versions
    from register.model import Register
    from register.violation import Violation

#: The rules about changes; all others speak of the register as it is (`register lint`, `scan`).
RULES = ("CHG-001", "CHG-003")
_MINOR_SHOWN = 20
_PATH = 30  # characters of a path on one line
_SHARES, _PEOPLE = (32, 26, 16, 18, 9, 8, 13), 5  # of the width, by column; the column that is left out when nobody was counted
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "="}


@click.command(help=say("help.register_diff"))
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="[NEW]", required=False, type=click.Path(path_type=Path))
@click.option("--git", "revision", metavar="REV", help=say("help.diff_git"))
@click.option("--scan", metavar="ID", help=say("help.diff_scan"))
@store_option
@law_pack_option
@click.option("--format", "shape", type=click.Choice(["text", "json", "markdown"]), default="text", help=say("help.diff_format"))
@fail_on_option
@lang_option
@today_option
def command(
    old: Path, new: Path | None, revision: str | None, scan: str | None, store: str | None, law_pack: Path | None, shape: str,
    fail_on: str | None, lang: str | None, today: Any,
) -> int:  # fmt: skip
    from register import law
    from register.checks import run
    from register.context import NO_SCAN, Context
    from register.diff import counter, diff, versions
    from register.waivers import split

    spoken = language(lang)
    if (new is None) == (revision is None):
        raise Usage(say("diff.two_or_git", spoken))
    pack = law_pack_of(law_pack, spoken)
    with _both(old, new, revision, spoken) as (before, after):
        seen = (
            Context(after, stored(store, scan, day(today), spoken), pack or law.load(after.pack), day(today)) if scan is not None else None
        )
        changes = diff(before, after, counter(seen) if seen else None)
        found = run(after, NO_SCAN, today=day(today), law_pack=pack, only=RULES, previous=before)
        between = versions(before, after)
    violations, _ = split(found, after, day(today))
    click.echo({"json": _json, "markdown": _markdown}.get(shape, _text)(changes, between, violations, spoken), nl=False)
    return FOUND if reaches(violations, fail_on or "high") else CLEAN


@contextmanager
def _both(old: Path, new: Path | None, revision: str | None, lang: Language) -> Iterator[tuple[Register, Register]]:
    """The two registers, while the files that they speak of are there."""
    after = open_register(new or old, lang)
    assert after is not None
    if revision is None:
        before = open_register(old, lang)
        assert before is not None
        yield before, after
        return
    with TemporaryDirectory(prefix="pandian-") as folder:
        try:
            before = open_register(snapshot(old, revision, Path(folder), _documents), lang)
        except GitError as error:
            raise Usage(display(str(error))) from None
        assert before is not None
        yield before, after


def _documents(path: Path) -> Iterator[str]:
    """Files of the documents that the register names."""
    from register.model import parse

    yield from (document.path for document in parse(path).documents.values() if document.path)


# -- what is printed ----------------------------------------------------------------------------------------------------


def _group(change: Change) -> str:
    return "consent" if change.consent != "none" else "notice" if change.notice != "none" else change.weight


def _grouped(changes: Iterable[Change]) -> dict[str, list[Change]]:
    grouped: dict[str, list[Change]] = {"consent": [], "notice": [], "internal": [], "minor": []}
    for change in changes:
        grouped["internal" if (name := _group(change)) == "material" else name].append(change)
    return grouped


def _versions(between: Versions, lang: Language) -> str:
    said = say(
        "diff.versions", lang, before=between.register_before, after=between.register_after,
        policy_before=between.policy_before or "—", policy_after=between.policy_after or "—",
    )  # fmt: skip
    return display(said + ("" if between.policy_renewed else say("diff.same_policy", lang)))


def _summary(changes: tuple[Change, ...], violations: list[Violation], lang: Language) -> str:
    counts = {name: len(group) for name, group in _grouped(changes).items()}
    return say("diff.summary", lang, changes=len(changes), violations=len(violations), **counts)


def _cells(change: Change, lang: Language) -> tuple[str, ...]:
    """Path, what changed, rules, consent, notice, people, owner: the columns of every shape. Parts that may stand on lines of
    their own are apart by a line feed."""
    path = re.sub(r"\.(?![^\[]*\])", "\n  .", change.path)  # at the dots that stand in no id
    path = "\n".join(part if len(part) <= _PATH else part.replace("[", "\n    [") for part in path.split("\n"))
    consent = word("consent", change.consent, lang) + (f"\n{_laws(change.law)}" if change.law else "")
    rules = "\n".join(f"{rule.id} {rule.name}" if rule.name != rule.id else rule.id for rule in change.rules)
    people = say("diff.not_counted", lang) if change.people is None else f"≈ {change.people:,}"
    notice = word("notice", change.notice, lang)
    return tuple(display(cell, newlines=True) for cell in (path, _edit(change), rules or "—", consent, notice, people, change.owner or "—"))


def _laws(laws: tuple[str, ...]) -> str:
    """PIPL 14(2), 17(2): the name of a law once."""
    said, named = [], ""
    for law in laws:
        name, _, article = law.rpartition(" ")
        said.append(article if name == named else law)
        named = name
    return ", ".join(said)


def _edit(change: Change) -> str:
    if change.kind == "added":
        return f"+ {change.after}"
    if change.kind == "removed":
        return f"− {change.before}"
    return f"{change.before or '—'} → {change.after or '—'}"


def _heads(lang: Language) -> list[str]:
    return [say(f"diff.head.{name}", lang) for name in ("path", "change", "rules", "consent", "notice", "people", "owner")]


def _text(changes: tuple[Change, ...], between: Versions, violations: list[Violation], lang: Language) -> str:
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    width = max(Console().width, 120)
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
    console.print(_versions(between, lang), soft_wrap=True)
    for name, group in _grouped(changes).items():
        if group:
            console.print()
            console.print(f"{say(f'diff.group.{name}', lang)} ({len(group)})", style="bold")
            console.print(_few(group, lang) if name == "minor" else _table(group, lang))
    for line in _accused(violations, lang):
        console.print(line, soft_wrap=True)
    console.print()
    console.print(_summary(changes, violations, lang) if changes else say("diff.nothing", lang), soft_wrap=True)
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text)


def _accused(violations: list[Violation], lang: Language) -> Iterator[str]:
    """By rule: where, then what to do about all of them, and the lines to add."""
    for rule, group in groupby(sorted(violations, key=lambda v: v.rule), key=lambda v: v.rule):
        found = list(group)
        yield f"\n{rule} [{word('severity', found[0].severity, lang)}] {found[0].title.in_language(lang)} ({_laws(found[0].law)})"
        for violation in found:
            yield f"  {display(violation.file)}:{violation.line}: {display(violation.message.in_language(lang))}"
        yield f"  → {found[0].remedy.in_language(lang)}"
        fragment: Any = {}
        for violation in found:
            fragment = merged(fragment, load(violation.yaml.encode()).data) if violation.yaml else fragment
        yield from (f"    {display(line)}" for line in (dumped(fragment) if fragment else "").splitlines())


def _table(group: list[Change], lang: Language) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    shown = [i for i in range(7) if i != _PEOPLE or any(change.people is not None for change in group)]
    heads = _heads(lang)
    for i in shown:
        table.add_column(heads[i], ratio=_SHARES[i], overflow="fold", justify="right" if i == _PEOPLE else "left")
    for change in group:
        cells = _cells(change, lang)
        table.add_row(*(cells[i] for i in shown))
    return table


def _few(group: list[Change], lang: Language) -> str:
    """Words only: one line each, and not many."""
    said = [f"  {_SIGNS[c.kind]} {display(c.path)}: {display(c.before, 40) or '—'} → {display(c.after, 40) or '—'}" for c in group]
    rest = len(said) - _MINOR_SHOWN
    return "\n".join([*said[:_MINOR_SHOWN], *([f"  {say('diff.more', lang, count=rest)}"] if rest > 0 else [])])


def _markdown(changes: tuple[Change, ...], between: Versions, violations: list[Violation], lang: Language) -> str:
    """For a comment on a pull request."""
    said = [f"**{_plain(_versions(between, lang))}**", ""]
    for name, group in _grouped(changes).items():
        if group:
            said += [f"### {say(f'diff.group.{name}', lang)} ({len(group)})", "", _row(_heads(lang)), _row(["---"] * 7)]
            said += [_row([_plain(cell) for cell in _cells(change, lang)]) for change in group] + [""]
    if violations:
        said += [f"### {say('diff.violations', lang)}", ""]
        said += [f"- **{v.rule}** {_plain(display(v.message.in_language(lang)))}" for v in violations] + [""]
    said.append(_summary(changes, violations, lang) if changes else say("diff.nothing", lang))
    return "\n".join(said) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text: no link, no mention, no markup, no end of the cell."""
    return "".join(
        f"\\{c}" if c in "\\`*_{}[]()#+-!|~" else {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "\n": "<br>"}.get(c, c)
        for c in text
    )


def _json(changes: tuple[Change, ...], between: Versions, violations: list[Violation], _lang: Language) -> str:
    told = [{key: value for key, value in asdict(change).items() if key != "versions"} for change in changes]
    data = {"versions": asdict(between), "changes": told, "violations": [v.to_json() for v in violations]}
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"
