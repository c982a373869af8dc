"""The message table is whole: both languages, the same placeholders, every word of other modules, no key that is not there."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import recognizers
from connectors.base import REASONS
from register.violation import Severity
from reports.messages import MESSAGES, text, word
from scanner.decisions import Force, Ruling
from scanner.inventory import Status, Verdict
from scanner.judge import NAMES
from tests.reports.test_dpo import WORDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "reports").rglob("*.py"), *(ROOT / "pandian").rglob("*.py")])


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_say_it(key: str) -> None:
    zh, en = MESSAGES[key]
    assert zh.strip()
    assert en.strip()
    assert placeholders(zh) == placeholders(en)


def test_every_reason_status_verdict_and_severity_has_words() -> None:
    needed = {f"reason.{reason}" for reason in REASONS} | {f"status.{status}" for status in Status}
    needed |= {f"verdict.{verdict}" for verdict in Verdict} | {f"severity.{severity}" for severity in Severity}
    assert needed - MESSAGES.keys() == set()
    assert {key for key in MESSAGES if key.startswith("reason.")} - needed == {"reason.detailed"}


def test_entity_names_equal_the_definitions() -> None:
    defined = {f"entity.{r.entity}": (r.names["zh"], r.names["en"]) for r in recognizers.catalogue()}
    assert {key: MESSAGES[key] for key in MESSAGES if key.startswith("entity.")} == defined


def test_evidence_labels_of_checks_have_words() -> None:
    """Label keys are the first element of string-first pairs in `evidence` lists under register/."""
    used = set()
    for path in [ROOT / "register" / "context.py", *(ROOT / "register" / "checks").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "evidence":
                used |= {key for key in map(_label, ast.walk(node.value)) if key}
            elif isinstance(node, ast.FunctionDef) and path.name == "context.py":
                used |= {key for key in map(_label, ast.walk(node)) if key}
    assert len(used) > 10
    assert {f"detail.{key}" for key in used} - MESSAGES.keys() == set()


def _label(node: ast.AST) -> str | None:
    """The key of a pair ("key", value), or of the conditional ("a" if … else "b") by its first branch."""
    if (
        isinstance(node, ast.Tuple)
        and len(node.elts) == 2
        and isinstance(node.elts[0], ast.Constant)
        and isinstance(node.elts[0].value, str)
    ):
        return node.elts[0].value
    return None


def test_evidence_kinds_of_the_judge_have_words() -> None:
    tree = ast.parse((ROOT / "scanner" / "judge.py").read_text("utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Evidence"
    ]
    kinds = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert {"values", "checksum"} <= kinds
    assert {f"evidence.{kind}" for kind in kinds | {"header", "comment", "table", "neighbours", "join"}} - MESSAGES.keys() == set()


def test_every_threshold_and_decision_has_words() -> None:
    needed = {f"threshold.{name}" for name in NAMES} | {f"human.{ruling}" for ruling in Ruling} | {f"force.{force}" for force in Force}
    assert needed - MESSAGES.keys() == set()
    assert {key for key in MESSAGES if key.startswith("threshold.")} - needed == {"threshold.of", "threshold.line"}


def test_no_key_is_used_that_is_not_there() -> None:
    used: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if node.func.id == "text" and isinstance(key, str):
                used.add(key)
            if node.func.id == "say" and isinstance(key, str):
                used.add(f"cli.{key}")
    template = (ROOT / "reports" / "report.html").read_text("utf-8")
    used |= set(re.findall(r'\bt\("([^"]+)"', template))
    assert len(used) > 50
    assert used - MESSAGES.keys() == set()


def test_no_message_is_left_unused() -> None:
    """A key is used when it, or the part behind its group, stands as a string in the sources or the template."""
    everything = "".join(path.read_text("utf-8") for path in SOURCES if "messages" not in path.name)
    everything += "".join((ROOT / "reports" / page).read_text("utf-8") for page in ("report.html", "dpo.html"))
    strings = set(re.findall(r"[\"']([\w.]+)[\"']", everything))
    words = (
        "entity.",
        "reason.",
        "status.",
        "verdict.",
        "severity.",
        "detail.",
        "evidence.",
        "environment.",
        "method.",
        "mode.",
        "kind.",
        "sort.",
        "transform.",
        "state.",
        "matrix.",
        "human.",
        "force.",
        "change.",
        "consent.",
        "notice.",
        "threshold.",
        "decision.",
        "transform.",
        "cli.",
        "dpo.",  # these and the words of their cells: tests/reports/test_dpo.py
        *(f"{group}." for group in WORDS),
    )
    dead = [key for key in MESSAGES if not key.startswith(words) and key not in strings and key.split(".", 1)[1] not in strings]
    assert dead == []


def test_unknown_words_come_back_unchanged() -> None:
    assert word("status", "ERROR", "zh") == "读取失败"
    assert word("method", "a-connector-of-yours", "zh") == "a-connector-of-yours"
    with pytest.raises(KeyError):
        text("no.such.key", "zh")
