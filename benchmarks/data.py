"""Synthetic text and tables from a seed. No person in it exists; domains are reserved ones."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红辉鹏飞玲波"
ROADS = ["张江路", "淮海中路", "人民路", "中山北路", "解放大道", "科技园路"]
CITIES = ["上海市浦东新区", "北京市朝阳区", "广州市天河区", "杭州市西湖区", "成都市武侯区"]
COLUMNS = ("id", "name", "mobile", "email", "address", "remark", "amount", "created_at")
TYPES = ("integer primary key", "varchar(20)", "varchar(20)", "varchar(60)", "varchar(120)", "varchar(200)", "numeric(10,2)", "varchar(20)")


def name(made: random.Random) -> str:
    return made.choice(SURNAMES) + "".join(made.choice(GIVEN) for _ in range(made.choice((1, 2))))


def mobile(made: random.Random) -> str:
    return f"1{made.choice(('38', '39', '50', '86', '77', '99'))}{made.randrange(10**8):08d}"


def email(made: random.Random) -> str:
    return f"user{made.randrange(10**7)}@corp{made.randrange(90)}.example"


def address(made: random.Random) -> str:
    return f"{made.choice(CITIES)}{made.choice(ROADS)}{made.randrange(1, 999)}号{made.randrange(1, 30)}栋{made.randrange(101, 2505)}室"


def lines(number: int, share: float, seed: int = 1) -> list[str]:
    """Log, CRM, JSON and CSV lines; `share` of them with personal information."""
    made = random.Random(seed)
    return [_rich(made) if made.random() < share else _poor(made) for _ in range(number)]


def _poor(made: random.Random) -> str:
    kind = made.randrange(4)
    day = f"2026-{made.randrange(1, 13):02d}-{made.randrange(1, 29):02d}"
    stamp = f"{day} {made.randrange(24):02d}:{made.randrange(60):02d}:11,{made.randrange(1000):03d}"
    if kind == 0:
        order, took = made.randrange(10**12, 10**13), made.randrange(900)
        return f"{stamp} INFO [worker-{made.randrange(64)}] com.corp.order.OrderService - order {order} accepted in {took} ms"
    if kind == 1:
        step, wait = made.choice(["登录", "导出", "审批", "打印"]), made.randrange(1, 9)
        return f"客户反馈系统在{step}时响应较慢，已记录工单并转交研发处理，预计{wait}个工作日内回复"
    if kind == 2:
        then, item, size = made.randrange(10**12, 2 * 10**12), made.randrange(10**6), made.randrange(10**5)
        return f'{{"ts": {then}, "path": "/api/v2/items/{item}", "status": 200, "bytes": {size}}}'
    edition = made.choice(["标准版", "企业版", "试用"])
    return f"{made.randrange(10**6)},{edition},{made.randrange(1, 500)},{made.random() * 1000:.2f},{day}"


def _rich(made: random.Random) -> str:
    return (
        f"收货人：{name(made)}，电话：{mobile(made)}，邮箱 {email(made)}，地址：{address(made)}，微信：wx_{made.randrange(10**6)}"
        if made.random() < 0.5
        else f'{{"contact": "{name(made)}", "mobile": "{mobile(made)}", "mail": "{email(made)}"}}'
    )


def rows(number: int, seed: int = 2) -> Iterator[tuple[object, ...]]:
    made = random.Random(seed)
    for n in range(1, number + 1):
        remark = f"回访，{made.choice(['满意', '待跟进', '无人接听'])}" if made.random() > 0.05 else f"请改打 {mobile(made)}"
        day = f"20{made.randrange(18, 27)}-{made.randrange(1, 13):02d}-{made.randrange(1, 29):02d} 10:00:00"
        yield n, name(made), mobile(made), email(made), address(made), remark, round(made.random() * 1000, 2), day


def sqlite_table(path: Path, number: int) -> Path:
    """A table `customer` of COLUMNS. Made once, kept."""
    if not path.exists():
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        with sqlite3.connect(draft) as db:
            columns = ", ".join(f"{c} {t}" for c, t in zip(COLUMNS, TYPES, strict=True))
            db.execute(f"create table customer ({columns})")
            db.executemany(f"insert into customer values ({','.join('?' * len(COLUMNS))})", rows(number))
        db.close()
        draft.rename(path)
    return path
