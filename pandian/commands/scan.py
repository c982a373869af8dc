"""`pandian scan`: read sources, find personal information, hold it against the register, report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import pandian
from connectors.base import Budget, ConfigError, Source
from pandian.assess import Past, assess, exit_code, open_register
from pandian.cli import Usage
from pandian.language import Language, say
from pandian.options import (
    day,
    fail_on_option,
    format_option,
    lang_option,
    language,
    law_pack_option,
    recognizers_option,
    register_option,
    store_option,
    today_option,
)
from pandian.output import told, write
from pandian.progress import Bars, why
from reports import formats
from reports.display import display

if TYPE_CHECKING:
    from pandian.config import Config
    from recognizers.base import Recognizer
    from scanner.inventory import Inventory
    from scanner.judge import Measures
    from scanner.scan import Plan


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for. All that `--resume` needs to ask for it again; holds no secret."""

    locations: tuple[str, ...]
    config: str
    mode: str
    sample: int | None
    seed: int
    register: str
    law_pack: str
    fail_on: str
    recognizers: tuple[str, ...] = ()  # files with recognizers of one's own
    day: str = ""  # ISO date on which minors are counted: that of the scan's beginning, also when it is resumed
    options: tuple[tuple[str, Any], ...] = ()


@click.command(help=say("help.scan"))
@click.argument("locations", nargs=-1, metavar="[SOURCE]...")
@click.option("-c", "--config", "config_path", type=click.Path(path_type=Path), help=say("help.config"))
@register_option
@law_pack_option
@recognizers_option
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help=say("help.sample"))
@click.option("--full", is_flag=True, help=say("help.full"))
@click.option("--schema-only", is_flag=True, help=say("help.schema_only"))
@click.option("--seed", type=int, default=None, help=say("help.seed"))
@format_option(list(formats()), "text", multiple=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help=say("help.out"))
@fail_on_option
@click.option("--resume", is_flag=True, help=say("help.resume"))
@store_option
@click.option("-q", "--quiet", is_flag=True, help=say("help.quiet"))
@lang_option
@today_option
@click.pass_context
def command(
    context: click.Context, locations: tuple[str, ...], config_path: Path | None, register_path: Path | None, law_pack: Path | None,
    recognizer_files: tuple[Path, ...],
    sample: int | None, full: bool, schema_only: bool, seed: int | None, formats: tuple[str, ...], out: Path | None, fail_on: str | None,
    resume: bool, store: str | None, quiet: bool, lang: str | None, today: Any,
) -> int:  # fmt: skip
    if sum((sample is not None, full, schema_only)) > 1:
        raise Usage(say("one_mode"))
    if resume:
        if locations or config_path or recognizer_files:
            raise Usage(say("resume_alone"))
        return _resume(formats, out, store, quiet, lang, today)
    config = _config(config_path) if config_path else _nearby(locations)
    if not locations and (config is None or not config.file.sources):
        raise Usage(say("no_source"))
    mode = "schema" if schema_only else "full" if full or (sample is None and config is not None and config.file.scan.full) else "sample"
    request = Request(
        locations=locations,
        config=str(config_path or (config.folder / "pandian.yaml" if config and not locations else "")),
        mode=mode,
        sample=None if mode == "full" else sample or (config.file.scan.sample if config else 10_000),
        seed=seed if seed is not None else config.file.scan.seed if config else 0,
        register=str(register_path or (config.register if config and config.register else "")),
        law_pack=str(law_pack or (config.law_pack if config and config.law_pack else "")),
        fail_on=fail_on or (str(config.file.fail_on) if config else "high"),
        recognizers=tuple(map(str, (*(config.recognizers if config else ()), *recognizer_files))),
        day=day(today).isoformat(),
    )
    spoken = language(lang, config.file.report.lang if config else None)
    if config is not None:
        formats, out = _report_wishes(context, config, formats, out)
        store = store or config.store
    return _run(request, spoken, formats, out, store, quiet, today)


def _config(path: Path) -> Config:
    from pandian.config import ConfigFileError, load

    try:
        return load(path)
    except ConfigFileError as error:
        raise Usage(str(error)) from None


def _nearby(locations: tuple[str, ...]) -> Config | None:
    """Without any argument, a pandian.yaml in the current folder is meant."""
    here = Path("pandian.yaml")
    return _config(here) if not locations and here.is_file() else None


def _report_wishes(context: click.Context, config: Config, names: tuple[str, ...], out: Path | None) -> tuple[tuple[str, ...], Path | None]:
    """The configuration's formats and folder, where the command line says nothing else."""
    typed = context.get_parameter_source("formats") is click.core.ParameterSource.COMMANDLINE
    report = config.file.report
    if typed or not report.formats:
        return names, out
    return report.formats, out or (config.folder / report.out if report.out else None)


