"""What a *binding* matches: a glob over asset URIs in which ``*`` stays within one path step and ``**`` crosses them.

Written as a set of positions moved through the text, so that no pattern, however hostile, makes it slow; regular
expressions with several stars would.
"""

from __future__ import annotations

import re

_STARS = re.compile(r"(\*+)")


def root(uri: str) -> str:
    """Scheme and source name of a URI, or of a binding that spells both out: "sqlite://crm/"; else ""."""
    head = "/".join(uri.split("/", 3)[:3])
    return "" if "*" in head or uri.count("/") < 3 else head + "/"


def matches(glob: str, text: str) -> bool:
    """Whether the whole text fits. Everything but stars stands for itself."""
    literal, star, rest = glob.partition("*")
    if not star:
        return glob == text
    if not text.startswith(literal):
        return False
    if rest in ("", "*"):  # by far the commonest bindings end in their only star
        return rest == "*" or "/" not in text[len(literal) :]
    positions = {0}
    for token in filter(None, _STARS.split(glob)):
        positions = _moved(token, text, positions)
        if not positions:
            return False
    return len(text) in positions


def _moved(token: str, text: str, positions: set[int]) -> set[int]:
    if token[0] != "*":
        return {p + len(token) for p in positions if text.startswith(token, p)}
    if len(token) > 1:
        return set(range(min(positions), len(text) + 1))
    reached: set[int] = set()
    for start in sorted(positions):
        while start not in reached and start <= len(text):
            reached.add(start)
            if text[start : start + 1] == "/":
                break
            start += 1
    return reached
