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
    Control,
    Department,
    Document,
    Period,
    RetentionRule,
    Statement,
    System,
    Transfer,
    Waiver,
)
from register.references import mappings, name_of, place
from register.violation import Clause, Text

Entry = Mapping[str, Any]


class Builder:
    """Reads one file's data. Each method gives all entries of one list."""

    def __init__(self, document: yaml.Document) -> None:
        self._file = document
        self._data: Mapping[str, Any] = document.data
        self._groups = {name: frozenset(keys) for name, keys in self._data.get("category_groups", {}).items()}
        self._documents = self.documents()

    def _each(self, name: str) -> Iterable[tuple[Any, str, int]]:
        for i, entry in enumerate(self._data.get(name, ())):
            yield entry, place(self._data, (name, i)), self._file.line((name, i))

    def _expanded(self, entry: Entry) -> frozenset[str]:
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
        entries = list(self._each("documents"))
        replaced = {entry.get("supersedes") for entry, _, _ in entries}
        made = {}
        for entry, at, line in entries:
            source = entry.get("source") or {}
            source = {"path": source} if isinstance(source, str) else source
            in_force = not entry.get("effective_to") and entry["id"] not in replaced
            title = " ".join(filter(None, (entry.get("title", ""), entry.get("version", ""))))
            made[entry["id"]] = Document(
                entry["id"], entry["type"], title, source.get("path", ""), source.get("sha256", ""), in_force, at, line
            )
        return made

    def departments(self) -> dict[str, Department]:
        return {
            e["id"]: Department(e["id"], e.get("name", e["id"]), (e.get("owner") or "").strip(), at, n)
            for e, at, n in self._each("departments")
        }

    def categories(self) -> dict[str, Category]:
        return {
            name_of(e): self._category({"fides_key": e} if isinstance(e, str) else e, at, n) for e, at, n in self._each("data_categories")
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
        )

    def systems(self) -> dict[str, System]:
        made = {}
        for e, at, line in self._each("systems"):
            environment = (e.get("server") or {}).get("environment", "")
            department, bindings = e.get("administrating_department") or "", tuple(e.get("bindings", ()))
            made[e["fides_key"]] = System(
                e["fides_key"], e.get("name", e["fides_key"]), department, environment, e.get("location") or "", bindings, at, line
            )
        return made

    def activities(self) -> tuple[Activity, ...]:
        return tuple(
            Activity(
                id=e["id"],
                name=e.get("name", e["id"]),
                department=e.get("department") or "",
                systems=tuple(e.get("systems", ())),
                categories=self._expanded(e),
                retention=e.get("retention") or "",
                at=at,
                line=line,
                categories_line=self._file.line(("processing_activities", i, "data_categories")),
            )
            for i, (e, at, line) in enumerate(self._each("processing_activities"))
        )

    def retention_rules(self) -> dict[str, RetentionRule]:
        made = {}
        for e, at, line in self._each("retention_rules"):
            clock = e.get("clock", {})
            made[e["id"]] = RetentionRule(
                id=e["id"],
                period=_period(e.get("period")),
                grace=_period(e.get("grace")),
                method=(e.get("determination_method") or "").strip(),
                start=e.get("start", ""),
                column=clock.get("column", ""),
                hints=tuple(clock.get("column_hints", ())),
                action=e.get("action", "delete"),
                at=at,
                line=line,
            )
        return made

    def statement(self) -> Statement | None:
        entry = self._data.get("retention_statement")
        if entry is None:
            return None
        method = (entry.get("determination_method") or "").strip()
        return Statement(self.clause(entry), _period(entry.get("period")), method, self._file.line(("retention_statement",)))

    def transfers(self) -> tuple[Transfer, ...]:
        return tuple(
            Transfer(e["id"], e.get("country") or "", e.get("recipient") or "", self._expanded(e), self.clause(e), at, line)
            for e, at, line in self._each("cross_border_transfers")
        )

    def controls(self) -> tuple[Control, ...]:
        return tuple(
            Control(
                self._expanded(e), frozenset(e.get("environments", ())), frozenset(e.get("assets", ())), frozenset(e["allowed"]), at, line
            )
            for e, at, line in self._each("storage_controls")
        )

    def waivers(self) -> tuple[Waiver, ...]:
        return tuple(
            Waiver(
                e["rule"], e["target"], e.get("fingerprint", ""), e["reason"], e["approved_by"], date.fromisoformat(e["expires"]), at, line
            )
            for e, at, line in self._each("waivers")
        )

    def citations(self) -> tuple[Citation, ...]:
        """Every quote with the id of the document that it has to stand in; those of no known document are left out."""
        made = []
        inherited: dict[yaml.Path, str] = {}  # conditions and rules within an entry stand in the entry's own clause
        for path, entry in mappings(self._data):
            clause = entry.get("clause") or next((inherited[p] for p in _parents(path) if p in inherited), "")
            inherited[path] = clause
            document = self.document_named(entry.get("document"))
            for key, value in entry.items():
                if document and (key == "quote" or key.endswith("_quote")) and isinstance(value, str):
                    made.append(Citation(document.id, clause, value, place(self._data, (*path, key)), self._file.line((*path, key))))
        return tuple(made)


def _parents(path: yaml.Path) -> Iterable[yaml.Path]:
    return (path[:n] for n in range(len(path) - 1, 0, -1))


def _period(text: str | None) -> Period | None:
    return Period.parse(text) if text else None
