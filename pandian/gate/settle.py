"""What is left to answer for. Three ways to settle a violation, each visible: it was there before (`--diff`, `--baseline`), or
somebody allowed it in place, with a reason and an end, in the comment syntax of whatever language it is:

    phone varchar(20), -- pandian: allow[INV-011] reason="needed for delivery, register PR 12" until=2027-01-31

Before and baseline are counted by fingerprint (rule, table, column, kind): one more of the same is new.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from register.violation import Violation

BASELINE = "pandian-baseline/1"
LONGEST = timedelta(days=366)
_ALLOW = re.compile(
    r"pandian:\s*allow\[(?P<rules>[A-Z]{2,4}-[0-9]{3}(?:\s*,\s*[A-Z]{2,4}-[0-9]{3})*)\]"
    r"(?:\s+reason=(?:\"(?P<double>[^\"]{10,})\"|'(?P<single>[^']{10,})'|(?P<bare>[^\s\"'][^\s]{9,})))?"
    r"(?:\s+until=(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)
#: Where a comment begins, in any language that is read here.
_OPENER = re.compile(r"""--|\#|//|/\*|<!--|<%--|\{\#|\"\"\"|\'\'\'""")
#: JSON has no comments: words of a person stand under these keys.
_SAID = re.compile(r'"(?:doc|description|title|comment|[$]comment|_comment|//)"\s*:\s*"[^"]*\Z')
#: What may stand behind a waiver on a line of its own.
_CLOSED = re.compile(r"""[\s*/>%\#}\-,'"]*""")


class BaselineError(Exception):
    """The baseline file is not one; the text names it and the fix."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An inline permission. problem: "" or a word of the message table ("no_reason", "no_until", "expired", "too_long")."""

    rules: tuple[str, ...]
    until: date | None
    problem: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left to answer for, and what was settled by whom."""

    violations: tuple[Violation, ...]
    waived: int = 0
    baselined: int = 0
    unchanged: int = 0
    void: tuple[tuple[str, int, str], ...] = ()  # (file, line, problem) of waivers that do not count


def settle(
    violations: Iterable[Violation], *, before: Iterable[tuple[str, str]] | None, baseline: Iterable[tuple[str, str]], today: date
) -> Outcome:
    """before: (fingerprint, file) of what was wrong before, None to answer for everything; baseline: the same of its entries."""
    kept, unchanged = _less(list(violations), list(before or ()))
    kept, baselined = _less(kept, list(baseline))
    left: list[Violation] = []
    void: list[tuple[str, int, str]] = []
    texts: dict[str, list[str]] = {}
    seen: dict[tuple[str, int], list[Waiver]] = {}
    for violation in kept:
        waiver = _waiver(violation, texts, today, seen)
        if waiver is None or waiver.problem:
            left.append(violation)
            if waiver is not None:
                void.append((violation.file, violation.line, waiver.problem))
    return Outcome(tuple(left), len(kept) - len(left), baselined, unchanged, tuple(dict.fromkeys(void)))


def _less(violations: list[Violation], known: list[tuple[str, str]]) -> tuple[list[Violation], int]:
    """Without as many of each fingerprint as are known, those of the same file first; and how many that were."""
    exact = Counter((fingerprint, file) for fingerprint, file in known if file)
    loose = Counter(fingerprint for fingerprint, _ in known)
    settled: set[int] = set()
    for same_file in (True, False):
        for n, violation in enumerate(violations):
            place = (violation.fingerprint, violation.file)
            if n in settled or not loose[violation.fingerprint] or (same_file and not exact[place]):
                continue
            exact[place] -= same_file
            loose[violation.fingerprint] -= 1
            settled.add(n)
    return [v for n, v in enumerate(violations) if n not in settled], len(settled)


def _waiver(violation: Violation, texts: dict[str, list[str]], today: date, seen: dict[tuple[str, int], list[Waiver]]) -> Waiver | None:
    """On the violation's line, or alone on the line above."""
    if not violation.file or not violation.line:
        return None
    if violation.file not in texts:
        texts[violation.file] = lines_of(violation.file)
    lines = texts[violation.file]
    for number in (violation.line, violation.line - 1):
        key = (violation.file, number if number == violation.line else -number)
        if key not in seen:
            line = lines[number - 1] if 0 < number <= len(lines) else ""
            seen[key] = list(_waivers(line, today, alone=number != violation.line))
        for waiver in seen[key]:
            if violation.rule in waiver.rules or not waiver.rules:
                return waiver
    return None


