"""How a connector is found for a location, and what is refused before anything is opened."""

from __future__ import annotations

import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from connectors import open_source, schemes
from connectors.base import ConfigError, Source, SourceUnavailable
from tests.connectors.case import SECRET


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://me:{SECRET}@db/crm",
        f"mysql://me@db/crm?password={SECRET}",
        f"mysql+pymysql://me@db/crm?PASSWD={SECRET}",
        f"postgresql://db/crm?sslpassword={SECRET}",
        f"nosuch://me:{SECRET}@x",
        f"postgresql://me:{SECRET}@[db/crm",
        "postgresql://me:@db/crm",
    ],
)
def test_a_password_in_a_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        open_source(Source("s", url.replace("#", "%23")))
    assert caught.value.reason in ("secret_in_url", "bad_url")
    text = "".join(traceback.format_exception(caught.value))
    assert SECRET not in text
    assert SECRET.replace("#", "%23") not in text


def test_an_unknown_scheme_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="unknown_scheme") as caught:
        open_source(Source("s", "nosuch://host/x"))
    for scheme in ("sqlite", "postgresql", "mysql"):
        assert scheme in schemes()
        assert scheme in caught.value.detail


def test_a_path_that_is_not_there() -> None:
    # Whether when it is opened or when it is asked for assets, is the connector's choice.
    with pytest.raises(SourceUnavailable, match="not_found"):
        list(open_source(Source("s", "/no/such/place")).discover())


@pytest.mark.parametrize(
    ("url", "module", "extra"), [("postgresql://db/crm", "psycopg", "postgres"), ("mysql://db/crm", "pymysql", "mysql")]
)
def test_a_driver_that_is_not_there_says_what_to_install(url: str, module: str, extra: str) -> None:
    """In a process of its own: this one has the drivers."""
    script = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from connectors import open_source; from connectors.base import ConfigError, Source\n"
        f"try: open_source(Source('s', {url!r}))\n"
        "except ConfigError as error: print(error.reason, error.detail)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said == f"missing_extra source 's': no {module}: pip install 'pandian[{extra}]'\n"


@pytest.mark.parametrize("url", ["postgresql://db:notaport/crm", "mysql://[::1/crm"])
def test_a_url_that_cannot_be_parsed(url: str) -> None:
    with pytest.raises(ConfigError, match="bad_url"):
        open_source(Source("s", url))


def test_a_sqlite_file_is_known_by_its_content(tmp_path: Path) -> None:
    import sqlite3

    from connectors import sql

    connection = sqlite3.connect(tmp_path / "list.csv")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert sql.accepts(str(tmp_path / "list.csv")) > 0
    (tmp_path / "empty.db").touch()
    assert sql.accepts(str(tmp_path / "empty.db")) == sql.accepts(str(tmp_path)) == sql.accepts("a\0b") == 0
    assert [a.name for a in open_source(Source("s", str(tmp_path / "list.csv"))).discover()] == ["t"]


def test_schemes_have_a_description_in_one_line() -> None:
    for scheme, line in schemes().items():
        assert scheme == scheme.lower()
        assert line.endswith((".", ":"))


def test_finding_a_connector_imports_nothing_heavy() -> None:
    heavy = "sqlalchemy pyarrow numpy sqlglot openpyxl python_calamine psycopg pymysql"
    code = f"import sys, connectors; connectors.schemes(); print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"
