"""Where reports go: standard output, a file, or a folder with one file a format."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from pandian.cli import Usage
from pandian.language import Language, say
from reports import Report, formats
from reports.display import display


def write(report: Report, names: tuple[str, ...], out: Path | None, stem: str = "pandian") -> list[Path]:
    """Render and write. Returns the files written ([] when it went to standard output). Raises Usage."""
    known = formats()
    if out is None:
        if len(names) > 1:
            raise Usage(say("several_formats"))
        return _to_screen(report, names[0])
    if len(names) == 1 and out.suffix and not out.is_dir():
        return [to_file(known[names[0]].render(report), out)]
    return [to_file(known[name].render(report), out / f"{stem}{known[name].SUFFIX}") for name in names]


def _to_screen(report: Report, name: str) -> list[Path]:
    chosen = formats()[name]
    if chosen.BINARY:
        raise Usage(say("binary_needs_out", format=name))
    content = chosen.render(report)
    assert isinstance(content, str)
    # Bytes, so that a terminal or a pipe of another encoding never fails half-way through a report.
    sys.stdout.buffer.write(content.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    return []


def to_file(content: bytes | str, path: Path) -> Path:
    """Written beside its place and moved there: a full disk never leaves half a report. Only the owner may read it."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    draft = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.chmod(0o600)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Usage(say("cannot_write", path=path, why=error.strerror)) from None
    return path


def told(files: list[Path], lang: Language) -> None:
    for file in files:
        click.echo(say("written", lang, path=display(str(file))), err=True)
