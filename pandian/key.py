"""The installation's secret key: keyed fingerprints are worthless without it, so it never lies beside the store.

A file of 32 random bytes in hex, mode 0600, made at first use: PANDIAN_KEY_FILE, else pandian/key in the user's
configuration folder. Copy it to every machine whose scans are to be compared; losing it only means counting anew.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from scanner.sketch import Key


class KeyFileError(Exception):
    """The key file cannot be read, made or trusted; the text names it and the fix."""


def path() -> Path:
    if chosen := os.environ.get("PANDIAN_KEY_FILE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "pandian" / "key"


def load() -> Key:
    """Raises KeyFileError."""
    place = path()
    try:
        if not place.exists():
            _make(place)
        if os.name == "posix" and place.stat().st_mode & 0o077:
            raise KeyFileError(f"{place}: others may read the key; run: chmod 600 {place}")
        secret = bytes.fromhex(place.read_text("ascii").strip())
    except OSError as error:
        raise KeyFileError(f"{place}: {error.strerror}") from None
    except ValueError:  # not hex, or not even text
        raise KeyFileError(f"{place}: not a key file (64 hex digits); move it away to have a new one made") from None
    if len(secret) != 32:
        raise KeyFileError(f"{place}: not a key file (64 hex digits); move it away to have a new one made")
    return Key(secret)


def _make(place: Path) -> None:
    """Written whole under another name, then linked: two first runs at once agree on one key."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
