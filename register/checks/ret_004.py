"""RET-004: a person whose erasure was carried out is still present elsewhere. Manual: no list of erased people is kept."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "RET-004",
    Severity.HIGH,
    False,
    ("PIPL 47",),
    Text("已删除的人仍在别处", "An erased person is still present elsewhere"),
    manual=Text(
        "扫描不保存已删除人员的名单。每次完成删除请求后，用本人当时提供的标识在其他系统、备份、搜索索引、境外副本和受托方处再查一遍，记下日期和结果",
        "no list of erased people is kept. After each erasure look for the person again, by the identifiers they gave, in all other"
        " systems, backups,"
        " search indexes, copies abroad and at processors, and record the day and the outcome",
    ),
)
