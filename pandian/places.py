"""Where the store lies unless told otherwise, and how it is opened for a command."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pandian.cli import Usage
from pandian.language import Language, say
from reports.display import display

if TYPE_CHECKING:
    from scanner.decisions import Decision
    from scanner.inventory import Finding, Inventory
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


def kept_decisions(location: str | None, lang: Language) -> list[Decision]:
    """The log of decisions, for commands that write nothing: a store that is not there yet is not made. Raises Usage."""
    place = location or configured_store() or default_store()
    if ("://" not in place or place.startswith("sqlite:///")) and not Path(place.removeprefix("sqlite:///")).expanduser().exists():
        return []
    from scanner.store import StoreError

    opened = open_store(place, lang)
    try:
        return opened.decisions()
    except StoreError as error:
        raise Usage(say(error.key, lang, detail=error.detail)) from None
    finally:
        opened.close()


def earlier_scan(location: str | None, scan: str, lang: Language) -> Inventory | None:
    """The scan of the same sources before this one, None where the store has none. Raises Usage."""
    from scanner.store import StoreError

    opened = open_store(location, lang)
    try:
        return opened.earlier(scan)
    except StoreError as error:
        raise Usage(say(error.key, lang, detail=display(error.detail))) from None
    finally:
        opened.close()


def stored(location: str | None, scan: str, today: date, lang: Language) -> Inventory:
    """The inventory of a stored scan ("" or "latest" for the last finished one), as people have decided on its findings. Raises Usage."""
    from pandian.recognizing import recall
    from scanner.decisions import as_decided, standings
    from scanner.store import StoreError

    opened = open_store(location, lang)
    try:
        inventory = opened.inventory("" if scan == "latest" else scan)
        recall(opened.invocation(inventory.scan))
        return as_decided(inventory, standings(opened.decisions(), inventory, today))
    except StoreError as error:
        raise Usage(say(error.key, lang, detail=display(error.detail))) from None
    finally:
        opened.close()


def one_finding(opened: Store, wanted: str, lang: Language) -> tuple[str, Finding]:
    """The finding whose fingerprint is, or begins with, what was typed, as the newest scan with it saw it, and that scan. Raises Usage."""
    typed = wanted.strip().lower()
    if not typed or not all(c in "0123456789abcdef" for c in typed):
        raise Usage(say("not_a_fingerprint", lang))
    found = opened.find(typed)
    newest = {f.fingerprint: (scan, f) for scan, f in found if scan == found[0][0]}
    if len(newest) != 1:
        known = ", ".join(sorted(newest))
        raise Usage(say("ambiguous", lang, known=known) if known else say("no_such_finding", lang, finding=typed))
    return next(iter(newest.values()))
