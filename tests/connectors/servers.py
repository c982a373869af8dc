"""Private database servers for tests, from the packages of the machine: own data folder, loopback only, gone at the end.

A server that is not installed skips the test by name; under ``CI=true`` it fails it, so that no build is green because
nothing ran.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ADMIN_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """host and port take passwords, the socket lets the administrator in without."""

    port: int
    folder: Path

    host = "127.0.0.1"


def missing(name: str) -> None:
    """Ends the test: skipped by the server's name, or failed where servers are promised."""
    message = f"{name} not installed"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def postgresql() -> Iterator[Server]:
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    found = str(binaries[-1]) if binaries else shutil.which("postgres")
    if not found or not _may_run_as("postgres"):
        missing("PostgreSQL")
    binary = Path(str(found))
    with _folder("postgres") as folder:
        data, port = folder / "data", _free_port()
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D", str(data)]
        _run([*_as("postgres"), str(binary.with_name("initdb")), *options], folder)
        (data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n", encoding="ascii")
        settings = {
            "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off", "shared_buffers": "16MB",
            "max_connections": 30, "autovacuum": "off", "max_prepared_transactions": 0,
        }  # fmt: skip
        command = [*_as("postgres"), str(binary), "-D", str(data), *(w for k, v in settings.items() for w in ("-c", f"{k}={v}"))]
        server = Server(port, folder)
        with _running(command, folder, port, lambda: postgresql_admin(server).close()):
            yield server


def postgresql_admin(server: Server, database: str = "postgres") -> Any:
    """A superuser's connection, autocommit."""
    import psycopg

    return psycopg.connect(host=str(server.folder), port=server.port, user="postgres", dbname=database, autocommit=True)


@contextmanager
def mariadb() -> Iterator[Server]:
    daemon, install = shutil.which("mariadbd") or _at("/usr/sbin/mariadbd"), shutil.which("mariadb-install-db")
    if not daemon or not install or not _may_run_as("mysql"):
        missing("MariaDB")
    with _folder("mysql") as folder:
        data, port = folder / "data", _free_port()
        user = ["--user=mysql"] if os.geteuid() == 0 else []
        _run(
            [str(install), "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", *user],
            folder,
        )
        command = [
            str(daemon), "--no-defaults", f"--datadir={data}", f"--socket={folder / 'socket'}", f"--port={port}", "--bind-address=127.0.0.1",
            f"--pid-file={folder / 'pid'}", "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve",
            "--character-set-server=utf8mb4", *user,
        ]  # fmt: skip
        server = Server(port, folder)
        with _running(command, folder, port, lambda: mariadb_admin(server).close()):
            yield server


def mariadb_admin(server: Server, database: str | None = None) -> Any:
    """root's connection, autocommit."""
    import pymysql

    return pymysql.connect(unix_socket=str(server.folder / "socket"), user="root", database=database, charset="utf8mb4", autocommit=True)


@contextmanager
def _folder(owner: str) -> Iterator[Path]:
    # Not pytest's own folders: those are closed to the server's account. Short, for a socket's path ends at 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pandian-"))
    if os.geteuid() == 0:
        shutil.chown(folder, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(command: list[str], folder: Path, port: int, probe: Any) -> Iterator[None]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            _wait(process, probe, folder, port)
            yield
        finally:
            # SIGINT is PostgreSQL's fast shutdown, SIGTERM waits there for clients; MariaDB takes SIGTERM.
            process.send_signal(2 if "postgres" in "".join(command) else 15)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], probe: Any, folder: Path, port: int) -> None:
    until = time.monotonic() + ADMIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(Exception):
            # First by hand: PyMySQL leaves its socket open when nobody listens yet.
            socket.create_connection(("127.0.0.1", port), 1).close()
            probe()
            return
        time.sleep(0.1)
    pytest.fail(f"server did not start:\n{(folder / 'log').read_text(encoding='utf-8', errors='replace')[-2000:]}")


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, capture_output=True, cwd=folder, timeout=120, check=False)
    if done.returncode:
        pytest.fail(f"{command[0]} failed:\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")


def _as(user: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if os.geteuid() == 0 else []


def _may_run_as(user: str) -> bool:
    if os.geteuid() != 0:
        return True
    import pwd

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return shutil.which("setpriv") is not None


def _at(path: str) -> str | None:
    return path if Path(path).exists() else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
