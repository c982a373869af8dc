"""Some two hundred people who do not exist, planted in every kind of source; and how a planted value would look anywhere.

Made from a seed: numbers of blocks that carriers do not give out together, resident ids with a right checksum, names with
characters that only GB18030 holds, mail domains reserved for examples (RFC 2606).
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import sqlite3
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SEED = 20261122
PEOPLE = 26
_RARE = "䶮㛃𠮷𫖯赟祎翀珺璟堃嫄燚犇淼垚"
_FAMILY = ["欧阳", "司马", "王", "李", "赵", "诸葛", "陈", "林", "黄", "郑"]
_PLACES = ["浙江省杭州市西湖区", "上海市浦东新区", "广东省深圳市南山区", "北京市海淀区", "江苏省苏州市姑苏区"]


@dataclass(frozen=True)
class Person:
    name: str
    mobile: str
    email: str
    id_card: str
    address: str
    password: str
    company: str
    title: str
    wechat: str

    def values(self) -> tuple[str, ...]:
        return tuple(getattr(self, column) for column in COLUMNS)


COLUMNS = ("name", "mobile", "email", "id_card", "address", "password", "company", "title", "wechat")
HEADERS = ("姓名", "手机号", "邮箱", "身份证号", "地址", "密码", "公司", "职务", "微信号")


def people(count: int = PEOPLE, seed: int = SEED) -> list[Person]:
    made = random.Random(seed)
    rare = ["".join(made.sample(_RARE, 2)) for _ in range(20 * count)]
    rare = list(dict.fromkeys(rare))
    return [_person(made, n, rare[n], rare[-n - 1]) for n in range(count)]


def _person(made: random.Random, n: int, given: str, odd: str) -> Person:
    letters = "".join(made.choices(string.ascii_lowercase, k=6))
    return Person(
        name=made.choice(_FAMILY) + given,
        mobile=f"1{made.choice('3589')}{made.randrange(10**9):09}",
        email=f"{letters}.{n}{made.randrange(1000):03}@haishi.example",
        id_card=_resident_id(made),
        address=f"{made.choice(_PLACES)}{odd}路{made.randrange(100, 999)}号{made.randrange(10, 40)}幢{made.randrange(101, 3000)}室",
        password=f"Pw#{letters[::-1]}!{made.randrange(10**6):06}",
        company=f"{odd}{chr(0x9E00 + n)}网络科技有限公司",
        title=f"{chr(0x9E20 + n)}{odd}业务部副总经理",
        wechat=f"wxid_{letters}{made.randrange(10**8):08}",
    )


def _resident_id(made: random.Random) -> str:
    """GB 11643-1999: region, day of birth, sequence, check character."""
    body = f"{made.choice(['310115', '110108', '440305'])}{made.randrange(1960, 2005)}{made.randrange(1, 13):02}{made.randrange(1, 29):02}{made.randrange(1000):03}"
    return (
        body + "10X98765432"[sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11]
    )


# -- where they are planted -----------------------------------------------------------------------------------------------


def plant(folder: Path) -> None:
    """crm.db, share/ and schema/ below `folder`."""
    everybody = people()
    share = folder / "share"
    (share / "bad").mkdir(parents=True)
    (folder / "schema").mkdir()
    _database(folder / "crm.db", everybody)
    _tables(share, everybody)
    _texts(share, everybody)
    _workbooks(share, everybody)
    _broken(share / "bad", everybody)
    _statements(folder / "schema", everybody)


def _sentence(p: Person) -> str:
    return f"联系人：{p.name}，电话{p.mobile}，身份证号：{p.id_card}，地址：{p.address}，{p.company}{p.title}，邮箱{p.email}，微信：{p.wechat}，密码：{p.password}"


def _database(path: Path, everybody: list[Person]) -> None:
    with sqlite3.connect(path) as db:
        db.execute(
            f"create table customer (id integer primary key, {', '.join(f'{c} text' for c in COLUMNS)}, remark text, created_at text)"
        )
        rows = [(n, *p.values(), _sentence(p), "2024-03-01 10:00:00") for n, p in enumerate(everybody)]
        db.executemany(f"insert into customer values ({', '.join('?' * 12)})", rows)
        # A natural key: the position of an unfinished reading is somebody's number.
        db.execute("create table by_mobile (mobile text primary key, name text) without rowid")
        db.executemany("insert into by_mobile values (?, ?)", [(p.mobile, p.name) for p in everybody])
        db.execute("create table numbers (phone integer, paper blob)")
        db.executemany("insert into numbers values (?, ?)", [(int(p.mobile), _sentence(p).encode()) for p in everybody])
        db.execute("create view people as select * from customer")
    db.close()


def _tables(share: Path, everybody: list[Person]) -> None:
    lines = [",".join(f'"{v}"' for v in p.values()) for p in everybody]
    (share / "客户.csv").write_text("\n".join([",".join(HEADERS), *lines]), "gb18030")
    (share / "no header.csv").write_text("\n".join(lines), "utf-8")
    (share / "utf16.tsv").write_text("\n".join("\t".join(p.values()) for p in everybody), "utf-16")
    for column in COLUMNS:
        (share / f"only {column}.csv").write_text("\n".join(getattr(p, column) for p in everybody), "utf-8")
    (share / "cards.csv").write_text("\n".join(f"{p.title},{p.company},{p.address}" for p in everybody), "utf-8")


def _texts(share: Path, everybody: list[Person]) -> None:
    log = [
        f"2026-11-22 10:00:{n:02} INFO user={p.name} phone={p.mobile} mail={p.email} password={p.password} {_sentence(p)}"
        for n, p in enumerate(everybody)
    ]
    (share / "app.log").write_text("\n".join(log), "utf-8")
    events = [
        dict(zip(COLUMNS, p.values(), strict=True)) | {"who": {"name": p.name, "tel": [p.mobile]}, "text": _sentence(p)} for p in everybody
    ]
    (share / "events.jsonl").write_text("\n".join(json.dumps(e, ensure_ascii=n % 2 == 0) for n, e in enumerate(events)), "utf-8")
    (share / "list.json").write_text(json.dumps([list(p.values()) for p in everybody]), "utf-8")


def _workbooks(share: Path, everybody: list[Person]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(share / "名单.xlsx")) as book:
        for name, first in (("客户", HEADERS), ("无表头", None)):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate([*([first] if first else []), *(p.values() for p in everybody)]):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)


def _broken(folder: Path, everybody: list[Person]) -> None:
    whole = (folder.parent / "名单.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "text.xlsx").write_text("\n".join(map(_sentence, everybody)), "utf-8")
    (folder / "lines.jsonl").write_text("\n".join(f'{{"text": "{_sentence(p)}' for p in everybody), "utf-8")
    (folder / "mixed.csv").write_bytes(b"name,mobile\n" + b"\n".join(_sentence(p).encode("gb18030") + b"\xff,\xfe\x00" for p in everybody))
    (folder / "quotes.csv").write_text('name,mobile\n"' + "\n".join(map(_sentence, everybody)), "utf-8")
    (folder / "closed.txt").write_text("\n".join(map(_sentence, everybody)), "utf-8")
    (folder / "closed.txt").chmod(0)
    (folder / "loop").symlink_to("loop")


def _statements(folder: Path, everybody: list[Person]) -> None:
    inserts = [f"INSERT INTO t_customer VALUES ({n}, {', '.join(repr(v) for v in p.values())});" for n, p in enumerate(everybody)]
    table = f"CREATE TABLE t_customer (id bigint primary key, {', '.join(f'{c} varchar(200)' for c in COLUMNS)});\n"
    (folder / "dump.sql").write_text(table + "\n".join(inserts), "utf-8")
    broken = [
        f"CREATE TABLE t_{n} (name varchar(20) DEFAULT '{p.name}' {p.mobile} ,, CHECK (email = '{p.email}'" for n, p in enumerate(everybody)
    ]
    (folder / "broken.sql").write_text(";\n".join(broken) + "\n".join(inserts), "utf-8")
    copied = "COPY t_customer (id) FROM stdin;\n" + "\n".join("\t".join(p.values()) for p in everybody) + "\n\\.\n"
    (folder / "pg_dump.sql").write_text(table + copied, "utf-8")


# -- how one would look ---------------------------------------------------------------------------------------------------


def disguises(value: str) -> Iterator[tuple[str, bytes]]:
    """(name of the form, bytes) of everything that a value becomes on its way into a file, unkeyed digests included."""
    raw = value.encode()
    yield "utf-8", raw
    yield "gb18030", value.encode("gb18030")
    yield "utf-16-le", value.encode("utf-16-le")
    yield "utf-16-be", value.encode("utf-16-be")
    yield "url", quote(value, safe="").encode()
    yield "url, lower case", quote(value, safe="").lower().encode()
    yield "json", json.dumps(value)[1:-1].encode()
    yield "json, upper case", json.dumps(value)[1:-1].replace("\\u", "\0").upper().replace("\0", "\\u").encode()
    yield "braces", "".join(c if c.isascii() else f"\\u{{{ord(c):x}}}" for c in value).encode()
    yield "html", "".join(c if c.isascii() else f"&#{ord(c)};" for c in value).encode()
    yield "hex", raw.hex().encode()
    for shift in range(3):
        # Base64 of a text that holds the value somewhere: its middle, at each of the three alignments.
        yield f"base64 at {shift}", base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4]
    for algorithm in ("md5", "sha1", "sha256", "blake2b"):
        digest = hashlib.new(algorithm, raw)
        yield algorithm, digest.digest()[:8]
        yield f"{algorithm} in hex", digest.hexdigest()[:16].encode()
