"""The gate as a test: what SQLAlchemy's metadata defines, against the register, without any database.

    def test_personal_information_is_declared(pandian):
        pandian.assert_declared(Base, register="privacy/register.yaml")

It is loaded by every pytest run in its environment, so it imports nothing of ours. The judgement is a process of its own
(`pandian.pytest_answer`): a program under test may well have packages called `register` or `reports`, and keeps them.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

SETTINGS = ("register", "fail_on", "source")
SOURCE = "models"
SECONDS = 120
_WORDS = ("comment", "description", "label", "title", "verbose_name")  # keys of Column.info that hold words of a person


class GateError(Exception):
    """The question cannot be answered: no register or a broken one, nothing to look at. The text says which and what to do."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One column that the register does not account for. file and line: where its name is written, "" and 0 where only the running
    program knows; text: all that the gate says of it, as lines."""

    rule: str
    severity: str
    message: str
    table: str
    column: str
    entity: str
    category: str
    fingerprint: str
    file: str = ""
    line: int = 0
    at: int = 0
    yaml: str = ""
    text: str = ""


class Gate:
    """What the fixture `pandian` gives. Paths are relative to pytest's rootdir."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._marked: Mapping[str, Any] = {}

    def check(
        self, metadata: Any, *, register: str | Path | None = None, fail_on: str | None = None, source: str | None = None
    ) -> list[Violation]:
        """What is wrong from `fail_on` ("high" unless a marker says otherwise) on, worst first.

        metadata: a MetaData, or a declarative Base, whose classes tell files and lines, too. source: the address of the database as
        the register's bindings have it ("postgresql://crm/public."), else any name. Raises GateError, TypeError."""
        root = self._config.rootpath
        asked = {
            "tables": list(_tables(metadata, root)),
            "register": str(root / (register or self._marked.get("register") or self._register())),
            "fail_on": fail_on or self._marked.get("fail_on") or "high",
            "source": source or self._marked.get("source") or SOURCE,
        }
        if not asked["tables"]:
            raise GateError("the metadata has no table: import the modules that define them first")
        return [Violation(**found) for found in _ask(asked, root)]

    def assert_declared(
        self, metadata: Any, *, register: str | Path | None = None, fail_on: str | None = None, source: str | None = None
    ) -> None:
        """Fails the test with all that the gate says, each with file and line where they are known."""
        __tracebackhide__ = True
        found = self.check(metadata, register=register, fail_on=fail_on, source=source)
        if found:
            said = "\n".join(violation.text for violation in found)
            pytest.fail(f"personal information that the register does not account for: {len(found)}\n{said}", pytrace=False)

    def _register(self) -> Path:
        given = self._config.getoption("pandian_register")
        if given:
            return Path(self._config.invocation_params.dir) / str(given)
        named = self._config.getini("pandian_register") or os.environ.get("PANDIAN_REGISTER")
        usual = (name for name in _usual_places() if (self._config.rootpath / name).exists())
        chosen = named or next(usual, None)
        if not chosen:
            raise GateError("no register: give register=, the option --pandian-register or the ini value pandian_register")
        return Path(str(chosen))

    def begin(self, marked: Mapping[str, Any]) -> None:
        """A test begins; `marked` is what its marker says."""
        self._marked = marked


_GATE = pytest.StashKey[Gate]()


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "register of declared personal information that the fixture `pandian` compares with"
    parser.getgroup("pandian").addoption("--pandian-register", dest="pandian_register", metavar="FILE", help=told)
    parser.addini("pandian_register", told, default="")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"pandian({', '.join(f'{s}=…' for s in SETTINGS)}): settings of the fixture `pandian` for this test")
    config.stash[_GATE] = Gate(config)


def pytest_runtest_setup(item: pytest.Item) -> None:
    marker = item.get_closest_marker("pandian")
    marked = dict(marker.kwargs) if marker else {}
    if marker and (marker.args or set(marked) - set(SETTINGS)):
        raise pytest.UsageError(f"{item.nodeid}: the marker pandian takes {', '.join(SETTINGS)}, all of them by name")
    item.config.stash[_GATE].begin(marked)


@pytest.fixture(scope="session")
def pandian(pytestconfig: pytest.Config) -> Gate:
    """The gate: `check` returns violations, `assert_declared` fails on them."""
    return pytestconfig.stash[_GATE]


# --- what the running program defines ----------------------------------------------------------------------------------


def _tables(metadata: Any, root: Path) -> Iterator[dict[str, Any]]:
    """Raises TypeError. Asks by attribute, so that no version of SQLAlchemy is loaded or needed."""
    tables = getattr(getattr(metadata, "metadata", metadata), "tables", None)
    if not isinstance(tables, Mapping):
        raise TypeError(f"a SQLAlchemy MetaData or a declarative Base is needed, not {type(metadata).__name__}")
    classes = _classes(metadata)
    for table in tables.values():
        places = _places(classes.get(table, ()), root)
        columns = [_column(column, places.get(column.name, {})) for column in table.columns]
        where = places.get("", {})
        yield {"schema": table.schema or "", "name": table.name, "comment": table.comment or "", "columns": columns, **where}


