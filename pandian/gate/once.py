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
_STORED = (".sql", ".ddl", ".prisma")
_MAX_ALSO = 20


def once(violations: Iterable[Violation]) -> list[Violation]:
    groups: dict[tuple[str, ...], list[Violation]] = {}
    modules: dict[str, bool] = {}
    for violation in violations:
        groups.setdefault(_key(violation, modules), []).append(violation)
    return [_one(group) for group in groups.values()]


def _key(violation: Violation, modules: dict[str, bool]) -> tuple[str, ...]:
    if not violation.uri or not violation.column:
        return (violation.rule, violation.uri, violation.declaration, violation.entity or violation.category)
    return (
        violation.rule,
        _module(violation.file, modules),
        *definition_of(violation.uri, violation.column),
        violation.entity,
        violation.category,
    )


def _one(group: list[Violation]) -> Violation:
    first, *others = sorted(group, key=lambda v: (not v.file.lower().endswith(_STORED), "migration" not in v.file.lower(), v.file, v.line))
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
