"""Killed anywhere, a scan resumes to the inventory of an undisturbed one: SIGKILL at random moments through the real command.

Everything is imported before the clock starts, so that a kill hits the scan and not its start.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import random
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scanner.store import Store

KILLS = 30
SEED = 20261122
CONTEXT = multiprocessing.get_context("forkserver")
HEAVY = ("pandian.cli", "pandian.commands.scan", "scanner.observe", "scanner.store", "connectors.sql_reader", "alembic.command")


def _run_cli(folder: str, arguments: list[str]) -> None:
    os.chdir(folder)
    os.environ.update(PANDIAN_KEY_FILE=f"{folder}/key", PANDIAN_LANG="en")
    with Path("log.txt").open("a") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        sys.argv = ["pandian", *arguments]
        for name in HEAVY:
            importlib.import_module(name)
        Path(f"ready-{os.getpid()}").touch()
        from pandian.__main__ import main

        main()


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estate")
    made = random.Random(SEED)
    with sqlite3.connect(folder / "crm.db") as db:
        for table in ("customer", "contact", "ticket"):
            db.execute(f"create table {table} (id integer primary key, name text, mobile text, remark text, created_at text)")
            rows = [
                (n, made.choice("王李张刘陈") + made.choice("伟芳娜敏静"), f"13{made.randrange(10**9):09d}",
                 "回访" if n % 9 else f"请打 13{made.randrange(10**9):09d}", f"2024-0{made.randrange(1, 10)}-01")
                for n in range(1000)
            ]  # fmt: skip
            db.executemany(f"insert into {table} values (?,?,?,?,?)", rows)
    (folder / "notes.txt").write_text("\n".join(f"电话：13{made.randrange(10**9):09d}" for _ in range(800)), "utf-8")
    (folder / "pandian.yaml").write_text(
        "sources:\n- {name: crm, url: 'sqlite:///crm.db'}\n- {name: notes, path: notes.txt}\n"
        "scan: {full: true, batch_rows: 100, checkpoint_seconds: 0}\nfail_on: never\n"
    )
    return folder


def canonical(store: Path) -> dict[str, Any]:
    opened = Store(str(store))
    try:
        data = opened.inventory().to_json()
    finally:
        opened.close()
    return {k: v for k, v in data.items() if k not in ("scan", "started", "finished")}


def scan(estate: Path, store: Path, *arguments: str) -> multiprocessing.process.BaseProcess:
    process = CONTEXT.Process(target=_run_cli, args=(str(estate), ["scan", *arguments, "-q", "--store", str(store)]))
    process.start()
    ready = estate / f"ready-{process.pid}"
    while process.exitcode is None and not ready.exists():
        process.join(0.01)
    return process


@pytest.mark.slow
def test_thirty_kills(estate: Path, tmp_path: Path) -> None:
    CONTEXT.set_forkserver_preload([*HEAVY])
    undisturbed = scan(estate, tmp_path / "undisturbed.db", "-c", "pandian.yaml")
    started = time.monotonic()
    undisturbed.join(120)
    took = time.monotonic() - started
    assert undisturbed.exitcode == 0, (estate / "log.txt").read_text()
    expected = canonical(tmp_path / "undisturbed.db")
    assert sum(f["matched"] for f in expected["findings"]) > 3_000

    made = random.Random(SEED)
    kills, rounds = 0, 0
    while kills < KILLS:
        rounds += 1
        store = tmp_path / f"killed-{rounds}.db"
        process = scan(estate, store, "-c", "pandian.yaml")
        while True:
            process.join(made.uniform(0.02, max(took * 0.8, 0.2)))
            if process.exitcode is not None:
                break
            process.kill()
            process.join()
            kills += 1
            begun = store.exists() and _unfinished(store)
            process = scan(estate, store, "--resume") if begun else scan(estate, store, "-c", "pandian.yaml")
        assert process.exitcode == 0, (estate / "log.txt").read_text()[-2000:]
        assert canonical(store) == expected
        with sqlite3.connect(store) as db:
            assert db.execute("pragma integrity_check").fetchone() == ("ok",)


def _unfinished(store: Path) -> bool:
    with sqlite3.connect(store) as db:
        if not db.execute("select 1 from sqlite_master where name = 'scan'").fetchone():
            return False
        return db.execute("select count(*) from scan where state = 'running'").fetchone()[0] > 0
