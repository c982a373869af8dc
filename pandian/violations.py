"""Violations as plain lines, the way compilers speak: place, rule, what, why, who says so, what to write. No library is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator

from pandian.language import Language, say
from register.suggest import EXAMPLE
from register.violation import Violation
from reports.display import display
from reports.messages import word

#: Rules that a statement mends: that a kind is handled, that a form asks for it. Who receives it, on which mechanism and with whose
#: consent are facts.
STATED = frozenset({"INV-011", "WEB-003"})


def stated(violation: Violation) -> bool:
    """Whether its lines may be written into the register by a command; those of others somebody has to make true first."""
    return violation.rule in STATED and bool(violation.yaml) and not violation.yaml.startswith(EXAMPLE)


def lines(violation: Violation, lang: Language, because: str = "") -> Iterator[str]:
    """because: the words that spoke for a finding, "" where there are none."""
    place = ":".join(str(part) for part in (display(violation.file), max(violation.line, 1), violation.at) if part)
    law = f" ({'; '.join(violation.law)})" if violation.law else ""
    severity = word("severity", violation.severity, lang)
    where = f"{place}: " if violation.file else ""
    yield f"{where}{violation.rule} [{severity}] {display(violation.message.in_language(lang))}{law}"
    if because:
        yield f"    {say('gate_because', lang, words=because)}"
    if violation.clause is not None:
        document = display(f"{violation.clause.document} {violation.clause.clause}".strip())
        quote = violation.clause.quote
        yield f"    {document}: “{display(quote)}”" if quote else f"    {say('gate_silent', lang, document=document)}"
    if violation.also:
        yield f"    {say('gate_also', lang, places=', '.join(f'{display(file)}:{line}' for file, line in violation.also))}"
    if remedy := violation.remedy.in_language(lang):
        yield f"    → {display(remedy)}"
    if violation.yaml:
        yield f"    {say('gate_lines' if stated(violation) else 'gate_person', lang)}"
        for line in violation.yaml.splitlines():
            yield f"      {display(line)}"
