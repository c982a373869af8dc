"""What the *gate* is: a scan of schema definitions whose violations are thinned by what a team has already settled.

Three ways to settle one, each visible: it was there before (`--diff`, only lines the pull request adds; `--baseline`,
fingerprints without line numbers) or somebody allowed it in place, with a reason and an end:

    phone varchar(20), -- pandian: allow[INV-011] reason="needed for delivery, register PR 12" until=2027-01-31

Nothing here judges; the checks do. Nothing heavy is imported: a pull request should wait for less than half a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from register.violation import Violation
from scanner.inventory import Inventory

BASELINE = "pandian-baseline/1"
_ALLOW = re.compile(
    r"pandian:\s*allow\[(?P<rules>[A-Z]{2,4}-[0-9]{3}(?:\s*,\s*[A-Z]{2,4}-[0-9]{3})*)\]"
    r"(?:\s+reason=(?:\"(?P<quoted>[^\"]{10,})\"|(?P<bare>\S{10,})))?(?:\s+until=(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)


class BaselineError(Exception):
    """The baseline file is not one; the text names it and the fix."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An inline permission. problem: "" or a word of the message table ("no_reason", "no_until", "expired")."""

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


SUFFIXES = (".sql", ".ddl")


class NoSchemaError(Exception):
    """A path that is no schema definition, or a folder without any: what is not read must not look clean."""


def schema_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The definitions that the arguments stand for, in order. Raises NoSchemaError with the path, FileNotFoundError."""
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(str(path))
        if not path.is_dir():
            if path.suffix.lower() not in SUFFIXES:
                raise NoSchemaError(str(path))
            yield path
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and (p.is_file() or p.is_symlink()))
        if not found:
            raise NoSchemaError(str(path))
        yield from found


def about_schema(violations: Iterable[Violation], inventory: Inventory) -> list[Violation]:
    """A pull request answers for what it defines, not for the register's old sins (`pandian register lint` does)."""
    scanned = {asset.uri for asset in inventory.assets}
    return [v for v in violations if v.uri in scanned]


def settle(violations: list[Violation], *, changed: dict[Path, list[range]] | None, baseline: frozenset[str], today: date) -> Outcome:
    kept: list[Violation] = []
    void: list[tuple[str, int, str]] = []
    waived = baselined = unchanged = 0
    texts: dict[str, list[str]] = {}
    for violation in violations:
        if changed is not None and not _is_new(violation, changed, texts):
            unchanged += 1
            continue
        if violation.fingerprint in baseline:
            baselined += 1
            continue
        waiver = _waiver(violation, texts, today)
        if waiver is None or waiver.problem:
            kept.append(violation)
            if waiver is not None:
                void.append((violation.file, violation.line, waiver.problem))
        else:
            waived += 1
    return Outcome(tuple(kept), waived, baselined, unchanged, tuple(dict.fromkeys(void)))


def _is_new(violation: Violation, changed: dict[Path, list[range]], texts: dict[str, list[str]]) -> bool:
    """Its line was added, or an added line of the same file speaks of the column (COMMENT ON COLUMN …)."""
    ranges = changed.get(Path(violation.file).resolve(), []) if violation.file else []
    if any(violation.line in lines for lines in ranges):
        return True
    lines = texts.setdefault(violation.file, _lines(violation.file)) if ranges else []
    word = re.compile(rf"(?<!\w){re.escape(violation.column)}(?!\w)", re.IGNORECASE)
    return bool(violation.column) and any(word.search(lines[n - 1]) for r in ranges for n in r if n <= len(lines))


def _waiver(violation: Violation, texts: dict[str, list[str]], today: date) -> Waiver | None:
    """On the violation's line, or alone on the line above."""
    if not violation.file or not violation.line:
        return None
    if violation.file not in texts:
        texts[violation.file] = _lines(violation.file)
    lines = texts[violation.file]
    own = lines[violation.line - 1] if violation.line <= len(lines) else ""
    above = lines[violation.line - 2] if 2 <= violation.line <= len(lines) + 1 else ""
    for line in (own, above if above.lstrip().startswith(("--", "#", "/*", "//")) else ""):
        for found in _ALLOW.finditer(line):
            if violation.rule in re.split(r"\s*,\s*", found["rules"]):
                return _checked(found, today)
        if re.search(r"pandian:\s*allow", line) and not _ALLOW.search(line):
            return Waiver((), None, "malformed")
    return None


def _checked(found: re.Match[str], today: date) -> Waiver:
    rules = tuple(re.split(r"\s*,\s*", found["rules"]))
    if not (found["quoted"] or found["bare"]):
        return Waiver(rules, None, "no_reason")
    try:
        until = date.fromisoformat(found["until"] or "")
    except ValueError:
        return Waiver(rules, None, "no_until")
    return Waiver(rules, until, "expired" if until < today else "")


def _lines(file: str) -> list[str]:
    """Comments are looked for as ASCII, so any encoding that keeps ASCII will do; UTF-16 is told by its BOM."""
    try:
        raw = Path(file).read_bytes()
    except OSError:
        return []
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return raw.decode(encoding, "replace").split("\n")


def read_baseline(path: Path) -> frozenset[str]:
    """Raises BaselineError."""
    try:
        data: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise BaselineError(f"{path}: not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != BASELINE or not isinstance(data.get("violations"), list):
        raise BaselineError(f"{path}: not a {BASELINE} file; write one with --write-baseline")
    return frozenset(str(entry.get("fingerprint")) for entry in data["violations"] if isinstance(entry, dict))


def baseline_of(violations: Iterable[Violation]) -> str:
    """Sorted by place, so that a baseline in version control changes only where the schema does."""
    entries = [{"fingerprint": v.fingerprint, "rule": v.rule, "place": f"{v.uri} {v.column}".strip()} for v in violations]
    entries.sort(key=lambda e: (e["place"], e["rule"], e["fingerprint"]))
    return json.dumps({"format": BASELINE, "violations": entries}, ensure_ascii=False, indent=1) + "\n"
