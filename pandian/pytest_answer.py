"""The process that answers the pytest plugin: a question about tables on standard input, JSON, answered on standard output.

    {"tables": [{"schema", "name", "comment", "file"?, "line"?, "columns": [{"name", "type", "comment", "file"?, "line"?, "at"?}]}],
     "register": path, "fail_on": severity, "source": address or name}

The answer is {"violations": [fields of pandian.pytest_plugin.Violation]}, or {"error": what to do} for a mistake of the caller.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandian
from connectors.base import Asset, Column
from connectors.paths import uri_part
from pandian.assess import assess, open_register, reaches
from pandian.cli import Usage
from pandian.gate.run import Answer
from pandian.gate.settle import Outcome, settle
from pandian.gate.tell import told
from pandian.language import Language
from pandian.options import SEVERITIES, language
from pandian.recognizing import chosen
from recognizers import digest
from register.checks import GATE
from register.violation import Violation
from scanner.inventory import Inventory, SourceRecord, Status
from scanner.outcome import findings, record


def serve() -> None:
    question = json.loads(sys.stdin.buffer.read())
    try:
        answer: dict[str, Any] = {"violations": judged(question, date.today())}
    except Usage as error:
        answer = {"error": error.message}
    sys.stdout.write(json.dumps(answer))


def judged(question: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """What is left from the asked severity on, the worst first. Raises Usage."""
    fail_on, lang = question["fail_on"], language(None)
    if fail_on not in SEVERITIES:
        raise Usage(f"fail_on is one of {', '.join(SEVERITIES)}")
    inventory = _inventory(question, lang)
    report = assess(inventory, open_register(Path(question["register"]), lang), today, None, lang, only=GATE)
    names = {asset.uri: f"{asset.schema}.{asset.name}".lstrip(".") for asset in inventory.assets}
    blocking = (v for v in report.violations if v.gate and v.uri in names and reaches([v], fail_on))
    outcome = settle(blocking, before=None, baseline=(), today=today)
    answer = Answer(report, outcome, len(names))
    worst = sorted(outcome.violations, key=lambda v: (v.severity.rank, v.file, v.line, v.uri, v.column))
    return [_facts(v, names[v.uri], answer, lang) for v in worst]


def _facts(violation: Violation, table: str, answer: Answer, lang: Language) -> dict[str, Any]:
    own = tuple(void for void in answer.outcome.void if void[:2] == (violation.file, violation.line))
    said = "\n".join(told(replace(answer, outcome=Outcome((violation,), void=own)), lang))
    return {
        "rule": violation.rule, "severity": violation.severity.value, "message": violation.message.in_language(lang), "table": table,
        "column": violation.column, "entity": violation.entity, "category": violation.category, "fingerprint": violation.fingerprint,
        "file": violation.file, "line": violation.line, "at": violation.at, "yaml": violation.yaml, "text": said.removeprefix("1: "),
    }  # fmt: skip


def _inventory(question: dict[str, Any], lang: Language) -> Inventory:
    """A scan of definitions, as the gate's own is: each table is an asset without rows."""
    recognizers, source = chosen((), lang).recognizers, question["source"]
    assets = [_asset(table, source) for table in question["tables"]]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Inventory(
        scan="pytest", started=now, finished=now, version=pandian.__version__, recognizers=digest(recognizers), mode="schema",
        categories=tuple(sorted({r.category for r in recognizers})), sources=(SourceRecord(source, source),),
        assets=tuple(record(asset, {}, status=Status.SCHEMA) for asset in assets),
        findings=tuple(found for asset in assets for found in findings(asset, {}, recognizers, counted=False)),
    )  # fmt: skip


def _asset(table: dict[str, Any], source: str) -> Asset:
    """Its URI is the one that a scan of the database would give it, where the source is the database's address."""
    name = ".".join(uri_part(part) for part in (table["schema"], table["name"]) if part)
    between = "" if source.endswith(("/", ".")) else "/"
    uri = f"{source}{between}{name}" if "://" in source else f"schema://{uri_part(source)}#{name}"
    return Asset(
        uri, source, "schema", table["name"], tuple(Column(**column) for column in table["columns"]), schema=table["schema"],
        path=table.get("file", ""), comment=table["comment"], line=table.get("line", 0),
    )  # fmt: skip
