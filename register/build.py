"""How entries are made from a register's data: defaults filled in, groups written out, clauses tied to their document.

Data that fits the schema goes in; references that lead nowhere have been told of already and are left out here, so that a
register with REG-002 problems can still be looked at. Makes no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from register import yaml
from register.categories import known
from register.entries import (
    Activity,
    Category,
    Citation,
    Consent,
    Control,
    Department,
    Document,
    Period,
    RetentionRule,
    Statement,
    System,
    Waiver,
)
from register.references import mappings, name_of, place
from register.violation import Clause, Text

Entry = Mapping[str, Any]


class Builder:
    """Reads one file's data. Each method gives all entries of one list."""

    def __init__(self, document: yaml.Document) -> None:
        self.file = document
        self.data: Mapping[str, Any] = document.data
        self._groups = {name: frozenset(keys) for name, keys in self.data.get("category_groups", {}).items()}
        self._documents = self.documents()

    def each(self, name: str) -> Iterable[tuple[Any, str, int]]:
        for i, entry in enumerate(self.data.get(name, ())):
            yield entry, place(self.data, (name, i)), self.file.line((name, i))

    def expanded(self, entry: Entry) -> frozenset[str]:
        keys: set[str] = set()
        for reference in entry.get("data_categories", ()):
            keys |= self._groups.get(reference[1:], frozenset()) if reference.startswith("@") else {reference}
        return frozenset(keys)

    def document_named(self, name: str | None) -> Document | None:
        """The document of that id; None means the privacy policy in force (the last one listed, if several are)."""
        if name is not None:
            return self._documents.get(name)
        policies = [d for d in self._documents.values() if d.type == "privacy_policy"]
        return next((d for d in reversed(policies) if d.in_force), policies[-1] if policies else None)

    def clause(self, entry: Entry) -> Clause | None:
        if not entry.get("clause"):
            return None
        document = self.document_named(entry.get("document"))
        return Clause(document.label if document else "", entry["clause"], entry.get("quote", ""))

    def documents(self) -> dict[str, Document]:
        entries = list(self.each("documents"))
        replaced = {entry.get("supersedes") for entry, _, _ in entries}
        made = {}
        for entry, at, line in entries:
            source = entry.get("source") or {}
            source = {"path": source} if isinstance(source, str) else source
            in_force = not entry.get("effective_to") and entry["id"] not in replaced
            title = " ".join(filter(None, (entry.get("title", ""), entry.get("version", ""))))
            review = entry.get("review", {})
            made[entry["id"]] = Document(
                entry["id"], entry["type"], title, source.get("path", ""), source.get("sha256", ""), in_force, at, line,
                version=entry.get("version", ""), effective=day(entry.get("effective_from")), reviewed=day(review.get("last_reviewed")),
                interval=period(review.get("interval")), url=source.get("url") or "",
            )  # fmt: skip
        return made

    def departments(self) -> dict[str, Department]:
        return {
            e["id"]: Department(e["id"], e.get("name", e["id"]), (e.get("owner") or "").strip(), at, n)
            for e, at, n in self.each("departments")
        }

    def categories(self) -> dict[str, Category]:
        return {
            name_of(e): self._category({"fides_key": e} if isinstance(e, str) else e, at, n) for e, at, n in self.each("data_categories")
        }

    def _category(self, entry: Entry, at: str, line: int) -> Category:
        row = known(entry["fides_key"])
        name = entry.get("name")
        return Category(
            key=row.key,
            name=Text(name, row.name.en) if name else row.name,
            declaration=entry.get("declaration") or ("listed" if entry.get("quote") else "internal"),
            clause=self.clause(entry),
            personal=entry.get("personal", row.personal),
            sensitivity=entry.get("sensitivity", ""),
            classification=entry.get("classification", row.classification),
            parent=entry.get("parent_key", ""),
            at=at,
            line=line,
            open_ended=entry.get("open_ended", False),
            necessity=(entry.get("necessity") or "").strip(),
            impact=(entry.get("impact") or "").strip(),
        )

    def systems(self) -> dict[str, System]:
        return {e["fides_key"]: self._system(e, at, line) for e, at, line in self.each("systems")}

    def _system(self, entry: Entry, at: str, line: int) -> System:
        return System(
            key=entry["fides_key"],
            name=entry.get("name", entry["fides_key"]),
            department=entry.get("administrating_department") or "",
            environment=(entry.get("server") or {}).get("environment", ""),
            location=entry.get("location") or "",
            bindings=tuple(entry.get("bindings", ())),
            at=at,
            line=line,
            kind=entry.get("system_type", ""),
            operator=entry.get("operator") or "",
            public=entry.get("exposure") == "public",
            overseas_access=entry.get("overseas_access"),
            roles=tuple(entry.get("roles", ())),
            personal=entry.get("processes_personal_data"),
        )

    def activities(self) -> tuple[Activity, ...]:
        return tuple(
            Activity(
                id=e["id"],
                name=e.get("name", e["id"]),
                department=e.get("department") or "",
                systems=tuple(e.get("systems", ())),
                categories=self.expanded(e),
                retention=e.get("retention") or "",
                at=at,
                line=line,
                categories_line=self.file.line(("processing_activities", i, "data_categories")),
                scenario=e.get("scenario") or "",
                subjects=tuple(e.get("data_subjects", ())),
                purposes=tuple(e.get("data_uses", ())),
                methods=tuple(e.get("methods", ())),
                processors=tuple(e.get("processors", ())),
                recipients=tuple(e.get("recipients", ())),
                pia=e.get("pia") or "",
                automated=e.get("automated_decision", False),
                consent=consent(e.get("separate_consent")),
                guardian=consent(e.get("guardian_consent")),
            )
            for i, (e, at, line) in enumerate(self.each("processing_activities"))
        )

    def retention_rules(self) -> dict[str, RetentionRule]:
        made = {}
        for e, at, line in self.each("retention_rules"):
            clock, minimum = e.get("clock", {}), e.get("legal_minimum") or {}
            made[e["id"]] = RetentionRule(
                id=e["id"],
                period=period(e.get("period")),
                grace=period(e.get("grace")),
                method=(e.get("determination_method") or "").strip(),
                start=e.get("start", ""),
                column=clock.get("column", ""),
                hints=tuple(clock.get("column_hints", ())),
                action=e.get("action", "delete"),
                at=at,
                line=line,
                minimum=period(minimum.get("period")),
                minimum_law=minimum.get("law", ""),
                file_time=clock.get("file_time", ""),
                partition=clock.get("partition", ""),
                source=e.get("source", ""),
            )
        return made

    def statement(self) -> Statement | None:
        entry = self.data.get("retention_statement")
        if entry is None:
            return None
        method = (entry.get("determination_method") or "").strip()
        return Statement(self.clause(entry), period(entry.get("period")), method, self.file.line(("retention_statement",)))

    def controls(self) -> tuple[Control, ...]:
        return tuple(
            Control(
                self.expanded(e), frozenset(e.get("environments", ())), frozenset(e.get("assets", ())), frozenset(e["allowed"]), at, line
            )
            for e, at, line in self.each("storage_controls")
        )

    def waivers(self) -> tuple[Waiver, ...]:
        return tuple(
            Waiver(
                e["rule"], e["target"], e.get("fingerprint", ""), e["reason"], e["approved_by"], date.fromisoformat(e["expires"]), at, line
            )
            for e, at, line in self.each("waivers")
        )

    def citations(self) -> tuple[Citation, ...]:
        """Every quote with the id of the document that it has to stand in; those of no known document are left out."""
        made = []
        inherited: dict[yaml.Path, str] = {}  # conditions and rules within an entry stand in the entry's own clause
        for path, entry in mappings(self.data):
            clause = entry.get("clause") or next((inherited[p] for p in _parents(path) if p in inherited), "")
            inherited[path] = clause
            document = self.document_named(entry.get("document"))
            for key, value in entry.items():
                if document and (key == "quote" or key.endswith("_quote")) and isinstance(value, str):
                    made.append(Citation(document.id, clause, value, place(self.data, (*path, key)), self.file.line((*path, key))))
        return tuple(made)


def _parents(path: yaml.Path) -> Iterable[yaml.Path]:
    return (path[:n] for n in range(len(path) - 1, 0, -1))


def period(text: str | None) -> Period | None:
    return Period.parse(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def consent(entry: Entry | None) -> Consent:
    entry = entry or {}
    return Consent(entry.get("obtained"), (entry.get("evidence") or "").strip())
