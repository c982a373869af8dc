"""The file share of the example estate: what people export, log, note down and keep for themselves.

A *file* here has one form each that real shares have: CSV in GB18030, XLSX with two sheets, JSON Lines, a log, a note,
a page with a tracker, a list for the text message service, a picture that nobody can read, and a spreadsheet in
somebody's own folder that belongs to no system. Bytes depend on
the population, the seed and the day only; modification times are set to a fixed distance from that day.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from pandian.estate.crm import Population
from pandian.estate.people import Person

#: Data rows (lines for text) of every readable file, by asset URI without its scheme.
ROWS = {
    "share/exports/客户清单.csv": 320,
    "share/exports/活动名单.xlsx#报名": 180,
    "share/exports/活动名单.xlsx#汇总": 12,
    "share/exports/web_leads.jsonl": 260,
    "share/logs/sms-gateway.log": 400,
    "share/个人/展会名片.xlsx#名片": 45,
    "share/短信平台/会议通知.csv": 150,
}
_DAYS_OLD = 12
#: A page of the company's site. Whoever made it also pasted in a measuring script that the policy does not name.
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>蜃景流程</title>
<script async src="https://www.googletagmanager.com/gtag/js?id=G-EXAMPLE000"></script>
</head>
<body>
<h1>蜃景流程</h1>
<p>十分钟搭好一个审批流程。</p>
</body>
</html>
"""


def write_share(folder: Path, population: Population, rng: Random, today: dt.date) -> None:
    """Everything under `folder`. Needs xlsxwriter, which is imported here."""
    for name in ("exports", "logs", "notes", "brand", "web", "短信平台", "个人"):
        (folder / name).mkdir(parents=True, exist_ok=True)

    def draw(key: str) -> list[Person]:
        return rng.sample(population.contacts, ROWS[key])

    _customers(folder / "exports/客户清单.csv", draw("share/exports/客户清单.csv"))
    _signup_book(folder / "exports/活动名单.xlsx", draw("share/exports/活动名单.xlsx#报名"), rng, today)
    _json_lines(folder / "exports/web_leads.jsonl", draw("share/exports/web_leads.jsonl"), rng, today)
    _log(folder / "logs/sms-gateway.log", draw("share/logs/sms-gateway.log"), rng, today)
    _note(folder / "notes/交接说明.md", rng.sample(population.contacts, 4))
    _cards(folder / "个人/展会名片.xlsx", draw("share/个人/展会名片.xlsx#名片"), today)
    _outbox(folder / "短信平台/会议通知.csv", draw("share/短信平台/会议通知.csv"))
    (folder / "web/index.html").write_text(_PAGE, encoding="utf-8")
    (folder / "brand/logo.png").write_bytes(_picture())
    when = dt.datetime.combine(today, dt.time(9), dt.UTC).timestamp() - _DAYS_OLD * 86_400
    for path in folder.rglob("*"):
        os.utime(path, (when, when))


def _customers(path: Path, people: list[Person]) -> None:
    header = ("客户编号", "公司名称", "联系人", "手机号码", "电子邮箱", "客户等级")
    grades = ("金牌", "银牌", "铜牌")
    _csv(path, header, ((p.company.number, p.company.name, p.name, p.mobile, p.email, grades[n % 3]) for n, p in enumerate(people)))


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows((header, *rows))
    path.write_bytes(text.getvalue().encode("gb18030"))


def _outbox(path: Path, people: list[Person]) -> None:
    """What the text message service is given: the number, as the policy says, and the name, as it does not."""
    _csv(path, ("姓名", "手机号码", "模板"), ((p.name, p.mobile, f"T{n % 3 + 1}") for n, p in enumerate(people)))


def _signup_book(path: Path, people: list[Person], rng: Random, today: dt.date) -> None:
    signed = [(p.name, p.company.name, int(p.mobile), p.email, rng.choice(("是", "否"))) for p in people]
    totals = [(f"{month}月", rng.randint(20, 90), rng.randint(10, 60)) for month in range(1, 13)]
    attended = (("姓名", "公司名称", "手机", "邮箱", "是否到场"), signed)
    _workbook(path, {"报名": attended, "汇总": (("月份", "报名人数", "到场人数"), totals)}, today)


def _cards(path: Path, people: list[Person], today: dt.date) -> None:
    rows = [(p.name, p.company.name, p.title, p.mobile, p.email, "展台交换") for p in people]
    _workbook(path, {"名片": (("姓名", "公司名称", "职位", "手机", "邮箱", "备注"), rows)}, today)


def _workbook(path: Path, sheets: dict[str, tuple[tuple[str, ...], Sequence[tuple[object, ...]]]], today: dt.date) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        book.set_properties({"author": "example estate", "created": dt.datetime.combine(today, dt.time(9))})
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate((header, *rows)):
                sheet.write_row(line, 0, row)


def _json_lines(path: Path, people: list[Person], rng: Random, today: dt.date) -> None:
    """Leads from the web form. The WeChat id came with a new form version; the register names it for the CRM only."""
    lines = []
    for p in people:
        landed = (today - dt.timedelta(days=rng.randint(1, 200))).isoformat()
        lead = {"contact_name": p.name, "company": p.company.name, "email": p.email, "mobile": p.mobile, "wechat": p.wechat}
        lines.append(json.dumps({**lead, "campaign": rng.choice(("spring", "expo", "partner")), "landed_on": landed}, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _log(path: Path, people: list[Person], rng: Random, today: dt.date) -> None:
    moment = dt.datetime.combine(today - dt.timedelta(days=3), dt.time(8))
    lines = []
    for n, p in enumerate(people):
        moment += dt.timedelta(seconds=rng.randint(5, 90))
        said = f"send template=T{rng.randint(1, 9)} to={p.mobile} result=OK cost_ms={rng.randint(40, 900)}"
        idle = f"queue depth={rng.randint(0, 50)} workers=4"
        lines.append(f"{moment:%Y-%m-%d %H:%M:%S} INFO  [sms-{n % 4}] {said if n % 3 else idle}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _note(path: Path, people: list[Person]) -> None:
    lines = (
        "# 短信网关交接",
        "",
        "- 日志保留在 logs/ 下，每周清理一次。",
        "- 模板变更请先在测试环境验证。",
        "- 队列超过 50 时扩容到 8 个进程。",
        "",
        "## 出问题时先通知这几家",
        "",
        *(f"- 第 {n} 家：手机 {p.mobile}，邮箱 {p.email}" for n, p in enumerate(people, 1)),
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _picture() -> bytes:
    """A 16 x 16 PNG of one colour: a file that no text reader can read."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pixels = b"".join(b"\0" + b"\x2a\x6f\x97" * 16 for _ in range(16))
    header = struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