def _column(column: Any, place: dict[str, Any]) -> dict[str, Any]:
    info = column.info if isinstance(column.info, Mapping) else {}
    words = [column.comment, column.doc, *(info.get(key) for key in _WORDS)]
    said = dict.fromkeys(" ".join(word.split()) for word in words if isinstance(word, str) and word.strip())
    return {"name": str(column.name), "type": _type(column.type), "comment": "; ".join(said), **place}


def _type(kind: Any) -> str:
    try:
        return str(kind)
    except Exception:  # noqa: BLE001 - a type of the program's own, which may need a dialect to spell itself
        return type(kind).__name__


def _classes(base: Any) -> dict[Any, tuple[Any, ...]]:
    """Table -> mappers of the classes that are stored in it."""
    registry = getattr(base, "registry", None) or getattr(base, "_sa_registry", None)
    found: dict[Any, tuple[Any, ...]] = {}
    for mapper in getattr(registry, "mappers", ()):
        found[mapper.local_table] = (*found.get(mapper.local_table, ()), mapper)
    return found


def _places(mappers: Iterable[Any], root: Path) -> dict[str, dict[str, Any]]:
    """Column -> file, line and at where its name is written; "" -> those of the class. A subclass adds to its parent's table."""
    places: dict[str, dict[str, Any]] = {}
    for mapper in mappers:
        for cls in mapper.class_.__mro__:
            file, names = _written(cls, root)
            for key, column in mapper.columns.items():
                if key in names:
                    line, at = names[key]
                    places.setdefault(column.name, {"file": file, "line": line, "at": at})
            if "" in names and cls is mapper.class_:
                places.setdefault("", {"file": file, "line": names[""][0]})
    return places


def _written(cls: type, root: Path) -> tuple[str, dict[str, tuple[int, int]]]:
    """File, and the names that the body of a class assigns with line and column; ("", {}) for what has no source."""
    try:
        path = Path(inspect.getsourcefile(cls) or "")
        names = _bodies(path).get(cls.__qualname__.replace(".<locals>", ""), {}) if path.name else {}
    except (TypeError, OSError, ValueError, SyntaxError, RecursionError):
        return "", {}
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return shown.as_posix(), names


@lru_cache(maxsize=256)
def _bodies(path: Path) -> dict[str, dict[str, tuple[int, int]]]:
    """Qualified name of every class in a file -> its names. A class that is defined twice is told by its last."""
    text = path.read_bytes().decode("utf-8", "replace")
    lines = text.split("\n")
    found: dict[str, dict[str, tuple[int, int]]] = {}

    def walk(node: ast.AST, above: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                name = f"{above}{child.name}"
                if isinstance(child, ast.ClassDef):
                    found[name] = {"": (child.lineno, 0), **dict(_assigned(child, lines))}
                walk(child, f"{name}.")
            else:
                walk(child, above)

    walk(ast.parse(text), "")
    return found


def _assigned(body: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name -> place of the column's own name if the call gives one first, else of the attribute."""
    for statement in body.body:
        targets = (
            statement.targets if isinstance(statement, ast.Assign) else [statement.target] if isinstance(statement, ast.AnnAssign) else []
        )
        value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
        for target in targets:
            if isinstance(target, ast.Name):
                first = value.args[0] if isinstance(value, ast.Call) and value.args else None
                explicit = isinstance(first, ast.Constant) and isinstance(first.value, str)
                yield target.id, _place(first, lines, 1) if first is not None and explicit else _place(target, lines, 0)


def _place(node: ast.expr, lines: list[str], quote: int) -> tuple[int, int]:
    """Line, and column in characters (Python counts bytes)."""
    before = lines[node.lineno - 1].encode()[: node.col_offset] if node.lineno <= len(lines) else b""
    return node.lineno, len(before.decode("utf-8", "replace")) + 1 + quote


# --- the question, and the process that answers it ---------------------------------------------------------------------


def _usual_places() -> tuple[str, ...]:
    return ("privacy/register.yaml", "privacy/register", "register.yaml", ".pandian/register.yaml")


def _ask(question: dict[str, Any], root: Path) -> list[dict[str, Any]]:
    """Raises GateError."""
    home = str(Path(__file__).resolve().parent.parent)
    start = "import sys; sys.path.insert(0, sys.argv[1]); from pandian.pytest_answer import serve; serve()"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-P", "-W", "ignore", "-c", start, home]
    given = json.dumps(question).encode()
    try:
        done = subprocess.run(command, cwd=root, env=environment, input=given, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise GateError(f"the gate did not answer within {SECONDS} s") from None
    if done.returncode:
        raise GateError(f"the gate ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-2000:]}")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise GateError(answer["error"])
    found: list[dict[str, Any]] = answer["violations"]
    return found