def _waivers(line: str, today: date, *, alone: bool) -> Iterator[Waiver]:
    """What is allowed in a line's comments; alone: only where nothing but the comment stands in it."""
    if "pandian:" not in line:
        return
    found = [m for m in _ALLOW.finditer(line) if _commented(line[: m.start()], alone=alone)]
    for match in found:
        if not alone or _CLOSED.fullmatch(line, match.end()):
            yield _checked(match, today)
    if not found and re.search(r"pandian:\s*allow", line) and not _ALLOW.search(line):
        yield Waiver((), None, "malformed")


def _commented(before: str, *, alone: bool) -> bool:
    """Whether what follows is inside of a comment. Quotes that are open hold no comment."""
    if alone:
        opener = _OPENER.match(before.lstrip()) or before.lstrip().startswith(("*", "{/*"))
        return bool(opener or _SAID.search(before)) and not re.search(r"\*/|-->|%>|#\}", before)
    if _SAID.search(before):
        return True
    quote, at = "", 0
    while at < len(before):
        char = before[at]
        if not quote and _OPENER.match(before, at):
            return True
        if char in "\"'`" and quote in ("", char):
            quote = "" if quote else char
        at += 2 if char == "\\" else 1
    return False


def _checked(found: re.Match[str], today: date) -> Waiver:
    rules = tuple(re.split(r"\s*,\s*", found["rules"]))
    if not (found["double"] or found["single"] or found["bare"]):
        return Waiver(rules, None, "no_reason")
    try:
        until = date.fromisoformat(found["until"] or "")
    except ValueError:
        return Waiver(rules, None, "no_until")
    return Waiver(rules, until, "expired" if until < today else "too_long" if until > today + LONGEST else "")


def lines_of(file: str) -> list[str]:
    """Comments are looked for as ASCII, so any encoding that keeps ASCII will do; UTF-16 is told by its BOM."""
    try:
        raw = Path(file).read_bytes()
    except OSError:
        return []
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return raw.decode(encoding, "replace").split("\n")


def read_baseline(path: Path) -> list[tuple[str, str]]:
    """(fingerprint, file) of every entry. Raises BaselineError."""
    try:
        data: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"{path}: not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != BASELINE or not isinstance(data.get("violations"), list):
        raise BaselineError(f"{path}: not a {BASELINE} file; write one with --write-baseline")
    return [(str(entry.get("fingerprint")), str(entry.get("file", ""))) for entry in data["violations"] if isinstance(entry, dict)]


def _surrogates(entry: dict[str, str]) -> bool:
    """Whether a name is no UTF-8, which only escapes can write."""
    return any("\ud800" <= char <= "\udfff" for text in entry.values() for char in text)


def baseline_of(violations: Iterable[Violation]) -> str:
    """Sorted by place, so that a baseline in version control changes only where the schema does."""
    entries = [
        {"fingerprint": v.fingerprint, "rule": v.rule, "place": f"{v.uri.rpartition('#')[2]} {v.column}".strip(), "file": v.file}
        for v in violations
    ]
    entries.sort(key=lambda e: (e["place"], e["rule"], e["fingerprint"], e["file"]))
    return json.dumps({"format": BASELINE, "violations": entries}, ensure_ascii=any(map(_surrogates, entries)), indent=1) + "\n"
