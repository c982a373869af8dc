"""`pandian doctor`: is everything in place for a scan. Touches no data: it lists what it can see and what it may not."""

from __future__ import annotations

import importlib.util
import platform
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import pandian
from connectors.base import ConnectorError, Source
from pandian.cli import CLEAN, INCOMPLETE
from pandian.language import Language, say
from pandian.options import lang_option, language, store_option
from pandian.places import open_store
from pandian.progress import why
from reports.display import display

#: extra -> a module that it brings
EXTRAS = {"postgres": "psycopg", "mysql": "pymysql", "office": "python_calamine", "nlp": "presidio_analyzer"}

Line = tuple[str, str]  # "ok", "warn" or "fail", and the sentence


@click.command(help=say("help.doctor"))
@click.option("-c", "--config", "config_path", type=click.Path(path_type=Path), help=say("help.config"))
@store_option
@lang_option
def command(config_path: Path | None, store: str | None, lang: str | None) -> int:
    spoken = language(lang)
    failed = False
    checks: tuple[Callable[[], Iterator[Line]], ...] = (
        lambda: _machine(spoken),
        lambda: _key(spoken),
        lambda: _store(store, spoken),
        lambda: _sources(config_path, spoken),
    )
    for check in checks:
        for level, sentence in check():
            failed = failed or level == "fail"
            click.echo(f"{ {'ok': '✓', 'warn': '!', 'fail': '✗'}[level] } {sentence}")
    return INCOMPLETE if failed else CLEAN


def _machine(lang: Language) -> Iterator[Line]:
    yield "ok", say("doctor.version", lang, version=pandian.__version__, python=platform.python_version(), sqlite=sqlite3.sqlite_version)
    for extra, module in EXTRAS.items():
        present = importlib.util.find_spec(module) is not None
        yield ("ok", say("doctor.extra", lang, extra=extra)) if present else ("warn", say("doctor.no_extra", lang, extra=extra))


def _key(lang: Language) -> Iterator[Line]:
    from pandian.key import KeyFileError, load, path

    try:
        load()
        yield "ok", say("doctor.key", lang, path=path())
    except KeyFileError as error:
        yield "fail", str(error)


def _store(location: str | None, lang: Language) -> Iterator[Line]:
    from pandian.cli import Usage

    try:
        opened = open_store(location, lang)
    except Usage as error:
        yield "fail", error.message
        return
    scans = opened.scans()
    opened.close()
    yield "ok", say("doctor.store", lang, path=display(opened.shown), scans=len(scans))
    for scan in scans:
        if scan["state"] == "running":
            yield "warn", say("doctor.unfinished", lang, scan=scan["id"])


def _sources(config_path: Path | None, lang: Language) -> Iterator[Line]:
    path = config_path or Path("pandian.yaml")
    if config_path is None and not path.is_file():
        return
    from pandian.config import ConfigFileError, load

    try:
        config = load(path)
        yield "ok", say("doctor.config", lang, path=path, sources=len(config.file.sources))
        sources = config.sources()
    except ConfigFileError as error:
        yield "fail", str(error)
        return
    for source in sources:
        yield from _source(source, lang)


def _source(source: Source, lang: Language) -> Iterator[Line]:
    from connectors import open_source

    name = display(source.name)
    try:
        connector = open_source(source)
        try:
            assets = list(connector.discover())
        finally:
            connector.close()
    except ConnectorError as error:
        yield "fail", f"{name}: {why(error.reason, error.detail, lang)}"
        if error.reason == "privileged_account":
            yield "warn", say("doctor.grant", lang)
        return
    barred = [a for a in assets if a.problem is not None]
    yield "ok", say("doctor.source", lang, source=name, assets=len(assets), barred=len(barred))
    for asset in barred[:20]:
        assert asset.problem is not None
        yield "warn", f"{name}: {display(asset.name)}: {why(asset.problem.reason, asset.problem.detail, lang)}"
