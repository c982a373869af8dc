"""One column, told once: an entity class, its table's migration and its DTO declare the same thing.

They are taken for one where table and column mean the same (`register.violation.definition_of`) and one module of the repository
holds them: two services may each have a `user` of their own. The definition that is stored speaks, the others stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from register.violation import Violation, definition_of

#: A folder that holds one of these is a module: what it declares belongs together.
MARKERS = (
    *("pom.xml", "build.gradle", "build.gradle.kts", "package.json", "pyproject.toml", "setup.py", "manage.py", "go.mod"),
    *("Cargo.toml", ".git"),
)
_STORED = (".sql", ".ddl")
_MAX_ALSO = 20


def once(violations: Iterable[Violation]) -> list[Violation]:
    groups: dict[tuple[str, ...], list[Violation]] = {}
    modules: dict[str, bool] = {}
    for violation in violations:
        groups.setdefault(_key(violation, modules), []).append(violation)
    return [_one(row) for group in groups.values() for row in _rows(group)]


def _key(violation: Violation, modules: dict[str, bool]) -> tuple[str, ...]:
    if not violation.uri or not violation.column or violation.declaration:
        return (violation.rule, violation.uri, violation.declaration, violation.entity or violation.category)
    _, table, column = definition_of(violation.uri, violation.column)
    return (violation.rule, _module(violation.file, modules), table, column, violation.entity, violation.category)


def _rows(group: list[Violation]) -> list[list[Violation]]:
    """Places that can be of one column: at most one of each file, and one that is stored. Two tables are two, however alike."""
    rows: list[list[Violation]] = []
    for violation in sorted(group, key=lambda v: (not _stored(v), "migration" not in v.file.lower(), v.file, v.line)):
        row = None if _stored(violation) else next((r for r in rows if all(v.file != violation.file for v in r)), None)
        if row is None:
            rows.append([violation])
        else:
            row.append(violation)
    return rows


def _stored(violation: Violation) -> bool:
    return violation.file.lower().endswith(_STORED)


def _one(row: list[Violation]) -> Violation:
    first, *others = row
    also = tuple(dict.fromkeys((v.file, v.line) for v in others if (v.file, v.line) != (first.file, first.line)))
    return replace(first, also=also[:_MAX_ALSO]) if also else first


def _module(file: str, modules: dict[str, bool]) -> str:
    """The nearest folder above the file that is a module, "" if none is. modules: what is known of folders by now."""
    for folder in PurePosixPath(file).parents:
        name = folder.as_posix()
        if name not in modules:
            modules[name] = any((Path(name) / marker).exists() for marker in MARKERS)
        if modules[name]:
            return name
    return ""
