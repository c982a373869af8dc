"""`pandian detect`: what lies in a text. Text in, places out; JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import IO, Any

import click

from pandian.cli import INCOMPLETE, Usage
from pandian.language import say
from pandian.options import format_option
from recognizers import catalogue
from recognizers.find import in_text
from reports.display import display
from scanner.mask import mask


@click.command(help=say("help.detect"))
@click.argument("file", type=click.File("rb", lazy=False), default="-")
@format_option(["text", "jsonl"], "text")
def command(file: IO[bytes], formats: str) -> int:
    if formats == "jsonl":
        _records(file)
        return 0
    try:
        for line in _places(file):
            click.echo(line)
    except _NotTextError:
        click.echo(say("not_text", file=display(str(getattr(file, "name", "-")))), err=True)
        return INCOMPLETE
    return 0


class _NotTextError(Exception):
    """A NUL: a binary file, or UTF-16. What cannot be read here must not look clean."""


def _places(file: IO[bytes]) -> Iterator[str]:
    """line:column ENTITY score masked sample; columns count characters from 1. Values are never shown."""
    recognizers = catalogue()
    name = getattr(file, "name", "-")
    for number, raw in enumerate(file, 1):
        if b"\0" in raw:
            raise _NotTextError
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        for match in in_text(text, recognizers):
            sample = display(mask(match.entity, text[match.start : match.end]))
            yield f"{display(str(name))}:{number}:{match.start + 1}-{match.end} {match.entity} {match.score:.2f} {sample}"


def _records(file: IO[bytes]) -> None:
    recognizers = catalogue()
    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        record = _record(raw, number)
        found = in_text(record["text"], recognizers)
        spans = [{"start": m.start, "end": m.end, "entity": m.entity, "score": round(m.score, 4)} for m in found]
        sys.stdout.write(json.dumps({"id": record.get("id"), "spans": spans}, ensure_ascii=False) + "\n")


def _record(raw: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        raise Usage(say("not_json", line=number)) from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise Usage(say("no_text", line=number))
    return record
