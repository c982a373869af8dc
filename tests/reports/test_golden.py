"""Every text format against a file that a person has read. PANDIAN_UPDATE_GOLDEN=1 writes the files anew: then read them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports import Report, formats, terminal
from tests.reports.sample import empty, many, sample

GOLDEN = Path(__file__).parent / "data" / "golden"
TEXT_FORMATS = [name for name, module in formats().items() if not module.BINARY]


def rendered(name: str, report: Report) -> str:
    if name == "text":
        return terminal.render(report, width=100, color=False)
    content = formats()[name].render(report)
    assert isinstance(content, str)
    return content


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_matches_golden_file(name: str, lang: str) -> None:
    path = GOLDEN / f"report.{lang}{formats()[name].SUFFIX}"
    content = rendered(name, sample(lang)).encode("utf-8")  # strict: no surrogate may be left
    if os.environ.get("PANDIAN_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert content == path.read_bytes()


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_same_report_gives_same_text(name: str) -> None:
    assert rendered(name, sample()) == rendered(name, sample())


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_no_control_character_but_newline(name: str) -> None:
    unsafe = [
        c for c in rendered(name, sample()) if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u200b\u202e\u2028\u2066\ufeff")
    ]
    assert unsafe == []


@pytest.mark.parametrize("name", formats())
def test_an_empty_and_a_large_report_render(name: str) -> None:
    assert formats()[name].render(empty())
    assert formats()[name].render(many(30))


def test_every_text_format_names_what_was_not_read() -> None:
    """The salary table was not readable and one source was down: no format may keep silent about either."""
    for name in TEXT_FORMATS:
        content = rendered(name, sample())
        assert "salary" in content, name
        assert "legacy" in content, name


def test_coloured_terminal_output_uses_only_colour_sequences() -> None:
    import re

    coloured = terminal.render(sample(), width=100, color=True)
    assert "\x1b[" in coloured
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", coloured)


def test_terminal_lines_fit_the_width() -> None:
    from rich.cells import cell_len

    for width in (60, 80, 100, 140):
        lines = terminal.render(sample(), width=width, color=False).split("\n")
        assert max(cell_len(line) for line in lines) <= width


def test_terminal_counts_what_it_leaves_out() -> None:
    shown = terminal.render(many(50), width=100, color=False)
    assert f"另有 {50 - terminal.MAX_ASSETS} 项" in shown
    assert f"另有 {50 - terminal.MAX_VIOLATIONS} 项" in shown
