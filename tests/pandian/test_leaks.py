"""No planted value in any byte that the tool writes: output, store with its log, reports, temporary files, in any disguise.

Two hundred values of people who do not exist and the password of a connection are planted (tests/pandian/planted.py); every
command runs as a process of its own with its own home; then every byte is searched. Names of tables, columns and files may
appear: they are what a report is about.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pandian.estate import parts
from reports import formats
from tests.connectors import servers
from tests.pandian.planted import COLUMNS, disguises, people, plant

SECRET = "Zq7#Canary!connection"
VALUES = {**{v: c for p in people() for c, v in zip(COLUMNS, p.values(), strict=True)}, SECRET: "connection"}
REGISTER = str(parts() / "register.yaml")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class World:
    """A home of its own for the tool. `said` is everything that its processes printed."""

    folder: Path
    said: list[bytes] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        home = self.folder / "home"
        (self.folder / "tmp").mkdir(exist_ok=True)
        return {
            "PATH": os.environ["PATH"], "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(self.folder / "tmp"), "CRM_PASSWORD": SECRET, "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
        }  # fmt: skip

    def run(self, *arguments: str, expect: tuple[int, ...], stdin: bytes | None = None) -> bytes:
        command = [sys.executable, "-m", "pandian", *arguments]
        done = subprocess.run(
            command, cwd=self.folder / "work", env=self.environment, capture_output=True, input=stdin, timeout=120, check=False
        )
        self.said += [done.stdout, done.stderr]
        assert done.returncode in expect, done.stderr.decode()[-2000:]
        assert b"Traceback" not in done.stderr
        return done.stdout

    def written(self) -> dict[str, bytes]:
        """Every byte below the folder but the sources and the key; members of archives and rows of stores on their own, too."""
        found = {f"output {n}": said for n, said in enumerate(self.said)}
        for path in sorted(p for p in self.folder.rglob("*") if p.is_file() and not p.is_symlink()):
            name = path.relative_to(self.folder).as_posix()
            if name.startswith("work/source/") or name == "home/config/pandian/key":
                continue
            found[name] = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(io.BytesIO(found[name])) as archive:
                    found.update({f"{name}!{member}": archive.read(member) for member in archive.namelist()})
            if found[name].startswith(b"SQLite format 3"):
                found[f"{name}!rows"] = _rows(path)
        return found


def _rows(path: Path) -> bytes:
    """All rows: in the file itself a long one is cut into pages."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        return "\n".join(repr(row) if not isinstance(row, str) else row for t in tables for row in _cells(db, t)).encode()
    finally:
        db.close()


def _cells(db: sqlite3.Connection, table: str) -> list[str]:
    return [str(cell) for row in db.execute(f'select * from "{table}"') for cell in row]


def leaks(written: dict[str, bytes]) -> list[str]:
    """Where, which kind of value, in which disguise; the value itself is not repeated."""
    everything = b"\n".join(written.values())
    return [
        f"{place}: {kind} as {form}"
        for value, kind in VALUES.items()
        for form, needle in disguises(value)
        if needle in everything
        for place, data in written.items()
        if needle in data
    ]


#: What must have been read, and what must have been found there, or nothing is proved.
READ = ("crm.db", "客户.csv", "no header.csv", "utf16.tsv", "app.log", "events.jsonl", "名单.xlsx#客户", "名单.xlsx#无表头")
ENTITIES = ("PHONE_NUMBER", "EMAIL_ADDRESS", "CN_RESIDENT_ID")


def _found(report: Path) -> set[tuple[str, str]]:
    """(end of the asset's path, entity), wherever a masked sample is shown."""
    data = json.loads(report.read_text("utf-8"))
    paths = {a["uri"]: a["path"] for a in data["assets"]}
    return {
        (name, f["entity"])
        for f in data["findings"]
        if f["samples"]
        for name in READ
        if paths[f["uri"]].endswith(name) or f["uri"].endswith(name)
    }


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("leaks"))
    plant(world.folder / "work" / "source")
    port = closed_port()
    (world.folder / "work" / "pandian.yaml").write_text(
        f"""sources:
- {{name: crm, url: "sqlite:///source/crm.db", environment: prod}}
- {{name: share, path: source/share}}
- {{name: schema, path: source/schema}}
- {{name: gone, url: "postgresql://scan@127.0.0.1:{port}/crm", password: "env:CRM_PASSWORD"}}
- {{name: away, url: "mysql://scan@127.0.0.1:{port}/crm", password: "env:CRM_PASSWORD"}}
scan: {{full: true, batch_rows: 7, checkpoint_seconds: 0}}
fail_on: never
""",
        "utf-8",
    )
    return world


def test_the_search_finds_what_it_looks_for() -> None:
    """Else the proof would be worth nothing: every value in every disguise, amid other bytes."""
    assert len(VALUES) > 200
    assert len(set(VALUES.values())) == len(COLUMNS) + 1
    assert all(len(needle) >= 5 for value in VALUES for _, needle in disguises(value))
    for value, kind in list(VALUES.items())[:20]:
        for form, needle in disguises(value):
            assert f"x: {kind} as {form}" in leaks({"x": b"\0" + needle + b"\0", "y": b""})


