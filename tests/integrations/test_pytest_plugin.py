"""The pytest plugin, run by a pytest of its own in a folder like a company's: models, a register, a test that asks."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import tomllib
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from pandian import pytest_plugin
from tests.integrations.repository import ROOT, environment

REGISTER = (ROOT / "examples" / "quickstart" / "register.yaml").read_text(encoding="utf-8")
MODELS = """\
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class WithPassport:
    note: Mapped[str] = mapped_column(String(40), comment="备注")
    passport_no: Mapped[str]


class Guest(WithPassport, Base):
    __tablename__ = "t_guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    中文: Mapped[str] = mapped_column("id_card", String(18), comment="身份证号")


core = MetaData()
Table("t_visit", core, Column("id", Integer), Column("x1", String(18), info={"label": "身份证号"}), schema="public")
Table("t_shelf", core, Column("id", Integer), Column("width", Integer, comment="宽度"))
clean = MetaData()
Table("t_shelf", clean, Column("id", Integer), Column("width", Integer, comment="宽度"))
empty = MetaData()
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A folder whose program has a package called `register`, as many have."""
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    policy = ROOT / "examples" / "quickstart" / "privacy-policy.md"
    (tmp_path / "privacy" / "privacy-policy.md").write_bytes(policy.read_bytes())
    (tmp_path / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "__init__.py").write_text("OWN = 'the company'\n", encoding="utf-8")
    return tmp_path


def session(company: Path, body: str, *arguments: str, **more: str) -> str:
    """What pytest prints. The body is the inside of test functions, or whole ones."""
    code = textwrap.dedent(body)
    (company / "test_pi.py").write_text(f"import json\nimport pytest\nimport models\nimport register\n{code}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "pandian.pytest_plugin", "-p", "no:cacheprovider", "--strict-markers", "-q", "-s"]
    settings = environment(company, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", **more)
    done = subprocess.run([*command, *arguments], cwd=company, env=settings, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def found(company: Path, call: str, *arguments: str, **more: str) -> list[str]:
    """ "place rule table.column entity" of every violation that the call returns."""
    shown = session(
        company,
        f"def test_it(pandian):\n    print('FOUND', json.dumps([[v.file, v.line, v.at, v.rule, v.table, v.column, v.entity] for v in {call}]))\n",
        *arguments,
        **more,
    )
    assert "FOUND " in shown, shown
    rows = json.loads(shown.split("FOUND ")[1].splitlines()[0])
    return [f"{file}:{line}:{at} {rule} {table}.{column} {entity}" for file, line, at, rule, table, column, entity in rows]


ID_CARD = "models.py:17:38 INV-011 t_guest.id_card CN_RESIDENT_ID"
PASSPORT = "models.py:11:5 INV-011 t_guest.passport_no PASSPORT"


def test_a_base_tells_file_line_and_column(company: Path) -> None:
    """In characters, of the column's own name; of a mixin, where the mixin is written."""
    assert MODELS.splitlines()[16].index("id_card") + 1 == 38
    assert found(company, "pandian.check(models.Base)") == [PASSPORT, ID_CARD]


def test_metadata_alone_tells_table_and_column(company: Path) -> None:
    (row,) = found(company, "pandian.check(models.core)")
    assert row == ":0:0 INV-011 public.t_visit.x1 CN_RESIDENT_ID"


def test_what_is_clean_or_below_the_bar_is_not_returned(company: Path) -> None:
    shown = session(
        company,
        """
        def test_it(pandian):
            assert pandian.check(models.clean) == []
            assert pandian.check(models.Base, fail_on="never") == []
            assert pandian.check(models.Base, fail_on="critical") == []
        """,
    )
    assert "1 passed" in shown, shown


def test_a_failed_test_says_all_that_the_gate_says(company: Path) -> None:
    shown = session(company, "def test_it(pandian):\n    pandian.assert_declared(models.Base)\n")
    assert "1 failed" in shown
    assert "models.py:17:38: INV-011 [High] t_guest.id_card" in shown
    assert "user.government_id.national_identification_number" in shown
    assert "Traceback" not in shown


