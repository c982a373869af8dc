"""DSR-005: two systems hold conflicting values about the same person. Manual: a scan compares no values."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "DSR-005",
    Severity.LOW,
    False,
    ("PIPL 8", "PIPL 46"),
    Text("同一人的信息互相矛盾", "Conflicting values about one person"),
    manual=Text(
        "扫描不比较具体的值。受理查阅、更正请求时，把各系统里同一人的姓名、电话、邮箱、地址放在一起核对；不一致的以本人确认的为准，同步改正各系统和已提供的接收方",
        "a scan compares no values. When a person asks for access or correction, lay their name, phone, e-mail and address of all"
        " systems side by side;"
        " what differs is corrected everywhere as the person confirms it, and recipients are told",
    ),
)
