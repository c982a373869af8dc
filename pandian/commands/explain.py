"""`pandian explain`: why a finding is what it is, in words, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pandian.cli import Usage
from pandian.language import Language, say
from pandian.options import lang_option, language, store_option
from pandian.places import open_store
from reports.display import display
from reports.messages import word
from reports.outline import evidence_words, percent
from scanner.inventory import Finding, Verdict
from scanner.judge import TABLE


@click.command(help=say("help.explain"))
@click.argument("finding")
@store_option
@lang_option
def command(finding: str, store: str | None, lang: str | None) -> int:
    spoken = language(lang)
    wanted = finding.strip().lower()
    if not wanted or not all(c in "0123456789abcdef" for c in wanted):
        raise Usage(say("not_a_fingerprint", spoken))
    opened = open_store(store, spoken)
    try:
        found = opened.find(wanted)
    finally:
        opened.close()
    newest = [f for scan, f in found if scan == found[0][0]]
    if len({f.fingerprint for f in newest}) != 1:
        known = ", ".join(sorted({f.fingerprint for f in newest}))
        raise Usage(say("ambiguous", spoken, known=known) if known else say("no_such_finding", spoken, finding=wanted))
    for line in explain(newest[0], spoken):
        click.echo(line)
    return 0


def explain(finding: Finding, lang: Language) -> Iterator[str]:
    place = f"{display(finding.uri)} · {display(finding.column)}"
    verdict = word("verdict", finding.verdict, lang)
    yield say("explain.head", lang, fingerprint=finding.fingerprint, place=place)
    yield say("explain.verdict", lang, entity=word("entity", finding.entity, lang), code=finding.entity, verdict=verdict)
    for evidence in finding.evidence:
        yield f"  + {evidence_words(evidence, lang)}"
    if finding.filled:
        share = percent(finding.matched / finding.filled)
        yield say("explain.counts", lang, matched=finding.matched, filled=finding.filled, rows=finding.rows, share=share)
    if finding.sparse:
        yield say("explain.sparse", lang, bar=percent(TABLE.column_share))
    if finding.state == "masked":
        yield say("explain.masked", lang)
    if finding.distinct is not None:
        yield say("explain.distinct", lang, distinct=finding.distinct, error=percent(finding.distinct_error))
    if finding.samples:
        yield say("explain.samples", lang, samples=display("  ".join(finding.samples)))
    yield say(f"explain.change.{_change(finding)}", lang, share=percent(TABLE.column_share), strong=TABLE.strong_word)


def _change(finding: Finding) -> str:
    """Which sentence says what would move the verdict."""
    words = any(e.kind in ("header", "comment", "table") for e in finding.evidence)
    if finding.verdict is Verdict.CONFIRMED:
        return "down_word" if words else "down_values"
    if not finding.filled:
        return "need_values"
    return "need_share" if words else "need_word"
