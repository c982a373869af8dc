"""`pandian detect`: what lies in a text. Text in, places out; JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from pandian.cli import INCOMPLETE, Usage
from pandian.language import default, say
from pandian.options import format_option, recognizers_config_option, recognizers_option
from pandian.recognizing import chosen, configured
from recognizers.base import Match, RecognizerError
from recognizers.custom import Lineup
from recognizers.find import in_text, without_overlaps
from reports.display import display
from scanner.mask import mask


@click.command(help=say("help.detect"))
@click.argument("file", type=click.File("rb", lazy=False), default="-")
@format_option(["text", "jsonl"], "text")
@recognizers_config_option
@recognizers_option
def command(file: IO[bytes], formats: str, config_path: Path | None, recognizer_files: tuple[Path, ...]) -> int:
    find = _finder(chosen((*configured(config_path), *recognizer_files), default()))
    if formats == "jsonl":
        _records(file, find)
        return 0
    try:
        for line in _places(file, find):
            click.echo(line)
    except _NotTextError:
        click.echo(say("not_text", file=display(str(getattr(file, "name", "-")))), err=True)
        return INCOMPLETE
    return 0


class _NotTextError(Exception):
    """A NUL: a binary file, or UTF-16. What cannot be read here must not look clean."""


Find = Callable[[str], list[Match]]


def _finder(lineup: Lineup) -> Find:
    """What lies in a text, Presidio's recognizers asked beside ours. Of overlaps stays what `recognizers.find` prefers."""
    recognizers = lineup.recognizers
    if not lineup.guests:
        return lambda text: in_text(text, recognizers)
    from recognizers import presidio

    try:
        guests = [presidio.guest(wanted) for wanted in lineup.guests]
    except ImportError:
        raise Usage(say("recognizers.no_presidio")) from None
    except RecognizerError as error:
        raise Usage(display(str(error))) from None
    claimed = {(r.entity, p.name) for r in recognizers for p in r.patterns if p.claimed}
    ranks = {g.entity: g.rank for g in guests} | {r.entity: r.rank for r in recognizers}

    def find(text: str) -> list[Match]:
        found = [*in_text(text, recognizers), *presidio.find_with(guests, text)]
        return without_overlaps((m, m.proven or (m.entity, m.pattern) in claimed, ranks[m.entity], 0) for m in found)

    return find


def _places(file: IO[bytes], find: Find) -> Iterator[str]:
    """line:column ENTITY score masked sample, and in brackets the sort, the state and what had to be undone, where there is
    something to say; columns count characters from 1. Values are never shown."""
    name = getattr(file, "name", "-")
    for number, raw in enumerate(file, 1):
        if b"\0" in raw:
            raise _NotTextError
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        for match in find(text):
            sample = display(mask(match.entity, text[match.start : match.end]))
            facts = [match.kind, match.state if match.state != "plain" else "", *match.transforms]
            more = f"  [{', '.join(filter(None, facts))}]" if any(facts) else ""
            yield f"{display(str(name))}:{number}:{match.start + 1}-{match.end} {match.entity} {match.score:.2f} {sample}{more}"


def _records(file: IO[bytes], find: Find) -> None:
    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        record = _record(raw, number)
        found = find(record["text"])
        sys.stdout.write(json.dumps({"id": record.get("id"), "spans": [*map(_span, found)]}, ensure_ascii=False) + "\n")


def _span(match: Match) -> dict[str, Any]:
    """What there is to say of a match; sort, state and transforms only where they are not the usual."""
    span = {"start": match.start, "end": match.end, "entity": match.entity, "score": round(match.score, 4)}
    more = {"kind": match.kind, "state": match.state if match.state != "plain" else "", "transforms": [*match.transforms]}
    return {**span, **{name: value for name, value in more.items() if value}}


def _record(raw: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        raise Usage(say("not_json", line=number)) from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise Usage(say("no_text", line=number))
    return record
