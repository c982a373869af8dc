"""The command line called as a user calls it, in this process: `call`, and what came of it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pandian.cli import root


def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a key and a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDIAN_LANG", "en")
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def call(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(root, list(arguments), input=stdin, standalone_mode=False)


def code(result: Result) -> int:
    if result.exception is not None:
        return int(getattr(result.exception, "exit_code", -1))
    return int(result.return_value or 0)


def said(result: Result) -> str:
    error = result.exception
    return result.output + (error.format_message() if isinstance(error, click.ClickException) else str(error or ""))
