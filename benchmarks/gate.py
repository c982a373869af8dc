"""The CI gate, whole process, on a generated schema; beside what importing the usual library alone costs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.row import Row, best

NAME = "gate"
WHAT = "pandian gate from start to finish"

REGISTER = Path(__file__).parent.parent / "examples" / "estate" / "register.yaml"


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        rows = [_gate(Path(folder), tables) for tables in (50, 1000)]
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    presidio = best(lambda: subprocess.run([sys.executable, "-W", "ignore", "-c", "import presidio_analyzer"], check=True))
    return [
        *(Row(f"{tables} tables", took, "s", took / presidio, "import presidio_analyzer") for tables, took in rows),
        Row("python -c pass", bare, "s"),
        Row("import presidio_analyzer alone", presidio, "s"),
    ]


def _gate(folder: Path, tables: int) -> tuple[int, float]:
    schema = folder / f"schema-{tables}.sql"
    schema.write_text("".join(_table(n) for n in range(tables)), "utf-8")
    command = [sys.executable, "-m", "pandian", "gate", str(schema), "--register", str(REGISTER), "--fail-on", "never"]
    return tables, best(lambda: subprocess.run(command, check=True, capture_output=True), 5)


def _table(n: int) -> str:
    columns = ",\n".join(f"  `field_{i}` varchar(64) NOT NULL DEFAULT '' COMMENT '属性{i}'" for i in range(12))
    return (
        f"CREATE TABLE `t_order_{n}` (\n  `id` bigint NOT NULL AUTO_INCREMENT COMMENT '主键',\n{columns},\n"
        f"  `mobile` varchar(20) COMMENT '客户手机号',\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB COMMENT='订单{n}';\n"
    )
