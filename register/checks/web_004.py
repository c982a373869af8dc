"""WEB-004: a form without a link to the policy, or with consent ticked in advance. Manual: forms are read
for their fields, not for what stands beside them."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "WEB-004",
    Severity.MEDIUM,
    False,
    ("PIPL 14", "PIPL 17", "网络数据安全管理条例 21"),
    Text("表单没有政策链接，或默认勾选同意", "A form without a link to the policy, or with consent ticked in advance"),
    manual=Text(
        "只读表单的字段，不看旁边的链接和勾选框。逐个检查收集个人信息的页面：提交前看得到政策链接，同意框默认不勾选，不同意非必要用途时仍能使用基本服务",
        "forms are read for their fields, not for links and ticks beside them. Check each page that collects personal information: the"
        " policy is linked before submitting, no consent is ticked in advance, and whoever refuses what is not necessary still gets the"
        " basic service",
    ),
)
