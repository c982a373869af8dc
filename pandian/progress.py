"""Progress on standard error: a bar per source for anything that takes longer than a moment, nothing when piped."""

from __future__ import annotations

import sys
from typing import Any

import click

from pandian.language import Language, say
from reports.display import display
from reports.messages import word


class Bars:
    """A `scanner.scan.Tell` with rich bars; on a pipe only failures are told, one line each."""

    def __init__(self, lang: Language, quiet: bool = False) -> None:
        self.lang = lang
        self.live = None
        self.task: Any = None
        self.place = ""
        self.rows = 0
        if sys.stderr.isatty() and not quiet:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self.live = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip

    def __enter__(self) -> Bars:
        if self.live is not None:
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live is not None:
            self.live.stop()

    def __call__(self, event: str, facts: dict[str, Any]) -> None:
        if event == "source_failed":
            reason = why(facts["reason"], facts["detail"], self.lang)
            self._say(say("source_failed", self.lang, source=display(facts["source"]), why=reason))
        if self.live is None:
            return
        if event == "planned":
            self.task = self.live.add_task(display(facts["source"]), total=facts["assets"])
        elif event == "asset":
            self.place, self.rows = display(facts["uri"], 60), 0
            self.live.update(self.task, description=self.place)
        elif event == "rows":
            self.rows += facts["rows"]
            self.live.update(self.task, description=say("progress", self.lang, place=self.place, rows=self.rows))
        elif event == "asset_done":
            self.live.advance(self.task)

    def _say(self, line: str) -> None:
        if self.live is not None:
            self.live.console.print(line, markup=False, style="red")
        else:
            click.echo(line, err=True)


def why(reason: str, detail: str, lang: Language) -> str:
    """A word of `connectors.base.REASONS` as a sentence, with the detail that the connector gave."""
    return f"{word('reason', reason, lang)} ({display(detail)})" if detail else word("reason", reason, lang)
