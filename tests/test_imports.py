"""Holds the table of imports (docs/decisions/0004-imports.md): which package may import which, and one engine, one file.

Every module is parsed, none is run, except in the last test, which starts the CI gate in a process of its own and looks
at what it loaded: a gate that imports Arrow cannot answer in half a second.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("recognizers", "connectors", "scanner", "register", "reports", "pandian")

#: package -> what of ours it may import besides itself; a package stands for all its modules.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "recognizers": (),
    "connectors": (),
    "scanner": ("recognizers", "connectors"),
    "register": ("scanner.inventory", "scanner.subjects"),
    "reports": ("scanner.inventory", "scanner.decisions", "scanner.subjects", "register"),
    "pandian": ("recognizers", "connectors", "scanner", "register", "reports"),
}

#: third-party name -> the only files that may import it, lazily or not; an empty tuple: nowhere.
HOME: dict[str, tuple[str, ...]] = {
    "presidio_analyzer": ("recognizers/presidio.py",),
    "spacy": ("recognizers/presidio.py",),
    "jieba": ("recognizers/presidio.py",),
    "sqlglot": ("connectors/ddl.py",),
    "click": ("pandian/*",),
    "sqlalchemy": ("connectors/sql*.py", "scanner/store*.py", "scanner/migrations/*"),
    "psycopg": ("connectors/sql_postgresql.py",),
    "pymysql": ("connectors/sql_mysql.py",),
    "alembic": ("scanner/store*.py", "scanner/migrations/*"),
    "jinja2": ("reports/html*.py",),
    "xlsxwriter": ("reports/xlsx*.py", "pandian/estate/*"),
    "rich": ("reports/terminal.py", "pandian/*"),
    "python_calamine": ("connectors/*.py",),
    "openpyxl": ("connectors/*.py", "pandian/estate/*"),
    "jsonschema_rs": ("register/*.py",),
    "datasketches": ("scanner/subjects.py",),
    "ruamel": (),
    "docx": ("register/policy/*.py",),
    "pypdfium2": ("register/policy/*.py",),
    "selectolax": ("register/policy/*.py",),
    "pydantic": ("pandian/*",),
    "yaml": ("register/yaml.py", "register/suggest.py", "connectors/notations/_yaml.py"),
    "tree_sitter": ("connectors/notations/*.py",),
    "tree_sitter_go": ("connectors/notations/*.py",),
    "tree_sitter_java": ("connectors/notations/*.py",),
    "tree_sitter_typescript": ("connectors/notations/*.py",),
    "proto_schema_parser": (),
    "graphql": ("connectors/notations/*.py",),
    "hyperscan": ("scanner/multi.py",),
    "polars": (),
    "pandas": (),
    "re2": ("recognizers/_linear.py",),
    "dask": (),
    "torch": (),
    "requests": (),
    "httpx": (),
}

#: Arrow kernels that look for a pattern: they are the engine, wherever Arrow itself is used.
MATCHING = ("match_", "find_substring", "count_substring", "extract_regex", "replace_substring_regex", "split_pattern_regex")
#: The engine, its order of values, and the clock, which tells dates (not personal information) from other text by their shape.
MATCHING_HOME = ("scanner/multi.py", "scanner/protected.py", "scanner/orders.py", "scanner/clock.py")

#: What the gate must not load: each costs more than the whole gate may take.
HEAVY = (
    *("pyarrow", "numpy", "sqlalchemy", "alembic", "presidio_analyzer", "spacy", "jieba", "pandas", "polars", "rich", "jinja2"),
    *(
        "xlsxwriter",
        "openpyxl",
        "pydantic",
        "sqlglot",
        "datasketches",
        "docx",
        "pypdfium2",
        "selectolax",
        "psycopg",
        "pymysql",
        "jsonschema",
        "asyncio",
        "tree_sitter",
        "proto_schema_parser",
        "graphql",
    ),
)


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(tree: ast.AST, package: str = "") -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import, those inside functions and `import_module("…")` included.

    `package` is the dotted package that holds the module, for relative imports.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                yield node.lineno, node.args[0].value


def faults(path: str, source: str) -> list[str]:
    """What in a module's text breaks the table. `path` is relative to the project, with slashes."""
    package = path.split("/")[0]
    allowed = (package, *MAY_IMPORT[package])
    found = []
    tree = ast.parse(source)
    for line, name in imported(tree, ".".join(path.split("/")[:-1])):
        top = name.split(".")[0]
        if top in PACKAGES and not any(name == a or name.startswith(a + ".") for a in allowed):
            found.append(f"{path}:{line} imports {name}; {package} may import only {', '.join(allowed)}")
        if top in HOME and not any(fnmatch(path, glob) for glob in HOME[top]):
            found.append(f"{path}:{line} imports {name}, whose home is {', '.join(HOME[top]) or 'nowhere'}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith(MATCHING) and path not in MATCHING_HOME:
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if owner in ("pc", "compute"):
                found.append(f"{path}:{node.lineno} matches with Arrow ({node.attr}); only {', '.join(MATCHING_HOME)} may")
    return found


@pytest.mark.parametrize("path", [p.relative_to(ROOT).as_posix() for p in modules()])
def test_module_keeps_the_table(path: str) -> None:
    assert faults(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("recognizers/x.py", "import scanner.scan"),
        ("connectors/x.py", "from recognizers import find"),
        ("register/x.py", "from scanner.scan import scan"),
        ("register/x.py", "from scanner import judge"),
        ("register/x.py", "from scanner.decisions import Standing"),
        ("reports/x.py", "def f():\n    import connectors.base"),
        ("scanner/x.py", "import importlib\nimportlib.import_module('pandian.config')"),
        ("scanner/x.py", "import spacy"),
        ("connectors/csv.py", "from click import echo"),
        ("scanner/observe.py", "import pyarrow.compute as pc\npc.match_substring_regex(a, b)"),
        ("scanner/engine.py", "import hyperscan"),
        ("register/checks/x.py", "from ...scanner import scan"),
    ],
)
def test_a_breach_is_seen(path: str, source: str) -> None:
    assert len(faults(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("register/x.py", "from scanner.inventory import Finding"),
        ("register/x.py", "from scanner import inventory"),
        ("reports/x.py", "from register.violation import Text"),
        ("reports/x.py", "from scanner.decisions import Standing"),
        ("scanner/multi.py", "import pyarrow.compute as pc\npc.match_substring_regex(a, b)"),
        ("pandian/x.py", "import click, scanner.scan"),
    ],
)
def test_what_is_allowed_is_not_a_breach(path: str, source: str) -> None:
    assert faults(path, source) == []


