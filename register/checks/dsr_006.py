"""DSR-006: somebody withdrew consent, and newer records about them exist. Manual: withdrawals are not read."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "DSR-006",
    Severity.HIGH,
    False,
    ("PIPL 15", "PIPL 47(1)(3)"),
    Text("撤回同意后仍在处理", "Processing after consent was withdrawn"),
    manual=Text(
        "扫描不读撤回同意的记录。每季度抽取撤回和退订名单，核对撤回日之后有没有新的记录、发送和提供（邮件短信平台、外呼、广告人群包），有则停止并删除",
        "records of withdrawal are not read. Each quarter take the lists of withdrawals and unsubscriptions and look for records,"
        " messages and transfers"
        " newer than the day of withdrawal (mail and SMS platforms, calls, audiences for advertising); stop and delete what is found",
    ),
)
