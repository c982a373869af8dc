"""`pandian gate`: schema definitions against the register, for CI. Fast, quiet when clean, exact when not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import pandian
from connectors.base import ConfigError
from pandian.assess import assess, exit_code, open_register
from pandian.cli import CLEAN, INCOMPLETE, Usage
from pandian.gate import BaselineError, NoSchemaError, Outcome, about_schema, baseline_of, read_baseline, schema_files, settle
from pandian.language import Language, say
from pandian.options import (
    day,
    fail_on_option,
    format_option,
    lang_option,
    language,
    law_pack_option,
    recognizers_config_option,
    recognizers_option,
    today_option,
)
from pandian.output import told, write
from pandian.progress import why
from pandian.violations import lines
from recognizers.base import Recognizer
from reports import Report
from reports.display import display
from scanner.inventory import Inventory


@click.command(help=say("help.gate"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--register", "register_path", required=True, type=click.Path(path_type=Path), help=say("help.register"))
@click.option("--diff", "base", metavar="BASE", help=say("help.diff"))
@click.option("--baseline", type=click.Path(path_type=Path), help=say("help.baseline"))
@click.option("--write-baseline", type=click.Path(path_type=Path), help=say("help.write_baseline"))
@format_option(["text", "json", "sarif", "github"], "text")
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.out"))
@fail_on_option
@law_pack_option
@recognizers_config_option
@recognizers_option
@lang_option
@today_option
def command(
    paths: tuple[Path, ...], register_path: Path, base: str | None, baseline: Path | None, write_baseline: Path | None, formats: str,
    out: Path | None, fail_on: str | None, law_pack: Path | None, config_path: Path | None,
    recognizer_files: tuple[Path, ...], lang: str | None, today: Any,
) -> int:  # fmt: skip
    spoken = language(lang)
    register = open_register(register_path, spoken)
    recognizers = _recognizers(config_path, recognizer_files, spoken)
    _files(paths, spoken)  # a path that was typed wrongly is not "unchanged"
    changed = _changed(paths, base)
    known = _baseline(baseline)
    files = [p for p in _files(paths, spoken) if changed is None or p.resolve() in changed]
    inventory = _scan(files, recognizers, spoken)
    report = assess(inventory, register, day(today), law_pack, spoken)
    outcome = settle(about_schema(report.violations, inventory), changed=changed, baseline=known, today=day(today))
    if write_baseline is not None:
        _write_baseline(write_baseline, outcome)
        return CLEAN if inventory.complete else INCOMPLETE
    report = replace(report, violations=outcome.violations)
    if formats == "text" and out is None:
        _tell(report, outcome, spoken)
    else:
        told(write(report, (formats,), out, stem="gate"), spoken)
    return exit_code(report, fail_on or "high")


def _files(paths: tuple[Path, ...], lang: Language) -> list[Path]:
    try:
        return list(schema_files(paths))
    except FileNotFoundError as error:
        raise Usage(say("no_such_path", lang, path=display(str(error)))) from None
    except NoSchemaError as error:
        raise Usage(say("no_schema", lang, path=display(str(error)))) from None


def _changed(paths: tuple[Path, ...], base: str | None) -> dict[Path, list[range]] | None:
    if base is None:
        return None
    from pandian.git import GitError, changed_lines

    try:
        return changed_lines(list(paths), base)
    except GitError as error:
        raise Usage(say("git", why=error)) from None


def _baseline(path: Path | None) -> frozenset[str]:
    try:
        return read_baseline(path) if path is not None else frozenset()
    except BaselineError as error:
        raise Usage(str(error)) from None


def _recognizers(config: Path | None, files: tuple[Path, ...], lang: Language) -> tuple[Recognizer, ...]:
    """Never from a pandian.yaml that lies about: a pull request could bring one that looks for nothing."""
    from pandian.recognizing import chosen, configured

    return chosen((*configured(config), *files), lang).recognizers


def _scan(files: list[Path], recognizers: tuple[Recognizer, ...], lang: Language) -> Inventory:
    from pandian.ad_hoc import ad_hoc
    from recognizers import digest
    from scanner.memory import MemoryLedger
    from scanner.scan import Plan, run

    taken: set[str] = set()
    try:
        sources = tuple(ad_hoc(str(file), taken) for file in files)
        return run(Plan(sources, recognizers, digest(recognizers), pandian.__version__, "schema"), MemoryLedger())
    except ConfigError as error:
        raise Usage(why(error.reason, error.detail, lang)) from None
    except FileNotFoundError as error:
        raise Usage(say("no_such_path", lang, path=display(str(error)))) from None


def _write_baseline(path: Path, outcome: Outcome) -> None:
    try:
        path.write_text(baseline_of(outcome.violations), "utf-8")
    except OSError as error:
        raise Usage(say("cannot_write", path=path, why=error.strerror)) from None
    click.echo(say("baseline_written", path=path, count=len(outcome.violations)), err=True)


def _tell(report: Report, outcome: Outcome, lang: Language) -> None:
    for violation in outcome.violations:
        for line in lines(violation, lang):
            click.echo(line)
    for file, number, problem in outcome.void:
        click.echo(f"{display(file)}:{number}: {say(f'waiver.{problem}', lang)}")
    for asset in report.inventory.assets:
        if asset.reason:
            click.echo(f"{display(asset.path)}:{max(asset.line, 1)}: {why(asset.reason, asset.detail, lang)}")
    for source in report.inventory.sources:
        if source.reason:
            click.echo(f"{display(source.location)}: {why(source.reason, source.detail, lang)}")
    columns = sum(len(a.columns) for a in report.inventory.assets)
    summary = say("gate_summary", lang, tables=len(report.inventory.assets), columns=columns, violations=len(outcome.violations))
    settled = [(outcome.waived, "waived"), (outcome.baselined, "baselined"), (outcome.unchanged, "unchanged")]
    click.echo("; ".join([summary, *(say(f"gate_{key}", lang, count=count) for count, key in settled if count)]), err=True)
