"""The same tables as CSV in three encodings, JSON Lines, XLSX, text, schema files, and all of them in one folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from connectors.base import Source
from tests.connectors.case import HOSTILE, SECRET, TABLES, Builder, Case, Dataset, Row, texts

COMMON: dict[str, Any] = {"owner": "市场部", "environment": "test", "region": "CN-SH", "system": "share", "password": SECRET}
LINES = [f"{i} 第{i}行" for i in range(120)]
FILE_NAMES = [name.replace("/", "／") for name in HOSTILE]


def csv_bytes(table: Dataset, encoding: str, delimiter: str = ",", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().encode(encoding)


def jsonl_bytes(table: Dataset) -> bytes:
    objects = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects).encode()


def state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(Path(where, name).relative_to(folder)): (
            hashlib.sha256(Path(where, name).read_bytes()).hexdigest(),
            Path(where, name).stat().st_mtime_ns,
        )
        for where, _, names in os.walk(folder)
        for name in names
    }


def case(folder: Path, location: Path, expected: dict[str, list[Row]]) -> Case:
    return Case(Source("share", str(location), **COMMON), expected, lambda: state(folder))


def _csv(encoding: str, delimiter: str = ",", end: str = "\r\n", suffix: str = "csv") -> Builder:
    def build(folder: Path, request: pytest.FixtureRequest) -> Case:
        expected = {}
        for name, table in TABLES.items():
            if table.rows and encoding == "gb18030":  # an encoding is told by its text
                table = Dataset(
                    table.columns, table.comments, table.comment, tuple(r for r in table.rows if r[-1] is None or "𠮷" not in str(r[-1]))
                )
            (folder / f"{name}.{suffix}").write_bytes(csv_bytes(table, encoding, delimiter, end))
            expected[f"{name}.{suffix}"] = texts(table.rows)
        return case(folder, folder, expected)

    return build


def _csv_names(folder: Path, request: pytest.FixtureRequest) -> Case:
    """Hostile names of files and columns."""
    for name in FILE_NAMES:
        (folder / f"{name}.csv").write_bytes(csv_bytes(Dataset(("id", name), ("", ""), "", ((1, "甲乙"), (2, "丙丁"))), "utf-8"))
    (folder / os.fsdecode(b"\xff\xfe broken \xb0\xa1.csv")).write_bytes(b"id,name\n1,a\n")
    return case(folder, folder, {f"{n}.csv": texts([(1, "甲乙"), (2, "丙丁")]) for n in FILE_NAMES})


def _jsonl(folder: Path, request: pytest.FixtureRequest) -> Case:
    expected = {}
    for name, table in TABLES.items():
        (folder / f"{name}.jsonl").write_bytes(jsonl_bytes(table))
        if table.rows:
            expected[f"{name}.jsonl"] = texts([(*row, None) for row in table.rows])
    return case(folder, folder, expected)


def _json(folder: Path, request: pytest.FixtureRequest) -> Case:
    table = TABLES["客户"]
    objects = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    (folder / "客户.json").write_text(json.dumps({"total": 150, "items": objects}, ensure_ascii=False, indent=1), encoding="utf-8")
    columns = [("150", *[None] * 5), *[(None, *row, None) for row in table.rows]]
    return case(folder, folder / "客户.json", {"客户.json": texts(columns)})


def workbook(path: Path, tables: dict[str, tuple[tuple[Any, ...], ...]], hidden: str = "") -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(path)


def _xlsx(folder: Path, request: pytest.FixtureRequest) -> Case:
    pytest.importorskip("python_calamine")
    tables = {name: (table.columns, *table.rows) for name, table in TABLES.items()}
    workbook(folder / "客户 2024.xlsx", {**tables, "a'b;c#d": (("id", "词"), (1, "甲"))}, hidden="few")
    return case(folder, folder, {**{n: texts(t.rows) for n, t in TABLES.items()}, "a'b;c#d": texts([(1, "甲")])})


def _text(encoding: str) -> Builder:
    def build(folder: Path, request: pytest.FixtureRequest) -> Case:
        (folder / "服务.log").write_bytes("\n".join(LINES).encode(encoding))
        (folder / "one.txt").write_bytes("只有一行".encode(encoding))
        return case(folder, folder, {"服务.log": [(line,) for line in LINES], "one.txt": [("只有一行",)]})

    return build


def _folder(folder: Path, request: pytest.FixtureRequest) -> Case:
    """One of everything, things that cannot be read, and folders in folders."""
    deep = folder / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]\n", encoding="utf-8")
    (deep / "客户.csv").write_bytes(csv_bytes(TABLES["客户"], "utf-8"))
    (folder / "few.tsv").write_bytes(csv_bytes(TABLES["few"], "utf-8", "\t"))
    (folder / "app.log").write_text("\n".join(LINES), encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "nothing.csv").write_bytes(b"")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    (folder / "schema.sql").write_text("CREATE TABLE t (a int);\nCREATE TABLE broken;\n", encoding="utf-8")
    with closing(sqlite3.connect(folder / "local.db")) as connection, connection:
        connection.execute("CREATE TABLE 名单 (id INTEGER PRIMARY KEY, 姓名 TEXT)")
        connection.executemany("INSERT INTO 名单 VALUES (?, ?)", [(i, f"名{i}") for i in range(40)])
    expected = {"客户.csv": texts(TABLES["客户"].rows), "few.tsv": texts(TABLES["few"].rows), "app.log": [(line,) for line in LINES]}
    return Case(
        Source("share", str(folder), **COMMON),
        {**expected, "名单": texts([(i, f"名{i}") for i in range(40)])},
        lambda: state_of_regular(folder),
    )


def state_of_regular(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _schema(folder: Path, request: pytest.FixtureRequest) -> Case:
    for n, name in enumerate(HOSTILE):
        quoted = "`" + name.replace("`", "``").replace("\\", "\\\\") + "`"
        (folder / f"{n}.sql").write_text(f"CREATE TABLE {quoted} (id int COMMENT '编号', {quoted} text) ENGINE=InnoDB;\n", encoding="utf-8")
    (folder / "broken.sql").write_text("CREATE TABLE broken;\n", encoding="utf-8")
    return case(folder, folder, {})


CASES: dict[str, Builder] = {
    "csv utf-8": _csv("utf-8"),
    "csv utf-8 with a mark, semicolons": _csv("utf-8-sig", ";", "\n"),
    "csv gb18030": _csv("gb18030"),
    "csv utf-16, tabs": _csv("utf-16", "\t", suffix="tsv"),
    "csv hostile names": _csv_names,
    "jsonl": _jsonl,
    "json": _json,
    "xlsx": _xlsx,
    "text utf-8": _text("utf-8"),
    "text gb18030": _text("gb18030"),
    "text utf-16": _text("utf-16"),
    "folder": _folder,
    "ddl": _schema,
}