def test_a_clean_test_passes_and_the_program_keeps_its_package(company: Path) -> None:
    shown = session(company, "def test_it(pandian):\n    pandian.assert_declared(models.clean)\n    assert register.OWN == 'the company'\n")
    assert "1 passed" in shown


def test_a_path_of_the_program_does_not_shadow_the_gate(company: Path) -> None:
    for name in ("scanner", "connectors", "recognizers", "reports", "click"):
        (company / f"{name}.py").write_text("raise SystemExit('POISON')\n", encoding="utf-8")
    (company / "register" / "checks.py").write_text("raise SystemExit('POISON')\n", encoding="utf-8")
    assert ID_CARD in found(company, "pandian.check(models.Base)", PYTHONPATH=str(company))


@pytest.mark.parametrize("days, left", [(20, [PASSPORT]), (-1, [PASSPORT, ID_CARD])], ids=["holds", "expired"])
def test_a_waiver_in_the_model_counts(company: Path, days: int, left: list[str]) -> None:
    until = date.today() + timedelta(days=days)
    waiver = f'  # pandian: allow[INV-011] reason="visitor pass, register change 12" until={until}'
    (company / "models.py").write_text(MODELS.replace('comment="身份证号")', f'comment="身份证号"){waiver}'), encoding="utf-8")
    assert found(company, "pandian.check(models.Base)") == left


@pytest.mark.parametrize(
    "call, arguments, more",
    [
        ("pandian.check(models.core, register='other.yaml')", (), {}),
        ("pandian.check(models.core)", ("--pandian-register", "other.yaml"), {}),
        ("pandian.check(models.core)", ("-o", "pandian_register=other.yaml"), {}),
        ("pandian.check(models.core)", (), {"PANDIAN_REGISTER": "other.yaml"}),
    ],
)
def test_the_register_may_be_named_in_four_ways(company: Path, call: str, arguments: tuple[str, ...], more: dict[str, str]) -> None:
    """A register that is broken is told by name: it was this one that was read."""
    (company / "other.yaml").write_text("id: [broken\n", encoding="utf-8")
    shown = session(company, f"def test_it(pandian):\n    {call}\n", *arguments, **more)
    assert "GateError" in shown
    assert "other.yaml" in shown


def test_a_marker_names_register_bar_and_source(company: Path) -> None:
    (company / "other.yaml").write_text("id: [broken\n", encoding="utf-8")
    shown = session(
        company,
        """
        @pytest.mark.pandian(register="other.yaml")
        def test_broken(pandian):
            with pytest.raises(Exception, match=r"other\\.yaml"):
                pandian.check(models.core)

        @pytest.mark.pandian(fail_on="never", source="crm")
        def test_bar(pandian):
            assert pandian.check(models.core) == []

        def test_next_test_is_not_marked(pandian):
            assert len(pandian.check(models.core)) == 1
        """,
    )
    assert "3 passed" in shown


@pytest.mark.parametrize("marker", ["registers='x'", "'register.yaml'"])
def test_a_marker_that_says_something_else_is_refused(company: Path, marker: str) -> None:
    shown = session(company, f"@pytest.mark.pandian({marker})\ndef test_it(pandian):\n    pass\n")
    assert "the marker pandian takes register, fail_on, source" in shown
    assert "1 passed" not in shown


def test_what_cannot_be_answered_is_told(company: Path) -> None:
    shown = session(
        company,
        """
        from pandian.pytest_plugin import GateError

        def test_it(pandian):
            with pytest.raises(GateError, match="the metadata has no table"):
                pandian.check(models.empty)
            with pytest.raises(TypeError, match="a SQLAlchemy MetaData or a declarative Base is needed, not object"):
                pandian.check(object())
            with pytest.raises(GateError, match=r"none\\.yaml"):
                pandian.check(models.core, register="none.yaml")
            with pytest.raises(GateError, match="fail_on is one of critical"):
                pandian.check(models.core, fail_on="sometimes")
        """,
    )
    assert "1 passed" in shown, shown


