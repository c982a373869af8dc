"""The CI gate, whole process: a schema, a pull request, a repository of 10,000 files that has not changed. Beside what importing the
usual library alone costs, and beside `sqlfluff lint` and `rg` over the same files, where they are on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.row import Row, best

NAME = "gate"
WHAT = "pandian gate from start to finish"

REGISTER = Path(__file__).parent.parent / "examples" / "estate" / "register.yaml"
_FILES = 10_000
_BODIES = {
    ".java": "package x;\n\npublic class Service{n} {{\n  private final Repo repo;\n  void run(String phone) {{ repo.save(phone); }}\n}}\n",
    ".ts": "export class Service{n} {{\n  run(phone: string) {{ return phone }}\n}}\n",
    ".py": "def run_{n}(phone):\n    return phone\n",
    ".go": "package x\n\nfunc Run{n}(phone string) string {{ return phone }}\n",
    ".html": "<html><p>{n}</p></html>\n",
    ".md": "# page {n}\n",
}


def measure() -> list[Row]:
    presidio = best(lambda: subprocess.run([sys.executable, "-W", "ignore", "-c", "import presidio_analyzer"], check=True))
    rows = [Row("python -c pass", best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)), "s")]
    with tempfile.TemporaryDirectory() as folder:
        for tables in (50, 1000):
            rows += _schema(Path(folder), tables, presidio)
        rows += _repository(Path(folder) / "repository", presidio)
    return [*rows, Row("import presidio_analyzer alone", presidio, "s")]


def _schema(folder: Path, tables: int, presidio: float) -> list[Row]:
    schema = folder / f"schema-{tables}.sql"
    schema.write_text("".join(_table(n) for n in range(tables)), "utf-8")
    took, memory = _gate(schema, folder), _peak(schema, folder)
    rows = [
        Row(f"{tables} tables", took, "s", took / presidio, "import presidio_analyzer"),
        Row(f"{tables} tables, peak memory", memory, "MB"),
    ]
    if tables == 50:
        rows += _peer("sqlfluff", ["lint", "--dialect", "mysql", str(schema)], took)
        rows += _peer("rg", ["-c", "mobile|phone|id_card", str(schema)], took)
    return rows


def _repository(folder: Path, presidio: float) -> list[Row]:
    """Ordinary code in five languages, and 300 tables in files of their own; the second time is with the cache of the first."""
    _write(folder)
    first = best(lambda: _run(folder, "--no-cache"), 1)
    _run(folder)
    second = best(lambda: _run(folder), 5)
    rows = [
        Row(f"{_FILES:,} files, the first time", first, "s"),
        Row(f"{_FILES:,} files, unchanged", second, "s", second / presidio, "import presidio_analyzer"),
    ]
    return [*rows, *_peer("rg", ["-c", "CREATE TABLE|@Entity|@Column", str(folder)], second)]


def _write(folder: Path) -> None:
    suffixes = tuple(_BODIES)
    for n in range(_FILES - 300):
        suffix = suffixes[n % len(suffixes)]
        path = folder / f"src/module{n % 40}/File{n}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_BODIES[suffix].format(n=n) * 8, "utf-8")
    (folder / "db").mkdir()
    for n in range(300):
        (folder / f"db/t{n}.sql").write_text(_table(n), "utf-8")
    identity = ["-c", "user.name=b", "-c", "user.email=b@corp.example"]
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def _run(folder: Path, *more: str, path: str = ".") -> None:
    command = [sys.executable, "-m", "pandian", "gate", path, "--register", str(REGISTER), "--fail-on", "never", *more]
    settings = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=settings)


def _gate(schema: Path, folder: Path) -> float:
    return best(lambda: _run(folder, path=str(schema)), 5)


def _peak(schema: Path, folder: Path) -> float:
    """MB, of the whole process."""
    code = (
        "import resource, sys; from pandian.__main__ import main\n"
        f"sys.argv = ['pandian', 'gate', {str(schema)!r}, '--register', {str(REGISTER)!r}, '--fail-on', 'never']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=folder)
    return int(done.stdout.rsplit("PEAK ", 1)[1]) / 1024


def _peer(name: str, arguments: list[str], ours: float) -> list[Row]:
    """Nothing where it is not installed. Ratio: ours to theirs."""
    found = shutil.which(name)
    if found is None:
        return []
    took = best(lambda: subprocess.run([found, *arguments], check=False, capture_output=True), 2)
    return [Row(f"{name} {arguments[0]}, the same files", took, "s", ours / took, f"pandian gate / {name}")]


def _table(n: int) -> str:
    columns = ",\n".join(f"  `field_{i}` varchar(64) NOT NULL DEFAULT '' COMMENT '属性{i}'" for i in range(12))
    return (
        f"CREATE TABLE `t_order_{n}` (\n  `id` bigint NOT NULL AUTO_INCREMENT COMMENT '主键',\n{columns},\n"
        f"  `mobile` varchar(20) COMMENT '客户手机号',\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB COMMENT='订单{n}';\n"
    )
