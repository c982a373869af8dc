"""What is left to answer for. Three ways to settle a violation, each visible: it was there before (`--diff`, `--baseline`), or
somebody allowed it in place, with a reason and an end, in the comment syntax of whatever language it is:

    phone varchar(20), -- pandian: allow[INV-011] reason="needed for delivery, register PR 12" until=2027-01-31

Before and baseline are counted by fingerprint (rule, table, column, kind): one more of the same is new.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
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
#: How a line begins that holds nothing but a comment, in any language that is read here; JSON has keys for it.
_COMMENT = ("--", "#", "//", "/*", "*", "<!--", "{/*", "<%--", "{#", '"""', "'''", '"$comment"', '"_comment"', '"//"')


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


def settle(violations: Iterable[Violation], *, before: Counter[str] | None, baseline: Iterable[tuple[str, str]], today: date) -> Outcome:
    """before: fingerprints of what was wrong before, None to answer for everything; baseline: (fingerprint, file) pairs."""
    kept, unchanged = _less(list(violations), [(fingerprint, "") for fingerprint in (before or Counter()).elements()])
    kept, baselined = _less(kept, list(baseline))
    left: list[Violation] = []
    void: list[tuple[str, int, str]] = []
    texts: dict[str, list[str]] = {}
    for violation in kept:
        waiver = _waiver(violation, texts, today)
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


def _waiver(violation: Violation, texts: dict[str, list[str]], today: date) -> Waiver | None:
    """On the violation's line, or alone on the line above."""
    if not violation.file or not violation.line:
        return None
    if violation.file not in texts:
        texts[violation.file] = lines_of(violation.file)
    lines = texts[violation.file]
    own = lines[violation.line - 1] if violation.line <= len(lines) else ""
    above = lines[violation.line - 2] if 2 <= violation.line <= len(lines) + 1 else ""
    for line in (own, above if above.lstrip().startswith(_COMMENT) else ""):
        for found in _ALLOW.finditer(line):
            if violation.rule in re.split(r"\s*,\s*", found["rules"]):
                return _checked(found, today)
        if re.search(r"pandian:\s*allow", line) and not _ALLOW.search(line):
            return Waiver((), None, "malformed")
    return None


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
    except ValueError as error:
        raise BaselineError(f"{path}: not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != BASELINE or not isinstance(data.get("violations"), list):
        raise BaselineError(f"{path}: not a {BASELINE} file; write one with --write-baseline")
    return [(str(entry.get("fingerprint")), str(entry.get("file", ""))) for entry in data["violations"] if isinstance(entry, dict)]


def baseline_of(violations: Iterable[Violation]) -> str:
    """Sorted by place, so that a baseline in version control changes only where the schema does."""
    entries = [
        {"fingerprint": v.fingerprint, "rule": v.rule, "place": f"{v.uri.rpartition('#')[2]} {v.column}".strip(), "file": v.file}
        for v in violations
    ]
    entries.sort(key=lambda e: (e["place"], e["rule"], e["fingerprint"], e["file"]))
    return json.dumps({"format": BASELINE, "violations": entries}, ensure_ascii=False, indent=1) + "\n"