def test_no_value_in_any_byte_written(world: World) -> None:
    names = sorted(formats())
    wanted = [a for name in names for a in ("--format", name)]
    world.run("scan", *wanted, "-o", "out", "--register", REGISTER, "--lang", "zh", expect=(3,))
    world.run(
        "scan",
        "--full",
        "--format",
        "json",
        "source/crm.db",
        "source/share/app.log",
        "source/share/客户.csv",
        "--lang",
        "en",
        expect=(0, 1),
    )
    world.run("scan", "--schema-only", "-c", "pandian.yaml", "--format", "csv", expect=(3,))
    for name in (n for n in names if not formats()[n].BINARY and n != "json"):
        world.run("report", "--format", name, "--lang", "en", "--register", REGISTER, expect=(0, 1, 3))
    world.run("report", "--list", expect=(0,))
    table = world.run("report", "--format", "json", expect=(0, 3)).decode()
    assert _found(world.folder / "work/out/pandian.json") >= {(source, entity) for source in READ for entity in ENTITIES}, (
        "values were read"
    )
    for fingerprint in sorted(set(re.findall(r'"fingerprint": "([0-9a-f]{16})"', table)))[:3]:
        world.run("explain", fingerprint, expect=(0,))
    sql = sorted(str(p.relative_to(world.folder / "work")) for p in (world.folder / "work/source/schema").iterdir())
    for name in ("text", "sarif"):
        world.run("gate", *sql, "--register", REGISTER, "--format", name, "--fail-on", "never", expect=(0, 3))
    world.run("gate", *sql, "--register", REGISTER, "--write-baseline", "out/baseline.json", expect=(0, 3))
    world.run("detect", "source/share/app.log", expect=(0,))
    world.run("detect", "--format", "jsonl", "source/share/events.jsonl", expect=(0,))
    world.run("detect", "--format", "jsonl", "source/share/app.log", expect=(2,))
    world.run("detect", stdin="\n".join(VALUES).encode(), expect=(0,))
    world.run("doctor", expect=(3,))
    world.run("register", "lint", REGISTER, "--fail-on", "never", expect=(0, 2))
    written = world.written()
    assert {"home/data/pandian/pandian.db", "home/data/pandian/pandian.db!rows", "out/baseline.json"} <= {
        n.removeprefix("work/") for n in written
    }
    assert len([n for n in written if n.startswith("work/out/")]) > len(names)
    assert leaks(written) == []
    assert [p.name for p in (world.folder / "tmp").rglob("*")] == [], "nothing temporary stays"


def test_no_password_when_it_is_given_where_it_must_not_be(world: World) -> None:
    """In the URL itself, on the command line and in the configuration: refused, not repeated, not written down."""
    escaped = SECRET.replace("#", "%23").replace("!", "%21")
    urls = (
        f"postgresql://scan:{escaped}@127.0.0.1:1/crm",
        f"postgresql://scan@127.0.0.1:1/crm?password={escaped}",
        f"mysql://scan:{escaped}@[bad/crm",
    )
    for url in urls:
        world.run("scan", "source/crm.db", url, "--store", "refused.db", expect=(2,))
    for store in (urls[1], f"postgresql://scan:{SECRET}@127.0.0.1:port/crm"):
        world.run("report", "--store", store, expect=(2,))
    for entry in (f'url: "{urls[0]}"', f'path: y, password: "{SECRET}"'):
        (world.folder / "work" / "bad.yaml").write_text(f"sources:\n- {{name: x, {entry}}}\n", "utf-8")
        world.run("doctor", "-c", "bad.yaml", "--store", urls[1], expect=(3,))
        world.run("scan", "-c", "bad.yaml", "--store", "refused.db", expect=(2,))
    (world.folder / "work" / "bad.yaml").unlink()
    assert leaks(world.written()) == []


def test_a_refused_login_tells_no_password(world: World) -> None:
    """Against a real server: the password of the environment is wrong, and the server's own message is not passed on."""
    with servers.postgresql() as server:
        with servers.postgresql_admin(server) as admin:
            admin.execute("CREATE ROLE scan LOGIN PASSWORD 'another'")
        entry = f"sources:\n- {{name: crm, url: 'postgresql://scan@127.0.0.1:{server.port}/postgres', password: 'env:CRM_PASSWORD'}}\n"
        (world.folder / "work" / "login.yaml").write_text(entry, "utf-8")
        told = world.run("scan", "-c", "login.yaml", "--format", "json", "--store", "login.db", expect=(3,))
        assert b'"reason": "login_failed"' in told
        world.run("doctor", "-c", "login.yaml", expect=(3,))
        world.run(
            "scan",
            "-c",
            "pandian.yaml",
            "--store",
            f"postgresql://scan:{SECRET.replace('#', '%23')}@127.0.0.1:{server.port}/postgres",
            expect=(2,),
        )
    assert leaks(world.written()) == []


def test_a_scan_killed_half_way_leaves_no_value_either(world: World) -> None:
    """The state on disk while it runs: rows of progress, the write-ahead log, drafts of reports."""
    for table in ("customer", "by_mobile"):
        store = world.folder / "work" / f"killed {table}.db"
        command = [sys.executable, "-m", "pandian", "scan", "-c", "pandian.yaml", "--store", str(store), "-q"]
        process = subprocess.Popen(
            command, cwd=world.folder / "work", env=world.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        until = time.monotonic() + 60
        while not _in_the_middle_of(table, store) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        world.said += process.communicate()
        assert Path(f"{store}-wal").exists(), "it was killed, not finished"
    written = world.written()
    assert {f"work/killed {table}.db{end}" for table in ("customer", "by_mobile") for end in ("", "-wal", "!rows")} <= written.keys()
    assert leaks(written) == []


def _in_the_middle_of(table: str, store: Path) -> bool:
    """Whether a checkpoint of this table is written down."""
    if not store.exists():
        return False
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5)
    try:
        return (
            db.execute("select 1 from asset where progress is not null and asset like ?", (f'%"name":"{table}"%',)).fetchone() is not None
        )
    except sqlite3.OperationalError:
        return False
    finally:
        db.close()