def test_every_home_is_lived_in() -> None:
    """A renamed file must not leave its engine without a home, or the rule above would allow what it should not."""
    used: dict[str, set[str]] = {}
    for path in modules():
        for _, name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            used.setdefault(name.split(".")[0], set()).add(path.relative_to(ROOT).as_posix())
    empty = [name for name, globs in HOME.items() if globs and name not in used]
    assert empty == []


def test_no_package_imports_the_front_door() -> None:
    importers = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.relative_to(ROOT).parts[0] != "pandian"
        and any(name.split(".")[0] == "pandian" for _, name in imported(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert importers == []


PROBE = """
import json, sys
from pandian.__main__ import main
sys.argv = ["pandian", *json.loads(sys.stdin.read())]
code = 0
try:
    code = main() or 0
except SystemExit as stop:
    code = stop.code or 0
sys.stdout.flush()
loaded = sorted({name.split(".")[0] for name in sys.modules})
sys.stderr.write("\\nLOADED " + json.dumps([code, loaded]))
"""


def run_and_list(arguments: list[str], folder: Path) -> tuple[int, set[str]]:
    """Exit code and top-level modules of a `pandian` run in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE], input=json.dumps(arguments), cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert "LOADED " in done.stderr, done.stderr
    code, loaded = json.loads(done.stderr.rsplit("LOADED ", 1)[1])
    return code, set(loaded)


def test_gate_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(
        "CREATE TABLE customers (id INT PRIMARY KEY, mobile VARCHAR(20) COMMENT '手机号');\n", encoding="utf-8"
    )
    (tmp_path / "register.yaml").write_text(minimal_register(), encoding="utf-8")
    code, loaded = run_and_list(["gate", "schema.sql", "--register", "register.yaml", "--format", "sarif"], tmp_path)
    assert code in (0, 1)
    assert loaded & {"pandian", "connectors", "recognizers", "register"}
    assert sorted(loaded & set(HEAVY)) == []


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["scan", "--help"], ["gate", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code, loaded = run_and_list(arguments, tmp_path)
    assert code == 0
    assert sorted(loaded & set(HEAVY)) == []


def minimal_register() -> str:
    """The smallest register of the documentation: the first complete example in docs/register.md."""
    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    blocks = page.split("```yaml\n")[1:]
    assert blocks, "docs/register.md shows no register"
    return blocks[0].split("```")[0]
