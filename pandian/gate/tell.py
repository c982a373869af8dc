"""What a developer reads: the line, what is wrong with it and why, who says so, and what to write. Quiet when all is well."""

from __future__ import annotations

from collections.abc import Iterator

from pandian.gate.run import Answer
from pandian.language import Language, say
from pandian.progress import why
from pandian.violations import lines
from register.entries import System
from reports.display import display
from reports.messages import text, word
from scanner.inventory import Evidence, Verdict

_WORDS = frozenset({"header", "comment", "table", "neighbours"})


def told(answer: Answer, lang: Language) -> Iterator[str]:
    because = {(f.uri, f.column, f.entity): f.evidence for f in answer.report.inventory.findings}
    for violation in answer.outcome.violations:
        spoke = because.get((violation.uri, violation.column, violation.entity), ())
        yield from lines(violation, lang, words(spoke, lang))
    for file, number, problem in answer.outcome.void:
        yield f"{display(file)}:{number}: {say(f'waiver.{problem}', lang)}"
    for asset in answer.report.inventory.assets:
        if asset.reason:
            yield f"{display(asset.path)}:{max(asset.line, 1)}: {why(asset.reason, asset.detail, lang)}"
    for source in answer.report.inventory.sources:
        if source.reason:
            yield f"{display(source.location)}: {why(source.reason, source.detail, lang)}"


def words(evidence: tuple[Evidence, ...], lang: Language) -> str:
    """Which words of name, comment and table spoke."""
    said = dict.fromkeys(text(f"evidence.{e.kind}", lang, what=display(e.what)) for e in evidence if e.kind in _WORDS and e.what)
    return ("，" if lang == "zh" else ", ").join(said)


def summary(answer: Answer, lang: Language) -> str:
    inventory, outcome = answer.report.inventory, answer.outcome
    tables = [asset for asset in inventory.assets if asset.columns]
    columns = sum(len(asset.columns) for asset in tables)
    line = say("gate_summary", lang, files=answer.files, tables=len(tables), columns=columns, violations=len(outcome.violations))
    settled = [
        (answer.excluded, "excluded"),
        (outcome.waived, "waived"),
        (outcome.baselined, "baselined"),
        (outcome.unchanged, "unchanged"),
    ]
    return "; ".join([line, *(say(f"gate_{key}", lang, count=count) for count, key in settled if count)])


def explained(answer: Answer, lang: Language) -> Iterator[str]:
    """Every column that may be personal: why, and what declares it or which rule it breaks."""
    report = answer.report
    assert report.register is not None
    broken: dict[tuple[str, str, str], list[str]] = {}
    for v in answer.outcome.violations:
        broken.setdefault((v.uri, v.column, v.entity), []).append(v.rule)
    counted = {(p.finding.uri, p.finding.column, p.finding.entity): p for p in report.context.places}
    for finding in report.inventory.findings:
        key = (finding.uri, finding.column, finding.entity)
        asset = report.context.assets[finding.uri]
        column = next((c for c in asset.columns if c.name == finding.column), None)
        file, line = (column.file, column.line) if column else ("", 0)
        place = f"{display(file or asset.path)}:{line or asset.line}"
        kind, verdict = word("entity", finding.entity, lang), word("verdict", finding.verdict, lang)
        if key in broken:
            end = say("explain.violated", lang, rules=", ".join(sorted(set(broken[key]))))
        elif finding.verdict is Verdict.POSSIBLE or key not in counted:
            end = say("explain.other", lang, verdict=verdict)
        else:
            end = _covering(answer, counted[key].system, finding.category, lang)
        yield f"{place} {display(asset.name)}.{display(finding.column)}: {kind} [{verdict}; {words(finding.evidence, lang)}] {end}"


def _covering(answer: Answer, system: System | None, category: str, lang: Language) -> str:
    register = answer.report.register
    assert register is not None
    activities = register.activities_of(system.key) if system is not None else register.activities
    who = [a.id for a in activities if register.covers(a.categories, category)]
    if not who:
        return say("explain.settled", lang)
    clause = register.clause_for(category)
    quoted = f" ({display(clause.document)} {display(clause.clause)})" if clause else ""
    return say("explain.covered", lang, who=", ".join(map(display, who[:3]))) + quoted
