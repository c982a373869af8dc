"""What a *matter* is: what one rule holds against one column (or one declaration), as the formats for CI tell it.

Viewers keep only the first results, so a column that breaks a rule in two ways is one matter. What has to be told beside
the matters (unread, not compared, waived, decided by a person) is a *note*. Only order and words are here, as checks and
strangers wrote them: a format makes them safe for the place where they land (`reports.display`), except for `plain`.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from register.violation import Clause, Violation
from reports import Report
from reports.display import display
from reports.messages import text, word
from reports.outline import (
    FILE_KINDS,
    UNAVAILABLE,
    both_words,
    clause_words,
    decided,
    evidence_words,
    finding_words,
    is_gap,
    place,
    reason_words,
    table_name,
    violation_place,
    waiver_words,
    worst_first,
)
from scanner.decisions import by_place
from scanner.inventory import AssetRecord, Evidence

#: What speaks without a value having been read: words of the column's name, its comment, its table and its neighbours.
_NAMES = frozenset({"header", "comment", "table", "neighbours"})
_MAX_ALSO = 10  # other places named in a sentence


@dataclass(frozen=True, slots=True)
class Matter:
    """violations: never empty, the worst first. because: reasons of the findings; said: what people said of them."""

    violations: tuple[Violation, ...]
    asset: AssetRecord | None = None
    because: tuple[Evidence, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def first(self) -> Violation:
        return self.violations[0]

    @property
    def table(self) -> str:
        """The table, else the path of the declaration or the file that the matter is about."""
        return table_name(self.asset) if self.asset else self.first.uri or self.first.declaration or self.first.file

    @property
    def subject(self) -> str:
        """``schema.table.column``, as far as there is one."""
        return f"{self.table}.{self.first.column}" if self.first.column else self.table

    @property
    def path(self) -> str:
        """The file to edit, never empty. One that no file is to blame for has its asset or declaration here."""
        return repository_path(self.first.file) or (place(self.asset) if self.asset else self.table) or self.first.rule

    @property
    def line(self) -> int:
        return max(self.first.line, 1)

    @property
    def spot(self) -> str:
        """``file:line:column``, without what is unknown."""
        return ":".join(str(part) for part in (self.path, self.first.line, self.first.at if self.first.line else 0) if part)

    @property
    def entities(self) -> list[str]:
        return sorted({violation.entity for violation in self.violations if violation.entity})

    @property
    def also(self) -> list[tuple[str, int]]:
        """(file, line) of other definitions of the same column."""
        return list(dict.fromkeys((repository_path(file), max(line, 1)) for v in self.violations for file, line in v.also))

    @property
    def key(self) -> str:
        """32 hexadecimal digits, different for every matter of a report and without line numbers."""
        return digest(*_identity(self.first))


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is no violation and has to be told all the same. table and column: as of a
    matter, a source's name for a whole source; rule: the rule that was waived, or the reason why something was not read."""

    kind: Literal["unread", "uncompared", "waived", "decided"]
    words: str
    table: str
    path: str
    line: int = 0
    rule: str = ""
    column: str = ""

    @property
    def spot(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def matters(report: Report) -> list[Matter]:
    """All matters of the report, the worst first."""
    assets = {asset.uri: asset for asset in report.inventory.assets}
    stands = by_place(report.inventory, report.decisions)
    because = {(f.uri, f.column, f.entity): f.evidence for f in report.inventory.findings}
    groups: dict[tuple[str, ...], list[Violation]] = {}
    for violation in worst_first(report.violations):
        groups.setdefault(_identity(violation), []).append(violation)
    made = []
    for group in groups.values():
        keys = [(v.uri, v.column, v.entity) for v in group]
        reasons = dict.fromkeys(reason for key in keys for reason in because.get(key, ()) if reason.kind in _NAMES and reason.what)
        said = dict.fromkeys(both_words(*stands[key], report.lang) for key in keys if key in stands)
        made.append(Matter(tuple(group), assets.get(group[0].uri), tuple(reasons), tuple(said)))
    return made


def _identity(violation: Violation) -> tuple[str, ...]:
    where = (violation.uri, violation.column) if violation.uri else (violation.declaration, violation.file, violation.category)
    return (violation.rule, *where)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def repository_path(file: str) -> str:
    """A path as version control writes it: forward slashes, no ``./``. An absolute one stays absolute, "" stays ""."""
    return posixpath.normpath(file.replace("\\", "/")) if file else ""


def sentence(matter: Matter, lang: str) -> str:
    """What happened, in one line."""
    return " ".join(dict.fromkeys(v.message.in_language(lang) for v in matter.violations))


def paragraphs(matter: Matter, lang: str) -> list[tuple[str, str]]:
    """(label, words) of everything but the YAML: what, where, why, by which law, what the policy says, what to do."""
    reasons = "；" if lang == "zh" else "; "
    told = [
        (text("label.message", lang), sentence(matter, lang)),
        (text("label.place", lang), _where(matter)),
        (text("gate.also", lang), also_words(matter)),
        (text("gate.why", lang), reasons.join(dict.fromkeys(evidence_words(reason, lang) for reason in matter.because))),
        (text("label.human", lang), reasons.join(matter.said)),
        (text("label.law", lang), "; ".join(dict.fromkeys(law for v in matter.violations for law in v.law))),
        (text("gate.policy", lang), reasons.join(dict.fromkeys(_policy(v.clause, lang) for v in matter.violations))),
        (text("label.remedy", lang), " ".join(dict.fromkeys(v.remedy.in_language(lang) for v in matter.violations))),
    ]
    return [(label, words) for label, words in told if words]


def _where(matter: Matter) -> str:
    asset = {matter.first.uri: matter.asset} if matter.asset else {}
    where, file = violation_place(matter.first, asset), matter.first.file
    if file and where.startswith(file):
        return f"{matter.spot}{where.removeprefix(file)}"
    return where if matter.spot == where else f"{matter.spot} · {where}"


def also_words(matter: Matter) -> str:
    """ "a.sql:3, b.py:7", the rest counted; "" where the column is defined once."""
    places = [f"{file}:{line}" for file, line in matter.also]
    rest = f" (+{len(places) - _MAX_ALSO})" if len(places) > _MAX_ALSO else ""
    return ", ".join(places[:_MAX_ALSO]) + rest


def _policy(clause: Clause | None, lang: str) -> str:
    """The clause that speaks of it, that the policy is silent, or that nobody recorded what it says."""
    if clause is None:
        return text("label.clause_silent", lang)
    if clause.document and not clause.clause and not clause.quote:
        return text("gate.silent", lang, document=clause.document)
    return clause_words(clause, lang)


def yaml(matter: Matter) -> str:
    """The lines for the register, without a line end; several fragments as YAML documents; "" where no line would help."""
    return "\n---\n".join(dict.fromkeys(v.yaml.rstrip() for v in matter.violations if v.yaml.strip()))


def plain(matter: Matter, lang: str) -> str:
    """Everything as plain lines, displayed: a line break is ours, or one of the YAML's."""
    colon = text("label.colon", lang)
    lines = [f"{label}{colon}{display(words)}" for label, words in paragraphs(matter, lang)]
    if fragment := yaml(matter):
        lines.append(f"{text('label.yaml', lang)}{colon.rstrip()}\n{display(fragment, newlines=True)}")
    return "\n".join(lines)


def notes(report: Report) -> list[Note]:
    """What was not read first, because the gate fails for it; then that nothing was compared, what is waived, what people decided."""
    lang, assets = report.lang, {asset.uri: asset for asset in report.inventory.assets}
    told = [*_unread(report)]
    if report.register is None:
        told.append(Note("uncompared", text("report.no_register", lang), text("report.register", lang), "register.yaml"))
    for violation, waiver in report.waived:
        matter = Matter((violation,), assets.get(violation.uri))
        words = waiver_words(violation, waiver, assets, lang)
        told.append(Note("waived", words, matter.table, matter.path, violation.line, violation.rule, violation.column))
    for group in decided(report).values():
        for finding in group:
            asset = assets[finding.uri]
            both = both_words(finding, report.decisions[finding.fingerprint], lang)
            words = f"{finding_words(finding, assets, lang)}{text('label.colon', lang)}{both}"
            told.append(Note("decided", words, table_name(asset), _path(asset), finding.line, column=finding.column))
    return told


def _unread(report: Report) -> Iterator[Note]:
    """Whole sources first, then failures before what was read in part."""
    for source in report.inventory.sources:
        if source.reason:
            words = _unread_words(source.name, UNAVAILABLE, source.reason, source.detail, report.lang)
            path = repository_path(source.location) if source.scheme == "file" else source.name
            yield Note("unread", words, source.name, path or source.name, rule=source.reason)
    kinds = ("ERROR", "PARTIAL", "SKIPPED")
    missed = sorted(filter(is_gap, report.inventory.assets), key=lambda a: (kinds.index(a.status.value), place(a), a.line))
    for asset in missed:
        words = _unread_words(place(asset), asset.status.value, asset.reason, asset.detail, report.lang)
        yield Note("unread", words, table_name(asset), _path(asset), asset.line, asset.reason or "unread")


def _unread_words(where: str, status: str, reason: str, detail: str, lang: str) -> str:
    return text("gate.unread", lang, place=where, status=word("status", status, lang), reason=reason_words(reason, detail, lang))


def _path(asset: AssetRecord) -> str:
    return (repository_path(asset.path) if asset.kind in FILE_KINDS else "") or place(asset)
