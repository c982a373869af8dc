"""Which language to speak: `--lang`, else PANDIAN_LANG, else the locale; Chinese or English."""

from __future__ import annotations

import os
from typing import Any, Literal

from reports.messages import text

Language = Literal["zh", "en"]


def default() -> Language:
    for name in ("PANDIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(key: str, lang: Language | None = None, **params: Any) -> str:
    """A sentence of the message table for the command line."""
    return text(f"cli.{key}", lang or default(), **params)