def test_no_register_at_all_is_told(company: Path) -> None:
    (company / "privacy" / "register.yaml").unlink()
    (company / "register" / "__init__.py").unlink()
    shown = session(company, "def test_it(pandian):\n    pandian.check(models.core)\n")
    assert "no register: give register=" in shown


def test_the_source_binds_the_table_to_its_system(company: Path) -> None:
    """The address of the database, as the register's bindings have it: the lines to add speak of that system's activity."""
    bound = REGISTER.replace('bindings: ["file://**/customers.csv"]', 'bindings: ["postgresql://crm/public.*"]')
    (company / "privacy" / "register.yaml").write_text(bound, encoding="utf-8")
    shown = session(
        company,
        """
        def test_it(pandian):
            for source, named in (("postgresql://crm", True), ("postgresql://crm/", True), ("postgresql://other", False)):
                (violation,) = pandian.check(models.core, source=source)
                assert ("- id: a1" in violation.yaml) == named, (source, violation.yaml)
        """,
    )
    assert "1 passed" in shown, shown


# --- without a pytest of its own ---------------------------------------------------------------------------------------


def test_it_is_an_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"pandian": "pandian.pytest_plugin"}


def test_it_loads_nothing_of_ours() -> None:
    code = "import pytest, sys; before = set(sys.modules); import pandian.pytest_plugin; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['pandian', 'pandian.pytest_plugin']"


def test_a_register_is_looked_for_where_the_gate_does() -> None:
    from pandian.gate.policy import USUAL

    assert pytest_plugin._usual_places() == USUAL


class Odd:
    def __str__(self) -> str:
        raise NotImplementedError


def column(**more: object) -> SimpleNamespace:
    return SimpleNamespace(**{"name": "c", "type": "INTEGER", "comment": None, "doc": None, "info": {}, **more})


@pytest.mark.parametrize(
    "given, expected",
    [
        (column(), "c|INTEGER|"),
        (column(comment="手机号", doc="手机号"), "c|INTEGER|手机号"),
        (column(comment="手机号\n  码", doc="a doc", info={"label": "标签", "other": "x", "title": 1}), "c|INTEGER|手机号 码; a doc; 标签"),
        (column(info=None), "c|INTEGER|"),
        (column(type=Odd()), "c|Odd|"),
    ],
)
def test_a_column_is_read(given: SimpleNamespace, expected: str) -> None:
    read = pytest_plugin._column(given, {})
    assert "|".join((read["name"], read["type"], read["comment"])) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("class A:\n    x = 1\n", {"A": {"": (1, 0), "x": (2, 5)}}),
        ("class A:\n    x: int = f('y')\n", {"A": {"": (1, 0), "x": (2, 17)}}),
        ("class A:\n    x = f(1, 'y')\n", {"A": {"": (1, 0), "x": (2, 5)}}),
        ("class A:\n    class B:\n        x: int\n", {"A": {"": (1, 0)}, "A.B": {"": (2, 0), "x": (3, 9)}}),
        ("def f():\n    class A:\n        x: int\n", {"f.A": {"": (2, 0), "x": (3, 9)}}),
        ("if 1:\n    class A:\n        x = y = 1\n", {"A": {"": (2, 0), "x": (3, 9), "y": (3, 13)}}),
        ("class A:\n    '名'; x = 1\n", {"A": {"": (1, 0), "x": (2, 10)}}),
        ("class A:\n    x[0] = 1\n    a.b = 2\n", {"A": {"": (1, 0)}}),
        ("", {}),
    ],
)
def test_names_are_found_where_they_are_written(text: str, expected: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text(text, encoding="utf-8")
    assert pytest_plugin._bodies(path) == expected


@pytest.mark.parametrize("text", ["class A(:\n", "x = (" * 3000, "class A:\n" + "\0"])
def test_a_source_that_cannot_be_parsed_tells_no_place(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.py"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(pytest_plugin.inspect, "getsourcefile", lambda cls: str(path))
    assert pytest_plugin._written(Odd, tmp_path) == ("", {})
