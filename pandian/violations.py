"""Violations as plain lines, the way compilers speak: place, rule, what, why, fix. No library is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator

from pandian.language import Language
from register.violation import Violation
from reports.display import display
from reports.messages import word


def lines(violation: Violation, lang: Language) -> Iterator[str]:
    place = f"{display(violation.file)}:{max(violation.line, 1)}: " if violation.file else ""
    law = f" ({'; '.join(violation.law)})" if violation.law else ""
    severity = word("severity", violation.severity, lang)
    yield f"{place}{violation.rule} [{severity}] {display(violation.message.in_language(lang))}{law}"
    if violation.clause is not None and violation.clause.quote:
        yield f"    {display(violation.clause.document)} {display(violation.clause.clause)}: “{display(violation.clause.quote)}”"
    if remedy := violation.remedy.in_language(lang):
        yield f"    → {display(remedy)}"
    for line in violation.yaml.splitlines():
        yield f"      {display(line)}"
