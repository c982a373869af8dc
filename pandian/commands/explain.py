"""`pandian explain`: why a finding is what it is, in words, what it was held against, what people said, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pandian.cli import Usage
from pandian.language import Language, say
from pandian.options import day, lang_option, language, store_option, today_option
from pandian.places import one_finding, open_store
from reports.display import display
from reports.messages import word
from reports.outline import both_words, decision_words, evidence_words, percent, threshold_words, thresholds_of
from scanner.decisions import Decision, Force, Standing, newest, standing
from scanner.inventory import AssetRecord, Evidence, Finding, Verdict
from scanner.judge import Measures, Thresholds
from scanner.whatif import WORDS, Change, changes

if TYPE_CHECKING:
    from recognizers.base import HeaderHit, Recognizer

#: Kind of evidence -> the threshold it is held against.
_BARS = {"values": "column_share", "checksum": "proven_share", "unique": "unique_share"}


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with all that explains it. log: every decision on it, oldest first; recognizer None: its definition is gone."""

    finding: Finding
    asset: AssetRecord | None
    thresholds: dict[str, Any]
    log: tuple[Decision, ...]
    recognizer: Recognizer | None
    today: date


@click.command(help=say("help.explain"))
@click.argument("finding")
@store_option
@lang_option
@today_option
def command(finding: str, store: str | None, lang: str | None, today: Any) -> int:
    from pandian.recognizing import recall
    from scanner.store import StoreError

    spoken = language(lang)
    opened = open_store(store, spoken)
    try:
        scan, found = one_finding(opened, finding, spoken)
        inventory = opened.inventory(scan)
        known = recall(opened.invocation(scan))
        log = tuple(opened.decisions(found.fingerprint))
    except StoreError as error:
        raise Usage(say(error.key, spoken, detail=display(error.detail))) from None
    finally:
        opened.close()
    asset = next((a for a in inventory.assets if a.uri == found.uri), None)
    recognizer = next((r for r in known if r.entity == found.entity), None)
    for line in explain(Case(found, asset, inventory.thresholds, log, recognizer, day(today)), spoken):
        click.echo(line)
    return 0


def explain(case: Case, lang: Language) -> Iterator[str]:
    finding, bars = case.finding, Measures.of_changes(case.thresholds)
    place = display(f"{finding.uri} · {finding.column} {finding.path}".rstrip())
    verdict = word("verdict", finding.verdict, lang)
    yield say("explain.head", lang, fingerprint=finding.fingerprint, place=place)
    yield say("explain.verdict", lang, entity=word("entity", finding.entity, lang), code=finding.entity, verdict=verdict)
    for evidence in finding.evidence:
        yield f"  + {display(evidence_words(evidence, lang))}{_weighed(evidence, bars.of(finding.entity), lang)}"
    yield from _counts(finding, bars.of(finding.entity), lang)
    yield from _thresholds(case, lang)
    yield from _human(case, lang)
    yield from _what_if(case, bars, lang)


def _weighed(evidence: Evidence, table: Thresholds, lang: Language) -> str:
    """What the evidence weighs, and against which bar."""
    if evidence.kind in WORDS and evidence.share is not None:
        weight, strong, weak = f"{evidence.share:g}", f"{table.strong_word:g}", f"{table.weak_word:g}"
        return say("explain.weight", lang, weight=weight, strong=strong, weak=weak)
    if (name := _BARS.get(evidence.kind)) is not None:
        return say("explain.bar", lang, name=word("threshold", name, lang), bar=percent(getattr(table, name)))
    return ""


def _counts(finding: Finding, table: Thresholds, lang: Language) -> Iterator[str]:
    if finding.filled:
        share = percent(finding.matched / finding.filled)
        yield say("explain.counts", lang, matched=finding.matched, filled=finding.filled, rows=finding.rows, share=share)
    if finding.sparse:
        yield say("explain.sparse", lang, bar=percent(table.column_share))
    if finding.state != "plain":
        yield say("explain.state", lang, state=word("state", finding.state, lang))
    if finding.distinct is not None:
        yield say("explain.distinct", lang, distinct=finding.distinct, error=percent(finding.distinct_error))
    if finding.samples:
        yield say("explain.samples", lang, samples=display("  ".join(finding.samples)))


def _thresholds(case: Case, lang: Language) -> Iterator[str]:
    changed = threshold_words(thresholds_of(case.finding.entity, case.thresholds), lang)
    yield say("explain.thresholds" if changed else "explain.thresholds_usual", lang)
    yield from (f"    {display(line)}" for line in changed)


def _human(case: Case, lang: Language) -> Iterator[str]:
    """The decision that holds beside the machine's verdict, and the whole history."""
    if not case.log:
        yield say("explain.undecided", lang, fingerprint=case.finding.fingerprint)
        return
    held = newest(case.log).get(case.finding.fingerprint)
    if held is None:
        yield say("explain.withdrawn", lang)
    else:
        yield f"  {display(both_words(case.finding, standing(held, case.finding, case.today), lang))}"
    yield say("explain.history", lang)
    for decision in sorted(case.log, key=lambda d: d.at):
        yield f"    {display(decision_words(Standing(decision, Force.COUNTS), lang))}"


def _what_if(case: Case, bars: Measures, lang: Language) -> Iterator[str]:
    yield say("explain.change", lang)
    finding = case.finding
    lines = list(_said(case, _found(case, bars, lang), lang))
    if not finding.filled and finding.verdict is not Verdict.CONFIRMED:
        lines.insert(0, say("explain.if.values", lang))
    lines.append(say("explain.if.decided", lang, fingerprint=finding.fingerprint))
    yield from lines


def _found(case: Case, bars: Measures, lang: Language) -> tuple[Change, ...]:
    from connectors.base import Column
    from scanner.outcome import FREE_TEXT, is_numeric

    if case.recognizer is None or case.asset is None:
        return ()
    columns = case.asset.columns
    column = next((c for c in columns if c.name == case.finding.column), None)
    kind = column.type if column else ""
    text = case.asset.kind == "file" and [(c.name, c.type) for c in columns] == [(FREE_TEXT, "")]
    says = _says(case.asset, case.recognizer, kind, lang)
    return changes(case.finding, case.recognizer, bars, says, numeric=is_numeric(Column(case.finding.column, kind)), text=text)


def _says(asset: AssetRecord, recognizer: Recognizer, kind: str, lang: Language) -> Callable[[str], HeaderHit | None]:
    """What a column of that name would say in this table; only words in the reader's language are tried."""
    from recognizers.headers import judge

    def says(name: str) -> HeaderHit | None:
        if name.isascii() != (lang == "en"):
            return None
        hits = judge(name, type=kind, table=asset.name, table_comment=asset.comment)
        return hits[0] if hits and hits[0].entity == recognizer.entity else None

    return says


def _said(case: Case, found: Iterable[Change], lang: Language) -> Iterator[str]:
    finding = case.finding
    for change in found:
        verdict = word("verdict", change.verdict, lang) if change.verdict else say("explain.if.nothing", lang)
        more = change.cells - finding.matched
        share = percent(change.cells / finding.filled) if finding.filled else ""
        points = percent(more / finding.filled) if finding.filled and more > 0 else ""
        value = f"{change.value:g}" if change.kind == "threshold" else ""
        threshold = word("threshold", change.what, lang)
        yield say(
            f"explain.if.{change.kind}", lang, verdict=verdict, what=display(change.what), more=f"{more:,}", points=points, share=share,
            cells=f"{change.cells:,}", filled=f"{finding.filled:,}", value=value, entity=finding.entity, threshold=threshold,
        )  # fmt: skip
