"""What a *masked sample* is: enough of a value to recognise it in its place, never enough to use it.

The only place that turns a raw value into something that may be stored, printed or reported. Every mask hides at
least one character, keeps a fixed star count where the length itself would tell, and never contains the value.
Kept parts follow what Chinese banks and carriers print: mobile 3+4, resident id 4+2, card 4+4, e-mail initial+domain.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from recognizers import catalogue

_MAX = 40  # characters of a sample; longer ones are cut, so that a report stays a report

_ADMIN = re.compile(r"^.{1,12}?(?:省|自治区|市|特别行政区|都|道|府|県)")


def mask(entity: str, text: str) -> str:
    """A sample of `text` that is safe to keep. Deterministic; `text not in mask(entity, text)` for every text."""
    value = "".join(c for c in text.strip() if unicodedata.category(c)[0] != "C")
    if not value:
        return "*"
    if entity == "EMAIL_ADDRESS" and "@" in value:
        return _email(value)
    if entity == "ADDRESS":
        return _address(value)
    if (keep := _kept(entity)) is not None:
        return _keep(value, *keep)
    return _generic(value)


@cache
def _kept(entity: str) -> tuple[int, int] | None:
    """What the definition allows to show; a recognizer of the user's own has the general rule."""
    return next((r.keep for r in catalogue() if r.entity == entity), None)


def _keep(value: str, start: int, end: int) -> str:
    """First `start` and last `end` characters; less of both while they would show more than two thirds."""
    while start + end > max(len(value) * 2 // 3, 0):
        start, end = max(start - 1, 0), max(end - 1, 0)
    hidden = min(len(value) - start - end, _MAX - start - end)
    return _settled(value, value[:start] + "*" * max(hidden, 1) + (value[-end:] if end else ""))


def _generic(value: str) -> str:
    quarter = min(len(value) // 4, 3)
    return _keep(value, max(quarter, 1) if len(value) > 1 else 0, quarter if len(value) > 7 else 0)


def _email(value: str) -> str:
    """Initial of the mailbox and the domain: the domain is the company's, the mailbox is the person's."""
    mailbox, _, domain = value.rpartition("@")
    shown = domain if len(domain) <= 24 else domain[:24] + "…"
    return _settled(value, f"{mailbox[:1] if len(mailbox) > 1 else ''}***@{shown}")


def _address(value: str) -> str:
    """The province or city, if it is written first; the rest is where somebody lives."""
    found = _ADMIN.match(value)
    kept = found.group() if found and len(found.group()) <= len(value) // 2 else value[:1] if len(value) > 3 else ""
    return _settled(value, kept + "******")


def _settled(value: str, masked: str) -> str:
    """Data that is already masked can equal its own mask: then nothing of it is kept, in a sign that it does not hold."""
    if value not in masked:
        return masked
    return "***" if value.strip("*") else "●●●"
