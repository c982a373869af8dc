"""Liquibase changelogs in XML, YAML, JSON and formatted SQL.

A changelog is a step of the history of its folder tree: from the topmost folder that is named for it (changelog, liquibase) down.
Steps go by path, numbers in it by value. A file that includes others comes after them, unless its own changes come first. In which
order it includes them is not known to the files that are included, so it is not used: the common numbering of names agrees with it.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from connectors.notations import Definition

if TYPE_CHECKING:
    from connectors.ddl_reader import Change
    from connectors.notations._liquibase import Said

NAME = "liquibase"
SUFFIXES = (".xml", ".yaml", ".yml", ".json", ".sql")
SIGN = r"databaseChangeLog\b|\A\s*--\s*liquibase formatted sql"
FORMATTED = re.compile(r"\ufeff?\s*--\s*liquibase formatted sql", re.IGNORECASE)

_ROOTS = re.compile(r"(?:db[._-])?(?:changelogs?|liquibase)", re.IGNORECASE)
_PARTS = re.compile(r"changes|change-?sets?|migrations?|scripts|v?[0-9]+(?:[._-][0-9]+)*", re.IGNORECASE)
_MAX_FOLDERS = 16
_LAST = "\U0010ffff"


def read(text: str, path: str) -> Definition:
    if FORMATTED.match(text):
        from connectors.ddl import changes_in
        from connectors.ddl_split import guess_dialect

        return formatted(tuple(changes_in(iter((text,)), guess_dialect(text))), path)
    if path.lower().endswith(".sql"):
        return Definition()
    from connectors.notations._liquibase import Changelog, from_xml, from_yaml

    items = from_xml(text) if path.lower().endswith(".xml") else from_yaml(text)
    if not items:
        return Definition()
    changelog = Changelog(items)
    changes: list[Change] = []
    before: list[Said] = []
    first = False
    for item in items:
        if item.name == "changeSet":
            first = first or not before
            changes += changelog.changes(item)
        elif item.name in ("include", "includeAll"):
            before.append(item)
    history, natural = step(path)
    version = natural if not before else ((-1, *natural) if first and changes else (_LAST, *natural))
    after = () if first and changes else tuple(name for item in before for name in _included(item, path))
    return Definition(tuple(changes), history=history, step=path, after=after, version=version, unread=tuple(changelog.unread))


def formatted(changes: tuple[Change, ...], path: str) -> Definition:
    """A changelog in formatted SQL: what undoes a change set is written in comments, so its statements are read as any SQL."""
    history, version = step(path)
    return Definition(changes, history=history, step=path, version=version)


def step(path: str) -> tuple[str, tuple[int | str, ...]]:
    """Folder of the history that a changelog belongs to, and its place in it."""
    folders = path.split("/")[:-1]
    root = next((n + 1 for n, name in enumerate(folders) if _ROOTS.fullmatch(name)), None)
    if root is None:
        root = len(folders)
        while root > 1 and _PARTS.fullmatch(folders[root - 1]):
            root -= 1
    rest = "/".join(path.split("/")[root:])
    return "/".join(folders[:root]) or ".", tuple(int(p) if p.isdecimal() else p for p in re.split(r"([0-9]+)", rest) if p)


def _included(item: Said, path: str) -> list[str]:
    """The paths that an include may mean: beside this file, or below the class path's root, which is one of the folders above."""
    file = item.values.get("file")
    if file is None or not file.text:
        return []
    name = re.sub(r"^(?:classpath\*?:)?/*", "", file.text.replace("\\", "/"))
    folder = posixpath.dirname(path)
    relative = item.values.get("relativeToChangelogFile")
    if relative is not None and relative.text.lower() == "true":
        return [posixpath.normpath(posixpath.join(folder, name))]
    parts = folder.split("/")[:_MAX_FOLDERS] if folder else []
    return [posixpath.normpath("/".join([*parts[:n], name])) for n in range(len(parts) + 1)]
