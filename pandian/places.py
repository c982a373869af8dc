"""Where the store lies unless told otherwise, and how it is opened for a command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pandian.cli import Usage
from pandian.language import Language, say

if TYPE_CHECKING:
    from scanner.store import Store


def default_store() -> str:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "pandian" / "pandian.db")


def configured_store() -> str:
    """The store that a pandian.yaml in the current folder names: what `scan` wrote there, `report` finds."""
    from pandian.config import ConfigFileError, load

    here = Path("pandian.yaml")
    try:
        return load(here).store if here.is_file() else ""
    except ConfigFileError:
        return ""  # the command that needs the file says what is wrong with it


def open_store(location: str | None, lang: Language) -> Store:
    """Raises Usage."""
    from scanner.store import Store, StoreError

    try:
        return Store(location or configured_store() or default_store())
    except StoreError as error:
        raise Usage(say(error.key, lang, detail=error.detail)) from None