def sources_of(request: Request) -> tuple[Source, ...]:
    """Raises Usage."""
    from pandian.ad_hoc import ad_hoc
    from pandian.config import ConfigFileError

    try:
        configured = _config(Path(request.config)).sources() if request.config and not request.locations else ()
    except ConfigFileError as error:
        raise Usage(str(error)) from None
    taken: set[str] = set()
    try:
        return configured or tuple(ad_hoc(location, taken) for location in request.locations)
    except FileNotFoundError as error:
        raise Usage(say("no_such_path", path=display(str(error)))) from None


def plan_of(request: Request, sources: tuple[Source, ...], lang: Language = "en") -> Plan:
    from pandian.recognizing import chosen
    from recognizers import digest
    from scanner.scan import Plan

    recognizers = chosen(map(Path, request.recognizers), lang, scanning=True).recognizers
    budget = Budget(rows=request.sample, seed=request.seed)
    checkpoint, bars = 1.0, _bars(request, recognizers)
    if request.config and not request.locations:
        wishes = _config(Path(request.config)).file.scan
        budget = Budget(request.sample, request.seed, wishes.seconds_per_asset, wishes.batch_rows)
        checkpoint = wishes.checkpoint_seconds
    return Plan(
        sources, recognizers, digest(recognizers), pandian.__version__, request.mode, budget, checkpoint, thresholds=bars, day=request.day
    )


def _bars(request: Request, recognizers: tuple[Recognizer, ...]) -> Measures:
    from pandian.config import ConfigFileError
    from scanner.judge import DEFAULT

    try:
        return _config(Path(request.config)).bars(recognizers) if request.config else DEFAULT
    except ConfigFileError as error:
        raise Usage(str(error)) from None


def _run(request: Request, lang: Language, names: tuple[str, ...], out: Path | None, store: str | None, quiet: bool, today: Any) -> int:
    open_register(Path(request.register) if request.register else None, lang)  # a broken register stops before data is touched
    plan = plan_of(request, sources_of(request), lang)
    inventory = _schema_scan(plan, lang) if request.mode == "schema" else _stored_scan(plan, request, lang, store, quiet)
    return _finish(request, inventory, lang, names, out, store, today)


def _schema_scan(plan: Plan, lang: Language) -> Inventory:
    from scanner.memory import MemoryLedger
    from scanner.scan import run

    try:
        return run(plan, MemoryLedger())
    except ConfigError as error:
        raise Usage(why(error.reason, error.detail, lang)) from None


def _stored_scan(plan: Plan, request: Request, lang: Language, store: str | None, quiet: bool) -> Inventory:
    from pandian.places import open_store

    opened = open_store(store, lang)
    try:
        return _observed(plan, lambda: opened.begin(plan, asdict(request)), lang, quiet)
    finally:
        opened.close()


def _observed(plan: Plan, begin: Any, lang: Language, quiet: bool) -> Inventory:
    from pandian.key import KeyFileError, load
    from scanner.observe import Observer
    from scanner.scan import run
    from scanner.store import StoreError

    try:
        observer = Observer(plan.recognizers, load())
        with Bars(lang, quiet) as bars:
            return run(plan, begin, observer, bars)
    except ConfigError as error:
        raise Usage(why(error.reason, error.detail, lang)) from None
    except KeyFileError as error:
        raise Usage(str(error)) from None
    except StoreError as error:
        raise Usage(say(error.key, lang, detail=display(error.detail))) from None


def _resume(names: tuple[str, ...], out: Path | None, store: str | None, quiet: bool, lang: str | None, today: Any) -> int:
    from pandian.places import open_store
    from scanner.store import StoreError

    spoken = language(lang)
    opened = open_store(store, spoken)
    try:
        ledger, invocation, header = opened.resume()
        lists = {key: tuple(invocation.get(key, ())) for key in ("locations", "recognizers")}
        request = Request(**{**invocation, **lists, "options": ()})
        plan = plan_of(request, sources_of(request), spoken)
        if plan.fingerprint != header["plan"]:
            raise Usage(say("resume_changed", spoken))
        open_register(Path(request.register) if request.register else None, spoken)
        inventory = _observed(plan, lambda: ledger, spoken, quiet)
    except StoreError as error:
        raise Usage(say(error.key, spoken, detail=error.detail)) from None
    finally:
        opened.close()
    return _finish(request, inventory, spoken, names, out, store, today)


def _finish(
    request: Request, inventory: Inventory, lang: Language, names: tuple[str, ...], out: Path | None, store: str | None, today: Any
) -> int:
    from pandian.places import earlier_scan, kept_decisions

    register = open_register(Path(request.register) if request.register else None, lang)
    law_pack = Path(request.law_pack) if request.law_pack else None
    before = earlier_scan(store, inventory.scan, lang) if register and request.mode != "schema" else None
    report = assess(inventory, register, day(today), law_pack, lang, Past(tuple(kept_decisions(store, lang)), before))
    told(write(report, names, out), lang)
    return exit_code(report, request.fail_on)
