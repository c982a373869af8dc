"""The HTML file is inert: no script, handler or address whatever the names say; it loads nothing and its policy matches it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reports import Report, html
from scanner.inventory import Inventory
from tests.reports.sample import HOSTILE_NAMES, empty, many, sample

LOADING = {"src", "href", "srcset", "data", "action", "formaction", "poster", "background", "xlink:href", "ping"}


class Census(HTMLParser):
    """Counts what could run or load."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.active: list[tuple[str, str]] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self._in_style = False
        self.meta: dict[str, str] = {}
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._in_style = tag == "style"
        for name, value in attributes:
            if name.startswith("on") or name in LOADING or name == "style" or "javascript:" in (value or "").lower():
                self.active.append((tag, name))
        if tag == "meta":
            found = dict(attributes)
            self.meta[found.get("http-equiv") or found.get("name") or ""] = found.get("content") or ""

    def handle_data(self, data: str) -> None:
        (self.styles if self._in_style else self.text).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_runs_and_nothing_loads(lang: str) -> None:
    for report in (sample(lang), empty(lang), many(5)):
        census = Census(html.render(report))
        assert census.active == []
        assert not {"script", "img", "iframe", "object", "embed", "link", "base", "form", "a", "audio", "video"} & set(census.tags)
        assert len(census.styles) == 1
        assert "url(" not in census.styles[0]
        assert "@import" not in census.styles[0]


def test_hostile_names_are_shown_as_text() -> None:
    shown = "".join(Census(html.render(sample())).text)
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown


def test_same_elements_as_with_harmless_names() -> None:
    """Hostile names change texts, never the tree."""
    plain = _with_names(sample(), [f"column{n}" for n in range(len(HOSTILE_NAMES))])
    assert Census(html.render(sample())).tags == Census(html.render(plain)).tags


def _with_names(report: Report, names: list[str]) -> Report:
    """The same report with other column names in the hostile table."""
    renamed = dict(zip(HOSTILE_NAMES, names, strict=True))
    inventory = report.inventory
    assets = tuple(
        replace(
            a, columns=tuple(replace(c, name=renamed.get(c.name, c.name), comment=renamed.get(c.comment, c.comment)) for c in a.columns)
        )
        for a in inventory.assets
    )
    findings = tuple(replace(f, column=renamed.get(f.column, f.column)) for f in inventory.findings)
    changed: Inventory = replace(inventory, assets=assets, findings=findings)
    return replace(report, inventory=changed)


def test_policy_names_the_hash_of_the_style_block() -> None:
    census = Census(html.render(sample()))
    digest = base64.b64encode(hashlib.sha256(census.styles[0].encode()).digest()).decode()
    policy = census.meta["Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "noindex" in census.meta["robots"]
    assert census.meta["referrer"] == "no-referrer"


def test_language_is_stated_and_kept() -> None:
    assert '<html lang="zh-CN">' in html.render(sample("zh"))
    english = "".join(Census(html.render(empty("en"))).text)
    assert not re.search(r"[\u4e00-\u9fff]", english.replace("盘点", ""))


def test_long_reports_are_cut_with_a_stated_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_VIOLATIONS", 7)
    monkeypatch.setattr(html, "MAX_ASSETS", 5)
    monkeypatch.setattr(html, "_LIMITS", {**html._LIMITS, "violations": 7, "assets": 5})
    document = html.render(many(40))
    assert document.count('<article class="violation') == 7
    assert "仅显示前 7 项，共 40 项" in document
    assert "仅显示前 5 项，共 40 项" in document


def test_without_a_register_it_says_so() -> None:
    report = replace(sample(), register=None, violations=(), matrix=())
    document = html.render(report)
    assert "未提供登记册" in document
    assert '<section id="violations">' not in document
    assert 'class="c-found"' in document  # the matrix shows what was found where
