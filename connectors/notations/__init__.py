"""What a *notation* is: a way of writing down tables and their columns, from SQL to an entity class to a form.

One module a notation, found by walking this package; nothing that is read is ever imported or run. A module says

    NAME       "sqlalchemy"
    SUFFIXES   endings of the file names that may hold it, lower case: (".py",), or whole names ("schema.prisma",)
    SIGN       regular expression that every file worth reading fits somewhere; what does not fit is not parsed
    HINTS      optional: texts of which a file that SIGN fits holds one; looked for first, because that is forty times as fast
    EXTRA      optional: the extra of this package that brings its parser ("code")
    def read(text: str, path: str) -> Definition      raises Unread, and ImportError where the extra is missing

`text` is decoded, with "\\n" line ends; `path` is relative to what is scanned, with "/", and says no more than a name. A parser
is imported inside `read`. Modules that begin with "_" are shared by notations.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Protocol, cast

from connectors.ddl_reader import Change

Kind = Literal["schema", "form"]


class Unread(Exception):
    """A text that was meant for this notation and cannot be read from `line` on. `detail` holds nothing of the text."""

    def __init__(self, line: int, detail: str = "") -> None:
        super().__init__(f"line {line}: {detail}" if detail else f"line {line}")
        self.line = line
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Definition:
    """What one file says: `changes` to tables in the order in which it makes them.

    kind      "schema": what is stored or sent; "form": what a page asks of a person or hands to others.
    history   "" for a file that stands alone, else the name of the chain of migrations that this file is one step of: a folder,
              and where one folder holds two chains, more. Steps are carried out in the order of `after`, then `version`.
    step      this step's own name in the history; after: names of the steps that come before it.
    version   compared part by part; numbers before words.
    unread    lines of statements that were not understood and name no table. What names one is a Change "unparsed".
    """

    changes: tuple[Change, ...] = ()
    kind: Kind = "schema"
    history: str = ""
    step: str = ""
    after: tuple[str, ...] = ()
    version: tuple[int | str, ...] = ()
    unread: tuple[int, ...] = field(default=())


class Notation(Protocol):
    NAME: str
    SUFFIXES: tuple[str, ...]
    SIGN: str

    def read(self, text: str, path: str, /) -> Definition: ...


@cache
def notations() -> tuple[Notation, ...]:
    """Every notation, in the order of the modules' names."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(cast(Notation, importlib.import_module(f"{__name__}.{name}")) for name in names)


@cache
def endings() -> dict[str, tuple[Notation, ...]]:
    """Ending of a file name -> notations that may be written in such a file."""
    found: dict[str, list[Notation]] = {}
    for notation in notations():
        for suffix in notation.SUFFIXES:
            found.setdefault(suffix, []).append(notation)
    return {suffix: tuple(which) for suffix, which in found.items()}


def spoken_in(path: str) -> tuple[Notation, ...]:
    """The notations that a file of this name may hold, () for none."""
    name = path.rsplit("/", 1)[-1].lower()
    found: dict[str, Notation] = {}
    parts = name.split(".")
    for n in range(len(parts)):  # "user.entity.ts", ".entity.ts", ".ts"
        ending = ".".join(parts[n:])
        for key in (ending, f".{ending}") if n else (ending,):
            for notation in endings().get(key, ()):
                found.setdefault(notation.NAME, notation)
    return tuple(found.values())


def worth_reading(notation: Notation, text: str) -> bool:
    """Does the text hold the notation's SIGN?"""
    hints: tuple[str, ...] = getattr(notation, "HINTS", ())
    return (not hints or any(hint in text for hint in hints)) and _sign(notation.SIGN).search(text) is not None


@cache
def _sign(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
